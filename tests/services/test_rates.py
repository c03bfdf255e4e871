"""Rates one by one: whose group, which version, which prefix, and what the log says."""

import pytest

from tests.support import rate_files
from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, World
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract.changes import Done, Noun
from vosdesk.contract.errors import Code, Conflict, Denied, Forbidden, Invalid, NotFound, Stale
from vosdesk.contract.ids import Empty, FileId, RateGroupId, RateId, Time
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import GroupRight, Right


def fields(code: str, price: int = 5_000_000, **values: object) -> r.RateFields:
    return r.RateFields(prefix=code, price=Price(price), **values)  # type: ignore[arg-type]


def create(world: World, group: RateGroupId, code: str, token: str | None = None, **values: object) -> RateId:
    request = r.CreateRate(rate_group=group, fields=fields(code, **values))  # type: ignore[arg-type]
    return world.do(token or world.admin, o.RATES_CREATE, request)


def listed(world: World, group: RateGroupId, token: str | None = None) -> list[r.RateRow]:
    request = r.ListRates(filter=r.RateFilter(rate_group=group))
    rows = world.read(token or world.admin, o.RATES_LIST, request).rows
    assert world.read(token or world.admin, o.RATES_EXTENT, request).count == len(rows)
    return list(rows)


def delete(
    world: World, group: RateGroupId, chosen: r.RateSelection, count: int, token: str | None = None
) -> Done[Empty]:
    request = r.DeleteRates(rate_group=group, selection=chosen, count=count)
    return world.write(token or world.admin, o.RATES_DELETE, request)


def last_line(world: World) -> lg.LogRow:
    return world.read(world.admin, o.LOG_LIST, lg.ListLog()).rows[0]


def test_a_rate_is_made_changed_and_deleted(world: World) -> None:
    group = world.rate_group("G")
    rate = create(world, group, "86", area_name="China")
    assert last_line(world).after["price"] == 5_000_000
    (row,) = listed(world, group)
    assert (row.id, row.version, row.rate_group_id, row.fields) == (rate, 1, group, fields("86", area_name="China"))
    changed = fields("8613", 7_000_000, area_name="China")
    done = world.write(world.admin, o.RATES_UPDATE, r.UpdateRate(id=rate, version=1, fields=changed))
    assert done.changes.touched[Noun.RATES] == [rate]
    line = last_line(world)
    assert (line.before, line.after) == ({"prefix": "86", "price": 5_000_000}, {"prefix": "8613", "price": 7_000_000})
    delete(world, group, r.RateSelection(ids=(rate, rate)), 1)
    assert listed(world, group) == []
    line = last_line(world)
    assert (line.label, line.before["count"], line.before["rates"][0]["prefix"]) == ("G", 1, "8613")


def test_one_rate_is_read_by_its_id(each_world: World) -> None:
    world, group = each_world, each_world.rate_group("G")
    rate = create(world, group, "86", area_name="China", sections=(r.Section(position=0, fee=Price(7), seconds=30),))
    create(world, group, "87")
    row = next(row for row in listed(world, group) if row.id == rate)
    assert world.read(world.admin, o.RATES_GET, r.GetRate(id=rate)) == row
    ann = world.agent("ann")
    token = world.login(ann)
    for unknown in (rate, RateId(10**9)):
        with refused(NotFound, Code.NOT_FOUND) as caught:
            world.read(token, o.RATES_GET, r.GetRate(id=unknown))
        assert caught.refusal.params == {}
    world.grant_group(ann, group, [GroupRight.USE])
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        world.read(token, o.RATES_GET, r.GetRate(id=rate))
    world.grant_group(ann, group, [GroupRight.SEE])
    assert world.read(token, o.RATES_GET, r.GetRate(id=rate)) == row


