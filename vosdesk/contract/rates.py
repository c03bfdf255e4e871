"""Rates of a rate group: rows, filters, commands, and the price of a number."""

from enum import IntEnum, StrEnum
from typing import Any

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FOREVER, AccountId, RateGroupId, RateId, Time, Value
from vosdesk.contract.money import MAX_PRICE, Price
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import Can

MAX_MINUTE = 10**14
"""The greatest price of a minute that can be looked for, in nano-units."""
MAX_EXCLUDED = 10_000
"""Rows that can be taken out of everything in a filter."""


class RateType(IntEnum):
    """The vendor's rate types; there is no 3."""

    ON_NET = 1
    LOCAL = 2
    DOMESTIC = 4
    INTERNATIONAL = 5


class LockType(IntEnum):
    """A locked prefix is matched, and calls to it are refused."""

    NONE = 0
    LOCKED = 1


class Section(Value, frozen=True, gc=False):
    """A section rate: from second ``position`` on, the next ``seconds`` cost ``fee`` (nano-units) in all."""

    position: int
    fee: Price
    seconds: int


class RateFields(Value, frozen=True, gc=False):
    """What a rate says.

    ``price`` is of one billing cycle of ``cycle`` seconds, in nano-units; ``tax`` is in parts per million.
    The dialled number is matched against ``prefix + area_prefix``. Held by the hundred thousand: the collector of
    garbage, which stops every thread, does not follow it.
    """

    prefix: str
    area_prefix: str = ""
    rate_type: RateType = RateType.INTERNATIONAL
    area_name: str = ""
    price: Price = Price(0)
    cycle: int = 60
    lock: LockType = LockType.NONE
    sections: tuple[Section, ...] = ()
    tax: int = 0
    prompt_price: Price = Price(0)
    prompt_cycle: int = 0
    effective_from: Time = Time(0)
    effective_until: Time = FOREVER

    def checks(self) -> Found:
        """Prefixes, prices in range, cycles in seconds, a period that is not reversed."""
        yield from self.match_checks()
        yield from self.term_checks()

    def match_checks(self) -> Found:
        """What tells one rate of a file from the next: its prefixes and its name."""
        yield "prefix", text_rules.prefix(self.prefix)
        yield "area_prefix", text_rules.prefix(self.area_prefix)
        yield "area_prefix", Problem(Code.FIELD_EMPTY) if not self.prefix + self.area_prefix else None
        yield "area_name", text_rules.line(self.area_name, 128)

    def term_checks(self) -> Found:
        """What many rates of a file have in common: prices, cycles, the period."""
        yield "price", text_rules.within(self.price, 0, MAX_PRICE)
        yield "cycle", text_rules.within(self.cycle, 1, 86_400)
        yield "tax", text_rules.within(self.tax, 0, 1_000_000)
        yield "prompt_price", text_rules.within(self.prompt_price, 0, MAX_PRICE)
        yield "prompt_cycle", text_rules.within(self.prompt_cycle, 0, 86_400)
        reversed_ = self.effective_until <= self.effective_from
        yield "effective_until", Problem(Code.PERIOD_REVERSED) if reversed_ else None
        for section in self.sections:
            yield "sections", text_rules.within(section.position, 0, 86_400)
            yield "sections", text_rules.within(section.fee, 0, MAX_PRICE)
            yield "sections", text_rules.within(section.seconds, 1, 86_400)


class RateRow(Value, frozen=True):
    """A rate as the table shows it."""

    id: RateId
    version: int
    rate_group_id: RateGroupId
    fields: RateFields


class Period(StrEnum):
    """When a rate holds, as seen from a moment."""

    CURRENT = "current"
    FUTURE = "future"
    PAST = "past"


class RateFilter(Value, frozen=True):
    """Which rates of a group: a prefix that the joined prefix begins with, text anywhere in the area name.

    ``period`` is as seen from ``at``, or from now.
    """

    rate_group: RateGroupId
    prefix: str = ""
    area_name: str = ""
    rate_type: RateType | None = None
    lock: LockType | None = None
    period: Period | None = None
    at: Time | None = None


class RateSort(StrEnum):
    """Columns that rates can be sorted by."""

    PREFIX = "prefix"
    AREA_NAME = "area_name"
    PRICE = "price"


class ListRates(Value, frozen=True):
    """A window of rates of one group."""

    filter: RateFilter
    sort: RateSort = RateSort.PREFIX
    descending: bool = False
    window: Window = Window()


class GetRate(Value, frozen=True):
    """One rate."""

    id: RateId


class CreateRate(Value, frozen=True):
    """Add a rate to a group. A price of zero needs ``free``."""

    rate_group: RateGroupId
    fields: RateFields
    free: bool = False

    def checks(self) -> Found:
        """The rate's own rules, and zero prices only on purpose."""
        yield from self.fields.checks()
        yield "price", _free(self.fields, self.free)


class UpdateRate(Value, frozen=True):
    """Change a rate. A price of zero needs ``free``."""

    id: RateId
    version: int
    fields: RateFields
    free: bool = False

    def checks(self) -> Found:
        """The rate's own rules, and zero prices only on purpose."""
        yield from self.fields.checks()
        yield "price", _free(self.fields, self.free)


