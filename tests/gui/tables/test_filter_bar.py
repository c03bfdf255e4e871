from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.tables.fake import FakeBackend
from tests.gui.tables.payments import FIELDS, SPEC
from vosdesk.contract.operations import PAYMENTS_TOTALS
from vosdesk.contract.payments import PaymentFilter, PaymentKind, PaymentRow
from vosdesk.gui.context import Context
from vosdesk.gui.fields.base import TextField
from vosdesk.gui.tables import FilterBar, TablePage


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[TablePage[PaymentRow]]:
    made = TablePage(context, SPEC, FIELDS)
    qtbot.addWidget(made)
    made.resize(1_280, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.start()
    qtbot.waitUntil(lambda: made.table.rows.count_known and made.table.rows.rowCount() > 0)
    yield made
    made.table.rows.close()


def bar_of(page: TablePage[PaymentRow]) -> FilterBar:
    assert page.bar is not None
    return page.bar


def edit_of(bar: FilterBar, name: str) -> QLineEdit:
    field = bar.field(name)
    assert isinstance(field, TextField)
    return field.edit


def test_return_filters_and_escape_clears(page: TablePage[PaymentRow], qtbot: QtBot) -> None:
    bar = bar_of(page)
    edit = edit_of(bar, "account_number")
    QTest.keyClicks(edit, "1001")
    with qtbot.waitSignal(bar.applied) as applied:
        QTest.keyClick(edit, Qt.Key.Key_Return)
    assert applied.args == [PaymentFilter(account_number="1001")]
    qtbot.waitUntil(lambda: page.table.rows.count_known and page.table.rows.rowCount() < 2_000)
    with qtbot.waitSignal(bar.applied) as applied:
        QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert applied.args == [PaymentFilter()]
    assert edit.text() == ""


def test_fields_that_narrow_the_list_are_shown(page: TablePage[PaymentRow]) -> None:
    bar = bar_of(page)
    bar.set_filter(PaymentFilter(kind=PaymentKind.DEDUCT, memo="cash"))
    assert bar.active() == ["kind", "memo"]
    assert (bar.label("kind"), bar.label("operator")) == ("● Kind", "Operator")
    bar.clear()
    assert bar.active() == []
    assert bar.label("kind") == "Kind"


def test_a_problem_stands_at_its_field_and_nothing_is_filtered(
    page: TablePage[PaymentRow], backend: FakeBackend, qtbot: QtBot
) -> None:
    bar = bar_of(page)
    asked = len(backend.asked)
    edit_of(bar, "amount_from").setText("1e5")
    assert bar.problem("amount_from")
    bar.apply()
    assert edit_of(bar, "amount_from").hasFocus()
    assert len(backend.asked) == asked
    edit_of(bar, "amount_from").setText("5")
    edit_of(bar, "amount_to").setText("4")
    bar.apply()
    assert (bar.problem("amount_from"), bool(bar.problem("amount_to"))) == ("", True)
    assert bar.filter == PaymentFilter()


def test_totals_are_of_the_whole_filter(page: TablePage[PaymentRow], backend: FakeBackend, qtbot: QtBot) -> None:
    bar_of(page).set_filter(PaymentFilter(account_number="1005"))
    qtbot.waitUntil(lambda: "1,031 records" in page.totals.text() and "Sum" in page.totals.text())
    request = backend.requests(PAYMENTS_TOTALS)[-1]
    assert request.filter == PaymentFilter(account_number="1005")
    page.table.selectAll()
    assert "1,031 selected" in page.totals.text()


def test_the_notice_of_an_empty_table_clears_the_filter(page: TablePage[PaymentRow], qtbot: QtBot) -> None:
    edit_of(bar_of(page), "account_number").setText("nobody")
    bar_of(page).apply()
    qtbot.waitUntil(page.table.status.notice.isVisible)
    page.table.status.notice.button.click()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() > 0)
    assert edit_of(bar_of(page), "account_number").text() == ""


def test_every_field_and_table_has_an_accessible_name(page: TablePage[PaymentRow]) -> None:
    bar = bar_of(page)
    for field in FIELDS:
        assert bar.field(field.name).target().accessibleName() == field.label
    assert page.table.accessibleName()
