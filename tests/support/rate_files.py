"""Rate files sent, planned and applied in a test's world."""

from typing import Any

from tests.support.jobs import join, outcome
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract.decks import Column, Layout, Role
from vosdesk.contract.files import OpenFile, PutPiece
from vosdesk.contract.ids import FileId, RateGroupId, RateImportId
from vosdesk.contract.money import Price
from vosdesk.contract.operations import Start
from vosdesk.contract.paging import Window

HEADER = "prefix,name,price,increments\n"
ROLES = {"prefix": Role.PREFIX, "name": Role.AREA_NAME, "price": Role.PRICE, "increments": Role.INCREMENTS,
         "from": Role.FROM, "until": Role.UNTIL, "status": Role.STATUS}  # fmt: skip


def layout_of(content: str, **values: Any) -> Layout:
    """The layout of a sheet whose titles say what its columns are."""
    titles = tuple(content.splitlines()[0].split(","))
    columns = tuple(Column(role=ROLES[title], place=place) for place, title in enumerate(titles))
    return Layout(encoding="utf-8", delimiter=",", titles=titles, columns=columns, **values)


def run(world: World, token: str, operation: Start[Any, Any], request: Any) -> Any:
    """Start a job, wait for its end, and return what it ended with; raises the refusal that it ended in."""
    job = world.do(token, operation, request)
    join(world, job)
    return outcome(world, token, job, operation)


def send(world: World, token: str, content: str, name: str = "deck.csv") -> FileId:
    """Send a file."""
    data = content.encode()
    file = world.do(token, o.FILES_OPEN, OpenFile(name=name, size=len(data)))
    world.do(token, o.FILES_PUT, PutPiece(id=file, offset=0, content=data))
    return file


def plan(world: World, group: RateGroupId, content: str, token: str | None = None, **values: Any) -> ri.Plan:
    """Plan the import of a file."""
    who, layout = token or world.admin, values.pop("layout", None) or layout_of(content)
    request = ri.PlanImport(rate_group=group, file=send(world, who, content), layout=layout, **values)
    made: ri.Plan = run(world, who, o.RATE_IMPORTS_PLAN, request)
    return made


def apply(world: World, made: ri.Plan, token: str | None = None, **values: Any) -> ri.RateImportRow:
    """Apply a plan."""
    request = ri.ApplyPlan(plan=made.id, **values)
    row: ri.RateImportRow = run(world, token or world.admin, o.RATE_IMPORTS_APPLY, request)
    return row


def load(world: World, group: RateGroupId, content: str, token: str | None = None, **values: Any) -> ri.RateImportRow:
    """Plan and apply a file."""
    closing = values.pop("closing", None)
    return apply(world, plan(world, group, content, token, **values), token, closing=closing)


def undo(world: World, made: RateImportId, token: str | None = None) -> ri.RateImportRow:
    """Undo an import."""
    row: ri.RateImportRow = run(world, token or world.admin, o.RATE_IMPORTS_UNDO, ri.UndoRateImport(id=made))
    return row


def bulk(world: World, group: RateGroupId, change: ri.BulkChange, count: int, **wanted: Any) -> ri.Plan:
    """Plan a bulk edit of what a filter holds."""
    selection = r.RateSelection(filter=r.RateFilter(rate_group=group, **wanted))
    request = ri.PlanBulk(rate_group=group, selection=selection, change=change, count=count)
    made: ri.Plan = run(world, world.admin, o.RATE_IMPORTS_PLAN_BULK, request)
    return made


def rates(world: World, group: RateGroupId, token: str | None = None) -> list[r.RateFields]:
    """All rates of a group, by prefix and beginning."""
    request = r.ListRates(filter=r.RateFilter(rate_group=group), window=Window(limit=1_000))
    found = [row.fields for row in world.read(token or world.admin, o.RATES_LIST, request).rows]
    return sorted(found, key=lambda fields: (fields.prefix + fields.area_prefix, fields.effective_from))


def prices(world: World, group: RateGroupId) -> dict[str, Price]:
    """The price of each prefix that has one rate."""
    return {fields.prefix: fields.price for fields in rates(world, group)}


def rows(world: World, made: ri.Plan, outcome_: ri.Outcome | None = None, token: str | None = None) -> list[ri.PlanRow]:
    """The rows of a plan."""
    request = ri.ListPlanRows(plan=made.id, filter=ri.PlanFilter(outcome=outcome_))
    page = world.read(token or world.admin, o.RATE_IMPORTS_PLAN_ROWS, request)
    assert world.read(token or world.admin, o.RATE_IMPORTS_PLAN_EXTENT, request).count == len(page.rows)
    return list(page.rows)
