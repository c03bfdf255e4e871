"""Fields that only rates need."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from vosdesk.contract.errors import Problem
from vosdesk.contract.money import NumberStyle, parse_decimal
from vosdesk.contract.rates import Section
from vosdesk.gui.dialogs.rate_texts import percent_text, read_sections, sections_to_edit
from vosdesk.gui.fields.base import Field, TextField
from vosdesk.gui.fields.numbers import NumberField
from vosdesk.gui.formats import Formats
from vosdesk.gui.text import tr


class PercentField(NumberField):
    """A part in percent, as an integer of parts per million."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(formats, unit="%", parent=parent)

    def _parse(self, text: str, style: NumberStyle) -> int | Problem:
        return parse_decimal(text, 4, style)

    def _show(self, value: int) -> str:
        return percent_text(value, self._formats.style)


class SectionsField(TextField):
    """Section rates, typed as second / fee / seconds."""

    neutral: Any = ()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.edit.setPlaceholderText(tr("0 / 0.012 / 60; …"))

    def value(self) -> tuple[Section, ...] | Problem:
        """The section rates, or the Problem."""
        return read_sections(self.edit.text(), self._formats.style)

    def set_value(self, value: tuple[Section, ...]) -> None:
        """Show section rates."""
        self.edit.setText(sections_to_edit(value, self._formats))

    def display(self, value: tuple[Section, ...]) -> str:
        """As they would stand in the field."""
        return sections_to_edit(value, self._formats)


class ShownField(Field):
    """A text that follows from other fields and cannot be typed."""

    neutral: Any = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setMinimumHeight(self.text.fontMetrics().height() + 8)
        self._box.addWidget(self.text, 1)

    def value(self) -> None:
        """Nothing: it is no part of the request."""

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.text.setText(str(value))

    def target(self) -> QWidget:
        """The label."""
        return self.text
