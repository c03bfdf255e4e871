"""Conformance: login, sessions, errors and keys."""

import threading

import pytest

from tests.conformance.client import do, log_in, make_user
from tests.support.refused import refused
from tests.support.world import ADMIN, PASSWORD, World
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract import users as u
from vosdesk.contract.backend import Backend
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import (
    Code,
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    LoginRefused,
    NotFound,
    SessionOver,
    Unavailable,
)
from vosdesk.contract.ids import Empty, Key, UserId, new_key
from vosdesk.contract.permissions import Right, UserType


def test_nobody_then_somebody_then_nobody(backend: Backend) -> None:
    assert not backend.call(o.SESSION_STATUS, Empty()).needs_setup
    with refused(SessionOver, Code.SESSION_MISSING):
        backend.call(o.SESSION_ME, Empty())
    entered = log_in(backend)
    me = backend.call(o.SESSION_ME, Empty())
    assert me == entered.me
    assert me.rights == frozenset(Right)
    do(backend, o.SESSION_LOGOUT, s.Logout())
    with refused(SessionOver, Code.SESSION_ENDED):
        backend.call(o.SESSION_ME, Empty())


def test_two_users_one_after_the_other(backend: Backend) -> None:
    log_in(backend)
    make_user(backend, "bob", rights=frozenset({Right.USERS_VIEW}))
    assert log_in(backend, "bob").me.login == "bob"
    with refused(Forbidden, Code.RIGHT_MISSING) as caught:
        make_user(backend, "eve")
    assert caught.refusal.params == {"right": "users.edit", "type": "operator"}
    assert log_in(backend).me.login == ADMIN


def test_every_class_of_error_arrives_as_itself(backend: Backend, each_world: World) -> None:
    with refused(LoginRefused, Code.LOGIN_FAILED):
        log_in(backend, "nobody")
    for _ in range(2):
        with refused(LoginRefused, Code.LOGIN_FAILED):
            log_in(backend, "nobody")
    with refused(LoginRefused, Code.LOGIN_WAIT) as caught:
        log_in(backend, "nobody")
    assert caught.refusal.params == {"seconds": 2}
    each_world.clock.advance(seconds=3)
    log_in(backend)
    with refused(NotFound, Code.NOT_FOUND):
        backend.call(o.USERS_GET, u.GetUser(id=UserId(777)))
    with refused(Invalid, Code.LOGIN_FORM) as caught:
        make_user(backend, "two words", password="short")
    assert caught.fields == [("login", Code.LOGIN_FORM), ("password", Code.PASSWORD_SHORT)]
    assert caught.refusal.fields[1].params == {"least": 10}
    with refused(Conflict, Code.SETUP_DONE):
        do(backend, o.SESSION_SETUP, s.Setup(login="ada", name="", password=PASSWORD))
    with refused(Invalid, Code.REQUEST_MALFORMED, "key"):
        backend.call(o.SESSION_LOCK, Empty(), Key("no key"))


def test_a_fault_gives_a_reference_and_nothing_else(
    backend: Backend, each_world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    log_in(backend)
    broken = each_world.dispatcher._handlers["users.list"]._replace(run=lambda work, request: 1 // 0)
    monkeypatch.setitem(each_world.dispatcher._handlers, "users.list", broken)
    with refused(Fault, Code.FAULT) as caught:
        backend.call(o.USERS_LIST, u.ListUsers())
    assert list(caught.refusal.params) == ["reference"]
    assert caught.refusal.params["reference"] in caplog.text
    assert "ZeroDivisionError" not in repr(caught.refusal)


def test_one_key_one_act(backend: Backend) -> None:
    log_in(backend)
    request = u.CreateUser(login="bob", name="", type=UserType.OPERATOR, password=PASSWORD)
    key = new_key()
    first = backend.call(o.USERS_CREATE, request, key)
    again = backend.call(o.USERS_CREATE, request, key)
    assert first.changes.touched[Noun.USERS] == [first.value]
    assert (again.value, again.repeated, again.changes.touched) == (first.value, True, {})
    assert backend.call(o.USERS_EXTENT, u.ListUsers()).count == 2


def test_calls_from_several_threads(backend: Backend) -> None:
    log_in(backend)
    counts: list[int] = []

    def call() -> None:
        counts.extend(backend.call(o.USERS_EXTENT, u.ListUsers()).count for _ in range(5))

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [1] * 20


def test_after_close_it_is_unavailable(backend: Backend) -> None:
    log_in(backend)
    backend.close()
    with refused(Unavailable, Code.DATABASE_CLOSED):
        backend.call(o.SESSION_ME, Empty())
    with refused(Unavailable, Code.DATABASE_CLOSED):
        do(backend, o.SESSION_LOCK, Empty())
    backend.close()
