"""[rates_window] A rate sheet of 200,000 rows imported through the window: how long the window is kept from its user.

Every step of the wizard as a user takes it, the preview paged through while it is on show, and a plan that is
cancelled half way. ``VOSDESK_BENCH_WINDOW_RATES`` says how many rows.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.bench.decks import codes
from tests.bench.figures import Figure, demo_company
from tests.bench.stalls import HoldProbe
from tests.support.console import Console, console
from vosdesk.gui.dialogs.rate_import import RateImportDialog, open_dialog
from vosdesk.gui.tables import State

ROWS = int(os.environ.get("VOSDESK_BENCH_WINDOW_RATES", "200000"))
ALLOWED, CANCELLED_WITHIN = 50, 0.2
JUMPS = 100
PATIENCE = 600.0
COLUMNS, PLAN = 1, 3
_INCREMENTS = ("60/60", "1/1", "30/6")


def run() -> Iterator[Figure]:
    """Milliseconds that the GUI thread is held at a stretch, step by step; seconds until a cancelled plan has ended."""
    with tempfile.TemporaryDirectory() as folder, console(demo_company(Path(folder))) as running:
        sheet = Path(folder) / "deck.csv"
        _write(sheet)
        running.log_in("admin")
        running.open("rate_groups")
        dialog = _wizard(running)
        yield _held("load", lambda: _load(dialog, sheet))
        yield Figure("rates_window_cancel", _cancel(dialog), "s", "the most that is allowed", CANCELLED_WITHIN)
        yield _held("plan", lambda: _plan(dialog))
        yield _held("preview", lambda: _page_through(dialog))
        yield _held("apply", lambda: _apply(dialog))
        dialog.close()
        running.wait()


def _write(sheet: Path) -> None:
    made = random.Random(7)
    with sheet.open("w", encoding="utf-8") as stream:
        stream.write("prefix,name,price,increments\n")
        for code in codes(made, ROWS):
            price = made.randrange(1, 10**6) / 10**6
            stream.write(f"{code},Area {made.randrange(3_000)},{price:.6f},{made.choice(_INCREMENTS)}\n")


def _wizard(running: Console) -> RateImportDialog:
    group = running.table.rows.row(0)
    if group is None:
        raise LookupError("there is no rate group")
    return open_dialog(running.window.context, group.id, group.name, running.window)


def _load(dialog: RateImportDialog, sheet: Path) -> None:
    dialog.load(sheet)
    _until(lambda: not dialog.strip.busy and dialog.pages.currentIndex() == COLUMNS)


def _held(name: str, step: Callable[[], None]) -> Figure:
    with HoldProbe() as probe:
        step()
    return Figure(f"rates_window_{name}", max(probe.worst, 0.1), "ms", "the most that is allowed", ALLOWED)


def _cancel(dialog: RateImportDialog) -> float:
    """Seconds from the user's Cancel, in the middle of a plan, until the window is his again."""
    dialog.next.click()
    begun = time.perf_counter()
    dialog.next.click()
    _until(lambda: dialog.strip.busy and time.perf_counter() - begun > 1)
    begun = time.perf_counter()
    dialog.strip.stop()
    _until(lambda: not dialog.strip.busy)
    if dialog.pages.currentIndex() == PLAN:
        raise LookupError("the plan ended before it was cancelled")
    return time.perf_counter() - begun


def _plan(dialog: RateImportDialog) -> None:
    dialog.next.click()
    _until(lambda: not dialog.strip.busy and dialog.pages.currentIndex() == PLAN)


def _page_through(dialog: RateImportDialog) -> None:
    rows = dialog.plan.rows
    _until(lambda: rows.rows.state is State.READY)
    bar = rows.verticalScrollBar()
    for jump in range(JUMPS):
        bar.setValue(jump * 7_919 % max(1, bar.maximum()))
        end = time.perf_counter() + 0.02
        _until(lambda end=end: time.perf_counter() > end)  # type: ignore[misc]


def _apply(dialog: RateImportDialog) -> None:
    dialog.apply()
    _until(lambda: not dialog.strip.busy)
    if dialog.outcome is None:
        raise LookupError(dialog.banner.text)


def _until(condition: Callable[[], bool]) -> None:
    """Run the event loop as a user sees it, who waits."""
    end = time.monotonic() + PATIENCE
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError("the wizard did not come to rest")
