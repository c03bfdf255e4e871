"""Which rate applies to a number, for whom, and how much of it an agent is told."""

from collections.abc import Sequence

import pytest

from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, World
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.errors import Code, Denied, Forbidden, Invalid, NotFound
from vosdesk.contract.ids import AccountId, RateGroupId, RateId, Time
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import RATE_RIGHTS, GroupRight, Right

Answer = tuple[list[tuple[str, str, str]], tuple[str, ...]]


def group(world: World, name: str, *codes: str, token: str | None = None, **values: object) -> RateGroupId:
    made = world.rate_group(name, token)
    for price, code in enumerate(codes, 1):
        fields = r.RateFields(prefix=code, price=Price(price), **values)  # type: ignore[arg-type]
        world.do(token or world.admin, o.RATES_CREATE, r.CreateRate(rate_group=made, fields=fields))
    return made


def assign(world: World, account: AccountId, billing: RateGroupId | None, private: RateGroupId | None = None) -> None:
    version = world.account_row(account).version
    request = a.SetRateGroup(id=account, version=version, rate_group=billing, private_rate_group=private)
    world.do(world.admin, o.ACCOUNTS_SET_RATE_GROUP, request)


def lower_rate(world: World, account: AccountId) -> None:
    version = world.account_row(account).version
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=account, version=version, lower_rate=True))


def ask(world: World, account: AccountId, token: str | None = None, number: str = "8613") -> r.PriceAnswer:
    request = r.PriceNumber(number=number, at=world.now, account=account)
    return world.read(token or world.admin, o.RATES_PRICE, request)


def said(answer: r.PriceAnswer) -> list[tuple[str, str, str]]:
    return [(c.rate_group_name, c.rate.fields.prefix, c.note.value) for c in answer.candidates]


def test_the_private_group_of_an_account_goes_first(world: World) -> None:
    billing, private = group(world, "Billing", "8", "8613"), group(world, "Private", "86")
    account = world.account("A")
    assign(world, account, billing, private)
    answer = ask(world, account)
    assert said(answer) == [
        ("Private", "86", "wins"),
        ("Billing", "8613", "private_first"),
        ("Billing", "8", "private_first"),
    ]
    assert (answer.rate_groups, answer.by_agent, answer.refusal) == (("Private", "Billing"), "", None)
    assert said(ask(world, account, number="81")) == [("Billing", "8", "wins")]


def test_no_group_and_no_rate_refuse_the_call(world: World) -> None:
    account = world.account("A")
    assert (ask(world, account).refusal, ask(world, account).rate_groups) == (Code.RATE_NONE, ())
    assign(world, account, group(world, "G", "49"))
    assert (ask(world, account).refusal, ask(world, account).candidates) == (Code.RATE_NONE, ())


def test_a_locked_rate_refuses_the_call(world: World) -> None:
    account = world.account("A")
    assign(world, account, group(world, "G", "86", lock=r.LockType.LOCKED))
    answer = ask(world, account)
    assert (said(answer), answer.refusal) == ([("G", "86", "wins")], Code.RATE_LOCKED)


def test_one_group_alone(world: World) -> None:
    made = group(world, "G", "8", "86", effective_from=Time(50))
    at = [
        world.read(world.admin, o.RATES_PRICE, r.PriceNumber(number="861", at=Time(t), rate_group=made))
        for t in (49, 50)
    ]
    assert [said(answer) for answer in at] == [
        [("G", "86", "not_yet"), ("G", "8", "not_yet")],
        [("G", "86", "wins"), ("G", "8", "shorter")],
    ]
    assert [answer.refusal for answer in at] == [Code.RATE_NONE, None]


@pytest.mark.parametrize("request_", [{}, {"account": AccountId(1), "rate_group": RateGroupId(1)}])
def test_an_account_or_a_group(world: World, request_: dict[str, AccountId]) -> None:
    with refused(Invalid, Code.FIELD_CHOICE, "account"):
        world.read(world.admin, o.RATES_PRICE, r.PriceNumber(number="86", at=world.now, **request_))  # type: ignore[arg-type]


