"""Sessions, devices that are remembered, and the delays of failed logins."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from vosdesk.contract.ids import SessionId, Time, UserId
from vosdesk.storage.models import devices, sessions, templates, throttle, users
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.types import AnyRow, new_id

_PRINCIPAL = Prepared(
    select(
        sessions.c.id.label("session_id"),
        sessions.c.source,
        sessions.c.last_seen,
        sessions.c.expires.label("session_expires"),
        sessions.c.locked.label("session_locked"),
        users.c.id,
        users.c.login,
        users.c.name,
        users.c.type,
        users.c.locked,
        users.c.expires,
        users.c.must_change_password,
        users.c.password_hash,
        users.c.rights,
        users.c.last_login,
        templates.c.rights.label("template_rights"),
    )
    .select_from(sessions.join(users).outerjoin(templates, templates.c.id == users.c.template_id))
    .where(sessions.c.token_hash == bindparam("token"))
)
_SEEN = Prepared(update(sessions).where(sessions.c.id == bindparam("session")).values(last_seen=bindparam("now")))
_LIVE = select(sessions, users.c.login, users.c.name, users.c.type).join(users)


class SessionsRepository:
    """Statements over sessions, devices and delays. Tokens are known here only as hashes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def principal(self, token_hash: bytes) -> AnyRow | None:
        """The session with its user and the rights given to him."""
        return _PRINCIPAL.one_or_none(self._connection, {"token": token_hash})

    def add(self, values: Mapping[str, Any]) -> SessionId:
        """A new session."""
        return SessionId(new_id(self._connection.execute(insert(sessions).values(**values))))

    def seen(self, session: SessionId, now: Time) -> None:
        """Note that a session was used."""
        _SEEN.run(self._connection, {"session": session, "now": now})

    def lock(self, session: SessionId, locked: bool) -> None:
        """Lock a session until its user gives his password again, or wake it."""
        self._connection.execute(update(sessions).where(sessions.c.id == session).values(locked=locked))

    def end(self, session: SessionId) -> None:
        """End a session."""
        self._connection.execute(delete(sessions).where(sessions.c.id == session))

    def sweep(self, now: Time) -> None:
        """Remove sessions and devices that are over."""
        self._connection.execute(delete(sessions).where(sessions.c.expires <= now))
        self._connection.execute(delete(devices).where(devices.c.expires <= now))

    def get(self, session: SessionId, now: Time) -> AnyRow | None:
        """One session that is not over, with its user."""
        return self._connection.execute(_LIVE.where(sessions.c.id == session, sessions.c.expires > now)).one_or_none()

    def live(self, now: Time) -> Sequence[AnyRow]:
        """Sessions that are not over, newest first, with their users."""
        return self._connection.execute(
            _LIVE.where(sessions.c.expires > now).order_by(sessions.c.created.desc(), sessions.c.id.desc())
        ).all()

    def add_device(self, values: Mapping[str, Any]) -> None:
        """A device that may log a user in."""
        self._connection.execute(insert(devices).values(**values))

    def device(self, token_hash: bytes, now: Time) -> UserId | None:
        """The user whom a device may log in."""
        found = self._connection.execute(
            select(devices.c.user_id).where(devices.c.token_hash == token_hash, devices.c.expires > now)
        ).scalar_one_or_none()
        return None if found is None else UserId(found)

    def forget_device(self, token_hash: bytes, user: UserId) -> None:
        """Revoke the token of a user's device."""
        self._connection.execute(delete(devices).where(devices.c.token_hash == token_hash, devices.c.user_id == user))

    def delays(self, names: Iterable[str]) -> dict[str, AnyRow]:
        """Counts of failures by name of who failed."""
        rows = self._connection.execute(select(throttle).where(throttle.c.name.in_(list(names))))
        return {row.name: row for row in rows}

    def set_delay(self, name: str, failures: int, last: Time, until: Time) -> None:
        """Store a count of failures."""
        self.clear_delay(name)
        self._connection.execute(insert(throttle).values(name=name, failures=failures, last=last, until=until))

    def forget_delays(self, before: Time) -> None:
        """Forget failures whose last was before a time."""
        self._connection.execute(delete(throttle).where(throttle.c.last < before))

    def clear_delay(self, name: str) -> None:
        """Forget failures."""
        self._connection.execute(delete(throttle).where(throttle.c.name == name))
