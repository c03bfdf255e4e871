"""Acts on money in any order against a naive model, and every one of them through a fault at each of its statements."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from tests.machine import walk
from tests.support.databases import SqliteMaker
from tests.support.faults import Faults, contents
from tests.support.world import PASSWORD, World, units
from vosdesk.contract import account_bulk as ab
from vosdesk.contract import account_moves as am
from vosdesk.contract import accounts as a
from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import users as u
from vosdesk.contract.errors import Fault, Unavailable
from vosdesk.contract.ids import AccountId, PaymentId, new_key
from vosdesk.contract.permissions import AccountRight, UserType
from vosdesk.services.verify.engine import verify
from vosdesk.storage.unit_of_work import Store


def test_money() -> None:
    found = walk(examples=54, steps=50, seed=None)
    assert found.steps >= 2_000, found
    assert found.faults >= 20, found
    assert found.lost >= 3, found
    assert min(found.done.get(name, 0) for name in ("payments.reverse", "payments.bulk_recharge", "calls.import")) > 3


class Stage(NamedTuple):
    """A small company, and what its database does when it is told to fail."""

    world: World
    faults: Faults
    agent: AccountId
    sub: AccountId
    payment: PaymentId


@pytest.fixture
def stage(sqlite_maker: SqliteMaker) -> Iterator[Stage]:
    url = sqlite_maker.make()
    store = Store(url, durable=False)
    faults = Faults(store)
    world = World(store)
    agent = world.account("A", opening=100)
    sub = world.account("A-1", agent, opening=10)
    yield Stage(world, faults, agent, sub, world.recharge(sub, 5).id)
    world.close()
    sqlite_maker.drop(url)


ACTS: dict[str, Callable[[Stage], tuple[Any, Any]]] = {
    "recharge": lambda s: (o.PAYMENTS_RECHARGE, p.Recharge(account=s.sub, amount=units(1), note="n")),
    "deduct": lambda s: (o.PAYMENTS_DEDUCT, p.Deduct(account=s.sub, amount=units(1))),
    "zero": lambda s: (o.PAYMENTS_MAKE_ZERO, p.MakeZero(account=s.sub, balance=units(15))),
    "reverse": lambda s: (o.PAYMENTS_REVERSE, p.Reverse(payment=s.payment, memo="m")),
    "bulk": lambda s: (
        o.PAYMENTS_BULK_RECHARGE,
        p.BulkRecharge(selection=ab.AccountSelection(ids=(s.agent, s.sub)), amount=units(1)),
    ),
    "open": lambda s: (
        o.ACCOUNTS_CREATE,
        a.CreateAccount(number="A-2", agent=s.agent, opening=units(5), overdraft=units(2)),
    ),
    "overdraft": lambda s: (o.ACCOUNTS_SET_OVERDRAFT, a.SetOverdraft(id=s.sub, version=2, overdraft=units(3))),
    "move": lambda s: (o.ACCOUNTS_MOVE, am.MoveAccount(id=s.sub, version=2, agent=None)),
    "lower_rate": lambda s: (o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=s.agent, version=1, lower_rate=True)),
    "bulk_overdraft": lambda s: (
        o.ACCOUNTS_BULK_OVERDRAFT,
        ab.BulkOverdraft(selection=ab.AccountSelection(ids=(s.agent, s.sub)), overdraft=units(3)),
    ),
    "new_agent": lambda s: (
        o.GRANTS_NEW_AGENT,
        g.NewAgent(
            user=u.CreateUser(login="li", name="", type=UserType.AGENT, password=PASSWORD),
            account=a.CreateAccount(number="B", opening=units(5)),
            rights=frozenset(AccountRight),
        ),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_fault_at_any_statement_leaves_nothing_and_the_same_key_does_it_once(stage: Stage, act: str) -> None:
    world = stage.world
    operation, request = ACTS[act](stage)
    key = new_key()
    before = contents(world.store)
    statement = 0
    while True:
        try:
            with stage.faults.at(statement):
                done = world.write(world.admin, operation, request, key)
        except (Unavailable, Fault):
            assert contents(world.store) == before, f"statement {statement} of {act}"
            statement += 1
            continue
        break
    assert statement >= 5, "begin, what is read and written, commit"
    assert not done.repeated
    after = contents(world.store)
    assert world.write(world.admin, operation, request, key) == type(done)(
        value=done.value, changes=type(done.changes)(), repeated=True
    )
    assert contents(world.store) == after
    assert verify(world.store).found == 0


@pytest.mark.parametrize("act", ACTS)
def test_an_act_whose_answer_was_lost_is_answered_by_its_key(stage: Stage, act: str) -> None:
    world = stage.world
    operation, request = ACTS[act](stage)
    key = new_key()
    with pytest.raises((Unavailable, Fault)), stage.faults.at(0, lose_answer=True):
        world.write(world.admin, operation, request, key)
    after = contents(world.store)
    assert world.write(world.admin, operation, request, key).repeated
    assert contents(world.store) == after
    assert verify(world.store).found == 0
