"""The rules of a posting: what it does to a balance, and the hash that chains the entries of an account.

An account has one ledger: payment records and call charges share one sequence, one chain of hashes, one balance.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from vosdesk.contract import codec
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import DAY, AccountId, CallId, Key, PaymentId, RateGroupId, Time, UserId
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
    note: str = ""


class Charge(NamedTuple):
    """A call charge before it is stored: what its hash covers, in this order, by the names of the columns.

    ``amount`` is zero or negative, in micro-units; ``sections`` is the rate's JSON text.
    """

    account_id: AccountId
    seq: int
    call_id: CallId
    amount: int
    balance_before: int
    balance_after: int
    time: Time
    agent_id: AccountId | None
    caller: str
    callee: str
    start: Time
    hold: int
    rate_group_id: RateGroupId
    rate_group: str
    code: str
    area_name: str
    price: int
    cycle: int
    sections: str
    tax: int


def chain_hash(previous: bytes, record: Sequence[object]) -> bytes:
    """SHA-256 over the hash of the account's previous entry, of either kind, and every field of this one.

    The fields are hashed as a JSON array without spaces, in UTF-8, with the escapes that JSON demands and no others.
    """
    return sha256(previous + codec.encode(record)).digest()


def moment(now: Time, last: Time) -> Time:
    """The time of an entry whose account's last one is of ``last``: entries stand in the order of their times.

    Whoever waits for a lock may come with an earlier time than who went before him, and clocks are set back by a
    little. A last entry of more than a day ahead is of a clock that was wrong, and is not followed.
    """
    return last if now < last <= now + DAY else now


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
