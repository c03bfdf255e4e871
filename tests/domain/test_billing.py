"""Billing: equal to an independent brute-force rater, and every account of the chain exactly once."""

from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vosdesk.contract.errors import Code
from vosdesk.contract.ids import FOREVER, AccountId, RateGroupId, Time
from vosdesk.contract.money import MAX_MONEY, Price
from vosdesk.contract.rates import Section
from vosdesk.domain import billing
from vosdesk.domain.billing import Link, Refused, Terms
from vosdesk.domain.tariff import BilledRate, Tariff

NANO = 10**9
START = Time(1_000)


def terms(price: int = 0, cycle: int = 60, *sections: tuple[int, int, int], **values: Any) -> Terms:
    made: dict[str, Any] = {
        "rate_group_id": RateGroupId(1), "rate_group": "G", "code": "8", "area_name": "", "price": price,
        "cycle": cycle, "sections_text": "[]", "tax": 0, "locked": False,
        "sections": tuple(Section(position=p, fee=Price(f), seconds=s) for p, f, s in sections),
    }  # fmt: skip
    return Terms(**made | values)


def link(account: int, agent: int | None = None, **values: Any) -> Link:
    made: dict[str, Any] = {
        "id": AccountId(account), "number": str(account), "agent_id": agent, "balance": 10, "overdraft": 0,
        "active": True, "locked": False, "expires": FOREVER, "lower_rate": False, "groups": (RateGroupId(account),),
    }  # fmt: skip
    return Link(**made | values)


@pytest.mark.parametrize(
    ("rate", "hold", "expected"),
    [
        (terms(6_000_000), 0, 0),
        (terms(6_000_000), 1, 6_000),
        (terms(6_000_000), 60, 6_000),
        (terms(6_000_000), 61, 12_000),
        (terms(400, 1), 1, 0),  # 0.4 of a micro-unit
        (terms(500, 1), 1, 1),  # half-up, and once: not per cycle
        (terms(500, 1), 3, 2),
        (terms(0, 1, (0, 12_000_000, 60)), 1, 12_000),
        (terms(1_000_000, 6, (0, 12_000_000, 30)), 30, 12_000),
        (terms(1_000_000, 6, (0, 12_000_000, 30)), 31, 13_000),
        (terms(1_000_000, 60, (90, 5_000_000, 10)), 90, 2_000),
        (terms(1_000_000, 60, (90, 5_000_000, 10)), 91, 7_000),
        (terms(1_000_000, 60, (90, 5_000_000, 10)), 101, 8_000),
        (terms(1_000_000, 60, (0, 3_000_000, 30), (20, 5_000_000, 20)), 41, 9_000),
        (terms(10_000_000, 60, tax=60_000), 60, 10_600),
        (terms(500, 60, tax=999_999), 1, 1),
    ],
)
def test_the_fee_of_a_call(rate: Terms, hold: int, expected: int) -> None:
    assert billing.fee(rate, hold) == expected


def brute_fee(rate: Terms, hold: int) -> int:
    """Second by second, in fractions."""
    total = Fraction(0)
    begun: set[int] = set()
    run = 0
    for second in range(hold):
        for place, section in enumerate(rate.sections):
            if section.position == second and place not in begun:
                begun.add(place)
                total += section.fee
        if any(s.position <= second < s.position + s.seconds for s in rate.sections):
            run = 0
            continue
        if run % rate.cycle == 0:
            total += rate.price
        run += 1
    total = total * (10**6 + rate.tax) / 10**6 / 1000
    return floor(total + Fraction(1, 2))


SECTIONS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10**7), st.integers(1, 30)), max_size=3)


@given(st.integers(0, 10**7), st.integers(1, 20), SECTIONS, st.integers(0, 300_000), st.integers(0, 90))
def test_a_fee_is_what_counting_the_seconds_gives(
    price: int, cycle: int, sections: list[tuple[int, int, int]], tax: int, hold: int
) -> None:
    rate = terms(price, cycle, *sections, tax=tax)
    assert billing.fee(rate, hold) == brute_fee(rate, hold)


DIGITS = st.text("12", min_size=1, max_size=3)
RATES = st.lists(
    st.tuples(DIGITS, st.integers(0, 10**8), st.integers(0, 3), st.integers(1, 3), st.booleans()),
    max_size=8,
    unique_by=lambda rate: (rate[0], rate[2]),
)


class Rate(NamedTuple):
    """A rate with the period that it is in effect in."""

    code: str
    begin: Time
    end: Time
    terms: Terms


Groups = dict[int, list[Rate]]


