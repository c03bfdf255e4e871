"""Importing call records: choose the file, say which column is what, look at the first calls rated, import."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vosdesk.contract.call_imports import (
    BadCall,
    CallColumns,
    CallFacts,
    CallsOutcome,
    CallsPreview,
    DifferentCall,
    ImportCalls,
    PreviewedCall,
)
from vosdesk.contract.errors import Code, Refusal
from vosdesk.contract.ids import SECOND, FileId, Time
from vosdesk.contract.operations import CALLS_IMPORT, CALLS_PREVIEW
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.ask_file import ask_source, ask_target
from vosdesk.gui.dialogs.banner import Banner
from vosdesk.gui.dialogs.call_templates import TemplateBar
from vosdesk.gui.dialogs.plain_table import PlainTable, dress, fit
from vosdesk.gui.dialogs.task_window import TaskWindow
from vosdesk.gui.formats import Formats
from vosdesk.gui.jobs import Fetch, Job, Task, Upload, drop_file
from vosdesk.gui.sentences import REASON_WORDS
from vosdesk.gui.sheets import primary
from vosdesk.gui.task_strip import plain_label
from vosdesk.gui.text import join, mark, sentence, tr
from vosdesk.gui.theme import Tone, tint

FOLDER_KEY = "import_calls.folder"
COLUMNS: dict[str, str] = {
    "flow": mark("Flow number"),
    "caller": mark("Caller"),
    "callee": mark("Callee"),
    "account": mark("Account number"),
    "start": mark("Begin time"),
    "stop": mark("End time"),
    "hold": mark("Duration"),
}
_SHOWN_BAD = 200


class ImportCallsDialog(TaskWindow):
    """What is previewed is what is imported: the same file under the same columns."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._file: FileId | None = None
        self._name = ""
        self._next: Task | None = None
        self.preview: CallsPreview | None = None
        self.outcome: CallsOutcome | None = None
        self.setWindowTitle(tr("Import call records"))
        self.resize(980, 600)
        self.finished.connect(self._drop)
        self._make_widgets()
        self._lay_out()
        self._judge()

    def choose(self) -> None:
        """Ask for the file."""
        kinds = tr("CSV files (*.csv *.txt);;All files (*)")
        ask_source(self._context, self, tr("Call records"), kinds, FOLDER_KEY, self.load)

    def load(self, path: Path) -> None:
        """Send a file, and look at its first calls."""
        self._drop()
        self.path.setText(str(path))
        self._name = path.name
        self.preview = self.outcome = None
        self._show_columns((), CallColumns())
        self.zone.setValue(0)
        task = Upload(self._context, path, self)
        task.done.connect(self._sent)
        self._run(task)

    def columns(self) -> CallColumns:
        """The columns as they are chosen now."""
        chosen = {name: box.currentText() if box.currentIndex() > 0 else "" for name, box in self.boxes.items()}
        return CallColumns(**chosen, zone=self.zone.value())

    def start(self) -> None:
        """Import."""
        task = Job(self._context, CALLS_IMPORT, self._request(self.columns()), self)
        task.done.connect(self._imported)
        self._run(task)

    def save_different(self) -> None:
        """Ask where the known calls with other facts are to be saved."""
        title = tr("Save different calls")
        ask_target(self._context, self, title, "different.csv", ("csv",), lambda path, _: self.write_different(path))

    def write_different(self, target: Path) -> None:
        """Save the known calls with other facts as a file."""
        file = self.outcome.different_file if self.outcome is not None else None
        if file is not None:
            task = Fetch(self._context, file, target, self)
            task.done.connect(lambda _: self.banner.say(tr("Saved as {file}.", file=target.name), Tone.GOOD))
            self._run(task)

    def _sent(self, file: FileId) -> None:
        self._file = file
        # The task that sent it ends behind this signal; the next one begins after that.
        self._look(CallColumns())

    def _look(self, columns: CallColumns) -> None:
        task = Job(self._context, CALLS_PREVIEW, self._request(columns), self)
        task.done.connect(self._previewed)
        self._next = task
        if not self.strip.busy:
            self._begin_next()

    def _begin_next(self) -> None:
        if self._next is not None:
            task, self._next = self._next, None
            self._run(task)

    def _request(self, columns: CallColumns) -> ImportCalls:
        return ImportCalls(file=self._file or FileId(""), name=self._name, columns=columns)

    def _run(self, task: Task) -> None:
        task.failed.connect(lambda error: self._failed(task, error))
        task.cancelled.connect(lambda: self.banner.say(tr("Cancelled."), Tone.NEUTRAL))
        self.banner.say("")
        self.watch(task)
        self._judge()

    def ended(self) -> None:
        """Go on with what waits for the end."""
        self._judge()
        self._begin_next()

    def _previewed(self, preview: CallsPreview) -> None:
        self.preview = preview
        self._show_columns(preview.titles, preview.columns)
        self.zone.setValue(preview.columns.zone)
        formats = self._context.formats
        rows = [preview_cells(row, formats) for row in preview.rows]
        rows += [bad_cells(bad, formats) for bad in preview.bad]
        self._show_rows(_titles(), rows)
        self.text.setText(tr("The first calls of the file, rated by the rates and balances of now:"))
        if preview.template:
            self.banner.say(tr("Read by template “{name}”.", name=preview.template), Tone.GOOD)

    def _failed(self, task: Task, error: object) -> None:
        if isinstance(error, Refusal) and error.code is Code.FILE_HEADER:
            self._show_columns(tuple(error.params.get("titles", ())), self.columns())
            self.banner.say(header_text(error.params))
        else:
            self.banner.say(task.problem(error))

    def _imported(self, outcome: CallsOutcome) -> None:
        self.outcome = outcome
        formats = self._context.formats
        text = outcome_text(outcome, self._context)
        self._context.notices.done(text)
        self.text.setText("")
        noted = outcome.cancelled or outcome.bad or outcome.different
        self.banner.say(text, Tone.WARNING if noted else Tone.GOOD)
        titles = (tr("Line"), tr("Column"), tr("Text"), tr("Reason"))
        aside: list[BadCall | DifferentCall] = [*outcome.bad_rows, *outcome.different_rows]
        self._show_rows(titles, [_aside(row, formats) for row in sorted(aside, key=lambda row: row.line)[:_SHOWN_BAD]])
        file, self._file = self._file, None
        self._forget(file)

    def _drop(self) -> None:
        file, self._file = self._file, None
        self._forget(file)
        made = self.outcome.different_file if self.outcome is not None else None
        self._forget(None if made is None else made.id)

    def _forget(self, file: FileId | None) -> None:
        if file is not None:
            drop_file(self._context, file)

    # what it looks like

    def _make_widgets(self) -> None:
        self.path = QLineEdit(self)
        self.path.setReadOnly(True)
        self.path.setPlaceholderText(tr("No file chosen"))
        self.path.setAccessibleName(tr("File"))
        self.browse = QPushButton(tr("Choose file…"), self)
        self.browse.clicked.connect(self.choose)
        self.boxes: dict[str, QComboBox] = {}
        for name, title in COLUMNS.items():
            box = QComboBox(self)
            box.setAccessibleName(tr("Column of: {field}", field=tr(title)))
            box.setMinimumContentsLength(10)
            box.activated.connect(self._rechoose)
            self.boxes[name] = box
        self.zone = QSpinBox(self)
        self.zone.setRange(-14 * 60, 14 * 60)
        self.zone.setSingleStep(30)
        self.zone.setSuffix(tr(" min"))
        self.zone.setAccessibleName(tr("Times written as text are ahead of UTC by"))
        self.zone.editingFinished.connect(self._zone_changed)
        self.banner = Banner(self)
        self.text = plain_label(tr("Each call is charged to its account and to every agent above, once by its number."))
        self.text.setWordWrap(True)
        tint(self.text, Tone.MUTED)
        self.table = QTableView(self)
        dress(self.table, tr("Calls of the file"))
        self.templates = TemplateBar(self._context, self.columns, self.banner.say, self)
        self.save_button = QPushButton(tr("Save different calls…"), self)
        self.save_button.clicked.connect(self.save_different)
        self.import_button = QPushButton(tr("Import"), self)
        self.import_button.clicked.connect(self.start)
        primary(self.import_button)
        self.close_button = QPushButton(tr("Close"), self)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.path, 1)
        head.addWidget(self.browse)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        fields: list[tuple[str, QWidget]] = [(tr(COLUMNS[name]), box) for name, box in self.boxes.items()]
        for place, (title, field) in enumerate([*fields, (tr("Zone of text times"), self.zone)]):
            label = plain_label(title)
            label.setBuddy(field)
            row, column = divmod(place, 4)
            grid.addWidget(label, 2 * row, column)
            grid.addWidget(field, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.templates)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.import_button)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(16, 14, 16, 12)
        column_.setSpacing(10)
        for part in (head, grid, self.banner, self.text, self.table, self.strip, buttons):
            if isinstance(part, QWidget):
                column_.addWidget(part, 1 if part is self.table else 0)
            else:
                column_.addLayout(part)

    def _judge(self) -> None:
        busy, done = self.strip.busy, self.outcome is not None
        self.browse.setEnabled(not busy)
        for box in (*self.boxes.values(), self.zone):
            box.setEnabled(not busy and not done and self._file is not None)
        ready = not busy and not done and self.preview is not None
        self.import_button.setEnabled(ready)
        self.save_button.setVisible(self.outcome is not None and self.outcome.different_file is not None)
        self.save_button.setEnabled(not busy)
        self.templates.offer(self.preview.titles if self.preview is not None and ready else ())

    def _show_columns(self, titles: tuple[str, ...], columns: CallColumns) -> None:
        for name, box in self.boxes.items():
            box.clear()
            box.addItems(["—", *titles])
            box.setCurrentIndex(max(0, box.findText(getattr(columns, name)) if getattr(columns, name) else 0))

    def _show_rows(self, titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        right = {0} if len(titles) < 5 else {0, 6, 7}
        self.table.setModel(PlainTable(titles, rows, right, self))
        fit(self.table)

    def _rechoose(self) -> None:
        if self._file is not None and self.outcome is None:
            self.preview = None
            self._look(self.columns())

    def _zone_changed(self) -> None:
        if self.preview is not None and self.preview.columns.zone != self.zone.value():
            self._rechoose()


def _titles() -> tuple[str, ...]:
    return (
        tr("Line"), tr("Flow number"), tr("Account number"), tr("Caller"), tr("Callee"), tr("Begin time"),
        tr("Seconds"), tr("Fee"), tr("Area name"), tr("Result"),
    )  # fmt: skip


def preview_cells(row: PreviewedCall, formats: Formats) -> tuple[str, ...]:
    """A call of the file as a line of the table."""
    result = tr("Charged") if row.fee else tr("Costs nothing")
    if row.reason is not None:
        result = tr("Refused: {reason}", reason=tr(REASON_WORDS[row.reason]))
    if row.known:
        result = tr("Already there, but different") if row.different else tr("Already there")
    fee = "" if row.fee is None or row.known else formats.money_even(row.fee)
    head = (formats.count(row.line), row.flow, row.account_number, row.caller, row.callee, formats.time(row.start))
    return (*head, formats.count(row.hold), fee, row.area_name, result)


def bad_cells(bad: BadCall, formats: Formats) -> tuple[str, ...]:
    """A line that is no call record among the previewed ones."""
    line, column, text, why = bad_line(bad, formats)
    return (line, text, "", "", "", "", "", "", column, why)


def bad_line(bad: BadCall, formats: Formats) -> tuple[str, ...]:
    """Line, column, text and reason."""
    column = tr(COLUMNS[bad.column]) if bad.column in COLUMNS else ""
    return formats.count(bad.line), column, bad.text, sentence(bad.code, bad.params, formats)


def different_line(call: DifferentCall, formats: Formats) -> tuple[str, ...]:
    """Line, the fields that differ, what the line says in them, and what is kept of the call."""
    said, kept = _fact_texts(call.said, formats), _fact_texts(call.kept, formats)
    names = [name for name in said if said[name] != kept[name]]
    text = join((call.flow, *(said[name] for name in names)))
    why = tr("Already there as: {facts}", facts=join(kept[name] for name in names))
    return formats.count(call.line), join(tr(COLUMNS[name]) for name in names), text, why


def _fact_texts(facts: CallFacts, formats: Formats) -> dict[str, str]:
    return {
        "account": facts.account_number or "—",
        "caller": facts.caller or "—",
        "callee": facts.callee,
        "start": formats.time(Time(facts.start // SECOND * SECOND)),
        "hold": formats.count(facts.hold),
    }


def _aside(row: BadCall | DifferentCall, formats: Formats) -> tuple[str, ...]:
    return bad_line(row, formats) if isinstance(row, BadCall) else different_line(row, formats)


def header_text(params: Mapping[str, object]) -> str:
    """Which columns are to be chosen by hand."""
    found: list[str] = []
    for key in ("missing", "doubled"):
        names = params.get(key)
        found += [str(name) for name in names] if isinstance(names, list | tuple) else []
    return tr("Choose the columns of: {fields}", fields=join(tr(COLUMNS[name]) for name in found if name in COLUMNS))


def refused_text(refused: Mapping[str, int], formats: Formats) -> str:
    """How many calls were refused, and for which reasons."""
    words = {code.value: text for code, text in REASON_WORDS.items()}
    total = formats.count(sum(refused.values()))
    parts = join(f"{tr(words[reason])}: {formats.count(count)}" for reason, count in refused.items())
    return f"{total} ({parts})" if refused else total


def outcome_text(outcome: CallsOutcome, context: Context) -> str:
    """What an import did."""
    formats = context.formats
    text = tr(
        "Lines read: {read}. Charged: {charged} ({amount}). Without duration: {free}. Already there: {known}. "
        "Refused: {refused}. Unreadable: {bad}.",
        read=formats.count(outcome.read),
        charged=formats.count(outcome.charged),
        amount=formats.amount(outcome.amount),
        free=formats.count(outcome.free),
        known=formats.count(outcome.known),
        refused=refused_text(outcome.refused, formats),
        bad=formats.count(outcome.bad),
    )
    if outcome.different:
        count = formats.count(outcome.different)
        text += " " + tr("Already there, but different (nothing was charged): {count}.", count=count)
    if not outcome.cancelled:
        return text
    where = tr(
        "Cancelled. Everything up to line {line} (flow number {flow}) is done; import the file again to go on.",
        line=formats.count(outcome.last_line),
        flow=outcome.last_flow,
    )
    return f"{where} {text}" if outcome.last_line else tr("Cancelled. Nothing was written.")


def open_import(context: Context, parent: QWidget) -> ImportCallsDialog:
    """Open the wizard, and ask for the file."""
    dialog = ImportCallsDialog(context, parent)
    dialog.show()
    dialog.choose()
    return dialog
