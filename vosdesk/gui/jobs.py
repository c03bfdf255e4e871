"""Long work seen from the console: jobs started and followed, files sent and fetched, never on the GUI thread.

Each is a ``Task``: make it with a parent, connect what you need, call ``start``; show it in a
``gui.task_strip.TaskStrip``, which has the bar and the Cancel button. Exactly one of ``done``, ``failed`` and
``cancelled`` is emitted, and then ``ended``. A task whose parent goes away is cancelled.

* ``Job(context, OPERATION, request, parent)``: ``done`` carries what the job ended with, ``failed`` a Refusal.
  What it changed is announced to the open pages before.
* ``Upload(context, path, parent)``: ``done`` carries the FileId to put into a request.
* ``Export(context, OPERATION, request, target, parent)``: runs a job, and writes the file that it made to ``target``:
  whole, or what was there stays. ``done`` carries the job's outcome, which is a FileInfo or has one as ``file``.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from vosdesk.contract import codec
from vosdesk.contract.errors import Code, Refusal, Unavailable
from vosdesk.contract.files import DropFile, FileInfo
from vosdesk.contract.ids import FileId, JobId, Key, new_key
from vosdesk.contract.jobs import AskJob, JobResult, JobState, JobStatus, Start
from vosdesk.contract.operations import FILES_DROP, JOBS_CANCEL, JOBS_RESULT, JOBS_STATUS
from vosdesk.gui import local_files
from vosdesk.gui.context import Context
from vosdesk.gui.local_files import Meter, Stopped
from vosdesk.gui.text import enum_text, refusal_text, tr

Q = TypeVar("Q")
R = TypeVar("R")

ASK_EVERY = 100
"""Milliseconds between two questions for a job's progress."""
_PATIENCE = 1_000
"""Milliseconds until the next question where the last one could not be answered."""


class Progress(NamedTuple):
    """How far a task is: what it is at, and numbers to compare; ``total`` is 0 while it is not known."""

    text: str
    done: int
    total: int


class Task(QObject):
    """Something that takes long, and can be cancelled."""

    progressed = Signal(object)
    """A Progress."""
    done = Signal(object)
    failed = Signal(object)
    """A Refusal, or an OSError of a file of this computer."""
    cancelled = Signal()
    ended = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.running = False
        self.at = Progress("", 0, 0)
        self.cancelling = False

    def start(self) -> None:
        """Begin."""
        self.running = True
        self._begin()

    def cancel(self) -> None:
        """Stop as soon as can be; ``cancelled`` tells when, unless it had ended already."""
        if self.running and not self.cancelling:
            self.cancelling = True
            self._tell(Progress(tr("Cancelling…"), self.at.done, self.at.total))
            self._stop()

    def problem(self, error: object) -> str:
        """Why it failed, for the reader."""
        if isinstance(error, Refusal):
            return refusal_text(error, self.context.formats)
        return local_files.not_read(error) if isinstance(error, OSError) else str(error)

    def stopped(self) -> str:
        """That it was cancelled, and what it left, for the reader."""
        return tr("Cancelled. Nothing was changed.")

    def _begin(self) -> None:
        raise NotImplementedError

    def _stop(self) -> None:
        raise NotImplementedError

    def _tell(self, progress: Progress) -> None:
        self.at = progress
        self.progressed.emit(progress)

    def _done(self, value: object) -> None:
        self._end(self.done, value)

    def _failed(self, error: object) -> None:
        self._end(self.failed, error)

    def _end(self, signal: Any, *values: object) -> None:
        if self.running:
            self.running = False
            signal.emit(*values)
            self.ended.emit()


