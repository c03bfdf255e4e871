"""Sums over accounts: exact, however large the single numbers are."""

from tests.support.refused import refused
from tests.support.world import World, units
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.money import MAX_MONEY
from vosdesk.services.verify import verify

SUBS = 11
"""So many limits that are as good as none are more than 64 bits."""


def test_limits_that_are_as_good_as_none_add_up(each_world: World) -> None:
    world = each_world
    top = world.account("TOP", opening=7)
    for number in range(SUBS):
        world.account(f"S{number}", top, opening=0.000001, overdraft=MAX_MONEY)
    totals = world.read(world.admin, o.ACCOUNTS_TOTALS, a.ListAccounts())
    assert (totals.count, totals.balance, totals.overdraft) == (SUBS + 1, units(7) + SUBS, SUBS * MAX_MONEY)
    cover = world.read(world.admin, o.ACCOUNTS_GET, a.GetAccount(id=top)).cover
    assert cover is not None
    assert (cover.total, cover.used, cover.free) == (
        units(7),
        SUBS * (MAX_MONEY + 1),
        units(7) - SUBS * (MAX_MONEY + 1),
    )
    with refused(Conflict, Code.COVER_SHORT):
        world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=top, version=1, lower_rate=True))
    assert verify(world.store).found == 0


def test_balances_below_zero_add_up(each_world: World) -> None:
    world = each_world
    top = world.account("TOP")
    for number, balance in enumerate((-3, 5, -0.000001)):
        account = world.account(f"S{number}", top, opening=max(0, balance), overdraft=units(10))
        if balance < 0:
            world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=account, amount=units(-balance)))
    totals = world.read(world.admin, o.ACCOUNTS_TOTALS, a.ListAccounts())
    assert (totals.balance, totals.below_threshold) == (units(2) - 1, 4)
