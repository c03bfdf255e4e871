"""Windows, lengths and sums of payment records, found in steps none of which takes long.

Where an index leads to every record that is asked for, a window is read at once. Where records must be looked at one
by one, a step looks at the next ``WALK`` of them and says how far it came.
"""

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Integer, Select, Text, bindparam, func, select, tuple_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from vosdesk.contract.paging import ANCHOR_STEP, MAX_IDS, WHOLE, Cursor, Extent, Search, Window, packed
from vosdesk.contract.payments import PaymentFilter, PaymentSort
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, payments
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories.lists import Rows, rows_of, window_values
from vosdesk.storage.repositories.payment_questions import (
    EXPORTED,
    KEYS,
    SHOWN,
    Plan,
    Shape,
    conditions,
    found,
    members,
    order_of,
    plan_of,
    shape_of,
    values_of,
)
from vosdesk.storage.types import AnyRow

WALK = 50_000
"""Records that a step looks at, at most."""
WALK_OF_SOME = 5_000
"""The same where the records of other accounts have to be passed over between them."""
SUMMED = 2 * WALK
"""Records that a step adds up."""
PORTION = 5_000
"""Records that are exported at a time."""
HOPS = 100
"""Anchors that a step sets."""
NEAR = 1_000
"""Rows between two anchors of a list that records are looked at for."""


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


class Found(NamedTuple):
    """The rows of a window so far, and where the search goes on if it is not at its end."""

    rows: Rows
    search: Search | None


