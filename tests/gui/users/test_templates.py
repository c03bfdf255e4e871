"""Rights templates in the real window."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.users.pages import Screens, cells, choose, hindrance, refused, rows_of, shown
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import users as u
from vosdesk.contract.errors import Code, Forbidden
from vosdesk.contract.permissions import Right, UserType
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.template import TemplateForm
from vosdesk.gui.fields import LineField
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.templates import TemplatesTab

NIGHT = frozenset({Right.ACCOUNTS_VIEW, Right.ACCOUNTS_LOCK})


@pytest.fixture
def night(world: World) -> u.TemplateRow:
    """A template of this installation's own."""
    world.do(world.admin, o.TEMPLATES_CREATE, u.CreateTemplate(name="Night", type=UserType.OPERATOR, rights=NIGHT))
    return stored(world, "Night")


def stored(world: World, name: str) -> u.TemplateRow:
    rows = world.read(world.admin, o.TEMPLATES_LIST, u.ListTemplates()).rows
    return next(row for row in rows if row.name == name)


def test_the_list_tells_origin_users_and_rights(world: World, night: u.TemplateRow, screen_of: Screens) -> None:
    world.user("lena", template="Cashier")
    tab = screen_of().open(TemplatesTab, "templates")
    names = cells(tab, "name")
    assert names == sorted(names)
    of = dict(zip(names, zip(cells(tab, "origin"), cells(tab, "users"), cells(tab, "count"), strict=True), strict=True))
    assert of["Cashier"] == ("⊙ Shipped", "1", "6")
    assert of["Night"] == ("Own", "0", "2")


def test_a_shipped_one_can_be_copied_only_and_the_service_agrees(world: World, screen_of: Screens) -> None:
    screen = screen_of()
    row = choose(screen.open(TemplatesTab, "templates"), name="Cashier")
    assert hindrance(screen, "templates.copy") is None
    assert hindrance(screen, "templates.edit") == Code.TEMPLATE_SHIPPED
    assert hindrance(screen, "templates.delete") == Code.TEMPLATE_SHIPPED
    assert not screen.window.registry.run("templates.edit")
    change = u.UpdateTemplate(id=row.id, version=row.version, name="Mine", rights=frozenset(), memo="")
    assert refused(lambda: world.do(world.admin, o.TEMPLATES_UPDATE, change)).code is Code.TEMPLATE_SHIPPED
    delete = u.DeleteTemplate(id=row.id, version=row.version)
    assert refused(lambda: world.do(world.admin, o.TEMPLATES_DELETE, delete)).code is Code.TEMPLATE_SHIPPED


def test_a_template_in_use_is_not_deleted(world: World, night: u.TemplateRow, screen_of: Screens) -> None:
    world.user("lena", template="Night")
    screen = screen_of()
    row = choose(screen.open(TemplatesTab, "templates"), name="Night")
    assert hindrance(screen, "templates.delete") == Code.TEMPLATE_IN_USE
    assert hindrance(screen, "templates.edit") is None
    delete = u.DeleteTemplate(id=row.id, version=row.version)
    assert refused(lambda: world.do(world.admin, o.TEMPLATES_DELETE, delete)).code is Code.TEMPLATE_IN_USE


def test_a_copy_begins_with_the_rights_of_its_model(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of()
    choose(screen.open(TemplatesTab, "templates"), name="Cashier")
    screen.run("templates.copy")
    form = screen.dialog(TemplateForm)
    assert form.field("name").value() == "Cashier (copy)"
    assert not form.editor.grid.read_only
    form.editor.grid.box(Right.PAYMENTS_DEDUCT).click()
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    screen.quiet()
    copy = stored(world, "Cashier (copy)")
    assert copy.rights == stored(world, "Cashier").rights | {Right.PAYMENTS_DEDUCT}
    assert (copy.type, copy.shipped) == (UserType.OPERATOR, False)


def test_a_new_one_is_created_by_typing(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of()
    screen.open(TemplatesTab, "templates")
    screen.run("templates.new")
    form = screen.dialog(TemplateForm)
    name = form.field("name")
    assert isinstance(name, LineField)
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert form.problem_text("name") == "Fill this in."
    qtbot.keyClicks(name.edit, "Cashier")
    form.editor.grid.box(Right.LOG_VIEW).click()
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert form.problem_text("name") == "This is taken already. Choose another."
    name.edit.clear()
    qtbot.keyClicks(name.edit, "Log reader")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert stored(world, "Log reader").rights == {Right.LOG_VIEW}


def test_a_change_bites_for_everybody_who_has_it(world: World, night: u.TemplateRow, screen_of: Screens) -> None:
    lena = world.user("lena", template="Night")
    screen = screen_of()
    choose(screen.open(TemplatesTab, "templates"), name="Night")
    screen.run("templates.edit")
    form = screen.dialog(TemplateForm)
    form.editor.grid.box(Right.ACCOUNTS_LOCK).click()
    form.ok.click()
    screen.quiet()
    assert world.read(world.admin, o.USERS_GET, u.GetUser(id=lena)).effective == {Right.ACCOUNTS_VIEW}


def test_a_stale_template_shows_both_versions(world: World, night: u.TemplateRow, screen_of: Screens) -> None:
    screen = screen_of()
    choose(screen.open(TemplatesTab, "templates"), name="Night")
    screen.run("templates.edit")
    form = screen.dialog(TemplateForm)
    theirs = u.UpdateTemplate(id=night.id, version=night.version, name="Night", rights=NIGHT, memo="theirs")
    world.do(world.admin, o.TEMPLATES_UPDATE, theirs)
    form.field("memo").set_value("mine")
    form.ok.click()
    screen.quiet()
    assert not form.stale.isHidden()
    form.stale.overwrite_wanted.emit()
    screen.quiet()
    assert stored(world, "Night").memo == "mine"


def test_delete_asks_first(world: World, night: u.TemplateRow, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of()
    tab = screen.open(TemplatesTab, "templates")
    choose(tab, name="Night")
    screen.run("templates.delete")
    qtbot.mouseClick(screen.dialog(ConfirmDialog).act, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert "Night" not in cells(tab, "name")
    assert screen.said[-1] == "The rights template Night was deleted."


def test_who_only_views_templates_changes_none(world: World, night: u.TemplateRow, screen_of: Screens) -> None:
    world.user("auditor", template="Auditor")
    screen = screen_of("auditor")
    screen.open(TemplatesTab, "templates")
    assert shown(screen).isdisjoint({"templates.new", "templates.edit", "templates.copy", "templates.delete"})
    asked = u.CreateTemplate(name="Sly", type=UserType.AGENT, rights=frozenset())
    delete = u.DeleteTemplate(id=night.id, version=night.version)
    assert isinstance(refused(lambda: world.do(screen.token, o.TEMPLATES_CREATE, asked)), Forbidden)
    assert isinstance(refused(lambda: world.do(screen.token, o.TEMPLATES_DELETE, delete)), Forbidden)


def test_its_users_open_as_a_filtered_list(world: World, screen_of: Screens) -> None:
    world.user("lena", template="Cashier")
    screen = screen_of()
    choose(screen.open(TemplatesTab, "templates"), name="Cashier")
    screen.run("templates.users")
    tab = screen.window.pages.current_tab
    assert isinstance(tab, ListTab)
    assert [row.login for row in rows_of(tab)] == ["lena"]
