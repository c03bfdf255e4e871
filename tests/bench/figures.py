"""A figure, always beside what the bare library needs for the same work in the same run."""

import json
import os
import shutil
import statistics
import time
from collections.abc import Callable
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
    """The demo company in a file of its own; where ``VOSDESK_BENCH_DEMO`` names one that is built, a copy of it."""
    path = folder / "demo.db"
    built = os.environ.get("VOSDESK_BENCH_DEMO")
    if built:
        shutil.copy(built, path)
    else:
        demo.build(path, lambda *_: None)
    return path
