"""The rules of a posting: what it does to a balance, and the hash that chains the records of an account."""

import hashlib
import json
from dataclasses import dataclass

from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import AccountId, Key, PaymentId, Time
from vosdesk.contract.money import MAX_MONEY, Money
from vosdesk.contract.payments import PaymentKind, PaymentMode

GENESIS = bytes(32)
"""What stands before the first record of every account."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A payment record before it is stored: everything that its hash covers. Money is in micro-units."""

    account: AccountId
    seq: int
    key: Key
    kind: PaymentKind
    mode: PaymentMode
    amount: Money
    balance_before: Money
    balance_after: Money
    time: Time
    operator: str
    memo: str
    account_number: str
    account_name: str
    agent_number: str
    agent_name: str
    reverses: PaymentId | None = None


def entry_hash(previous: bytes, entry: Entry) -> bytes:
    """SHA-256 over the hash of the account's previous record and every field of this one."""
    fields = [
        entry.account, entry.seq, entry.key, int(entry.kind), int(entry.mode), entry.amount,
        entry.balance_before, entry.balance_after, entry.time, entry.operator, entry.memo,
        entry.account_number, entry.account_name, entry.agent_number, entry.agent_name, entry.reverses,
    ]  # fmt: skip
    body = json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return hashlib.sha256(previous + body).digest()


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
