import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.gui.tables.fake import Asking, FakeBackend, Ledger
from tests.gui.tables.payments import SPEC
from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Code, Unavailable
from vosdesk.contract.operations import PAYMENTS_LIST
from vosdesk.contract.payments import PaymentFilter, PaymentRow, PaymentSort
from vosdesk.gui.context import Context
from vosdesk.gui.tables import Align, Column, TableView, painting

TIME, ACCOUNT, NAME, AMOUNT = 1, 2, 3, 6
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def table(context: Context, qtbot: QtBot) -> Iterator[TableView[PaymentRow]]:
    view = TableView(context, SPEC)
    qtbot.addWidget(view)
    view.resize(1_200, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.set_filter(PaymentFilter())
    qtbot.waitUntil(lambda: view.rows.count_known and view.rows.rowCount() > 0)
    yield view
    view.rows.close()


def click(qtbot: QtBot, table: TableView[PaymentRow], row: int, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    place = table.visualRect(table.rows.index(row, NAME)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def id_of(table: TableView[PaymentRow], row: int) -> int:
    row_id = table.rows.id_of(row)
    assert row_id is not None
    return row_id


def show(qtbot: QtBot, table: TableView[PaymentRow], row: int) -> None:
    table.verticalScrollBar().setValue(row)
    qtbot.waitUntil(lambda: table.rows.row(row) is not None)


def test_chosen_rows_are_told_by_id(table: TableView[PaymentRow], qtbot: QtBot) -> None:
    click(qtbot, table, 2)
    click(qtbot, table, 5, CTRL)
    assert table.selection().ids == (id_of(table, 2), id_of(table, 5))
    assert [r.id for r in table.selected_rows()] == [id_of(table, 2), id_of(table, 5)]
    assert not table.selection().everything


def test_ctrl_a_means_everything_in_the_filter(table: TableView[PaymentRow], qtbot: QtBot) -> None:
    QTest.keyClick(table, Qt.Key.Key_A, CTRL)
    chosen = table.selection()
    assert (chosen.everything, chosen.count, chosen.ids) == (True, 100_000, ())
    assert chosen.filter == PaymentFilter()
    click(qtbot, table, 3, CTRL)
    chosen = table.selection()
    assert (chosen.everything, chosen.count, chosen.excluded) == (True, 99_999, (id_of(table, 3),))
    click(qtbot, table, 4)
    assert table.selection().ids == (id_of(table, 4),)


def test_ctrl_a_over_ten_million_rows_takes_no_time(table: TableView[PaymentRow], ledger: Ledger, qtbot: QtBot) -> None:
    ledger.count = 10_000_000
    table.reload()
    qtbot.waitUntil(lambda: table.rows.rowCount() == 10_000_000)
    start = time.perf_counter()
    QTest.keyClick(table, Qt.Key.Key_A, CTRL)
    table.viewport().repaint()
    table.horizontalHeader().viewport().repaint()
    # Untreated it takes two minutes; the limit leaves room for a busy machine.
    assert time.perf_counter() - start < 1
    assert table.selection().count == 10_000_000


def test_rows_chosen_but_never_seen_are_fetched_when_they_are_needed(
    table: TableView[PaymentRow], qtbot: QtBot
) -> None:
    click(qtbot, table, 0)
    show(qtbot, table, 3_000)
    click(qtbot, table, 3_000, SHIFT)
    assert (table.selection().count, table.selection().complete) == (3_001, False)
    answers: list[tuple[int, ...]] = []
    table.resolve(lambda chosen: answers.append(chosen.ids))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0] == tuple(range(100_000, 100_000 - 3_001, -1))


def test_a_reload_keeps_selection_current_row_and_place(
    table: TableView[PaymentRow], backend: FakeBackend, ledger: Ledger, context: Context, qtbot: QtBot
) -> None:
    show(qtbot, table, 50_000)
    click(qtbot, table, 50_004)
    click(qtbot, table, 50_006, CTRL)
    before = table.selection().ids
    top = id_of(table, 50_000)
    ledger.add()
    with qtbot.waitSignal(table.rows.swapped):
        context.ops.changed.emit(Changes({Noun.PAYMENTS: [100_001]}))
    assert table.selection().ids == before
    assert table.currentIndex().row() == 50_007
    assert id_of(table, table.rowAt(1)) == top
    assert table.rows.rowCount() == 100_001


def test_at_the_top_a_new_row_comes_into_view(
    table: TableView[PaymentRow], ledger: Ledger, context: Context, qtbot: QtBot
) -> None:
    click(qtbot, table, 0)
    new = ledger.add()
    with qtbot.waitSignal(table.rows.swapped):
        context.ops.changed.emit(Changes({Noun.PAYMENTS: [new]}))
    assert id_of(table, table.rowAt(1)) == new
    assert table.selection().ids == (new - 1,)


def test_everything_stays_everything_over_a_reload(table: TableView[PaymentRow], ledger: Ledger, qtbot: QtBot) -> None:
    table.selectAll()
    click(qtbot, table, 3, CTRL)
    out = table.selection().excluded
    ledger.add()
    with qtbot.waitSignal(table.rows.swapped):
        table.reload()
    assert table.selection().excluded == out
    assert table.selection().count == 100_000


def test_changes_of_other_nouns_do_not_reload(
    table: TableView[PaymentRow], backend: FakeBackend, context: Context
) -> None:
    asked = len(backend.asked)
    context.ops.changed.emit(Changes({Noun.USERS: [1]}))
    assert len(backend.asked) == asked
    assert table.rows.state.value == "ready"


def test_a_hidden_table_reloads_when_it_is_looked_at(
    table: TableView[PaymentRow], ledger: Ledger, context: Context, qtbot: QtBot
) -> None:
    table.hide()
    ledger.add()
    context.ops.changed.emit(Changes({Noun.PAYMENTS: []}))
    assert table.rows.rowCount() == 100_000
    with qtbot.waitSignal(table.rows.swapped):
        table.show()
    assert table.rows.rowCount() == 100_001


def test_a_click_on_a_header_sorts_in_the_query(
    table: TableView[PaymentRow], backend: FakeBackend, qtbot: QtBot
) -> None:
    header = table.horizontalHeader()
    for descending in (False, True):
        place = QPoint(header.sectionViewportPosition(AMOUNT) + 20, header.height() // 2)
        with qtbot.waitSignal(table.rows.swapped):
            QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, PLAIN, place)
        assert table.rows.order == (PaymentSort.AMOUNT, descending)
        assert header.sortIndicatorSection() == AMOUNT
    asked = len(backend.asked)
    place = QPoint(header.sectionViewportPosition(NAME) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, PLAIN, place)
    assert header.sortIndicatorSection() == AMOUNT
    assert len(backend.asked) == asked


def test_double_click_and_return_open_the_row(table: TableView[PaymentRow], qtbot: QtBot) -> None:
    place = table.visualRect(table.rows.index(2, NAME)).center()
    click(qtbot, table, 2)
    with qtbot.waitSignal(table.row_activated) as opened:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, PLAIN, place)
    assert opened.args == [table.rows.row(2)]
    with qtbot.waitSignal(table.row_activated) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [table.rows.row(2)]


def test_typing_letters_fetches_nothing(table: TableView[PaymentRow], backend: FakeBackend, qtbot: QtBot) -> None:
    asked = len(backend.asked)
    QTest.keyClicks(table, "zzz")
    assert len(backend.asked) == asked


def test_the_menu_is_asked_for_at_the_row_under_the_mouse(table: TableView[PaymentRow], qtbot: QtBot) -> None:
    place = table.visualRect(table.rows.index(4, NAME)).center()
    with qtbot.waitSignal(table.menu_wanted):
        QApplication.sendEvent(
            table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, QPoint(10, 10))
        )
    assert table.selection().ids == (id_of(table, 4),)


