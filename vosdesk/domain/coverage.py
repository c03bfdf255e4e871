"""Two decks compared by the numbers that they cover, not by equal codes.

A deck is one group, or the groups of an account in the order in which they are asked: a match in an earlier one goes
before every match in a later one, and within one the longest prefix decides. So 8613 in one deck and 861 in the other
are compared over the numbers of 8613; what is left of 861 is a range of its own. A *range* is the numbers of a prefix
of either deck without those of the longer prefixes of either; ranges do not overlap, and together they are all that
the two decks cover. A prefix of which the longer ones leave nothing is no range.

The *space* of a range: of all numbers every first digit has a tenth, every second one a tenth of that, and so on.
Prefixes with * or # are of services, not of numbers: they are compared, and have no space. The share of a range is
its space of what the two decks offer.

A locked rate offers nothing, and neither does a number without a rate: where only one deck offers, the range is only
here or only there; where none does, it is left out.

Rates are compared by what calls cost with tax: of 1, 6, 30, 60 and 180 seconds, so that connection fees and first
periods count, and by the price of a minute of an endless call. Up: no measure is lower and one is higher in the
second deck. Where some are higher and some lower, it depends on the call: mixed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import msgspec

from vosdesk.contract.coverage import DURATIONS, Outcome
from vosdesk.contract.rates import Section
from vosdesk.domain.billing import before_tax

_MILLION = 1_000_000
_TELL_EVERY = 4_096
Progress = Callable[[int, int], None]
"""Told how much is done of how much; what it raises ends the work."""


class Offer(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A rate as far as it is compared. Price in nano-units per cycle, tax in parts per million; locked is 1.

    Made by the hundred thousand, as ranges are: so the collector of garbage does not follow them.
    """

    code: str
    area_name: str
    price: int
    cycle: int
    tax: int
    sections: tuple[Section, ...]
    lock: int


Layer = Mapping[str, Offer]
"""The rates of a group that are in effect at the asked moment, by prefix."""
Deck = Sequence[Layer]
"""The groups that are asked, in this order."""


class Range(msgspec.Struct, frozen=True, gc=False):
    """The numbers of ``code`` without those of ``without`` longer prefixes, and what each deck has for them."""

    code: str
    without: int
    here: Offer | None
    there: Offer | None
    outcome: Outcome
    space: int
    """In units of the smallest prefix; see ``whole``."""


def compare(here: Deck, there: Deck, progress: Progress = lambda done, total: None) -> Iterator[Range]:
    """The ranges of two decks, in no particular order."""
    one, other = flat(here), flat(there)
    # Decks are read in order: two rows in order are merged, which takes a fifth of sorting a set of all.
    codes = sorted([*one, *(code for code in other if code not in one)])
    spaces = _spaces(codes)
    first, second = one.get, other.get
    above: list[_Prefix] = []
    last = _Prefix("", None, None, 0, 0)
    for done, code in enumerate(codes):
        if not done % _TELL_EVERY:
            progress(done, len(codes))
        while not code.startswith(last.code):
            range_ = last.range()
            if range_ is not None:
                yield range_
            last = above.pop()
        space = spaces[len(code)] if code.isdigit() else 0
        last.without += 1
        last.left -= space
        above.append(last)
        last = _Prefix(code, first(code, last.here), second(code, last.there), space, space)
    for prefix in (last, *above[1:][::-1]):
        range_ = prefix.range()
        if range_ is not None:
            yield range_
    progress(len(codes), len(codes))


def whole(here: Deck, there: Deck) -> int:
    """The space of all numbers, in the units of the ranges of these decks."""
    return int(_spaces(code for layer in (*here, *there) for code in layer)[0])


def flat(deck: Deck) -> Layer:
    """A deck as one layer, in which the longest prefix decides."""
    if len(deck) < 2:
        return deck[0] if deck else {}
    merged: dict[str, Offer] = {}
    open_: list[tuple[str, tuple[Offer | None, ...]]] = [("", (None,) * len(deck))]
    for code in sorted(set().union(*deck)):
        while not code.startswith(open_[-1][0]):
            open_.pop()
        found = tuple([layer.get(code, above) for layer, above in zip(deck, open_[-1][1], strict=True)])
        open_.append((code, found))
        merged[code] = next(offer for offer in found if offer is not None)
    return merged


def within(layer: Layer, code: str) -> Layer:
    """What a layer has for the numbers of a prefix, by that prefix itself and longer ones."""
    found = {longer: offer for longer, offer in layer.items() if longer.startswith(code)}
    for length in range(len(code), 0, -1):
        if code[:length] in layer:
            found[code] = layer[code[:length]]
            break
    return found


class Losing(NamedTuple):
    """The ranges in which a sub-account's deck asks less, for some call at least, than its agent's.

    ``offered`` is the space of all that the two offer; 0 where nothing is lost.
    """

    ranges: list[Range]
    offered: int


def losses(agent: Layer, account: Layer, progress: Progress = lambda done, total: None) -> Losing:
    """Where a sub-account loses money for its agent. A number that one of the two has no rate for is not called."""
    none = Losing([], 0)
    if agent is account:
        return none
    if agent.keys() == account.keys() and not any(map(_cheaper, agent.values(), map(account.__getitem__, agent))):
        return none
    lost, offered = [], 0
    for range_ in compare([agent], [account], progress):
        offered += range_.space
        if range_.outcome in _LOSING:
            lost.append(range_)
    return Losing(lost, offered)


