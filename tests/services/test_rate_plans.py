"""Imports as plans: every row has an outcome, what is shown is what is applied, and an undo brings all of it back."""

from typing import Any

import pytest

from tests.support import rate_files as rf
from tests.support.jobs import join, outcome
from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, FIXED_RATE_RIGHTS, World
from vosdesk.contract import accounts as a
from vosdesk.contract import files as f
from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract.decks import Repeats
from vosdesk.contract.errors import Code, Conflict, Denied, Forbidden, NotFound, Stale
from vosdesk.contract.ids import DAY, FOREVER, FileId, RateGroupId, Time
from vosdesk.contract.jobs import AskJob
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import GroupRight, Right
from vosdesk.contract.rate_imports import Outcome

DECK = rf.HEADER + "44,United Kingdom,0.010,60/60\n8613,China,0.020,60/60\n93,Afghanistan,0.300,60/60\n"
NEXT = (
    rf.HEADER + "44,United Kingdom,0.012,60/60\n8613,China,0.015,60/60\n93,Afghanistan,0.300,60/60\n7,Russia,0.6,1/1\n"
)


@pytest.fixture
def group(each_world: World) -> RateGroupId:
    return each_world.rate_group("Deck")


def test_every_row_read_has_an_outcome(each_world: World, group: RateGroupId) -> None:
    world = each_world
    rf.load(world, group, DECK)
    plan = rf.plan(world, group, NEXT + "x1,Nowhere,0.1,1/1\n44,Twice,0.5,60/60\n")
    wanted = ri.Sums(read=6, added=1, up=1, down=1, unchanged=1, refused=2)
    assert plan.sums == wanted
    assert [row.bad and row.bad.code for row in rf.rows(world, plan, Outcome.REFUSED)] == [
        Code.PREFIX_FORM,
        Code.FILE_REPEATED,
    ]
    up, down = rf.rows(world, plan, Outcome.UP), rf.rows(world, plan, Outcome.DOWN)
    assert [(row.was and row.was.price, row.now and row.now.price) for row in (*up, *down)] == [
        (10_000_000, 12_000_000),
        (20_000_000, 15_000_000),
    ]
    assert plan.most_up is not None
    assert plan.most_up.now == up[0].now


def test_nothing_is_applied_while_rows_are_refused(each_world: World, group: RateGroupId) -> None:
    world = each_world
    plan = rf.plan(world, group, DECK + "x1,Nowhere,0.1,1/1\n")
    with refused(Conflict, Code.FILE_ROWS_BAD) as caught:
        rf.apply(world, plan)
    assert caught.refusal.params == {"count": 1}
    assert rf.rates(world, group) == []
    assert rf.apply(world, plan, leave_out_bad=True).sums == plan.sums
    assert set(rf.prices(world, group)) == {"44", "8613", "93"}


def test_a_plan_is_no_file_to_fetch(each_world: World, group: RateGroupId) -> None:
    world = each_world
    plan = rf.plan(world, group, DECK)
    with refused(NotFound, Code.NOT_FOUND):
        world.read(world.admin, o.FILES_GET, f.GetPiece(id=plan.id, offset=0))


def test_what_is_applied_is_what_was_shown_or_nothing(each_world: World, group: RateGroupId) -> None:
    world = each_world
    plan = rf.plan(world, group, DECK)
    other = r.CreateRate(rate_group=group, fields=r.RateFields(prefix="1", price=Price(5)))
    world.do(world.admin, o.RATES_CREATE, other)
    with refused(Stale, Code.STALE):
        rf.apply(world, plan)
    assert set(rf.prices(world, group)) == {"1"}
    again = rf.plan(world, group, DECK)
    rf.apply(world, again)
    with refused(Stale, Code.STALE):
        rf.apply(world, again)


