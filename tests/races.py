"""Processes, not threads, on one database: ``python -m tests.races --seconds 60`` runs them on both kinds.

Every process recharges, deducts, reverses, recharges in bulk, imports calls, and works at the limit of a lower-rate
agent. Afterwards sums are exact, the cover held, the books prove themselves, and nobody was shown an error.
"""

import argparse
import multiprocessing
import time
from multiprocessing.queues import Queue
from typing import Any

from tests.support.crowd import Told, Writer, balances, check, maker_of, settle
from tests.support.databases import Maker
from tests.support.world import World
from vosdesk.contract.ids import AccountId
from vosdesk.storage.unit_of_work import Store

PROCESSES = 8
KINDS = ("sqlite", "postgresql")
_PATIENCE = 120


def _work(
    url: str, number: int, members: dict[str, AccountId], seconds: float, ready: Any, answers: "Queue[Told]"
) -> None:
    writer = Writer(url, number, members)
    ready.wait(_PATIENCE)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        writer.act()
    writer.close()
    answers.put(writer.told)


def race(maker: Maker, processes: int, seconds: float) -> Told:
    """Let so many processes write for so long; what they were told in all. Raises AssertionError for wrong books."""
    url = maker.make()
    world = World(Store(url))
    members = settle(world)
    before = balances(world.store)
    context = multiprocessing.get_context("spawn")
    answers: Queue[Told] = context.Queue()
    ready = context.Barrier(processes)
    named = url.render_as_string(hide_password=False)
    crowd = [
        context.Process(target=_work, args=(named, number, members, seconds, ready, answers), daemon=True)
        for number in range(processes)
    ]
    for process in crowd:
        process.start()
    told = Told()
    for _ in crowd:
        told.add(answers.get(timeout=seconds + 2 * _PATIENCE))
    for process in crowd:
        process.join(_PATIENCE)
    answers.close()
    answers.join_thread()
    check(world.store, told, before)
    world.close()
    maker.drop(url)
    return told


def main() -> None:
    """A long run by hand."""
    parser = argparse.ArgumentParser(prog="python -m tests.races", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--database", choices=KINDS, action="append")
    wanted = parser.parse_args()
    for kind in wanted.database or KINDS:
        with maker_of(kind) as maker:
            told = race(maker, wanted.processes, wanted.seconds)
        print(
            f"{kind}: {wanted.processes} processes, {wanted.seconds:.0f} s: {told.acts} acts done, "
            f"{told.records} payments, {told.charged} charges, refused {dict(told.refused)}, errors {len(told.errors)}",
            flush=True,
        )


if __name__ == "__main__":
    main()
