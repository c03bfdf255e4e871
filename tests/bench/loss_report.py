"""[loss_report] Losses of 600 accounts over groups of 3,000 rates, as the job finds them."""

import random
from collections.abc import Iterator

from tests.bench.decks import codes, done, fill, layer, worked, world_of
from tests.bench.figures import Figure
from vosdesk.contract import coverage as cv
from vosdesk.contract import operations as o

GROUPS, OF_GROUP, AGENTS, ACCOUNTS = 40, 3_000, 30, 600


def run() -> Iterator[Figure]:
    """Every agent has a group of his own; a third of the accounts is at a loss somewhere."""
    made = random.Random(20_260)
    shared = codes(made, OF_GROUP)
    retail = [layer(made, shared, 20_000 if n % 3 else 19_000) for n in range(GROUPS)]
    wholesale = [layer(made, shared, 10_000) for _ in range(AGENTS)]
    pairs = [(made.randrange(AGENTS), made.randrange(GROUPS)) for _ in range(ACCOUNTS)]

    def bare() -> None:
        for agent, account in set(pairs):
            one, other = wholesale[agent], retail[account]
            any(other[code].price < offer.price for code, offer in one.items())

    with world_of() as world:
        sold = [fill(world, f"Retail {n}", held) for n, held in enumerate(retail)]
        bought = [fill(world, f"Wholesale {n}", held) for n, held in enumerate(wholesale)]
        agents = [world.account(f"A{n}", rate_group=group) for n, group in enumerate(bought)]
        for n, (agent, group) in enumerate(pairs):
            world.account(f"S{n}", agents[agent], rate_group=sold[group])
        found: list[cv.Losses] = []
        taken = worked(lambda: found.append(done(world, o.RATES_LOSS_REPORT, cv.ReportLosses())))
    if found[0].checked != ACCOUNTS:
        raise LookupError("accounts are missing")
    yield Figure("loss_report", taken, "s", "equal codes of each pair of decks compared", worked(bare))
