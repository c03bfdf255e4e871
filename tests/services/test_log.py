"""The system log and online users, as their readers see them."""

import pytest

from tests.support.refused import refused
from tests.support.world import ADMIN, World
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract import users as u
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Forbidden, NotFound, SessionOver
from vosdesk.contract.ids import Empty, SessionId, Time
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import Right, UserType


def listed(world: World, token: str | None = None, **values: object) -> list[lg.LogRow]:
    request = lg.ListLog(filter=lg.LogFilter(**values))  # type: ignore[arg-type]
    found = world.read(token or world.admin, o.LOG_LIST, request).rows
    assert world.read(token or world.admin, o.LOG_EXTENT, request).count == len(found)
    return list(found)


def test_every_filter_of_the_log(each_world: World) -> None:
    world = each_world
    bob = world.user("bob", rights=[Right.LOG_VIEW])
    token = world.login(bob)
    middle = world.now
    with refused(Forbidden, Code.RIGHT_MISSING):
        world.read(token, o.USERS_LIST, u.ListUsers())
    assert [r.operation for r in listed(world, login="bob")] == ["users.list"]
    assert [r.label for r in listed(world, operation="users.create")] == ["bob"]
    assert {r.object_id for r in listed(world, noun=Noun.USERS, object_id=bob)} == {bob}
    assert [r.code for r in listed(world, outcome=lg.Outcome.REFUSED)] == [Code.RIGHT_MISSING]
    assert [r.operation for r in listed(world, label="BO")] == ["users.create"]
    assert [r.operation for r in listed(world, time_from=middle)] == ["users.list"]
    assert "users.list" not in [r.operation for r in listed(world, time_to=middle)]
    assert listed(world)[0].time > listed(world)[-1].time


def test_an_agent_reads_his_own_lines_alone(each_world: World) -> None:
    world = each_world
    agent = world.user("agent", UserType.AGENT, [Right.LOG_VIEW, Right.ACCOUNTS_VIEW])
    token = world.login(agent)
    assert listed(world, token) == []
    with refused(Forbidden, Code.TYPE_CAP):
        world.read(token, o.USERS_LIST, u.ListUsers())
    assert [r.login for r in listed(world, token)] == ["agent"]
    assert listed(world, token, login=ADMIN) == []


def test_the_log_is_paged_from_the_newest(world: World) -> None:
    for number in range(7):
        world.user(f"u{number}")
    seen: list[str] = []
    window = Window(limit=3)
    while True:
        page = world.read(world.admin, o.LOG_LIST, lg.ListLog(window=window))
        seen += [row.label for row in page.rows]
        if page.last is None:
            break
        window = Window(after=page.last, limit=3)
    assert seen == [f"u{number}" for number in reversed(range(7))] + [ADMIN]


def test_the_log_cannot_be_rewritten(each_world: World) -> None:
    for statement in ("update log set login = 'eve'", "delete from log"):
        with pytest.raises(Exception, match="append-only"):
            each_world.store.write(lambda unit, text=statement: unit.connection.exec_driver_sql(text))  # type: ignore[misc]


def test_online_users_are_seen_and_ended(each_world: World) -> None:
    world = each_world
    bob = world.user("bob")
    token = world.login(bob, source="office")
    rows = world.read(world.admin, o.SESSIONS_LIST, Empty()).rows
    assert [(r.login, r.source, r.mine, r.locked) for r in rows[:2]] == [
        ("bob", "office", False, False),
        (ADMIN, "test", True, False),
    ]
    world.do(world.admin, o.SESSIONS_END, s.EndSession(id=rows[0].id))
    with refused(SessionOver, Code.SESSION_ENDED):
        world.read(token, o.SESSION_ME, Empty())
    with refused(NotFound, Code.NOT_FOUND):
        world.do(world.admin, o.SESSIONS_END, s.EndSession(id=SessionId(10**9)))


def test_sessions_that_ran_out_are_not_online(world: World) -> None:
    world.login(world.user("bob"))
    world.clock.advance(hours=13)
    world.admin = world.login(ADMIN)
    rows = world.read(world.admin, o.SESSIONS_LIST, Empty()).rows
    assert [r.login for r in rows] == [ADMIN]
    assert rows[0].last_seen <= Time(world.now)
