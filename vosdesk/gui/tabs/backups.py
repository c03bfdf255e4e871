"""Backups of the embedded database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vosdesk.contract.backups import BackupRow, Backups, RestoreBackup
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import SessionOver
from vosdesk.contract.ids import Empty
from vosdesk.contract.operations import BACKUPS_CREATE, BACKUPS_LIST, BACKUPS_RESTORE
from vosdesk.contract.paging import Window
from vosdesk.gui.context import Context
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.formats import Formats
from vosdesk.gui.jobs import Job, Task
from vosdesk.gui.tables import Align, Column, EmptyTexts, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.task_strip import TaskStrip
from vosdesk.gui.text import enum_text, mark, sentence, tr
from vosdesk.gui.theme import Tone

OFFERED = ("backups.create", "backups.restore", "backups.folder", "console.reload")
_KIB = 1024


def size_text(size: int, formats: Formats) -> str:
    """Bytes as people read them: whole KiB, or MiB from ten of them on."""
    if size >= 10 * _KIB * _KIB:
        return tr("{count} MiB", count=formats.count(-(-size // (_KIB * _KIB))))
    return tr("{count} KiB", count=formats.count(-(-size // _KIB)))


class Head(QWidget):
    """Where the backups lie, what hinders the daily one, and how far the act is that runs."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.folder = ""
        self.text = ToneLabel()
        self.problem = ToneLabel("", Tone.BAD)
        self.problem.hide()
        self.strip = TaskStrip(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        for widget in (self.text, self.problem, self.strip):
            column.addWidget(widget)

    def take(self, answer: Backups) -> Sequence[BackupRow]:
        """Show what the list says beside its rows."""
        self.folder = answer.folder
        self.text.say(
            tr("A backup is made every day that the program runs. Folder: {folder}", folder=answer.folder), Tone.MUTED
        )
        self.problem.setVisible(answer.problem is not None)
        if answer.problem is not None:
            self.problem.say(tr("The daily backup failed. {why}", why=sentence(answer.problem)), Tone.BAD)
        return answer.rows


def _request(filter_: None, sort: None, descending: bool, window: Window) -> Empty:
    return Empty()


SPEC: TableSpec[BackupRow] = TableSpec(
    id="backups",
    columns=(
        Column("time", mark("Time"), lambda r, f: f.time(r.time), 172),
        Column("kind", mark("Kind"), lambda r, f: enum_text(r.kind), 150),
        Column("size", mark("Size"), lambda r, f: size_text(r.size, f), 110, Align.RIGHT),
        Column("name", mark("File"), lambda r, f: r.name, 420),
    ),
    list=BACKUPS_LIST,
    request=_request,
    row_id=lambda r: hash(r.name),
    nouns=frozenset({Noun.BACKUPS}),
    empty=EmptyTexts(mark("No backups yet"), mark("The first one is made by itself, or now by Back up now.")),
)


class BackupsTab(ListTab[BackupRow]):
    """The list of backups, and an act that runs."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        self.head = Head(context)
        spec = replace(SPEC, unpack=self.head.take)
        super().__init__(context, "backups", params, spec, offered=OFFERED, head=self.head)

    def back_up(self) -> None:
        """Make a backup now."""
        job = Job(self.context, BACKUPS_CREATE, Empty(), self)
        job.done.connect(self._made)
        self._watch(job)

    def restore(self, name: str, leave: Callable[[], None]) -> None:
        """Put a backup in the place of the database; ``leave`` then shows the login window: nobody is logged in."""
        job = Job(self.context, BACKUPS_RESTORE, RestoreBackup(name=name), self)
        job.done.connect(lambda _: leave())
        # The session that could be told of the end went with the database that was replaced.
        job.failed.connect(lambda error: leave() if isinstance(error, SessionOver) else None)
        self._watch(job)

    def open_folder(self) -> None:
        """Show the folder in the system's own window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.head.folder))

    def may_close(self) -> bool:
        """An act that nobody watches is given up."""
        if self.head.strip.busy:
            self.head.strip.stop()
        return True

    def _watch(self, job: Task) -> None:
        if self.head.strip.busy:
            return
        job.failed.connect(lambda error: self._failed(job, error))
        job.cancelled.connect(lambda: self.context.notices.done(job.stopped()))
        self.head.strip.watch(job)

    def _failed(self, job: Task, error: object) -> None:
        if not isinstance(error, SessionOver):
            self.context.notices.warn(job.problem(error))

    def _made(self, row: BackupRow) -> None:
        self.context.notices.done(tr("Backed up: {name}", name=row.name))
        self.reload()


def create(context: Context, params: Mapping[str, object]) -> BackupsTab:
    """The page of all backups."""
    return BackupsTab(context, params)
