"""The one judgement of what moves a balance, and the one check of cover. Every payment passes here."""

from vosdesk.contract.accounts import Cover
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Denied
from vosdesk.contract.ids import AccountId, PaymentId, Time
from vosdesk.contract.money import Money
from vosdesk.contract.payments import PaymentKind, PaymentMode, PaymentRow
from vosdesk.domain import cover, ledger
from vosdesk.domain.ledger import Entry
from vosdesk.services.account_access import Held
from vosdesk.services.own_password import require_confirmed
from vosdesk.services.runtime import Writing
from vosdesk.storage.types import AnyRow

_NAMED_SPENDERS = 5


def post(
    work: Writing,
    held: Held,
    kind: PaymentKind,
    mode: PaymentMode,
    amount: int,
    memo: str,
    *,
    note: str = "",
    reverses: PaymentId | None = None,
) -> PaymentRow:
    """Move the balance of a held account by ``amount`` (micro-units, signed) and write its record.

    Raises what ``judged`` raises, and nothing is written then.
    """
    account, agent = held.account, held.agent
    time = ledger.moment(work.now, work.unit.accounts.last_times([held.id])[held.id])
    entry = judged(work, held, kind, mode, amount, memo, time, note=note, reverses=reverses)
    payment = work.unit.payments.append(entry, previous_of(account))
    work.unit.touch(Noun.PAYMENTS, payment)
    work.unit.touch(Noun.ACCOUNTS, account.id, *([] if agent is None else [agent.id]))
    return PaymentRow(
        id=payment,
        seq=entry.seq,
        time=Time(entry.time),
        account_id=entry.account_id,
        account_number=entry.account_number,
        account_name=entry.account_name,
        kind=kind,
        mode=mode,
        amount=entry.amount,
        balance_before=entry.balance_before,
        balance_after=entry.balance_after,
        operator=entry.operator,
        memo=memo,
        agent_number=entry.agent_number,
        agent_name=entry.agent_name,
        note=note,
        reverses=reverses,
    )


def previous_of(account: AnyRow) -> bytes:
    """The hash that the next record of an account follows."""
    return ledger.GENESIS if account.last_hash is None else bytes(account.last_hash)


def judged(
    work: Writing,
    held: Held,
    kind: PaymentKind,
    mode: PaymentMode,
    amount: int,
    memo: str,
    time: Time,
    *,
    note: str = "",
    reverses: PaymentId | None = None,
) -> Entry:
    """The record of ``time`` that moves the balance of a held account, once all that could forbid it was looked at.

    Raises Conflict when the overdraft limit or the cover of a lower-rate agent forbids it, Invalid when a large
    amount was not confirmed. The limits are read under the lock and have no way around them.
    """
    account, agent = held.account, held.agent
    if note and work.actor.scoped:
        raise Denied(Code.AGENT_NEVER)
    require_confirmed(work, amount)
    ledger.check_floor(account.balance, account.overdraft, amount)
    ledger.check_ceiling(account.balance, amount)
    after = account.balance + amount
    require_cover(
        work,
        agent,
        cover.usable(after, account.overdraft) - cover.usable(account.balance, account.overdraft),
    )
    if account.lower_rate:
        _require_own_cover(work, account, after)
    return Entry(
        account_id=AccountId(account.id),
        seq=account.last_seq + 1,
        key=work.key,
        kind=kind,
        mode=mode,
        amount=Money(amount),
        balance_before=Money(account.balance),
        balance_after=Money(after),
        time=time,
        operator_id=work.actor.id,
        operator=work.actor.login,
        memo=memo,
        account_number=account.number,
        account_name=account.name,
        agent_id=None if agent is None else AccountId(agent.id),
        agent_number="" if agent is None else agent.number,
        agent_name="" if agent is None else agent.name,
        reverses=reverses,
        note=note,
    )


def require_cover(work: Writing, agent: AnyRow | None, rise: int) -> None:
    """Raise Conflict when ``agent`` uses lower rate and ``rise`` (micro-units) more would not be covered.

    ``agent`` must be locked. An act that lowers what is used is never refused, however short the cover is.
    """
    if agent is None or not agent.lower_rate or rise <= 0:
        return
    used = work.unit.accounts.used(agent.id)
    before = cover.of_sums(agent.balance, used)
    if cover.breaks(before, cover.of_sums(agent.balance, used + rise)):
        raise short(work, agent, before)


def _require_own_cover(work: Writing, agent: AnyRow, after: int) -> None:
    used = work.unit.accounts.used(agent.id)
    before = cover.of_sums(agent.balance, used)
    if cover.breaks(before, cover.of_sums(after, used)):
        raise short(work, agent, before)


def short(work: Writing, agent: AnyRow, now: Cover) -> Conflict:
    """The refusal that names cover, used, free, and the accounts that use the most."""
    users = work.unit.accounts.spenders(agent.id, _NAMED_SPENDERS)
    return Conflict(
        Code.COVER_SHORT,
        {
            "agent": agent.number,
            "cover": now.total,
            "used": now.used,
            "free": now.free,
            "users": [{"account": row.number, "used": row.used} for row in users],
        },
    )
