"""Windows of rows over lists of any length.

A table asks for a window: rows after a cursor, skipping some, at most so many. An extent gives the full
count and a cursor every ``step`` rows, so that a jump anywhere is an anchor plus a short skip.
"""

from typing import Generic, TypeVar

from vosdesk.contract.ids import Value

Row = TypeVar("Row")

Cursor = list[int | str]
"""The sort values of a row, its id last. Opaque to clients."""

MAX_LIMIT = 1_000
ANCHOR_STEP = 5_000


class Window(Value, frozen=True):
    """Which rows of a sorted, filtered list: ``limit`` of them, ``skip`` beyond ``after``."""

    after: Cursor | None = None
    skip: int = 0
    limit: int = 100


class Page(Value, Generic[Row], frozen=True):
    """Rows in order, and the cursor of the last one (None when there are no rows)."""

    rows: tuple[Row, ...]
    last: Cursor | None = None


class Extent(Value, frozen=True):
    """How long the list is, and the cursors of rows number step, 2·step, … (one-based)."""

    count: int
    anchors: tuple[Cursor, ...] = ()
    step: int = ANCHOR_STEP
