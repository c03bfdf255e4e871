"""Passwords that an administrator gives: generated, shown, copied for a moment."""

import secrets

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from vosdesk.gui.fields import PasswordField
from vosdesk.gui.icons import icon
from vosdesk.gui.text import tr

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the letters and digits that are mistaken for each other when they are read out."""
GROUPS, GROUP = 4, 4
CLIPBOARD_MS = 60_000


def generate_password() -> str:
    """A random password of four groups of four, to be told over the telephone: 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


class NewPasswordField(PasswordField):
    """A password for somebody else: *Generate* makes one and shows it, *Copy* lends it to the clipboard."""

    clipboard_ms = CLIPBOARD_MS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        # A generated password is read out to its user: all of it must show.
        self.edit.setMinimumWidth(self.edit.fontMetrics().horizontalAdvance("m4k8-" * GROUPS) + 20)
        self._copy = QToolButton(self)
        self._copy.setAutoRaise(True)
        self._copy.setIcon(icon("copy"))
        self._copy.setToolTip(tr("Copy the password. The clipboard forgets it after a minute."))
        self._copy.setAccessibleName(tr("Copy the password"))
        self._copy.clicked.connect(self.copy)
        self._generate = QPushButton(tr("Generate"), self)
        self._generate.setAutoDefault(False)
        self._generate.clicked.connect(self.generate)
        self._box.addWidget(self._copy)
        self._box.addWidget(self._generate)
        self.changed.connect(self._judge)
        self._judge()

    def generate(self) -> None:
        """Put a fresh password into the field, readable."""
        self._show.setChecked(True)
        self.edit.setText(generate_password())
        self.edit.setFocus()

    def copy(self) -> None:
        """Put the password on the clipboard for a minute."""
        if self.edit.text():
            Lent(self.edit.text(), self.clipboard_ms)

    def _judge(self) -> None:
        self._copy.setEnabled(bool(self.edit.text()))


class Lent(QObject):
    """A secret on the clipboard until its time is over or the program ends; what was copied later stays."""

    def __init__(self, secret: str, most_ms: int) -> None:
        super().__init__(QCoreApplication.instance())
        self._secret = secret
        self._clipboard: QClipboard = QGuiApplication.clipboard()
        data = QMimeData()
        data.setText(secret)
        # Clipboard managers that keep a history leave out what carries this hint.
        data.setData("x-kde-passwordManagerHint", QByteArray(b"secret"))
        self._clipboard.setMimeData(data)
        QTimer.singleShot(most_ms, self, self.take_back)
        QGuiApplication.instance().aboutToQuit.connect(self.take_back)  # type: ignore[union-attr]

    def take_back(self) -> None:
        """Empty the clipboard if it still holds the secret."""
        if self._secret and self._clipboard.text() == self._secret:
            self._clipboard.clear()
        self._secret = ""
        self.deleteLater()
