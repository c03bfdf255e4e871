"""Long reading of one moment of the database, in the order of the ledger, with the rows as the driver gives them.

A row of SQLAlchemy's costs as much as the database needs to read it; millions are read here.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Select,
    Table,
    and_,
    case,
    cast,
    column,
    func,
    literal_column,
    null,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy import table as lightweight_table
from sqlalchemy.exc import DBAPIError

from vosdesk.contract.verification import Closing
from vosdesk.domain.ledger import Charge, Entry
from vosdesk.storage.models import accounts, calls, charges, log, metadata, payments
from vosdesk.storage.types import Id, halves, whole

_PORTION = 5_000
"""Rows that a PostgreSQL server sends at once."""
_numbers = count(1)
_NAMED = 100
"""Renumbered records that are named for one table."""

Raw = tuple[Any, ...]
"""A row: its values, in the order of the statement's columns."""


class Book(NamedTuple):
    """A table of ledger entries. ``hashed`` are the columns that an entry's hash covers, in its order."""

    table: Table
    hashed: tuple[str, ...]
    snapshots: tuple[str, ...]
    """Names of that moment that no entry can be without."""


BOOKS: tuple[Book, ...] = (
    Book(payments, Entry._fields, ("operator", "account_number")),
    Book(charges, Charge._fields, ("rate_group", "code")),
)
"""The tables whose entries share one sequence, one chain of hashes and one balance for each account."""


NEVER_DELETED: tuple[Table, ...] = (accounts, calls, log)
"""Tables besides whose rows are never deleted, and are numbered without gaps where the database does so."""

_ON_SQLITE: Mapping[str, tuple[str, ...]] = {
    **{name: (f"{name}_no_update", f"{name}_no_delete") for name in (charges.name, calls.name)},
    **{name: (f"{name}_no_update", f"{name}_no_delete", f"{name}_no_replace") for name in (payments.name, log.name)},
}
_ON_POSTGRES: Mapping[str, tuple[str, ...]] = {
    **{name: (f"{name}_append_only",) for name in (payments.name, charges.name, log.name)},
    calls.name: ("calls_no_update", "calls_no_delete"),
}
"""The triggers that forbid to change the records of a table."""
_SQLITE_GUARDS = text(
    "SELECT tbl_name AS guarded, name AS guard FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"
)
_POSTGRES_GUARDS = text(
    "SELECT c.relname AS guarded, t.tgname AS guard FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgenabled IN ('O', 'A') AND p.prosrc LIKE '%RAISE EXCEPTION%'"
    " AND c.relnamespace = current_schema()::regnamespace"
)


class Movement(NamedTuple):
    """An entry as it moved a balance. ``call`` is None for a payment."""

    time: int
    call: int | None
    id: int
    account: int
    before: int
    after: int


class Covering(NamedTuple):
    """An account that uses lower rate, and what its sub-accounts can spend (micro-units)."""

    id: int
    number: str
    balance: int
    used: int


