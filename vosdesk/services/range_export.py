"""The ranges of a comparison as a file: CSV, or a workbook."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from vosdesk.contract.coverage import WHOLE, ExportRanges, FileKind, Offered, RangeRow
from vosdesk.contract.money import plain_price
from vosdesk.domain.cell_text import harmless

COLUMNS = (
    "prefix", "without", "area_name", "outcome", "share_percent", "change_percent", "cheaper_at_seconds",
    "first_prefix", "first_rate", "first_cycle", "first_tax_percent", "first_sections",
    "second_prefix", "second_rate", "second_cycle", "second_tax_percent", "second_sections",
)  # fmt: skip
_ROWS_OF_SHEET = 1_048_576
_TELL_EVERY = 1_000
Cells = tuple[str, ...]


def write(path: Path, rows: Iterable[RangeRow], request: ExportRanges, told: Callable[[int], None]) -> None:
    """Write the rows under their titles. ``told`` hears how many are written; what it raises ends the work."""
    titles = request.titles if len(request.titles) == len(COLUMNS) else COLUMNS
    lines = _told(map(_cells, rows), told)
    if request.kind is FileKind.XLSX:
        _write_book(path, titles, lines)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([harmless(title) for title in titles])
        writer.writerows(lines)


def _write_book(path: Path, titles: Iterable[str], lines: Iterable[Cells]) -> None:
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    sheet, used = book.add_worksheet(), 0
    try:
        sheet.write_row(0, 0, tuple(titles))
        for line in lines:
            used += 1
            if used == _ROWS_OF_SHEET:
                sheet, used = book.add_worksheet(), 1
                sheet.write_row(0, 0, tuple(titles))
            for place, text in enumerate(line):
                sheet.write_string(used, place, text)
    finally:
        book.close()


def _told(lines: Iterable[Cells], told: Callable[[int], None]) -> Iterator[Cells]:
    for done, line in enumerate(lines):
        if not done % _TELL_EVERY:
            told(done)
        yield line


def _cells(row: RangeRow) -> Cells:
    return (
        harmless(row.code), str(row.without), harmless(row.area_name), row.outcome.value,
        _decimal(row.share * 100, WHOLE), "" if row.change is None else _decimal(row.change * 100, 1_000_000),
        " ".join(map(str, row.cheaper)), *_terms(row.here), *_terms(row.there),
    )  # fmt: skip


def _terms(offered: Offered | None) -> Cells:
    if offered is None:
        return ("",) * 5
    sections = " ".join(f"{s.position},{plain_price(s.fee)},{s.seconds}" for s in offered.sections)
    tax = _decimal(offered.tax * 100, 1_000_000)
    return harmless(offered.code), plain_price(offered.price), str(offered.cycle), tax, sections


def _decimal(numerator: int, denominator: int) -> str:
    """A fraction whose denominator is a power of ten, exact."""
    digits = len(str(denominator)) - 1
    whole, rest = divmod(abs(numerator), denominator)
    tail = f"{rest:0{digits}d}".rstrip("0")
    return f"{'-' if numerator < 0 else ''}{whole}{'.' if tail else ''}{tail}"
