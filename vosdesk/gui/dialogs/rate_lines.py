"""A short table of texts in a dialog: to read, to choose from, to copy."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from vosdesk.gui import sheets
from vosdesk.gui.sheets import calm_table, dress
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone, look

_DISPLAY, _TOOL_TIP, _ALIGNMENT, _FOREGROUND = 0, 3, 7, 9
_LEFT, _RIGHT = 0x81, 0x82
Index = QModelIndex | QPersistentModelIndex


class Heading(NamedTuple):
    """A title, a width in pixels, and whether the texts stand at the right."""

    title: str
    width: int
    right: bool = False


class TextLine(NamedTuple):
    """The texts of one line, and its tone."""

    cells: tuple[str, ...]
    tone: Tone = Tone.NEUTRAL


class _Lines(QAbstractTableModel):
    def __init__(self, headings: Sequence[Heading], parent: QWidget) -> None:
        super().__init__(parent)
        self._headings = headings
        self.lines: Sequence[TextLine] = ()

    def show_lines(self, lines: Sequence[TextLine]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._headings)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        line = self.lines[index.row()]
        if role == _DISPLAY:
            return line.cells[index.column()]
        if role == _FOREGROUND:
            return look().colour(line.tone)
        if role == _ALIGNMENT:
            return _RIGHT if self._headings[index.column()].right else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ALIGNMENT:
            return _RIGHT if self._headings[section].right else _LEFT
        return self._headings[section].title if role == _DISPLAY else None


class LineTable(QTableView):
    """Shows lines of texts; Ctrl+C and the context menu copy the chosen ones, or all."""

    def __init__(self, name: str, headings: Sequence[Heading], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headings = headings
        self._model = _Lines(headings, self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look().row_height)
        self.horizontalHeader().setHighlightSections(False)
        calm_table(self)
        self.horizontalHeader().setStretchLastSection(True)
        for number, heading in enumerate(headings):
            self.setColumnWidth(number, heading.width)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    @property
    def lines(self) -> Sequence[TextLine]:
        """What is shown."""
        return self._model.lines

    def show_lines(self, lines: Sequence[TextLine]) -> None:
        """Show these instead."""
        self._model.show_lines(lines)

    def text(self, *, everything: bool = False) -> str:
        """Titles and the chosen lines, or all where none is chosen, divided by tabs."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        numbers = range(len(self.lines)) if everything or not chosen else chosen
        rows = [[h.title for h in self._headings], *(self.lines[n].cells for n in numbers)]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows) + "\n"

    def copy(self) -> None:
        """Put that text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies lines, not one cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        dress(menu, sheets.menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy"), self.copy)
        menu.popup(self.viewport().mapToGlobal(place))
