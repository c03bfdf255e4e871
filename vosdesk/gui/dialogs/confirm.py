"""Asking before an act that has consequences."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from vosdesk.gui.icons import icon
from vosdesk.gui.text import tr


class ConfirmDialog(QDialog):
    """Names the object and what will happen. The safe button is the default; Esc and Return take it.

    With ``typed`` the act stays dead until the user has typed that text: for what is too much for one wrong click.
    """

    def __init__(
        self,
        title: str,
        subject: str,
        consequences: Sequence[str],
        act: str,
        parent: QWidget | None = None,
        *,
        typed: str = "",
    ) -> None:
        super().__init__(parent)
        self._wanted = typed
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.typed = QLineEdit(self)
        self.typed.setVisible(bool(typed))
        self.act = QPushButton(act, self)
        self.act.setAutoDefault(False)
        self.act.setEnabled(not typed)
        self.act.clicked.connect(self.accept)
        self.safe = QPushButton(tr("Cancel"), self)
        self.safe.setDefault(True)
        self.safe.clicked.connect(self.reject)
        self._lay_out(subject, consequences)
        (self.typed if typed else self.safe).setFocus()

    def _lay_out(self, subject: str, consequences: Sequence[str]) -> None:
        sign = QLabel(self)
        sign.setPixmap(icon("warning").pixmap(28, 28))
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(self._texts(subject, consequences), 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.act)
        buttons.addWidget(self.safe)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(18)
        column.addLayout(head)
        column.addLayout(buttons)

    def _texts(self, subject: str, consequences: Sequence[str]) -> QVBoxLayout:
        self._subject = _text(subject, self)
        font = QFont(self._subject.font())
        font.setWeight(QFont.Weight.DemiBold)
        self._subject.setFont(font)
        texts = QVBoxLayout()
        texts.setSpacing(6)
        texts.addWidget(self._subject)
        for line in consequences:
            texts.addWidget(_text(line, self))
        if self._wanted:
            asked = _text(tr("Type {text} to confirm:", text=self._wanted), self)
            asked.setBuddy(self.typed)
            self.typed.setAccessibleName(asked.text())
            self.typed.textChanged.connect(self._typing)
            texts.addSpacing(6)
            texts.addWidget(asked)
            texts.addWidget(self.typed)
        return texts

    def _typing(self, text: str) -> None:
        self.act.setEnabled(text.strip() == self._wanted)


def confirm(title: str, subject: str, consequences: Sequence[str], act: str, parent: QWidget | None = None) -> bool:
    """Ask, and wait for the answer."""
    dialog = ConfirmDialog(title, subject, consequences, act, parent)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed


def ask_then(
    title: str,
    subject: str,
    consequences: Sequence[str],
    act: str,
    then: Callable[[], None],
    parent: QWidget | None = None,
    *,
    typed: str = "",
) -> ConfirmDialog:
    """Ask without waiting; ``then`` runs once the user has agreed."""
    dialog = ConfirmDialog(title, subject, consequences, act, parent, typed=typed)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(then)
    dialog.open()
    return dialog


def _text(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
