"""Private rates of an account: the group and its choice are one act, or none at all."""

from collections.abc import Callable

import pytest

from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, World
from vosdesk.contract import accounts as a
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract.errors import Code, Conflict, Denied, Forbidden, NotFound, Stale
from vosdesk.contract.ids import AccountId, RateGroupId, new_key
from vosdesk.contract.permissions import RATE_RIGHTS, Right, UserType
from vosdesk.policy import caps

EVERYTHING = caps.effective(UserType.AGENT, frozenset(Right))


def asked(world: World, account: AccountId, name: str = "Shop", version: int | None = None) -> a.MakePrivateRates:
    seen = world.account_row(account).version if version is None else version
    return a.MakePrivateRates(id=account, version=seen, name=name)


def make(world: World, account: AccountId, token: str | None = None, name: str = "Shop") -> RateGroupId:
    return world.do(token or world.admin, o.ACCOUNTS_MAKE_PRIVATE_RATES, asked(world, account, name))


def names(world: World) -> list[str]:
    return [row.name for row in world.read(world.admin, o.RATE_GROUPS_LIST, rg.ListRateGroups()).rows]


def lines(world: World) -> list[str]:
    return [line.operation for line in world.read(world.admin, o.LOG_LIST, lg.ListLog()).rows]


def test_the_group_is_made_and_chosen_in_one_act(each_world: World) -> None:
    world = each_world
    account = world.account("1001")
    before = len(lines(world))
    request, key = asked(world, account, " Shop "), new_key()
    group = world.write(world.admin, o.ACCOUNTS_MAKE_PRIVATE_RATES, request, key).value
    assert world.write(world.admin, o.ACCOUNTS_MAKE_PRIVATE_RATES, request, key).value == group, "the same key again"
    row = world.account_row(account)
    assert (row.private_rate_group_id, row.private_rate_group_name) == (group, "Shop")
    assert names(world) == ["Shop"]
    first, *rest = world.read(world.admin, o.LOG_LIST, lg.ListLog()).rows
    assert len(rest) == before, "one line"
    assert (first.operation, first.label) == ("accounts.make_private_rates", "1001")
    assert first.before == {"private_rate_group": ""}
    assert first.after == {"private_rate_group": "Shop", "private": False}


@pytest.mark.parametrize(
    ("spoil", "error", "code"),
    [
        (lambda world, account: make(world, account), Conflict, Code.PRIVATE_RATES),
        (lambda world, account: world.rate_group("Other"), Conflict, Code.GROUP_NAME_TAKEN),
        (lambda world, account: world.do(world.admin, o.ACCOUNTS_CANCEL, a.CancelAccount(id=account)), Exception, None),
    ],
    ids=["it has them", "the name is taken", "it is cancelled"],
)
def test_refused_it_leaves_nothing(
    each_world: World, spoil: Callable[[World, AccountId], object], error: type[Exception], code: Code | None
) -> None:
    world = each_world
    account = world.account("1001")
    spoil(world, account)
    row, groups = world.account_row(account), names(world)
    with pytest.raises(error) as caught:
        make(world, account, name="Other")
    assert code is None or caught.value.code is code  # type: ignore[attr-defined]
    assert names(world) == groups
    assert world.account_row(account) == row


def test_a_stale_look_at_the_account_makes_no_group(each_world: World) -> None:
    world = each_world
    account = world.account("1001")
    version = world.account_row(account).version
    make(world, account)
    with refused(Stale, Code.STALE):
        world.do(world.admin, o.ACCOUNTS_MAKE_PRIVATE_RATES, asked(world, account, "More", version))
    assert names(world) == ["Shop"]


def test_an_agent_makes_them_for_his_sub_accounts_and_they_are_his_own(each_world: World) -> None:
    world = each_world
    agent = world.account("A100")
    sub, foreign = world.account("1001", agent), world.account("Z900")
    world.grant(world.agent("li", EVERYTHING), agent)
    li = world.login("li")
    group = make(world, sub, li)
    (row,) = world.read(li, o.RATE_GROUPS_LIST, rg.ListRateGroups()).rows
    assert (row.id, row.private) == (group, True)
    for account in (foreign, AccountId(987_654)):
        with refused(NotFound, Code.NOT_FOUND):
            world.do(li, o.ACCOUNTS_MAKE_PRIVATE_RATES, a.MakePrivateRates(id=account, version=1, name="Spy"))
    with refused(Denied, Code.OWN_ACCOUNT):
        make(world, agent, li, name="Mine")
    assert names(world) == ["Shop"]


@pytest.mark.parametrize("missing", [Right.ACCOUNTS_RATE_GROUP, Right.RATE_GROUPS_EDIT])
def test_both_rights_are_needed(world: World, missing: Right) -> None:
    account = world.account("1001")
    world.user("clerk", UserType.OPERATOR, [right for right in Right if right is not missing])
    with pytest.raises(Forbidden):
        make(world, account, world.login("clerk"))
    assert names(world) == []


def test_no_agent_makes_them_while_lower_rate_stands(each_world: World) -> None:
    world = each_world
    agent = world.account("A100", opening=5)
    sub = world.account("1001", agent)
    rateless = frozenset(AGENT_RIGHTS) - RATE_RIGHTS | {Right.ACCOUNTS_RATE_GROUP}
    world.grant(world.agent("li", rateless), agent)
    version = world.account_row(agent).version
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=agent, version=version, lower_rate=True))
    with pytest.raises(Forbidden):
        make(world, sub, world.login("li"))
    assert names(world) == []
