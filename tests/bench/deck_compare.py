"""[deck_compare] Two groups of 200,000 rates compared by coverage: read, compared, and kept to be listed."""

import random
from collections.abc import Iterator

from tests.bench.decks import codes, done, fill, layer, worked, world_of
from tests.bench.figures import Figure
from vosdesk.contract import coverage as cv
from vosdesk.contract import operations as o
from vosdesk.domain import coverage

COMPARED = 200_000


def run() -> Iterator[Figure]:
    """The job as a user waits for it, and the comparison alone."""
    made = random.Random(20_260)
    here = layer(made, codes(made, COMPARED), 10_000)
    there = layer(made, codes(made, COMPARED), 10_000)

    def engine() -> None:
        for _ in coverage.compare([here], [there]):
            pass

    def bare() -> None:
        for code in sorted(here.keys() | there.keys()):
            _ = here.get(code), there.get(code)

    with world_of() as world:
        decks = [cv.DeckRef(rate_group=fill(world, name, held)) for name, held in (("Here", here), ("There", there))]
        request = cv.CompareDecks(here=decks[0], there=decks[1])
        whole = worked(lambda: done(world, o.RATES_COMPARE, request))
    what, walk = "a walk through the sorted codes of both", worked(bare)
    yield Figure("deck_compare", whole, "s", what, walk)
    yield Figure("deck_compare_engine", worked(engine), "s", what, walk)
