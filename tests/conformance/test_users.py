"""Conformance: users and rights templates."""

from tests.conformance.client import do, log_in, make_user
from tests.support.refused import refused
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import users as u
from vosdesk.contract.backend import Backend
from vosdesk.contract.errors import Code, Stale
from vosdesk.contract.ids import FOREVER
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import Right, UserType


def test_a_user_comes_back_as_he_was_made(backend: Backend) -> None:
    log_in(backend)
    rights = frozenset({Right.ACCOUNTS_VIEW, Right.EXPORT})
    bob = make_user(backend, "bob", name="Боб 李", rights=rights, memo="line\nline")
    user = backend.call(o.USERS_GET, u.GetUser(id=bob))
    assert (user.row.name, user.row.memo, user.row.expires) == ("Боб 李", "line\nline", FOREVER)
    assert (user.rights, user.effective, user.row.type) == (rights, rights, UserType.OPERATOR)
    assert user.row.can["lock"] == ""
    assert user.row.can["unlock"] == Code.USER_NOT_LOCKED.value


def test_a_stale_edit_carries_the_stored_version(backend: Backend) -> None:
    log_in(backend)
    bob = make_user(backend, "bob")
    row = backend.call(o.USERS_GET, u.GetUser(id=bob)).row
    request = u.UpdateUser(
        id=bob, version=row.version, name="Robert", type=row.type, expires=row.expires, template=None,
        rights=frozenset(), memo="",
    )  # fmt: skip
    do(backend, o.USERS_UPDATE, request)
    with refused(Stale, Code.STALE) as caught:
        do(backend, o.USERS_UPDATE, request)
    assert caught.refusal.params == {"version": 2}


def test_a_list_is_walked_by_its_cursors(backend: Backend) -> None:
    log_in(backend)
    for number in range(5):
        make_user(backend, f"u{number}")
    first = backend.call(o.USERS_LIST, u.ListUsers(window=Window(limit=4)))
    rest = backend.call(o.USERS_LIST, u.ListUsers(window=Window(after=first.last, limit=4)))
    assert [row.login for row in (*first.rows, *rest.rows)] == ["admin", "u0", "u1", "u2", "u3", "u4"]
    skipped = backend.call(o.USERS_LIST, u.ListUsers(window=Window(skip=5)))
    assert [row.login for row in skipped.rows] == ["u4"]
    assert backend.call(o.USERS_EXTENT, u.ListUsers()).count == 6


def test_a_template_travels_and_the_log_tells_of_it(backend: Backend) -> None:
    log_in(backend)
    request = u.CreateTemplate(name="Clerk", type=UserType.OPERATOR, rights=frozenset({Right.EXPORT}), memo="m")
    made = do(backend, o.TEMPLATES_CREATE, request)
    row = next(t for t in backend.call(o.TEMPLATES_LIST, u.ListTemplates()).rows if t.id == made)
    assert (row.name, row.rights, row.shipped, row.users) == ("Clerk", frozenset({Right.EXPORT}), False, 0)
    line = backend.call(o.LOG_LIST, lg.ListLog()).rows[0]
    assert (line.operation, line.outcome, line.after["rights"]) == ("templates.create", lg.Outcome.DONE, ["export"])
