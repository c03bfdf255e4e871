"""A list of a bank or a cash desk beside the payment records of a period. Nothing is posted by it.

Amounts are signed as they move a balance: what came in is positive. Days are counted as Python counts them
(``date.toordinal``), and are those of the list and of the reader's calendar.
"""

from enum import StrEnum

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.decks import MAX_COLUMNS, DateForm, Decimals, SheetRow
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.files import NAME_LENGTH
from vosdesk.contract.ids import AccountId, FileId, PaymentId, Time, Value
from vosdesk.contract.money import Money
from vosdesk.contract.paging import Window
from vosdesk.contract.payments import PaymentMode
from vosdesk.contract.permissions import Can
from vosdesk.contract.rate_export import FileForm

MAX_LINES = 200_000
"""Lines of a list that are compared at once."""
MAX_PERIOD = 3_660
"""Days of a period."""
REFERENCE_LENGTH = 500
"""Signs of a reference or a payer that are read."""


class ListRole(StrEnum):
    """What a column of the list says."""

    REFERENCE = "reference"
    AMOUNT = "amount"
    OUT = "out"
    """What was paid out, where that has a column of its own: it counts against the amount."""
    DATE = "date"
    PAYER = "payer"


class ListColumn(Value, frozen=True):
    """Which column, counted from 0, says what."""

    role: ListRole
    place: int


class ListLayout(Value, frozen=True):
    """How to read a list. ``encoding``, ``delimiter`` and ``quotes`` are of text files; ``header`` is the row of the
    titles, counted from 1, or 0 where there is none."""

    encoding: str = ""
    delimiter: str = ""
    quotes: bool = True
    sheet: str = ""
    header: int = 1
    titles: tuple[str, ...] = ()
    columns: tuple[ListColumn, ...] = ()
    decimals: Decimals = Decimals.POINT
    date_form: DateForm = DateForm.YEAR_FIRST

    def place(self, role: ListRole) -> int | None:
        """The column of ``role``, counted from 0."""
        return next((column.place for column in self.columns if column.role is role), None)

    def checks(self) -> Found:
        """An amount, something to find it again by, and no column twice."""
        roles = [column.role for column in self.columns]
        places = [column.place for column in self.columns]
        yield "columns", None if {ListRole.AMOUNT, ListRole.OUT} & set(roles) else Problem(Code.LIST_NO_AMOUNTS)
        names = ListRole.REFERENCE in roles or {ListRole.DATE, ListRole.PAYER} <= set(roles)
        yield "columns", None if names else Problem(Code.LIST_NO_REFERENCES)
        twice = len(set(roles)) < len(roles) or len(set(places)) < len(places)
        yield "columns", Problem(Code.FIELD_CHOICE) if twice else None
        for place in places:
            yield "columns", text_rules.within(place, 0, MAX_COLUMNS - 1)
        yield "header", text_rules.within(self.header, 0, 10_000)


class ListAsk(StrEnum):
    """What a list does not say by itself."""

    COLUMNS = "columns"
    DATE_FORM = "date_form"
    DECIMALS = "decimals"


class InspectList(Value, frozen=True):
    """Look at a file: by itself, or by a layout. A layout without columns says how the text is parted, or the sheet."""

    file: FileId
    layout: ListLayout | None = None


class ListInspection(Value, frozen=True):
    """How a list looks: its layout, first and last rows, sheets, what must be asked, its first and last day."""

    layout: ListLayout
    rows: tuple[SheetRow, ...]
    sheets: tuple[str, ...]
    asks: tuple[ListAsk, ...]
    lines: int
    first_day: int | None
    last_day: int | None


class ListOutcome(StrEnum):
    """Where a line of the list or a payment record stands. Each stands in one place only."""

    MATCHED = "matched"
    DIFFERS = "differs"
    """The same reference, another amount."""
    MISSING_BOOKS = "missing_books"
    MISSING_LIST = "missing_list"
    DOUBLED_LIST = "doubled_list"
    """A reference and an amount that stood in the list before."""
    DOUBLED_BOOKS = "doubled_books"
    UNREADABLE = "unreadable"
    OUTSIDE = "outside"
    """A line of a day that is not in the period."""
    REVERSED = "reversed"
    """A record that was taken back, or that takes one back."""


DIFFERENCES = frozenset(ListOutcome) - {ListOutcome.MATCHED, ListOutcome.OUTSIDE, ListOutcome.REVERSED}
"""What somebody has to look at."""


