# ruff: noqa: S608 - statements are put together from the words of this module and its users; values are bound
"""What a job found, in a temporary SQLite file of its own, so that no number of rows fills memory.

It is nobody's record: its owner's session takes it along.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, Self

from vosdesk.contract.errors import Code, Invalid
from vosdesk.contract.paging import ANCHOR_STEP, MAX_LIMIT, Cursor, Extent, Window

_BATCH = 5_000
_META = "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT)"


class Wanted(NamedTuple):
    """Which rows: a condition with its values."""

    where: str
    values: Sequence[Any]


class ResultFile:
    """Rows of one table, open. One thread uses it.

    A kind of results says its columns (name → type), the columns that its lists are sorted by (with the type of
    their values), and those that have an index. ``seq`` is every row's number.
    """

    COLUMNS: ClassVar[Mapping[str, str]]
    KEYS: ClassVar[Mapping[StrEnum, tuple[str, type]]]

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=off", "synchronous=off", "cache_size=-32000"):
            self._db.execute(f"PRAGMA {pragma}").close()

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[Self]:
        """A file that is there, or an empty one to fill."""
        file = cls(path)
        try:
            yield file
        finally:
            file._db.close()

    def keep(self, rows: Iterable[Sequence[Any]], meta: Mapping[str, Any]) -> None:
        """Write the rows, their values in order of the columns, and what is kept beside them."""
        columns = ", ".join(f"{name} {kind}" for name, kind in self.COLUMNS.items())
        self._db.execute(f"CREATE TABLE found (seq INTEGER PRIMARY KEY, {columns})")
        self._db.execute(_META)
        self._db.execute("BEGIN")
        left = iter(rows)
        marks = ", ".join("?" * len(self.COLUMNS))
        while some := list(islice(left, _BATCH)):
            self._db.executemany(f"INSERT INTO found ({', '.join(self.COLUMNS)}) VALUES ({marks})", some)
        self._db.executemany("INSERT INTO meta VALUES (?, ?)", [(k, json.dumps(v)) for k, v in meta.items()])
        self._db.execute("COMMIT")
        # The order that a list begins with; the others are made when they are first asked for.
        self._index(next(iter(self.KEYS.values()))[0])

    def _index(self, key: str) -> None:
        self._db.execute(f"CREATE INDEX IF NOT EXISTS by_{key} ON found ({key}, seq)")

    def meta(self, name: str) -> Any:
        """What was kept. Raises Invalid when the file is no result of this kind."""
        try:
            found = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        except sqlite3.DatabaseError as error:
            raise Invalid.at("file", Code.FIELD_CHOICE) from error
        if found is None:
            raise Invalid.at("file", Code.FIELD_CHOICE)
        return json.loads(found[0])

    def rows(self, wanted: Wanted, sort: StrEnum, descending: bool) -> Iterator[tuple[Any, ...]]:
        """Rows in order: their values, and ``seq`` behind them."""
        return self._rows(wanted, sort, descending, None, 0, -1)

    def page(
        self, wanted: Wanted, sort: StrEnum, descending: bool, window: Window
    ) -> tuple[list[tuple[Any, ...]], Cursor | None]:
        """A window of rows, and the cursor of the last one. Raises Invalid for a window that is not of this list."""
        if not 0 < window.limit <= MAX_LIMIT or window.skip < 0:
            raise Invalid.at("window", Code.FIELD_RANGE, {"low": 1, "high": MAX_LIMIT})
        key, kind = self.KEYS[sort]
        if window.after is not None and [type(value) for value in window.after] != [kind, int]:
            raise Invalid.at("window", Code.REQUEST_MALFORMED)
        found = list(self._rows(wanted, sort, descending, window.after, window.skip, window.limit))
        place = list(self.COLUMNS).index(key)
        return found, [found[-1][place], found[-1][-1]] if found else None

    def _rows(
        self, wanted: Wanted, sort: StrEnum, descending: bool, after: Cursor | None, skip: int, limit: int
    ) -> Iterator[tuple[Any, ...]]:
        key, _ = self.KEYS[sort]
        self._index(key)
        where, values = wanted.where, list(wanted.values)
        if after is not None:
            where += f" AND ({key}, seq) {'<' if descending else '>'} (?, ?)"
            values += after
        way = "DESC" if descending else "ASC"
        order = f"ORDER BY {key} {way}, seq {way} LIMIT ? OFFSET ?"
        columns = ", ".join(self.COLUMNS)
        yield from self._db.execute(f"SELECT {columns}, seq FROM found WHERE {where} {order}", (*values, limit, skip))

    def count(self, wanted: Wanted, sort: StrEnum, descending: bool) -> Extent:
        """How many rows there are, and the cursor of every so many-th."""
        key, _ = self.KEYS[sort]
        self._index(key)
        way = "DESC" if descending else "ASC"
        found = self._db.execute(
            f"SELECT {key}, seq FROM found WHERE {wanted.where} ORDER BY {key} {way}, seq {way}", wanted.values
        )
        count, anchors = 0, []
        while some := found.fetchmany(ANCHOR_STEP):
            count += len(some)
            if len(some) == ANCHOR_STEP:
                anchors.append(list(some[-1]))
        return Extent(count=count, anchors=tuple(anchors[:-1] if count == len(anchors) * ANCHOR_STEP else anchors))

    def sums(self, columns: str, wanted: Wanted, by: str) -> list[tuple[Any, ...]]:
        """Aggregates of a filter in groups: the group first."""
        statement = f"SELECT {by}, {columns} FROM found WHERE {wanted.where} GROUP BY {by}"
        return list(self._db.execute(statement, wanted.values))


def within(column: str, values: Sequence[Any]) -> Wanted:
    """Rows whose column has one of these values; all of them when there are none."""
    return Wanted(f"{column} IN ({', '.join('?' * len(values))})" if values else "1", list(values))
