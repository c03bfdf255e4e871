"""Calls as a CSV file that an import takes."""

from collections.abc import Iterator, Sequence

from vosdesk.contract import calls as c
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.files import Exported
from vosdesk.contract.jobs import Stage
from vosdesk.contract.money import plain_money
from vosdesk.contract.paging import MAX_LIMIT, Window
from vosdesk.services.calls import extent, page
from vosdesk.services.csv_export import cell, cells, iso, write
from vosdesk.services.jobs import JobContext
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing

handlers = Handlers()

HEADER = (
    "flow", "caller", "callee", "account", "account_name", "start", "stop", "hold", "state", "reason", "fee",
    "agent_fee", "prefix", "area_name",
)  # fmt: skip
"""Names that the import knows."""


def _admit(work: Writing, request: c.ExportCalls) -> None:
    """Whoever has the rights; it holds what he may see."""
    work.about(Noun.CALLS, None, "")


@handlers.starts(o.CALLS_EXPORT, admit=_admit)
def export(job: JobContext, request: c.ExportCalls) -> Exported:
    """Write the calls to a file."""
    with job.read() as work:
        job.progress(0, 0, Stage.COUNTING)
        listed = c.ListCalls(filter=request.filter, sort=request.sort, descending=request.descending)
        total = extent(work, listed).count
        return write(job, "calls.csv", HEADER, total, _portions(work, request))


def _portions(work: Reading, request: c.ExportCalls) -> Iterator[Sequence[str]]:
    window = Window(limit=MAX_LIMIT)
    while True:
        found = page(work, request.filter, request.sort, request.descending, window)
        yield [_line(row) for row in found.rows]
        if len(found.rows) < MAX_LIMIT:
            return
        window = Window(after=found.last, limit=MAX_LIMIT)


def _line(row: c.CallRow) -> str:
    said = cells((row.flow, row.caller, row.callee, row.account_number, row.account_name))
    reason = "" if row.reason is None else row.reason.value
    return (
        f"{said},{iso(row.start)},{iso(row.stop)},{row.hold},{row.state.name.lower()},{reason},"
        f"{_money(row.fee)},{_money(row.agent_fee)},{cell(row.code)},{cell(row.area_name)}\r\n"
    )


def _money(value: int | None) -> str:
    return "" if value is None else plain_money(value)
