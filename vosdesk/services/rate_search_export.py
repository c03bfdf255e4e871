"""What a search for rates finds as a CSV file."""

from collections.abc import Iterator, Sequence

from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.changes import Noun
from vosdesk.contract.files import Exported
from vosdesk.contract.ids import FOREVER
from vosdesk.contract.jobs import Stage
from vosdesk.contract.money import minute_cost, plain_price
from vosdesk.contract.paging import MAX_LIMIT, Window
from vosdesk.services.csv_export import cell, cells, iso, write
from vosdesk.services.jobs import JobContext
from vosdesk.services.rate_search import extent, require_group, window
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing

handlers = Handlers()

HEADER = (
    "rate_group", "rate_prefix", "area_prefix", "area_name", "rate_type", "billing_rate", "billing_cycle",
    "minute_cost", "lock", "effective_from", "effective_until",
)  # fmt: skip


def _admit(work: Writing, request: r.ExportFoundRates) -> None:
    work.about(Noun.RATES, None, "")
    require_group(work, request.filter)


@handlers.starts(o.RATES_SEARCH_EXPORT, admit=_admit)
def export(job: JobContext, request: r.ExportFoundRates) -> Exported:
    """Write the rates found to a file: those of one moment."""
    with job.read() as work:
        job.progress(0, 0, Stage.COUNTING)
        wanted = r.SearchRates(filter=request.filter, sort=request.sort, descending=request.descending)
        return write(job, "rates.csv", HEADER, extent(work, wanted).count, _portions(work, wanted))


def _portions(work: Reading, wanted: r.SearchRates) -> Iterator[Sequence[str]]:
    after = None
    while True:
        found = window(work, wanted, Window(after=after, limit=MAX_LIMIT))
        yield [_line(row) for row in found.rows]
        if len(found.rows) < MAX_LIMIT:
            return
        after = found.last


def _line(row: r.FoundRate) -> str:
    fields = row.rate.fields
    since, until = fields.effective_from, fields.effective_until
    said = cells((row.rate_group, fields.prefix, fields.area_prefix, fields.area_name))
    return (
        f"{said},{fields.rate_type.name.lower()},{plain_price(fields.price)},{fields.cycle},"
        f"{plain_price(minute_cost(fields.price, fields.cycle))},{cell(fields.lock.name.lower())},"
        f"{iso(since) if since else ''},{'' if until == FOREVER else iso(until)}\r\n"
    )
