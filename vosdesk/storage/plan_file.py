"""A plan on its way from the file to the database: a temporary SQLite file of its own, so that no size fills memory.

It is nobody's record: no transaction of it outlives a crash, and its owner's session takes it along.
"""

# ruff: noqa: S608 - the statements are put together of the names of columns alone; values are bound
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from vosdesk.contract.ids import FOREVER, Time
from vosdesk.contract.rate_imports import Outcome
from vosdesk.domain.rate_timeline import UNDATED, Kind, Verdict, Write
from vosdesk.domain.rate_values import FROM, NAMES, Values
from vosdesk.storage.watching import Tick, watched

BATCH = 2_000
"""Rows between two looks at whether it was cancelled: some hundredths of a second."""
_PLACES = ", ".join("?" * len(NAMES))
_COLUMNS = ", ".join(NAMES)
_TABLES = f"""
CREATE TABLE said (seq INTEGER PRIMARY KEY, line INTEGER, at INTEGER, kind INTEGER, rounded INTEGER, {_COLUMNS});
CREATE TABLE rows (
    seq INTEGER PRIMARY KEY, outcome INTEGER, write INTEGER, line INTEGER, rate INTEGER, was TEXT, moved INTEGER,
    {_COLUMNS}
);
CREATE TABLE refused (
    seq INTEGER PRIMARY KEY, line INTEGER, title TEXT, shown TEXT, code TEXT, params TEXT, cells TEXT,
    rate TEXT, overruled INTEGER
);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
"""
_SAY = f"INSERT INTO said (line, at, kind, rounded, {_COLUMNS}) VALUES (?, ?, ?, ?, {_PLACES})"
_SAID = f"SELECT line, at, kind, {_COLUMNS} FROM said"
_ROW = f"INSERT INTO rows (outcome, write, line, rate, was, moved, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, {_PLACES})"
_REFUSE = (
    "INSERT INTO refused (line, title, shown, code, params, cells, rate, overruled) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_ALL = f"""
INSERT INTO rows (outcome, write, line, moved, {_COLUMNS})
SELECT {int(Outcome.ADDED)}, {int(Write.INSERT)}, line, 0, {", ".join(NAMES[:FROM])},
       CASE at WHEN {UNDATED} THEN 0 ELSE at END, effective_until
FROM said WHERE kind = {int(Kind.RATE)} ORDER BY code, at, seq
"""
_SPECIAL = f"""
SELECT a.code FROM rows a JOIN rows b ON b.seq = a.seq + 1 AND b.code = a.code
UNION ALL SELECT code FROM rows WHERE effective_until <= effective_from
UNION ALL SELECT code FROM said WHERE kind <> {int(Kind.RATE)}
"""
_AFTER_DIGITS = "~"


class Refused(NamedTuple):
    """A refused row as it is kept. ``rate`` is its code where it was refused when compared, else empty."""

    line: int
    title: str
    text: str
    code: str
    params: dict[str, Any]
    cells: tuple[str, ...]
    rate: str = ""
    overruled: bool = False


class Change(NamedTuple):
    """What is to be written of one rate. ``moved``: it gets another beginning."""

    outcome: int
    write: Write
    line: int
    rate: int | None
    was: Values | None
    now: Values | None
    moved: bool


class PlanRows(NamedTuple):
    """What a window asks for. ``touched`` leaves out unchanged rows."""

    outcome: Outcome | None
    prefix: str
    touched: bool = True


class PlanFile:
    """A plan, open. One thread uses it."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._is_watched = False
        for pragma in ("journal_mode=off", "synchronous=off", "cache_size=-16000"):
            self._db.execute(f"PRAGMA {pragma}")

    @classmethod
    def create(cls, path: Path) -> "PlanFile":
        """A new plan in an empty file."""
        made = cls(path)
        made._db.executescript(_TABLES)
        return made

    def close(self) -> None:
        """Close the file; it stays."""
        self._db.close()

    def __enter__(self) -> "PlanFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def watched(self, tick: Tick) -> Iterator[None]:
        """Let ``tick`` end long statements too: what it raises is raised here. Within another watch it is that one."""
        if self._is_watched:
            yield
            return
        self._is_watched = True
        try:
            with watched(self._db, tick):
                yield
        finally:
            self._is_watched = False

    def keep(self, name: str, value: Any) -> None:
        """Keep something beside the rows."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value)))

    def kept(self, name: str) -> Any:
        """What was kept."""
        return json.loads(self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0])

    def say(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows of the file: line, at, kind, whether rounded, and the values."""
        self._db.execute("BEGIN")
        self._db.executemany(_SAY, rows)
        self._db.execute("COMMIT")

    def said(self, codes: Sequence[str] | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows of the file by code and time: line, at, kind, and the values; of all codes, or of these."""
        order = " ORDER BY code, at, seq"
        if codes is None:
            return self._db.execute(_SAID + order)
        self._db.execute("CREATE INDEX IF NOT EXISTS said_code ON said (code, at)")
        return self._db.execute(f"{_SAID} WHERE code IN (SELECT value FROM json_each(?)){order}", (json.dumps(codes),))

    def refuse(self, rows: Iterable[Refused]) -> None:
        """Add refused rows."""
        self._db.execute("BEGIN")
        self._db.executemany(
            _REFUSE,
            (
                (r.line, r.title, r.text, r.code, json.dumps(r.params), json.dumps(r.cells), r.rate, int(r.overruled))
                for r in rows
            ),
        )
        self._db.execute("COMMIT")

    def judge(self, verdicts: Iterable[Verdict], tick: Tick) -> None:
        """Keep what becomes of the rows."""
        self._db.execute("BEGIN")
        while some := list(islice(verdicts, BATCH)):
            self._db.executemany(_ROW, map(_row_of, some))
            tick()
        self._db.execute("COMMIT")

    def add_all(self) -> list[str]:
        """Judge every row to be added, as it is in a group without rates; codes that need a closer look.

        These are left out: they stand twice, close something, or have a period that is reversed.
        """
        self._db.execute("BEGIN")
        self._db.execute(_ADD_ALL)
        found = self._db.execute(_SPECIAL).fetchall()
        special = sorted({code for (code,) in found})
        if special:
            self._db.execute("DELETE FROM rows WHERE code IN (SELECT value FROM json_each(?))", (json.dumps(special),))
        self._db.execute("COMMIT")
        return special

    def forget(self, lines: Sequence[int]) -> tuple[int, set[str]]:
        """Take out all rows of these lines: how many, and the codes of those that were good."""
        chosen, within = (json.dumps(lines),), "line IN (SELECT value FROM json_each(?))"
        refused = self._db.execute(f"DELETE FROM refused WHERE rate = '' AND {within}", chosen).rowcount
        codes = {code for (code,) in self._db.execute(f"SELECT code FROM said WHERE {within}", chosen)}
        return refused + self._db.execute(f"DELETE FROM said WHERE {within}", chosen).rowcount, codes

    def unsettle(self, codes: Sequence[str]) -> None:
        """Take out what was found of these codes when they were compared."""
        chosen = (json.dumps(codes),)
        self._db.execute("DELETE FROM rows WHERE code IN (SELECT value FROM json_each(?))", chosen)
        self._db.execute("DELETE FROM refused WHERE rate IN (SELECT value FROM json_each(?))", chosen)

    def counts(self) -> dict[Outcome, int]:
        """How many rows there are of each outcome but refused."""
        found = self._db.execute("SELECT outcome, count(*) FROM rows GROUP BY outcome")
        return {Outcome(outcome): count for outcome, count in found}

    def refusals(self) -> tuple[int, int]:
        """How many rows are refused, and how many of them only give way to another."""
        refused, overruled = self._db.execute("SELECT count(*), total(overruled) FROM refused").fetchone()
        return refused, int(overruled)

    def rounded(self) -> int:
        """How many rows have a price that was rounded."""
        return int(self._db.execute("SELECT total(rounded) FROM said").fetchone()[0])

    def window(self, wanted: PlanRows, after: int, skip: int, limit: int) -> list[tuple[Any, ...]]:
        """Rows behind ``after``: seq, outcome, line, was as JSON, and the values."""
        where, values = _where(wanted)
        page = f"WHERE {where} AND seq > ? ORDER BY seq LIMIT ? OFFSET ?"
        statement = f"SELECT seq, outcome, line, was, {_COLUMNS} FROM rows {page}"
        return self._db.execute(statement, (*values, after, limit, skip)).fetchall()

    def extent(self, wanted: PlanRows, step: int) -> tuple[int, list[int]]:
        """How many rows there are, and the seq of every ``step``-th."""
        where, values = _where(wanted)
        return _extent(self._db, f"SELECT seq FROM rows WHERE {where} ORDER BY seq", values, step)

    def refused(self, after: int = 0, skip: int = 0, limit: int = -1) -> Iterator[tuple[int, Refused]]:
        """Refused rows behind ``after``, with their seq."""
        found = self._db.execute(
            "SELECT seq, line, title, shown, code, params, cells, rate, overruled FROM refused WHERE seq > ? "
            "ORDER BY seq LIMIT ? OFFSET ?",
            (after, limit, skip),
        )
        for seq, line, title, text, code, params, cells, rate, overruled in found:
            refused = Refused(
                line, title, text, code, json.loads(params), tuple(json.loads(cells)), rate, bool(overruled)
            )
            yield seq, refused

    def refused_extent(self, step: int) -> tuple[int, list[int]]:
        """How many rows are refused, and the seq of every ``step``-th."""
        return _extent(self._db, "SELECT seq FROM refused ORDER BY seq", (), step)

    def added(self, group: int) -> Iterator[tuple[Any, ...]]:
        """The rates to be added that nothing was before: the group, then the values."""
        return self._db.execute(
            f"SELECT ?, {_COLUMNS} FROM rows WHERE write = {int(Write.INSERT)} AND was IS NULL ORDER BY seq", (group,)
        )

    def changes(self) -> Iterator[list[Change]]:
        """Everything else that is to be written, in batches."""
        found = self._db.execute(
            f"SELECT outcome, write, line, rate, was, moved, {_COLUMNS} FROM rows "
            f"WHERE write <> 0 AND NOT (write = {int(Write.INSERT)} AND was IS NULL) ORDER BY seq"
        )
        while some := found.fetchmany(BATCH):
            yield [_change_of(row) for row in some]

    def moments(self, after: int, most: int) -> list[Time]:
        """The first moments after one at which a rate that is written begins or ends, or one that goes would have."""
        begins = f"coalesce(effective_from, json_extract(was, '$[{FROM}]'))"
        return [
            Time(at)
            for (at,) in self._db.execute(
                f"SELECT {begins} AS at FROM rows WHERE write <> 0 AND {begins} > ? "
                "UNION SELECT effective_until FROM rows WHERE write <> 0 AND effective_until > ? "
                "AND effective_until < ? ORDER BY at LIMIT ?",
                (after, after, FOREVER, most),
            )
        ]

    def written(self) -> int:
        """How many rates are written."""
        return int(self._db.execute("SELECT count(*) FROM rows WHERE write <> 0").fetchone()[0])


def _row_of(verdict: Verdict) -> tuple[Any, ...]:
    outcome, write, line, rate, was, now, _ = verdict
    if now is None:
        code = was[0] if was is not None else ""
        return (outcome, write, line, rate, json.dumps(was), 0, code, *[None] * (len(NAMES) - 1))
    if was is None:
        return (outcome, write, line, rate, None, 0, *now)
    moved = int(write == Write.UPDATE and was[FROM] != now[FROM])
    return (outcome, write, line, rate, None if was is now else json.dumps(was), moved, *now)


def _change_of(row: tuple[Any, ...]) -> Change:
    outcome, write, line, rate, was, moved, *values = row
    now = None if write == Write.DELETE else tuple(values)
    return Change(outcome, Write(write), line, rate, values_of_json(was), now, bool(moved))


def _where(wanted: PlanRows) -> tuple[str, tuple[Any, ...]]:
    conditions, values = ["1"], []  # type: tuple[list[str], list[Any]]
    if wanted.outcome is not None:
        conditions.append("outcome = ?")
        values.append(int(wanted.outcome))
    elif wanted.touched:
        conditions.append(f"outcome NOT IN ({int(Outcome.UNCHANGED)}, {int(Outcome.ENDED)})")
    if wanted.prefix:
        conditions.append("code BETWEEN ? AND ?")
        values += [wanted.prefix, wanted.prefix + _AFTER_DIGITS]
    return " AND ".join(conditions), tuple(values)


def _extent(db: sqlite3.Connection, statement: str, values: Sequence[Any], step: int) -> tuple[int, list[int]]:
    count, anchors = 0, []
    for (seq,) in db.execute(statement, values):
        count += 1
        if count % step == 0:
            anchors.append(seq)
    return count, anchors


def values_of_json(text: str | None) -> Values | None:
    """A rate's values as the plan keeps them beside the new ones."""
    return None if text is None else tuple(json.loads(text))
