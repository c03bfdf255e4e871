"""How long the GUI thread is busy at a stretch."""

import time
from types import TracebackType

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
