"""The generated matrix: every operation × every type of user × own / below / foreign / unknown object.

Nothing here is written per operation but the sample request: a new operation without one fails at import.
"""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import URL

from tests.services.samples import RATE, SAMPLES, Target
from tests.support.databases import SqliteMaker
from tests.support.world import World
from vosdesk.contract import grants as g
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract.errors import Code, Forbidden, NotFound, Refusal, SessionOver
from vosdesk.contract.ids import (
    AccountId,
    CallTemplateId,
    DeckTemplateId,
    GrantId,
    PaymentId,
    RateGroupId,
    RateId,
    RateImportId,
    UserId,
    new_key,
)
from vosdesk.contract.money import Money
from vosdesk.contract.operations import OPERATIONS, Operation, Read
from vosdesk.contract.permissions import AccountVerb, Gate, GroupRight, Right, UserType
from vosdesk.policy import caps
from vosdesk.storage.unit_of_work import Store

VERBS = {
    "accounts.get": AccountVerb.SEE,
    "accounts.why": AccountVerb.SEE,
    "accounts.create": AccountVerb.ADD_SUB,
    "accounts.update": AccountVerb.MODIFY,
    "accounts.lock": AccountVerb.LOCK,
    "accounts.cancel": AccountVerb.CANCEL,
    "accounts.set_overdraft": AccountVerb.OVERDRAFT,
    "accounts.set_rate_group": AccountVerb.RATE_GROUP,
    "accounts.make_private_rates": AccountVerb.RATE_GROUP,
    "accounts.set_lower_rate": AccountVerb.LOWER_RATE,
    "accounts.preview_move": AccountVerb.MOVE,
    "accounts.move": AccountVerb.MOVE,
    "payments.recharge": AccountVerb.RECHARGE,
    "payments.deduct": AccountVerb.DEDUCT,
    "payments.make_zero": AccountVerb.MAKE_ZERO,
    "grants.list_account": AccountVerb.AUTHORIZE,
}
"""Operations on one account, by the verb that ``can`` of its row promises."""
UNKNOWN = 9_999_999


class Stage:
    """A world with an agent who holds everything an agent can, and things that are his, below him and foreign."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.agent_user = world.agent("agent", caps.effective(UserType.AGENT, frozenset(Right)))
        other_user = world.agent("other")
        self.nobody = world.user("nobody", UserType.OPERATOR)
        own = world.account("OWN", opening=100)
        below = world.account("BELOW", own, opening=10)
        foreign = world.account("FOREIGN", opening=10)
        world.grant(self.agent_user, own)
        world.grant(other_user, foreign)
        self.agent = world.login("agent")
        self.places = {
            "own": self._target(own, world.rate_group("mine", self.agent)),
            "below": self._target(below, world.rate_group("listed")),
            "foreign": self._target(foreign, world.rate_group("foreign")),
            "unknown": Target(
                account=AccountId(UNKNOWN), group=RateGroupId(UNKNOWN), rate=RateId(UNKNOWN),
                payment=PaymentId(UNKNOWN), rate_import=RateImportId(UNKNOWN),
                deck_template=DeckTemplateId(UNKNOWN), call_template=CallTemplateId(UNKNOWN),
                grant=GrantId(UNKNOWN), group_grant=GrantId(UNKNOWN),
                user=UserId(UNKNOWN), listed_user=self.agent_user,
            ),
        }  # fmt: skip
        world.grant_group(self.agent_user, self.places["below"].group, [GroupRight.USE])

    def _target(self, account: AccountId, group: RateGroupId) -> Target:
        world = self.world
        row = world.account_row(account)
        rate = world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=replace_prefix()))
        payments = world.read(
            world.admin, o.PAYMENTS_LIST, p.ListPayments(filter=p.PaymentFilter(account_number=row.number))
        )
        listed = world.read(world.admin, o.GRANTS_LIST_ACCOUNT, g.ListAccountGrants(account=account))
        return Target(
            account=account,
            account_version=row.version,
            account_expires=row.expires,
            balance=row.balance,
            group=group,
            rate=rate,
            payment=payments.rows[0].id,
            rate_import=self._deleted(group),
            grant=listed.rows[0].id if listed.rows else GrantId(UNKNOWN),
            listed_user=self.agent_user,
            user=self.nobody,
            mark="x",
        )

    def _deleted(self, group: RateGroupId) -> RateImportId:
        """A change of the group's history: a rate that was deleted."""
        world = self.world
        fields = r.RateFields(prefix="98", price=RATE.price, cycle=RATE.cycle)
        rate = world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields))
        gone = r.DeleteRates(rate_group=group, selection=r.RateSelection(ids=(rate,)), count=1)
        world.do(world.admin, o.RATES_DELETE, gone)
        wanted = ri.ListRateImports(filter=ri.RateImportFilter(rate_group=group))
        return world.read(world.admin, o.RATE_IMPORTS_LIST, wanted).rows[0].id

    def outcome(self, token: str | None, operation: Operation[Any, Any], target: Target) -> Refusal | None:
        """The refusal that a call ends in, or None."""
        request = SAMPLES[operation.id](target)
        try:
            if isinstance(operation, Read):
                self.world.dispatcher.execute(token, operation, request)
            else:
                self.world.dispatcher.execute(token, operation, request, new_key())
        except Refusal as refusal:
            return refusal
        return None


