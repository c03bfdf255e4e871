"""The body of a form: sections of labelled fields in one or two columns, each with room for a problem."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vosdesk.gui.fields import Field
from vosdesk.gui.theme import Tone, tint

FIELD_WIDTH = 230
GAP = 8
"""Pixels between two columns of fields, besides the spacing at both sides."""
_NOTE_PIXELS = 11


class FieldRow:
    """A label, a field, and the line under it for a hint or a problem."""

    def __init__(self, title: str, field: Field, hint: str, parent: QWidget) -> None:
        self.title, self.field, self.hint = title, field, hint
        self.touched = False
        self.shown = True
        self.label = QLabel(title, parent)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setBuddy(field.target())
        self.note = QLabel(hint, parent)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        font = QFont(self.note.font())
        font.setPixelSize(_NOTE_PIXELS)
        self.note.setFont(font)
        # The line is there from the start: a form must not jump while somebody types in it.
        self.note.setMinimumHeight(self.note.fontMetrics().lineSpacing() + 2)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.note.setWordWrap(True)
        self.holder = QWidget(parent)
        self.holder.setMinimumWidth(FIELD_WIDTH)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(field)
        column.addWidget(self.note)
        field.set_name(title)
        self.problem = ""
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Show a sentence under the field, or the hint again."""
        self.problem = text
        self.note.setText(text or self.hint)
        self.field.set_wrong(bool(text))
        self.field.target().setAccessibleDescription(text or self.hint)
        tint(self.note, Tone.BAD if text else Tone.MUTED)

    def set_shown(self, on: bool) -> None:
        """Show or hide label and field."""
        self.shown = on
        self.label.setVisible(on)
        self.holder.setVisible(on)


class Section(QWidget):
    """A titled group of fields, filled line by line from left to right."""

    def __init__(self, title: str, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._place = 0
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 6)
        outer.setSpacing(6)
        if title:
            heading = QLabel(title, self)
            heading.setTextFormat(Qt.TextFormat.PlainText)
            font = QFont(heading.font())
            font.setWeight(QFont.Weight.DemiBold)
            heading.setFont(font)
            outer.addWidget(heading)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        for column in range(columns):
            self._grid.setColumnStretch(column * 3 + 1, 1)
            if column < columns - 1:
                # A widget and no least width: a grid leaves out the spacing around columns that hold nothing else.
                between = QWidget(self)
                between.setFixedSize(GAP, 1)
                self._grid.addWidget(between, 0, column * 3 + 2)
        outer.addLayout(self._grid)

    def add(self, row: FieldRow) -> None:
        """Put a field at the next free place; a wide one takes a line of its own."""
        if row.field.wide and self._place % self._columns:
            self._place += self._columns - self._place % self._columns
        line, column = divmod(self._place, self._columns)
        top = Qt.AlignmentFlag.AlignTop
        height = row.field.target().sizeHint().height()
        row.label.setMinimumHeight(min(height, 30))
        row.label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(row.label, line, column * 3, top)
        span = self._columns * 3 - 2 if row.field.wide else 1
        self._grid.addWidget(row.holder, line, column * 3 + 1, 1, span, top)
        self._place += self._columns if row.field.wide else 1

    def settle(self) -> None:
        """Take up widths that were changed before the section is on screen: inner layouts remember the old ones."""
        self._outer.activate()
        self.updateGeometry()
