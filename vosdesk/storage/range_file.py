# ruff: noqa: S608 - statements are put together from this module's own words; values are bound
"""The ranges of a comparison, in a temporary SQLite file of their own, so that no size of deck fills memory.

It is nobody's record: its owner's session takes it along.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from vosdesk.contract.coverage import Outcome, RangeFilter, RangeSort
from vosdesk.contract.errors import Code, Invalid
from vosdesk.contract.paging import ANCHOR_STEP, MAX_LIMIT, Cursor, Extent, Window

_BATCH = 5_000
_AFTER_DIGITS = "~"
_NO_CHANGE = -(2**62)
"""Ranges without a change sort below all others."""
_TABLES = """
CREATE TABLE ranges (
    seq INTEGER PRIMARY KEY, code TEXT, without INTEGER, area_name TEXT, folded TEXT, outcome TEXT, space INTEGER,
    change INTEGER, here TEXT, there TEXT
);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
"""
_INDICES = """
CREATE INDEX by_code ON ranges (code, seq);
CREATE INDEX by_area ON ranges (area_name, seq);
CREATE INDEX by_change ON ranges (change, seq);
CREATE INDEX by_space ON ranges (space, seq);
"""
_COLUMNS = "code, without, area_name, folded, outcome, space, change, here, there"
_KEYS = {
    RangeSort.PREFIX: ("code", str),
    RangeSort.AREA_NAME: ("area_name", str),
    RangeSort.CHANGE: ("change", int),
    RangeSort.SHARE: ("space", int),
}


class StoredRange(NamedTuple):
    """A range as it is kept. ``here`` and ``there`` are JSON, empty where there is nothing.

    ``space`` is in parts of 10**18 of all numbers.
    """

    code: str
    without: int
    area_name: str
    outcome: Outcome
    space: int
    change: int | None
    here: str
    there: str
    seq: int = 0


class RangeFile:
    """A comparison, open. One thread uses it."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=off", "synchronous=off"):
            self._db.execute(f"PRAGMA {pragma}").close()

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> "Iterator[RangeFile]":
        """A file that is there, or an empty one to ``fill``."""
        file = cls(path)
        try:
            yield file
        finally:
            file._db.close()

    def fill(self, ranges: Iterable[StoredRange], meta: dict[str, Any]) -> None:
        """Write the ranges, and what is kept beside them."""
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")
        rows = map(_row, ranges)
        while some := list(islice(rows, _BATCH)):
            self._db.executemany(f"INSERT INTO ranges ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", some)
        self._db.executemany("INSERT INTO meta VALUES (?, ?)", [(k, json.dumps(v)) for k, v in meta.items()])
        self._db.execute("COMMIT")
        self._db.executescript(_INDICES)

    def meta(self, name: str) -> Any:
        """What was kept. Raises Invalid when the file is no comparison."""
        try:
            found = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        except sqlite3.DatabaseError as error:
            raise Invalid.at("file", Code.FIELD_CHOICE) from error
        if found is None:
            raise Invalid.at("file", Code.FIELD_CHOICE)
        return json.loads(found[0])

    def window(
        self, wanted: RangeFilter, sort: RangeSort, descending: bool, window: Window
    ) -> tuple[list[StoredRange], Cursor | None]:
        """A window of ranges, and the cursor of the last one. Raises Invalid for a window that is not of this list."""
        if not 0 < window.limit <= MAX_LIMIT or window.skip < 0:
            raise Invalid.at("window", Code.FIELD_RANGE, {"low": 1, "high": MAX_LIMIT})
        key, kind = _KEYS[sort]
        after = window.after
        if after is not None and [type(value) for value in after] != [kind, int]:
            raise Invalid.at("window", Code.REQUEST_MALFORMED)
        found = list(self.ordered(wanted, sort, descending, after, window.skip, window.limit))
        if not found:
            return [], None
        last = found[-1]
        value = _NO_CHANGE if key == "change" and last.change is None else getattr(last, key)
        return found, [value, last.seq]

    def ordered(
        self,
        wanted: RangeFilter,
        sort: RangeSort,
        descending: bool,
        after: Cursor | None = None,
        skip: int = 0,
        limit: int = -1,
    ) -> Iterator[StoredRange]:
        """Ranges in order."""
        key, _ = _KEYS[sort]
        where, values = _where(wanted)
        if after is not None:
            where += f" AND ({key}, seq) {'<' if descending else '>'} (?, ?)"
            values += after
        way = "DESC" if descending else "ASC"
        found = self._db.execute(
            f"SELECT {_COLUMNS}, seq FROM ranges WHERE {where} ORDER BY {key} {way}, seq {way} LIMIT ? OFFSET ?",
            (*values, limit, skip),
        )
        for code, without, area, _, outcome, space, change, here, there, seq in found:
            known = None if change == _NO_CHANGE else change
            yield StoredRange(code, without, area, Outcome(outcome), space, known, here, there, seq)

    def extent(self, wanted: RangeFilter, sort: RangeSort, descending: bool) -> Extent:
        """How many ranges there are, and the cursor of every so many-th."""
        key, _ = _KEYS[sort]
        where, values = _where(wanted)
        way = "DESC" if descending else "ASC"
        found = self._db.execute(f"SELECT {key}, seq FROM ranges WHERE {where} ORDER BY {key} {way}, seq {way}", values)
        count, anchors = 0, []
        while some := found.fetchmany(ANCHOR_STEP):
            count += len(some)
            if len(some) == ANCHOR_STEP:
                anchors.append(list(some[-1]))
        return Extent(count=count, anchors=tuple(anchors[:-1] if count == len(anchors) * ANCHOR_STEP else anchors))

    def totals(self, wanted: RangeFilter) -> dict[Outcome, tuple[int, int]]:
        """How many ranges of the filter there are of an outcome, and their space."""
        where, values = _where(wanted)
        found = self._db.execute(
            f"SELECT outcome, count(*), sum(space) FROM ranges WHERE {where} GROUP BY outcome", values
        )
        return {Outcome(outcome): (ranges, space) for outcome, ranges, space in found}


def _row(range_: StoredRange) -> tuple[Any, ...]:
    change = _NO_CHANGE if range_.change is None else range_.change
    area = range_.area_name
    return (
        range_.code, range_.without, area, area.lower(), range_.outcome.value, range_.space, change, range_.here,
        range_.there,
    )  # fmt: skip


def _where(wanted: RangeFilter) -> tuple[str, list[Any]]:
    conditions, values = ["1"], []  # type: tuple[list[str], list[Any]]
    if wanted.outcomes:
        conditions.append(f"outcome IN ({', '.join('?' * len(wanted.outcomes))})")
        values += [outcome.value for outcome in wanted.outcomes]
    if wanted.prefix:
        conditions.append("code BETWEEN ? AND ?")
        values += [wanted.prefix, wanted.prefix + _AFTER_DIGITS]
    if wanted.area_name:
        conditions.append("instr(folded, ?) > 0")
        values.append(wanted.area_name.lower())
    return " AND ".join(conditions), values