class Job(Task, Generic[Q, R]):
    """A job of the backend, from its start to its result."""

    def __init__(
        self, context: Context, operation: Start[Q, R], request: Q, parent: QObject, key: Key | None = None
    ) -> None:
        super().__init__(context, parent)
        self._operation, self._request, self._key = operation, request, key or new_key()
        self._known: list[JobId] = []
        self.id: JobId | None = None
        """Under which it runs, or ran."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        self.destroyed.connect(partial(_abandon, context, self._known))

    def _begin(self) -> None:
        # The answer is waited for even when this is gone by then: a job that nobody follows must not run on.
        ops, started = self.context.ops, partial(_started, self, self.context)
        ops.write(ops, self._operation, self._request, started, partial(_not_started, self), key=self._key)

    def _stop(self) -> None:
        if self._known:
            _abandon(self.context, self._known)

    def follow(self, job: JobId) -> None:
        """The job runs under this id from now on."""
        self._known[:] = [job]
        self.id = job
        if self.cancelling:
            self._stop()
        self._ask()

    def _ask(self) -> None:
        self.context.ops.read(self, JOBS_STATUS, AskJob(id=self._known[0]), self._told, self._not_told)

    def _told(self, status: JobStatus) -> None:
        if status.state is JobState.RUNNING:
            if not self.cancelling:
                self._tell(Progress(enum_text(status.stage), status.done, status.total))
            self._timer.start(ASK_EVERY)
        elif status.state is JobState.CANCELLED:
            self._known.clear()
            self._end(self.cancelled)
        else:
            self.context.ops.read(self, JOBS_RESULT, AskJob(id=status.id), self._came, self._no_result)

    def _not_told(self, refusal: Refusal) -> None:
        # While the backend is out of reach the job goes on: it is asked for again.
        if isinstance(refusal, Unavailable) and refusal.code is not Code.DATABASE_CLOSED:
            self._timer.start(_PATIENCE)
        else:
            self._no_result(refusal)

    def _no_result(self, refusal: Refusal) -> None:
        self._known.clear()
        self._failed(refusal)

    def _came(self, result: JobResult) -> None:
        self._known.clear()
        if result.changes.touched:
            self.context.ops.changed.emit(result.changes)
        self._done(codec.decode_outcome(self._operation, result))


class Upload(Task):
    """A file of this computer on its way to the backend."""

    def __init__(self, context: Context, path: Path, parent: QObject) -> None:
        super().__init__(context, parent)
        self.path = path
        self._meter = Meter()
        self._timer = _timer(self, self._look)
        self.destroyed.connect(partial(_stop_meter, self._meter))

    def _begin(self) -> None:
        self._timer.start()
        work = partial(_stoppable, partial(local_files.send, self.context.backend, self.path, self._meter))
        self.context.ops.disk(self, work, self._sent, self._failed, self._failed)

    def _stop(self) -> None:
        self._meter.stopped = True

    def _look(self) -> None:
        if not self.cancelling:
            self._tell(Progress(tr("Reading the file…"), self._meter.done, self._meter.total))

    def _sent(self, file: FileId | None) -> None:
        if file is None:
            self._end(self.cancelled)
        else:
            self._done(file)

    def _end(self, signal: Any, *values: object) -> None:
        self._timer.stop()
        super()._end(signal, *values)


class _ToDisk(Task):
    """A file's way to its place on this computer."""

    keep = False

    def __init__(self, context: Context, target: Path, parent: QObject) -> None:
        super().__init__(context, parent)
        self.target = target
        self._meter = Meter()
        self._timer = _timer(self, self._look)
        self.destroyed.connect(partial(_stop_meter, self._meter))

    def problem(self, error: object) -> str:
        """Why it failed, for the reader."""
        return local_files.reason(error, self.target) if isinstance(error, OSError) else super().problem(error)

    def stopped(self) -> str:
        """That it was cancelled: what was there stays."""
        return tr("Cancelled. Nothing was written.")

    def _stop(self) -> None:
        self._meter.stopped = True

    def _fetch(self, outcome: Any) -> None:
        self._timer.start()
        file: FileInfo = outcome if isinstance(outcome, FileInfo) else outcome.file
        fetched = partial(_fetched, self.context, file, self.target, self._meter, keep=self.keep)
        self.context.ops.disk(
            self, partial(_stoppable, fetched), partial(self._written, outcome), self._failed, self._failed
        )

    def _look(self) -> None:
        if not self.cancelling:
            self._tell(Progress(tr("Writing the file…"), self._meter.done, self._meter.total))

    def _written(self, outcome: object, whole: bool | None) -> None:
        if whole is None:
            self._end(self.cancelled)
        else:
            self._done(outcome)

    def _end(self, signal: Any, *values: object) -> None:
        self._timer.stop()
        super()._end(signal, *values)


class Fetch(_ToDisk):
    """A file that a job made before; the backend keeps it."""

    keep = True

    def __init__(self, context: Context, file: FileInfo, target: Path, parent: QObject) -> None:
        super().__init__(context, target, parent)
        self._file = file

    def _begin(self) -> None:
        self._fetch(self._file)


class Export(_ToDisk, Generic[Q, R]):
    """A job that makes a file, and the file's way to its place on this computer."""

    def __init__(
        self,
        context: Context,
        operation: Start[Q, R],
        request: Q,
        target: Path,
        parent: QObject,
    ) -> None:
        super().__init__(context, target, parent)
        self._job = Job(context, operation, request, self)
        self._job.progressed.connect(self._tell)
        self._job.done.connect(self._fetch)
        self._job.failed.connect(self._failed)
        self._job.cancelled.connect(self._job_cancelled)

    def _begin(self) -> None:
        self._job.start()

    def _stop(self) -> None:
        super()._stop()
        self._job.cancel()

    def _job_cancelled(self) -> None:
        self._end(self.cancelled)


def _started(task: Job[Any, Any], context: Context, job: JobId) -> None:
    if isValid(task):
        task.follow(job)
    else:
        _abandon(context, [job])


def _not_started(task: Job[Any, Any], refusal: Refusal) -> None:
    if isValid(task):
        task._failed(refusal)


def _abandon(context: Context, known: list[JobId], _: QObject | None = None) -> None:
    for job in known:
        context.ops.write(context.ops, JOBS_CANCEL, AskJob(id=job), _ignore, _ignore)


def _stop_meter(meter: Meter, _: QObject | None = None) -> None:
    meter.stopped = True


def drop_file(context: Context, file: FileId) -> None:
    """Tell the backend that a file which was sent need not be kept any more."""
    context.ops.write(context.ops, FILES_DROP, DropFile(id=file), _ignore, _ignore)


def _ignore(answer: object) -> None:
    """What cannot be cancelled or dropped any more has ended already, or goes with its session."""


def _stoppable(work: Callable[[], R]) -> R | None:
    try:
        return work()
    except Stopped:
        return None


def _fetched(context: Context, file: FileInfo, target: Path, meter: Meter, *, keep: bool) -> bool:
    local_files.fetch(context.backend, file, target, meter, keep=keep)
    return True


def _timer(parent: QObject, look: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(ASK_EVERY)
    timer.timeout.connect(look)
    return timer
