"""Importing a rate sheet into a group: choose it, say how it is read, look at what it would do, apply it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vosdesk.contract.decks import Layout, Notice, Template, signature
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import FileId, RateGroupId
from vosdesk.contract.operations import (
    DECK_TEMPLATES_SAVE,
    RATE_IMPORTS_APPLY,
    RATE_IMPORTS_INSPECT,
    RATE_IMPORTS_MEND,
    RATE_IMPORTS_PLAN,
    RATE_IMPORTS_SAVE_REFUSED,
)
from vosdesk.contract.rate_imports import (
    InspectFile,
    Inspection,
    MendRows,
    Plan,
    RateImportRow,
    SaveDeckTemplate,
    SaveRefused,
)
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.ask_file import ask_source, ask_target
from vosdesk.gui.dialogs.banner import Banner
from vosdesk.gui.dialogs.loss_note import look_at_import
from vosdesk.gui.dialogs.rate_import_columns import ColumnsPage
from vosdesk.gui.dialogs.rate_import_file import FilePage
from vosdesk.gui.dialogs.rate_import_plan import PlanPage, sums_text
from vosdesk.gui.dialogs.rate_import_rules import RulesPage
from vosdesk.gui.dialogs.rate_import_words import problem
from vosdesk.gui.dialogs.task_window import TaskWindow
from vosdesk.gui.jobs import Export, Job, Task, Upload, drop_file
from vosdesk.gui.sheets import primary
from vosdesk.gui.task_strip import plain_label
from vosdesk.gui.text import join, refusal_text, tr
from vosdesk.gui.theme import Tone, tint

FOLDER_KEY = "import.folder"


class RateImportDialog(TaskWindow):
    """Four steps: the file, its columns, what it does, and the plan that is applied. Nothing is changed before."""

    def __init__(self, context: Context, group: RateGroupId, name: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._group = group
        self._file: FileId | None = None
        self._done = False
        self._sheets_done: set[str] = set()
        self._then: Callable[[], None] | None = None
        self.outcome: RateImportRow | None = None
        self.setWindowTitle(tr("Import rates: {group}", group=name))
        self.setAcceptDrops(True)
        self.resize(980, 640)
        self.banner = Banner(self)
        self.file, self.columns = FilePage(self), ColumnsPage(context, self)
        self.rules, self.plan = RulesPage(context, self), PlanPage(context, self)
        self.pages = QStackedWidget(self)
        for page in (self.file, self.columns, self.rules, self.plan):
            self.pages.addWidget(page)
        self.finished.connect(self._forget)
        self._make_buttons()
        self._lay_out()
        self._wire()
        self._judge()

    # --- the file ----------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for the file."""
        kinds = tr("Rate sheets (*.csv *.txt *.xlsx *.xls);;All files (*)")
        ask_source(self._context, self, tr("Rate file"), kinds, FOLDER_KEY, self.load)

    def load(self, path: Path) -> None:
        """Send a file, and look at it."""
        if self.strip.busy or self._done:
            return
        self._forget()
        self.file.show_path(path)
        self._run(Upload(self._context, path, self), self._sent)

    def inspect(self, layout: Layout | None = None) -> None:
        """Look at the file that was sent, by a layout or by what can be guessed."""
        if self._file is None:
            return
        sheet = "" if layout is None else layout.sheet
        request = InspectFile(rate_group=self._group, file=self._file, layout=layout, sheet=sheet)
        self._run(Job(self._context, RATE_IMPORTS_INSPECT, request, self), self._inspected)

    def _sent(self, file: FileId) -> None:
        self._file = file
        self.inspect(self.file.read_as())

    def _inspected(self, found: Inspection) -> None:
        self.columns.show_inspection(found)
        self.rules.take(found.guess.layout)
        self._go_to(self.columns)

    # --- the plan ----------------------------------------------------------------------------------------------

    def make_plan(self) -> None:
        """Ask what the file would do."""
        if self._file is None:
            return
        guess = self.columns.guess
        template = guess.template if guess is not None else ""
        request = self.rules.request(self._group, self._file, self.columns.layout_of(), template)
        self._run(Job(self._context, RATE_IMPORTS_PLAN, request, self), self._planned)

    def mend(self) -> None:
        """Try the rows that were mended again, and only them."""
        request = MendRows(plan=self.plan.plan_id(), rows=self.plan.refused.mended())
        self._run(Job(self._context, RATE_IMPORTS_MEND, request, self), self._planned)

    def save_refused(self) -> None:
        """Ask where the refused rows are to be saved."""
        title = tr("Save refused rows")
        ask_target(self._context, self, title, "refused.csv", ("csv",), lambda path, _: self.write_refused(path))

    def write_refused(self, target: Path) -> None:
        """Save the refused rows as a file."""
        request = SaveRefused(plan=self.plan.plan_id())
        task = Export(self._context, RATE_IMPORTS_SAVE_REFUSED, request, target, self)
        self._run(task, partial(self._saved, target))

    def apply(self) -> None:
        """Apply the plan that is shown, whole."""
        self._run(Job(self._context, RATE_IMPORTS_APPLY, self.plan.request(), self), self._applied)

    def _planned(self, plan: Plan) -> None:
        self.plan.show_plan(plan, self.columns.layout_of())
        self._go_to(self.plan)

    def _saved(self, target: Path, _: object) -> None:
        self.banner.say(tr("Saved as {file}.", file=target.name), Tone.GOOD)

    def _applied(self, row: RateImportRow) -> None:
        look_at_import(self._context, row)
        self.outcome, self._done = row, True
        text = tr("Imported “{file}”.", file=row.file) + " " + sums_text(row.sums, self._context.formats)
        self._context.notices.done(tr("Imported “{file}”.", file=row.file))
        self.plan.setEnabled(False)
        self._sheets_done.add(self.columns.layout_of().sheet)
        left = self._sheets_left()
        if left:
            text += " " + tr("Only this sheet was imported; the file has others: {sheets}.", sheets=join(left))
            self.next_sheet.setText(tr("Next sheet: {sheet}", sheet=left[0]).replace("&", "&&"))
        self.banner.say(text, Tone.GOOD)
        self._judge()
        (self.next_sheet if left else self.close_button).setFocus()

    def _sheets_left(self) -> list[str]:
        """The sheets of a book of several price lists that were not imported yet."""
        guess = self.columns.guess
        if guess is None or Notice.OTHER_SHEETS not in guess.notices:
            return []
        return [sheet for sheet in guess.sheets if sheet not in self._sheets_done]

    def go_to_next_sheet(self) -> None:
        """Begin again with the next sheet of the file; it adds to what the first has replaced."""
        left = self._sheets_left()
        if self._done and left:
            self._done = False
            self.plan.setEnabled(True)
            self.rules.only_add()
            self.inspect(Layout(sheet=left[0]))

    # --- templates ---------------------------------------------------------------------------------------------

    def ask_name(self) -> None:
        """Ask under which name the layout is kept."""
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Save as template"))
        dialog.setLabelText(tr("Sheets with this header line will be read like this one. Name:"))
        dialog.textValueSelected.connect(self.save_template)
        dialog.open()

    def save_template(self, name: str) -> None:
        """Keep the layout under a name, to be found again by the header line."""
        guess = self.columns.guess
        if not name.strip() or guess is None:
            return
        layout = self.rules.layout_with(self.columns.layout_of())
        template = Template(name=name.strip(), signature=signature(layout.titles), layout=layout)
        request = SaveDeckTemplate(template=template)
        said = partial(self._template_saved, template.name)
        self._context.ops.write(self, DECK_TEMPLATES_SAVE, request, said, self._refused)

    def _template_saved(self, name: str, _: object) -> None:
        self.banner.say(tr("Template “{name}” is saved.", name=name), Tone.GOOD)

    # --- tasks -------------------------------------------------------------------------------------------------

    def _run(self, task: Task, done: Callable[[Any], None]) -> None:
        """Run a task; what comes of it is gone on with when the strip is free for the next one."""
        self.banner.say("")
        self._then = None
        task.done.connect(partial(self._came, done))
        task.failed.connect(partial(self._failed, task))
        task.cancelled.connect(self._cancelled)
        self.watch(task)
        self._judge()

    def _came(self, done: Callable[[Any], None], value: object) -> None:
        self._then = partial(done, value)

    def _failed(self, task: Task, error: object) -> None:
        if isinstance(error, Refusal):
            self.banner.say(problem(error, self._context.formats))
        else:
            self.banner.say(task.problem(error))

    def _refused(self, refusal: Refusal) -> None:
        self.banner.say(refusal_text(refusal, self._context.formats))

    def _cancelled(self) -> None:
        self.banner.say(tr("Stopped. Nothing was imported."), Tone.WARNING)

    def ended(self) -> None:
        """Go on with what came of the task."""
        then, self._then = self._then, None
        if then is not None:
            then()
        self._judge()

    # --- steps -------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """The next step."""
        steps: tuple[Callable[[], None], ...] = (
            lambda: self.inspect(self.file.read_as()), lambda: self._go_to(self.rules), self.make_plan, self.apply,
        )  # fmt: skip
        if self.next.isEnabled():
            steps[self.pages.currentIndex()]()

    def go_back(self) -> None:
        """The step before."""
        self.banner.say("")
        self.pages.setCurrentIndex(max(0, self.pages.currentIndex() - 1))
        self._judge()

    def _go_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._judge()
        self.next.setFocus()

    def _judge(self) -> None:
        at, busy = self.pages.currentIndex(), self.strip.busy
        ready = (self._file is not None, self.columns.ready(), self.rules.ready(), self.plan.ready())
        self.pages.setEnabled(not busy)
        self.next.setText(tr("Import") if at == len(ready) - 1 else tr("Next"))
        self.next.setEnabled(ready[at] and not busy and not self._done)
        self.next.setVisible(not self._done)
        self.next_sheet.setVisible(self._done and bool(self._sheets_left()))
        self.back.setEnabled(at > 0 and not busy)
        self.back.setVisible(not self._done)
        names = [tr("File"), tr("Columns"), tr("What it does"), tr("Preview")]
        said = [f"{number + 1}. {name}" for number, name in enumerate(names)]
        self.steps.setText("    ".join([*said[:at], f"▸ {said[at]}", *said[at + 1 :]]))

    # --- dropping ----------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file can be dropped anywhere on the window."""
        if event.mimeData().hasUrls() and not self.strip.busy and not self._done:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self.pages.setCurrentWidget(self.file)
            self.load(Path(local[0]))

    # --- inside ------------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        """The backend need not keep the file any more."""
        if self._file is not None:
            drop_file(self._context, self._file)
            self._file = None

    def _make_buttons(self) -> None:
        self.steps = plain_label("")
        tint(self.steps, Tone.MUTED)
        self.back = QPushButton(tr("Back"), self)
        self.next = QPushButton(tr("Next"), self)
        self.next_sheet = QPushButton(self)
        self.close_button = QPushButton(tr("Close"), self)
        for button in (self.back, self.next_sheet, self.close_button):
            button.setAutoDefault(False)
        primary(self.next)
        self.next.setDefault(True)

    def _wire(self) -> None:
        self.file.choose_wanted.connect(self.choose)
        self.file.read_as_changed.connect(lambda: self.inspect(self.file.read_as()))
        self.columns.reread.connect(self.inspect)
        self.columns.save_wanted.connect(self.ask_name)
        self.plan.mend_wanted.connect(self.mend)
        self.plan.save_wanted.connect(self.save_refused)
        for page in (self.columns, self.rules, self.plan):
            page.changed.connect(self._judge)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.next_sheet.clicked.connect(self.go_to_next_sheet)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.steps)
        buttons.addStretch(1)
        for button in (self.close_button, self.back, self.next_sheet, self.next):
            buttons.addWidget(button)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(10)
        inner.addWidget(self.pages, 1)
        inner.addWidget(self.strip)
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(inner, 1)


def open_dialog(context: Context, group: RateGroupId, name: str, parent: QWidget | None) -> RateImportDialog:
    """Import into ``group``, beginning with the choice of a file."""
    dialog = RateImportDialog(context, group, name, parent)
    dialog.open()
    return dialog
