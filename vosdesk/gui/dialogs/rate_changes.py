"""What one change of many rates touched, and taking it back."""

from typing import Any

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from vosdesk.contract import text_rules
from vosdesk.contract.ids import RateImportId
from vosdesk.contract.operations import RATE_IMPORTS_CHANGES, RATE_IMPORTS_CHANGES_EXTENT, RATE_IMPORTS_UNDO
from vosdesk.contract.paging import Window
from vosdesk.contract.rate_imports import (
    ListRateChanges,
    Outcome,
    PlanFilter,
    PlanRow,
    RateImportRow,
    UndoRateImport,
)
from vosdesk.contract.rates import RateFields
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import rate_texts as texts
from vosdesk.gui.dialogs.confirm import ask_then
from vosdesk.gui.dialogs.loss_note import look_at_import
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.dialogs.task import TaskDialog
from vosdesk.gui.fields import ChoiceField, LineField
from vosdesk.gui.formats import Formats
from vosdesk.gui.jobs import Job
from vosdesk.gui.tables import Align, Column, EmptyTexts, FilterField, TablePage, TableSpec
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone

TONES = {Outcome.UP: Tone.WARNING, Outcome.DOWN: Tone.GOOD, Outcome.CLOSED: Tone.BAD, Outcome.MISSING: Tone.BAD}


def _rate(row: PlanRow) -> RateFields:
    found = row.now or row.was
    if found is None:
        raise LookupError("a change of no rate")
    return found


def _minute(fields: RateFields | None, formats: Formats) -> str:
    return "" if fields is None else formats.minute_cost(fields.price, fields.cycle)


def columns() -> tuple[Column[PlanRow], ...]:
    """The columns of rates before and after."""
    return (
        Column("outcome", mark("What happened"), lambda r, f: enum_text(r.outcome), 150,
               tone=lambda r: TONES.get(r.outcome)),
        Column("prefix", mark("Prefix"), lambda r, f: texts.prefix_text(_rate(r)), 120),
        Column("area_name", mark("Area name"), lambda r, f: _rate(r).area_name, 220),
        Column("was", mark("Minute cost before"), lambda r, f: _minute(r.was, f), 140, Align.POINT,
               tone=lambda r: Tone.MUTED),
        Column("now", mark("Minute cost after"), lambda r, f: _minute(r.now, f), 140, Align.POINT),
        Column("from", mark("Effective from"), lambda r, f: texts.from_text(_rate(r).effective_from, f), 150),
        Column("until", mark("Effective until"), lambda r, f: texts.until_text(_rate(r).effective_until, f), 150),
        Column("line", mark("Line"), lambda r, f: f.count(r.line) if r.line else "", 64, Align.RIGHT,
               tone=lambda r: Tone.MUTED),
    )  # fmt: skip


def _row_id(row: PlanRow) -> int:
    fields = _rate(row)
    return hash((row.outcome, texts.prefix_text(fields), fields.effective_from))


def _outcomes() -> ChoiceField:
    told = [outcome for outcome in Outcome if outcome not in {Outcome.UNCHANGED, Outcome.REFUSED, Outcome.ENDED}]
    return ChoiceField([(None, tr("Any")), *((outcome, enum_text(outcome)) for outcome in told)])


FIELDS: tuple[FilterField, ...] = (
    FilterField("outcome", mark("What happened"), lambda c: _outcomes(), 160),
    FilterField("prefix", mark("Prefix begins with"), lambda c: LineField(text_rules.prefix), 150),
)


def spec_of(made: RateImportId) -> TableSpec[PlanRow]:
    """The table of the rates that an import touched."""

    def request(filter_: PlanFilter, _: Any, __: bool, window: Window) -> ListRateChanges:
        return ListRateChanges(rate_import=made, filter=filter_, window=window)

    return TableSpec(
        id="rate_changes",
        columns=columns(),
        list=RATE_IMPORTS_CHANGES,
        extent=RATE_IMPORTS_CHANGES_EXTENT,
        request=request,
        row_id=_row_id,
        nouns=frozenset(),
        empty=EmptyTexts(mark("It changed nothing")),
        no_filter=PlanFilter(),
    )


class ChangesDialog(QDialog):
    """The rates that one import touched, before and after."""

    def __init__(self, context: Context, row: RateImportRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("{file}: rates of {group}", file=row.file or enum_text(row.kind), group=row.rate_group))
        self.resize(1040, 560)
        self.page: TablePage[PlanRow] = TablePage(context, spec_of(row.id), FIELDS, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.page)
        self.page.start()


def open_dialog(context: Context, row: RateImportRow, parent: QWidget | None) -> None:
    """Show what an import touched."""
    present(ChangesDialog(context, row, parent))


def ask_undo(context: Context, row: RateImportRow, parent: QWidget) -> None:
    """Take an import back, after asking."""
    title, what = tr("Undo a change of many rates"), row.file or enum_text(row.kind)
    subject = tr(
        "{what}, {time}, rates of {group}", what=what, time=context.formats.time(row.time), group=row.rate_group
    )

    def undo() -> None:
        dialog = TaskDialog(context, title, subject, lambda _: tr("Undone: the rates are as they were."), parent)
        job: Job[UndoRateImport, RateImportRow] = Job(context, RATE_IMPORTS_UNDO, UndoRateImport(id=row.id), dialog)
        job.done.connect(lambda done: look_at_import(context, done))
        dialog.run(job)

    lines = [
        tr("Every rate that it added, changed or closed becomes again what it was before."),
        tr("If later changes stand on it, nothing is done, and you are told which."),
    ]
    ask_then(title, subject, lines, tr("Undo"), undo, parent)