def test_lower_rate_bills_at_the_agents_own_rates_through_every_level(world: World) -> None:
    top = world.account("TOP", opening=100)
    middle = world.account("MIDDLE", top)
    below = world.account("BELOW", middle)
    for number, account in (("T", top), ("M", middle), ("B", below)):
        assign(world, account, group(world, number, "86"))
    private = group(world, "T private", "8613")
    assert (said(ask(world, below)), ask(world, below).by_agent) == ([("B", "86", "wins")], "")
    lower_rate(world, middle)
    assert (said(ask(world, below)), ask(world, below).by_agent) == ([("M", "86", "wins")], "MIDDLE")
    lower_rate(world, top)
    assign(world, top, group(world, "T2", "86"), private)
    answer = ask(world, below)
    assert (said(answer)[0], answer.by_agent) == (("T private", "8613", "wins"), "TOP")
    assert (said(ask(world, top))[0], ask(world, top).by_agent) == (("T private", "8613", "wins"), "")


class Agent:
    """An agent at his own account below another, both at groups that he is not listed on."""

    def __init__(self, world: World, rights: Sequence[Right] = tuple(AGENT_RIGHTS)) -> None:
        self.world = world
        self.user = world.agent("ann", rights)
        self.top = world.account("TOP", opening=100)
        self.own = world.account("OWN", self.top)
        self.sub = world.account("SUB", self.own)
        world.grant(self.user, self.own)
        self.token = world.login(self.user)
        self.group = group(world, "Secret", "8", "86")
        assign(world, self.own, self.group)


def test_an_agent_is_told_his_price_and_not_whose_it_is(world: World) -> None:
    agent = Agent(world)
    answer = ask(world, agent.own, agent.token)
    assert said(answer) == [("", "86", "wins")], "the loser would lay the list open"
    rate = answer.candidates[0].rate
    assert (rate.id, rate.version, rate.rate_group_id) == (RateId(0), 0, RateGroupId(0))
    assert rate.fields.price == 2
    assert (answer.rate_groups, answer.by_agent) == (("",), "")
    assert ask(world, agent.own, agent.token, number="49").refusal is Code.RATE_NONE


def test_what_is_open_to_an_agent_is_shown_in_full(world: World) -> None:
    agent = Agent(world)
    world.grant_group(agent.user, agent.group, [GroupRight.USE])
    assert said(ask(world, agent.own, agent.token)) == [("Secret", "86", "wins")], "listed, but not to read rates"
    world.grant_group(agent.user, agent.group, [GroupRight.SEE])
    assert said(ask(world, agent.own, agent.token)) == [("Secret", "86", "wins"), ("Secret", "8", "shorter")]
    mine = group(world, "Mine", "861", "8613", token=agent.token)
    assign(world, agent.sub, mine)
    answer = ask(world, agent.sub, agent.token)
    assert said(answer) == [("Mine", "8613", "wins"), ("Mine", "861", "shorter")]
    assert answer.candidates[0].rate.rate_group_id == mine


def test_an_agent_account_that_is_not_seen_is_not_named(world: World) -> None:
    agent = Agent(world)
    assign(world, agent.top, group(world, "Top secret", "86"))
    lower_rate(world, agent.top)
    answer = ask(world, agent.own, agent.token)
    assert (said(answer), answer.by_agent) == ([("", "86", "wins")], "")
    assert ask(world, agent.own).by_agent == "TOP"


def test_foreign_accounts_are_not_found(world: World) -> None:
    agent = Agent(world)
    for account in (agent.top, world.account("OTHER"), AccountId(10**9)):
        with refused(NotFound, Code.NOT_FOUND):
            ask(world, account, agent.token)


def test_a_group_that_he_may_only_use_is_not_read_by_asking_for_numbers(world: World) -> None:
    agent = Agent(world)
    world.grant_group(agent.user, agent.group, [GroupRight.USE])
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        world.read(agent.token, o.RATES_PRICE, r.PriceNumber(number="86", at=world.now, rate_group=agent.group))


def test_without_rate_rights_there_are_no_prices(world: World) -> None:
    agent = Agent(world, tuple(AGENT_RIGHTS - RATE_RIGHTS))
    with refused(Forbidden, Code.RIGHT_MISSING):
        ask(world, agent.own, agent.token)
