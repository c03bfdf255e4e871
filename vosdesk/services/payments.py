"""Payments and payment records."""

from collections.abc import Sequence

from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, NotFound, Stale
from vosdesk.contract.ids import DAY, AccountId, Time
from vosdesk.contract.money import Money
from vosdesk.contract.paging import MAX_LIMIT, Extent, Page, Window
from vosdesk.contract.permissions import AccountVerb
from vosdesk.policy import scopes
from vosdesk.policy.actor import reaching
from vosdesk.services.account_access import Held, hold
from vosdesk.services.postings import post
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing
from vosdesk.storage.types import AnyRow

handlers = Handlers()

_KINDS = {k.value: k for k in p.PaymentKind}
_MODES = {m.value: m for m in p.PaymentMode}


@handlers.reads(o.PAYMENTS_LIST)
def list_payments(work: Reading, request: p.ListPayments) -> Page[p.PaymentRow]:
    """A window of the records that the user may see."""
    return _page(work, request.filter, request.sort, request.descending, request.window)


@handlers.reads(o.PAYMENTS_EXPORT)
def export(work: Reading, request: p.ExportPayments) -> Page[p.PaymentRow]:
    """The next portion of an export. Records are only ever added, so portions fit together."""
    window = Window(after=request.after, limit=MAX_LIMIT)
    return _page(work, request.filter, request.sort, request.descending, window)


def _page(
    work: Reading, wanted: p.PaymentFilter, sort: p.PaymentSort, descending: bool, window: Window
) -> Page[p.PaymentRow]:
    rows, last = work.unit.payments.window(scopes.accounts(work.actor), wanted, sort, descending, window)
    return Page(rows=_shown(work, rows), last=last)


@handlers.reads(o.PAYMENTS_EXTENT)
def extent(work: Reading, request: p.ListPayments) -> Extent:
    """How many records the filter holds."""
    scope = scopes.accounts(work.actor)
    return work.unit.payments.extent(scope, request.filter, request.sort, request.descending)


@handlers.reads(o.PAYMENTS_TOTALS)
def totals(work: Reading, request: p.ListPayments) -> p.PaymentTotals:
    """Sums over the whole filter."""
    rows = work.unit.payments.totals(scopes.accounts(work.actor), request.filter)
    return p.PaymentTotals(
        count=sum(row.count for row in rows),
        amount=Money(sum(int(row.amount) for row in rows)),
        by_kind={_KINDS[row.kind].name.lower(): (row.count, int(row.amount)) for row in rows},
    )


@handlers.reads(o.PAYMENTS_GET)
def get(work: Reading, request: p.GetPayment) -> p.PaymentRow:
    """One record."""
    return _one(work, work.unit.payments.get(scopes.accounts(work.actor), request.id))


@handlers.reads(o.PAYMENTS_FIND)
def find(work: Reading, request: p.FindPayment) -> p.PaymentRow:
    """The record that the user himself posted under a key."""
    return _one(work, work.unit.payments.by_key(scopes.accounts(work.actor), request.key, work.actor.id))


def _one(work: Reading, row: AnyRow | None) -> p.PaymentRow:
    if row is None:
        raise NotFound
    return _shown(work, [row])[0]


def _shown(work: Reading, rows: Sequence[AnyRow]) -> tuple[p.PaymentRow, ...]:
    """Records as this user may see them: an agent account that he may not see stays unnamed."""
    hidden: set[AccountId] = set()
    if work.actor.scoped:
        agents = {AccountId(row.agent_id) for row in rows if row.agent_id is not None} - work.actor.grants.keys()
        hidden = agents - set(work.unit.accounts.visible(scopes.accounts(work.actor), agents))
    return tuple(
        p.PaymentRow(
            id=row.id,
            seq=row.seq,
            time=row.time,
            account_id=row.account_id,
            account_number=row.account_number,
            account_name=row.account_name,
            kind=_KINDS[row.kind],
            mode=_MODES[row.mode],
            amount=row.amount,
            balance_before=row.balance_before,
            balance_after=row.balance_after,
            operator=row.operator,
            memo=row.memo,
            agent_number="" if row.agent_id in hidden else row.agent_number,
            agent_name="" if row.agent_id in hidden else row.agent_name,
        )
        for row in rows
    )


@handlers.writes(o.PAYMENTS_RECHARGE)
def recharge(work: Writing, request: p.Recharge) -> p.PaymentRow:
    """Add to a balance. The expiry is extended to at least today plus the system parameter's days [V]."""
    held = hold(work, request.account, AccountVerb.RECHARGE)
    days = int(work.unit.parameters.value("account.expiry_days"))
    least = Time(work.now + days * DAY)
    if held.account.expires < least:
        work.unit.accounts.change(request.account, {"expires": least})
    return _posted(work, held, p.PaymentKind.RECHARGE, request.mode, request.amount, request.memo)


@handlers.writes(o.PAYMENTS_DEDUCT)
def deduct(work: Writing, request: p.Deduct) -> p.PaymentRow:
    """Take from a balance."""
    held = hold(work, request.account, AccountVerb.DEDUCT)
    return _posted(work, held, p.PaymentKind.DEDUCT, request.mode, -request.amount, request.memo)


@handlers.writes(o.PAYMENTS_MAKE_ZERO)
def make_zero(work: Writing, request: p.MakeZero) -> p.PaymentRow:
    """Bring a balance to exactly 0. Stale when it is no longer what the form showed."""
    held = hold(work, request.account, AccountVerb.MAKE_ZERO)
    balance = held.account.balance
    if balance != request.balance:
        raise Stale(Code.STALE, {"balance": balance})
    return _posted(work, held, p.PaymentKind.MAKE_ZERO, request.mode, -balance, request.memo)


def _posted(
    work: Writing, held: Held, kind: p.PaymentKind, mode: p.PaymentMode, amount: int, memo: str
) -> p.PaymentRow:
    row = post(work, held, kind, mode, amount, memo)
    work.record(
        Noun.ACCOUNTS,
        held.id,
        held.account.number,
        before={"balance": row.balance_before},
        after={"balance": row.balance_after, "amount": row.amount, "payment": row.id, "memo": memo},
    )
    above = held.path[:-1]
    hidden = work.actor.scoped and above and reaching(work.actor.grants, above) is None
    return _masked(row) if hidden else row


def _masked(row: p.PaymentRow) -> p.PaymentRow:
    return p.PaymentRow(
        **{f: getattr(row, f) for f in row.__struct_fields__ if not f.startswith("agent_")},
        agent_number="",
        agent_name="",
    )
