"""The lines of a statement as a table on the screen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vosdesk.gui.statements.content import Kind, Line
from vosdesk.gui.theme import Tone, look

Index = QModelIndex | QPersistentModelIndex

COLUMNS = 5
APART = 18
"""Dots between an amount at the right of its column and a text at the left of the next."""
_ROLE = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FAINT = {Kind.HEADS, Kind.NOTE}
_STRONG = {Kind.SECTION, Kind.HEADS, Kind.SUM}


class ApartDelegate(QStyledItemDelegate):
    """Keeps a text at the left of its column apart from the amount before it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The whole cell as it is chosen or not, then its text further in."""
        model, row, column = index.model(), index.row(), index.column()
        before = model.index(row, column - 1).data(_ROLE.TextAlignmentRole)
        if before == _RIGHT and index.data(_ROLE.TextAlignmentRole) == _LEFT:
            place: Any = option
            style = place.widget.style()
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, place.widget)
            place.rect = place.rect.adjusted(APART, 0, 0, 0)
        super().paint(painter, option, index)


class StatementTable(QAbstractTableModel):
    """Read-only; each cell stands at the side that its value wants."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._strong = QFont()
        self._strong.setWeight(QFont.Weight.DemiBold)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The number of lines."""
        return len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The number of columns."""
        return COLUMNS

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Text, side, weight and colour of a cell."""
        line = self._lines[index.row()]
        if index.column() >= len(line.cells):
            return None
        cell = line.cells[index.column()]
        if role in {_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole}:
            return cell.text if role != _ROLE.ToolTipRole else None
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT if cell.right else _LEFT
        if role == _ROLE.FontRole:
            return self._strong if line.kind in _STRONG else None
        if role == _ROLE.ForegroundRole:
            return look().colour(Tone.MUTED) if line.kind in _FAINT else None
        return None
