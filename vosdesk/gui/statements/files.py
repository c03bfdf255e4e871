"""Statements as CSV and XLSX: the same lines as on paper, the amounts as figures that can be calculated with."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from vosdesk.contract.cell_text import BOM, harmless
from vosdesk.contract.money import plain_money
from vosdesk.gui.statements.content import Cell, Kind, Line

_EXACT = 10**15
"""A spreadsheet calculates with 15 digits; an amount that needs more is written as text."""
_COLUMNS = (22, 30, 18, 18, 34)


def write_csv(lines: Iterable[Line], target: Path) -> None:
    """One line each; amounts with six decimals, a point, and an ASCII minus. Raises OSError."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_plain(cell, line.kind) for cell in line.cells] for line in lines)
    target.write_bytes((BOM + text.getvalue()).encode())


def _plain(cell: Cell, kind: Kind) -> str:
    if cell.money is not None:
        return plain_money(cell.money)
    if cell.number is not None and kind is not Kind.HEADS:
        return str(cell.number)
    return harmless(cell.text)


def write_xlsx(lines: Iterable[Line], target: Path, decimals: int) -> None:
    """A sheet with amounts as numbers, of ``decimals`` places at least. Raises OSError."""
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxFileError

    book = xlsxwriter.Workbook(str(target), {"constant_memory": True, "strings_to_formulas": False,
                                             "strings_to_urls": False, "strings_to_numbers": False})  # fmt: skip
    sheet = book.add_worksheet()
    for column, width in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    plain = {kind: book.add_format(_LOOKS[kind]) for kind in Kind}
    places = "0" * decimals + "#" * (6 - decimals)
    money = {kind: book.add_format(_LOOKS[kind] | {"num_format": f"#,##0.{places}"}) for kind in Kind}
    count = {kind: book.add_format(_LOOKS[kind] | {"num_format": "#,##0"}) for kind in Kind}
    for row, line in enumerate(lines):
        for column, cell in enumerate(line.cells):
            if cell.money is not None and abs(cell.money) < _EXACT:
                sheet.write_number(row, column, cell.money / 1_000_000, money[line.kind])
            elif cell.money is not None:
                sheet.write_string(row, column, plain_money(cell.money), plain[line.kind])
            elif cell.number is not None and line.kind is not Kind.HEADS:
                sheet.write_number(row, column, cell.number, count[line.kind])
            else:
                sheet.write_string(row, column, cell.text, plain[line.kind])
    try:
        book.close()
    except XlsxFileError as error:
        raise OSError(str(error)) from error


_LOOKS: dict[Kind, dict[str, object]] = {
    Kind.TITLE: {"bold": True, "font_size": 16},
    Kind.FACT: {"align": "left"},
    Kind.SECTION: {"bold": True, "font_size": 12},
    Kind.HEADS: {"bold": True, "bottom": 1},
    Kind.ROW: {},
    Kind.SUM: {"bold": True, "top": 1},
    Kind.NOTE: {"font_color": "#666666"},
}
