"""Opens backends. What they are made of is imported when one is opened: a window stands before SQLAlchemy does."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from vosdesk.contract.backend import Backend
from vosdesk.contract.errors import Code, Conflict, Unavailable
from vosdesk.contract.verification import Closing, Report

Progress = Callable[[str, int, int], None]
"""Told what is being made, how many are done, and how many there will be."""


def open_embedded(path: Path, *, keep: bool = True) -> Backend:
    """The backend over the SQLite file at ``path``, made or migrated when it is not current.

    While it is open a backup is made every day, unless ``keep`` is off.

    Folder and file are readable by their owner alone. Raises Unavailable for a file of a newer program, a damaged
    one, one that is no database, and a place that cannot be written.
    """
    from vosdesk.backends.embedded import EmbeddedBackend
    from vosdesk.services import catalog
    from vosdesk.services.backups import Keeper
    from vosdesk.services.dispatcher import Dispatcher
    from vosdesk.services.runtime import Services
    from vosdesk.services.spool import Spool
    from vosdesk.storage import schema
    from vosdesk.storage.engine import sqlite_url
    from vosdesk.storage.failures import unavailable
    from vosdesk.storage.unit_of_work import Store

    _make_private(path)
    store = Store(sqlite_url(path))
    try:
        schema.ensure(store.writes)
        spool = Spool(path.parent)
        spool.sweep()
        services = Services(store, spool=spool)
        keeper = Keeper(services, path).start() if keep else None
        return EmbeddedBackend(Dispatcher(services, catalog.NOUNS), keeper)
    except Exception as error:
        store.close()
        refusal = unavailable(error)
        if refusal is None:
            raise
        raise refusal from error


def migrate(path: Path) -> None:
    """Bring the database at ``path`` to this program's schema, after a backup. Raises Unavailable."""
    open_embedded(path, keep=False).close()


def verify(target: str, progress: Callable[[int, int], None], closing: Closing | None) -> Report:
    """Prove the books of a database: a SQLite file, or a PostgreSQL server's by its URL. Raises Unavailable."""
    from vosdesk.services.verify import Watch
    from vosdesk.services.verify import verify as prove
    from vosdesk.storage import schema
    from vosdesk.storage.engine import url_of
    from vosdesk.storage.failures import unavailable
    from vosdesk.storage.unit_of_work import Store

    store = None
    try:
        store = Store(url_of(target))
        schema.ensure(store.reads, migrate=False)
        return prove(store, Watch(progress), closing=closing)
    except Exception as error:
        refusal = unavailable(error)
        if refusal is None:
            raise
        raise refusal from error
    finally:
        if store is not None:
            store.close()


def open_demo(path: Path, progress: Progress) -> Backend:
    """The backend over the demo company at ``path``, which is built first when it is not there."""
    from vosdesk.services import demo

    if not path.exists():
        demo.build(path, progress)
    # It can be built again.
    return open_embedded(path, keep=False)


def back_up(path: Path, progress: Callable[[int, int], None]) -> Path:
    """Back up the database at ``path``, also while it is in use; returns the backup's file. Raises Unavailable."""
    from vosdesk.contract.backups import BackupKind
    from vosdesk.services.runtime import system_clock
    from vosdesk.storage import backup

    if not path.is_file():
        raise Unavailable(Code.DATABASE_CLOSED)
    return backup.folder_of(path) / backup.make(path, BackupKind.HAND, system_clock(), progress).name


def restore(path: Path, chosen: Path, progress: Callable[[int, int], None], *, findings_allowed: bool = False) -> None:
    """Put a backup in the place of the database at ``path`` once it has proven right. Raises a Refusal."""
    from vosdesk.services.backups import By, prepare, put_back
    from vosdesk.services.runtime import system_clock
    from vosdesk.services.verify import Watch

    if not chosen.is_file():
        raise Conflict(Code.BACKUP_GONE)
    by = By(system_clock(), source="vosdesk restore")
    with prepare(chosen, path, by, Watch(progress), findings_allowed=findings_allowed) as copy:
        put_back(copy, path, by.now)


def demo_logins() -> tuple[tuple[str, str, str], ...]:
    """The demo company's logins: login name, password, and who that is."""
    from vosdesk.services import demo

    return tuple(demo.LOGINS)


def _make_private(path: Path) -> None:
    """Make the folder and an empty file that only their owner can read, before anything is written to them."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise Unavailable(Code.DATABASE_FULL if full else Code.DATABASE_CLOSED) from error
