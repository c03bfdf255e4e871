"""Calls as a CSV file that an import takes."""

from collections.abc import Sequence
from typing import Any

from vosdesk.contract import calls as c
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.files import Exported
from vosdesk.contract.jobs import Stage
from vosdesk.contract.money import plain_money
from vosdesk.services.calls import extent, portions
from vosdesk.services.csv_export import Made, cell, cells, iso, write
from vosdesk.services.jobs import JobContext
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Writing

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
        line = Lines().of
        lines = ([line(row) for row in rows] for rows in portions(work, request))
        return write(job, "calls.csv", HEADER, total, lines)


class Lines:
    """Calls as lines of text, put together from parts that many of them share."""

    def __init__(self) -> None:
        self._pairs: Made[tuple[str, str]] = Made(cells)
        self._states: Made[int] = Made(lambda state: c.CallState(state).name.lower())

    def of(self, row: Sequence[Any]) -> str:
        """The line of a call as it is stored."""
        pairs = self._pairs
        flow, caller, callee, account, name, start, stop, hold, state, reason, fee, agent_fee, code, area = row
        return (
            f"{cell(flow)},{cell(caller)},{cell(callee)},{pairs[account, name]},{iso(start)},{iso(stop)},{hold},"
            f"{self._states[state]},{reason},{_money(fee)},{_money(agent_fee)},{pairs[code, area]}\r\n"
        )


def _money(value: int | None) -> str:
    return "" if value is None else plain_money(value)
