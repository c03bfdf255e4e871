"""Long work: started by an operation of its own, asked for progress, cancelled, and its result fetched.

An operation of kind ``Start`` is a write in every respect (right, key, log line, access checked at the start), and
returns a ``JobId`` at once. Declare it with ``start_of`` beside the other operations, naming the type of what the
job ends with::

    RATES_EXPORT: Start[r.ExportRates, r.ExportedRates] = start_of(
        "rates.export", r.ExportRates, r.ExportedRates, (Right.RATES_VIEW, Right.EXPORT)
    )

Then ``JOBS_STATUS`` tells how far it is, ``JOBS_CANCEL`` stops it, and ``JOBS_RESULT`` gives what it ended with (read
it with ``codec.decode_outcome``) or raises the refusal that it ended in. A job belongs to the user who started it; one
of another user and one that never was are the same NotFound. Its session's end cancels it, and so does the program's.
Files go to a job and come from it by the operations of ``contract.files``. The work itself: see ``services.jobs``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

import msgspec

from vosdesk.contract.changes import Changes
from vosdesk.contract.ids import JobId, Time, Value
from vosdesk.contract.operation import Write
from vosdesk.contract.permissions import Gate, Right

Q = TypeVar("Q")
R = TypeVar("R")

MAX_RUNNING = 4
"""Jobs that one user may have under way at once."""
MAX_ENDED = 32
"""Jobs that have ended and are remembered for each user; beyond them the oldest are forgotten."""


@dataclass(frozen=True)
class Start(Write[Q, JobId], Generic[Q, R]):
    """A write that starts a job and returns its id. ``outcome`` is the type of what the job ends with."""

    outcome: Any = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.outcome is None:
            raise TypeError(f"operation {self.id} does not say what its job ends with")


def start_of(operation_id: str, request: type[Q], outcome: type[R], requires: tuple[Right | Gate, ...]) -> Start[Q, R]:
    """Declare an operation that starts a job ending with an ``outcome``."""
    return Start(operation_id, request, JobId, requires, outcome=outcome)


class JobState(StrEnum):
    """How a job stands. All but RUNNING are for good."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Stage(StrEnum):
    """What a running job is at; ``done`` and ``total`` count within the stage."""

    STARTING = "starting"
    READING = "reading"
    CHECKING = "checking"
    COMPARING = "comparing"
    COUNTING = "counting"
    WRITING = "writing"
    FINISHING = "finishing"


class JobStatus(Value, frozen=True):
    """How far a job is. ``total`` is 0 while it is not known."""

    id: JobId
    operation: str
    state: JobState
    stage: Stage
    done: int
    total: int
    started: Time
    ended: Time | None = None


class AskJob(Value, frozen=True):
    """Ask for the status or the result of one of one's own jobs, or cancel it."""

    id: JobId


class JobResult(Value, frozen=True):
    """What a job ended with, as JSON of the type that its operation declares, and what it changed."""

    value: msgspec.Raw
    changes: Changes
