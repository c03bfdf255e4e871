"""A ledger of any length, written straight into a database file: what no console could post in the time there is."""

import itertools
import os
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vosdesk.contract.ids import AccountId, Key, Time, UserId
from vosdesk.contract.money import MAX_MONEY, Money
from vosdesk.contract.payments import PaymentKind, PaymentMode
from vosdesk.domain.ledger import Entry, chain_hash

RECORDS = int(os.environ.get("VOSDESK_BENCH_RECORDS", "200000"))
"""Records that benchmarks append to the demo company's, unless the variable says otherwise."""
_BATCH = 50_000
_APART = 8_000_000
"""Microseconds between two records: ten million are of two and a half years."""
_MEMOS = ("", "", "", "Bank transfer", "Paid at the desk", "Invoice settled", "Traffic of the week")
_ACCOUNTS = """
SELECT a.id, a.balance, a.last_seq, a.last_hash, a.number, a.name, a.agent_id, coalesce(b.number, ''),
       coalesce(b.name, '')
FROM accounts a LEFT JOIN accounts b ON b.id = a.agent_id
WHERE NOT a.lower_rate AND NOT coalesce(b.lower_rate, 0) ORDER BY a.id
"""
"""All but those whose balances stand in a cover, which no posting could have broken."""


@dataclass(slots=True)
class _Account:
    """An account, as far as it was written."""

    id: AccountId
    balance: int
    seq: int
    hash: bytes
    number: str
    name: str
    agent: AccountId | None
    agent_number: str
    agent_name: str


def lengthen(path: Path, records: int) -> None:
    """Append ``records`` payment records to the accounts of the file at ``path``, most of them to few, as in life.

    The books are in order afterwards: a verification finds nothing.
    """
    database = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in ("synchronous=off", "cache_size=-400000", "journal_size_limit=0"):
            database.execute(f"PRAGMA {pragma}").close()
        accounts = [_Account(*row) for row in database.execute(_ACCOUNTS)]
        operator = database.execute("SELECT id, login FROM users WHERE login = 'admin'").fetchone()
        begin = database.execute("SELECT max(time) FROM payments").fetchone()[0]
        names = (*Entry._fields, "hash")
        insert = f"INSERT INTO payments ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        rows = _rows(accounts, operator, begin, records)
        for _ in range(0, records, _BATCH):
            database.execute("BEGIN")
            database.executemany(insert, itertools.islice(rows, _BATCH))
            database.execute("COMMIT")
        ends = [(account.balance, account.seq, account.hash, account.id) for account in accounts]
        database.executemany("UPDATE accounts SET balance = ?, last_seq = ?, last_hash = ? WHERE id = ?", ends)
        database.execute("PRAGMA wal_checkpoint(truncate)").close()
    finally:
        database.close()


def _rows(
    accounts: list[_Account], operator: tuple[int, str], begin: int, records: int
) -> Iterator[tuple[object, ...]]:
    source = random.Random(4)
    weights = [1 / (place + 3) for place in range(len(accounts))]
    source.shuffle(weights)
    number = 0
    while number < records:
        for account in source.choices(accounts, weights, k=min(10_000, records - number)):
            number += 1
            entry = _entry(account, operator, begin, number)
            account.seq, account.balance = entry.seq, entry.balance_after
            account.hash = chain_hash(account.hash, entry)
            yield (*entry, account.hash)


def _entry(account: _Account, operator: tuple[int, str], begin: int, number: int) -> Entry:
    taken = number % 2 if account.balance > 0 else 0
    amount = (number * 7_919 % 90_000 + 100) * 10_000 * (-1 if taken else 1)
    assert abs(account.balance + amount) <= MAX_MONEY
    return Entry(
        account_id=account.id, seq=account.seq + 1, key=Key(f"{number:08x}-0000-4000-8000-000000000000"),
        kind=PaymentKind.DEDUCT if taken else PaymentKind.RECHARGE,
        mode=PaymentMode.OTHER if number % 3 else PaymentMode.CASH, amount=Money(amount),
        balance_before=Money(account.balance), balance_after=Money(account.balance + amount),
        time=Time(begin + number * _APART), operator_id=UserId(operator[0]), operator=operator[1],
        memo=_MEMOS[number % len(_MEMOS)], account_number=account.number, account_name=account.name,
        agent_id=account.agent, agent_number=account.agent_number, agent_name=account.agent_name,
    )  # fmt: skip
