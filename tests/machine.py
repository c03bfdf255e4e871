"""Every act on money in any order, against a naive model that keeps balances in a dictionary.

``python -m tests.machine --examples 400 --steps 60 --seed 7`` is a long run; the same seed walks the same way again.
"""

import argparse
import itertools
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from tests.support.calls import add_rate, import_calls, line
from tests.support.databases import SqliteMaker
from tests.support.faults import Faults, contents
from tests.support.world import FIXED_RATE_RIGHTS, PASSWORD, World, first_run
from vosdesk.contract import account_bulk as ab
from vosdesk.contract import account_moves as am
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import parameters as pm
from vosdesk.contract import payments as p
from vosdesk.contract.errors import Fault, Refusal, Unavailable
from vosdesk.contract.ids import AccountId, Empty, Key, PaymentId, new_key
from vosdesk.contract.money import Money, plain_money
from vosdesk.contract.permissions import Right
from vosdesk.services.verify.engine import verify
from vosdesk.storage.models import accounts as account_table
from vosdesk.storage.models import charges as charge_table
from vosdesk.storage.models import payments as payment_table
from vosdesk.storage.unit_of_work import Store

AMOUNTS = st.one_of(st.integers(1, 60), st.integers(1, 60), st.integers(1, 10**12))
LIMITS = st.one_of(st.just(0), st.integers(0, 60), st.integers(0, 60), st.integers(0, 10**12))
"""Small amounts meet limits often, large ones show that nothing is cut."""
CYCLE = 60
"""Seconds of a call that cost one micro-unit at every rate of this company."""
AGENT = FIXED_RATE_RIGHTS | {Right.PAYMENTS_REVERSE, Right.PAYMENTS_ZERO}
DEEPEST = 16


@dataclass
class Model:
    """What the naive model knows of an account."""

    number: str
    balance: int
    overdraft: int
    agent: AccountId | None
    lower: bool = False
    active: bool = True
    locked: bool = False

    def usable(self) -> int:
        return max(0, self.balance + self.overdraft)


@dataclass
class Paid:
    """What it knows of a payment."""

    account: AccountId
    amount: int
    by_agent: bool
    reversal: bool = False
    reversed: bool = False


@dataclass
class Walk:
    """Counts of a run of the machine."""

    steps: int = 0
    faults: int = 0
    lost: int = 0
    refused: int = 0
    done: dict[str, int] = field(default_factory=dict)


