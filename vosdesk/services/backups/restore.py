"""The way back: a backup is copied and checked before it takes the place of the database.

Nothing is touched until the copy has proven whole, is of this program's form, and its books are in order. Then the
present database is backed up, and the copy takes its place in one transaction: a crash leaves the old or the new.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import delete

from vosdesk.contract.backups import BackupKind
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Unavailable
from vosdesk.contract.ids import Time, UserId
from vosdesk.services import audit
from vosdesk.services.runtime import Line
from vosdesk.services.verify import Watch, verify
from vosdesk.storage import backup, schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.models import devices, sessions, throttle
from vosdesk.storage.unit_of_work import Store, WriteUnit


class By:
    """Who restores, from where, and when: what the log of the restored database says."""

    def __init__(self, now: Time, login: str = "", source: str = "", user: UserId | None = None) -> None:
        self.now = now
        self.login = login
        self.source = source
        self.user = user


@contextmanager
def prepare(chosen: Path, path: Path, by: By, watch: Watch, *, findings_allowed: bool = False) -> Iterator[Path]:
    """A copy of the backup ``chosen`` that can take the place of the database at ``path``; gone at the end.

    Raises Conflict when it is no backup of ours or its books are not in order, and Unavailable: it is of a newer
    program, the disk is full.
    """
    folder = backup.folder_of(path)
    with backup.refusals():
        folder.mkdir(mode=0o700, exist_ok=True)
    with backup.partial(folder) as copy:
        _copy(chosen, copy, watch)
        store = Store(sqlite_url(copy))
        try:
            _bring_up(store)
            report = verify(store, watch)
            if report.found and not findings_allowed:
                raise Conflict(Code.BACKUP_FINDINGS, {"count": report.found})
            store.write(lambda unit: _begin_anew(unit, chosen.name, by))
        finally:
            store.close()
        with backup.refusals():
            backup.fit(copy)
        yield copy


def put_back(copy: Path, path: Path, now: Time) -> None:
    """Back up what stands at ``path``, then put a prepared copy in its place.

    What cannot be read is kept as it is; where there is no database at all, nothing is.
    """
    if path.exists():
        try:
            backup.make(path, BackupKind.RESTORE, now)
        except Unavailable as error:
            if error.code is not Code.DATABASE_DAMAGED:
                raise
            backup.set_aside(path, now)
        try:
            backup.put_in_place(copy, path)
            return
        except Unavailable as error:
            if error.code is not Code.DATABASE_DAMAGED:
                raise
    backup.replace(copy, path)


def _copy(chosen: Path, copy: Path, watch: Watch) -> None:
    def step(done: int, total: int) -> None:
        watch.look()

    try:
        with backup.refusals():
            backup.copy_database(chosen, copy, step)
    except Unavailable as error:
        if error.code not in {Code.DATABASE_DAMAGED, Code.DATABASE_CLOSED}:
            raise
        raise Conflict(Code.BACKUP_DAMAGED) from error
    if backup.check(copy):
        raise Conflict(Code.BACKUP_DAMAGED)


def _bring_up(store: Store) -> None:
    """Bring the copy to the form of this program; one without any tables of ours is none."""
    with store.reads.connect() as connection:
        if schema.revision_of(connection) is None:
            raise Conflict(Code.BACKUP_DAMAGED)
    try:
        schema.ensure(store.writes, keep=False)
    except Unavailable as error:
        if error.code is not Code.DATABASE_DAMAGED:
            raise
        raise Conflict(Code.BACKUP_DAMAGED) from error


def _begin_anew(unit: WriteUnit, name: str, by: By) -> None:
    """Nobody is logged in or remembered in what was restored, and its log says how it came to be there."""
    for table in (sessions, devices, throttle):
        unit.connection.execute(delete(table))
    line = Line(Noun.BACKUPS, None, name)
    audit.done(unit, by.now, by.user, by.login, by.source, "backups.restore", line)
