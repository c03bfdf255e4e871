"""Makes a backup every day while the program runs."""

import logging
import threading
from contextlib import suppress
from pathlib import Path

from vosdesk.contract.backups import BackupKind
from vosdesk.contract.ids import DAY, Time
from vosdesk.services.failures import refusal_of
from vosdesk.services.runtime import Services
from vosdesk.storage import backup

FIRST_SECONDS = 15.0
"""So long after the database was opened the first look is taken: the start of the program is not held up."""
EVERY_SECONDS = 900.0
"""Seconds between two looks at the age of the last backup."""

_log = logging.getLogger("vosdesk")


class _Stopped(Exception):  # noqa: N818 - the program ends, and the backup with it
    """Unwinds a backup."""


class Keeper:
    """A thread that looks how old the last backup is. ``close`` ends it."""

    def __init__(self, services: Services, path: Path, first: float = FIRST_SECONDS) -> None:
        self._services = services
        self._path = path
        self._first = first
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="vosdesk-keeper", daemon=True)

    def start(self) -> "Keeper":
        """Begin to look."""
        self._thread.start()
        return self

    def close(self) -> None:
        """End; a backup under way is given up."""
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> None:
        """Make a backup when the last one is older than a day."""
        upkeep = self._services.upkeep
        try:
            now = self._services.clock()
            if self._due(now):
                backup.make(self._path, BackupKind.DAILY, now, self._step)
            upkeep.problem = None
        except _Stopped:
            raise
        except Exception as error:  # noqa: BLE001 - told on the page of backups, and looked at again
            problem = refusal_of(error, "backups.daily").code
            if upkeep.problem is not problem:
                _log.warning("no daily backup of %s: %s", self._path, problem.value)
            upkeep.problem = problem

    def _due(self, now: Time) -> bool:
        """Whether there is something to back up that was not backed up today."""
        made = [row.time for row in backup.existing(self._path) if row.kind is BackupKind.DAILY]
        if made and now - made[0] < DAY:
            return False
        with self._services.store.read() as unit:
            return unit.users.count() > 0

    def _step(self, done: int, total: int) -> None:
        if self._closed.is_set():
            raise _Stopped

    def _run(self) -> None:
        wait = self._first
        while not self._closed.wait(wait):
            wait = EVERY_SECONDS
            with suppress(_Stopped):
                self.look()
