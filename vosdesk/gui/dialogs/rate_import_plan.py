"""What an import would do: the sums, every row of it, and the refused rows to be mended."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vosdesk.contract.decks import Layout
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import FileId
from vosdesk.contract.operations import RATE_IMPORTS_PLAN_EXTENT, RATE_IMPORTS_PLAN_ROWS
from vosdesk.contract.paging import Page, Window
from vosdesk.contract.rate_imports import ApplyPlan, ListPlanRows, Outcome, Plan, PlanFilter, PlanRow, Sums
from vosdesk.contract.rates import BadRow, RateFields
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import rate_texts as texts
from vosdesk.gui.dialogs.rate_import_refused import RefusedTable
from vosdesk.gui.dialogs.rate_import_words import OUTCOMES
from vosdesk.gui.fields.segments import Segments
from vosdesk.gui.formats import Formats
from vosdesk.gui.ops import Call
from vosdesk.gui.tables import Align, Column, EmptyTexts, TableSpec
from vosdesk.gui.tables.view import TableView
from vosdesk.gui.task_strip import plain_label
from vosdesk.gui.text import mark, tr
from vosdesk.gui.theme import Tone, tint

MOST_REFUSED = 500
"""Refused rows that are fetched to be mended; all can be saved as a file."""

_TONES = {
    Outcome.ADDED: Tone.GOOD, Outcome.UP: Tone.WARNING, Outcome.DOWN: Tone.GOOD, Outcome.UNCHANGED: Tone.MUTED,
    Outcome.CLOSED: Tone.BAD, Outcome.REFUSED: Tone.BAD, Outcome.MISSING: Tone.BAD, Outcome.ENDED: Tone.MUTED,
}  # fmt: skip


def _rate(row: PlanRow) -> RateFields | None:
    return row.now or row.was


def _minute(fields: RateFields | None, formats: Formats) -> str:
    return "" if fields is None else formats.minute_cost(fields.price, fields.cycle)


def _prefix(row: PlanRow) -> str:
    fields = _rate(row)
    return (row.bad.text if row.bad is not None else "") if fields is None else texts.prefix_text(fields)


def _area(row: PlanRow) -> str:
    fields = _rate(row)
    return "" if fields is None else fields.area_name


def _ends(row: PlanRow, formats: Formats) -> str:
    fields = _rate(row)
    return "" if fields is None else texts.until_text(fields.effective_until, formats)


def _begins(row: PlanRow, formats: Formats) -> str:
    fields = _rate(row)
    return "" if fields is None else texts.from_text(fields.effective_from, formats)


def _id(row: PlanRow) -> int:
    fields = _rate(row)
    return hash((row.outcome, row.line, _prefix(row), fields.effective_from if fields else 0))


SPEC: TableSpec[PlanRow] = TableSpec(
    id="rate_import.plan",
    columns=(
        Column("outcome", mark("What happens"), lambda r, f: tr(OUTCOMES[r.outcome]), 150,
               tone=lambda r: _TONES.get(r.outcome)),
        Column("line", mark("Line"), lambda r, f: f.count(r.line) if r.line else "", 70, Align.RIGHT,
               tone=lambda r: Tone.MUTED),
        Column("prefix", mark("Prefix"), lambda r, f: _prefix(r), 120),
        Column("area_name", mark("Area name"), lambda r, f: _area(r), 210, tip=lambda r, f: _area(r)),
        Column("was", mark("Minute cost before"), lambda r, f: _minute(r.was, f), 150, Align.POINT,
               tone=lambda r: Tone.MUTED),
        Column("now", mark("Minute cost"), lambda r, f: _minute(r.now, f), 110, Align.POINT),
        Column("from", mark("Effective from"), lambda r, f: _begins(r, f), 130, tone=lambda r: Tone.MUTED),
        Column("until", mark("Effective until"), lambda r, f: _ends(r, f), 130, tone=lambda r: Tone.MUTED),
    ),
    list=RATE_IMPORTS_PLAN_ROWS,
    extent=RATE_IMPORTS_PLAN_EXTENT,
    request=lambda filter_, sort, descending, window: None,
    row_id=_id,
    nouns=frozenset(),
    empty=EmptyTexts(mark("No such rows")),
    no_filter=PlanFilter(),
)  # fmt: skip


def sums_text(sums: Sums, formats: Formats) -> str:
    """The sums, which equal the rows that were read."""
    count = formats.count
    text = tr(
        "Rows read: {read} = added {added} + dearer {up} + cheaper {down} + changed otherwise {changed} + "
        "unchanged {unchanged} + closed {closed} + refused {refused}",
        read=count(sums.read), added=count(sums.added), up=count(sums.up), down=count(sums.down),
        changed=count(sums.changed), unchanged=count(sums.unchanged), closed=count(sums.closed),
        refused=count(sums.refused),
    )  # fmt: skip
    if sums.overruled:
        text += "\n" + tr("Of the refused rows, {count} give way to another row of the same prefix.",
                          count=count(sums.overruled))  # fmt: skip
    if sums.missing:
        text += "\n" + tr("Rates that the file lacks and that are closed: {count}", count=count(sums.missing))
    if sums.rounded:
        text += "\n" + tr("Prices rounded to nine decimals: {count}", count=count(sums.rounded))
    return text


class PlanPage(QWidget):
    """A plan, to be looked at before it is applied. ``changed`` says that what can be applied may have changed."""

    changed = Signal()
    mend_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.plan: Plan | None = None
        self._layout = Layout()
        self._asked: Call | None = None
        self.sums = plain_label("")
        self.sums.setWordWrap(True)
        self.which = Segments(tr("Rows"), [(None, tr("All that changes")), *((o, tr(OUTCOMES[o])) for o in Outcome)])
        self.which.chosen.connect(self.show_outcome)
        self.rows: TableView[PlanRow] = TableView(context, replace(SPEC, request=self._request), self)
        self.refused = RefusedTable(context.formats, self)
        self.refused.edited.connect(self._judge)
        self.tables = QStackedWidget(self)
        for table in (self.rows, self.refused):
            self.tables.addWidget(table)
        self.mend = QPushButton(tr("Try the mended rows again"), self)
        self.save = QPushButton(tr("Save refused rows…"), self)
        for button, wanted in ((self.mend, self.mend_wanted), (self.save, self.save_wanted)):
            button.setAutoDefault(False)
            button.clicked.connect(wanted)
        self.leave_out = QCheckBox(tr("Leave out the refused rows"), self)
        self.leave_out.toggled.connect(self._judge)
        self.typed_title = plain_label("")
        tint(self.typed_title, Tone.WARNING)
        self.typed = QLineEdit(self)
        self.typed.setMaximumWidth(120)
        self.typed_title.setBuddy(self.typed)
        self.typed.textChanged.connect(self._judge)
        self.hint = plain_label("")
        self.hint.setWordWrap(True)
        tint(self.hint, Tone.MUTED)
        self._lay_out()

    def show_plan(self, plan: Plan, layout: Layout) -> None:
        """Show a plan; after some rows were mended, the rows of the kind that was looked at."""
        self.plan, self._layout = plan, layout
        self._forget_refused()
        self.sums.setText(sums_text(plan.sums, self._context.formats))
        self._show_segments(plan.sums)
        again = self.which.value() is Outcome.REFUSED and plan.sums.refused > 0
        wanted = Outcome.REFUSED if again else None
        self.which.set_value(wanted)
        self.typed.clear()
        closing = self.closing()
        count = self._context.formats.count(closing)
        self.typed_title.setText(
            tr("{count} rates are closed. Type this number to go on:", count=count) if plan.must_type else ""
        )
        self.typed.setAccessibleName(self.typed_title.text())
        for widget in (self.typed, self.typed_title):
            widget.setVisible(plan.must_type)
        self.show_outcome(wanted)

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show the rows of one kind, or all that changes something."""
        if self.plan is None:
            return
        refused = outcome is Outcome.REFUSED
        self.tables.setCurrentWidget(self.refused if refused else self.rows)
        if refused:
            self._ask_for_refused()
        else:
            self.rows.set_filter(PlanFilter(outcome=outcome))
        self._judge()

    def closing(self) -> int:
        """How many rates are closed in all."""
        return 0 if self.plan is None else self.plan.sums.closed + self.plan.sums.missing

    def request(self) -> ApplyPlan:
        """The request that applies the plan."""
        assert self.plan is not None  # noqa: S101 - there is no button before there is a plan
        closing = int(self.typed.text()) if self._typed_right() and self.plan.must_type else None
        return ApplyPlan(plan=self.plan.id, leave_out_bad=self.leave_out.isChecked(), closing=closing)

    def plan_id(self) -> FileId:
        """The plan's id."""
        assert self.plan is not None  # noqa: S101
        return self.plan.id

    def ready(self) -> bool:
        """Whether the plan can be applied."""
        return self.plan is not None and self._works() and not self._stopped() and self._typed_right()

    # --- inside ------------------------------------------------------------------------------------------------

    def _request(self, filter_: Any, _sort: Any, _descending: bool, window: Window) -> ListPlanRows:
        return ListPlanRows(plan=self.plan_id(), filter=filter_, window=window)

    def _forget_refused(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        self.refused.show_rows((), self._layout)

    def _ask_for_refused(self) -> None:
        # Once for a plan: what is mended so far stays when other rows are looked at meanwhile.
        if self._asked is None:
            request = self._request(PlanFilter(outcome=Outcome.REFUSED), None, False, Window(limit=MOST_REFUSED))
            self._asked = self._context.ops.read(
                self, RATE_IMPORTS_PLAN_ROWS, request, self._refused_came, self._refused_failed
            )

    def _refused_failed(self, refusal: Refusal) -> None:
        self._asked = None
        self._context.notices.refused(refusal)

    def _refused_came(self, page: Page[PlanRow]) -> None:
        rows: list[BadRow] = [row.bad for row in page.rows if row.bad is not None]
        self.refused.show_rows(rows, self._layout)
        self._judge()

    def _works(self) -> bool:
        sums = self.plan.sums if self.plan is not None else Sums()
        return sums.added + sums.up + sums.down + sums.changed + sums.closed + sums.missing > 0

    def _stopped(self) -> bool:
        sums = self.plan.sums if self.plan is not None else Sums()
        return sums.refused > sums.overruled and not self.leave_out.isChecked()

    def _typed_right(self) -> bool:
        return self.plan is None or not self.plan.must_type or self.typed.text().strip() == str(self.closing())

    def _judge(self) -> None:
        sums = self.plan.sums if self.plan is not None else Sums()
        refused = self.tables.currentWidget() is self.refused
        self.leave_out.setVisible(sums.refused > sums.overruled)
        self.mend.setVisible(refused)
        self.mend.setEnabled(bool(self.refused.mended()))
        self.save.setVisible(sums.refused > 0)
        hint = ""
        if self.plan is not None and not self._works():
            hint = tr("There is nothing to import: the group has these rates already.")
        elif self._stopped():
            hint = tr("Nothing is imported while a row is refused: mend the rows, or leave them out.")
        if refused and sums.refused > MOST_REFUSED:
            hint += " " + tr("The first {count} are shown.", count=self._context.formats.count(MOST_REFUSED))
        self.hint.setText(hint.strip())
        self.changed.emit()

    def _show_segments(self, sums: Sums) -> None:
        counts = {
            Outcome.ADDED: sums.added, Outcome.UP: sums.up, Outcome.DOWN: sums.down, Outcome.CHANGED: sums.changed,
            Outcome.UNCHANGED: sums.unchanged, Outcome.CLOSED: sums.closed, Outcome.REFUSED: sums.refused,
            Outcome.MISSING: sums.missing,
        }  # fmt: skip
        for outcome in Outcome:
            count = counts.get(outcome, 0)
            button = self.which.button(outcome)
            # There is nothing to look at among rows that stay as they are.
            button.setVisible(count > 0 and outcome is not Outcome.UNCHANGED)
            button.setText(f"{tr(OUTCOMES[outcome])} {self._context.formats.count(count)}")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addStretch(1)
        foot = QHBoxLayout()
        for widget in (self.mend, self.save, self.leave_out):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.typed_title)
        foot.addWidget(self.typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.sums)
        column.addLayout(head)
        column.addWidget(self.tables, 1)
        column.addWidget(self.hint)
        column.addLayout(foot)
