"""How a cell is painted: straight from the model's prepared texts, without a detour over roles."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from vosdesk.gui.tables.column import Align
from vosdesk.gui.tables.paged_model import PagedModel
from vosdesk.gui.theme import Tone, look

PADDING = 8
_SELECTED = 0x8000
_FLAGS = {Align.LEFT: 0x81, Align.RIGHT: 0x82, Align.CENTER: 0x84}
_FITTED_MOST = 8_192


class CellDelegate(QStyledItemDelegate):
    """Paints text, tone, selection and the current row; a soft bar where a page is still on its way.

    A frame of a full screen is some five hundred cells, so colours, flags and shortened texts are kept.
    """

    def __init__(self, view: QTableView, model: PagedModel[Any]) -> None:
        super().__init__(view)
        self._model = model
        self._flags = [_FLAGS[c.align] for c in model.columns]
        self._fitted: dict[tuple[str, int], str] = {}
        self.current_row = -1
        self.refresh()

    def refresh(self) -> None:
        """Take colours and font of the view anew."""
        view = self._view()
        palette = view.palette()
        self._metrics = QFontMetrics(view.font())
        self._wide = max(1, self._metrics.horizontalAdvance("W"))
        self._fitted.clear()
        group = QPalette.ColorGroup.Active
        self._selected_fill = palette.color(group, QPalette.ColorRole.Highlight)
        self._pens: dict[tuple[Tone | None, bool], QColor] = {
            (None, False): palette.color(group, QPalette.ColorRole.Text),
            (None, True): palette.color(group, QPalette.ColorRole.HighlightedText),
        }
        for tone in Tone:
            self._pens[tone, False] = self._pens[tone, True] = look().colour(tone)
        self._bar = QColor(self._pens[None, False])
        self._bar.setAlpha(22)
        self._line = palette.color(group, QPalette.ColorRole.Accent)

    def _view(self) -> QTableView:
        view = self.parent()
        assert isinstance(view, QTableView)  # noqa: S101 - given to the constructor
        return view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        row, column = index.row(), index.column()
        rect: QRect = option.rect
        selected = bool(option.state.value & _SELECTED)
        if selected:
            painter.fillRect(rect, self._selected_fill)
        cells = self._model.cells(row)
        if cells is None:
            self._paint_bar(painter, rect, row + column)
        else:
            text = cells[0][column]
            if text:
                painter.setPen(self._pens[cells[1][column], selected])
                width = rect.width() - 2 * PADDING
                if len(text) * self._wide > width:
                    text = self._fit(text, width)
                painter.drawText(rect.adjusted(PADDING, 0, -PADDING, 0), self._flags[column], text)
        if row == self.current_row:
            painter.fillRect(rect.x(), rect.y(), rect.width(), 1, self._line)
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._line)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The width that the text needs; used when a column is fitted to its contents."""
        cells = self._model.cells(index.row())
        text = "" if cells is None else cells[0][index.column()]
        return QSize(self._metrics.horizontalAdvance(text) + 2 * PADDING + 2, self._metrics.height() + 4)

    def _fit(self, text: str, width: int) -> str:
        fitted = self._fitted.get((text, width))
        if fitted is None:
            if len(self._fitted) > _FITTED_MOST:
                self._fitted.clear()
            fitted = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._fitted[text, width] = fitted
        return fitted

    def _paint_bar(self, painter: QPainter, rect: QRect, seed: int) -> None:
        width = (rect.width() - 2 * PADDING) * (40 + seed * 7 % 40) // 100
        painter.fillRect(rect.x() + PADDING, rect.y() + rect.height() // 2 - 3, max(8, width), 6, self._bar)
