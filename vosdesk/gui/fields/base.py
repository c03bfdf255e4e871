"""What every field can do."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from vosdesk.contract.errors import Problem
from vosdesk.gui.theme import edit_palette, look


class Field(QWidget):
    """A widget with a value. ``changed`` is emitted for every change, by the user or by the program."""

    changed = Signal()
    neutral: Any = ""
    """A value without problems of its own, put in this field's place while other fields are checked."""
    wide = False
    """Whether the field wants the whole width of a form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)

    def value(self) -> Any:
        """The value, or the Problem that it has."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show ``value``."""
        raise NotImplementedError

    def problem(self) -> Problem | None:
        """What is wrong with what was typed."""
        value = self.value()
        return value if isinstance(value, Problem) else None

    def display(self, value: Any) -> str:
        """``value`` as the reader would see it, beside another version of it."""
        return "" if value is None else str(value)

    def target(self) -> QWidget:
        """The widget that takes the keyboard: the label's buddy."""
        return self

    def set_name(self, name: str) -> None:
        """The accessible name."""
        self.target().setAccessibleName(name)

    def set_wrong(self, wrong: bool) -> None:
        """Frame the field as wrong, or as right again; the sentence stands below it."""
        target = self.target()
        if bool(target.property("wrong")) is not wrong:
            target.setProperty("wrong", wrong)
            self._frame()
            if wrong:
                look().changed.connect(self._frame)
            else:
                look().changed.disconnect(self._frame)

    def _frame(self) -> None:
        target = self.target()
        target.setPalette(edit_palette(look().colours, wrong=True) if target.property("wrong") else QPalette())


class TextField(Field):
    """A field around one line edit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setTextMargins(3, 0, 3, 0)
        self._box.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)

    def target(self) -> QWidget:
        """The line edit."""
        return self.edit

    def set_right(self) -> None:
        """Let the text stand at the right, as numbers do."""
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
