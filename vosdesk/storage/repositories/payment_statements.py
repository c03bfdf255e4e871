"""The statements of a walk through payment records, each made once for the shape of its question.

A stretch of a list lies between two cursors. PostgreSQL finds its ends by a comparison of pairs. SQLite does not where
many records share the first key (a usual amount, one account's number): it would pass over all of them. There a
stretch is read in pieces, of which each is a range of one key: the rest of the records that share the key behind which
it begins, what lies between, and those that share the key with which it ends.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Integer, Select, Text, bindparam, func, select, tuple_, union_all
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from vosdesk.contract.paging import Cursor
from vosdesk.contract.payments import PaymentSort
from vosdesk.storage.models import payments
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories.payment_questions import (
    EXPORTED,
    KEYS,
    RANGES,
    SHOWN,
    Plan,
    Shape,
    conditions,
    order_of,
    sorted_by,
)
from vosdesk.storage.types import Id


class _in_one_line(FunctionElement[str]):  # noqa: N801 - written like the functions of SQL
    """Numbers in order, with commas: for a driver a thousand times less work than as many rows."""

    type = Text()
    inherit_cache = True


@compiles(_in_one_line, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **options)})"


@compiles(_in_one_line)
def _elsewhere(element: Any, compiler: Any, **options: Any) -> str:
    return f"string_agg(CAST({compiler.process(element.clauses, **options)} AS TEXT), ',')"


class Listed(NamedTuple):
    """What of a list makes its statements. ``pairs``: the database finds its place by both keys at once."""

    shape: Shape
    plan: Plan
    sort: PaymentSort
    descending: bool
    pairs: bool


class Stretch(NamedTuple):
    """Which ends a stretch has: behind ``after``, up to and with ``until``; ``tied`` when they share the first key."""

    after: bool = False
    until: bool = False
    tied: bool = False


def stretch(after: Cursor | None, until: Cursor | None) -> Stretch:
    """The stretch between two cursors, of which either may be missing."""
    tied = after is not None and until is not None and after[0] == until[0]
    return Stretch(after is not None, until is not None, tied)


def bounds(after: Cursor | None, until: Cursor | None) -> dict[str, Any]:
    """The values of a stretch's ends."""
    ends = (("after", after), ("until", until))
    return {f"{name}_{place}": value for name, cursor in ends for place, value in enumerate(cursor or ())}


@lru_cache(maxsize=512)
def page(listed: Listed, part: Stretch) -> Prepared:
    """The first ``limit`` records of a stretch, with their keys."""
    keys = tuple(key.label(f"k{place}") for place, key in enumerate(KEYS[listed.sort]))
    return Prepared(_ordered((*SHOWN, *keys), listed, part).limit(bindparam("limit", type_=Integer)))


@lru_cache(maxsize=512)
def portion(listed: Listed, part: Stretch) -> Prepared:
    """The EXPORTED columns of a stretch, and its keys."""
    keys = tuple(key.label(f"k{place}") for place, key in enumerate(KEYS[listed.sort]))
    return Prepared(_ordered((*EXPORTED, *keys), listed, part))


@lru_cache(maxsize=512)
def hop(listed: Listed, part: Stretch, whole: bool) -> Prepared:
    """The keys of the record ``hop`` further on: of the list (``whole``), or of what its index leads to."""
    keys = tuple(key.label(f"k{place}") for place, key in enumerate(KEYS[listed.sort]))
    ordered = _ordered(keys, listed, part, whole=whole)
    return Prepared(ordered.limit(1).offset(bindparam("hop", type_=Integer)))


@lru_cache(maxsize=512)
def ids(listed: Listed, part: Stretch) -> Prepared:
    """The ids of a stretch in order, in one text."""
    keys = tuple(key.label(f"k{place}") for place, key in enumerate(KEYS[listed.sort]))
    ordered = _ordered((payments.c.id, *keys), listed, part).subquery()
    return Prepared(select(_in_one_line(ordered.c.id).label("ids")))


@lru_cache(maxsize=512)
def count(listed: Listed, part: Stretch) -> Prepared:
    """How many records a stretch has."""
    pieces = union_all(*_pieces((func.count().label("n"),), listed, part)).subquery()
    return Prepared(select(func.sum(pieces.c.n).label("n")))


