"""[payments_10m] The console over a ledger of many payment records, against bare sqlite3 and bare PySide6 tables.

``VOSDESK_BENCH_RECORDS`` says how many records there are (ten million by hand), and ``VOSDESK_BENCH_LEDGER`` may name
a database that has them already: it is read alone. SQL is timed by the processor time of its thread, what is seen in
the window by the clock.
"""

import gc
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QTableView

from tests.bench import bare as bare_tables
from tests.bench.figures import Figure, demo_company, seconds
from tests.bench.long_ledger import RECORDS, lengthen
from tests.bench.stalls import StallProbe
from tests.support.console import Console, console
from vosdesk.contract.ids import Time
from vosdesk.contract.paging import Window
from vosdesk.contract.payments import PaymentFilter, PaymentKind, PaymentSort
from vosdesk.gui.tables.snapshot import PAGE, Snapshot
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.repositories.payment_walks import Walk
from vosdesk.storage.unit_of_work import Store

ACCOUNTS = 60
JUMPS = 60
SCROLLS = 100
EVERYTHING = AccountScope(everything=True)
_ROWS = """
SELECT id, seq, time, account_id, account_number, account_name, kind, mode, amount, balance_before, balance_after,
       operator, operator_id, memo, note, agent_id, agent_number, agent_name, reverses,
       (SELECT r.id FROM payments r WHERE r.reverses = payments.id)
FROM payments
"""
_FIRST = f"{_ROWS} WHERE account_id = ? ORDER BY time DESC, id DESC LIMIT {PAGE}"
_BY_ID = f"{_ROWS} WHERE id IN ({', '.join('?' * PAGE)}) ORDER BY time DESC, id DESC"
_NOTHING = "no memo has this"
BARE = "the same rows by bare sqlite3"
BARE_TABLE = "the same by a bare QTableView over a QStandardItemModel"


