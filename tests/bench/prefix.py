"""[prefix_memory, prefix_sql] The rate of a number among a million prefixes.

``VOSDESK_BENCH_PREFIXES`` may give another number of them.
"""

import os
import random
import sqlite3
import tempfile
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from tests.bench.decks import codes
from tests.bench.figures import Figure, alternating, seconds
from vosdesk.contract.ids import FOREVER, RateGroupId, Time
from vosdesk.domain.prefix_index import PrefixIndex
from vosdesk.storage.engine import open_engines, sqlite_url
from vosdesk.storage.models import metadata, rate_groups
from vosdesk.storage.repositories.rates import RatesRepository

PREFIXES = int(os.environ.get("VOSDESK_BENCH_PREFIXES", "1000000"))
ASKED = 100_000
NOW = Time(1)
_ADD = (
    "INSERT INTO rates (rate_group_id, code, prefix, area_prefix, rate_type, area_name, price, cycle, lock, sections, "
    "tax, prompt_price, prompt_cycle, effective_from, effective_until) "
    f"VALUES (1, ?, ?, '', 5, '', 1, 60, 0, '[]', 0, 0, 0, 0, {FOREVER})"
)
_BARE = "SELECT price FROM rates WHERE rate_group_id = 1 AND code = ? AND effective_from <= 1 AND effective_until > 1"


def run() -> Iterator[Figure]:
    """The figures."""
    made = random.Random(20_260)
    known = codes(made, PREFIXES)
    numbers = [(made.choice(known) + f"{made.randrange(10**6):06d}")[:15] for _ in range(ASKED)]
    yield from _prefix_memory(known, numbers)
    yield _prefix_sql(known, numbers)


def _prefix_memory(known: Sequence[str], numbers: Sequence[str]) -> Iterator[Figure]:
    tracemalloc.start()
    index = PrefixIndex((code, Time(0), FOREVER, place) for place, code in enumerate(known))
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    plain = {code: place for place, code in enumerate(known)}
    lengths = sorted({len(code) for code in known}, reverse=True)

    def ours() -> None:
        for number in numbers:
            index.find(number, NOW)

    def bare() -> None:
        for number in numbers:
            for length in lengths:
                if number[:length] in plain:
                    break

    mine, theirs = alternating(ours, bare, 3)
    yield Figure("prefix_memory", ASKED / mine, "lookups/s", "a dict asked for every length", ASKED / theirs)
    yield Figure("prefix_memory_bytes", taken / len(known), "bytes/prefix", "the limit", 100)


def _prefix_sql(known: Sequence[str], numbers: Sequence[str]) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rates.db"
        reads, writes = open_engines(sqlite_url(path), durable=False)
        metadata.create_all(writes)
        with writes.begin() as connection:
            connection.execute(insert(rate_groups).values(id=1, name="G", announcement=60, created=0))
            driver: Any = connection.connection.driver_connection
            driver.executemany(_ADD, ((code, code) for code in known))
        group = RateGroupId(1)
        with reads.connect() as connection:
            rates = RatesRepository(connection)
            bare_reader = sqlite3.connect(path)

            def ours() -> None:
                for number in numbers:
                    rates.longest(group, number, NOW)

            def bare() -> None:
                for number in numbers:
                    for length in range(len(number), 0, -1):
                        if bare_reader.execute(_BARE, (number[:length],)).fetchone():
                            break

            mine, theirs = seconds(ours), seconds(bare)
            bare_reader.close()
        reads.dispose()
        writes.dispose()
        return Figure("prefix_sql", ASKED / mine, "lookups/s", "sqlite3 asked for every length", ASKED / theirs)
