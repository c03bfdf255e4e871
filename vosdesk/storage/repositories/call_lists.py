"""What is shown of calls: windows, totals, and the charges of one call."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, case, func, literal_column, null, select
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.calls import CallFilter, CallSort, CallState
from vosdesk.contract.ids import CallId
from vosdesk.contract.paging import Extent, Window
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, calls, charges
from vosdesk.storage.repositories.account_filters import under
from vosdesk.storage.repositories.lists import Rows, Sorted, account_ids, extent_of, in_scope, window_of
from vosdesk.storage.types import AnyRow

_own = charges.alias("own")
_by_agent = charges.alias("by_agent")
_refuser = accounts.alias("refuser")
_KEYS: dict[CallSort, tuple[ColumnElement[Any], ...]] = {
    CallSort.START: (calls.c.start, calls.c.id),
    CallSort.ACCOUNT: (calls.c.account_number, calls.c.id),
    CallSort.HOLD: (calls.c.hold, calls.c.id),
}
_OWN = (_own.c.call_id == calls.c.id) & (_own.c.account_id == calls.c.account_id)
_FROM = (
    calls.outerjoin(_own, _OWN)
    .outerjoin(_by_agent, (_by_agent.c.call_id == calls.c.id) & (_by_agent.c.account_id == _own.c.agent_id))
    .outerjoin(_refuser, _refuser.c.id == calls.c.refused_by)
)

EXPORTED = (
    "flow", "caller", "callee", "account_number", "account_name", "start", "stop", "hold", "state", "reason", "fee",
    "agent_fee", "code", "area_name",
)  # fmt: skip
_PORTION = 5_000


class CallLists:
    """Reads of calls as a scope sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, scope: AccountScope, call: CallId) -> AnyRow | None:
        """One call in scope."""
        return self._connection.execute(_rows(scope).where(calls.c.id == call, *_scoped(scope))).one_or_none()

    def charges(self, scope: AccountScope, call: CallId) -> Sequence[AnyRow]:
        """The charges of a call to accounts in scope, the calling account first."""
        return self._connection.execute(
            select(*(column for column in charges.c if column.name != "hash"), accounts.c.number, accounts.c.name)
            .join(accounts, accounts.c.id == charges.c.account_id)
            .where(charges.c.call_id == call, in_scope(scope, accounts.c.path, accounts.c.id))
            .order_by(func.length(accounts.c.path).desc())
        ).all()

    def window(self, scope: AccountScope, wanted: CallFilter, sort: CallSort, descending: bool, window: Window) -> Rows:
        """A window of calls."""
        return window_of(self._connection, _sorted(scope, wanted, sort, descending), window)

    def extent(self, scope: AccountScope, wanted: CallFilter, sort: CallSort, descending: bool) -> Extent:
        """How many calls the filter holds."""
        bare = select(calls.c.id).where(*_scoped(scope), *conditions(wanted))
        return extent_of(self._connection, Sorted(bare, _KEYS[sort], descending))

    def portions(
        self, scope: AccountScope, wanted: CallFilter, sort: CallSort, descending: bool
    ) -> Iterator[Sequence[AnyRow]]:
        """The EXPORTED columns of every call in order, a portion at a time: one question, read as it is answered."""
        rows = _rows(scope).where(*_scoped(scope), *conditions(wanted))
        statement = rows.with_only_columns(*(rows.selected_columns[name] for name in EXPORTED))
        ordered = statement.order_by(*(key.desc() if descending else key.asc() for key in _KEYS[sort]))
        with self._connection.execute(ordered.execution_options(yield_per=_PORTION)) as found:
            yield from found.partitions()

    def totals(self, scope: AccountScope, wanted: CallFilter) -> Sequence[AnyRow]:
        """Count, seconds and fee by state and reason over the whole filter."""
        sums = select(
            calls.c.state,
            calls.c.reason,
            func.count().label("count"),
            func.sum(calls.c.hold).label("hold"),
            func.coalesce(-func.sum(_own.c.amount), 0).label("fee"),
        ).select_from(calls.outerjoin(_own, _OWN))
        return self._connection.execute(
            sums.where(*_scoped(scope), *conditions(wanted)).group_by(calls.c.state, calls.c.reason)
        ).all()


def conditions(wanted: CallFilter) -> list[ColumnElement[bool]]:
    """What holds for the calls of a filter."""
    found: list[ColumnElement[bool]] = []
    if wanted.account_number:
        number = select(accounts.c.id).where(accounts.c.number == wanted.account_number).scalar_subquery()
        found.append(calls.c.account_id == number)
    if wanted.agent is not None:
        found.append(calls.c.account_id.in_(select(accounts.c.id).where(under(wanted.agent, wanted.reach))))
    if wanted.time_from is not None:
        found.append(calls.c.start >= wanted.time_from)
    if wanted.time_to is not None:
        found.append(calls.c.start <= wanted.time_to)
    if wanted.callee:
        found.append(calls.c.callee.startswith(wanted.callee, autoescape=True))
    if wanted.caller:
        found.append(calls.c.caller.startswith(wanted.caller, autoescape=True))
    if wanted.state is not None:
        # As a literal, so that the index of the refused ones is used.
        found.append(calls.c.state == literal_column(str(int(wanted.state))))
    if wanted.reason is not None:
        found += [calls.c.state == literal_column(str(int(CallState.REFUSED))), calls.c.reason == wanted.reason.value]
    if wanted.flow:
        found.append(calls.c.flow == wanted.flow)
    return found


def _scoped(scope: AccountScope) -> list[ColumnElement[bool]]:
    return [] if scope.everything else [calls.c.account_id.in_(account_ids(scope))]


def _sorted(scope: AccountScope, wanted: CallFilter, sort: CallSort, descending: bool) -> Sorted:
    return Sorted(_rows(scope).where(*_scoped(scope), *conditions(wanted)), _KEYS[sort], descending)


def _rows(scope: AccountScope) -> Select[Any]:
    """Calls with their fees: what an agent was charged that is not in scope is never read."""
    if scope.everything:
        agent_fee: ColumnElement[Any] = -_by_agent.c.amount
        refused_by: ColumnElement[Any] = func.coalesce(_refuser.c.number, "")
    else:
        agent_fee = case((_own.c.agent_id.in_(account_ids(scope)), -_by_agent.c.amount), else_=null())
        refused_by = case((in_scope(scope, _refuser.c.path, _refuser.c.id), _refuser.c.number), else_="")
    return select(
        *(c for c in calls.c if c.name not in {"import_id", "refused_by", "decided"}),
        (-_own.c.amount).label("fee"),
        agent_fee.label("agent_fee"),
        refused_by.label("refused_by"),
        func.coalesce(_own.c.area_name, "").label("area_name"),
        func.coalesce(_own.c.code, "").label("code"),
    ).select_from(_FROM)
