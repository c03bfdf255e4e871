"""A SQLite database that fails at a chosen statement, as a disk or a power line does."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from vosdesk.storage.models import metadata
from vosdesk.storage.unit_of_work import Store

_FAILED = "disk I/O error"


class Faults:
    """Sits under the writing connections of a store. Make it before anything was written through the store."""

    def __init__(self, store: Store) -> None:
        self._left: int | None = None
        self._lose_answer = False
        self.struck = False
        connection = self._connection()

        @event.listens_for(store.writes, "do_connect")
        def connect(dialect: Any, record: Any, arguments: Any, parameters: dict[str, Any]) -> None:
            parameters["factory"] = connection

        store.writes.dispose()

    @contextmanager
    def at(self, statement: int, *, lose_answer: bool = False) -> Iterator[None]:
        """Let the statement of this number fail, counted from the next; the commit counts as one.

        With ``lose_answer`` everything is done, and the commit fails after it was done.
        """
        self._left, self._lose_answer, self.struck = statement, lose_answer, False
        try:
            yield
        finally:
            self._left, self._lose_answer = None, False

    def step(self) -> None:
        """A statement is about to run. Raises what a failing disk raises when it is its turn."""
        if self._left is None or self._lose_answer:
            return
        if self._left == 0:
            self._left = None
            self._strike()
        else:
            self._left -= 1

    def committed(self) -> None:
        """A commit was done."""
        if self._left is not None and self._lose_answer:
            self._left = None
            self._strike()

    def _strike(self) -> None:
        self.struck = True
        raise sqlite3.OperationalError(_FAILED)

    def _connection(self) -> type[sqlite3.Connection]:
        faults = self

        class Cursor(sqlite3.Cursor):
            def execute(self, *arguments: Any) -> "Cursor":
                faults.step()
                super().execute(*arguments)
                return self

            def executemany(self, *arguments: Any) -> "Cursor":
                faults.step()
                super().executemany(*arguments)
                return self

        class Connection(sqlite3.Connection):
            def cursor(self, *_: Any) -> Any:
                return super().cursor(Cursor)

            def commit(self) -> None:
                faults.step()
                super().commit()
                faults.committed()

        return Connection


def contents(store: Store) -> dict[str, list[Any]]:
    """Everything that is stored, but how often logins failed."""
    with store.read() as unit:
        return {
            table.name: list(unit.connection.execute(table.select()))
            for table in metadata.sorted_tables
            if table.name != "throttle"
        }


def hold_open(patch: pytest.MonkeyPatch, name: str) -> None:
    """Let no file of this name be read, as when another program holds it open on Windows."""
    really = Path.open

    def opened(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if path.name == name and mode == "rb":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return really(path, mode, *more, **named)

    patch.setattr(Path, "open", opened)
