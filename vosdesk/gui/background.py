"""Work in threads whose answers arrive on the GUI thread.

One object per call, with a parent, a callback for the result and one for the failure. Late answers (the parent is
gone, or the call was cancelled) are dropped.
"""

from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")

THREADS = 4
Answer = tuple["Call", Any, Exception | None]


class Call:
    """A call under way. Kept until its answer was delivered or dropped."""

    def __init__(self, parent: QObject, done: Callable[[Any], None], failed: Callable[[Any], None] | None) -> None:
        self._parent = parent
        self._cancelled = False
        self.done = done
        self.failed = failed

    def cancel(self) -> None:
        """Drop the answer. What a write does is done all the same."""
        self._cancelled = True

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for the answer."""
        return not self._cancelled and isValid(self._parent)


class Background(QObject):
    """A few threads, and the calls under way in them."""

    busy_changed = Signal(bool)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._under_way: set[Call] = set()
        self._closed = False
        self._answers: deque[Answer] = deque()
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._deliver)
        self._answered.connect(self._queue, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> int:
        """The number of calls under way."""
        return len(self._under_way)

    def run(
        self,
        parent: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Call:
        """Do ``work`` in a thread; ``done`` or ``failed`` is called on the GUI thread.

        An exception that nobody takes is raised there, so that it is seen.
        """
        return self._start(Call(parent, done, failed), work)

    def drain(self) -> None:
        """Wait for every call under way and drop the answers; calls made later are dropped at once."""
        self._closed = True
        for call in self._under_way:
            call.cancel()
        for pool in self._pools():
            pool.waitForDone(-1)
        self._under_way.clear()
        self._turn.stop()
        self._answers.clear()

    def _pools(self) -> tuple[QThreadPool, ...]:
        return (self._pool,)

    def _start(self, call: Call, work: Callable[[], object], pool: QThreadPool | None = None) -> Call:
        if self._closed:
            call.cancel()
            return call
        self._under_way.add(call)
        if len(self._under_way) == 1:
            self.busy_changed.emit(True)

        def run() -> None:
            try:
                self._answered.emit((call, work(), None))
            except Exception as error:  # noqa: BLE001 - delivered on the GUI thread, whatever it is
                self._answered.emit((call, None, error))

        (pool or self._pool).start(run)
        return call

    @Slot(object)
    def _queue(self, answer: Answer) -> None:
        # An answer that comes after the end must start no timer: whoever collects this next may be another thread.
        if not self._closed:
            self._answers.append(answer)
            self._turn.start()

    @Slot()
    def _deliver(self) -> None:
        # One answer in a turn of the event loop: what it fills is painted, and keys are heard, before the next.
        call, value, error = self._answers.popleft()
        if self._answers:
            self._turn.start()
        self._under_way.discard(call)
        if not self._under_way:
            self.busy_changed.emit(False)
        if self._closed:
            return
        if error is None:
            self._succeeded(call, value)
        else:
            self._failed(call, error)

    def _succeeded(self, call: Call, value: Any) -> None:
        if call.wanted:
            call.done(value)

    def _failed(self, call: Call, error: Exception) -> None:
        if not call.wanted:
            return
        if call.failed is None:
            raise error
        call.failed(error)
