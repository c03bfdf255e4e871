"""Menus, toolbars and context menus, made from the catalogue for one window and one login."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from vosdesk.contract.permissions import Right
from vosdesk.gui import sheets
from vosdesk.gui.actions.spec import MENUS, Action, Place, Scene
from vosdesk.gui.icons import icon
from vosdesk.gui.sheets import dress
from vosdesk.gui.text import mark, reason, tr, without_mnemonic

MENU_TEXTS: dict[Place, str] = {
    Place.MENU_CONSOLE: mark("&Console"),
    Place.MENU_USER: mark("&Users"),
    Place.MENU_ACCOUNT: mark("&Accounts"),
    Place.MENU_RATE: mark("&Rates"),
    Place.MENU_PAYMENT: mark("&Payments"),
    Place.MENU_SYSTEM: mark("&System"),
    Place.MENU_VIEW: mark("&View"),
    Place.MENU_HELP: mark("&Help"),
}


class Registry(QObject):
    """One QAction for each action that this user sees; judged anew whenever tab or selection change.

    ``actions`` holds those that he sees now. When his rights change a QAction is hidden, never deleted: it may be the
    one whose form is open.
    """

    def __init__(
        self,
        actions: Iterable[Action],
        window: QWidget,
        scene: Callable[[], Scene],
        why: Callable[[Scene, Action, str], None],
    ) -> None:
        super().__init__(window)
        self._scene = scene
        self._why = why
        self._window = window
        self._all = tuple(actions)
        self._said: dict[str, str | None] = {}
        self._made: dict[str, QAction] = {}
        self._menus: dict[Place, QMenu] = {}
        self.actions: dict[str, Action] = {}
        self.use(scene().context.me.rights)

    def use(self, rights: Iterable[Right]) -> None:
        """Show the actions of a user with ``rights``; menus and toolbars are filled anew by whoever made them."""
        held = frozenset(rights)
        self.actions = {a.id: a for a in self._all if a.shown(held)}
        for action in self.actions.values():
            if action.id not in self._made:
                self._made[action.id] = self._make(action, self._window)
        for action_id, made in self._made.items():
            made.setVisible(action_id in self.actions)
            if action_id not in self.actions:
                made.setEnabled(False)

    def action(self, action_id: str) -> QAction:
        """The QAction of an action that is shown."""
        return self._made[action_id]

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Show a menu for each menu place that holds an action."""
        bar.clear()
        for place in MENUS:
            wanted = [a for a in self.actions.values() if place in a.places]
            if wanted:
                menu = self._menus.get(place)
                if menu is None:
                    menu = self._menus[place] = QMenu(tr(MENU_TEXTS[place]), bar)
                    menu.setToolTipsVisible(True)
                self._fill(menu, wanted)
                bar.addMenu(menu)

    def toolbar(self, offered: Iterable[Action], parent: QWidget) -> QToolBar | None:
        """The toolbar of a tab that offers these actions; None when there is nothing to put in it."""
        if not self._on_toolbar(offered):
            return None
        bar = QToolBar(parent)
        dress(bar, sheets.tool_bar)
        bar.setAccessibleName(tr("Actions"))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(QSize(16, 16))
        self.fill_toolbar(bar, offered)
        return bar

    def fill_toolbar(self, bar: QToolBar, offered: Iterable[Action]) -> None:
        """Put what a tab offers into its toolbar, in place of what stands there."""
        self._fill(bar, self._on_toolbar(offered))
        for made in bar.actions():
            button = bar.widgetForAction(made)
            if button is not None and not made.isSeparator():
                button.setAccessibleName(made.iconText())

    def row_menu(self, offered: Iterable[Action], parent: QWidget) -> QMenu:
        """The context menu of the selected rows; what is greyed says why in a menu of its own."""
        menu = QMenu(parent)
        dress(menu, sheets.menu)
        menu.setToolTipsVisible(True)
        wanted = [a for a in offered if Place.ROW in a.places and a.id in self.actions]
        self._fill(menu, wanted)
        scene = self._scene()
        greyed = [(a, code) for a in wanted if (code := a.hindrance(scene))]
        if greyed:
            menu.addSeparator()
            reasons = menu.addMenu(icon("why"), tr("&Why not?"))
            for action, code in greyed:
                entry = reasons.addAction(without_mnemonic(tr(action.text)))
                entry.triggered.connect(partial(self._explain, action, code))
        return menu

    def pop_up(self, offered: Iterable[Action], parent: QWidget, place: QPoint) -> None:
        """Show the context menu at a global position."""
        menu = self.row_menu(offered, parent)
        menu.aboutToHide.connect(menu.deleteLater)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(place)

    def judge(self) -> None:
        """Enable what can run now; say why of the rest."""
        scene = self._scene()
        for action in self.actions.values():
            made = self._made[action.id]
            code = action.hindrance(scene)
            made.setEnabled(code is None)
            if action.checked is not None:
                made.setChecked(action.checked(scene))
            if self._said.get(action.id) == code:
                continue  # each text that is set makes every menu and toolbar look at its actions again
            self._said[action.id] = code
            hint = reason(code) if code else ""
            made.setStatusTip(hint)
            made.setToolTip(_tip(made, hint))

    def run(self, action_id: str) -> bool:
        """Run an action if it is shown and can run now, else say why not; whether it did."""
        self.judge()
        if action_id not in self.actions:
            return False
        made = self._made[action_id]
        if not made.isEnabled():
            code = self._said.get(action_id)
            if code:
                self._scene().context.notices.warn(reason(code))
            return False
        made.trigger()
        return True

    def _make(self, action: Action, window: QWidget) -> QAction:
        made = QAction(icon(action.icon), tr(action.text), window)
        made.setObjectName(action.id)
        made.setCheckable(action.checked is not None)
        made.setIconText(without_mnemonic(tr(action.text)))
        if action.shortcut is not None:
            made.setShortcuts(QKeySequence.listFromString(action.shortcut))
        made.triggered.connect(partial(self._trigger, action))
        window.addAction(made)
        return made

    def _trigger(self, action: Action, checked: bool = False) -> None:
        action.run(self._scene())
        self.judge()

    def _explain(self, action: Action, code: str, checked: bool = False) -> None:
        self._why(self._scene(), action, code)

    def _on_toolbar(self, offered: Iterable[Action]) -> list[Action]:
        return [a for a in offered if Place.TOOLBAR in a.places and a.id in self.actions]

    def _fill(self, widget: QMenu | QToolBar, wanted: Iterable[Action]) -> None:
        widget.clear()
        for action in wanted:
            if action.separated and widget.actions():
                widget.addSeparator()
            widget.addAction(self._made[action.id])


def _tip(made: QAction, hint: str) -> str:
    keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    first = f"{made.iconText()} ({keys})" if keys else made.iconText()
    return f"{first}\n{hint}" if hint else first
