"""What a reconciliation needs of the books: the payment records of a period, and accounts by what lists call them."""

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection, or_, select

from vosdesk.contract.ids import AccountId, Time
from vosdesk.contract.payments import PaymentKind, PaymentMode
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, payments
from vosdesk.storage.repositories.lists import account_ids, in_scope
from vosdesk.storage.repositories.payment_questions import REVERSED_BY
from vosdesk.storage.types import AnyRow

_AT_ONCE = 400
_RECORDS = (
    payments.c.id, payments.c.time, payments.c.account_id, payments.c.account_number, payments.c.account_name,
    payments.c.kind, payments.c.amount, payments.c.memo, payments.c.note, payments.c.operator, REVERSED_BY,
)  # fmt: skip
_OUTSIDE_KINDS = (PaymentKind.RECHARGE.value, PaymentKind.DEDUCT.value, PaymentKind.OPEN.value)
"""Kinds that stand for money that came or went; a balance that was made zero moved none."""


class ReconciliationRepository:
    """Statements over payment records and accounts, for reconciling."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def records(self, scope: AccountScope, begin: Time, end: Time, mode: PaymentMode | None) -> Iterator[AnyRow]:
        """The records in scope from ``begin`` to before ``end`` that money stands behind, and what reverses such."""
        taken_back = payments.alias("taken_back")
        reverses_such = (
            select(taken_back.c.id)
            .where(taken_back.c.id == payments.c.reverses, taken_back.c.kind.in_(_OUTSIDE_KINDS))
            .correlate(payments)
            .exists()
        )
        statement = select(*_RECORDS).where(
            payments.c.time >= begin,
            payments.c.time < end,
            payments.c.amount != 0,
            or_(payments.c.kind.in_(_OUTSIDE_KINDS), reverses_such),
        )
        if mode is not None:
            statement = statement.where(payments.c.mode == mode.value)
        if not scope.everything:
            statement = statement.where(payments.c.account_id.in_(account_ids(scope)))
        yield from self._connection.execute(statement.order_by(payments.c.time, payments.c.id))

    def named(self, scope: AccountScope, texts: Iterable[str]) -> Iterator[AnyRow]:
        """The active accounts in scope whose number or name is one of the texts, letter by letter."""
        left = iter(dict.fromkeys(texts))
        while some := list(islice(left, _AT_ONCE)):
            yield from self._connection.execute(
                select(accounts.c.id, accounts.c.number, accounts.c.name).where(
                    or_(accounts.c.number.in_(some), accounts.c.name.in_(some)),
                    accounts.c.active,
                    in_scope(scope, accounts.c.path, accounts.c.id),
                )
            )

    def all_visible(self, scope: AccountScope, ids: Iterable[AccountId]) -> bool:
        """Whether all of the accounts are in scope."""
        left = iter(ids)
        while some := list(islice(left, _AT_ONCE)):
            seen = select(accounts.c.id).where(accounts.c.id.in_(some), in_scope(scope, accounts.c.path, accounts.c.id))
            if len(self._connection.execute(seen).all()) < len(some):
                return False
        return True
