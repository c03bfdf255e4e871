"""[gui_stall], [gui_frame] The console over the demo company's payment records, against bare PySide6 tables.

A stall is the longest stretch that the GUI thread works without looking at its events; the bare side does the same
with a QTableView over a QStandardItemModel of the same texts. The median of some rounds counts, each without any text
kept from the one before. A frame is a whole repaint of the table at 1920×1080.
"""

import gc
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QTableView

from tests.bench import bare
from tests.bench.figures import Figure, demo_company, seconds
from tests.bench.stalls import StallProbe
from tests.support.console import Console, console
from vosdesk.contract.payments import PaymentFilter, PaymentKind
from vosdesk.gui.tables import State
from vosdesk.gui.theme import look

STEPS = 300
JUMPS = 60
FRAMES = 60
ROUNDS = 5
"""How often the same is done: a machine that is busy for a moment is not the console."""
PAGES = ("accounts", "rate_groups", "users", "templates", "log", "parameters", "sessions", "payments")
FORMS = (
    "accounts.new",
    "accounts.edit",
    "payments.recharge",
    "grants.authorize",
    "grants.explain",
    "grants.new_agent",
)
BARE = "the same by a bare QTableView over a QStandardItemModel"


def run() -> Iterator[Figure]:
    """Milliseconds: the longest stalls of scrolling, filtering and opening; the median frame."""
    with tempfile.TemporaryDirectory() as folder, console(demo_company(Path(folder))) as running:
        running.log_in("admin", 1920, 1080)
        running.open("payments")
        gc.collect()
        gc.freeze()
        twin = _twin(running)
        yield from _frames(running, twin)
        yield from _scrolling(running, twin)
        yield from _filtering(running, twin)
        twin.close()
        yield from _opening(running)


def _twin(running: Console) -> QTableView:
    """A bare table with the same texts, as large."""
    texts = bare.cells(running.table, 200)
    twin = bare.table(texts, repeat=5)
    twin.setVerticalScrollMode(running.table.verticalScrollMode())
    twin.resize(running.table.size())
    for column, width in enumerate(bare.column_widths(running.table)):
        twin.setColumnWidth(column, width)
    twin.show()
    QApplication.processEvents()
    return twin


def _frames(running: Console, twin: QTableView) -> Iterator[Figure]:
    medians = []
    for view in (running.table, twin):
        view.viewport().repaint()
        medians.append(statistics.median(seconds(view.viewport().repaint) for _ in range(FRAMES)) * 1_000)
    yield Figure("gui_frame", medians[0], "ms", BARE, medians[1])


def _scrolling(running: Console, twin: QTableView) -> Iterator[Figure]:
    for name, move in (("scroll", _scroll), ("jump", _jump)):
        yield _stall(f"gui_stall_{name}", lambda move=move: move(running.table), lambda move=move: move(twin))  # type: ignore[misc]
        running.loaded()


def _scroll(view: QTableView) -> None:
    """Down, a few rows at a time, as a wheel does."""
    bar = view.verticalScrollBar()
    for step in range(STEPS):
        bar.setValue(step * 3)
        _breathe()


def _jump(view: QTableView) -> None:
    """Anywhere, as a dragged handle does."""
    bar = view.verticalScrollBar()
    for step in range(JUMPS):
        bar.setValue((step * 7_919) % max(1, bar.maximum()))
        for _ in range(5):
            _breathe()


def _breathe() -> None:
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _filtering(running: Console, twin: QTableView) -> Iterator[Figure]:
    filters = (
        PaymentFilter(kind=PaymentKind.RECHARGE),
        PaymentFilter(operator="harbour"),
        PaymentFilter(memo="bank"),
        PaymentFilter(account_number="7001"),
        PaymentFilter(),
    )
    texts = bare.cells(running.table, 200)

    def ours() -> None:
        for wanted in filters:
            running.table.set_filter(wanted)
            running.wait(lambda: running.table.rows.state is State.READY)

    def theirs() -> None:
        for _ in filters:
            fresh = bare.table(texts)
            twin.setModel(fresh.model())
            _breathe()
            fresh.deleteLater()

    yield _stall("gui_stall_filter", ours, theirs)


def _opening(running: Console) -> Iterator[Figure]:
    """Every page, each for the first time and again, then forms."""
    pages = running.window.pages
    while pages.tabs.count():
        pages.close_at(0)
    running.wait()
    texts = [["text"] * 12] * 100
    main, tabs = bare.window(bare.tab(texts))
    main.resize(1920, 1080)
    main.show()

    def theirs() -> None:
        tabs.setCurrentIndex(tabs.addTab(bare.tab(texts), "Another"))
        _breathe()

    baseline = _worst(theirs)
    main.close()
    for node in PAGES:
        value = _worst(lambda node=node: running.open(node))  # type: ignore[misc]
        yield Figure(f"gui_stall_open_{node}", value, "ms", "a bare tab with a table and fields", baseline)
    running.open("accounts", filter_number="7001")
    running.select(number="7001")
    for action in FORMS:
        value = _worst(lambda action=action: running.act(action))  # type: ignore[misc]
        yield Figure(f"gui_stall_open_{action}", value, "ms", "a bare tab with a table and fields", baseline)
        for dialog in running.window.findChildren(QDialog):
            dialog.reject()
        running.wait()


def _stall(name: str, ours: Callable[[], None], theirs: Callable[[], None]) -> Figure:
    value, baseline = (statistics.median(_worst_afresh(work) for _ in range(ROUNDS)) for work in (ours, theirs))
    return Figure(name, value, "ms", BARE, baseline)


def _worst_afresh(work: Callable[[], object]) -> float:
    look().changed.emit()  # tables drop the texts that they laid out
    _breathe()
    return _worst(work)


def _worst(work: Callable[[], object]) -> float:
    with StallProbe() as probe:
        _breathe()
        work()
        _breathe()
    return max(probe.worst, 0.001)
