"""Decks compared through the door: whose, at which moment, listed in windows, exported, and to nobody else."""

import csv
import io
from typing import Any

import pytest

from tests.support import rate_files
from tests.support.jobs import join, outcome
from tests.support.priced import Agent, Chain, add, assign, group, lost, protect, update
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import account_moves as am
from vosdesk.contract import accounts as a
from vosdesk.contract import coverage as cv
from vosdesk.contract import files as f
from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.errors import Code, Conflict, Denied, Forbidden, NotFound
from vosdesk.contract.ids import SECOND, AccountId, FileId, RateGroupId, Time
from vosdesk.contract.jobs import JobState, Start
from vosdesk.contract.money import Price
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import GroupRight, Right, UserType
from vosdesk.contract.rate_export import FileForm


@pytest.fixture
def world(each_world: World) -> World:
    """Both databases."""
    return each_world


def ended(world: World, operation: Start[Any, Any], request: Any, token: str | None = None) -> Any:
    """What a job ended with."""
    token = token or world.admin
    job = world.do(token, operation, request)
    join(world, job)
    return outcome(world, token, job, operation)


def compared(world: World, here: cv.DeckRef, there: cv.DeckRef, token: str | None = None) -> cv.Compared:
    found: cv.Compared = ended(world, o.RATES_COMPARE, cv.CompareDecks(here=here, there=there), token)
    return found


def of(made: RateGroupId, at: int | None = None) -> cv.DeckRef:
    return cv.DeckRef(rate_group=made, at=None if at is None else Time(at))


def ranges(world: World, file: FileId, token: str | None = None, **request: Any) -> list[tuple[str, str]]:
    wanted = cv.RangeFilter(file=file, **request.pop("filter", {}))
    page = world.read(token or world.admin, o.RATES_RANGES, cv.ListRanges(filter=wanted, **request))
    return [(row.code, row.outcome.value) for row in page.rows]


def test_two_groups_are_compared_by_the_numbers_that_they_cover(world: World) -> None:
    one, other = group(world, "One", _8613=5, _44=3), group(world, "Other", _861=7, _44=3, _49=1)
    found = compared(world, of(one), of(other))
    assert ranges(world, found.file) == [
        ("44", "same"), ("49", "only_there"), ("861", "only_there"), ("8613", "up"),
    ]  # fmt: skip
    assert {t.outcome.value: (t.ranges, t.share) for t in found.totals} == {
        "up": (1, 4_761_905), "down": (0, 0), "mixed": (0, 0), "same": (1, 476_190_476), "only_here": (0, 0),
        "only_there": (2, 519_047_619),
    }  # fmt: skip
    assert (found.here.rate_groups, found.here.rates, found.there.rates) == (("One",), 2, 3)
    row = world.read(world.admin, o.RATES_RANGES, cv.ListRanges(filter=cv.RangeFilter(file=found.file))).rows[-1]
    assert (row.change, row.area_name, row.without) == (400_000, "Area 8613", 0)
    assert row.here is not None
    assert row.there is not None
    assert (row.here.code, row.there.code, row.there.price) == ("8613", "861", 7)


def test_a_group_with_itself_at_another_date(world: World) -> None:
    made = world.rate_group("G")
    add(world, made, "86", 5, effective_until=Time(1_000))
    add(world, made, "86", 7, effective_from=Time(1_000))
    found = compared(world, of(made, 999), of(made, 1_000))
    assert ranges(world, found.file) == [("86", "up")]
    assert (found.here.at, found.there.at) == (999, 1_000)


