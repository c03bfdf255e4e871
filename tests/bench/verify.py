"""[verify] Entries a second that a verification proves, against reading and hashing the same rows with bare sqlite3.

The bare side reads both tables in order and hashes every row with the same functions, one after the other; the program
besides merges them into one sequence for each account, compares sums, heads, keys, references and covers.
``VOSDESK_BENCH_ENTRIES`` says how many entries there are.
"""

import os
import random
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from tests.bench.figures import Figure, alternating
from vosdesk.contract.ids import AccountId, CallId, Key, RateGroupId, Time, UserId
from vosdesk.contract.money import Money
from vosdesk.contract.payments import PaymentKind, PaymentMode
from vosdesk.domain.ledger import GENESIS, Charge, Entry, chain_hash
from vosdesk.services.verify import verify
from vosdesk.storage import schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.snapshot import Raw
from vosdesk.storage.unit_of_work import Store

ENTRIES = int(os.environ.get("VOSDESK_BENCH_ENTRIES", "200000"))
ACCOUNTS = 500
CHARGES = 0.6
"""The share of call charges among the entries."""
ROUNDS = 3
_BEGUN = 1_900_000_000_000_000


def run() -> Iterator[Figure]:
    """The rate of both."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "books.db"
        _books(path)
        store = Store(sqlite_url(path))
        bare = sqlite3.connect(path, isolation_level=None)
        try:

            def ours() -> None:
                report = verify(store)
                if report.found or report.entries != ENTRIES:
                    raise RuntimeError(f"the books are not in order: {report.findings[:3]}")

            value, baseline = alternating(ours, lambda: _bare(bare), ROUNDS)
        finally:
            bare.close()
            store.close()
    told = "the same rows read in order and hashed by bare sqlite3"
    yield Figure("verify", ENTRIES / value, "1/s", told, ENTRIES / baseline)


def _bare(connection: sqlite3.Connection) -> None:
    encode, count = msgspec.json.Encoder().encode, 0
    for table, fields in (("payments", Entry._fields), ("charges", Charge._fields)):
        previous = GENESIS
        statement = f"SELECT {', '.join(fields)}, id, hash FROM {table} ORDER BY account_id, seq"
        for row in connection.execute(statement):
            sha256(previous + encode(row[:-2])).digest()
            previous = row[-1]
            count += 1
    if count != ENTRIES:
        raise RuntimeError("rows are missing")


def _books(path: Path) -> None:
    """Books that are in order, without the dispatcher: entries of all accounts in turns, as they come in life."""
    store = Store(sqlite_url(path), durable=False)
    schema.ensure(store.writes)
    store.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=off")
    connection.execute("BEGIN")
    _surroundings(connection)
    source = random.Random(1)
    heads = dict.fromkeys(range(1, ACCOUNTS + 1), (0, 0, GENESIS))
    payments: list[Raw] = []
    charges: list[Raw] = []
    calls: list[Raw] = []
    numbered = 0
    for number in range(ENTRIES):
        account = number + 1 if number < ACCOUNTS else source.randrange(ACCOUNTS) + 1
        seq, balance, previous = heads[account]
        if number >= ACCOUNTS and source.random() < CHARGES:
            numbered += 1
            calls.append((numbered, f"flow-{number}", account, _BEGUN + number, _BEGUN + number))
            charge = _charge(account, seq + 1, balance, -source.randrange(1, 50_000), numbered, number)
            heads[account] = (seq + 1, charge.balance_after, digest := chain_hash(previous, charge))
            charges.append((*charge, digest))
        else:
            kind = PaymentKind.RECHARGE if seq else PaymentKind.OPEN
            entry = _entry(account, seq + 1, balance, source.randrange(1, 10**8), kind, source, number)
            heads[account] = (seq + 1, entry.balance_after, digest := chain_hash(previous, entry))
            payments.append((*entry[:3], int(entry.kind), int(entry.mode), *entry[5:], digest))
        if len(payments) + len(charges) >= 50_000:
            _store(connection, payments, charges, calls)
    _store(connection, payments, charges, calls)
    connection.executemany(
        "UPDATE accounts SET last_seq = ?, balance = ?, last_hash = ? WHERE id = ?",
        [(*head, account) for account, head in heads.items()],
    )
    connection.execute("COMMIT")
    connection.close()


def _store(connection: sqlite3.Connection, payments: list[Raw], charges: list[Raw], calls: list[Raw]) -> None:
    """Write what was gathered, and gather anew."""
    connection.executemany(
        "INSERT INTO calls (id, flow, account_id, start, stop, import_id, caller, callee, account_number, account_name,"
        " hold, state, reason, decided) VALUES (?, ?, ?, ?, ?, 1, '100', '8613800138000', '1', '', 60, 1, '', 1)",
        calls,
    )
    calls.clear()
    for table, fields, rows in (("payments", Entry._fields, payments), ("charges", Charge._fields, charges)):
        marks = ", ".join("?" * (len(fields) + 1))
        connection.executemany(f"INSERT INTO {table} ({', '.join(fields)}, hash) VALUES ({marks})", rows)
        rows.clear()


def _surroundings(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO users (id, login, type, password_hash, expires, rights, created, password_changed)"
        " VALUES (1, 'admin', 'administrator', 'x', 1, '[]', 1, 1)"
    )
    connection.execute("INSERT INTO call_imports (id, time, operator_id, operator, name) VALUES (1, 1, 1, 'a', 'x')")
    connection.executemany(
        "INSERT INTO accounts (id, number, type, path, created, expires, threshold) VALUES (?, ?, 0, ?, 1, 2, 0)",
        [(n, f"{1_000 + n}", f"/{n}/") for n in range(1, ACCOUNTS + 1)],
    )


def _entry(
    account: int, seq: int, balance: int, amount: int, kind: PaymentKind, source: random.Random, number: int
) -> Entry:
    return Entry(
        account_id=AccountId(account), seq=seq, key=Key(str(uuid.UUID(int=source.getrandbits(128)))), kind=kind,
        mode=PaymentMode.CASH, amount=Money(amount), balance_before=Money(balance),
        balance_after=Money(balance + amount), time=Time(_BEGUN + number * 1_000), operator_id=UserId(1),
        operator="admin", memo="Bank transfer", account_number=f"{1_000 + account}", account_name="Corner Shop",
        agent_id=None, agent_number="", agent_name="",
    )  # fmt: skip


def _charge(account: int, seq: int, balance: int, amount: int, call: int, number: int) -> Charge:
    return Charge(
        account_id=AccountId(account), seq=seq, call_id=CallId(call), amount=amount, balance_before=balance,
        balance_after=balance + amount, time=Time(_BEGUN + number * 1_000), agent_id=None, caller="100",
        callee="8613800138000", start=Time(_BEGUN + number), hold=60, rate_group_id=RateGroupId(1),
        rate_group="Standard", code="8613", area_name="China Mobile", price=5_000_000, cycle=6, sections="[]", tax=0,
    )  # fmt: skip
