"""Users: who may make, change and lock whom, and what rights come to."""

import threading
from typing import Any

import pytest

from tests.support.refused import refused
from tests.support.world import ADMIN, AGENT_RIGHTS, FIXED_RATE_RIGHTS, PASSWORD, World
from vosdesk.contract import accounts as a
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract import users as u
from vosdesk.contract.errors import (
    Code,
    Conflict,
    Denied,
    Forbidden,
    Invalid,
    LoginRefused,
    NotFound,
    Refusal,
    SessionOver,
    Stale,
)
from vosdesk.contract.ids import DAY, FOREVER, Empty, TemplateId, Time, UserId, new_key
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import RATE_RIGHTS, Right, UserType, UserVerb

NEW_PASSWORD = "new green umbrella 83"
MANAGER_RIGHTS = frozenset({Right.USERS_VIEW, Right.USERS_EDIT, Right.ACCOUNTS_VIEW})


def change(world: World, user: UserId, token: str | None = None, **values: Any) -> None:
    row = world.user_row(user)
    given = world.read(world.admin, o.USERS_GET, u.GetUser(id=user)).rights if row.template_id is None else frozenset()
    request: dict[str, Any] = {
        "version": row.version, "name": row.name, "type": row.type, "expires": row.expires,
        "template": row.template_id, "rights": given, "memo": row.memo,
    } | values  # fmt: skip
    world.do(token or world.admin, o.USERS_UPDATE, u.UpdateUser(id=user, **request))


def lock(world: World, user: UserId, locked: bool = True, token: str | None = None) -> None:
    world.do(token or world.admin, o.USERS_LOCK, u.LockUser(id=user, locked=locked))


def reset(world: World, user: UserId, token: str | None = None, password: str = NEW_PASSWORD) -> None:
    world.do(token or world.admin, o.USERS_RESET_PASSWORD, u.ResetPassword(id=user, password=password))


# making


def test_a_user_is_made_with_rights_by_hand(each_world: World) -> None:
    world = each_world
    bob = world.user("bob", rights=[Right.ACCOUNTS_VIEW], memo="night shift")
    user = world.read(world.admin, o.USERS_GET, u.GetUser(id=bob))
    assert user.rights == user.effective == {Right.ACCOUNTS_VIEW}
    assert (user.row.created_by, user.row.memo, user.row.expires) == (ADMIN, "night shift", FOREVER)
    entered = world.do(None, o.SESSION_LOGIN, s.Login(login="bob", password=PASSWORD))
    assert entered.me.rights == {Right.ACCOUNTS_VIEW}


def test_a_user_is_made_with_a_template_and_follows_it(each_world: World) -> None:
    world = each_world
    bob = world.user("bob", template="Cashier")
    assert world.user_row(bob).template_name == "Cashier"
    made = u.CreateTemplate(name="Clerk", type=UserType.OPERATOR, rights=frozenset({Right.EXPORT}))
    clerk = world.do(world.admin, o.TEMPLATES_CREATE, made)
    change(world, bob, template=clerk)
    token = world.login(bob)
    assert world.read(token, o.SESSION_ME, Empty()).rights == {Right.EXPORT}
    world.do(
        world.admin,
        o.TEMPLATES_UPDATE,
        u.UpdateTemplate(id=clerk, version=1, name="Clerk", rights=frozenset({Right.PAYMENTS_VIEW}), memo=""),
    )
    assert world.read(token, o.SESSION_ME, Empty()).rights == {Right.PAYMENTS_VIEW}


