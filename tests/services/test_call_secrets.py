"""What an agent may know of calls: his own fee and those of his sub-accounts, never a price above him."""

from typing import Any

import pytest

from tests.support.calls import calls, chain, charges, group, import_calls, line
from tests.support.exports import exported, rows_of
from tests.support.world import World, units
from vosdesk.contract import accounts as a
from vosdesk.contract import calls as c
from vosdesk.contract import codec
from vosdesk.contract import income as inc
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import statements as s
from vosdesk.contract.accounts import Reach
from vosdesk.contract.errors import NotFound
from vosdesk.contract.ids import DAY, AccountId, CallId, Time
from vosdesk.contract.income import IncomeBy
from vosdesk.contract.money import plain_money

HOUSE, AGENT, SUB = 1, 2, 3
"""What a minute costs L1, L2 and L3."""


class Stage:
    """L1 › L2 › L3 with a call by each, and a stranger; the agent is listed on L2."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.house, self.own, self.sub = chain(world, 3)
        world.account("F", opening=100, rate_group=group(world, "foreign", 7))
        user = world.agent("agent")
        world.grant(user, self.own)
        self.agent = world.login("agent")
        self.today = Time(world.now // DAY * DAY)
        numbers = ("L1", "L2", "L3", "F", "NOBODY")
        import_calls(world, [line(f"of {number}", number, world.now) for number in numbers])

    def income(self, token: str, **asked: Any) -> inc.Income:
        days = tuple(Time(self.today + n * DAY) for n in (-1, 0, 1, 2))
        return self.world.read(token, o.INCOME_LIST, inc.AskIncome(days=days, **asked))


@pytest.fixture
def stage(each_world: World) -> Stage:
    return Stage(each_world)


def test_an_agent_sees_his_calls_and_fees_and_none_above(stage: Stage) -> None:
    rows = {row.account_number: row for row in calls(stage.world, stage.agent)}
    assert rows.keys() == {"L2", "L3"}
    assert (rows["L3"].fee, rows["L3"].agent_fee) == (units(SUB), units(AGENT))
    assert (rows["L2"].fee, rows["L2"].agent_fee) == (units(AGENT), None)
    assert [x.account_number for x in charges(stage.world, "of L3", stage.agent)] == ["L3", "L2"]
    assert [x.account_number for x in charges(stage.world, "of L2", stage.agent)] == ["L2"]
    assert {x.rate_group for x in charges(stage.world, "of L3", stage.agent)} == {""}
    all_of_it = {row.account_number: row.agent_fee for row in calls(stage.world)}
    assert all_of_it == {"L1": None, "L2": units(HOUSE), "L3": units(AGENT), "F": None, "NOBODY": None}


def test_counts_totals_and_exports_are_of_his_own(stage: Stage) -> None:
    world, agent = stage.world, stage.agent
    totals = world.read(agent, o.CALLS_TOTALS, c.ListCalls())
    assert (totals.count, totals.fee, totals.refused) == (2, units(SUB + AGENT), {})
    assert world.read(agent, o.CALLS_EXTENT, c.ListCalls()).count == 2
    rows = rows_of(exported(world, o.CALLS_EXPORT, c.ExportCalls(), agent))
    assert {row["account"] for row in rows} == {"L2", "L3"}
    assert {row["agent_fee"] for row in rows} == {plain_money(units(AGENT)), ""}


@pytest.mark.parametrize("number", ["L1", "F", "NOBODY"])
def test_a_foreign_call_is_an_unknown_one(stage: Stage, number: str) -> None:
    foreign = next(row.id for row in calls(stage.world) if row.account_number == number)
    found = []
    for call in (foreign, CallId(999_999)):
        with pytest.raises(NotFound) as caught:
            stage.world.read(stage.agent, o.CALLS_GET, c.GetCall(id=call))
        found.append(caught.value.data())
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "wanted",
    [{"account_number": "L1"}, {"account_number": "F"}, {"flow": "of L1"}, {"flow": "of F"}, {"agent": "house"}],
    ids=str,
)
def test_a_filter_by_what_is_not_his_matches_nothing(stage: Stage, wanted: dict[str, Any]) -> None:
    if "agent" in wanted:
        wanted = {"agent": stage.house, "reach": Reach.ALL}
    assert calls(stage.world, stage.agent, **wanted) == ()
    request = c.ListCalls(filter=c.CallFilter(**wanted))
    assert stage.world.read(stage.agent, o.CALLS_TOTALS, request).count == 0
    assert stage.world.read(stage.agent, o.CALLS_EXTENT, request).count == 0


def test_his_income_is_his_own_margin(stage: Stage) -> None:
    margin = (units(SUB), units(AGENT), units(SUB - AGENT))
    for by in IncomeBy:
        report = stage.income(stage.agent, by=by)
        totals = report.totals
        assert (totals.calls, totals.fee, totals.agent_fee, totals.margin) == (1, *margin)
    rows = {row.account_number: row for row in stage.income(stage.agent, by=IncomeBy.ACCOUNT).rows}
    assert rows.keys() == {"L2", "L3"}
    assert (rows["L2"].fee, rows["L2"].agent_fee, rows["L2"].margin) == (units(2 * AGENT), None, None)
    assert (rows["L3"].fee, rows["L3"].agent_fee, rows["L3"].margin) == margin
    (per_agent,) = stage.income(stage.agent, by=IncomeBy.AGENT).rows
    assert (per_agent.account_number, per_agent.fee, per_agent.agent_fee, per_agent.margin) == ("L2", *margin)
    (day,) = stage.income(stage.agent, by=IncomeBy.DAY).rows
    assert (day.day, day.fee, day.agent_fee, day.margin) == (stage.today, *margin)


@pytest.mark.parametrize("by", list(IncomeBy))
def test_he_asks_for_no_income_above_him(stage: Stage, by: IncomeBy) -> None:
    for asked in ({"agent": stage.house}, {"agent": stage.house, "reach": Reach.ALL}, {"agent": AccountId(999_999)}):
        report = stage.income(stage.agent, by=by, **asked)
        assert (report.rows, report.totals.calls, report.totals.fee) == ((), 0, 0)
    for number in ("L1", "F", "UNKNOWN"):
        assert stage.income(stage.agent, by=by, account_number=number).rows == ()
    own = stage.income(stage.agent, by=by, account_number="L2")
    assert (own.totals.fee, own.totals.agent_fee, own.totals.margin) == (units(2 * AGENT), None, None)


def test_the_house_takes_in_what_its_direct_accounts_pay(stage: Stage) -> None:
    report = stage.income(stage.world.admin)
    # Three calls along the chain, each once, and the stranger's.
    assert (report.totals.calls, report.totals.fee, report.totals.margin) == (4, units(3 * HOUSE + 7), None)
    agents = {row.account_number: row.margin for row in stage.income(stage.world.admin, by=IncomeBy.AGENT).rows}
    assert agents == {"L1": units(2 * (AGENT - HOUSE)), "L2": units(SUB - AGENT)}
    below = stage.income(stage.world.admin, agent=stage.own)
    assert (below.totals.fee, below.totals.margin) == (units(SUB), units(SUB - AGENT))


def test_a_refusal_above_names_nobody_to_him(stage: Stage) -> None:
    world = stage.world
    world.do(world.admin, o.ACCOUNTS_LOCK, a.LockAccount(id=stage.house, locked=True))
    import_calls(world, [line("late", "L3", world.now)])
    mine = next(row for row in calls(world, stage.agent) if row.flow == "late")
    assert (mine.refused_by, mine.fee) == ("", None)
    assert next(row for row in calls(world) if row.flow == "late").refused_by == "L1"


def test_nothing_that_an_agent_gets_holds_a_price_above_him(stage: Stage) -> None:
    """No answer holds the house's fee: 1 a minute, which no other figure here is made of."""
    world, agent = stage.world, stage.agent
    days = (stage.today, Time(stage.today + DAY))
    answers: list[Any] = [
        world.read(agent, o.ACCOUNTS_LIST, a.ListAccounts(today_from=stage.today)),
        world.read(agent, o.ACCOUNTS_LIST, a.ListAccounts(filter=a.AccountFilter(low=365))),
        *(world.read(agent, o.ACCOUNTS_GET, a.GetAccount(id=of)) for of in (stage.own, stage.sub)),
        world.read(agent, o.PAYMENTS_LIST, p.ListPayments(filter=p.PaymentFilter(account_number="L3"))),
        *(
            world.read(agent, o.PAYMENTS_STATEMENT, s.AskStatement(account=of, days=days))
            for of in (stage.own, stage.sub)
        ),
        world.read(agent, o.CALLS_LIST, c.ListCalls()),
        world.read(agent, o.CALLS_TOTALS, c.ListCalls()),
        world.read(agent, o.LOG_LIST, lg.ListLog()),
        *(world.read(agent, o.CALLS_GET, c.GetCall(id=row.id)) for row in calls(world, agent)),
        *(stage.income(agent, by=by, account_number="L2") for by in IncomeBy),
    ]
    for answer in answers:
        text = codec.encode(answer).decode()
        for secret in (f":{units(HOUSE)},", f":-{units(HOUSE)},", '"L1"', '"G1"', '"F"'):
            assert secret not in text
