"""Windows and extents of sorted lists: keyset paging, written once for every noun."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.errors import Code, Invalid
from vosdesk.contract.paging import ANCHOR_STEP, MAX_LIMIT, Cursor, Extent, Window
from vosdesk.domain import paths
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts
from vosdesk.storage.types import AnyRow

Text = str | BindParameter[Any]


class Sorted(NamedTuple):
    """A list: a statement of the rows, and the columns that order it, unique together and never NULL."""

    statement: Select[Any]
    keys: Sequence[ColumnElement[Any]]
    descending: bool


class Rows(NamedTuple):
    """A window of rows, and the cursor of its last one."""

    rows: Sequence[AnyRow]
    last: Cursor | None


def window_of(connection: Connection, listed: Sorted, window: Window) -> Rows:
    """The rows of one window. Raises Invalid when the window or its cursor is not of this list."""
    values = window_values(listed.keys, window)
    statement = windowed(listed, after=window.after is not None, skip=window.skip > 0)
    return rows_of(connection.execute(statement, values).all(), listed.keys)


def windowed(listed: Sorted, *, after: bool, skip: bool) -> Select[Any]:
    """The statement of any window of a list, with the parameters that ``window_values`` gives."""
    keys = listed.keys
    statement = listed.statement.add_columns(*(k.label(f"k{i}") for i, k in enumerate(keys)))
    if after:
        statement = statement.where(_beyond(keys, listed.descending))
    statement = statement.order_by(*(k.desc() if listed.descending else k.asc() for k in keys))
    if skip:
        statement = statement.offset(bindparam("skip", type_=Integer))
    return statement.limit(bindparam("limit", type_=Integer))


def window_values(keys: Sequence[ColumnElement[Any]], window: Window) -> dict[str, Any]:
    """The parameters of a window. Raises Invalid when the window or its cursor is not of a list with these keys."""
    if not 0 < window.limit <= MAX_LIMIT or window.skip < 0:
        raise Invalid.at("window", Code.FIELD_RANGE, {"low": 1, "high": MAX_LIMIT})
    values: dict[str, Any] = {"limit": window.limit}
    if window.skip:
        values["skip"] = window.skip
    if window.after is not None:
        if len(window.after) != len(keys) or any(
            not isinstance(value, key.type.python_type) for key, value in zip(keys, window.after, strict=True)
        ):
            raise Invalid.at("window", Code.REQUEST_MALFORMED)
        values |= _after(window.after)
    return values


def rows_of(rows: Sequence[AnyRow], keys: Sequence[ColumnElement[Any]]) -> Rows:
    """The rows that the statement of a window gave, with the cursor of the last one."""
    return Rows(rows, list(rows[-1][-len(keys) :]) if rows else None)


def extent_of(connection: Connection, listed: Sorted) -> Extent:
    """The full count, and the cursor of every 5,000th row, by hops over the keys alone."""
    bare = listed.statement.with_only_columns(*listed.keys)
    count = connection.execute(select(func.count()).select_from(bare.subquery())).scalar_one()
    anchors: list[Cursor] = []
    ordered = bare.order_by(*(k.desc() if listed.descending else k.asc() for k in listed.keys))
    ordered = ordered.limit(1).offset(ANCHOR_STEP - 1)
    while (len(anchors) + 1) * ANCHOR_STEP < count:
        hop = ordered.where(_beyond(listed.keys, listed.descending)) if anchors else ordered
        row = connection.execute(hop, _after(anchors[-1]) if anchors else {}).one_or_none()
        if row is None:
            break
        anchors.append(list(row))
    return Extent(count=count, anchors=tuple(anchors))


def _beyond(keys: Sequence[ColumnElement[Any]], descending: bool) -> ColumnElement[bool]:
    left = tuple_(*keys)
    right = tuple_(*(bindparam(f"after_{i}", type_=key.type) for i, key in enumerate(keys)))
    return left < right if descending else left > right


def _after(cursor: Cursor) -> dict[str, Any]:
    return {f"after_{i}": value for i, value in enumerate(cursor)}


def contains(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """``text`` found anywhere in ``column``, in any case of letters."""
    return func.lower(column).contains(text.lower(), autoescape=True)


def in_scope(
    scope: AccountScope, path: Column[str] | ColumnElement[str], account: ColumnElement[int]
) -> ColumnElement[bool]:
    """The rows whose account is in ``scope``."""
    if scope.everything:
        return true()
    return or_(account.in_(scope.singles), *(below(path, root, itself=False) for root in scope.roots))


def below(path: ColumnElement[str], root: paths.Path, *, itself: bool) -> ColumnElement[bool]:
    """The accounts below ``root``, with or without itself."""
    low, high = paths.subtree(root)
    return and_(path >= low, path < high) if itself else between(path, low, high)


def between(path: ColumnElement[str], low: Text, high: Text) -> ColumnElement[bool]:
    """The accounts whose paths lie below that one of which ``low`` and ``high`` are the range."""
    return and_(path > low, path < high)


def account_ids(scope: AccountScope) -> Select[tuple[int]]:
    """The ids of the accounts in ``scope``, for a sub-select."""
    return select(accounts.c.id).where(in_scope(scope, accounts.c.path, accounts.c.id))
