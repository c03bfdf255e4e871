"""One act over many accounts: each row passes the single-row rules, and every row ends as done or refused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from vosdesk.contract import account_bulk as ab
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import AccountId, Empty
from vosdesk.contract.operations import Write
from vosdesk.policy import scopes
from vosdesk.services import account_access, accounts, audit
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Line, Reading, Writing

handlers = Handlers()

_SHOWN_REFUSALS = 1_000


@handlers.reads(o.ACCOUNTS_COUNT_SELECTION)
def count(work: Reading, request: ab.CountSelection) -> ab.Count:
    """How many accounts the selection holds that the user may see."""
    return ab.Count(count=len(selected(work, request.selection)))


@handlers.writes(o.ACCOUNTS_BULK_LOCK)
def lock(work: Writing, request: ab.BulkLock) -> ab.BulkResult:
    """Lock or unlock the selected accounts."""
    return _each(
        work,
        selected(work, request.selection),
        o.ACCOUNTS_LOCK,
        lambda one, account: accounts.lock(one, a.LockAccount(id=account, locked=request.locked)),
    )


@handlers.writes(o.ACCOUNTS_BULK_RATE_GROUP)
def rate_group(work: Writing, request: ab.BulkRateGroup) -> ab.BulkResult:
    """Give the selected accounts a billing rate group; their private rate groups stay."""

    def choose(one: Writing, account: AccountId) -> Empty:
        row = one.unit.accounts.get(account)
        version = 0 if row is None else row.version
        command = a.SetRateGroup(id=account, version=version, rate_group=request.rate_group)
        return accounts.set_rate_group(one, command)

    return _each(work, selected(work, request.selection), o.ACCOUNTS_SET_RATE_GROUP, choose)


@handlers.writes(o.ACCOUNTS_BULK_OVERDRAFT)
def overdraft(work: Writing, request: ab.BulkOverdraft) -> ab.BulkResult:
    """Give the selected accounts an overdraft limit."""

    def change(one: Writing, account: AccountId) -> Empty:
        row = one.unit.accounts.get(account)
        version = 0 if row is None else row.version
        return accounts.set_overdraft(one, a.SetOverdraft(id=account, version=version, overdraft=request.overdraft))

    return _each(work, selected(work, request.selection), o.ACCOUNTS_SET_OVERDRAFT, change)


def _each(
    work: Writing,
    chosen: Iterable[AccountId],
    single: Write[Any, Any],
    act: Callable[[Writing, AccountId], object],
) -> ab.BulkResult:
    """Do ``act`` with each account; the log names each as if ``single`` had been called for it."""
    tally = Tally()
    for account in chosen:
        line = Line()
        one = Writing(work.unit, work.principal, work.now, work.key, work.prepared, line)
        try:
            with work.unit.connection.begin_nested():
                act(one, account)
                _log(one, single.id)
            tally.done += 1
        except Refusal as refusal:
            tally.refuse(account, line.label, refusal)
    return tally.result(work)


@dataclass(slots=True)
class Tally:
    """How many accounts a bulk act did, and which it left as they were."""

    done: int = 0
    refused: list[ab.RowRefusal] = field(default_factory=list)

    def refuse(self, account: AccountId, number: str, refusal: Refusal) -> None:
        """Note why an account was left as it was."""
        self.refused.append(ab.RowRefusal(id=account, number=number, code=refusal.code, params=refusal.params))

    def result(self, work: Writing) -> ab.BulkResult:
        """Log the counts, and tell them."""
        work.record(Noun.ACCOUNTS, None, "", after={"done": self.done, "refused": len(self.refused)})
        return ab.BulkResult(done=self.done, refused=tuple(self.refused[:_SHOWN_REFUSALS]))


def selected(work: Reading | Writing, selection: ab.AccountSelection) -> list[AccountId]:
    """The accounts of a selection that the user may see, by number."""
    if selection.filter is not None:
        selection = replace(selection, filter=account_access.filter_of(work, selection.filter))
    return work.unit.accounts.selected(scopes.accounts(work.actor), selection)


def _log(one: Writing, operation: str) -> None:
    actor = one.actor
    audit.done(one.unit, one.now, actor.id, actor.login, actor.source, operation, one.line)