class Snapshot:
    """A connection whose transaction sees one moment, however long it reads."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.on_sqlite = connection.dialect.name == "sqlite"
        self.forgiving = False
        """Whether a text that is no UTF-8 is read with marks in the place of what is broken; slower."""
        self._cursors: list[Any] = []

    def entries(self, book: Book) -> Iterator[Raw]:
        """Every entry by account and number: the hashed columns, then its id and its hash."""
        columns = [book.table.c[name] for name in book.hashed]
        statement = select(*columns, book.table.c.id, book.table.c.hash)
        return self._stream(statement.order_by(book.table.c.account_id, book.table.c.seq))

    def accounts(self) -> Iterator[Raw]:
        """Every account by id: id, number, balance, number and hash of the last entry."""
        a = accounts.c
        return self._stream(select(a.id, a.number, a.balance, a.last_seq, a.last_hash).order_by(a.id))

    def expected(self) -> int:
        """How many entries there should be, by what the accounts say."""
        return int(self.connection.execute(select(func.coalesce(func.sum(accounts.c.last_seq), 0))).scalar_one())

    def beyond(self, table: Table, count: int | None = None) -> Sequence[tuple[int, int]]:
        """Records of an append-only table with an id that was never given: the highest that was, and the record's.

        SQLite gives ids without gaps, so a table of ``count`` records (None: not known) has no higher one; PostgreSQL
        keeps the last.
        """
        if not self.on_sqlite:
            sequence = lightweight_table(f"{table.name}_id_seq", column("last_value"))
            given = int(self.connection.execute(select(sequence.c.last_value)).scalar_one())
        elif count is None:
            given = self.connection.execute(select(func.count()).select_from(table)).scalar_one()
        else:
            given = count
        later = select(table.c.id).where(or_(table.c.id > given, table.c.id < 1)).order_by(table.c.id).limit(_NAMED)
        return [(given, int(found)) for found in self.connection.execute(later).scalars()]

    def unguarded(self) -> Sequence[str]:
        """Append-only tables of which a trigger is gone, switched off or without its refusal."""
        asked, wanted = (_SQLITE_GUARDS, _ON_SQLITE) if self.on_sqlite else (_POSTGRES_GUARDS, _ON_POSTGRES)
        kept = {(row.guarded, row.guard) for row in self.connection.execute(asked)}
        return [name for name, guards in wanted.items() if not kept.issuperset((name, guard) for guard in guards)]

    def dangling(self, table: Table) -> Iterator[tuple[int, str]]:
        """Rows of a table that refer to nothing: their id, and the column that does."""
        keys = [(c, next(iter(c.foreign_keys)).column) for c in table.c if c.foreign_keys]
        if not keys or "id" not in table.c:
            return
        missing = []
        for child, parent in keys:
            other = parent.table.alias(f"of_{child.name}")
            there = select(literal_column("1")).where(other.c[parent.name] == child).correlate(table).exists()
            missing.append((child.is_not(None) & ~there).label(child.name))
        for row in self.connection.execute(select(table.c.id, *missing).where(or_(*missing)).order_by(table.c.id)):
            for name, lacks in zip([child.name for child, _ in keys], row[1:], strict=True):
                if lacks:
                    yield int(row[0]), name

    def leads_to(self, closing: Closing) -> bool:
        """Whether an account's entries lead to the closing figure of a statement."""
        for book in BOOKS:
            c = book.table.c
            found = select(c.balance_after, c.hash).join(accounts, accounts.c.id == c.account_id)
            for row in self.connection.execute(found.where(accounts.c.number == closing.account, c.seq == closing.seq)):
                if row.balance_after == closing.balance and bytes(row.hash).hex().startswith(closing.hash):
                    return True
        return False

    def lower_rate_agents(self) -> Sequence[Covering]:
        """Accounts that use lower rate."""
        a, sub = accounts.c, accounts.alias("sub")
        usable = sub.c.balance + sub.c.overdraft
        used = halves(case((usable > 0, usable), else_=0))
        found = accounts.outerjoin(sub, and_(sub.c.agent_id == a.id, sub.c.active))
        statement = select(a.id, a.number, a.balance, *used).select_from(found).where(a.lower_rate)
        rows = self.connection.execute(statement.group_by(a.id, a.number, a.balance).order_by(a.id))
        return [Covering(row.id, row.number, row.balance, whole(*row[3:])) for row in rows]

    def overdrafts(self, agent: int) -> dict[int, int]:
        """The direct sub-accounts of an agent and their overdraft limits."""
        a = accounts.c
        rows = self.connection.execute(select(a.id, a.overdraft).where(a.agent_id == agent, a.active))
        return {row.id: row.overdraft for row in rows}

    def movements(self, agent: int) -> Iterator[Movement]:
        """The entries of an agent and of his direct sub-accounts, newest first."""
        found = union_all(*(_movements(book.table, agent) for book in BOOKS)).subquery()
        order = (found.c.time.desc(), found.c.call.desc(), found.c.id.desc())
        statement = select(found).order_by(*order).execution_options(yield_per=_PORTION)
        with self.connection.execute(statement) as rows:
            for row in rows:
                yield Movement(*row)

    @property
    def tables(self) -> Sequence[Table]:
        """Every table that has ids, referred to first."""
        return [table for table in metadata.sorted_tables if "id" in table.c]

    def close(self) -> None:
        """Read no further."""
        for cursor in self._cursors:
            cursor.close()
        if self.on_sqlite:
            self._driver.text_factory = str

    @property
    def _driver(self) -> Any:
        return self.connection.connection.driver_connection

    def _stream(self, statement: Select[Any]) -> Iterator[Raw]:
        compiled = statement.compile(dialect=self.connection.dialect, compile_kwargs={"literal_binds": True})
        if not self.connection.in_transaction():
            self.connection.begin()
        driver = self._driver
        if self.on_sqlite:
            driver.text_factory = _forgiving if self.forgiving else str
            cursor = driver.cursor()
            self._cursors.append(cursor)
            return iter(cursor.execute(str(compiled)))
        cursor = driver.cursor(name=f"vosdesk_{next(_numbers)}")
        cursor.itersize = _PORTION
        self._cursors.append(cursor)
        return iter(cursor.execute(str(compiled)))


def _movements(table: Table, agent: int) -> Select[Any]:
    call = table.c.call_id if "call_id" in table.c else cast(null(), Id)
    columns = (
        table.c.time, call.label("call"), table.c.id, table.c.account_id, table.c.balance_before, table.c.balance_after,
    )  # fmt: skip
    family = select(accounts.c.id).where(
        or_(accounts.c.id == agent, and_(accounts.c.agent_id == agent, accounts.c.active))
    )
    return select(*columns).where(table.c.account_id.in_(family))


def _forgiving(text: bytes) -> str:
    return text.decode("utf-8", "replace")


@contextmanager
def driver_errors(connection: Connection) -> Iterator[None]:
    """Let errors of the driver come as SQLAlchemy's, as everywhere else."""
    errors: Any = connection.dialect.loaded_dbapi.Error
    try:
        yield
    except errors as error:
        raise DBAPIError.instance(
            None, None, error, errors, hide_parameters=True, dialect=connection.dialect
        ) from error
