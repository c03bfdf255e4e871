"""The receipt of a payment: to read, to copy, to print."""

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.payments import PaymentRow
from vosdesk.gui.context import Context
from vosdesk.gui.formats import Formats
from vosdesk.gui.icons import icon
from vosdesk.gui.printing import ask_printer
from vosdesk.gui.text import enum_text, tr
from vosdesk.gui.theme import Tone, tint

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Line(NamedTuple):
    """A name, what stands beside it, and whether it is what the reader looks for."""

    name: str
    text: str
    strong: bool = False


def signed(formats: Formats, amount: int) -> str:
    """Micro-units with a sign, so that the direction is never told by colour alone."""
    return ("+" if amount > 0 else "") + formats.money(amount)


def lines(row: PaymentRow, formats: Formats) -> tuple[Line, ...]:
    """What a receipt says; what is empty is left out."""
    money = f"{{}} {formats.currency}"
    made = (
        Line(tr("Record number"), str(row.id)),
        Line(tr("Serial number"), tr("{seq} of this account", seq=row.seq)),
        Line(tr("Time"), f"{formats.time(row.time)} {formats.zone_name}"),
        Line(tr("Account"), f"{row.account_number}  {row.account_name}".rstrip(), True),
        Line(tr("Agent account"), f"{row.agent_number}  {row.agent_name}".strip()),
        Line(tr("Kind"), enum_text(row.kind)),
        Line(tr("Mode"), enum_text(row.mode)),
        Line(tr("Amount"), money.format(signed(formats, row.amount)), True),
        Line(tr("Balance before"), money.format(formats.money(row.balance_before))),
        Line(tr("Balance after"), money.format(formats.money(row.balance_after)), True),
        Line(tr("Reverses"), "" if row.reverses is None else tr("record number {id}", id=row.reverses)),
        Line(tr("Reversed by"), "" if row.reversed_by is None else tr("record number {id}", id=row.reversed_by), True),
        Line(tr("Operator"), row.operator),
        Line(tr("Memo"), row.memo),
    )
    return tuple(line for line in made if line.text)


def as_text(row: PaymentRow, formats: Formats) -> str:
    """The receipt as plain text, names and texts in two columns."""
    made = lines(row, formats)
    wide = max(len(line.name) for line in made)
    body = (f"{line.name:<{wide}}  {line.text.replace(chr(10), ' ')}" for line in made)
    return "\n".join([tr("Receipt"), "", *body]) + "\n"


def as_document(row: PaymentRow, formats: Formats) -> QTextDocument:
    """The receipt as a page to print."""
    document = QTextDocument()
    cells = "".join(_html_line(line) for line in lines(row, formats))
    document.setHtml(f"<h2>{html.escape(tr('Receipt'))}</h2><table cellpadding='4'>{cells}</table>")
    return document


def _html_line(line: Line) -> str:
    text = html.escape(line.text).replace("\n", "<br>")
    return f"<tr><td>{html.escape(line.name)}</td><td>{f'<b>{text}</b>' if line.strong else text}</td></tr>"


class ReceiptDialog(QDialog):
    """Shows one payment record."""

    def __init__(self, context: Context, row: PaymentRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self.row = context, row
        self.setWindowTitle(tr("Receipt"))
        self.setMinimumWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(16)
        column.addLayout(line_grid(lines(row, context.formats)))
        column.addStretch(1)
        self.copy = QPushButton(icon("copy"), tr("Copy"), self)
        self.copy.clicked.connect(self.copy_text)
        self.print = QPushButton(icon("printer"), tr("Print…"), self)
        self.print.clicked.connect(lambda: ask_printer(self, self.print_on))
        self.close_button = QPushButton(tr("Close"), self)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.print)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)

    def text(self) -> str:
        """The receipt as plain text."""
        return as_text(self.row, self._context.formats)

    def copy_text(self) -> None:
        """Put the receipt on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self._context.notices.done(tr("The receipt was copied."))

    def print_on(self, printer: "QPrinter") -> None:
        """Print the receipt."""
        as_document(self.row, self._context.formats).print_(printer)


def open_receipt(context: Context, row: PaymentRow, parent: QWidget | None) -> ReceiptDialog:
    """Show the receipt of a payment over ``parent``."""
    dialog = ReceiptDialog(context, row, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def line_grid(made: Sequence[Line]) -> QGridLayout:
    """Names and texts in two columns, to read and to copy."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for number, line in enumerate(made):
        name, text = QLabel(line.name), QLabel(line.text)
        for label in (name, text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            # Absolute: a name written from right to left would take the line to the other side.
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
            label.setAlignment(Qt.AlignmentFlag.AlignTop | left)
        tint(name, Tone.MUTED)
        text.setWordWrap(True)
        text.setAccessibleName(line.name)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if line.strong:
            font = QFont(text.font())
            font.setWeight(QFont.Weight.DemiBold)
            text.setFont(font)
        grid.addWidget(name, number, 0)
        grid.addWidget(text, number, 1)
    return grid
