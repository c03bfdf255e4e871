"""Bulk edits and the schedule of a prefix."""

import pytest

from tests.support import rate_files as rf
from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, World
from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import DAY, FOREVER, RateGroupId, RateId, Time
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import GroupRight
from vosdesk.contract.rate_imports import Adjust, BulkChange

DECK = rf.HEADER + "44,United Kingdom,0.010,60/60\n8613,China,0.020,30/6\n93,Afghanistan,0.300,1/1\n"
TENTH = 10 * ri.PERCENT_UNIT
ALWAYS = Time(0)


@pytest.fixture
def group(each_world: World) -> RateGroupId:
    made = each_world.rate_group("Deck")
    rf.load(each_world, made, DECK)
    return made


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            BulkChange(adjust=Adjust.PERCENT, amount=TENTH),
            {"44": 11_000_000, "8613": 2_200_000, "93": 5_500_000},
        ),
        (BulkChange(adjust=Adjust.AMOUNT, amount=60_000_000), {"44": 70_000_000, "8613": 8_000_000, "93": 6_000_000}),
        (BulkChange(adjust=Adjust.SET, amount=60_000_000), {"44": 60_000_000, "8613": 6_000_000, "93": 1_000_000}),
        (BulkChange(decimals=2), {"44": 10_000_000, "8613": 0, "93": 10_000_000}),
    ],
)
def test_prices_change_exactly_and_come_back(
    each_world: World, group: RateGroupId, change: BulkChange, expected: dict[str, int]
) -> None:
    world = each_world
    before = rf.rates(world, group)
    plan = rf.bulk(world, group, change, 3)
    sums = plan.sums
    assert sums.read == 3 == sums.up + sums.down + sums.changed + sums.unchanged + sums.refused
    made = rf.apply(world, plan, leave_out_bad=True)
    assert rf.prices(world, group) == expected
    rf.undo(world, made.id)
    assert rf.rates(world, group) == before


def test_what_would_be_impossible_is_refused_row_by_row(each_world: World, group: RateGroupId) -> None:
    plan = rf.bulk(each_world, group, BulkChange(adjust=Adjust.AMOUNT, amount=-10_000_000), 3)
    bad = rf.rows(each_world, plan, ri.Outcome.REFUSED)
    assert [row.bad and (row.bad.text, row.bad.code) for row in bad] == [("44", Code.RATE_ZERO_NOT_FREE)]
    assert plan.sums.down == 2
    assert plan.most_down is not None
    assert plan.most_down.was is not None
    assert plan.most_down.was.prefix == "8613"


def test_a_change_from_a_date_on_keeps_the_price_until_then(each_world: World, group: RateGroupId) -> None:
    world = each_world
    at = Time(world.now + DAY)
    rf.apply(world, rf.bulk(world, group, BulkChange(adjust=Adjust.SET, amount=600, at=at), 1, prefix="93"))
    found = [(f.effective_from, f.effective_until, f.price) for f in rf.rates(world, group) if f.prefix == "93"]
    assert found == [(0, at, 5_000_000), (at, FOREVER, 10)]


def test_dates_that_would_meet_are_refused(each_world: World, group: RateGroupId) -> None:
    world = each_world
    at = Time(world.now + DAY)
    rf.apply(world, rf.bulk(world, group, BulkChange(adjust=Adjust.SET, amount=600, at=at), 1, prefix="93"))
    plan = rf.bulk(world, group, BulkChange(effective_until=FOREVER), 1, prefix="93", period=r.Period.CURRENT)
    assert plan.sums.refused == 1
    moved = rf.bulk(world, group, BulkChange(effective_from=Time(at + DAY)), 1, prefix="93", period=r.Period.FUTURE)
    made = rf.apply(world, moved)
    assert rf.rates(world, group)[-1].effective_from == at + DAY
    rf.undo(world, made.id)
    assert rf.rates(world, group)[-1].effective_from == at


