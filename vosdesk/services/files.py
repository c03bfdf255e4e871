"""Files on their way, up and down in pieces."""

from vosdesk.contract import files as f
from vosdesk.contract import operations as o
from vosdesk.contract.errors import NotFound
from vosdesk.contract.ids import Empty, FileId
from vosdesk.policy.checks import require_operation
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Aside

handlers = Handlers()


@handlers.asides(o.FILES_OPEN)
def open_file(work: Aside, request: f.OpenFile) -> FileId:
    """Announce a file. Raises Conflict beyond what is kept for one user."""
    return work.services.spool.open(work.owner, request.name, request.size)


@handlers.asides(o.FILES_PUT)
def put(work: Aside, request: f.PutPiece) -> Empty:
    """Send the next piece of a file."""
    work.services.spool.put(work.actor.id, request.id, request.offset, request.content)
    return Empty()


@handlers.asides(o.FILES_GET)
def get(work: Aside, request: f.GetPiece) -> f.Piece:
    """Fetch a piece of a file, as long as the user holds what the job that made it asked for."""
    kept = work.services.spool.get(work.actor.id, request.id)
    if kept.kind:
        # What was made to work on is looked at by operations that ask, every time, what its user may see of it.
        raise NotFound
    require_operation(work.actor, kept.requires)
    return work.services.spool.read(kept, request.offset, request.size)


@handlers.asides(o.FILES_DROP)
def drop(work: Aside, request: f.DropFile) -> Empty:
    """Keep a file no longer."""
    work.services.spool.drop(work.actor.id, request.id)
    return Empty()
