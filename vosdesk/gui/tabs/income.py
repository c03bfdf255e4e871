"""Income details: what calls brought in by day, account or agent, what the agents paid, and the margin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from vosdesk.contract.accounts import Reach
from vosdesk.contract.changes import Noun
from vosdesk.contract.ids import AccountId, Time, Value
from vosdesk.contract.income import MAX_DAYS, AskIncome, Income, IncomeBy, IncomeRow
from vosdesk.contract.operations import INCOME_LIST
from vosdesk.contract.paging import Window
from vosdesk.gui.context import Context
from vosdesk.gui.fields import AccountField, ChoiceField, DateTimeField
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, TableSpec, Total
from vosdesk.gui.tabs.periods import PeriodTab
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone

DAYS = 30
"""Days up to today that are reported where no period is given."""


class IncomeFilter(Value, frozen=True):
    """What the fields over the table ask for."""

    by: IncomeBy = IncomeBy.DAY
    agent: AccountId | None = None
    reach: Reach = Reach.DIRECT
    account_number: str = ""
    time_from: Time | None = None
    time_to: Time | None = None


def asked(formats: Formats, filter_: IncomeFilter) -> AskIncome:
    """The question for what the fields hold: whole days of the reader, as far as there can be in one report."""
    today = formats.today()
    last = today if filter_.time_to is None else _day(formats, filter_.time_to, today)
    first = last - timedelta(days=DAYS - 1) if filter_.time_from is None else _day(formats, filter_.time_from, last)
    first = min(first, last)
    if filter_.by is IncomeBy.DAY:
        first = max(first, last - timedelta(days=MAX_DAYS - 1))
        days = [formats.at(first + timedelta(days=n)) for n in range((last - first).days + 2)]
    else:
        days = [formats.at(first), formats.at(last + timedelta(days=1))]
    return AskIncome(
        days=tuple(days),
        by=filter_.by,
        agent=filter_.agent,
        reach=filter_.reach,
        account_number=filter_.account_number,
    )


def _day(formats: Formats, time: Time, otherwise: Any) -> Any:
    moment = formats.moment(time)
    return otherwise if moment is None else moment.date()


def _request(formats: Formats) -> Callable[[IncomeFilter, Any, bool, Window], AskIncome]:
    return lambda filter_, sort, descending, window: asked(formats, filter_)


def _rows(answer: Income) -> Sequence[IncomeRow]:
    return answer.rows


def _figures(answer: Income, formats: Formats) -> Sequence[Total]:
    totals = answer.totals
    found = [
        Total(tr("Calls"), f"{formats.count(totals.calls)} · {formats.duration(totals.hold)}"),
        Total(tr("Fee"), f"{formats.money(totals.fee)} {formats.currency}"),
    ]
    if totals.margin is not None and totals.agent_fee is not None:
        found.append(Total(tr("Agent's fee"), formats.money(totals.agent_fee)))
        found.append(Total(tr("Margin"), formats.money(totals.margin), _margin_tone(totals.margin)))
    if answer.left_out:
        found.append(Total(tr("Rows beyond these"), formats.count(answer.left_out), Tone.WARNING))
    return found


def _margin_tone(margin: int) -> Tone:
    if margin == 0:
        return Tone.MUTED
    return Tone.BAD if margin < 0 else Tone.GOOD


def _money(value: int | None, formats: Formats) -> str:
    return "" if value is None else formats.money_even(value)


_WHY_EMPTY = mark(
    "Of calls of accounts that have an agent, as far as you may see it. Per day the house counts what its own accounts "
    "paid, which have none: choose an agent account, or ask per account or per agent."
)
SPEC: TableSpec[IncomeRow] = TableSpec(
    id="income",
    columns=(
        Column("day", mark("Day"), lambda r, f: "" if r.day is None else f.date(r.day), 110),
        Column("account_number", mark("Account number"), lambda r, f: r.account_number, 130),
        Column("account_name", mark("Account name"), lambda r, f: r.account_name, 190, tip=lambda r, f: r.account_name),
        Column("calls", mark("Calls"), lambda r, f: f.count(r.calls), 90, Align.RIGHT),
        Column("hold", mark("Duration"), lambda r, f: f.duration(r.hold), 110, Align.RIGHT),
        Column("fee", mark("Fee"), lambda r, f: f.money_even(r.fee), 130, Align.RIGHT),
        Column("agent_fee", mark("Agent's fee"), lambda r, f: _money(r.agent_fee, f), 130, Align.RIGHT,
               tone=lambda r: Tone.MUTED, hint=_WHY_EMPTY),
        Column("margin", mark("Margin"), lambda r, f: _money(r.margin, f), 130, Align.RIGHT,
               tone=lambda r: _margin_tone(r.margin or 0), hint=_WHY_EMPTY),
    ),
    list=INCOME_LIST,
    request=_request(Formats()),
    unpack=_rows,
    row_id=lambda r: int(r.account_id or r.day or 0),
    nouns=frozenset({Noun.CALLS, Noun.INCOME}),
    empty=EmptyTexts(mark("No charged calls in this period"), mark("Choose another period, or other accounts.")),
    no_filter=IncomeFilter(),
    totals=INCOME_LIST,
    figures=_figures,
)  # fmt: skip

FIELDS: tuple[FilterField, ...] = (
    FilterField("by", mark("Per"), lambda c: ChoiceField([(by, enum_text(by)) for by in IncomeBy]), 120),
    FilterField("time_from", mark("From"), lambda c: DateTimeField(c.formats), 158),
    FilterField("time_to", mark("To"), lambda c: DateTimeField(c.formats, end=True), 158),
    FilterField("agent", mark("Agent account"), lambda c: AccountField(c, agents_only=True), 150),
    FilterField("reach", mark("Sub-accounts"), lambda c: ChoiceField([(r, enum_text(r)) for r in Reach]), 136),
    FilterField("account_number", mark("Account number"), lambda c: AccountField(c, by_number=True), 150),
)


_OTHER: Mapping[IncomeBy, tuple[str, ...]] = {
    IncomeBy.DAY: ("account_number", "account_name"),
    IncomeBy.ACCOUNT: ("day",),
    IncomeBy.AGENT: ("day",),
}
"""The columns that say nothing, by what the rows are."""


class IncomeTab(PeriodTab[IncomeRow]):
    """The report, with the columns that its rows fill."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.bar is not None:
            self.bar.applied.connect(self._fit_columns)
            self._fit_columns(self.bar.filter)

    def _fit_columns(self, filter_: IncomeFilter) -> None:
        self.table.layout_of_columns.leave_out(_OTHER[filter_.by])


def create(context: Context, params: Mapping[str, object]) -> IncomeTab:
    """The page; its days are those of the reader."""
    spec = replace(SPEC, request=_request(context.formats))
    return IncomeTab(context, "income", params, spec, FIELDS)
