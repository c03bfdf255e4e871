"""The one table model: knows the full count, fetches windows of rows in the background."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from vosdesk.contract.errors import Refusal
from vosdesk.contract.paging import Extent, Page, Window
from vosdesk.gui.formats import Formats
from vosdesk.gui.ops import Ops
from vosdesk.gui.tables.cells import Cells, prepare, tip
from vosdesk.gui.tables.column import Align, Column, Unit
from vosdesk.gui.tables.reads import Reads
from vosdesk.gui.tables.snapshot import PAGE, Snapshot, State
from vosdesk.gui.tables.spec import TableSpec
from vosdesk.gui.text import tr
from vosdesk.gui.theme import look

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

# data() runs some thousand times a frame: looking up Qt's enums there costs more than the painting.
DISPLAY, TOOL_TIP, ALIGNMENT, FOREGROUND, ACCESSIBLE, ROW = 0, 3, 7, 9, 11, 256
_ALIGNMENTS = {Align.LEFT: 0x81, Align.RIGHT: 0x82, Align.POINT: 0x82, Align.CENTER: 0x84}
_HORIZONTAL = Qt.Orientation.Horizontal
PLACEHOLDER = ""
MARGIN = 60
"""Rows beyond the visible ones that are fetched before they are scrolled to."""


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Rows of ``spec`` under a filter and an order. ``rowCount`` is the full count as soon as it is known.

    ``state_changed`` carries a State; ``swapped`` says that another reading of the list is shown; ``searched`` that
    ``progress`` changed: how far a search for rows is in per mille, None when none is under way.
    """

    state_changed = Signal(object)
    swapped = Signal()
    counted = Signal(object)
    searched = Signal()
    page_arrived = Signal(object)

    def __init__(self, spec: TableSpec[Row], ops: Ops, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.formats = formats
        self.columns: tuple[Column[Row], ...] = spec.columns
        self.links: dict[int, str] = {}
        self._width = len(spec.columns)
        self._align = [_ALIGNMENTS[c.align] for c in spec.columns]
        self._generation = 0
        self._shown: Snapshot[Row] = self._snapshot(spec.no_filter, spec.sort, spec.descending)
        self._next: Snapshot[Row] | None = None
        self._keep: Sequence[int] = ()
        self.keeps_place = False
        self._needed: set[int] = set()
        self._rows = 0
        self._visible = (0, 0)
        self._wanted: set[int] = set()
        self._reads: Reads[Row] = Reads(spec, ops, self, self)
        self._waiting: list[tuple[set[int], Callable[[], None]]] = []
        self.state = State.IDLE
        self.refusal: Refusal | None = None
        self.progress: int | None = None
        self.stopped = False
        self._fetch = QTimer(self)
        self._fetch.setSingleShot(True)
        self._fetch.setInterval(0)
        self._fetch.timeout.connect(self._fetch_wanted)

    # --- what Qt asks -----------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The number of rows."""
        return self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The number of columns."""
        return self._width

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """Text, alignment, colour and tooltip of a cell; nothing while its page is not here."""
        if role in (DISPLAY, ACCESSIBLE):
            cells = self.cells(index.row())
            return PLACEHOLDER if cells is None else cells[0][index.column()]
        if role == ALIGNMENT:
            return self._align[index.column()]
        if role == FOREGROUND:
            cells = self.cells(index.row())
            tone = None if cells is None else cells[1][index.column()]
            return None if tone is None else look().colour(tone)
        if role == TOOL_TIP:
            row = self.row(index.row())
            return None if row is None else tip(self.columns[index.column()], row, self.formats)
        return self.row(index.row()) if role == ROW else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """Titles and their alignment."""
        if orientation != _HORIZONTAL or not 0 <= section < self._width:
            return None
        if role in (DISPLAY, ACCESSIBLE):
            return self.title(section)
        if role == TOOL_TIP:
            return tr(self.columns[section].hint) if self.columns[section].hint else None
        return self._align[section] if role == ALIGNMENT else None

    # --- rows --------------------------------------------------------------------------------------------------

    def cells(self, number: int) -> Cells | None:
        """The texts and tones of row ``number``, made once; None (and fetched) while its page is not here."""
        page = self._shown.pages.get(number // PAGE)
        offset = number % PAGE
        if page is None or offset >= len(page.rows):
            self._want(number // PAGE)
            return None
        made: Cells | None = page.cells[offset]
        if made is None:
            made = page.cells[offset] = prepare(self.columns, page.rows[offset], self.formats, self.links)
        return made

    def title(self, section: int) -> str:
        """The title of a column, with the zone of its times or the currency of its amounts."""
        column = self.columns[section]
        title = tr(column.title)
        if column.unit is None:
            return title
        unit = self.formats.zone_name if column.unit is Unit.ZONE else self.formats.currency
        return f"{title} ({unit})"

    def row(self, number: int) -> Row | None:
        """Row ``number``, or None while it is not here."""
        return self._shown.row(number)

    def id_of(self, number: int) -> int | None:
        """The id of row ``number``, or None while it is not here."""
        row = self._shown.row(number)
        return None if row is None else self.spec.row_id(row)

    def find(self, ids: set[int]) -> dict[int, int]:
        """Those of ``ids`` that stand in the loaded pages, with their row numbers."""
        found: dict[int, int] = {}
        for page, data in self._shown.pages.items():
            for offset, row in enumerate(data.rows):
                row_id = self.spec.row_id(row)
                if row_id in ids:
                    found[row_id] = page * PAGE + offset
        return found

    @property
    def filter(self) -> Any:
        """The filter in force, which is the one being loaded if there is one."""
        return (self._next or self._shown).filter

    @property
    def order(self) -> tuple[StrEnum | None, bool]:
        """Sort key and whether it descends."""
        snapshot = self._next or self._shown
        return snapshot.sort, snapshot.descending

    @property
    def count_known(self) -> bool:
        """Whether rowCount is the full count, not just what came with the first page."""
        return self._shown.counted

    @property
    def filtered(self) -> bool:
        """Whether the filter leaves anything out that the table has without one."""
        return bool(self.filter != self.spec.no_filter)

    def request(self) -> Any:
        """The request of the list as a whole, for totals and exports."""
        snapshot = self._next or self._shown
        return self._request(snapshot, 0)

    # --- loading -----------------------------------------------------------------------------------------------

    def set_filter(self, filter_: Any) -> None:
        """Show what ``filter_`` lets through, from the top."""
        sort, descending = self.order
        self._start(self._snapshot(filter_, sort, descending))

    def set_order(self, sort: StrEnum | None, descending: bool) -> None:
        """Sort in the query, from the top."""
        self._start(self._snapshot(self.filter, sort, descending))

    def reload(self, numbers: Iterable[int] = ()) -> None:
        """Read the list again in place. ``numbers`` are rows whose neighbourhood must be there when it shows."""
        if self.state in {State.IDLE, State.FAILED} or self._next is not None:
            self._start(self._snapshot(self.filter, *self.order))
            return
        keep = sorted(set(numbers) | set(range(self._visible[0], self._visible[1] + 1, PAGE)) | {self._visible[1]})
        snapshot = self._snapshot(self.filter, *self.order)
        self._start(snapshot, keep)

    def look(self, first: int, last: int) -> None:
        """Rows ``first`` to ``last`` are on screen: fetch them and a margin, drop requests for others."""
        self._visible = (first, last)
        pages = self._shown.pages_of(first - MARGIN, last + MARGIN)
        self._reads.drop_pages(self._shown, {*pages, *self._awaited()})
        self._wanted = {p for p in self._wanted if p in pages}
        for page in self._shown.pages_of(first, last):
            if page in self._shown.pages:
                self._shown.pages.move_to_end(page)
        self._wanted.update(self._shown.missing(pages))
        if self._wanted:
            self._fetch.start()

    def load(self, numbers: Sequence[tuple[int, int]], done: Callable[[], None]) -> None:
        """Call ``done`` when all ranges ``(first, last)`` are here; never if a newer reading starts before."""
        pages = {p for first, last in numbers for p in self._shown.pages_of(first, last)}
        missing = set(self._shown.missing(pages))
        if not missing:
            done()
            return
        self._waiting.append((missing, done))
        for page in missing:
            self._reads.page(self._shown, page)

    def stop(self) -> None:
        """Search no further: what was found stays."""
        if self.progress is not None:
            self._reads.drop()
            self._waiting.clear()
            self.stopped = True
            self._advance(None)
            self.counted.emit(self._rows)

    def close(self) -> None:
        """Drop everything under way."""
        self._fetch.stop()
        self._waiting.clear()
        self._reads.drop()

    # --- inside ------------------------------------------------------------------------------------------------

    def _snapshot(self, filter_: Any, sort: StrEnum | None, descending: bool) -> Snapshot[Row]:
        self._generation += 1
        return Snapshot(self._generation, filter_, sort, descending)

    def _request(self, snapshot: Snapshot[Row], page: int) -> Any:
        window = snapshot.window(page)
        return self.spec.request(snapshot.filter, snapshot.sort, snapshot.descending, window)

    def _start(self, snapshot: Snapshot[Row], keep: Sequence[int] = ()) -> None:
        self._reads.drop()
        self._waiting.clear()
        self._wanted.clear()
        self._next = snapshot
        self._keep = keep
        self.stopped = False
        self._advance(None)
        self._enter(State.LOADING)
        if keep and self.spec.extent is not None and self._shown.count > PAGE:
            self._needed = set()
            self._reads.extent(snapshot)
        else:
            self._needed = {0}
            self._reads.page(snapshot, 0)

    def _advance(self, progress: int | None) -> None:
        if progress != self.progress:
            self.progress = progress
            self.searched.emit()

    def _alive(self, snapshot: Snapshot[Row]) -> bool:
        return snapshot is self._next or (snapshot is self._shown)

    def page_came(self, snapshot: Snapshot[Row], page: int, answer: Any) -> None:
        """Take a page, or a part of it."""
        if not self._alive(snapshot):
            return
        rows = self.spec.rows_of(answer)
        if self.spec.extent is None:
            snapshot.store_whole(rows)
        else:
            self._page_found(snapshot, page, answer)
        if snapshot is self._next:
            self._needed.discard(page)
            self._swap_when_complete(snapshot)
        else:
            self._page_shown(snapshot, page)

    def _page_found(self, snapshot: Snapshot[Row], page: int, answer: Page[Row]) -> None:
        """Keep what was found of a page; where it is not all, the search goes on."""
        found = len(snapshot.extend(page, answer.rows, answer.last).rows)
        if not page and not snapshot.counted:
            snapshot.count = found
            snapshot.counted = found < PAGE and answer.search is None
        if answer.search is not None:
            self._advance(answer.search.share)
            self._reads.page(snapshot, page, Window(after=answer.search.resume, limit=PAGE - found))
        elif not self._reads.has_extent(snapshot):
            self._advance(None)

    def _page_shown(self, snapshot: Snapshot[Row], page: int) -> None:
        searching = self._reads.has_page(snapshot, page)
        if not page and not snapshot.measured:
            self._first_page_grew(snapshot, searching)
        first = page * PAGE
        length = 0 if (data := snapshot.pages.get(page)) is None else len(data.rows)
        last = min(first + length, self._rows) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self._width - 1))
        self.page_arrived.emit(page)
        self._serve_waiting()
        short = length < PAGE and first + length < self._rows
        if short and not searching and self.spec.extent is not None:
            # The list grew shorter than it was counted: count it again.
            self.reload()

    def _first_page_grew(self, snapshot: Snapshot[Row], searching: bool) -> None:
        """More rows were found of a list that begins to show while it is searched for."""
        self._resize(snapshot.count)
        if snapshot.counted:
            self.counted.emit(snapshot.count)
        elif not searching and not self._reads.has_extent(snapshot):
            self._reads.extent(snapshot)

    def extent_came(self, snapshot: Snapshot[Row], extent: Extent) -> None:
        """Take the count, or a part of it."""
        if not self._alive(snapshot):
            return
        snapshot.measure(extent)
        if snapshot is self._next:
            self._measured_anew(snapshot)
            return
        self._resize(snapshot.count)
        self._enter(State.READY)
        if extent.search is None:
            self._advance(None)
            self.counted.emit(snapshot.count)
        else:
            self._advance(extent.search.share)
            self._reads.extent(snapshot)

    def _measured_anew(self, snapshot: Snapshot[Row]) -> None:
        """Read what has to be there when the new reading is shown, as soon as it is counted so far."""
        if not snapshot.counted and snapshot.count <= max(self._keep, default=0) + MARGIN:
            self._reads.extent(snapshot)
            return
        near = {p for n in self._keep for p in snapshot.pages_of(n - MARGIN, n + MARGIN)}
        self._needed = set(snapshot.missing(near or {0} if snapshot.count else ()))
        for page in sorted(self._needed):
            self._reads.page(snapshot, page)
        self._swap_when_complete(snapshot)

    def _swap_when_complete(self, snapshot: Snapshot[Row]) -> None:
        if self._needed:
            return
        self._reads.drop_pages(self._shown)
        old = self._shown
        same = (old.filter, old.sort, old.descending) == (snapshot.filter, snapshot.sort, snapshot.descending)
        self.keeps_place = same and self._rows > 0
        self.beginResetModel()
        self._shown, self._next = snapshot, None
        self._rows = snapshot.count
        self.endResetModel()
        self.refusal = None
        self._enter(State.READY)
        self.swapped.emit()
        if snapshot.counted:
            self.counted.emit(snapshot.count)
        elif not self._reads.has_page(snapshot, 0):
            self._reads.extent(snapshot)

    def _resize(self, count: int) -> None:
        if count > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, count - 1)
            self._rows = count
            self.endInsertRows()
        elif count < self._rows:
            self.beginRemoveRows(QModelIndex(), count, self._rows - 1)
            self._rows = count
            self.endRemoveRows()

    def read_failed(self, snapshot: Snapshot[Row], refusal: Refusal) -> None:
        """Say why rows do not come; those that are shown stay, unless another filter was asked for."""
        if not self._alive(snapshot):
            return
        self.refusal = refusal
        if snapshot is self._next:
            self._reads.drop_pages(snapshot)
            same = (snapshot.filter, snapshot.sort) == (self._shown.filter, self._shown.sort)
            if not (same and self._rows):
                # Rows of another filter under the new one's fields would be a lie.
                self.keeps_place = False
                self.beginResetModel()
                self._shown, self._rows = snapshot, 0
                self.endResetModel()
            self._next = None
        self._enter(State.FAILED)

    def _want(self, page: int) -> None:
        if not self._reads.has_page(self._shown, page) and page not in self._wanted:
            self._wanted.add(page)
            self._fetch.start()

    def _fetch_wanted(self) -> None:
        for page in sorted(self._wanted):
            if page not in self._shown.pages and page * PAGE < self._rows:
                self._reads.page(self._shown, page)
        self._wanted.clear()

    def _awaited(self) -> set[int]:
        return {p for pages, _ in self._waiting for p in pages}

    def _serve_waiting(self) -> None:
        ready = [w for w in self._waiting if not self._shown.missing(w[0])]
        self._waiting = [w for w in self._waiting if w not in ready]
        for _, done in ready:
            done()

    def _enter(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
