"""A short table of texts that is there at once, for dialogs."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class PlainTable(QAbstractTableModel):
    """Rows of texts under titles; the columns ``right`` hold numbers."""

    def __init__(
        self, titles: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.titles = tuple(titles)
        self.rows = tuple(tuple(row) for row in rows)
        self._right = frozenset(right)

    def rowCount(self, parent: _Index = _TOP) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and where it stands."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()][index.column()]
        return self._aligned(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return self._aligned(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _aligned(self, column: int) -> Any:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)


_MARGIN = 18
_WIDEST = 260


def dress(view: QTableView, name: str) -> None:
    """Make a view of such a table: whole rows, quiet lines, nothing to type."""
    view.setAccessibleName(name)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    view.horizontalHeader().setHighlightSections(False)


def fit(view: QTableView) -> None:
    """Give the columns the width of their contents, the last one the rest."""
    view.resizeColumnsToContents()
    header = view.horizontalHeader()
    for column in range(header.count()):
        view.setColumnWidth(column, min(_WIDEST, view.columnWidth(column) + _MARGIN))
    header.setStretchLastSection(True)
