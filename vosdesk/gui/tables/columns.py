"""What a user made of a table's columns: order, widths, which are shown. Remembered by column id."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu

from vosdesk.gui import sheets
from vosdesk.gui.sheets import dress
from vosdesk.gui.tables.column import Column
from vosdesk.gui.text import tr
from vosdesk.settings.store import Store

SAVE_AFTER_MS = 400
LEAST_WIDTH = 36


class Layout(msgspec.Struct, frozen=True):
    """Column ids in visual order, widths in pixels, and the hidden ones."""

    order: tuple[str, ...] = ()
    widths: dict[str, int] = {}
    hidden: tuple[str, ...] = ()


class ColumnLayout(QObject):
    """Applies and remembers the layout of one header; makes its context menu."""

    def __init__(self, header: QHeaderView, columns: Sequence[Column[Any]], store: Store, key: str) -> None:
        super().__init__(header)
        self._header, self._columns, self._store, self._key = header, columns, store, key
        self._numbers = {c.id: n for n, c in enumerate(columns)}
        self._applying = False
        self._left_out: frozenset[str] = frozenset()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SAVE_AFTER_MS)
        self._later.timeout.connect(self.save)
        self.apply(self._stored())
        header.sectionResized.connect(self._touched)
        header.sectionMoved.connect(self._touched)

    def apply(self, layout: Layout) -> None:
        """Show the columns so. Unknown ids are ignored, new columns keep their own place and width."""
        self._applying = True
        header = self._header
        hidden = set(layout.hidden) if layout.order else {c.id for c in self._columns if not c.visible}
        for number, column in enumerate(self._columns):
            header.showSection(number)
            header.resizeSection(number, max(LEAST_WIDTH, layout.widths.get(column.id, column.width)))
        known = [i for i in layout.order if i in self._numbers]
        for place, column_id in enumerate(known or [c.id for c in self._columns]):
            header.moveSection(header.visualIndex(self._numbers[column_id]), place)
        hidden |= self._left_out
        for number, column in enumerate(self._columns):
            header.setSectionHidden(number, column.id in hidden and len(hidden) < len(self._columns))
        self._applying = False

    def leave_out(self, ids: Iterable[str]) -> None:
        """Do not show these columns, which have nothing to say now; what the user chose of them stays remembered."""
        if self._left_out != frozenset(ids):
            self.flush()
            self._left_out = frozenset(ids)
            self.apply(self._stored())

    def reset(self) -> None:
        """The columns as the table came."""
        self.apply(Layout())
        self._later.stop()
        self._store.set(self._key, {})

    def save(self) -> None:
        """Remember the layout now."""
        self._later.stop()
        header = self._header
        order = tuple(self._columns[header.logicalIndex(v)].id for v in range(len(self._columns)))
        stored = self._stored()
        old = stored.widths
        gone = {c.id for n, c in enumerate(self._columns) if header.isSectionHidden(n)}
        chosen = set(stored.hidden) if stored.order else {c.id for c in self._columns if not c.visible}
        hidden = tuple(c.id for c in self._columns if c.id in (chosen if c.id in self._left_out else gone))
        widths = {
            c.id: old.get(c.id, c.width) if c.id in gone else header.sectionSize(n) for n, c in enumerate(self._columns)
        }
        self._store.set(self._key, msgspec.to_builtins(Layout(order, widths, hidden)))

    def flush(self) -> None:
        """Remember what was changed a moment ago."""
        if self._later.isActive():
            self.save()

    def shown(self) -> list[int]:
        """The numbers of the columns on screen, from left to right."""
        header = self._header
        visual = (header.logicalIndex(v) for v in range(len(self._columns)))
        return [n for n in visual if not header.isSectionHidden(n)]

    def menu(self) -> QMenu:
        """Columns to show or hide, and back to how they were."""
        menu = QMenu(self._header)
        dress(menu, sheets.menu)
        title = QAction(tr("Columns"), menu)
        title.setEnabled(False)
        menu.addAction(title)
        shown = self.shown()
        for number, column in enumerate(self._columns):
            if column.id in self._left_out:
                continue
            action = QAction(tr(column.title), menu)
            action.setCheckable(True)
            action.setChecked(number in shown)
            # The last one stays: a table without columns could not be asked for its menu again.
            action.setEnabled(shown != [number])
            action.setData(number)
            action.toggled.connect(self._toggled)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(tr("Reset columns"), self.reset)
        return menu

    def _toggled(self, on: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._header.setSectionHidden(int(action.data()), not on)
            self.save()

    def _touched(self) -> None:
        if not self._applying:
            self._later.start()

    def _stored(self) -> Layout:
        try:
            return msgspec.convert(self._store.get(self._key, {}), Layout)
        except msgspec.ValidationError:
            return Layout()