def test_copy_takes_shown_columns_in_their_order_with_plain_minus(table: TableView[PaymentRow], qtbot: QtBot) -> None:
    header = table.horizontalHeader()
    header.moveSection(header.visualIndex(AMOUNT), 0)
    click(qtbot, table, 0)
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    row = table.rows.row(0)
    assert row is not None
    assert lines[0].split("\t")[:2] == ["Amount", "Time (UTC)"]
    assert "Serial" not in lines[0]
    assert lines[1].split("\t")[0] == table.rows.formats.money(row.amount).replace("−", "-")
    assert len(lines) == 2


def test_copy_of_too_much_says_so(table: TableView[PaymentRow], context: Context, qtbot: QtBot) -> None:
    notices = context.notices
    assert isinstance(notices, Asking)
    QTest.keyClick(table, Qt.Key.Key_A, CTRL)
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    assert notices.told == ["Copy takes at most 10,000 rows. Use Export for more."]


def test_columns_are_remembered_for_the_user(table: TableView[PaymentRow], context: Context, qtbot: QtBot) -> None:
    header = table.horizontalHeader()
    header.resizeSection(NAME, 333)
    header.moveSection(header.visualIndex(AMOUNT), 0)
    menu = table.layout_of_columns.menu()
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if a.text() == "Operator").setChecked(False)
    table.layout_of_columns.save()
    other = TableView(context, SPEC)
    qtbot.addWidget(other)
    assert other.columnWidth(NAME) == 333
    assert other.layout_of_columns.shown()[0] == AMOUNT
    assert [c.id for n, c in enumerate(SPEC.columns) if other.isColumnHidden(n)] == ["seq", "operator"]
    other.layout_of_columns.reset()
    assert other.columnWidth(NAME) == SPEC.columns[NAME].width
    assert [c.id for n, c in enumerate(SPEC.columns) if other.isColumnHidden(n)] == ["seq"]
    menu.deleteLater()


def test_a_broken_memory_of_columns_is_ignored(context: Context, qtbot: QtBot) -> None:
    context.store.set("table.payments", {"order": 5, "widths": "x"})
    view = TableView(context, SPEC)
    qtbot.addWidget(view)
    assert view.columnWidth(NAME) == SPEC.columns[NAME].width


