"""Payments and payment records."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, NotFound, Stale
from vosdesk.contract.ids import DAY, AccountId, PaymentId, Time, UserId
from vosdesk.contract.money import Money
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.permissions import AccountVerb, Can, Right
from vosdesk.policy import scopes
from vosdesk.policy.actor import reaching
from vosdesk.policy.checks import decide_account, decide_reversal, decide_right, payment_can
from vosdesk.policy.rules import PaymentFacts
from vosdesk.services.account_access import Held, agent_asked, facts_of, hold
from vosdesk.services.own_password import confirming, is_confirmed
from vosdesk.services.postings import post
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing
from vosdesk.storage.repositories.payment_walks import Walk
from vosdesk.storage.types import AnyRow

handlers = Handlers()

_KINDS = {k.value: k for k in p.PaymentKind}
_MODES = {m.value: m for m in p.PaymentMode}


@handlers.reads(o.PAYMENTS_LIST)
def list_payments(work: Reading, request: p.ListPayments) -> Page[p.PaymentRow]:
    """A window of the records that the user may see."""
    (rows, last), search = walk(work, request.filter, request.sort, request.descending).window(request.window)
    return Page(rows=shown(work, rows, judged=True), last=last, search=search)


def walk(work: Reading, wanted: p.PaymentFilter, sort: p.PaymentSort, descending: bool) -> Walk:
    """The records of a filter that the user may see, in order."""
    wanted = replace(wanted, agent=agent_asked(work, wanted.agent))
    return work.unit.payments.walk(scopes.accounts(work.actor), wanted, sort, descending)


@handlers.reads(o.PAYMENTS_EXTENT)
def extent(work: Reading, request: p.ListPayments) -> Extent:
    """How many records the filter holds, part by part."""
    return walk(work, request.filter, request.sort, request.descending).extent(request.window)


@handlers.reads(o.PAYMENTS_TOTALS)
def totals(work: Reading, request: p.ListPayments) -> p.PaymentTotals:
    """Sums over the whole filter, part by part."""
    # In the order in which they were posted, whatever the list's: sums are the same, and records lie together so.
    rows, search = walk(work, request.filter, p.PaymentSort.TIME, True).totals(request.window)
    return p.PaymentTotals(
        count=sum(int(row.count) for row in rows),
        amount=Money(sum(int(row.amount) for row in rows)),
        by_kind={_KINDS[row.kind].name.lower(): (int(row.count), int(row.amount)) for row in rows},
        search=search,
    )


@handlers.reads(o.PAYMENTS_GET)
def get(work: Reading, request: p.GetPayment) -> p.PaymentRow:
    """One record."""
    return _one(work, work.unit.payments.get(scopes.accounts(work.actor), request.id))


@handlers.reads(o.PAYMENTS_FIND)
def find(work: Reading, request: p.FindPayment) -> p.PaymentRow:
    """The record that the user himself posted under a key."""
    row = work.unit.payments.by_key(scopes.accounts(work.actor), request.key, work.actor.id)
    return _one(work, row, judged=False)


def _one(work: Reading, row: AnyRow | None, *, judged: bool = True) -> p.PaymentRow:
    if row is None:
        raise NotFound
    return shown(work, [row], judged=judged)[0]


def shown(work: Reading, rows: Sequence[AnyRow], *, judged: bool) -> tuple[p.PaymentRow, ...]:
    """Records as this user may see them, with their verbs when they are ``judged``.

    An agent account that he may not see stays unnamed, and no agent sees a note.
    """
    can = _verbs(work, rows) if judged else {}
    hidden = hidden_agents(work, (row.agent_id for row in rows))
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
            note="" if work.actor.scoped else row.note,
            reverses=row.reverses,
            reversed_by=row.reversed_by,
            can=can.get(row.id, {}),
        )
        for row in rows
    )


def hidden_agents(work: Reading, agents: Iterable[AccountId | None]) -> set[AccountId]:
    """Those of the agent accounts that the user may not see, and whose names he is not told."""
    if not work.actor.scoped:
        return set()
    named = {AccountId(agent) for agent in agents if agent is not None} - work.actor.grants.keys()
    return named - set(work.unit.accounts.visible(scopes.accounts(work.actor), named))


def _verbs(work: Reading, rows: Sequence[AnyRow]) -> dict[PaymentId, Can]:
    """What the user may do with each record."""
    right = decide_right(work.actor, Right.PAYMENTS_REVERSE)
    if not right.allowed:
        none = payment_can(right)
        return {row.id: none for row in rows}
    on_account = {
        account: decide_account(work.actor, AccountVerb.REVERSE, facts_of(row))
        for account, row in work.unit.accounts.facts(row.account_id for row in rows).items()
    }
    return {row.id: payment_can(decide_reversal(work.actor, _facts(row), on_account[row.account_id])) for row in rows}


def _facts(row: AnyRow) -> PaymentFacts:
    return PaymentFacts(_KINDS[row.kind], row.amount, UserId(row.operator_id), row.reversed_by)


@handlers.writes(o.PAYMENTS_RECHARGE, prepare=confirming(o.PAYMENTS_RECHARGE), prepares=is_confirmed)
def recharge(work: Writing, request: p.Recharge) -> p.PaymentRow:
    """Add to a balance. The expiry is extended to at least today plus the system parameter's days [V]."""
    held = hold(work, request.account, AccountVerb.RECHARGE)
    row = _posted(work, held, p.PaymentKind.RECHARGE, request.mode, request.amount, request)
    least = least_expiry(work)
    if held.account.expires < least:
        work.unit.accounts.change(request.account, {"expires": least})
    return row


