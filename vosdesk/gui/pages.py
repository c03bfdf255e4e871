"""The open tabs: opened once, closed, moved, remembered; each with the toolbar of what it offers."""

import html
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QTabWidget, QToolBar, QToolButton, QVBoxLayout, QWidget

from vosdesk.contract.changes import Changes
from vosdesk.gui import sheets
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.opening import show_after_events
from vosdesk.gui.icons import icon
from vosdesk.gui.sheets import dress
from vosdesk.gui.tabs import PAGES
from vosdesk.gui.tabs.base import Tab, tab_id
from vosdesk.gui.text import node_text, tr

MOST_CLOSED = 20
TITLE_WIDTH = 240
"""Pixels of a title on its tab at most."""


class Frame(QWidget):
    """The place of one tab. Its page is made when it is first shown: reopening twenty tabs costs one."""

    made = Signal(object)

    def __init__(self, context: Context, node_id: str, params: Mapping[str, object], title: str) -> None:
        super().__init__()
        self._context = context
        self.node_id = node_id
        self.params = dict(params)
        self.title = title
        self.tab: Tab | None = None
        self.toolbar: QToolBar | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def id(self) -> str:
        """The identity of the tab."""
        return tab_id(self.node_id, self.params)

    def make(self) -> Tab:
        """The page, made now if it was not before."""
        if self.tab is None:
            self.tab = PAGES[self.node_id].create(self._context, self.params)
            show_after_events(self.tab)
            self._column.addWidget(self.tab, 1)
            self.made.emit(self)
        return self.tab

    def put_toolbar(self, toolbar: QToolBar | None) -> None:
        """Show a toolbar over the page, in place of the one that is there."""
        if self.toolbar is not None:
            self._column.removeWidget(self.toolbar)
            self.toolbar.hide()
            self.toolbar.deleteLater()
        self.toolbar = toolbar
        if toolbar is not None:
            self._column.insertWidget(0, toolbar)
            toolbar.setContentsMargins(8, 0, 8, 0)


