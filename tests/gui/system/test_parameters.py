"""System parameters in the real window."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import GERMANY, Screen
from tests.gui.users.pages import Screens, cells, choose, refused, shown
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import parameters as pm
from vosdesk.contract.errors import Forbidden
from vosdesk.contract.ids import Empty
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.parameter_words import EFFECTS
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.words import PARAMETERS as NAMES


def stored(world: World, name: str) -> pm.ParameterRow:
    rows = world.read(world.admin, o.PARAMETERS_LIST, Empty()).rows
    return next(row for row in rows if row.name == name)


def change(screen: Screen, name: str) -> Form[object, object]:
    choose(screen.open(ListTab, "parameters"), name=name)
    screen.run("parameters.edit")
    return screen.dialog(Form)


def test_every_parameter_has_a_name_and_an_effect() -> None:
    assert set(EFFECTS) == set(pm.PARAMETERS) == set(NAMES)


def test_the_list_tells_value_default_and_limits(world: World, screen_of: Screens) -> None:
    world.do(
        world.admin, o.PARAMETERS_SET,
        pm.SetParameter(name="session.hours", version=stored(world, "session.hours").version, value="8"),
    )  # fmt: skip
    tab = screen_of().open(ListTab, "parameters")
    told = zip(cells(tab, "value"), cells(tab, "default"), cells(tab, "limits"), strict=True)
    lines = dict(zip(pm.PARAMETERS, told, strict=True))
    assert lines["currency.name"] == ("USD", "USD", "At most 8 characters")
    assert lines["account.expiry_days"] == ("365", "365", "1 to 36,500")
    assert lines["account.threshold"] == ("20.000 USD", "20.000 USD", "Any amount")
    assert lines["session.hours"] == ("✎ 8", "12", "1 to 168")


def test_a_whole_number_is_changed_within_its_limits(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of()
    form = change(screen, "session.idle_minutes")
    edit = form.field("value").target()
    for wrong, sentence in (
        ("0", "Enter a value from 1 to 1,440."),
        ("1e3", "This is not a number. Use digits and a decimal sign only."),
    ):
        edit.clear()  # type: ignore[attr-defined]
        qtbot.keyClicks(edit, wrong)
        assert form.problem_text("value") == sentence
    edit.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(edit, "30")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert stored(world, "session.idle_minutes").value == "30"
    assert screen.said[-1] == "Minutes until an idle session locks was changed."


def test_money_is_typed_in_the_readers_style_and_stored_exactly(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of(locale=GERMANY)
    form = change(screen, "account.threshold")
    edit = form.field("value").target()
    edit.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(edit, "1.234,567891")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert stored(world, "account.threshold").value == "1234.567891"
    tab = screen.window.pages.current_tab
    assert isinstance(tab, ListTab)
    assert cells(tab, "value")[3] == "✎ 1.234,567891 USD"


def test_a_text_is_not_longer_than_it_may_be(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    form = change(screen_of(), "currency.name")
    edit = form.field("value").target()
    edit.clear()  # type: ignore[attr-defined]
    assert form.problem_text("value") == "Fill this in."
    qtbot.keyClicks(edit, "DOUBLOONS")
    assert form.problem_text("value") == "At most 8 characters."


def test_a_stale_change_shows_both_values(world: World, screen_of: Screens) -> None:
    screen = screen_of()
    form = change(screen, "session.hours")
    row = stored(world, "session.hours")
    world.do(world.admin, o.PARAMETERS_SET, pm.SetParameter(name=row.name, version=row.version, value="24"))
    form.field("value").set_value(8)
    form.ok.click()
    screen.quiet()
    assert not form.stale.isHidden()
    form.stale.overwrite_wanted.emit()
    screen.quiet()
    assert stored(world, "session.hours").value == "8"


def test_who_only_views_parameters_changes_none(world: World, screen_of: Screens) -> None:
    world.user("auditor", template="Auditor")
    screen = screen_of("auditor")
    screen.open(ListTab, "parameters")
    assert "parameters.edit" not in shown(screen)
    asked = pm.SetParameter(name="session.hours", version=1, value="8")
    assert isinstance(refused(lambda: world.do(screen.token, o.PARAMETERS_SET, asked)), Forbidden)
