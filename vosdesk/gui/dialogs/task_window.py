"""Windows that long tasks run in: such a window is not closed over a task; that is cancelled first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from vosdesk.gui.context import Context
from vosdesk.gui.jobs import Task
from vosdesk.gui.task_strip import TaskStrip


class TaskWindow(QDialog):
    """Runs one task at a time; ``strip`` shows it, and is to be laid out."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._closing = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.strip = TaskStrip(context, self)

    def watch(self, task: Task) -> None:
        """Start a task; the window goes with its end when it was closed meanwhile, unless the task failed."""
        task.failed.connect(self._stay)
        self.strip.watch(task)
        # Behind the strip's own: it is free then.
        task.ended.connect(self._ended)

    def ended(self) -> None:
        """A task has ended, and the window stays."""

    def reject(self) -> None:
        """Close, also by Escape or the window's own button; a task that runs is cancelled, and its end waited for."""
        if self.strip.busy:
            self._closing = True
            self.strip.stop()
        else:
            super().reject()

    def _stay(self) -> None:
        self._closing = False

    def _ended(self) -> None:
        if self._closing:
            self.reject()
        else:
            self.ended()
