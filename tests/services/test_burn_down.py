"""How long money lasts: shown of every account, filtered by, and an agent's own tree alone."""

from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from tests.support.calls import chain, import_calls, line, lower_rate
from tests.support.world import World, units
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.ids import DAY, Time
from vosdesk.contract.money import MAX_MONEY, Money
from vosdesk.contract.paging import Window
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


def test_the_low_balance_list_holds_what_runs_out_soon_and_the_first_first(each_world: World) -> None:
    world = each_world
    top, sub = chain(world, 2)
    rich = world.account("rich", opening=10_000)
    poor = world.account("poor", opening=5)
    import_calls(world, [line("f0", "L1", world.now), line("f1", "L2", world.now, hold=60 * 7)])
    assert (world.account_row(top).days_left, world.account_row(sub).days_left) == (92 * 7 // 8, 86 * 7 // 14)
    assert numbers(world, world.admin, low=43) == ["poor"]
    assert numbers(world, world.admin, low=44) == ["L2", "poor"]
    assert numbers(world, world.admin, low=81) == ["L1", "L2", "poor"]
    request = a.ListAccounts(filter=a.AccountFilter(low=81), sort=a.AccountSort.DAYS_LEFT)
    rows = world.read(world.admin, o.ACCOUNTS_LIST, request).rows
    assert [row.number for row in rows] == ["L2", "L1", "poor"]
    after = world.read(world.admin, o.ACCOUNTS_LIST, replace(request, window=Window(limit=1)))
    rest = replace(request, window=Window(after=after.last, limit=5))
    assert [row.number for row in world.read(world.admin, o.ACCOUNTS_LIST, rest).rows] == ["L1", "poor"]
    backwards = world.read(world.admin, o.ACCOUNTS_LIST, replace(request, descending=True)).rows
    assert [row.id for row in backwards] == [poor, top, sub]
    assert rich not in {row.id for row in rows}


def test_a_cover_that_is_short_is_on_the_low_balance_list(each_world: World) -> None:
    world = each_world
    top, sub = chain(world, 2)
    world.recharge(top, 100)
    lower_rate(world, top)
    assert world.read(world.admin, o.ACCOUNTS_LIST, a.ListAccounts(filter=a.AccountFilter(number="L1"))).rows[
        0
    ].cover == a.Cover(total=units(200), used=units(100), free=units(100))
    assert numbers(world, world.admin, low=1) == []
    import_calls(world, [line("f1", "L1", world.now, hold=60 * 101)])
    assert numbers(world, world.admin, low=1) == ["L1"]
    (row,) = world.read(world.admin, o.ACCOUNTS_LIST, a.ListAccounts(filter=a.AccountFilter(low=1))).rows
    assert row.cover is not None
    assert (row.cover.free, row.days_left) == (units(-1), 6)
    assert world.account_row(sub).cover is None


def test_the_largest_balances_are_counted_too(each_world: World) -> None:
    world = each_world
    (account,) = chain(world, 1)
    most = Money(MAX_MONEY - world.account_row(account).balance)
    world.do(world.admin, o.PAYMENTS_RECHARGE, p.Recharge(account=account, amount=most))
    version = world.account_row(account).version
    world.do(world.admin, o.ACCOUNTS_SET_OVERDRAFT, a.SetOverdraft(id=account, version=version, overdraft=MAX_MONEY))
    import_calls(world, [line("f1", "L1", world.now)])
    assert numbers(world, world.admin, low=365) == []
    assert numbers(world, world.admin, days_left=365) == []


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
    assert numbers(world, world.login(user), low=365) == ["L2", "L3"]
