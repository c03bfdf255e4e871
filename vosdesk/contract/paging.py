"""Windows of rows over lists of any length.

A table asks for a window: rows after a cursor, skipping some, at most so many. An extent gives the full
count and a cursor every ``step`` rows, so that a jump anywhere is an anchor plus a short skip.

No answer takes long: a list that must look through many rows for those that match answers with what it found so far
and a ``Search`` that says how far it came and where to go on. Who asks no more has cancelled.
"""

import sys
from array import array
from typing import Generic, TypeVar

from vosdesk.contract.ids import Value

Row = TypeVar("Row")

Cursor = list[int | str]
"""The sort values of a row, its id last. Opaque to clients."""

MAX_LIMIT = 1_000
ANCHOR_STEP = 5_000
MAX_IDS = 2_000_000
"""Rows of a filtered list whose ids a client keeps, so that it can jump among few rows of many."""
WHOLE = 1_000
"""A search that has come to its end, in per mille."""


class Window(Value, frozen=True):
    """Which rows of a sorted, filtered list: ``limit`` of them, ``skip`` beyond ``after``.

    With ``ids``, those of these rows that are in the list. Of an extent and of totals: what is behind ``after``,
    where ``skip`` rows were counted before.
    """

    after: Cursor | None = None
    skip: int = 0
    limit: int = 100
    ids: tuple[int, ...] = ()


class Search(Value, frozen=True):
    """Not everything was looked through: ask again with ``after=resume``. ``share`` is how much was, in per mille."""

    resume: Cursor
    share: int


class Page(Value, Generic[Row], frozen=True):
    """Rows in order, and the cursor of the last one (None when there are no rows)."""

    rows: tuple[Row, ...]
    last: Cursor | None = None
    search: Search | None = None


class Extent(Value, frozen=True):
    """How long the list is, and the cursors of rows number step, 2·step, … (one-based).

    With ``search`` it is longer: this is the part that was counted, and what follows comes by asking on. ``ids`` are
    those of the part's rows in order (``packed``), or nothing where anchors alone lead there quickly.
    """

    count: int
    anchors: tuple[Cursor, ...] = ()
    step: int = ANCHOR_STEP
    ids: bytes = b""
    search: Search | None = None


def packed(ids: "array[int]") -> bytes:
    """Ids as an extent carries them: 64 bits each, the lowest byte first."""
    if sys.byteorder == "big":
        ids = array("q", ids)
        ids.byteswap()
    return ids.tobytes()


def unpacked(ids: bytes) -> "array[int]":
    """The ids that ``packed`` made bytes of."""
    found = array("q")
    found.frombytes(ids)
    if sys.byteorder == "big":
        found.byteswap()
    return found