def replace_prefix() -> r.RateFields:
    return r.RateFields(prefix="99", price=RATE.price, cycle=RATE.cycle)


@pytest.fixture(scope="module")
def built(sqlite_maker: SqliteMaker) -> Iterator[tuple[URL, Stage]]:
    """The stage, and the database that holds it: built once, and copied for each test."""
    url = sqlite_maker.make()
    stage = Stage(World(Store(url, durable=False)))
    stage.world.close()
    yield url, stage
    sqlite_maker.drop(url)


@pytest.fixture
def stage(built: tuple[URL, Stage], sqlite_maker: SqliteMaker) -> Iterator[Stage]:
    url, stage = sqlite_maker.copy(built[0]), copy(built[1])
    stage.world = World(Store(url, durable=False))
    stage.world.clock.advance(minutes=1)
    yield stage
    stage.world.close()
    sqlite_maker.drop(url)


def _of(wanted: Callable[[Gate | Right], bool]) -> list[str]:
    return sorted(id_ for id_, operation in OPERATIONS.items() if any(map(wanted, operation.requires)))


EVERY = pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
RIGHTED = pytest.mark.parametrize("operation_id", _of(lambda needed: isinstance(needed, Right)))
OF_SESSIONS = pytest.mark.parametrize("operation_id", _of(lambda needed: needed is not Gate.ANYONE))


@EVERY
def test_nothing_is_open_without_a_session_but_logging_in(stage: Stage, operation_id: str) -> None:
    operation = OPERATIONS[operation_id]
    refusal = stage.outcome(None, operation, stage.places["own"])
    assert isinstance(refusal, SessionOver) == (Gate.ANYONE not in operation.requires)


@RIGHTED
def test_who_has_no_right_is_refused_and_changes_nothing(stage: Stage, operation_id: str) -> None:
    operation = OPERATIONS[operation_id]
    before = stage.world.account_row(stage.places["own"].account)
    refusal = stage.outcome(stage.world.login(stage.nobody), operation, stage.places["own"])
    assert isinstance(refusal, Forbidden)
    assert refusal.code is Code.RIGHT_MISSING
    assert stage.world.account_row(stage.places["own"].account) == before


@OF_SESSIONS
def test_foreign_and_unknown_look_the_same_to_an_agent(stage: Stage, operation_id: str) -> None:
    operation = OPERATIONS[operation_id]
    foreign = stage.outcome(stage.agent, operation, stage.places["foreign"])
    again = stage.world.login("agent")
    unknown = stage.outcome(again, operation, replace(stage.places["unknown"], mark="y"))
    assert (foreign is None) == (unknown is None)
    if foreign is not None and unknown is not None:
        assert foreign.data() == unknown.data()


@pytest.mark.parametrize("operation_id", sorted(VERBS))
@pytest.mark.parametrize("place", ["own", "below"])
def test_what_a_row_promises_is_what_the_operation_does(stage: Stage, operation_id: str, place: str) -> None:
    target = stage.places[place]
    promised = stage.world.account_row(target.account, stage.agent).can[VERBS[operation_id].value]
    refusal = stage.outcome(stage.agent, OPERATIONS[operation_id], target)
    if refusal is not None and refusal.code is Code.LIMIT_EXCEEDED:
        refusal = None  # an amount, not a right
    assert ("" if refusal is None else refusal.code.value) == promised


