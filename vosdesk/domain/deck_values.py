"""The values of a row of a sheet by what its columns say: text, numbers, words, times.

A price is a decimal text that becomes an integer; no float is made of it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from vosdesk.contract.cell_text import counted_time
from vosdesk.contract.decks import Decimals, Layout, Role
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FOREVER, Time
from vosdesk.contract.money import NumberStyle, parse_decimal
from vosdesk.domain import deck_dates
from vosdesk.domain.deck_cells import Cell, CellError, plain, text_of
from vosdesk.domain.pricing import EXACT_DIGITS

T = TypeVar("T")

LETTERS = re.compile(r"[\W_]+")
"""What is left out of a word before it is looked up."""
_WHOLE = re.compile(r"([0-9]{1,9})(?:\.0+)?")
_ONE_SIGN = re.compile(r"-?[0-9]+[.,][0-9]+")
_EXPONENT = re.compile(r"[-+]?[0-9.,]+[eE][-+]?[0-9]+")


class ValueReader:
    """Reads single cells of rows of one layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.places: dict[Role, int] = {}
        """The column of each role; the first where there are several."""
        for column in layout.columns:
            self.places.setdefault(column.role, column.place)
        self._times: dict[tuple[Cell, Role], Time] = {}

    def first_place(self, roles: Sequence[Role]) -> int | None:
        """The first column of these roles that there is."""
        return next((self.places[role] for role in roles if role in self.places), None)

    def error(self, problem: Problem, *roles: Role) -> CellError:
        """A problem, with the first column of these roles that there is."""
        return CellError(problem, self.first_place(roles))

    def text(self, cells: Sequence[Cell], role: Role) -> str:
        """The cell of a role as plain text; empty where there is no such column."""
        place = self.places.get(role)
        return "" if place is None else plain(text_of(cells[place]))

    def number(self, cells: Sequence[Cell], role: Role, blank: str = "") -> int:
        """A price in 10⁻²⁴ units: what is written, before anything is rounded. Raises CellError."""
        place = self.places[role]
        cell = cells[place]
        if isinstance(cell, date | datetime):
            raise CellError(Problem(Code.CELL_DAMAGED), place)
        is_text = isinstance(cell, str)
        text = plain(text_of(cell)) or blank
        if is_text and self._layout.currency:
            text = _without(text, self._layout.currency)
        if is_text and _EXPONENT.fullmatch(text):
            raise CellError(Problem(Code.CELL_DAMAGED), place)
        value = parse_decimal(text, EXACT_DIGITS, self._style(text) if is_text else NumberStyle(".", ""))
        if isinstance(value, Problem):
            # What separators were meant is not known here: the plain form is asked for.
            separators = value.code is Code.NUMBER_SEPARATORS
            raise CellError(Problem(Code.NUMBER_INVALID) if separators else value, place)
        if value < 0:
            raise CellError(Problem(Code.NUMBER_NEGATIVE), place)
        return value

    def _style(self, text: str) -> NumberStyle:
        layout = self._layout
        if layout.decimals is Decimals.EITHER:
            # A comma or a point with three digits after it may part thousands: that is not taken either way.
            whole, sign, fraction = text.lstrip("-").partition("," if "," in text else ".")
            if sign and _ONE_SIGN.fullmatch(text) and (len(fraction) != 3 or not whole.strip("0")):
                return NumberStyle(sign, "")
            return NumberStyle("\x00", "")
        decimal = "," if layout.decimals is Decimals.COMMA else "."
        return NumberStyle(decimal, "" if layout.group == decimal else layout.group)

    def whole(self, cells: Sequence[Cell], role: Role, blank: str = "") -> int:
        """A whole number. Raises CellError."""
        text = self.text(cells, role) or blank
        found = _WHOLE.fullmatch(text)
        if found is None:
            raise self.error(Problem(Code.NUMBER_INVALID if text else Code.FIELD_EMPTY), role)
        return int(found[1])

    def word(self, cells: Sequence[Cell], role: Role, words: Mapping[str, T], default: T) -> T:
        """Which of ``words`` stands there; ``default`` without such a column. Raises CellError."""
        if role not in self.places:
            return default
        found = words.get(LETTERS.sub("", self.text(cells, role).casefold()))
        if found is None:
            raise self.error(Problem(Code.FIELD_CHOICE), role)
        return found

    def time(self, cells: Sequence[Cell], role: Role, default: Time) -> Time:
        """A time; ``default`` without such a column or in a blank cell. Raises CellError."""
        place = self.places.get(role)
        if place is None:
            return default
        cell = cells[place]
        key = cell, role
        found = self._times.get(key)
        if found is None:
            found = self._times[key] = self._read_time(cell, role, default)
        return found

    def _read_time(self, cell: Cell, role: Role, default: Time) -> Time:
        text = plain(text_of(cell))
        if not text or deck_dates.is_now(text):
            return default if not text else Time(0)
        until = role is Role.UNTIL
        if until and text.startswith("9999"):
            return FOREVER
        counted = counted_time(text)
        if counted is not None:
            return counted
        reading = deck_dates.readings(text).get(self._layout.date_form)
        if reading is None:
            raise CellError(Problem(Code.CELL_DATE), self.places[role])
        return deck_dates.to_time(reading, self._layout.utc_offset, until=until)


def _without(text: str, currency: str) -> str:
    folded, sign = text.casefold(), currency.casefold()
    if folded.startswith(sign):
        return text[len(sign) :].strip()
    return text[: -len(sign)].strip() if folded.endswith(sign) else text
