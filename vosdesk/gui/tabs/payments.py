"""Payment record: every recharge, deduction, opening and zeroing, with the totals of the whole filter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vosdesk.contract.accounts import Reach
from vosdesk.contract.changes import Noun
from vosdesk.contract.operations import PAYMENTS_EXTENT, PAYMENTS_LIST, PAYMENTS_TOTALS
from vosdesk.contract.paging import Window
from vosdesk.contract.payments import (
    ListPayments,
    PaymentFilter,
    PaymentKind,
    PaymentMode,
    PaymentRow,
    PaymentSort,
    PaymentTotals,
)
from vosdesk.contract.permissions import UserType
from vosdesk.gui.actions import payments as acts
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.receipt import signed
from vosdesk.gui.fields import AccountField, ChoiceField, DateTimeField, LineField, MoneyEdit
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, Mark, TableSpec, Total
from vosdesk.gui.tabs.periods import PeriodTab
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone


def _request(filter_: PaymentFilter, sort: PaymentSort, descending: bool, window: Window) -> ListPayments:
    return ListPayments(filter=filter_, sort=sort, descending=descending, window=window)


def _moved(amount: int) -> Tone | None:
    return None if not amount else (Tone.GOOD if amount > 0 else Tone.BAD)


def _below(row: PaymentRow) -> Mark | None:
    return Mark("▾", tr("The balance was below zero")) if row.balance_after < 0 else None


def _taken_back(row: PaymentRow) -> Mark | None:
    return None if row.reversed_by is None else Mark("↺", tr("The payment was reversed already."))


def _reversal(row: PaymentRow, formats: Formats) -> str:
    if row.reversed_by is not None:
        return tr("reversed by {id}", id=row.reversed_by)
    return "" if row.reverses is None else tr("reverses {id}", id=row.reverses)


def spec_for(kind: UserType) -> TableSpec[PaymentRow]:
    """The table as a user of a type sees it: no agent reads internal notes, so that none has the column."""
    if kind is not UserType.AGENT:
        return SPEC
    return replace(SPEC, columns=tuple(column for column in SPEC.columns if column.id != "note"))


def _figures(totals: PaymentTotals, formats: Formats) -> Sequence[Total]:
    found = []
    for kind in PaymentKind:
        count, amount = totals.by_kind.get(kind.name.lower(), (0, 0))
        if count:
            text = f"{formats.count(count)} · {signed(formats, amount)}"
            found.append(Total(enum_text(kind), text, _moved(amount) or Tone.NEUTRAL))
    everything = f"{formats.count(totals.count)} · {signed(formats, totals.amount)} {formats.currency}"
    return (*found, Total(tr("In all"), everything))


SPEC: TableSpec[PaymentRow] = TableSpec(
    id="payments",
    columns=(
        Column("id", mark("Record number"), lambda r, f: str(r.id), 110, Align.RIGHT, visible=False),
        Column("seq", mark("Serial number"), lambda r, f: str(r.seq), 100, Align.RIGHT, visible=False,
               tone=lambda r: Tone.MUTED),
        Column("time", mark("Time"), lambda r, f: f.time(r.time), 162, sort=PaymentSort.TIME),
        Column("account_number", mark("Account number"), lambda r, f: r.account_number, 126,
               sort=PaymentSort.ACCOUNT),
        Column("account_name", mark("Account name"), lambda r, f: r.account_name, 144,
               tip=lambda r, f: r.account_name),
        Column("kind", mark("Kind"), lambda r, f: enum_text(r.kind), 108, mark=_taken_back),
        Column("mode", mark("Mode"), lambda r, f: enum_text(r.mode), 90, tone=lambda r: Tone.MUTED),
        Column("amount", mark("Amount"), lambda r, f: signed(f, r.amount), 116, Align.POINT, PaymentSort.AMOUNT,
               tone=lambda r: _moved(r.amount)),
        Column("balance_before", mark("Balance before"), lambda r, f: f.money(r.balance_before), 112, Align.POINT,
               tone=lambda r: Tone.MUTED),
        Column("balance_after", mark("Balance after"), lambda r, f: f.money(r.balance_after), 116, Align.POINT,
               tone=lambda r: Tone.BAD if r.balance_after < 0 else None, mark=_below),
        Column("operator", mark("Operator"), lambda r, f: r.operator, 96),
        Column("memo", mark("Memo"), lambda r, f: r.memo, 190, tip=lambda r, f: r.memo),
        Column("reversal", mark("Reversal"), _reversal, 120, tone=lambda r: Tone.MUTED),
        Column("note", mark("Internal note"), lambda r, f: r.note, 170, tip=lambda r, f: r.note),
        Column("agent_number", mark("Agent account"), lambda r, f: r.agent_number, 110, tone=lambda r: Tone.MUTED),
        Column("agent_name", mark("Agent account name"), lambda r, f: r.agent_name, 160,
               tone=lambda r: Tone.MUTED, tip=lambda r, f: r.agent_name),
    ),
    list=PAYMENTS_LIST,
    extent=PAYMENTS_EXTENT,
    request=_request,
    row_id=lambda r: int(r.id),
    nouns=frozenset({Noun.PAYMENTS}),
    empty=EmptyTexts(
        mark("No payment records yet"), mark("Opening an account writes the first one; recharges follow.")
    ),
    sort=PaymentSort.TIME,
    descending=True,
    no_filter=PaymentFilter(),
    totals=PAYMENTS_TOTALS,
    figures=_figures,
    plus=PaymentTotals.plus,
)  # fmt: skip


def _any_of(kind: type[PaymentKind] | type[PaymentMode]) -> ChoiceField:
    return ChoiceField([(None, tr("Any")), *((value, enum_text(value)) for value in kind)])


FIELDS: tuple[FilterField, ...] = (
    FilterField("account_number", mark("Account number"), lambda c: AccountField(c, by_number=True), 150),
    FilterField("agent", mark("Agent account"), lambda c: AccountField(c, agents_only=True), 150),
    FilterField("reach", mark("Sub-accounts"), lambda c: ChoiceField([(r, enum_text(r)) for r in Reach]), 136),
    FilterField("time_from", mark("From"), lambda c: DateTimeField(c.formats), 158),
    FilterField("time_to", mark("To"), lambda c: DateTimeField(c.formats, end=True), 158),
    FilterField("kind", mark("Kind"), lambda c: _any_of(PaymentKind), 116),
    FilterField("mode", mark("Mode"), lambda c: _any_of(PaymentMode), 104),
    FilterField("operator", mark("Operator"), lambda c: LineField(), 110),
    FilterField("amount_from", mark("Amount from"), lambda c: MoneyEdit(c.formats, optional=True), 132),
    FilterField("amount_to", mark("Amount to"), lambda c: MoneyEdit(c.formats, optional=True), 132),
    FilterField("memo", mark("Memo"), lambda c: LineField(), 130),
)


class PaymentsTab(PeriodTab[PaymentRow]):
    """The page. ``filter_account_number`` opens it on the history of one account."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        super().__init__(
            context,
            "payments",
            params,
            spec_for(context.me.type),
            FIELDS,
            actions=acts.ON_RECORDS,
            opens=acts.RECEIPT.id,
        )


def create(context: Context, params: Mapping[str, object]) -> PaymentsTab:
    """The page for ``params``."""
    return PaymentsTab(context, params)
