"""The rules of a posting: what it does to a balance, and the hash that chains the records of an account."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from vosdesk.contract import codec
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import AccountId, Key, PaymentId, Time, UserId
from vosdesk.contract.money import MAX_MONEY, Money
from vosdesk.contract.payments import PaymentKind, PaymentMode

GENESIS = bytes(32)
"""What stands before the first record of every account."""


class Entry(NamedTuple):
    """A payment record before it is stored: what its hash covers, in this order, by the names of the columns.

    Money is in micro-units.
    """

    account_id: AccountId
    seq: int
    key: Key
    kind: PaymentKind
    mode: PaymentMode
    amount: Money
    balance_before: Money
    balance_after: Money
    time: Time
    operator_id: UserId
    operator: str
    memo: str
    account_number: str
    account_name: str
    agent_id: AccountId | None
    agent_number: str
    agent_name: str
    reverses: PaymentId | None = None


def chain_hash(previous: bytes, record: Sequence[object]) -> bytes:
    """SHA-256 over the hash of the account's previous record and every field of this one.

    The fields are hashed as a JSON array without spaces, in UTF-8, with the escapes that JSON demands and no others.
    """
    return sha256(previous + codec.encode(record)).digest()


def check_floor(balance: int, overdraft: int, amount: int) -> None:
    """Raise Conflict when ``amount`` (negative) would take ``balance`` below minus the overdraft limit.

    An amount that raises the balance is always within the limit, from whatever depth.
    """
    after = balance + amount
    if amount < 0 and after < -overdraft:
        raise Conflict(
            Code.LIMIT_EXCEEDED,
            {
                "balance": balance,
                "overdraft": overdraft,
                "amount": -amount,
                "available": max(0, balance + overdraft),
            },
        )


def check_ceiling(balance: int, amount: int) -> None:
    """Raise Conflict when a balance would leave the range that sums stay exact in."""
    if abs(balance + amount) > MAX_MONEY:
        raise Conflict(Code.NUMBER_TOO_LARGE)
