"""[demo] Building the demo company, against the bare statements of as many records.

The limit is a minute on two processors. The bare side inserts as many payment records, log lines and acts with
sqlite3, one transaction each, without waiting for the disk either.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, seconds
from vosdesk.services import demo

_SAMPLE = 5_000
_TABLES = ("payments", "log", "acts")


def run() -> Iterator[Figure]:
    """Seconds to build the whole company."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        value = seconds(lambda: demo.build(path, lambda *_: None))
        baseline = seconds(lambda: _copy(path, Path(folder) / "bare.db")) * demo.FULL.records / _SAMPLE
    yield Figure("demo", value, "s", "as many records, log lines and acts by bare sqlite3", baseline)


def _copy(source: Path, target: Path) -> None:
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("PRAGMA synchronous=off")
    connection.execute("ATTACH ? AS built", (str(source),))
    sample = []
    for table in _TABLES:
        [(statement,)] = connection.execute("SELECT sql FROM built.sqlite_master WHERE name = ?", (table,))
        connection.execute(statement)
        sample.append(connection.execute(f"SELECT * FROM built.{table} LIMIT {_SAMPLE}").fetchall())
    for rows in zip(*sample, strict=True):
        connection.execute("BEGIN")
        for table, values in zip(_TABLES, rows, strict=True):
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
        connection.execute("COMMIT")
    connection.close()
