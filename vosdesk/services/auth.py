"""Logging in and out, one's own password, and who I am."""

from dataclasses import dataclass
from typing import NoReturn

from vosdesk import __version__
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract import text_rules
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, LoginRefused, NotFound, Refusal, Unavailable
from vosdesk.contract.ids import DAY, FOREVER, SECOND, AccountId, Empty, Time, UserId
from vosdesk.contract.permissions import UserType
from vosdesk.policy.actor import Actor
from vosdesk.services import audit, throttle
from vosdesk.services.own_password import OwnPassword, check_own
from vosdesk.services.passwords import require_strong
from vosdesk.services.principal import actor_of, hash_token
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Line, Principal, Reading, Services, Writing
from vosdesk.services.shipped import add_templates
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit, WriteUnit

DEVICE_DAYS = 30
"""How long a device may log its user in without a password."""
LOGINS = (o.SESSION_SETUP.id, o.SESSION_LOGIN.id, o.SESSION_DEVICE_LOGIN.id)
"""The operations that open a session."""

handlers = Handlers()


@handlers.opens(o.SESSION_STATUS)
def status(services: Services, request: Empty) -> s.Status:
    """Whether the first administrator is still to be made."""
    with services.store.read() as unit:
        return s.Status(needs_setup=unit.users.count() == 0, version=__version__)


@handlers.opens(o.SESSION_SETUP)
def setup(services: Services, request: s.Setup) -> s.LoggedIn:
    """Make the first administrator and the shipped templates, and log him in. Raises Conflict once there is a user."""
    with services.store.read() as unit:
        _require_nobody(unit)
    require_strong("password", request.password, beside=(request.login, request.name))
    password = services.hasher.hash(request.password)

    def act(unit: WriteUnit) -> s.LoggedIn:
        _require_nobody(unit)
        # Template names are unique: of two first runs at the same time one starts again, and finds a user.
        add_templates(unit)
        now = services.clock()
        user = unit.users.add(
            {
                "login": request.login,
                "name": request.name,
                "type": UserType.ADMINISTRATOR.value,
                "password_hash": password,
                "expires": FOREVER,
                "rights": frozenset(),
                "created": now,
                "password_changed": now,
                "privileged_since": now,
            }
        )
        return _enter(unit, services, user, o.SESSION_SETUP.id, "", remember=False)

    return services.store.write(act)


def _require_nobody(unit: ReadUnit) -> None:
    if unit.users.count():
        raise Conflict(Code.SETUP_DONE)


@handlers.opens(o.SESSION_LOGIN)
def login(services: Services, request: s.Login) -> s.LoggedIn:
    """Log in by password. Every failure is the same LoginRefused, after the same time."""
    attempt = _Attempt(services, o.SESSION_LOGIN.id, request.login, request.source)
    attempt.begin()
    with services.store.read() as unit:
        row = _credentials(unit, request.login)
    fits = row is not None and len(request.password) <= text_rules.PASSWORD_MOST
    matched = services.hasher.matches(row.password_hash if row is not None and fits else None, request.password)
    if row is None or not matched:
        attempt.fail(row, Code.NOT_FOUND if row is None else Code.PASSWORD_WRONG)
    attempt.require_welcome(row)
    risen = services.hasher.hash(request.password) if services.hasher.is_old(row.password_hash) else None

    def act(unit: WriteUnit) -> s.LoggedIn:
        _require_same(unit, row)
        if risen is not None:
            unit.users.replace_hash(UserId(row.id), row.password_hash, risen)
        throttle.succeeded(unit, request.login, request.source)
        return _enter(unit, services, UserId(row.id), attempt.operation, request.source, remember=request.remember)

    return services.store.write(act)


@handlers.opens(o.SESSION_DEVICE_LOGIN)
def device_login(services: Services, request: s.DeviceLogin) -> s.LoggedIn:
    """Log in by a device's token."""
    attempt = _Attempt(services, o.SESSION_DEVICE_LOGIN.id, request.login, request.source)
    attempt.begin()
    with services.store.read() as unit:
        row = _credentials(unit, request.login)
        user = unit.sessions.device(hash_token(request.device_token), services.clock())
    if row is None or user != row.id:
        attempt.fail(row, Code.NOT_FOUND)
    attempt.require_welcome(row)

    def act(unit: WriteUnit) -> s.LoggedIn:
        _require_same(unit, row)
        throttle.succeeded(unit, request.login, request.source)
        return _enter(unit, services, UserId(row.id), attempt.operation, request.source, remember=False)

    return services.store.write(act)


