"""Decks for benchmarks, and a world that holds them."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.jobs import outcome
from tests.support.world import World, first_run
from vosdesk.contract.ids import FOREVER, RateGroupId
from vosdesk.contract.jobs import Start
from vosdesk.domain.coverage import Layer, Offer
from vosdesk.storage import schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store, WriteUnit


def codes(made: random.Random, count: int) -> list[str]:
    found: set[str] = set()
    while len(found) < count:
        found.add(f"{made.randrange(1, 1_000)}{made.randrange(10 ** made.randrange(1, 6))}")
    return sorted(found)


def layer(made: random.Random, given: Sequence[str], least: int) -> Layer:
    return {code: Offer(code, code, least + made.randrange(10_000), 60, 0, (), 0) for code in given}


@contextmanager
def world_of() -> Iterator[World]:
    """An empty company in a file."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(sqlite_url(Path(folder) / "v.db"))
        schema.ensure(store.writes)
        first_run(store)
        world = World(store)
        try:
            yield world
        finally:
            world.close()


def fill(world: World, name: str, held: Layer) -> RateGroupId:
    """A rate group with these rates."""
    group = world.rate_group(name)

    def add(unit: WriteUnit) -> None:
        unit.rates.add_values(
            group,
            (
                (code, code, "", 5, rate.area_name, rate.price, rate.cycle, 0, "[]", 0, 0, 0, 0, FOREVER)
                for code, rate in held.items()
            ),
        )

    world.services.store.write(add)
    return group


def worked(work: Callable[[], object]) -> float:
    """Seconds of processor time that ``work`` takes, in all threads: what else the machine does counts less."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def done(world: World, operation: Start[Any, Any], request: Any) -> Any:
    """What a job ended with, however long it takes."""
    job = world.do(world.admin, operation, request)
    while any(running.id == job for running in world.services.jobs.running()):
        time.sleep(0.005)
    return outcome(world, world.admin, job, operation)
