"""A figure, always beside what the bare library needs for the same work in the same run."""

import atexit
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vosdesk.services import demo


class Figure(NamedTuple):
    """One line of the output. ``ratio`` is value / baseline_value."""

    name: str
    value: float
    unit: str
    baseline: str
    baseline_value: float

    def line(self) -> str:
        """As JSON."""
        ratio = self.value / self.baseline_value
        rounded = {"value": _round(self.value), "baseline_value": _round(self.baseline_value), "ratio": _round(ratio)}
        return json.dumps(self._asdict() | rounded)


def _round(value: float) -> float:
    return float(f"{value:.4g}")


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def alternating(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median seconds of both, in turns, so that a busy moment of the machine hits both alike."""
    ours()
    bare()
    pairs = [(seconds(ours), seconds(bare)) for _ in range(rounds)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def demo_company(folder: Path) -> Path:
    """A copy of the demo company, built once a run; ``VOSDESK_BENCH_DEMO`` may name one that is built already."""
    built = os.environ.get("VOSDESK_BENCH_DEMO")
    return Path(shutil.copy(built or _built(), folder / "demo.db"))


@cache
def _built() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="vosdesk-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    demo.build(folder / "demo.db", lambda *_: None)
    return folder / "demo.db"