def _cheaper(here: Offer, there: Offer) -> bool:
    """Whether the second may ask less: a glance that spares the comparison of decks without a loss."""
    if here.cycle == there.cycle and here.tax == there.tax and not here.sections and not there.sections:
        return there.price < here.price
    return outcome_of(here, there) in _LOSING


class _Prefix(msgspec.Struct, gc=False):
    """A prefix that longer ones may follow: what each deck has for it, and the space that they leave of it."""

    code: str
    here: Offer | None
    there: Offer | None
    space: int
    left: int
    without: int = 0

    def range(self) -> Range | None:
        """What is left of it, if anything is, and anything is offered."""
        if self.space and not self.left:
            return None
        here, there = self.here, self.there
        if here is not None and here.lock:
            here = None
        if there is not None and there.lock:
            there = None
        outcome = outcome_of(here, there)
        if outcome is None:
            return None
        return Range(self.code, self.without, here, there, outcome, self.left)


def _spaces(codes: Iterable[str]) -> list[int]:
    """The space of prefixes by their length: that of the longest is one."""
    longest = max(map(len, codes), default=0)
    return [10 ** (longest - length) for length in range(longest + 1)]


def outcome_of(here: Offer | None, there: Offer | None) -> Outcome | None:
    """How the second offer stands to the first; None where there is none at all."""
    if here is None or there is None:
        if here is there:
            return None
        return Outcome.ONLY_HERE if there is None else Outcome.ONLY_THERE
    if here is there:
        return Outcome.SAME
    if here.cycle == there.cycle and here.tax == there.tax and not here.sections and not there.sections:
        # Every measure is the price, times what is the same for both.
        if here.price == there.price:
            return Outcome.SAME
        return Outcome.UP if there.price > here.price else Outcome.DOWN
    if not here.sections and not there.sections:
        low, high = _ratios(here.cycle, here.tax, there.cycle, there.tax)
        return _BY_SIGN[there.price * low[1] > here.price * low[0], there.price * high[1] < here.price * high[0]]
    one, other = measures(here), measures(there)
    pairs = [*zip(one.costs, other.costs, strict=True), (one.minute * other.per, other.minute * one.per)]
    return _BY_SIGN[any(a < b for a, b in pairs), any(a > b for a, b in pairs)]


_BY_SIGN = {
    (False, False): Outcome.SAME,
    (True, False): Outcome.UP,
    (False, True): Outcome.DOWN,
    (True, True): Outcome.MIXED,
}
"""By whether a measure of the second is higher, and whether one is lower."""


_LOSING = frozenset({Outcome.DOWN, Outcome.MIXED})


@lru_cache(maxsize=4_096)
def _ratios(cycle: int, tax: int, other_cycle: int, other_tax: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The least and the greatest price of the second that some measure finds equal to a price of 1 of the first."""
    ones, others = _measures(1, cycle, tax, ()), _measures(1, other_cycle, other_tax, ())
    pairs = [*zip(ones.costs, others.costs, strict=True), (ones.minute * others.per, others.minute * ones.per)]
    ordered = sorted(pairs, key=lambda pair: Fraction(*pair))
    return ordered[0], ordered[-1]


class Measures(NamedTuple):
    """What rates are compared by, exact: nano-units × parts per million.

    ``costs`` are of the durations in order; a minute of an endless call costs ``minute`` / ``per``.
    """

    costs: tuple[int, ...]
    minute: int
    per: int


def measures(offer: Offer) -> Measures:
    """The measures of a rate."""
    return _measures(offer.price, offer.cycle, offer.tax, offer.sections)


@lru_cache(maxsize=65_536)
def _measures(price: int, cycle: int, tax: int, sections: tuple[Section, ...]) -> Measures:
    taxed = _MILLION + tax
    costs = tuple([before_tax(price, cycle, sections, seconds) * taxed for seconds in DURATIONS])
    return Measures(costs, price * 60 * taxed, cycle)


def cheaper_at(here: Offer, there: Offer) -> tuple[int, ...]:
    """The durations at which the second offer costs less than the first; 0 stands for an endless call."""
    one, other = measures(here), measures(there)
    found = [s for s, a, b in zip(DURATIONS, one.costs, other.costs, strict=True) if b < a]
    if other.minute * one.per < one.minute * other.per:
        found.append(0)
    return tuple(found)


def change(here: Offer, there: Offer) -> int | None:
    """By how much a minute of an endless call costs more by the second, in parts per million of the first.

    Rounded half-up; None where the first is free.
    """
    if here.cycle == there.cycle and here.tax == there.tax:
        base, now = here.price, there.price
        return (2 * _MILLION * (now - base) + base) // (2 * base) if base else None
    one, other = measures(here), measures(there)
    base = one.minute * other.per
    if not base:
        return None
    return (2 * _MILLION * (other.minute * one.per - base) + base) // (2 * base)


def share(space: int, whole: int, parts: int) -> int:
    """A space as parts of a whole, rounded half-up."""
    return (2 * parts * space + whole) // (2 * whole) if whole else 0
