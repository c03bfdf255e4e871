"""Counts lead to what they count: by double-click, and from the row's menu."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.support.world import AGENT_RIGHTS, World
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.permissions import GroupRight, Right, UserType
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.rates import RatesTab
from vosdesk.gui.tabs.sub_accounts import SubAccountsTab
from vosdesk.gui.theme import Tone

Screens = Callable[..., Screen]


def number_of(tab: ListTab[Any], wanted: Callable[[Any], bool]) -> int:
    rows = tab.table.rows
    return next(n for n in range(rows.rowCount()) if wanted(rows.row(n)))


def place(tab: ListTab[Any], number: int, column: str) -> QPoint:
    section = [c.id for c in tab.table.rows.columns].index(column)
    index = tab.table.rows.index(number, section)
    tab.table.scrollTo(index)
    return tab.table.visualRect(index).center()


def tone(tab: ListTab[Any], number: int, column: str) -> Tone | None:
    cells = tab.table.rows.cells(number)
    assert cells is not None
    return cells[1][[c.id for c in tab.table.rows.columns].index(column)]


def double_click(screen: Screen, tab: ListTab[Any], number: int, column: str) -> Any:
    at = place(tab, number, column)
    QTest.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    screen.quiet()
    return front(screen)


def front(screen: Screen) -> Any:
    """The page in front, whatever it is."""
    return screen.window.pages.current_tab


def accounts_shown(tab: ListTab[Any]) -> set[str]:
    rows: Any = tab.table.rows
    return {rows.row(n).number for n in range(rows.rowCount())}


@pytest.fixture
def users_of_the_group(world: World, group: RateGroupId) -> RateGroupId:
    """Two accounts use the group, one of them cancelled; a third does not."""
    world.account("1001", rate_group=group)
    gone = world.account("1002", rate_group=group)
    world.do(world.admin, o.ACCOUNTS_CANCEL, a.CancelAccount(id=gone))
    world.account("1003")
    return group


@pytest.mark.parametrize("by_menu", [False, True])
def test_the_number_of_accounts_opens_those_accounts(
    screen_of: Screens, users_of_the_group: RateGroupId, by_menu: bool
) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "rate_groups")
    row: Any = tab.table.rows.row(0)
    assert row.accounts == 2
    if by_menu:
        tab.table.selectRow(0)
        screen.run("rate_groups.accounts")
        found = front(screen)
    else:
        found = double_click(screen, tab, 0, "accounts")
    assert found.node_id == "accounts"
    assert accounts_shown(found) == {"1001", "1002"}, "as many as the number says"
    assert found.bar.active() == ["rate_group", "active"]
    assert found.bar.field("rate_group").combo.currentText() == "Retail"
    found.bar.apply()
    screen.quiet()
    assert accounts_shown(found) == {"1001", "1002"}, "the fields say what the filter is"


def test_a_private_group_is_filtered_by_as_well(screen_of: Screens, world: World) -> None:
    token = world.login(world.agent("northern"))
    world.rate_group("His own", token)
    screen = screen_of()
    tab = screen.open(ListTab, "rate_groups")
    tab.table.selectRow(0)
    screen.run("rate_groups.accounts")
    found = front(screen)
    assert found.bar.field("rate_group").combo.currentText() == "His own (private)"
    assert accounts_shown(found) == set()
    found.bar.apply()
    assert not found.bar.problem("rate_group")


def test_the_number_of_rates_opens_the_rates(screen_of: Screens, group: RateGroupId) -> None:
    screen = screen_of()
    found = double_click(screen, screen.open(ListTab, "rate_groups"), 0, "rates")
    assert isinstance(found, RatesTab)
    assert (found.group, found.table.rows.rowCount()) == (group, 3)


@pytest.mark.parametrize("by_menu", [False, True])
def test_the_number_of_sub_accounts_opens_them(screen_of: Screens, world: World, by_menu: bool) -> None:
    agent = world.account("9001")
    world.account("1001", agent)
    screen = screen_of()
    tab = screen.open(ListTab, "accounts")
    number = number_of(tab, lambda row: row.number == "9001")
    if by_menu:
        tab.table.selectRow(number)
        screen.run("accounts.subs")
        found = front(screen)
    else:
        found = double_click(screen, tab, number, "subs")
    assert isinstance(found, SubAccountsTab)
    assert (found.account, accounts_shown(found)) == (agent, {"1001"})


def test_the_number_of_users_opens_the_users_of_a_template(screen_of: Screens, world: World) -> None:
    world.user("carla", template="Cashier")
    world.user("otto", UserType.OPERATOR, [Right.LOG_VIEW])
    screen = screen_of()
    tab = screen.open(ListTab, "templates")
    cashier = number_of(tab, lambda row: row.name == "Cashier")
    other = number_of(tab, lambda row: row.name == "Auditor")
    assert (tone(tab, cashier, "users"), tone(tab, other, "users")) == (Tone.ACCENT, Tone.MUTED)
    found = double_click(screen, tab, cashier, "users")
    assert found.node_id == "users"
    assert [found.table.rows.row(n).login for n in range(found.table.rows.rowCount())] == ["carla"]
    assert found.bar.active() == ["template"]


def test_a_link_is_seen_as_one(screen_of: Screens, group: RateGroupId, qtbot: QtBot) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "rate_groups")
    viewport = tab.table.viewport()
    assert (tone(tab, 0, "rates"), tone(tab, 0, "accounts")) == (Tone.ACCENT, Tone.MUTED)
    for column, shape in (
        ("rates", Qt.CursorShape.PointingHandCursor),
        ("name", Qt.CursorShape.ArrowCursor),
        ("rates", Qt.CursorShape.PointingHandCursor),
        ("accounts", Qt.CursorShape.ArrowCursor),
    ):
        QTest.mouseMove(viewport, place(tab, 0, column))
        qtbot.waitUntil(lambda shape=shape: viewport.cursor().shape() is shape)  # type: ignore[misc]
    at = place(tab, 0, "rates")
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))
    assert QToolTip.text() == "Double-click: Rates of the group"
    QToolTip.hideText()


def test_who_may_not_go_there_sees_no_link(screen_of: Screens, world: World, group: RateGroupId) -> None:
    user = world.agent("fixed", AGENT_RIGHTS - {Right.RATES_VIEW, Right.ACCOUNTS_VIEW})
    world.grant_group(user, group, [GroupRight.USE])
    screen = screen_of("fixed")
    tab = screen.open(ListTab, "rate_groups")
    assert tone(tab, 0, "rates") is None
    assert tab.table.links.at(place(tab, 0, "rates")) == ""
    assert double_click(screen, tab, 0, "rates") is tab


def test_a_link_that_leads_nowhere_for_this_row_says_why(screen_of: Screens, world: World, group: RateGroupId) -> None:
    user = world.agent("northern")
    world.grant_group(user, group, [GroupRight.USE])
    screen = screen_of("northern")
    tab = screen.open(ListTab, "rate_groups")
    assert double_click(screen, tab, 0, "rates") is tab
    assert "The access list of this rate group does not give you this right." in screen.said
