"""A table like that of payment records, made of the parts under test."""

from collections.abc import Sequence

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
from vosdesk.gui.fields import AccountField, ChoiceField, DateTimeField, LineField, MoneyEdit
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, Mark, TableSpec, Total, Unit, Width
from vosdesk.gui.text import enum_text
from vosdesk.gui.theme import Tone


def _request(filter_: PaymentFilter, sort: PaymentSort, descending: bool, window: Window) -> ListPayments:
    return ListPayments(filter=filter_, sort=sort, descending=descending, window=window)


def _below(row: PaymentRow) -> Mark | None:
    return Mark("▾", "The balance was below zero") if row.balance_after < 0 else None


def _figures(totals: PaymentTotals, formats: Formats) -> Sequence[Total]:
    recharge = totals.by_kind.get("recharge", (0, 0))
    deduct = totals.by_kind.get("deduct", (0, 0))
    return (
        Total("Recharge", formats.money(recharge[1]), Tone.GOOD),
        Total("Deduct", formats.money(deduct[1]), Tone.BAD),
        Total("Sum", formats.amount(totals.amount)),
    )


SPEC: TableSpec[PaymentRow] = TableSpec(
    id="payments",
    columns=(
        Column("seq", "Serial", lambda r, f: f.count(r.seq), 80, Align.RIGHT, visible=False),
        Column("time", "Time", lambda r, f: f.time(r.time), Width.TIME, sort=PaymentSort.TIME, unit=Unit.ZONE),
        Column("account", "Account", lambda r, f: r.account_number, 90, sort=PaymentSort.ACCOUNT),
        Column("name", "Account name", lambda r, f: r.account_name, 170),
        Column("kind", "Kind", lambda r, f: enum_text(r.kind), 110),
        Column("mode", "Mode", lambda r, f: enum_text(r.mode), 90),
        Column(
            "amount", "Amount", lambda r, f: f.money(r.amount), 120, Align.RIGHT, PaymentSort.AMOUNT,
            tone=lambda r: Tone.BAD if r.amount < 0 else None,
        ),
        Column(
            "after", "Balance after", lambda r, f: f.money(r.balance_after), 120, Align.RIGHT,
            tone=lambda r: Tone.BAD if r.balance_after < 0 else None, mark=_below,
        ),
        Column("operator", "Operator", lambda r, f: r.operator, 90, tone=lambda r: Tone.MUTED),
        Column("memo", "Memo", lambda r, f: r.memo, 220, tip=lambda r, f: r.memo),
        Column("agent", "Agent account", lambda r, f: r.agent_number, 110, tone=lambda r: Tone.MUTED),
        Column("agent_name", "Agent name", lambda r, f: r.agent_name, 150, tone=lambda r: Tone.MUTED),
    ),
    list=PAYMENTS_LIST,
    extent=PAYMENTS_EXTENT,
    request=_request,
    row_id=lambda r: int(r.id),
    nouns=frozenset({Noun.PAYMENTS}),
    empty=EmptyTexts("No payments yet", "The first one is written when an account is opened."),
    sort=PaymentSort.TIME,
    descending=True,
    no_filter=PaymentFilter(),
    totals=PAYMENTS_TOTALS,
    figures=_figures,
)  # fmt: skip

KINDS = (PaymentKind.RECHARGE, PaymentKind.DEDUCT, PaymentKind.OPEN, PaymentKind.MAKE_ZERO)
ANY: tuple[tuple[None, str], ...] = ((None, "Any"),)

FIELDS: tuple[FilterField, ...] = (
    FilterField("account_number", "Account number", lambda c: AccountField(c, by_number=True), 150),
    FilterField("time_from", "From", lambda c: DateTimeField(c.formats), 160),
    FilterField("time_to", "To", lambda c: DateTimeField(c.formats, end=True), 160),
    FilterField(
        "kind", "Kind", lambda c: ChoiceField((*ANY, *((k, enum_text(k)) for k in KINDS))), 120
    ),
    FilterField(
        "mode", "Mode", lambda c: ChoiceField((*ANY, *((m, enum_text(m)) for m in PaymentMode))), 110
    ),
    FilterField("operator", "Operator", lambda c: LineField(), 110),
    FilterField("amount_from", "Amount from", lambda c: MoneyEdit(c.formats, optional=True), 130),
    FilterField("amount_to", "to", lambda c: MoneyEdit(c.formats, optional=True), 130),
    FilterField("memo", "Memo", lambda c: LineField(), 140),
)  # fmt: skip
