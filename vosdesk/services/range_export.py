"""The ranges of a comparison as a file: CSV, or a workbook."""

from collections.abc import Iterable

from vosdesk.contract.cell_text import harmless
from vosdesk.contract.coverage import WHOLE, ExportRanges, Offered, RangeRow
from vosdesk.contract.money import plain_price
from vosdesk.services import table_export
from vosdesk.services.jobs import JobContext
from vosdesk.services.outfiles import Column
from vosdesk.services.spool import Kept

COLUMNS = (
    "prefix", "without", "area_name", "outcome", "share_percent", "change_percent", "cheaper_at_seconds",
    "first_prefix", "first_rate", "first_cycle", "first_tax_percent", "first_sections",
    "second_prefix", "second_rate", "second_cycle", "second_tax_percent", "second_sections",
)  # fmt: skip
_FORMS = {"without": "0", "share_percent": "0.0000000", "change_percent": "0.0000", "first_rate": "0.000000000",
          "first_cycle": "0", "first_tax_percent": "0.0000", "second_rate": "0.000000000", "second_cycle": "0",
          "second_tax_percent": "0.0000"}  # fmt: skip
"""The columns of numbers, and their form in a workbook."""
Cells = tuple[str, ...]


def write(job: JobContext, kept: Kept, rows: Iterable[RangeRow], request: ExportRanges, total: int) -> None:
    """Write the rows under their titles; ``total`` of them are expected."""
    titles = [harmless(title) for title in (request.titles if len(request.titles) == len(COLUMNS) else COLUMNS)]
    columns = [Column(title, _FORMS.get(name, "")) for title, name in zip(titles, COLUMNS, strict=True)]
    table_export.write(job, kept, request.form, "Ranges", columns, map(_cells, rows), total)


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
