"""Payment records: appended, never changed. The only place where a balance is written."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.ids import Key, PaymentId, UserId
from vosdesk.contract.paging import Extent, Window
from vosdesk.contract.payments import PaymentFilter, PaymentSort
from vosdesk.domain.ledger import Entry, chain_hash
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, payments
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories.lists import Rows, Sorted, account_ids, extent_of, rows_of, window_values
from vosdesk.storage.repositories.payment_questions import COLUMNS, KEYS, SHOWN, conditions, page, shape_of, values_of
from vosdesk.storage.types import AnyRow

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

    def append(self, entry: Entry, previous: bytes) -> PaymentId:
        """Store a record and the balance that it leads to, as one."""
        digest = chain_hash(previous, entry)
        values = entry._asdict() | {"kind": entry.kind.value, "mode": entry.mode.value, "hash": digest}
        added = _ADD.all(self._connection, values)
        _SET_BALANCE.run(
            self._connection,
            {
                "account": entry.account_id,
                "new_balance": entry.balance_after,
                "new_seq": entry.seq,
                "new_hash": digest,
            },
        )
        return PaymentId(added[0].id)

    def get(self, scope: AccountScope, payment: PaymentId) -> AnyRow | None:
        """One record in scope."""
        return self._connection.execute(select(*SHOWN).where(payments.c.id == payment, *_scoped(scope))).one_or_none()

    def by_key(self, scope: AccountScope, key: Key, by: UserId) -> AnyRow | None:
        """The record that ``by`` posted under a key, in scope."""
        mine = (payments.c.key == key, payments.c.operator_id == by)
        return self._connection.execute(
            select(*SHOWN).where(*mine, *_scoped(scope)).order_by(payments.c.id).limit(1)
        ).one_or_none()

    def window(
        self, scope: AccountScope, wanted: PaymentFilter, sort: PaymentSort, descending: bool, window: Window
    ) -> Rows:
        """A window of records."""
        shape = shape_of(scope, wanted)
        values = values_of(scope, wanted, shape) | window_values(KEYS[sort], window)
        statement = page(shape, sort, descending, window.after is not None, window.skip > 0)
        return rows_of(statement.all(self._connection, values), KEYS[sort])

    def extent(self, scope: AccountScope, wanted: PaymentFilter, sort: PaymentSort, descending: bool) -> Extent:
        """How many records the filter holds."""
        return extent_of(self._connection, Sorted(_asked(select(*COLUMNS), scope, wanted), KEYS[sort], descending))

    def totals(self, scope: AccountScope, wanted: PaymentFilter) -> Sequence[AnyRow]:
        """Count and sum by kind over the whole filter."""
        sums = select(payments.c.kind, func.count().label("count"), func.sum(payments.c.amount).label("amount"))
        return self._connection.execute(
            _asked(sums, scope, wanted).group_by(payments.c.kind).order_by(payments.c.kind)
        ).all()


def _asked(statement: Select[Any], scope: AccountScope, wanted: PaymentFilter) -> Select[Any]:
    shape = shape_of(scope, wanted)
    return statement.where(*conditions(shape)).params(values_of(scope, wanted, shape))


def _scoped(scope: AccountScope) -> list[ColumnElement[bool]]:
    return [] if scope.everything else [payments.c.account_id.in_(account_ids(scope))]
