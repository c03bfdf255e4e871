"""Rates looked for in all groups that a user may see: what is asked, and what is nobody else's business."""

import pytest

from tests.support import rate_files as rf
from tests.support.exports import exported, rows_of
from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, FIXED_RATE_RIGHTS, World
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.errors import Code, Denied, Forbidden, NotFound
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import GroupRight, GroupVerb

DECK = rf.HEADER + "44,United Kingdom,0.010,60/60\n447,UK mobile,0.060,1/1\n93,Afghanistan,0.300,6/6\n"
UNIT = 1_000_000_000


@pytest.fixture
def groups(each_world: World) -> tuple[RateGroupId, RateGroupId]:
    made = each_world.rate_group("Retail"), each_world.rate_group("Wholesale")
    for group in made:
        rf.load(each_world, group, DECK)
    return made


def found(world: World, wanted: r.RateSearch, token: str | None = None) -> list[tuple[str, str]]:
    request = r.SearchRates(filter=wanted)
    rows = world.read(token or world.admin, o.RATES_SEARCH, request).rows
    assert world.read(token or world.admin, o.RATES_SEARCH_EXTENT, request).count == len(rows)
    return [(row.rate_group, row.rate.fields.prefix) for row in rows]


def test_each_field_narrows_the_search(each_world: World, groups: tuple[RateGroupId, RateGroupId]) -> None:
    world = each_world
    assert found(world, r.RateSearch()) == [], "nothing asked finds nothing"
    both = [("Retail", "44"), ("Wholesale", "44"), ("Retail", "447"), ("Wholesale", "447")]
    assert found(world, r.RateSearch(prefix="44")) == both
    assert found(world, r.RateSearch(number="4471")) == both
    assert found(world, r.RateSearch(number="4412", rate_group=groups[1])) == [("Wholesale", "44")]
    assert found(world, r.RateSearch(area_name="afg", rate_group=groups[0])) == [("Retail", "93")]
    assert found(world, r.RateSearch(rate_group=groups[0], period=r.Period.FUTURE)) == []


def test_a_price_is_that_of_a_minute_and_its_bounds_belong_to_it(
    each_world: World, groups: tuple[RateGroupId, RateGroupId]
) -> None:
    low, high = Price(6 * UNIT // 100), Price(3 * UNIT // 10)
    mine = groups[0]
    assert found(each_world, r.RateSearch(rate_group=mine, minute_from=low, minute_to=high)) == [
        ("Retail", "447"),
        ("Retail", "93"),
    ], "whatever the cycle"
    assert found(each_world, r.RateSearch(rate_group=mine, minute_from=Price(high + 1))) == []
    assert found(each_world, r.RateSearch(rate_group=mine, minute_to=Price(r.MAX_MINUTE))) != []
    assert found(each_world, r.RateSearch(rate_group=mine, minute_from=Price(r.MAX_MINUTE))) == []


def test_an_agent_finds_what_he_is_listed_on_and_his_own(
    each_world: World, groups: tuple[RateGroupId, RateGroupId]
) -> None:
    world, wanted = each_world, r.RateSearch(number="4471")
    ann = world.agent("ann", AGENT_RIGHTS)
    token = world.login(ann)
    rf.load(world, world.rate_group("Own", token), DECK, token)
    world.grant_group(ann, groups[0], [GroupRight.USE])
    assert found(world, wanted, token) == [("Own", "44"), ("Own", "447")]
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        found(world, r.RateSearch(rate_group=groups[0]), token)
    for unknown in (groups[1], RateGroupId(10**9)):
        with refused(NotFound, Code.NOT_FOUND):
            found(world, r.RateSearch(rate_group=unknown), token)
        with refused(NotFound, Code.NOT_FOUND):
            world.do(token, o.RATES_SEARCH_EXPORT, r.ExportFoundRates(filter=r.RateSearch(rate_group=unknown)))
    world.grant_group(ann, groups[0], [GroupRight.USE, GroupRight.SEE])
    assert ("Retail", "44") in found(world, wanted, token)
    rows = world.read(token, o.RATES_SEARCH, r.SearchRates(filter=wanted)).rows
    assert {(row.rate_group, row.can[GroupVerb.EDIT_RATES] == "") for row in rows} == {("Own", True), ("Retail", False)}


def test_without_a_right_to_rates_there_is_no_search(world: World) -> None:
    token = world.login(world.agent("ann", FIXED_RATE_RIGHTS))
    request = r.SearchRates(filter=r.RateSearch(prefix="4"))
    with refused(Forbidden, Code.RIGHT_MISSING):
        world.read(token, o.RATES_SEARCH, request)
    with refused(Forbidden, Code.RIGHT_MISSING):
        world.read(token, o.RATES_SEARCH_EXTENT, request)


def test_what_is_found_is_exported_as_a_file(each_world: World, groups: tuple[RateGroupId, RateGroupId]) -> None:
    request = r.ExportFoundRates(filter=r.RateSearch(prefix="44", rate_group=groups[0]))
    lines = rows_of(exported(each_world, o.RATES_SEARCH_EXPORT, request))
    assert [(line["rate_group"], line["rate_prefix"], line["minute_cost"]) for line in lines] == [
        ("Retail", "44", "0.010000000"),
        ("Retail", "447", "0.060000000"),
    ]
