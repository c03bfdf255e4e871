"""Defects of ours: each gets a reference, a place in the log file, and one dialog that shows it."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from vosdesk.gui.text import tr

_log = logging.getLogger("vosdesk.faults")
_REFERENCE = "reference "
LOG_BYTES = 2_000_000


class Faults(QObject):
    """Takes what nobody caught, in whatever thread; shows one dialog at a time and counts the rest."""

    _seen = Signal(object)

    def __init__(self, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = log
        self._handler: logging.Handler | None = None
        self._box: QMessageBox | None = None
        self._before: Callable[..., object] | None = None
        self._thread_before: Callable[..., object] | None = None
        self.references: list[str] = []
        self._seen.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take exceptions of all threads from now on."""
        self._before, sys.excepthook = sys.excepthook, self.take
        self._thread_before, threading.excepthook = threading.excepthook, self._take_thread

    def remove(self) -> None:
        """Give the hooks back and close the log."""
        if self._before is not None and self._thread_before is not None:
            sys.excepthook, threading.excepthook = self._before, self._thread_before
            self._before = self._thread_before = None
        if self._handler is not None:
            _log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None) -> None:
        """Write one exception to the log and show its reference."""
        if issubclass(kind, (KeyboardInterrupt, SystemExit)):
            sys.__excepthook__(kind, error, trace)
            return
        reference = _reference(error)
        text = "".join(traceback.format_exception(kind, error, trace))
        self._logger().error("fault %s\n%s", reference, text)
        sys.stderr.write(text)
        self._seen.emit(reference)

    def _take_thread(self, hooked: threading.ExceptHookArgs) -> None:
        if hooked.exc_value is not None:
            self.take(hooked.exc_type, hooked.exc_value, hooked.exc_traceback)

    def _logger(self) -> logging.Logger:
        if self._handler is None:
            from logging.handlers import RotatingFileHandler

            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._handler = RotatingFileHandler(self._path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
            except OSError:
                self._handler = logging.StreamHandler()
            self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            _log.addHandler(self._handler)
        return _log

    @Slot(object)
    def _show(self, reference: str) -> None:
        self.references.append(reference)
        if QApplication.instance() is None:
            return
        if self._box is None:
            self._box = QMessageBox(QApplication.activeWindow())
            self._box.setIcon(QMessageBox.Icon.Warning)
            self._box.setTextFormat(Qt.TextFormat.PlainText)
            self._box.setWindowTitle(tr("Something went wrong"))
            self._box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._box.destroyed.connect(self._closed)
        many = len(self.references)
        lines = [
            tr("The program met a fault of its own. What you have saved is safe."),
            tr("Reference: {reference}", reference=", ".join(self.references[-3:])),
            tr("Details are in {path}", path=self._path),
        ]
        if many > 3:
            lines.append(tr("Faults since the start: {count}", count=many))
        self._box.setText("\n\n".join(lines))
        self._box.open()

    @Slot()
    def _closed(self) -> None:
        self._box = None


def _reference(error: BaseException) -> str:
    notes: list[str] = getattr(error, "__notes__", [])
    for note in notes:
        if note.startswith(_REFERENCE):
            return note.removeprefix(_REFERENCE)
    return uuid4().hex[:8]
