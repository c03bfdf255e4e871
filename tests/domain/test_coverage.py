"""Coverage against a comparison that dials every number of a short number space."""

from collections import Counter
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from vosdesk.contract.coverage import DURATIONS, Outcome
from vosdesk.contract.money import Price
from vosdesk.contract.rates import Section
from vosdesk.domain.coverage import Offer, Range, cheaper_at, compare, outcome_of


def rate(
    code: str, price: int = 60, cycle: int = 60, tax: int = 0, sections: tuple[Section, ...] = (), lock: int = 0
) -> Offer:
    return Offer(code, "", price, cycle, tax, sections, lock)


def layer(*rates: Offer) -> dict[str, Offer]:
    return {rate.code: rate for rate in rates}


def said(ranges: list[Range]) -> list[tuple[str, int, str, str, str]]:
    return sorted(
        (r.code, r.without, "" if r.here is None else r.here.code, "" if r.there is None else r.there.code, r.outcome)
        for r in ranges
    )


def test_a_long_prefix_is_compared_with_the_short_one_that_covers_it() -> None:
    found = list(compare([layer(rate("8613", 5))], [layer(rate("861", 7))]))
    assert said(found) == [("861", 1, "", "861", "only_there"), ("8613", 0, "8613", "861", "up")]
    assert {r.code: r.space for r in found} == {"861": 9, "8613": 1}


def test_what_longer_prefixes_leave_nothing_of_is_no_range() -> None:
    ten = [rate(f"1{digit}", 5) for digit in range(10)]
    assert "1" not in {r.code for r in compare([layer(rate("1"))], [layer(*ten)])}
    assert "1" in {r.code for r in compare([layer(rate("1"))], [layer(*ten[:9])])}


def test_a_private_group_goes_before_longer_prefixes_of_the_billing_group() -> None:
    found = list(compare([layer(rate("86", 5)), layer(rate("8613", 9))], [layer(rate("86", 5))]))
    assert said(found) == [("86", 1, "86", "86", "same"), ("8613", 0, "86", "86", "same")]


def test_a_locked_rate_offers_nothing_and_hides_shorter_ones() -> None:
    here, there = [layer(rate("8"), rate("86", lock=1))], [layer(rate("8"))]
    assert said(list(compare(here, there))) == [("8", 1, "8", "8", "same"), ("86", 0, "", "8", "only_there")]
    assert list(compare([layer(rate("86", lock=1))], [layer(rate("86", lock=1))])) == []


def test_services_are_compared_and_take_no_space() -> None:
    found = list(compare([layer(rate("*1"))], [layer(rate("*1", 90), rate("#"))]))
    assert {(r.code, r.outcome, r.space) for r in found} == {("*1", Outcome.UP, 0), ("#", Outcome.ONLY_THERE, 0)}


def test_first_periods_cycles_and_tax_count() -> None:
    minute, second = rate("1", 60, 60), rate("1", 1, 1)
    assert outcome_of(minute, second) is Outcome.DOWN, "the same price a minute, but short calls are cheaper"
    assert cheaper_at(minute, second) == (1, 6, 30)
    fee = rate("1", 1, 1, sections=(Section(position=0, fee=Price(50), seconds=6),))
    assert outcome_of(second, fee) is Outcome.UP
    assert outcome_of(minute, fee) is Outcome.MIXED
    assert outcome_of(second, rate("1", 1, 1, tax=1)) is Outcome.UP
    assert outcome_of(rate("1", 2, 7), rate("1", 1, 3)) is Outcome.MIXED, "2/7 of a second's price against 1/3"
    assert cheaper_at(rate("1", 1, 3600), rate("1", 1, 3601)) == (0,)


def test_progress_is_told_and_may_end_the_work() -> None:
    told: list[tuple[int, int]] = []
    list(compare([layer(*(rate(str(n)) for n in range(5_000)))], [{}], lambda *at: told.append(at)))
    assert told == [(0, 5_000), (4_096, 5_000), (5_000, 5_000)]


