"""System parameters."""

import pytest

from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract.errors import Code, Forbidden, Invalid, Stale
from vosdesk.contract.ids import Empty
from vosdesk.contract.parameters import PARAMETERS, SetParameter
from vosdesk.contract.permissions import Right


def put(world: World, name: str, value: str, version: int = 0, token: str | None = None) -> None:
    world.do(token or world.admin, o.PARAMETERS_SET, SetParameter(name=name, version=version, value=value))


def values(world: World) -> dict[str, str]:
    return {row.name: row.value for row in world.read(world.admin, o.PARAMETERS_LIST, Empty()).rows}


def test_defaults_are_in_force_until_something_is_set(each_world: World) -> None:
    assert values(each_world) == {name: spec.default for name, spec in PARAMETERS.items()}
    put(each_world, "currency.name", "EUR")
    put(each_world, "currency.name", "CNY", version=1)
    assert values(each_world)["currency.name"] == "CNY"
    assert each_world.read(each_world.admin, o.SESSION_ME, Empty()).parameters["currency.name"] == "CNY"


def test_a_stale_change_is_refused(each_world: World) -> None:
    put(each_world, "currency.name", "EUR")
    for version in (0, 2):
        with refused(Stale, Code.STALE) as caught:
            put(each_world, "currency.name", "CNY", version=version)
        assert caught.refusal.params == {"version": 1}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("currency.decimals", "7", Code.FIELD_RANGE),
        ("currency.decimals", "1e1", Code.NUMBER_INVALID),
        ("currency.decimals", "٣", Code.NUMBER_INVALID),
        ("currency.name", "", Code.FIELD_EMPTY),
        ("currency.name", "a\x00b", Code.FIELD_CONTROL),
        ("account.threshold", "1000a", Code.NUMBER_INVALID),
        ("session.hours", "0", Code.FIELD_RANGE),
        ("no.such", "1", Code.FIELD_CHOICE),
    ],
)
def test_values_keep_their_limits(world: World, name: str, value: str, code: Code) -> None:
    with refused(Invalid, code, "value"):
        put(world, name, value)
    assert values(world) == {name: spec.default for name, spec in PARAMETERS.items()}


def test_a_reader_does_not_set(world: World) -> None:
    token = world.login(world.user("reader", rights=[Right.PARAMETERS_VIEW]))
    world.read(token, o.PARAMETERS_LIST, Empty())
    with refused(Forbidden, Code.RIGHT_MISSING):
        put(world, "currency.name", "EUR", token=token)