def test_a_login_name_is_there_once_and_matched_exactly(world: World) -> None:
    world.user("bob")
    with refused(Invalid, Code.FIELD_TAKEN, "login"):
        world.user("bob")
    world.user("Bob")


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"login": ""}, "login", Code.FIELD_EMPTY),
        ({"login": "two words"}, "login", Code.LOGIN_FORM),
        ({"name": "x" * 65}, "name", Code.FIELD_TOO_LONG),
        ({"name": "a\x07b"}, "name", Code.FIELD_CONTROL),
        ({"password": "short"}, "password", Code.PASSWORD_SHORT),
        ({"password": "qwertyuiop"}, "password", Code.PASSWORD_COMMON),
        ({"password": "bobsmith2024", "login": "bobsmith2024"}, "password", Code.PASSWORD_COMMON),
        ({"expires": Time(1)}, "expires", Code.FIELD_IN_PAST),
        ({"expires": Time(2**70)}, "expires", Code.FIELD_RANGE),
        ({"kind": UserType.AGENT, "rights": [Right.USERS_VIEW]}, "rights", Code.RIGHT_NOT_FOR_TYPE),
    ],
)
def test_wrong_input_is_told_at_its_field(world: World, values: dict[str, Any], field: str, code: Code) -> None:
    login = values.pop("login", "bob")
    with refused(Invalid, code, field):
        world.user(login, **values)
    assert world.read(world.admin, o.USERS_EXTENT, u.ListUsers()).count == 1


def test_a_template_that_is_not_there_or_of_another_type_is_refused(world: World) -> None:
    bob = world.user("bob")
    with refused(Invalid, Code.FIELD_CHOICE, "template"):
        change(world, bob, template=TemplateId(999), rights=frozenset())
    with refused(Invalid, Code.FIELD_CHOICE, "template"):
        world.user("eve", UserType.OPERATOR, template="Agent")
    with refused(Invalid, Code.FIELD_CHOICE, "rights"):
        world.user("eve", UserType.AGENT, AGENT_RIGHTS, template="Agent")


def test_the_same_key_makes_one_user(world: World) -> None:
    request = u.CreateUser(login="bob", name="", type=UserType.OPERATOR, password=PASSWORD)
    key = new_key()
    first = world.write(world.admin, o.USERS_CREATE, request, key)
    again = world.write(world.admin, o.USERS_CREATE, request, key)
    assert (again.value, again.repeated) == (first.value, True)
    other = u.CreateUser(login="eve", name="", type=UserType.OPERATOR, password=PASSWORD)
    with refused(Conflict, Code.KEY_REUSED):
        world.write(world.admin, o.USERS_CREATE, other, key)


# nobody gives more than he holds


def test_nobody_gives_more_rights_than_he_holds(world: World) -> None:
    token = world.login(world.user("manager", rights=MANAGER_RIGHTS))

    def make(kind: UserType, rights: frozenset[Right], name: str = "bob") -> UserId:
        request = u.CreateUser(login=name, name="", type=kind, password=PASSWORD, rights=rights)
        return world.do(token, o.USERS_CREATE, request)

    with refused(Forbidden, Code.RIGHT_MISSING) as caught:
        make(UserType.OPERATOR, frozenset({Right.PAYMENTS_RECHARGE}))
    assert caught.refusal.params["right"] == Right.PAYMENTS_RECHARGE.value
    with refused(Denied, Code.ADMINISTRATORS_ONLY):
        make(UserType.ADMINISTRATOR, frozenset())
    bob = make(UserType.OPERATOR, frozenset({Right.ACCOUNTS_VIEW}))
    with refused(Forbidden, Code.RIGHT_MISSING):
        change(world, bob, token, rights=frozenset({Right.LOG_VIEW}))
    with refused(Denied, Code.ADMINISTRATORS_ONLY):
        change(world, bob, token, type=UserType.ADMINISTRATOR, rights=frozenset())
    with refused(Forbidden, Code.RIGHT_MISSING):
        change(world, bob, token, template=world.template("Cashier"), rights=frozenset())


def test_a_weaker_manager_corrects_a_name_but_sets_no_password_of_a_stronger_user(world: World) -> None:
    manager = world.user("manager", rights=MANAGER_RIGHTS)
    token = world.login(manager)
    strong = world.user("strong", rights=[Right.PAYMENTS_RECHARGE])
    weak = world.user("weak", rights=[Right.ACCOUNTS_VIEW])
    change(world, strong, token, name="Corrected")
    with refused(Forbidden, Code.RIGHT_MISSING):
        reset(world, strong, token)
    assert world.user_row(strong, token).can[UserVerb.RESET_PASSWORD] == Code.RIGHT_MISSING.value
    assert world.user_row(weak, token).can[UserVerb.RESET_PASSWORD] == ""
    reset(world, weak, token)


