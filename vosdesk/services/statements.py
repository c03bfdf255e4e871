"""Statements of accounts, read off the ledger in one moment."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import statements as st
from vosdesk.contract.ids import Time
from vosdesk.contract.money import Money
from vosdesk.contract.paging import Page
from vosdesk.contract.permissions import AccountVerb
from vosdesk.contract.verification import Closing
from vosdesk.services.account_access import load
from vosdesk.services.payments import shown
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading
from vosdesk.storage.repositories.income import QUARTER
from vosdesk.storage.repositories.statements import StatementsRepository
from vosdesk.storage.types import AnyRow

handlers = Handlers()


@handlers.reads(o.PAYMENTS_STATEMENT)
def statement(work: Reading, request: st.AskStatement) -> st.Statement:
    """The figures of a period and the charges of its days; its payment records come by ``records``."""
    account = load(work, request.account, AccountVerb.SEE)
    ledger = StatementsRepository(work.unit.connection, request.account)
    end = ledger.length()
    before, last = (ledger.last_before(time, end) for time in (request.days[0], request.days[-1]))
    opening, closing = (ledger.entry(seq) for seq in (before, last))
    paid = ledger.paid(before, last)
    charges = _by_day(ledger.charged(before, last), request.days)
    return st.Statement(
        account_number=account.number,
        account_name=account.name,
        begin=request.days[0],
        end=request.days[-1],
        opening=Money(0 if opening is None else opening.balance),
        closing=Money(0 if closing is None else closing.balance),
        first=before + 1,
        last=last,
        payments=paid.count,
        paid=Money(int(paid.amount)),
        calls=sum(line.calls for line in charges),
        charged=Money(sum(line.amount for line in charges)),
        charges=tuple(charges),
        closing_entry=None
        if closing is None
        else Closing(account=account.number, seq=last, balance=Money(closing.balance), hash=closing.hash.hex()),
    )


@handlers.reads(o.PAYMENTS_STATEMENT_RECORDS)
def records(work: Reading, request: st.StatementRecords) -> Page[p.PaymentRow]:
    """The next payment records of a statement. They never change, so portions fit together."""
    load(work, request.account, AccountVerb.SEE)
    ledger = StatementsRepository(work.unit.connection, request.account)
    rows = ledger.records(request.after, request.last, request.limit)
    return Page(rows=shown(work, rows, judged=False), last=[rows[-1].seq] if rows else None)


def _by_day(quarters: Iterable[AnyRow], days: Sequence[Time]) -> list[st.DayCharges]:
    """Quarters of an hour summed up to days and destinations: calls of other periods first, then day by day."""
    sums: dict[tuple[int, str], list[int]] = {}
    for row in quarters:
        start = row.quarter * QUARTER
        place = bisect_right(days, start) - 1 if days[0] <= start < days[-1] else -1
        found = sums.setdefault((place, row.destination), [0, 0, 0])
        for number, value in enumerate((row.calls, row.hold, row.amount)):
            found[number] += int(value)
    return [
        st.DayCharges(
            day=None if place < 0 else days[place],
            destination=destination,
            calls=calls,
            hold=hold,
            amount=Money(amount),
        )
        for (place, destination), (calls, hold, amount) in sorted(sums.items())
    ]
