"""A window about one long task: how far it is, the way out, and what came of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vosdesk.gui.context import Context
from vosdesk.gui.jobs import Task
from vosdesk.gui.task_strip import TaskStrip, plain_label
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone, tint


class TaskDialog(QDialog):
    """A small window about one task and nothing else; the rest of the console can be worked with meanwhile.

    ``say`` makes the sentence that tells what was done from what the task ended with.
    """

    def __init__(
        self, context: Context, title: str, about: str, say: Callable[[object], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._say = context, say
        self._closing = False
        self.task: Task | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.about = plain_label(about)
        self.about.setWordWrap(True)
        tint(self.about, Tone.MUTED)
        self.strip = TaskStrip(context, self)
        self.ending = plain_label("")
        self.ending.setWordWrap(True)
        self.close_button = QPushButton(tr("Close"), self)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.close_button.hide()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        for widget in (self.about, self.strip, self.ending):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons)

    def run(self, task: Task) -> None:
        """Show the window, and start the task in it."""
        self.task = task
        task.done.connect(self._done)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._cancelled)
        self.show()
        self.strip.watch(task)
        task.ended.connect(self._ended)

    def reject(self) -> None:
        """Escape cancels while the task runs; the window goes when it has ended."""
        if self.strip.busy:
            self._closing = True
            self.strip.stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own close button cancels as well."""
        if self.strip.busy:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def _done(self, value: object) -> None:
        text = self._say(value)
        self._context.notices.done(text)
        self._show(text, Tone.GOOD)

    def _failed(self, error: object) -> None:
        self._show("" if self.task is None else self.task.problem(error), Tone.BAD)

    def _cancelled(self) -> None:
        text = tr("Cancelled. Nothing was written.")
        self._context.notices.done(text)
        self._closing = True
        self._show(text, Tone.MUTED)

    def _show(self, text: str, tone: Tone) -> None:
        self.ending.setText(text)
        tint(self.ending, tone)
        self._closing = self._closing and tone is not Tone.BAD
        self.close_button.show()
        self.close_button.setFocus()

    def _ended(self) -> None:
        if self._closing:
            self.close()
