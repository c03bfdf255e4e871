"""Call charges: appended in bulk with the balances that they lead to, never changed."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, update

from vosdesk.contract.ids import AccountId
from vosdesk.domain.ledger import Charge
from vosdesk.storage.models import accounts, charges
from vosdesk.storage.prepared import Prepared

_ADD = Prepared(insert(charges).inline(), *Charge._fields, "hash")
_SET_BALANCE = Prepared(
    update(accounts)
    .where(accounts.c.id == bindparam("account"))
    .values(balance=bindparam("new_balance"), last_seq=bindparam("new_seq"), last_hash=bindparam("new_hash"))
)


_HEAD = ("account", "new_balance", "new_seq", "new_hash")


class Head(NamedTuple):
    """Where the ledger of an account stands: its balance, and the sequence number and hash of the last entry."""

    account: AccountId
    balance: int
    seq: int
    hash: bytes


class ChargesRepository:
    """Statements over call charges."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, entries: Iterable[Sequence[Any]]) -> None:
        """Store charges as they come. An entry is a Charge with its hash behind. ``move`` is to follow."""
        _ADD.rows(self._connection, entries)

    def move(self, heads: Iterable[Head]) -> None:
        """Store the balances that appended charges lead to."""
        _SET_BALANCE.many_rows(self._connection, _HEAD, heads)
