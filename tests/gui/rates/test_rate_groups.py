"""Rate group management in the real window."""

from collections.abc import Callable
from typing import Any

from tests.gui.payments.screen import Screen
from tests.support.world import World
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.permissions import GroupRight
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.rates import RatesTab

Screens = Callable[..., Screen]


def groups(screen: Screen) -> ListTab[Any]:
    return screen.open(ListTab, "rate_groups")


def names(world: World) -> dict[str, rg.RateGroupRow]:
    return {row.name: row for row in world.read(world.admin, o.RATE_GROUPS_LIST, rg.ListRateGroups()).rows}


def choose(tab: ListTab[Any], name: str) -> None:
    for number in range(tab.table.rows.rowCount()):
        row = tab.table.rows.row(number)
        if row is not None and row.name == name:
            tab.table.selectRow(number)
            return
    raise LookupError(name)


def test_a_group_is_made_and_stands_in_the_list(screen_of: Screens, world: World) -> None:
    screen = screen_of()
    tab = groups(screen)
    screen.run("rate_groups.new")
    form = screen.dialog(Form)
    form.send()
    assert form.problem_text("name")
    form.field("name").set_value("Wholesale")
    form.field("memo").set_value("for carriers")
    form.send()
    screen.quiet()
    assert names(world)["Wholesale"].memo == "for carriers"
    choose(tab, "Wholesale")


def test_a_name_that_is_taken_is_told_at_the_field(screen_of: Screens, world: World, group: RateGroupId) -> None:
    screen = screen_of()
    groups(screen)
    screen.run("rate_groups.new")
    form = screen.dialog(Form)
    form.field("name").set_value("Retail")
    form.send()
    screen.quiet()
    assert "of this name already" in form.problem_text("name")
    assert form.isVisible()


def test_edit_shows_both_versions_of_a_group_that_was_changed(
    screen_of: Screens, world: World, group: RateGroupId
) -> None:
    screen = screen_of()
    tab = groups(screen)
    choose(tab, "Retail")
    screen.run("rate_groups.edit")
    form = screen.dialog(Form)
    form.field("memo").set_value("mine")
    version = names(world)["Retail"].version
    request = rg.UpdateRateGroup(id=group, version=version, name="Retail", announcement=60, memo="theirs")
    world.do(world.admin, o.RATE_GROUPS_UPDATE, request)
    form.send()
    screen.quiet()
    assert {"mine", "theirs"} <= set(form.stale.cells())
    form.stale.overwrite_wanted.emit()
    screen.quiet()
    assert names(world)["Retail"].memo == "mine"


def test_a_copy_has_the_rates(screen_of: Screens, world: World, group: RateGroupId) -> None:
    screen = screen_of()
    choose(groups(screen), "Retail")
    screen.run("rate_groups.copy")
    form = screen.dialog(Form)
    assert form.field("name").value() == "Retail (copy)"
    form.send()
    screen.quiet()
    assert names(world)["Retail (copy)"].rates == 3


def test_delete_asks_first(screen_of: Screens, world: World, group: RateGroupId) -> None:
    screen = screen_of()
    choose(groups(screen), "Retail")
    screen.run("rate_groups.delete")
    screen.dialog(ConfirmDialog).reject()
    screen.quiet()
    assert "Retail" in names(world)
    screen.run("rate_groups.delete")
    screen.dialog(ConfirmDialog).act.click()
    screen.quiet()
    assert "Retail" not in names(world)
    assert "Rate group deleted: Retail" in screen.said


def test_a_group_in_use_cannot_be_deleted_and_says_why(screen_of: Screens, world: World, group: RateGroupId) -> None:
    account = world.account("1001")
    version = world.account_row(account).version
    request = a.SetRateGroup(id=account, version=version, rate_group=group)
    world.do(world.admin, o.ACCOUNTS_SET_RATE_GROUP, request)
    screen = screen_of()
    choose(groups(screen), "Retail")
    delete = screen.window.registry.action("rate_groups.delete")
    screen.window.registry.judge()
    assert not delete.isEnabled()
    assert "used by accounts" in delete.toolTip()


def test_a_double_click_opens_the_rates(screen_of: Screens, world: World, group: RateGroupId) -> None:
    screen = screen_of()
    tab = groups(screen)
    choose(tab, "Retail")
    tab.table.row_activated.emit(tab.selected()[0])
    screen.quiet()
    rates = screen.window.pages.current_tab
    assert isinstance(rates, RatesTab)
    assert (rates.group, rates.title()) == (group, "Rates: Retail")
    assert rates.table.rows.rowCount() == 3


def test_an_agent_sees_his_own_groups_and_those_he_is_listed_on(
    screen_of: Screens, world: World, group: RateGroupId
) -> None:
    user = world.agent("northern")
    world.rate_group("Hidden")
    world.grant_group(user, group, [GroupRight.USE])
    own = world.rate_group("My own", world.login("northern"))
    screen = screen_of("northern")
    tab = groups(screen)
    rows = [tab.table.rows.row(n) for n in range(tab.table.rows.rowCount())]
    assert {(row.name, row.private) for row in rows if row is not None} == {("Retail", False), ("My own", True)}
    assert own
    choose(tab, "Retail")
    screen.window.registry.judge()
    rates = screen.window.registry.action("rate_groups.rates")
    assert not rates.isEnabled()
    assert "does not give you this right" in rates.toolTip()
    choose(tab, "My own")
    screen.window.registry.judge()
    assert rates.isEnabled()
