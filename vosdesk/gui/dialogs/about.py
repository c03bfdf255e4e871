"""About, with the licences of what the program is made of."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.mark_icon import application_icon
from vosdesk.gui.text import mark, tr
from vosdesk.gui.theme import Tone

PARTS: tuple[tuple[str, str], ...] = (
    ("PySide6-Essentials", mark("Qt for Python, LGPL-3.0; its libraries can be replaced")),
    ("SQLAlchemy", mark("database access, MIT")),
    ("alembic", mark("database migrations, MIT")),
    ("msgspec", mark("values and their codec, BSD-3-Clause")),
    ("argon2-cffi", mark("password hashes, MIT")),
    ("zxcvbn", mark("strength of passwords, MIT")),
    ("keyring", mark("the system's keyring, MIT")),
    ("platformdirs", mark("folders of the system, MIT")),
    ("QtAwesome", mark("icons, MIT; its Phosphor font, MIT")),
    ("phonenumbers", mark("numbering plans, Apache-2.0")),
)


def installed(name: str) -> str:
    """The version of a distribution, or nothing where it is not known (as in a stand-alone build)."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class AboutDialog(QDialog):
    """Name, version, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About vosdesk"))
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        mark_label = QLabel()
        mark_label.setPixmap(application_icon().pixmap(48))
        mark_label.setAccessibleName("vosdesk")
        column.addWidget(mark_label)
        column.addWidget(ToneLabel(f"vosdesk {installed('vosdesk')}".strip()))
        column.addWidget(
            ToneLabel(
                tr("A desktop console for VoIP billing. Free software under the GNU LGPL, version 3 or later."),
                Tone.MUTED,
            )
        )
        column.addWidget(ToneLabel(tr("It is made with:"), Tone.MUTED))
        lines = [f"{name} {installed(name)}".strip() + f": {tr(text)}" for name, text in PARTS]
        parts = ToneLabel("\n".join(lines))
        parts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        parts.setAccessibleName(tr("Licences"))
        column.addWidget(parts)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
