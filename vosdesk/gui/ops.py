"""Calls of the backend in the background; their answers arrive on the GUI thread.

One object per call, with a parent, a callback for the result and one for the refusal. Late answers (the parent is
gone, or the call was cancelled) are dropped; what a write changed is announced all the same.
"""

import sys
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from vosdesk.contract.backend import Backend
from vosdesk.contract.changes import Changes, Done
from vosdesk.contract.errors import Code, Fault, Refusal, SessionOver
from vosdesk.contract.ids import Key, new_key
from vosdesk.contract.operations import Read, Write
from vosdesk.gui.notices import Notices

Q = TypeVar("Q")
R = TypeVar("R")

THREADS = 4


class Call:
    """A call under way. Kept by ``Ops`` until its answer was delivered or dropped."""

    def __init__(
        self, parent: QObject, done: Callable[[Any], None], failed: Callable[[Refusal], None] | None
    ) -> None:
        self._parent = parent
        self._done = done
        self._failed = failed
        self._cancelled = False

    def cancel(self) -> None:
        """Drop the answer. What a write does is done all the same."""
        self._cancelled = True

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for the answer."""
        return not self._cancelled and isValid(self._parent)


class Ops(QObject):
    """The console's way to the backend."""

    changed = Signal(object)
    """Changes, after each write that was done."""
    session_over = Signal(object)
    """A SessionOver refusal: the shell asks for the password or logs in again; work is kept."""
    busy_changed = Signal(bool)
    _answered = Signal(object)

    def __init__(self, backend: Backend, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backend = backend
        self._notices = notices
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._under_way: set[Call] = set()
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> int:
        """The number of calls under way."""
        return len(self._under_way)

    def read(
        self,
        parent: QObject,
        operation: Read[Q, R],
        request: Q,
        done: Callable[[R], None],
        failed: Callable[[Refusal], None] | None = None,
    ) -> Call:
        """Call a read; ``done`` gets its result on the GUI thread, unless ``parent`` is gone by then."""
        return self._start(Call(parent, done, failed), lambda: (self._backend.call(operation, request), None))

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

        return self._start(Call(parent, done, failed), work)

    def drain(self) -> None:
        """Wait for every call under way and drop the answers; calls made later are dropped at once."""
        self._closed = True
        for call in self._under_way:
            call.cancel()
        self._pool.waitForDone(-1)
        self._under_way.clear()

    def _start(self, call: Call, work: Callable[[], tuple[object, Changes | None]]) -> Call:
        if self._closed:
            call.cancel()
            return call
        self._under_way.add(call)
        if len(self._under_way) == 1:
            self.busy_changed.emit(True)

        def run() -> None:
            try:
                value, changes = work()
                self._answered.emit((call, value, changes, None))
            except Exception as error:  # noqa: BLE001 - delivered on the GUI thread, whatever it is
                self._answered.emit((call, None, None, error))

        self._pool.start(run)
        return call

    @Slot(object)
    def _deliver(self, answer: tuple[Call, Any, Changes | None, Exception | None]) -> None:
        call, value, changes, error = answer
        self._under_way.discard(call)
        if not self._under_way:
            self.busy_changed.emit(False)
        if self._closed:
            return
        if error is not None:
            self._fail(call, error)
            return
        if changes is not None and changes.touched:
            self.changed.emit(changes)
        if call.wanted:
            call._done(value)

    def _fail(self, call: Call, error: Exception) -> None:
        refusal = error if isinstance(error, Refusal) else _crash(error)
        if isinstance(refusal, SessionOver):
            # The form is told as well, so that its button comes alive again under the lock screen.
            self.session_over.emit(refusal)
            if call.wanted and call._failed is not None:
                call._failed(refusal)
        elif not call.wanted:
            return
        elif call._failed is not None:
            call._failed(refusal)
        else:
            self._notices.refused(refusal)


def _crash(error: Exception) -> Fault:
    """A defect of ours: to the hook that shows and keeps it, and a Fault for who waits."""
    reference = uuid4().hex[:8]
    error.add_note(f"reference {reference}")
    sys.excepthook(type(error), error, error.__traceback__)
    return Fault(Code.FAULT, {"reference": reference})
