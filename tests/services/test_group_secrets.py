"""What an agent is told of rate groups that are not his to see: the price of his own calls, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert

from tests.support import rate_files
from tests.support.world import World
from vosdesk.contract import account_bulk as ab
from vosdesk.contract import accounts as a
from vosdesk.contract import codec
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import AccountId, Empty, FileId, RateGroupId, RateId, Time, new_key
from vosdesk.contract.money import Price
from vosdesk.contract.operations import Operation, Read
from vosdesk.contract.permissions import GroupRight
from vosdesk.storage.models import rate_groups, rates
from vosdesk.storage.unit_of_work import WriteUnit

PUBLIC, PRIVATE = RateGroupId(777_000_111), RateGroupId(777_000_222)
LOSER, WINNER, OTHERS = RateId(888_000_111), RateId(888_000_222), RateId(888_000_333)
NUMBERS = tuple(str(i) for i in (PUBLIC, PRIVATE, LOSER, WINNER, OTHERS))
SECRETS = (*NUMBERS, "Zebra", "Quagga", "boris", "99123", "Loser", "Unasked", "TOPMOST")
"""Parts of ids, names, prefixes and login names that no answer to the agent may hold."""


class Scene:
    """An agent whose accounts use a public group and another agent's private group; he is listed on neither."""

    def __init__(self, world: World) -> None:
        self.world = world
        boris = world.agent("boris")
        top = world.account("TOPMOST", opening=100)
        self.own = world.account("OWN", top, opening=10)
        self.sub = world.account("SUB", self.own)
        world.store.write(lambda unit: self._fill(unit, boris))
        for account, billing, private in ((self.own, PUBLIC, None), (self.sub, PUBLIC, PRIVATE)):
            row = world.account_row(account)
            request = a.SetRateGroup(id=account, version=row.version, rate_group=billing, private_rate_group=private)
            world.do(world.admin, o.ACCOUNTS_SET_RATE_GROUP, request)
        world.grant(world.agent("ann"), self.own)
        self.token = world.login("ann")
        self.mine = world.rate_group("Mine", self.token)

    def _fill(self, unit: WriteUnit, boris: int) -> None:
        for group, name, owner in ((PUBLIC, "Zebra", None), (PRIVATE, "Quagga", boris)):
            values = {"id": group, "name": name, "owner_id": owner, "announcement": 60, "created": self.world.now}
            unit.connection.execute(insert(rate_groups).values(values))
        for rate, group, prefix, name in (
            (WINNER, PUBLIC, "8613", "China Mobile"),
            (LOSER, PUBLIC, "86", "Loser"),
            (OTHERS, PRIVATE, "99123", "Unasked"),
        ):
            unit.rates.add(group, r.RateFields(prefix=prefix, area_name=name, price=Price(5)))
            last = unit.rates.of_group(group)
            added = next(row.id for row in last if row.prefix == prefix)
            unit.connection.execute(rates.update().where(rates.c.id == added).values(id=rate))

    def told(self, operation: Operation[Any, Any], request: Any) -> str:
        """Everything that the agent is told by one call."""
        try:
            key = None if isinstance(operation, Read) else new_key()
            return codec.encode(self.world.dispatcher.execute(self.token, operation, request, key)).decode()
        except Refusal as refusal:
            return codec.encode_error(refusal).decode()

    def log(self) -> list[lg.LogRow]:
        """The lines that the agent may read."""
        return list(self.world.read(self.token, o.LOG_LIST, lg.ListLog()).rows)


@pytest.fixture
def scene(each_world: World) -> Scene:
    return Scene(each_world)


def leaks(said: str) -> list[str]:
    return [secret for secret in SECRETS if secret in said]


def price(account: AccountId, number: str) -> tuple[Operation[Any, Any], Any]:
    return o.RATES_PRICE, r.PriceNumber(number=number, at=Time(10**15), account=account)