def test_an_account_is_billed_by_its_private_group_first_and_by_its_lower_rate_agents_groups(world: World) -> None:
    own = world.account("OWN", opening=100)
    sub = world.account("SUB", own)
    retail, private = group(world, "Retail", _86=5, _8613=6), group(world, "Private", _86=9)
    assign(world, own, retail, private)
    assign(world, sub, retail)
    found = compared(world, of(retail), cv.DeckRef(account=own))
    assert ranges(world, found.file) == [("86", "up"), ("8613", "up")]
    assert (found.there.account, found.there.rate_groups) == ("OWN", ("Private", "Retail"))
    version = world.account_row(own).version
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=own, version=version, lower_rate=True))
    assert compared(world, of(retail), cv.DeckRef(account=sub)).there.rate_groups == ("Private", "Retail")


def test_ranges_are_filtered_sorted_paged_and_summed_up(world: World) -> None:
    one = group(world, "One", _1=10, _20=10, _3=10, _4=10)
    other = group(world, "Other", _1=11, _20=5, _3=30, _5=1)
    file = compared(world, of(one), of(other)).file
    assert ranges(world, file, filter={"outcomes": (cv.Outcome.UP,)}) == [("1", "up"), ("3", "up")]
    assert ranges(world, file, filter={"prefix": "2"}) == [("20", "down")]
    assert ranges(world, file, filter={"area_name": "AREA 20"}) == [("20", "down")]
    by_change = [code for code, _ in ranges(world, file, sort=cv.RangeSort.CHANGE, descending=True)]
    assert by_change == ["3", "1", "20", "5", "4"]
    assert next(code for code, _ in ranges(world, file, sort=cv.RangeSort.SHARE)) == "20"
    seen, after = [], None
    while True:
        request = cv.ListRanges(
            filter=cv.RangeFilter(file=file), sort=cv.RangeSort.CHANGE, window=Window(limit=2, after=after)
        )
        page = world.read(world.admin, o.RATES_RANGES, request)
        if not page.rows:
            break
        seen += [row.code for row in page.rows]
        after = page.last
    assert seen == by_change[::-1]
    everything = cv.ListRanges(filter=cv.RangeFilter(file=file, outcomes=(cv.Outcome.UP, cv.Outcome.DOWN)))
    assert world.read(world.admin, o.RATES_RANGES_EXTENT, everything).count == 3
    sums = world.read(world.admin, o.RATES_RANGES_TOTALS, everything).totals
    assert {t.outcome.value: t.ranges for t in sums if t.ranges} == {"up": 2, "down": 1}


@pytest.mark.parametrize("form", [FileForm.CSV, FileForm.XLSX])
def test_an_export_holds_the_filter_and_no_formula(world: World, form: FileForm) -> None:
    one, other = world.rate_group("One"), group(world, "Other", _86=7, _87=1)
    values = r.RateFields(prefix="86", area_name="=1+1", price=Price(5), cycle=1)
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=one, fields=values))
    file = compared(world, of(one), of(other)).file
    request = cv.ExportRanges(filter=cv.RangeFilter(file=file, outcomes=(cv.Outcome.UP,)), form=form)
    info: f.FileInfo = ended(world, o.RATES_RANGES_EXPORT, request)
    content = world.read(world.admin, o.FILES_GET, f.GetPiece(id=info.id, offset=0)).content
    if form is FileForm.XLSX:
        from python_calamine import load_workbook

        cells = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert cells[1][:3] == ["86", 0, "'=1+1"]
        assert len(cells) == 2
        return
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["prefix"] for row in rows] == ["86"]
    assert (rows[0]["area_name"], rows[0]["change_percent"]) == ("'=1+1", "40")
    assert (rows[0]["first_rate"], rows[0]["second_rate"]) == ("0.000000005", "0.000000007")


def test_an_agent_compares_only_what_he_may_see(world: World) -> None:
    agent = Agent(world)
    assert compared(world, of(agent.mine), of(agent.mine), agent.token).totals[3].ranges == 1
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        compared(world, of(agent.mine), of(agent.hidden), agent.token)
    foreign = group(world, "Foreign", _86=1)
    for other in (of(foreign), of(RateGroupId(10**9)), cv.DeckRef(account=world.account("X"))):
        with refused(NotFound, Code.NOT_FOUND):
            compared(world, of(agent.mine), other, agent.token)
    assign(world, agent.account, agent.hidden)
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        compared(world, of(agent.mine), cv.DeckRef(account=agent.account), agent.token)


