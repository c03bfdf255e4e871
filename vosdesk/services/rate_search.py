"""Rates of all groups whose rates a user may see."""

from msgspec.structs import replace

from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.permissions import GroupVerb
from vosdesk.policy import scopes
from vosdesk.policy.checks import decide_group
from vosdesk.services import group_access
from vosdesk.services.rate_rows import shown
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading

handlers = Handlers()


@handlers.reads(o.RATES_SEARCH)
def search(work: Reading, request: r.SearchRates) -> Page[r.FoundRate]:
    """A window of the rates found, by prefix and group."""
    found = work.unit.rates.found(_groups(work), _timed(work, request))
    rows = tuple(r.FoundRate(rate=shown(row), rate_group=row.group_name) for row in found.rows)
    return Page(rows=rows, last=found.last)


@handlers.reads(o.RATES_SEARCH_EXTENT)
def count(work: Reading, request: r.SearchRates) -> Extent:
    """How many rates are found."""
    return work.unit.rates.found_extent(_groups(work), _timed(work, request))


def _timed(work: Reading, request: r.SearchRates) -> r.SearchRates:
    return request if request.at is not None else replace(request, at=work.now)


def _groups(work: Reading) -> tuple[RateGroupId, ...] | None:
    """The groups whose rates an agent may see; None: all."""
    if not work.actor.scoped:
        return None
    rows = work.unit.rate_groups.usable(scopes.rate_groups(work.actor))
    return tuple(
        RateGroupId(row.id)
        for row in rows
        if decide_group(work.actor, GroupVerb.SEE_RATES, group_access.facts_of(row)).allowed
    )
