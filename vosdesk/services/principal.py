"""From a session token to a user with his rights and grants, read anew for every operation."""

import hashlib
from collections.abc import Mapping

from vosdesk.contract.errors import Code, SessionOver
from vosdesk.contract.ids import SECOND, SessionId, Time, UserId
from vosdesk.contract.permissions import RATE_RIGHTS, Right, UserType
from vosdesk.policy import caps
from vosdesk.policy.actor import Actor, by_account
from vosdesk.services.runtime import Principal
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit


def hash_token(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def given_rights(row: AnyRow) -> frozenset[Right]:
    """The rights given to a user: those of his template, or those given by hand."""
    rights: frozenset[Right] = row.rights if row.template_rights is None else row.template_rights
    return rights


def actor_of(unit: ReadUnit, row: AnyRow, source: str = "") -> Actor:
    """The user of ``row`` (with template_rights) as one who acts."""
    kind = UserType(row.type)
    user = UserId(row.id)
    scoped = kind is UserType.AGENT
    grants = by_account(unit.access.held(user)) if scoped else {}
    rights = caps.effective(kind, given_rights(row))
    if any(g.lower_rate and g.covers_subs for g in grants.values()):
        rights -= RATE_RIGHTS
    return Actor(
        id=user,
        login=row.login,
        type=kind,
        rights=rights,
        grants=grants,
        group_grants={g.rate_group: g for g in unit.access.held_groups(user)} if scoped else {},
        source=source,
    )


def principal_of(unit: ReadUnit, token: str | None, now: Time, seen: Mapping[SessionId, Time]) -> Principal:
    """The user of a live session, by its token. Raises SessionOver as ``holder_of`` does."""
    if token is None:
        raise SessionOver(Code.SESSION_MISSING)
    return holder_of(unit, hash_token(token), now, seen)


def holder_of(unit: ReadUnit, hashed: bytes, now: Time, seen: Mapping[SessionId, Time]) -> Principal:
    """The user of a live session. Raises SessionOver when there is none, or when the user may not log in now.

    ``seen`` holds when this process last heard of each session; a session idle for longer than the system
    parameter is locked.
    """
    row = _live(unit, hashed, now)
    if row is None:
        raise SessionOver(Code.SESSION_ENDED)
    session = SessionId(row.session_id)
    last = max(row.last_seen, seen.get(session, 0))
    idle = int(unit.parameters.value("session.idle_minutes")) * 60 * SECOND
    return Principal(
        actor=actor_of(unit, row, row.source),
        session=session,
        token_hash=hashed,
        must_change_password=row.must_change_password,
        session_locked=row.session_locked or now - last > idle,
        last_seen=Time(row.last_seen),
    )


def is_live(unit: ReadUnit, hashed: bytes, now: Time) -> bool:
    """Whether a session has not ended, and its user may be logged in."""
    return _live(unit, hashed, now) is not None


def _live(unit: ReadUnit, hashed: bytes, now: Time) -> AnyRow | None:
    row = unit.sessions.principal(hashed)
    return None if row is None or row.session_expires <= now or row.locked or row.expires <= now else row
