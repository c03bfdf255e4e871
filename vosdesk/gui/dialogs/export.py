"""Exporting a list to a CSV file: a job writes it, and it comes whole or not at all."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.calls import ExportCalls
from vosdesk.contract.files import Exported, FileInfo
from vosdesk.contract.jobs import Start
from vosdesk.contract.operations import CALLS_EXPORT, PAYMENTS_EXPORT, RATES_SEARCH_EXPORT
from vosdesk.contract.payments import ExportPayments
from vosdesk.contract.rates import ExportFoundRates
from vosdesk.gui.context import Context
from vosdesk.gui.jobs import Export
from vosdesk.gui.task_strip import TaskStrip, plain_label
from vosdesk.gui.text import mark, tr
from vosdesk.gui.theme import Tone, tint

FOLDER_KEY = "export.folder"


@dataclass(frozen=True)
class Kind:
    """What is exported: the operation that does it, and what it is asked for."""

    title: str
    file: str
    operation: Start[Any, Exported]
    ask: type[Any]


PAYMENTS = Kind(mark("Export payment records"), "payments", PAYMENTS_EXPORT, ExportPayments)
FOUND_RATES = Kind(mark("Export found rates"), "rates", RATES_SEARCH_EXPORT, ExportFoundRates)
CALLS = Kind(mark("Export calls"), "calls", CALLS_EXPORT, ExportCalls)


class ExportDialog(QDialog):
    """Shows how far an export is; the rest of the console can be worked with meanwhile.

    ``request`` is that of the list whose filter and order the file has.
    """

    def __init__(self, context: Context, request: Any, target: Path, parent: QWidget | None, kind: Kind) -> None:
        super().__init__(parent)
        self._context = context
        self._closing = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(kind.title))
        self.setMinimumWidth(440)
        self.name = plain_label(str(target))
        tint(self.name, Tone.MUTED)
        self.name.setWordWrap(True)
        self.strip = TaskStrip(context, self)
        self.text = plain_label("")
        self.text.setWordWrap(True)
        self.text.hide()
        self.button = QPushButton(tr("Close"), self)
        self.button.setDefault(True)
        self.button.setEnabled(False)
        self.button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        for widget in (self.name, self.strip, self.text):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons)
        asked = kind.ask(filter=request.filter, sort=request.sort, descending=request.descending)
        self.task: Export[Any, Exported] = Export(context, kind.operation, asked, target, _file_of, self)
        self.task.done.connect(self._done)
        self.task.failed.connect(self._failed)
        self.task.cancelled.connect(self._cancelled)
        self.strip.watch(self.task)
        self.task.ended.connect(self._ended)
        self.strip.cancel.setFocus()

    def reject(self) -> None:
        """Close; while it runs it is cancelled first."""
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

    def _done(self, outcome: Exported) -> None:
        text = tr("Exported records: {count}", count=self._context.formats.count(outcome.rows))
        self._context.notices.done(f"{text} ({self.task.target.name})")
        self._say(text, Tone.GOOD)

    def _failed(self, error: object) -> None:
        self._closing = False
        self._say(self.task.problem(error), Tone.BAD)

    def _cancelled(self) -> None:
        text = tr("The export was cancelled. Nothing was written.")
        self._context.notices.done(text)
        self._say(text, Tone.MUTED)

    def _ended(self) -> None:
        self.button.setEnabled(True)
        self.button.setFocus()
        if self._closing:
            self.close()

    def _say(self, text: str, tone: Tone) -> None:
        self.text.setText(text)
        tint(self.text, tone)
        self.text.show()


def export_to(
    context: Context, request: Any, target: Path, parent: QWidget | None, kind: Kind = PAYMENTS
) -> ExportDialog:
    """Export what ``request`` lists to ``target``, and show how far it is."""
    dialog = ExportDialog(context, request, target, parent, kind)
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


def _file_of(outcome: Exported) -> FileInfo:
    return outcome.file
