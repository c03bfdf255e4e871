"""Loss protection refuses every act that makes an account pay less than its agent, whatever the act; and no other."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.support import rate_files as rf
from tests.support.priced import Agent, Chain, add, assign, group, lost, protect, update
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import account_moves as am
from vosdesk.contract import accounts as a
from vosdesk.contract import coverage as cv
from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import DAY, AccountId, RateGroupId, Time
from vosdesk.contract.permissions import GroupRight

CHEAP = rf.HEADER + "8613,China,0.0000001,1/1\n"
FORMER = rf.HEADER + "86,China,0.00000036,1/1\n44,United Kingdom,0.00000036,1/1\n"


@pytest.fixture
def chain(each_world: World) -> Chain:
    return Chain(each_world)


def move(world: World, account: AccountId, agent: AccountId | None) -> None:
    version = world.account_row(account).version
    world.do(world.admin, o.ACCOUNTS_MOVE, am.MoveAccount(id=account, version=version, agent=agent))


def lower_rate(world: World, account: AccountId, on: bool) -> None:
    version = world.account_row(account).version
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=account, version=version, lower_rate=on))


def rate(world: World, made: RateGroupId, code: str, begin: int) -> r.RateRow:
    listed = r.ListRates(filter=r.RateFilter(rate_group=made, prefix=code))
    return next(row for row in world.read(world.admin, o.RATES_LIST, listed).rows if row.fields.effective_from == begin)


def cancel(world: World, row: r.RateRow) -> None:
    world.do(world.admin, o.RATES_CANCEL_SCHEDULED, r.CancelScheduled(id=row.id, version=row.version))


def delete(world: World, row: r.RateRow) -> None:
    chosen = r.DeleteRates(rate_group=row.rate_group_id, selection=r.RateSelection(ids=(row.id,)), count=1)
    world.do(world.admin, o.RATES_DELETE, chosen)


def test_an_account_is_not_moved_under_an_agent_who_pays_more(chain: Chain) -> None:
    world, alone = chain.world, chain.world.account("ALONE")
    assign(world, alone, chain.low)
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS) as told:
        move(world, alone, chain.top)
    assert told.refusal.params == {"account": "ALONE", "agent": "TOP", "prefix": "44", "ranges": 2, "accounts": 1}
    assert world.account_row(alone).agent_number in (None, "")
    protect(world, cv.LossMode.WARN)
    move(world, alone, chain.top)
    protect(world, cv.LossMode.REFUSE)
    other = world.account("OTHER")
    assign(world, other, chain.cost)
    with refused(Conflict, Code.RATE_LOSS) as told:
        move(world, alone, other)
    assert told.refusal.params["agent"] == "OTHER", "what it loses for one agent is no leave to lose for another"
    move(world, alone, None)


def test_what_stands_below_a_moved_account_is_looked_at_too(chain: Chain) -> None:
    world, middle = chain.world, chain.world.account("MIDDLE")
    below = world.account("BELOW", middle)
    assign(world, below, chain.low)
    assign(world, middle, chain.low)
    assign(world, chain.top, chain.low)
    lower_rate(world, chain.top, on=True)
    assign(world, chain.top, chain.cost)
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS) as told:
        move(world, middle, chain.top)  # it would be billed as its agent is, and those below it pay less than that
    assert told.refusal.params["account"] == "BELOW"


def test_no_account_is_opened_at_a_loss(chain: Chain) -> None:
    world = chain.world
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS) as told:
        world.account("NEW", chain.top, rate_group=chain.low)
    assert (told.refusal.params["account"], told.refusal.params["ranges"]) == ("NEW", 2)
    world.account("NEW", chain.top, rate_group=chain.high)
    world.account("FREE", rate_group=chain.low)
    protect(world, cv.LossMode.WARN)
    opened = world.account("WARNED", chain.top, rate_group=chain.low)
    request = cv.CheckAssignment(account=opened)
    assert lost(world.read(world.admin, o.RATES_CHECK_ASSIGNMENT, request)) == [("WARNED", "TOP", 2, "44")]


def test_lower_rate_is_not_switched_off_into_a_loss_nor_on(chain: Chain) -> None:
    world = chain.world
    lower_rate(world, chain.top, on=True)
    assign(world, chain.cheap, chain.low)
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS):
        lower_rate(world, chain.top, on=False)
    assert world.account_row(chain.top).lower_rate
    assign(world, chain.cheap, chain.high)
    lower_rate(world, chain.top, on=False)
    under = world.account("UNDER", chain.dear)
    assign(world, under, chain.high)
    update(world, chain.cost, "86", 6)
    assign(world, under, group(world, "Fair", _86=6))
    lower_rate(world, chain.top, on=True)
    lower_rate(world, chain.top, on=False)
    dearest = group(world, "Dearest", _86=9)
    protect(world, cv.LossMode.OFF)
    assign(world, chain.top, dearest)
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS) as told:
        lower_rate(world, chain.top, on=True)
    assert told.refusal.params["account"] == "UNDER"


def test_an_import_is_not_undone_into_a_loss(chain: Chain) -> None:
    world = chain.world
    deck = world.rate_group("Deck")
    assign(world, chain.cheap, deck)
    rf.load(world, deck, FORMER.replace("0.00000036", "0.0000001"))
    raised = rf.load(world, deck, FORMER)
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS):
        rf.undo(world, raised.id)
    assert set(rf.prices(world, deck).values()) == {6}
    protect(world, cv.LossMode.WARN)
    assert rf.undo(world, raised.id).undone is not None


@pytest.mark.parametrize("at", [None, DAY])
def test_a_bulk_edit_is_neither_made_nor_undone_into_a_loss(chain: Chain, at: int | None) -> None:
    world = chain.world
    later = None if at is None else Time(world.now + at)
    cheaper = ri.BulkChange(adjust=ri.Adjust.SET, amount=60, at=later)
    plan = rf.bulk(world, chain.high, cheaper, 2)
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS):
        rf.apply(world, plan)
    assert set(rf.prices(world, chain.high).values()) == {6}
    protect(world, cv.LossMode.OFF)
    assign(world, chain.cheap, chain.low)
    dearer = rf.apply(world, rf.bulk(world, chain.low, replace(cheaper, amount=600), 3))
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS):
        rf.undo(world, dearer.id)
    assert set(rf.prices(world, chain.low).values()) == {10}, "the last price of each prefix"
    protect(world, cv.LossMode.WARN)
    assert rf.undo(world, dearer.id).undone is not None


def test_an_undo_looks_at_what_comes_later_too(chain: Chain) -> None:
    world = chain.world
    deck = world.rate_group("Deck")
    assign(world, chain.cheap, deck)
    rf.load(world, deck, FORMER)
    later = Time(world.now + DAY)
    add(world, deck, "8613", 1, effective_from=later, effective_until=Time(later + DAY))
    dearer = rf.load(world, deck, CHEAP.replace("0.0000001", "0.0000006"), when=ri.When.AT, at=later)
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS):
        rf.undo(world, dearer.id)


def test_a_scheduled_price_is_not_taken_back_into_a_loss(chain: Chain) -> None:
    world, begin = chain.world, Time(chain.world.now + DAY)
    end = Time(begin + DAY)
    assign(world, chain.cheap, chain.high)
    add(world, chain.cost, "8613", 7, effective_from=begin, effective_until=end)
    add(world, chain.high, "8613", 8, effective_from=begin, effective_until=end)
    protect(world, cv.LossMode.REFUSE)
    for act in (cancel, delete):
        with refused(Conflict, Code.RATE_LOSS):
            act(world, rate(world, chain.high, "8613", begin))
    cancel(world, rate(world, chain.cost, "8613", begin))
    cancel(world, rate(world, chain.high, "8613", begin))


@pytest.mark.parametrize(
    "load",
    [
        lambda world, made: rf.load(world, made, CHEAP, when=ri.When.AT, at=Time(world.now + DAY)),
        lambda world, made: rf.load(
            world, made, "prefix,name,price,increments,from\n8613,China,0.0000001,1/1,2099-01-01\n"
        ),
        lambda world, made: rf.load(
            world,
            made,
            "prefix,name,price,increments,from\n86,China,0.0000009,1/1,\n8613,China,0.0000001,1/1,2099-01-01\n",
        ),
    ],
)
def test_an_import_for_a_later_day_is_looked_at_as_of_that_day(
    chain: Chain, load: Callable[[World, RateGroupId], object]
) -> None:
    world = chain.world
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS) as told:
        load(world, chain.high)
    assert told.refusal.params["prefix"] == "8613"
    assert {row.prefix for row in rf.rates(world, chain.high)} == {"86", "44"}


def test_a_price_that_is_replaced_by_the_same_one_makes_no_loss(chain: Chain) -> None:
    world = chain.world
    assign(world, chain.cheap, chain.low)
    protect(world, cv.LossMode.REFUSE)
    later = Time(world.now + DAY)
    add(world, chain.low, "44", 4, effective_from=later)
    starts = {row.effective_from for row in rf.rates(world, chain.low) if row.prefix == "44"}
    assert later in starts


def test_an_agent_is_refused_for_what_he_sees_alone(each_world: World) -> None:
    world, agent = each_world, Agent(each_world)
    assign(world, agent.account, agent.hidden)
    protect(world, cv.LossMode.REFUSE)
    world.account("BLIND", agent.account, token=agent.token, rate_group=agent.mine)
    world.grant_group(agent.user, agent.hidden, [GroupRight.SEE, GroupRight.USE])
    with refused(Conflict, Code.RATE_LOSS) as told:
        world.account("SEEN", agent.account, token=agent.token, rate_group=agent.mine)
    assert told.refusal.params["agent"] == "OWN"
