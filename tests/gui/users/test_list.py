"""User management in the real window, over real services."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.users.pages import Screens, cells, choose, hindrance, refused, rows_of, shown
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import users as u
from vosdesk.contract.errors import Code, Denied, Forbidden
from vosdesk.contract.ids import DAY, Empty, Time
from vosdesk.contract.permissions import Right, UserType
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.user import UserForm
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.users import expired


@pytest.fixture
def people(world: World) -> World:
    """An operator, two agents, one of them locked, and a user management of its own."""
    world.user("lena", template="Cashier", memo="Counter 3")
    world.user("chief", rights={Right.USERS_VIEW, Right.USERS_EDIT, *cashier(world)})
    world.agent("zhang")
    world.agent("cobalt")
    world.do(world.admin, o.USERS_LOCK, u.LockUser(id=world.user_id("cobalt"), locked=True))
    return world


def cashier(world: World) -> frozenset[Right]:
    rows = world.read(world.admin, o.TEMPLATES_LIST, u.ListTemplates()).rows
    return next(row.rights for row in rows if row.name == "Cashier")


def expire(world: World, login: str) -> None:
    """Let a user's time run out, by the clock of the machine as well as of the world."""
    row = world.user_row(world.user_id(login))
    request = u.UpdateUser(
        id=row.id, version=row.version, name=row.name, type=row.type, expires=Time(world.clock.now + DAY),
        template=row.template_id, rights=frozenset(), memo=row.memo,
    )  # fmt: skip
    world.do(world.admin, o.USERS_UPDATE, request)


def test_the_list_tells_type_state_rights_and_last_login(people: World, screen_of: Screens) -> None:
    tab = screen_of().open(ListTab, "users")
    assert cells(tab, "login") == ["admin", "chief", "cobalt", "lena", "zhang"]
    assert cells(tab, "type") == ["Administrator", "Operator", "Agent", "Operator", "Agent"]
    assert cells(tab, "rights") == ["Every right", "By hand", "By hand", "Cashier", "By hand"]
    assert cells(tab, "state") == ["Active", "Active", "⊘ Locked", "Active", "Active"]
    assert cells(tab, "expires") == ["Never"] * 5
    assert cells(tab, "created_by") == ["", "admin", "admin", "admin", "admin"]
    assert cells(tab, "memo")[3] == "Counter 3"
    assert cells(tab, "last_login")[3] == "Not yet"


def test_a_user_whose_time_is_over_is_marked_in_words(people: World, screen_of: Screens) -> None:
    people.clock.now = type(people.clock.now)(1_600_000_000_000_000)
    expire(people, "lena")
    row = people.user_row(people.user_id("lena"))
    assert expired(row)
    screen = screen_of()
    tab = screen.open(ListTab, "users")
    assert cells(tab, "state")[3] == "◷ Expired"
    assert cells(tab, "expires")[3] == "2020-09-14"


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("text", "zha", ["zhang"]),
        ("text", "LENA", ["lena"]),
        ("type", UserType.AGENT, ["cobalt", "zhang"]),
        ("locked", True, ["cobalt"]),
        ("locked", False, ["admin", "chief", "lena", "zhang"]),
        ("expired", True, []),
    ],
)
def test_a_filter_narrows_the_list(
    people: World, screen_of: Screens, field: str, value: object, left: list[str]
) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "users")
    assert tab.bar is not None
    tab.bar.field(field).set_value(value)
    tab.bar.apply()
    screen.quiet()
    assert cells(tab, "login") == left


def test_a_template_asked_for_by_another_page_is_named_as_soon_as_its_name_is_known(
    people: World, screen_of: Screens
) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "users", filter_template=int(people.template("Cashier")))
    assert cells(tab, "login") == ["lena"]
    assert tab.bar is not None
    field = tab.bar.field("template")
    assert field.display(field.value()) == "Cashier"
    assert tab.bar.active() == ["template"]
    tab.bar.apply()
    screen.quiet()
    assert cells(tab, "login") == ["lena"]


def test_who_may_not_see_templates_has_no_filter_for_them(people: World, screen_of: Screens) -> None:
    screen = screen_of("chief")
    tab = screen.open(ListTab, "users")
    assert tab.bar is not None
    with pytest.raises(KeyError):
        tab.bar.field("template")
    assert screen.said == []


