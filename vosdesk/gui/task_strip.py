"""What a user sees of a task: a bar, what it is at, and the way out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from vosdesk.gui.context import Context
from vosdesk.gui.jobs import Progress, Task
from vosdesk.gui.text import tr

_STEPS = 1_000
"""A progress bar counts in 32 bits: it shows thousandths."""


class TaskStrip(QWidget):
    """Shows one task at a time: hidden while there is none. Whoever started the task says how it ended."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.task: Task | None = None
        self.text = plain_label("")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.stop)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.text)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a task runs."""
        return self.task is not None

    def watch(self, task: Task) -> None:
        """Show a task, and start it."""
        self.task = task
        task.progressed.connect(self._show)
        task.ended.connect(self._ended)
        self._show(Progress(tr("Starting…"), 0, 0))
        self.cancel.setEnabled(True)
        self.show()
        task.start()

    def stop(self) -> None:
        """Cancel the task, if one runs."""
        if self.task is not None:
            self.cancel.setEnabled(False)
            self.task.cancel()

    def _show(self, progress: Progress) -> None:
        self.bar.setRange(0, _STEPS if progress.total else 0)
        if progress.total:
            self.bar.setValue(min(_STEPS, progress.done * _STEPS // progress.total))
        self.text.setText(self._said(progress))

    def _said(self, progress: Progress) -> str:
        count = self._context.formats.count
        if progress.total:
            return tr("{stage} {done} of {total}", stage=progress.text, done=count(progress.done),
                      total=count(progress.total))  # fmt: skip
        return f"{progress.text} {count(progress.done)}" if progress.done else progress.text

    def _ended(self) -> None:
        self.task = None
        self.hide()


def plain_label(text: str) -> QLabel:
    """A label whose text is nothing but text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
