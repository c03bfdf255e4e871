"""The low-balance list on the screen: who runs out first stands first, and is recharged from there."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.gui.payments.screen import Screen
from tests.support.calls import chain, import_calls, line, lower_rate
from tests.support.world import World, units
from vosdesk.gui.dialogs.payment import PaymentForm
from vosdesk.gui.tabs.list_tab import ListTab

Screens = Callable[..., Screen]


@pytest.fixture
def company(world: World) -> World:
    """L1 › L2 › L3, of which L2 is an agent's own; L3 runs out first, one account has nothing, one has enough."""
    top, own, _ = chain(world, 3)
    world.grant(world.agent("agent"), own)
    world.recharge(top, 400)
    lower_rate(world, top)
    world.account("poor", opening=5)
    world.account("rich", opening=9_000)
    import_calls(world, [line("f1", "L3", world.now, hold=60 * 30)])
    return world


def shown(tab: ListTab[object], *columns: str) -> list[tuple[str, ...]]:
    rows = tab.table.rows
    places = [[c.id for c in rows.columns].index(column) for column in columns]
    return [tuple(str(rows.data(rows.index(n, place))) for place in places) for n in range(rows.rowCount())]


def test_who_runs_out_first_stands_first(company: World, screen_of: Screens) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "low_balance")
    assert shown(tab, "number", "balance", "days_left", "cover") == [
        ("L3", "▽ 10.000", "▼ 0", ""),
        ("poor", "▽ 5.000", "", ""),
    ]
    assert tab.bar is not None
    tab.bar.field("low").set_value(30)
    tab.bar.apply()
    screen.quiet()
    assert [row[0] for row in shown(tab, "number")] == ["L3", "L2", "poor"]
    tab.bar.set_filter(replace(tab.filter, low=365))
    screen.quiet()
    assert ("L1", "470.000", "109", "400.000") in shown(tab, "number", "balance", "days_left", "cover")
    tab.bar.clear()
    screen.quiet()
    assert tab.filter.low == 7


def test_a_recharge_takes_an_account_off_the_list(company: World, screen_of: Screens) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "low_balance")
    tab.table.selectRow(1)
    screen.quiet()
    screen.run("payments.recharge")
    form = screen.dialog(PaymentForm)
    assert form.head.row.number == "poor"
    form.done(0)
    row = next(r for r in tab.table.selected_rows())
    company.recharge(row.id, 100)
    tab.reload()
    screen.quiet()
    assert [row[0] for row in shown(tab, "number")] == ["L3"]
    assert units(105) == company.account_row(row.id).balance


def test_an_agent_sees_his_own_alone(company: World, screen_of: Screens) -> None:
    tab = screen_of("agent").open(ListTab, "low_balance")
    assert shown(tab, "number") == [("L3",)]