def test_an_import_is_undone_to_the_last_value(each_world: World, group: RateGroupId) -> None:
    world = each_world
    first = rf.load(world, group, DECK)
    before = rf.rates(world, group)
    second = rf.load(world, group, NEXT, mode=ri.Mode.REPLACE, when=ri.When.AT, at=Time(world.now + DAY))
    assert len(rf.rates(world, group)) == 6
    with refused(Conflict, Code.RATES_CHANGED_SINCE) as caught:
        rf.undo(world, first.id)
    assert caught.refusal.params == {"count": 2, "prefixes": ["44", "8613"]}
    done = rf.undo(world, second.id)
    assert done.undone is not None
    assert second.time < done.undone < world.now
    assert done.undone_by == "admin"
    assert rf.rates(world, group) == before
    with refused(Conflict, Code.IMPORT_UNDONE):
        rf.undo(world, second.id)
    rf.undo(world, first.id)
    assert rf.rates(world, group) == []


def test_an_undo_is_refused_while_a_later_change_stands_on_it(each_world: World, group: RateGroupId) -> None:
    world = each_world
    rf.load(world, group, DECK)
    made = rf.load(world, group, rf.HEADER + "44,,0.5,60/60\n", mode=ri.Mode.DELETE, when=ri.When.NOW, closing=1)
    late = r.RateFields(prefix="44", price=Price(7), effective_from=Time(world.now + DAY))
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=late))
    stands = rf.rates(world, group)
    with refused(Conflict, Code.RATES_CHANGED_SINCE):
        rf.undo(world, made.id)
    assert rf.rates(world, group) == stands


def test_a_change_at_a_date_leaves_neither_gap_nor_overlap(each_world: World, group: RateGroupId) -> None:
    world = each_world
    rf.load(world, group, DECK)
    later, latest = Time(world.now + 2 * DAY), Time(world.now + 5 * DAY)
    rf.load(world, group, rf.HEADER + "44,United Kingdom,0.05,60/60\n", when=ri.When.AT, at=latest)
    rf.load(world, group, rf.HEADER + "44,United Kingdom,0.03,60/60\n", when=ri.When.AT, at=later)
    periods = [(f.effective_from, f.effective_until, f.price) for f in rf.rates(world, group) if f.prefix == "44"]
    assert periods == [
        (0, later, 10_000_000),
        (later, latest, 30_000_000),
        (latest, FOREVER, 50_000_000),
    ]


def test_replacing_closes_what_the_file_lacks_and_asks_for_the_number(each_world: World, group: RateGroupId) -> None:
    world = each_world
    rf.load(world, group, DECK)
    plan = rf.plan(world, group, rf.HEADER + "44,United Kingdom,0.010,60/60\n", mode=ri.Mode.REPLACE)
    assert (plan.sums.read, plan.sums.unchanged, plan.sums.missing, plan.present) == (1, 1, 2, 3)
    with refused(Conflict, Code.RATES_MUST_TYPE) as caught:
        rf.apply(world, plan)
    assert caught.refusal.params == {"count": 2, "present": 3}
    with refused(Conflict, Code.RATES_MUST_TYPE):
        rf.apply(world, plan, closing=3)
    rf.apply(world, plan, closing=2)
    ended = {f.prefix: f.effective_until for f in rf.rates(world, group)}
    assert ended.pop("44") == FOREVER
    assert len(set(ended.values())) == 1
    assert max(ended.values()) < world.now


def test_rows_are_dated_closed_and_deleted_as_the_file_says(each_world: World, group: RateGroupId) -> None:
    world = each_world
    rf.load(world, group, DECK)
    header = "prefix,name,price,increments,from,until,status\n"
    content = header + "44,United Kingdom,0.02,60/60,2027-01-01,,\n8613,,,,,2027-02-01,\n93,,0.3,60/60,,,deleted\n"
    content += "7,,0.3,60/60,,,deleted\n"
    plan = rf.plan(world, group, content)
    assert (plan.sums.read, plan.sums.up, plan.sums.closed, plan.sums.refused) == (4, 1, 2, 1)
    rf.apply(world, plan, leave_out_bad=True, closing=2)
    new_year = Time(1_798_761_600_000_000)
    found = [(f.prefix, f.effective_from, f.effective_until) for f in rf.rates(world, group)]
    assert found == [
        ("44", 0, new_year),
        ("44", new_year, FOREVER),
        ("8613", 0, new_year + 32 * DAY),
        ("93", 0, found[3][2]),
    ]
    assert new_year < found[3][2] < world.now


