"""The statement of an account for a period: to read, to print, to keep as PDF, XLSX or CSV."""

import threading
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vosdesk.contract.errors import Problem, Refusal
from vosdesk.contract.ids import AccountId
from vosdesk.contract.income import MAX_DAYS
from vosdesk.contract.permissions import Right
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.ask_file import ask_target
from vosdesk.gui.fields import ChoiceField, DateField
from vosdesk.gui.icons import icon
from vosdesk.gui.local_files import reason
from vosdesk.gui.periods import PERIODS, Period, days
from vosdesk.gui.printing import ask_printer
from vosdesk.gui.sheets import calm_table, primary
from vosdesk.gui.statements.content import Kind
from vosdesk.gui.statements.reader import StatementReader
from vosdesk.gui.statements.saving import save
from vosdesk.gui.statements.table import COLUMNS, ApartDelegate, StatementTable
from vosdesk.gui.text import refusal_text, sentence, tr
from vosdesk.gui.theme import Tone, tint

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from vosdesk.gui.statements.paper import Sheet


class StatementDialog(QDialog):
    """Shows the statement of one account; the period can be changed."""

    def __init__(
        self, context: Context, account: AccountId, number: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(tr("Statement of {account}", account=f"{number} {name}".strip()))
        self.resize(900, 640)
        self.reader = StatementReader(context, account, self)
        self.reader.ready.connect(self._ready)
        self.reader.progressed.connect(self._progressed)
        self.reader.failed.connect(self._failed)
        self._stop = threading.Event()
        self._busy = False
        self.file_name = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in number)
        self.period = ChoiceField([(p, tr(text)) for p, text in PERIODS.items() if p is not None])
        self.begin, self.end = DateField(context.formats, start=True), DateField(context.formats)
        self.show_button = QPushButton(tr("Show"), self)
        self.note = _label()
        self.facts = QGridLayout()
        self.table = QTableView(self)
        self.model = StatementTable(self)
        self.closing = _label()
        self.pdf = QPushButton(icon("file-pdf"), tr("PDF…"), self)
        self.xlsx = QPushButton(icon("table"), tr("XLSX…"), self)
        self.csv = QPushButton(icon("file-text"), tr("CSV…"), self)
        self.print = QPushButton(icon("printer"), tr("Print…"), self)
        self.close_button = QPushButton(tr("Close"), self)
        self._lay_out()
        self._connect()
        self.choose(Period.THIS_MONTH)

    # --- what others use ---------------------------------------------------------------------------------------

    def choose(self, period: Period) -> None:
        """Show the statement of a period."""
        formats = self._context.formats
        first, last = days(period, formats.today())
        self.begin.set_value(formats.at(first))
        self.end.set_value(formats.end_of(last))
        with QSignalBlocker(self.period.combo):
            self.period.set_value(period)
        self.load()

    def load(self) -> None:
        """Fetch the statement of the days in the fields."""
        begin, end = self.begin.value(), self.end.value()
        wrong = next((value for value in (begin, end) if isinstance(value, Problem)), None)
        if wrong is not None:
            self._say(sentence(wrong.code, wrong.params, self._context.formats), Tone.BAD)
            return
        formats = self._context.formats
        first, last = formats.today(begin), formats.today(end)
        count = (last - first).days + 1
        if not 0 < count <= MAX_DAYS:
            most = formats.count(MAX_DAYS)
            self._say(tr("Choose a period of 1 to {most} days.", most=most), Tone.BAD)
            return
        self._enable(False)
        self._say(tr("Loading…"), Tone.MUTED)
        self.reader.read(tuple(formats.at(first + timedelta(days=n)) for n in range(count + 1)))

    def write(self, target: Path) -> None:
        """Write the statement to a file; its ending says of which kind."""
        made, decimals = self.reader.lines, self._context.formats.decimals
        work = partial(save, made, self.sheet(), decimals, self._stop, target)
        self._busy = True
        self._stop.clear()
        self._enable(False)
        self._say(tr("Writing {name}…", name=target.name), Tone.MUTED)
        self._context.ops.disk(self, work, lambda _: self._written(target), partial(self._unwritten, target))

    def print_on(self, printer: "QPrinter") -> None:
        """Print the statement."""
        from vosdesk.gui.statements.paper import paint, set_up

        set_up(printer)
        paint(self.reader.lines, self.sheet(), printer, printer.resolution())

    def sheet(self) -> "Sheet":
        """What stands on every page."""
        from vosdesk.gui.statements.paper import Sheet

        formats = self._context.formats
        now = f"{formats.today().isoformat()} · {formats.zone_name}"
        foot = tr("Made on {day} by {user}", day=now, user=self._context.me.login)
        return Sheet(head=self.windowTitle(), foot=foot)

    # --- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        primary(self.show_button)
        top = QHBoxLayout()
        for name, field in ((tr("Period"), self.period), (tr("From"), self.begin), (tr("To"), self.end)):
            label = _label(name)
            label.setBuddy(field.target())
            field.set_name(name)
            top.addWidget(label)
            top.addWidget(field)
        top.addWidget(self.show_button)
        top.addStretch(1)
        self.note.setWordWrap(True)
        self.facts.setHorizontalSpacing(18)
        self.facts.setColumnStretch(1, 1)
        self.facts.setColumnStretch(3, 1)
        self._dress_table()
        self.closing.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.closing.setWordWrap(True)
        self.closing.setAccessibleName(tr("Closing entry, for verification:"))
        tint(self.closing, Tone.MUTED)
        buttons = QHBoxLayout()
        for button in (self.pdf, self.xlsx, self.csv, self.print):
            button.setAutoDefault(False)
            button.setVisible(Right.EXPORT in self._context.me.rights)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        for part in (top, self.facts):
            column.addLayout(part)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addWidget(self.closing)
        column.addLayout(buttons)

    def _dress_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(ApartDelegate(self.table))
        self.table.setAccessibleName(tr("Statement of account"))
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate((190, 190, 130, 140)):
            self.table.setColumnWidth(column, width)
        calm_table(self.table)

    def _connect(self) -> None:
        self.period.changed.connect(self._period_chosen)
        for field in (self.begin, self.end):
            field.changed.connect(self._days_typed)
        self.show_button.clicked.connect(self.load)
        self.close_button.clicked.connect(self.reject)
        self.print.clicked.connect(lambda: ask_printer(self, self.print_on))
        for button, suffix in ((self.pdf, "pdf"), (self.xlsx, "xlsx"), (self.csv, "csv")):
            button.clicked.connect(partial(self._ask_where, suffix))

    def _period_chosen(self) -> None:
        chosen = self.period.value()
        if isinstance(chosen, Period):
            self.choose(chosen)

    def _days_typed(self) -> None:
        """Days of one's own are none of the periods."""
        with QSignalBlocker(self.period.combo):
            self.period.combo.setCurrentIndex(-1)

    def _progressed(self, done: int, total: int) -> None:
        count = self._context.formats.count
        self._say(tr("{done} of {total} records", done=count(done), total=count(total)), Tone.MUTED)

    def _ready(self) -> None:
        made = self.reader.lines
        _clear(self.facts)
        facts = [line for line in made if line.kind is Kind.FACT]
        for place, line in enumerate(facts):
            row, column = place % 3, place // 3 * 2
            name, text = _label(line.cells[0].text), _label(line.cells[1].text)
            tint(name, Tone.MUTED)
            text.setAccessibleName(line.cells[0].text)
            self.facts.addWidget(name, row, column)
            self.facts.addWidget(text, row, column + 1)
        entry = None if self.reader.statement is None else self.reader.statement.closing_entry
        # The entry by which the end can be checked stands below the table, where it can be copied.
        shown = [line for line in made[: -2 if entry else None] if line.kind not in {Kind.TITLE, Kind.FACT}]
        self.table.clearSpans()
        self.model.show_lines(shown)
        for row, line in enumerate(shown):
            if line.kind in {Kind.SECTION, Kind.NOTE}:
                self.table.setSpan(row, 0, 1, COLUMNS)
        line_text = "" if entry is None else f"{tr('Closing entry, for verification:')} {entry.line()}"
        self.closing.setText(line_text)
        self._say("", Tone.MUTED)
        self._enable(True)

    def _failed(self, refusal: Refusal) -> None:
        self._say(refusal_text(refusal, self._context.formats), Tone.BAD)
        self.show_button.setEnabled(True)

    def _enable(self, on: bool) -> None:
        self.show_button.setEnabled(on)
        for button in (self.pdf, self.xlsx, self.csv, self.print):
            button.setEnabled(on and bool(self.reader.lines))

    def _say(self, text: str, tone: Tone) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        tint(self.note, tone)

    def _ask_where(self, suffix: str) -> None:
        begin = self._context.formats.date(self.reader.statement.begin) if self.reader.statement else ""
        name = f"statement-{self.file_name}-{begin}.{suffix}"
        ask_target(self._context, self, tr("Save the statement"), name, (suffix,), lambda path, _: self.write(path))

    def _written(self, target: Path) -> None:
        self._busy = False
        self._say(tr("Saved as {file}.", file=target.name), Tone.GOOD)
        self._enable(True)

    def _unwritten(self, target: Path, error: OSError) -> None:
        self._busy = False
        self._say(reason(error, target), Tone.BAD)
        self._enable(True)

    def reject(self) -> None:
        """Stop what is under way, then close."""
        self._stop.set()
        self.reader.stop()
        super().reject()


def open_statement(
    context: Context, account: AccountId, number: str, name: str, parent: QWidget | None
) -> StatementDialog:
    """Show the statement of an account over ``parent``."""
    dialog = StatementDialog(context, account, number, name, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()


def _label(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