@st.composite
def companies(draw: st.DrawFn) -> tuple[list[Link], Groups]:
    """A chain of one to six accounts, the topmost first, and the rates of the groups 1 to 5."""
    groups = {
        group: [
            Rate(code, Time(since), Time(since + period),
                 terms(price, 6, code=code, locked=locked, rate_group_id=RateGroupId(group)))
            for code, price, since, period, locked in draw(RATES)
        ]
        for group in range(1, 6)
    }  # fmt: skip
    own = st.lists(st.integers(1, 5).map(RateGroupId), min_size=1, max_size=2, unique=True).map(tuple)
    depth = draw(st.integers(1, 6))
    chain = [
        link(i + 1, i or None, groups=draw(own), lower_rate=draw(st.booleans()), balance=draw(st.integers(-1, 20)),
             locked=draw(st.integers(0, 20)) == 20)
        for i in range(depth)
    ]  # fmt: skip
    return chain, groups


def brute_find(groups: Groups, group: int, number: str, at: int) -> Terms | None:
    fitting = [rate for rate in groups[group] if number.startswith(rate.code) and rate.begin <= at < rate.end]
    best = max(fitting, key=lambda rate: (len(rate.code), rate.begin), default=None)
    return None if best is None else best.terms


def tariff(group: int, held: list[Rate]) -> Tariff:
    billed = (
        BilledRate(code, said.area_name, said.price, said.cycle, "[]", said.tax, int(said.locked), begin, end)
        for code, begin, end, said in sorted(held)
    )
    return Tariff(RateGroupId(group), "G", billed)


@given(companies(), st.text("12", min_size=1, max_size=5), st.integers(0, 4), st.integers(0, 100))
def test_the_chain_is_billed_as_by_hand(company: tuple[list[Link], Groups], callee: str, at: int, hold: int) -> None:
    chain, groups = company
    tariffs = {group: tariff(group, rates) for group, rates in groups.items()}
    decks = [[tariffs[group].find for group in asked] for asked in billing.groups_of(chain)]
    found = billing.bill(chain[::-1], decks[::-1], callee, Time(at), hold)
    assert found == _by_hand(chain, groups, callee, at, hold)


def _by_hand(chain: list[Link], groups: Groups, callee: str, at: int, hold: int) -> Any:
    for account in reversed(chain):
        if account.locked:
            return Refused(Code.ACCOUNT_LOCKED, account.id)
        if account.balance <= 0:
            return Refused(Code.ACCOUNT_EXHAUSTED, account.id)
    due = []
    for place in range(len(chain) - 1, -1, -1):
        payer = place
        while payer > 0 and chain[payer - 1].lower_rate:
            payer -= 1
        rates = [brute_find(groups, group, callee, at) for group in chain[payer].groups]
        rate = next((r for r in rates if r is not None), None)
        if rate is None:
            return Refused(Code.RATE_NONE, chain[place].id)
        if rate.locked:
            return Refused(Code.RATE_LOCKED, chain[place].id)
        due.append((chain[place], brute_fee(rate, hold), rate))
    return due


def _at(minute: int) -> billing.Find:
    return lambda number, at: terms(minute * NANO)


@pytest.mark.parametrize("depth", range(1, 7))
def test_every_account_of_the_chain_owes_once(depth: int) -> None:
    chain = [link(i + 1, i or None) for i in range(depth)]
    due = billing.bill(chain[::-1], [[_at(c.id)] for c in chain[::-1]], "86", START, 60)
    assert isinstance(due, list)
    assert [(link.id, cost) for link, cost, _ in due] == [(i, i * 10**6) for i in range(depth, 0, -1)]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"active": False, "locked": True}, Code.ACCOUNT_CANCELLED),
        ({"locked": True, "expires": START}, Code.ACCOUNT_LOCKED),
        ({"expires": START, "balance": 0}, Code.ACCOUNT_EXPIRED),
        ({"balance": -5, "overdraft": 5}, Code.ACCOUNT_EXHAUSTED),
        ({"balance": -MAX_MONEY, "overdraft": MAX_MONEY + 1}, Code.NUMBER_TOO_LARGE),
    ],
)
@pytest.mark.parametrize("place", range(3))
def test_one_account_of_the_chain_stops_the_call(values: dict[str, Any], reason: Code, place: int) -> None:
    chain = [link(i, **(values if i == place else {})) for i in range(3)]
    found = billing.bill(chain, [[_at(1)] for _ in chain], "86", START, 60)
    assert found == Refused(reason, AccountId(place))


def test_the_last_unit_of_the_overdraft_still_calls() -> None:
    one = link(1, balance=-4, overdraft=5)
    assert billing.standing([one], START) is None
