"""[deck_compare] Two groups of 200,000 rates compared by coverage."""

import random
from collections.abc import Iterator

from tests.bench.decks import codes, layer
from tests.bench.figures import Figure, seconds
from vosdesk.domain import coverage

COMPARED = 200_000


def run() -> Iterator[Figure]:
    """The figure."""
    made = random.Random(20_260)
    here = layer(made, codes(made, COMPARED), 10_000)
    there = layer(made, codes(made, COMPARED), 10_000)

    def ours() -> None:
        for _ in coverage.compare([here], [there]):
            pass

    def bare() -> None:
        for code in sorted(here.keys() | there.keys()):
            _ = here.get(code), there.get(code)

    yield Figure("deck_compare", seconds(ours), "s", "a walk through the sorted codes of both", seconds(bare))
