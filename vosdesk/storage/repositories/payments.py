"""Payment records: appended, never changed. The only place where a balance is written."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.ids import Key, PaymentId, UserId
from vosdesk.contract.payments import PaymentFilter, PaymentSort
from vosdesk.domain.ledger import Entry, chain_hash
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, payments
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories.lists import account_ids
from vosdesk.storage.repositories.payment_questions import SHOWN
from vosdesk.storage.repositories.payment_walks import Walk
from vosdesk.storage.types import AnyRow

_ADD = Prepared(
    insert(payments).returning(payments.c.id), *(column.name for column in payments.c if column.name != "id")
)
_RECORD = (*Entry._fields, "hash")
_ADD_MANY = Prepared(insert(payments), *_RECORD)
_END = ("account", "new_balance", "new_seq", "new_hash")
_KIND, _MODE = Entry._fields.index("kind"), Entry._fields.index("mode")
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
        added = _ADD.all(self._connection, _record(entry, digest))
        _SET_BALANCE.run(self._connection, _end(entry, digest))
        return PaymentId(added[0].id)

    def append_many(self, entries: Sequence[tuple[Entry, bytes]]) -> None:
        """Store records of different accounts, each with the hash before it, and the balances that they lead to."""
        records, ends = [], []
        for entry, previous in entries:
            digest = chain_hash(previous, entry)
            record = [*entry, digest]
            record[_KIND], record[_MODE] = int(entry.kind), int(entry.mode)
            records.append(record)
            ends.append((entry.account_id, entry.balance_after, entry.seq, digest))
        _ADD_MANY.many_rows(self._connection, _RECORD, records)
        _SET_BALANCE.many_rows(self._connection, _END, ends)

    def get(self, scope: AccountScope, payment: PaymentId) -> AnyRow | None:
        """One record in scope."""
        return self._connection.execute(select(*SHOWN).where(payments.c.id == payment, *_scoped(scope))).one_or_none()

    def by_key(self, scope: AccountScope, key: Key, by: UserId) -> AnyRow | None:
        """The record that ``by`` posted under a key, in scope."""
        mine = (payments.c.key == key, payments.c.operator_id == by)
        return self._connection.execute(
            select(*SHOWN).where(*mine, *_scoped(scope)).order_by(payments.c.id).limit(1)
        ).one_or_none()

    def walk(self, scope: AccountScope, wanted: PaymentFilter, sort: PaymentSort, descending: bool) -> Walk:
        """The records of a question, in order."""
        return Walk(self._connection, scope, wanted, sort, descending)


def _record(entry: Entry, digest: bytes) -> dict[str, Any]:
    values = entry._asdict()
    values["kind"], values["mode"], values["hash"] = entry.kind.value, entry.mode.value, digest
    return values


def _end(entry: Entry, digest: bytes) -> dict[str, Any]:
    return {
        "account": entry.account_id,
        "new_balance": entry.balance_after,
        "new_seq": entry.seq,
        "new_hash": digest,
    }


def _scoped(scope: AccountScope) -> list[ColumnElement[bool]]:
    return [] if scope.everything else [payments.c.account_id.in_(account_ids(scope))]