def run() -> Iterator[Figure]:
    """Milliseconds and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        kept = os.environ.get("VOSDESK_BENCH_LEDGER")
        path = Path(kept) if kept else demo_company(Path(folder))
        if kept is None:
            lengthen(path, RECORDS)
        store, bare = Store(sqlite_url(path)), sqlite3.connect(path, isolation_level=None)
        try:
            yield from _first_pages(store, bare)
            yield from _jumps(store, bare)
        finally:
            bare.close()
            store.close()
        with console(path, demo=True) as running:
            yield from _on_screen(running, path)


# --- SQL -----------------------------------------------------------------------------------------------------------


def _first_pages(store: Store, bare: sqlite3.Connection) -> Iterator[Figure]:
    """Of accounts of every size, the largest first."""
    found = bare.execute("SELECT id, number FROM accounts ORDER BY last_seq DESC").fetchall()
    chosen = found[:: max(1, len(found) // ACCOUNTS)]
    ours, theirs = [], []
    with store.read() as unit:
        for account, number in chosen:
            wanted = PaymentFilter(account_number=number)

            def page(wanted: PaymentFilter = wanted) -> object:
                return unit.payments.walk(EVERYTHING, wanted, PaymentSort.TIME, True).window(Window(limit=PAGE))

            ours.append(_warm(page))
            theirs.append(_warm(lambda account=account: bare.execute(_FIRST, (account,)).fetchall()))  # type: ignore[misc]
    yield from _spread("payments_10m_first_page", ours, theirs)


def _questions(bare: sqlite3.Connection) -> dict[str, tuple[PaymentFilter, PaymentSort]]:
    low, high = bare.execute("SELECT min(time), max(time) FROM payments").fetchone()
    number = bare.execute("SELECT number FROM accounts ORDER BY last_seq DESC LIMIT 1").fetchone()[0]
    later = PaymentFilter(time_from=Time((low + high) // 2), time_to=Time(high - (high - low) // 10))
    deducted = PaymentFilter(kind=PaymentKind.DEDUCT)
    return {
        "time": (PaymentFilter(), PaymentSort.TIME),
        "amount": (PaymentFilter(), PaymentSort.AMOUNT),
        "account": (PaymentFilter(), PaymentSort.ACCOUNT),
        "period": (later, PaymentSort.TIME),
        "kind": (deducted, PaymentSort.TIME),
        "one_account": (PaymentFilter(account_number=number), PaymentSort.TIME),
        "one_account_amount": (PaymentFilter(account_number=number), PaymentSort.AMOUNT),
    }


def _jumps(store: Store, bare: sqlite3.Connection) -> Iterator[Figure]:
    """Anywhere in the list, by the anchors and ids that the table has."""
    source = random.Random(10)
    for name, (wanted, sort) in _questions(bare).items():
        ours, theirs = [], []
        with store.read() as unit:

            def walk(wanted: PaymentFilter = wanted, sort: PaymentSort = sort) -> Walk:
                return unit.payments.walk(EVERYTHING, wanted, sort, True)

            known = _measured(walk, wanted, sort)
            for _ in range(JUMPS):
                window = known.window(source.randrange(max(1, known.count // PAGE)))
                ours.append(_warm(lambda window=window: walk().window(window)))  # type: ignore[misc]
                ids = [row.id for row in walk().window(window).rows.rows]
                if len(ids) < PAGE:
                    raise RuntimeError("a page is short")
                theirs.append(_warm(lambda ids=ids: bare.execute(_BY_ID, ids).fetchall()))  # type: ignore[misc]
        yield from _spread(f"payments_10m_jump_{name}", ours, theirs)


def _measured(walk: Callable[[], Walk], wanted: PaymentFilter, sort: PaymentSort) -> Snapshot[Any]:
    known: Snapshot[Any] = Snapshot(1, wanted, sort, True)
    while not known.counted:
        known.measure(walk().extent(Window(after=known.resume, skip=known.measured)))
    return known


def _warm(work: Callable[[], object]) -> float:
    """Milliseconds of processor time, the statement known and its rows read before."""
    work()
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1_000


def _spread(name: str, ours: list[float], theirs: list[float]) -> Iterator[Figure]:
    yield Figure(name, statistics.median(ours), "ms", BARE, statistics.median(theirs))
    yield Figure(f"{name}_worst", max(ours), "ms", BARE, max(theirs))


# --- the window ----------------------------------------------------------------------------------------------------


def _on_screen(running: Console, path: Path) -> Iterator[Figure]:
    running.log_in("admin", 1920, 1080)
    running.open("accounts")
    gc.collect()
    empty = _resident()
    running.open("payments")
    texts = bare_tables.cells(running.table, PAGE)
    yield from _filtering(running, texts, path)
    running.table.set_filter(PaymentFilter())
    running.wait(lambda: running.table.rows.count_known)
    yield from _selecting(running, texts)
    bar = running.table.verticalScrollBar()
    for step in range(SCROLLS):
        bar.setValue(step * 7_919_777 % max(1, bar.maximum()))
        running.wait()
    gc.collect()
    value, before = _resident() - empty, _resident()
    twin = bare_tables.table(texts, repeat=64)
    yield Figure("payments_10m_memory", value, "MB", "64 pages in a QStandardItemModel", _resident() - before)
    twin.close()
    yield from _searching(running, path)


def _filtering(running: Console, texts: list[list[str]], path: Path) -> Iterator[Figure]:
    """Real rows on the screen after Filter, and the longest stall of the window while it counts and adds up."""
    with sqlite3.connect(path) as bare:
        wanted = [w for w, sort in _questions(bare).values() if sort is PaymentSort.TIME]
    bare.close()
    times, stalls = [], []
    for filter_ in wanted:

        def shown(filter_: PaymentFilter = filter_) -> None:
            running.table.set_filter(filter_)
            while running.table.rows.filter != filter_ or running.table.rows.row(0) is None:
                QApplication.processEvents()
            running.table.viewport().repaint()

        with StallProbe() as probe:
            times.append(seconds(shown) * 1_000)
            running.wait(lambda: running.table.rows.count_known)
        stalls.append(probe.worst)
    twin = bare_tables.table(texts)
    twin.show()

    def theirs() -> None:
        fresh = bare_tables.table(texts)
        twin.setModel(fresh.model())
        QApplication.processEvents()
        twin.viewport().repaint()

    baseline = statistics.median(seconds(theirs) for _ in range(5)) * 1_000
    yield Figure("payments_10m_filter", max(times), "ms", BARE_TABLE, baseline)
    yield Figure("payments_10m_filter_stall", max(stalls), "ms", BARE_TABLE, baseline)
    twin.close()


def _selecting(running: Console, texts: list[list[str]]) -> Iterator[Figure]:
    twin = bare_tables.table(texts)
    twin.show()

    def all_of(view: QTableView) -> float:
        def select() -> None:
            view.selectAll()
            QApplication.processEvents()
            view.viewport().repaint()

        view.clearSelection()
        return seconds(select) * 1_000

    ours, theirs = all_of(running.table), all_of(twin)
    if running.table.selection().count != running.table.rows.rowCount():
        raise RuntimeError("not everything is selected")
    yield Figure("payments_10m_select_all", ours, "ms", f"the same by a bare table of {PAGE} rows", theirs)
    running.table.clearSelection()
    twin.close()


def _searching(running: Console, path: Path) -> Iterator[Figure]:
    """A search that finds nothing tells how far it is, and stops when it is told to."""
    rows, told, cancelled = running.table.rows, [time.perf_counter()], 0.0
    rows.searched.connect(lambda: told.append(time.perf_counter()))
    running.table.set_filter(PaymentFilter(memo=_NOTHING))
    while rows.progress is None or len(told) < 4:
        QApplication.processEvents()
        if rows.count_known and rows.progress is None and len(told) > 1:
            break

    def stop() -> None:
        rows.stop()
        while rows.progress is not None:
            QApplication.processEvents()

    cancelled = seconds(stop) * 1_000
    with sqlite3.connect(path) as bare:
        scan = "SELECT count(*) FROM payments WHERE memo LIKE ?"
        whole = seconds(lambda: bare.execute(scan, (f"%{_NOTHING}%",)).fetchall()) * 1_000
    bare.close()
    longest = max(later - sooner for sooner, later in pairwise(told)) * 1_000
    yield Figure("payments_10m_search_report", longest, "ms", "the whole search by bare sqlite3", whole)
    yield Figure("payments_10m_search_cancel", max(cancelled, 0.001), "ms", "the whole search by bare sqlite3", whole)


def _resident() -> float:
    """Megabytes of memory that the process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
