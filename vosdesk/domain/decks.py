"""Rate files as rows of rates and bad rows: the vendor's eleven columns, or a CSV with a header line.

Every line below the header that holds anything is a row: it becomes a rate, or it is refused with the reason and
the cell. Nothing is guessed at: a number in an odd form, a date that could be read in two ways, a code that is
not a prefix refuse the row. A price is a decimal text that becomes an integer; no float is made of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Invalid, Problem
from vosdesk.contract.ids import DAY, FOREVER, SECOND, Time
from vosdesk.contract.money import PRICE_DIGITS, NumberStyle, Price, parse_decimal
from vosdesk.contract.rates import BadRow, LockType, RateFields, RateType, Section
from vosdesk.domain.deck_header import Header, Role, read_header, split_line
from vosdesk.domain.deck_text import decode, lines_of
from vosdesk.domain.pricing import EXACT_DIGITS, WHOLE_MINUTES, CyclePrice, Increments, per_cycle, to_nano

BAD_ROWS_SHOWN = 1_000
"""How many bad rows are kept with their reasons; all are counted."""

T = TypeVar("T")

_SHOWN = 200
_POINT = NumberStyle(".", "")
_COMMA = NumberStyle(",", "")
_PRICES = (Role.MINUTE_PRICE, Role.CYCLE_PRICE, Role.MINUTE_COST, Role.PROMPT_PRICE)
_MATCHING = frozenset({Role.PREFIX, Role.AREA_PREFIX, Role.AREA_NAME})
_REMEMBERED = 50_000
"""How many sets of terms are kept: most files have a few thousand."""
_DECIMAL_COMMA = re.compile(r"0,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")
_INCREMENTS = re.compile(r"([0-9]{1,6})(?:\s*[/+]\s*([0-9]{1,6}))?")
_WHOLE = re.compile(r"[0-9]{1,9}")
_SECTION = re.compile(r"([0-9]{1,6})\s*,\s*([0-9.]+)\s*,\s*([0-9]{1,6})")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?Z?)?")
_LETTERS = re.compile(r"[\W_]+")
_NEVER = "9999-"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TYPES = {
    "onnet": RateType.ON_NET, "local": RateType.LOCAL, "domestic": RateType.DOMESTIC,
    "international": RateType.INTERNATIONAL, **{str(t.value): t for t in RateType},
}  # fmt: skip
_LOCKS = {
    "nolock": LockType.NONE, "none": LockType.NONE, "0": LockType.NONE, "": LockType.NONE,
    "lock": LockType.LOCKED, "locked": LockType.LOCKED, "1": LockType.LOCKED,
}  # fmt: skip
_GONE = frozenset({"delete", "deleted", "remove", "removed", "discontinued", "closed", "blocked", "block", "withdrawn"})
_FIELD_ROLES: Mapping[str, tuple[Role, ...]] = {
    "prefix": (Role.PREFIX, Role.AREA_PREFIX),
    "area_prefix": (Role.AREA_PREFIX, Role.PREFIX),
    "area_name": (Role.AREA_NAME,),
    "price": (Role.MINUTE_PRICE, Role.CYCLE_PRICE),
    "cycle": (Role.CYCLE, Role.NEXT, Role.INCREMENTS),
    "sections": (Role.SECTIONS, Role.FIRST, Role.INCREMENTS, Role.MINUTE_PRICE),
    "prompt_price": (Role.PROMPT_PRICE,),
    "prompt_cycle": (Role.PROMPT_CYCLE,),
    "effective_until": (Role.UNTIL, Role.FROM),
}
_CARRIES: Mapping[Role, tuple[str, ...]] = {
    Role.AREA_NAME: ("area_name",),
    Role.RATE_TYPE: ("rate_type",),
    Role.LOCK: ("lock",),
    Role.PROMPT_PRICE: ("prompt_price", "prompt_cycle"),
    Role.UNTIL: ("effective_until",),
}


class DeckRow(NamedTuple):
    """A good row: its line, the rate that it says, and whether a price in it was rounded."""

    line: int
    fields: RateFields
    rounded: bool


@dataclass(slots=True)
class Deck:
    """A file that was read. Every row of it is in ``rows`` or counted in ``refused``.

    ``carries`` names the fields of a rate that the file says anything about: a rate that is there already keeps
    its others. ``ignored`` are the titles of the columns that are not read at all.
    """

    carries: frozenset[str]
    ignored: tuple[str, ...]
    rows: list[DeckRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    refused: int = 0

    @property
    def read(self) -> int:
        """How many rows the file has."""
        return len(self.rows) + self.refused

    def refuse(self, bad: BadRow) -> None:
        """Count a bad row, and keep it while there are not too many."""
        self.refused += 1
        if len(self.bad) < BAD_ROWS_SHOWN:
            self.bad.append(bad)


class _CellError(Exception):
    """A cell that cannot be taken."""

    def __init__(self, problem: Problem, roles: tuple[Role, ...] = (), place: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.roles, self.place = problem, roles, place


def parse(content: bytes, *, free: bool = False) -> Deck:
    """The rows of a rate file. A price of zero is bad unless ``free``.

    Raises Invalid where the file as a whole cannot be read: its encoding, its header line, or no row at all.
    """
    lines = lines_of(decode(content))
    first = next(lines, None)
    if first is None:
        raise Invalid.at("content", Code.FILE_EMPTY)
    header = read_header(first[1])
    deck = Deck(_carried(header), tuple(title[:_SHOWN] for title in header.ignored))
    records = [r for r in _records(header, lines) if r[2] is None or any(r[2])]
    if not records:
        raise Invalid.at("content", Code.FILE_EMPTY)
    style = _number_style(header, [cells for _, _, cells in records if cells is not None])
    reader = _Reader(header, style, free)
    for line, text, cells in records:
        try:
            deck.rows.append(reader.row(line, text, cells))
        except _CellError as error:
            deck.refuse(_bad(header, line, text, cells, error))
    return deck


def _records(header: Header, lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str, tuple[str, ...] | None]]:
    for number, line in lines:
        yield number, line, split_line(line, header.delimiter)


def _carried(header: Header) -> frozenset[str]:
    always = {"prefix", "area_prefix", "price", "cycle"}
    # A price per minute says everything about how it is billed; a file of cycles only what it has a column for.
    if Role.MINUTE_PRICE in header.places or Role.SECTIONS in header.places:
        always.add("sections")
    return frozenset(always.union(*(_CARRIES[role] for role in header.places if role in _CARRIES)))


def _number_style(header: Header, records: Sequence[Sequence[str]]) -> NumberStyle:
    """The decimal sign of the file's prices: a comma only where it cannot be anything else.

    No price of the file may hold a point, and one price at least must hold a comma that parts no thousands.
    """
    places = [header.places[role] for role in _PRICES if role in header.places]
    cells = [cells[place] for cells in records for place in places if place < len(cells)]
    if any("." in cell for cell in cells):
        return _POINT
    return _COMMA if any(_DECIMAL_COMMA.fullmatch(cell) for cell in cells if "," in cell) else _POINT


def _bad(header: Header, line: int, text: str, cells: Sequence[str] | None, error: _CellError) -> BadRow:
    place = error.place
    if place is None:
        place = next((header.places[role] for role in error.roles if role in header.places), None)
    column = "" if place is None else header.titles[place]
    shown = text if place is None or cells is None else cells[place]
    problem = error.problem
    return BadRow(line=line, column=column, text=shown.strip()[:_SHOWN], code=problem.code, params=dict(problem.params))


def _check(found: Found) -> None:
    for name, problem in found:
        if problem is not None:
            raise _CellError(problem, _FIELD_ROLES.get(name, ()))


class _Reader:
    """Turns rows of one file into rates.

    It remembers the prefixes that it met, and the terms: prices, increments, types and dates repeat from row to row.
    """

    def __init__(self, header: Header, style: NumberStyle, free: bool) -> None:
        self._header, self._style, self._free = header, style, free
        self._met: dict[tuple[str, Time], int] = {}
        self._terms_of = itemgetter(*(place for role, place in header.places.items() if role not in _MATCHING))
        self._terms: dict[Any, tuple[RateFields, bool]] = {}
        self._times: dict[tuple[str, bool], Time] = {}

    def row(self, line: int, text: str, cells: tuple[str, ...] | None) -> DeckRow:
        """The rate of one row. Raises _CellError."""
        if cells is None:
            raise _CellError(Problem(Code.FIELD_INVALID))
        self._check_shape(cells)
        prefix, area_prefix = self._prefixes(cells)
        said = self._terms_of(cells)
        terms = self._terms.get(said)
        if terms is None:
            if len(self._terms) >= _REMEMBERED:
                self._terms.clear()
            terms = self._terms[said] = self._read_terms(cells)
        name = self._cell(cells, Role.AREA_NAME)
        fields = replace(terms[0], prefix=prefix, area_prefix=area_prefix, area_name=name)
        _check(fields.match_checks())
        key = prefix + area_prefix, fields.effective_from
        first = self._met.setdefault(key, line)
        if first != line:
            raise _CellError(Problem(Code.FILE_REPEATED, {"line": first}), _FIELD_ROLES["prefix"])
        return DeckRow(line, fields, terms[1])

    def _check_shape(self, cells: tuple[str, ...]) -> None:
        expected = len(self._header.titles)
        if len(cells) < expected or any(cells[expected:]):
            raise _CellError(Problem(Code.FILE_COLUMNS, {"expected": expected, "found": len(cells)}))
        for place in self._header.unread:
            if cells[place].strip("0.,"):
                raise _CellError(Problem(Code.FIELD_INVALID), place=place)
        for place in self._header.status:
            if cells[place].casefold() in _GONE:
                raise _CellError(Problem(Code.FIELD_CHOICE), place=place)

    def _cell(self, cells: Sequence[str], role: Role) -> str:
        place = self._header.places.get(role)
        return "" if place is None else cells[place]

    def _read_terms(self, cells: Sequence[str]) -> tuple[RateFields, bool]:
        """All that a row says but whose price it is, checked; and whether a price was rounded."""
        has = self._header.places
        price = self._minute_price(cells) if Role.MINUTE_PRICE in has else self._cycle_price(cells)
        prompt_price, exact = Price(0), True
        if Role.PROMPT_PRICE in has:
            prompt_price, exact = to_nano(self._number(cells, Role.PROMPT_PRICE, "0"))
        if Role.MINUTE_COST in has:
            self._number(cells, Role.MINUTE_COST, "0")
        fields = RateFields(
            prefix="",
            rate_type=self._word(cells, Role.RATE_TYPE, _TYPES, RateType.INTERNATIONAL),
            price=price.price,
            cycle=price.cycle,
            lock=self._word(cells, Role.LOCK, _LOCKS, LockType.NONE),
            sections=price.sections,
            prompt_price=prompt_price,
            prompt_cycle=self._whole(cells, Role.PROMPT_CYCLE, "0") if Role.PROMPT_CYCLE in has else 0,
            effective_from=self._time(cells, Role.FROM, Time(0)),
            effective_until=self._time(cells, Role.UNTIL, FOREVER),
        )
        _check(fields.term_checks())
        return fields, price.rounded or not exact

    def _prefixes(self, cells: Sequence[str]) -> tuple[str, str]:
        prefix, area_prefix = self._cell(cells, Role.PREFIX), self._cell(cells, Role.AREA_PREFIX)
        if not prefix + area_prefix:
            raise _CellError(Problem(Code.FIELD_EMPTY), _FIELD_ROLES["prefix"])
        return (prefix.removeprefix("+"), area_prefix) if prefix else ("", area_prefix.removeprefix("+"))

    def _minute_price(self, cells: Sequence[str]) -> CyclePrice:
        minute = self._number(cells, Role.MINUTE_PRICE)
        price = per_cycle(minute, self._increments(cells))
        self._check_zero(Role.MINUTE_PRICE, minute, price)
        return price

    def _cycle_price(self, cells: Sequence[str]) -> CyclePrice:
        value = self._number(cells, Role.CYCLE_PRICE)
        price, exact = to_nano(value)
        sections, sections_exact = self._sections(cells)
        made = CyclePrice(price, self._whole(cells, Role.CYCLE), sections, not (exact and sections_exact))
        self._check_zero(Role.CYCLE_PRICE, value, made)
        return made

    def _check_zero(self, role: Role, written: int, price: CyclePrice) -> None:
        if price.price or any(section.fee for section in price.sections):
            return
        if written:
            # Too small to be stored: rounding it would make the call free.
            raise _CellError(Problem(Code.NUMBER_DECIMALS, {"digits": PRICE_DIGITS}), (role,))
        if not self._free:
            raise _CellError(Problem(Code.RATE_ZERO_NOT_FREE), (role,))

    def _increments(self, cells: Sequence[str]) -> Increments:
        has = self._header.places
        if Role.FIRST in has:
            found = Increments(self._whole(cells, Role.FIRST), self._whole(cells, Role.NEXT))
        elif Role.CYCLE in has:
            cycle = self._whole(cells, Role.CYCLE)
            found = Increments(cycle, cycle)
        elif Role.INCREMENTS in has:
            text = self._cell(cells, Role.INCREMENTS)
            parts = _INCREMENTS.fullmatch(text)
            if parts is None:
                raise _CellError(Problem(Code.FIELD_INVALID if text else Code.FIELD_EMPTY), (Role.INCREMENTS,))
            found = Increments(int(parts[1]), int(parts[2] or parts[1]))
        else:
            return WHOLE_MINUTES
        for seconds, role in zip(found, (Role.FIRST, Role.NEXT), strict=True):
            # Before anything is multiplied by it: no seconds would make every price nothing.
            problem = text_rules.within(seconds, 1, DAY // SECOND)
            if problem is not None:
                raise _CellError(problem, (role, Role.CYCLE, Role.INCREMENTS))
        return found

    def _sections(self, cells: Sequence[str]) -> tuple[tuple[Section, ...], bool]:
        text = self._cell(cells, Role.SECTIONS)
        if not text:
            return (), True
        found = _SECTION.fullmatch(text)
        fee = Problem(Code.FIELD_INVALID) if found is None else parse_decimal(found[2], EXACT_DIGITS, _POINT)
        if found is None or isinstance(fee, Problem):
            raise _CellError(Problem(Code.FIELD_INVALID), (Role.SECTIONS,))
        stored, exact = to_nano(fee)
        return (Section(position=int(found[1]), fee=stored, seconds=int(found[3])),), exact

    def _number(self, cells: Sequence[str], role: Role, blank: str = "") -> int:
        """A cell as an integer of 10⁻²⁴ units, not negative."""
        value = parse_decimal(self._cell(cells, role) or blank, EXACT_DIGITS, self._style)
        if isinstance(value, Problem):
            # What separators were meant is not known here: the plain form is asked for.
            separators = value.code is Code.NUMBER_SEPARATORS
            raise _CellError(Problem(Code.NUMBER_INVALID) if separators else value, (role,))
        if value < 0:
            raise _CellError(Problem(Code.NUMBER_NEGATIVE), (role,))
        return value

    def _whole(self, cells: Sequence[str], role: Role, blank: str = "") -> int:
        text = self._cell(cells, role) or blank
        if not _WHOLE.fullmatch(text):
            raise _CellError(Problem(Code.NUMBER_INVALID if text else Code.FIELD_EMPTY), (role,))
        return int(text)

    def _word(self, cells: Sequence[str], role: Role, words: Mapping[str, T], default: T) -> T:
        if role not in self._header.places:
            return default
        found = words.get(_LETTERS.sub("", self._cell(cells, role).casefold()))
        if found is None:
            raise _CellError(Problem(Code.FIELD_CHOICE), (role,))
        return found

    def _time(self, cells: Sequence[str], role: Role, default: Time) -> Time:
        """An ISO date or time, as UTC; a bare day as the end of a period is still in it."""
        text = self._cell(cells, role)
        if not text:
            return default
        key = text, role is Role.UNTIL
        found = self._times.get(key)
        if found is None:
            found = self._times[key] = _iso_time(text, role)
        return found


def _iso_time(text: str, role: Role) -> Time:
    """Raises _CellError for every other form: 01/02/2026 is one day here and another there."""
    if role is Role.UNTIL and text.startswith(_NEVER):
        return FOREVER
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z")) if _ISO.fullmatch(text) else None
    except ValueError:
        moment = None
    if moment is None:
        raise _CellError(Problem(Code.FIELD_INVALID), (role,))
    if role is Role.UNTIL and len(text) == len("2026-01-01"):
        moment += timedelta(days=1)
    return Time((moment.replace(tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1))
