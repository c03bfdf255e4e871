"""The program under a clock of its own: operations done one after another, each at its time, by its user."""

import random
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, overload

from vosdesk.contract import codec
from vosdesk.contract import operations as o
from vosdesk.contract.files import MAX_PIECE, OpenFile, PutPiece
from vosdesk.contract.ids import DAY, SECOND, Empty, FileId, Key, Time, UserId
from vosdesk.contract.jobs import AskJob, Start
from vosdesk.contract.operations import Operation, Read, Write
from vosdesk.contract.parameters import PARAMETERS, SetParameter
from vosdesk.contract.session import LoggedIn, Login, Logout, Setup
from vosdesk.domain.call_records import Record
from vosdesk.services import audit, catalog
from vosdesk.services.auth import open_session
from vosdesk.services.call_import import import_batch
from vosdesk.services.demo.bulk import BulkStore
from vosdesk.services.demo.jobs import JobsAtOnce
from vosdesk.services.demo.logins import PASSWORD
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.passwords import Hasher
from vosdesk.services.principal import principal_of
from vosdesk.services.runtime import Services, Writing
from vosdesk.services.spool import Spool
from vosdesk.services.tariffs import TariffBook
from vosdesk.storage import schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store, WriteUnit

Q = TypeVar("Q")
R = TypeVar("R")

HOUR = 3_600 * SECOND
LOGGED_DAYS = 30
"""How far back the log of the demo company shows everybody's logins."""
_LONGEST = {name: str(PARAMETERS[name].high) for name in ("session.idle_minutes", "session.hours")}
_IDLE = 23 * HOUR
_STAYS = 6 * DAY
_LASTS = int(_LONGEST["session.hours"]) * HOUR


class _Session(NamedTuple):
    token: str
    opened: Time
    used: Time


class Desk:
    """A database that is being made, with everybody's sessions. Not for use from several threads.

    ``until`` is the time at which the making ends: logins go through the login window in the last days before it,
    and are opened by the program itself before that.
    """

    def __init__(self, path: Path, start: Time, until: Time, seed: int) -> None:
        self.now = start
        self.users: dict[str, UserId] = {}
        self._until = until
        self._random = random.Random(seed)
        self._sessions: dict[str, _Session] = {}
        _make_schema(path)
        self._store = BulkStore(path)
        self._book = TariffBook()
        # The demo's passwords stand on its login window: a slow hash would guard nothing.
        self._services = Services(
            self._store, clock=lambda: self.now, hasher=Hasher(1, 8, 1), jobs=JobsAtOnce(), spool=Spool(path.parent)
        )
        self._dispatcher = Dispatcher(self._services, catalog.NOUNS)

    def close(self) -> None:
        """Close the database."""
        self._services.close()

    def at(self, moment: int) -> None:
        """Set the clock. It never goes back."""
        self.now = Time(max(self.now, moment))

    def open_shop(self, login: str, name: str) -> None:
        """Make the first administrator, and let sessions last as long as they can."""
        request = Setup(login=login, name=name, password=PASSWORD)
        entered: LoggedIn = self._dispatcher.execute(None, o.SESSION_SETUP, request).value
        self.users[login] = entered.me.id
        self._sessions[login] = _Session(entered.token, self.now, self.now)
        for parameter, longest in _LONGEST.items():
            self._set(login, parameter, longest)

    def close_shop(self, login: str) -> None:
        """Set the parameters of sessions back, and end every session."""
        for parameter in _LONGEST:
            self._set(login, parameter, PARAMETERS[parameter].default)
        for who in list(self._sessions):
            self._log_out(who)

    @overload
    def do(self, login: str, operation: Read[Q, R], request: Q) -> R: ...
    @overload
    def do(self, login: str, operation: Write[Q, R], request: Q) -> R: ...
    def do(self, login: str, operation: Operation[Q, R], request: Q) -> Any:
        """Do an operation now, as the user of ``login``. Raises its refusals."""
        token = self._token(login)
        if isinstance(operation, Write):
            return self._dispatcher.execute(token, operation, request, self._key()).value
        return self._dispatcher.execute(token, operation, request)

    def finish(self, login: str, operation: Start[Q, R], request: Q) -> R:
        """Do long work now, as the user of ``login``, and say what it ended with. Raises its refusals."""
        job = AskJob(id=self.do(login, operation, request))
        return codec.decode_outcome(operation, self.do(login, o.JOBS_RESULT, job))

    def send(self, login: str, name: str, content: bytes) -> FileId:
        """Send a file, as the user of ``login``."""
        file = self.do(login, o.FILES_OPEN, OpenFile(name=name, size=len(content)))
        for offset in range(0, len(content), MAX_PIECE):
            piece = PutPiece(id=file, offset=offset, content=content[offset : offset + MAX_PIECE])
            self.do(login, o.FILES_PUT, piece)
        return file

    def import_calls(self, login: str, name: str, records: Sequence[Record]) -> None:
        """Rate, charge and keep calls now, as the import of a file by the user of ``login`` does."""
        token = self._token(login)

        def act(unit: WriteUnit) -> None:
            principal = principal_of(unit, token, self.now, {})
            work = Writing(unit, principal, self.now, self._key())
            import_batch(work, book=self._book, source=0, records=records, name=name)
            who = principal.actor
            audit.done(unit, self.now, who.id, who.login, who.source, o.CALLS_IMPORT.id, work.line)

        if records:
            self._store.write(act)

    def log_in(self, login: str, password: str = PASSWORD) -> None:
        """Log in by password, as at the login window. Raises LoginRefused."""
        request = Login(login=login, password=password, source=_source(login))
        entered: LoggedIn = self._dispatcher.execute(None, o.SESSION_LOGIN, request, self._key()).value
        self._sessions[login] = _Session(entered.token, self.now, self.now)

    def _log_out(self, login: str) -> None:
        session = self._sessions.pop(login)
        if self.now - session.opened < _LASTS:
            self._dispatcher.execute(session.token, o.SESSION_LOGOUT, Logout(), self._key())

    def _set(self, login: str, name: str, value: str) -> None:
        rows = self.do(login, o.PARAMETERS_LIST, Empty()).rows
        version = next(row.version for row in rows if row.name == name)
        self.do(login, o.PARAMETERS_SET, SetParameter(name=name, version=version, value=value))

    def _token(self, login: str) -> str:
        session = self._sessions.get(login)
        if session is not None and self.now - session.used < _IDLE and self.now - session.opened < _STAYS:
            self._sessions[login] = session._replace(used=self.now)
            return session.token
        if self.now < self._until - LOGGED_DAYS * DAY:
            token = open_session(self._services, self.users[login], _source(login))
            self._sessions[login] = _Session(token, self.now, self.now)
            return token
        if session is not None and session.opened >= self._until - LOGGED_DAYS * DAY:
            self._log_out(login)
        self.log_in(login)
        return self._sessions[login].token

    def _key(self) -> Key:
        return Key(str(uuid.UUID(int=self._random.getrandbits(128), version=4)))


def _make_schema(path: Path) -> None:
    store = Store(sqlite_url(path), durable=False)
    try:
        schema.ensure(store.writes)
    finally:
        store.close()


def _source(login: str) -> str:
    return f"{login.replace('.', '-')}-desk"