def _credentials(unit: ReadUnit, name: str) -> AnyRow | None:
    return unit.users.credentials(name) if text_rules.login(name) is None else None


def _require_same(unit: ReadUnit, row: AnyRow) -> None:
    """Raise Unavailable when the user was changed between the check of his password and this transaction."""
    stored = unit.users.credentials(row.login)
    known = (row.password_hash, row.locked, row.expires)
    if stored is None or (stored.password_hash, stored.locked, stored.expires) != known:
        raise Unavailable(Code.DATABASE_BUSY)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One try to log in, from its delay to its line in the log."""

    services: Services
    operation: str
    login: str
    source: str

    def begin(self) -> None:
        """Count it. Raises LoginRefused while there is a delay."""
        now = self.services.clock()
        try:
            self.services.store.write(lambda unit: throttle.begin(unit, self.login, self.source, now))
        except LoginRefused as refusal:
            self._log(None, refusal, count=False)
            raise

    def require_welcome(self, row: AnyRow) -> None:
        """Raise the one LoginRefused unless the user may log in now."""
        if row.locked:
            self.fail(row, Code.USER_LOCKED)
        if row.expires <= self.services.clock():
            self.fail(row, Code.USER_EXPIRED)

    def fail(self, row: AnyRow | None, reason: Code) -> NoReturn:
        """Count and log the failure, then raise; the true reason stands in the log alone."""
        self._log(row, LoginRefused(Code.LOGIN_FAILED, {"reason": reason.value}), count=True)
        raise LoginRefused(Code.LOGIN_FAILED)

    def _log(self, row: AnyRow | None, refusal: Refusal, *, count: bool) -> None:
        now = self.services.clock()
        name = throttle.plain(self.login, text_rules.LOGIN_LENGTH)
        source = throttle.plain(self.source, throttle.SOURCE_LENGTH)
        user = None if row is None else UserId(row.id)

        def act(unit: WriteUnit) -> None:
            if count:
                throttle.failed(unit, self.login, self.source, now)
            audit.refused(unit, now, user, name, source, self.operation, Line(Noun.USERS, user, name), refusal)

        self.services.store.write(act)


def _enter(
    unit: WriteUnit, services: Services, user: UserId, operation: str, source: str, *, remember: bool
) -> s.LoggedIn:
    """Open a session of ``user``, log it, and say who he is."""
    now = services.clock()
    unit.sessions.sweep(now)
    row = unit.users.get(user)
    if row is None:
        raise NotFound
    source = throttle.plain(source, throttle.SOURCE_LENGTH)
    token = _open(unit, services, user, source, now)
    device = None
    if remember:
        device = services.new_token()
        ends = now + DEVICE_DAYS * DAY
        unit.sessions.add_device({"token_hash": hash_token(device), "user_id": user, "created": now, "expires": ends})
    unit.users.logged_in(user, now)
    audit.done(unit, now, user, row.login, source, operation, Line(Noun.USERS, user, row.login))
    me = _me(unit, actor_of(unit, row, source), row, row.last_login)
    return s.LoggedIn(token=token, me=me, device_token=device)


def _open(unit: WriteUnit, services: Services, user: UserId, source: str, now: Time) -> str:
    token = services.new_token()
    hours = int(unit.parameters.value("session.hours"))
    unit.sessions.add(
        {
            "token_hash": hash_token(token),
            "user_id": user,
            "source": source,
            "created": now,
            "last_seen": now,
            "expires": now + hours * 3_600 * SECOND,
        }
    )
    return token


def open_session(services: Services, user_id: UserId, source: str) -> str:
    """Open a session without a password, for the program itself: nothing that comes from outside reaches this."""
    return services.store.write(lambda unit: _open(unit, services, user_id, source, services.clock()))


@handlers.reads(o.SESSION_ME)
def me(work: Reading, request: Empty) -> s.Me:
    """Who I am, with my rights of this moment."""
    row = work.unit.users.get(work.actor.id)
    session = work.unit.sessions.get(work.principal.session, work.now)
    if row is None or session is None:
        raise NotFound
    previous = work.unit.log.last_done(work.actor.id, LOGINS, session.created)
    return _me(work.unit, work.actor, row, previous)


def _me(unit: ReadUnit, actor: Actor, row: AnyRow, previous: Time | None) -> s.Me:
    own = unit.users.own_accounts(actor.id) if actor.scoped else ()
    return s.Me(
        id=actor.id,
        login=actor.login,
        name=row.name,
        type=actor.type,
        rights=actor.rights,
        must_change_password=row.must_change_password,
        own_accounts=tuple(s.OwnAccount(id=AccountId(a.id), number=a.number, name=a.name) for a in own),
        parameters={p.name: p.value for p in unit.parameters.rows()},
        previous_login=previous,
        new_privileged=_new_privileged(unit, actor, previous),
    )


def _new_privileged(unit: ReadUnit, actor: Actor, since: Time | None) -> tuple[s.NewPrivilegedUser, ...]:
    if actor.type is not UserType.ADMINISTRATOR or since is None:
        return ()
    return tuple(
        s.NewPrivilegedUser(
            login=row.login, type=UserType(row.type), by=row.privileged_by, at=Time(row.privileged_since)
        )
        for row in unit.users.privileged_since(since, actor.login)
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """The user's password, found to be his own, and the hash of the new one."""

    own: OwnPassword
    new: str