def _free(fields: RateFields, free: bool) -> Problem | None:
    zero = fields.price == 0 and not any(s.fee for s in fields.sections)
    return Problem(Code.RATE_ZERO_NOT_FREE) if zero and not free else None


class RateSelection(Value, frozen=True):
    """Rates chosen: by id, or everything in a filter but ``excluded``."""

    ids: tuple[RateId, ...] = ()
    filter: RateFilter | None = None
    excluded: tuple[RateId, ...] = ()

    def checks_of(self, group: RateGroupId) -> Found:
        """Something is chosen, and nothing of another group."""
        yield "selection", Problem(Code.FIELD_EMPTY) if self.filter is None and not self.ids else None
        foreign = self.filter is not None and self.filter.rate_group != group
        yield "selection", Problem(Code.FIELD_CHOICE) if foreign else None
        yield "selection", text_rules.within(max(len(self.excluded), len(self.ids)), 0, MAX_EXCLUDED)


class DeleteRates(Value, frozen=True):
    """Delete rates of one group. ``count`` is how many the user was told of: any other number is refused."""

    rate_group: RateGroupId
    selection: RateSelection
    count: int

    def checks(self) -> Found:
        """Something is chosen, and nothing of another group."""
        yield from self.selection.checks_of(self.rate_group)


class CancelScheduled(Value, frozen=True):
    """Take back a rate that is not yet in effect: the one before it goes on in its place."""

    id: RateId
    version: int


class RateSearch(Value, frozen=True):
    """What is looked for in all groups whose rates the reader may see; nothing asked finds nothing.

    ``number`` finds the rates whose prefix the number begins with. ``minute_from`` and ``minute_to`` bound the price
    of a minute (nano-units). ``period`` is as seen from ``at``, or from now.
    """

    prefix: str = ""
    number: str = ""
    area_name: str = ""
    rate_group: RateGroupId | None = None
    minute_from: Price | None = None
    minute_to: Price | None = None
    period: Period | None = None
    at: Time | None = None

    @property
    def asks(self) -> bool:
        """Whether it says what to look for: all rates of all groups is nothing that anybody reads."""
        bounds = (self.rate_group, self.minute_from, self.minute_to)
        return bool(self.prefix or self.number or self.area_name.strip()) or any(b is not None for b in bounds)

    def checks(self) -> Found:
        """Prefixes that can be ones, and a range of prices that is not reversed."""
        yield "prefix", text_rules.prefix(self.prefix)
        yield "number", text_rules.prefix(self.number)
        low, high = self.minute_from, self.minute_to
        for name, bound in (("minute_from", low), ("minute_to", high)):
            yield name, None if bound is None else text_rules.within(bound, 0, MAX_MINUTE)
        reversed_ = low is not None and high is not None and low > high
        yield "minute_to", Problem(Code.FIELD_RANGE, {"low": low, "high": MAX_MINUTE}) if reversed_ else None


class SearchRates(Value, frozen=True):
    """A window of the rates that a search finds."""

    filter: RateSearch = RateSearch()
    sort: RateSort = RateSort.PREFIX
    descending: bool = False
    window: Window = Window()

    def checks(self) -> Found:
        """The search's rules."""
        yield from self.filter.checks()


class ExportFoundRates(Value, frozen=True):
    """Write what a search finds to a CSV file, in this order."""

    filter: RateSearch = RateSearch()
    sort: RateSort = RateSort.PREFIX
    descending: bool = False

    def checks(self) -> Found:
        """The search's rules."""
        yield from self.filter.checks()


class FoundRate(Value, frozen=True):
    """A rate, the group that it is of, and what the reader may do with that group."""

    rate: RateRow
    rate_group: str
    can: Can = {}


class BadRow(Value, frozen=True):
    """A line of the file that cannot be imported, and why."""

    line: int
    column: str
    text: str
    code: Code
    params: dict[str, Any] = {}
    cells: tuple[str, ...] = ()
    """The whole row as text, so that it can be mended and tried again."""


class PriceNumber(Value, frozen=True):
    """Which rate applies to this number at this time: for an account, or in one group."""

    number: str
    at: Time
    account: AccountId | None = None
    rate_group: RateGroupId | None = None

    def checks(self) -> Found:
        """A number, and an account or a group."""
        yield "number", Problem(Code.FIELD_EMPTY) if not self.number else text_rules.prefix(self.number)
        one = (self.account is None) != (self.rate_group is None)
        yield "account", None if one else Problem(Code.FIELD_CHOICE)


class CandidateNote(StrEnum):
    """Why a candidate won or lost."""

    WINS = "wins"
    SHORTER = "shorter"
    NOT_YET = "not_yet"
    NO_LONGER = "no_longer"
    REPLACED = "replaced"
    """Another rate of the same prefix took effect later."""
    PRIVATE_FIRST = "private_first"


class Candidate(Value, frozen=True):
    """A rate whose prefix matches the number."""

    rate: RateRow
    rate_group_name: str
    note: CandidateNote


class PriceAnswer(Value, frozen=True):
    """The winner first, then the others. ``by_agent`` names the agent account whose rates apply (lower rate)."""

    candidates: tuple[Candidate, ...]
    rate_groups: tuple[str, ...]
    by_agent: str = ""
    refusal: Code | None = None
