"""Long statements that can be cancelled: SQLite asks between its steps whether to go on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

Tick = Callable[[], None]
"""Called now and then; what it raises ends the work."""

_STEPS = 20_000
"""Steps of SQLite's machine between two looks: a few milliseconds."""


@contextmanager
def watched(database: sqlite3.Connection, tick: Tick) -> Iterator[None]:
    """Let ``tick`` end a statement in the middle: what it raises is raised here."""
    raised: list[BaseException] = []

    def look() -> int:
        try:
            tick()
        except BaseException as error:  # noqa: BLE001 - SQLite would swallow it
            raised.append(error)
            return 1
        return 0

    database.set_progress_handler(look, _STEPS)
    try:
        yield
    except Exception as error:
        if raised and error is not raised[0]:
            raise raised[0] from error
        raise
    finally:
        database.set_progress_handler(None, 0)


@contextmanager
def watched_connection(connection: Connection, tick: Tick) -> Iterator[None]:
    """The same for a connection of the store; PostgreSQL ends a statement only when it is done."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    with watched(driver, tick):
        yield
