"""Work that waits until a window has been seen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

PATIENCE = 400
"""Milliseconds after which the work begins all the same: a minimised window is never painted."""


class FirstPaint(QObject):
    """Runs ``then`` once, after the first paint of ``window``. What runs before it delays what the user sees."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._run)
        self._timer.start(PATIENCE)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the window's paint go by; nothing is taken from it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _run(self) -> None:
        self._window.removeEventFilter(self)
        self.deleteLater()
        self._then()
