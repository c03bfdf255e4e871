"""What a table has asked for and not heard of yet: pages of its list, and the list's count."""

from collections.abc import Callable, Collection
from typing import Any, Generic, Protocol, TypeVar
from weakref import ref

from PySide6.QtCore import QObject

from vosdesk.contract.errors import Refusal
from vosdesk.contract.paging import Extent, Window
from vosdesk.gui.ops import Call, Ops
from vosdesk.gui.tables.snapshot import Snapshot
from vosdesk.gui.tables.spec import TableSpec

Row = TypeVar("Row")

_COUNT = -1
"""Stands for the count among the pages."""


class Reader(Protocol[Row]):
    """Who gets the answers."""

    def page_came(self, snapshot: Snapshot[Row], page: int, answer: Any) -> None:
        """A page, or a part of it."""
        ...

    def extent_came(self, snapshot: Snapshot[Row], extent: Extent) -> None:
        """The count, or a part of it."""
        ...

    def read_failed(self, snapshot: Snapshot[Row], refusal: Refusal) -> None:
        """Neither."""
        ...


class Reads(Generic[Row]):
    """One question at a time for each page of a snapshot, and one for its count. ``owner`` lives as long as they do."""

    def __init__(self, spec: TableSpec[Row], ops: Ops, owner: QObject, reader: Reader[Row]) -> None:
        self._spec, self._ops = spec, ops
        # Weakly: a model that is held in a circle with its reads would wait for the collector.
        self._owner, self._reader = ref(owner), ref(reader)
        self._calls: dict[tuple[int, int], Call] = {}

    def page(self, snapshot: Snapshot[Row], page: int, window: Window | None = None) -> None:
        """Ask for a page, or for that ``window`` of it."""
        key = snapshot.generation, page
        if key in self._calls:
            return

        def done(answer: Any) -> None:
            self._calls.pop(key, None)
            if (reader := self._reader()) is not None:
                reader.page_came(snapshot, page, answer)

        self._ask(key, snapshot, self._spec.list, window or snapshot.window(page), done)

    def extent(self, snapshot: Snapshot[Row]) -> None:
        """Ask for the count, from where it was counted to."""
        key = snapshot.generation, _COUNT

        def done(extent: Extent) -> None:
            self._calls.pop(key, None)
            if (reader := self._reader()) is not None:
                reader.extent_came(snapshot, extent)

        if self._spec.extent is not None:
            self._ask(key, snapshot, self._spec.extent, Window(after=snapshot.resume, skip=snapshot.measured), done)

    def has_page(self, snapshot: Snapshot[Row], page: int) -> bool:
        """Whether a page is asked for."""
        return (snapshot.generation, page) in self._calls

    def has_extent(self, snapshot: Snapshot[Row]) -> bool:
        """Whether the count is asked for."""
        return (snapshot.generation, _COUNT) in self._calls

    def drop(self) -> None:
        """Give up every question."""
        for call in self._calls.values():
            call.cancel()
        self._calls.clear()

    def drop_pages(self, snapshot: Snapshot[Row], keep: Collection[int] = ()) -> None:
        """Give up the pages of a snapshot but those to ``keep``; it is counted on."""
        for key in [key for key in self._calls if key[0] == snapshot.generation and key[1] not in (_COUNT, *keep)]:
            self._calls.pop(key).cancel()

    def _ask(
        self, key: tuple[int, int], snapshot: Snapshot[Row], operation: Any, window: Window, done: Callable[[Any], None]
    ) -> None:
        def failed(refusal: Refusal) -> None:
            self._calls.pop(key, None)
            if (reader := self._reader()) is not None:
                reader.read_failed(snapshot, refusal)

        owner = self._owner()
        if owner is None:
            return
        request = self._spec.request(snapshot.filter, snapshot.sort, snapshot.descending, window)
        self._calls[key] = self._ops.read(owner, operation, request, done, failed)