def test_the_last_column_does_not_swallow_the_spare_width(table: TableView[PaymentRow]) -> None:
    table.resize(3_000, 600)
    assert table.columnWidth(len(SPEC.columns) - 1) == SPEC.columns[-1].width


def test_empty_tables_say_why(table: TableView[PaymentRow], backend: FakeBackend, ledger: Ledger, qtbot: QtBot) -> None:
    notice = table.status.notice
    assert not notice.isVisible()
    table.set_filter(PaymentFilter(account_number="nobody"))
    qtbot.waitUntil(notice.isVisible)
    assert (notice.title, notice.button.text()) == ("Nothing matches the filter", "Clear the filter")
    with qtbot.waitSignal(table.clear_wanted):
        notice.button.click()
    backend.refusals[PAYMENTS_LIST.id] = Unavailable(Code.DATABASE_BUSY)
    table.reload()
    qtbot.waitUntil(lambda: notice.title == "This list could not be loaded")
    assert notice.hint
    backend.refusals.clear()
    ledger.count = 0
    table.set_filter(PaymentFilter())
    qtbot.waitUntil(lambda: notice.title == "No payments yet")
    assert notice.hint == "The first one is written when an account is opened."
    assert not notice.button.isVisible()


def test_a_slow_list_says_that_it_is_loading(context: Context, backend: FakeBackend, qtbot: QtBot) -> None:
    view = TableView(context, SPEC)
    qtbot.addWidget(view)
    view.show()
    backend.open.clear()
    view.set_filter(PaymentFilter())
    qtbot.waitUntil(lambda: view.status.notice.title == "Loading…")
    backend.open.set()
    qtbot.waitUntil(lambda: view.rows.rowCount() > 0)
    assert not view.status.notice.isVisible()
    assert view.indexAt(QPoint(5, 5)) != QModelIndex()


def test_kept_glyphs_are_painted_where_text_would_be(
    table: TableView[PaymentRow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: table.rows.row(20) is not None)
    kept = table.viewport().grab().toImage()
    assert any(laid_out is not None for _, laid_out, _ in table._painter._fitted.values())
    table._painter.refresh()
    advance = table._painter.metrics.horizontalAdvance
    monkeypatch.setattr(table._painter, "_laid", lambda text: (text, None, advance(text)))
    plain = table.viewport().grab().toImage()
    assert not any(laid_out is not None for _, laid_out, _ in table._painter._fitted.values())
    assert kept == plain


def test_text_of_another_script_is_laid_out_each_time(table: TableView[PaymentRow]) -> None:
    painter = table._painter
    assert painter._fit("harbour", 200)[1] is not None
    assert painter._fit("株式会社日の出通信", 200)[1] is None
    assert painter._fit("", 200)[0] == ""


def test_a_fault_while_painting_leaves_no_painter_at_work(
    table: TableView[PaymentRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    painters: list[QPainter] = []

    def fails(painter: QPainter, area: QRect) -> None:
        painters.append(painter)
        raise ValueError("a cell that cannot be painted")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(table._painter, "paint", fails)
        with pytest.raises(ValueError, match="cannot be painted"):
            table.viewport().repaint()
    assert [painter.isActive() for painter in painters] == [False]
    table.viewport().repaint()


def ink(table: TableView[PaymentRow], row: int, column: int) -> int:
    """Pixels from the left edge of a cell to the first that is painted."""
    area = table.visualRect(table.rows.index(row, column)).adjusted(2, 4, -2, -4)
    image = table.viewport().grab(area).toImage()
    ground = image.pixel(0, 0)
    return min(x for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) != ground)


def test_decimal_signs_stand_below_each_other(context: Context, qtbot: QtBot) -> None:
    # As many digits before the sign, and more or fewer behind it: what differs is to the right of the sign.
    column = Column[PaymentRow]("amount", "Amount", lambda r, f: "7.125" if r.id % 2 else "7.123456", 200, Align.POINT)
    view = TableView(context, replace(SPEC, columns=(column,)))
    qtbot.addWidget(view)
    view.resize(400, 300)
    with qtbot.waitExposed(view):
        view.show()
    view.set_filter(PaymentFilter())
    qtbot.waitUntil(lambda: view.rows.row(3) is not None)
    view.clearSelection()
    view.rows.close()
    assert abs(ink(view, 2, 0) - ink(view, 3, 0)) <= 1


def test_texts_that_take_long_come_one_painting_after_the_other(
    table: TableView[PaymentRow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown() -> QImage:
        return table.viewport().grab().toImage()

    qtbot.waitUntil(lambda: table.rows.row(0) is not None)
    monkeypatch.setattr(painting, "_LAYING_SECONDS", 60)
    table._painter.refresh()
    whole = shown()
    monkeypatch.setattr(painting, "_LAYING_SECONDS", 0)
    table._painter.refresh()
    assert shown() != whole
    qtbot.waitUntil(lambda: table._painter._whole)
    assert shown() == whole
