"""Calls as a user may see them: his accounts' fees and those of the accounts below, never the price of one above."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from vosdesk.contract import calls as c
from vosdesk.contract import operations as o
from vosdesk.contract.errors import Code, NotFound
from vosdesk.contract.ids import AccountId, RateGroupId
from vosdesk.contract.money import Money
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.rates import Section
from vosdesk.policy import scopes
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading
from vosdesk.storage.types import AnyRow

handlers = Handlers()

_STATES = {state.value: state for state in c.CallState}
_REASONS = {code.value: code for code in c.REASONS}


@handlers.reads(o.CALLS_LIST)
def list_calls(work: Reading, request: c.ListCalls) -> Page[c.CallRow]:
    """A window of calls."""
    scope, wanted = scopes.accounts(work.actor), _allowed(work, request.filter)
    rows, last = work.unit.call_lists.window(scope, wanted, request.sort, request.descending, request.window)
    return Page(rows=tuple(_shown(row) for row in rows), last=last)


def portions(work: Reading, request: c.ExportCalls) -> Iterator[Sequence[AnyRow]]:
    """All calls of a filter that the user may see, as they are exported, portion by portion."""
    scope, wanted = scopes.accounts(work.actor), _allowed(work, request.filter)
    return work.unit.call_lists.portions(scope, wanted, request.sort, request.descending)


@handlers.reads(o.CALLS_EXTENT)
def extent(work: Reading, request: c.ListCalls) -> Extent:
    """How many calls the filter holds."""
    scope = scopes.accounts(work.actor)
    return work.unit.call_lists.extent(scope, _allowed(work, request.filter), request.sort, request.descending)


@handlers.reads(o.CALLS_TOTALS)
def totals(work: Reading, request: c.ListCalls) -> c.CallTotals:
    """Sums over the whole filter."""
    rows = work.unit.call_lists.totals(scopes.accounts(work.actor), _allowed(work, request.filter))
    refused = {row.reason: int(row.count) for row in rows if row.state == c.CallState.REFUSED}
    rated = [row for row in rows if row.state == c.CallState.RATED]
    return c.CallTotals(
        count=sum(int(row.count) for row in rows),
        rated=sum(int(row.count) for row in rated),
        hold=sum(int(row.hold) for row in rated),
        fee=Money(sum(int(row.fee) for row in rated)),
        refused=dict(sorted(refused.items())),
    )


@handlers.reads(o.CALLS_GET)
def get(work: Reading, request: c.GetCall) -> c.Call:
    """One call with the charges of the accounts that the user may see."""
    scope = scopes.accounts(work.actor)
    row = work.unit.call_lists.get(scope, request.id)
    if row is None:
        raise NotFound
    charges = work.unit.call_lists.charges(scope, request.id)
    named = _named_groups(work, {RateGroupId(charge.rate_group_id) for charge in charges})
    return c.Call(row=_shown(row), charges=tuple(_charge(charge, named) for charge in charges))


def _allowed(work: Reading, wanted: c.CallFilter) -> c.CallFilter:
    """The filter as this user may use it: an agent account that is not his to see matches nothing."""
    if wanted.agent is None or not work.actor.scoped:
        return wanted
    seen = work.unit.accounts.visible(scopes.accounts(work.actor), [wanted.agent])
    return wanted if seen else replace(wanted, agent=AccountId(0))


def _named_groups(work: Reading, groups: Iterable[RateGroupId]) -> set[RateGroupId]:
    """Those of the rate groups whose names the user may know."""
    if not work.actor.scoped:
        return set(groups)
    listed = work.actor.group_grants.keys()
    return {group for group in groups if group in listed or _owns(work, group)}


def _owns(work: Reading, group: RateGroupId) -> bool:
    row = work.unit.rate_groups.get(group)
    return row is not None and row.owner_id == work.actor.id


def _shown(row: AnyRow) -> c.CallRow:
    reason: Code | None = _REASONS.get(row.reason)
    return c.CallRow(
        id=row.id,
        flow=row.flow,
        caller=row.caller,
        callee=row.callee,
        account_id=row.account_id,
        account_number=row.account_number,
        account_name=row.account_name,
        start=row.start,
        stop=row.stop,
        hold=row.hold,
        state=_STATES[row.state],
        reason=reason,
        refused_by=row.refused_by,
        fee=row.fee,
        agent_fee=row.agent_fee,
        area_name=row.area_name,
        code=row.code,
    )


def _charge(row: AnyRow, named: set[RateGroupId]) -> c.ChargeRow:
    return c.ChargeRow(
        id=row.id,
        account_id=row.account_id,
        account_number=row.number,
        account_name=row.name,
        seq=row.seq,
        time=row.time,
        amount=row.amount,
        balance_before=row.balance_before,
        balance_after=row.balance_after,
        rate_group=row.rate_group if row.rate_group_id in named else "",
        code=row.code,
        area_name=row.area_name,
        price=row.price,
        cycle=row.cycle,
        sections=msgspec.json.decode(row.sections, type=tuple[Section, ...]),
        tax=row.tax,
    )
