"""[rates_import, rates_reimport, rates_import_cancel] A rate file planned and applied, against the bare library's part.

The bare side does with csv and sqlite3 what any import has to: read, the same checks, and one executemany into a table
with the same indexes. Ours plans, keeps the plan, applies it in one transaction, and keeps the history for the undo.
``rates_import_cancel`` is the longest that a job goes on after it was cancelled, at several moments of the plan and of
its application; ``rates_import_cancel_gap`` the longest that a job which goes on does not look whether it was.
``VOSDESK_BENCH_RATES`` says how many rows (a million where it says nothing).
"""

import csv
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.bench.figures import Figure, seconds
from tests.support.jobs import outcome
from tests.support.rate_files import layout_of
from tests.support.world import World, first_run
from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract.files import MAX_PIECE, OpenFile, PutPiece
from vosdesk.contract.ids import FileId, RateGroupId
from vosdesk.contract.jobs import AskJob, Start
from vosdesk.domain.deck_rows import interpret
from vosdesk.domain.rate_values import NAMES, values_of
from vosdesk.services.jobs import JobContext
from vosdesk.storage import schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

ROWS = int(os.environ.get("VOSDESK_BENCH_RATES", "1000000"))
HEADER = "prefix,name,price,increments\n"
_STRIDE = 104_729
"""Codes come in no order and never twice: it has no factor in common with how many there are."""
LAYOUT = layout_of(HEADER)
_MOMENTS = (0.05, 0.2, 0.4, 0.6, 0.75, 0.9)
"""Parts of the time of a plan after which it is cancelled."""
_INCREMENTS = ("60/60", "1/1", "30/6")


def run() -> Iterator[Figure]:
    """Seconds of both, into an empty group and into a full one, and what ours takes of memory."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deck.csv"
        _write(file)
        store = Store(sqlite_url(Path(folder) / "v.db"))
        schema.ensure(store.writes)
        first_run(store)
        world = World(store)
        try:
            group = world.rate_group("Deck")
            before = _peak()
            first = seconds(lambda: _ours(world, group, file))
            again = seconds(lambda: _ours(world, group, file))
            memory = _peak() - before
            cancelled, gap = _cancelled(world, world.rate_group("Cancelled"), file)
        finally:
            world.close()
        bare = seconds(lambda: _bare(Path(folder) / "bare.db", file))
    what = f"{ROWS} rows by csv, the same checks and sqlite3.executemany"
    yield Figure("rates_import", first, "s", what, bare)
    yield Figure("rates_reimport", again, "s", what, bare)
    yield Figure("rates_import_cancel", cancelled, "s", "the most that is allowed", 0.2)
    yield Figure("rates_import_cancel_gap", gap, "s", "the most that is allowed", 0.2)
    yield Figure("rates_import_memory", memory, "MB", "the most that is allowed", 300)


def _write(file: Path) -> None:
    chance = random.Random(7)
    with file.open("w", encoding="utf-8") as stream:
        stream.write(HEADER)
        for number in range(ROWS):
            code = 10**8 + (number * _STRIDE) % (9 * 10**8)
            price = chance.randrange(1, 3_000)
            stream.write(f"{code},Area {code % 5_000},0.{price:04d},{chance.choice(_INCREMENTS)}\n")


def _ours(world: World, group: RateGroupId, file: Path) -> None:
    plan = _planned(world, group, _sent(world, file))
    job = world.do(world.admin, o.RATE_IMPORTS_APPLY, ri.ApplyPlan(plan=plan.id))
    _join(world, job)
    outcome(world, world.admin, job, o.RATE_IMPORTS_APPLY)


def _sent(world: World, file: Path) -> FileId:
    sent = world.do(world.admin, o.FILES_OPEN, OpenFile(name=file.name, size=file.stat().st_size))
    with file.open("rb") as stream:
        offset = 0
        while piece := stream.read(MAX_PIECE):
            world.do(world.admin, o.FILES_PUT, PutPiece(id=sent, offset=offset, content=piece))
            offset += len(piece)
    return sent


def _planned(world: World, group: RateGroupId, sent: FileId) -> ri.Plan:
    job = world.do(world.admin, o.RATE_IMPORTS_PLAN, ri.PlanImport(rate_group=group, file=sent, layout=LAYOUT))
    _join(world, job)
    plan: ri.Plan = outcome(world, world.admin, job, o.RATE_IMPORTS_PLAN)
    return plan


def _cancelled(world: World, group: RateGroupId, file: Path) -> tuple[float, float]:
    """The longest time from the wish to cancel to the end of the job, and between two looks for it."""
    sent = _sent(world, file)
    looks: list[float] = []
    with patch.object(JobContext, "cancelled", _noting(looks)):
        begun = time.perf_counter()
        plan = _planned(world, group, sent)
        took = time.perf_counter() - begun
        looks += [begun, begun + took]
    looks.sort()
    gap = max(later - earlier for earlier, later in pairwise(looks))
    planning, applying = o.RATE_IMPORTS_PLAN, o.RATE_IMPORTS_APPLY
    plans = ri.PlanImport(rate_group=group, file=sent, layout=LAYOUT)
    stopped = [_stopped(world, planning, plans, took * part) for part in _MOMENTS] + [
        _stopped(world, applying, ri.ApplyPlan(plan=plan.id), took * part / 2) for part in _MOMENTS
    ]
    return max(stopped), gap


def _noting(looks: list[float]) -> Callable[[JobContext], bool]:
    asked = JobContext.cancelled

    def cancelled(job: JobContext) -> bool:
        looks.append(time.perf_counter())
        return asked(job)

    return cancelled


def _stopped(world: World, operation: Start[Any, Any], request: Any, after: float) -> float:
    """Seconds that a job goes on after it was cancelled; also where it can only be committed any more."""
    job = world.do(world.admin, operation, request)
    time.sleep(after)
    begun = time.perf_counter()
    world.do(world.admin, o.JOBS_CANCEL, AskJob(id=job))
    _join(world, job)
    return time.perf_counter() - begun


def _join(world: World, job: str) -> None:
    while any(running.id == job for running in world.services.jobs.running()):
        time.sleep(0.002)


def _bare(path: Path, file: Path) -> None:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=wal")
    database.execute("PRAGMA synchronous=full")
    kinds = ", ".join(f"{name} {'TEXT' if name in _TEXTS else 'INTEGER'} NOT NULL" for name in NAMES)
    database.execute(f"CREATE TABLE rates (id INTEGER PRIMARY KEY, rate_group_id INTEGER NOT NULL, {kinds})")
    database.execute("CREATE UNIQUE INDEX one ON rates (rate_group_id, code, effective_from)")
    insert = f"INSERT INTO rates (rate_group_id, {', '.join(NAMES)}) VALUES ({', '.join('?' * (len(NAMES) + 1))})"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = interpret(csv.reader(stream), LAYOUT)
        database.execute("BEGIN")
        database.executemany(insert, ((1, *values_of(row.fields)) for row in rows))  # type: ignore[union-attr]
        database.execute("COMMIT")
    database.close()


_TEXTS = {"code", "prefix", "area_prefix", "area_name", "sections"}


def _peak() -> float:
    """The most memory that this process ever had, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
