"""Statements: the screen, the paper, the sheet and the list say what the ledger says, to the last digit."""

import csv
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.support.calls import chain, import_calls, line
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.money import Money
from vosdesk.contract.verification import parse_closing
from vosdesk.gui.dialogs.statement import StatementDialog
from vosdesk.gui.periods import Period
from vosdesk.gui.statements.content import Cell, Kind, Line
from vosdesk.gui.statements.paper import Page, Sheet, write_pdf
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.services.verify import verify

Screens = Callable[..., Screen]
AMOUNTS = (1, 900_000_000_000_123_457, 123_456_789_012_345, 7)
"""Micro-units: one that is the least, one that no spreadsheet can calculate with, one that it just can."""
EVIL = "=HYPERLINK(1)"


@pytest.fixture
def dialog(world: World, screen_of: Screens) -> StatementDialog:
    """The statement of an account with payments and calls, opened from its row."""
    (account,) = chain(world, 1)
    for amount in AMOUNTS:
        world.do(world.admin, o.PAYMENTS_RECHARGE, p.Recharge(account=account, amount=Money(amount), memo=EVIL))
        import_calls(world, [line(f"f{amount}", "L1", world.now)])
    screen = screen_of()
    tab = screen.open(ListTab, "accounts")
    tab.table.selectRow(0)
    screen.run("payments.statement")
    shown = screen.dialog(StatementDialog)
    day = shown._context.formats
    shown.begin.set_value(day.at(day.today(world.now)))
    shown.end.set_value(day.end_of(day.today(world.now)))
    shown.load()
    screen.quiet()
    return shown


def amounts(made: list[Line]) -> list[int]:
    return [cell.money for one in made for cell in one.cells if cell.money is not None]