def test_a_comparison_is_its_owners_and_closes_with_the_right_to_see(world: World) -> None:
    agent = Agent(world)
    world.grant_group(agent.user, agent.hidden, [GroupRight.SEE])
    file = compared(world, of(agent.mine), of(agent.hidden), agent.token).file
    assert ranges(world, file, agent.token) == [("86", "up")]
    with refused(NotFound, Code.NOT_FOUND):
        ranges(world, file)
    world.grant_group(agent.user, agent.hidden, [GroupRight.USE])
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        ranges(world, file, agent.token)
    export = cv.ExportRanges(filter=cv.RangeFilter(file=file))
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        ended(world, o.RATES_RANGES_EXPORT, export, agent.token)


def test_without_the_right_to_see_rates_there_is_no_comparison(world: World) -> None:
    world.user("cashier", UserType.OPERATOR, [Right.ACCOUNTS_VIEW])
    made = group(world, "G", _86=1)
    with refused(Forbidden, Code.RIGHT_MISSING):
        compared(world, of(made), of(made), world.login("cashier"))


# --- losses ----------------------------------------------------------------------------------------------------------


def report(world: World, token: str | None = None, **request: Any) -> cv.Losses:
    found: cv.Losses = ended(world, o.RATES_LOSS_REPORT, cv.ReportLosses(**request), token)
    return found


def test_the_report_names_who_pays_less_than_his_agent(world: World) -> None:
    chain = Chain(world)
    assert lost(report(world)) == []
    assign(world, chain.cheap, chain.low)
    found = report(world)
    assert lost(found) == [("CHEAP", "TOP", 2, "44")]
    assert (found.checked, found.unseen) == (2, 0)
    worst = found.rows[0].worst
    assert worst.here is not None
    assert worst.there is not None
    assert (worst.here.price, worst.there.price, worst.change) == (5, 4, -200_000)
    assert worst.cheaper == (1, 6, 30, 60, 180, 0)
    assert lost(report(world, rate_group=chain.high)) == []
    assert lost(report(world, rate_group=chain.cost)) == lost(found)


def test_a_number_that_only_one_of_them_can_call_loses_nothing(world: World) -> None:
    chain = Chain(world)
    assign(world, chain.cheap, group(world, "Elsewhere", _49=1))
    assert lost(report(world)) == []
    lock = r.RateFields(prefix="86", price=Price(1), cycle=1, lock=r.LockType.LOCKED)
    locked = world.rate_group("Locked")
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=locked, fields=lock))
    assign(world, chain.cheap, locked)
    assert lost(report(world)) == []


def test_who_is_billed_by_his_agents_rates_loses_nothing(world: World) -> None:
    chain = Chain(world)
    assign(world, chain.cheap, chain.low)
    version = world.account_row(chain.top).version
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=chain.top, version=version, lower_rate=True))
    below = world.account("BELOW", chain.cheap)
    assign(world, below, chain.low)
    found = report(world)
    assert (lost(found), found.checked) == ([("BELOW", "CHEAP", 2, "44")], 1), "its agent pays what TOP pays"