def test_a_prefix_is_taken_at_one_time(world: World) -> None:
    group, other = world.rate_group("G"), world.rate_group("H")
    create(world, group, "8613")
    later = create(world, group, "8613", effective_from=Time(9))
    create(world, other, "8613")
    with refused(Conflict, Code.RATE_TAKEN, "prefix") as caught:
        create(world, group, "86", area_prefix="13")
    assert caught.refusal.params == {"prefix": "8613"}
    with refused(Conflict, Code.RATE_TAKEN):
        world.do(world.admin, o.RATES_UPDATE, r.UpdateRate(id=later, version=1, fields=fields("8613")))
    same = fields("8613", 9, effective_from=Time(9))
    world.do(world.admin, o.RATES_UPDATE, r.UpdateRate(id=later, version=1, fields=same))


def test_an_old_version_is_refused(world: World) -> None:
    rate = create(world, world.rate_group("G"), "86")
    update = r.UpdateRate(id=rate, version=1, fields=fields("86", 6))
    world.do(world.admin, o.RATES_UPDATE, update)
    with refused(Stale, Code.STALE) as caught:
        world.do(world.admin, o.RATES_UPDATE, update)
    assert caught.refusal.params == {"version": 2}


def test_free_only_on_purpose(world: World) -> None:
    group = world.rate_group("G")
    with refused(Invalid, Code.RATE_ZERO_NOT_FREE, "price"):
        create(world, group, "800", price=0)
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields("800", 0), free=True))


def test_rates_of_other_groups_are_not_found(world: World) -> None:
    group, other = world.rate_group("G"), world.rate_group("H")
    mine, foreign = create(world, group, "86"), create(world, other, "86")
    for ids in ((foreign,), (mine, foreign), (mine, RateId(10**9))):
        with refused(NotFound, Code.NOT_FOUND):
            delete(world, group, r.RateSelection(ids=ids), len(ids))
    with refused(Invalid, Code.FIELD_EMPTY, "selection"):
        delete(world, group, r.RateSelection(), 0)
    with refused(Invalid, Code.FIELD_CHOICE, "selection"):
        delete(world, group, r.RateSelection(filter=r.RateFilter(rate_group=other)), 1)
    assert [row.id for row in listed(world, group)] == [mine]
    assert [row.id for row in listed(world, other)] == [foreign]


def test_everything_in_a_filter_is_deleted_when_it_is_what_was_counted(each_world: World) -> None:
    world = each_world
    group, other = world.rate_group("G"), world.rate_group("H")
    deck = "prefix,price\n" + "".join(f"{n},0.5\n" for n in range(1_000, 3_500))
    for each in (group, other):
        rate_files.load(world, each, deck)
    kept = next(row.id for row in listed_all(world, group, "1999"))
    chosen = r.RateSelection(filter=r.RateFilter(rate_group=group, prefix="1"), excluded=(kept,))
    for wrong in (0, 998, 1_000):
        with refused(Conflict, Code.SELECTION_CHANGED) as caught:
            delete(world, group, chosen, wrong)
        assert caught.refusal.params == {"count": 999}
    assert count(world, group) == 2_500
    done = delete(world, group, chosen, 999)
    assert done.changes.touched[Noun.RATES] == [], "any rate may be gone"
    assert (count(world, group), count(world, other)) == (1_501, 2_500)
    assert [row.id for row in listed_all(world, group, "1")] == [kept]
    line = last_line(world)
    assert (line.label, line.before["count"], len(line.before["rates"])) == ("G", 999, 999)
    everything = r.RateSelection(filter=r.RateFilter(rate_group=group))
    delete(world, group, everything, 1_501)
    line = last_line(world)
    assert (line.before["count"], len(line.before["rates"])) == (1_501, 1_000), "the log keeps the first thousand"
    assert (count(world, group), count(world, other)) == (0, 2_500)


def listed_all(world: World, group: RateGroupId, prefix: str) -> tuple[r.RateRow, ...]:
    request = r.ListRates(filter=r.RateFilter(rate_group=group, prefix=prefix))
    return world.read(world.admin, o.RATES_LIST, request).rows


def count(world: World, group: RateGroupId) -> int:
    return world.read(world.admin, o.RATES_EXTENT, r.ListRates(filter=r.RateFilter(rate_group=group))).count