def test_all_four_say_what_the_ledger_says(
    world: World, dialog: StatementDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from python_calamine import CalamineWorkbook

    statement, made = dialog.reader.statement, list(dialog.reader.lines)
    assert statement is not None
    ledger = world.read(world.login("admin"), o.PAYMENTS_LIST, p.ListPayments(descending=False)).rows
    wanted = [m for row in ledger for m in (row.amount, row.balance_after)]
    assert amounts([one for one in made if one.kind is Kind.ROW])[: len(wanted)] == wanted
    assert statement.closing == statement.opening + statement.paid + statement.charged
    assert world.account_row(ledger[0].account_id, world.login("admin")).balance == statement.closing

    painted: list[str] = []
    text = Page._text

    def recorded(self: Page, kind: Kind, box: tuple[float, float, float, float], words: str, right: bool) -> None:
        painted.append(words)
        text(self, kind, box, words, right)

    monkeypatch.setattr(Page, "_text", recorded)
    files = {name: tmp_path / f"s.{name}" for name in ("pdf", "xlsx", "csv")}
    for file in files.values():
        dialog.write(file)
        qtbot.waitUntil(file.exists)

    on_paper = [
        words for words in painted if words in {c.text for one in made for c in one.cells if c.money is not None}
    ]
    assert on_paper == [c.text for one in made for c in one.cells if c.money is not None]
    assert files["pdf"].read_bytes().startswith(b"%PDF")

    with files["csv"].open(encoding="utf-8-sig", newline="") as stream:
        listed = list(csv.reader(stream))
    assert [cells[-1] for cells in listed if cells[-1:] == [f"'{EVIL}"]] == [f"'{EVIL}"] * len(AMOUNTS)
    flat = [cell for cells in listed for cell in cells]
    sheet = CalamineWorkbook.from_path(str(files["xlsx"])).get_sheet_by_index(0).to_python()
    cells = [cell for row in sheet for cell in row]
    for value in amounts(made):
        exact = Decimal(value) / 1_000_000
        assert f"{exact:.6f}" in flat
        assert any(_micro(cell) == value for cell in cells)

    model = dialog.model
    shown = [
        model.index(row, column).data() for row in range(model.rowCount()) for column in range(model.columnCount())
    ]
    for one in made:
        if one.kind is not Kind.FACT:
            assert all(cell.text in shown for cell in one.cells if cell.money is not None)

    (closing,) = [found for cell in flat if (found := parse_closing(cell)) is not None]
    assert closing == statement.closing_entry
    assert not verify(world.store, closing=closing).found


def test_amounts_below_each_other_have_equal_decimals(dialog: StatementDialog) -> None:
    made = list(dialog.reader.lines)
    sums = [one.cells[-1].text for one in made if one.share == (60, 40)]
    facts = [one.cells[1].text for one in made if one.kind is Kind.FACT and one.cells[1].money is not None]
    assert {len(text.rpartition(".")[2]) for text in (*sums, *facts)} == {5}
    assert [text[:1] for text in sums[1:3]] == ["+", "\u2212"]


def test_days_that_are_typed_are_none_of_the_periods(dialog: StatementDialog) -> None:
    assert dialog.period.combo.currentIndex() == -1
    dialog.choose(Period.THIS_MONTH)
    assert dialog.period.value() is Period.THIS_MONTH
    dialog.begin.set_value(dialog._context.formats.at(dialog._context.formats.today() - timedelta(days=400)))
    assert dialog.period.combo.currentIndex() == -1


def test_a_memo_stands_apart_from_the_balance_before_it(
    dialog: StatementDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[tuple[str, float, float]] = []
    made = list(dialog.reader.lines)
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    page = Page(painter, QRectF(0, 0, 600, 800), 72)

    def noted(self: Page, kind: Kind, box: tuple[float, float, float, float], text: str, right: bool) -> None:
        painted.append((text, box[0], box[0] + box[2]))

    monkeypatch.setattr(Page, "_text", noted)
    page.body([next(one for one in made if one.cells[-1].text == EVIL)], None)
    painter.end()
    *_, (_, _, balance_ends), (_, memo_begins, _) = painted
    assert memo_begins - balance_ends >= 18


def _micro(cell: object) -> int | None:
    if isinstance(cell, float):
        return round(cell * 1_000_000)
    try:
        return int(Decimal(str(cell)) * 1_000_000)
    except ArithmeticError:
        return None


def test_no_line_is_cut_and_titles_stand_on_every_page(dialog: StatementDialog) -> None:
    made = list(dialog.reader.lines)
    row = next(one for one in made if one.kind is Kind.ROW)
    place = made.index(row)
    long = [*made[:place], *([row] * 300), *made[place:]]
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    page = Page(painter, QRectF(0, 0, 600, 800), 96)
    pages = page.lay_out(long)
    assert [first for first, _, _ in pages[1:]] == [last for _, last, _ in pages[:-1]]
    assert (pages[0][0], pages[-1][1]) == (0, len(long))
    for first, last, heads in pages:
        room = 800 - page._top - page._foot
        shown = long[first:last] if heads is None else [heads, *long[first:last]]
        assert sum(page._height(one) for one in shown) <= room
        assert long[last - 1].kind not in {Kind.SECTION, Kind.HEADS}
        assert heads is not None or long[first].kind not in {Kind.ROW, Kind.SUM} or long[first].share == (60, 40)
    painter.end()


def test_letters_of_every_script_are_in_the_file(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "statement.pdf"
    texts = ("对账单 7002 上海莲花通信有限公司", "АО «Балтика-Связь»", "株式会社青空", "Statement")
    write_pdf([Line(Kind.ROW, (Cell(text),), (100,)) for text in texts], Sheet("对账单", "Made"), target)
    content = target.read_bytes()
    described = len(re.findall(rb"/Type\s*/FontDescriptor", content))
    assert described >= 1
    assert len(re.findall(rb"/FontFile[23]?\s", content)) == described
    assert content.count(b"/ToUnicode") >= described
