"""Builds the demo company into a file that appears when it is whole, and not before."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from vosdesk.contract.ids import DAY, SECOND, Time

Progress = Callable[[str, int, int], None]
"""Told what is being made, how many are done, and how many there will be. What it raises ends the making."""

SEED = 20_260
RATES, RECORDS = "Rate groups and agents", "Payment records"
"""What Progress is told, in the order of making."""
_EVERY = 250
_RECORDS_A_CALL = 12
"""How many payment records there are for each of the calls of the last days."""
_ABANDONED = 3_600
"""Seconds after which an unfinished file is somebody's who was killed."""


@dataclass(frozen=True)
class Scale:
    """How large the company is. ``accounts`` counts those of the agents, ``records`` those of openings."""

    accounts: int = 600
    records: int = 60_000
    rates: int = 3_000
    private_rates: int = 240
    days: int = 730


FULL = Scale()


def build(path: Path, progress: Progress, *, until: Time | None = None, scale: Scale = FULL) -> None:
    """Make the demo company at ``path``, its last day ending at ``until`` (default: now).

    Killed at any moment it leaves nothing at ``path``. Where another process was quicker, its company stays.
    """
    end = Time(time.time_ns() // 1_000 // SECOND * SECOND) if until is None else until
    with _unfinished(path) as file:
        _fill(file, progress, end, scale)
        _put(file, path)


def _fill(file: Path, progress: Progress, until: Time, scale: Scale) -> None:
    import random

    from vosdesk.services.demo import company as c
    from vosdesk.services.demo import customers, decks, scenes
    from vosdesk.services.demo.books import Books
    from vosdesk.services.demo.desk import HOUR, Desk
    from vosdesk.services.demo.names import Namer
    from vosdesk.services.demo.people import AGENTS

    start, last = Time(until - scale.days * DAY), Time(until - 6 * HOUR)
    source = random.Random(SEED)
    desk = Desk(file, start, until, SEED)
    try:
        company = c.Company(desk, Namer(source), source)
        c.hire(company)
        c.price(company, scale.rates, scale.private_rates, _steps(progress, RATES, len(decks.GROUPS) + len(AGENTS), 1))
        everybody = customers.customers(company, scale.accounts, desk.now, last)
        books = Books(company, everybody, last)
        books.keep(scale.records, scenes.moments(company, everybody), _steps(progress, RECORDS, scale.records, _EVERY))
        scenes.finish(company, everybody, until, scale.records // _RECORDS_A_CALL)
    finally:
        desk.close()


def _steps(progress: Progress, what: str, total: int, every: int) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done % every == 0:
            progress(what, min(done, total), total)

    progress(what, 0, total)
    return step


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    """A file beside ``path`` that is gone afterwards, with those that earlier makers had to leave."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    prefix, suffix = f".{path.name}.", ".unfinished"
    for left in path.parent.glob(f"{prefix}*{suffix}*"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=path.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for ending in ("", "-wal", "-shm"):
            Path(name + ending).unlink(missing_ok=True)


def _put(file: Path, path: Path) -> None:
    """Give the whole file its name, unless there is one of that name by now."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())
    try:
        path.hardlink_to(file)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            file.rename(path)
