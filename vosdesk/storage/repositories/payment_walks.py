"""Windows, lengths and sums of payment records, found in steps none of which takes long.

Where an index leads to every record that is asked for, a window is read at once. Where records must be looked at one
by one, a step looks at the next ``WALK`` of them and says how far it came.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, func, select

from vosdesk.contract.errors import Code, Invalid
from vosdesk.contract.paging import ANCHOR_STEP, MAX_IDS, MAX_LIMIT, WHOLE, Cursor, Extent, Search, Window, packed
from vosdesk.contract.payments import PaymentFilter, PaymentSort
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, payments
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories import payment_statements as statements
from vosdesk.storage.repositories.lists import Rows, rows_of, window_values
from vosdesk.storage.repositories.payment_questions import KEYS, members, plan_of, shape_of, values_of
from vosdesk.storage.repositories.payment_statements import Listed, Stretch, bounds, stretch
from vosdesk.storage.types import AnyRow

WALK = 50_000
"""Records that a step looks at, at most."""
WALK_OF_SOME = 5_000
"""The same where the records of other accounts have to be passed over between them."""
GLANCE = 2_000
"""Records that a window looks at before it takes a whole step: mostly they hold as many as it wants."""
SUMMED = 2 * WALK
"""Records that a step adds up."""
PORTION = 5_000
"""Records that are exported at a time."""
HOPS = 100
"""Anchors that a step sets."""
NEAR = 200
"""Rows between two anchors of a list that records are looked at for."""


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
        self._sort, self._keys = sort, KEYS[sort]
        self._listed = Listed(self._shape, self._plan, sort, descending, pairs=connection.dialect.name != "sqlite")

    def window(self, window: Window) -> Found:
        """The rows of one window; of those that are searched for, what the next step finds."""
        window_values(self._keys, window)
        if window.ids:
            return Found(rows_of(self._named(window.ids), self._keys), None)
        after = window.after
        if window.skip:
            after = self._hop(after, window.skip, whole=True)
            if after is None:
                return Found(Rows((), None), None)
        near = self._hop(after, self._most(GLANCE)) if self._plan.walks and not window.skip else None
        rows = self._page(after, near, window.limit)
        if near is None or len(rows) == window.limit:
            return Found(rows_of(rows, self._keys), None)
        far = self._hop(near, self._step)
        rows += self._page(near, far, window.limit - len(rows))
        over = far is None or len(rows) == window.limit
        return Found(rows_of(rows, self._keys), None if far is None or over else self._searched(far))

    def extent(self, window: Window) -> Extent:
        """The length of the list behind ``window.after``, as much of it as one step counts."""
        window_values(self._keys, window)
        if self._plan.sorts or self._plan.walks or (self._shape.members and not self._plan.by_number):
            return self._identified(window)
        return self._measured(window)

    def totals(self, window: Window) -> tuple[Sequence[AnyRow], Search | None]:
        """Count and sum by kind of what is behind ``window.after``, as much of it as one step adds up."""
        window_values(self._keys, window)
        edge = None if self._plan.sorts else self._hop(window.after, self._most(SUMMED))
        rows = self._all(statements.sums, window.after, edge)
        return rows, None if edge is None else self._searched(edge)

    def counts(self) -> Iterator[int]:
        """How many records each step holds, from the first to the last."""
        for after, edge in self._steps(self._step):
            yield int(self._all(statements.count, after, edge)[0].n)

    def portions(self) -> Iterator[Sequence[Sequence[Any]]]:
        """The EXPORTED columns of every record in order, as many at a time as a step holds; keys follow them."""
        for after, edge in self._steps(PORTION):
            statement = statements.portion(self._listed, stretch(after, edge))
            yield statement.tuples(self._connection, self._values | bounds(after, edge))

    # --- inside ------------------------------------------------------------------------------------------------

    def _steps(self, step: int) -> Iterator[tuple[Cursor | None, Cursor | None]]:
        """Where each step of the whole list begins and ends; the last one has no end."""
        after: Cursor | None = None
        while True:
            edge = None if self._plan.sorts else self._hop(after, step)
            yield after, edge
            if edge is None:
                return
            after = edge

    @property
    def _step(self) -> int:
        return self._most(WALK)

    def _most(self, many: int) -> int:
        return many if self._plan.direct or not self._shape.members else min(many, WALK_OF_SOME)

    def _all(
        self, statement: Callable[[Listed, Stretch], Prepared], after: Cursor | None, until: Cursor | None
    ) -> list[AnyRow]:
        made = statement(self._listed, stretch(after, until))
        return made.all(self._connection, self._values | bounds(after, until))

    def _hop(self, after: Cursor | None, many: int, *, whole: bool = False) -> Cursor | None:
        """The cursor of the record ``many`` further on; None when there are not as many."""
        values = self._values | {"hop": many - 1} | bounds(after, None)
        row = statements.hop(self._listed, stretch(after, None), whole).one_or_none(self._connection, values)
        return None if row is None else list(row)

    def _page(self, after: Cursor | None, until: Cursor | None, limit: int) -> list[AnyRow]:
        values = self._values | {"limit": limit} | bounds(after, until)
        return statements.page(self._listed, stretch(after, until)).all(self._connection, values)

    def _named(self, ids: Sequence[int]) -> list[AnyRow]:
        if len(ids) > MAX_LIMIT:
            raise Invalid.at("window", Code.FIELD_RANGE, {"low": 1, "high": MAX_LIMIT})
        # One statement for all numbers of ids of about the same size: the last one stands in it more than once.
        many = 1 << (len(ids) - 1).bit_length()
        asked = {f"id_{number}": ids[min(number, len(ids) - 1)] for number in range(many)}
        return statements.named(self._listed, many).all(self._connection, self._values | asked)

    def _identified(self, window: Window) -> Extent:
        """The part by looking at its records."""
        edge = None if self._plan.sorts else self._hop(window.after, self._step)
        text = self._all(statements.ids, window.after, edge)[0].ids
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
            edge = self._hop(last, ANCHOR_STEP)
            if edge is None:
                rest = int(self._all(statements.count, last, None)[0].n)
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
        rows = self._connection.execute(select(*self._keys).where(payments.c.id.in_(ids))).all()
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
                statements.end(self._listed, last).all(self._connection, self._values)[0][0] for last in (False, True)
            )
            here = int(edge[0])
        done = high - here if self._listed.descending else here - low
        return Search(resume=edge, share=max(0, min(WHOLE - 1, done * WHOLE // max(1, high - low))))