READS: dict[str, Callable[[Scene], tuple[Operation[Any, Any], Any]]] = {
    "price, own": lambda s: price(s.own, "8613800"),
    "price, sub": lambda s: price(s.sub, "8613800"),
    "price, none": lambda s: price(s.own, "4912"),
    "price, group": lambda s: (o.RATES_PRICE, r.PriceNumber(number="86", at=Time(5), rate_group=PUBLIC)),
    "options": lambda s: (o.RATE_GROUPS_OPTIONS, rg.RateGroupOptions()),
    "options, own": lambda s: (o.RATE_GROUPS_OPTIONS, rg.RateGroupOptions(account=s.own)),
    "options, sub": lambda s: (o.RATE_GROUPS_OPTIONS, rg.RateGroupOptions(account=s.sub)),
    "options, below": lambda s: (o.RATE_GROUPS_OPTIONS, rg.RateGroupOptions(agent=s.own)),
    "groups": lambda s: (o.RATE_GROUPS_LIST, rg.ListRateGroups()),
    "group": lambda s: (o.RATE_GROUPS_GET, rg.GetRateGroup(id=PUBLIC)),
    "accounts": lambda s: (o.ACCOUNTS_LIST, a.ListAccounts()),
    "accounts, by agent": lambda s: (o.ACCOUNTS_LIST, a.ListAccounts(sort=a.AccountSort.AGENT)),
    "accounts, anchors": lambda s: (o.ACCOUNTS_EXTENT, a.ListAccounts(sort=a.AccountSort.AGENT)),
    "account, own": lambda s: (o.ACCOUNTS_GET, a.GetAccount(id=s.own)),
    "account, sub": lambda s: (o.ACCOUNTS_GET, a.GetAccount(id=s.sub)),
    "tree": lambda s: (o.ACCOUNTS_TREE, Empty()),
    "rates": lambda s: (o.RATES_LIST, r.ListRates(filter=r.RateFilter(rate_group=PUBLIC))),
    "rate": lambda s: (o.RATES_GET, r.GetRate(id=LOSER)),
}  # fmt: skip
FIELDS = r.RateFields(prefix="86", price=Price(9))
FILE = "prefix,price\n86,0.5\n99123,0.5\n"
WRITES: dict[str, Callable[[Scene], tuple[Operation[Any, Any], Any]]] = {
    "same name as a public group": lambda s: (o.RATE_GROUPS_CREATE, rg.CreateRateGroup(name="Zebra")),
    "same name as a private group": lambda s: (o.RATE_GROUPS_CREATE, rg.CreateRateGroup(name="Quagga")),
    "rename": lambda s: (
        o.RATE_GROUPS_UPDATE, rg.UpdateRateGroup(id=PUBLIC, version=1, name="x", announcement=60, memo=""),
    ),
    "delete group": lambda s: (o.RATE_GROUPS_DELETE, rg.DeleteRateGroup(id=PRIVATE, version=1)),
    "copy": lambda s: (o.RATE_GROUPS_COPY, rg.CopyRateGroup(id=PUBLIC, name="x")),
    "add a prefix that is there": lambda s: (o.RATES_CREATE, r.CreateRate(rate_group=PUBLIC, fields=FIELDS)),
    "update": lambda s: (o.RATES_UPDATE, r.UpdateRate(id=LOSER, version=9, fields=FIELDS)),
    "delete": lambda s: (
        o.RATES_DELETE, r.DeleteRates(rate_group=PUBLIC, selection=r.RateSelection(ids=(LOSER,)), count=1),
    ),
    "delete all": lambda s: (
        o.RATES_DELETE,
        r.DeleteRates(rate_group=PUBLIC, selection=r.RateSelection(filter=r.RateFilter(rate_group=PUBLIC)), count=7),
    ),
    "delete as his": lambda s: (
        o.RATES_DELETE, r.DeleteRates(rate_group=s.mine, selection=r.RateSelection(ids=(LOSER,)), count=1),
    ),
    "look into a file": lambda s: (o.RATE_IMPORTS_INSPECT, ri.InspectFile(rate_group=PUBLIC, file=FileId("x"))),
    "import": lambda s: (
        o.RATE_IMPORTS_PLAN, ri.PlanImport(rate_group=PUBLIC, file=FileId("x"), layout=rate_files.layout_of(FILE)),
    ),
    "choose": lambda s: (
        o.ACCOUNTS_SET_RATE_GROUP,
        a.SetRateGroup(id=s.sub, version=s.world.account_row(s.sub).version, rate_group=PRIVATE),
    ),
    "open with": lambda s: (o.ACCOUNTS_CREATE, a.CreateAccount(number="N", agent=s.own, rate_group=PUBLIC)),
    "choose for many": lambda s: (
        o.ACCOUNTS_BULK_RATE_GROUP,
        ab.BulkRateGroup(selection=ab.AccountSelection(ids=(s.sub,)), rate_group=PRIVATE),
    ),
    "give his own": lambda s: (
        o.ACCOUNTS_SET_RATE_GROUP,
        a.SetRateGroup(
            id=s.sub, version=s.world.account_row(s.sub).version, rate_group=s.mine, private_rate_group=None
        ),
    ),
    "give his own to many": lambda s: (
        o.ACCOUNTS_BULK_RATE_GROUP, ab.BulkRateGroup(selection=ab.AccountSelection(ids=(s.sub,)), rate_group=s.mine),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READS)
def test_no_answer_tells_of_a_foreign_group(scene: Scene, name: str) -> None:
    assert leaks(scene.told(*READS[name](scene))) == []


@pytest.mark.parametrize("name", WRITES)
def test_no_act_and_no_line_of_his_log_tells_of_a_foreign_group(scene: Scene, name: str) -> None:
    operation, request = WRITES[name](scene)
    assert leaks(scene.told(operation, request)) == []
    for line in scene.log():
        said = codec.encode([line.label, line.params, line.before, line.after]).decode()
        # The name that he sent himself is no secret any more.
        assert leaks(said.replace(getattr(request, "name", "\0"), "")) == []


def test_the_scene_holds_what_would_leak(scene: Scene) -> None:
    world, admin = scene.world, scene.world.admin
    asked = r.PriceNumber(number="8613800", at=world.now, account=scene.sub)
    said = codec.encode(world.read(admin, o.RATES_PRICE, asked)).decode()
    said += codec.encode(world.read(admin, o.RATE_GROUPS_OPTIONS, rg.RateGroupOptions(account=scene.sub))).decode()
    said += codec.encode(world.read(admin, o.ACCOUNTS_LIST, a.ListAccounts())).decode()
    said += codec.encode(world.read(admin, o.RATES_LIST, r.ListRates(filter=r.RateFilter(rate_group=PRIVATE)))).decode()
    said += codec.encode(world.read(admin, o.RATE_GROUPS_LIST, rg.ListRateGroups())).decode()
    assert set(leaks(said)) == set(SECRETS)
    assert '"price":5' in scene.told(*price(scene.own, "8613800")), "his own price he is told"


def test_what_he_replaced_is_told_to_administrators_alone(scene: Scene) -> None:
    scene.told(*WRITES["give his own"](scene))
    (line,) = [line for line in scene.log() if line.operation == "accounts.set_rate_group"]
    assert (line.before, line.after) == ({}, {"rate_group": "Mine", "private_rate_group": ""})
    whole = scene.world.read(scene.world.admin, o.LOG_LIST, lg.ListLog(filter=lg.LogFilter(login="ann"))).rows[0]
    assert whole.before == {"rate_group": "Zebra", "private_rate_group": "Quagga"}
    scene.told(
        o.ACCOUNTS_SET_RATE_GROUP,
        a.SetRateGroup(id=scene.sub, version=scene.world.account_row(scene.sub).version, rate_group=None),
    )
    assert scene.log()[0].before == {"rate_group": "Mine"}, "what he was told himself he reads again"


def test_a_filter_by_a_foreign_group_or_agent_finds_as_little_as_by_none(scene: Scene) -> None:
    world = scene.world
    foreign_agent = world.account_row(scene.own).agent_id
    assert foreign_agent is not None
    for wanted in (
        a.AccountFilter(rate_group=PUBLIC),
        a.AccountFilter(rate_group=PRIVATE),
        a.AccountFilter(agent=foreign_agent),
        a.AccountFilter(agent=foreign_agent, reach=a.Reach.ALL),
    ):
        request = a.ListAccounts(filter=wanted)
        assert world.read(world.admin, o.ACCOUNTS_EXTENT, request).count > 0
        assert world.read(scene.token, o.ACCOUNTS_LIST, request).rows == ()
        assert world.read(scene.token, o.ACCOUNTS_EXTENT, request).count == 0
        assert world.read(scene.token, o.ACCOUNTS_TOTALS, request).count == 0
        chosen = ab.CountSelection(selection=ab.AccountSelection(filter=wanted))
        assert world.read(scene.token, o.ACCOUNTS_COUNT_SELECTION, chosen).count == 0
    world.grant_group(world.user_id("ann"), PUBLIC, [GroupRight.USE])
    his = (a.AccountFilter(rate_group=PUBLIC), a.AccountFilter(agent=scene.own))
    found = [world.read(scene.token, o.ACCOUNTS_EXTENT, a.ListAccounts(filter=wanted)).count for wanted in his]
    assert found == [2, 1]


def test_accounts_are_sorted_by_agent_as_far_as_agents_are_seen(scene: Scene) -> None:
    for descending in (False, True):
        request = a.ListAccounts(sort=a.AccountSort.AGENT, descending=descending)
        page = scene.world.read(scene.token, o.ACCOUNTS_LIST, request)
        numbers = ["OWN", "SUB"]
        assert [row.number for row in page.rows] == (numbers[::-1] if descending else numbers)
    assert scene.world.read(scene.token, o.PAYMENTS_LIST, p.ListPayments()).rows
