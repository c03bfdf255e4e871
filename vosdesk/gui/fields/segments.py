"""A choice of a few, all on show: one segment is pressed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from vosdesk.gui import sheets
from vosdesk.gui.sheets import dress


class Segments(QWidget):
    """Exclusive buttons over (value, text) pairs. ``chosen`` carries the value that the user presses."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for number, (_, text) in enumerate(choices):
            button = QToolButton(self)
            button.setText(text)
            button.setAccessibleName(f"{name}: {text}")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        dress(self, sheets.tool_button)
        self._group.idClicked.connect(self._clicked)

    def value(self) -> Any:
        """The value of the pressed segment."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: Any) -> None:
        """Press the segment of ``value`` without telling of it."""
        self.button(value).setChecked(True)

    def button(self, value: Any) -> QToolButton:
        """The segment of ``value``."""
        button = self._group.button(self._values.index(value))
        assert isinstance(button, QToolButton)  # noqa: S101 - made above
        return button

    def _clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])