class Walk:
    """One question, put to one moment of the database."""

    def __init__(
        self, connection: Connection, scope: AccountScope, wanted: PaymentFilter, sort: PaymentSort, descending: bool
    ) -> None:
        self._connection = connection
        self._shape = shape_of(scope, wanted)
        self._values = values_of(scope, wanted, self._shape)
        self._plan = plan_of(connection, self._shape, self._values, sort)
        self._sort, self._descending = sort, descending

    def window(self, window: Window) -> Found:
        """The rows of one window; of those that are searched for, what the next step finds."""
        keys = KEYS[self._sort]
        values = self._values | window_values(keys, window)
        if window.ids:
            return Found(rows_of(self._named(window), keys), None)
        edge = None
        if self._plan.walks and not window.skip:
            edge = self._edge(window.after, self._step)
        values |= _bounds("until", edge)
        statement = _page(*self._key, window.after is not None, window.skip > 0, edge is not None)
        rows = rows_of(statement.all(self._connection, values), keys)
        full = len(rows.rows) == window.limit
        return Found(rows, None if edge is None or full else self._searched(edge))

    def extent(self, window: Window) -> Extent:
        """The length of the list behind ``window.after``, as much of it as one step counts."""
        window_values(KEYS[self._sort], window)
        if self._plan.sorts or self._plan.walks or self._shape.members:
            return self._listed(window)
        return self._measured(window)

    def totals(self, window: Window) -> tuple[Sequence[AnyRow], Search | None]:
        """Count and sum by kind of what is behind ``window.after``, as much of it as one step adds up."""
        values = self._values | window_values(KEYS[self._sort], window)
        edge = None if self._plan.sorts else self._edge(window.after, self._step_of(SUMMED))
        statement = _sums(*self._key, window.after is not None, edge is not None)
        rows = statement.all(self._connection, values | _bounds("until", edge))
        return rows, None if edge is None else self._searched(edge)

    def counts(self) -> Iterator[int]:
        """How many records each step holds, from the first to the last."""
        for after, edge in self._steps(self._step):
            statement = _count(*self._key, after is not None, edge is not None)
            yield statement.all(self._connection, self._between(after, edge))[0].n

    def portions(self) -> Iterator[Sequence[Sequence[Any]]]:
        """The EXPORTED columns of every record in order, as many at a time as a step holds."""
        for after, edge in self._steps(PORTION):
            statement = _portion(*self._key, after is not None, edge is not None)
            yield statement.tuples(self._connection, self._between(after, edge))

    # --- inside ------------------------------------------------------------------------------------------------

    def _steps(self, step: int) -> Iterator[tuple[Cursor | None, Cursor | None]]:
        """Where each step of the whole list begins and ends; the last one has no end."""
        after: Cursor | None = None
        while True:
            edge = None if self._plan.sorts else self._edge(after, step)
            yield after, edge
            if edge is None:
                return
            after = edge

    def _between(self, after: Cursor | None, edge: Cursor | None) -> dict[str, Any]:
        return self._values | _bounds("after", after) | _bounds("until", edge)

    @property
    def _key(self) -> tuple[Shape, Plan, PaymentSort, bool]:
        return self._shape, self._plan, self._sort, self._descending

    @property
    def _step(self) -> int:
        return self._step_of(WALK)

    def _step_of(self, many: int) -> int:
        return many if self._shape.one or not self._shape.members else WALK_OF_SOME

    def _edge(self, after: Cursor | None, step: int) -> Cursor | None:
        """The cursor of the record ``step`` further on; None when there are not as many."""
        values = self._values | {"step": step - 1} | _bounds("after", after)
        row = _step(*self._key, after is not None).one_or_none(self._connection, values)
        return None if row is None else list(row)

    def _named(self, window: Window) -> Sequence[AnyRow]:
        keys = KEYS[self._sort]
        named = conditions(self._shape, Plan(False, (), sorts=True, walks=False))
        statement = (
            select(*SHOWN, *(key.label(f"k{place}") for place, key in enumerate(keys)))
            .where(payments.c.id.in_(window.ids), *named)
            .order_by(*order_of(self._plan, self._sort, self._descending))
        )
        return self._connection.execute(statement, self._values).all()

    def _listed(self, window: Window) -> Extent:
        """The part by looking at its records."""
        edge = self._edge(window.after, self._step) if self._plan.walks or not self._plan.sorts else None
        values = self._values | _bounds("after", window.after) | _bounds("until", edge)
        statement = _ids(*self._key, window.after is not None, edge is not None)
        text = statement.all(self._connection, values)[0][0]
        ids: list[int] = msgspec.json.decode(f"[{text or ''}]", type=list[int])
        anchors = self._cursors(ids[NEAR - 1 - window.skip % NEAR :: NEAR])
        carried = ids if window.skip + len(ids) <= MAX_IDS else ()
        return Extent(
            count=len(ids),
            anchors=anchors,
            step=NEAR,
            ids=packed(array("q", carried)),
            search=None if edge is None else self._searched(edge),
        )

    def _measured(self, window: Window) -> Extent:
        """The part by hops over the index alone."""
        anchors: list[Cursor] = []
        last = window.after
        for _ in range(HOPS):
            edge = self._edge(last, ANCHOR_STEP)
            if edge is None:
                values = self._values | _bounds("after", last)
                rest = _rest(*self._key, last is not None).all(self._connection, values)[0][0]
                return Extent(count=len(anchors) * ANCHOR_STEP + rest, anchors=tuple(anchors), step=ANCHOR_STEP)
            last = edge
            anchors.append(edge)
        return Extent(
            count=len(anchors) * ANCHOR_STEP,
            anchors=tuple(anchors),
            step=ANCHOR_STEP,
            search=self._searched(anchors[-1]),
        )

    def _cursors(self, ids: Sequence[int]) -> tuple[Cursor, ...]:
        if not ids:
            return ()
        rows = self._connection.execute(select(*KEYS[self._sort]).where(payments.c.id.in_(ids))).all()
        by_id = {row[-1]: list(row) for row in rows}
        return tuple(by_id[i] for i in ids)

    def _searched(self, edge: Cursor) -> Search:
        """How far a search is that came to ``edge``: by time, by amount, by the number of accounts."""
        if self._sort is PaymentSort.ACCOUNT:
            held = members(self._shape)
            passed = select(func.count()).where(accounts.c.number < edge[0], *held).scalar_subquery()
            counts = select(passed, func.count()).select_from(accounts).where(*held)
            here, high = self._connection.execute(counts, self._values).one()
            low = 0
        else:
            low, high = sorted(
                _end(self._shape, self._plan, self._sort, last).all(self._connection, self._values)[0][0]
                for last in (False, True)
            )
            here = int(edge[0])
        done = high - here if self._descending else here - low
        return Search(resume=edge, share=max(0, min(WHOLE - 1, done * WHOLE // max(1, high - low))))


@lru_cache(maxsize=256)
def _end(shape: Shape, plan: Plan, sort: PaymentSort, last: bool) -> Prepared:
    key = KEYS[sort][0]
    return Prepared(found((key,), shape, plan, whole=False).order_by(key.desc() if last else key).limit(1))


@lru_cache(maxsize=256)
def _page(
    shape: Shape, plan: Plan, sort: PaymentSort, descending: bool, after: bool, skip: bool, until: bool
) -> Prepared:
    keys = (key.label(f"k{place}") for place, key in enumerate(KEYS[sort]))
    part = _until(_after(found((*SHOWN, *keys), shape, plan), sort, descending, after), sort, descending, until)
    ordered = part.order_by(*order_of(plan, sort, descending)).limit(bindparam("limit", type_=Integer))
    return Prepared(ordered.offset(bindparam("skip", type_=Integer)) if skip else ordered)


@lru_cache(maxsize=256)
def _step(shape: Shape, plan: Plan, sort: PaymentSort, descending: bool, after: bool) -> Prepared:
    driven = _after(found(KEYS[sort], shape, plan, whole=False), sort, descending, after)
    ordered = driven.order_by(*order_of(plan, sort, descending))
    return Prepared(ordered.limit(1).offset(bindparam("step", type_=Integer)))


@lru_cache(maxsize=256)
def _ids(shape: Shape, plan: Plan, sort: PaymentSort, descending: bool, after: bool, until: bool) -> Prepared:
    part = _after(found((payments.c.id,), shape, plan), sort, descending, after)
    ordered = _until(part, sort, descending, until).order_by(*order_of(plan, sort, descending)).subquery()
    return Prepared(select(_in_one_line(ordered.c.id).label("ids")))


@lru_cache(maxsize=256)
def _count(shape: Shape, plan: Plan, sort: PaymentSort, descending: bool, after: bool, until: bool) -> Prepared:
    part = _after(found((func.count().label("n"),), shape, plan), sort, descending, after)
    return Prepared(_until(part, sort, descending, until))


@lru_cache(maxsize=256)
def _portion(shape: Shape, plan: Plan, sort: PaymentSort, descending: bool, after: bool, until: bool) -> Prepared:
    part = _until(_after(found(EXPORTED, shape, plan), sort, descending, after), sort, descending, until)
    return Prepared(part.order_by(*order_of(plan, sort, descending)))


@lru_cache(maxsize=256)
def _rest(shape: Shape, plan: Plan, sort: PaymentSort, descending: bool, after: bool) -> Prepared:
    return Prepared(_after(found((func.count().label("n"),), shape, plan), sort, descending, after))


@lru_cache(maxsize=256)
def _sums(shape: Shape, plan: Plan, sort: PaymentSort, descending: bool, after: bool, until: bool) -> Prepared:
    sums = (payments.c.kind, func.count().label("count"), func.sum(payments.c.amount).label("amount"))
    part = _until(_after(found(sums, shape, plan), sort, descending, after), sort, descending, until)
    return Prepared(part.group_by(payments.c.kind).order_by(payments.c.kind))


def _after(statement: Select[Any], sort: PaymentSort, descending: bool, on: bool) -> Select[Any]:
    """Only what comes behind a cursor."""
    if not on:
        return statement
    left, right = _sides(sort, "after")
    return statement.where(left < right if descending else left > right)


def _until(statement: Select[Any], sort: PaymentSort, descending: bool, on: bool) -> Select[Any]:
    """Only what comes before a cursor, and its own row."""
    if not on:
        return statement
    left, right = _sides(sort, "until")
    return statement.where(left >= right if descending else left <= right)


def _sides(sort: PaymentSort, name: str) -> tuple[Any, Any]:
    keys = KEYS[sort]
    return tuple_(*keys), tuple_(*(bindparam(f"{name}_{place}", type_=key.type) for place, key in enumerate(keys)))


def _bounds(name: str, cursor: Cursor | None) -> dict[str, Any]:
    return {} if cursor is None else {f"{name}_{place}": value for place, value in enumerate(cursor)}
