"""[statement_pdf] A statement of 20,000 payment records as a PDF: rows a second, against the bare painter.

The bare side draws the same texts at the same places of as many pages, already measured, with no layout of its own.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from tests.bench.figures import Figure, alternating
from tests.gui.tables.fake import Ledger
from vosdesk.contract.ids import Time
from vosdesk.contract.money import Money
from vosdesk.contract.statements import Statement
from vosdesk.gui.formats import Formats
from vosdesk.gui.statements.content import Kind, Line, lines
from vosdesk.gui.statements.paper import DOTS, Sheet, set_up, write_pdf

ROWS = 20_000
ROUNDS = 3
_ON_A_PAGE = 45


def run() -> Iterator[Figure]:
    """Rows a second."""
    app = QApplication.instance() or QApplication([])
    made = _lines()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "statement.pdf"
        value, baseline = alternating(
            lambda: write_pdf(made, Sheet("Statement", "Made"), target), lambda: _bare(made, target), ROUNDS
        )
    del app
    yield Figure("statement_pdf", ROWS / value, "rows/s", "the same texts by bare QPainter", ROWS / baseline)


def _lines() -> list[Line]:
    ledger = Ledger(ROWS)
    records = [ledger.row(number) for number in range(1, ROWS + 1)]
    paid = Money(sum(row.amount for row in records))
    statement = Statement(
        account_number="7001", account_name="Harbour Telecom", begin=Time(0), end=Time(1), opening=Money(0),
        closing=paid, first=1, last=ROWS, payments=ROWS, paid=paid, calls=0, charged=Money(0), charges=(),
        closing_entry=None,
    )  # fmt: skip
    return list(lines(statement, records, Formats.of({}, QLocale(QLocale.Language.English))))


def _bare(made: list[Line], target: Path) -> None:
    writer = QPdfWriter(str(target))
    writer.setResolution(DOTS)
    set_up(writer)
    painter = QPainter(writer)
    font = QFont()
    font.setPixelSize(35)
    painter.setFont(font)
    rows = [line for line in made if line.kind is Kind.ROW]
    for number, line in enumerate(rows):
        if number and number % _ON_A_PAGE == 0:
            writer.newPage()
        for place, cell in enumerate(line.cells):
            painter.drawText(place * 400, 60 * (number % _ON_A_PAGE + 1), cell.text)
    painter.end()