def test_a_bulk_edit_takes_what_the_user_was_told_of(each_world: World, group: RateGroupId) -> None:
    with refused(Conflict, Code.SELECTION_CHANGED) as caught:
        rf.bulk(each_world, group, BulkChange(lock=r.LockType.LOCKED), 2)
    assert caught.refusal.params == {"count": 3}


def _rate(prefix: str, price: int, since: Time = ALWAYS, until: Time = FOREVER) -> r.RateFields:
    return r.RateFields(prefix=prefix, price=Price(price), effective_from=since, effective_until=until)


def _line(world: World, group: RateGroupId, prefix: str) -> list[tuple[int, int, int]]:
    return [(f.effective_from, f.effective_until, f.price) for f in rf.rates(world, group) if f.prefix == prefix]


def test_a_scheduled_rate_ends_the_former_and_can_be_moved_and_cancelled(each_world: World, group: RateGroupId) -> None:
    world = each_world
    soon, later = Time(world.now + DAY), Time(world.now + 2 * DAY)
    rate = world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=_rate("44", 7, soon)))
    assert _line(world, group, "44") == [(0, soon, 10_000_000), (soon, FOREVER, 7)]
    moved = r.UpdateRate(id=rate, version=1, fields=_rate("44", 7, later))
    world.do(world.admin, o.RATES_UPDATE, moved)
    assert _line(world, group, "44") == [(0, later, 10_000_000), (later, FOREVER, 7)]
    with refused(Conflict, Code.RATE_OVERLAP):
        between = _rate("44", 9, soon, Time(later + 1))
        world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=between))
    world.do(world.admin, o.RATES_CANCEL_SCHEDULED, r.CancelScheduled(id=rate, version=2))
    assert _line(world, group, "44") == [(0, FOREVER, 10_000_000)]


def test_a_rate_in_effect_is_not_cancelled(each_world: World, group: RateGroupId) -> None:
    world = each_world
    rows = world.read(world.admin, o.RATES_LIST, r.ListRates(filter=r.RateFilter(rate_group=group))).rows
    with refused(Conflict, Code.RATE_NOT_SCHEDULED):
        world.do(world.admin, o.RATES_CANCEL_SCHEDULED, r.CancelScheduled(id=RateId(rows[0].id), version=1))


def test_rates_are_seen_by_time(each_world: World, group: RateGroupId) -> None:
    world = each_world
    soon = Time(world.now + DAY)
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=_rate("44", 7, soon)))

    def seen(period: r.Period, at: Time | None = None) -> list[int]:
        wanted = r.ListRates(filter=r.RateFilter(rate_group=group, prefix="44", period=period, at=at))
        return [row.fields.price for row in world.read(world.admin, o.RATES_LIST, wanted).rows]

    assert seen(r.Period.CURRENT) == [10_000_000]
    assert seen(r.Period.FUTURE) == [7]
    assert seen(r.Period.PAST) == []
    assert seen(r.Period.CURRENT, soon) == [7]
    assert seen(r.Period.PAST, soon) == [10_000_000]


def test_a_search_finds_rates_of_the_groups_that_a_user_may_see(each_world: World, group: RateGroupId) -> None:
    world = each_world
    user = world.agent("agent", AGENT_RIGHTS)
    token = world.login("agent")
    request = r.SearchRates(filter=r.RateSearch(number="8613912345678"))

    def found(who: str) -> list[tuple[str, str]]:
        page = world.read(who, o.RATES_SEARCH, request)
        assert world.read(who, o.RATES_SEARCH_EXTENT, request).count == len(page.rows)
        return [(row.rate_group, row.rate.fields.prefix) for row in page.rows]

    assert found(world.admin) == [("Deck", "8613")]
    assert found(token) == []
    world.grant_group(user, group, [GroupRight.USE])
    assert found(token) == []
    world.grant_group(user, group, [GroupRight.SEE])
    assert found(token) == [("Deck", "8613")]
