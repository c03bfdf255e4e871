"""The main window: what is seen by whom, tabs, the palette, what is remembered."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.gui.shell.conftest import QuietTab, fill, window
from tests.gui.shell.fakes import PASSWORD, Server, agent, me
from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import Time
from vosdesk.contract.operations import ACCOUNTS_TREE
from vosdesk.contract.permissions import Right, UserType
from vosdesk.contract.session import NewPrivilegedUser
from vosdesk.gui.desk import Desk
from vosdesk.gui.dialogs.about import AboutDialog
from vosdesk.gui.dialogs.help import HelpWindow
from vosdesk.gui.dialogs.password import PasswordDialog
from vosdesk.gui.main_window import MainWindow
from vosdesk.gui.pages import Pages
from vosdesk.gui.theme import look
from vosdesk.settings.preferences import Density, ThemeChoice

Enter = Callable[..., tuple[Desk, MainWindow]]
AGENT_RIGHTS = frozenset({Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW})


def texts(main: MainWindow) -> list[str]:
    """The texts of all tree nodes, indented by depth."""
    found: list[str] = []
    model = main.tree.model()

    def walk(parent: QModelIndex, depth: int) -> None:
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found.append("  " * depth + index.data())
            walk(index, depth + 1)

    walk(QModelIndex(), 0)
    return found


def titles(pages: Pages) -> list[str]:
    """What stands on the tabs."""
    return [pages.tabs.tabText(i) for i in range(pages.tabs.count())]


def quiet(main: MainWindow) -> QuietTab:
    """The page in front."""
    tab = main.pages.current_tab
    assert isinstance(tab, QuietTab)
    return tab


def test_the_tree_of_an_administrator(qtbot: QtBot, enter: Enter, server: Server) -> None:
    server.agents = (agent(1), agent(2, parent=1), agent(3))
    _, main = enter()
    qtbot.waitUntil(lambda: "  A003  Agent 3" in texts(main))
    assert texts(main) == [
        "Rate management", "  Rate group management", "  Rate search", "  Sheet templates",
        "Account management", "  A001  Agent 1", "    A002  Agent 2", "  A003  Agent 3",
        "Data query", "  Payment record", "    Reconciliation", "  Low balance", "  Call charges", "  Income details",
        "System management", "  User management", "  Rights templates", "  System log", "  System parameters",
        "  Online users", "  Verification", "  Backups",
    ]  # fmt: skip


def test_the_tree_and_menus_of_an_agent_hold_what_he_may_do(qtbot: QtBot, enter: Enter, server: Server) -> None:
    server.users["ann"] = me("ann", AGENT_RIGHTS, type=UserType.AGENT)
    server.passwords["ann"] = PASSWORD
    _, main = enter("ann")
    assert texts(main) == ["Account management", "Data query", "  Payment record", "  Low balance"]
    main.open_page("users", {})
    assert "User management" not in titles(main.pages)
    assert not any("User management" in c.text for c in main.commands())


def test_nothing_is_asked_for_without_the_right(enter: Enter, server: Server) -> None:
    server.users["bob"] = me("bob", frozenset({Right.LOG_VIEW}), type=UserType.OPERATOR)
    server.passwords["bob"] = PASSWORD
    _, main = enter("bob")
    assert titles(main.pages) == ["System log"]
    assert server.requests(ACCOUNTS_TREE) == []


def test_a_node_is_opened_once_by_double_click_and_by_return(qtbot: QtBot, enter: Enter) -> None:
    _, main = enter()
    assert titles(main.pages) == ["Account management"]
    index = main.tree.model().index(2, 0)
    payment = main.tree.model().index(0, 0, index)
    place = main.tree.visualRect(payment).center()
    QTest.mouseClick(main.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(main.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert titles(main.pages) == ["Account management", "Payment record"]
    main.tree.setCurrentIndex(main.tree.model().index(1, 0))
    QTest.keyClick(main.tree, Qt.Key.Key_Return)
    assert titles(main.pages) == ["Account management", "Payment record"]
    assert main.pages.tabs.currentIndex() == 0


def test_an_open_rate_group_is_a_node_until_it_is_closed(enter: Enter) -> None:
    _, main = enter()
    main.open_page("rates", {"rate_group": 5, "name": "Wholesale"})
    assert "    Wholesale" in texts(main)
    assert main.tree.currentIndex().data() == "Wholesale"
    main.pages.close_current()
    assert "    Wholesale" not in texts(main)
    assert main.tree.currentIndex().data() == "Account management"
    main.open_page("rate_imports", {})
    assert not main.tree.currentIndex().isValid(), "a page without a node marks none"


def test_tabs_close_by_keyboard_and_middle_click_and_come_back(qtbot: QtBot, enter: Enter) -> None:
    _, main = enter()
    main.open_page("log", {})
    main.open_page("users", {})
    bar = main.pages.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=bar.tabRect(1).center())
    assert titles(main.pages) == ["Account management", "User management"]
    main.registry.run("console.close_tab")
    assert titles(main.pages) == ["Account management"]
    main.registry.run("console.reopen_tab")
    main.registry.run("console.reopen_tab")
    assert titles(main.pages) == ["Account management", "User management", "System log"]
    main.registry.run("console.next_tab")
    assert main.pages.tabs.currentIndex() == 0
    main.registry.run("console.previous_tab")
    assert main.pages.tabs.currentIndex() == 2
    for _ in range(3):
        main.pages.close_current()
    assert main.pages.current is None
    assert main.pages.currentIndex() == 0


def test_a_tab_with_unfinished_work_stays(enter: Enter) -> None:
    desk, main = enter()
    quiet(main).stays = True
    main.pages.close_current()
    assert titles(main.pages) == ["Account management"]
    main.ask_logout()
    assert main.isVisible()
    assert desk.login_window is None
    quiet(main).stays = False


def test_shortcuts_work_from_within_a_page(qtbot: QtBot, enter: Enter) -> None:
    _, main = enter()
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    quiet(main).field.setFocus()
    QTest.keyClick(quiet(main).field, Qt.Key.Key_F5)
    assert quiet(main).reloads == 1
    QTest.keyClick(quiet(main).field, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert main.pages.current is None


def test_tabs_and_look_are_remembered_for_each_user(qtbot: QtBot, enter: Enter, server: Server) -> None:
    server.users["ann"] = me("ann", AGENT_RIGHTS, type=UserType.AGENT)
    server.passwords["ann"] = PASSWORD
    desk, main = enter()
    main.open_page("sub_accounts", {"account": 3, "number": "A003", "name": "Agent 3"})
    main.open_page("users", {})
    main.pages.tabs.tabBar().moveTab(2, 0)
    main.pages.tabs.setCurrentIndex(2)
    main.splitter.setSizes([300, 900])
    main.ask_logout()
    qtbot.waitUntil(lambda: server.token is None)
    fill(desk, "ann", PASSWORD)
    with qtbot.waitSignal(desk.entered):
        window(desk).send()
    assert desk.window is not None
    assert titles(desk.window.pages) == ["Account management"]
    desk.window.ask_logout()
    qtbot.waitUntil(lambda: server.token is None)
    fill(desk, "admin", PASSWORD)
    with qtbot.waitSignal(desk.entered):
        window(desk).send()
    assert titles(desk.window.pages) == ["User management", "Account management", "Agent 3"]
    assert desk.window.pages.tabs.currentIndex() == 2
    assert [f.tab is not None for f in desk.window.pages.frames()] == [False, False, True]
    assert desk.window.splitter.sizes()[0] == 300


def test_a_page_whose_right_was_taken_does_not_come_back(qtbot: QtBot, enter: Enter, server: Server) -> None:
    desk, main = enter()
    main.open_page("users", {})
    main.ask_logout()
    qtbot.waitUntil(lambda: server.token is None)
    server.users["admin"] = me(rights=AGENT_RIGHTS, type=UserType.OPERATOR)
    fill(desk, "admin", PASSWORD)
    with qtbot.waitSignal(desk.entered):
        window(desk).send()
    assert desk.window is not None
    assert titles(desk.window.pages) == ["Account management"]


def test_pages_are_told_what_changed_and_agents_are_fetched_anew(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    qtbot.waitUntil(lambda: len(server.requests(ACCOUNTS_TREE)) == 1)
    server.agents = (agent(9),)
    changes = Changes(touched={Noun.ACCOUNTS: [9]})
    main.context.ops.changed.emit(changes)
    assert quiet(main).told == [changes]
    qtbot.waitUntil(lambda: "  A009  Agent 9" in texts(main))


def test_the_foot_says_who_and_where(enter: Enter) -> None:
    _, main = enter()
    shown = [child.accessibleName() for child in main.statusBar().children() if hasattr(child, "accessibleName")]
    assert "User: admin (Ada Admin)" in shown
    assert "User type: Administrator" in shown
    assert "Connection: This computer" in shown
    assert "Currency: USD" in shown


def test_the_palette_finds_pages_actions_and_agents(qtbot: QtBot, enter: Enter, server: Server) -> None:
    server.agents = (agent(4),)
    _, main = enter()
    qtbot.waitUntil(lambda: "  A004  Agent 4" in texts(main))
    main.show_palette()
    palette = QApplication.activePopupWidget()
    assert palette is not None
    QTest.keyClicks(palette.field, "agent 4")  # type: ignore[attr-defined]
    assert palette.shown() == ["Open A004  Agent 4"]  # type: ignore[attr-defined]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert titles(main.pages) == ["Account management", "Agent 4"]
    main.show_palette()
    palette = QApplication.activePopupWidget()
    assert palette is not None
    QTest.keyClicks(palette.field, "compact")  # type: ignore[attr-defined]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert look().density is Density.COMPACT


def test_theme_and_density_are_kept(qtbot: QtBot, enter: Enter) -> None:
    desk, main = enter()
    main.registry.run("console.theme_dark")
    main.registry.run("console.density_compact")
    assert look().dark
    assert main.registry.action("console.theme_dark").isChecked()
    assert not main.registry.action("console.theme_light").isChecked()
    assert desk.preferences.theme is ThemeChoice.DARK
    assert desk.preferences.density is Density.COMPACT


def test_a_warning_stays_until_it_is_closed_or_something_is_done(enter: Enter) -> None:
    _, main = enter()
    main.context.notices.refused(Conflict(Code.ACCOUNT_CYCLE))
    assert main.banner.isVisible()
    assert main.banner.label.text() == "An account cannot stand below itself."
    main.banner.close_button.click()
    assert not main.banner.isVisible()
    main.context.notices.refused(Conflict(Code.ACCOUNT_CYCLE))
    main.context.notices.done("Recharged")
    assert not main.banner.isVisible()
    assert main.statusBar().currentMessage() == "Recharged"


def test_new_privileged_users_are_told(enter: Enter, server: Server) -> None:
    new = NewPrivilegedUser(login="eve", type=UserType.ADMINISTRATOR, by="bob", at=Time(0))
    server.users["admin"] = me(new_privileged=(new,))
    _, main = enter()
    assert main.banner.isVisible()
    assert "eve (Administrator), by bob" in main.banner.label.text()


DIALOGS: dict[str, type[QDialog]] = {
    "console.help": HelpWindow,
    "console.about": AboutDialog,
    "console.change_password": PasswordDialog,
}


@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs_open_and_close(qtbot: QtBot, enter: Enter, name: str) -> None:
    _, main = enter()
    main.registry.run(name)
    shown = main.findChildren(DIALOGS[name])
    assert [d.isVisible() for d in shown] == [True]
    QTest.keyClick(shown[0], Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: main.findChildren(DIALOGS[name]) == [])


def test_the_wheel_does_not_change_tabs(enter: Enter) -> None:
    _, main = enter()
    main.open_page("log", {})
    bar = main.pages.tabs.tabBar()
    middle = QPointF(bar.rect().center())
    wheel = QWheelEvent(
        middle, middle, QPoint(0, 120), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(bar, wheel)
    assert main.pages.tabs.currentIndex() == 1


def test_f1_opens_the_page_of_the_current_tab(qtbot: QtBot, enter: Enter) -> None:
    _, main = enter()
    for node_id, page in (("payments", "payments"), ("log", "system"), ("users", "users")):
        main.open_page(node_id, {})
        main.registry.run("console.help")
        (window,) = main.findChildren(HelpWindow)
        assert (node_id, window.page) == (node_id, page)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: main.findChildren(HelpWindow) == [])
    while main.pages.current_tab is not None:
        main.pages.close_current()
    main.registry.run("console.help")
    (window,) = main.findChildren(HelpWindow)
    assert window.page == "guide"
