"""What a row of a sheet says besides its code and its name: prices, increments, times, locks, and what it closes.

Rows repeat their terms: they are read once for every different set of cells.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

import msgspec

from vosdesk.contract import text_rules
from vosdesk.contract.decks import Layout, PricePer, Role, Unpriced
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import DAY, FOREVER, SECOND, Time
from vosdesk.contract.money import PRICE_DIGITS, NumberStyle, Price, parse_decimal
from vosdesk.contract.rates import LockType, RateFields, RateType, Section
from vosdesk.domain.deck_cells import Cell, CellError, plain, text_of
from vosdesk.domain.deck_values import LETTERS, ValueReader
from vosdesk.domain.pricing import EXACT_DIGITS, CyclePrice, Increments, per_cycle, to_nano

T = TypeVar("T")

_INCREMENTS = re.compile(r"([0-9]{1,6})(?:\.0+)?(?:\s*[/+:\\]\s*([0-9]{1,6}))?(?:\s*(?:s|sec|secs|seconds))?", re.I)
_DATE_INCREMENTS = re.compile(r"0?([0-9]{1,2})[-\s]?([A-Za-z]{3})", re.ASCII)
_SECTION = re.compile(r"([0-9]{1,6})\s*,\s*([0-9.]+)\s*,\s*([0-9]{1,6})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TAX_DIGITS = 4
_MILLIONTH_IN_PERCENT: int = 10 ** (EXACT_DIGITS - _TAX_DIGITS)
_TYPES = {
    "onnet": RateType.ON_NET, "local": RateType.LOCAL, "domestic": RateType.DOMESTIC, "national": RateType.DOMESTIC,
    "international": RateType.INTERNATIONAL, "网内": RateType.ON_NET, "市话": RateType.LOCAL, "本地": RateType.LOCAL,
    "国内": RateType.DOMESTIC, "国内长途": RateType.DOMESTIC, "国际": RateType.INTERNATIONAL,
    "国际长途": RateType.INTERNATIONAL, **{str(t.value): t for t in RateType},
}  # fmt: skip
_LOCKS = {
    "nolock": LockType.NONE, "none": LockType.NONE, "0": LockType.NONE, "": LockType.NONE, "unlocked": LockType.NONE,
    "不锁定": LockType.NONE, "无锁定": LockType.NONE, "未锁定": LockType.NONE, "no": LockType.NONE,
    "lock": LockType.LOCKED, "locked": LockType.LOCKED, "1": LockType.LOCKED, "锁定": LockType.LOCKED,
    "yes": LockType.LOCKED, "forbid": LockType.LOCKED, "禁止": LockType.LOCKED,
}  # fmt: skip
_GONE = frozenset(
    {
        "delete", "deleted", "deletion", "remove", "removed", "discontinued", "closed", "close", "withdrawn", "expired",
        "d", "删除",
    }
)  # fmt: skip
_BARRED = frozenset({"blocked", "block", "barred", "forbidden", "suspended", "notavailable", "unavailable"})
_UNPRICED = _BARRED | frozenset(
    {"na", "notapplicable", "notoffered", "noroute", "notsupported", "nosupport", "closed", "tba", "tbd", "none", "x",
     "onrequest", "callus", "prohibited", "停用", "不支持", "禁止"}
)  # fmt: skip
_FREE = frozenset({"free", "freeofcharge", "tollfree", "nocharge", "免费"})
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


class Terms(msgspec.Struct, frozen=True, gc=False):
    """What rows have in common: a rate without its prefixes and its name, and what is done with it.

    ``rounded``: a price was not exact in nano-units. ``closes``: the row carries no price, and what is there for its
    code ends at ``fields.effective_until``. ``deletes``: what is there ends at ``fields.effective_from`` (0: when the
    import takes effect), whatever price stands in the row.
    """

    fields: RateFields
    rounded: bool = False
    closes: bool = False
    deletes: bool = False


def carried(layout: Layout) -> frozenset[str]:
    """The fields of a rate that the sheet says anything about: a rate that is there already keeps its others."""
    roles = {column.role for column in layout.columns}
    made = {"prefix", "area_prefix", "price", "cycle"}
    # A price per minute says everything about how it is billed; a sheet of cycles only what it has a column for.
    if layout.price_per is PricePer.MINUTE or roles & {Role.SECTIONS, Role.CONNECTION}:
        made.add("sections")
    if layout.unpriced is Unpriced.LOCK:
        made.add("lock")
    for role, names in _CARRIES.items():
        if role in roles:
            made.update(names)
    return frozenset(made)


_CARRIES: Mapping[Role, tuple[str, ...]] = {
    Role.AREA_NAME: ("area_name",),
    Role.RATE_TYPE: ("rate_type",),
    Role.LOCK: ("lock",),
    Role.TAX: ("tax",),
    Role.PROMPT_PRICE: ("prompt_price",),
    Role.PROMPT_CYCLE: ("prompt_cycle",),
    Role.UNTIL: ("effective_until",),
}
_PROBLEM_ROLES: Mapping[str, tuple[Role, ...]] = {
    "price": (Role.PRICE,),
    "cycle": (Role.CYCLE, Role.NEXT, Role.INCREMENTS),
    "sections": (Role.SECTIONS, Role.CONNECTION, Role.FIRST, Role.INCREMENTS, Role.PRICE),
    "tax": (Role.TAX,),
    "prompt_price": (Role.PROMPT_PRICE,),
    "prompt_cycle": (Role.PROMPT_CYCLE,),
    "effective_until": (Role.UNTIL, Role.FROM),
}


class TermsReader:
    """Reads the terms of rows of one layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._values = ValueReader(layout)
        self._places = self._values.places
        self._status = [c.place for c in layout.columns if c.role is Role.STATUS]
        self._conditions = [c.place for c in layout.columns if c.role is Role.CONDITION]

    def place(self, role: Role) -> int | None:
        """The column of a role."""
        return self._places.get(role)

    def read(self, cells: Sequence[Cell]) -> Terms:
        """The terms of a row. Raises CellError."""
        self._check_conditions(cells)
        status = self._said(cells)
        begins = self._values.time(cells, Role.FROM, Time(0))
        ends = self._values.time(cells, Role.UNTIL, FOREVER)
        if status & _GONE:
            return Terms(self._fields(CyclePrice(Price(0), 60, (), False), begins, FOREVER), deletes=True)
        word = self._word_of_price(cells)
        if ends != FOREVER and (word in _UNPRICED or (not word and self._blank_price(cells))):
            ending = self._fields(CyclePrice(Price(0), 60, (), False), Time(0), ends)
            return Terms(ending, closes=True)
        barred = word in _UNPRICED or bool(status & _BARRED)
        if barred and self._layout.unpriced is Unpriced.REFUSE:
            place = self._places[Role.PRICE] if word in _UNPRICED else self._place_of(status & _BARRED, cells)
            raise CellError(Problem(Code.CELL_NO_PRICE), place)
        return self._priced(cells, begins, ends, barred=barred)

    def _priced(self, cells: Sequence[Cell], begins: Time, ends: Time, *, barred: bool) -> Terms:
        made = CyclePrice(Price(0), 60, (), False) if barred else self._price(cells)
        prompt, exact = Price(0), True
        if Role.PROMPT_PRICE in self._places:
            prompt, exact = to_nano(self._values.number(cells, Role.PROMPT_PRICE, "0"))
        if Role.MINUTE_COST in self._places:
            self._values.number(cells, Role.MINUTE_COST, "0")
        fields = msgspec.structs.replace(
            self._fields(made, begins, ends),
            rate_type=self._values.word(cells, Role.RATE_TYPE, _TYPES, self._layout.rate_type),
            lock=LockType.LOCKED if barred else self._values.word(cells, Role.LOCK, _LOCKS, LockType.NONE),
            tax=self._tax(cells),
            prompt_price=prompt,
            prompt_cycle=self._values.whole(cells, Role.PROMPT_CYCLE, "0") if Role.PROMPT_CYCLE in self._places else 0,
        )
        for name, problem in fields.term_checks():
            if problem is not None:
                raise CellError(problem, self._values.first_place(_PROBLEM_ROLES.get(name, ())))
        return Terms(fields, rounded=made.rounded or not exact)

    def _fields(self, price: CyclePrice, begins: Time, ends: Time) -> RateFields:
        return RateFields(
            prefix="",
            rate_type=self._layout.rate_type,
            price=price.price,
            cycle=price.cycle,
            sections=price.sections,
            effective_from=begins,
            effective_until=ends,
        )

    def _check_conditions(self, cells: Sequence[Cell]) -> None:
        for place in self._conditions:
            if text_of(cells[place]).strip("0.,- "):
                raise CellError(Problem(Code.CELL_CONDITION), place)

    def _said(self, cells: Sequence[Cell]) -> set[str]:
        return {LETTERS.sub("", plain(text_of(cells[place])).casefold()) for place in self._status}

    def _place_of(self, words: set[str], cells: Sequence[Cell]) -> int | None:
        return next((p for p in self._status if LETTERS.sub("", plain(text_of(cells[p])).casefold()) in words), None)

    # prices

    def _word_of_price(self, cells: Sequence[Cell]) -> str:
        text = self._values.text(cells, Role.PRICE)
        if text and set(text) <= _DASHES:
            return "na"
        return "" if any(sign.isdecimal() for sign in text) else LETTERS.sub("", text.casefold())

    def _blank_price(self, cells: Sequence[Cell]) -> bool:
        return not self._values.text(cells, Role.PRICE)

    def _price(self, cells: Sequence[Cell]) -> CyclePrice:
        text = self._values.text(cells, Role.PRICE)
        if LETTERS.sub("", text.casefold()) in _FREE:
            if not self._layout.free:
                raise self._values.error(Problem(Code.RATE_ZERO_NOT_FREE), Role.PRICE)
            value = 0
        else:
            value = self._values.number(cells, Role.PRICE)
        if self._layout.price_per is PricePer.CYCLE:
            made = self._cycle_price(cells, value)
        else:
            made = per_cycle(value, self._increments(cells))
        if Role.CONNECTION in self._places:
            made = self._connected(cells, value, made)
        self._check_zero(value, made)
        return made

    def _cycle_price(self, cells: Sequence[Cell], value: int) -> CyclePrice:
        price, exact = to_nano(value)
        sections, sections_exact = self._sections(cells)
        return CyclePrice(price, self._values.whole(cells, Role.CYCLE), sections, not (exact and sections_exact))

    def _connected(self, cells: Sequence[Cell], value: int, made: CyclePrice) -> CyclePrice:
        """The rate with a fee for the connection: the first seconds that are paid cost that much more."""
        fee = self._values.number(cells, Role.CONNECTION, "0")
        if not fee:
            return made
        if self._layout.price_per is PricePer.CYCLE:
            if made.sections:
                raise self._values.error(Problem(Code.CELL_CONDITION), Role.CONNECTION)
            seconds, whole, over, price = made.cycle, value, 1, to_nano(value)
        else:
            seconds = made.sections[0].seconds if made.sections else made.cycle
            whole, over, price = value * seconds, 60, _nano_of(value * made.cycle, 60)
        # The fee and the first seconds are rounded once, together.
        first, exact = _nano_of(whole + fee * over, over)
        section = Section(position=0, fee=first, seconds=seconds)
        return CyclePrice(made.price, made.cycle, (section,), not (exact and price[1]))

    def _check_zero(self, written: int, made: CyclePrice) -> None:
        if made.price or any(section.fee for section in made.sections):
            return
        if written:
            # Too small to be stored: rounding it would make the call free.
            raise self._values.error(Problem(Code.NUMBER_DECIMALS, {"digits": PRICE_DIGITS}), Role.PRICE)
        if not self._layout.free:
            raise self._values.error(Problem(Code.RATE_ZERO_NOT_FREE), Role.PRICE)

    def _sections(self, cells: Sequence[Cell]) -> tuple[tuple[Section, ...], bool]:
        text = self._values.text(cells, Role.SECTIONS)
        if not text:
            return (), True
        made, exact = [], True
        for part in text.split(";"):
            found = _SECTION.fullmatch(part.strip())
            fee = parse_decimal(found[2], EXACT_DIGITS, NumberStyle(".", "")) if found else None
            if found is None or fee is None or isinstance(fee, Problem):
                raise self._values.error(Problem(Code.FIELD_INVALID), Role.SECTIONS)
            price, one_exact = to_nano(fee)
            exact = exact and one_exact
            made.append(Section(position=int(found[1]), fee=price, seconds=int(found[3])))
        return tuple(made), exact

    def _tax(self, cells: Sequence[Cell]) -> int:
        if Role.TAX not in self._places:
            return 0
        parts, rest = divmod(self._values.number(cells, Role.TAX, "0"), _MILLIONTH_IN_PERCENT)
        if rest:
            raise self._values.error(Problem(Code.NUMBER_DECIMALS, {"digits": _TAX_DIGITS}), Role.TAX)
        return parts

    # increments

    def _increments(self, cells: Sequence[Cell]) -> Increments:
        if Role.FIRST in self._places:
            found = Increments(self._values.whole(cells, Role.FIRST), self._values.whole(cells, Role.NEXT))
        elif Role.INCREMENTS in self._places:
            found = self._written_increments(cells)
        elif Role.CYCLE in self._places:
            cycle = self._values.whole(cells, Role.CYCLE)
            found = Increments(cycle, cycle)
        else:
            return Increments(self._layout.first, self._layout.next)
        for seconds, role in zip(found, (Role.FIRST, Role.NEXT), strict=True):
            # Before anything is multiplied by it: no seconds would make every price nothing.
            problem = text_rules.within(seconds, 1, DAY // SECOND)
            if problem is not None:
                raise self._values.error(problem, role, Role.CYCLE, Role.INCREMENTS)
        return found

    def _written_increments(self, cells: Sequence[Cell]) -> Increments:
        place = self._places[Role.INCREMENTS]
        cell = cells[place]
        if isinstance(cell, date | datetime):
            return self._from_date(cell.day, cell.month)
        text = self._values.text(cells, Role.INCREMENTS)
        parts = _INCREMENTS.fullmatch(text)
        if parts is not None:
            return Increments(int(parts[1]), int(parts[2] or parts[1]))
        named = _DATE_INCREMENTS.fullmatch(text)
        if named is not None and named[2].casefold() in _MONTHS:
            return self._from_date(int(named[1]), _MONTHS.index(named[2].casefold()) + 1)
        raise self._values.error(Problem(Code.FIELD_INVALID if text else Code.FIELD_EMPTY), Role.INCREMENTS)

    def _from_date(self, day: int, month: int) -> Increments:
        """A spreadsheet took 6/6 for the sixth of June. Of 30/6 it cannot be told from 6/30."""
        if day != month:
            raise self._values.error(Problem(Code.CELL_DAMAGED), Role.INCREMENTS)
        return Increments(day, month)


def _nano_of(numerator: int, denominator: int) -> tuple[Price, bool]:
    """A price in 10⁻²⁴ units over ``denominator`` as nano-units, half-up, and whether that was exact."""
    scale = 10 ** (EXACT_DIGITS - PRICE_DIGITS) * denominator
    whole, rest = divmod(numerator, scale)
    return Price(whole + (2 * rest >= scale)), rest == 0
