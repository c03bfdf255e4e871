import dataclasses
from array import array
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from tests.gui.tables.fake import FakeBackend, Ledger
from tests.gui.tables.payments import SPEC
from vosdesk.contract.errors import Code, Unavailable
from vosdesk.contract.operations import PAYMENTS_EXTENT, PAYMENTS_LIST
from vosdesk.contract.paging import Extent, Page, Search, Window, packed
from vosdesk.contract.payments import ListPayments, PaymentFilter, PaymentRow, PaymentSort
from vosdesk.gui.context import Context
from vosdesk.gui.tables import PagedModel, State
from vosdesk.gui.tables.paged_model import TOOL_TIP
from vosdesk.gui.tables.snapshot import PAGE, PAGES_KEPT

TIME, AMOUNT, AFTER, MEMO = 1, 6, 7, 9


@pytest.fixture
def model(context: Context, qtbot: QtBot) -> PagedModel[PaymentRow]:
    return PagedModel(SPEC, context.ops, context.formats, context.ops)


@pytest.fixture
def loaded(model: PagedModel[PaymentRow], qtbot: QtBot) -> PagedModel[PaymentRow]:
    model.set_filter(PaymentFilter())
    qtbot.waitUntil(lambda: model.count_known)
    return model


def row_there(model: PagedModel[PaymentRow], number: int) -> Callable[[], bool]:
    return lambda: model.row(number) is not None


def test_the_first_page_shows_before_the_list_was_counted(
    model: PagedModel[PaymentRow], backend: FakeBackend, qtbot: QtBot
) -> None:
    model.set_filter(PaymentFilter())
    with qtbot.waitSignal(model.swapped):
        pass
    assert (model.rowCount(), model.count_known) == (PAGE, False)
    qtbot.waitUntil(lambda: model.count_known)
    assert model.rowCount() == 100_000
    assert [name for name, _ in backend.asked] == [PAYMENTS_LIST.id, PAYMENTS_EXTENT.id]


def test_a_short_list_is_not_counted_again(
    model: PagedModel[PaymentRow], backend: FakeBackend, ledger: Ledger, qtbot: QtBot
) -> None:
    ledger.count = 12
    model.set_filter(PaymentFilter())
    qtbot.waitUntil(lambda: model.state is State.READY)
    assert (model.rowCount(), model.count_known) == (12, True)
    assert not backend.requests(PAYMENTS_EXTENT)


@pytest.mark.parametrize("number", [0, 199, 200, 4_999, 5_000, 5_001, 73_456, 99_999])
def test_a_jump_anywhere_shows_the_right_row_by_an_anchor_and_a_short_skip(
    loaded: PagedModel[PaymentRow], backend: FakeBackend, qtbot: QtBot, number: int
) -> None:
    loaded.look(number, number + 40)
    qtbot.waitUntil(row_there(loaded, number))
    row = loaded.row(number)
    assert row is not None
    assert row.id == 100_000 - number
    last: ListPayments = backend.requests(PAYMENTS_LIST)[-1]
    assert last.window.skip < 5_000


def test_cells_are_texts_marks_and_nothing_while_a_page_is_on_its_way(
    loaded: PagedModel[PaymentRow], qtbot: QtBot
) -> None:
    row = loaded.row(14)
    assert row is not None
    assert loaded.data(loaded.index(14, AMOUNT)) == loaded.formats.money(row.amount)
    below = next(n for n in range(PAGE) if (r := loaded.row(n)) is not None and r.balance_after < 0)
    assert loaded.data(loaded.index(below, AFTER)).startswith("▾ −")
    assert loaded.data(loaded.index(below, AFTER), TOOL_TIP) == "The balance was below zero"
    assert loaded.data(loaded.index(50_000, TIME)) == ""
    qtbot.waitUntil(lambda: loaded.data(loaded.index(50_000, TIME)) != "")


def test_a_tooltip_never_renders_what_a_user_typed(context: Context, backend: FakeBackend, qtbot: QtBot) -> None:
    evil = dataclasses.replace(
        SPEC, columns=tuple(
            dataclasses.replace(c, tip=lambda r, f: "<img src=x>") if c.id == "memo" else c for c in SPEC.columns
        )
    )  # fmt: skip
    model = PagedModel(evil, context.ops, context.formats, context.ops)
    model.set_filter(PaymentFilter())
    qtbot.waitUntil(lambda: model.rowCount() > 0)
    assert model.data(model.index(0, MEMO), TOOL_TIP) == "&lt;img src=x&gt;"


