"""What a form says about itself as a whole: a refusal, or two versions that differ."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vosdesk.gui.icons import icon
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone, tint


class Difference(NamedTuple):
    """A field that has two values."""

    title: str
    mine: str
    stored: str


class Banner(QFrame):
    """A sentence at the top of a form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._sign = QLabel(self)
        self._sign.setPixmap(icon("warning").pixmap(18, 18))
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, tone: Tone = Tone.BAD) -> None:
        """Show a sentence, or nothing."""
        self._text.setText(text)
        self._sign.setPixmap(icon("ok" if tone is Tone.GOOD else "warning").pixmap(18, 18))
        tint(self._text, tone)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class StaleBanner(QFrame):
    """Somebody else changed the row: both versions, and what to do about it."""

    reload_wanted = Signal()
    overwrite_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._title = QLabel(tr("Somebody changed this while you were editing."), self)
        tint(self._title, Tone.WARNING)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._cells: list[QLabel] = []
        self._reload = QPushButton(tr("Take the stored version"), self)
        self._overwrite = QPushButton(tr("Keep mine and overwrite"), self)
        self._reload.clicked.connect(self.reload_wanted)
        self._overwrite.clicked.connect(self.overwrite_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(self._reload)
        buttons.addWidget(self._overwrite)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self._title)
        column.addLayout(self._grid)
        column.addLayout(buttons)
        self.hide()

    @property
    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """Take the stored version; keep mine."""
        return self._reload, self._overwrite

    def cells(self) -> list[str]:
        """Every text of the comparison, line by line."""
        return [label.text() for label in self._cells]

    def compare(self, differences: Sequence[Difference]) -> None:
        """Show both versions of the fields that differ."""
        for label in self._cells:
            self._grid.removeWidget(label)
            label.deleteLater()
        self._cells = []
        lines = [Difference("", tr("Yours"), tr("Stored now")), *differences] if differences else []
        for line, difference in enumerate(lines):
            for column, text in enumerate(difference):
                label = QLabel(text, self)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                if not line or not column:
                    tint(label, Tone.MUTED)
                self._grid.addWidget(label, line, column)
                self._cells.append(label)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.show()
