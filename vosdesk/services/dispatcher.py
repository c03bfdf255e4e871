"""The one door: session → permission → unit of work → handler → log → commit."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from vosdesk.contract import codec
from vosdesk.contract.changes import Changes, Done, Noun
from vosdesk.contract.checking import require_valid
from vosdesk.contract.errors import Code, Conflict, Forbidden, Invalid, Refusal, SessionOver, Unavailable
from vosdesk.contract.ids import DAY, SECOND, JobId, Key, SessionId, Time, is_key
from vosdesk.contract.log import Outcome
from vosdesk.contract.operations import OPERATIONS, Operation, Read, Start, Write
from vosdesk.policy.checks import require_operation
from vosdesk.services import audit
from vosdesk.services.failures import refusal_of
from vosdesk.services.job_table import Job
from vosdesk.services.jobs import JobContext, launch, look_at_sessions
from vosdesk.services.principal import principal_of
from vosdesk.services.registry import Handler, Handlers, collect
from vosdesk.services.runtime import Aside, Line, Principal, Reading, Services, Writing
from vosdesk.services.spool import Owner
from vosdesk.storage.unit_of_work import ReadUnit, WriteUnit

Q = TypeVar("Q")
R = TypeVar("R")

_SEEN_EVERY = 60 * SECOND
_ACTS_KEPT = 400 * DAY
"""How long a key gives the same result: payment records know their keys for ever."""
_ACTS_AT_ONCE = 200
_WHILE_LOCKED = frozenset({"session.unlock", "session.logout"}) | {
    "jobs.status", "jobs.result", "jobs.cancel", "files.put", "files.get", "files.drop",
}  # fmt: skip
"""The way out; and what was ordered before goes on to its end."""
_WHO_IS_IN = frozenset({Noun.SESSIONS, Noun.USERS})
"""What a write touches that may end a session."""
_QUESTIONS = frozenset({"payments.find"})
"""Operations that ask whether something is there: no is an answer, and no refusal to keep."""
SECRET_FIELDS = frozenset({"password", "old", "new", "device_token", "confirmation"})
"""Fields of requests that nothing may be kept of."""


class Dispatcher:
    """Executes operations. Every way into the program ends here."""

    def __init__(self, services: Services, nouns: Iterable[Handlers]) -> None:
        self.services = services
        self._handlers = collect(nouns)
        self._seen: dict[SessionId, Time] = {}

    def execute(self, token: str | None, operation: Operation[Q, R], request: Q, key: Key | None = None) -> Any:
        """Do ``operation`` for the session of ``token``.

        A read returns its result, a write ``Done`` with the result and what it changed. Raises a Refusal for
        every expected no; a defect of ours becomes a Fault whose reference stands in the program's log.
        """
        if OPERATIONS.get(operation.id) is not operation or not isinstance(request, operation.request):
            raise Invalid(Code.REQUEST_MALFORMED)
        try:
            handler = self._handlers[operation.id]
            if handler.opens:
                return self._open(handler, operation, request)
            if handler.aside:
                return self._aside(token, handler, operation, request, key)
            if isinstance(operation, Start):
                return self._start(token, handler, operation, request, key)
            if isinstance(operation, Write):
                return self._write(token, handler, operation, request, key)
            return self._read(token, handler, operation, request)
        except Refusal:
            raise
        except Exception as error:
            raise refusal_of(error, operation.id) from error

    def _open(self, handler: Handler, operation: Operation[Q, R], request: Q) -> Any:
        require_valid(request)
        result = handler.run(self.services, request)
        return result if isinstance(operation, Read) else Done(value=result, changes=Changes())

    def _aside(
        self, token: str | None, handler: Handler, operation: Operation[Q, R], request: Q, key: Key | None
    ) -> Any:
        """Do what concerns this process alone. It waits for no other writer, and is no sign of life of the user."""
        if isinstance(operation, Write):
            _require_key(key)
        with self.services.store.read() as unit:
            principal = principal_of(unit, token, self.services.clock(), self._seen)
            _admit(principal, operation)
        require_valid(request)
        result = handler.run(Aside(self.services, principal), request)
        return Done(value=result, changes=Changes()) if isinstance(operation, Write) else result

    def _start(
        self, token: str | None, handler: Handler, operation: Start[Q, R], request: Q, key: Key | None
    ) -> Done[JobId]:
        """Admit a job as a write is done; once that is committed, run it in a thread of its own."""
        entered: list[tuple[Writing, Any]] = []
        job_id = JobId(secrets.token_hex(16))

        def admit(work: Writing, request: Q) -> JobId:
            self.services.jobs.require_room(work.actor.id)
            entered[:] = [(work, handler.admit(work, request) if handler.admit else None)]
            return job_id

        done = self._write(token, handler._replace(run=admit), operation, request, key)
        if not done.repeated:
            work, admitted = entered[0]
            owner = Owner(work.actor.id, work.principal.token_hash)
            line = Line(work.line.noun, work.line.object_id, work.line.label)
            job = Job(job_id, operation, owner, work.key, work.now)
            context = JobContext(self.services, job, admitted, work.principal, line)
            launch(self.services, handler, job, request, context)
        return done

    def _read(self, token: str | None, handler: Handler, operation: Operation[Q, R], request: Q) -> R:
        now = self.services.clock()
        principal: Principal | None = None
        try:
            with self.services.store.read() as unit:
                principal = principal_of(unit, token, now, self._seen)
                _admit(principal, operation)
                require_valid(request)
                result: R = handler.run(Reading(unit, principal, now), request)
        except Refusal as refusal:
            self._log_refusal(principal, operation, Line(), refusal, now)
            raise
        self._note_seen(principal, now)
        return result

    def _write(
        self, token: str | None, handler: Handler, operation: Write[Q, R], request: Q, key: Key | None
    ) -> Done[R]:
        key = _require_key(key)
        now = self.services.clock()
        seen: list[Principal] = []
        line = Line()

        def enter(unit: ReadUnit) -> Principal:
            seen[:] = [principal_of(unit, token, now, self._seen)]
            _admit(seen[0], operation)
            return seen[0]

        def act(unit: WriteUnit) -> Done[R]:
            principal = enter(unit)
            done = _act(unit, principal, handler, operation, request, key, now, prepared, line)
            if _is_due(principal, now):
                unit.sessions.seen(principal.session, now)
                unit.log.forget_acts(Time(now - _ACTS_KEPT), _ACTS_AT_ONCE)
            return done

        try:
            prepared = self._prepare(enter, handler, request, key)
            done = self.services.store.write(act)
        except Refusal as refusal:
            self._log_refusal(seen[0] if seen else None, operation, line, refusal, now)
            raise
        self._seen[seen[0].session] = now
        if not done.changes.touched.keys().isdisjoint(_WHO_IS_IN):
            look_at_sessions(self.services)
        return done

    def _prepare(self, enter: Callable[[ReadUnit], Principal], handler: Handler, request: Any, key: Key) -> Any:
        if handler.prepare is None or not handler.prepares(request):
            return None
        with self.services.store.read() as unit:
            principal = enter(unit)
            if unit.log.act(key) is not None:
                return None
        require_valid(request)
        return handler.prepare(self.services, request, principal)

    def _note_seen(self, principal: Principal, now: Time) -> None:
        self._seen[principal.session] = now
        if not _is_due(principal, now):
            return
        # What was read is right all the same; a full disk or another writer must not take it back.
        audit.beside(
            self.services.store, lambda unit: unit.sessions.seen(principal.session, now), "that a session is in use"
        )

    def _log_refusal(
        self, principal: Principal | None, operation: Operation[Any, Any], line: Line, refusal: Refusal, now: Time
    ) -> None:
        if isinstance(refusal, SessionOver | Unavailable | Invalid) or principal is None:
            return
        if operation.id in _QUESTIONS and refusal.code is Code.NOT_FOUND:
            return
        actor = principal.actor

        def add(unit: WriteUnit) -> None:
            audit.refused(unit, now, actor.id, actor.login, actor.source, operation.id, line, refusal)

        # Without room for the line the reason still reaches who asked.
        audit.beside(self.services.store, add, f"that {operation.id} was refused to {actor.login}")


def _require_key(key: Key | None) -> Key:
    if key is None or not is_key(key):
        raise Invalid.at("key", Code.REQUEST_MALFORMED)
    return key


def _is_due(principal: Principal, now: Time) -> bool:
    """Whether the database should hear again that a session is in use."""
    return now - principal.last_seen >= _SEEN_EVERY


def _admit(principal: Principal, operation: Operation[Any, Any]) -> None:
    """Raise unless the user of a live session may enter the operation now."""
    if principal.session_locked and operation.id not in _WHILE_LOCKED:
        raise SessionOver(Code.SESSION_LOCKED)
    if principal.must_change_password and operation.noun != "session":
        raise Forbidden(Code.PASSWORD_MUST_CHANGE)
    require_operation(principal.actor, operation.requires)


def _digest(request: object) -> bytes:
    """What tells a request from another under the same key.

    Secrets are left out: a fast hash of a password, stored, would undo the slow one.
    """
    return hashlib.sha256(codec.encode(_without_secrets(msgspec.to_builtins(request, order="deterministic")))).digest()


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_secrets(part) for name, part in value.items() if name not in SECRET_FIELDS}
    return [_without_secrets(part) for part in value] if isinstance(value, list) else value


def _act(
    unit: WriteUnit,
    principal: Principal,
    handler: Handler,
    operation: Write[Q, R],
    request: Q,
    key: Key,
    now: Time,
    prepared: Any,
    line: Line,
) -> Done[R]:
    actor = principal.actor
    digest = _digest(request)
    earlier = unit.log.act(key)
    if earlier is not None:
        if (earlier.user_id, earlier.operation, bytes(earlier.digest)) != (actor.id, operation.id, digest):
            raise Conflict(Code.KEY_REUSED)
        return Done(value=codec.decode_value(operation, earlier.result.encode()), changes=Changes(), repeated=True)
    require_valid(request)
    value = handler.run(Writing(unit, principal, now, key, prepared, line), request)
    outcome = Outcome.STARTED if isinstance(operation, Start) else Outcome.DONE
    audit.done(unit, now, actor.id, actor.login, actor.source, operation.id, line, outcome)
    unit.log.add_act(key, actor.id, operation.id, digest, codec.encode(value).decode(), now)
    return Done(value=value, changes=unit.changes)
