"""Statements that are part of nearly every call: compiled once for each database, then run by its driver.

SQLAlchemy spends about a tenth of a millisecond on each execution of a statement that it knows, ten times what the
database needs for it, and a recharge has a dozen. Everything else goes through SQLAlchemy as usual.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    CompoundSelect,
    Connection,
    Delete,
    Dialect,
    Insert,
    Select,
    Text,
    Update,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from vosdesk.storage.types import AnyRow

Convert = Callable[[Any], Any]
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in the words of one database, and how its values are written and read."""

    text: str
    names: tuple[str, ...]
    positional: bool
    fixed: Mapping[str, Any]
    writers: Mapping[str, Convert]
    readers: tuple[tuple[int, Convert], ...]
    row: Any

    def given(self, values: Mapping[str, Any]) -> Any:
        """The values as the database's driver takes them."""
        found = {**self.fixed, **values} if self.fixed else dict(values)
        for name, convert in self.writers.items():
            found[name] = convert(found[name])
        return tuple([found[name] for name in self.names]) if self.positional else found


class Prepared:
    """A statement with parameters by name. ``columns`` are those that an insert gives values to."""

    def __init__(self, statement: Select[Any] | CompoundSelect[Any] | Insert | Update | Delete, *columns: str) -> None:
        self._statement = statement
        self._columns = columns or None
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Execute it for what it does."""
        self._execute(connection, values)[1].close()

    def many(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Execute it for what it does, once for each of ``rows``."""
        compiled = self._for(connection)
        given = [compiled.given(values) for values in rows]
        if given:
            _send(connection, compiled.text, lambda cursor: cursor.executemany(compiled.text, given)).close()

    def rows(self, connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
        """Execute an insert once for each of ``rows``, whose values stand in the order of its columns.

        They are given to the driver as they are: numbers, text, bytes and None, which every driver takes.
        """
        compiled = self._for(connection)
        if compiled.fixed or compiled.names != self._columns:
            raise TypeError("values by place are for inserts that name every value")
        given = rows if compiled.positional else [dict(zip(compiled.names, row, strict=True)) for row in rows]
        _send(connection, compiled.text, lambda cursor: cursor.executemany(compiled.text, given)).close()

    def many_rows(self, connection: Connection, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Execute it once for each of ``rows``: values in the order of ``names``, as the database stores them."""
        compiled = self._for(connection)
        given: Any = rows
        if not compiled.positional:
            given = [{**compiled.fixed, **dict(zip(names, row, strict=True))} for row in rows]
        elif compiled.names != tuple(names):
            places, fixed = [*names, *compiled.fixed], tuple(compiled.fixed.values())
            given = map(itemgetter(*map(places.index, compiled.names)), ((*row, *fixed) for row in rows))
        _send(connection, compiled.text, lambda cursor: cursor.executemany(compiled.text, given)).close()

    def all(self, connection: Connection, values: Mapping[str, Any]) -> list[AnyRow]:
        """Execute it and return every row; columns are attributes of a row."""
        return [self._for(connection).row._make(row) for row in self.tuples(connection, values)]

    def each(self, connection: Connection, values: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
        """Execute it and go through its rows, a few at a time: as values, just as the driver gives them."""
        if self._for(connection).readers:
            raise TypeError("values are given as they are read")
        _, cursor = self._execute(connection, values)
        try:
            while some := cursor.fetchmany(_AT_ONCE):
                yield from some
        finally:
            cursor.close()

    def tuples(self, connection: Connection, values: Mapping[str, Any]) -> list[Sequence[Any]]:
        """Execute it and return every row as its values: half of the work, where there are very many."""
        compiled, cursor = self._execute(connection, values)
        rows: list[Sequence[Any]] = cursor.fetchall()
        cursor.close()
        if not compiled.readers:
            return rows
        found: list[Sequence[Any]] = []
        for row in rows:
            read = list(row)
            for place, convert in compiled.readers:
                read[place] = convert(read[place])
            found.append(read)
        return found

    def one_or_none(self, connection: Connection, values: Mapping[str, Any]) -> AnyRow | None:
        """Execute a statement that has one row at most."""
        rows = self.all(connection, values)
        if len(rows) > 1:
            raise LookupError("more than one row")
        return rows[0] if rows else None

    def asked(self, connection: Connection, *names: str) -> "Asked":
        """The statement to be asked again and again in the transaction of a connection, with values by place."""
        compiled = self._for(connection)
        if compiled.writers or compiled.readers:
            raise TypeError("values by place are given and read as they are")
        return Asked(connection, compiled, names)

    def _execute(self, connection: Connection, values: Mapping[str, Any]) -> tuple[_Compiled, Any]:
        compiled = self._for(connection)
        given = compiled.given(values)
        return compiled, _send(connection, compiled.text, lambda cursor: cursor.execute(compiled.text, given))

    def _for(self, connection: Connection) -> _Compiled:
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = self._compile(dialect)
        return compiled

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled: Any = self._statement.compile(dialect=dialect, column_keys=self._columns)
        names = tuple(compiled.params if compiled.positiontup is None else compiled.positiontup)
        writers = {name: _writer(compiled.binds[name].type, dialect) for name in names}
        fixed = {name: value for name, value in compiled.params.items() if not compiled.binds[name].required}
        columns = [] if isinstance(self._statement, Update | Delete) else _columns(self._statement)
        readers = [_reader(column.type, dialect) for column in columns]
        return _Compiled(
            text=str(compiled),
            names=names,
            positional=compiled.positiontup is not None,
            fixed=fixed,
            writers={name: convert for name, convert in writers.items() if convert is not None},
            readers=tuple((place, convert) for place, convert in enumerate(readers) if convert is not None),
            row=namedtuple("Row", [column.name for column in columns], rename=True),
        )


class Asked:
    """A statement that has one row at most, on a cursor of its own."""

    __slots__ = ("_cursor", "_dialect", "_errors", "_given", "_text")

    def __init__(self, connection: Connection, compiled: _Compiled, names: Sequence[str]) -> None:
        if not connection.in_transaction():
            connection.begin()
        self._dialect, self._text = connection.dialect, compiled.text
        self._errors: Any = connection.dialect.loaded_dbapi.Error
        self._cursor = connection.connection.cursor()
        self._given = _by_place(compiled, names)

    def row(self, *values: Any) -> tuple[Any, ...] | None:
        """The row for these values. Raises DBAPIError."""
        cursor, given = self._cursor, self._given
        try:
            cursor.execute(self._text, values if given is None else given(values))
            # To its end, so that no statement stays open behind it.
            rows = cursor.fetchall()
        except self._errors as error:
            errors = self._errors
            raise DBAPIError.instance(
                self._text, None, error, errors, hide_parameters=True, dialect=self._dialect
            ) from error
        return rows[0] if rows else None


def _by_place(compiled: _Compiled, names: Sequence[str]) -> Callable[[tuple[Any, ...]], Any] | None:
    """What makes of values in the order of ``names`` what the driver takes; None where it takes them as they are."""
    fixed = tuple(compiled.fixed.values())
    if not compiled.positional:
        return lambda values: {**compiled.fixed, **dict(zip(names, values, strict=True))}
    if compiled.names == (*names, *compiled.fixed):
        return (lambda values: values + fixed) if fixed else None
    ordered = itemgetter(*map([*names, *compiled.fixed].index, compiled.names))
    return lambda values: ordered(values + fixed)


class Among:
    """A prepared statement over the rows of which a column has one of many values, however many these are."""

    def __init__(self, statement: Select[Any], column: ColumnElement[Any]) -> None:
        # One parameter holds them all: a list of parameters would be written, and parsed, anew each time.
        values = bindparam("values", type_=ARRAY(column.type))
        given = func.json_each(bindparam("values", type_=Text)).table_valued("value")
        self._listed = Prepared(statement.where(column.in_(select(given.c.value))))
        self._array = Prepared(statement.where(column == any_(values)))

    def all(self, connection: Connection, values: Iterable[int] | Iterable[str]) -> list[AnyRow]:
        """The rows of which the column has one of ``values``."""
        if connection.dialect.name == "sqlite":
            return self._listed.all(connection, {"values": json.dumps(list(values))})
        return self._array.all(connection, {"values": list(values)})


def _send(connection: Connection, text: str, act: Callable[[Any], object]) -> Any:
    """A cursor on which ``act`` was done, in the transaction of the connection."""
    if not connection.in_transaction():
        connection.begin()
    cursor = connection.connection.cursor()
    errors: Any = connection.dialect.loaded_dbapi.Error
    try:
        act(cursor)
    except errors as error:
        cursor.close()
        raise DBAPIError.instance(
            text, None, error, errors, hide_parameters=True, dialect=connection.dialect
        ) from error
    return cursor


def _columns(statement: Any) -> list[Any]:
    return list(
        statement.selected_columns if isinstance(statement, Select | CompoundSelect) else statement.exported_columns
    )


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
