"""A company that many processes write to at once, and the acts that they do at random."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, make_url, select

from tests.support.calls import add_rate, import_calls, line, lower_rate
from tests.support.databases import Maker, PostgresMaker, SqliteMaker
from tests.support.world import FIXED_RATE_RIGHTS, World, first_run
from vosdesk.contract import account_bulk as ab
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.errors import Code, Refusal
from vosdesk.contract.ids import AccountId, Key, PaymentId, new_key
from vosdesk.contract.money import Money
from vosdesk.contract.permissions import Right
from vosdesk.services.verify.engine import verify
from vosdesk.storage.models import accounts, charges, payments
from vosdesk.storage.unit_of_work import Store

EXPECTED = frozenset({Code.COVER_SHORT, Code.LIMIT_EXCEEDED, Code.PAYMENT_REVERSED})
"""What a user is told who asks for more than there is; anything else would be an error on his screen."""
AGENT, LIMITED, CALLING = "LI", ("LI-1", "LI-2"), ("C", "C-1", "C-1-1")
COVER = 400
"""What the lower-rate agent covers: the crowd is at it within moments."""


@contextmanager
def maker_of(kind: str) -> Iterator[Maker]:
    """Makes databases of a kind: "sqlite" or "postgresql"."""
    with TemporaryDirectory(prefix="vosdesk-crowd-") as folder:
        if kind == "sqlite":
            yield SqliteMaker(Path(folder), first_run)
            return
        Path(folder).chmod(0o755)
        maker = PostgresMaker(Path(folder), first_run)
        try:
            yield maker
        finally:
            maker.close()


def settle(world: World) -> dict[str, AccountId]:
    """A lower-rate agent at its limit with two sub-accounts, a chain that calls, and an account with an overdraft."""
    rates = world.rate_group("Standard")
    add_rate(world, rates, 0.000001)

    def opened(number: str, agent: AccountId | None, opening: int, overdraft: int = 0) -> AccountId:
        request = a.CreateAccount(
            number=number, agent=agent, opening=Money(opening), overdraft=Money(overdraft), rate_group=rates
        )
        return world.do(world.admin, o.ACCOUNTS_CREATE, request)

    made = {AGENT: opened(AGENT, None, COVER)}
    made |= {number: opened(number, made[AGENT], 0) for number in LIMITED}
    above = None
    for number in CALLING:
        above = made[number] = opened(number, above, 10**9)
    made["O"] = opened("O", None, 0, 50)
    user = world.agent("li", FIXED_RATE_RIGHTS | {Right.PAYMENTS_REVERSE})
    world.grant(user, made[AGENT])
    lower_rate(world, made[AGENT])
    return made


@dataclass
class Told:
    """What one process was told."""

    moved: Counter[AccountId] = field(default_factory=Counter)
    records: int = 0
    acts: int = 0
    charged: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, other: "Told") -> None:
        """Add what another was told."""
        self.moved.update(other.moved)
        self.refused.update(other.refused)
        self.errors += other.errors
        self.records += other.records
        self.acts += other.acts
        self.charged += other.charged


class Writer:
    """One process of the crowd."""

    def __init__(self, url: str, number: int, members: dict[str, AccountId]) -> None:
        self.world = World(Store(make_url(url)))
        self.li = self.world.login("li")
        self.members = members
        self.number = number
        self.random = random.Random(number)
        self.mine: list[PaymentId] = []
        self.told = Told()
        self.calls = 0

    def act(self, key: Key | None = None, *, calling: bool = True) -> None:
        """Do something, and note what came of it."""
        kinds = [self._recharge, self._recharge, self._deduct, self._limited, self._limited, self._reverse, self._many]
        if calling:
            kinds.append(self._call)
        try:
            self.random.choice(kinds)(key or new_key())
            self.told.acts += 1
        except Refusal as refusal:
            if refusal.code in EXPECTED:
                self.told.refused[refusal.code.value] += 1
            else:
                self.told.errors.append(repr(refusal))

    def _any(self) -> AccountId:
        return self.random.choice([i for number, i in self.members.items() if number not in LIMITED])

    def _moved(self, row: p.PaymentRow) -> None:
        self.told.moved[row.account_id] += row.amount
        self.told.records += 1
        if row.reverses is None:
            self.mine.append(row.id)

    def _pay(self, token: str, operation: Any, request: Any, key: Key) -> None:
        self._moved(self.world.write(token, operation, request, key).value)

    def _recharge(self, key: Key) -> None:
        amount = Money(self.random.randint(1, 9))
        self._pay(self.world.admin, o.PAYMENTS_RECHARGE, p.Recharge(account=self._any(), amount=amount), key)

    def _deduct(self, key: Key) -> None:
        amount = Money(self.random.randint(1, 9))
        self._pay(self.world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=self._any(), amount=amount), key)

    def _limited(self, key: Key) -> None:
        account = self.members[self.random.choice(LIMITED)]
        amount = Money(self.random.randint(1, 40))
        operation: Any = self.random.choice([o.PAYMENTS_RECHARGE, o.PAYMENTS_RECHARGE, o.PAYMENTS_DEDUCT])
        kind = p.Recharge if operation is o.PAYMENTS_RECHARGE else p.Deduct
        self._pay(self.li, operation, kind(account=account, amount=amount), key)

    def _reverse(self, key: Key) -> None:
        if not self.mine:
            self._recharge(key)
            return
        payment = self.random.choice(self.mine[-20:])
        self._pay(self.world.admin, o.PAYMENTS_REVERSE, p.Reverse(payment=payment, memo="wrong"), key)

    def _many(self, key: Key) -> None:
        chosen = tuple(self.members[number] for number in (*CALLING, "O"))
        request = p.BulkRecharge(selection=ab.AccountSelection(ids=chosen), amount=Money(2))
        done = self.world.write(self.world.admin, o.PAYMENTS_BULK_RECHARGE, request, key).value
        assert (done.done, done.refused) == (len(chosen), ())
        self.told.moved.update(dict.fromkeys(chosen, 2))
        self.told.records += len(chosen)

    def _call(self, key: Key) -> None:
        self.calls += 1
        flow = f"{self.number}-{self.calls}"
        number = self.random.choice(CALLING)
        done = import_calls(self.world, [line(flow, number, self.world.now, self.random.randint(1, 600))])
        if done.charged != 1:
            self.told.errors.append(repr(done))
        self.told.charged += CALLING.index(number) + 1

    def close(self) -> None:
        """Close the database."""
        self.world.close()


def check(store: Store, told: Told, before: dict[AccountId, int]) -> None:
    """Assert that the books are what the crowd was told, to the last unit, and that they prove themselves."""
    report = verify(store)
    assert report.found == 0, report.findings
    assert told.errors == [], told.errors[:5]
    with store.read() as unit:
        found = dict(iter_rows(unit.connection.execute(select(accounts.c.id, accounts.c.balance))))
        charged = dict(
            iter_rows(
                unit.connection.execute(
                    select(charges.c.account_id, func.sum(charges.c.amount)).group_by(charges.c.account_id)
                )
            )
        )
        records = unit.connection.execute(select(func.count()).select_from(payments)).scalar_one()
        fees = unit.connection.execute(select(func.count()).select_from(charges)).scalar_one()
    assert found == {i: before[i] + told.moved[i] + int(charged.get(i, 0)) for i in before}
    assert (records, fees) == (len(before) + told.records, told.charged)


def iter_rows(rows: Any) -> Iterator[tuple[AccountId, int]]:
    """Rows of two columns as pairs."""
    for row in rows:
        yield AccountId(row[0]), int(row[1])


def balances(store: Store) -> dict[AccountId, int]:
    """The balance of every account."""
    with store.read() as unit:
        return dict(iter_rows(unit.connection.execute(select(accounts.c.id, accounts.c.balance))))
