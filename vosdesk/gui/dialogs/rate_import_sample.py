"""The first and the last rows of a sheet, with what each column says: changed by pointing at it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from vosdesk.contract.decks import SEVERAL, Column, Layout, SheetRow
from vosdesk.gui import sheets
from vosdesk.gui.dialogs.rate_import_words import ROLES
from vosdesk.gui.sheets import calm_table, dress
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone, look

_DISPLAY, _FONT, _FOREGROUND, _TOOL_TIP = 0, 6, 9, 3
_WIDEST = 260
Index = QModelIndex | QPersistentModelIndex


class Saying(NamedTuple):
    """What the columns of a kind of sheet can say: each role with its words, those that several columns may have, and
    how a column with its role is made. A layout of such a sheet has ``columns``, ``header`` and ``titles``."""

    words: Mapping[Any, str]
    several: frozenset[Any]
    column: Callable[..., Any]


RATES = Saying(ROLES, SEVERAL, Column)


def with_role(layout: Any, place: int, role: Any, saying: Saying = RATES) -> Any:
    """The layout in which the column says ``role``, or nothing; no other column does, where only one can."""
    kept = [c for c in layout.columns if c.place != place and (c.role is not role or role in saying.several)]
    if role is not None:
        kept.append(saying.column(role=role, place=place))
    return replace(layout, columns=tuple(sorted(kept, key=lambda column: column.place)))


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QWidget, saying: Saying) -> None:
        super().__init__(parent)
        self._saying = saying
        self.rows: Sequence[SheetRow] = ()
        self.layout_: Any = Layout()
        self._width = 0

    def show(self, rows: Sequence[SheetRow], layout: Any) -> None:
        self.beginResetModel()
        self.rows, self.layout_ = rows, layout
        self._width = max([len(row.cells) for row in rows], default=0)
        self.endResetModel()

    def relay(self, layout: Any) -> None:
        self.layout_ = layout
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(self._width - 1, 0))
        if self.rows and self._width:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self._width - 1))

    def roles(self, place: int) -> list[Any]:
        return [column.role for column in self.layout_.columns if column.place == place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return self._width

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self.rows[index.row()]
        if role in (_DISPLAY, _TOOL_TIP):
            cells = row.cells
            text = cells[index.column()] if index.column() < len(cells) else ""
            return " ".join(text.split()) if role == _DISPLAY else (text if len(text) > 30 else None)
        if role == _FOREGROUND:
            unread = row.line < self.layout_.header or not self.roles(index.column())
            return look().colour(Tone.MUTED) if unread and row.line != self.layout_.header else None
        if role == _FONT and row.line == self.layout_.header:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(self.rows[section].line) if role == _DISPLAY else None
        roles = self.roles(section)
        if role == _DISPLAY:
            return " · ".join(tr(self._saying.words[one]) for one in roles) if roles else tr("not read")
        if role == _FOREGROUND:
            return look().colour(Tone.NEUTRAL if roles else Tone.MUTED)
        if role == _TOOL_TIP:
            return tr("Click to say what this column holds.")
        return None


class SampleTable(QTableView):
    """Rows of a sheet as they stand. ``changed`` carries the layout after a column or the header was pointed at.

    ``said`` carries the role that somebody gave to a column, be it the one that it had.
    """

    changed = Signal(object)
    said = Signal(object)

    def __init__(self, parent: QWidget | None = None, saying: Saying = RATES) -> None:
        super().__init__(parent)
        self._saying = saying
        self._model = _Rows(self, saying)
        self.setModel(self._model)
        self.setAccessibleName(tr("First and last rows of the sheet"))
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look().row_height)
        self.verticalHeader().setSectionsClickable(True)
        self.verticalHeader().sectionClicked.connect(self._row_clicked)
        calm_table(self)
        dress(self.verticalHeader(), sheets.header)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.ask)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._context)

    def show_rows(self, rows: Sequence[SheetRow], layout: Any) -> None:
        """Show a sheet."""
        self._model.show(rows, layout)
        self.resizeColumnsToContents()
        for place in range(self._model.columnCount()):
            self.setColumnWidth(place, min(max(self.columnWidth(place), 90), _WIDEST))

    def show_layout(self, layout: Any) -> None:
        """Show what the columns say now."""
        self._model.relay(layout)

    def role_menu(self, place: int) -> QMenu:
        """What a column can say, to choose from."""
        menu = QMenu(self)
        dress(menu, sheets.menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        taken = self._model.roles(place)
        for role in (None, *self._saying.words):
            action = menu.addAction(tr("not read") if role is None else tr(self._saying.words[role]))
            action.setCheckable(True)
            action.setChecked(role in taken if role is not None else not taken)
            action.setData(role)
            action.triggered.connect(lambda _=False, wanted=role: self.say(place, wanted))
        return menu

    def ask(self, place: int) -> None:
        """Open the choice of what a column says, below its title."""
        header = self.horizontalHeader()
        at = header.mapToGlobal(QPoint(header.sectionViewportPosition(place), header.height()))
        self.role_menu(place).popup(at)

    def say(self, place: int, role: Any) -> None:
        """Let a column say something else."""
        self._change(with_role(self._model.layout_, place, role, self._saying))
        self.said.emit(role)

    def set_header(self, line: int) -> None:
        """Let this row be the last header line, or 0 for none."""
        row = next((row for row in self._model.rows if row.line == line), None)
        width = max((len(r.cells) for r in self._model.rows), default=0)
        titles = row.cells if row is not None else ("",) * width
        last = max((n for n, title in enumerate(titles) if title or not line), default=-1)
        self._change(replace(self._model.layout_, header=line, titles=tuple(titles[: last + 1])))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return asks what the current column says."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.ask(self.currentIndex().column())
        else:
            super().keyPressEvent(event)

    def _change(self, layout: Any) -> None:
        self._model.relay(layout)
        self.changed.emit(layout)

    def _row_clicked(self, number: int) -> None:
        header = self.verticalHeader()
        at = header.mapToGlobal(QPoint(header.width(), header.sectionViewportPosition(number)))
        self._row_menu(number).popup(at)

    def _context(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            menu = self._row_menu(index.row())
            menu.addSeparator()
            menu.addAction(tr("What this column holds…"), lambda: self.ask(index.column()))
            menu.popup(self.viewport().mapToGlobal(place))

    def _row_menu(self, number: int) -> QMenu:
        line = self._model.rows[number].line
        menu = QMenu(self)
        dress(menu, sheets.menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Line {line} is the header line", line=line), lambda: self.set_header(line))
        menu.addAction(tr("There is no header line"), lambda: self.set_header(0))
        return menu