def test_losses_are_listed_in_windows_and_to_nobody_else(world: World) -> None:
    chain = Chain(world)
    for number in range(3):
        assign(world, world.account(f"S{number}", chain.top), chain.low)
    job = world.do(world.admin, o.RATES_LOSS_REPORT, cv.ReportLosses())
    assert join(world, job) is JobState.DONE
    wanted = cv.LossFilter(job=job)
    request = cv.ListLosses(filter=wanted, sort=cv.LossSort.ACCOUNT, descending=False, window=Window(limit=2))
    page = world.read(world.admin, o.RATES_LOSSES, request)
    assert [row.account_number for row in page.rows] == ["S0", "S1"]
    rest = cv.ListLosses(filter=wanted, sort=cv.LossSort.ACCOUNT, descending=False, window=Window(after=page.last))
    assert [row.account_number for row in world.read(world.admin, o.RATES_LOSSES, rest).rows] == ["S2"]
    found = cv.ListLosses(filter=cv.LossFilter(job=job, text="s1"))
    assert world.read(world.admin, o.RATES_LOSSES_EXTENT, found).count == 1
    world.user("other", UserType.OPERATOR, [Right.RATES_VIEW, Right.ACCOUNTS_VIEW])
    with refused(NotFound, Code.NOT_FOUND):
        world.read(world.login("other"), o.RATES_LOSSES, request)


def test_an_assignment_is_looked_at_before_it_is_made(world: World) -> None:
    chain = Chain(world)
    request = cv.CheckAssignment(account=chain.cheap, rate_group=chain.low)
    assert lost(world.read(world.admin, o.RATES_CHECK_ASSIGNMENT, request)) == [("CHEAP", "TOP", 2, "44")]
    assert lost(world.read(world.admin, o.RATES_CHECK_ASSIGNMENT, cv.CheckAssignment(account=chain.cheap))) == []
    dearer = cv.CheckAssignment(account=chain.top, rate_group=group(world, "Dear", _86=7))
    assert lost(world.read(world.admin, o.RATES_CHECK_ASSIGNMENT, dearer)) == [("DEAR", "TOP", 1, "86")]
    with refused(NotFound, Code.NOT_FOUND):
        world.read(world.admin, o.RATES_CHECK_ASSIGNMENT, cv.CheckAssignment(account=AccountId(10**9)))


def test_a_prefix_is_looked_at_alone(world: World) -> None:
    chain = Chain(world)
    assign(world, chain.cheap, chain.low)

    def at(prefix: str) -> list[tuple[str, str, int, str]]:
        request = cv.CheckPrefix(rate_group=chain.low, prefix=prefix)
        return lost(world.read(world.admin, o.RATES_CHECK_PREFIX, request))

    assert at("86") == [("CHEAP", "TOP", 1, "8613")]
    assert at("86138") == [("CHEAP", "TOP", 1, "86138")]
    assert at("8614") == []


def test_a_refusal_stops_acts_that_make_a_loss_and_no_others(world: World) -> None:
    chain = Chain(world)
    assign(world, chain.cheap, chain.high)
    protect(world, cv.LossMode.REFUSE)
    with refused(Conflict, Code.RATE_LOSS) as told:
        assign(world, chain.cheap, chain.low)
    assert told.refusal.params == {"account": "CHEAP", "agent": "TOP", "prefix": "44", "ranges": 2, "accounts": 1}
    assert world.account_row(chain.cheap).rate_group_id == chain.high
    with refused(Conflict, Code.RATE_LOSS):
        update(world, chain.high, "86", 4)
    with refused(Conflict, Code.RATE_LOSS):
        update(world, chain.cost, "86", 7)
    with refused(Conflict, Code.RATE_LOSS):
        add(world, chain.high, "8613", 4)
    with refused(Conflict, Code.RATE_LOSS):
        add(world, chain.high, "8613", 4, effective_from=Time(world.now + 60 * SECOND))
    with refused(Conflict, Code.RATE_LOSS):
        rate_files.load(world, chain.high, rate_files.HEADER + "8613,China,0.0000001,1/1\n")
    update(world, chain.high, "86", 5)
    add(world, chain.high, "8613", 9)


def test_what_is_lost_already_stands_in_nobodys_way(world: World) -> None:
    chain = Chain(world)
    assign(world, chain.cheap, chain.low)
    protect(world, cv.LossMode.REFUSE)
    update(world, chain.low, "44", 3)
    add(world, chain.low, "49", 1)
    with refused(Conflict, Code.RATE_LOSS):
        update(world, chain.low, "86", 3)
    update(world, chain.low, "44", 5)


