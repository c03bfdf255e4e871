"""kill -9 at random points: ``python -m tests.kills --rounds 200`` runs it on both kinds of databases.

After every kill each act that was acknowledged is there once, and none is half there; in the end the books prove
themselves.
"""

import argparse
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from tests.support.crowd import CALLING, Writer, maker_of, settle
from tests.support.databases import Maker
from tests.support.world import World
from vosdesk.contract.ids import AccountId, Key, new_key
from vosdesk.services.verify.engine import verify
from vosdesk.storage.models import acts, payments
from vosdesk.storage.unit_of_work import Store

KINDS = ("sqlite", "postgresql")
_PATIENCE = 120


def _work(url: str, number: int, members: dict[str, AccountId], told: str) -> None:
    """Note each key before it is sent and once it is acknowledged, until the end comes."""
    writer = Writer(url, number, members)
    with Path(told).open("a", encoding="ascii") as out:
        while True:
            key = new_key()
            out.write(f"sent {key}\n")
            out.flush()
            done = writer.told.acts
            writer.act(key, calling=False)
            if writer.told.errors:
                out.write(f"error {writer.told.errors[-1]}\n".encode("ascii", "replace").decode("ascii"))
                out.flush()
            if writer.told.acts > done:
                out.write(f"done {key}\n")
                out.flush()


def kill(maker: Maker, rounds: int, seed: int = 1) -> Counter[str]:
    """Start and kill so often; how many acts were sent and acknowledged. Raises AssertionError for wrong books."""
    chance = random.Random(seed)
    url = maker.make()
    world = World(Store(url))
    members = settle(world)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.crowd"])
    counts: Counter[str] = Counter()
    with TemporaryDirectory(prefix="vosdesk-kills-") as folder:
        for number in range(rounds):
            told = Path(folder) / f"{number}"
            told.touch()
            named = url.render_as_string(hide_password=False)
            process = context.Process(target=_work, args=(named, number, members, str(told)), daemon=True)
            process.start()
            deadline = time.monotonic() + _PATIENCE
            while told.stat().st_size == 0 and time.monotonic() < deadline:
                process.join(0.001)
            process.join(chance.uniform(0, 0.2))
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            counts.update(_judge(world.store, told))
    assert verify(world.store).found == 0
    counts["records"] = _whole(world.store)
    world.close()
    maker.drop(url)
    return counts


def _judge(store: Store, told: Path) -> Counter[str]:
    lines = [line.split(maxsplit=1) for line in told.read_text("ascii").split("\n")[:-1]]
    said: dict[str, set[Key]] = {"sent": set(), "done": set(), "error": set()}
    for word, rest in lines:
        said[word].add(Key(rest))
    assert not said["error"], said["error"]
    with store.read() as unit:
        kept = set(unit.connection.scalars(select(acts.c.key).where(acts.c.key.in_(said["sent"]))))
    assert said["done"] <= kept, "an acknowledged act is gone"
    unheard = len(kept - said["done"])
    return Counter(sent=len(said["sent"]), done=len(said["done"]), done_unheard=unheard)


def _whole(store: Store) -> int:
    """How many records there are. Each act has all of its records or none; no key has records without its act."""
    with store.read() as unit:
        paid = Counter(unit.connection.scalars(select(payments.c.key)))
        kept = {row.key: row.operation for row in unit.connection.execute(select(acts.c.key, acts.c.operation))}
    assert paid.keys() <= kept.keys(), "records without their act"
    for key, operation in kept.items():
        if operation == "payments.bulk_recharge":
            assert paid[key] == len(CALLING) + 1, "half of a bulk act"
        elif operation.startswith("payments."):
            assert paid[key] == 1, operation
    return paid.total()


def main() -> None:
    """A long run by hand."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=KINDS, action="append")
    wanted = parser.parse_args()
    for kind in wanted.database or KINDS:
        with maker_of(kind) as maker:
            begun = time.monotonic()
            counts = kill(maker, wanted.rounds, wanted.seed)
        print(f"{kind}: {wanted.rounds} kills, {dict(counts)}, {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
