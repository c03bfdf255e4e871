"""Backups of a SQLite file while it is in use, and the way back.

A copy is read in one moment of the database and blocks no writer. It counts once it was checked, is on the disk and
has its name: whatever happens before leaves at most a file that the next backup sweeps away.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from vosdesk.contract.backups import BackupKind, BackupRow
from vosdesk.contract.errors import Code, Conflict, Unavailable
from vosdesk.contract.ids import Time
from vosdesk.domain import backups as rule
from vosdesk.storage.failures import unavailable

Step = Callable[[int, int], None]
"""Told how many pages of how many are done; what it raises ends the work and leaves nothing."""

PAGES = 2_048
"""Pages copied between two looks at whether it is still wanted."""
_PARTIAL = ".partial"
_STALE_SECONDS = 3_600
_PAGE_SIZE = 4_096
_WAIT = 30.0
_PAUSE = 0.05
"""Seconds between two attempts at a database that somebody else has locked."""


def no_step(done: int, total: int) -> None:
    """Nobody asks how far it is."""


def folder_of(path: Path) -> Path:
    """The folder that the backups of a database lie in."""
    return path.with_name(f"{path.stem}-backups")


def existing(path: Path) -> list[BackupRow]:
    """The backups of a database, the newest first. Raises Unavailable when its folder cannot be read."""
    found = []
    with refusals(), suppress(FileNotFoundError):
        for entry in os.scandir(folder_of(path)):
            kept = rule.parse_name(path.stem, entry.name)
            if kept is not None and entry.is_file():
                found.append(BackupRow(name=kept.name, time=kept.time, kind=kept.kind, size=entry.stat().st_size))
    return sorted(found, key=lambda row: (row.time, row.name), reverse=True)


def make(path: Path, kind: BackupKind, now: Time, step: Step = no_step) -> BackupRow:
    """Back up the database at ``path``, then remove the backups that the rule no longer keeps.

    Raises Unavailable: the disk is full, the database is damaged or gone.
    """
    with refusals():
        folder = folder_of(path)
        folder.mkdir(mode=0o700, exist_ok=True)
        _sweep(folder)
        with partial(folder) as copy:
            copy_database(path, copy, step)
            if check(copy, "quick_check"):
                raise Unavailable(Code.DATABASE_DAMAGED)
            final = _keep(copy, folder, path.stem, now, kind)
        forget(path)
        return BackupRow(name=final.name, time=now, kind=kind, size=final.stat().st_size)


def forget(path: Path) -> None:
    """Remove the backups that the rule no longer keeps."""
    rows = (rule.Kept(row.name, row.time, row.kind) for row in existing(path))
    for old in rule.superfluous(rows):
        (folder_of(path) / old.name).unlink(missing_ok=True)


def copy_database(source: Path, target: Path, step: Step = no_step) -> None:
    """Copy one moment of a database into the empty private file ``target``."""
    with closing(_connect(source)) as old, closing(_connect(target)) as new:
        # The transaction holds the moment: without it every write of somebody else would begin the copy anew.
        old.execute("BEGIN")
        old.execute("SELECT 1 FROM sqlite_master").fetchone()
        new.execute("PRAGMA synchronous=off")
        old.backup(new, pages=PAGES, progress=_patient(step), sleep=_PAUSE)
        # One file that needs no other beside it.
        new.execute("PRAGMA journal_mode=delete")


def check(path: Path, pragma: str = "integrity_check") -> str:
    """What SQLite finds wrong with a file; "" when nothing is."""
    with closing(_connect(path)) as connection:
        try:
            # Content that breaks a rule is the verification's to find: the file is whole all the same.
            connection.execute("PRAGMA ignore_check_constraints=on")
            found = str(connection.execute(f"PRAGMA {pragma}(1)").fetchone()[0])
        except sqlite3.DatabaseError as error:
            return str(error)
    return "" if found == "ok" else found


def fit(path: Path) -> None:
    """Give a file the page size that every database of ours has: only then can it take the place of one."""
    with closing(_connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=delete")
        if connection.execute("PRAGMA page_size").fetchone()[0] != _PAGE_SIZE:
            connection.execute(f"PRAGMA page_size={_PAGE_SIZE}")
            connection.execute("VACUUM")


def put_in_place(content: Path, path: Path) -> None:
    """Make the database at ``path`` be what ``content`` holds, in one transaction of SQLite's.

    Whoever has it open goes on with the new content. Raises Unavailable when somebody else is writing to it.
    """
    with refusals(), closing(_connect(content)) as new, closing(_connect(path)) as old:
        old.execute("PRAGMA synchronous=full")
        new.backup(old, pages=PAGES, progress=_patient(no_step), sleep=_PAUSE)
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def set_aside(path: Path, now: Time) -> None:
    """Copy a database that cannot be read, with its journal, into the folder of backups, as it is."""
    with refusals():
        folder = folder_of(path)
        folder.mkdir(mode=0o700, exist_ok=True)
        aside = _free(folder, lambda number: rule.file_name(path.stem, now, BackupKind.RESTORE, number) + ".damaged")
        for ending in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copy2(f"{path}{ending}", f"{aside}{ending}")
                _sync(Path(f"{aside}{ending}"))


def replace(content: Path, path: Path) -> None:
    """Move ``content`` to where a database lies that nobody can open."""
    with refusals():
        # Journals of the old file would be taken for those of the new one.
        for ending in ("-wal", "-shm", "-journal"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
        _sync(content)
        os.replace(content, path)
        _sync(path.parent)


@contextmanager
def partial(folder: Path) -> Iterator[Path]:
    """An empty private file that is gone at the end, unless it was given another name."""
    path = folder / f".{uuid4().hex}{_PARTIAL}"
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield path
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)


@contextmanager
def refusals() -> Iterator[None]:
    """Let what the database and the disk say come as Unavailable."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        refusal = unavailable(error)
        raise refusal or Unavailable(Code.DATABASE_CLOSED) from error


def chosen(path: Path, name: str) -> Path:
    """The file of the backup called ``name``. Raises Conflict when there is none any more."""
    if name not in {row.name for row in existing(path)}:
        raise Conflict(Code.BACKUP_GONE)
    return folder_of(path) / name


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_WAIT, isolation_level=None)


def _patient(step: Step) -> Callable[[int, int, int], None]:
    """Go on for as long as pages come; SQLite itself would wait for a locked database for ever."""
    came = time.monotonic()

    def progress(status: int, left: int, total: int) -> None:
        nonlocal came
        if status not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            came = time.monotonic()
        elif time.monotonic() - came > _WAIT:
            raise sqlite3.OperationalError("database is locked")
        step(total - left, total)

    return progress


def _keep(copy: Path, folder: Path, stem: str, now: Time, kind: BackupKind) -> Path:
    """Bring a copy to the disk and give it its name."""
    _sync(copy)
    final = _free(folder, lambda number: rule.file_name(stem, now, kind, number))
    os.replace(copy, final)
    _sync(folder)
    return final


def _free(folder: Path, name: Callable[[int], str]) -> Path:
    number = 1
    while (found := folder / name(number)).exists():
        number += 1
    return found


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows keeps no handles of folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what backups that were killed have left; those under way are younger."""
    for left in folder.glob(f".*{_PARTIAL}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()
