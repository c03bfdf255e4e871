"""The entries of a reconciliation as a file: CSV, or a workbook."""

from collections.abc import Iterable
from datetime import date

from vosdesk.contract.cell_text import harmless
from vosdesk.contract.money import plain_money
from vosdesk.contract.rate_export import FileForm
from vosdesk.contract.reconciliation import BookedRecord, EntryRow
from vosdesk.services import table_export
from vosdesk.services.csv_export import iso
from vosdesk.services.jobs import JobContext
from vosdesk.services.outfiles import Column
from vosdesk.services.spool import Kept

COLUMNS = (
    "outcome", "line", "reference", "date", "payer", "listed_amount", "record", "time", "account_number",
    "account_name", "booked_amount", "memo", "operator", "matched_by", "suggested_line", "suggested_record", "reason",
)  # fmt: skip
"""The names of the columns: the same in every language, for the programs that read the file."""
_FORMS = {"line": "0", "listed_amount": "0.000000", "record": "0", "booked_amount": "0.000000",
          "suggested_line": "0", "suggested_record": "0"}  # fmt: skip


def write(job: JobContext, kept: Kept, rows: Iterable[EntryRow], form: FileForm, total: int) -> None:
    """Write the rows under their titles; ``total`` of them are expected."""
    columns = [Column(name, _FORMS.get(name, "")) for name in COLUMNS]
    table_export.write(job, kept, form, "Reconciliation", columns, map(cells, rows), total)


def cells(row: EntryRow) -> tuple[str, ...]:
    """An entry as cells. Amounts are exact: six decimals, a point, an ASCII minus."""
    line, suggested = row.line, row.suggested_record
    listed = ("",) * 5
    if line is not None:
        day = "" if line.day is None else date.fromordinal(line.day).isoformat()
        amount = "" if line.amount is None else plain_money(line.amount)
        listed = str(line.line), harmless(line.reference), day, harmless(line.payer), amount
    return (
        row.outcome.value, *listed, *_booked(row.record), "" if row.by is None else row.by.value,
        "" if row.suggested_line is None else str(row.suggested_line), "" if suggested is None else str(suggested.id),
        "" if line is None or line.reason is None else line.reason.value,
    )  # fmt: skip


def _booked(record: BookedRecord | None) -> tuple[str, ...]:
    if record is None:
        return ("",) * 7
    return (
        str(record.id), iso(record.time), harmless(record.account_number), harmless(record.account_name),
        plain_money(record.amount), harmless(record.memo), harmless(record.operator),
    )  # fmt: skip
