"""The list of payment records: what it shows, whom, and under which filter."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.payments.screen import Screen
from tests.support.world import World, units
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.accounts import Reach
from vosdesk.contract.ids import AccountId
from vosdesk.contract.permissions import Right
from vosdesk.gui.dialogs.receipt import ReceiptDialog
from vosdesk.gui.fields import AccountField
from vosdesk.gui.periods import Period, days
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.payments import PaymentsTab

Screens = Callable[..., Screen]
Three = tuple[AccountId, AccountId, AccountId]


@pytest.fixture
def accounts(world: World) -> Three:
    """An agent account, a sub-account of it, and a stranger, each with a recharge and the last with a deduction."""
    agent = world.account("9001", name="Northern Agency", opening=100)
    sub = world.account("1001", agent, name="Blue Ridge Voice", opening=1)
    stranger = world.account("2001", name="Stranger", overdraft=units(50))
    for account, amount in ((agent, 10), (sub, 20), (stranger, 30)):
        world.recharge(account, amount)
    world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=stranger, amount=units(42), memo="call back"))
    world.grant(world.agent("northern"), agent)
    return agent, sub, stranger


def numbers(tab: PaymentsTab) -> list[str]:
    """The account numbers of the rows on show."""
    rows = (tab.table.rows.row(n) for n in range(tab.table.rows.rowCount()))
    return [row.account_number for row in rows if row is not None]


def cells(tab: PaymentsTab, row: int) -> dict[str, str]:
    """The texts of a row by column."""
    made = tab.table.rows.cells(row)
    assert made is not None
    return {column.id: text for column, text in zip(tab.table.rows.columns, made[0], strict=True)}


def test_records_stand_newest_first_with_signed_amounts(screen_of: Screens, accounts: Three) -> None:
    tab = screen_of().open(PaymentsTab, "payments")
    assert numbers(tab)[0] == "2001"
    first, second = cells(tab, 0), cells(tab, 1)
    assert (first["amount"], first["balance_before"]) == ("−42.000", "30.000")
    assert first["balance_after"].endswith("−12.000")
    assert first["balance_after"] != "−12.000", "a balance below zero is marked, not by its colour alone"
    assert (first["kind"], first["operator"], first["memo"]) == ("Deduct", "admin", "call back")
    assert second["amount"] == "+30.000"
    assert cells(tab, 2)["agent_number"] == "9001"


def test_totals_are_those_of_the_whole_filter(screen_of: Screens, accounts: Three) -> None:
    screen = screen_of()
    tab = screen.open(PaymentsTab, "payments")
    text = tab.page.totals.text()
    assert "Recharge  3 · +60.000" in text
    assert "Deduct  1 · −42.000" in text
    assert "Open account  3 · +101.000" in text
    assert "In all  7 · +119.000 USD" in text
    assert tab.bar is not None
    tab.bar.field("kind").set_value(p.PaymentKind.RECHARGE)
    tab.bar.field("amount_to").set_value(units(20))
    tab.bar.apply()
    screen.quiet()
    assert "In all  2 · +30.000 USD" in tab.page.totals.text()
    assert sorted(numbers(tab)) == ["1001", "9001"]


def test_an_agent_fills_in_his_own_account_and_sees_its_history(screen_of: Screens, accounts: Three) -> None:
    screen = screen_of("northern")
    tab = screen.open(PaymentsTab, "payments")
    assert tab.bar is not None
    field = tab.bar.field("account_number")
    assert isinstance(field, AccountField)
    QTest.mouseClick(field.edit, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert [(c.number, c.own) for c in field.offered] == [("9001", True), ("1001", False)]
    field._popup.hide()
    QTest.keyClicks(field.edit, "9001")
    screen.quiet()
    field._popup.hide()
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    screen.quiet()
    assert numbers(tab) == ["9001", "9001"]
    assert cells(tab, 0)["amount"] == "+10.000"
    assert "In all  2 · +110.000 USD" in tab.page.totals.text()


def test_an_agent_finds_nothing_of_a_foreign_account(screen_of: Screens, accounts: Three) -> None:
    screen = screen_of("northern")
    tab = screen.open(PaymentsTab, "payments", filter_account_number="2001")
    assert numbers(tab) == []
    assert "2001" not in tab.page.totals.text()
    tab = screen.open(PaymentsTab, "payments", filter_account_number="1001")
    assert numbers(tab) == ["1001", "1001"]


def test_records_below_an_agent_account_direct_or_all(screen_of: Screens, world: World, accounts: Three) -> None:
    agent, sub, _ = accounts
    world.account("100101", sub, opening=3)
    screen = screen_of()
    tab = screen.open(PaymentsTab, "payments")
    assert tab.bar is not None
    chosen = tab.bar.field("agent")
    assert isinstance(chosen, AccountField)
    chosen.set_account(agent, "9001", "Northern Agency")
    tab.bar.apply()
    screen.quiet()
    direct = numbers(tab)
    tab.bar.field("reach").set_value(Reach.ALL)
    tab.bar.apply()
    screen.quiet()
    assert set(direct) == {"1001"}
    assert set(numbers(tab)) == {"1001", "100101"}


def test_the_history_of_an_account_opens_from_its_row(screen_of: Screens, accounts: Three) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "accounts")
    tab.table.selectRow(0)
    number = tab.selected()[0].number
    screen.run("payments.history")
    records = screen.window.pages.current_tab
    assert isinstance(records, PaymentsTab)
    assert set(numbers(records)) == {number}
    assert records.bar is not None
    assert records.bar.label("account_number").startswith("●")


def test_a_double_click_shows_the_receipt(screen_of: Screens, accounts: Three) -> None:
    screen = screen_of()
    tab = screen.open(PaymentsTab, "payments")
    tab.table.selectRow(0)
    tab.table.row_activated.emit(tab.selected()[0])
    screen.quiet()
    assert screen.dialog(ReceiptDialog).row == tab.selected()[0]


def test_the_list_follows_a_payment_made_elsewhere_in_the_window(
    screen_of: Screens, world: World, accounts: Three
) -> None:
    agent, _, _ = accounts
    screen = screen_of()
    tab = screen.open(PaymentsTab, "payments")
    before = tab.table.rows.rowCount()
    request = p.Recharge(account=agent, amount=units(1))
    screen.context.ops.write(screen.window, o.PAYMENTS_RECHARGE, request, lambda _: None)
    screen.quiet()
    assert tab.table.rows.rowCount() == before + 1
    assert cells(tab, 0)["amount"] == "+1.000"


def test_export_is_shown_by_its_right(screen_of: Screens, world: World) -> None:
    world.user("cashier", rights=[Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW])
    assert "payments.export" not in screen_of("cashier").window.registry.actions
    assert "payments.export" in screen_of("admin").window.registry.actions


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.TODAY, date(2028, 3, 1), date(2028, 3, 1)),
        (Period.SEVEN_DAYS, date(2028, 2, 24), date(2028, 3, 1)),
        (Period.THIS_MONTH, date(2028, 3, 1), date(2028, 3, 1)),
        (Period.LAST_MONTH, date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_periods_are_whole_days(period: Period, first: date, last: date) -> None:
    assert days(period, date(2028, 3, 1)) == (first, last)


def test_a_period_fills_from_and_to_and_filters(screen_of: Screens, accounts: Three) -> None:
    screen = screen_of()
    tab = screen.open(PaymentsTab, "payments")
    assert tab.bar is not None
    tab.period.set_value(Period.LAST_MONTH)
    screen.quiet()
    first, last = days(Period.LAST_MONTH, screen.context.formats.today())
    filter_ = tab.filter
    assert filter_.time_from == screen.context.formats.at(first)
    assert filter_.time_to == screen.context.formats.end_of(last)
    tab.bar.field("time_to").set_value(None)
    assert tab.period.value() is None
    assert tab.bar.field("time_from").value() == filter_.time_from, "what was typed stays"
    tab.bar.clear()
    screen.quiet()
    assert tab.filter == p.PaymentFilter()