def test_titles_name_the_zone(loaded: PagedModel[PaymentRow]) -> None:
    from PySide6.QtCore import Qt

    assert loaded.headerData(TIME, Qt.Orientation.Horizontal) == "Time (UTC)"


def test_sorting_is_asked_of_the_service(loaded: PagedModel[PaymentRow], backend: FakeBackend, qtbot: QtBot) -> None:
    with qtbot.waitSignal(loaded.swapped):
        loaded.set_order(PaymentSort.AMOUNT, False)
    assert backend.requests(PAYMENTS_LIST)[-1].sort is PaymentSort.AMOUNT
    rows = [loaded.row(n) for n in range(PAGE)]
    amounts = [r.amount for r in rows if r is not None]
    assert amounts == sorted(amounts)
    assert len(amounts) == PAGE


def test_answers_of_an_older_filter_are_dropped(
    loaded: PagedModel[PaymentRow], backend: FakeBackend, qtbot: QtBot
) -> None:
    backend.open.clear()
    loaded.set_filter(PaymentFilter(account_number="1001"))
    loaded.set_filter(PaymentFilter(account_number="1002"))
    backend.open.set()
    qtbot.waitUntil(lambda: loaded.state is State.READY and loaded.count_known)
    row = loaded.row(0)
    assert row is not None
    assert row.account_number == "1002"
    assert loaded.filter == PaymentFilter(account_number="1002")


def test_pages_that_were_scrolled_past_are_not_fetched(
    loaded: PagedModel[PaymentRow], backend: FakeBackend, qtbot: QtBot
) -> None:
    asked = len(backend.requests(PAYMENTS_LIST))
    for number in range(1_000, 90_000, 1_000):
        loaded.look(number, number + 40)
    loaded.look(95_000, 95_040)
    qtbot.waitUntil(row_there(loaded, 95_000))
    assert len(backend.requests(PAYMENTS_LIST)) - asked <= 3


def test_no_more_pages_are_held_than_agreed(loaded: PagedModel[PaymentRow], qtbot: QtBot) -> None:
    for number in range(0, (PAGES_KEPT + 6) * PAGE, PAGE):
        loaded.look(number + 100, number + 100)
        qtbot.waitUntil(row_there(loaded, number + 100))
    assert loaded.row(0) is None
    assert len(loaded._shown.pages) == PAGES_KEPT


def test_a_reload_in_place_shows_old_rows_until_the_new_ones_are_there(
    loaded: PagedModel[PaymentRow], backend: FakeBackend, ledger: Ledger, qtbot: QtBot
) -> None:
    loaded.look(40_000, 40_040)
    qtbot.waitUntil(row_there(loaded, 40_000))
    ledger.add()
    backend.open.clear()
    loaded.reload()
    first = loaded.row(40_000)
    assert first is not None
    assert loaded.rowCount() == 100_000
    with qtbot.waitSignal(loaded.swapped):
        backend.open.set()
    assert loaded.keeps_place
    assert loaded.rowCount() == 100_001
    assert loaded.find({first.id}) == {first.id: 40_001}


def test_a_failed_load_is_told_and_can_be_tried_again(
    model: PagedModel[PaymentRow], backend: FakeBackend, qtbot: QtBot
) -> None:
    backend.refusals[PAYMENTS_LIST.id] = Unavailable(Code.DATABASE_BUSY)
    model.set_filter(PaymentFilter())
    qtbot.waitUntil(lambda: model.state is State.FAILED)
    assert model.refusal is not None
    assert model.refusal.code is Code.DATABASE_BUSY
    backend.refusals.clear()
    model.reload()
    qtbot.waitUntil(lambda: model.state is State.READY)
    assert model.rowCount() >= PAGE


