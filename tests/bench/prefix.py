"""[prefix_memory, prefix_sql] The rate of a number among a million prefixes, as calls are billed by it.

Both ways of a TariffBook: a group in memory for a long file of calls, and the database asked for each number of a few.
Seconds are of the processor's time: what else the machine does blurs them less. ``VOSDESK_BENCH_PREFIXES`` may give
another number of prefixes.
"""

import os
import random
import sqlite3
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from tests.bench.decks import codes
from tests.bench.figures import Figure
from vosdesk.contract.ids import FOREVER, RateGroupId, Time
from vosdesk.domain.billing import Find
from vosdesk.services.tariffs import TariffBook
from vosdesk.storage import schema
from vosdesk.storage.engine import open_engines, sqlite_url
from vosdesk.storage.models import rate_groups
from vosdesk.storage.unit_of_work import ReadUnit, Store

PREFIXES = int(os.environ.get("VOSDESK_BENCH_PREFIXES", "1000000"))
ASKED = 100_000
AREAS, PRICES = 5_000, 3_000
GROUP = RateGroupId(1)
NOW = Time(1)
_ADD = (
    "INSERT INTO rates (rate_group_id, code, prefix, area_prefix, rate_type, area_name, price, cycle, lock, sections, "
    "tax, prompt_price, prompt_cycle, effective_from, effective_until) "
    f"VALUES (1, ?, ?, '', 5, ?, ?, 60, 0, '[]', 0, 0, 0, 0, {FOREVER})"
)
_BARE = "SELECT price FROM rates WHERE rate_group_id = 1 AND code = ? AND effective_from <= 1 AND effective_until > 1"


def run() -> Iterator[Figure]:
    """The figures."""
    made = random.Random(20_260)
    known = codes(made, PREFIXES)
    numbers = [(made.choice(known) + f"{made.randrange(10**6):06d}")[:15] for _ in range(ASKED)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rates.db"
        _fill(path, made, known)
        store = Store(sqlite_url(path))
        try:
            with store.read() as unit:
                yield from _prefix_memory(unit, known, numbers)
                yield _prefix_sql(unit, path, numbers)
        finally:
            store.close()


def _fill(path: Path, made: random.Random, known: Sequence[str]) -> None:
    reads, writes = open_engines(sqlite_url(path), durable=False)
    schema.ensure(writes)
    with writes.begin() as connection:
        connection.execute(insert(rate_groups).values(id=GROUP, name="G", announcement=60, created=0))
        driver: Any = connection.connection.driver_connection
        rows = ((code, code, f"Area {made.randrange(AREAS)}", made.randrange(PRICES)) for code in known)
        driver.executemany(_ADD, rows)
    reads.dispose()
    writes.dispose()


def _prefix_memory(unit: ReadUnit, known: Sequence[str], numbers: Sequence[str]) -> Iterator[Figure]:
    tracemalloc.start()
    find = _finder(unit, few=False)
    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    plain = {code: place for place, code in enumerate(known)}
    lengths = sorted({len(code) for code in known}, reverse=True)

    def bare() -> None:
        for number in numbers:
            for length in lengths:
                if number[:length] in plain:
                    break

    mine, theirs = _worked(lambda: _ask(find, numbers)), _worked(bare)
    yield Figure("prefix_memory", ASKED / mine, "lookups/s", "a dict asked for every length", ASKED / theirs)
    yield Figure("prefix_memory_bytes", taken / len(known), "bytes/prefix", "the most that is allowed", 100)


def _prefix_sql(unit: ReadUnit, path: Path, numbers: Sequence[str]) -> Figure:
    find = _finder(unit, few=True)
    reader = sqlite3.connect(path)

    def bare() -> None:
        for number in numbers:
            for length in range(len(number), 0, -1):
                if reader.execute(_BARE, (number[:length],)).fetchone():
                    break

    mine, theirs = _worked(lambda: _ask(find, numbers)), _worked(bare)
    reader.close()
    return Figure("prefix_sql", ASKED / mine, "lookups/s", "sqlite3 asked for every length", ASKED / theirs)


def _finder(unit: ReadUnit, *, few: bool) -> Find:
    book = TariffBook(few=few)
    book.unit = unit
    return book.deck(GROUP)


def _ask(find: Find, numbers: Sequence[str]) -> None:
    for number in numbers:
        if find(number, NOW) is None:
            raise LookupError("a number without a rate")


def _worked(work: Callable[[], object]) -> float:
    """The least seconds of processor time of three runs."""
    least = float("inf")
    for _ in range(3):
        begun = time.process_time()
        work()
        least = min(least, time.process_time() - begun)
    return least
