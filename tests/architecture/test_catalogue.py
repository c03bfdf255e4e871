"""The catalogue agrees with itself: nothing undeclared, nothing unused."""

import re
from pathlib import Path

import pytest

import vosdesk
from vosdesk.contract.errors import Code, Refusal
from vosdesk.contract.operations import OPERATIONS, Operation, Write
from vosdesk.contract.permissions import NODES, Gate, Right, visible_nodes
from vosdesk.policy.rules import ACCOUNT_RULES, GROUP_RULES, USER_RULES
from vosdesk.services.catalog import NOUNS
from vosdesk.services.registry import collect

SOURCES = {
    path: path.read_text("utf-8")
    for path in sorted(Path(vosdesk.__file__).parent.rglob("*.py"))
    if "migrations" not in path.parts
}


def test_every_operation_has_one_handler_of_its_types() -> None:
    assert collect(NOUNS).keys() == OPERATIONS.keys()


def test_only_logging_in_needs_no_session() -> None:
    open_to_all = {o.id for o in OPERATIONS.values() if Gate.ANYONE in o.requires}
    assert open_to_all == {"session.status", "session.setup", "session.login", "session.device_login"}


def test_only_what_concerns_oneself_needs_no_right() -> None:
    gated = {o.id for o in OPERATIONS.values() if Gate.LOGGED_IN in o.requires}
    assert gated == {
        "session.me",
        "session.change_password",
        "session.lock",
        "session.unlock",
        "session.logout",
        "accounts.suggest",
        "payments.find",
        "jobs.status",
        "jobs.result",
        "jobs.cancel",
        "files.open",
        "files.put",
        "files.get",
        "files.drop",
    }


def test_an_operation_without_a_permission_cannot_be_declared() -> None:
    with pytest.raises(TypeError):
        Operation("x.y", int, int, ())


def test_results_that_hold_secrets_are_never_kept() -> None:
    secret = {o.id for o in OPERATIONS.values() if isinstance(o, Write) and o.secret}
    assert secret == {"session.setup", "session.login", "session.device_login"}


def test_every_right_opens_something() -> None:
    used: set[object] = {r for o in OPERATIONS.values() for r in o.requires}
    used |= {n.view for n in NODES}
    used |= {r.right for r in ACCOUNT_RULES.values()} | set(USER_RULES.values())
    used |= {right for rule in GROUP_RULES.values() for right in rule.rights}
    assert set(Right) - used == set()


def test_every_code_is_given_somewhere() -> None:
    given = "\n".join(text for path, text in SOURCES.items() if "gui" not in path.parts and path.name != "errors.py")
    errors = next(text for path, text in SOURCES.items() if path.name == "errors.py")
    used = set(re.findall(r"Code\.([A-Z_]+)", given + errors.split("class Problem")[1]))
    assert {c.name for c in Code} - used == set()


def test_every_kind_of_refusal_survives_the_wire() -> None:
    from vosdesk.contract.codec import decode_error, encode_error

    for kind in Refusal.__subclasses__():
        error = kind(Code.STALE, {"version": 3, "users": [{"account": "a", "used": 2**60}]})
        back = decode_error(encode_error(error))
        assert type(back) is kind
        assert back.data() == error.data()


def test_a_folder_without_a_visible_page_is_not_shown() -> None:
    assert visible_nodes(frozenset()) == ()
    assert [n.id for n in visible_nodes(frozenset({Right.PAYMENTS_VIEW}))] == ["data_query", "payments"]
    assert [n.id for n in visible_nodes(frozenset({Right.RATES_VIEW}))] == []


def test_no_code_reads_floating_point_money() -> None:
    found = [str(path) for path, text in SOURCES.items() if "gui" not in path.parts and re.search(r"\bfloat\(", text)]
    assert found == []
