"""[xlsx_import] A workbook of rates read and checked row by row, against the reader library alone on that file.

Ours opens the file as an import does, row by row becomes a rate or a refusal. ``xlsx_import_plan`` is all of it
as a user waits for it: sent, read, compared with an empty group, and kept as a plan to look at. Seconds are of the
processor's time of the process. ``VOSDESK_BENCH_XLSX`` says how many rows (200,000 where it says nothing).
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.support.jobs import join, outcome
from tests.support.rate_files import layout_of
from tests.support.world import World, first_run
from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract.files import MAX_PIECE, OpenFile, PutPiece
from vosdesk.contract.ids import RateGroupId
from vosdesk.domain.deck_rows import DeckRow, interpret
from vosdesk.services.sheets import open_sheets
from vosdesk.storage import schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

ROWS = int(os.environ.get("VOSDESK_BENCH_XLSX", "200000"))
TITLES = ("prefix", "name", "price", "increments")
LAYOUT = layout_of(",".join(TITLES) + "\n")
_INCREMENTS = ("60/60", "1/1", "30/6")
_WHAT = f"{ROWS} rows by calamine alone"


def run() -> Iterator[Figure]:
    """Rows a second."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deck.xlsx"
        _write(file)
        _bare(file)
        read, bare = (
            min(_worked(lambda: _read(file)) for _ in range(3)),
            min(_worked(lambda: _bare(file)) for _ in range(3)),
        )
        yield Figure("xlsx_import", ROWS / read, "rows/s", _WHAT, ROWS / bare)
        store = Store(sqlite_url(Path(folder) / "v.db"))
        schema.ensure(store.writes)
        first_run(store)
        world = World(store)
        try:
            group = world.rate_group("Deck")
            planned = _worked(lambda: _plan(world, group, file))
        finally:
            world.close()
        yield Figure("xlsx_import_plan", ROWS / planned, "rows/s", _WHAT, ROWS / bare)


def _worked(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _write(file: Path) -> None:
    import xlsxwriter

    chance = random.Random(7)
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TITLES)
        for number in range(ROWS):
            code = 10**8 + (number * 104_729) % (9 * 10**8)
            price = chance.randrange(1, 3_000) / 10_000
            sheet.write_row(number + 1, 0, (str(code), f"Area {code % 5_000}", price, chance.choice(_INCREMENTS)))


def _read(file: Path) -> None:
    sheet = open_sheets(file, file.name, LAYOUT).sheet("")
    rates = sum(type(row) is DeckRow for row in interpret(sheet.rows, LAYOUT))
    if rates != ROWS:
        raise LookupError(f"{rates} of {ROWS} rows are rates")


def _bare(file: Path) -> None:
    import python_calamine

    with file.open("rb") as stream:
        book = python_calamine.CalamineWorkbook.from_filelike(stream)
        rows = book.get_sheet_by_index(0).to_python()
    if len(rows) != ROWS + 1:
        raise LookupError("rows are missing")


def _plan(world: World, group: RateGroupId, file: Path) -> None:
    sent = world.do(world.admin, o.FILES_OPEN, OpenFile(name=file.name, size=file.stat().st_size))
    with file.open("rb") as stream:
        offset = 0
        while piece := stream.read(MAX_PIECE):
            world.do(world.admin, o.FILES_PUT, PutPiece(id=sent, offset=offset, content=piece))
            offset += len(piece)
    job = world.do(world.admin, o.RATE_IMPORTS_PLAN, ri.PlanImport(rate_group=group, file=sent, layout=LAYOUT))
    join(world, job)
    plan: ri.Plan = outcome(world, world.admin, job, o.RATE_IMPORTS_PLAN)
    if plan.sums.added != ROWS:
        raise LookupError("rows are missing")
