"""[calls_import] Call records through the import, against the bare inserts of the same rows.

The company has three levels: a tenth of the accounts are agents, the others are their customers or the customers of
agents below them. The bare side writes the rows that the import made, hashes and balances included, with sqlite3: as
many transactions, as durable. It reads no file, rates nothing and hashes nothing.
``VOSDESK_BENCH_CALLS`` says how many calls there are.
"""

import os
import random
import resource
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure, seconds
from vosdesk.contract import codec
from vosdesk.contract import operations as o
from vosdesk.contract.accounts import CreateAccount
from vosdesk.contract.call_imports import CallsOutcome, ImportCalls
from vosdesk.contract.files import MAX_PIECE, OpenFile, PutPiece
from vosdesk.contract.ids import DAY, AccountId, FileId, RateGroupId, Time, new_key
from vosdesk.contract.jobs import AskJob, JobState, Start
from vosdesk.contract.money import Money, Price
from vosdesk.contract.operation import Write
from vosdesk.contract.rate_groups import CreateRateGroup
from vosdesk.contract.rates import CreateRate, RateFields
from vosdesk.services import catalog
from vosdesk.services.auth import open_session
from vosdesk.services.call_import import BATCH
from vosdesk.services.demo.desk import Desk
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.runtime import Services, system_clock
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

CALLS = int(os.environ.get("VOSDESK_BENCH_CALLS", "100000"))
AGENTS, CUSTOMERS, RATES = 30, 300, 900
_MILLION = 1_000_000
ROUNDS = 3
_LOOK = 0.1
"""Seconds between two looks at a job, as often as the window looks."""
_BALANCE = "UPDATE accounts SET balance = ?, last_seq = ?, last_hash = ? WHERE id = ?"


def run() -> Iterator[Figure]:
    """Calls a second, the memory that they take, and how soon an import that is cancelled has ended."""
    with tempfile.TemporaryDirectory() as folder:
        company, path, bare = (Path(folder) / f"{name}.db" for name in ("company", "calls", "bare"))
        file = Path(folder) / "calls.csv"
        _write(file, _company(company))
        ours: list[float] = []
        theirs: list[float] = []
        memory: list[tuple[float, float]] = []
        # In turns, so that a busy moment of the machine hits both alike.
        for _ in range(ROUNDS):
            shutil.copy(company, path)
            shutil.copy(company, bare)
            took, *most = _import(path, file)
            ours.append(took)
            memory.append((most[0], most[1]))
            theirs.append(_bare(path, bare))
        value, baseline = statistics.median(ours), statistics.median(theirs)
        # The process has its most for good: the first round alone tells what an import takes.
        early, late = memory[0]
        ended = _cancel(company, file)
    yield Figure("calls_import", CALLS / value, "1/s", "the same rows inserted by bare sqlite3", CALLS / baseline)
    yield Figure("calls_import_memory", late, "MB", "the most of the process up to a tenth of the import", early)
    yield Figure("calls_import_cancel", ended, "s", "one batch of the import", value * BATCH / CALLS)


def _company(path: Path) -> list[str]:
    """Agents on two levels, and customers of both; the numbers of the customers."""
    now = system_clock()
    desk = Desk(path, Time(now - 90 * DAY), now, seed=1)
    try:
        desk.open_shop("admin", "Administrator")
        groups = [_group(desk, f"Group {level}", level) for level in range(1, 4)]
        agents: list[AccountId] = []
        for n in range(AGENTS):
            above = agents[n % 10] if n >= 10 else None
            agents.append(_account(desk, f"A{n}", above, groups[0 if above is None else 1]))
        return [
            number
            for n in range(CUSTOMERS)
            for number in [f"C{n}"]
            if _account(desk, number, agents[n % AGENTS], groups[2])
        ]
    finally:
        desk.close()


def _group(desk: Desk, name: str, level: int) -> RateGroupId:
    group = desk.do("admin", o.RATE_GROUPS_CREATE, CreateRateGroup(name=name))
    for n in range(RATES):
        fields = RateFields(prefix=str(100 + n), area_name=f"Area {n}", price=Price(level * 1_000_000 + n), cycle=6)
        desk.do("admin", o.RATES_CREATE, CreateRate(rate_group=group, fields=fields))
    return group


def _account(desk: Desk, number: str, agent: AccountId | None, group: RateGroupId) -> AccountId:
    opening = Money(_MILLION * _MILLION)
    request = CreateAccount(number=number, name=number, agent=agent, opening=opening, rate_group=group)
    return desk.do("admin", o.ACCOUNTS_CREATE, request)


def _write(file: Path, numbers: list[str]) -> None:
    source = random.Random(7)
    start = system_clock() // 1_000 - 40 * 86_400_000
    with file.open("w", encoding="ascii") as stream:
        stream.write("flowno,callere164,calleee164,customeraccount,starttime,stoptime,holdtime\n")
        for n in range(CALLS):
            begun, hold = start + n * 20, source.randrange(1, 600)
            callee = f"{source.randrange(100, 1000)}{source.randrange(10**7, 10**8)}"
            stream.write(
                f"{n:016x},1{n % 1000:07d},{callee},{source.choice(numbers)},{begun},{begun + hold * 1000},{hold}\n"
            )


