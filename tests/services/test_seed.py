"""How to manage agents, walked through the operations: its three steps and its three questions."""

from collections.abc import Callable

import pytest

from tests.support.world import AGENT_RIGHTS, FIXED_RATE_RIGHTS, PASSWORD, World, units
from vosdesk.contract import account_moves as am
from vosdesk.contract import accounts as a
from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import users as u
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Denied, Invalid, NotFound, Refusal
from vosdesk.contract.ids import AccountId, Empty
from vosdesk.contract.permissions import AccountRight, AccountVerb, GroupRight, UserType

ALL = frozenset(AccountRight)


def new_agent(world: World, **values: object) -> g.NewAgent:
    user = u.CreateUser(
        login="li", name="Li Wei", type=UserType.AGENT, password=PASSWORD, must_change_password=False,
        template=world.template("Agent"),
    )  # fmt: skip
    account = a.CreateAccount(number="A100", name="Li Wei Telecom", opening=units(500))
    made = {"user": user, "account": account, "rights": ALL, **values}
    return g.NewAgent(**made)  # type: ignore[arg-type]


def test_the_three_steps(world: World) -> None:
    group = world.rate_group("Standard")
    made = world.do(
        world.admin,
        o.GRANTS_NEW_AGENT,
        new_agent(world, rate_groups=(g.GroupChoice(rate_group=group, rights=frozenset({GroupRight.USE})),)),
    )
    li = world.login("li")
    assert [r.number for r in world.read(li, o.ACCOUNTS_LIST, a.ListAccounts()).rows] == ["A100"]
    assert world.account_row(made.account, li).category is a.Category.GENERAL

    mine = world.do(li, o.RATE_GROUPS_CREATE, rg.CreateRateGroup(name="Li's own"))
    options = world.read(li, o.RATE_GROUPS_OPTIONS, rg.RateGroupOptions(agent=made.account)).rows
    assert [(c.name, c.private) for c in options] == [("Li's own", True), ("Standard", False)]

    sub = world.do(li, o.ACCOUNTS_CREATE, a.CreateAccount(number="A100-1", agent=made.account, rate_group=mine))
    assert world.account_row(made.account, li).category is a.Category.AGENT
    assert [n.number for n in world.read(li, o.ACCOUNTS_TREE, Empty()).nodes] == ["A100"]

    receipt = world.recharge(sub, 30, li)
    assert (receipt.amount, receipt.balance_after, receipt.operator) == (units(30), units(30), "li")
    assert world.account_row(made.account).balance == units(500), "an agent's recharge moves nothing of his own"

    for number, kinds in (("A100", ["OPEN"]), ("A100-1", ["RECHARGE", "OPEN"])):
        found = world.read(li, o.PAYMENTS_LIST, p.ListPayments(filter=p.PaymentFilter(account_number=number))).rows
        assert [r.kind.name for r in found] == kinds


def test_the_guided_form_makes_all_or_nothing(world: World) -> None:
    world.account("A100")
    with pytest.raises(Invalid) as refused:
        world.do(world.admin, o.GRANTS_NEW_AGENT, new_agent(world))
    assert [(f.field, f.code) for f in refused.value.fields] == [("account.number", Code.FIELD_TAKEN)]
    assert world.read(world.admin, o.USERS_EXTENT, u.ListUsers()).count == 1


class TestFirstQuestion:
    """Possible reasons for not being able to pay sub-accounts: the trap."""

    def test_warned_refused_explained_removed(self, world: World) -> None:
        made = world.do(world.admin, o.GRANTS_NEW_AGENT, new_agent(world))
        sub = world.account("A100-1", made.account)
        li = world.login("li")
        wanted = frozenset({AccountRight.SEE, AccountRight.PAY_SUB})
        preview = world.read(
            world.admin,
            o.GRANTS_PREVIEW_ACCOUNT,
            g.PreviewAccountGrant(user=made.user, account=sub, rights=wanted, covers_subs=False),
        )
        assert preview.reached_by is not None
        assert preview.reached_by.account_number == "A100"
        assert {AccountVerb.RECHARGE, AccountVerb.DEDUCT, AccountVerb.OVERDRAFT} <= set(preview.loses)
        assert preview.gains == ()

        world.recharge(sub, 1, li)
        world.grant(made.user, sub, wanted, covers_subs=False)
        with pytest.raises(Denied) as refused:
            world.recharge(sub, 1, li)
        assert refused.value.code is Code.GRANT_HIDES
        assert refused.value.params["by"] == "admin"
        assert refused.value.params["account"] == "A100-1"
        assert refused.value.params["hidden_account"] == "A100"
        own_view = world.read(li, o.ACCOUNTS_WHY, a.AskAccount(id=sub, verb=AccountVerb.RECHARGE))
        assert not own_view.allowed

        access = world.read(world.admin, o.GRANTS_EXPLAIN, g.ExplainAccess(user=made.user, noun=Noun.ACCOUNTS, id=sub))
        recharge = next(v for v in access.verbs if v.verb == "recharge")
        [culprit] = [s for s in recharge.steps if not s.ok]
        assert culprit.code is Code.GRANT_HIDES
        assert culprit.grant is not None
        who = world.read(world.admin, o.GRANTS_WHO_CAN, g.WhoCan(noun=Noun.ACCOUNTS, id=sub, verb="recharge"))
        assert [(row.login, row.access.allowed) for row in who.rows] == [("admin", True), ("li", False)]

        world.do(world.admin, o.GRANTS_REMOVE_ACCOUNT, g.RemoveAccountGrant(id=culprit.grant))
        assert world.recharge(sub, 1, li).balance_after == units(2)