def _prepare_change(services: Services, request: s.ChangePassword, principal: Principal) -> _Change:
    own = check_own(services, principal, o.SESSION_CHANGE_PASSWORD.id, "old", request.old)
    with services.store.read() as unit:
        row = unit.users.get(principal.actor.id)
    require_strong("new", request.new, beside=(principal.actor.login, "" if row is None else row.name))
    return _Change(own, services.hasher.hash(request.new))


@handlers.writes(o.SESSION_CHANGE_PASSWORD, prepare=_prepare_change)
def change_password(work: Writing, request: s.ChangePassword) -> Empty:
    """Set one's own password; other sessions end and devices forget the user."""
    user = work.actor.id
    work.about(Noun.USERS, user, work.actor.login)
    change: _Change = work.prepared
    change.own.require_current(work)
    values = {"password_hash": change.new, "must_change_password": False, "password_changed": work.now}
    work.unit.users.change(user, values)
    work.unit.users.forget(user, keep_session=work.principal.session)
    work.unit.touch(Noun.SESSIONS)
    work.record(Noun.USERS, user, work.actor.login)
    return Empty()


@handlers.writes(o.SESSION_LOCK)
def lock(work: Writing, request: Empty) -> Empty:
    """Lock the session until its user gives his password again."""
    work.unit.sessions.lock(work.principal.session, True)
    work.record(Noun.SESSIONS, work.principal.session, work.actor.login)
    return Empty()


def _prepare_unlock(services: Services, request: s.Unlock, principal: Principal) -> OwnPassword:
    return check_own(services, principal, o.SESSION_UNLOCK.id, "password", request.password)


@handlers.writes(o.SESSION_UNLOCK, prepare=_prepare_unlock)
def unlock(work: Writing, request: s.Unlock) -> Empty:
    """Wake a locked or idle session."""
    session = work.principal.session
    work.about(Noun.SESSIONS, session, work.actor.login)
    own: OwnPassword = work.prepared
    own.require_current(work)
    work.unit.sessions.lock(session, False)
    work.unit.sessions.seen(session, work.now)
    work.record(Noun.SESSIONS, session, work.actor.login)
    return Empty()


@handlers.writes(o.SESSION_LOGOUT)
def logout(work: Writing, request: s.Logout) -> Empty:
    """End the session, and forget the device when its token is given."""
    work.unit.sessions.end(work.principal.session)
    if request.device_token is not None:
        work.unit.sessions.forget_device(hash_token(request.device_token), work.actor.id)
    work.record(Noun.SESSIONS, work.principal.session, work.actor.login)
    return Empty()
