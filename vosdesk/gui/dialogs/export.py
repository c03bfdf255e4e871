"""Exporting a list to a CSV file: a job writes it, and it comes whole or not at all."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from vosdesk.contract.calls import ExportCalls
from vosdesk.contract.files import Exported
from vosdesk.contract.jobs import Start
from vosdesk.contract.operations import CALLS_EXPORT, PAYMENTS_EXPORT, RATES_SEARCH_EXPORT
from vosdesk.contract.payments import ExportPayments
from vosdesk.contract.rates import ExportFoundRates
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.ask_file import ask_target
from vosdesk.gui.dialogs.task import TaskDialog
from vosdesk.gui.jobs import Export
from vosdesk.gui.text import mark, tr


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


def export_to(
    context: Context, request: Any, target: Path, parent: QWidget | None, kind: Kind = PAYMENTS
) -> TaskDialog:
    """Export to ``target`` what ``request`` lists, in its order, and show how far it is."""

    def told(outcome: Any) -> str:
        text = tr("Exported records: {count}", count=context.formats.count(outcome.rows))
        return f"{text} ({target.name})"

    dialog = TaskDialog(context, tr(kind.title), str(target), told, parent)
    asked = kind.ask(filter=request.filter, sort=request.sort, descending=request.descending)
    dialog.run(Export(context, kind.operation, asked, target, dialog))
    return dialog


def ask_where(context: Context, request: Any, parent: QWidget | None, kind: Kind = PAYMENTS) -> QFileDialog:
    """Ask for the file to export to, then export."""

    def chosen(target: Path, _: str) -> None:
        export_to(context, request, target, parent, kind)

    name = f"{kind.file}-{context.formats.today().isoformat()}.csv"
    return ask_target(context, parent, tr(kind.title), name, ("csv",), chosen)