@pytest.mark.parametrize("mode", [cv.LossMode.OFF, cv.LossMode.WARN])
def test_a_warning_refuses_nothing(world: World, mode: cv.LossMode) -> None:
    chain = Chain(world)
    protect(world, mode)
    assign(world, chain.cheap, chain.low)
    assert world.account_row(chain.cheap).rate_group_id == chain.low


def test_an_agent_learns_nothing_of_prices_that_he_may_not_see(world: World) -> None:
    agent = Agent(world)
    assign(world, agent.account, agent.hidden)
    assign(world, agent.sub, agent.mine)
    assert lost(report(world)) == [("SUB", "OWN", 1, "86")]
    found = report(world, agent.token)
    assert (found.rows, found.checked, found.unseen) == ((), 0, 1)
    for request in (
        cv.CheckAssignment(account=agent.sub),
        cv.CheckAssignment(account=agent.sub, rate_group=agent.mine),
        cv.CheckAssignment(account=agent.account),
    ):
        assert world.read(agent.token, o.RATES_CHECK_ASSIGNMENT, request).rows == ()
    near = cv.CheckPrefix(rate_group=agent.mine, prefix="86")
    assert world.read(agent.token, o.RATES_CHECK_PREFIX, near).rows == ()
    protect(world, cv.LossMode.REFUSE)
    update(world, agent.mine, "86", 8, agent.token)
    update(world, agent.mine, "86", 1, agent.token)  # a refusal would tell him what the hidden price is
    world.grant_group(agent.user, agent.hidden, [GroupRight.SEE])
    assert lost(report(world, agent.token)) == [("SUB", "OWN", 1, "86")]
    update(world, agent.mine, "86", 8, agent.token)
    with refused(Conflict, Code.RATE_LOSS):
        update(world, agent.mine, "86", 1, agent.token)


def test_the_rate_of_an_agents_parent_is_not_compared_for_him(world: World) -> None:
    agent = Agent(world)
    top = world.account("TOP")
    version = world.account_row(agent.account).version
    world.do(world.admin, o.ACCOUNTS_MOVE, am.MoveAccount(id=agent.account, version=version, agent=top))
    world.grant_group(agent.user, agent.hidden, [GroupRight.SEE])
    assign(world, top, agent.hidden)
    assign(world, agent.account, agent.mine)
    assert lost(report(world)) == [("OWN", "TOP", 1, "86")]
    assert report(world, agent.token).rows == ()


def test_a_price_that_is_scheduled_in_a_group_that_he_may_not_see_is_not_told_to_an_agent(world: World) -> None:
    agent = Agent(world)
    assign(world, agent.account, agent.hidden)

    def ask(token: str, later: int) -> r.PriceAnswer:
        request = r.PriceNumber(number="8613", at=Time(world.now + later), account=agent.account)
        return world.read(token, o.RATES_PRICE, request)

    assert ask(agent.token, 0).candidates[0].rate.fields.price == 7
    with refused(Denied, Code.PRICE_NOT_YET_YOURS):
        ask(agent.token, 60 * SECOND)
    assert ask(world.admin, SECOND).refusal is None
    world.grant_group(agent.user, agent.hidden, [GroupRight.SEE])
    assert ask(agent.token, SECOND).refusal is None


def test_removing_the_agents_grant_takes_his_report_of_the_group_away(world: World) -> None:
    agent = Agent(world)
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        report(world, agent.token, rate_group=agent.hidden)
    grants = world.read(world.admin, o.GRANTS_LIST_GROUP, g.ListGroupGrants(rate_group=agent.hidden))
    world.do(world.admin, o.GRANTS_REMOVE_GROUP, g.RemoveGroupGrant(id=grants.rows[0].id))
    with refused(NotFound, Code.NOT_FOUND):
        report(world, agent.token, rate_group=agent.hidden)
