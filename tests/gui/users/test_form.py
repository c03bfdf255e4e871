"""The form of a user: typing, templates, rights by hand with their preview, refusals, stale edits."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.gui.users.pages import Screens, cells, choose, refused
from tests.support.world import PASSWORD, World
from vosdesk.contract import operations as o
from vosdesk.contract import users as u
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import FOREVER
from vosdesk.contract.permissions import Right, UserType
from vosdesk.gui.dialogs.user import UserForm
from vosdesk.gui.fields import ChoiceField, LineField
from vosdesk.gui.tabs.list_tab import ListTab

FRESH = "blue-tower-4711-x"


def open_new(screen: Screen) -> UserForm:
    screen.open(ListTab, "users")
    screen.run("users.new")
    return screen.dialog(UserForm)


def open_edit(screen: Screen, login: str) -> UserForm:
    choose(screen.open(ListTab, "users"), login=login)
    screen.run("users.edit")
    return screen.dialog(UserForm)


def line(form: UserForm, name: str) -> LineField:
    field = form.field(name)
    assert isinstance(field, LineField)
    return field


def await_nodes(qtbot: QtBot, form: UserForm, *nodes: str) -> None:
    qtbot.waitUntil(lambda: form.editor.preview.nodes == nodes)


def fixed(form: UserForm) -> bool:
    return form.editor.grid.read_only


def pick(form: UserForm, name: str, text: str) -> None:
    field = form.field(name)
    assert isinstance(field, ChoiceField)
    field.combo.setCurrentText(text)


def test_a_user_is_created_by_typing(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of()
    form = open_new(screen)
    qtbot.keyClicks(line(form, "login").edit, "zhang")
    qtbot.keyClicks(line(form, "name").edit, "Zhang Wei")
    qtbot.keyClicks(form.field("password").target(), FRESH)
    pick(form, "template", "Agent (view only)")
    await_nodes(qtbot, form, "accounts", "data_query", "payments", "low_balance", "calls")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    screen.quiet()
    user = world.read(world.admin, o.USERS_GET, u.GetUser(id=world.user_id("zhang")))
    assert (user.row.name, user.row.type, user.row.expires) == ("Zhang Wei", UserType.AGENT, FOREVER)
    assert user.row.template_name == "Agent (view only)"
    assert user.effective == {Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW, Right.CALLS_VIEW}
    assert screen.said[-1] == "User zhang was created."
    tab = screen.window.pages.current_tab
    assert isinstance(tab, ListTab)
    assert cells(tab, "login") == ["admin", "zhang"]


def test_what_is_wrong_stands_at_its_field_as_typed(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    form = open_new(screen_of())
    qtbot.keyClicks(line(form, "login").edit, "bad name")
    assert "begins with a letter or digit" in form.problem_text("login")
    qtbot.keyClicks(form.field("password").target(), "short")
    assert form.problem_text("password") == "A password has at least 10 characters."
    pick(form, "template", "Agent")
    assert form.problem_text("template") == ""
    line(form, "login").set_value("good")
    assert form.problem_text("login") == ""


@pytest.mark.parametrize(
    ("login", "password", "field", "sentence"),
    [
        ("admin", FRESH, "login", "This is taken already. Choose another."),
        ("zhang", "password123", "password", "This password is easy to guess. Choose another."),
        ("northern-agency", "Northern-Agency", "password", "This password is easy to guess. Choose another."),
    ],
)
def test_what_only_the_service_knows_comes_to_the_same_fields(
    screen_of: Screens, login: str, password: str, field: str, sentence: str
) -> None:
    screen = screen_of()
    form = open_new(screen)
    form.field("login").set_value(login)
    form.field("password").set_value(password)
    form.ok.click()
    screen.quiet()
    assert form.isVisible()
    assert form.problem_text(field) == sentence
    assert form.field("login").value() == login, "nothing that was typed is lost"


def test_the_preview_follows_each_tick(screen_of: Screens, qtbot: QtBot) -> None:
    form = open_new(screen_of())
    empty = form.editor.preview.empty
    qtbot.waitUntil(lambda: empty.text() == "This user will see no page at all.")
    assert not empty.isHidden()
    form.editor.grid.box(Right.RATES_EDIT).click()
    assert form.editor.value() == {Right.RATES_VIEW, Right.RATES_EDIT}
    form.editor.grid.box(Right.LOG_VIEW).click()
    # Rates stand below their groups: without the look at these there is no way to them.
    await_nodes(qtbot, form, "system_management", "log")
    form.editor.grid.box(Right.RATE_GROUPS_VIEW).click()
    await_nodes(qtbot, form, "rate_management", "rate_groups", "rates", "system_management", "log")
    assert empty.isHidden()
    places = form.editor.preview.tree.places
    assert "deck_templates" not in [node for _, node, _ in places()]
    form.editor.grid.box(Right.RATES_IMPORT).click()
    qtbot.waitUntil(lambda: "deck_templates" in [node for _, node, _ in places()])


def test_what_the_type_withholds_is_barred_and_says_why(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    form = open_new(screen_of())
    grid = form.editor.grid
    qtbot.waitUntil(lambda: bool(grid.withheld))
    box = grid.box(Right.USERS_EDIT)
    assert not box.isEnabled()
    assert box.toolTip() == "A user of type Agent can never have this right."
    assert grid.box(Right.PAYMENTS_RECHARGE).isEnabled()
    assert "type Agent" in form.editor.why.text()
    box.click()
    assert form.editor.value() == frozenset()
    giving = u.CreateUser(
        login="sly", name="", type=UserType.AGENT, password=FRESH, rights=frozenset({Right.USERS_EDIT})
    )
    found = refused(lambda: world.do(world.admin, o.USERS_CREATE, giving))
    assert [(f.field, f.code) for f in found.fields] == [("rights", Code.RIGHT_NOT_FOR_TYPE)]
    pick(form, "type", "Operator")
    qtbot.waitUntil(lambda: not grid.withheld)
    assert grid.box(Right.USERS_EDIT).isEnabled()
    assert form.editor.why.text() == ""


def test_a_template_shows_its_rights_to_look_at_until_they_are_adjusted_by_hand(
    world: World, screen_of: Screens, qtbot: QtBot
) -> None:
    screen = screen_of()
    form = open_new(screen)
    pick(form, "type", "Operator")
    pick(form, "template", "Cashier")
    grid = form.editor.grid
    ticked = {
        Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW, Right.CALLS_VIEW, Right.PAYMENTS_RECHARGE, Right.EXPORT,
        Right.RECONCILIATION_VIEW,
    }  # fmt: skip
    assert {r for r in Right if grid.box(r).isChecked()} == ticked
    assert fixed(form)
    assert form.editor.note.text() == "These are the rights of the template “Cashier”."
    qtbot.mouseClick(grid.box(Right.PAYMENTS_ZERO), Qt.MouseButton.LeftButton)
    assert form.editor.value() == frozenset(), "the template decides"
    qtbot.mouseClick(form.editor.adjust, Qt.MouseButton.LeftButton)
    assert form.field("template").value() is None
    assert not fixed(form)
    assert form.editor.value() == ticked
    grid.box(Right.PAYMENTS_ZERO).click()
    form.field("login").set_value("lena")
    form.field("password").set_value(FRESH)
    form.ok.click()
    screen.quiet()
    user = world.read(world.admin, o.USERS_GET, u.GetUser(id=world.user_id("lena")))
    assert user.row.template_id is None
    assert user.effective == ticked | {Right.PAYMENTS_ZERO}


def test_rights_by_hand_come_back_after_a_look_at_a_template(screen_of: Screens) -> None:
    form = open_new(screen_of())
    form.editor.grid.box(Right.LOG_VIEW).click()
    pick(form, "template", "Agent")
    pick(form, "template", "By hand")
    assert form.editor.value() == {Right.LOG_VIEW}


def test_an_administrator_holds_every_right_and_nothing_is_to_be_chosen(screen_of: Screens) -> None:
    form = open_new(screen_of())
    pick(form, "type", "Administrator")
    assert form.editor.grid.read_only
    assert all(form.editor.grid.box(r).isChecked() for r in Right)
    assert form.editor.value() == frozenset()
    assert "cannot be narrowed" in form.editor.note.text()
    assert form.editor.adjust.isHidden()
    template = form.field("template")
    assert isinstance(template, ChoiceField)
    assert [template.combo.itemText(n) for n in range(template.combo.count())] == ["Every right"]


def test_another_type_offers_its_own_templates(screen_of: Screens) -> None:
    form = open_new(screen_of())
    template = form.field("template")
    assert isinstance(template, ChoiceField)

    def offered() -> list[str]:
        return [template.combo.itemText(n) for n in range(template.combo.count())]

    assert offered() == ["By hand", "Agent", "Agent (fixed rate)", "Agent (view only)"]
    pick(form, "template", "Agent")
    pick(form, "type", "Operator")
    assert offered() == ["By hand", "Auditor", "Cashier", "Rate manager"]
    assert template.value() is None


def test_an_edit_changes_what_was_typed_and_nothing_else(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    zhang = world.user("zhang", UserType.AGENT, template="Agent", memo="keep me")
    screen = screen_of()
    form = open_edit(screen, "zhang")
    name = line(form, "name").edit
    name.selectAll()
    qtbot.keyClicks(name, "Zhang Wei")
    form.ok.click()
    screen.quiet()
    row = world.user_row(zhang)
    assert (row.name, row.memo, row.template_name, row.type) == ("Zhang Wei", "keep me", "Agent", UserType.AGENT)
    assert screen.said[-1] == "User zhang was changed."


def test_a_user_expires_on_the_evening_of_the_day(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    zhang = world.agent("zhang")
    screen = screen_of()
    form = open_edit(screen, "zhang")
    field = form.field("expires")
    (edit,), (never,) = field.findChildren(QLineEdit), field.findChildren(QCheckBox)
    never.click()
    qtbot.keyClicks(edit, "2031-02-30")
    assert form.problem_text("expires") == "This value is not valid."
    edit.clear()
    qtbot.keyClicks(edit, "2031-02-28")
    form.ok.click()
    screen.quiet()
    assert screen.context.formats.time(world.user_row(zhang).expires) == "2031-02-28 23:59:59"


def test_a_time_that_has_passed_is_refused_at_its_field(world: World, screen_of: Screens) -> None:
    world.agent("zhang")
    screen = screen_of()
    form = open_edit(screen, "zhang")
    form.field("expires").set_value(1_500_000_000_000_000)
    form.ok.click()
    screen.quiet()
    assert form.problem_text("expires") == "This time has passed already."


def test_a_stale_edit_shows_both_versions_and_loses_nothing(world: World, screen_of: Screens) -> None:
    zhang = world.user("zhang", UserType.AGENT, {Right.LOG_VIEW}, name="Zhang")
    screen = screen_of()
    form = open_edit(screen, "zhang")
    form.field("name").set_value("Mine")
    form.editor.grid.box(Right.EXPORT).click()
    row = world.user_row(zhang)
    theirs = u.UpdateUser(
        id=zhang, version=row.version, name="Theirs", type=row.type, expires=row.expires,
        template=world.template("Agent"), rights=frozenset(), memo="",
    )  # fmt: skip
    world.do(world.admin, o.USERS_UPDATE, theirs)
    form.ok.click()
    screen.quiet()
    assert form.isVisible()
    assert not form.stale.isHidden()
    assert form.field("name").value() == "Mine"
    form.stale.reload_wanted.emit()
    assert form.field("name").value() == "Theirs"
    assert form.field("template").value() == world.template("Agent")
    assert form.editor.grid.read_only
    form.field("memo").set_value("after reading")
    form.ok.click()
    screen.quiet()
    assert world.user_row(zhang).memo == "after reading"
    assert world.user_row(zhang).template_name == "Agent"


def test_an_operator_makes_no_administrator(world: World, screen_of: Screens) -> None:
    world.user("chief", rights={Right.USERS_VIEW, Right.USERS_EDIT, Right.LOG_VIEW})
    screen = screen_of("chief")
    form = open_new(screen)
    types = form.field("type")
    assert isinstance(types, ChoiceField)
    assert [types.combo.itemText(n) for n in range(types.combo.count())] == ["Operator", "Agent"]
    asked = u.CreateUser(login="sly", name="", type=UserType.ADMINISTRATOR, password=FRESH)
    assert refused(lambda: world.do(screen.token, o.USERS_CREATE, asked)).code is Code.ADMINISTRATORS_ONLY


def test_nobody_gives_what_he_does_not_hold(world: World, screen_of: Screens) -> None:
    world.user("chief", rights={Right.USERS_VIEW, Right.USERS_EDIT, Right.LOG_VIEW})
    screen = screen_of("chief")
    form = open_new(screen)
    form.field("login").set_value("x")
    form.field("password").set_value(FRESH)
    form.editor.grid.box(Right.PAYMENTS_RECHARGE).click()
    form.ok.click()
    screen.quiet()
    assert form.banner.text == "You do not have the right “Recharge”."
    form.editor.grid.box(Right.PAYMENTS_RECHARGE).click()
    form.editor.grid.box(Right.LOG_VIEW).click()
    form.ok.click()
    screen.quiet()
    assert world.user_row(world.user_id("x")).created_by == "chief"


def test_an_edit_by_who_cannot_list_templates_keeps_the_users_template(world: World, screen_of: Screens) -> None:
    zhang = world.user("zhang", UserType.AGENT, template="Agent (view only)")
    chief = {Right.USERS_VIEW, Right.USERS_EDIT, Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW}
    world.user("chief", rights=chief)
    screen = screen_of("chief")
    form = open_edit(screen, "zhang")
    template = form.field("template")
    assert isinstance(template, ChoiceField)
    assert template.combo.currentText() == "Agent (view only)"
    form.field("name").set_value("Zhang")
    form.ok.click()
    screen.quiet()
    row = world.user_row(zhang)
    assert (row.name, row.template_name) == ("Zhang", "Agent (view only)")


def test_closing_asks_only_when_something_was_typed(world: World, screen_of: Screens) -> None:
    screen = screen_of()
    form = open_new(screen)
    found = [form.dirty]
    for _ in range(2):
        form.editor.grid.box(Right.LOG_VIEW).click()
        found.append(form.dirty)
    assert found == [False, True, False]
    form.reject()
    assert not form.isVisible()


def test_no_password_is_in_what_can_be_printed(world: World, screen_of: Screens) -> None:
    form = open_new(screen_of())
    form.field("login").set_value("x")
    form.field("password").set_value(FRESH)
    request = form.build()
    assert isinstance(request, u.CreateUser)
    assert request.password == FRESH
    assert FRESH not in repr(request)
    assert FRESH not in form.field("password").display(FRESH)
    assert replace(request, password=PASSWORD) != request
