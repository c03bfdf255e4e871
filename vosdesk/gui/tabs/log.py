"""System log."""

from collections.abc import Mapping

from vosdesk.contract.changes import Noun
from vosdesk.contract.log import ListLog, LogFilter, LogRow, LogSort, Outcome
from vosdesk.contract.operations import LOG_EXTENT, LOG_LIST, OPERATIONS, Write
from vosdesk.contract.paging import Window
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.log_details import LogDetails
from vosdesk.gui.dialogs.log_fields import label_of, message
from vosdesk.gui.fields import ChoiceField, DateTimeField, LineField
from vosdesk.gui.tables import Column, EmptyTexts, FilterField, Mark, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import enum_text, mark, noun_text, operation_text, tr
from vosdesk.gui.theme import Tone

OFFERED = ("log.same_object", "log.same_user", "console.reload")
TOLD = (
    Noun.USERS,
    Noun.TEMPLATES,
    Noun.SESSIONS,
    Noun.ACCOUNTS,
    Noun.GRANTS,
    Noun.RATE_GROUPS,
    Noun.RATES,
    Noun.RATE_IMPORTS,
    Noun.DECK_TEMPLATES,
    Noun.CALL_TEMPLATES,
    Noun.PARAMETERS,
)
"""The nouns that lines of the log are about."""


def _refused(row: LogRow) -> Mark | None:
    return Mark("✕", tr("Refused: nothing was changed")) if row.outcome is Outcome.REFUSED else None


def _outcome_tone(row: LogRow) -> Tone:
    return Tone.BAD if row.outcome is Outcome.REFUSED else Tone.MUTED


def _noun(row: LogRow) -> str:
    return "" if row.noun is None else noun_text(row.noun)


def _request(filter_: LogFilter, sort: LogSort, descending: bool, window: Window) -> ListLog:
    return ListLog(filter=filter_, sort=sort, descending=descending, window=window)


SPEC: TableSpec[LogRow] = TableSpec(
    id="log",
    columns=(
        Column("time", mark("Time"), lambda r, f: f.time(r.time), 165, sort=LogSort.TIME),
        Column("login", mark("User"), lambda r, f: r.login, 110),
        Column("operation", mark("Operation"), lambda r, f: operation_text(r.operation), 190),
        Column("label", mark("Object"), lambda r, f: label_of(r), 140, tip=lambda r, f: label_of(r)),
        Column("outcome", mark("Outcome"), lambda r, f: enum_text(r.outcome), 90, tone=_outcome_tone, mark=_refused),
        Column("message", mark("Message"), message, 520, tip=message),
        Column("noun", mark("Kind"), lambda r, f: _noun(r), 120, tone=lambda r: Tone.MUTED),
        Column("source", mark("Source"), lambda r, f: r.source, 130, tone=lambda r: Tone.MUTED),
    ),
    list=LOG_LIST,
    extent=LOG_EXTENT,
    request=_request,
    row_id=lambda r: int(r.id),
    nouns=frozenset({Noun.LOG}),
    empty=EmptyTexts(mark("The log is empty"), mark("Every change and every refusal becomes a line.")),
    sort=LogSort.TIME,
    descending=True,
    no_filter=LogFilter(),
)  # fmt: skip


def _operations() -> ChoiceField:
    """Operations that change something, by name; refused looks are found by their outcome."""
    names = sorted((operation_text(o.id), o.id) for o in OPERATIONS.values() if isinstance(o, Write) and o.logged)
    return ChoiceField((("", tr("Any")), *((operation_id, name) for name, operation_id in names)))


def _nouns() -> ChoiceField:
    return ChoiceField(((None, tr("Any")), *((noun, noun_text(noun)) for noun in TOLD)))


def _outcomes() -> ChoiceField:
    return ChoiceField(((None, tr("Any")), *((outcome, enum_text(outcome)) for outcome in Outcome)))


FIELDS: tuple[FilterField, ...] = (
    FilterField("login", mark("Login name (exact)"), lambda c: LineField(), 130),
    FilterField("operation", mark("Operation"), lambda c: _operations(), 230),
    FilterField("noun", mark("Kind"), lambda c: _nouns(), 130),
    FilterField("label", mark("Object"), lambda c: LineField(), 230),
    FilterField("outcome", mark("Outcome"), lambda c: _outcomes(), 100),
    FilterField("time_from", mark("From"), lambda c: DateTimeField(c.formats), 160),
    FilterField("time_to", mark("To"), lambda c: DateTimeField(c.formats, end=True), 160),
)


class LogTab(ListTab[LogRow]):
    """The list of lines over the details of the chosen one."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        self.details = LogDetails(context)
        super().__init__(context, "log", params, SPEC, FIELDS, offered=OFFERED, foot=self.details)
        self.table.selection_changed.connect(self._show_details)

    def _show_details(self) -> None:
        rows = self.selected()
        self.details.show_row(rows[0] if len(rows) == 1 else None)


def create(context: Context, params: Mapping[str, object]) -> LogTab:
    """The page of the lines that the user may see."""
    return LogTab(context, params)