def test_what_an_agent_may_do_on_his_accounts_is_not_kept_for_all_of_them(world: World) -> None:
    token = world.login(world.user("manager", rights=MANAGER_RIGHTS))
    agent = world.agent("li", {Right.ACCOUNTS_VIEW, Right.PAYMENTS_RECHARGE})
    with refused(Forbidden, Code.RIGHT_MISSING) as caught:
        change(world, agent, token, type=UserType.OPERATOR)
    assert caught.refusal.params["right"] == Right.PAYMENTS_RECHARGE.value
    change(world, agent, token, type=UserType.OPERATOR, rights=frozenset({Right.ACCOUNTS_VIEW}))


def test_only_administrators_touch_administrators(world: World) -> None:
    token = world.login(world.user("manager", rights=[*MANAGER_RIGHTS, Right.SESSIONS_VIEW, Right.SESSIONS_END]))
    other = world.user("second", UserType.ADMINISTRATOR)
    for act in (lock, reset):
        with refused(Denied, Code.ADMINISTRATORS_ONLY):
            act(world, other, token=token)
    with refused(Denied, Code.ADMINISTRATORS_ONLY):
        change(world, other, token, name="x")
    live = world.read(token, o.SESSIONS_LIST, Empty()).rows
    theirs = next(row for row in live if row.user_id == world.admin_id)
    with refused(Denied, Code.ADMINISTRATORS_ONLY):
        world.do(token, o.SESSIONS_END, s.EndSession(id=theirs.id))
    row = world.user_row(other, token)
    assert {v: row.can[v] for v in (UserVerb.MODIFY, UserVerb.LOCK)} == {
        UserVerb.MODIFY: Code.ADMINISTRATORS_ONLY.value,
        UserVerb.LOCK: Code.ADMINISTRATORS_ONLY.value,
    }


# the last administrator


def test_the_last_administrator_stays(each_world: World) -> None:
    world = each_world
    second = world.user("second", UserType.ADMINISTRATOR)
    token = world.login(second)
    lock(world, world.admin_id, token=token)
    world.admin = token
    for values in (
        {"type": UserType.OPERATOR},
        {"type": UserType.AGENT},
        {"expires": Time(world.now + DAY)},
    ):
        with refused(Denied, Code.LAST_ADMINISTRATOR):
            change(world, second, rights=frozenset(), **values)
    with refused(Denied, Code.SELF):
        lock(world, second)
    third = world.user("third", UserType.ADMINISTRATOR, expires=Time(world.now + DAY))
    with refused(Denied, Code.LAST_ADMINISTRATOR):
        lock(world, second, token=world.login(third))
    assert world.user_row(second, world.login(third)).can[UserVerb.LOCK] == Code.LAST_ADMINISTRATOR.value
    change(world, third, expires=FOREVER)
    lock(world, second, token=world.login(third))


