"""A page whose table is what a job finds: what to ask over it, how far the job is, then the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from vosdesk.contract.jobs import Start
from vosdesk.gui.context import Context
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.jobs import Export, Job
from vosdesk.gui.tables import FilterField, TablePage, TableSpec
from vosdesk.gui.tabs.base import Tab
from vosdesk.gui.task_strip import TaskStrip
from vosdesk.gui.text import refusal_text, tr
from vosdesk.gui.theme import Tone

Row = TypeVar("Row")


class ResultTab(Tab, Generic[Row]):
    """Asks a job, and shows the list that it made; a new answer takes the place of the old one."""

    def __init__(
        self,
        context: Context,
        node_id: str,
        params: Mapping[str, object],
        spec: TableSpec[Row],
        fields: Sequence[FilterField],
        hint: str,
    ) -> None:
        super().__init__(context, node_id, params)
        self._spec, self._fields = spec, fields
        self.page: TablePage[Row] | None = None
        self.strip = TaskStrip(context, self)
        self.words = ToneLabel("", Tone.MUTED)
        self.hint = ToneLabel(hint, Tone.MUTED)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.hint)
        self.head = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.setSpacing(6)
        for widget in (self.head, self.strip, self.words):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)

    def reload(self) -> None:
        """Ask once more."""
        self.ask()

    def ask(self) -> None:
        """Ask the job, unless it is under way or something is missing."""
        raise NotImplementedError

    def run(self, operation: Start[Any, Any], request: Any) -> None:
        """Start a job; ``came`` gets what it ended with."""
        if self.strip.busy:
            return
        job: Job[Any, Any] = Job(self.context, operation, request, self)
        job.done.connect(lambda outcome: self.came(outcome, job))
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        job.ended.connect(job.deleteLater)
        self.words.say("", Tone.MUTED)
        self.strip.watch(job)

    def came(self, outcome: Any, job: Job[Any, Any]) -> None:
        """Show what the job ended with."""
        raise NotImplementedError

    def show_list(self, no_filter: Any, filter_: Any = None) -> None:
        """Show the list that ``no_filter`` names, under ``filter_``."""
        page: TablePage[Row] = TablePage(self.context, replace(self._spec, no_filter=no_filter), self._fields, self)
        page.table.setAccessibleName(self.title())
        page.table.row_activated.connect(self.activated)
        around = page.layout()
        if around is not None:
            # The margins are the tab's own.
            around.setContentsMargins(0, 0, 0, 0)
        if self.page is not None:
            self._stack.removeWidget(self.page)
            self.page.deleteLater()
        self.page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.start(no_filter if filter_ is None else filter_)

    def write(self, operation: Start[Any, Any], request: Any, target: Path) -> None:
        """Write the file that a job makes to ``target``, and say how it ended."""
        task: Export[Any, Any] = Export(self.context, operation, request, target, self)
        task.done.connect(lambda _: self.context.notices.done(tr("Saved as {file}.", file=target.name)))
        task.failed.connect(lambda error: self.words.say(task.problem(error), Tone.BAD))
        task.cancelled.connect(lambda: self.context.notices.done(task.stopped()))
        task.ended.connect(task.deleteLater)
        self.strip.watch(task)

    def activated(self, row: Row) -> None:
        """A row was double-clicked."""

    def _failed(self, refusal: Any) -> None:
        self.words.say(refusal_text(refusal, self.context.formats), Tone.BAD)

    def _cancelled(self) -> None:
        self.words.say(tr("Cancelled."), Tone.MUTED)
