"""Work that takes long, in a thread of its own, and the operations that ask for it.

A handler of an operation of kind ``Start`` comes in two parts, registered together::

    def _admit(work: Writing, request: ExportRates) -> GroupFacts:
        ...  # who may do this with that, decided in the transaction of the start; say work.about(...)

    @handlers.starts(o.RATES_EXPORT, admit=_admit)
    def export(job: JobContext, request: ExportRates) -> ExportedRates:
        file = job.new_file("rates.csv")
        with job.read() as work, file.path.open("wb") as stream:
            for number, row in enumerate(...):
                job.progress(number, total, Stage.WRITING)  # cheap; stops the job here when it was cancelled
                ...
        return ExportedRates(file=job.info(file))

What ``admit`` returns is ``job.admitted``. ``job.read()`` and ``job.write(act)`` read the user and his rights anew;
``job.write`` runs ``act(work: Writing)`` like the handler of a write: one transaction with its log line, which says
what ``work.record`` was told, and undone whole when the job is cancelled before the commit (``act`` may run more than
once on PostgreSQL). A job that writes nothing gets its line at the end, from ``job.record``. Files that were sent are
found by ``job.open_read(file)``; they stay until the client drops them. Files that a job made are the user's to fetch
when it has ended well, and are gone otherwise. A Refusal that is raised is the job's result;
anything else that is raised is a defect and becomes a Fault.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid5

import msgspec

from vosdesk.contract import codec
from vosdesk.contract import jobs as j
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Changes
from vosdesk.contract.errors import Code, Conflict, NotFound, Refusal, SessionOver
from vosdesk.contract.files import FileInfo
from vosdesk.contract.ids import Empty, FileId, Key
from vosdesk.contract.jobs import JobState, Stage
from vosdesk.policy.checks import require_operation
from vosdesk.services import audit
from vosdesk.services.failures import refusal_of
from vosdesk.services.job_table import Job
from vosdesk.services.principal import holder_of, is_live
from vosdesk.services.registry import Handler, Handlers
from vosdesk.services.runtime import Aside, Line, Principal, Reading, Services, Writing
from vosdesk.services.spool import Kept
from vosdesk.storage.unit_of_work import ReadUnit, WriteUnit

T = TypeVar("T")

handlers = Handlers()
_LOOK_EVERY = 5.0
"""Seconds after which a job looks whether its session is still alive: it may be ended by another process."""


class JobStopped(Exception):  # noqa: N818 - not a fault, and caught by the job's own thread alone
    """Unwinds a job that was cancelled."""


class JobContext:
    """What a job works with. Only its own thread uses it (``write`` runs ``act`` in the writer's)."""

    def __init__(self, services: Services, job: Job, admitted: Any, principal: Principal, line: Line) -> None:
        self.services = services
        self.admitted = admitted
        """What was found out when the job was admitted."""
        self.actor = principal.actor
        """The user as he was when the job was admitted."""
        self._job = job
        self._line = line
        self._writes = 0
        self._made: list[Kept] = []
        self._looked = time.monotonic()

    def progress(self, done: int, total: int = 0, stage: Stage | None = None) -> None:
        """Tell how far the work is. Raises JobStopped when the job was cancelled."""
        self._job.done, self._job.total = done, total
        if stage is not None:
            self._job.stage = stage
        self.check()

    def cancelled(self) -> bool:
        """Whether the job was cancelled, for engines that end by themselves; then call ``check``."""
        if not self._job.stop.is_set() and time.monotonic() - self._looked > _LOOK_EVERY:
            self._looked = time.monotonic()
            look_at_sessions(self.services)
        return self._job.stop.is_set()

    def look(self, _done: int, _total: int) -> None:
        """Progress of a part that is not counted. Raises JobStopped when the job was cancelled."""
        self.check()

    def check(self) -> None:
        """Raise JobStopped when the job was cancelled."""
        if self.cancelled():
            raise JobStopped

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """One moment of the database. Raises a Refusal when the user may no longer do this."""
        self.check()
        with self.services.store.read() as unit:
            yield Reading(unit, self._principal(unit), self.services.clock())

    def write(self, act: Callable[[Writing], T]) -> T:
        """Run ``act`` in one transaction with its log line. Raises a Refusal when the user may no longer do this."""
        self.check()
        key = Key(str(uuid5(UUID(self._job.key), str(self._writes))))

        def attempt(unit: WriteUnit) -> tuple[T, Changes]:
            now = self.services.clock()
            principal = self._principal(unit)
            line = Line(self._line.noun, self._line.object_id, self._line.label)
            value = act(Writing(unit, principal, now, key, line=line))
            self.check()
            actor = principal.actor
            audit.done(unit, now, actor.id, actor.login, actor.source, self._job.operation.id, line)
            return value, unit.changes

        value, changes = self.services.store.write(attempt)
        self._writes += 1
        self._job.changes = _joined(self._job.changes, changes)
        return value

    def record(self, *, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None) -> None:
        """What the log line at the end says beside the object; for jobs that write nothing."""
        self._line.before, self._line.after = before or {}, after or {}

    def told(self) -> None:
        """The log says already what was done: no line is added at the end."""
        self._writes += 1

    def open_read(self, file: FileId) -> Path:
        """Where a file lies that the user sent. Raises NotFound or, when pieces are missing, Conflict."""
        return self.services.spool.path(self._job.owner.user, file)

    def new_file(self, name: str) -> Kept:
        """A file for the user to fetch; it is there, and empty. Whoever may no longer do this cannot fetch it."""
        kept = self.services.spool.new(self._job.owner, name)
        kept.requires = self._job.operation.requires
        self._made.append(kept)
        return kept

    def info(self, kept: Kept) -> FileInfo:
        """What the result of the job tells of a file that it made."""
        return FileInfo(id=kept.id, name=kept.name, size=kept.path.stat().st_size)

    def drop_made(self) -> None:
        """Remove the files that this job made."""
        for kept in self._made:
            with suppress(NotFound):
                self.services.spool.drop(kept.owner.user, kept.id)

    @property
    def unlogged(self) -> bool:
        """Whether no transaction of the job was committed, and with it a line of the log."""
        return self._writes == 0

    def log_end(self, refusal: Refusal | None) -> None:
        """Say in the log how the job ended."""
        who, operation, line = self.actor, self._job.operation.id, self._line
        now = self.services.clock()

        def add(unit: WriteUnit) -> None:
            if refusal is None:
                audit.done(unit, now, who.id, who.login, who.source, operation, line)
            else:
                audit.refused(unit, now, who.id, who.login, who.source, operation, line, refusal)

        audit.beside(self.services.store, add, f"how {operation} of {who.login} ended")

    def _principal(self, unit: ReadUnit) -> Principal:
        # A session that locked itself meanwhile changes nothing: the work was ordered before.
        principal = holder_of(unit, self._job.owner.session, self.services.clock(), {})
        require_operation(principal.actor, self._job.operation.requires)
        return principal


def launch(services: Services, handler: Handler, job: Job, request: Any, context: JobContext) -> None:
    """Run ``handler`` in a thread of its own."""
    name = f"vosdesk-job-{job.operation.id}"
    thread = threading.Thread(target=_run, args=(services, handler, job, request, context), name=name, daemon=True)
    services.jobs.launch(job, thread)


def _run(services: Services, handler: Handler, job: Job, request: Any, context: JobContext) -> None:
    state, refusal = JobState.DONE, None  # type: tuple[JobState, Refusal | None]
    try:
        job.result = codec.encode(handler.run(context, request))
    except JobStopped:
        state, refusal = JobState.CANCELLED, Conflict(Code.JOB_CANCELLED)
        if job.reason is not None:
            state, refusal = JobState.FAILED, job.reason
    except Exception as error:  # noqa: BLE001 - told to whoever asks for the result
        state, refusal = JobState.FAILED, refusal_of(error, job.operation.id)
    if refusal is not None:
        context.drop_made()
    job.refusal, job.ended = refusal, services.clock()
    job.state = state
    if refusal is not None or context.unlogged:
        context.log_end(refusal)


def _joined(one: Changes, other: Changes) -> Changes:
    touched = dict(one.touched)
    for noun, ids in other.touched.items():
        known = touched.get(noun)
        touched[noun] = ids if known is None else sorted({*known, *ids}) if known and ids else []
    return Changes(touched=touched)


def look_at_sessions(services: Services) -> None:
    """Stop the jobs and remove the files of sessions that have ended."""
    sessions = services.spool.sessions() | {job.owner.session for job in services.jobs.running()}
    if not sessions:
        return
    with services.store.read() as unit:
        now = services.clock()
        ended = [session for session in sessions if not is_live(unit, session, now)]
    for session in ended:
        services.jobs.stop_session(session, SessionOver(Code.SESSION_ENDED))
        services.spool.drop_session(session)


@handlers.asides(o.JOBS_STATUS)
def status(work: Aside, request: j.AskJob) -> j.JobStatus:
    """How far one of the user's jobs is."""
    return work.services.jobs.get(work.actor.id, request.id).status()


@handlers.asides(o.JOBS_RESULT)
def result(work: Aside, request: j.AskJob) -> j.JobResult:
    """What a job ended with. Raises the refusal that it ended in, and Conflict while it runs."""
    job = work.services.jobs.get(work.actor.id, request.id)
    if job.state is JobState.RUNNING:
        raise Conflict(Code.JOB_RUNNING)
    require_operation(work.actor, job.operation.requires)
    if job.refusal is not None:
        raise Refusal.of(job.refusal.data())
    return j.JobResult(value=msgspec.Raw(job.result), changes=job.changes)


@handlers.asides(o.JOBS_CANCEL)
def cancel(work: Aside, request: j.AskJob) -> Empty:
    """Stop a job. What has been committed by then stays; a job that has ended is left as it is."""
    work.services.jobs.get(work.actor.id, request.id).stop.set()
    return Empty()
