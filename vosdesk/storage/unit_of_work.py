"""Units of work: a read unit sees one moment; a write unit does everything or nothing.

Rollback is the default: a write unit is committed by the store alone, when its work returned.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError

from vosdesk.contract.changes import Changes, Noun
from vosdesk.storage.engine import BUSY_SECONDS, SameFile, Writer, open_engines
from vosdesk.storage.repositories.access import AccessRepository
from vosdesk.storage.repositories.accounts import AccountsRepository
from vosdesk.storage.repositories.call_lists import CallLists
from vosdesk.storage.repositories.call_templates import CallTemplatesRepository
from vosdesk.storage.repositories.calls import CallsRepository
from vosdesk.storage.repositories.charges import ChargesRepository
from vosdesk.storage.repositories.deck_templates import DeckTemplatesRepository
from vosdesk.storage.repositories.decks import DecksRepository
from vosdesk.storage.repositories.log import LogRepository
from vosdesk.storage.repositories.parameters import ParametersRepository
from vosdesk.storage.repositories.payments import PaymentsRepository
from vosdesk.storage.repositories.rate_exports import RateExportsRepository
from vosdesk.storage.repositories.rate_groups import RateGroupsRepository
from vosdesk.storage.repositories.rate_imports import RateImportsRepository
from vosdesk.storage.repositories.rates import RatesRepository
from vosdesk.storage.repositories.reconciliation import ReconciliationRepository
from vosdesk.storage.repositories.sessions import SessionsRepository
from vosdesk.storage.repositories.users import UsersRepository
from vosdesk.storage.repositories.verification import VerificationRepository
from vosdesk.storage.snapshot import Snapshot, driver_errors

T = TypeVar("T")

RETRIES = 5
"""How often a write is tried again, whole, after PostgreSQL found that two could not be ordered."""


class ReadUnit:
    """Repositories over one connection that cannot write."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def users(self) -> UsersRepository:
        """Users and templates."""
        return UsersRepository(self.connection)

    @cached_property
    def sessions(self) -> SessionsRepository:
        """Sessions, devices and login delays."""
        return SessionsRepository(self.connection)

    @cached_property
    def accounts(self) -> AccountsRepository:
        """Accounts."""
        return AccountsRepository(self.connection)

    @cached_property
    def access(self) -> AccessRepository:
        """Access lists."""
        return AccessRepository(self.connection)

    @cached_property
    def rate_groups(self) -> RateGroupsRepository:
        """Rate groups."""
        return RateGroupsRepository(self.connection)

    @cached_property
    def rates(self) -> RatesRepository:
        """Rates."""
        return RatesRepository(self.connection)

    @cached_property
    def rate_exports(self) -> RateExportsRepository:
        """Rates on their way out."""
        return RateExportsRepository(self.connection)

    @cached_property
    def rate_imports(self) -> RateImportsRepository:
        """The history of changes of many rates."""
        return RateImportsRepository(self.connection)

    @cached_property
    def deck_templates(self) -> DeckTemplatesRepository:
        """Templates of rate sheets."""
        return DeckTemplatesRepository(self.connection)

    @cached_property
    def decks(self) -> DecksRepository:
        """Rates as decks."""
        return DecksRepository(self.connection)

    @cached_property
    def payments(self) -> PaymentsRepository:
        """Payment records."""
        return PaymentsRepository(self.connection)

    @cached_property
    def calls(self) -> CallsRepository:
        """Call records."""
        return CallsRepository(self.connection)

    @cached_property
    def call_templates(self) -> CallTemplatesRepository:
        """Column templates of files of calls."""
        return CallTemplatesRepository(self.connection)

    @cached_property
    def call_lists(self) -> CallLists:
        """What is shown of calls."""
        return CallLists(self.connection)

    @cached_property
    def charges(self) -> ChargesRepository:
        """Call charges."""
        return ChargesRepository(self.connection)

    @cached_property
    def log(self) -> LogRepository:
        """The system log."""
        return LogRepository(self.connection)

    @cached_property
    def verification(self) -> VerificationRepository:
        """Reports of verifications."""
        return VerificationRepository(self.connection)

    @cached_property
    def reconciliation(self) -> ReconciliationRepository:
        """What a reconciliation needs of the books."""
        return ReconciliationRepository(self.connection)

    @cached_property
    def parameters(self) -> ParametersRepository:
        """System parameters."""
        return ParametersRepository(self.connection)