def test_two_administrators_cannot_lock_each_other_at_once(each_world: World) -> None:
    world = each_world
    second = world.user("second", UserType.ADMINISTRATOR)
    theirs = world.login(second)
    start = threading.Barrier(2)
    ends: list[str] = []

    def run(token: str, victim: UserId) -> None:
        start.wait()
        try:
            lock(world, victim, token=token)
            ends.append("done")
        except Refusal as refusal:
            ends.append(refusal.code.value)

    threads = [
        threading.Thread(target=run, args=(world.admin, second)),
        threading.Thread(target=run, args=(theirs, world.admin_id)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "done" in ends
    with world.store.read() as unit:
        assert unit.users.managers_besides(UserId(0)) == 1, ends


# changing


def test_a_stale_edit_is_refused_with_the_version_stored(each_world: World) -> None:
    world = each_world
    bob = world.user("bob")
    change(world, bob, name="Robert")
    with refused(Stale, Code.STALE) as caught:
        change(world, bob, version=1, name="Bobby")
    assert caught.refusal.params == {"version": 2}
    assert world.user_row(bob).name == "Robert"


def test_a_login_makes_no_edit_stale(world: World) -> None:
    bob = world.user("bob")
    world.do(None, o.SESSION_LOGIN, s.Login(login="bob", password=PASSWORD))
    row = world.user_row(bob)
    assert row.version == 1
    assert row.last_login is not None


def test_a_change_is_logged_with_before_and_after(world: World) -> None:
    bob = world.user("bob", rights=[Right.ACCOUNTS_VIEW])
    change(world, bob, name="Robert", rights=frozenset({Right.EXPORT}))
    line = world.read(world.admin, o.LOG_LIST, lg.ListLog()).rows[0]
    assert (line.operation, line.object_id, line.label) == ("users.update", bob, "bob")
    assert line.before == {"name": "Bob", "rights": ["accounts.view"]}
    assert line.after == {"name": "Robert", "rights": ["export"]}


def test_an_expired_user_can_be_edited_and_needs_a_new_date_to_live(world: World) -> None:
    bob = world.user("bob", expires=Time(world.now + DAY))
    world.clock.advance(days=2)
    world.admin = world.login(ADMIN)
    change(world, bob, name="Late")
    with refused(Invalid, Code.FIELD_IN_PAST, "expires"):
        change(world, bob, expires=Time(world.now - DAY))
    change(world, bob, expires=Time(world.now + DAY))
    world.do(None, o.SESSION_LOGIN, s.Login(login="bob", password=PASSWORD))


def test_a_lock_ends_sessions_and_an_unlock_opens_the_door_again(each_world: World) -> None:
    world = each_world
    bob = world.user("bob")
    entered = world.do(None, o.SESSION_LOGIN, s.Login(login="bob", password=PASSWORD, remember=True))
    lock(world, bob)
    lock(world, bob, locked=False)
    with refused(SessionOver, Code.SESSION_ENDED):
        world.read(entered.token, o.SESSION_ME, Empty())
    assert entered.device_token is not None
    with refused(LoginRefused, Code.LOGIN_FAILED):
        world.do(None, o.SESSION_DEVICE_LOGIN, s.DeviceLogin(login="bob", device_token=entered.device_token))
    with refused(Denied, Code.USER_NOT_LOCKED):
        lock(world, bob, locked=False)
    world.do(None, o.SESSION_LOGIN, s.Login(login="bob", password=PASSWORD))


def test_a_reset_password_must_be_changed(each_world: World) -> None:
    world = each_world
    bob = world.user("bob")
    token = world.login(bob)
    reset(world, bob)
    with refused(SessionOver, Code.SESSION_ENDED):
        world.read(token, o.SESSION_ME, Empty())
    with refused(LoginRefused, Code.LOGIN_FAILED):
        world.do(None, o.SESSION_LOGIN, s.Login(login="bob", password=PASSWORD))
    entered = world.do(None, o.SESSION_LOGIN, s.Login(login="bob", password=NEW_PASSWORD))
    assert entered.me.must_change_password
    with refused(Invalid, Code.PASSWORD_COMMON, "password"):
        reset(world, bob, password="1234567890")
    with refused(Denied, Code.SELF):
        reset(world, world.admin_id)


def test_unknown_users_are_not_found(world: World) -> None:
    nobody = UserId(4711)
    with refused(NotFound, Code.NOT_FOUND):
        world.user_row(nobody)
    for act in (lock, reset):
        with refused(NotFound, Code.NOT_FOUND):
            act(world, nobody)


# lists


def test_users_are_filtered_sorted_and_paged(each_world: World) -> None:
    world = each_world
    for number in range(5):
        world.user(f"op{number}", name=f"Operator {9 - number}", expires=Time(world.now + (number + 1) * DAY))
    agent = world.user("zoe-agent", UserType.AGENT, template="Agent", name="Zoë ÄGENT")
    lock(world, world.user_id("op3"))

    def found(**values: Any) -> list[str]:
        listed = u.ListUsers(filter=u.UserFilter(**values))
        rows = world.read(world.admin, o.USERS_LIST, listed).rows
        assert world.read(world.admin, o.USERS_EXTENT, listed).count == len(rows)
        return [row.login for row in rows]

    assert found(type=UserType.AGENT) == ["zoe-agent"]
    assert found(text="ägent") == ["zoe-agent"]
    assert found(text="OPERATOR 9") == ["op0"]
    assert found(text="%") == []
    assert found(locked=True) == ["op3"]
    assert found(template=world.template("Agent")) == ["zoe-agent"]
    world.clock.advance(days=2, minutes=5)
    world.admin = world.login(ADMIN)
    assert found(expired=True) == ["op0", "op1"]
    assert found(expired=False, type=UserType.OPERATOR) == ["op2", "op3", "op4"]

    walked: list[str] = []
    window = Window(limit=3)
    while True:
        listed = u.ListUsers(sort=u.UserSort.NAME, descending=True, window=window)
        page = world.read(world.admin, o.USERS_LIST, listed)
        walked += [row.name for row in page.rows]
        if page.last is None:
            break
        window = Window(after=page.last, limit=3)
    assert walked == sorted(walked, reverse=True)
    assert len(walked) == 7
    assert agent in {row.id for row in world.read(world.admin, o.USERS_LIST, u.ListUsers()).rows}


@pytest.mark.parametrize("sort", list(u.UserSort))
def test_every_sort_walks_every_user_once(each_world: World, sort: u.UserSort) -> None:
    for number in range(4):
        each_world.user(f"u{number}", name="same")
    seen: list[UserId] = []
    window = Window(limit=2)
    while True:
        page = each_world.read(each_world.admin, o.USERS_LIST, u.ListUsers(sort=sort, window=window))
        seen += [row.id for row in page.rows]
        if page.last is None:
            break
        window = Window(after=page.last, limit=2)
    assert len(seen) == len(set(seen)) == 5


# rights


def test_the_preview_shows_what_a_type_withholds_and_the_nodes(world: World) -> None:
    rights = frozenset({Right.ACCOUNTS_VIEW, Right.USERS_VIEW, Right.RATES_VIEW})
    preview = world.read(world.admin, o.USERS_PREVIEW_RIGHTS, u.PreviewRights(type=UserType.AGENT, rights=rights))
    assert preview.effective == {Right.ACCOUNTS_VIEW, Right.RATES_VIEW}
    assert preview.withheld == {Right.USERS_VIEW}
    assert preview.nodes == ("accounts", "data_query", "low_balance")
    by_template = u.PreviewRights(type=UserType.OPERATOR, template=world.template("Auditor"))
    assert "log" in world.read(world.admin, o.USERS_PREVIEW_RIGHTS, by_template).nodes
    everything = world.read(world.admin, o.USERS_PREVIEW_RIGHTS, u.PreviewRights(type=UserType.ADMINISTRATOR))
    assert everything.effective == frozenset(Right)


def test_an_agent_of_a_lower_rate_account_gets_no_rate_right(each_world: World) -> None:
    world = each_world
    bob = world.user("bob", UserType.AGENT, FIXED_RATE_RIGHTS)
    account = world.account("100")
    world.grant(bob, account)
    row = world.account_row(account)
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=account, version=row.version, lower_rate=True))
    with refused(Conflict, Code.LOWER_RATE_RIGHTS) as caught:
        change(world, bob, rights=FIXED_RATE_RIGHTS | {Right.RATES_VIEW})
    assert caught.refusal.params == {"agent": "100", "user": "bob", "rights": ["rates.view"]}
    with refused(Conflict, Code.LOWER_RATE_RIGHTS):
        change(world, bob, template=world.template("Agent"), rights=frozenset())
    made = u.CreateTemplate(name="Own", type=UserType.AGENT, rights=FIXED_RATE_RIGHTS)
    own = world.do(world.admin, o.TEMPLATES_CREATE, made)
    change(world, bob, template=own, rights=frozenset())
    with refused(Conflict, Code.LOWER_RATE_RIGHTS):
        world.do(
            world.admin,
            o.TEMPLATES_UPDATE,
            u.UpdateTemplate(id=own, version=1, name="Own", rights=FIXED_RATE_RIGHTS | RATE_RIGHTS, memo=""),
        )
    assert world.read(world.admin, o.USERS_GET, u.GetUser(id=bob)).rights == FIXED_RATE_RIGHTS
