"""Call records: added in bulk, and decided anew where they were refused. What is shown of them: ``call_lists``."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, literal_column, select, text, update
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.call_imports import CallSelection
from vosdesk.contract.calls import CallState
from vosdesk.contract.ids import AccountId, CallId, Time, UserId
from vosdesk.storage.models import call_imports, calls
from vosdesk.storage.prepared import Among, Prepared
from vosdesk.storage.repositories.call_lists import conditions
from vosdesk.storage.types import AnyRow, new_id


class NewCall(NamedTuple):
    """A call to store: the columns of its row."""

    id: CallId
    flow: str
    import_id: int
    caller: str
    callee: str
    account_id: AccountId | None
    account_number: str
    account_name: str
    start: Time
    stop: Time
    hold: int
    state: int
    reason: str
    refused_by: AccountId | None
    decided: Time


class Decision(NamedTuple):
    """What became of a call that had been refused."""

    id: CallId
    account_id: AccountId | None
    account_name: str
    state: int
    reason: str
    refused_by: AccountId | None


_ADD = Prepared(insert(calls).inline(), *NewCall._fields)
_KNOWN = Among(
    select(
        calls.c.flow, calls.c.caller, calls.c.callee, calls.c.account_number.label("account"), calls.c.start,
        calls.c.hold,
    ),
    calls.c.flow,
)  # fmt: skip
_DECIDE = Prepared(
    update(calls)
    .where(calls.c.id == bindparam("call"))
    .values(
        account_id=bindparam("new_account_id"),
        account_name=bindparam("new_account_name"),
        state=bindparam("new_state"),
        reason=bindparam("new_reason"),
        refused_by=bindparam("new_refused_by"),
        decided=bindparam("new_decided"),
    )
)
_NEW_IDS = text("select nextval(pg_get_serial_sequence('calls', 'id')) from generate_series(1, :count)")


class CallsRepository:
    """Statements over call records."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_import(self, time: Time, operator_id: UserId, operator: str, name: str) -> int:
        """Note that a file is imported; its id."""
        values = {"time": time, "operator_id": operator_id, "operator": operator, "name": name}
        return new_id(self._connection.execute(insert(call_imports).values(values)))

    def known(self, flows: Iterable[str]) -> dict[str, AnyRow]:
        """The calls with one of the flow numbers: caller, callee, account (number), start and hold of each."""
        return {row.flow: row for row in _KNOWN.all(self._connection, flows)}

    def new_ids(self, count: int) -> Sequence[CallId]:
        """Ids for so many new calls, in order; to be used in this transaction."""
        if self._connection.dialect.name == "sqlite":
            # One writer at a time: what follows the last is free, as it is for the database itself.
            last = self._connection.execute(select(func.coalesce(func.max(calls.c.id), 0))).scalar_one()
            return [CallId(i) for i in range(last + 1, last + count + 1)]
        return [CallId(i) for i in self._connection.scalars(_NEW_IDS, {"count": count})]

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Store calls: the fields of a NewCall each."""
        if rows:
            _ADD.rows(self._connection, rows)

    def count_refused(self, selection: CallSelection) -> int:
        """How many refused calls a selection holds."""
        return self._connection.execute(select(func.count(calls.c.id)).where(*_refused(selection))).scalar_one()

    def hold_refused(self, selection: CallSelection, after: CallId, most: int) -> Sequence[AnyRow]:
        """The next refused calls of a selection by id, held for the rest of the transaction."""
        return self._connection.execute(
            select(calls)
            .where(*_refused(selection), calls.c.id > after)
            .order_by(calls.c.id)
            .limit(most)
            .with_for_update()
        ).all()

    def decide(self, decisions: Iterable[Decision], now: Time) -> None:
        """Say of refused calls what became of them."""
        _DECIDE.many(
            self._connection,
            (
                {
                    "call": d.id,
                    "new_account_id": d.account_id,
                    "new_account_name": d.account_name,
                    "new_state": d.state,
                    "new_reason": d.reason,
                    "new_refused_by": d.refused_by,
                    "new_decided": now,
                }
                for d in decisions
            ),
        )


def _refused(selection: CallSelection) -> list[ColumnElement[bool]]:
    found = [calls.c.state == literal_column(str(CallState.REFUSED.value))]
    if selection.filter is None:
        found.append(calls.c.id.in_(selection.ids))
    else:
        found += conditions(selection.filter)
    if selection.excluded:
        found.append(calls.c.id.not_in(selection.excluded))
    return found
