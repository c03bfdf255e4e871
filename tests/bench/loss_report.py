"""[loss_report] Losses of 600 accounts over groups of 3,000 rates."""

import random
from collections.abc import Iterator
from typing import Any

from tests.bench.decks import codes, layer
from tests.bench.figures import Figure, seconds
from vosdesk.domain import coverage

GROUPS, OF_GROUP, AGENTS, ACCOUNTS = 40, 3_000, 30, 600


def run() -> Iterator[Figure]:
    """Distinct pairs of decks are compared once, as the report does; a third of the accounts is at a loss somewhere."""
    made = random.Random(20_260)
    shared = codes(made, OF_GROUP)
    retail = [layer(made, shared, 20_000 if n % 3 else 19_000) for n in range(GROUPS)]
    wholesale = [layer(made, shared, 10_000) for _ in range(AGENTS)]
    pairs = [(made.randrange(AGENTS), made.randrange(GROUPS)) for _ in range(ACCOUNTS)]

    def ours() -> None:
        found: dict[tuple[int, int], Any] = {}
        for pair in pairs:
            if pair not in found:
                found[pair] = coverage.losses(wholesale[pair[0]], retail[pair[1]])

    def bare() -> None:
        for agent, account in set(pairs):
            one, other = wholesale[agent], retail[account]
            any(other[code].price < offer.price for code, offer in one.items())

    yield Figure("loss_report", seconds(ours), "s", "equal codes of each pair of decks compared", seconds(bare))
