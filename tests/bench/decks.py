"""Decks for benchmarks."""

import random
from collections.abc import Sequence

from vosdesk.domain.coverage import Layer, Offer


def codes(made: random.Random, count: int) -> list[str]:
    found: set[str] = set()
    while len(found) < count:
        found.add(f"{made.randrange(1, 1_000)}{made.randrange(10 ** made.randrange(1, 6))}")
    return sorted(found)


def layer(made: random.Random, given: Sequence[str], least: int) -> Layer:
    return {code: Offer(code, code, least + made.randrange(10_000), 60, 0, (), 0) for code in given}