@lru_cache(maxsize=512)
def sums(listed: Listed, part: Stretch) -> Prepared:
    """Count and amount of a stretch by kind."""
    columns = (payments.c.kind, func.count().label("count"), func.sum(payments.c.amount).label("amount"))
    pieces = [piece.group_by(payments.c.kind) for piece in _pieces(columns, listed, part)]
    added = union_all(*pieces).subquery()
    total = (added.c.kind, func.sum(added.c.count).label("count"), func.sum(added.c.amount).label("amount"))
    return Prepared(select(*total).group_by(added.c.kind).order_by(added.c.kind))


@lru_cache(maxsize=256)
def end(listed: Listed, last: bool) -> Prepared:
    """The first key of the first or of the last record that the index leads to."""
    key = KEYS[listed.sort][0]
    (statement,) = _pieces((key,), listed, Stretch(), whole=False)
    return Prepared(statement.order_by(key.desc() if last else key).limit(1))


@lru_cache(maxsize=256)
def named(listed: Listed, many: int) -> Prepared:
    """Those of ``many`` records that are in the list, in order; their ids are ``id_0``, ``id_1``, …"""
    by_id = listed._replace(plan=Plan(False, (), sorts=True, walks=False))
    (statement,) = _pieces(
        (*SHOWN, *(key.label(f"k{place}") for place, key in enumerate(KEYS[listed.sort]))), by_id, Stretch()
    )
    wanted = payments.c.id.in_([bindparam(f"id_{number}", type_=Id) for number in range(many)])
    return Prepared(statement.where(wanted).order_by(*order_of(by_id.plan, listed.sort, listed.descending)))


def _ordered(
    columns: Sequence[ColumnElement[Any]], listed: Listed, part: Stretch, *, whole: bool = True
) -> Select[Any] | CompoundSelect[Any]:
    """The rows of a stretch in order; ``columns`` hold the keys as ``k0`` and ``k1``."""
    pieces = _pieces(columns, listed, part, whole=whole)
    if len(pieces) == 1:
        return pieces[0].order_by(*order_of(listed.plan, listed.sort, listed.descending))
    joined = union_all(*pieces)
    keys = [joined.selected_columns[name] for name in ("k0", "k1")]
    return joined.order_by(*(key.desc() if listed.descending else key.asc() for key in keys))


def _pieces(
    columns: Sequence[ColumnElement[Any]], listed: Listed, part: Stretch, *, whole: bool = True
) -> list[Select[Any]]:
    def piece(*where: ColumnElement[bool], aside: Sequence[str] = ()) -> Select[Any]:
        met = conditions(listed.shape, listed.plan, whole=whole, aside=aside)
        return select(*columns).select_from(payments).where(*met, *where)

    down, ranged = listed.descending, RANGES[listed.sort]
    # What a cursor bounds, a filter needs not: two bounds of one key, and a planner takes the first that it sees.
    behind, before = (ranged[1:], ranged[:1]) if down else (ranged[:1], ranged[1:])
    bounded = (*(behind if part.after else ()), *(before if part.until else ()))
    if listed.plan.sorts or listed.pairs:
        return [piece(*_compared(listed, part), aside=bounded)]
    first, row_id = KEYS[listed.sort]
    after, after_id = _place("after", first, row_id)
    until, until_id = _place("until", first, row_id)
    behind_id = row_id < after_id if down else row_id > after_id
    up_to_id = row_id >= until_id if down else row_id <= until_id
    if part.tied:
        return [piece(first == after, behind_id, up_to_id, aside=ranged)]
    pieces, between = [], []  # type: tuple[list[Select[Any]], list[ColumnElement[bool]]]
    if part.after:
        pieces.append(piece(first == after, behind_id, aside=ranged))
        between.append(first < after if down else first > after)
    if part.until:
        between.append(first > until if down else first < until)
    pieces.append(piece(*between, aside=bounded))
    if part.until:
        pieces.append(piece(first == until, up_to_id, aside=ranged))
    return pieces


def _compared(listed: Listed, part: Stretch) -> list[ColumnElement[bool]]:
    """The ends of a stretch by pairs: where an index finds them so, or few records are compared one by one."""
    keys = sorted_by(listed.plan, listed.sort)
    found: list[ColumnElement[bool]] = []
    if part.after:
        behind = tuple_(*_place("after", *KEYS[listed.sort]))
        found.append(tuple_(*keys) < behind if listed.descending else tuple_(*keys) > behind)
    if part.until:
        last = tuple_(*_place("until", *KEYS[listed.sort]))
        found.append(tuple_(*keys) >= last if listed.descending else tuple_(*keys) <= last)
    return found


def _place(name: str, *keys: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    return tuple(bindparam(f"{name}_{number}", type_=key.type) for number, key in enumerate(keys))