class MoneyMachine(RuleBasedStateMachine):
    """Payments of every kind, charges, limits, moves, lower rate, reversals, bulk acts; by an administrator and an
    agent; with faults at any statement, answers lost, and keys sent twice."""

    accounts: Bundle[AccountId] = Bundle("accounts")
    payments: Bundle[PaymentId] = Bundle("payments")
    maker: SqliteMaker
    walk: Walk

    @initialize(target=accounts)
    def begin(self) -> Any:
        """Every run begins with an agent who uses lower rate, a sub-account, and somebody who could move in."""
        self.url = self.maker.make()
        store = Store(self.url, durable=False)
        self.faults = Faults(store)
        self.world = World(store)
        self.model: dict[AccountId, Model] = {}
        self.paid: dict[PaymentId, Paid] = {}
        self.numbers, self.flows = itertools.count(1), itertools.count(1)
        self.records = self.charges = 0
        self.least = 0
        self.due: list[tuple[int, bool]] = []
        self.last: tuple[str, Any, Any, Key] | None = None
        self.rates = self.world.rate_group("Standard")
        add_rate(self.world, self.rates, 0.000001)
        self.own = self._account(None, 50, 0)
        user = self.world.agent("li", AGENT)
        self.world.grant(user, self.own)
        self.li = self.world.login("li")
        sub = self._account(self.own, 30, 5)
        self.lower_rate(self.own, True)
        return multiple(self.own, self.own, sub, self._account(None, 20, 10))

    def teardown(self) -> None:
        report = verify(self.world.store)
        assert report.found == 0, report.findings
        assert report.entries == self.records + self.charges
        self.world.close()
        self.maker.drop(self.url)

    # --- what the model knows ----------------------------------------------------------------------------------

    def used(self, agent: AccountId) -> int:
        return sum(m.usable() for m in self.model.values() if m.agent == agent and m.active)

    def covered(self, agent: AccountId | None, rise: int) -> bool:
        if agent is None or not self.model[agent].lower or rise <= 0:
            return True
        return self.used(agent) + rise <= max(0, self.model[agent].balance)

    def chain(self, account: AccountId) -> list[AccountId]:
        above = self.model[account].agent
        return [account, *([] if above is None else self.chain(above))]

    def depth(self, account: AccountId | None) -> int:
        return 0 if account is None else len(self.chain(account))

    def may(self, account: AccountId, by_agent: bool) -> bool:
        return not by_agent or self.own in self.chain(account)[1:]

    def confirmed(self, amount: int, password: bool) -> bool:
        return password or not self.least or abs(amount) < self.least

    def payable(self, account: AccountId, amount: int) -> bool:
        """Whether limits and covers allow it."""
        was = self.model[account]
        after = was.balance + amount
        rise = max(0, after + was.overdraft) - was.usable()
        lowers = max(0, after) < max(0, was.balance)
        return (
            was.active
            and (amount > 0 or after >= -was.overdraft)
            and self.covered(was.agent, rise)
            and not (was.lower and lowers and self.used(account) > max(0, after))
        )

    # --- doing it ----------------------------------------------------------------------------------------------

    def expect(self, allowed: bool, operation: Any, request: Any, by_agent: bool = False) -> Any:
        """Do it, through a fault when one is due; it must be done when the model says so, and else refused."""
        key = new_key()
        token = self.li if by_agent else self.world.admin
        self.walk.steps += 1
        if self.due:
            self._fail_first(token, operation, request, key)
        try:
            value = self.world.write(token, operation, request, key).value
        except Refusal as refusal:
            if allowed or isinstance(refusal, Unavailable | Fault):
                raise AssertionError(f"{operation.id} refused: {refusal!r}") from refusal
            self.walk.refused += 1
            return None
        assert allowed, f"{operation.id} should have been refused"
        self.last = (token, operation, request, key)
        self.walk.done[operation.id] = self.walk.done.get(operation.id, 0) + 1
        return value

    def _fail_first(self, token: str, operation: Any, request: Any, key: Key) -> None:
        statement, lose = self.due.pop()
        before = contents(self.world.store)
        try:
            with self.faults.at(statement, lose_answer=lose):
                self.world.write(token, operation, request, key)
        except (Unavailable, Fault):
            assert self.faults.struck
            self.walk.faults += 1
            if lose:
                self.walk.lost += 1
            else:
                assert contents(self.world.store) == before, f"{operation.id} was half done"
        except Refusal:
            pass

    @rule(
        due=st.lists(
            st.tuples(st.integers(0, 24), st.sampled_from([False, False, False, True])), min_size=1, max_size=6
        )
    )
    def the_next_acts_meet_faults(self, due: list[tuple[int, bool]]) -> None:
        self.due = due

    @rule()
    def the_last_act_sent_again_is_done_once(self) -> None:
        if self.last is not None:
            self.walk.steps += 1
            assert self.world.write(*self.last).repeated

    # --- accounts ----------------------------------------------------------------------------------------------

    def version(self, account: AccountId) -> int:
        return self.world.account_row(account).version

    @rule(target=accounts, opening=LIMITS, overdraft=LIMITS, password=st.booleans())
    def open_at_the_top(self, opening: int, overdraft: int, password: bool) -> Any:
        return self._open(None, opening, overdraft, password)

    @rule(target=accounts, agent=accounts, opening=LIMITS, overdraft=LIMITS, by_agent=st.booleans())
    def open_below(self, agent: AccountId, opening: int, overdraft: int, by_agent: bool) -> Any:
        return self._open(agent, opening, overdraft, True, by_agent)

    def _open(
        self, agent: AccountId | None, opening: int, overdraft: int, password: bool, by_agent: bool = False
    ) -> Any:
        account = self._account(agent, opening, overdraft, password, by_agent)
        return multiple() if account is None else account

    def _account(
        self,
        agent: AccountId | None,
        opening: int,
        overdraft: int,
        password: bool = True,
        by_agent: bool = False,
    ) -> Any:
        made = Model(f"N{next(self.numbers)}", opening, overdraft, agent)
        # What is opened below his own account is not his own.
        reached = not by_agent or (agent is not None and self.own in self.chain(agent))
        allowed = (agent is None or self.model[agent].active) and self.covered(agent, made.usable())
        allowed = allowed and self.depth(agent) < DEEPEST and self.confirmed(opening, password) and reached
        request = a.CreateAccount(
            number=made.number,
            agent=agent,
            opening=Money(opening),
            overdraft=Money(overdraft),
            rate_group=None if by_agent else self.rates,
            confirmation=PASSWORD if password and self.least else None,
        )
        account = self.expect(allowed, o.ACCOUNTS_CREATE, request, by_agent)
        if account is not None:
            self.model[account] = made
            self.records += 1
        return account

    @rule(account=accounts, limit=LIMITS)
    def overdraft(self, account: AccountId, limit: int) -> None:
        was = self.model[account]
        rise = max(0, was.balance + limit) - was.usable()
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
        deepest = max(self.depth(i) for i in self.model if account in self.chain(i)) - self.depth(account)
        allowed = (
            was.active
            and self.model[to].active
            and account not in self.chain(to)
            and was.agent != to
            and self.depth(to) + 1 + deepest <= DEEPEST
            and self.covered(to, was.usable())
        )
        request = am.MoveAccount(id=account, version=self.version(account), agent=to)
        if self.expect(allowed, o.ACCOUNTS_MOVE, request) is not None:
            was.agent = to

    @rule(account=consumes(accounts))
    def cancel(self, account: AccountId) -> None:
        was = self.model[account]
        subs = any(m.agent == account and m.active for m in self.model.values())
        request = a.CancelAccount(id=account)
        if self.expect(was.active and not subs and was.balance == 0, o.ACCOUNTS_CANCEL, request) is not None:
            was.active = False

    @rule(chosen=st.lists(accounts, min_size=1, max_size=4, unique=True), locked=st.booleans())
    def lock(self, chosen: list[AccountId], locked: bool) -> None:
        request = ab.BulkLock(selection=ab.AccountSelection(ids=tuple(chosen)), locked=locked)
        result = self.expect(True, o.ACCOUNTS_BULK_LOCK, request)
        fitting = [i for i in chosen if self.model[i].active and self.model[i].locked != locked]
        assert (result.done, len(result.refused)) == (len(fitting), len(chosen) - len(fitting))
        for account in fitting:
            self.model[account].locked = locked

    # --- payments ----------------------------------------------------------------------------------------------

    @rule(target=payments, account=accounts, amount=AMOUNTS, by_agent=st.booleans(), password=st.booleans())
    def recharge(self, account: AccountId, amount: int, by_agent: bool, password: bool) -> Any:
        request = p.Recharge(account=account, amount=Money(amount), **self._said(by_agent, password))
        return self._pay(account, amount, o.PAYMENTS_RECHARGE, request, by_agent, password)

    @rule(target=payments, account=accounts, amount=AMOUNTS, by_agent=st.booleans(), password=st.booleans())
    def deduct(self, account: AccountId, amount: int, by_agent: bool, password: bool) -> Any:
        request = p.Deduct(account=account, amount=Money(amount), **self._said(by_agent, password))
        return self._pay(account, -amount, o.PAYMENTS_DEDUCT, request, by_agent, password)

    @rule(target=payments, account=accounts, by_agent=st.booleans(), password=st.booleans())
    def make_zero(self, account: AccountId, by_agent: bool, password: bool) -> Any:
        balance = self.model[account].balance
        if not balance:
            return multiple()
        request = p.MakeZero(account=account, balance=Money(balance), **self._said(by_agent, password))
        return self._pay(account, -balance, o.PAYMENTS_MAKE_ZERO, request, by_agent, password)

    def _said(self, by_agent: bool, password: bool) -> dict[str, Any]:
        confirmation = PASSWORD if password and self.least else None
        return {"note": "" if by_agent else "seen by few", "confirmation": confirmation}

    def _pay(
        self, account: AccountId, amount: int, operation: Any, request: Any, by_agent: bool, password: bool
    ) -> Any:
        allowed = self.payable(account, amount) and self.may(account, by_agent) and self.confirmed(amount, password)
        row = self.expect(allowed, operation, request, by_agent)
        if row is None:
            return multiple()
        self.model[account].balance += amount
        self.records += 1
        self.paid[row.id] = Paid(account, amount, by_agent)
        return row.id

    @rule(target=payments, payment=payments, by_agent=st.booleans(), password=st.booleans())
    def reverse(self, payment: PaymentId, by_agent: bool, password: bool) -> Any:
        was = self.paid[payment]
        allowed = (
            not (was.reversal or was.reversed)
            and (was.by_agent or not by_agent)
            and self.payable(was.account, -was.amount)
            and self.may(was.account, by_agent)
            and self.confirmed(was.amount, password)
        )
        request = p.Reverse(payment=payment, memo="wrong", confirmation=PASSWORD if password and self.least else None)
        row = self.expect(allowed, o.PAYMENTS_REVERSE, request, by_agent)
        if row is None:
            return multiple()
        assert (row.amount, row.reverses) == (-was.amount, payment)
        was.reversed = True
        self.model[was.account].balance -= was.amount
        self.records += 1
        self.paid[row.id] = Paid(was.account, -was.amount, by_agent, reversal=True)
        return row.id

    @rule(
        chosen=st.lists(accounts, min_size=1, max_size=5, unique=True),
        amount=AMOUNTS,
        by_agent=st.booleans(),
        password=st.booleans(),
    )
    def bulk_recharge(self, chosen: list[AccountId], amount: int, by_agent: bool, password: bool) -> None:
        seen = [i for i in chosen if not by_agent or self.own in self.chain(i)]
        seen.sort(key=lambda i: self.model[i].number)
        request = p.BulkRecharge(
            selection=ab.AccountSelection(ids=tuple(chosen)),
            amount=Money(amount),
            confirmation=PASSWORD if password and self.least else None,
        )
        allowed = self.confirmed(amount * len(seen), password)
        result = self.expect(allowed, o.PAYMENTS_BULK_RECHARGE, request, by_agent)
        if result is None:
            return
        done = 0
        for account in seen:
            if self.may(account, by_agent) and self.payable(account, amount):
                self.model[account].balance += amount
                done += 1
        assert (result.done, len(result.refused)) == (done, len(seen) - done)
        self.records += done

    @rule(least=st.sampled_from([0, 0, 40, 10**9]))
    def ask_for_the_password_from(self, least: int) -> None:
        row = next(
            r for r in self.world.read(self.world.admin, o.PARAMETERS_LIST, Empty()).rows if r.name == pm.CONFIRM_FROM
        )
        value = plain_money(least)
        request = pm.SetParameter(name=row.name, version=row.version, value=value)
        self.expect(True, o.PARAMETERS_SET, request)
        self.least = least

    @rule(account=accounts, hold=st.integers(1, 20 * CYCLE))
    def call(self, account: AccountId, hold: int) -> None:
        above = [self.model[i] for i in self.chain(account)]
        fee = -(-hold // CYCLE)
        allowed = all(m.active and not m.locked and m.balance + m.overdraft > 0 for m in above) and self.rated(account)
        self.walk.steps += 1
        flow = f"f{next(self.flows)}"
        done = import_calls(self.world, [line(flow, self.model[account].number, self.world.now, hold)])
        assert done.charged == int(allowed), done
        if allowed:
            self.walk.done["calls.import"] = self.walk.done.get("calls.import", 0) + 1
            for charged in above:
                charged.balance -= fee
                self.charges += 1

    def rated(self, account: AccountId) -> bool:
        """Whether everybody of the chain has a rate: what an agent opens has none but by the lower rate above it."""
        with self.world.store.read() as unit:
            rows = unit.connection.execute(select(account_table.c.id, account_table.c.rate_group_id)).all()
        groups = {row.id: row.rate_group_id for row in rows}

        def has(link: AccountId) -> bool:
            above = self.model[link].agent
            return has(above) if above is not None and self.model[above].lower else groups[link] is not None

        return all(has(link) for link in self.chain(account))

    # --- what holds always -------------------------------------------------------------------------------------

    @invariant()
    def balances_are_what_the_model_says(self) -> None:
        model = getattr(self, "model", None)
        if model is None:
            return
        t = account_table.c
        with self.world.store.read() as unit:
            rows = unit.connection.execute(select(t.id, t.balance, t.overdraft, t.active, t.locked, t.lower_rate)).all()
            count = len(unit.connection.scalars(select(payment_table.c.id)).all())
            charged = len(unit.connection.scalars(select(charge_table.c.id)).all())
        assert {row.id: tuple(row[1:]) for row in rows} == {
            i: (m.balance, m.overdraft, m.active, m.locked, m.lower) for i, m in model.items()
        }
        assert (count, charged) == (self.records, self.charges)


def walk(examples: int, steps: int, seed: int | None) -> Walk:
    """Run the machine; without a seed the same way every time. Raises what it finds, with the steps that lead to it."""
    folder = Path(tempfile.mkdtemp(prefix="vosdesk-money-"))
    found = MoneyMachine.walk = Walk()
    try:
        MoneyMachine.maker = SqliteMaker(folder, first_run)
        if seed is not None:
            from hypothesis import core

            core.global_force_seed = seed  # type: ignore[assignment]
        run_state_machine_as_test(
            MoneyMachine,
            settings=settings(
                max_examples=examples,
                stateful_step_count=steps,
                deadline=None,
                derandomize=seed is None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def main() -> None:
    """A long run by hand."""
    parser = argparse.ArgumentParser(prog="python -m tests.machine", description=__doc__)
    parser.add_argument("--examples", type=int, default=400)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    begun = time.monotonic()
    found = walk(wanted.examples, wanted.steps, wanted.seed)
    print(f"seed {wanted.seed}: {found}, {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
