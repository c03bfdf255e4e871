"""How long the GUI thread is busy at a stretch."""

import os
import threading
import time
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer


class StallProbe(QObject):
    """A timer that wants to tick every millisecond: what it waits longer, the GUI thread was busy.

    ``worst`` counts processor time of the GUI thread alone: a machine that is busy with something else does not
    blur it. ``worst_wall`` counts the clock's time, as a user feels it. Both in milliseconds.
    """

    def __init__(self) -> None:
        super().__init__()
        self.worst = self.worst_wall = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> "StallProbe":
        self._worked, self._was = time.thread_time(), time.perf_counter()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        worked, now = time.thread_time(), time.perf_counter()
        self.worst = max(self.worst, (worked - self._worked) * 1_000)
        self.worst_wall = max(self.worst_wall, (now - self._was) * 1_000)
        self._worked, self._was = worked, now


class _Used(NamedTuple):
    """Of a thread: milliseconds on a processor, and milliseconds that it was ready but others had the processors."""

    worked: float
    queued: float


_NONE = _Used(0, 0)


class HoldProbe(QObject):
    """How long the program itself keeps its GUI thread at a stretch, other programs on the machine left out. Linux.

    ``worst``, in milliseconds: what the GUI thread works without looking at its events, and what another thread
    works meanwhile while it waits, for the lock of the interpreter or anything else.
    """

    _GLANCE = 0.004
    _LATE = 0.010

    def __init__(self) -> None:
        super().__init__()
        self.worst = 0.0
        self._own = threading.get_native_id()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> "HoldProbe":
        self._used, self._looked = _used(), time.perf_counter()
        self._was = self._looked
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        if now - self._was > self._LATE:
            self._weigh((now - self._was) * 1_000)
        elif now - self._looked > self._GLANCE:
            self._used, self._looked = _used(), now
        self._was = time.perf_counter()

    def _weigh(self, late: float) -> None:
        before, self._used = self._used, _used()
        spent = {
            thread: _Used(used.worked - was.worked, used.queued - was.queued)
            for thread, used in self._used.items()
            for was in (before.get(thread, _NONE),)
        }
        own = spent.pop(self._own)
        others = max((used.worked for used in spent.values()), default=0.0)
        self.worst = max(self.worst, own.worked + max(0.0, min(late - own.worked - own.queued, others)))


def _used() -> dict[int, _Used]:
    """What the threads of this process have used so far."""
    found = {}
    for thread in os.listdir("/proc/self/task"):
        try:
            with open(f"/proc/self/task/{thread}/schedstat", encoding="ascii") as stream:
                worked, queued, _ = map(int, stream.read().split())
        except OSError:
            continue  # it has ended
        found[int(thread)] = _Used(worked / 1e6, queued / 1e6)
    return found
