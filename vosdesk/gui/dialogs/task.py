"""A window about one long task: how far it is, the way out, and what came of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.task_window import TaskWindow
from vosdesk.gui.jobs import Task
from vosdesk.gui.task_strip import plain_label
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone, tint


class TaskDialog(TaskWindow):
    """A small window about one task and nothing else; the rest of the console can be worked with meanwhile.

    ``say`` makes the sentence that tells what was done from what the task ended with.
    """

    def __init__(
        self, context: Context, title: str, about: str, say: Callable[[object], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._say = say
        self.task: Task | None = None
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.about = plain_label(about)
        self.about.setWordWrap(True)
        tint(self.about, Tone.MUTED)
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
        self.watch(task)

    def _done(self, value: object) -> None:
        text = self._say(value)
        self._context.notices.done(text)
        self._show(text, Tone.GOOD)

    def _failed(self, error: object) -> None:
        self._show("" if self.task is None else self.task.problem(error), Tone.BAD)

    def _cancelled(self) -> None:
        text = "" if self.task is None else self.task.stopped()
        self._context.notices.done(text)
        self._closing = True
        self._show(text, Tone.MUTED)

    def _show(self, text: str, tone: Tone) -> None:
        self.ending.setText(text)
        tint(self.ending, tone)
        self.close_button.show()
        self.close_button.setFocus()
