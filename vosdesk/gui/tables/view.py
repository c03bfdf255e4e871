"""The one table view: fast over millions of rows, calm, worked by keyboard as well as by mouse."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from vosdesk.contract.changes import Changes
from vosdesk.gui.context import Context
from vosdesk.gui.sheets import calm_table
from vosdesk.gui.tables.columns import ColumnLayout
from vosdesk.gui.tables.copying import MOST_COPIED, as_text
from vosdesk.gui.tables.links import Links
from vosdesk.gui.tables.paged_model import PagedModel
from vosdesk.gui.tables.painting import CellSizes, RowPainter
from vosdesk.gui.tables.place import Place
from vosdesk.gui.tables.selection import Selection, Span, complement, length, spans
from vosdesk.gui.tables.snapshot import State
from vosdesk.gui.tables.spec import TableSpec
from vosdesk.gui.tables.status import TableStatus
from vosdesk.gui.text import tr
from vosdesk.gui.theme import look

Row = TypeVar("Row")

_SELECT = QItemSelectionModel.SelectionFlag


class TableView(QTableView, Generic[Row]):
    """Shows a TableSpec. Reloads by itself when a write touches the spec's nouns.

    ``row_activated`` carries the row of a double-click or Return; ``menu_wanted`` a global position;
    ``selection_changed`` nothing; ``clear_wanted`` asks whoever holds the filter fields to clear them.
    """

    row_activated = Signal(object)
    menu_wanted = Signal(object)
    selection_changed = Signal()
    clear_wanted = Signal()

    def __init__(self, context: Context, spec: TableSpec[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._context = context
        self.rows: PagedModel[Row] = PagedModel(spec, context.ops, context.formats, self)
        self._everything = False
        self._restoring = False
        self._stale = False
        self._place: Place | None = None
        self.setModel(self.rows)
        self.links = Links(self, self.rows)
        self._painter = RowPainter(self, self.rows)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(1)
        self._rest.timeout.connect(self.viewport().update)
        self.setItemDelegate(CellSizes(self, self._painter, self.rows))
        self._dress()
        self._set_up_header()
        self.layout_of_columns = ColumnLayout(self.horizontalHeader(), spec.columns, context.store, f"table.{spec.id}")
        self.status = TableStatus(self, self.rows, context)
        self.status.retry_wanted.connect(self.reload)
        self.status.clear_wanted.connect(self.clear_wanted)
        self._connect()

    # --- what others use ---------------------------------------------------------------------------------------

    def set_filter(self, filter_: Any) -> None:
        """Show what ``filter_`` lets through."""
        self.rows.set_filter(filter_)

    def reload(self) -> None:
        """Read the list again, keeping selection, current row and place."""
        self._stale = False
        self.rows.reload(self._kept_rows())

    def changed(self, changes: Changes) -> None:
        """Reload if ``changes`` touch what is shown; a hidden table waits until it is looked at."""
        if self.rows.state is State.IDLE or not self.spec.nouns & changes.touched.keys():
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def selection(self) -> Selection:
        """The chosen rows; everything in the filter when Ctrl+A was pressed."""
        parts = spans(self.selectionModel().selection())
        count = length(parts)
        if self._everything and count:
            rest = complement(parts, self.rows.rowCount())
            excluded, complete = self._ids(rest)
            return Selection(count, (), True, self.rows.filter, excluded, complete)
        ids, complete = self._ids(parts)
        return Selection(count, ids, complete=complete)

    def resolve(self, done: Callable[[Selection], None]) -> None:
        """Call ``done`` with the complete selection, after fetching rows that were chosen but never seen."""
        parts = spans(self.selectionModel().selection())
        wanted = complement(parts, self.rows.rowCount()) if self._everything else parts
        self.rows.load(wanted, lambda: done(self.selection()))

    def selected_rows(self) -> list[Row]:
        """The chosen rows that are loaded, in order; for judging which actions apply."""
        found: list[Row] = []
        for part in spans(self.selectionModel().selection()):
            for number in range(part.first, min(part.last, part.first + MOST_COPIED) + 1):
                row = self.rows.row(number)
                if row is not None:
                    found.append(row)
                elif len(found) > 1:
                    break
        return found

    def current(self) -> Row | None:
        """The current row, if it is loaded."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def select_ids(self, ids: set[int]) -> None:
        """Choose those of ``ids`` that are loaded, and go to the first."""
        numbers = sorted(self.rows.find(ids).values())
        self._select([Span(n, n) for n in numbers])
        if numbers:
            self.setCurrentRow(numbers[0])
            self.scrollTo(self.rows.index(numbers[0], 0))

    def setCurrentRow(self, number: int) -> None:
        """Make a row current without choosing it."""
        column = (self.layout_of_columns.shown() or [0])[0]
        self.selectionModel().setCurrentIndex(self.rows.index(number, column), _SELECT.NoUpdate)

    def copy(self) -> None:
        """Copy the chosen rows as text: a line of titles, then tab-separated cells as shown."""
        parts = spans(self.selectionModel().selection())
        count = length(parts)
        if count > MOST_COPIED:
            most = self._context.formats.count(MOST_COPIED)
            self._context.notices.warn(tr("Copy takes at most {most} rows. Use Export for more.", most=most))
        elif count:
            self.rows.load(parts, lambda: self._copy_now(parts))

    # --- selection ---------------------------------------------------------------------------------------------

    def selectAll(self) -> None:
        """Choose everything in the filter, loaded or not."""
        self._everything = True
        self._restoring = True
        super().selectAll()
        self._restoring = False
        self.selection_changed.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Keep *everything* only while rows are taken out of it one by one."""
        super().selectionChanged(selected, deselected)
        if self._restoring:
            return
        if self._everything:
            rest = complement(spans(self.selectionModel().selection()), self.rows.rowCount())
            kept = length(rest)
            self._everything = kept < self.rows.rowCount() and kept <= MOST_COPIED and not self._narrowed(rest)
        self.selection_changed.emit()

    def _narrowed(self, rest: list[Span]) -> bool:
        """Whether so little is left chosen that it was a click on a row, not an exclusion."""
        total = self.rows.rowCount()
        return total - length(rest) <= 1 < total

    def _select(self, parts: list[Span]) -> None:
        chosen = QItemSelection()
        right = self.rows.columnCount() - 1
        for part in parts:
            chosen.append(QItemSelectionRange(self.rows.index(part.first, 0), self.rows.index(part.last, right)))
        self.selectionModel().select(chosen, _SELECT.ClearAndSelect | _SELECT.Rows)

    def _ids(self, parts: list[Span]) -> tuple[tuple[int, ...], bool]:
        ids: list[int] = []
        for part in parts:
            for number in range(part.first, part.last + 1):
                row_id = self.rows.id_of(number)
                if row_id is None:
                    return tuple(ids), False
                ids.append(row_id)
        return tuple(ids), True

    # --- keeping the place -------------------------------------------------------------------------------------

    def _kept_rows(self) -> list[int]:
        parts = [] if self._everything else spans(self.selectionModel().selection())
        return Place.worth_keeping(parts, self.currentIndex().row(), self._first_visible())

    def _before_reset(self) -> None:
        self._place = None
        if self.rows.keeps_place:
            parts = spans(self.selectionModel().selection())
            rest = complement(parts, self.rows.rowCount()) if self._everything else []
            chosen = [] if self._everything else parts
            self._place = Place.of(self.rows, chosen, rest, self.currentIndex().row(), self._first_visible())
        self._restoring = True

    def _after_reset(self) -> None:
        place, everything = self._place, self._everything
        self._place = None
        self._everything = False
        if place is None:
            self.scrollToTop()
        else:
            self._return_to(place, everything)
        self._restoring = False
        self._current_changed()
        self._look()
        self.selection_changed.emit()

    def _return_to(self, place: Place, everything: bool) -> None:
        self.updateGeometries()
        found = self.rows.find(place.ids())
        if everything:
            self._everything = True
            out = [Span(n, n) for i, n in sorted(found.items(), key=lambda p: p[1]) if i in place.excluded]
            self._select(complement(out, self.rows.rowCount()))
        elif place.selected:
            self._select([Span(n, n) for n in sorted(found[i] for i in place.selected if i in found)])
        if place.current in found:
            self.setCurrentRow(found[place.current])
        if place.top_number and place.top in found:
            self.verticalScrollBar().setValue(found[place.top])
        else:
            self.verticalScrollBar().setValue(place.top_number)

    # --- events ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint whole rows."""
        # What fails ends the painter too: one that a report of the fault keeps would outlive what it paints on.
        with QPainter(self.viewport()) as painter:
            painter.setFont(self.font())
            whole = self._painter.paint(painter, event.rect())
        if not whole:
            self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the row, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current() is not None:
            self.row_activated.emit(self.current())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: looking for typed letters would fetch every page of the list."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double-click on a row opens it."""
        super().mouseDoubleClickEvent(event)
        row = self.rows.row(self.rowAt(int(event.position().y())))
        if event.button() is Qt.MouseButton.LeftButton and row is not None:
            self.row_activated.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Choose the row under the mouse unless it is chosen already, then ask for the menu."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentRow(index.row())
                self._select([Span(index.row(), index.row())])
        elif self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_wanted.emit(QPoint(place))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the notice of an empty table in the middle."""
        super().resizeEvent(event)
        self.status.resize()
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """A table that went stale behind another tab reloads when it is looked at."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the columns."""
        self.layout_of_columns.flush()
        super().hideEvent(event)

    # --- inside ------------------------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.spec.id)
        calm_table(self)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(10)
        rows.setDefaultSectionSize(look().row_height)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        # With the view's own selection model the header asks of every row whether it is chosen:
        # two minutes for ten million rows.
        header.setSelectionModel(QItemSelectionModel(self.rows, self))
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setStretchLastSection(False)
        header.setResizeContentsPrecision(0)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._sort_by)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        self._show_order()

    def _connect(self) -> None:
        rows = self.rows
        rows.modelAboutToBeReset.connect(self._before_reset)
        rows.modelReset.connect(self._after_reset)
        rows.rowsInserted.connect(self._grown)
        rows.state_changed.connect(self._show_order)
        rows.page_arrived.connect(self._page_arrived)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.verticalScrollBar().valueChanged.connect(self._look)
        self._context.ops.changed.connect(self.changed)
        look().changed.connect(self._look_changed)

    def _first_visible(self) -> int:
        return max(0, self.rowAt(1))

    def _look(self) -> None:
        if not self.rows.rowCount():
            return
        first = self._first_visible()
        last = self.rowAt(self.viewport().height() - 1)
        screen = self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize())
        self.rows.look(first, last if last >= 0 else min(first + screen, self.rows.rowCount() - 1))

    def _page_arrived(self) -> None:
        self.viewport().update()
        self.selection_changed.emit()

    def _grown(self) -> None:
        if self._everything:
            self.selectAll()
        self._look()

    def _current_changed(self) -> None:
        self._painter.current_row = self.currentIndex().row()
        self.viewport().update()

    def _look_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look().row_height)
        self._painter.refresh()
        self.viewport().update()
        self._look()

    def _sort_by(self, section: int) -> None:
        key = self.spec.columns[section].sort
        if key is not None:
            now, descending = self.rows.order
            self.rows.set_order(key, not descending if now is key else False)
        self._show_order()

    def _show_order(self) -> None:
        key, descending = self.rows.order
        section = next((n for n, c in enumerate(self.spec.columns) if c.sort is not None and c.sort is key), -1)
        # Fusion points down for ascending; readers expect the arrow to point where the values grow.
        order = Qt.SortOrder.AscendingOrder if descending else Qt.SortOrder.DescendingOrder
        self.horizontalHeader().setSortIndicator(section, order)

    def _header_menu(self, place: QPoint) -> None:
        menu = self.layout_of_columns.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _copy_now(self, parts: list[Span]) -> None:
        numbers = [n for part in parts for n in range(part.first, part.last + 1)]
        text = as_text(self.rows, self.layout_of_columns.shown(), numbers)
        QGuiApplication.clipboard().setText(text)
        self._context.notices.done(tr("Copied rows: {count}", count=self._context.formats.count(len(numbers))))
