"""How long money lasts: shown of every account, filtered by, and an agent's own tree alone."""

from hypothesis import given
from hypothesis import strategies as some

from tests.support.calls import chain, import_calls, line, lower_rate
from tests.support.world import World, units
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.ids import DAY, Time
from vosdesk.contract.permissions import AccountRight
from vosdesk.domain.burn_down import a_day, days_left


@given(
    balance=some.integers(-(10**15), 10**15),
    overdraft=some.integers(0, 10**15),
    used=some.integers(1, 10**15),
    lower=some.booleans(),
)
def test_so_many_whole_days_can_be_paid_and_not_one_more(balance: int, overdraft: int, used: int, lower: bool) -> None:
    usable = max(0, balance + (0 if lower else overdraft))
    days = days_left(balance, overdraft, lower, used)
    assert days is not None
    assert days * used <= usable * 7 < (days + 1) * used
    assert (a_day(used) - 1) * 7 < used <= a_day(used) * 7


def numbers(world: World, token: str, **wanted: int) -> list[str]:
    filtered = a.ListAccounts(filter=a.AccountFilter(**wanted))  # type: ignore[arg-type]
    found = world.read(token, o.ACCOUNTS_LIST, filtered).rows
    assert world.read(token, o.ACCOUNTS_EXTENT, filtered).count == len(found)
    return [row.number for row in found]


def test_the_last_seven_days_tell_how_long_the_money_lasts(each_world: World) -> None:
    world = each_world
    top, sub = chain(world, 2)
    idle = world.account("idle", opening=1_000)
    old = Time(world.now - 7 * DAY - 10)
    import_calls(world, [line("f0", "L1", old), line("f1", "L2", world.now, hold=60 * 7), line("f2", "L1", world.now)])
    row = world.account_row(sub)
    assert (row.balance, row.daily_use, row.days_left) == (units(86), units(2), 43)
    assert world.account_row(top).days_left == 91 * 7 // 8
    assert world.account_row(idle).days_left is None
    assert numbers(world, world.admin, days_left=43) == []
    assert numbers(world, world.admin, days_left=44) == ["L2"]
    assert numbers(world, world.admin, days_left=90) == ["L1", "L2"]


def test_the_overdraft_of_a_lower_rate_agent_covers_nothing(world: World) -> None:
    top, _ = chain(world, 2)
    world.recharge(top, 100)
    lower_rate(world, top)
    request = a.SetOverdraft(id=top, version=world.account_row(top).version, overdraft=units(500))
    world.do(world.admin, o.ACCOUNTS_SET_OVERDRAFT, request)
    import_calls(world, [line("f1", "L2", world.now, hold=60 * 7)])
    row = world.account_row(top)
    assert (row.balance, row.daily_use, row.days_left) == (units(193), units(1), 193)


def test_an_agent_sees_it_of_his_own_tree_alone(world: World) -> None:
    _, own, _ = chain(world, 3)
    import_calls(world, [line("f1", "L3", world.now, hold=60 * 7)])
    user = world.agent("bob")
    world.grant(user, own, {AccountRight.SEE})
    assert numbers(world, world.login(user), days_left=365) == ["L2", "L3"]
