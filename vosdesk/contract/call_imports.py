"""Imports of call records: which column says what, what an import does or did, and rating calls again."""

from typing import Any

from vosdesk.contract import text_rules
from vosdesk.contract.calls import MAX_SELECTED, CallFilter, CallState
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.files import FileInfo
from vosdesk.contract.ids import CallId, FileId, Time, Value
from vosdesk.contract.money import Money

TITLE_LENGTH = 64
DELIMITERS = ",;|\t"
MAX_BAD = 1_000
"""Bad lines that an outcome names; more are counted alone."""
MAX_DIFFERENT = 1_000
"""Known calls with other facts that an outcome names; its file holds all of them."""


class CallColumns(Value, frozen=True):
    """A column template: the title of the column of each field, in any case of letters.

    A field without a title is looked for under the names that are known for it, the vendor's among them. Where there
    is no column of ``hold`` it is taken from start and stop, and the other way round. An empty delimiter is found out.
    ``zone`` is how many minutes times that are written as text are ahead of UTC.
    """

    flow: str = ""
    caller: str = ""
    callee: str = ""
    account: str = ""
    start: str = ""
    stop: str = ""
    hold: str = ""
    delimiter: str = ""
    zone: int = 0

    def checks(self) -> Found:
        """Titles in one line, a known delimiter, a zone that there is."""
        for name in ("flow", "caller", "callee", "account", "start", "stop", "hold"):
            yield name, text_rules.line(getattr(self, name), TITLE_LENGTH)
        known = not self.delimiter or (len(self.delimiter) == 1 and self.delimiter in DELIMITERS)
        yield "delimiter", None if known else Problem(Code.FIELD_CHOICE)
        yield "zone", text_rules.within(self.zone, -14 * 60, 14 * 60)


class BadCall(Value, frozen=True):
    """A line of the file that is no call record, and why. ``column`` is the field that is wrong, "" for the line."""

    line: int
    column: str
    text: str
    code: Code
    params: dict[str, Any] = {}


class CallFacts(Value, frozen=True):
    """What a record says of a call besides its flow number."""

    account_number: str
    caller: str
    callee: str
    start: Time
    hold: int


class DifferentCall(Value, frozen=True):
    """A line whose flow number is known, of a call with other facts: what the line says, and what is kept."""

    line: int
    flow: str
    said: CallFacts
    kept: CallFacts


class PreviewedCall(Value, frozen=True):
    """A call of the file as it would be rated now: its fee, or the reason for which it is refused."""

    line: int
    flow: str
    caller: str
    callee: str
    account_number: str
    start: Time
    stop: Time
    hold: int
    known: bool
    """Whether a call with this flow number is there already."""
    fee: Money | None
    reason: Code | None
    area_name: str
    different: bool = False
    """Whether the known call has other facts."""


class ImportCalls(Value, frozen=True):
    """Import the call records of a file that was sent; ``name`` is what the file is called.

    Where ``columns`` name none, the template of the file's header line does, if there is one.
    """

    file: FileId
    name: str
    columns: CallColumns = CallColumns()

    def checks(self) -> Found:
        """A name, and the template's rules."""
        yield "name", text_rules.line(self.name, 255, required=True)
        yield from self.columns.checks()


class CallsPreview(Value, frozen=True):
    """The titles of the file, which of them are read as what, and its first calls rated."""

    titles: tuple[str, ...]
    columns: CallColumns
    rows: tuple[PreviewedCall, ...]
    bad: tuple[BadCall, ...]
    template: str = ""
    """The name of the template that the columns are from."""


class CallsOutcome(Value, frozen=True):
    """What an import did: lines read = charged + free + refused + known + different + bad.

    ``known`` calls were there already by their flow number; ``different`` ones too, but another account, caller,
    callee, duration or second of the start is kept of them: nothing is charged or changed. ``free`` ones had no
    duration. ``refused`` counts by the reason's code. Of a ``cancelled`` import everything up to line ``last_line``
    (flow ``last_flow``) is done.
    """

    read: int
    charged: int
    free: int
    known: int
    refused: dict[str, int]
    bad: int
    bad_rows: tuple[BadCall, ...]
    amount: Money
    """What the calling accounts were charged in all."""
    cancelled: bool = False
    last_line: int = 0
    last_flow: str = ""
    different: int = 0
    different_rows: tuple[DifferentCall, ...] = ()
    different_file: FileInfo | None = None
    """All different ones as CSV: what each line says, then what is kept. None where there are none."""


class CallSelection(Value, frozen=True):
    """Refused calls to rate again: by id, or everything in a filter but ``excluded``. Others are passed over."""

    ids: tuple[CallId, ...] = ()
    filter: CallFilter | None = None
    excluded: tuple[CallId, ...] = ()

    def checks(self) -> Found:
        """Something is chosen, not too much one by one, and not the rated calls."""
        chosen = self.filter
        yield "selection", Problem(Code.FIELD_EMPTY) if chosen is None and not self.ids else None
        yield "selection", text_rules.within(len(self.ids) + len(self.excluded), 0, MAX_SELECTED)
        rated = chosen is not None and chosen.state is CallState.RATED
        yield "selection", Problem(Code.FIELD_CHOICE) if rated else None
        if chosen is not None:
            yield from chosen.checks()


class RateAgain(Value, frozen=True):
    """Rate refused calls again."""

    selection: CallSelection

    def checks(self) -> Found:
        """The selection's rules."""
        yield from self.selection.checks()


class AgainOutcome(Value, frozen=True):
    """What rating again did: calls tried = charged + free + refused."""

    tried: int
    charged: int
    free: int
    refused: dict[str, int]
    amount: Money
    cancelled: bool = False
