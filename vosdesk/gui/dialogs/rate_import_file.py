"""Which file is imported: chosen, or dropped on the window."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.decks import Layout
from vosdesk.gui.dialogs.rate_import_words import DELIMITERS, ENCODINGS
from vosdesk.gui.fields import ChoiceField
from vosdesk.gui.task_strip import plain_label
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone, tint


class FilePage(QWidget):
    """A place to drop a file on, a button to choose one, and how a text file is read where it is not clear."""

    choose_wanted = Signal()
    read_as_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = plain_label(tr("Drop a rate sheet here"))
        self.path.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.path.setWordWrap(True)
        kinds = plain_label(tr("CSV or text with any delimiter, XLSX or XLS; the vendor's files too"))
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        tint(kinds, Tone.MUTED)
        self.browse = QPushButton(tr("Choose…"), self)
        self.browse.clicked.connect(self.choose_wanted)
        self.encoding = ChoiceField([("", tr("automatic")), *ENCODINGS.items()])
        self.delimiter = ChoiceField([("", tr("automatic")), *DELIMITERS.items()])
        place = QFrame(self)
        place.setFrameShape(QFrame.Shape.StyledPanel)
        inner = QVBoxLayout(place)
        inner.addStretch(1)
        for widget in (self.path, kinds):
            inner.addWidget(widget)
        inner.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignCenter)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(place, 1)
        column.addLayout(self._reading())
        self.setFocusProxy(self.browse)

    def show_path(self, path: Path) -> None:
        """The file that was chosen."""
        self.path.setText(path.name)
        self.path.setToolTip("")

    def read_as(self) -> Layout | None:
        """What the user says of a text file; None where all is to be guessed."""
        encoding, delimiter = self.encoding.value(), self.delimiter.value()
        return Layout(encoding=encoding, delimiter=delimiter) if encoding or delimiter else None

    def _reading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for title, field in ((tr("Encoding"), self.encoding), (tr("Delimiter"), self.delimiter)):
            label = plain_label(title)
            label.setBuddy(field.target())
            field.set_name(title)
            field.changed.connect(self.read_as_changed)
            row.addWidget(label)
            row.addWidget(field)
        row.addStretch(1)
        return row
