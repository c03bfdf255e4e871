"""The history of imports, its undo, bulk edits and the schedule, in the real window."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.support import rate_files as rf
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.ids import DAY, FOREVER, RateGroupId, Time
from vosdesk.contract.money import Price
from vosdesk.contract.rate_imports import Adjust
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.rate import RateForm
from vosdesk.gui.dialogs.rate_bulk import BulkPlanDialog, BulkRatesForm
from vosdesk.gui.dialogs.rate_changes import ChangesDialog
from vosdesk.gui.dialogs.task import TaskDialog
from vosdesk.gui.tabs.rate_imports import RateImportsTab
from vosdesk.gui.tabs.rates import RatesTab

Screens = Callable[..., Screen]
NEXT = rf.HEADER + "44,United Kingdom,0.02,60/60\n49,Germany,0.008,1/1\n33,France,0.01,60/60\n"


@pytest.fixture
def imported(world: World, group: RateGroupId) -> RateGroupId:
    rf.load(world, group, NEXT)
    return group


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=20_000)


def history(screen: Screen) -> RateImportsTab:
    tab = screen.open(RateImportsTab, "rate_imports")
    screen.quiet()
    return tab


def cells(tab: RateImportsTab, number: int) -> dict[str, str]:
    made = tab.table.rows.cells(number)
    assert made is not None
    return {column.id: text for column, text in zip(tab.table.rows.columns, made[0], strict=True)}


def test_the_history_shows_what_an_import_did_and_undoes_it(
    qtbot: QtBot, screen_of: Screens, imported: RateGroupId
) -> None:
    screen = screen_of()
    before = rf.prices(screen.world, imported)
    tab = history(screen)
    assert tab.table.rows.rowCount() == 2, "the newest first"
    shown = cells(tab, 0)
    assert (shown["file"], shown["read"], shown["added"], shown["up"], shown["down"]) == (
        "deck.csv",
        "3",
        "1",
        "1",
        "1",
    )
    tab.table.selectRow(0)
    screen.run("rate_imports.changes")
    dialog = screen.dialog(ChangesDialog)
    assert dialog.page.table.rows.rowCount() == 3
    dialog.close()
    screen.run("rate_imports.undo")
    screen.dialog(ConfirmDialog).accept()
    task = screen.dialog(TaskDialog)
    until(qtbot, lambda: not task.strip.busy)
    assert "as they were" in task.ending.text()
    until(qtbot, lambda: "Undone" in cells(tab, 0)["state"])
    assert rf.prices(screen.world, imported) != before
    task.close()


def test_selected_rates_are_changed_by_percent_after_a_preview(
    qtbot: QtBot, screen_of: Screens, group: RateGroupId
) -> None:
    screen = screen_of()
    tab = screen.open(RatesTab, "rates", rate_group=group, name="Retail")
    tab.table.selectAll()
    screen.run("rates.bulk")
    form = screen.dialog(BulkRatesForm)
    form.adjust.set_value(Adjust.PERCENT)
    form.field("percent").edit.setText("-10")  # type: ignore[attr-defined]
    form.send()
    screen.quiet()
    preview = screen.dialog(BulkPlanDialog)
    until(qtbot, preview.apply.isEnabled)
    assert "Down: 3" in preview.sums.text()
    preview.apply.click()
    until(qtbot, lambda: not screen.dialogs(BulkPlanDialog))
    assert rf.prices(screen.world, group)["44"] == 13_950_000


def test_a_scheduled_rate_is_seen_by_time_and_taken_back(qtbot: QtBot, screen_of: Screens, group: RateGroupId) -> None:
    screen = screen_of()
    world = screen.world
    late = r.RateFields(prefix="44", price=Price(7), effective_from=Time(world.now + DAY))
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=late))
    tab = screen.open(RatesTab, "rates", rate_group=group, name="Retail")
    assert tab.bar is not None
    tab.bar.field("period").set_value(r.Period.FUTURE)
    tab.bar.apply()
    screen.quiet()
    assert tab.table.rows.rowCount() == 1
    tab.table.selectRow(0)
    screen.run("rates.cancel_scheduled")
    screen.dialog(ConfirmDialog).accept()
    screen.quiet()
    assert rf.prices(world, group)["44"] == 15_500_000
    assert tab.table.rows.rowCount() == 0


def test_a_scheduled_rate_is_edited_and_moved_to_another_time(screen_of: Screens, group: RateGroupId) -> None:
    screen = screen_of()
    world = screen.world
    first, other = Time(world.now + DAY), Time(world.now + 2 * DAY)
    late = r.RateFields(prefix="44", area_name="UK", price=Price(7), cycle=60, effective_from=first)
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=late))
    tab = screen.open(RatesTab, "rates", rate_group=group, name="Retail")
    assert tab.bar is not None
    tab.bar.field("period").set_value(r.Period.FUTURE)
    tab.bar.apply()
    screen.quiet()
    tab.table.selectRow(0)
    screen.run("rates.edit")
    form = screen.dialog(RateForm)
    form.field("price").set_value(9)
    form.field("effective_from").set_value(other)
    form.send()
    screen.quiet()
    assert tab.table.rows.rowCount() == 1, "the page follows"
    now, then = [fields for fields in rf.rates(world, group) if fields.prefix == "44"]
    assert (then.price, then.effective_from) == (9, other)
    assert now.effective_until == other, "there is neither a gap nor an overlap"
    tab.table.selectRow(0)
    screen.run("rates.cancel_scheduled")
    screen.dialog(ConfirmDialog).accept()
    screen.quiet()
    (now,) = [fields for fields in rf.rates(world, group) if fields.prefix == "44"]
    assert now.effective_until == FOREVER
    assert not screen.window.registry.run("rates.cancel_scheduled"), "nothing is left to be taken back"