def test_lock_asks_first_and_ends_the_sessions(people: World, screen_of: Screens, qtbot: QtBot) -> None:
    lena = people.login("lena")
    screen = screen_of()
    tab = screen.open(ListTab, "users")
    choose(tab, login="lena")
    screen.run("users.lock")
    question = screen.dialog(ConfirmDialog)
    qtbot.keyClick(question, Qt.Key.Key_Return)
    screen.quiet()
    assert not people.user_row(people.user_id("lena")).locked, "Return takes the safe button"
    screen.run("users.lock")
    qtbot.mouseClick(screen.dialog(ConfirmDialog).act, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert people.user_row(people.user_id("lena")).locked
    assert cells(tab, "state")[3] == "⊘ Locked"
    assert [r.login for r in tab.selected()] == ["lena"]
    assert refused(lambda: people.read(lena, o.ACCOUNTS_TREE, Empty())).code is Code.SESSION_ENDED
    screen.run("users.unlock")
    assert not people.user_row(people.user_id("lena")).locked
    assert screen.said[-1] == "User lena can log in again."


def test_the_state_of_a_user_greys_what_makes_no_sense(people: World, screen_of: Screens) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "users")
    choose(tab, login="cobalt")
    assert hindrance(screen, "users.lock") == Code.USER_LOCKED
    assert hindrance(screen, "users.unlock") is None
    choose(tab, login="zhang")
    assert hindrance(screen, "users.unlock") == Code.USER_NOT_LOCKED
    assert not screen.window.registry.run("users.unlock")


def test_nobody_locks_himself_and_the_service_says_so_too(people: World, screen_of: Screens) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "users")
    choose(tab, login="admin")
    assert hindrance(screen, "users.lock") == Code.SELF
    assert hindrance(screen, "users.reset_password") == Code.SELF
    me = people.user_id("admin")
    lock = refused(lambda: people.do(people.admin, o.USERS_LOCK, u.LockUser(id=me, locked=True)))
    reset = refused(
        lambda: people.do(people.admin, o.USERS_RESET_PASSWORD, u.ResetPassword(id=me, password="a fresh one 4711"))
    )
    assert isinstance(lock, Denied)
    assert (lock.code, reset.code) == (Code.SELF, Code.SELF)


def test_an_operator_does_not_touch_an_administrator(people: World, screen_of: Screens) -> None:
    screen = screen_of("chief")
    tab = screen.open(ListTab, "users")
    row = choose(tab, login="admin")
    for action_id in ("users.edit", "users.reset_password", "users.lock"):
        assert hindrance(screen, action_id) == Code.ADMINISTRATORS_ONLY, action_id
    token = screen.token
    change = u.UpdateUser(
        id=row.id, version=row.version, name="Mine", type=row.type, expires=row.expires, template=None,
        rights=frozenset(), memo="",
    )  # fmt: skip
    for act in (
        lambda: people.do(token, o.USERS_UPDATE, change),
        lambda: people.do(token, o.USERS_LOCK, u.LockUser(id=row.id, locked=True)),
        lambda: people.do(token, o.USERS_RESET_PASSWORD, u.ResetPassword(id=row.id, password="a fresh one 4711")),
    ):
        assert refused(act).code is Code.ADMINISTRATORS_ONLY


def test_who_only_views_users_sees_no_act_and_may_do_none(world: World, screen_of: Screens) -> None:
    world.user("auditor", template="Auditor")
    screen = screen_of("auditor")
    screen.open(ListTab, "users")
    hidden = {"users.new", "users.edit", "users.lock", "users.unlock", "users.reset_password"}
    assert shown(screen).isdisjoint(hidden)
    me = world.user_id("auditor")
    new = u.CreateUser(login="x", name="", type=UserType.AGENT, password="a fresh one 4711")
    for act in (
        lambda: world.do(screen.token, o.USERS_CREATE, new),
        lambda: world.do(screen.token, o.USERS_LOCK, u.LockUser(id=me, locked=True)),
        lambda: world.do(screen.token, o.USERS_RESET_PASSWORD, u.ResetPassword(id=me, password="a fresh one 4711")),
    ):
        found = refused(act)
        assert isinstance(found, Forbidden)
        assert found.code is Code.RIGHT_MISSING


def test_return_on_a_row_opens_its_form(people: World, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "users")
    choose(tab, login="zhang")
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    screen.quiet()
    form = screen.dialog(UserForm)
    assert form.windowTitle() == "Edit user zhang"
    assert not form.dirty
    form.close()


def test_insert_makes_a_new_user_and_f2_edits_one(people: World, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "users")
    choose(tab, login="zhang")
    registry = screen.window.registry
    registry.judge()
    assert [k.toString() for k in registry.action("users.new").shortcuts()] == ["Ins", "Ctrl+N"]
    assert registry.action("users.edit").shortcut().toString() == "F2"
    screen.open(ListTab, "accounts")
    registry.judge()
    assert not registry.action("users.edit").isEnabled(), "the shortcut belongs to another page now"


def test_what_he_did_opens_the_log_of_that_user(people: World, screen_of: Screens) -> None:
    people.do(people.login("chief"), o.USERS_LOCK, u.LockUser(id=people.user_id("zhang"), locked=True))
    screen = screen_of()
    choose(screen.open(ListTab, "users"), login="chief")
    screen.run("users.log")
    tab = screen.window.pages.current_tab
    assert isinstance(tab, ListTab)
    assert tab.node_id == "log"
    assert [(r.login, r.operation) for r in rows_of(tab)] == [("chief", "users.lock")]