class WriteUnit(ReadUnit):
    """A read unit that may write, and remembers what it touched."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._touched: dict[Noun, set[int]] = {}

    def touch(self, noun: Noun, *ids: int) -> None:
        """Note that these rows (none: any) changed."""
        self._touched.setdefault(noun, set()).update(ids)

    @property
    def changes(self) -> Changes:
        """What was touched so far."""
        return Changes(touched={noun: sorted(ids) for noun, ids in self._touched.items()})


class Store:
    """A database, open: the only maker of units of work. Safe to use from several threads."""

    def __init__(self, url: URL | str, *, durable: bool = True, busy: float = BUSY_SECONDS) -> None:
        self.url = make_url(url)
        self.reads, self.writes = open_engines(self.url, durable=durable, busy=busy)
        self._file = SameFile(self.url)
        self._writer = Writer() if self.url.get_backend_name() == "sqlite" else None

    @contextmanager
    def read(self) -> Iterator[ReadUnit]:
        """One moment of the database. Nothing done here can change it."""
        self._file.require()
        with self.reads.connect() as connection:
            self._file.opened()
            yield ReadUnit(connection)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One moment of the database for as long as it takes to read it; writers go on meanwhile."""
        self._file.require()
        with self.reads.connect() as connection:
            self._file.opened()
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with driver_errors(connection), closing(Snapshot(connection)) as snapshot:
                yield snapshot

    def write(self, work: Callable[[WriteUnit], T]) -> T:
        """Run ``work`` in one transaction and commit it; whatever it raises rolls everything back.

        A unique key taken by a concurrent writer, a row referred to that he deleted (or that he began to refer to),
        and an order that PostgreSQL could not find, run it again whole: it then sees what he did.
        """
        return self._writer.do(lambda: self._attempt(work)) if self._writer else self._attempt(work)

    @property
    def busy(self) -> bool:
        """Whether writes are waiting in line already."""
        return self._writer is not None and self._writer.busy

    def post(self, work: Callable[[WriteUnit], None], failed: Callable[[BaseException], None]) -> None:
        """Write when the writes in line are done, and do not wait for it; ``failed`` gets what it raised."""
        if self._writer is not None:
            self._writer.post(lambda: self._attempt(work), failed)
            return
        try:
            self._attempt(work)
        except Exception as error:  # noqa: BLE001 - nobody waits for it
            failed(error)

    def _attempt(self, work: Callable[[WriteUnit], T]) -> T:
        left = RETRIES
        while True:
            try:
                self._file.require()
                with self.writes.begin() as connection:
                    self._file.opened()
                    return work(WriteUnit(connection))
            except DBAPIError as error:
                left -= 1
                if left == 0 or not _worth_another_try(error):
                    raise

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for a database on a server."""
        kept = self._writer is not None and self.url.database
        return Path(kept) if kept else None

    def alone(self, work: Callable[[], T]) -> T:
        """Run ``work`` while nothing else of this process writes; it brings its own connections."""
        self._file.require()
        return self._writer.do(work) if self._writer else work()

    def close(self) -> None:
        """Finish writes under way, then close every connection."""
        if self._writer is not None:
            self._writer.close()
        self.reads.dispose()
        self.writes.dispose()


def _worth_another_try(error: DBAPIError) -> bool:
    if isinstance(error, IntegrityError):
        return getattr(error.orig, "sqlstate", None) in {"23505", "23503"}
    return getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}