@pytest.mark.parametrize(
    ("repeats", "price", "stopping"),
    [(Repeats.STOP, 10_000_000, True), (Repeats.FIRST, 10_000_000, False), (Repeats.LAST, 500_000_000, False)],
)
def test_of_a_prefix_that_stands_twice_one_wins(world: World, repeats: Repeats, price: int, stopping: bool) -> None:
    group, content = world.rate_group("Twice"), DECK + "44,Twice,0.5,60/60\n"
    plan = rf.plan(world, group, content, layout=rf.layout_of(content, repeats=repeats))
    assert (plan.sums.read, plan.sums.added, plan.sums.refused) == (4, 3, 1)
    assert plan.sums.overruled == (0 if stopping else 1)
    if stopping:
        with refused(Conflict, Code.FILE_ROWS_BAD):
            rf.apply(world, plan)
    rf.apply(world, plan, leave_out_bad=stopping)
    assert rf.prices(world, group)["44"] == price


def test_refused_rows_are_mended_and_only_they_are_tried_again(each_world: World, group: RateGroupId) -> None:
    world = each_world
    rf.load(world, group, DECK)
    plan = rf.plan(world, group, NEXT + "x1,Nowhere,0.1,1/1\n45,Denmark,,60/60\n")
    mended = (
        ri.MendedRow(line=6, cells=("1", "Somewhere", "0.6", "1/1")),
        ri.MendedRow(line=7, cells=("44", "Denmark", "0.4", "60/60")),
    )
    again = rf.run(world, world.admin, o.RATE_IMPORTS_MEND, ri.MendRows(plan=plan.id, rows=mended))
    assert again.sums == ri.Sums(read=6, added=2, up=1, down=1, unchanged=1, refused=1)
    assert [row.bad and row.bad.code for row in rf.rows(world, again, Outcome.REFUSED)] == [Code.FILE_REPEATED]
    rf.apply(world, again, leave_out_bad=True)
    assert set(rf.prices(world, group)) == {"1", "44", "7", "8613", "93"}
    assert rf.prices(world, group)["44"] == 12_000_000


def test_refused_rows_are_saved_so_that_no_spreadsheet_runs_them(world: World) -> None:
    plan = rf.plan(world, world.rate_group("G"), rf.HEADER + "=1+1,Nowhere,0.1,1/1\n")
    file = rf.run(world, world.admin, o.RATE_IMPORTS_SAVE_REFUSED, ri.SaveRefused(plan=plan.id))
    with world.services.spool.path(world.admin_id, file.id).open(encoding="utf-8-sig", newline="") as stream:
        text = stream.read()
    assert text.splitlines()[0] == "prefix,name,price,increments,Line,Reason"
    assert "=1+1" in text
    assert not text.splitlines()[1].startswith("=")


def test_the_history_tells_who_did_what_with_which_file(each_world: World, group: RateGroupId) -> None:
    world = each_world
    made = rf.load(world, group, DECK)
    (row,) = world.read(world.admin, o.RATE_IMPORTS_LIST, ri.ListRateImports()).rows
    assert row == made
    assert (row.login, row.file, row.sums.added, len(row.sha256)) == ("admin", "deck.csv", 3, 64)
    details = world.read(world.admin, o.RATE_IMPORTS_GET, ri.GetRateImport(id=made.id))
    assert details.layout == rf.layout_of(DECK)
    changes = world.read(world.admin, o.RATE_IMPORTS_CHANGES, ri.ListRateChanges(rate_import=made.id))
    assert [(c.outcome, c.now) for c in changes.rows] == [(Outcome.ADDED, f) for f in rf.rates(world, group)]
    nothing = ri.ListRateImports(filter=ri.RateImportFilter(text="other.csv"))
    assert world.read(world.admin, o.RATE_IMPORTS_EXTENT, nothing).count == 0


