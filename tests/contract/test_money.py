"""Amounts as text and back, exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.money import (
    MAX_MONEY,
    NumberStyle,
    format_money,
    format_price,
    minute_cost,
    parse_money,
    parse_price,
    plain_money,
    plain_price,
)

GERMAN = NumberStyle(decimal=",", group=".")


@pytest.mark.parametrize(
    ("text", "micro"),
    [
        ("0", 0), ("1", 10**6), ("1.5", 1_500_000), ("0.000001", 1), ("1,234.5", 1_234_500_000), ("  7 ", 7_000_000),
        ("-2.25", -2_250_000), ("−2.25", -2_250_000), ("1000000000000", 10**18), ("1.5000000", 1_500_000),
        ("007", 7_000_000),
    ],
)  # fmt: skip
def test_amounts_are_read_exactly(text: str, micro: int) -> None:
    assert parse_money(text) == micro


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.FIELD_EMPTY), ("1000a", Code.NUMBER_INVALID), ("1e5", Code.NUMBER_INVALID), ("NaN", Code.NUMBER_INVALID),
        ("Infinity", Code.NUMBER_INVALID), ("9" * 40, Code.NUMBER_TOO_LARGE), ("1.0000001", Code.NUMBER_DECIMALS),
        ("1.234,50", Code.NUMBER_SEPARATORS), ("1,50", Code.NUMBER_SEPARATORS), ("12,34,567", Code.NUMBER_SEPARATORS),
        ("١٢", Code.NUMBER_INVALID), ("１２", Code.NUMBER_INVALID), ("1 000", Code.NUMBER_INVALID), (".", Code.NUMBER_INVALID),
        ("5.", Code.NUMBER_INVALID), ("--5", Code.NUMBER_INVALID), ("0x10", Code.NUMBER_INVALID), ("1_000", Code.NUMBER_INVALID),
        ("1000000000000.000001", Code.NUMBER_TOO_LARGE),
    ],
)  # fmt: skip
def test_whatever_is_no_amount_is_a_problem(text: str, code: Code) -> None:
    found = parse_money(text)
    assert isinstance(found, Problem)
    assert found.code is code


def test_separators_are_the_readers_own() -> None:
    assert parse_money("1.234,5", GERMAN) == 1_234_500_000
    assert parse_money("1,234.5", GERMAN) == Problem(Code.NUMBER_SEPARATORS, {"decimal": ",", "group": "."})


@given(st.integers(-MAX_MONEY, MAX_MONEY), st.integers(0, 6), st.sampled_from([NumberStyle(), GERMAN]))
def test_what_is_shown_reads_back_to_the_last_digit(value: int, decimals: int, style: NumberStyle) -> None:
    assert parse_money(format_money(value, decimals, style), style) == value
    assert parse_money(plain_money(value)) == value


@given(st.integers(0, 10**15))
def test_prices_read_back(value: int) -> None:
    assert parse_price(format_price(value)) == value
    assert parse_price(plain_price(value)) == value


def test_hidden_digits_are_shown() -> None:
    assert format_money(1_000_001, 3) == "1.000001"
    assert format_money(-1_500_000, 3) == "−1.500"


@pytest.mark.parametrize(
    ("price", "cycle", "cost"),
    [(400_000, 1, 24_000_000), (12_000_000, 60, 12_000_000), (1, 7, 9), (1, 120, 1), (1, 121, 0)],
)
def test_minute_cost_is_rounded_half_up_once(price: int, cycle: int, cost: int) -> None:
    assert minute_cost(price, cycle) == cost
