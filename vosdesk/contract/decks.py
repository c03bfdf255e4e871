"""Rate sheets as carriers send them: how a sheet is laid out, what was guessed of it, and what must be asked.

A layout says everything that is needed to read a sheet in one way only. It is guessed, shown, changed by pointing,
and kept as a template that is found again by the sheet's header line.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import Value
from vosdesk.contract.rates import RateType

MAX_COLUMNS = 1_024
"""Columns of a sheet that are read; a wider one is refused."""


_WORDS = re.compile(r"[\W_]+")


def normal(title: str) -> str:
    """A title in small letters, with one space between words and nothing else."""
    return _WORDS.sub(" ", title.casefold()).strip()


def signature(titles: Sequence[str]) -> str:
    """A header line as templates are found by it: the titles without case, blanks and signs."""
    return "|".join(map(normal, titles)).strip("|")


class Role(StrEnum):
    """What a column says."""

    PREFIX = "prefix"
    AREA_PREFIX = "area_prefix"
    COUNTRY_CODE = "country_code"
    """Stands before the code of the PREFIX column: 93 in one, 70 in the other."""
    AREA_NAME = "area_name"
    RATE_TYPE = "rate_type"
    PRICE = "price"
    CYCLE = "cycle"
    MINUTE_COST = "minute_cost"
    """Follows from price and cycle: it is checked to be a number and not stored."""
    LOCK = "lock"
    SECTIONS = "sections"
    TAX = "tax"
    PROMPT_PRICE = "prompt_price"
    PROMPT_CYCLE = "prompt_cycle"
    INCREMENTS = "increments"
    FIRST = "first"
    NEXT = "next"
    CONNECTION = "connection"
    FROM = "from"
    UNTIL = "until"
    STATUS = "status"
    CONDITION = "condition"
    """Would change what a row means (caller's origin, time of day): a row is refused unless it is blank or zero."""


SEVERAL = frozenset({Role.STATUS, Role.CONDITION})
"""Roles that more than one column may have."""


class Decimals(StrEnum):
    """The decimal sign of prices. EITHER takes a cell only where it can be read in one way."""

    POINT = "point"
    COMMA = "comma"
    EITHER = "either"


class DateForm(StrEnum):
    """In which order 03/04/2026 says day, month and year. Names of months and numbers of days need no order."""

    YEAR_FIRST = "year_first"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class PricePer(StrEnum):
    """What a price of the sheet pays for."""

    MINUTE = "minute"
    CYCLE = "cycle"


class Repeats(StrEnum):
    """What is done with a code that stands more than once with one beginning."""

    STOP = "stop"
    LAST = "last"
    FIRST = "first"


class Unpriced(StrEnum):
    """What "blocked", "N/A" and their like mean in place of a price."""

    REFUSE = "refuse"
    LOCK = "lock"


class Dash(StrEnum):
    """What 20-25 means in a cell of codes: the codes 20 to 25, or the code 2025."""

    RANGE = "range"
    JOIN = "join"


class Column(Value, frozen=True):
    """Which column, counted from 0, says what."""

    role: Role
    place: int


class Layout(Value, frozen=True):
    """How to read a sheet.

    ``encoding``, ``delimiter`` and ``quotes`` are of text files. ``header`` is the row, counted from 1, of the last
    header line, 0 where there is none. ``first`` and ``next`` (seconds) and ``rate_type`` stand where the sheet has
    no column for them. ``zeros`` takes 00 off the front of codes; ``utc_offset`` is in minutes east.
    """

    encoding: str = ""
    delimiter: str = ""
    quotes: bool = True
    sheet: str = ""
    header: int = 1
    titles: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    decimals: Decimals = Decimals.POINT
    group: str = ""
    date_form: DateForm = DateForm.YEAR_FIRST
    utc_offset: int = 0
    price_per: PricePer = PricePer.MINUTE
    first: int = 60
    next: int = 60
    rate_type: RateType = RateType.INTERNATIONAL
    country: str = ""
    """A country code for sheets that leave it out."""
    currency: str = ""
    """A sign or word beside every price, which is left out."""
    zeros: bool = False
    dash: Dash = Dash.RANGE
    fill: bool = False
    """A blank country code or name is the one above."""
    unpriced: Unpriced = Unpriced.REFUSE
    free: bool = False
    repeats: Repeats = Repeats.STOP

    def place(self, role: Role) -> int | None:
        """The column of ``role``, counted from 0; the first where there are several."""
        return next((column.place for column in self.columns if column.role is role), None)

    def title(self, place: int) -> str:
        """The title of a column, or its number where it has none."""
        title = self.titles[place].strip() if place < len(self.titles) else ""
        return title or str(place + 1)

    def ignored(self) -> tuple[str, ...]:
        """Titles of columns that are not read at all."""
        used = {column.place for column in self.columns}
        return tuple(title for place, title in enumerate(self.titles) if title.strip() and place not in used)

    def checks(self) -> Found:
        """Codes and prices have a column each, no role has two, and seconds are seconds."""
        roles = [column.role for column in self.columns if column.role not in SEVERAL]
        places = [column.place for column in self.columns]
        codes = Role.PREFIX in roles or Role.AREA_PREFIX in roles
        yield "columns", None if codes else Problem(Code.FILE_NO_CODES)
        yield "columns", None if Role.PRICE in roles else Problem(Code.FILE_NO_PRICES)
        twice = len(set(roles)) < len(roles) or len(set(places)) < len(places)
        yield "columns", Problem(Code.FIELD_CHOICE) if twice else None
        for place in places:
            yield "columns", text_rules.within(place, 0, MAX_COLUMNS - 1)
        yield "first", text_rules.within(self.first, 1, 86_400)
        yield "next", text_rules.within(self.next, 1, 86_400)
        yield "header", text_rules.within(self.header, 0, 10_000)
        yield "utc_offset", text_rules.within(self.utc_offset, -16 * 60, 16 * 60)
        yield "country", text_rules.prefix(self.country)
        yield "group", None if self.group in {"", ",", ".", " ", "'", "\u00a0"} else Problem(Code.FIELD_CHOICE)
        needs_cycle = self.price_per is PricePer.CYCLE and Role.CYCLE not in roles
        halves = (Role.FIRST in roles) != (Role.NEXT in roles)
        yield "columns", Problem(Code.FILE_NO_INCREMENTS) if needs_cycle or halves else None


class Ask(StrEnum):
    """What a sheet does not say by itself: it must be answered before anything is imported."""

    CODES = "codes"
    PRICES = "prices"
    """No column, or more than one, can be the price."""
    DATE_FORM = "date_form"
    DECIMALS = "decimals"
    ZEROS = "zeros"
    """Every code begins with 00."""
    DASH = "dash"
    INCREMENTS = "increments"
    """There are columns about increments that contradict each other or lack one another."""


class Notice(StrEnum):
    """What a reader should look at; nothing waits for it."""

    NO_INCREMENTS = "no_increments"
    """Nothing is said of increments: whole minutes are taken."""
    NO_HEADER = "no_header"
    CUT_ROWS = "cut_rows"
    """The sheet ends where an old program's sheets end: 65,536 rows."""
    CUT_TEXT = "cut_text"
    """The file ends in the middle of a character."""
    OTHER_SHEETS = "other_sheets"


class Guess(Value, frozen=True):
    """A layout that fits a sheet, how sure it is (0 to 100), and the header line as templates are found by it."""

    layout: Layout
    confidence: int
    signature: str
    asks: tuple[Ask, ...] = ()
    notices: tuple[Notice, ...] = ()
    sheets: tuple[str, ...] = ()
    template: str = ""
    """The name of the template that it is from."""


class Template(Value, frozen=True):
    """A layout with a name, found again by the header line of a sheet.

    Of one that came with the program (``shipped``) only the columns count: what the cells of a sheet say of dates,
    decimals and codes is looked at anew, and asked for where it is open.
    """

    name: str
    signature: str
    layout: Layout
    shipped: bool = False

    def checks(self) -> Found:
        """A name, and a layout that can be read by."""
        yield "name", text_rules.line(self.name, required=True)
        yield "signature", text_rules.line(self.signature, 4_000)
        for field, problem in self.layout.checks():
            yield f"layout.{field}", problem


class SheetRow(Value, frozen=True):
    """A row of a sheet as text, for looking at: its number from 1 on, and its cells."""

    line: int
    cells: tuple[str, ...]
