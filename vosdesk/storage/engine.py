"""Engines for both databases, with the settings that money needs."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event, make_url

from vosdesk.contract.errors import Code, Unavailable

T = TypeVar("T")

BUSY_SECONDS = 30
"""How long a writer waits for another process's transaction before it gives up."""
_WRITER = ("cache_size=-16000", "wal_autocheckpoint=4000")
"""One connection writes: 16 MB of pages at the most, so that a large import finds the indexes it adds to in memory, and
16 MB of log between two checkpoints, so that pages which every batch changes are not copied after each of them."""
_AGAIN = 0.005
"""Seconds until what SQLite does not wait for itself is tried again."""


def sqlite_url(path: Path) -> URL:
    """The address of a SQLite file."""
    return URL.create("sqlite", database=str(path))


def url_of(target: str) -> URL:
    """The address of what a user names: a SQLite file that is there, or a PostgreSQL database by its URL."""
    if "://" in target:
        url = make_url(target)
        return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgres", "postgresql"} else url
    if not Path(target).is_file():
        raise Unavailable(Code.DATABASE_CLOSED)
    return sqlite_url(Path(target))


def open_engines(url: URL | str, *, durable: bool = True, busy: float = BUSY_SECONDS) -> tuple[Engine, Engine]:
    """An engine for reads and one for writes.

    On SQLite writes begin with BEGIN IMMEDIATE and reads cannot write; on PostgreSQL both are the same engine.
    ``durable=False`` trades the last commits on a power cut for speed: for data that can be made again. ``busy`` is
    how many seconds SQLite waits for another process.
    """
    url = make_url(url)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, "BEGIN", durable, busy, query_only=True), _sqlite(url, "BEGIN IMMEDIATE", durable, busy)
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20)
    return engine, engine


def _sqlite(url: URL, begin: str, durable: bool, busy: float, *, query_only: bool = False) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": busy, "isolation_level": None, "check_same_thread": False},
        pool_size=8,
        max_overflow=16,
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        _use_wal(connection, busy)
        for pragma in (
            f"synchronous={'full' if durable else 'off'}",
            "foreign_keys=on",
            f"query_only={'on' if query_only else 'off'}",
            *(() if query_only else _WRITER),
        ):
            connection.execute(f"PRAGMA {pragma}").close()
        # SQLite's own lower() knows ASCII alone; names are written in every script.
        connection.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _use_wal(connection: sqlite3.Connection, busy: float) -> None:
    """Let readers and a writer work at once; ``busy`` is how many seconds to wait for others.

    SQLite itself does not wait here: two that open a new file at the same time would fail.
    """
    deadline = time.monotonic() + busy
    while True:
        try:
            connection.execute("PRAGMA journal_mode=wal").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                raise
            time.sleep(_AGAIN)
        else:
            return


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text


class SameFile:
    """Tells when the file that was opened is no longer the one at its path.

    SQLite goes on with a file that was deleted or replaced, and what is written to it is lost with the last
    connection; and a connection made later would begin an empty database in its place.
    """

    def __init__(self, url: URL) -> None:
        kept = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
        self._path = url.database if kept else None
        self._known: tuple[int, int] | None = None

    def require(self) -> None:
        """Raise Unavailable unless the file is where it was; before the first opening there is nothing to miss."""
        if self._known is not None and self._known != self._found():
            raise Unavailable(Code.DATABASE_CLOSED)

    def opened(self) -> None:
        """A connection was made: from the first one on the file is known."""
        if self._known is None:
            self._known = self._found()

    def _found(self) -> tuple[int, int] | None:
        if self._path is None:
            return None
        try:
            found = os.stat(self._path)
        except OSError:
            return None
        return found.st_dev, found.st_ino


class Writer:
    """One thread that does all writes of this process, in the order asked: SQLite's busy handler is unfair."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._waiting = 0
        self._thread = threading.Thread(target=self._run, name="vosdesk-writer", daemon=True)
        self._thread.start()

    def do(self, work: Callable[[], T]) -> T:
        """Run ``work`` in the writer thread and return what it returns, or raise what it raises.

        Raises Unavailable once it was closed: nobody would take the work, and the caller would wait for ever.
        """
        return self._put(work).result()

    def post(self, work: Callable[[], Any], failed: Callable[[BaseException], None]) -> None:
        """Run ``work`` in its turn, and wait for nothing; ``failed`` gets what it raised."""

        def ended(future: Future[Any]) -> None:
            error = future.exception()
            if error is not None:
                failed(error)

        self._put(work).add_done_callback(ended)

    @property
    def busy(self) -> bool:
        """Whether there is work that has not ended."""
        return self._waiting > 0

    def _put(self, work: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        with self._closing:
            if self._closed:
                raise Unavailable(Code.DATABASE_CLOSED)
            self._waiting += 1
            self._queue.put((work, future))
        return future

    def close(self) -> None:
        """Finish what was asked, then end the thread."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            work, future = item
            try:
                value = work()
            except BaseException as error:  # noqa: BLE001 - it is the caller's, and reaches him
                self._ended()
                future.set_exception(error)
            else:
                self._ended()
                future.set_result(value)
                del value
            del item, work, future

    def _ended(self) -> None:
        with self._closing:
            self._waiting -= 1
