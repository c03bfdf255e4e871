"""The books of the demo company: every account opened, every payment posted, at its time, by its teller.

What happens when is drawn beforehand; what kind of payment it is depends on the balance of that moment, as it does
in life. Each drawn moment gives exactly one record.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from vosdesk.contract import operations as o
from vosdesk.contract.accounts import CancelAccount, CreateAccount, LockAccount
from vosdesk.contract.ids import DAY, Time
from vosdesk.contract.money import Money
from vosdesk.contract.payments import Deduct, MakeZero, PaymentMode, PaymentRow, Recharge
from vosdesk.domain.cover import usable
from vosdesk.services.demo.company import UNIT, Company, Step
from vosdesk.services.demo.customers import Customer, Ending
from vosdesk.services.demo.desk import HOUR
from vosdesk.services.demo.people import AGENTS

_CENT = UNIT // 100
_SUNDAY = 3 * DAY
"""The first Sunday after the epoch, which was a Thursday."""
_MODES = (PaymentMode.CASH, PaymentMode.CASH, PaymentMode.OTHER, PaymentMode.OTHER, PaymentMode.PHONE_CARD)
_RECHARGES = ("", "", "", "Bank transfer", "Bank transfer", "Paid at the desk", "Invoice settled", "Card payment")
_USAGE = ("Traffic of the week", "Traffic of the week", "Traffic of the month", "Number rental", "SMS bundle")


class Moment(NamedTuple):
    """What is done with which customer, and when."""

    time: Time
    order: int
    customer: Customer
    act: Callable[[Customer], None]


class Books:
    """Keeps the books until ``until``."""

    def __init__(self, company: Company, customers: Sequence[Customer], until: Time) -> None:
        self._desk = company.desk
        self._random = company.source
        self._customers = customers
        self._until = until
        self._agents = {c.runs.login: c for c in customers if c.runs is not None}
        self._below: dict[str, list[Customer]] = {agent.login: [] for agent in AGENTS}
        for customer in customers:
            if customer.agent is not None:
                self._below[customer.agent.login].append(customer)

    def keep(self, records: int, besides: Iterable[Moment], done: Step) -> None:
        """Do everything in order of time, with ``records`` payment records in all; those of openings count.

        ``besides`` is done among it, and writes no payment record.
        """
        for moment in sorted([*self._moments(records), *besides], key=lambda m: m[:2]):
            self._desk.at(moment.time)
            moment.act(moment.customer)
            done()
        self._desk.at(self._until)

    def _moments(self, records: int) -> Iterator[Moment]:
        order = 0
        counts = _spread(records - len(self._customers), [c.weight * (c.ends - c.opens) for c in self._customers])
        for customer, count in zip(self._customers, counts, strict=True):
            if not customer.id:
                yield Moment(customer.opens, order, customer, self._open)
            times = sorted(_working_time(self._random, customer.opens, customer.ends) for _ in range(count))
            for place, time in enumerate(times, 1):
                order += 1
                last = place == count and customer.ending is Ending.CLOSED
                yield Moment(time, order, customer, self._close if last else self._post)
            order += 1
            if customer.ending is Ending.LOCKED:
                yield Moment(Time(customer.ends + HOUR), order, customer, self._lock)
            order += 1

    def _open(self, customer: Customer) -> None:
        agent = customer.agent
        opening = customer.opening
        if agent is not None and agent.lower_rate:
            # A limit takes of the cover like money: where little is free, both are small.
            free = max(0, self._free(agent.login))
            customer.overdraft = min(customer.overdraft, free)
            opening = min(opening, free - customer.overdraft)
        request = CreateAccount(
            number=customer.number,
            name=customer.name,
            type=customer.kind,
            agent=None if agent is None else self._agents[agent.login].id,
            opening=Money(opening),
            overdraft=Money(customer.overdraft),
            rate_group=customer.group,
            contact=customer.contact,
        )
        customer.id = self._desk.do(customer.teller, o.ACCOUNTS_CREATE, request)
        customer.balance = opening

    def _post(self, customer: Customer) -> None:
        """A recharge when there is little left, else what was used meanwhile."""
        settled = customer.teller == "cashier" and customer.runs is None and customer.balance
        if settled and self._random.random() < 0.002:
            self._zero(customer, "Balance settled by agreement")
            return
        low = customer.size * 3 // 4 - customer.overdraft
        if customer.balance < low:
            self._recharge(customer)
        else:
            self._use(customer)

    def _recharge(self, customer: Customer) -> None:
        source = self._random
        amount = customer.size * source.choice((1, 1, 1, 1, 2, 2, 3))
        if source.random() < 0.15:
            amount += source.randrange(1, customer.size // _CENT) * _CENT
        agent = customer.agent
        if agent is not None and agent.lower_rate and self._free(agent.login) < amount:
            # An agent with lower rate sells no more than he holds: he pays in first.
            customer = self._agents[agent.login]
            amount = customer.size * 4
        request = Recharge(
            account=customer.id, amount=Money(amount), mode=source.choice(_MODES), memo=source.choice(_RECHARGES)
        )
        self._note(customer, self._desk.do(customer.teller, o.PAYMENTS_RECHARGE, request))

    def _use(self, customer: Customer) -> None:
        source = self._random
        left = customer.balance + customer.overdraft
        if customer.runs is not None and customer.runs.lower_rate:
            left = self._free(customer.runs.login)
        used = round(customer.size * source.uniform(0.25, 1.3))
        used = min(used - used % (UNIT // 1_000), left - _CENT)
        if used <= 0:
            self._recharge(customer)
            return
        request = Deduct(account=customer.id, amount=Money(used), mode=PaymentMode.OTHER, memo=source.choice(_USAGE))
        self._note(customer, self._desk.do(customer.teller, o.PAYMENTS_DEDUCT, request))

    def _close(self, customer: Customer) -> None:
        if not customer.balance:
            self._recharge(customer)
            return
        self._zero(customer, "End of contract")
        self._desk.do("admin", o.ACCOUNTS_CANCEL, CancelAccount(id=customer.id))

    def _zero(self, customer: Customer, memo: str) -> None:
        request = MakeZero(account=customer.id, balance=Money(customer.balance), memo=memo)
        self._note(customer, self._desk.do("admin", o.PAYMENTS_MAKE_ZERO, request))

    def _lock(self, customer: Customer) -> None:
        self._desk.do(customer.teller, o.ACCOUNTS_LOCK, LockAccount(id=customer.id, locked=True))

    def _note(self, customer: Customer, record: PaymentRow) -> None:
        customer.balance = record.balance_after

    def _free(self, login: str) -> int:
        """The free cover of an agent with lower rate."""
        used = sum(usable(c.balance, c.overdraft) for c in self._below[login] if c.id)
        return max(0, self._agents[login].balance) - used


def _spread(total: int, weights: Sequence[float]) -> list[int]:
    """``total`` in whole parts as close to the weights as can be."""
    whole = sum(weights)
    counts = []
    reached = 0.0
    for weight in weights:
        before, reached = round(reached), reached + total * weight / whole
        counts.append(round(reached) - before)
    return counts


def _working_time(source: random.Random, first: Time, last: Time) -> Time:
    """A moment between two others, mostly of a working day's hours (UTC)."""
    for _ in range(8):
        day = source.randrange(first, last + 1) // DAY * DAY
        weekend = (day - _SUNDAY) // DAY % 7 in {0, 6}
        time = day + round(source.gauss(12.4, 2.6) * HOUR)
        if first < time <= last and (not weekend or source.random() < 0.25):
            return Time(time)
    return Time(source.randrange(first + 1, max(first + 2, last)))
