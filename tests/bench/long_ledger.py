"""A ledger of any length, written straight into a database file: what no console could post in the time there is."""

import itertools
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from vosdesk.contract.money import MAX_MONEY

_BATCH = 50_000
_APART = 1_000
"""Microseconds between two records."""
_COLUMNS = (
    "account_id", "seq", "key", "kind", "mode", "amount", "balance_before", "balance_after", "time", "operator_id",
    "operator", "memo", "account_number", "account_name", "agent_id", "agent_number", "agent_name", "hash",
)  # fmt: skip
_MEMOS = ("", "", "", "Bank transfer", "Paid at the desk", "Invoice settled", "Traffic of the week")


def lengthen(path: Path, records: int) -> None:
    """Append ``records`` payment records to the accounts of the file at ``path``.

    Balances and serial numbers are right, and most records are of few accounts, as in life; the hashes are not those
    of a chain.
    """
    database = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in ("synchronous=off", "cache_size=-400000", "journal_size_limit=0"):
            database.execute(f"PRAGMA {pragma}").close()
        accounts = [list(row) for row in database.execute(_ACCOUNTS)]
        operator = database.execute("SELECT id, login FROM users WHERE login = 'admin'").fetchone()
        begin = database.execute("SELECT max(time) FROM payments").fetchone()[0]
        insert = f"INSERT INTO payments ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
        rows = _rows(accounts, operator, begin, records)
        for _ in range(0, records, _BATCH):
            database.execute("BEGIN")
            database.executemany(insert, itertools.islice(rows, _BATCH))
            database.execute("COMMIT")
        last = [(balance, seq, account) for account, balance, seq, *_ in accounts]
        database.executemany("UPDATE accounts SET balance = ?, last_seq = ? WHERE id = ?", last)
        database.execute("PRAGMA wal_checkpoint(truncate)").close()
    finally:
        database.close()


_ACCOUNTS = """
SELECT a.id, a.balance, a.last_seq, a.number, a.name, a.agent_id, coalesce(b.number, ''), coalesce(b.name, '')
FROM accounts a LEFT JOIN accounts b ON b.id = a.agent_id ORDER BY a.id
"""


def _rows(
    accounts: list[list[object]], operator: tuple[int, str], begin: int, records: int
) -> Iterator[tuple[object, ...]]:
    source = random.Random(4)
    weights = [1 / (place + 3) for place in range(len(accounts))]
    source.shuffle(weights)
    number = 0
    while number < records:
        for account in source.choices(accounts, weights, k=min(10_000, records - number)):
            number += 1
            kind = number % 2 if account[1] > 0 else 0  # type: ignore[operator]
            amount = (number * 7_919 % 90_000 + 100) * 10_000 * (-1 if kind else 1)
            before = account[1]
            after = account[1] = before + amount  # type: ignore[operator]
            assert abs(after) <= MAX_MONEY
            account[2] += 1  # type: ignore[operator]
            yield (
                account[0], account[2], f"{number:08x}-0000-4000-8000-000000000000", kind, number % 3 and 5, amount,
                before, after, begin + number * _APART, operator[0], operator[1], _MEMOS[number % len(_MEMOS)],
                account[3], account[4], account[5], account[6], account[7], number.to_bytes(32, "big"),
            )  # fmt: skip
