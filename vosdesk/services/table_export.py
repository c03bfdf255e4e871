"""The rows of a list of results as a file: CSV, or a workbook of one sheet and those that follow it."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from itertools import islice

from vosdesk.contract.jobs import Stage
from vosdesk.contract.rate_export import FileForm
from vosdesk.services import outfiles
from vosdesk.services.jobs import JobContext
from vosdesk.services.outfiles import Column, Sink
from vosdesk.services.spool import Kept

_BATCH = 1_000


def write(
    job: JobContext,
    kept: Kept,
    form: FileForm,
    sheet: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    total: int,
) -> None:
    """Write rows of cells under the titles of their columns; ``total`` of them are expected."""
    written, left = 0, iter(rows)
    with _sink(job, kept, form, sheet, columns) as sink:
        while some := list(islice(left, _BATCH)):
            sink.add(some)
            written += len(some)
            job.progress(written, total, Stage.WRITING)
        job.progress(written, total, Stage.FINISHING)


def _sink(
    job: JobContext, kept: Kept, form: FileForm, sheet: str, columns: Sequence[Column]
) -> AbstractContextManager[Sink]:
    if form is FileForm.XLSX:
        return outfiles.xlsx_file(kept.path, sheet, columns, job.check)
    return outfiles.text_file(kept.path, [column.title for column in columns])
