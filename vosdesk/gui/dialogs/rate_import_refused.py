"""Refused rows of a sheet, mended in place."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from vosdesk.contract.decks import Layout
from vosdesk.contract.rate_imports import MendedRow
from vosdesk.contract.rates import BadRow
from vosdesk.gui.dialogs.rate_import_words import why
from vosdesk.gui.formats import Formats
from vosdesk.gui.sheets import calm_table
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone, look

_DISPLAY, _EDIT, _TOOL_TIP, _FONT, _FOREGROUND = 0, 2, 3, 6, 9
_BESIDES = 2
"""Columns before those of the sheet: the line, and the reason."""
_LONGEST = 4_000
Index = QModelIndex | QPersistentModelIndex


class _Bad(QAbstractTableModel):
    edited = Signal()

    def __init__(self, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self._formats = formats
        self.rows: list[BadRow] = []
        self.mended: dict[int, list[str]] = {}
        self._layout = Layout()
        self._width = 0

    def show(self, rows: Sequence[BadRow], layout: Layout) -> None:
        self.beginResetModel()
        # One line of a sheet may be refused for several codes: it is mended once.
        self.rows = list({row.line: row for row in reversed(rows)}.values())[::-1]
        self._layout = layout
        self.mended = {}
        self._width = max([len(row.cells) for row in self.rows], default=0)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return self._width + _BESIDES

    def cells(self, number: int) -> Sequence[str]:
        row = self.rows[number]
        return self.mended.get(row.line, row.cells)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row, place = self.rows[index.row()], index.column() - _BESIDES
        if role in (_DISPLAY, _EDIT, _TOOL_TIP):
            if place == -_BESIDES:
                return str(row.line)
            if place < 0:
                return why(row, self._formats)
            cells = self.cells(index.row())
            return cells[place] if place < len(cells) else ""
        if role == _FOREGROUND:
            if place == -1:
                return look().colour(Tone.BAD)
            return look().colour(Tone.MUTED) if place < 0 else None
        if role == _FONT and place >= 0 and row.line in self.mended:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        row, place = self.rows[index.row()], index.column() - _BESIDES
        if role != _EDIT or place < 0:
            return False
        cells = [*self.cells(index.row())]
        cells += [""] * (place + 1 - len(cells))
        text = str(value)[:_LONGEST]
        if cells[place] == text:
            return False
        cells[place] = text
        if cells == list(row.cells):
            self.mended.pop(row.line, None)
        else:
            self.mended[row.line] = cells
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        self.edited.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() >= _BESIDES else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != _DISPLAY:
            return None
        if section < _BESIDES:
            return (tr("Line"), tr("Reason"))[section]
        return self._layout.title(section - _BESIDES)


class RefusedTable(QTableView):
    """Refused rows with the cells of their lines. ``edited`` says that one was mended or put back."""

    edited = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Bad(formats, self)
        self.setModel(self._model)
        self._model.edited.connect(self.edited)
        self.setAccessibleName(tr("Refused rows"))
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look().row_height)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setEditTriggers(
            QTableView.EditTrigger.DoubleClicked
            | QTableView.EditTrigger.EditKeyPressed
            | QTableView.EditTrigger.AnyKeyPressed
        )
        calm_table(self)

    def show_rows(self, rows: Sequence[BadRow], layout: Layout) -> None:
        """Show these, as they stand in the sheet."""
        self._model.show(rows, layout)
        self.resizeColumnsToContents()
        for place in range(self._model.columnCount()):
            least, most = (60, 80) if place == 0 else (90, 360)
            self.setColumnWidth(place, min(max(self.columnWidth(place), least), most))

    def mended(self) -> tuple[MendedRow, ...]:
        """The rows that were changed, as they are now."""
        return tuple(MendedRow(line=line, cells=tuple(cells)) for line, cells in self._model.mended.items())

    def mend(self, line: int, place: int, text: str) -> None:
        """Put a text into a cell of a line."""
        number = next(n for n, row in enumerate(self._model.rows) if row.line == line)
        self._model.setData(self._model.index(number, place + _BESIDES), text)
