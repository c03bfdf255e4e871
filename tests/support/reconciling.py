"""Lists of payments for tests: sent, looked at and compared."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.support.calls import run, send
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import reconciliation as rc
from vosdesk.contract.ids import DAY, FileId, Time

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def today(world: World) -> date:
    """The day of the world's clock, in UTC."""
    return (_EPOCH + timedelta(microseconds=world.now)).date()


def day_from(day: date) -> Time:
    """When a day begins in UTC."""
    return Time((day.toordinal() - _EPOCH.toordinal()) * DAY)


def inspect(world: World, content: str, token: str | None = None, **values: Any) -> rc.ListInspection:
    """How a list looks."""
    request = rc.InspectList(file=send(world, content.encode(), token, "list.csv"), **values)
    found: rc.ListInspection = run(world, o.RECONCILIATION_INSPECT, request, token)
    return found


def compare(world: World, content: str, token: str | None = None, days: int = 1, **values: Any) -> rc.Reconciled:
    """A list compared with the records of today and of the days before it, as the list looks."""
    layout = values.pop("layout", None) or inspect(world, content, token).layout
    first = today(world) - timedelta(days=days - 1)
    request = rc.Reconcile(
        file=send(world, content.encode(), token, "list.csv"),
        layout=layout,
        first_day=first.toordinal(),
        days=tuple(day_from(first + timedelta(days=n)) for n in range(days + 1)),
        name="list.csv",
        **values,
    )
    found: rc.Reconciled = run(world, o.RECONCILIATION_START, request, token)
    return found


def entries(world: World, file: FileId, token: str | None = None, **wanted: Any) -> tuple[rc.EntryRow, ...]:
    """The entries of a reconciliation, as a session sees them."""
    filter_ = rc.EntryFilter(file=file, **wanted.pop("filter", {}))
    return world.read(token or world.admin, o.RECONCILIATION_LIST, rc.ListEntries(filter=filter_, **wanted)).rows