def test_deleted_rates_come_back_whole(each_world: World, group: RateGroupId) -> None:
    world = each_world
    rf.load(world, group, DECK)
    before = rf.rates(world, group)
    everything = r.RateSelection(filter=r.RateFilter(rate_group=group))
    world.do(world.admin, o.RATES_DELETE, r.DeleteRates(rate_group=group, selection=everything, count=3))
    (gone, _) = world.read(world.admin, o.RATE_IMPORTS_LIST, ri.ListRateImports()).rows
    assert (gone.kind, gone.sums.closed) == (ri.ImportKind.DELETE, 3)
    rf.undo(world, gone.id)
    assert rf.rates(world, group) == before


def test_an_agent_imports_only_where_he_may_edit(each_world: World, group: RateGroupId) -> None:
    world = each_world
    user = world.agent("agent", AGENT_RIGHTS)
    token = world.login("agent")
    foreign = rf.send(world, token, DECK)
    request = ri.PlanImport(rate_group=group, file=foreign, layout=rf.layout_of(DECK))
    with refused(NotFound, Code.NOT_FOUND):
        world.do(token, o.RATE_IMPORTS_PLAN, request)
    world.grant_group(user, group, [GroupRight.SEE])
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        world.do(token, o.RATE_IMPORTS_PLAN, request)
    world.grant_group(user, group, [GroupRight.EDIT])
    made = rf.load(world, group, DECK, token)
    world.grant_group(user, group, [GroupRight.SEE])
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        world.do(token, o.RATE_IMPORTS_UNDO, ri.UndoRateImport(id=made.id))


def test_rights_that_end_between_plan_and_apply_refuse_it(each_world: World, group: RateGroupId) -> None:
    world = each_world
    user = world.agent("agent", AGENT_RIGHTS)
    world.grant_group(user, group, [GroupRight.EDIT])
    token = world.login("agent")
    plan = rf.plan(world, group, DECK, token)
    world.grant_group(user, group, [GroupRight.SEE])
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        rf.apply(world, plan, token)
    assert rf.rates(world, group) == []


def test_under_lower_rate_nothing_of_it_is_open(world: World) -> None:
    user = world.agent("fixed", FIXED_RATE_RIGHTS)
    account = world.account("A1", opening=10)
    world.grant(user, account)
    row = world.account_row(account)
    on = a.SetLowerRate(id=account, version=row.version, lower_rate=True)
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, on)
    token, group = world.login("fixed"), world.rate_group("Public")
    file = rf.send(world, token, DECK)
    selection = r.RateSelection(filter=r.RateFilter(rate_group=group))
    calls: tuple[tuple[Any, Any], ...] = (
        (o.RATE_IMPORTS_PLAN, ri.PlanImport(rate_group=group, file=file, layout=rf.layout_of(DECK))),
        (
            o.RATE_IMPORTS_PLAN_BULK,
            ri.PlanBulk(rate_group=group, selection=selection, change=ri.BulkChange(decimals=2), count=0),
        ),
        (o.RATE_IMPORTS_APPLY, ri.ApplyPlan(plan=file)),
        (o.RATE_IMPORTS_UNDO, ri.UndoRateImport(id=rf.load(world, group, DECK).id)),
    )
    for operation, request in calls:
        with refused(Forbidden, Code.RIGHT_MISSING):
            world.do(token, operation, request)


