"""Amounts, prices and whole numbers: exact, and never guessed from what was typed."""

from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.money import Money, NumberStyle, Price, format_money, format_price, parse_money, parse_price
from vosdesk.gui.fields.base import TextField
from vosdesk.gui.formats import Formats

_SPACES = str.maketrans(dict.fromkeys("\xa0\u202f\u2009\u2007", " "))
_QUOTES = str.maketrans(dict.fromkeys("’‘", "'"))


class NumberField(TextField):
    """A line of digits in the reader's style. Nothing is refused while typing; the problem shows at once."""

    neutral: Any = 0

    def __init__(
        self, formats: Formats, *, optional: bool = False, unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._optional = optional
        if optional:
            self.neutral = None
        self.set_right()
        if unit:
            label = QLabel(unit, self)
            self._box.addWidget(label)

    def value(self) -> Any:
        """The number as an integer of its smallest unit, None when empty and optional, or the Problem."""
        text = self.edit.text().strip()
        if not text and self._optional:
            return None
        return self._parse(_as_grouped(text, self._formats.style), self._formats.style)

    def set_value(self, value: int | None) -> None:
        """Show a number of smallest units, exactly; nothing for None."""
        self.edit.setText("" if value is None else self._show(value))

    def display(self, value: int | None) -> str:
        """The number as it would stand in the field."""
        return "" if value is None else self._show(value)

    def _parse(self, text: str, style: NumberStyle) -> int | Problem:
        raise NotImplementedError

    def _show(self, value: int) -> str:
        raise NotImplementedError


class MoneyEdit(NumberField):
    """An amount in micro-units; ``positive`` refuses zero and less while it is typed."""

    def __init__(
        self, formats: Formats, *, optional: bool = False, positive: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(formats, optional=optional, unit=formats.currency, parent=parent)
        self._positive = positive
        if positive:
            self.neutral = 1

    def _parse(self, text: str, style: NumberStyle) -> Money | Problem:
        value = parse_money(text, style)
        if self._positive and not isinstance(value, Problem) and value <= 0:
            return Problem(Code.NUMBER_NOT_POSITIVE)
        return value

    def _show(self, value: int) -> str:
        return format_money(value, self._formats.decimals, self._formats.style)


class PriceEdit(NumberField):
    """A price of one billing cycle in nano-units."""

    def __init__(self, formats: Formats, *, optional: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(formats, optional=optional, unit=formats.currency, parent=parent)

    def _parse(self, text: str, style: NumberStyle) -> Price | Problem:
        return parse_price(text, style)

    def _show(self, value: int) -> str:
        return format_price(value, style=self._formats.style)


class WholeField(NumberField):
    """A whole number between ``low`` and ``high``, such as seconds."""

    def __init__(
        self,
        formats: Formats,
        low: int = 0,
        high: int = 10**9,
        *,
        optional: bool = False,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(formats, optional=optional, unit=unit, parent=parent)
        self._low, self._high = low, high
        if not optional:
            self.neutral = low

    def _parse(self, text: str, style: NumberStyle) -> int | Problem:
        if not text:
            return Problem(Code.FIELD_EMPTY)
        plain = text.removeprefix("-").removeprefix("−")
        if not (plain.isascii() and plain.isdigit()):
            return Problem(Code.NUMBER_INVALID)
        value = int(plain[:12]) if len(plain) <= 12 else 10**12
        value = value if plain == text else -value
        if self._low <= value <= self._high:
            return value
        return Problem(Code.FIELD_RANGE, {"low": self._low, "high": self._high})

    def _show(self, value: int) -> str:
        return str(value)


def _as_grouped(text: str, style: NumberStyle) -> str:
    """``text`` with the look-alikes of the style's group sign put right: a keyboard has but one space."""
    if style.group.isspace():
        return text.translate(_SPACES).replace(" ", style.group)
    if style.group in "'’":
        return text.translate(_QUOTES).replace("'", style.group)
    return text
