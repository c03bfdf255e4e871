"""Logging in and out, delays, devices, locks and one's own password."""

import dataclasses
import threading
from typing import Any

import pytest
from msgspec import structs
from sqlalchemy import select

from tests.support.clock import FakeClock
from tests.support.refused import refused
from tests.support.world import ADMIN, AGENT_RIGHTS, PASSWORD, SHARED_HASHER, World, services_over
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract import users as u
from vosdesk.contract.errors import Code, Conflict, Forbidden, Invalid, LoginRefused, Refusal, SessionOver
from vosdesk.contract.ids import Empty, new_key
from vosdesk.contract.parameters import SetParameter
from vosdesk.contract.permissions import Right, UserType
from vosdesk.policy import caps
from vosdesk.services import auth, throttle
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.passwords import Hasher
from vosdesk.services.principal import hash_token
from vosdesk.services.shipped import TEMPLATES
from vosdesk.storage.models import sessions, users
from vosdesk.storage.unit_of_work import Store

NEW_PASSWORD = "seven purple elephants wander 9"


def login(world: World, name: str = ADMIN, password: str = PASSWORD, **values: object) -> s.LoggedIn:
    values.setdefault("source", "desk")
    return world.do(None, o.SESSION_LOGIN, s.Login(login=name, password=password, **values))  # type: ignore[arg-type]


def fail(world: World, name: str = ADMIN, times: int = 1, source: str = "desk") -> None:
    for _ in range(times):
        with refused(LoginRefused, Code.LOGIN_FAILED):
            login(world, name, "wrong", source=source)


def lines(world: World, **values: object) -> tuple[lg.LogRow, ...]:
    return world.read(world.admin, o.LOG_LIST, lg.ListLog(filter=lg.LogFilter(**values))).rows  # type: ignore[arg-type]


# setup


def test_first_run_makes_the_administrator_and_the_templates_once(empty_store: Store) -> None:
    services = services_over(empty_store, FakeClock())
    assert auth.status(services, Empty()).needs_setup
    entered = auth.setup(services, s.Setup(login="ada", name="Ada", password=PASSWORD))
    assert entered.me.type is UserType.ADMINISTRATOR
    assert entered.me.rights == frozenset(Right)
    with empty_store.read() as unit:
        assert {t.name for t in unit.users.templates()} == {t.name for t in TEMPLATES}
    assert not auth.status(services, Empty()).needs_setup
    with refused(Conflict, Code.SETUP_DONE):
        auth.setup(services, s.Setup(login="eve", name="Eve", password=PASSWORD))