class Pages(QStackedWidget):
    """The tabs at the right; a quiet page when none is open."""

    current_changed = Signal()
    """Another tab is current, or its selection changed."""
    page_made = Signal(object)
    opened = Signal(object)
    closed = Signal(object)
    menu_wanted = Signal(object, object)
    act_wanted = Signal(object)

    def __init__(self, welcome: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        self._closed: list[tuple[str, dict[str, object], str]] = []
        self.tabs = QTabWidget()
        self.tabs.setTabBar(_Bar())
        self.tabs.setDocumentMode(True)
        self.tabs.setMovable(True)
        self.tabs.setIconSize(QSize(16, 16))
        # Titles keep their width, and arrows come up when there are too many: squeezed ones say nothing.
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(tr("Open pages"))
        self.tabs.tabBar().setAccessibleName(tr("Tabs"))
        dress(self.tabs.tabBar(), sheets.tab_bar)
        self.addWidget(welcome)
        self.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._current_changed)
        self.tabs.tabBar().tabCloseRequested.connect(self.close_at)

    def use(self, context: Context) -> None:
        """Open pages for this login from now on."""
        self._context = context

    def open(self, node_id: str, params: Mapping[str, object], title: str = "") -> Frame:
        """Open a page as a tab, or go to the tab that shows it already."""
        wanted = tab_id(node_id, params)
        for index in range(self.tabs.count()):
            frame = self.frame(index)
            if frame.id == wanted:
                self.tabs.setCurrentIndex(index)
                frame.make().opened_again(params)
                return frame
        frame = self.add(node_id, params, title)
        self._show(frame)
        return frame

    def add(self, node_id: str, params: Mapping[str, object], title: str = "") -> Frame:
        """Add a tab at the end without going to it; its page is made when it is shown."""
        if self._context is None:
            raise RuntimeError("no login to open pages for")
        frame = Frame(self._context, node_id, params, title or node_text(node_id))
        frame.made.connect(self._page_made)
        self.tabs.blockSignals(True)
        index = self.tabs.addTab(frame, "")
        self.tabs.blockSignals(False)
        self._show_title(index, frame.title)
        self.tabs.setTabIcon(index, icon(node_id))
        self.tabs.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button(frame))
        self.setCurrentIndex(1)
        self.opened.emit(frame)
        return frame

    def frame(self, index: int) -> Frame:
        """The place of the tab at ``index``."""
        widget = self.tabs.widget(index)
        if not isinstance(widget, Frame):
            raise IndexError(index)
        return widget

    def frames(self) -> list[Frame]:
        """All tabs, in their order."""
        return [self.frame(i) for i in range(self.tabs.count())]

    @property
    def current(self) -> Frame | None:
        """The tab in front."""
        return self.frame(self.tabs.currentIndex()) if self.tabs.count() else None

    @property
    def current_tab(self) -> Tab | None:
        """The page in front."""
        return self.current.tab if self.current is not None else None

    def close_at(self, index: int) -> bool:
        """Close a tab unless it holds unfinished work that the user wants to keep."""
        frame = self.frame(index)
        if frame.tab is not None and not frame.tab.may_close():
            return False
        self._closed = [*self._closed, (frame.node_id, frame.params, frame.title)][-MOST_CLOSED:]
        self._remove(index)
        return True

    def close_forbidden(self, allowed: Callable[[str], bool]) -> list[str]:
        """Close every tab whose node the user may no longer open, whatever it holds; returns their titles."""
        closed = [frame for frame in self.frames() if not allowed(frame.node_id)]
        for frame in closed:
            self._remove(self.tabs.indexOf(frame))
        self._closed = [entry for entry in self._closed if allowed(entry[0])]
        return [frame.title for frame in closed]

    def _remove(self, index: int) -> None:
        frame = self.frame(index)
        self.tabs.removeTab(index)
        if not self.tabs.count():
            self.setCurrentIndex(0)
        frame.hide()
        frame.deleteLater()
        self.closed.emit(frame)
        self.current_changed.emit()

    def close_current(self) -> None:
        """Close the tab in front."""
        if self.tabs.count():
            self.close_at(self.tabs.currentIndex())

    def may_close_all(self) -> bool:
        """Whether no tab objects to being closed."""
        return all(f.tab is None or f.tab.may_close() for f in self.frames())

    def reopen(self) -> None:
        """Open the tab that was closed last."""
        if self._closed:
            self.open(*self._closed.pop())

    def step(self, by: int) -> None:
        """Go to the next tab, or the one before."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def reload_current(self) -> None:
        """Fetch the page in front once more."""
        if self.current_tab is not None:
            self.current_tab.reload()

    def focus_current(self) -> None:
        """Give the keyboard to the page in front."""
        if self.current_tab is not None:
            self.current_tab.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell(self, changes: Changes) -> None:
        """Tell every page what changed."""
        for frame in self.frames():
            if frame.tab is not None:
                frame.tab.changed(changes)

    def reload_all(self) -> None:
        """Fetch every page once more."""
        for frame in self.frames():
            if frame.tab is not None:
                frame.tab.reload()

    def state(self) -> list[dict[str, Any]]:
        """What to remember of the open tabs."""
        front = self.tabs.currentIndex()
        return [
            {"node": f.node_id, "params": f.params, "title": f.title, "front": i == front}
            for i, f in enumerate(self.frames())
        ]

    def restore(self, state: list[Any], allowed: Callable[[str], bool]) -> None:
        """Open remembered tabs, those whose node this user may still open."""
        front: Frame | None = None
        for entry in state:
            node_id = entry.get("node") if isinstance(entry, dict) else None
            params = entry.get("params") if isinstance(entry, dict) else None
            if node_id not in PAGES or not isinstance(params, dict) or not allowed(node_id):
                continue
            frame = self.add(node_id, params, str(entry.get("title", "")))
            front = frame if entry.get("front") or front is None else front
        if front is not None:
            self._show(front)

    def _show(self, frame: Frame) -> None:
        if self.tabs.currentWidget() is frame:
            self._current_changed()  # the first tab is in front already
        else:
            self.tabs.setCurrentWidget(frame)

    def _close_button(self, frame: Frame) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("close"))
        button.setIconSize(QSize(12, 12))
        button.setFixedSize(18, 18)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(tr("Close {tab}", tab=frame.title))
        button.setToolTip(tr("Close the tab (Ctrl+W)"))
        button.clicked.connect(partial(self._close_frame, frame))
        return button

    def _close_frame(self, frame: Frame, checked: bool = False) -> None:
        self.close_at(self.tabs.indexOf(frame))

    def _current_changed(self, index: int = 0) -> None:
        if self.current is not None:
            self.current.make()
        self.current_changed.emit()

    def _page_made(self, frame: Frame) -> None:
        tab = frame.make()
        tab.selection_changed.connect(self.current_changed)
        tab.title_changed.connect(self._titles)
        tab.menu_wanted.connect(self._menu)
        tab.act_wanted.connect(self.act_wanted)
        self._titles()
        self.page_made.emit(frame)

    def _menu(self, place: QPoint) -> None:
        self.menu_wanted.emit(self.current_tab, place)

    def _titles(self) -> None:
        for index, frame in enumerate(self.frames()):
            if frame.tab is not None:
                frame.title = frame.tab.title()
                self._show_title(index, frame.title)
                self.tabs.setTabIcon(index, icon(frame.tab.icon))

    def _show_title(self, index: int, title: str) -> None:
        shown = self.tabs.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, TITLE_WIDTH)
        self.tabs.setTabText(index, shown.replace("&", "&&"))
        self.tabs.setTabToolTip(index, html.escape(title) if shown != title else "")


class _Bar(QTabBar):
    """Closes a tab on a middle click; the wheel does not change tabs by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.installEventFilter(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and index >= 0:
            self.tabCloseRequested.emit(index)
            return
        super().mouseReleaseEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() is QEvent.Type.Wheel or super().eventFilter(watched, event)