def test_a_new_filter_that_fails_leaves_no_rows_of_the_old_one(
    loaded: PagedModel[PaymentRow], backend: FakeBackend, qtbot: QtBot
) -> None:
    backend.refusals[PAYMENTS_LIST.id] = Unavailable(Code.DATABASE_BUSY)
    loaded.set_filter(PaymentFilter(memo="cash"))
    qtbot.waitUntil(lambda: loaded.state is State.FAILED)
    assert loaded.rowCount() == 0


def test_a_list_that_comes_whole_needs_no_extent(context: Context, backend: FakeBackend, qtbot: QtBot) -> None:
    spec = dataclasses.replace(SPEC, extent=None, unpack=lambda answer: list(answer.rows) * 3)
    model = PagedModel(spec, context.ops, context.formats, context.ops)
    model.set_filter(PaymentFilter())
    qtbot.waitUntil(lambda: model.state is State.READY)
    assert (model.rowCount(), model.count_known) == (3 * PAGE, True)
    assert model.row(3 * PAGE - 1) is not None
    assert not backend.requests(PAYMENTS_EXTENT)


def test_load_calls_back_when_every_row_is_here(loaded: PagedModel[PaymentRow], qtbot: QtBot) -> None:
    done: list[bool] = []
    loaded.load([(10_000, 10_500), (80_000, 80_000)], lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert loaded.row(10_500) is not None
    assert loaded.row(80_000) is not None
    assert loaded.parent() is not None
    assert loaded.index(0, 0).parent() == QModelIndex()


def test_a_search_shows_what_it_found_says_how_far_it_is_and_can_be_stopped(
    model: PagedModel[PaymentRow], backend: FakeBackend, ledger: Ledger, qtbot: QtBot
) -> None:
    """Each answer finds two rows more; nobody counts a list that is still searched for."""
    windows: list[Window] = []

    def step(request: ListPayments) -> Page[PaymentRow]:
        windows.append(request.window)
        number = len(windows)
        if number > 3:
            backend.open.clear()
        rows = tuple(ledger.row(1_000 - 2 * number + place) for place in (1, 0))
        last = ledger.cursor(rows[-1], request.sort)
        return Page(rows=rows, last=last, search=Search(resume=[7, number], share=number * 100))

    backend.on(PAYMENTS_LIST, step)
    model.set_filter(PaymentFilter(memo="rare"))
    qtbot.waitUntil(lambda: model.progress == 400)
    assert (model.rowCount(), model.count_known, model.state) == (8, False, State.READY)
    assert [w.after for w in windows[:3]] == [None, [7, 1], [7, 2]]
    assert [w.limit for w in windows[:3]] == [PAGE, PAGE - 2, PAGE - 4]
    model.stop()
    backend.open.set()
    assert (model.progress, model.stopped, model.rowCount()) == (None, True, 8)
    qtbot.wait(50)
    assert len(windows) <= 5
    assert not backend.requests(PAYMENTS_EXTENT)


def test_a_list_counted_in_parts_grows_and_is_jumped_in_by_ids(
    model: PagedModel[PaymentRow], backend: FakeBackend, ledger: Ledger, qtbot: QtBot
) -> None:
    ledger.count = 1_000

    def part(request: ListPayments) -> Extent:
        start = request.window.skip
        ids = array("q", range(1_000 - start, 1_000 - start - 250, -1))
        more = Search(resume=[1, 1_000 - start - 250], share=start) if start < 750 else None
        return Extent(count=250, step=1_000, ids=packed(ids), search=more)

    def page(request: ListPayments) -> Page[PaymentRow]:
        if not request.window.ids:
            return ledger.page(request)
        rows = tuple(ledger.row(i) for i in request.window.ids)
        return Page(rows=rows, last=ledger.cursor(rows[-1], request.sort))

    backend.on(PAYMENTS_EXTENT, part)
    backend.on(PAYMENTS_LIST, page)
    lengths: list[int] = []
    model.rowsInserted.connect(lambda *_: lengths.append(model.rowCount()))
    model.set_filter(PaymentFilter())
    qtbot.waitUntil(lambda: model.count_known)
    assert lengths == [250, 500, 750, 1_000]
    model.look(900, 920)
    qtbot.waitUntil(row_there(model, 910))
    row = model.row(910)
    assert row is not None
    assert row.id == 90
    assert 90 in backend.requests(PAYMENTS_LIST)[-1].window.ids
