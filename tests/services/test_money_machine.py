"""Every act on money in any order, against a naive model that keeps balances in a dictionary."""

import itertools
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from tests.support.databases import SqliteMaker
from tests.support.ledger_check import check_ledger
from tests.support.world import World, first_run
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import AccountId, Key, new_key
from vosdesk.contract.money import Money
from vosdesk.storage.unit_of_work import Store

AMOUNTS = st.one_of(st.integers(1, 60), st.integers(1, 60), st.integers(1, 10**12))
LIMITS = st.one_of(st.just(0), st.integers(0, 60), st.integers(0, 60), st.integers(0, 10**12))
"""Small amounts meet limits often, large ones show that nothing is cut."""


@dataclass
class Model:
    """What the naive model knows of an account."""

    balance: int
    overdraft: int
    agent: AccountId | None
    lower: bool = False
    active: bool = True

    def usable(self) -> int:
        return max(0, self.balance + self.overdraft)


class MoneyMachine(RuleBasedStateMachine):
    """Recharge, deduct, zero, open, overdraft, move, cancel, lower rate on and off, and keys sent twice."""

    accounts: Bundle[AccountId] = Bundle("accounts")
    folder: Path
    maker: SqliteMaker

    @initialize(target=accounts)
    def begin(self) -> Any:
        """Every run begins with an agent who uses lower rate, a sub-account, and somebody who could move in."""
        self.url = self.maker.make()
        self.world = World(Store(self.url, durable=False))
        self.model: dict[AccountId, Model] = {}
        self.numbers = itertools.count(1)
        self.records = 0
        self.last: tuple[Any, Any, Key] | None = None
        agent = self._open(None, 50, 0)
        sub = self._open(agent, 30, 5)
        self.lower_rate(agent, True)
        return multiple(agent, agent, sub, self._open(None, 20, 10))

    def teardown(self) -> None:
        with self.world.store.read() as unit:
            assert check_ledger(unit.connection) == self.records
        self.world.close()
        self.maker.drop(self.url)

    def used(self, agent: AccountId, but: AccountId | None = None) -> int:
        return sum(m.usable() for i, m in self.model.items() if m.agent == agent and m.active and i != but)

    def covered(self, agent: AccountId | None, rise: int) -> bool:
        if agent is None or not self.model[agent].lower or rise <= 0:
            return True
        return self.used(agent) + rise <= max(0, self.model[agent].balance)

    def expect(self, allowed: bool, operation: Any, request: Any) -> Any:
        key = new_key()
        try:
            value = self.world.write(self.world.admin, operation, request, key).value
        except Refusal as refusal:
            if allowed:
                raise AssertionError(f"{operation.id} refused: {refusal!r}") from refusal
            return None
        assert allowed, f"{operation.id} should have been refused"
        self.last = (operation, request, key)
        return value

    def version(self, account: AccountId) -> int:
        return self.world.account_row(account).version

    @rule(target=accounts, opening=LIMITS, overdraft=LIMITS)
    def open_at_the_top(self, opening: int, overdraft: int) -> Any:
        return self._open(None, opening, overdraft)

    @rule(target=accounts, agent=accounts, opening=LIMITS, overdraft=LIMITS)
    def open_below(self, agent: AccountId, opening: int, overdraft: int) -> Any:
        return self._open(agent, opening, overdraft)

    def _open(self, agent: AccountId | None, opening: int, overdraft: int) -> Any:
        made = Model(opening, overdraft, agent)
        allowed = (agent is None or self.model[agent].active) and self.covered(agent, made.usable())
        allowed = allowed and self.depth(agent) < 16
        request = a.CreateAccount(
            number=f"N{next(self.numbers)}", agent=agent, opening=Money(opening), overdraft=Money(overdraft)
        )
        account = self.expect(allowed, o.ACCOUNTS_CREATE, request)
        if account is None:
            return multiple()
        self.model[account] = made
        self.records += 1
        return account

    def depth(self, account: AccountId | None) -> int:
        return 0 if account is None else 1 + self.depth(self.model[account].agent)

    @rule(account=accounts, amount=AMOUNTS)
    def recharge(self, account: AccountId, amount: int) -> None:
        self._pay(account, amount, o.PAYMENTS_RECHARGE, p.Recharge(account=account, amount=Money(amount)))

    @rule(account=accounts, amount=AMOUNTS)
    def deduct(self, account: AccountId, amount: int) -> None:
        self._pay(account, -amount, o.PAYMENTS_DEDUCT, p.Deduct(account=account, amount=Money(amount)))

    @rule(account=accounts)
    def make_zero(self, account: AccountId) -> None:
        balance = self.model[account].balance
        if balance:
            request = p.MakeZero(account=account, balance=Money(balance))
            self._pay(account, -balance, o.PAYMENTS_MAKE_ZERO, request)

    def _pay(self, account: AccountId, amount: int, operation: Any, request: Any) -> None:
        was = self.model[account]
        after = Model(was.balance + amount, was.overdraft, was.agent)
        allowed = (
            was.active
            and (amount > 0 or after.balance >= -was.overdraft)
            and self.covered(was.agent, after.usable() - was.usable())
            and not (was.lower and amount < 0 and self.used(account) > max(0, after.balance)
                     and max(0, after.balance) < max(0, was.balance))
        )  # fmt: skip
        if self.expect(allowed, operation, request) is not None:
            was.balance += amount
            self.records += 1

    @rule(account=accounts, limit=LIMITS)
    def overdraft(self, account: AccountId, limit: int) -> None:
        was = self.model[account]
        rise = Model(was.balance, limit, None).usable() - was.usable()
        request = a.SetOverdraft(id=account, version=self.version(account), overdraft=Money(limit))
        if self.expect(was.active and self.covered(was.agent, rise), o.ACCOUNTS_SET_OVERDRAFT, request) is not None:
            was.overdraft = limit

    @rule(account=accounts, on=st.booleans())
    def switch(self, account: AccountId, on: bool) -> None:
        self.lower_rate(account, on)

    def lower_rate(self, account: AccountId, on: bool) -> None:
        was = self.model[account]
        allowed = was.active and was.lower != on and (not on or self.used(account) <= max(0, was.balance))
        request = a.SetLowerRate(id=account, version=self.version(account), lower_rate=on)
        if self.expect(allowed, o.ACCOUNTS_SET_LOWER_RATE, request) is not None:
            was.lower = on

    @rule(account=accounts, to=accounts)
    def move(self, account: AccountId, to: AccountId) -> None:
        was = self.model[account]
        below = self.chain(to)
        deepest = max(self.depth(i) for i in self.model if account in self.chain(i)) - self.depth(account)
        allowed = (
            was.active
            and self.model[to].active
            and account not in below
            and was.agent != to
            and self.depth(to) + 1 + deepest <= 16
            and self.covered(to, was.usable())
        )
        request = a.MoveAccount(id=account, version=self.version(account), agent=to)
        if self.expect(allowed, o.ACCOUNTS_MOVE, request) is not None:
            was.agent = to

    def chain(self, account: AccountId) -> list[AccountId]:
        above = self.model[account].agent
        return [account, *([] if above is None else self.chain(above))]

    @rule(account=consumes(accounts))
    def cancel(self, account: AccountId) -> None:
        was = self.model[account]
        subs = any(m.agent == account and m.active for m in self.model.values())
        request = a.CancelAccount(id=account)
        if self.expect(was.active and not subs and was.balance == 0, o.ACCOUNTS_CANCEL, request) is not None:
            was.active = False

    @rule()
    def the_last_act_sent_again_is_done_once(self) -> None:
        if self.last is not None:
            operation, request, key = self.last
            assert self.world.write(self.world.admin, operation, request, key).repeated

    @invariant()
    def balances_are_what_the_model_says(self) -> None:
        for account, expected in getattr(self, "model", {}).items():
            row = self.world.account_row(account)
            assert (row.balance, row.overdraft, row.active) == (expected.balance, expected.overdraft, expected.active)
            subs = sum(m.agent == account and m.active for m in self.model.values())
            assert row.category is (a.Category.AGENT if subs else a.Category.GENERAL)


def test_money() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    folder = Path(tempfile.mkdtemp(prefix="vosdesk-money-"))
    try:
        MoneyMachine.maker = SqliteMaker(folder, first_run)
        run_state_machine_as_test(
            MoneyMachine,
            settings=settings(
                max_examples=25,
                stateful_step_count=40,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
