"""Long work that a test steers: an operation of its own, in a world that knows it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import text

from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.codec import decode_outcome
from vosdesk.contract.errors import Code, Conflict, NotFound
from vosdesk.contract.files import FileInfo
from vosdesk.contract.ids import FileId, JobId, UserId, Value
from vosdesk.contract.jobs import AskJob, JobResult, JobState, Stage, Start, start_of
from vosdesk.contract.operations import OPERATIONS
from vosdesk.contract.permissions import Right
from vosdesk.services import catalog
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.jobs import JobContext
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Writing

PATIENCE = 20


class Toil(Value, frozen=True):
    """Work to try jobs with: what it does is named by ``how``."""

    how: str
    file: FileId = FileId("")
    user: UserId = UserId(0)


class Toiled(Value, frozen=True):
    """What it ended with."""

    said: str
    file: FileInfo | None = None


TOIL: Start[Toil, Toiled] = start_of("users.toil", Toil, Toiled, (Right.USERS_EDIT,))


class Steps:
    """Where a job stands, for a test that walks beside it."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.go_on = threading.Event()
        self.undone = threading.Event()

    def handlers(self) -> Handlers:
        """The operation's handlers."""
        made = Handlers()

        def admit(work: Writing, request: Toil) -> str:
            work.about(Noun.USERS, request.user or None, "toil")
            if request.how == "forbidden":
                raise NotFound
            return "admitted"

        @made.starts(TOIL, admit=admit)
        def toil(job: JobContext, request: Toil) -> Toiled:
            assert job.admitted == "admitted"
            result: Toiled = getattr(self, f"_{request.how}")(job, request)
            return result

        return made

    def _answer(self, job: JobContext, request: Toil) -> Toiled:
        job.progress(3, 3, Stage.FINISHING)
        job.record(after={"lines": 3})
        return Toiled(said="done")

    def _refuse(self, job: JobContext, request: Toil) -> Toiled:
        raise Conflict(Code.SELECTION_CHANGED, {"count": 5})

    def _break(self, job: JobContext, request: Toil) -> Toiled:
        raise ZeroDivisionError("nobody sees this")

    def _full(self, job: JobContext, request: Toil) -> Toiled:
        raise OSError(28, "No space left on device")

    def _wait(self, job: JobContext, request: Toil) -> Toiled:
        job.progress(1, 2, Stage.READING)
        self.reached.set()
        while not self.go_on.wait(0.001):
            job.check()
        return Toiled(said="went on")

    def _write(self, job: JobContext, request: Toil) -> Toiled:
        self.reached.set()
        assert self.go_on.wait(PATIENCE)
        return Toiled(said=job.write(lambda work: self._rename(work, request, job)))

    def _write_and_wait(self, job: JobContext, request: Toil) -> Toiled:
        def act(work: Writing) -> str:
            renamed = self._rename(work, request, job)
            self.reached.set()
            while not self.go_on.wait(0.001):
                job.check()
            return renamed

        return Toiled(said=job.write(act))

    def _rename(self, work: Writing, request: Toil, job: JobContext) -> str:
        work.unit.connection.execute(text("UPDATE users SET name = 'toiled' WHERE id = :id"), {"id": request.user})
        work.record(Noun.USERS, request.user, "toil", after={"name": "toiled"})
        return work.actor.login

    def _read(self, job: JobContext, request: Toil) -> Toiled:
        self.reached.set()
        assert self.go_on.wait(PATIENCE)
        with job.read() as work:
            return Toiled(said=work.actor.login)

    def _take(self, job: JobContext, request: Toil) -> Toiled:
        return Toiled(said=job.open_read(request.file).read_bytes().decode())

    def _make(self, job: JobContext, request: Toil) -> Toiled:
        made = job.new_file("made.txt")
        made.path.write_bytes(b"line\n" * 1000)
        return Toiled(said="made", file=job.info(made))


@contextmanager
def toiling(world: World) -> Iterator[Steps]:
    """The world's dispatcher knows the operation, until the block ends."""
    steps = Steps()
    with patch.dict(OPERATIONS, {TOIL.id: TOIL}):
        world.dispatcher = Dispatcher(world.services, (*catalog.NOUNS, steps.handlers()))
        yield steps
        steps.go_on.set()
        world.services.stop()
        world.services.jobs.join()


def join(world: World, job: JobId) -> JobState:
    """Wait until a job and its thread have ended."""
    thread = world.services.jobs._jobs[job].thread
    assert thread is not None
    thread.join(PATIENCE)
    assert not thread.is_alive()
    return world.services.jobs._jobs[job].state


def outcome(world: World, token: str, job: JobId, operation: Start[Any, Any] = TOIL) -> Any:
    """What a job ended with, for the user of a session. Raises what it ended in."""
    result: JobResult = world.read(token, o.JOBS_RESULT, AskJob(id=job))
    return decode_outcome(operation, result)
