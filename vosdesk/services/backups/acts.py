"""Backups as users ask for them."""

from pathlib import Path

from vosdesk.contract import backups as b
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import Empty
from vosdesk.contract.jobs import Stage
from vosdesk.services.backups.restore import By, prepare, put_back
from vosdesk.services.jobs import JobContext, look_at_sessions
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Aside, Writing
from vosdesk.services.verify import Watch
from vosdesk.storage import backup
from vosdesk.storage.unit_of_work import Store

handlers = Handlers()


def _file(store: Store) -> Path:
    if store.file is None:
        raise Conflict(Code.BACKUP_NOT_HERE)
    return store.file


@handlers.asides(o.BACKUPS_LIST)
def list_backups(work: Aside, request: Empty) -> b.Backups:
    """The backups that there are."""
    path = _file(work.services.store)
    rows = tuple(backup.existing(path))
    return b.Backups(folder=str(backup.folder_of(path)), rows=rows, problem=work.services.upkeep.problem)


def _admit_create(work: Writing, request: Empty) -> None:
    """Whoever has the right may make one."""
    work.about(Noun.BACKUPS, None, "")
    if work.unit.connection.dialect.name != "sqlite":
        raise Conflict(Code.BACKUP_NOT_HERE)


@handlers.starts(o.BACKUPS_CREATE, admit=_admit_create)
def create(job: JobContext, request: Empty) -> b.BackupRow:
    """Back up the database as it is now."""

    def step(done: int, total: int) -> None:
        job.progress(done, total, Stage.WRITING)

    made = backup.make(_file(job.services.store), b.BackupKind.HAND, job.services.clock(), step)
    job.write(lambda work: work.record(Noun.BACKUPS, None, made.name, after={"size": made.size}))
    return made


def _admit_restore(work: Writing, request: b.RestoreBackup) -> None:
    """The backup has to be there."""
    work.about(Noun.BACKUPS, None, request.name)
    if work.unit.connection.dialect.name != "sqlite":
        raise Conflict(Code.BACKUP_NOT_HERE)


@handlers.starts(o.BACKUPS_RESTORE, admit=_admit_restore)
def restore(job: JobContext, request: b.RestoreBackup) -> Empty:
    """Put a backup in the place of the database, once it has proven right; then nobody is logged in any more."""
    services, actor = job.services, job.actor
    path = _file(services.store)
    chosen = backup.chosen(path, request.name)

    def progress(done: int, total: int) -> None:
        job.progress(done, total, Stage.CHECKING)

    def put(copy: Path) -> None:
        # Checking takes long: whoever may no longer restore, or is no longer logged in, changes nothing.
        with job.read():
            pass
        put_back(copy, path, services.clock())

    by = By(services.clock(), actor.login, actor.source, actor.id)
    with prepare(chosen, path, by, Watch(progress, job.cancelled)) as copy:
        job.progress(0, 0, Stage.FINISHING)
        services.store.alone(lambda: put(copy))
    job.told()
    look_at_sessions(services)
    return Empty()