RATES = st.builds(
    rate,
    code=st.text("01", min_size=1, max_size=4),
    price=st.integers(0, 2),
    cycle=st.sampled_from([1, 6]),
    lock=st.sampled_from([0, 0, 0, 1]),
)
LAYERS = st.lists(RATES, max_size=12).map(lambda rates: layer(*rates))
DECKS = st.lists(LAYERS, max_size=2)


def dialled(deck: list[dict[str, Offer]], number: str) -> Offer | None:
    for group in deck:
        found = [rate for rate in group.values() if number.startswith(rate.code)]
        if found:
            best = max(found, key=lambda rate: len(rate.code))
            return None if best.lock else best
    return None


@settings(max_examples=300, deadline=None)
@given(DECKS, DECKS)
def test_every_number_is_in_the_range_that_dialling_it_finds(
    here: list[dict[str, Offer]], there: list[dict[str, Offer]]
) -> None:
    ranges = {r.code: r for r in compare(here, there)}
    unit = max((len(code) for group in (*here, *there) for code in group), default=0)
    space: Counter[str] = Counter()
    for number in map("".join, product("012", repeat=5)):
        one, other = dialled(here, number), dialled(there, number)
        codes = [code for group in (*here, *there) for code in group if number.startswith(code)]
        found = ranges.get(max(codes, key=len, default=""))
        if found is None:
            assert one is None
            assert other is None
            continue
        assert (found.here, found.there) == (one, other)
        space[found.code] += 1
    assert set(space) == set(ranges), "a range without a number"
    for range_ in ranges.values():
        longer = {c for group in (*here, *there) for c in group if c != range_.code and c.startswith(range_.code)}
        direct = {c for c in longer if not any(c != d and c.startswith(d) for d in longer)}
        assert range_.without == len(direct)
        left = Fraction(1, 10 ** len(range_.code)) - sum(Fraction(1, 10 ** len(c)) for c in direct)
        assert range_.space == left * 10**unit


PLAIN = st.builds(
    rate,
    code=st.just("1"),
    price=st.integers(0, 3),
    cycle=st.sampled_from([1, 6, 60]),
    tax=st.sampled_from([0, 500_000]),
    sections=st.lists(
        st.builds(
            Section, position=st.sampled_from([0, 30]), fee=st.integers(0, 3).map(Price), seconds=st.integers(1, 40)
        ),
        max_size=2,
    ).map(tuple),
)


def by_the_second(rate: Offer, seconds: int) -> Fraction:
    """A cost found by walking through a call second by second."""
    nano, at, paid = 0, 0, set()
    while at < seconds:
        begun = [s for s in rate.sections if s.position <= at and id(s) not in paid]
        nano += sum(s.fee for s in begun)
        paid |= {id(s) for s in begun}
        covered = [s for s in rate.sections if s.position <= at < s.position + s.seconds]
        if covered:
            at += 1
            continue
        coming = [s.position for s in rate.sections if s.position > at]
        nano += rate.price
        at = min([at + rate.cycle, *coming])
    return Fraction(nano * (1_000_000 + rate.tax))


@settings(max_examples=300, deadline=None)
@given(PLAIN, PLAIN)
def test_the_outcome_is_that_of_the_calls(here: Offer, there: Offer) -> None:
    pairs = [(by_the_second(here, s), by_the_second(there, s)) for s in DURATIONS]
    one, other = (Fraction(r.price * (1_000_000 + r.tax), r.cycle) for r in (here, there))
    up = any(a < b for a, b in [*pairs, (one, other)])
    down = any(a > b for a, b in [*pairs, (one, other)])
    expected = {(True, False): "up", (False, True): "down", (True, True): "mixed", (False, False): "same"}[up, down]
    assert outcome_of(here, there) == expected
