"""From a price per minute with increments to what a rate stores: a price per billing cycle, and a section.

A price list says "0.20 a minute, 30/6": thirty seconds are paid at least, then every six seconds begun. A rate
says it as a billing cycle of six seconds, with a section for the first thirty. The vendor's files hold rates
that are made this way already; how increments become one is our own decision, and it is this:

* the billing cycle is the *next* increment, its price the minute's price × next / 60;
* where *first* differs from *next*, a section from second 0 on covers the first increment at its exact price,
  the minute's price × first / 60. Where they are equal there is no section.
"""

from typing import NamedTuple

from vosdesk.contract.money import PRICE_DIGITS, Price
from vosdesk.contract.rates import Section

EXACT_DIGITS = 24
"""Decimals that a price may be written with: what is beyond those of a stored price is rounded once, and told."""

_NANO = 10 ** (EXACT_DIGITS - PRICE_DIGITS)


class Increments(NamedTuple):
    """Seconds that are paid at least, and seconds of every cycle after them."""

    first: int
    next: int


class CyclePrice(NamedTuple):
    """What a rate stores. ``rounded`` says that a price was not exact in nano-units and was rounded half-up."""

    price: Price
    cycle: int
    sections: tuple[Section, ...]
    rounded: bool


def per_cycle(minute: int, increments: Increments) -> CyclePrice:
    """The rate of a price per minute (in 10⁻²⁴ units, not negative) billed in ``increments``."""
    price, exact = _half_up(minute * increments.next, 60 * _NANO)
    if increments.first == increments.next:
        return CyclePrice(price, increments.next, (), not exact)
    fee, fee_exact = _half_up(minute * increments.first, 60 * _NANO)
    section = Section(position=0, fee=fee, seconds=increments.first)
    return CyclePrice(price, increments.next, (section,), not (exact and fee_exact))


def to_nano(value: int) -> tuple[Price, bool]:
    """A price in 10⁻²⁴ units as nano-units, half-up, and whether that was exact."""
    return _half_up(value, _NANO)


def _half_up(numerator: int, denominator: int) -> tuple[Price, bool]:
    whole, rest = divmod(numerator, denominator)
    return Price(whole + (2 * rest >= denominator)), rest == 0