def test_an_agent_learns_nothing_of_the_imports_of_others(each_world: World, group: RateGroupId) -> None:
    world = each_world
    user = world.agent("agent", AGENT_RIGHTS)
    token = world.login("agent")
    own = world.rate_group("Own", token)
    world.grant_group(user, group, [GroupRight.EDIT])
    rf.load(world, group, DECK)
    rf.load(world, own, DECK)
    mine = rf.load(world, own, NEXT, token)
    seen = world.read(token, o.RATE_IMPORTS_LIST, ri.ListRateImports()).rows
    assert [(row.rate_group, row.login, row.file) for row in seen] == [("Own", "agent", "deck.csv"), ("Own", "", "")]
    named = ri.ListRateImports(filter=ri.RateImportFilter(text="deck"))
    assert [row.id for row in world.read(token, o.RATE_IMPORTS_LIST, named).rows] == [mine.id]


def test_what_a_user_sent_is_no_plan(world: World) -> None:
    file = rf.send(world, world.admin, DECK)
    with refused(NotFound, Code.NOT_FOUND):
        rf.apply(world, ri.Plan(id=file, rate_group=RateGroupId(1), sums=ri.Sums(), present=0))
    with refused(NotFound, Code.NOT_FOUND):
        world.read(world.admin, o.RATE_IMPORTS_PLAN_ROWS, ri.ListPlanRows(plan=FileId("none")))


def test_a_plan_is_its_makers_alone(world: World) -> None:
    plan = rf.plan(world, world.rate_group("G"), DECK)
    world.user("third", rights=[Right.RATES_VIEW, Right.RATES_IMPORT, Right.RATE_GROUPS_VIEW])
    with refused(NotFound, Code.NOT_FOUND):
        rf.apply(world, plan, world.login("third"))


def test_a_cancelled_plan_leaves_nothing(world: World) -> None:
    group = world.rate_group("G")
    many = rf.HEADER + "".join(f"{code},Area,0.1,1/1\n" for code in range(100_000, 130_000))
    file = rf.send(world, world.admin, many)
    request = ri.PlanImport(rate_group=group, file=file, layout=rf.layout_of(many))
    job = world.do(world.admin, o.RATE_IMPORTS_PLAN, request)
    world.do(world.admin, o.JOBS_CANCEL, AskJob(id=job))
    join(world, job)
    with refused(Conflict, Code.JOB_CANCELLED):
        outcome(world, world.admin, job, o.RATE_IMPORTS_PLAN)
    assert set(world.services.spool._files) == {file}


def test_two_users_who_apply_at_once_change_it_once(each_world: World, group: RateGroupId) -> None:
    world = each_world
    plans = [rf.plan(world, group, DECK), rf.plan(world, group, NEXT)]
    jobs = [world.do(world.admin, o.RATE_IMPORTS_APPLY, ri.ApplyPlan(plan=plan.id)) for plan in plans]
    states = [join(world, job) for job in jobs]
    assert sorted(state.value for state in states) == ["done", "failed"]
    assert len(rf.rates(world, group)) in {3, 4}


def test_what_the_file_has_no_column_for_stays(each_world: World, group: RateGroupId) -> None:
    world = each_world
    stored = r.RateFields(
        prefix="8", area_prefix="6", price=Price(9), tax=70, lock=r.LockType.LOCKED, prompt_price=Price(4)
    )
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=stored))
    plan = rf.plan(world, group, "prefix,name,price\n86,China,0.06\n", when=ri.When.NOW)
    assert (plan.sums.added, plan.sums.up) == (0, 1), "the same rate by its joined prefix"
    rf.apply(world, plan)
    now = [fields for fields in rf.rates(world, group) if fields.effective_until == FOREVER]
    assert [(f.area_name, f.price, f.tax, f.lock, f.prompt_price) for f in now] == [
        ("China", 60_000_000, 70, r.LockType.LOCKED, 4)
    ]


def test_an_import_touches_one_group(each_world: World, group: RateGroupId) -> None:
    world, other = each_world, each_world.rate_group("Other")
    rf.load(world, other, DECK)
    before = rf.rates(world, other)
    rf.load(world, group, NEXT, mode=ri.Mode.REPLACE)
    assert rf.rates(world, other) == before