def test_two_first_runs_at_once_make_one_administrator(empty_store: Store) -> None:
    services = services_over(empty_store, FakeClock())
    start = threading.Barrier(4)
    ends: list[str] = []

    def run(name: str) -> None:
        start.wait()
        try:
            auth.setup(services, s.Setup(login=name, name="", password=PASSWORD))
            ends.append("made")
        except Conflict as refusal:
            ends.append(refusal.code.value)

    threads = [threading.Thread(target=run, args=(f"user{i}",)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["made", *[Code.SETUP_DONE.value] * 3]
    with empty_store.read() as unit:
        assert unit.users.count() == 1


def test_a_guessable_password_is_refused_at_setup(empty_store: Store) -> None:
    services = services_over(empty_store, FakeClock())
    with refused(Invalid, Code.PASSWORD_COMMON, "password"):
        auth.setup(services, s.Setup(login="ada", name="Ada", password="password123"))
    assert auth.status(services, Empty()).needs_setup


def test_shipped_templates_hold_nothing_that_their_type_forbids() -> None:
    for template in TEMPLATES:
        never = template.rights & caps.withheld(template.type)
        assert not never, f"{template.name}: {never}"


# login


def test_login_opens_a_session_that_works(each_world: World) -> None:
    entered = login(each_world)
    me = each_world.read(entered.token, o.SESSION_ME, Empty())
    assert (me.login, me.id, me.must_change_password) == (ADMIN, each_world.admin_id, False)
    assert me.parameters["currency.name"] == "USD"
    assert me.previous_login == entered.me.previous_login is not None
    assert lines(each_world, operation="session.login")[0].outcome is lg.Outcome.DONE


def test_the_token_is_stored_as_a_hash_alone(world: World) -> None:
    entered = login(world, remember=True)
    with world.store.read() as unit:
        stored = unit.connection.execute(select(sessions.c.token_hash)).scalars().all()
    assert hash_token(entered.token) in stored
    assert world.store.url.database is not None
    world.store.writes.dispose()
    content = b""
    for ending in ("", "-wal"):
        try:
            with open(world.store.url.database + ending, "rb") as file:
                content += file.read()
        except FileNotFoundError:
            continue
    assert entered.token.encode() not in content
    assert entered.device_token is not None
    assert entered.device_token.encode() not in content
    assert PASSWORD.encode() not in content


@pytest.mark.parametrize("case", ["unknown", "wrong", "locked", "expired", "not a login"])
def test_every_failure_looks_the_same_and_the_log_knows_why(each_world: World, case: str) -> None:
    world = each_world
    bob = world.user("bob", expires=world.clock.now + 3_600_000_000)
    name, password, reason = "bob", PASSWORD, Code.PASSWORD_WRONG
    if case == "unknown":
        name, reason = "nobody", Code.NOT_FOUND
    elif case == "wrong":
        password = "wrong"
    elif case == "locked":
        world.do(world.admin, o.USERS_LOCK, u.LockUser(id=bob, locked=True))
        reason = Code.USER_LOCKED
    elif case == "expired":
        world.clock.advance(hours=2)
        world.admin = world.login(ADMIN)
        reason = Code.USER_EXPIRED
    else:
        name, reason = "x\x00\ud800" + "y" * 100, Code.NOT_FOUND
    with refused(LoginRefused, Code.LOGIN_FAILED) as caught:
        login(world, name, password)
    assert (caught.refusal.params, caught.refusal.fields) == ({}, ())
    line = lines(world, operation="session.login")[0]
    assert (line.outcome, line.code, line.params["reason"]) == (lg.Outcome.REFUSED, Code.LOGIN_FAILED, reason.value)
    assert len(line.login) <= 64
    assert line.login.startswith(name[:1])


def test_an_unknown_user_costs_a_hash_too(world: World) -> None:
    class Counting(Hasher):
        checked = 0

        def matches(self, stored: str | None, password: str) -> bool:
            self.checked += 1
            return super().matches(stored, password)

    counting = Counting(1, 8, 1)
    services = dataclasses.replace(world.services, hasher=counting)
    for name in ("nobody", ADMIN):
        with refused(LoginRefused, Code.LOGIN_FAILED):
            auth.login(services, s.Login(login=name, password="wrong"))
    assert counting.checked == 2


def test_hashes_are_renewed_when_parameters_rise(world: World) -> None:
    stronger = Hasher(time_cost=2, memory_kib=16, lanes=1)
    auth.login(dataclasses.replace(world.services, hasher=stronger), s.Login(login=ADMIN, password=PASSWORD))
    with world.store.read() as unit:
        row = unit.users.credentials(ADMIN)
    assert row is not None
    assert not stronger.is_old(row.password_hash)
    assert SHARED_HASHER.is_old(row.password_hash)
    login(world)


def test_a_session_ends_at_its_hour(world: World) -> None:
    token = world.login(ADMIN)
    world.do(token, o.PARAMETERS_SET, SetParameter(name="session.idle_minutes", version=0, value="1440"))
    world.clock.advance(hours=11, minutes=50)
    world.read(token, o.SESSION_ME, Empty())
    world.clock.advance(minutes=11)
    with refused(SessionOver, Code.SESSION_ENDED):
        world.read(token, o.SESSION_ME, Empty())


# delays


def test_failures_slow_down_and_success_forgets(each_world: World) -> None:
    world = each_world
    fail(world, times=3)
    with refused(LoginRefused, Code.LOGIN_WAIT) as caught:
        login(world)
    assert caught.refusal.params == {"seconds": 2}
    assert lines(world, operation="session.login")[0].code is Code.LOGIN_WAIT
    world.clock.advance(seconds=2)
    fail(world)
    with refused(LoginRefused, Code.LOGIN_WAIT) as caught:
        login(world)
    assert caught.refusal.params == {"seconds": 4}
    world.clock.advance(seconds=4)
    login(world)
    fail(world, times=2)
    login(world)


def test_no_delay_is_longer_than_fifteen_minutes_and_none_is_for_good(world: World) -> None:
    fail(world, times=2)
    for _ in range(30):
        fail(world)
        world.clock.advance(minutes=15)
    login(world)
    assert throttle.delay(1_000_000) == throttle.LONGEST == 900_000_000


def test_unknown_names_are_delayed_like_known_ones(world: World) -> None:
    fail(world, "nobody", times=3)
    with refused(LoginRefused, Code.LOGIN_WAIT):
        login(world, "nobody")


def test_a_source_is_delayed_over_all_names_and_other_sources_are_not(world: World) -> None:
    world.user("bob")
    for i in range(3):
        fail(world, f"guess{i}", source="attic")
    with refused(LoginRefused, Code.LOGIN_WAIT):
        login(world, "bob", source="attic")
    login(world, "bob", source="cellar")


def test_a_login_of_ones_own_does_not_clear_what_the_source_failed_on_others(world: World) -> None:
    world.user("mallory")
    for i in range(2):
        fail(world, f"guess{i}", source="attic")
    login(world, "mallory", source="attic")
    fail(world, "guess9", source="attic")
    with refused(LoginRefused, Code.LOGIN_WAIT):
        login(world, "mallory", source="attic")


def test_failures_are_forgotten_after_a_day(world: World) -> None:
    fail(world, times=2)
    world.clock.advance(days=1, seconds=1)
    fail(world, times=2)
    assert login(world).me.login == ADMIN


def test_attempts_side_by_side_count_before_they_are_checked(world: World) -> None:
    arrived = threading.Barrier(3)

    class Slow(Hasher):
        def matches(self, stored: str | None, password: str) -> bool:
            arrived.wait(10)
            return super().matches(stored, password)

    services = dataclasses.replace(world.services, hasher=Slow(1, 8, 1))

    def guess() -> None:
        with refused(LoginRefused, Code.LOGIN_FAILED):
            auth.login(services, s.Login(login=ADMIN, password="wrong"))

    threads = [threading.Thread(target=guess) for _ in range(2)]
    for thread in threads:
        thread.start()
    # Both are being checked once the third slot is reached here; the next one is the third failure.
    third = threading.Thread(target=guess)
    third.start()
    for thread in [*threads, third]:
        thread.join()
    with refused(LoginRefused, Code.LOGIN_WAIT):
        login(world)


def test_a_clock_set_back_locks_nobody_out(world: World) -> None:
    world.clock.advance(days=400)
    world.admin = world.login(ADMIN)
    fail(world, times=3)
    world.clock.advance(days=-399)
    assert login(world).me.login == ADMIN


# devices


def test_a_device_logs_in_without_a_password_for_thirty_days(each_world: World) -> None:
    world = each_world
    device = login(world, remember=True).device_token
    assert device is not None
    again = world.do(None, o.SESSION_DEVICE_LOGIN, s.DeviceLogin(login=ADMIN, device_token=device))
    assert world.read(again.token, o.SESSION_ME, Empty()).login == ADMIN
    with refused(LoginRefused, Code.LOGIN_FAILED):
        world.do(None, o.SESSION_DEVICE_LOGIN, s.DeviceLogin(login="bob", device_token=device))
    world.clock.advance(days=30)
    with refused(LoginRefused, Code.LOGIN_FAILED):
        world.do(None, o.SESSION_DEVICE_LOGIN, s.DeviceLogin(login=ADMIN, device_token=device))


def test_logout_can_forget_the_device_but_only_ones_own(world: World) -> None:
    world.user("bob")
    mine, his = login(world, remember=True), login(world, "bob", remember=True)
    assert mine.device_token is not None
    assert his.device_token is not None
    world.do(his.token, o.SESSION_LOGOUT, s.Logout(device_token=mine.device_token))
    world.do(None, o.SESSION_DEVICE_LOGIN, s.DeviceLogin(login=ADMIN, device_token=mine.device_token))
    world.do(mine.token, o.SESSION_LOGOUT, s.Logout(device_token=mine.device_token))
    with refused(SessionOver, Code.SESSION_ENDED):
        world.read(mine.token, o.SESSION_ME, Empty())
    with refused(LoginRefused, Code.LOGIN_FAILED):
        world.do(None, o.SESSION_DEVICE_LOGIN, s.DeviceLogin(login=ADMIN, device_token=mine.device_token))


# one's own password


def test_change_of_password_ends_other_sessions_and_devices(each_world: World) -> None:
    world = each_world
    here, there = login(world, remember=True), login(world)
    key = new_key()
    request = s.ChangePassword(old=PASSWORD, new=NEW_PASSWORD)
    assert not world.write(here.token, o.SESSION_CHANGE_PASSWORD, request, key).repeated
    assert world.write(here.token, o.SESSION_CHANGE_PASSWORD, request, key).repeated
    world.read(here.token, o.SESSION_ME, Empty())
    with refused(SessionOver, Code.SESSION_ENDED):
        world.read(there.token, o.SESSION_ME, Empty())
    assert here.device_token is not None
    with refused(LoginRefused, Code.LOGIN_FAILED):
        world.do(None, o.SESSION_DEVICE_LOGIN, s.DeviceLogin(login=ADMIN, device_token=here.device_token))
    with refused(LoginRefused, Code.LOGIN_FAILED):
        login(world)
    login(world, password=NEW_PASSWORD)


def test_change_of_password_wants_the_old_one_and_a_strong_new_one(world: World) -> None:
    token = login(world).token
    with refused(Invalid, Code.PASSWORD_COMMON, "new"):
        world.do(token, o.SESSION_CHANGE_PASSWORD, s.ChangePassword(old=PASSWORD, new="adminadmin"))
    with refused(Invalid, Code.PASSWORD_SHORT, "new"):
        world.do(token, o.SESSION_CHANGE_PASSWORD, s.ChangePassword(old=PASSWORD, new="x"))
    wrong = s.ChangePassword(old="wrong", new=NEW_PASSWORD)
    for _ in range(3):
        with refused(Invalid, Code.PASSWORD_WRONG, "old"):
            world.do(token, o.SESSION_CHANGE_PASSWORD, wrong)
    with refused(LoginRefused, Code.LOGIN_WAIT):
        world.do(token, o.SESSION_CHANGE_PASSWORD, s.ChangePassword(old=PASSWORD, new=NEW_PASSWORD))
    refusals = lines(world, operation="session.change_password", outcome=lg.Outcome.REFUSED)
    assert [line.code for line in refusals] == [Code.LOGIN_WAIT, *[Code.PASSWORD_WRONG] * 3]


def test_a_password_to_be_changed_opens_nothing_else(world: World) -> None:
    world.user("bob", rights=[Right.ACCOUNTS_VIEW, Right.USERS_VIEW], must_change_password=True)
    entered = login(world, "bob")
    assert entered.me.must_change_password
    with refused(Forbidden, Code.PASSWORD_MUST_CHANGE):
        world.read(entered.token, o.USERS_LIST, u.ListUsers())
    world.do(entered.token, o.SESSION_CHANGE_PASSWORD, s.ChangePassword(old=PASSWORD, new=NEW_PASSWORD))
    world.read(entered.token, o.USERS_LIST, u.ListUsers())


# lock and idle


def test_a_locked_session_wants_its_password(each_world: World) -> None:
    world = each_world
    token = login(world).token
    world.do(token, o.SESSION_LOCK, Empty())
    with refused(SessionOver, Code.SESSION_LOCKED):
        world.read(token, o.SESSION_ME, Empty())
    for _ in range(3):
        with refused(Invalid, Code.PASSWORD_WRONG, "password"):
            world.do(token, o.SESSION_UNLOCK, s.Unlock(password="wrong"))
    with refused(LoginRefused, Code.LOGIN_WAIT):
        world.do(token, o.SESSION_UNLOCK, s.Unlock(password=PASSWORD))
    world.clock.advance(seconds=3)
    world.do(token, o.SESSION_UNLOCK, s.Unlock(password=PASSWORD))
    world.read(token, o.SESSION_ME, Empty())


def test_an_idle_session_locks_by_itself_and_wakes(world: World) -> None:
    token = login(world).token
    world.clock.advance(minutes=14)
    world.read(token, o.SESSION_ME, Empty())
    world.clock.advance(minutes=14)
    world.read(token, o.SESSION_ME, Empty())
    world.clock.advance(minutes=16)
    with refused(SessionOver, Code.SESSION_LOCKED):
        world.read(token, o.SESSION_ME, Empty())
    world.do(token, o.SESSION_UNLOCK, s.Unlock(password=PASSWORD))
    world.read(token, o.SESSION_ME, Empty())


def test_a_locked_session_can_be_left(world: World) -> None:
    token = login(world).token
    world.do(token, o.SESSION_LOCK, Empty())
    world.do(token, o.SESSION_LOGOUT, s.Logout())
    with refused(SessionOver, Code.SESSION_ENDED):
        world.do(token, o.SESSION_UNLOCK, s.Unlock(password=PASSWORD))


# who I am


def test_administrators_are_told_of_privileged_users_made_by_others(each_world: World) -> None:
    world = each_world
    world.user("second", UserType.ADMINISTRATOR)
    login(world, "second")
    world.clock.advance(hours=1)
    world.admin = world.login(ADMIN)
    world.user("intruder", UserType.ADMINISTRATOR)
    world.user("manager", rights=[Right.USERS_VIEW, Right.USERS_EDIT])
    world.user("clerk", rights=[Right.ACCOUNTS_VIEW])
    told = login(world, "second")
    assert [(n.login, n.by) for n in told.me.new_privileged] == [("intruder", ADMIN), ("manager", ADMIN)]
    assert world.read(told.token, o.SESSION_ME, Empty()).new_privileged == told.me.new_privileged
    assert login(world, "second").me.new_privileged == ()
    assert login(world, ADMIN).me.new_privileged == ()


def change(world: World, login: str, **values: Any) -> None:
    """Change a user as the administrator, as a form does that shows what is stored."""
    stored = world.read(world.admin, o.USERS_GET, u.GetUser(id=world.user_id(login)))
    row = stored.row
    request = u.UpdateUser(
        id=row.id, version=row.version, name=row.name, type=row.type, expires=row.expires,
        template=row.template_id, rights=frozenset() if row.template_id is not None else stored.rights, memo=row.memo,
    )  # fmt: skip
    world.do(world.admin, o.USERS_UPDATE, structs.replace(request, **values))


def test_administrators_are_told_of_users_who_were_promoted(each_world: World) -> None:
    world = each_world
    world.user("second", UserType.ADMINISTRATOR)
    managing = frozenset({Right.USERS_VIEW, Right.USERS_EDIT})
    for name in ("clerk", "cashier", "auditor"):
        world.user(name, rights=[Right.ACCOUNTS_VIEW])
    world.user("manager", rights=managing)
    login(world, "second")
    world.clock.advance(hours=1)
    world.admin = world.login(ADMIN)
    change(world, "clerk", name="Another name", rights=frozenset({Right.PAYMENTS_VIEW}))
    change(world, "cashier", rights=managing)
    change(world, "manager", type=UserType.ADMINISTRATOR, rights=frozenset())
    change(world, "auditor", rights=managing)
    change(world, "auditor", rights=frozenset({Right.ACCOUNTS_VIEW}))
    told = login(world, "second").me.new_privileged
    assert [(n.login, n.type, n.by) for n in told] == [
        ("cashier", UserType.OPERATOR, ADMIN),
        ("manager", UserType.ADMINISTRATOR, ADMIN),
    ]
    assert told[0].at < told[1].at
    world.clock.advance(hours=1)
    world.admin = world.login(ADMIN)
    change(world, "cashier", name="Kim")
    change(world, "manager", type=UserType.OPERATOR, rights=managing)
    assert login(world, "second").me.new_privileged == ()
    assert login(world, ADMIN).me.new_privileged == ()


def test_administrators_are_told_when_a_template_promotes_its_users(each_world: World) -> None:
    world = each_world
    world.user("second", UserType.ADMINISTRATOR)
    little, much = frozenset({Right.USERS_VIEW}), frozenset({Right.USERS_VIEW, Right.USERS_EDIT})
    request = u.CreateTemplate(name="Front desk", type=UserType.OPERATOR, rights=little)
    template = world.do(world.admin, o.TEMPLATES_CREATE, request)
    for name in ("ann", "ben"):
        world.user(name, template="Front desk")
    world.user("other", rights=little)
    version = world.read(world.admin, o.USERS_GET, u.GetUser(id=world.user_id("ann"))).row.version
    login(world, "second")
    world.clock.advance(hours=1)
    world.admin = world.login(ADMIN)
    for number, rights in enumerate((much, much | {Right.EXPORT}), start=1):
        given = u.UpdateTemplate(id=template, version=number, name="Front desk", rights=rights, memo="")
        world.do(world.admin, o.TEMPLATES_UPDATE, given)
    assert sorted(n.login for n in login(world, "second").me.new_privileged) == ["ann", "ben"]
    assert world.read(world.admin, o.USERS_GET, u.GetUser(id=world.user_id("ann"))).row.version == version
    world.clock.advance(hours=1)
    world.admin = world.login(ADMIN)
    world.do(world.admin, o.TEMPLATES_UPDATE, structs.replace(given, version=3, rights=little))
    assert login(world, "second").me.new_privileged == ()


def test_an_agent_is_told_his_own_accounts(world: World) -> None:
    agent = world.user("bob", UserType.AGENT, AGENT_RIGHTS)
    for number in ("200", "100"):
        world.grant(agent, world.account(number, name=f"Account {number}"))
    me = login(world, "bob").me
    assert [(a.number, a.name) for a in me.own_accounts] == [("100", "Account 100"), ("200", "Account 200")]
    assert me.rights == AGENT_RIGHTS


# the door


def test_nothing_but_the_session_is_open_without_a_token(world: World) -> None:
    for token in (None, "nonsense", ""):
        with pytest.raises(SessionOver):
            world.read(token, o.USERS_LIST, u.ListUsers())


def test_a_user_locked_meanwhile_is_out_at_his_next_click(world: World) -> None:
    bob = world.user("bob", rights=[Right.USERS_VIEW])
    token = world.login(bob)
    world.read(token, o.USERS_LIST, u.ListUsers())
    world.do(world.admin, o.USERS_LOCK, u.LockUser(id=bob, locked=True))
    with refused(SessionOver, Code.SESSION_ENDED):
        world.read(token, o.USERS_LIST, u.ListUsers())


def test_a_user_whose_rights_went_is_refused_at_his_next_click_and_it_is_logged(world: World) -> None:
    bob = world.user("bob", rights=[Right.USERS_VIEW])
    token = world.login(bob)
    row = world.user_row(bob)
    world.do(
        world.admin,
        o.USERS_UPDATE,
        u.UpdateUser(
            id=bob, version=row.version, name="", type=row.type, expires=row.expires, template=None,
            rights=frozenset(), memo="",
        ),
    )  # fmt: skip
    with refused(Forbidden, Code.RIGHT_MISSING):
        world.read(token, o.USERS_LIST, u.ListUsers())
    line = lines(world, login="bob", operation="users.list")[0]
    assert (line.outcome, line.code) == (lg.Outcome.REFUSED, Code.RIGHT_MISSING)


def test_odd_values_are_refused_and_are_no_fault(world: World) -> None:
    dispatcher: Dispatcher = world.dispatcher
    odd = [
        (o.USERS_GET, u.GetUser(id=2**80)),  # type: ignore[arg-type]
        (o.USERS_LIST, u.ListUsers(filter=u.UserFilter(text="\ud800"))),
        (o.SESSIONS_END, s.EndSession(id=-(2**70))),  # type: ignore[arg-type]
    ]
    for operation, request in odd:
        with pytest.raises(Refusal) as info:
            dispatcher.execute(world.admin, operation, request, new_key())  # type: ignore[arg-type]
        assert info.value.code in {Code.REQUEST_MALFORMED, Code.NOT_FOUND}


def test_no_secret_reaches_the_log_or_the_acts(world: World) -> None:
    bob = world.user("bob", password="quite another secret 55")
    world.do(world.admin, o.USERS_RESET_PASSWORD, u.ResetPassword(id=bob, password=NEW_PASSWORD))
    with world.store.read() as unit:
        text = repr(unit.connection.exec_driver_sql("select * from log").all())
        text += repr(unit.connection.exec_driver_sql("select * from acts").all())
        stored = unit.connection.execute(select(users.c.password_hash)).scalars().all()
    assert "secret" not in text
    assert NEW_PASSWORD not in text
    assert all(value.startswith("$argon2id$") for value in stored)
