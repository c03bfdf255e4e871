"""How rows are painted: whole rows at once, straight from the model's prepared texts.

A full screen is some five hundred cells. Asking a delegate for each of them costs more than the text itself, so the
view paints its rows here; colours, shortened texts, their widths and their glyphs are kept.
"""

from time import perf_counter
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPalette, QStaticText, QTransform
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from vosdesk.gui.tables.column import Align
from vosdesk.gui.tables.paged_model import PagedModel
from vosdesk.gui.theme import Tone, look

PADDING = 8
_FITTED_MOST = 16_384
_LAYING_SECONDS = 0.006
"""How long one painting may lay out texts that it has not met: what is left waits for the next, and events go first."""
_SIGNS = "−…·–"
"""Signs in numbers and shortened texts that a font of Latin letters mostly has."""


class _Strip(NamedTuple):
    """A column on screen: its number, left edge, width, and where its text stands."""

    column: int
    x: int
    width: int
    align: Align


_Fitted = tuple[str, QStaticText | None, int]
"""A text as it fits its column, laid out where that can be kept, and its width."""


class RowPainter:
    """Paints text, tone, selection and the current row; a soft bar where a page is still on its way."""

    def __init__(self, view: QTableView, model: PagedModel[Any]) -> None:
        self._view = view
        self._model = model
        self._fitted: dict[tuple[str, int], _Fitted] = {}
        self._decimals: dict[int, int] = {}
        self._whole, self._laid_one = True, False
        self._until = 0.0
        self.current_row = -1
        self.refresh()

    def refresh(self) -> None:
        """Take colours and font of the view anew."""
        palette, group = self._view.palette(), QPalette.ColorGroup.Active
        self.metrics = QFontMetrics(self._view.font())
        self._ascent = self.metrics.ascent()
        self._at_home = {ord(sign): None for sign in _SIGNS if self.metrics.inFont(sign)}
        self._fitted.clear()
        self._digit = QFontMetricsF(self._view.font()).horizontalAdvance("0")
        self._point = self.metrics.horizontalAdvance(self._model.formats.style.decimal)
        self._selected = palette.color(group, QPalette.ColorRole.Highlight)
        self._alternate = palette.color(group, QPalette.ColorRole.AlternateBase)
        self._line = palette.color(group, QPalette.ColorRole.Accent)
        text = palette.color(group, QPalette.ColorRole.Text)
        self._pens: dict[Tone | None, QColor] = {None: text, **{tone: look().colour(tone) for tone in Tone}}
        self._bar = QColor(text)
        self._bar.setAlpha(22)

    def paint(self, painter: QPainter, area: QRect) -> bool:
        """Paint the rows that ``area`` of the viewport touches; whether that is the whole of them."""
        view = self._view
        self._whole, self._laid_one = True, False
        self._until = perf_counter() + _LAYING_SECONDS
        first = view.rowAt(area.top())
        if first < 0:
            return True
        height = view.rowHeight(first)
        strips = self._strips(area)
        chosen = view.selectionModel()
        width = view.viewport().width()
        drop = (height + self.metrics.ascent() - self.metrics.descent()) // 2
        y, row, last = view.rowViewportPosition(first), first, self._model.rowCount() - 1
        self._count_decimals(strips, first, min(last, first + (area.bottom() - y) // height))
        while row <= last and y <= area.bottom():
            if chosen.isSelected(self._model.index(row, 0)):
                painter.fillRect(0, y, width, height, self._selected)
            elif row & 1:
                painter.fillRect(0, y, width, height, self._alternate)
            self._paint_row(painter, row, y, height, drop, strips)
            if row == self.current_row:
                painter.fillRect(0, y, width, 1, self._line)
                painter.fillRect(0, y + height - 1, width, 1, self._line)
            y += height
            row += 1
        return self._whole

    def fitted_width(self, text: str) -> int:
        """The width of a cell that shows the whole of ``text``."""
        return self.metrics.horizontalAdvance(text) + 2 * PADDING

    def _strips(self, area: QRect) -> list[_Strip]:
        header = self._view.horizontalHeader()
        strips = []
        for column, spec in enumerate(self._model.columns):
            width = header.sectionSize(column)
            x = header.sectionViewportPosition(column)
            if width and x + width >= area.left() and x <= area.right():
                strips.append(_Strip(column, x, width, spec.align))
        return strips

    def _paint_row(self, painter: QPainter, row: int, y: int, height: int, drop: int, strips: list[_Strip]) -> None:
        cells = self._model.cells(row)
        if cells is None:
            for column, x, width, _ in strips:
                bar = (width - 2 * PADDING) * (40 + (row + column) * 7 % 40) // 100
                painter.fillRect(x + PADDING, y + height // 2 - 3, max(8, bar), 6, self._bar)
            return
        texts, tones = cells
        pen: Tone | bool | None = False
        base = y + drop
        top = base - self._ascent
        for column, x, width, align in strips:
            text = texts[column]
            if not text:
                continue
            tone = tones[column]
            if tone is not pen:
                painter.setPen(self._pens[tone])
                pen = tone
            room = width - 2 * PADDING
            fitted = self._fitted.get((text, room))
            if fitted is None:
                if self._laid_one and perf_counter() > self._until:
                    self._whole = False
                    continue
                self._laid_one = True
                fitted = self._fit(text, room)
            shown, laid_out, advance = fitted
            left = x + PADDING
            if align is not Align.LEFT:
                spare = room - advance
                left += spare // 2 if align is Align.CENTER else spare
                if align is Align.POINT:
                    left -= min(spare, self._missing(text, column))
            if laid_out is not None:
                painter.drawStaticText(left, top, laid_out)
            else:
                painter.drawText(left, base, shown)

    def _count_decimals(self, strips: list[_Strip], first: int, last: int) -> None:
        """Find the most decimals of the rows on screen; a column that has had more keeps its place."""
        columns = [strip.column for strip in strips if strip.align is Align.POINT]
        for row in range(first, last + 1) if columns else ():
            cells = self._model.cells(row)
            if cells is not None:
                for column in columns:
                    found = self._decimals_of(cells[0][column])
                    if found > self._decimals.get(column, 0):
                        self._decimals[column] = found

    def _decimals_of(self, text: str) -> int:
        _, point, decimals = text.rpartition(self._model.formats.style.decimal)
        return len(decimals) if point else 0

    def _missing(self, text: str, column: int) -> int:
        """Pixels that the decimals would take which other rows have and ``text`` lacks."""
        most, own = self._decimals.get(column, 0), self._decimals_of(text)
        return round((most - own) * self._digit) + (self._point if most and not own else 0)

    def _fit(self, text: str, room: int) -> _Fitted:
        if len(self._fitted) > _FITTED_MOST:
            self._fitted.clear()
        fitted = self._laid(text)
        if fitted[2] > room:
            fitted = self._laid(self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
        self._fitted[text, room] = fitted
        return fitted

    def _laid(self, text: str) -> _Fitted:
        # Another script may take another font with another ascent: its base line is found anew each time.
        if not text.translate(self._at_home).isascii():
            return text, None, self.metrics.horizontalAdvance(text)
        laid_out = self._lay_out(text)
        # The layout knows its width: to have the text measured once more would cost half as much again.
        return text, laid_out, round(laid_out.size().width())

    def _lay_out(self, text: str) -> QStaticText:
        made = QStaticText(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        made.prepare(QTransform(), self._view.font())
        return made


class CellSizes(QStyledItemDelegate):
    """Tells how wide a cell would like to be, for fitting a column to its contents."""

    def __init__(self, view: QTableView, rows: RowPainter, model: PagedModel[Any]) -> None:
        super().__init__(view)
        self._rows = rows
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The width that the whole text needs."""
        cells = self._model.cells(index.row())
        text = "" if cells is None else cells[0][index.column()]
        return QSize(self._rows.fitted_width(text), self._rows.metrics.height() + 4)
