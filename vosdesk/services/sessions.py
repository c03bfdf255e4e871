"""Online users: who is logged in, and ending somebody's session."""

from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Denied, NotFound
from vosdesk.contract.ids import SECOND, Empty, SessionId, Time, UserId
from vosdesk.contract.permissions import UserType
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing

handlers = Handlers()


@handlers.reads(o.SESSIONS_LIST)
def list_sessions(work: Reading, request: Empty) -> s.Sessions:
    """All live sessions, newest first."""
    idle = int(work.unit.parameters.value("session.idle_minutes")) * 60 * SECOND
    return s.Sessions(
        rows=tuple(
            s.SessionRow(
                id=SessionId(row.id),
                user_id=UserId(row.user_id),
                login=row.login,
                name=row.name,
                type=UserType(row.type),
                source=row.source,
                created=Time(row.created),
                last_seen=Time(row.last_seen),
                locked=row.locked or work.now - row.last_seen > idle,
                mine=row.id == work.principal.session,
            )
            for row in work.unit.sessions.live(work.now)
        )
    )


@handlers.writes(o.SESSIONS_END)
def end(work: Writing, request: s.EndSession) -> Empty:
    """End a session. Only administrators end those of administrators."""
    work.about(Noun.SESSIONS, request.id, "")
    row = work.unit.sessions.get(request.id, work.now)
    if row is None:
        raise NotFound
    work.about(Noun.SESSIONS, request.id, row.login)
    if row.type == UserType.ADMINISTRATOR.value and work.actor.type is not UserType.ADMINISTRATOR:
        raise Denied(Code.ADMINISTRATORS_ONLY)
    work.unit.sessions.end(request.id)
    work.record(Noun.SESSIONS, request.id, row.login)
    return Empty()
