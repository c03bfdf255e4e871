"""The rates of one group in the real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from tests.gui.payments.screen import Screen
from tests.support import rate_files
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FOREVER, RateGroupId
from vosdesk.contract.money import NumberStyle, Price
from vosdesk.contract.permissions import GroupRight
from vosdesk.gui.dialogs import rate_texts as texts
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.rate import RateForm
from vosdesk.gui.formats import Formats
from vosdesk.gui.tabs.rates import RatesTab

Screens = Callable[..., Screen]
RatesOf = Callable[[RateGroupId], dict[str, r.RateFields]]
DESELECT = QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows
COMMA = NumberStyle(decimal=",", group=".")


def rates(screen: Screen, group: RateGroupId) -> RatesTab:
    return screen.open(RatesTab, "rates", rate_group=group, name="Retail")


def choose(tab: RatesTab, prefix: str) -> None:
    for number in range(tab.table.rows.rowCount()):
        row = tab.table.rows.row(number)
        if row is not None and texts.prefix_text(row.fields) == prefix:
            tab.table.selectRow(number)
            return
    raise LookupError(prefix)


def cells(tab: RatesTab, number: int) -> dict[str, str]:
    made = tab.table.rows.cells(number)
    assert made is not None
    return {column.id: text for column, text in zip(tab.table.rows.columns, made[0], strict=True)}


def test_a_rate_shows_its_price_exactly_and_what_a_minute_costs(screen_of: Screens, group: RateGroupId) -> None:
    tab = rates(screen_of(), group)
    mobile = cells(tab, 1)
    assert (mobile["prefix"], mobile["area_name"], mobile["cycle"]) == ("447", "UK Mobile", "6 s")
    assert (mobile["price"], mobile["minute"]) == ("0.0021", "0.0210")
    assert mobile["sections"] == "from 0 s: 0.0105 for 30 s"
    assert (mobile["effective_from"], mobile["effective_until"]) == ("Always", "No end")
    assert cells(tab, 2)["price"] == "0.00015"


def test_the_list_is_filtered_by_prefix_and_area(screen_of: Screens, group: RateGroupId) -> None:
    screen = screen_of()
    tab = rates(screen, group)
    assert tab.bar is not None
    tab.bar.field("prefix").set_value("44")
    tab.bar.apply()
    screen.quiet()
    assert [cells(tab, n)["prefix"] for n in range(tab.table.rows.rowCount())] == ["44", "447"]
    tab.bar.field("area_name").set_value("mobile")
    tab.bar.apply()
    screen.quiet()
    assert [cells(tab, n)["prefix"] for n in range(tab.table.rows.rowCount())] == ["447"]


def test_the_minute_cost_follows_as_it_is_typed(screen_of: Screens, group: RateGroupId, rates_of: RatesOf) -> None:
    screen = screen_of()
    tab = rates(screen, group)
    screen.run("rates.add")
    form = screen.dialog(RateForm)
    form.field("prefix").set_value("0086")
    QTest.keyClicks(form.price.edit, "0.0004")
    form.cycle.set_value(1)
    assert form.minute.text.text() == "0.0240 USD"
    form.price.edit.setText("0.0004x")
    assert form.minute.text.text() == "—"
    form.price.edit.setText("0.000400001")
    form.field("sections").edit.setText("0 / 0.012 / 60; 60 / 0.01 / 1")  # type: ignore[attr-defined]
    form.field("tax").set_value(75_000)
    form.send()
    screen.quiet()
    made = rates_of(group)["0086"]
    assert (made.price, made.cycle, made.tax) == (400_001, 1, 75_000)
    assert (made.effective_from, made.effective_until) == (0, FOREVER)
    assert made.sections == (
        r.Section(position=0, fee=Price(12_000_000), seconds=60),
        r.Section(position=60, fee=Price(10_000_000), seconds=1),
    )
    assert tab.table.rows.rowCount() == 4


def test_a_price_of_zero_must_be_meant(screen_of: Screens, group: RateGroupId, rates_of: RatesOf) -> None:
    screen = screen_of()
    rates(screen, group)
    screen.run("rates.add")
    form = screen.dialog(RateForm)
    form.field("prefix").set_value("800")
    form.price.set_value(0)
    assert "free of charge" in form.problem_text("price")
    form.send()
    screen.quiet()
    assert "800" not in rates_of(group)
    form.field("free").set_value(True)
    assert not form.problem_text("price")
    form.send()
    screen.quiet()
    assert rates_of(group)["800"].price == 0


@pytest.mark.parametrize("typed", ["", "-1", "1e-3", "0.0000000001", "NaN", "9" * 40])
def test_a_price_that_is_none_stays_in_the_form(screen_of: Screens, group: RateGroupId, typed: str) -> None:
    screen = screen_of()
    rates(screen, group)
    screen.run("rates.add")
    form = screen.dialog(RateForm)
    form.field("prefix").set_value("1")
    form.price.edit.setText(typed)
    form.send()
    assert form.problem_text("price")
    assert not form.sending


def test_a_prefix_that_is_taken_is_told_at_the_field(screen_of: Screens, group: RateGroupId) -> None:
    screen = screen_of()
    rates(screen, group)
    screen.run("rates.add")
    form = screen.dialog(RateForm)
    form.field("prefix").set_value("44")
    form.price.set_value(1)
    form.send()
    screen.quiet()
    assert "44" in form.problem_text("prefix")


def test_an_edit_changes_one_field_and_leaves_the_rest(
    screen_of: Screens, group: RateGroupId, rates_of: RatesOf
) -> None:
    before = rates_of(group)["447"]
    screen = screen_of()
    tab = rates(screen, group)
    choose(tab, "447")
    tab.table.row_activated.emit(tab.selected()[0])
    form = screen.dialog(RateForm)
    form.field("area_name").set_value("UK Mobile, all")
    form.send()
    screen.quiet()
    after = rates_of(group)["447"]
    assert after.area_name == "UK Mobile, all"
    assert (after.price, after.cycle, after.sections) == (before.price, before.cycle, before.sections)


def test_a_stale_edit_shows_both_prices(
    screen_of: Screens, world: World, group: RateGroupId, rates_of: RatesOf
) -> None:
    screen = screen_of()
    tab = rates(screen, group)
    choose(tab, "49")
    row = tab.selected()[0]
    screen.run("rates.edit")
    form = screen.dialog(RateForm)
    form.price.set_value(111_000)
    theirs = r.RateFields(prefix="0049", area_name="Germany", price=Price(222_000), cycle=1)
    world.do(world.admin, o.RATES_UPDATE, r.UpdateRate(id=row.id, version=row.version, fields=theirs))
    form.send()
    screen.quiet()
    assert {"0.000111", "0.000222", "49", "0049"} <= set(form.stale.cells()), "found under another prefix too"
    form.stale.reload_wanted.emit()
    assert form.price.value() == 222_000


def test_several_rates_are_deleted_after_asking(screen_of: Screens, group: RateGroupId, rates_of: RatesOf) -> None:
    screen = screen_of()
    tab = rates(screen, group)
    tab.table.select_ids({row.id for row in (tab.table.rows.row(0), tab.table.rows.row(1)) if row is not None})
    screen.run("rates.delete")
    screen.dialog(ConfirmDialog).act.click()
    screen.quiet()
    assert set(rates_of(group)) == {"49"}
    assert "Rates deleted: 2" in screen.said
    assert tab.table.rows.rowCount() == 1


def test_everything_in_the_filter_is_deleted_once_its_number_is_typed(
    screen_of: Screens, world: World, group: RateGroupId, rates_of: RatesOf
) -> None:
    rate_files.load(world, group, "prefix,price\n" + "".join(f"{n},0.5\n" for n in range(8_600, 8_900)))
    screen = screen_of()
    tab = rates(screen, group)
    assert tab.bar is not None
    tab.bar.field("prefix").set_value("8")
    tab.bar.apply()
    screen.quiet()
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    first = tab.table.rows.row(0)
    assert first is not None
    tab.table.selectionModel().select(tab.table.rows.index(0, 0), DESELECT)
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    screen.quiet()
    dialog = screen.dialog(ConfirmDialog)
    assert dialog.windowTitle() == "Delete rates"
    assert not dialog.act.isEnabled()
    QTest.keyClicks(dialog.typed, "300")
    assert not dialog.act.isEnabled()
    dialog.typed.selectAll()
    QTest.keyClicks(dialog.typed, "299")
    dialog.act.click()
    screen.quiet()
    assert set(rates_of(group)) == {"44", "447", "49", "8600"}
    assert "Rates deleted: 299" in screen.said
    assert [cells(tab, n)["prefix"] for n in range(tab.table.rows.rowCount())] == ["8600"]


def test_what_was_added_after_counting_is_not_deleted_with_the_rest(
    screen_of: Screens, world: World, group: RateGroupId, rates_of: RatesOf
) -> None:
    screen = screen_of()
    tab = rates(screen, group)
    tab.table.selectAll()
    screen.run("rates.delete")
    fields = r.RateFields(prefix="1", price=Price(1))
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields))
    screen.dialog(ConfirmDialog).act.click()
    screen.quiet()
    assert set(rates_of(group)) == {"44", "447", "49", "1"}
    assert any("4 by now" in line for line in screen.said)


def test_who_may_only_look_finds_the_acts_greyed(screen_of: Screens, world: World, group: RateGroupId) -> None:
    user = world.agent("northern")
    world.grant_group(user, group, [GroupRight.SEE])
    screen = screen_of("northern")
    tab = rates(screen, group)
    choose(tab, "44")
    screen.window.registry.judge()
    for act in ("rates.add", "rates.edit", "rates.delete", "rates.import"):
        assert not screen.window.registry.action(act).isEnabled(), act
        assert "does not give you this right" in screen.window.registry.action(act).toolTip()
    assert screen.window.registry.action("rates.price").isEnabled()


def test_a_group_that_was_renamed_has_its_new_name_on_the_tab(
    screen_of: Screens, world: World, group: RateGroupId
) -> None:
    from vosdesk.contract import rate_groups as rg

    screen = screen_of()
    tab = rates(screen, group)
    version = world.read(world.admin, o.RATE_GROUPS_GET, rg.GetRateGroup(id=group)).version
    request = rg.UpdateRateGroup(id=group, version=version, name="Retail 2", announcement=60, memo="")
    screen.context.ops.write(screen.window, o.RATE_GROUPS_UPDATE, request, lambda _: None)
    screen.quiet()
    assert tab.title() == "Rates: Retail 2"


@pytest.mark.parametrize(
    ("text", "style", "found"),
    [
        ("", COMMA, ()),
        ("0,0.012,60", NumberStyle(), (r.Section(position=0, fee=Price(12_000_000), seconds=60),)),
        ("0 / 0,012 / 60", COMMA, (r.Section(position=0, fee=Price(12_000_000), seconds=60),)),
        ("0 / 0.012", NumberStyle(), Problem(Code.FIELD_INVALID)),
        ("x / 1 / 1", NumberStyle(), Problem(Code.FIELD_INVALID)),
        ("0 / 1e3 / 1", NumberStyle(), Problem(Code.NUMBER_INVALID)),
    ],
)
def test_section_rates_are_read_as_typed(text: str, style: NumberStyle, found: object) -> None:
    assert texts.read_sections(text, style) == found


@pytest.mark.parametrize(("tax", "text"), [(0, ""), (75_000, "7.5 %"), (1, "0.0001 %"), (1_000_000, "100 %")])
def test_tax_is_shown_in_percent_exactly(tax: int, text: str) -> None:
    assert texts.tax_text(tax, Formats()) == text
