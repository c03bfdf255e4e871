"""Cells that lead to another page: a count opens the list that it counts."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QTableView, QToolTip

from vosdesk.gui.tables.paged_model import PagedModel
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone


class Links(QObject):
    """Shows a hand over the links of a table, says where they lead, and follows them on a double-click.

    A column leads where its ``opens`` says, once ``use`` was told that the user can go there. A cell is a link when
    it holds anything that is not muted, as a count of none is. ``followed`` carries the id of the action.
    """

    followed = Signal(object)

    def __init__(self, view: QTableView, rows: PagedModel[Any]) -> None:
        super().__init__(view)
        self._view, self._rows = view, rows
        self._texts: Mapping[str, str] = {}
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def use(self, texts: Mapping[str, str]) -> None:
        """The actions that this user can take, by id, with the texts that say where they lead."""
        self._texts = texts
        opens = {number: column.opens for number, column in enumerate(self._rows.columns)}
        self._rows.links = {number: action for number, action in opens.items() if action in texts}

    def at(self, place: QPoint) -> str:
        """The id of the action that the cell at a point of the viewport leads to; empty when it is no link."""
        index = self._view.indexAt(place)
        action = self._rows.links.get(index.column()) if index.isValid() else None
        if action is None:
            return ""
        cells = self._rows.cells(index.row())
        return action if cells is not None and cells[1][index.column()] is Tone.ACCENT else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mouse over, help for, and double-clicks on links; everything else goes its way."""
        kind = event.type()
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._point(bool(self.at(event.position().toPoint())))
        elif kind == QEvent.Type.Leave:
            self._point(False)
        elif kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            action = self.at(event.pos())
            if action:
                said = tr("Double-click: {act}", act=self._texts[action])
                QToolTip.showText(event.globalPos(), said, self._view)
                return True
        elif kind == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            action = self.at(event.position().toPoint())
            if action and event.button() is Qt.MouseButton.LeftButton:
                self.followed.emit(action)
                return True
        return False

    def _point(self, on: bool) -> None:
        viewport = self._view.viewport()
        wanted = Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor
        if viewport.cursor().shape() is not wanted:
            viewport.setCursor(wanted)
