"""The system log and the keys of acts done."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, true
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.ids import Key, Time, UserId
from vosdesk.contract.log import LogFilter, Outcome
from vosdesk.contract.paging import Extent, Window
from vosdesk.policy.scopes import LogScope
from vosdesk.storage.models import acts, log
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories.lists import Rows, Sorted, contains, extent_of, window_of
from vosdesk.storage.types import AnyRow

_ADD = Prepared(insert(log), *(column.name for column in log.c if column.name != "id"))
_ADD_ACT = Prepared(insert(acts), *(column.name for column in acts.c))
_ACT = Prepared(select(acts).where(acts.c.key == bindparam("key")))
_OLD_ACTS = select(acts.c.key).where(acts.c.time < bindparam("before")).order_by(acts.c.time).limit(bindparam("most"))
_FORGET = Prepared(delete(acts).where(acts.c.key.in_(_OLD_ACTS.scalar_subquery())))
_OLDEST_ACT = Prepared(select(acts.c.time).order_by(acts.c.time).limit(1))


class LogRepository:
    """Statements over the log and over acts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, values: Mapping[str, Any]) -> None:
        """A line of the log."""
        _ADD.run(self._connection, values)

    def add_many(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Lines of the log."""
        _ADD.many(self._connection, lines)

    def window(self, scope: LogScope, wanted: LogFilter, descending: bool, window: Window) -> Rows:
        """A window of lines."""
        return window_of(self._connection, self._sorted(scope, wanted, descending), window)

    def extent(self, scope: LogScope, wanted: LogFilter, descending: bool) -> Extent:
        """How many lines the filter holds."""
        return extent_of(self._connection, self._sorted(scope, wanted, descending))

    def _sorted(self, scope: LogScope, wanted: LogFilter, descending: bool) -> Sorted:
        return Sorted(select(log).where(*_conditions(scope, wanted)), (log.c.time, log.c.id), descending)

    def last_done(self, user: UserId, operations: Collection[str], before: Time) -> Time | None:
        """When a user last did one of these before a time."""
        found = self._connection.execute(
            select(log.c.time)
            .where(log.c.user_id == user, log.c.operation.in_(operations), log.c.outcome == Outcome.DONE.value)
            .where(log.c.time < before)
            .order_by(log.c.time.desc())
            .limit(1)
        ).scalar_one_or_none()
        return None if found is None else Time(found)

    def act(self, key: Key) -> AnyRow | None:
        """What was done under a key."""
        return _ACT.one_or_none(self._connection, {"key": key})

    def forget_acts(self, before: Time, most: int) -> None:
        """Drop the oldest acts of before a time, so many at most."""
        first = _OLDEST_ACT.one_or_none(self._connection, {})
        if first is None or first.time >= before:
            return
        _FORGET.run(self._connection, {"before": before, "most": most})

    def add_act(self, key: Key, user: UserId, operation: str, digest: bytes, result: str, time: int) -> None:
        """Note what was done under a key."""
        _ADD_ACT.run(
            self._connection,
            {
                "key": key,
                "user_id": user,
                "operation": operation,
                "digest": digest,
                "result": result,
                "time": time,
            },
        )


def _conditions(scope: LogScope, wanted: LogFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [true() if scope.everything else log.c.user_id == scope.user]
    if wanted.login:
        found.append(log.c.login == wanted.login)
    if wanted.operation:
        found.append(log.c.operation == wanted.operation)
    if wanted.noun is not None:
        found.append(log.c.noun == wanted.noun.value)
    if wanted.object_id is not None:
        found.append(log.c.object_id == wanted.object_id)
    if wanted.label:
        found.append(contains(log.c.label, wanted.label))
    if wanted.outcome is not None:
        found.append(log.c.outcome == wanted.outcome.value)
    if wanted.time_from is not None:
        found.append(log.c.time >= wanted.time_from)
    if wanted.time_to is not None:
        found.append(log.c.time <= wanted.time_to)
    return found
