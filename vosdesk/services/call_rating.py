"""Calls become facts: a batch of records is rated, charged along the chain and stored, all in one transaction.

Exactly once: a call whose flow number is there already is passed over. What refuses a call is kept with it, so that
it can be rated again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from vosdesk.contract.call_imports import CallFacts, DifferentCall
from vosdesk.contract.calls import CallState
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import SECOND, AccountId, CallId, Time
from vosdesk.domain.billing import Due, Refused, bill
from vosdesk.domain.call_records import Record
from vosdesk.services.charge_postings import Ledgers
from vosdesk.services.runtime import Writing
from vosdesk.services.tariffs import TariffBook
from vosdesk.storage.repositories.calls import Decision
from vosdesk.storage.types import AnyRow

MOST_NAMED = 1_000
"""Accounts that a change names one by one; of more of them any may have changed."""


Outcome = Refused | Sequence[Due]
"""What becomes of a call: refused, or what each account of the chain owes (nothing for no duration)."""
_REFUSED = CallState.REFUSED.value
_RATED = (CallState.RATED.value, "", None)


@dataclass(slots=True)
class Tally:
    """Counts of calls by what became of them; ``amount`` is what the calling accounts were charged.

    ``different`` are the known ones that have other facts; ``aside`` names those of one batch.
    """

    charged: int = 0
    free: int = 0
    known: int = 0
    different: int = 0
    aside: list[DifferentCall] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    amount: int = 0

    def add(self, other: "Tally") -> None:
        """Add the counts of another batch."""
        self.different += other.different
        self.charged += other.charged
        self.free += other.free
        self.known += other.known
        self.amount += other.amount
        for reason, count in other.refused.items():
            self.refused[reason] = self.refused.get(reason, 0) + count

    def note(self, outcome: Outcome) -> None:
        """Count one call."""
        if isinstance(outcome, Refused):
            self.refused[outcome.reason.value] = self.refused.get(outcome.reason.value, 0) + 1
        elif outcome:
            self.charged += 1
            self.amount += outcome[0][1]
        else:
            self.free += 1

    def fields(self) -> dict[str, object]:
        """The counts as a line of the log holds them."""
        counts: dict[str, object] = {"charged": self.charged, "free": self.free, "known": self.known}
        if self.different:
            counts["different"] = self.different
        return counts | {"amount": self.amount, "refused": dict(sorted(self.refused.items()))}


def _columns(outcome: Outcome) -> tuple[int, str, AccountId | None]:
    """State, reason and the account that the reason is about, as the row of a call holds them."""
    if isinstance(outcome, Refused):
        return _REFUSED, outcome.reason.value, outcome.account or None
    return _RATED


def judge(ledgers: Ledgers, number: str, callee: str, start: Time, hold: int) -> tuple[AccountId | None, str, Outcome]:
    """The account with this number, its name, and what becomes of a call of it."""
    chain = ledgers.chain(number)
    if chain is None:
        return None, "", Refused(Code.ACCOUNT_UNKNOWN, AccountId(0))
    account, name, upwards, decks = chain
    return account, name, bill(upwards, decks, callee.removeprefix("+"), start, hold) if hold else ()


def add_batch(
    work: Writing, book: TariffBook, source: int, records: Sequence[Record], check: Callable[[], None]
) -> Tally:
    """Rate, charge and store the records of import ``source`` that are not there yet."""
    tally = Tally()
    fresh = _fresh(work, records, tally)
    book.unit = work.unit
    ledgers = Ledgers(work.unit, {record.account for record in fresh}, book.deck, lock=True)
    rows: list[tuple[Any, ...]] = []
    now = work.now
    for call, record in zip(work.unit.calls.new_ids(len(fresh)), fresh, strict=True):
        _, flow, caller, callee, number, start, stop, hold = record
        account, name, outcome = judge(ledgers, number, callee, start, hold)
        tally.note(outcome)
        if not isinstance(outcome, Refused):
            ledgers.charge(call, caller, callee, start, hold, outcome)
        # The fields of a NewCall, in their order: made by the million, they stay a plain tuple.
        said = (call, flow, source, caller, callee, account, number, name, start, stop, hold)
        rows.append((*said, *_columns(outcome), now))
    check()
    work.unit.calls.add(rows)
    check()
    touch(work, ledgers.store(work.unit, now))
    return tally


def _fresh(work: Writing, records: Sequence[Record], tally: Tally) -> list[Record]:
    """The records whose flow numbers are new; of two with one number the first."""
    known: dict[str, Any] = dict(work.unit.calls.known(record.flow for record in records))
    fresh: list[Record] = []
    for record in records:
        kept = known.setdefault(record.flow, record)
        if kept is record:
            fresh.append(record)
        elif is_same(record, kept):
            tally.known += 1
        else:
            tally.different += 1
            said, there = _facts(record), _facts(kept)
            tally.aside.append(DifferentCall(line=record.line, flow=record.flow, said=said, kept=there))
    return fresh


def is_same(record: Record, kept: Any) -> bool:
    """Whether a call that is kept, or was read before, has the facts of this record: its start to the second."""
    return _compared(record) == _compared(kept)


def _compared(of: Any) -> tuple[Any, ...]:
    return of.account, of.caller, of.callee, of.start // SECOND, of.hold


def _facts(of: Any) -> CallFacts:
    return CallFacts(account_number=of.account, caller=of.caller, callee=of.callee, start=of.start, hold=of.hold)


def again(work: Writing, book: TariffBook, rows: Sequence[AnyRow]) -> Tally:
    """Decide refused calls, held in this transaction, anew."""
    tally = Tally()
    book.unit = work.unit
    ledgers = Ledgers(work.unit, {row.account_number for row in rows}, book.deck, lock=True)
    decisions: list[Decision] = []
    for row in rows:
        account, name, outcome = judge(ledgers, row.account_number, row.callee, Time(row.start), row.hold)
        tally.note(outcome)
        if not isinstance(outcome, Refused):
            ledgers.charge(CallId(row.id), row.caller, row.callee, Time(row.start), row.hold, outcome)
        decisions.append(Decision(CallId(row.id), account, name, *_columns(outcome)))
    work.unit.calls.decide(decisions, work.now)
    touch(work, ledgers.store(work.unit, work.now))
    return tally


def touch(work: Writing, charged: Iterable[AccountId]) -> None:
    """Say which accounts calls were charged to, and that calls changed."""
    named = list(charged)
    work.unit.touch(Noun.CALLS)
    if named:
        work.unit.touch(Noun.INCOME)
        work.unit.touch(Noun.ACCOUNTS, *(named if len(named) <= MOST_NAMED else ()))
