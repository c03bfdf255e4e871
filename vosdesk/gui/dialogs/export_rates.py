"""Exporting the rates of a group: which of them, in which file, and what that file cannot hold."""

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.operations import RATES_EXPORT, RATES_PREVIEW_EXPORT
from vosdesk.contract.rate_export import DeckColumns, ExportPreview, ExportRates, FileForm, Lost, RatesExported
from vosdesk.contract.rates import RateFilter
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.ask_file import ask_target
from vosdesk.gui.dialogs.banner import Banner
from vosdesk.gui.dialogs.task_window import TaskWindow
from vosdesk.gui.fields import ChoiceField
from vosdesk.gui.jobs import Export
from vosdesk.gui.ops import Call
from vosdesk.gui.sheets import primary
from vosdesk.gui.task_strip import plain_label
from vosdesk.gui.text import mark, refusal_text, tr
from vosdesk.gui.theme import Tone, tint

FORMAT_KEY = "export_rates.format"
_WIDTH = 540
FORMATS: tuple[tuple[DeckColumns, FileForm, str], ...] = (
    (DeckColumns.FULL, FileForm.CSV, mark("CSV with every field")),
    (DeckColumns.FULL, FileForm.XLSX, mark("XLSX with every field")),
    (DeckColumns.VENDOR_11, FileForm.CSV, mark("Vendor's 11 columns, CSV parted by |")),
    (DeckColumns.VENDOR_11, FileForm.TXT, mark("Vendor's 11 columns, TXT")),
    (DeckColumns.VENDOR_11, FileForm.XLSX, mark("Vendor's 11 columns, XLSX")),
    (DeckColumns.VENDOR_13, FileForm.CSV, mark("Vendor's 13 columns, CSV parted by |")),
    (DeckColumns.VENDOR_13, FileForm.TXT, mark("Vendor's 13 columns, TXT")),
    (DeckColumns.VENDOR_13, FileForm.XLSX, mark("Vendor's 13 columns, XLSX")),
)
_ABOUT: dict[DeckColumns, str] = {
    DeckColumns.FULL: mark("Imported again, the file gives exactly these rates."),
    DeckColumns.VENDOR_11: mark("The rates that hold now, as the vendor's console reads and writes them."),
    DeckColumns.VENDOR_13: mark("The rates that hold now, and those to come with the time of their replacement (UTC)."),
}
_LOST: dict[Lost, str] = {
    Lost.NOT_IN_EFFECT: mark("Rates that hold at another time and are left out: {count}"),
    Lost.FROM: mark("Rates that lose the time from which they hold: {count}"),
    Lost.UNTIL: mark("Rates that lose the time until which they hold: {count}"),
    Lost.TAX: mark("Rates that lose their tax: {count}"),
    Lost.NAME: mark("Names in which “|” becomes “/”: {count}"),
}
_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class ExportRatesDialog(TaskWindow):
    """``filter_`` is what the page shows; without one there is only the whole group."""

    def __init__(
        self, context: Context, group: RateGroupId, name: str, filter_: RateFilter | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._group, self._name, self._filter = group, name, filter_
        self._call: Call | None = None
        self.task: Export[ExportRates, RatesExported] | None = None
        self.setWindowTitle(tr("Export rates: {group}", group=name))
        self.setMinimumWidth(_WIDTH)
        self._make_widgets()
        self._lay_out()
        self.format.changed.connect(self._look)
        self.scope.changed.connect(self._look)
        self._look()

    def request(self) -> ExportRates:
        """The export as it is set up now."""
        columns, form = self.format.value()
        return ExportRates(rate_group=self._group, filter=self.scope.value(), columns=columns, form=form)

    def choose(self) -> QFileDialog:
        """Ask where to, then export."""
        form = self.request().form
        name = f"{_file_name(self._name)}-{self._context.formats.today().isoformat()}.{form.value}"
        return ask_target(self._context, self, self.windowTitle(), name, (form,), lambda path, _: self.export_to(path))

    def export_to(self, target: Path) -> None:
        """Export to ``target``; how far it is, is shown here."""
        request = self.request()
        self._context.store.set(FORMAT_KEY, f"{request.columns.value}.{request.form.value}")
        self.ending.hide()
        task = Export(self._context, RATES_EXPORT, request, target, self)
        task.done.connect(self._done)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._cancelled)
        self.task = task
        self._judge(busy=True)
        self.watch(task)
        self._fit()

    def ended(self) -> None:
        """Another export can follow."""
        self._judge(busy=False)

    # what would be written

    def _look(self) -> None:
        if self._call is not None:
            self._call.cancel()
        self.about.setText(tr(_ABOUT[self.request().columns]))
        self.count.setText(tr("Counting…"))
        self.ending.hide()
        ops = self._context.ops
        self._call = ops.read(self, RATES_PREVIEW_EXPORT, self.request(), self._counted, self._not_counted)

    def _counted(self, preview: ExportPreview) -> None:
        self._call = None
        count = self._context.formats.count
        self.count.setText(tr("Rates to be written: {count}", count=count(preview.rates)))
        lines = [tr(_LOST[what], count=count(n)) for what, n in preview.lost.items() if n]
        self.banner.say("\n".join(lines), Tone.WARNING)
        self._fit()

    def _not_counted(self, refusal: Refusal) -> None:
        self._call = None
        self.count.setText("")
        self.banner.say(refusal_text(refusal, self._context.formats))
        self._fit()

    # how it ended

    def _done(self, outcome: RatesExported) -> None:
        count = self._context.formats.count
        name = "" if self.task is None else self.task.target.name
        text = tr("Exported rates: {count}", count=count(outcome.rates))
        self._context.notices.done(f"{text} ({name})")
        if outcome.sheets > 1:
            more = tr("They stand on {count} sheets; an import reads one sheet at a time.", count=count(outcome.sheets))
            text = f"{text}\n{more}"
        self._say(f"{text}\n{name}", Tone.GOOD)

    def _failed(self, error: object) -> None:
        self._say("" if self.task is None else self.task.problem(error), Tone.BAD)

    def _cancelled(self) -> None:
        text = "" if self.task is None else self.task.stopped()
        self._context.notices.done(text)
        self._say(text, Tone.MUTED)

    def _say(self, text: str, tone: Tone) -> None:
        self.ending.setText(text)
        tint(self.ending, tone)
        self.ending.show()
        self._fit()

    # widgets

    def _make_widgets(self) -> None:
        filtered = [] if self._filter is None else [(self._filter, tr("What the filter holds"))]
        self.scope = ChoiceField([*filtered, (None, tr("The whole group"))])
        self.scope.set_value(self._filter)
        self.scope.combo.setAccessibleName(tr("Which rates"))
        self.format = ChoiceField([((columns, form), tr(text)) for columns, form, text in FORMATS])
        self.format.combo.setAccessibleName(tr("Format"))
        kept = self._context.store.get(FORMAT_KEY, "")
        for columns, form, _ in FORMATS:
            if kept == f"{columns.value}.{form.value}":
                self.format.set_value((columns, form))
        self.about, self.count, self.ending = plain_label(""), plain_label(""), plain_label("")
        for label in (self.about, self.ending):
            label.setWordWrap(True)
        tint(self.about, Tone.MUTED)
        self.ending.hide()
        self.banner = Banner(self)
        self.go = QPushButton(tr("Export…"), self)
        primary(self.go)
        self.go.setDefault(True)
        self.go.clicked.connect(self.choose)
        self.leave = QPushButton(tr("Close"), self)
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for row, (text, field) in enumerate(((tr("Rates"), self.scope), (tr("Format"), self.format))):
            label = QLabel(text, self)
            label.setBuddy(field.combo)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.about, 2, 1)
        grid.addWidget(self.count, 3, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addLayout(grid)
        for widget in (self.banner, self.strip, self.ending):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons)

    def _judge(self, *, busy: bool) -> None:
        for widget in (self.scope, self.format, self.go, self.leave):
            widget.setEnabled(not busy)
        self._fit()
        (self.strip.cancel if busy else self.leave).setFocus()

    def _fit(self) -> None:
        self._column.activate()
        self.resize(self.width(), max(self.minimumSizeHint().height(), self.heightForWidth(self.width())))


def open_dialog(
    context: Context, group: RateGroupId, name: str, filter_: RateFilter | None, parent: QWidget | None
) -> None:
    """Export the rates of a group; ``filter_`` is the one that the page has."""
    everything = filter_ is None or filter_ == RateFilter(rate_group=group)
    ExportRatesDialog(context, group, name, None if everything else filter_, parent).show()


def _file_name(text: str) -> str:
    return _UNFIT.sub("_", text).strip(" .")[:60] or "rates"
