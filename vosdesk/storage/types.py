"""Column types that both databases share."""

from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import BigInteger, CursorResult, Integer, String, Text, TypeDecorator, func, literal_column
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import ColumnElement

T = TypeVar("T")

AnyRow = Any
"""A row of the named columns of a statement; Row's own type parameters differ between SQLAlchemy 2.0 and 2.1."""

Id = BigInteger().with_variant(Integer, "sqlite")
"""A row's identity: 64 bits on both; SQLite numbers rows only of a column declared INTEGER."""

Micros = BigInteger
"""Money (micro-units) and times (microseconds UTC)."""


def exact(length: int) -> String:
    """Text that sorts and compares byte by byte, so that ranges of prefixes are ranges."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Json(TypeDecorator[T], Generic[T]):
    """A value of the contract, stored as JSON text, always the same text for the same value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind
        self._encoder = msgspec.json.Encoder(order="deterministic")
        self._decoder: msgspec.json.Decoder[T] = msgspec.json.Decoder(kind)

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        """To text."""
        return None if value is None else self._encoder.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:
        """From text."""
        return None if value is None else self._decoder.decode(value)


_HALF = 32


def halves(value: ColumnElement[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The sum of a column of large numbers in two columns, for ``whole``.

    SQLite adds up in 64 bits, and ten overdraft limits that are as good as none are more than that.
    """
    # As literals: PostgreSQL shifts by integers alone, and a parameter is of the column's type.
    high = value.op(">>", return_type=BigInteger())(literal_column(str(_HALF)))
    low = value.op("&", return_type=BigInteger())(literal_column(str(2**_HALF - 1)))
    return func.coalesce(func.sum(high), 0), func.coalesce(func.sum(low), 0)


def whole(high: int, low: int) -> int:
    """The sum that stands in two columns."""
    return (int(high) << _HALF) + int(low)


def new_id(result: CursorResult[Any]) -> int:
    """The id that the database gave to an inserted row."""
    key = result.inserted_primary_key
    if key is None:
        raise LookupError("the insert made no row")
    return int(key[0])