def least_expiry(work: Writing) -> Time:
    """What a recharge extends the expiry of an account to, at least."""
    days = int(work.unit.parameters.value("account.expiry_days"))
    return Time(work.now + days * DAY)


@handlers.writes(o.PAYMENTS_DEDUCT, prepare=confirming(o.PAYMENTS_DEDUCT), prepares=is_confirmed)
def deduct(work: Writing, request: p.Deduct) -> p.PaymentRow:
    """Take from a balance."""
    held = hold(work, request.account, AccountVerb.DEDUCT)
    return _posted(work, held, p.PaymentKind.DEDUCT, request.mode, -request.amount, request)


@handlers.writes(o.PAYMENTS_MAKE_ZERO, prepare=confirming(o.PAYMENTS_MAKE_ZERO), prepares=is_confirmed)
def make_zero(work: Writing, request: p.MakeZero) -> p.PaymentRow:
    """Bring a balance to exactly 0. Stale when it is no longer what the form showed."""
    held = hold(work, request.account, AccountVerb.MAKE_ZERO)
    balance = held.account.balance
    if balance != request.balance:
        raise Stale(Code.STALE, {"balance": balance})
    return _posted(work, held, p.PaymentKind.MAKE_ZERO, request.mode, -balance, request)


@handlers.writes(o.PAYMENTS_REVERSE, prepare=confirming(o.PAYMENTS_REVERSE), prepares=is_confirmed)
def reverse(work: Writing, request: p.Reverse) -> p.PaymentRow:
    """Take a payment back, once, as far as limits and cover allow it now."""
    work.about(Noun.PAYMENTS, request.payment, "")
    scope = scopes.accounts(work.actor)
    row = work.unit.payments.get(scope, request.payment)
    if row is None:
        raise NotFound
    held = hold(work, AccountId(row.account_id), AccountVerb.REVERSE)
    # Read again under the lock of its account: whoever held that may have reversed it.
    row = work.unit.payments.get(scope, request.payment)
    if row is None:
        raise NotFound
    on_account = decide_account(work.actor, AccountVerb.REVERSE, facts_of(held.account))
    decide_reversal(work.actor, _facts(row), on_account).require()
    posted = _posted(
        work, held, p.PaymentKind.REVERSAL, _MODES[row.mode], -row.amount, request, reverses=request.payment
    )
    work.unit.touch(Noun.PAYMENTS, request.payment)
    return posted


def _posted(
    work: Writing,
    held: Held,
    kind: p.PaymentKind,
    mode: p.PaymentMode,
    amount: int,
    said: p.Paying,
    reverses: PaymentId | None = None,
) -> p.PaymentRow:
    row = post(work, held, kind, mode, amount, said.memo, note=said.note, reverses=reverses)
    after = {"balance": row.balance_after, "amount": row.amount, "payment": row.id, "memo": row.memo}
    if row.note:
        after["note"] = row.note
    if reverses is not None:
        after["reverses"] = reverses
    work.record(Noun.ACCOUNTS, held.id, held.account.number, before={"balance": row.balance_before}, after=after)
    above = held.path[:-1]
    hidden = work.actor.scoped and above and reaching(work.actor.grants, above) is None
    return replace(row, agent_number="", agent_name="") if hidden else row
