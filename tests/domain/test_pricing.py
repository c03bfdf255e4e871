"""Prices per minute as prices per billing cycle."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vosdesk.contract.money import Price, parse_decimal
from vosdesk.contract.rates import Section
from vosdesk.domain.pricing import EXACT_DIGITS, Increments, per_cycle, to_nano


def minute(text: str) -> int:
    value = parse_decimal(text, EXACT_DIGITS)
    assert isinstance(value, int)
    return value


@pytest.mark.parametrize(
    ("price", "increments", "nano", "cycle", "fee"),
    [
        ("0.12", (60, 60), 120_000_000, 60, None),
        ("0.12", (6, 6), 12_000_000, 6, None),
        ("0.12", (1, 1), 2_000_000, 1, None),
        ("0.2875", (30, 6), 28_750_000, 6, 143_750_000),
        ("0.12", (60, 1), 2_000_000, 1, 120_000_000),
        ("0", (30, 6), 0, 6, 0),
    ],
)
def test_exact_prices(price: str, increments: tuple[int, int], nano: int, cycle: int, fee: int | None) -> None:
    made = per_cycle(minute(price), Increments(*increments))
    assert (made.price, made.cycle, made.rounded) == (nano, cycle, False)
    expected = () if fee is None else (Section(position=0, fee=Price(fee), seconds=increments[0]),)
    assert made.sections == expected


def test_what_is_not_exact_is_rounded_half_up_and_said() -> None:
    assert per_cycle(minute("0.01"), Increments(1, 1))[0] == 166_667
    assert per_cycle(minute("0.01"), Increments(1, 1)).rounded
    assert per_cycle(minute("0.00000003"), Increments(1, 1)) == (1, 1, (), True), "exactly half goes up"
    assert per_cycle(minute("0.000000029"), Increments(1, 1)).price == 0
    only_fee = per_cycle(minute("0.000000060"), Increments(59, 60))
    assert (only_fee.price, only_fee.sections[0].fee, only_fee.rounded) == (60, 59, False)
    assert per_cycle(minute("0.000000001"), Increments(30, 60)).rounded, "the fee alone is not exact"


def test_noise_beyond_nine_decimals() -> None:
    assert to_nano(minute("0.0028770000000000002")) == (2_877_000, False)
    assert to_nano(minute("0.002877")) == (2_877_000, True)


@given(st.integers(0, 10**30), st.integers(1, 86_400), st.integers(1, 86_400))
def test_never_more_than_half_a_nano_unit_off(value: int, first: int, following: int) -> None:
    made = per_cycle(value, Increments(first, following))
    nano = Fraction(value, 10 ** (EXACT_DIGITS - 9))
    off = [made.price - nano * following / 60] + [s.fee - nano * first / 60 for s in made.sections]
    assert all(Fraction(-1, 2) < o <= Fraction(1, 2) for o in off)
    assert made.rounded == any(off)