class _Office:
    """A database that is open, with a session of its administrator and a file of calls that was sent."""

    def __init__(self, path: Path, file: Path) -> None:
        self.store = Store(sqlite_url(path))
        self.services = Services(self.store)
        self.dispatcher = Dispatcher(self.services, catalog.NOUNS)
        with self.store.read() as unit:
            admin = unit.users.credentials("admin")
        assert admin is not None
        self.token = open_session(self.services, admin.id, "bench")
        opened = OpenFile(name=file.name, size=file.stat().st_size)
        self.sent: FileId = self.write(o.FILES_OPEN, opened)
        with file.open("rb") as stream:
            for offset in range(0, opened.size, MAX_PIECE):
                self.write(o.FILES_PUT, PutPiece(id=self.sent, offset=offset, content=stream.read(MAX_PIECE)))

    def write(self, operation: Write[Any, Any] | Start[Any, Any], request: Any) -> Any:
        return self.dispatcher.execute(self.token, operation, request, new_key()).value

    def start(self) -> AskJob:
        return AskJob(id=self.write(o.CALLS_IMPORT, ImportCalls(file=self.sent, name="calls.csv")))

    def wait(self, job: AskJob, share: float = 1.0, look: float = _LOOK) -> None:
        """Until the job ended, or has done a share of its work."""
        while (status := self.dispatcher.execute(self.token, o.JOBS_STATUS, job)).state is JobState.RUNNING:
            if status.total and share < 1 and status.done >= share * status.total:
                return
            time.sleep(look)

    def outcome(self, job: AskJob) -> CallsOutcome:
        result = self.dispatcher.execute(self.token, o.JOBS_RESULT, job)
        outcome: CallsOutcome = codec.decode_outcome(o.CALLS_IMPORT, result)
        return outcome

    def close(self) -> None:
        self.services.stop()
        self.services.jobs.join()
        self.store.close()


def _import(path: Path, file: Path) -> tuple[float, float, float]:
    """Seconds of an import, and the most memory up to a tenth of it and up to its end (MB)."""
    office = _Office(path, file)
    try:
        begun = time.perf_counter()
        job = office.start()
        office.wait(job, share=0.1)
        early = _memory()
        office.wait(job)
        took, late = time.perf_counter() - begun, _memory()
        assert office.outcome(job).charged == CALLS
    finally:
        office.close()
    return took, early, late


def _cancel(path: Path, file: Path) -> float:
    """Seconds from the cancelling of an import to its end, which leaves whole batches, and all that it tells of."""
    office = _Office(path, file)
    try:
        job = office.start()
        office.wait(job, share=0.1)
        begun = time.perf_counter()
        office.write(o.JOBS_CANCEL, job)
        office.wait(job, look=_LOOK / 10)
        took = time.perf_counter() - begun
        outcome = office.outcome(job)
    finally:
        office.close()
    connection = sqlite3.connect(path)
    ((kept,),) = connection.execute("SELECT count(*) FROM calls")
    connection.close()
    assert outcome.cancelled, outcome
    assert kept == outcome.charged, outcome
    assert 0 < kept < CALLS, outcome
    assert kept % BATCH == 0, outcome
    return took


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _bare(made: Path, target: Path) -> float:
    source, connection = sqlite3.connect(made), sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("PRAGMA synchronous=full")
    connection.execute("PRAGMA foreign_keys=on")
    spent = 0.0
    connection.execute("INSERT INTO call_imports SELECT 1, 0, id, login, 'bare' FROM users LIMIT 1")
    for first in range(1, CALLS + 1, BATCH):
        calls = source.execute("SELECT * FROM calls WHERE id >= ? AND id < ?", (first, first + BATCH)).fetchall()
        last = min(first + BATCH, CALLS + 1)
        charges = source.execute(
            "SELECT * FROM charges WHERE call_id >= ? AND call_id < ? ORDER BY id", (first, last)
        ).fetchall()
        names = [column[0] for column in source.execute("SELECT * FROM charges LIMIT 0").description]
        account, seq, after, digest = (names.index(n) for n in ("account_id", "seq", "balance_after", "hash"))
        heads = {row[account]: (row[after], row[seq], row[digest], row[account]) for row in charges}
        spent += seconds(lambda c=calls, g=charges, h=heads: _batch(connection, c, g, list(h.values())))  # type: ignore[misc]
    source.close()
    connection.close()
    return spent


def _batch(connection: sqlite3.Connection, calls: list[tuple[object, ...]], charges: list[tuple[object, ...]],
           heads: list[tuple[object, ...]]) -> None:  # fmt: skip
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO calls VALUES ({', '.join('?' * len(calls[0]))})", calls)
    connection.executemany(f"INSERT INTO charges VALUES ({', '.join('?' * len(charges[0]))})", charges)
    connection.executemany(_BALANCE, heads)
    connection.execute("COMMIT")
