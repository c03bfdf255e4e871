"""Changes of many rates at once: planned, looked at, applied whole, kept in a history, and undone whole.

A plan is made of a file or of a bulk edit. It says of every row what will become of it; what is applied is exactly
the plan that was shown. It belongs to the user who made it, and is gone with his session.
"""

from enum import IntEnum, StrEnum

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.decks import Guess, Layout, SheetRow, Template
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import DeckTemplateId, FileId, RateGroupId, RateImportId, Time, UserId, Value
from vosdesk.contract.money import MAX_PRICE, PRICE_DIGITS
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import Can
from vosdesk.contract.rates import BadRow, LockType, RateFields, RateSelection

TYPED_BEYOND = 20
"""Per cent of a group's rates: who closes more of them says how many."""
MAX_MENDED = 1_000
"""Rows that can be mended in one call."""
PERCENT_UNIT = 1_000_000
"""A change by percent is given in millionths of one per cent."""


class Outcome(IntEnum):
    """What becomes of a row. ``MISSING``, of a rate that the file lacks; ``ENDED``, of one that a change follows."""

    ADDED = 1
    UP = 2
    DOWN = 3
    CHANGED = 4
    """The price stays; something else changes."""
    UNCHANGED = 5
    CLOSED = 6
    REFUSED = 7
    MISSING = 8
    ENDED = 9


class Mode(StrEnum):
    """What a file does to a group."""

    UPDATE = "update"
    REPLACE = "replace"
    """Closes the rates whose codes the file lacks."""
    DELETE = "delete"
    """Closes the rates whose codes the file has."""


class When(StrEnum):
    """From when on the rows of a file hold."""

    FILE = "file"
    """As each row says; a row without a date changes the rate in effect as it stands."""
    NOW = "now"
    AT = "at"


class PlanImport(Value, frozen=True):
    """Plan the import of a file that was sent. ``at`` is the time of ``When.AT``."""

    rate_group: RateGroupId
    file: FileId
    layout: Layout
    mode: Mode = Mode.UPDATE
    when: When = When.FILE
    at: Time | None = None
    template: str = ""

    def checks(self) -> Found:
        """A layout that can be read by, and a time where one is needed."""
        for field, problem in self.layout.checks():
            yield f"layout.{field}", problem
        yield "at", Problem(Code.FIELD_EMPTY) if self.when is When.AT and self.at is None else None
        yield "template", text_rules.line(self.template)


class Adjust(StrEnum):
    """How a bulk edit makes a new price."""

    KEEP = "keep"
    PERCENT = "percent"
    """``amount`` is in millionths of one per cent, and may be negative."""
    AMOUNT = "amount"
    """``amount`` is in nano-units per minute, and may be negative."""
    SET = "set"
    """``amount`` is in nano-units per minute."""


class BulkChange(Value, frozen=True):
    """What a bulk edit does with every chosen rate. ``decimals`` rounds the price of a billing cycle half-up.

    ``at`` (None: at once, in place) is the time from which the new rate holds: the former one ends then.
    """

    adjust: Adjust = Adjust.KEEP
    amount: int = 0
    decimals: int | None = None
    lock: LockType | None = None
    effective_from: Time | None = None
    effective_until: Time | None = None
    at: Time | None = None
    free: bool = False

    def checks(self) -> Found:
        """Something is changed, and by a possible amount."""
        idle = (self.decimals, self.lock, self.effective_from, self.effective_until) == (None,) * 4
        yield "adjust", Problem(Code.FIELD_EMPTY) if idle and self.adjust is Adjust.KEEP else None
        low = 0 if self.adjust is Adjust.SET else -MAX_PRICE
        yield "amount", text_rules.within(self.amount, low, MAX_PRICE)
        if self.decimals is not None:
            yield "decimals", text_rules.within(self.decimals, 0, PRICE_DIGITS)
        both = self.at is not None and (self.effective_from is not None or self.effective_until is not None)
        yield "at", Problem(Code.FIELD_CHOICE) if both else None


class PlanBulk(Value, frozen=True):
    """Plan a bulk edit of chosen rates of one group. ``count`` is how many the user was told of."""

    rate_group: RateGroupId
    selection: RateSelection
    change: BulkChange
    count: int

    def checks(self) -> Found:
        """Something is chosen, of this group, and something is changed."""
        yield from self.selection.checks_of(self.rate_group)
        for field, problem in self.change.checks():
            yield f"change.{field}", problem


class PlanRow(Value, frozen=True):
    """A row of a plan or of the history: its line in the file (0: none), and the rate before and after."""

    outcome: Outcome
    line: int = 0
    was: RateFields | None = None
    now: RateFields | None = None
    bad: BadRow | None = None


class Sums(Value, frozen=True):
    """Rows read = added + up + down + changed + unchanged + closed + refused.

    ``overruled`` of the refused rows give way to a row of the same code, as was asked; they stop nothing.
    ``missing`` are rates of the group that the file lacks and that are to be closed.
    """

    read: int = 0
    added: int = 0
    up: int = 0
    down: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    refused: int = 0
    overruled: int = 0
    missing: int = 0
    rounded: int = 0


