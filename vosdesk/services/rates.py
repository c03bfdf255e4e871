"""Rates: the rates of a group, one by one, and which of them applies to a number."""

from msgspec.structs import replace

from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Invalid, NotFound
from vosdesk.contract.ids import Empty, RateGroupId, RateId, Time
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.permissions import GroupVerb
from vosdesk.domain.matching import code_of
from vosdesk.services import group_access, number_price, rate_access, rate_bulk, rate_history, rate_schedule
from vosdesk.services.loss_guard import MOMENTS, at_group, guarded
from vosdesk.services.losses import Area
from vosdesk.services.rate_rows import fields_of, logged, shown
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing, changed, require_version

handlers = Handlers()

_ROWS_IN_LOG = 1_000


@handlers.reads(o.RATES_LIST)
def list_rates(work: Reading, request: r.ListRates) -> Page[r.RateRow]:
    """A window of the rates of a group."""
    group_access.load(work, request.filter.rate_group, GroupVerb.SEE_RATES)
    found = work.unit.rates.window(_timed(request, work), request.sort, request.descending, request.window)
    return Page(rows=tuple(shown(row) for row in found.rows), last=found.last)


@handlers.reads(o.RATES_EXTENT)
def count_rates(work: Reading, request: r.ListRates) -> Extent:
    """How many rates the filter holds."""
    group_access.load(work, request.filter.rate_group, GroupVerb.SEE_RATES)
    return work.unit.rates.extent(_timed(request, work), request.sort, request.descending)


def _timed(request: r.ListRates, work: Reading) -> r.RateFilter:
    """The filter with its moment said."""
    wanted = request.filter
    return wanted if wanted.at is not None else replace(wanted, at=work.now)


@handlers.reads(o.RATES_GET)
def get_rate(work: Reading, request: r.GetRate) -> r.RateRow:
    """One rate, for whoever may see the rates of its group."""
    row = work.unit.rates.get(request.id)
    if row is None:
        raise NotFound
    group_access.load(work, RateGroupId(row.rate_group_id), GroupVerb.SEE_RATES)
    return shown(row)


@handlers.writes(o.RATES_CREATE)
def create_rate(work: Writing, request: r.CreateRate) -> RateId:
    """Add a rate to a group."""
    group = group_access.hold(work, request.rate_group, GroupVerb.EDIT_RATES)
    with guarded(work, _around(work, request.rate_group, request.fields)):
        fields = rate_schedule.place(work, request.rate_group, request.fields)
        rate = work.unit.rates.add(request.rate_group, fields)
    work.unit.rate_groups.rates_changed(request.rate_group)
    after = {"rate_group": group.name, **logged(fields)}
    work.record(Noun.RATES, rate, code_of(fields), after=after)
    work.unit.touch(Noun.RATE_GROUPS, request.rate_group)
    return rate


@handlers.writes(o.RATES_UPDATE)
def update_rate(work: Writing, request: r.UpdateRate) -> Empty:
    """Change a rate."""
    row = rate_access.held(work, request.id)
    require_version(row.version, request.version)
    group, fields, old = RateGroupId(row.rate_group_id), request.fields, fields_of(row)
    with guarded(work, *(_around(work, group, said) for said in (old, fields))):
        if (code_of(fields), *_period(fields)) != (row.code, *_period(old)):
            fields = rate_schedule.place(work, group, fields, row)
        work.unit.rates.change(request.id, request.version, fields)
    work.unit.rate_groups.rates_changed(group)
    before, after = changed(logged(old), logged(fields))
    work.record(Noun.RATES, request.id, row.code, before=before, after=after)
    return Empty()


def _around(work: Writing, group: RateGroupId, fields: r.RateFields) -> Area:
    """Where a rate can make a loss: for its numbers, now or when it takes effect."""
    return Area(max(work.now, fields.effective_from), group=group, prefix=code_of(fields))


def _period(fields: r.RateFields) -> tuple[Time, Time]:
    return fields.effective_from, fields.effective_until


@handlers.writes(o.RATES_DELETE)
def delete_rates(work: Writing, request: r.DeleteRates) -> Empty:
    """Delete the chosen rates of a group: all of them, when they are as many as was said, or none."""
    group = group_access.hold(work, request.rate_group, GroupVerb.EDIT_RATES)
    chosen, rates = rate_bulk.resolved(request.selection, work.now), work.unit.rates
    ids = set(chosen.ids) if chosen.filter is None else set()
    count = rates.count(request.rate_group, chosen)
    if ids and count != len(ids):
        raise NotFound
    if count != request.count:
        raise Conflict(Code.SELECTION_CHANGED, {"count": count})
    gone = [logged(fields_of(row)) for row in rates.selected(request.rate_group, chosen, _ROWS_IN_LOG)]
    moments = work.unit.rate_imports.moments(rate_history.note_deletion(work, group, chosen, count), work.now, MOMENTS)
    with guarded(work, *at_group(request.rate_group, work.now, moments)):
        rates.remove(request.rate_group, chosen)
    work.unit.rate_groups.rates_changed(request.rate_group)
    work.unit.touch(Noun.RATES, *ids)
    work.record(Noun.RATE_GROUPS, request.rate_group, group.name, before={"count": count, "rates": gone})
    return Empty()


@handlers.reads(o.RATES_PRICE)
def price_number(work: Reading, request: r.PriceNumber) -> r.PriceAnswer:
    """Which rate applies to a number, and why."""
    if request.rate_group is not None:
        return number_price.for_group(work, request, request.rate_group)
    if request.account is None:
        raise Invalid.at("account", Code.FIELD_CHOICE)
    return number_price.for_account(work, request, request.account)
