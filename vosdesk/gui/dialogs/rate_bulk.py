"""Changing many rates of one group: by percent, by amount, to a price, rounding, lock and dates; looked at before."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.errors import Problem
from vosdesk.contract.ids import JobId
from vosdesk.contract.money import Money, NumberStyle, format_money, parse_money
from vosdesk.contract.operations import RATE_IMPORTS_APPLY, RATE_IMPORTS_PLAN_BULK
from vosdesk.contract.rate_imports import Adjust, ApplyPlan, BulkChange, Plan, PlanBulk, PlanRow, RateImportRow
from vosdesk.contract.rates import LockType
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import rate_texts as texts
from vosdesk.gui.dialogs.form import Form, Values
from vosdesk.gui.dialogs.loss_note import look_at_import
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.dialogs.rate_delete import rate_selection
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields import ChoiceField, DateTimeField, MoneyEdit, PriceEdit, SwitchField
from vosdesk.gui.fields.numbers import NumberField
from vosdesk.gui.formats import Formats
from vosdesk.gui.jobs import Job
from vosdesk.gui.tables import Selection
from vosdesk.gui.task_strip import TaskStrip
from vosdesk.gui.text import enum_text, tr
from vosdesk.gui.theme import Tone

if TYPE_CHECKING:
    from vosdesk.gui.tabs.rates import RatesTab

_MILLI = 1_000
"""Nano-units of a price in a micro-unit of money."""
_AMOUNTS = {Adjust.PERCENT: "percent", Adjust.AMOUNT: "more", Adjust.SET: "price"}


class ShareField(NumberField):
    """A share in millionths of one per cent, of either sign."""

    def __init__(self, formats: Formats) -> None:
        super().__init__(formats, unit="%")

    def _parse(self, text: str, style: NumberStyle) -> int | Problem:
        return parse_money(text, style)

    def _show(self, value: int) -> str:
        return format_money(Money(value), 0, self._formats.style)


class BulkRatesForm(Form[PlanBulk, JobId]):
    """What is to be done with the chosen rates. Sending it only plans it."""

    def __init__(self, context: Context, tab: "RatesTab", selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(
            context, RATE_IMPORTS_PLAN_BULK, tr("Change rates of {group}", group=tab.group_name),
            ok=tr("Preview"), make=self._request, parent=parent,
        )  # fmt: skip
        self._chosen = PlanBulk(
            rate_group=tab.group, selection=rate_selection(selection), change=BulkChange(), count=selection.count
        )
        count = context.formats.count(selection.count)
        self.add_widget(ToneLabel(tr("Selected rates: {count}.", count=count)))
        self.section()
        self.adjust = self.add("change.adjust", tr("Price"), ChoiceField([(a, enum_text(a)) for a in Adjust]))
        self.add("percent", tr("Per cent more, or less with a minus"), ShareField(context.formats))
        self.add("more", tr("More per minute, or less with a minus"), MoneyEdit(context.formats))
        self.add("price", tr("Price of a minute"), PriceEdit(context.formats))
        decimals = [(None, tr("As it comes out")), *((n, str(n)) for n in range(10))]
        self.add("decimals", tr("Decimals of the billing rate"), ChoiceField(decimals))
        self.add("free", tr("Zero"), SwitchField(tr("A price of zero is meant")))
        self.section()
        locks = [(None, tr("As it is")), *((lock, enum_text(lock)) for lock in LockType)]
        self.add("lock", tr("Lock"), ChoiceField(locks))
        self.add(
            "at", tr("The new rate holds from"), DateTimeField(context.formats), hint=tr("Empty: at once, in place.")
        )
        self.add("effective_from", tr("Effective from"), DateTimeField(context.formats))
        self.add("effective_until", tr("Effective until"), DateTimeField(context.formats, end=True))
        self.adjust.changed.connect(self._adjusted)
        self._adjusted()

    def _adjusted(self) -> None:
        chosen = self.adjust.value()
        for adjust, name in _AMOUNTS.items():
            self.set_shown(name, adjust is chosen)
        self.set_shown("free", chosen is not Adjust.KEEP)

    def _request(self, values: Values) -> PlanBulk:
        adjust = values["change.adjust"]
        amount = 0 if adjust is Adjust.KEEP else int(values.get(_AMOUNTS[adjust], 0))
        change = BulkChange(
            adjust=adjust,
            amount=amount * _MILLI if adjust is Adjust.AMOUNT else amount,
            decimals=values["decimals"],
            lock=values["lock"],
            effective_from=values["effective_from"],
            effective_until=values["effective_until"],
            at=values["at"],
            free=bool(values.get("free", False)),
        )
        chosen = self._chosen
        return PlanBulk(rate_group=chosen.rate_group, selection=chosen.selection, change=change, count=chosen.count)


def sums_text(plan: Plan, formats: Formats) -> str:
    """How many rates go up, down, change otherwise, stay, and are refused."""
    s = plan.sums
    parts = (
        (tr("Up"), s.up), (tr("Down"), s.down), (tr("Otherwise changed"), s.changed), (tr("Unchanged"), s.unchanged),
        (tr("Refused"), s.refused),
    )  # fmt: skip
    return "   ".join(f"{name}: {formats.count(count)}" for name, count in parts)


def _extreme(row: PlanRow | None, formats: Formats) -> str:
    if row is None or row.was is None or row.now is None:
        return ""
    before = formats.minute_cost(row.was.price, row.was.cycle)
    after = formats.minute_cost(row.now.price, row.now.cycle)
    return tr(
        "{prefix} {area}: a minute costs {after} instead of {before}.",
        prefix=texts.prefix_text(row.now), area=row.now.area_name, before=before, after=after,
    )  # fmt: skip


class _Planning(Job[PlanBulk, Plan]):
    """The job that the form started."""

    def __init__(self, context: Context, request: PlanBulk, job: JobId, parent: QWidget) -> None:
        super().__init__(context, RATE_IMPORTS_PLAN_BULK, request, parent)
        self._job = job

    def _begin(self) -> None:
        self.follow(self._job)


class BulkPlanDialog(QDialog):
    """What the change would do, with its extremes; nothing is done before it is applied."""

    def __init__(self, context: Context, request: PlanBulk, job: JobId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._plan: Plan | None = None
        self.setWindowTitle(tr("Preview of the change"))
        self.setMinimumWidth(560)
        self.strip = TaskStrip(context, self)
        self.sums = ToneLabel("")
        self.up, self.down = ToneLabel("", Tone.WARNING), ToneLabel("", Tone.GOOD)
        self.note = ToneLabel("", Tone.MUTED)
        self.apply = QPushButton(tr("Apply"), self)
        self.apply.setEnabled(False)
        self.apply.clicked.connect(self._apply)
        close = QPushButton(tr("Cancel"), self)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.apply)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        for widget in (self.sums, self.up, self.down, self.note, self.strip):
            column.addWidget(widget)
        column.addLayout(buttons)
        for label in (self.up, self.down, self.note):
            label.hide()
        self.task: Job[Any, Any] = _Planning(context, request, job, self)
        self.task.done.connect(self._planned)
        self.task.failed.connect(self._failed)
        self.strip.watch(self.task)

    def _planned(self, plan: Plan) -> None:
        self._plan = plan
        formats = self._context.formats
        self.sums.setText(sums_text(plan, formats))
        for label, row in ((self.up, plan.most_up), (self.down, plan.most_down)):
            label.setText(_extreme(row, formats))
            label.setVisible(row is not None)
        changes = plan.sums.up + plan.sums.down + plan.sums.changed
        if plan.sums.refused:
            why = tr("Refused rates stay as they are: a price below zero, or dates that meet another rate.")
            self._say(why)
        self.apply.setText(tr("Apply ({count})", count=formats.count(changes)))
        self.apply.setEnabled(changes > 0)
        self.apply.setDefault(True)

    def _apply(self) -> None:
        if self._plan is None:
            return
        self.apply.setEnabled(False)
        self.task = Job(self._context, RATE_IMPORTS_APPLY, ApplyPlan(plan=self._plan.id, leave_out_bad=True), self)
        self.task.done.connect(self._applied)
        self.task.failed.connect(self._failed)
        self.strip.watch(self.task)

    def _applied(self, done: RateImportRow) -> None:
        self._context.notices.done(tr("The rates are changed. The import history can undo it."))
        look_at_import(self._context, done)
        self.accept()

    def _failed(self, error: object) -> None:
        self._say(self.task.problem(error))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()

    def reject(self) -> None:
        """Cancel what is under way, and close."""
        self.task.cancel()
        super().reject()


def open_form(context: Context, tab: "RatesTab", parent: QWidget | None) -> None:
    """Change what is selected in ``tab``."""

    def chosen(selection: Selection) -> None:
        form = BulkRatesForm(context, tab, selection, parent)

        def planned(job: JobId) -> None:
            present(BulkPlanDialog(context, form.build(), job, parent))

        form.sent.connect(planned)
        present(form)

    tab.resolve(chosen)