class Plan(Value, frozen=True):
    """A plan in short. ``present`` are the group's rates in effect or to come, that could be closed."""

    id: FileId
    rate_group: RateGroupId
    sums: Sums
    present: int
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    most_up: PlanRow | None = None
    most_down: PlanRow | None = None

    @property
    def must_type(self) -> bool:
        """Whether so much is closed that the user has to type how many."""
        return (self.sums.missing + self.sums.closed) * 100 > self.present * TYPED_BEYOND


class PlanFilter(Value, frozen=True):
    """Which rows of a plan or of an import: those of one outcome (None: all that it touches or refuses)."""

    outcome: Outcome | None = None
    prefix: str = ""


class ListPlanRows(Value, frozen=True):
    """A window of the rows of a plan, in the order of their codes; refused rows in the order of the file."""

    plan: FileId
    filter: PlanFilter = PlanFilter()
    window: Window = Window()


class MendedRow(Value, frozen=True):
    """A refused row as it should have been."""

    line: int
    cells: tuple[str, ...]


class MendRows(Value, frozen=True):
    """Try refused rows again, and only them. All refusals of a line are replaced by what its mended row gives."""

    plan: FileId
    rows: tuple[MendedRow, ...]

    def checks(self) -> Found:
        """Some rows, and not too many."""
        yield "rows", text_rules.within(len(self.rows), 1, MAX_MENDED)


class SaveRefused(Value, frozen=True):
    """Make a file of the refused rows: the header line, their cells, line and reason."""

    plan: FileId


class ApplyPlan(Value, frozen=True):
    """Apply a plan, whole. ``closing`` is how many rates the user typed that he closes, where he has to."""

    plan: FileId
    leave_out_bad: bool = False
    closing: int | None = None


class ImportKind(StrEnum):
    """What changed many rates at once."""

    FILE = "file"
    BULK = "bulk"
    DELETE = "delete"


class RateImportRow(Value, frozen=True):
    """One line of the history."""

    id: RateImportId
    kind: ImportKind
    rate_group_id: RateGroupId | None
    rate_group: str
    time: Time
    login: str
    file: str
    sha256: str
    mode: Mode
    when: When
    at: Time | None
    template: str
    sums: Sums
    undone: Time | None
    undone_by: str
    can: Can = {}


class RateImportFilter(Value, frozen=True):
    """Which imports. Empty fields filter nothing; ``text`` is found anywhere in the file's name."""

    rate_group: RateGroupId | None = None
    text: str = ""
    login: str = ""
    kind: ImportKind | None = None
    undone: bool | None = None
    time_from: Time | None = None
    time_to: Time | None = None


class RateImportSort(StrEnum):
    """Columns that the history can be sorted by."""

    TIME = "time"


class ListRateImports(Value, frozen=True):
    """A window of the history of the groups whose rates the reader may see."""

    filter: RateImportFilter = RateImportFilter()
    sort: RateImportSort = RateImportSort.TIME
    descending: bool = True
    window: Window = Window()


class GetRateImport(Value, frozen=True):
    """One import, with the layout that its file was read by and the first of its refused rows."""

    id: RateImportId


class RateImport(Value, frozen=True):
    """An import in full."""

    row: RateImportRow
    layout: Layout | None
    change: BulkChange | None
    bad: tuple[BadRow, ...]


class ListRateChanges(Value, frozen=True):
    """A window of the rates that an import touched."""

    rate_import: RateImportId
    filter: PlanFilter = PlanFilter()
    window: Window = Window()


class UndoRateImport(Value, frozen=True):
    """Undo an import, whole. Refused while later changes stand on it."""

    id: RateImportId


class InspectFile(Value, frozen=True):
    """Look at a file that was sent: how it is laid out, by a template or by what can be guessed of it.

    ``layout`` reads it again with what the user chose; ``sheet`` names one of several.
    """

    rate_group: RateGroupId
    file: FileId
    layout: Layout | None = None
    sheet: str = ""


class Inspection(Value, frozen=True):
    """What was found: the guess, and the first and the last rows of the sheet as they stand."""

    guess: Guess
    first: tuple[SheetRow, ...]
    last: tuple[SheetRow, ...]


class DeckTemplateRow(Value, frozen=True):
    """A template. One of an agent is his own; everybody else shares theirs. A shipped one has the id 0."""

    id: DeckTemplateId
    version: int
    template: Template
    owner_id: UserId | None
    created_by: str
    created: Time


class DeckTemplates(Value, frozen=True):
    """All templates that the reader may use, by name."""

    rows: tuple[DeckTemplateRow, ...]


class SaveDeckTemplate(Value, frozen=True):
    """Keep a layout under a name that is not taken."""

    template: Template

    def checks(self) -> Found:
        """The template's own rules."""
        for field, problem in self.template.checks():
            yield f"template.{field}", problem


class UpdateDeckTemplate(Value, frozen=True):
    """Rename a template, or change its layout."""

    id: DeckTemplateId
    version: int
    template: Template

    def checks(self) -> Found:
        """The template's own rules."""
        for field, problem in self.template.checks():
            yield f"template.{field}", problem


class DeleteDeckTemplate(Value, frozen=True):
    """Delete a template."""

    id: DeckTemplateId
    version: int
