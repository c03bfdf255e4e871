"""The jobs of this process: who started them, how far they are, what they ended with."""

import threading
from dataclasses import dataclass, field
from typing import Any

from vosdesk.contract.changes import Changes
from vosdesk.contract.errors import Code, Conflict, NotFound, Refusal, Unavailable
from vosdesk.contract.ids import JobId, Key, Time, UserId
from vosdesk.contract.jobs import MAX_ENDED, MAX_RUNNING, JobState, JobStatus, Stage, Start
from vosdesk.services.spool import Owner


@dataclass(slots=True, eq=False)
class Job:
    """One job. Its own thread writes it; others read it, and set ``stop``."""

    id: JobId
    operation: Start[Any, Any]
    owner: Owner
    key: Key
    started: Time
    state: JobState = JobState.RUNNING
    stage: Stage = Stage.STARTING
    done: int = 0
    total: int = 0
    ended: Time | None = None
    result: bytes = b""
    changes: Changes = field(default_factory=Changes)
    refusal: Refusal | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    reason: Refusal | None = None
    """Why it was stopped, where it was not by its user."""
    thread: threading.Thread | None = None

    def status(self) -> JobStatus:
        """How far it is."""
        return JobStatus(
            id=self.id,
            operation=self.operation.id,
            state=self.state,
            stage=self.stage,
            done=self.done,
            total=self.total,
            started=self.started,
            ended=self.ended,
        )


class Jobs:
    """All jobs of a process. Safe to use from several threads."""

    def __init__(self) -> None:
        self._jobs: dict[JobId, Job] = {}
        self._lock = threading.Lock()
        self._stopping = False

    def require_room(self, user: UserId) -> None:
        """Raise Conflict when the user has as many jobs under way as he may; Unavailable when the program closes."""
        with self._lock:
            if self._stopping:
                raise Unavailable(Code.DATABASE_CLOSED)
            running = sum(job.owner.user == user and job.state is JobState.RUNNING for job in self._jobs.values())
        if running >= MAX_RUNNING:
            raise Conflict(Code.JOBS_TOO_MANY, {"limit": MAX_RUNNING})

    def launch(self, job: Job, thread: threading.Thread) -> None:
        """Take a job in and start its thread; when the program closes it is stopped from the first."""
        job.thread = thread
        with self._lock:
            self._forget(job.owner.user)
            self._jobs[job.id] = job
            if self._stopping:
                job.stop.set()
            try:
                thread.start()
            except RuntimeError:  # the machine has no thread left
                del self._jobs[job.id]
                raise

    def get(self, user: UserId, job_id: JobId) -> Job:
        """A job of the user. Raises NotFound for one of another user as for one that never was."""
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None or job.owner.user != user:
            raise NotFound
        return job

    def running(self) -> list[Job]:
        """The jobs under way."""
        with self._lock:
            return [job for job in self._jobs.values() if job.state is JobState.RUNNING]

    def stop_session(self, session: bytes, reason: Refusal) -> None:
        """Stop the jobs of a session that has ended."""
        for job in self.running():
            if job.owner.session == session:
                job.reason = reason
                job.stop.set()

    def stop_all(self) -> None:
        """Stop every job, and those that come later."""
        with self._lock:
            self._stopping = True
            for job in self._jobs.values():
                job.stop.set()

    def join(self) -> None:
        """Wait until every job has ended."""
        with self._lock:
            threads = [job.thread for job in self._jobs.values() if job.thread is not None]
        for thread in threads:
            thread.join()

    def _forget(self, user: UserId) -> None:
        ended = [job for job in self._jobs.values() if job.owner.user == user and job.state is not JobState.RUNNING]
        for job in ended[: max(0, len(ended) - MAX_ENDED + 1)]:
            del self._jobs[job.id]
