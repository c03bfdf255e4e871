"""Payment records: appended, never changed. The only place where a balance is written."""

import operator
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.ids import AccountId, Key, PaymentId, UserId
from vosdesk.contract.paging import Extent, Window
from vosdesk.contract.payments import PaymentFilter, PaymentSort
from vosdesk.domain.ledger import Entry, entry_hash
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, payments
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories.accounts import under
from vosdesk.storage.repositories.lists import Rows, Sorted, account_ids, extent_of, window_of
from vosdesk.storage.types import AnyRow

_COLUMNS = tuple(
    payments.c[name]
    for name in (
        "id", "seq", "time", "account_id", "account_number", "account_name", "kind", "mode", "amount",
        "balance_before", "balance_after", "operator", "memo", "agent_id", "agent_number", "agent_name",
    )
)  # fmt: skip
_KEYS: dict[PaymentSort, tuple[ColumnElement[Any], ...]] = {
    PaymentSort.TIME: (payments.c.time, payments.c.id),
    PaymentSort.AMOUNT: (payments.c.amount, payments.c.id),
    PaymentSort.ACCOUNT: (payments.c.account_number, payments.c.id),
}
_TESTS: tuple[tuple[str, ColumnElement[Any], Callable[[Any, Any], ColumnElement[bool]]], ...] = (
    ("time_from", payments.c.time, operator.ge),
    ("time_to", payments.c.time, operator.le),
    ("kind", payments.c.kind, operator.eq),
    ("mode", payments.c.mode, operator.eq),
    ("operator", payments.c.operator, operator.eq),
    ("amount_from", payments.c.amount, operator.ge),
    ("amount_to", payments.c.amount, operator.le),
)
_ADD = Prepared(
    insert(payments).returning(payments.c.id), *(column.name for column in payments.c if column.name != "id")
)
_SET_BALANCE = Prepared(
    update(accounts)
    .where(accounts.c.id == bindparam("account"))
    .values(
        balance=bindparam("new_balance"),
        last_seq=bindparam("new_seq"),
        last_hash=bindparam("new_hash"),
    )
)


class PaymentsRepository:
    """Statements over payment records."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, entry: Entry, previous: bytes, by: UserId, agent: AccountId | None) -> PaymentId:
        """Store a record and the balance that it leads to, as one."""
        digest = entry_hash(previous, entry)
        added = _ADD.all(
            self._connection,
            {
                "account_id": entry.account,
                "seq": entry.seq,
                "key": entry.key,
                "kind": entry.kind.value,
                "mode": entry.mode.value,
                "amount": entry.amount,
                "balance_before": entry.balance_before,
                "balance_after": entry.balance_after,
                "time": entry.time,
                "operator_id": by,
                "operator": entry.operator,
                "memo": entry.memo,
                "account_number": entry.account_number,
                "account_name": entry.account_name,
                "agent_id": agent,
                "agent_number": entry.agent_number,
                "agent_name": entry.agent_name,
                "reverses": entry.reverses,
                "hash": digest,
            },
        )
        _SET_BALANCE.run(
            self._connection,
            {
                "account": entry.account,
                "new_balance": entry.balance_after,
                "new_seq": entry.seq,
                "new_hash": digest,
            },
        )
        return PaymentId(added[0].id)

    def get(self, scope: AccountScope, payment: PaymentId) -> AnyRow | None:
        """One record in scope."""
        return self._connection.execute(
            select(*_COLUMNS).where(payments.c.id == payment, *_scoped(scope))
        ).one_or_none()

    def by_key(self, scope: AccountScope, key: Key) -> AnyRow | None:
        """The record posted under a key, in scope."""
        return self._connection.execute(
            select(*_COLUMNS).where(payments.c.key == key, *_scoped(scope)).order_by(payments.c.id).limit(1)
        ).one_or_none()

    def window(
        self, scope: AccountScope, wanted: PaymentFilter, sort: PaymentSort, descending: bool, window: Window
    ) -> Rows:
        """A window of records."""
        return window_of(self._connection, self._sorted(scope, wanted, sort, descending), window)

    def extent(self, scope: AccountScope, wanted: PaymentFilter, sort: PaymentSort, descending: bool) -> Extent:
        """How many records the filter holds."""
        return extent_of(self._connection, self._sorted(scope, wanted, sort, descending))

    def totals(self, scope: AccountScope, wanted: PaymentFilter) -> Sequence[AnyRow]:
        """Count and sum by kind over the whole filter."""
        return self._connection.execute(
            select(
                payments.c.kind,
                func.count().label("count"),
                func.sum(payments.c.amount).label("amount"),
            )
            .where(*self._conditions(scope, wanted))
            .group_by(payments.c.kind)
            .order_by(payments.c.kind)
        ).all()

    def _sorted(self, scope: AccountScope, wanted: PaymentFilter, sort: PaymentSort, descending: bool) -> Sorted:
        return Sorted(select(*_COLUMNS).where(*self._conditions(scope, wanted)), _KEYS[sort], descending)

    def _conditions(self, scope: AccountScope, wanted: PaymentFilter) -> list[ColumnElement[bool]]:
        found = _scoped(scope)
        if wanted.account_number:
            # One account at most: its id lets the index give the rows in order.
            account = self._connection.execute(
                select(accounts.c.id).where(accounts.c.number == wanted.account_number)
            ).scalar_one_or_none()
            found.append(payments.c.account_id == (0 if account is None else account))
        if wanted.agent is not None:
            found.append(payments.c.account_id.in_(select(accounts.c.id).where(under(wanted.agent, wanted.reach))))
        for name, column, holds in _TESTS:
            value = getattr(wanted, name)
            if value not in (None, ""):
                found.append(holds(column, value))
        if wanted.memo:
            found.append(payments.c.memo.icontains(wanted.memo, autoescape=True))
        return found


def _scoped(scope: AccountScope) -> list[ColumnElement[bool]]:
    return [] if scope.everything else [payments.c.account_id.in_(account_ids(scope))]
