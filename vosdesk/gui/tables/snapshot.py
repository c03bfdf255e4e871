"""One reading of a list: its filter and order, its length, and the pages fetched so far."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar

from vosdesk.contract.paging import Cursor, Extent, Window, unpacked

Row = TypeVar("Row")

PAGE = 200
"""Rows fetched at once."""
PAGES_KEPT = 64
"""Pages held; the least recently used one goes first."""


class State(Enum):
    """What the table as a whole has to say."""

    IDLE = "idle"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


class PageData(Generic[Row]):
    """Rows of one page, the cursor behind them, and the texts of the rows that were painted."""

    __slots__ = ("cells", "last", "rows")

    def __init__(self, rows: Sequence[Row], last: Cursor | None) -> None:
        self.rows = rows
        self.last = last
        self.cells: list[Any] = [None] * len(rows)


class Snapshot(Generic[Row]):
    """A list as one filter, one order and one moment give it. Answers for another snapshot are dropped."""

    def __init__(self, generation: int, filter_: Any, sort: StrEnum | None, descending: bool) -> None:
        self.generation = generation
        self.filter = filter_
        self.sort = sort
        self.descending = descending
        self.count = 0
        self.counted = False
        self.anchors: list[Cursor] = []
        self.step = 0
        self.ids = array("q")
        self.measured = 0
        self.resume: Cursor | None = None
        self.pages: OrderedDict[int, PageData[Row]] = OrderedDict()

    def measure(self, extent: Extent) -> None:
        """Take the next part of the count, of the anchors and of the ids; the last part makes the count full."""
        if len(self.ids) == self.measured:
            self.ids.extend(unpacked(extent.ids))
        self.measured += extent.count
        if len(self.ids) < self.measured:
            self.ids = array("q")
        self.anchors += extent.anchors
        self.step = extent.step
        self.resume = None if extent.search is None else extent.search.resume
        self.counted = self.resume is None
        self.count = self.measured if self.counted else max(self.count, self.measured)

    def window(self, page: int) -> Window:
        """The window of ``page``: its ids, what is behind its loaded neighbour, or an anchor and a short skip."""
        start = page * PAGE
        if start < len(self.ids):
            return Window(ids=tuple(self.ids[start : start + PAGE]), limit=PAGE)
        before = self.pages.get(page - 1)
        if before is not None and before.last is not None and len(before.rows) == PAGE:
            return Window(after=before.last, limit=PAGE)
        number = min(start // self.step, len(self.anchors)) if self.step else 0
        if not number:
            return Window(skip=start, limit=PAGE)
        return Window(after=self.anchors[number - 1], skip=start - number * self.step, limit=PAGE)

    def store(self, page: int, rows: Sequence[Row], last: Cursor | None) -> None:
        """Keep a page, and let the one go that was not used for longest."""
        self.pages[page] = PageData(rows, last)
        self.pages.move_to_end(page)
        while len(self.pages) > PAGES_KEPT:
            self.pages.popitem(last=False)

    def extend(self, page: int, rows: Sequence[Row], last: Cursor | None) -> PageData[Row]:
        """Keep the next rows of a page that is found bit by bit."""
        known = self.pages.get(page)
        if known is not None:
            rows, last = (*known.rows, *rows), last or known.last
        self.store(page, rows, last)
        return self.pages[page]

    def store_whole(self, rows: Sequence[Row]) -> None:
        """Keep a list that came in one answer."""
        self.count, self.counted = len(rows), True
        for page, start in enumerate(range(0, len(rows), PAGE)):
            self.pages[page] = PageData(rows[start : start + PAGE], None)

    def row(self, number: int) -> Row | None:
        """Row ``number`` from 0, or None while it is not here."""
        page = self.pages.get(number // PAGE)
        offset = number % PAGE
        return page.rows[offset] if page is not None and offset < len(page.rows) else None

    def pages_of(self, first: int, last: int) -> list[int]:
        """The pages that hold rows ``first`` to ``last``, inside the list."""
        if not self.count or last < first:
            return []
        low, high = max(0, first), min(last, self.count - 1)
        return list(range(low // PAGE, high // PAGE + 1))

    def missing(self, pages: Iterable[int]) -> list[int]:
        """Those of ``pages`` that are not here."""
        return [p for p in pages if p not in self.pages]
