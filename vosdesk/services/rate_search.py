"""Rates of all groups whose rates a user may see."""

from msgspec.structs import replace

from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.paging import MAX_LIMIT, Extent, Page, Window
from vosdesk.contract.permissions import Can, GroupVerb
from vosdesk.policy import scopes
from vosdesk.policy.checks import decide_group, group_can
from vosdesk.services import group_access
from vosdesk.services.rate_rows import shown
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading

handlers = Handlers()


@handlers.reads(o.RATES_SEARCH)
def search(work: Reading, request: r.SearchRates) -> Page[r.FoundRate]:
    """A window of the rates found."""
    found = work.unit.rates.found(_groups(work, request), _timed(work, request))
    verdicts: dict[int, Can] = {}
    rows = tuple(
        r.FoundRate(rate=shown(row), rate_group=row.group_name, can=_can(work, verdicts, row.rate_group_id))
        for row in found.rows
    )
    return Page(rows=rows, last=found.last)


@handlers.reads(o.RATES_SEARCH_EXTENT)
def count(work: Reading, request: r.SearchRates) -> Extent:
    """How many rates are found."""
    return work.unit.rates.found_extent(_groups(work, request), _timed(work, request))


@handlers.reads(o.RATES_SEARCH_EXPORT)
def export(work: Reading, request: r.ExportFoundRates) -> Page[r.FoundRate]:
    """The next portion of an export."""
    window = Window(after=request.after, limit=MAX_LIMIT)
    wanted = r.SearchRates(filter=request.filter, sort=request.sort, descending=request.descending, window=window)
    return search(work, wanted)


def _timed(work: Reading, request: r.SearchRates) -> r.SearchRates:
    wanted = request.filter
    return request if wanted.at is not None else replace(request, filter=replace(wanted, at=work.now))


def _can(work: Reading, known: dict[int, Can], group: int) -> Can:
    if group not in known:
        known[group] = group_can(work.actor, group_access.facts_of(work.unit.rate_groups.get(RateGroupId(group))))
    return known[group]


def _groups(work: Reading, request: r.SearchRates) -> tuple[RateGroupId, ...] | None:
    """The groups whose rates an agent may see; None: all. Raises for one that is asked for and not to be seen."""
    if request.filter.rate_group is not None:
        group_access.load(work, request.filter.rate_group, GroupVerb.SEE_RATES)
    if not work.actor.scoped:
        return None
    rows = work.unit.rate_groups.usable(scopes.rate_groups(work.actor))
    return tuple(
        RateGroupId(row.id)
        for row in rows
        if decide_group(work.actor, GroupVerb.SEE_RATES, group_access.facts_of(row)).allowed
    )
