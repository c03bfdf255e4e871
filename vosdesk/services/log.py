"""The system log: what was done and what was refused, as far as the reader may see it."""

from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import LogId, Time
from vosdesk.contract.paging import Extent, Page
from vosdesk.policy import scopes
from vosdesk.policy.actor import Actor
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading
from vosdesk.storage.types import AnyRow

handlers = Handlers()


@handlers.reads(o.LOG_LIST)
def list_log(work: Reading, request: lg.ListLog) -> Page[lg.LogRow]:
    """A window of the lines that the user may see: an agent only his own."""
    scope = scopes.log(work.actor)
    rows, last = work.unit.log.window(scope, request.filter, request.descending, request.window)
    return Page(rows=tuple(_shown(work.actor, row) for row in rows), last=last)


@handlers.reads(o.LOG_EXTENT)
def extent(work: Reading, request: lg.ListLog) -> Extent:
    """How many lines the filter holds."""
    return work.unit.log.extent(scopes.log(work.actor), request.filter, request.descending)


def _shown(actor: Actor, row: AnyRow) -> lg.LogRow:
    hidden = row.params.get("hidden", ()) if actor.scoped and row.code is None else ()
    return lg.LogRow(
        id=LogId(row.id),
        time=Time(row.time),
        login=row.login,
        source=row.source,
        operation=row.operation,
        noun=None if row.noun is None else Noun(row.noun),
        object_id=row.object_id,
        label=row.label,
        outcome=lg.Outcome(row.outcome),
        code=None if row.code is None else Code(row.code),
        params=row.params,
        before={name: value for name, value in row.before.items() if name not in hidden},
        after=row.after,
    )
