"""One recharge of many accounts: each is judged by itself, what is allowed is written together."""

from dataclasses import dataclass, field, replace
from typing import Any

from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.account_bulk import BulkResult
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import AccountId, Time
from vosdesk.contract.permissions import AccountVerb
from vosdesk.domain.ledger import Entry, moment
from vosdesk.policy.checks import decide_account
from vosdesk.services import audit
from vosdesk.services.account_access import Held, facts_of
from vosdesk.services.account_bulk import Tally, selected
from vosdesk.services.own_password import confirming, is_confirmed, require_confirmed
from vosdesk.services.payments import least_expiry, recharge
from vosdesk.services.postings import judged, previous_of
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Line, Writing

handlers = Handlers()

_AT_ONCE = 500
"""Accounts that are read and written together."""


@handlers.writes(o.PAYMENTS_BULK_RECHARGE, prepare=confirming(o.PAYMENTS_BULK_RECHARGE), prepares=is_confirmed)
def bulk_recharge(work: Writing, request: p.BulkRecharge) -> BulkResult:
    """Add to the balances of all selected accounts. What they are given in all counts as one large amount."""
    chosen = selected(work, request.selection)
    require_confirmed(work, request.amount * len(chosen))
    tally = Tally()
    actor, single = work.actor, o.PAYMENTS_RECHARGE.id
    line = audit.told(work.now, actor.id, actor.login, actor.source, single, Line(Noun.ACCOUNTS))
    batch = _Batch(work, least_expiry(work), line)
    for start in range(0, len(chosen), _AT_ONCE):
        some = chosen[start : start + _AT_ONCE]
        rows = work.unit.accounts.lock_with_agents(some)
        last = work.unit.accounts.last_times(some)
        for account in some:
            row = rows[account]
            held = Held(row, None if row.agent_id is None else rows[row.agent_id])
            try:
                decide_account(work.actor, AccountVerb.RECHARGE, facts_of(row)).require()
                if _stands_alone(held):
                    batch.add(held, request, moment(work.now, last[account]))
                else:
                    batch.store()
                    _single(work, held, request)
                tally.done += 1
            except Refusal as refusal:
                tally.refuse(account, row.number, refusal)
        batch.store()
    return tally.result(work)


def _stands_alone(held: Held) -> bool:
    """Whether no cover is asked for: else what was written before must be there when it is."""
    return not held.account.lower_rate and (held.agent is None or not held.agent.lower_rate)


def _single(work: Writing, held: Held, request: p.BulkRecharge) -> None:
    one = replace(work, line=Line())
    row = p.Recharge(account=held.id, amount=request.amount, mode=request.mode, memo=request.memo, note=request.note)
    recharge(one, row)
    actor = work.actor
    audit.done(work.unit, work.now, actor.id, actor.login, actor.source, o.PAYMENTS_RECHARGE.id, one.line)


@dataclass(slots=True)
class _Batch:
    """Recharges that were judged and wait to be written. Nothing else is written while any waits."""

    work: Writing
    expiry: Time
    line: dict[str, Any]
    """What the log says alike of each of them."""
    entries: list[tuple[Entry, bytes]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    expiring: list[AccountId] = field(default_factory=list)

    def add(self, held: Held, request: p.BulkRecharge, time: Time) -> None:
        """Judge a recharge of an account that is not in the batch yet. Raises what forbids it."""
        work, account = self.work, held.account
        entry = judged(
            work, held, p.PaymentKind.RECHARGE, request.mode, request.amount, request.memo, time, note=request.note
        )
        self.entries.append((entry, previous_of(account)))
        if account.expires < self.expiry:
            self.expiring.append(held.id)
        after: dict[str, Any] = {"balance": entry.balance_after, "amount": entry.amount, "serial": entry.seq}
        after["memo"] = entry.memo
        if entry.note:
            after["note"] = entry.note
        before = {"balance": entry.balance_before}
        line = {"object_id": account.id, "label": account.number, "before": before, "after": after}
        self.lines.append(self.line | line)
        work.unit.touch(Noun.ACCOUNTS, account.id, *([] if held.agent is None else [held.agent.id]))

    def store(self) -> None:
        """Write what waits."""
        unit = self.work.unit
        if self.entries:
            unit.payments.append_many(self.entries)
            if self.expiring:
                unit.accounts.extend(self.expiring, self.expiry)
            unit.log.add_many(self.lines)
            unit.touch(Noun.PAYMENTS)
        self.entries, self.lines, self.expiring = [], [], []
