"""Money and prices as text and as integers. No float ever touches an amount.

Money is an integer of 10⁻⁶ units, a price an integer of 10⁻⁹ units per billing cycle (domain rules, "Numbers
and times"). The same functions serve the form as the user types and the service that stores.
"""

import re
from typing import NewType

from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import Value

Money = NewType("Money", int)
"""An amount in micro-units (10⁻⁶ of the currency's unit)."""

Price = NewType("Price", int)
"""A price of one billing cycle in nano-units (10⁻⁹ of the currency's unit)."""

MONEY_DIGITS = 6
_MICRO = 10**MONEY_DIGITS
PRICE_DIGITS = 9
MAX_MONEY = Money(10**18)
"""No balance, limit or amount goes beyond a million million units: sums stay far inside 64 bits."""
MAX_PRICE = Price(10**15)


class NumberStyle(Value, frozen=True):
    """How a reader writes numbers: the decimal sign and the sign between groups of three digits."""

    decimal: str = "."
    group: str = ","


PLAIN = NumberStyle()
_DIGITS = re.compile(r"[0-9]+")


def parse_decimal(text: str, digits: int, style: NumberStyle = PLAIN) -> int | Problem:
    """``text`` as an integer of 10^-digits units, or the problem that it has.

    Accepts an optional minus, digits with well-placed group signs, and a decimal sign with at most ``digits``
    decimals. Everything else (exponents, NaN, other scripts' digits, misplaced separators) is a problem:
    an amount is never guessed.
    """
    body = text.strip()
    if not body:
        return Problem(Code.FIELD_EMPTY)
    negative = body[0] in "-−"
    if negative:
        body = body[1:]
    whole, sign, fraction = body.partition(style.decimal)
    groups = whole.split(style.group) if style.group else [whole]
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(g) != 3 for g in groups[1:])):
        return Problem(Code.NUMBER_SEPARATORS, {"decimal": style.decimal, "group": style.group})
    plain = "".join(groups)
    if not _DIGITS.fullmatch(plain) or (sign and not _DIGITS.fullmatch(fraction)):
        unfinished = not fraction and style.group not in whole
        if {".", ","} & set(body) and not unfinished and _DIGITS.fullmatch(re.sub(r"[.,]", "", body)):
            return Problem(Code.NUMBER_SEPARATORS, {"decimal": style.decimal, "group": style.group})
        return Problem(Code.NUMBER_INVALID)
    if len(fraction.rstrip("0")) > digits:
        return Problem(Code.NUMBER_DECIMALS, {"digits": digits})
    if len(plain.lstrip("0")) > 15:
        return Problem(Code.NUMBER_TOO_LARGE)
    value = int(plain + fraction[:digits].ljust(digits, "0"))
    return -value if negative else value


def parse_money(text: str, style: NumberStyle = PLAIN) -> Money | Problem:
    """``text`` as micro-units, or the problem that it has."""
    value = parse_decimal(text, MONEY_DIGITS, style)
    if isinstance(value, Problem):
        return value
    return Money(value) if abs(value) <= MAX_MONEY else Problem(Code.NUMBER_TOO_LARGE)


def parse_price(text: str, style: NumberStyle = PLAIN) -> Price | Problem:
    """``text`` as nano-units per billing cycle, or the problem that it has."""
    value = parse_decimal(text, PRICE_DIGITS, style)
    if isinstance(value, Problem):
        return value
    return (
        Price(value)
        if 0 <= value <= MAX_PRICE
        else Problem(Code.NUMBER_TOO_LARGE if value > 0 else Code.NUMBER_NEGATIVE)
    )


def _format(value: int, digits: int, least: int, style: NumberStyle) -> str:
    whole, fraction = divmod(abs(value), 10**digits)
    tail = str(fraction).rjust(digits, "0").rstrip("0").ljust(least, "0")
    head = f"{whole:,}".replace(",", style.group)
    return ("−" if value < 0 else "") + head + (style.decimal + tail if tail else "")


def format_money(value: int, decimals: int = 3, style: NumberStyle = PLAIN) -> str:
    """Micro-units as text with at least ``decimals`` decimals.

    Digits beyond ``decimals`` are shown when they are not zero: what is on screen is the exact amount.
    """
    return _format(value, MONEY_DIGITS, decimals, style)


def format_price(value: int, decimals: int = 4, style: NumberStyle = PLAIN) -> str:
    """Nano-units as text with at least ``decimals`` decimals, exact."""
    return _format(value, PRICE_DIGITS, decimals, style)


def plain_money(value: int) -> str:
    """Micro-units as a file carries them: a point, six decimals, no groups, an ASCII minus."""
    # Files have millions of them, and this is the form that takes half of the time of others.
    parts = divmod(abs(value), _MICRO)
    return "%d.%06d" % parts if value >= 0 else "-%d.%06d" % parts  # noqa: UP031


def plain_price(value: int) -> str:
    """Nano-units as a file carries them: a point, nine decimals, no groups."""
    whole, fraction = divmod(abs(value), 10**PRICE_DIGITS)
    return f"{'-' if value < 0 else ''}{whole}.{fraction:09d}"


def minute_cost(price: int, cycle: int) -> int:
    """The price of a minute in nano-units: rate × 60 / cycle, rounded half-up. Shown, never stored."""
    return (price * 60 * 2 + cycle) // (cycle * 2)
