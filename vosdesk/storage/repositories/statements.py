"""The ledger of one account as one sequence: payments and call charges by their serial numbers."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select, union_all

from vosdesk.contract.ids import AccountId, Time
from vosdesk.storage.models import accounts, charges, payments
from vosdesk.storage.repositories.income import QUARTER
from vosdesk.storage.repositories.payment_questions import SHOWN
from vosdesk.storage.types import AnyRow


class Entry(NamedTuple):
    """Where an account stood after one of its entries."""

    time: Time
    balance: int
    hash: bytes


class StatementsRepository:
    """Statements over the entries of one account."""

    def __init__(self, connection: Connection, account: AccountId) -> None:
        self._connection = connection
        self._account = account

    def length(self) -> int:
        """The serial number of the account's last entry."""
        length = self._connection.execute(select(accounts.c.last_seq).where(accounts.c.id == self._account))
        return int(length.scalar_one())

    def entry(self, seq: int) -> Entry | None:
        """The entry of a serial number."""
        found = union_all(*(self._where(table, seq) for table in (payments, charges)))
        row = self._connection.execute(found).one_or_none()
        return None if row is None else Entry(Time(row.time), row.balance_after, bytes(row.hash))

    def last_before(self, time: Time, last: int) -> int:
        """The serial number of the last entry before ``time``, of those up to ``last``; 0 when there is none.

        Entries are written in order of time, so that a few of them are looked at, however many there are.
        """
        low, high = 0, last
        while low < high:
            middle = (low + high + 1) // 2
            entry = self.entry(middle)
            if entry is not None and entry.time < time:
                low = middle
            else:
                high = middle - 1
        return low

    def paid(self, after: int, last: int) -> AnyRow:
        """The number and the sum of payment records."""
        sums = (func.count().label("count"), func.coalesce(func.sum(payments.c.amount), 0).label("amount"))
        return self._connection.execute(select(*sums).where(*self._between(payments, after, last))).one()

    def records(self, after: int, last: int, limit: int) -> Sequence[AnyRow]:
        """Payment records in order."""
        wanted = select(*SHOWN).where(*self._between(payments, after, last)).order_by(payments.c.seq).limit(limit)
        return self._connection.execute(wanted).all()

    def charged(self, after: int, last: int) -> Sequence[AnyRow]:
        """Call charges by quarters of an hour since 1970 and by destination."""
        quarter = charges.c.start // QUARTER
        return self._connection.execute(
            select(
                quarter.label("quarter"),
                charges.c.area_name.label("destination"),
                func.count().label("calls"),
                func.sum(charges.c.hold).label("hold"),
                func.sum(charges.c.amount).label("amount"),
            )
            .where(*self._between(charges, after, last))
            .group_by(quarter, charges.c.area_name)
            .order_by(quarter, charges.c.area_name)
        ).all()

    def _where(self, table: Table, seq: int) -> Any:
        columns = (table.c.time, table.c.balance_after, table.c.hash)
        return select(*columns).where(table.c.account_id == self._account, table.c.seq == seq)

    def _between(self, table: Table, after: int, last: int) -> tuple[Any, ...]:
        return table.c.account_id == self._account, table.c.seq > after, table.c.seq <= last
