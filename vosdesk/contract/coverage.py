"""Two decks compared by the numbers that they cover, and where a sub-account pays less than its agent does.

A deck is a rate group, or the groups that an account is billed by. Shares are in parts per thousand million of the
numbers that the two decks offer.
"""

from enum import StrEnum

from msgspec import UNSET, UnsetType

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import AccountId, FileId, JobId, RateGroupId, Time, Value
from vosdesk.contract.money import Price
from vosdesk.contract.paging import Window
from vosdesk.contract.rate_export import FileForm
from vosdesk.contract.rates import Section

DURATIONS = (1, 6, 30, 60, 180)
"""Seconds of the calls that rates are compared by, beside the price of a minute."""
WHOLE = 10**9
"""All that two decks offer, as a share."""


class Outcome(StrEnum):
    """How the second deck stands to the first over a range of numbers."""

    UP = "up"
    DOWN = "down"
    MIXED = "mixed"
    """Dearer for some calls, cheaper for others."""
    SAME = "same"
    ONLY_HERE = "only_here"
    ONLY_THERE = "only_there"


class DeckRef(Value, frozen=True):
    """A deck: of a group, or of an account; as it is in effect at ``at``, or when the work begins."""

    rate_group: RateGroupId | None = None
    account: AccountId | None = None
    at: Time | None = None

    def checks(self) -> Found:
        """A group or an account."""
        one = (self.account is None) != (self.rate_group is None)
        yield "rate_group", None if one else Problem(Code.FIELD_CHOICE)


class CompareDecks(Value, frozen=True):
    """Compare the second deck with the first."""

    here: DeckRef
    there: DeckRef

    def checks(self) -> Found:
        """Two decks."""
        for name, deck in (("here", self.here), ("there", self.there)):
            for field, problem in deck.checks():
                yield f"{name}.{field}", problem


class DeckNames(Value, frozen=True):
    """What a deck was made of: the account's number, where it is one, its groups in order, and the moment."""

    account: str
    rate_groups: tuple[str, ...]
    at: Time
    rates: int


class OutcomeTotal(Value, frozen=True):
    """How many ranges have an outcome, and their share."""

    outcome: Outcome
    ranges: int
    share: int


class Compared(Value, frozen=True):
    """Two decks compared. The ranges are listed by ``file``; the totals hold every outcome."""

    file: FileId
    here: DeckNames
    there: DeckNames
    totals: tuple[OutcomeTotal, ...]


class Offered(Value, frozen=True):
    """The rate that a deck has for a range. Price in nano-units per cycle, tax in parts per million."""

    code: str
    area_name: str
    price: Price
    cycle: int
    tax: int
    sections: tuple[Section, ...] = ()


class RangeRow(Value, frozen=True):
    """The numbers of a prefix without those of ``without`` longer ones, and what each deck has for them.

    ``change`` is by how much a minute of an endless call costs more in the second deck, with tax: in parts per
    million of the first; None where the first is free or one of them has nothing. ``cheaper`` holds the durations
    at which the second costs less; 0 is an endless call.
    """

    id: int
    code: str
    without: int
    area_name: str
    outcome: Outcome
    share: int
    change: int | None
    cheaper: tuple[int, ...]
    here: Offered | None
    there: Offered | None


class RangeFilter(Value, frozen=True):
    """Which ranges of a comparison. No outcome: all of them."""

    file: FileId
    outcomes: tuple[Outcome, ...] = ()
    prefix: str = ""
    area_name: str = ""

    def checks(self) -> Found:
        """A prefix."""
        yield "prefix", text_rules.prefix(self.prefix)


class RangeSort(StrEnum):
    """Columns that ranges can be sorted by."""

    PREFIX = "prefix"
    AREA_NAME = "area_name"
    CHANGE = "change"
    SHARE = "share"


class ListRanges(Value, frozen=True):
    """A window of the ranges of a comparison."""

    filter: RangeFilter
    sort: RangeSort = RangeSort.PREFIX
    descending: bool = False
    window: Window = Window()

    def checks(self) -> Found:
        """The filter's rules."""
        yield from self.filter.checks()


class RangeTotals(Value, frozen=True):
    """Sums over the whole filter."""

    totals: tuple[OutcomeTotal, ...]


class ExportRanges(Value, frozen=True):
    """Write the ranges of a filter into a file."""

    filter: RangeFilter
    sort: RangeSort = RangeSort.PREFIX
    descending: bool = False
    form: FileForm = FileForm.CSV
    titles: tuple[str, ...] = ()
    """The titles of the columns in the reader's language; without them, their names."""

    def checks(self) -> Found:
        """The filter's rules, a form that is not the vendor's, and titles in one line."""
        yield from self.filter.checks()
        yield "form", Problem(Code.FIELD_CHOICE) if self.form is FileForm.TXT else None
        for title in self.titles:
            yield "titles", text_rules.line(title, 64)


class LossMode(StrEnum):
    """What the system parameter says of acts by which a sub-account pays less than its agent."""

    OFF = "off"
    WARN = "warn"
    REFUSE = "refuse"


class CheckAssignment(Value, frozen=True):
    """Where an account, and those below it, would pay less than their agents with these groups.

    What is not given stays as it is.
    """

    account: AccountId
    rate_group: RateGroupId | UnsetType | None = UNSET
    private_rate_group: RateGroupId | UnsetType | None = UNSET


class CheckPrefix(Value, frozen=True):
    """Where the accounts at a group, and those below them, pay less than their agents for the numbers of a prefix.

    Looked at are the rates of ``at``; of now, where that has passed.
    """

    rate_group: RateGroupId
    prefix: str
    at: Time = Time(0)

    def checks(self) -> Found:
        """A prefix."""
        yield "prefix", Problem(Code.FIELD_EMPTY) if not self.prefix else _code(self.prefix)


def _code(text: str) -> Problem | None:
    return text_rules.prefix(text[: text_rules.PREFIX_LENGTH]) or text_rules.prefix(text[text_rules.PREFIX_LENGTH :])


class Loss(Value, frozen=True):
    """An account that pays less than its agent for ``ranges`` ranges of numbers, and the first of them."""

    account_id: AccountId
    account_number: str
    account_name: str
    agent_id: AccountId
    agent_number: str
    agent_name: str
    ranges: int
    share: int
    worst: RangeRow
    """The range in which a minute costs least beside what the agent pays; ``here`` is the agent's rate."""


class Losses(Value, frozen=True):
    """The accounts that pay less than their agents, the most ranges first.

    ``checked`` accounts have an agent and rates of their own; ``unseen`` more were left out, because not all of
    the rates on both sides are open to the reader.
    """

    rows: tuple[Loss, ...]
    checked: int
    unseen: int


class ReportLosses(Value, frozen=True):
    """Look at all accounts, or at those at a group and below them, as rates are in effect at ``at``, or now."""

    rate_group: RateGroupId | None = None
    at: Time | None = None


class LossSort(StrEnum):
    """Columns that losses can be sorted by."""

    ACCOUNT = "account"
    AGENT = "agent"
    RANGES = "ranges"
    SHARE = "share"


class LossFilter(Value, frozen=True):
    """Losses of a report: by text in the numbers or names of account and agent."""

    job: JobId
    text: str = ""


class ListLosses(Value, frozen=True):
    """A window of the losses that a report found."""

    filter: LossFilter
    sort: LossSort = LossSort.RANGES
    descending: bool = True
    window: Window = Window()
