"""Call charges: every call that was imported, what it cost, and why some were refused."""

from collections.abc import Mapping, Sequence

from vosdesk.contract.accounts import Reach
from vosdesk.contract.calls import REASONS, CallFilter, CallRow, CallSort, CallState, CallTotals, ListCalls
from vosdesk.contract.changes import Noun
from vosdesk.contract.operations import CALLS_EXTENT, CALLS_LIST, CALLS_TOTALS
from vosdesk.contract.paging import Window
from vosdesk.gui.actions import calls as acts
from vosdesk.gui.context import Context
from vosdesk.gui.fields import AccountField, ChoiceField, DateTimeField, LineField
from vosdesk.gui.formats import Formats
from vosdesk.gui.sentences import REASON_WORDS
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, Mark, TableSpec, Total
from vosdesk.gui.tabs.periods import PeriodTab
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone


def _request(filter_: CallFilter, sort: CallSort, descending: bool, window: Window) -> ListCalls:
    return ListCalls(filter=filter_, sort=sort, descending=descending, window=window)


def _money(value: int | None, formats: Formats) -> str:
    return "" if value is None else formats.money_even(value)


def _state(row: CallRow) -> str:
    return enum_text(row.state) if row.reason is None else tr(REASON_WORDS[row.reason])


def _why(row: CallRow) -> str:
    if row.reason is None or row.refused_by in {"", row.account_number}:
        return _state(row)
    return tr("{reason} (account {account})", reason=_state(row), account=row.refused_by)


def _state_mark(row: CallRow) -> Mark | None:
    return (
        None if row.state is CallState.RATED else Mark("⊘", tr("Refused: it was not charged, and can be rated again"))
    )


def _figures(totals: CallTotals, formats: Formats) -> Sequence[Total]:
    found = [
        Total(tr("Rated"), f"{formats.count(totals.rated)} · {formats.duration(totals.hold)}"),
        Total(tr("Fee"), f"{formats.money(totals.fee)} {formats.currency}"),
    ]
    words = {code.value: text for code, text in REASON_WORDS.items()}
    for reason, count in totals.refused.items():
        found.append(Total(tr(words[reason]), formats.count(count), Tone.BAD))
    return found


SPEC: TableSpec[CallRow] = TableSpec(
    id="calls",
    columns=(
        Column("start", mark("Begin time"), lambda r, f: f.time(r.start), 162, sort=CallSort.START),
        Column("account_number", mark("Account number"), lambda r, f: r.account_number, 126, sort=CallSort.ACCOUNT),
        Column("account_name", mark("Account name"), lambda r, f: r.account_name, 120, tip=lambda r, f: r.account_name),
        Column("caller", mark("Caller"), lambda r, f: r.caller, 90),
        Column("callee", mark("Callee"), lambda r, f: r.callee, 124),
        Column("state", mark("State"), lambda r, f: _state(r), 140, tip=lambda r, f: _why(r),
               tone=lambda r: Tone.BAD if r.state is CallState.REFUSED else Tone.MUTED, mark=_state_mark),
        Column("hold", mark("Duration"), lambda r, f: f.duration(r.hold), 76, Align.RIGHT, CallSort.HOLD),
        Column("fee", mark("Fee"), lambda r, f: _money(r.fee, f), 92, Align.RIGHT),
        Column("agent_fee", mark("Agent's fee"), lambda r, f: _money(r.agent_fee, f), 96, Align.RIGHT,
               tone=lambda r: Tone.MUTED),
        Column("area_name", mark("Area name"), lambda r, f: r.area_name, 150, tip=lambda r, f: r.area_name),
        Column("code", mark("Rate prefix"), lambda r, f: r.code, 90, tone=lambda r: Tone.MUTED, visible=False),
        Column("stop", mark("End time"), lambda r, f: f.time(r.stop), 162, visible=False),
        Column("flow", mark("Flow number"), lambda r, f: r.flow, 170, tone=lambda r: Tone.MUTED, visible=False),
    ),
    list=CALLS_LIST,
    extent=CALLS_EXTENT,
    request=_request,
    row_id=lambda r: int(r.id),
    nouns=frozenset({Noun.CALLS}),
    empty=EmptyTexts(mark("No calls yet"), mark("An administrator imports call records; each is charged at once.")),
    sort=CallSort.START,
    descending=True,
    no_filter=CallFilter(),
    totals=CALLS_TOTALS,
    figures=_figures,
)  # fmt: skip


def _states() -> ChoiceField:
    return ChoiceField([(None, tr("Any")), *((state, enum_text(state)) for state in CallState)])


def _reasons() -> ChoiceField:
    return ChoiceField([(None, tr("Any")), *((code, tr(REASON_WORDS[code])) for code in REASONS)])


FIELDS: tuple[FilterField, ...] = (
    FilterField("account_number", mark("Account number"), lambda c: AccountField(c, by_number=True), 150),
    FilterField("agent", mark("Agent account"), lambda c: AccountField(c, agents_only=True), 150),
    FilterField("reach", mark("Sub-accounts"), lambda c: ChoiceField([(r, enum_text(r)) for r in Reach]), 136),
    FilterField("time_from", mark("From"), lambda c: DateTimeField(c.formats), 158),
    FilterField("time_to", mark("To"), lambda c: DateTimeField(c.formats, end=True), 158),
    FilterField("callee", mark("Callee begins with"), lambda c: LineField(), 130),
    FilterField("caller", mark("Caller begins with"), lambda c: LineField(), 130),
    FilterField("state", mark("State"), lambda c: _states(), 110),
    FilterField("reason", mark("Refused because"), lambda c: _reasons(), 170),
    FilterField("flow", mark("Flow number"), lambda c: LineField(), 130),
)


class CallsTab(PeriodTab[CallRow]):
    """The page. ``filter_account_number`` opens it on the calls of one account."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        super().__init__(context, "calls", params, SPEC, FIELDS, actions=acts.ON_CALLS, opens=acts.DETAILS.id)


def create(context: Context, params: Mapping[str, object]) -> CallsTab:
    """The page for ``params``."""
    return CallsTab(context, params)
