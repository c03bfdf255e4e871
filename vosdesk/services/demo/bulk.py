"""A store whose writes share transactions: for a file that nobody sees before it is whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import ReadUnit, Store, WriteUnit

T = TypeVar("T")

_TOGETHER = 500
"""How many writes share a transaction."""


class BulkStore(Store):
    """A SQLite file on one connection, for one thread. A write that fails is undone alone, as it is in every store."""

    def __init__(self, path: Path) -> None:
        super().__init__(sqlite_url(path), durable=False)
        self._connection = self.writes.connect()
        self._pending = 0

    @contextmanager
    def read(self) -> Iterator[ReadUnit]:
        """What was written so far."""
        yield ReadUnit(self._connection)

    def write(self, work: Callable[[WriteUnit], T]) -> T:
        """Run ``work``; what it raises undoes what it did, and nothing else."""
        if not self._connection.in_transaction():
            self._connection.begin()
        self._do("SAVEPOINT act")
        try:
            result = work(WriteUnit(self._connection))
        except BaseException:
            self._do("ROLLBACK TO act")
            self._do("RELEASE act")
            raise
        self._do("RELEASE act")
        self._pending += 1
        if self._pending % _TOGETHER == 0:
            self._connection.commit()
        return result

    def _do(self, statement: str) -> None:
        cursor = self._connection.connection.cursor()
        cursor.execute(statement)
        cursor.close()

    def close(self) -> None:
        """Commit, then close every connection."""
        if self._connection.in_transaction():
            self._connection.commit()
        self._connection.close()
        super().close()