class MatchedBy(StrEnum):
    """How a record was found to be the line's."""

    REFERENCE = "reference"
    """Its memo, or its note, is the reference."""
    WORDS = "words"
    """Its memo, or its note, holds the reference as a word."""


class Reconcile(Value, frozen=True):
    """Compare a list with the records of a period. ``days`` are the beginnings of the reader's days, the first of which
    is ``first_day``, and the end of the last one."""

    file: FileId
    layout: ListLayout
    first_day: int
    days: tuple[Time, ...]
    mode: PaymentMode | None = None
    name: str = ""

    def checks(self) -> Found:
        """A layout that can be read by, and days in order."""
        for field, problem in self.layout.checks():
            yield f"layout.{field}", problem
        yield "first_day", text_rules.within(self.first_day, 1, 3_652_059)
        yield "days", text_rules.days(self.days, MAX_PERIOD)
        yield "name", text_rules.line(self.name, NAME_LENGTH)


class OutcomeSum(Value, frozen=True):
    """How many lines of the list and how many records have an outcome, and their sums."""

    outcome: ListOutcome
    lines: int
    listed: Money
    records: int
    booked: Money


class Reconciled(Value, frozen=True):
    """A list compared. ``sums`` holds every outcome, and adds up to all lines and all records that were read.

    The entries are listed by ``file``. ``suggested`` of them have a partner that is only suggested.
    """

    file: FileId
    sums: tuple[OutcomeSum, ...]
    suggested: int

    def count(self, outcome: ListOutcome) -> int:
        """How many entries have an outcome: a pair is one."""
        found = next(s for s in self.sums if s.outcome is outcome)
        return max(found.lines, found.records)

    @property
    def total(self) -> OutcomeSum:
        """All lines and all records."""
        return OutcomeSum(
            outcome=ListOutcome.MATCHED,
            lines=sum(s.lines for s in self.sums),
            listed=Money(sum(s.listed for s in self.sums)),
            records=sum(s.records for s in self.sums),
            booked=Money(sum(s.booked for s in self.sums)),
        )

    @property
    def differences(self) -> int:
        """Entries that somebody has to look at."""
        return sum(self.count(outcome) for outcome in DIFFERENCES)


class ListedLine(Value, frozen=True):
    """A line of the list as it was read. ``amount`` is None and ``reason`` says why where it could not be."""

    line: int
    reference: str
    payer: str
    day: int | None
    amount: Money | None
    reason: Code | None = None


class BookedRecord(Value, frozen=True):
    """A payment record as it is compared."""

    id: PaymentId
    time: Time
    account_id: AccountId
    account_number: str
    account_name: str
    amount: Money
    memo: str
    operator: str


class EntryRow(Value, frozen=True):
    """An outcome: a line, a record, or both.

    ``suggested_line`` and ``suggested_record`` are of the same amount, day and payer as what is missing: they are a
    hint, and are counted where they stand themselves. ``account_id`` is the account that a missing line names.
    """

    id: int
    outcome: ListOutcome
    line: ListedLine | None = None
    record: BookedRecord | None = None
    by: MatchedBy | None = None
    suggested_line: int | None = None
    suggested_record: BookedRecord | None = None
    account_id: AccountId | None = None
    account_number: str = ""
    can: Can = {}


class EntryFilter(Value, frozen=True):
    """Which entries. No outcome: all of them. The text is looked for in references, payers, accounts and memos."""

    file: FileId
    outcomes: tuple[ListOutcome, ...] = ()
    text: str = ""

    def checks(self) -> Found:
        """A short text."""
        yield "text", text_rules.line(self.text)


class EntrySort(StrEnum):
    """Columns that entries can be sorted by."""

    OUTCOME = "outcome"
    REFERENCE = "reference"
    DAY = "day"
    AMOUNT = "amount"


class ListEntries(Value, frozen=True):
    """A window of entries."""

    filter: EntryFilter
    sort: EntrySort = EntrySort.OUTCOME
    descending: bool = False
    window: Window = Window()

    def checks(self) -> Found:
        """The filter's rules."""
        yield from self.filter.checks()


class ExportEntries(Value, frozen=True):
    """Write the entries of a filter into a file."""

    filter: EntryFilter
    sort: EntrySort = EntrySort.OUTCOME
    descending: bool = False
    form: FileForm = FileForm.CSV

    def checks(self) -> Found:
        """The filter's rules, and a form that is not the vendor's."""
        yield from self.filter.checks()
        yield "form", Problem(Code.FIELD_CHOICE) if self.form is FileForm.TXT else None
