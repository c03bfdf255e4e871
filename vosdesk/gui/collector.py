"""Cyclic garbage is collected on the GUI thread alone, between its events.

The interpreter collects in whatever thread happens to allocate. One that reads rows would destroy the windows that
died in a cycle, and Qt's objects must die in the thread they live in.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 200


class Collector(QObject):
    """Takes the interpreter's own collecting over until ``stop``.

    What is there at the start, and when the first user has entered, is the program itself: it is never looked at
    again, so that a whole collection is short. Every thread waits for one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._settled = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot()
    def settle(self) -> None:
        """Leave out what was made by now, the first time: what the first login imported and keeps."""
        if not self._settled:
            self._settled = True
            gc.freeze()

    def stop(self) -> None:
        """Let the interpreter collect as before: no window is left, and no thread."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def _look(self) -> None:
        collect_due()


def collect_due() -> None:
    """Collect the oldest generation that the interpreter would collect now, with the younger ones, if there is one."""
    for generation, (count, most) in reversed(list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))):
        if most and count > most:
            gc.collect(generation)
            return