def test_more_exceptions_than_a_statement_takes_are_refused(world: World) -> None:
    group = world.rate_group("G")
    most = tuple(RateId(n) for n in range(1, r.MAX_EXCLUDED + 2))
    with refused(Invalid, Code.FIELD_RANGE, "selection"):
        delete(world, group, r.RateSelection(filter=r.RateFilter(rate_group=group), excluded=most), 0)
    create(world, group, "86")
    delete(world, group, r.RateSelection(filter=r.RateFilter(rate_group=group), excluded=most[1:]), 1)


@pytest.mark.parametrize("group", ["foreign", "unknown", "anothers"])
def test_an_agent_finds_nothing_in_groups_that_are_not_his(world: World, group: str) -> None:
    token = world.login(world.agent("ann"))
    bob = world.login(world.agent("bob"))
    ids = {"foreign": world.rate_group("G"), "anothers": world.rate_group("B", bob), "unknown": RateGroupId(10**9)}
    of = ids[group]
    rate = RateId(10**9) if group == "unknown" else create(world, of, "86")
    file = FileId("x")
    plan = ri.PlanImport(rate_group=of, file=file, layout=rate_files.layout_of("prefix,price"))
    for act in (
        lambda: listed(world, of, token),
        lambda: world.read(token, o.RATES_GET, r.GetRate(id=rate)),
        lambda: create(world, of, "87", token),
        lambda: world.do(token, o.RATES_UPDATE, r.UpdateRate(id=rate, version=1, fields=fields("86", 9))),
        lambda: delete(world, of, r.RateSelection(ids=(rate,)), 1, token),
        lambda: delete(world, of, r.RateSelection(filter=r.RateFilter(rate_group=of)), 1, token),
        lambda: world.do(token, o.RATE_IMPORTS_INSPECT, ri.InspectFile(rate_group=of, file=file)),
        lambda: world.do(token, o.RATE_IMPORTS_PLAN, plan),
        lambda: world.read(token, o.RATES_PRICE, r.PriceNumber(number="86", at=world.now, rate_group=of)),
    ):
        with refused(NotFound, Code.NOT_FOUND):
            act()
        assert last_line(world).label == "", "nor does his line of the log name it"


def test_a_refused_update_does_not_tell_the_group(world: World) -> None:
    token = world.login(world.agent("ann"))
    rate = create(world, world.rate_group("G"), "86")
    with refused(NotFound, Code.NOT_FOUND):
        world.do(token, o.RATES_UPDATE, r.UpdateRate(id=rate, version=1, fields=fields("86", 9)))
    line = last_line(world)
    assert (line.noun, line.object_id, line.label) == (Noun.RATES, rate, "")


def test_the_rights_of_a_grant_on_a_group(world: World) -> None:
    ann = world.agent("ann")
    token, group = world.login(ann), world.rate_group("G")
    rate = create(world, group, "86")
    update = r.UpdateRate(id=rate, version=1, fields=fields("86", 9))
    world.grant_group(ann, group, [GroupRight.USE])
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        listed(world, group, token)
    world.grant_group(ann, group, [GroupRight.SEE])
    assert len(listed(world, group, token)) == 1
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        world.do(token, o.RATES_UPDATE, update)
    world.grant_group(ann, group, [GroupRight.EDIT])
    world.do(token, o.RATES_UPDATE, update)
    assert listed(world, group, token)[0].fields.price == 9


def test_editing_needs_the_operation_right_besides_the_grant(world: World) -> None:
    ann = world.agent("ann", AGENT_RIGHTS - {Right.RATES_EDIT, Right.RATES_IMPORT})
    token, group = world.login(ann), world.rate_group("G")
    world.grant_group(ann, group, [GroupRight.EDIT])
    with refused(Forbidden, Code.RIGHT_MISSING):
        create(world, group, "86", token)
    with refused(Forbidden, Code.RIGHT_MISSING):
        world.do(token, o.RATE_IMPORTS_INSPECT, ri.InspectFile(rate_group=group, file=FileId("x")))
