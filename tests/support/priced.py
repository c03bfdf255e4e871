"""Rate groups with prices by prefix, who is billed by them, and what is lost."""

from typing import Any

from tests.support.world import World
from vosdesk.contract import accounts as a
from vosdesk.contract import coverage as cv
from vosdesk.contract import operations as o
from vosdesk.contract import parameters as pm
from vosdesk.contract import rates as r
from vosdesk.contract.ids import AccountId, Empty, RateGroupId
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import GroupRight


def group(world: World, name: str, token: str | None = None, **prices: int) -> RateGroupId:
    """A rate group; ``_86=5`` is the prefix 86 at 5 a second."""
    made = world.rate_group(name, token)
    for code, price in prices.items():
        add(world, made, code[1:], price, token)
    return made


def add(world: World, made: RateGroupId, code: str, price: int, token: str | None = None, **fields: Any) -> None:
    """A rate of so much a second."""
    values = r.RateFields(prefix=code, area_name=f"Area {code}", price=Price(price), cycle=1, **fields)
    world.do(token or world.admin, o.RATES_CREATE, r.CreateRate(rate_group=made, fields=values))


def assign(world: World, account: AccountId, billing: RateGroupId | None, private: RateGroupId | None = None) -> None:
    """Choose the groups of an account."""
    request = a.SetRateGroup(
        id=account, version=world.account_row(account).version, rate_group=billing, private_rate_group=private
    )
    world.do(world.admin, o.ACCOUNTS_SET_RATE_GROUP, request)


def update(world: World, made: RateGroupId, code: str, price: int, token: str | None = None) -> None:
    """Change the price of a prefix."""
    rows = world.read(world.admin, o.RATES_LIST, r.ListRates(filter=r.RateFilter(rate_group=made, prefix=code))).rows
    row = next(row for row in rows if row.fields.prefix == code)
    fields = r.RateFields(prefix=code, price=Price(price), cycle=1)
    world.do(token or world.admin, o.RATES_UPDATE, r.UpdateRate(id=row.id, version=row.version, fields=fields))


def protect(world: World, mode: cv.LossMode) -> None:
    """Say what becomes of acts that make a loss."""
    rows = world.read(world.admin, o.PARAMETERS_LIST, Empty()).rows
    row = next(row for row in rows if row.name == "rates.loss_protection")
    request = pm.SetParameter(name=row.name, version=row.version, value=mode.value)
    world.do(world.admin, o.PARAMETERS_SET, request)


class Chain:
    """An agent account that pays 5 for 86, and sub-accounts below it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.top = world.account("TOP", opening=100)
        self.cheap, self.dear = world.account("CHEAP", self.top), world.account("DEAR", self.top)
        self.cost = group(world, "Cost", _86=5, _44=5)
        self.low, self.high = group(world, "Low", _8613=4, _86=6, _44=4), group(world, "High", _86=6, _44=6)
        assign(world, self.top, self.cost)
        assign(world, self.dear, self.high)


class Agent:
    """An agent with an own group, and one that he may use but not see."""

    def __init__(self, world: World) -> None:
        self.user = world.agent("ann")
        self.account = world.account("OWN")
        self.sub = world.account("SUB", self.account)
        world.grant(self.user, self.account)
        self.token = world.login("ann")
        self.mine = group(world, "Mine", self.token, _86=5)
        self.hidden = group(world, "Hidden", _86=7)
        world.grant_group(self.user, self.hidden, [GroupRight.USE])


def lost(losses: cv.Losses) -> list[tuple[str, str, int, str]]:
    """Account, agent, number of ranges, and the worst of them."""
    return [(row.account_number, row.agent_number, row.ranges, row.worst.code) for row in losses.rows]