def test_an_agents_lists_counts_and_totals_hold_only_his_own(stage: Stage) -> None:
    world = stage.world
    rows = world.read(stage.agent, o.ACCOUNTS_LIST, SAMPLES["accounts.list"](Target())).rows
    assert {row.number for row in rows} == {"OWN", "BELOW"}
    assert world.read(stage.agent, o.ACCOUNTS_EXTENT, SAMPLES["accounts.extent"](Target())).count == 2
    totals = world.read(stage.agent, o.ACCOUNTS_TOTALS, SAMPLES["accounts.totals"](Target()))
    assert (totals.count, totals.balance) == (2, Money(110_000_000))
    paid = world.read(stage.agent, o.PAYMENTS_LIST, p.ListPayments()).rows
    assert {row.account_number for row in paid} == {"OWN", "BELOW"}
    assert world.read(stage.agent, o.PAYMENTS_TOTALS, p.ListPayments()).count == 2
    assert world.read(stage.agent, o.PAYMENTS_EXTENT, p.ListPayments()).count == 2
    groups = world.read(stage.agent, o.RATE_GROUPS_LIST, SAMPLES["rate_groups.list"](Target())).rows
    assert {row.name for row in groups} == {"mine", "listed"}
    chosen = world.read(stage.agent, o.ACCOUNTS_SUGGEST, SAMPLES["accounts.suggest"](Target())).rows
    assert [c.number for c in chosen] == ["OWN", "BELOW"]
    lines = world.read(stage.agent, o.LOG_LIST, lg.ListLog()).rows
    assert {line.login for line in lines} <= {"agent"}
    filtered = p.ListPayments(filter=p.PaymentFilter(account_number="FOREIGN"))
    assert world.read(stage.agent, o.PAYMENTS_LIST, filtered).rows == ()


def test_a_refusal_is_a_line_of_the_log(stage: Stage) -> None:
    stage.outcome(stage.agent, o.PAYMENTS_RECHARGE, stage.places["own"])
    stage.outcome(stage.agent, o.ACCOUNTS_GET, stage.places["foreign"])
    lines = stage.world.read(stage.world.admin, o.LOG_LIST, lg.ListLog()).rows
    assert [(line.operation, line.code) for line in lines[:2]] == [
        ("accounts.get", Code.NOT_FOUND),
        ("payments.recharge", Code.OWN_ACCOUNT),
    ]
    assert lines[1].label == "OWN"


def test_rights_are_read_anew_for_every_operation(stage: Stage) -> None:
    world = stage.world
    row = world.user_row(stage.agent_user)
    assert stage.outcome(stage.agent, o.PAYMENTS_LIST, Target()) is None
    from vosdesk.contract import users as u

    world.do(
        world.admin,
        o.USERS_UPDATE,
        u.UpdateUser(
            id=row.id,
            version=row.version,
            name="",
            type=row.type,
            expires=row.expires,
            template=None,
            rights=frozenset({Right.ACCOUNTS_VIEW}),
            memo="",
        ),
    )
    assert isinstance(stage.outcome(stage.agent, o.PAYMENTS_LIST, Target()), Forbidden)


def test_a_bulk_act_checks_each_row(stage: Stage) -> None:
    from vosdesk.contract import account_bulk as ab

    every = tuple(stage.places[place].account for place in ("own", "below", "foreign", "unknown"))
    result = stage.world.do(
        stage.agent, o.ACCOUNTS_BULK_LOCK, ab.BulkLock(selection=ab.AccountSelection(ids=every), locked=True)
    )
    assert result.done == 1
    assert [(row.number, row.code) for row in result.refused] == [("OWN", Code.OWN_ACCOUNT)]
    assert not stage.world.account_row(stage.places["foreign"].account).locked


def test_not_found_carries_nothing(stage: Stage) -> None:
    refusal = stage.outcome(stage.agent, o.ACCOUNTS_GET, stage.places["foreign"])
    assert isinstance(refusal, NotFound)
    assert refusal.params == {}


def test_whoever_views_neither_accounts_nor_payments_is_offered_no_account(stage: Stage) -> None:
    world = stage.world
    refusal = stage.outcome(world.login(stage.nobody), o.ACCOUNTS_SUGGEST, Target())
    assert isinstance(refusal, Forbidden)
    world.user("records", UserType.OPERATOR, [Right.PAYMENTS_VIEW])
    assert stage.outcome(world.login("records"), o.ACCOUNTS_SUGGEST, Target()) is None


def test_a_payment_is_found_by_its_key_by_who_posted_it_alone(stage: Stage) -> None:
    key = new_key()
    request = p.Recharge(account=stage.places["below"].account, amount=Money(5))
    posted = stage.world.write(stage.agent, o.PAYMENTS_RECHARGE, request, key).value
    assert stage.world.read(stage.agent, o.PAYMENTS_FIND, p.FindPayment(key=key)) == posted
    with pytest.raises(NotFound):
        stage.world.read(stage.world.admin, o.PAYMENTS_FIND, p.FindPayment(key=key))


def test_a_mere_look_at_an_account_shows_nothing_of_what_lies_below(stage: Stage) -> None:
    from vosdesk.contract import accounts as a
    from vosdesk.contract.permissions import AccountRight

    world = stage.world
    looker = world.agent("looker")
    world.grant(looker, stage.places["own"].account, [AccountRight.SEE], covers_subs=False)
    request = a.GetAccount(id=stage.places["own"].account)
    assert world.read(world.login("looker"), o.ACCOUNTS_GET, request).cover is None
    assert world.read(stage.agent, o.ACCOUNTS_GET, request).cover is not None
