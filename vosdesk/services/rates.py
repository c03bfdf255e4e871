"""Rates: the rates of a group, one by one and by the file, and which of them applies to a number."""

from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, FieldProblem, Invalid, NotFound, Stale
from vosdesk.contract.ids import Empty, RateGroupId, RateId
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.permissions import GroupVerb
from vosdesk.domain.matching import code_of
from vosdesk.policy.checks import decide_group
from vosdesk.services import group_access, number_price, rate_import
from vosdesk.services.rate_import import File
from vosdesk.services.rate_rows import fields_of, logged, shown
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Principal, Reading, Services, Writing, changed
from vosdesk.storage.types import AnyRow

handlers = Handlers()

_ROWS_IN_LOG = 1_000


@handlers.reads(o.RATES_LIST)
def list_rates(work: Reading, request: r.ListRates) -> Page[r.RateRow]:
    """A window of the rates of a group."""
    group_access.load(work, request.filter.rate_group, GroupVerb.SEE_RATES)
    found = work.unit.rates.window(request.filter, request.sort, request.descending, request.window)
    return Page(rows=tuple(shown(row) for row in found.rows), last=found.last)


@handlers.reads(o.RATES_EXTENT)
def count_rates(work: Reading, request: r.ListRates) -> Extent:
    """How many rates the filter holds."""
    group_access.load(work, request.filter.rate_group, GroupVerb.SEE_RATES)
    return work.unit.rates.extent(request.filter, request.sort, request.descending)


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
    _require_free(work, request.rate_group, request.fields)
    rate = work.unit.rates.add(request.rate_group, request.fields)
    after = {"rate_group": group.name, **logged(request.fields)}
    work.record(Noun.RATES, rate, code_of(request.fields), after=after)
    work.unit.touch(Noun.RATE_GROUPS, request.rate_group)
    return rate


@handlers.writes(o.RATES_UPDATE)
def update_rate(work: Writing, request: r.UpdateRate) -> Empty:
    """Change a rate."""
    row = _held(work, request.id)
    if row.version != request.version:
        raise Stale(Code.STALE, {"version": row.version})
    _require_free(work, RateGroupId(row.rate_group_id), request.fields, besides=request.id)
    work.unit.rates.change(request.id, request.version, request.fields)
    before, after = changed(logged(fields_of(row)), logged(request.fields))
    work.record(Noun.RATES, request.id, row.code, before=before, after=after)
    return Empty()


@handlers.writes(o.RATES_DELETE)
def delete_rates(work: Writing, request: r.DeleteRates) -> Empty:
    """Delete the chosen rates of a group: all of them, when they are as many as was said, or none."""
    group = group_access.hold(work, request.rate_group, GroupVerb.EDIT_RATES)
    chosen, rates = request.selection, work.unit.rates
    ids = set(chosen.ids) if chosen.filter is None else set()
    count = rates.count(request.rate_group, chosen)
    if ids and count != len(ids):
        raise NotFound
    if count != request.count:
        raise Conflict(Code.SELECTION_CHANGED, {"count": count})
    gone = [logged(fields_of(row)) for row in rates.selected(request.rate_group, chosen, _ROWS_IN_LOG)]
    rates.remove(request.rate_group, chosen)
    work.unit.touch(Noun.RATES, *ids)
    work.record(Noun.RATE_GROUPS, request.rate_group, group.name, before={"count": count, "rates": gone})
    return Empty()


@handlers.reads(o.RATES_PREVIEW_IMPORT)
def preview_import(work: Reading, request: r.ImportRates) -> r.ImportOutcome:
    """What an import would do: the same reading and comparing, without the writing."""
    group_access.load(work, request.rate_group, GroupVerb.IMPORT)
    deck = rate_import.read_file(request).deck
    return rate_import.outcome(deck, rate_import.compare(work.unit, request.rate_group, deck))


def _read_before(_: Services, request: r.ImportRates, __: Principal) -> File:
    """The file is read before the transaction: other writers do not wait for it."""
    return rate_import.read_file(request)


@handlers.writes(o.RATES_IMPORT, prepare=_read_before)
def import_rates(work: Writing, request: r.ImportRates) -> r.ImportOutcome:
    """Import a file: every row, or none; with ``leave_out_bad`` every good row."""
    group = group_access.hold(work, request.rate_group, GroupVerb.IMPORT)
    file: File = work.prepared
    if not request.leave_out_bad:
        rate_import.require_good(file.deck)
    plan = rate_import.compare(work.unit, request.rate_group, file.deck)
    work.unit.rates.add_many(request.rate_group, plan.added)
    work.unit.rates.change_many(plan.changed)
    done = rate_import.outcome(file.deck, plan)
    work.record(
        Noun.RATE_GROUPS,
        request.rate_group,
        group.name,
        after={
            "file": request.name, "sha256": file.sha256, "free": request.free, "read": done.read, "added": done.added,
            "changed": done.changed, "unchanged": done.unchanged, "refused": done.refused, "rounded": done.rounded,
        },
    )  # fmt: skip
    work.unit.touch(Noun.RATES)
    return done


@handlers.reads(o.RATES_PRICE)
def price_number(work: Reading, request: r.PriceNumber) -> r.PriceAnswer:
    """Which rate applies to a number, and why."""
    if request.rate_group is not None:
        return number_price.for_group(work, request, request.rate_group)
    if request.account is None:
        raise Invalid.at("account", Code.FIELD_CHOICE)
    return number_price.for_account(work, request, request.account)


def _held(work: Writing, rate: RateId) -> AnyRow:
    """A rate, its group locked. Raises unless the user may edit the rates of that group.

    A refusal is about the rate that was asked for: its log line must not tell whose group it is in.
    """
    work.about(Noun.RATES, rate, "")
    found = work.unit.rates.get(rate)
    if found is None:
        raise NotFound
    group = group_access.hold_row(work, RateGroupId(found.rate_group_id))
    decide_group(work.actor, GroupVerb.EDIT_RATES, group_access.facts_of(group)).require()
    row = work.unit.rates.get(rate)
    if row is None:
        raise NotFound
    work.about(Noun.RATES, rate, row.code)
    return row


def _require_free(work: Writing, group: RateGroupId, fields: r.RateFields, besides: RateId | None = None) -> None:
    code = code_of(fields)
    if work.unit.rates.taken(group, code, fields.effective_from, besides):
        params = {"prefix": code}
        raise Conflict(Code.RATE_TAKEN, params, [FieldProblem("prefix", Code.RATE_TAKEN, params)])
