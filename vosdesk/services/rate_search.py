"""Rates of all groups whose rates a user may see."""

from msgspec.structs import replace

from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.paging import Extent, Page, Window
from vosdesk.contract.permissions import Can, GroupVerb
from vosdesk.policy import scopes
from vosdesk.policy.checks import decide_group, group_can
from vosdesk.services import group_access
from vosdesk.services.rate_rows import shown
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing

handlers = Handlers()


@handlers.reads(o.RATES_SEARCH)
def search(work: Reading, request: r.SearchRates) -> Page[r.FoundRate]:
    """A window of the rates found."""
    return window(work, request, request.window)


@handlers.reads(o.RATES_SEARCH_EXTENT)
def count(work: Reading, request: r.SearchRates) -> Extent:
    """How many rates are found."""
    return extent(work, request)


def window(work: Reading, request: r.SearchRates, wanted: Window) -> Page[r.FoundRate]:
    """A window of what the user finds. Raises for a group that is not his to see."""
    found = work.unit.rates.found(_groups(work, request.filter), replace(_timed(work, request), window=wanted))
    verdicts: dict[int, Can] = {}
    rows = tuple(
        r.FoundRate(rate=shown(row), rate_group=row.group_name, can=_can(work, verdicts, row.rate_group_id))
        for row in found.rows
    )
    return Page(rows=rows, last=found.last)


def extent(work: Reading, request: r.SearchRates) -> Extent:
    """How many rates the user finds. Raises for a group that is not his to see."""
    return work.unit.rates.found_extent(_groups(work, request.filter), _timed(work, request))


def require_group(work: Reading | Writing, wanted: r.RateSearch) -> None:
    """Raise unless the rates of the group that is asked for, if one is, are the user's to see."""
    if wanted.rate_group is not None:
        group_access.load(work, wanted.rate_group, GroupVerb.SEE_RATES)


def _timed(work: Reading, request: r.SearchRates) -> r.SearchRates:
    wanted = request.filter
    return request if wanted.at is not None else replace(request, filter=replace(wanted, at=work.now))


def _can(work: Reading, known: dict[int, Can], group: int) -> Can:
    if group not in known:
        row = work.unit.rate_groups.get(RateGroupId(group), scopes.accounts(work.actor))
        if row is None:
            raise LookupError("a rate without its group")
        known[group] = group_can(work.actor, group_access.facts_of(row))
    return known[group]


def _groups(work: Reading, wanted: r.RateSearch) -> tuple[RateGroupId, ...] | None:
    """The groups whose rates an agent may see; None: all."""
    require_group(work, wanted)
    if not work.actor.scoped:
        return None
    rows = work.unit.rate_groups.usable(scopes.rate_groups(work.actor))
    return tuple(
        RateGroupId(row.id)
        for row in rows
        if decide_group(work.actor, GroupVerb.SEE_RATES, group_access.facts_of(row)).allowed
    )
