"""Somebody at the keyboard: the whole program, from the login window on, worked by clicks and keys."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.shell.fakes import Ring
from tests.support.world import PASSWORD
from vosdesk.contract.errors import Problem
from vosdesk.gui.desk import Desk
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.fields import Field
from vosdesk.gui.front import Front
from vosdesk.gui.login_dialog import LoginWindow
from vosdesk.gui.main_window import MainWindow
from vosdesk.gui.places import Factory
from vosdesk.gui.tables import State, TableView
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.settings.paths import Paths
from vosdesk.settings.secrets import Secrets

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 20_000
"""Milliseconds that a condition may take on a busy machine."""


class Console:
    """One run of the program on one database file."""

    def __init__(self, qtbot: QtBot, paths: Paths, factory: Factory, database: Path | None = None) -> None:
        self._qtbot = qtbot
        self.desk = Desk(Front(paths, database=database), factory, secrets=Secrets(Ring))
        self.desk.start()

    # --- what is on the screen ---------------------------------------------------------------------------------

    @property
    def login_window(self) -> LoginWindow:
        """The login window, which is on the screen."""
        assert self.desk.login_window is not None
        return self.desk.login_window

    @property
    def window(self) -> MainWindow:
        """The main window, which is on the screen."""
        assert self.desk.window is not None
        return self.desk.window

    @property
    def tab(self) -> ListTab[Any]:
        """The page in front."""
        tab = self.window.pages.current_tab
        assert isinstance(tab, ListTab)
        return tab

    def tree(self) -> list[str]:
        """The texts of the navigation tree, indented by depth."""
        return ["  " * depth + str(index.data()) for index, depth in self._nodes()]

    def rows(self, table: TableView[Any] | None = None) -> list[Any]:
        """The loaded rows of a table, of the page in front unless one is given."""
        model = (table or self.tab.table).rows
        return [row for n in range(model.rowCount()) if (row := model.row(n)) is not None]

    def cells(self, column: str, table: TableView[Any] | None = None) -> list[str]:
        """What a column shows, row by row."""
        model = (table or self.tab.table).rows
        section = [c.id for c in model.columns].index(column)
        return [str(model.index(n, section).data()) for n in range(model.rowCount())]

    def dialog(self, kind: type[W]) -> W:
        """The one dialog of this kind, as soon as it is there and nothing is under way."""
        self.wait(lambda: len(self._shown(kind)) == 1)
        return self._shown(kind)[0]

    def has(self, kind: type[QWidget]) -> bool:
        """Whether a dialog of this kind is on the screen."""
        return bool(self._shown(kind))

    def said(self) -> str:
        """What the window says now: the banner if there is one, else the status line."""
        banner = self.window.banner
        return banner.label.text() if banner.isVisible() else self.window.statusBar().currentMessage()

    # --- waiting -----------------------------------------------------------------------------------------------

    def wait(self, condition: Callable[[], bool] = lambda: True) -> None:
        """Wait until ``condition`` holds while nothing is under way."""
        calm = 0

        def settled() -> bool:
            nonlocal calm
            # Answers are delivered through the event loop, and may ask for more.
            calm = calm + 1 if not self._busy() else 0
            return calm >= 3 and condition()

        self._qtbot.waitUntil(settled, timeout=PATIENCE)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until ``condition`` holds, whatever is under way."""
        self._qtbot.waitUntil(condition, timeout=PATIENCE)

    # --- coming and going --------------------------------------------------------------------------------------

    def log_in(self, login: str, password: str = PASSWORD) -> None:
        """Type login name and password, and wait for the main window."""
        self.send_login(login, password)
        self.enter()

    def send_login(self, login: str, password: str) -> None:
        """Type login name and password, and press Return."""
        window = self.login_window
        self.write(window.login.field, login)
        self.write(window.password.field, password)
        self._qtbot.keyClick(window.password.field, Qt.Key.Key_Return)

    def enter(self) -> None:
        """Wait for the main window, filled."""
        self.wait_for(lambda: self.desk.window is not None)
        self._qtbot.waitExposed(self.window)
        self.window.resize(1440, 900)
        self.loaded()

    def log_out(self) -> None:
        """Choose Log out in the menu, and wait until another can log in."""
        self.window.registry.action("console.logout").trigger()
        self.wait_for(lambda: self.desk.login_window is not None and not self.login_window.error.text())

    # --- hands -------------------------------------------------------------------------------------------------

    def press(self, button: QAbstractButton) -> None:
        """Click a button that can be seen and is alive."""
        assert button.isVisible(), f"“{button.text()}” is not there"
        assert button.isEnabled(), f"“{button.text()}” is dead"
        at = QPoint(8, button.height() // 2) if isinstance(button, QCheckBox) else button.rect().center()
        self._qtbot.mouseClick(button, LEFT, pos=at)

    def press_on(self, widget: QWidget) -> None:
        """Click into a field."""
        assert widget.isVisible()
        self._qtbot.mouseClick(widget, LEFT)

    def write(self, widget: QWidget, text: str) -> None:
        """Replace what stands in a field by typing."""
        assert widget.isVisible()
        assert widget.isEnabled()
        widget.setFocus()
        self._qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._qtbot.keyClick(widget, Qt.Key.Key_Delete)
        self._qtbot.keyClicks(widget, text)

    def choose(self, combo: QComboBox, text: str) -> None:
        """Go through a combo box by keys until it shows ``text``."""
        offered = [combo.itemText(n) for n in range(combo.count())]
        assert text in offered, f"“{text}” is not among {offered}"
        assert combo.isVisible()
        assert combo.isEnabled()
        combo.setFocus()
        self._qtbot.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(combo.count()):
            if combo.currentText() == text:
                return
            self._qtbot.keyClick(combo, Qt.Key.Key_Down)
        raise AssertionError(f"“{text}” cannot be reached by keys")

    def put(self, field: Field, value: str | bool) -> None:
        """Give a field a value as a user does: text is typed, a choice gone to, a box clicked."""
        target = field.target()
        if isinstance(target, QComboBox):
            self.choose(target, str(value))
        elif isinstance(target, QCheckBox):
            if target.isChecked() is not value:
                self.press(target)
        else:
            assert isinstance(target, QLineEdit | QPlainTextEdit)
            self.write(target, str(value))

    def fill(self, form: Form[Any, Any], **values: str | bool) -> None:
        """Fill in fields of a form; ``account__number`` is the field “account.number”. Completions are waited for."""
        for name, value in values.items():
            field = form.field(name.replace("__", "."))
            self.put(field, value)
            if hasattr(field, "offered"):
                self.wait(lambda field=field: not isinstance(field.value(), Problem))  # type: ignore[misc]

    def send(self, form: Form[Any, Any]) -> None:
        """Press the form's button, and wait until it has gone."""
        self.press(form.ok)
        self.wait(lambda: not self._shown(type(form)))
        self.loaded()

    def try_to_send(self, form: Form[Any, Any]) -> None:
        """Press the form's button, and wait for the answer that keeps the form open."""
        self.press(form.ok)
        self.wait(lambda: not form.sending)
        assert form.isVisible()

    def close(self, dialog: QDialog) -> None:
        """Press Escape in a dialog, and wait until it has gone."""
        self._qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        self.wait(lambda: dialog not in self._shown(QDialog))

    # --- pages -------------------------------------------------------------------------------------------------

    def open(self, text: str) -> ListTab[Any]:
        """Double-click the node of the tree whose text begins with ``text``; its page, loaded."""
        tree = self.window.tree
        index = next(i for i, _ in self._nodes() if str(i.data()).startswith(text))
        tree.scrollTo(index)
        place = tree.visualRect(index).center()
        self._qtbot.mouseClick(tree.viewport(), LEFT, pos=place)
        self._qtbot.mouseDClick(tree.viewport(), LEFT, pos=place)
        self.loaded()
        return self.tab

    def loaded(self) -> None:
        """Wait until the page in front shows its rows."""
        self.wait(lambda: self.tab.table.rows.state in (State.READY, State.FAILED))

    def click_row(self, table: TableView[Any] | None = None, **wanted: object) -> Any:
        """Click the one row whose attributes are these."""
        table = table or self.tab.table
        found = [
            (n, row)
            for n in range(table.rows.rowCount())
            if (row := table.rows.row(n)) is not None and all(getattr(row, k) == v for k, v in wanted.items())
        ]
        assert len(found) == 1, f"{len(found)} rows of {wanted} among {self.rows(table)}"
        number, row = found[0]
        self._qtbot.mouseClick(table.viewport(), LEFT, pos=self._place(table, number))
        assert table.selected_rows() == [row]
        return row

    def act(self, action_id: str) -> None:
        """Do an action: by its button where the page has one, else by its menu entry."""
        self.window.registry.judge()
        action = self.window.registry.action(action_id)
        assert action.isEnabled(), f"{action_id} is greyed: {action.statusTip()}"
        frame = self.window.pages.current
        bar: QToolBar | None = frame.toolbar if frame is not None else None
        button = bar.widgetForAction(action) if bar is not None else None
        if isinstance(button, QAbstractButton) and button.isVisible():
            self.press(button)
        else:
            action.trigger()
        self.wait()

    def row_menu(self, **wanted: object) -> QMenu:
        """Right-click a row; the menu that comes up."""
        table = self.tab.table
        row = self.click_row(table, **wanted)
        number = next(n for n in range(table.rows.rowCount()) if table.rows.row(n) == row)
        place = self._place(table, number)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
        QApplication.sendEvent(table.viewport(), event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def pick(self, menu: QMenu, text: str) -> None:
        """Click the entry of a menu that says ``text``, mnemonics aside."""
        entry = next(a for a in menu.actions() if a.text().replace("&", "") == text)
        assert entry.isEnabled(), f"“{text}” is greyed"
        self._qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(entry).center())
        self.wait()

    # --- inside ------------------------------------------------------------------------------------------------

    def _busy(self) -> bool:
        connection = self.desk._connection
        return connection is None or connection.ops.busy > 0

    def _shown(self, kind: type[W]) -> list[W]:
        mine = (self.desk.window, self.desk.login_window)
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return [w for w in found if _root(w) in mine]

    def _nodes(self) -> list[tuple[QModelIndex, int]]:
        model = self.window.tree.model()
        found: list[tuple[QModelIndex, int]] = []

        def walk(parent: QModelIndex, depth: int) -> None:
            for n in range(model.rowCount(parent)):
                index = model.index(n, 0, parent)
                found.append((index, depth))
                walk(index, depth + 1)

        walk(QModelIndex(), 0)
        return found

    def _place(self, table: TableView[Any], number: int) -> QPoint:
        index = table.rows.index(number, table.layout_of_columns.shown()[0])
        table.scrollTo(index)
        return table.visualRect(index).center()


def _root(widget: QWidget) -> QWidget:
    above = widget.parentWidget()
    return widget if above is None else _root(above)