class Lower:
    """An agent account with lower rate on, and a sub-account."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.user = world.agent("li", FIXED_RATE_RIGHTS)
        self.agent = world.account("A100", opening=100)
        world.grant(self.user, self.agent)
        self.sub = world.account("A100-1", self.agent, opening=10)
        self.switch(True)
        self.li = world.login("li")

    def switch(self, on: bool) -> None:
        row = self.world.account_row(self.agent)
        self.world.do(
            self.world.admin,
            o.ACCOUNTS_SET_LOWER_RATE,
            a.SetLowerRate(id=self.agent, version=row.version, lower_rate=on),
        )

    def overdraft(self, account: AccountId, amount: float) -> None:
        row = self.world.account_row(account)
        self.world.do(
            self.world.admin,
            o.ACCOUNTS_SET_OVERDRAFT,
            a.SetOverdraft(id=account, version=row.version, overdraft=units(amount)),
        )

    def cover(self) -> tuple[int, int, int]:
        found = self.world.read(self.li, o.ACCOUNTS_GET, a.GetAccount(id=self.agent)).cover
        assert found is not None
        return found.total // 10**6, found.used // 10**6, found.free // 10**6


@pytest.fixture
def lower(world: World) -> Lower:
    return Lower(world)


class TestSecondQuestion:
    """The agent account uses the lower rate: the sub-accounts never hold more than the agent covers."""

    def test_cover_is_shown(self, lower: Lower) -> None:
        lower.overdraft(lower.sub, 5)
        assert lower.cover() == (100, 15, 85)

    def test_the_limit_holds_for_every_act_that_could_break_it(self, lower: Lower) -> None:
        world = lower.world
        outside = world.account("B1", opening=91)
        acts: dict[str, Callable[[], object]] = {
            "recharge": lambda: world.recharge(lower.sub, 90.000001),
            "opening": lambda: world.account("A100-2", lower.agent, opening=90.000001),
            "opening overdraft": lambda: world.account("A100-3", lower.agent, overdraft=units(90.000001)),
            "overdraft": lambda: lower.overdraft(lower.sub, 90.000001),
            "deduct from the agent": lambda: world.do(
                world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=lower.agent, amount=units(90.000001))
            ),
            "zero the agent": lambda: world.do(
                world.admin, o.PAYMENTS_MAKE_ZERO, p.MakeZero(account=lower.agent, balance=units(100))
            ),
            "move in": lambda: world.do(
                world.admin, o.ACCOUNTS_MOVE, am.MoveAccount(id=outside, version=1, agent=lower.agent)
            ),
        }
        for name, act in acts.items():
            with pytest.raises(Conflict) as refused:
                act()
            assert refused.value.code is Code.COVER_SHORT, name
            assert refused.value.params["free"] == units(90), name
            assert refused.value.params["users"] == [{"account": "A100-1", "used": units(10)}], name
        assert lower.cover() == (100, 10, 90)
        world.recharge(lower.sub, 90, lower.li)
        assert lower.cover() == (100, 100, 0)

    def test_switching_on_is_refused_while_used_is_above_cover(self, lower: Lower) -> None:
        lower.switch(False)
        lower.world.recharge(lower.sub, 200)
        with pytest.raises(Conflict) as refused:
            lower.switch(True)
        assert refused.value.code is Code.COVER_SHORT
        assert lower.cover() == (100, 210, -110)

    def test_a_short_cover_lets_pass_what_makes_it_no_worse(self, lower: Lower) -> None:
        world = lower.world
        lower.switch(False)
        world.recharge(lower.sub, 200)
        lower.world.store.write(
            lambda unit: unit.accounts.change(lower.agent, {"lower_rate": True})
        )  # as charges could have left it
        with pytest.raises(Conflict):
            world.recharge(lower.sub, 1)
        with pytest.raises(Conflict):
            world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=lower.agent, amount=units(1)))
        world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=lower.sub, amount=units(50)))
        world.recharge(lower.agent, 10)
        assert lower.cover() == (110, 160, -50)

    def test_no_agent_of_it_can_be_given_a_rate_right(self, lower: Lower) -> None:
        world = lower.world
        row = world.user_row(lower.user)
        command = u.UpdateUser(
            id=row.id, version=row.version, name="", type=row.type, expires=row.expires, template=None,
            rights=AGENT_RIGHTS, memo="",
        )  # fmt: skip
        with pytest.raises(Conflict) as refused:
            world.do(world.admin, o.USERS_UPDATE, command)
        assert refused.value.code is Code.LOWER_RATE_RIGHTS
        assert (refused.value.params["agent"], refused.value.params["user"]) == ("A100", "li")
        other = world.agent("wang")
        with pytest.raises(Conflict):
            world.grant(other, lower.agent)
        world.grant(other, lower.agent, [AccountRight.SEE], covers_subs=False)

    def test_it_cannot_be_switched_on_while_an_agent_holds_one(self, world: World) -> None:
        user = world.agent("li")
        agent = world.account("A100", opening=100)
        world.grant(user, agent)
        with pytest.raises(Conflict) as refused:
            world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=agent, version=1, lower_rate=True))
        assert refused.value.code is Code.LOWER_RATE_RIGHTS
        assert refused.value.params["user"] == "li"
        assert not world.account_row(agent).lower_rate

    def test_a_template_cannot_bring_the_right_in(self, lower: Lower) -> None:
        world = lower.world
        template = world.do(
            world.admin,
            o.TEMPLATES_CREATE,
            u.CreateTemplate(name="Plain", type=UserType.AGENT, rights=FIXED_RATE_RIGHTS),
        )
        row = world.user_row(lower.user)
        world.do(
            world.admin,
            o.USERS_UPDATE,
            u.UpdateUser(
                id=row.id, version=row.version, name="", type=row.type, expires=row.expires, template=template,
                rights=frozenset(), memo="",
            ),
        )  # fmt: skip
        with pytest.raises(Conflict) as refused:
            world.do(
                world.admin,
                o.TEMPLATES_UPDATE,
                u.UpdateTemplate(id=template, version=1, name="Plain", rights=AGENT_RIGHTS, memo=""),
            )
        assert refused.value.code is Code.LOWER_RATE_RIGHTS

    def test_the_sub_accounts_own_choice_is_kept_and_overridden(self, lower: Lower) -> None:
        world = lower.world
        group = world.rate_group("Standard")
        row = world.account_row(lower.sub)
        world.do(
            world.admin,
            o.ACCOUNTS_SET_RATE_GROUP,
            a.SetRateGroup(id=lower.sub, version=row.version, rate_group=group),
        )
        row = world.account_row(lower.sub)
        assert (row.rate_group_name, row.rate_overridden) == ("Standard", True)

    def test_an_agent_never_turns_it(self, lower: Lower) -> None:
        row = lower.world.account_row(lower.agent)
        with pytest.raises(Refusal) as refused:
            lower.world.do(
                lower.li, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=row.id, version=row.version, lower_rate=False)
            )
        assert refused.value.code is Code.TYPE_CAP


def test_third_question_own_history_carries_the_parent_and_is_found_by_number(world: World) -> None:
    top = world.account("TOP")
    agent = world.account("A100", top, opening=5)
    user = world.agent("li")
    world.grant(user, agent)
    li = world.login("li")
    by_agent = p.ListPayments(filter=p.PaymentFilter(agent=agent))
    assert world.read(li, o.PAYMENTS_LIST, by_agent).rows == (), "why agents elsewhere find nothing"
    own = world.read(li, o.PAYMENTS_LIST, p.ListPayments(filter=p.PaymentFilter(account_number="A100"))).rows
    assert [(r.account_number, r.agent_number) for r in own] == [("A100", "")], "the parent is not his to see"
    assert world.read(world.admin, o.PAYMENTS_GET, p.GetPayment(id=own[0].id)).agent_number == "TOP"
    first = world.read(li, o.ACCOUNTS_SUGGEST, a.SuggestAccounts()).rows[0]
    assert (first.number, first.own) == ("A100", True)


def test_a_payment_of_somebody_else_is_not_found(world: World) -> None:
    foreign = world.account("F1", opening=5)
    user = world.agent("li")
    world.grant(user, world.account("A100"))
    paid = world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments(filter=p.PaymentFilter(account_number="F1"))).rows
    with pytest.raises(NotFound):
        world.read(world.login("li"), o.PAYMENTS_GET, p.GetPayment(id=paid[0].id))
    assert foreign


@pytest.mark.parametrize("reach", list(a.Reach))
def test_records_are_not_asked_for_by_an_agent_account_that_is_not_seen(world: World, reach: a.Reach) -> None:
    top = world.account("TOP", opening=5)
    world.grant(world.agent("li"), world.account("A100", top, opening=5))
    li = world.login("li")
    for agent in (top, AccountId(999_999)):
        request = p.ListPayments(filter=p.PaymentFilter(agent=agent, reach=reach))
        assert world.read(li, o.PAYMENTS_LIST, request).rows == ()
        assert world.read(li, o.PAYMENTS_EXTENT, request).count == 0
        assert world.read(li, o.PAYMENTS_TOTALS, request).count == 0
