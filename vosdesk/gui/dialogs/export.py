"""Exporting payment records: page by page in the background, with progress, and a way out that leaves nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.errors import Refusal
from vosdesk.contract.operations import PAYMENTS_EXPORT, PAYMENTS_EXTENT, Read
from vosdesk.contract.paging import Cursor, Extent, Page
from vosdesk.contract.payments import ExportPayments
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.export_file import HEADER, PartFile, record
from vosdesk.gui.local_files import reason
from vosdesk.gui.ops import Call
from vosdesk.gui.text import mark, refusal_text, tr
from vosdesk.gui.theme import Tone, tint

FOLDER_KEY = "export.folder"


class Stage(Enum):
    """How far an export is."""

    RUNNING = "running"
    FINISHING = "finishing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Kind:
    """What is exported: the operations that count it and give it page by page, and how a row becomes a line."""

    title: str
    file: str
    extent: Read[Any, Extent]
    pages: Read[Any, Any]
    ask: type[Any]
    header: tuple[str, ...]
    line: Callable[[Any], tuple[str, ...]]


PAYMENTS = Kind(
    mark("Export payment records"), "payments", PAYMENTS_EXTENT, PAYMENTS_EXPORT, ExportPayments, HEADER, record
)


class Export(QObject):
    """Writes what ``request`` lists to ``target``. ``progressed`` carries (records written, records in all)."""

    progressed = Signal(object, object)
    ended = Signal()

    def __init__(
        self, context: Context, request: Any, target: Path, parent: QObject | None = None, kind: Kind = PAYMENTS
    ) -> None:
        super().__init__(parent)
        self._context, self._request, self._kind = context, request, kind
        self._file = PartFile(target, kind.header, kind.line)
        self._call: Call | None = None
        self.target = target
        self.stage = Stage.RUNNING
        self.written = self.total = 0
        self.problem = ""
        # Nobody cancels what is torn down with its window.
        self.destroyed.connect(partial(_discard, self._file))

    def start(self) -> None:
        """Begin."""
        self._call = self._context.ops.read(self, self._kind.extent, self._request, self._counted, self._refused)

    def cancel(self) -> None:
        """Stop, and leave nothing behind."""
        if self.stage is Stage.RUNNING:
            self._end(Stage.CANCELLED)

    def _counted(self, extent: Extent) -> None:
        self.total = extent.count
        self.progressed.emit(0, self.total)
        self._call = self._context.ops.disk(self, self._file.begin, self._begun, self._disk_failed)

    def _begun(self, _: None) -> None:
        self._fetch(None)

    def _fetch(self, after: Cursor | None) -> None:
        wanted = self._request
        request = self._kind.ask(filter=wanted.filter, sort=wanted.sort, descending=wanted.descending, after=after)
        self._call = self._context.ops.read(self, self._kind.pages, request, self._write, self._refused)

    def _write(self, page: Page[Any]) -> None:
        if not page.rows or page.last is None:
            self.stage = Stage.FINISHING
            self._call = self._context.ops.disk(self, self._file.finish, self._finished, self._disk_failed)
            return
        following = page.last

        def added(_: None) -> None:
            self.written += len(page.rows)
            self.total = max(self.total, self.written)
            self.progressed.emit(self.written, self.total)
            self._fetch(following)

        self._call = self._context.ops.disk(self, partial(self._file.add, page.rows), added, self._disk_failed)

    def _finished(self, _: None) -> None:
        self.stage = Stage.DONE
        self.ended.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.problem = refusal_text(refusal, self._context.formats)
        self._end(Stage.FAILED)

    def _disk_failed(self, error: OSError) -> None:
        self.problem = reason(error, self.target)
        self._end(Stage.FAILED)

    def _end(self, stage: Stage) -> None:
        if self._call is not None:
            self._call.cancel()
        self.stage = stage
        self._context.ops.disk(self, self._file.discard, self._cleaned, self._not_cleaned)

    def _cleaned(self, _: None) -> None:
        self.ended.emit()

    def _not_cleaned(self, error: OSError) -> None:
        left = tr("A part of the file could not be removed: {path}", path=self._file.part)
        self.problem = f"{self.problem} {left}".strip()
        self.ended.emit()


def _discard(file: PartFile, _: QObject | None = None) -> None:
    file.discard()


class ExportDialog(QDialog):
    """Shows how far an export is; the rest of the console can be worked with meanwhile."""

    def __init__(
        self, context: Context, request: Any, target: Path, parent: QWidget | None = None, kind: Kind = PAYMENTS
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(tr(kind.title))
        self.setMinimumWidth(440)
        self.export = Export(context, request, target, self, kind)
        self.export.progressed.connect(self._progressed)
        self.export.ended.connect(self._ended)
        self.name = _label(str(target))
        tint(self.name, Tone.MUTED)
        self.name.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(tr("Progress"))
        self.text = _label(tr("Counting…"))
        self.text.setWordWrap(True)
        self.button = QPushButton(tr("Cancel"), self)
        self.button.setDefault(True)
        self.button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        for widget in (self.name, self.bar, self.text):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons)
        self.export.start()

    def reject(self) -> None:
        """Cancel while it runs, then close."""
        self._cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own close button cancels as well."""
        self._cancel()
        super().closeEvent(event)

    def _cancel(self) -> None:
        if self.export.stage is Stage.RUNNING:
            self.export.cancel()
            self._context.notices.done(tr("The export was cancelled. Nothing was written."))

    def _progressed(self, written: int, total: int) -> None:
        # A progress bar counts in 32 bits.
        self.bar.setRange(0, 1_000)
        self.bar.setValue(written * 1_000 // total if total else 0)
        count = self._context.formats.count
        self.text.setText(tr("{written} of {total} records", written=count(written), total=count(total)))

    def _ended(self) -> None:
        self.button.setText(tr("Close"))
        self.bar.setRange(0, 1_000)
        if self.export.stage is Stage.DONE:
            self.bar.setValue(1_000)
            count = self._context.formats.count(self.export.written)
            text = tr("Exported records: {count}", count=count)
            self._context.notices.done(f"{text} ({self.export.target.name})")
            self._say(text, Tone.GOOD)
        elif self.export.stage is Stage.FAILED:
            self.bar.setValue(0)
            self._say(self.export.problem, Tone.BAD)

    def _say(self, text: str, tone: Tone) -> None:
        self.text.setText(text)
        tint(self.text, tone)


def export_to(
    context: Context, request: Any, target: Path, parent: QWidget | None, kind: Kind = PAYMENTS
) -> ExportDialog:
    """Export what ``request`` lists to ``target``, and show how far it is."""
    dialog = ExportDialog(context, request, target, parent, kind)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


def ask_where(context: Context, request: Any, parent: QWidget | None, kind: Kind = PAYMENTS) -> QFileDialog:
    """Ask for the file to export to, then export."""
    folder = context.store.get(FOLDER_KEY, "")
    if not folder:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = f"{kind.file}-{context.formats.today().isoformat()}.csv"
    dialog = QFileDialog(parent, tr(kind.title), str(Path(folder) / name), tr("CSV files (*.csv)"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(name)

    def chosen(path: str) -> None:
        context.store.set(FOLDER_KEY, str(Path(path).parent))
        export_to(context, request, Path(path), parent, kind)

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
