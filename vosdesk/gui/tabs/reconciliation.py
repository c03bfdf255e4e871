"""Reconciliation: a list of a bank or cash desk beside the payment records, in three steps on one page."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FileId
from vosdesk.contract.jobs import Start
from vosdesk.contract.operations import (
    RECONCILIATION_EXPORT,
    RECONCILIATION_INSPECT,
    RECONCILIATION_START,
)
from vosdesk.contract.payments import PaymentMode
from vosdesk.contract.permissions import Right
from vosdesk.contract.rate_export import FileForm
from vosdesk.contract.reconciliation import (
    MAX_PERIOD,
    EntryFilter,
    EntryRow,
    ExportEntries,
    InspectList,
    ListEntries,
    ListInspection,
    ListLayout,
    Reconcile,
    Reconciled,
)
from vosdesk.gui.actions.spec import Action
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.ask_file import ask_source, ask_target
from vosdesk.gui.fields import ChoiceField, DateField, Field
from vosdesk.gui.fields.segments import Segments
from vosdesk.gui.jobs import Job, Upload, drop_file
from vosdesk.gui.sheets import primary
from vosdesk.gui.tables.flow import FlowLayout
from vosdesk.gui.tabs.reconciliation_list import ListColumns
from vosdesk.gui.tabs.reconciliation_table import FIELDS, SPEC
from vosdesk.gui.tabs.reconciliation_views import Outcomes, ResultViews
from vosdesk.gui.tabs.result_tab import ResultTab
from vosdesk.gui.text import enum_text, sentence, tr
from vosdesk.gui.theme import Tone

FOLDER_KEY = "reconciliation.folder"
_COLUMNS, _RESULT = "columns", "result"


class ReconciliationTab(ResultTab[EntryRow]):
    """Choose the list, look at how it is read, compare it; then look at what matches and what does not.

    After a payment the list is compared again, as soon as the page is looked at.
    """

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        hint = tr(
            "Choose a list of payments of a bank or cash desk: CSV, XLSX or XLS with a reference and an amount in each "
            "line. It is compared with the payment records; nothing is posted."
        )
        super().__init__(context, "reconciliation", params, SPEC, FIELDS, hint)
        self.columns = ListColumns(self)
        self.result: Reconciled | None = None
        self._held: list[FileId] = []
        self._name = ""
        self._stale = self._period_typed = False
        self._make_head()
        self._stack.addWidget(self.columns)
        self.columns.changed.connect(self._judge)
        self.columns.dates_changed.connect(self._look_at_days)
        self.columns.reread.connect(self._look)
        self.destroyed.connect(partial(_drop, context, self._held))
        self._judge()

    def offers(self) -> tuple[Action, ...]:
        """What can be done with a line."""
        from vosdesk.gui.actions.reconciliation import ACTIONS

        return ACTIONS

    def selected(self) -> tuple[EntryRow, ...]:
        """The selected rows."""
        return () if self.page is None else tuple(self.page.table.selected_rows())

    def may_close(self) -> bool:
        """What nobody waits for any more is given up."""
        self.strip.stop()
        return True

    def changed(self, changes: Changes) -> None:
        """A payment was posted: what was missing may be there now."""
        if Noun.PAYMENTS in changes.touched and self.result is not None:
            self._stale = True
            self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Compare again what has changed meanwhile."""
        super().showEvent(event)
        self._follow()

    def choose(self) -> None:
        """Ask for the list."""
        kinds = tr("Lists (*.csv *.txt *.xlsx *.xls);;All files (*)")
        ask_source(self.context, self, tr("List of payments"), kinds, FOLDER_KEY, self.load)

    def load(self, path: Path) -> None:
        """Send a list, and look at it."""
        if self.strip.busy:
            return
        self._forget()
        self._name = path.name
        self.path.setText(path.name)
        task = Upload(self.context, path, self)
        task.done.connect(self._sent)
        task.failed.connect(lambda error: self.words.say(task.problem(error), Tone.BAD))
        task.cancelled.connect(self._cancelled)
        task.ended.connect(task.deleteLater)
        self.words.say("", Tone.MUTED)
        self.strip.watch(task)
        # Behind the strip's own: it is free then.
        task.ended.connect(self._uploaded)
        self._judge()

    def ask(self) -> None:
        """Compare."""
        request = self._request()
        if request is None or self.strip.busy:
            return
        self._stale = False
        self.run(RECONCILIATION_START, request)
        self._judge()

    def run(self, operation: Start[Any, Any], request: Any) -> None:
        """Start a job; what came up meanwhile is seen to behind it."""
        super().run(operation, request)
        if self.strip.task is not None:
            self.strip.task.ended.connect(self._judge)
            self.strip.task.ended.connect(self._follow)

    def came(self, outcome: Any, job: Job[Any, Any]) -> None:
        """Show how the list looks, or what was found."""
        if isinstance(outcome, ListInspection):
            self._inspected(outcome)
        elif isinstance(outcome, Reconciled):
            self._reconciled(outcome)

    # --- the list ------------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        for file in self._held:
            _drop(self.context, [file])
        self._held.clear()
        self.result, self._stale, self._period_typed = None, False, False
        self._stack.setCurrentWidget(self.hint)

    def _sent(self, file: FileId) -> None:
        self._held[:] = [file]

    def _uploaded(self) -> None:
        if self._held:
            self._look(None)
        self._judge()

    def _look(self, layout: ListLayout | None) -> None:
        self.run(RECONCILIATION_INSPECT, InspectList(file=self._held[0], layout=layout))
        self._judge()

    def _look_at_days(self) -> None:
        if not self._period_typed and not self.columns.problem() and not self.strip.busy:
            self._look(self.columns.layout_of())

    def _inspected(self, found: ListInspection) -> None:
        self.columns.show_inspection(found)
        count = self.context.formats.count(found.lines)
        if found.first_day is None:
            text = tr("Lines: {count}. None has a date: say which column holds it, or name the period.", count=count)
            self.words.say(text, Tone.WARNING)
        else:
            self.words.say(tr("Lines: {count}. Look at what the columns hold, then compare.", count=count), Tone.MUTED)
        if not self._period_typed:
            formats = self.context.formats
            for field, day in zip(self.period, (found.first_day, found.last_day), strict=True):
                field.blockSignals(True)
                at = None if day is None else date.fromordinal(day)
                last = field is self.period[1]
                field.set_value(None if at is None else formats.end_of(at) if last else formats.at(at))
                field.blockSignals(False)
        self._show(_COLUMNS)

    def _typed(self) -> None:
        self._period_typed = True
        self._judge()

    def _days(self) -> tuple[date, date] | Problem:
        days: list[date] = []
        for field in self.period:
            value = field.value()
            moment = None if value is None or isinstance(value, Problem) else self.context.formats.moment(value)
            if moment is None:
                return value if isinstance(value, Problem) else Problem(Code.FIELD_EMPTY)
            days.append(moment.date())
        first, last = days
        if last < first:
            return Problem(Code.PERIOD_REVERSED)
        if (last - first).days >= MAX_PERIOD:
            return Problem(Code.FIELD_RANGE, {"low": 1, "high": MAX_PERIOD})
        return first, last

    def _request(self) -> Reconcile | None:
        days = self._days()
        if not self._held or self.columns.problem() or isinstance(days, Problem):
            return None
        first, last = days
        formats = self.context.formats
        mode = self.mode.value()
        return Reconcile(
            file=self._held[0],
            layout=self.columns.layout_of(),
            first_day=first.toordinal(),
            days=tuple(formats.at(first + timedelta(days=n)) for n in range((last - first).days + 2)),
            mode=mode if isinstance(mode, PaymentMode) else None,
            name=self._name,
        )

    # --- the result ----------------------------------------------------------------------------------------------

    def _reconciled(self, result: Reconciled) -> None:
        again = self.result is not None and self.page is not None
        filter_ = EntryFilter(file=result.file)
        if again and self.page is not None:
            filter_ = replace(self.page.table.rows.filter, file=result.file)
            _drop(self.context, self._held[1:])
        self._held[1:] = [result.file]
        self.result = result
        self.views.show_result(result, filter_.outcomes if again else None)
        self.words.say(*self._summary(result))
        self.show_list(EntryFilter(file=result.file), replace(filter_, outcomes=self.views.value()))
        if self.page is not None:
            self.page.table.menu_wanted.connect(self.menu_wanted)
            self.page.table.selection_changed.connect(self.selection_changed)
        self._show(_RESULT)
        self.selection_changed.emit()

    def _summary(self, result: Reconciled) -> tuple[str, Tone]:
        if not result.differences:
            return tr("✓ Everything matches."), Tone.GOOD
        formats = self.context.formats
        text = tr("Differences: {count}.", count=formats.count(result.differences))
        if result.suggested:
            more = tr("For {count} of them a record of the same amount, day and payer is suggested (≈).",
                      count=formats.count(result.suggested))  # fmt: skip
            text = f"{text} {more}"
        return text, Tone.WARNING

    def _view_chosen(self, outcomes: Outcomes) -> None:
        if self.page is not None and self.page.bar is not None:
            self.page.bar.set_filter(replace(self.page.table.rows.filter, outcomes=outcomes))

    def _follow(self) -> None:
        if self._stale and self.isVisible() and not self.strip.busy:
            self.ask()

    # --- what it looks like ----------------------------------------------------------------------------------------

    def _make_head(self) -> None:
        formats = self.context.formats
        self.open = QPushButton(tr("Choose file…"), self)
        self.open.clicked.connect(self.choose)
        self.path = QLabel(tr("No file chosen"), self)
        self.path.setTextFormat(Qt.TextFormat.PlainText)
        self.period = (DateField(formats, optional=True, start=True), DateField(formats, optional=True))
        modes = [(m, enum_text(m)) for m in PaymentMode]
        self.mode = ChoiceField([(None, tr("Any")), *modes])
        self.go = QPushButton(tr("Compare"), self)
        primary(self.go)
        self.go.clicked.connect(self.ask)
        self.save = QPushButton(tr("Export…"), self)
        self.save.clicked.connect(self._ask_where)
        self.save.setVisible(self.context.may(Right.EXPORT))
        self.step = Segments(tr("Step"), [(_COLUMNS, tr("List")), (_RESULT, tr("Result"))])
        self.step.chosen.connect(self._show)
        self.views = ResultViews(formats, self)
        self.views.chosen.connect(self._view_chosen)
        # What finds no room goes to the next line: the window must not be widened.
        flow = FlowLayout(self.head)
        flow.addWidget(_side_by_side(self.open, self.path))
        names = (tr("Payments from"), tr("to"), tr("Mode"))
        fields: tuple[Field, ...] = (*self.period, self.mode)
        for name, field in zip(names, fields, strict=True):
            label = QLabel(name)
            field.set_name(name)
            label.setBuddy(field.target())
            flow.addWidget(_side_by_side(label, field))
        for widget in (self.go, self.save, self.step):
            flow.addWidget(widget)
        for period in self.period:
            period.changed.connect(self._typed)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self._stack), self.views)

    def _show(self, step: str) -> None:
        if step == _RESULT and self.page is not None and self.result is not None:
            self._stack.setCurrentWidget(self.page)
        elif self._held:
            self._stack.setCurrentWidget(self.columns)
        self.step.set_value(step)
        self._judge()

    def _judge(self) -> None:
        result = self.result is not None
        shown = result and self._stack.currentWidget() is self.page
        days = self._days()
        wrong = isinstance(days, Problem)
        self.go.setEnabled(bool(self._held) and not wrong and not self.columns.problem())
        self.go.setToolTip(sentence(days.code, days.params) if isinstance(days, Problem) and self._held else "")
        self.save.setEnabled(result)
        self.step.setVisible(bool(self._held))
        self.step.button(_RESULT).setEnabled(result)
        self.views.setVisible(shown)

    # --- export ----------------------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        forms = (FileForm.CSV, FileForm.XLSX)
        ask_target(self.context, self, tr("Export reconciliation"), "reconciliation.csv", forms, self.export)

    def export(self, target: Path, form: FileForm) -> None:
        """Write the entries of the filter in force to ``target``."""
        if self.page is None or self.strip.busy:
            return
        shown: ListEntries = self.page.table.rows.request()
        request = ExportEntries(filter=shown.filter, sort=shown.sort, descending=shown.descending, form=form)
        self.write(RECONCILIATION_EXPORT, request, target)


def _side_by_side(*widgets: QWidget) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    return pair


def _drop(context: Context, files: list[FileId], _: QObject | None = None) -> None:
    for file in files:
        drop_file(context, file)


def create(context: Context, params: Mapping[str, object]) -> ReconciliationTab:
    """The page of reconciling."""
    return ReconciliationTab(context, params)
