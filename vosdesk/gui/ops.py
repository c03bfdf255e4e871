"""Calls of the backend in the background; their answers arrive on the GUI thread.

Late answers are dropped as in ``background``; what a write changed is announced all the same.
"""

import sys
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, QThreadPool, Signal

from vosdesk.contract.backend import Backend
from vosdesk.contract.changes import Changes, Done
from vosdesk.contract.errors import Code, Fault, Refusal, SessionOver
from vosdesk.contract.ids import Key, new_key
from vosdesk.contract.operation import Operation, Read, Write
from vosdesk.gui.background import Background, Call
from vosdesk.gui.notices import Notices

__all__ = ["Call", "Ops"]

Q = TypeVar("Q")
R = TypeVar("R")
T = TypeVar("T")

ASIDE_THREADS = 6
_OF_JOBS = frozenset({"jobs", "files"})
"""Nouns of operations that never stand in line behind others: how far a job is, must be told while all else waits."""


class Ops(Background):
    """The console's way to the backend."""

    changed = Signal(object)
    """Changes, after each write that was done."""
    refused = Signal(object)
    """Every Refusal, before whoever asked is told; the service may say something new about the user by it."""
    session_over = Signal(object)
    """A SessionOver refusal: the shell asks for the password or logs in again; work is kept."""

    def __init__(self, backend: Backend, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._aside = QThreadPool(self)
        self._aside.setMaxThreadCount(ASIDE_THREADS)
        self._backend = backend
        self._notices = notices

    def read(
        self,
        parent: QObject,
        operation: Read[Q, R],
        request: Q,
        done: Callable[[R], None],
        failed: Callable[[Refusal], None] | None = None,
    ) -> Call:
        """Call a read; ``done`` gets its result on the GUI thread, unless ``parent`` is gone by then."""
        work = lambda: (self._backend.call(operation, request), None)  # noqa: E731
        return self._start(Call(parent, done, failed), work, self._pool_of(operation))

    def write(
        self,
        parent: QObject,
        operation: Write[Q, R],
        request: Q,
        done: Callable[[R], None],
        failed: Callable[[Refusal], None] | None = None,
        key: Key | None = None,
    ) -> Call:
        """Call a write under ``key`` (a fresh one unless given); ``changed`` is emitted before ``done`` runs."""
        own = key or new_key()

        def work() -> tuple[object, Changes | None]:
            answer: Done[Any] = self._backend.call(operation, request, own)
            return answer.value, answer.changes

        return self._start(Call(parent, done, failed), work, self._pool_of(operation))

    def disk(
        self,
        parent: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[OSError], None],
        refused: Callable[[Refusal], None] | None = None,
    ) -> Call:
        """Read or write files in a thread; ``failed`` gets the OSError that says why it was not done.

        ``work`` may call the backend; ``refused`` gets its Refusal.
        """

        def attempt() -> tuple[object, None]:
            try:
                return work(), None
            except OSError as error:
                return error, None

        def answered(result: Any) -> None:
            if isinstance(result, OSError):
                failed(result)
            else:
                done(result)

        return self._start(Call(parent, answered, refused), attempt, self._aside)

    def _pools(self) -> tuple[QThreadPool, ...]:
        return (self._pool, self._aside)

    def _pool_of(self, operation: Operation[Any, Any]) -> QThreadPool:
        return self._aside if operation.noun in _OF_JOBS else self._pool

    def _succeeded(self, call: Call, value: Any) -> None:
        result, changes = value
        if changes is not None and changes.touched:
            self.changed.emit(changes)
        if call.wanted:
            call.done(result)

    def _failed(self, call: Call, error: Exception) -> None:
        refusal = error if isinstance(error, Refusal) else _crash(error)
        self.refused.emit(refusal)
        if isinstance(refusal, SessionOver):
            # The form is told as well, so that its button comes alive again under the lock screen.
            self.session_over.emit(refusal)
            if call.wanted and call.failed is not None:
                call.failed(refusal)
        elif not call.wanted:
            return
        elif call.failed is not None:
            call.failed(refusal)
        else:
            self._notices.refused(refusal)


def _crash(error: Exception) -> Fault:
    """A defect of ours: to the hook that shows and keeps it, and a Fault for who waits."""
    reference = uuid4().hex[:8]
    error.add_note(f"reference {reference}")
    sys.excepthook(type(error), error, error.__traceback__)
    return Fault(Code.FAULT, {"reference": reference})
