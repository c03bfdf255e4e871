"""One call: what is known of it, and what each account of the chain was charged."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTableView, QVBoxLayout, QWidget

from vosdesk.contract.calls import Call, CallRow, ChargeRow, GetCall
from vosdesk.contract.ids import CallId
from vosdesk.contract.operations import CALLS_GET
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.plain_table import PlainTable, dress, fit
from vosdesk.gui.dialogs.receipt import Line, line_grid
from vosdesk.gui.formats import Formats
from vosdesk.gui.sentences import REASON_WORDS
from vosdesk.gui.task_strip import plain_label
from vosdesk.gui.text import enum_text, tr
from vosdesk.gui.theme import Tone, tint


def lines(row: CallRow, formats: Formats) -> tuple[Line, ...]:
    """What is said of a call; what is empty is left out."""
    made = (
        Line(tr("Account"), f"{row.account_number}  {row.account_name}".rstrip(), True),
        Line(tr("Caller"), row.caller),
        Line(tr("Callee"), row.callee, True),
        Line(tr("Begin time"), f"{formats.time(row.start)} {formats.zone_name}"),
        Line(tr("End time"), formats.time(row.stop)),
        Line(tr("Duration"), formats.duration(row.hold)),
        Line(tr("State"), enum_text(row.state) if row.reason is None else tr(REASON_WORDS[row.reason]), True),
        Line(tr("Refused for"), row.refused_by),
        Line(tr("Flow number"), row.flow),
    )
    return tuple(line for line in made if line.text)


def cells(charge: ChargeRow, formats: Formats) -> tuple[str, ...]:
    """A charge as a line of the table."""
    cycle = tr("{price} / {seconds} s", price=formats.price(charge.price), seconds=charge.cycle)
    return (
        charge.account_number,
        charge.account_name,
        formats.money(-charge.amount),
        formats.money(charge.balance_after),
        charge.rate_group,
        charge.code,
        charge.area_name,
        cycle,
        str(charge.seq),
    )


class CallDialog(QDialog):
    """Shows a call and its charges, as far as the user may see them."""

    def __init__(self, context: Context, call: Call, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.call = call
        formats = context.formats
        self.setWindowTitle(tr("Call"))
        self.resize(860, 460)
        titles = (
            tr("Account number"), tr("Account name"), tr("Fee"), tr("Balance after"), tr("Rate group"),
            tr("Rate prefix"), tr("Area name"), tr("Billing rate"), tr("Serial number"),
        )  # fmt: skip
        self.table = QTableView(self)
        self.model = PlainTable(titles, [cells(c, formats) for c in call.charges], {2, 3, 7, 8}, self)
        self.table.setModel(self.model)
        dress(self.table, tr("Charges"))
        fit(self.table)
        self.none = plain_label(tr("Nothing was charged for this call."))
        tint(self.none, Tone.MUTED)
        self.none.setVisible(not call.charges)
        self.table.setVisible(bool(call.charges))
        close = QPushButton(tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addLayout(line_grid(lines(call.row, formats)))
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        if not call.charges:
            column.addStretch(1)
        column.addLayout(buttons)


def open_call(context: Context, call: CallId, parent: QWidget) -> None:
    """Fetch a call and show it."""

    def show(found: Call) -> None:
        dialog = CallDialog(context, found, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    context.ops.read(parent, CALLS_GET, GetCall(id=call), show)
