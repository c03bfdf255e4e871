"""Reconciling on the screen: the list as it is read, the results with their counts, recharging what is missing."""

import csv
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.support.reconciling import today
from tests.support.world import World, units
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.accounts import ListAccounts
from vosdesk.contract.errors import Code
from vosdesk.contract.permissions import Right
from vosdesk.contract.rate_export import FileForm
from vosdesk.contract.reconciliation import ListOutcome, ListRole
from vosdesk.gui.dialogs.payment import PaymentForm
from vosdesk.gui.dialogs.receipt import ReceiptDialog
from vosdesk.gui.dialogs.recharge_missing import WhichAccount
from vosdesk.gui.tabs.payments import PaymentsTab
from vosdesk.gui.tabs.reconciliation import ReconciliationTab

Screens = Callable[..., Screen]


@pytest.fixture
def company(world: World) -> World:
    """Three recharges of one account today."""
    account = world.account("1001", name="Corner Shop")
    world.account("2002", name="Bakery")
    for number in (1, 2, 3):
        request = p.Recharge(account=account, amount=units(10 * number), memo=f"TT-000{number}")
        world.do(world.admin, o.PAYMENTS_RECHARGE, request)
    return world


@pytest.fixture
def bank(company: World, tmp_path: Path) -> Path:
    """A list in which one payment matches, one differs, one lacks, and two are not in the books."""
    day = today(company)
    rows = [
        ("Booked", "Purpose", "Counterparty", "Amount"),
        (f"{day}", "TT-0001", "Corner Shop", "10.00"),
        (f"{day}", "TT-0002", "Corner Shop", "21.00"),
        (f"{day}", "TT-0007", "1001", "70.00"),
        (f"{day}", "TT-0008", "Somebody", "80.00"),
    ]
    path = tmp_path / "bank.csv"
    path.write_text("\n".join(";".join(row) for row in rows) + "\n", encoding="utf-8")
    return path


def shot(screen: Screen, name: str) -> None:
    folder = os.environ.get("VOSDESK_SHOTS")
    if folder:
        screen.window.grab().save(f"{folder}/{name}.png")


def loaded(screen: Screen, path: Path, qtbot: QtBot) -> ReconciliationTab:
    tab = screen.open(ReconciliationTab, "reconciliation")
    tab.load(path)
    qtbot.waitUntil(lambda: tab.columns.isVisible() and not tab.strip.busy)
    screen.quiet()
    return tab


def compared(screen: Screen, tab: ReconciliationTab, qtbot: QtBot) -> None:
    tab.go.click()
    qtbot.waitUntil(lambda: tab.page is not None and tab.page.isVisible() and not tab.strip.busy)
    screen.quiet()


def shown(tab: ReconciliationTab, *columns: str) -> list[tuple[str, ...]]:
    assert tab.page is not None
    rows = tab.page.table.rows
    places = [[c.id for c in rows.columns].index(column) for column in columns]
    return [tuple(str(rows.data(rows.index(n, place))) for place in places) for n in range(rows.rowCount())]


def texts(tab: ReconciliationTab) -> list[str]:
    return [tab.views.bar.tabText(n) for n in range(tab.views.bar.count())]


def test_a_list_is_looked_at_and_compared(company: World, bank: Path, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of()
    tab = screen.open(ReconciliationTab, "reconciliation")
    assert not tab.go.isEnabled()
    shot(screen, "reconcile_empty")
    tab = loaded(screen, bank, qtbot)
    shot(screen, "reconcile_columns")
    # "Booked" is no title that is known: the day is pointed at.
    assert tab.columns.layout_of().place(ListRole.DATE) is None
    assert not tab.go.isEnabled()
    tab.columns.table.say(0, ListRole.DATE)
    qtbot.waitUntil(lambda: not tab.strip.busy and tab.go.isEnabled())
    compared(screen, tab, qtbot)
    shot(screen, "reconcile_result")
    assert texts(tab) == [
        "All 5", "Differences 4", "Matched 1", "Amount differs 1", "Missing in the books 2", "Missing in the list 1",
    ]  # fmt: skip
    assert shown(tab, "outcome", "reference", "listed", "booked", "account") == [
        ("≠ Amount differs", "TT-0002", "21.000", "20.000", "1001"),
        ("✗ Missing in the books", "TT-0007", "70.000", "", "1001"),
        ("✗ Missing in the books", "TT-0008", "80.000", "", ""),
        ("✗ Missing in the list", "", "", "30.000", "1001"),
    ]
    assert "181.000" not in tab.views.sums.text()
    tab.views.choose(())
    screen.quiet()
    assert tab.views.sums.text() == "In the list: 4 lines, 181.000 USD. In the books: 3 records, 60.000 USD."
    assert len(shown(tab, "outcome")) == 5


def prepare(screen: Screen, bank: Path, qtbot: QtBot) -> ReconciliationTab:
    tab = loaded(screen, bank, qtbot)
    tab.columns.table.say(0, ListRole.DATE)
    qtbot.waitUntil(lambda: not tab.strip.busy and tab.go.isEnabled())
    compared(screen, tab, qtbot)
    return tab


def select(screen: Screen, tab: ReconciliationTab, reference: str) -> None:
    assert tab.page is not None
    place = [row[0] for row in shown(tab, "reference")].index(reference)
    tab.page.table.selectRow(place)
    screen.quiet()


def test_what_is_missing_is_recharged_and_compared_again(
    company: World, bank: Path, screen_of: Screens, qtbot: QtBot
) -> None:
    screen = screen_of()
    tab = prepare(screen, bank, qtbot)
    select(screen, tab, "TT-0007")
    screen.run("reconciliation.recharge")
    form = screen.dialog(PaymentForm)
    assert form.head.row.number == "1001"
    assert (form.field("amount").value(), form.field("memo").value()) == (units(70), "TT-0007")
    shot(screen, "reconcile_recharge")
    form.ok.click()
    qtbot.waitUntil(lambda: bool(screen.dialogs(ReceiptDialog)))
    screen.dialog(ReceiptDialog).reject()
    qtbot.waitUntil(lambda: "Matched 2" in texts(tab) and not tab.strip.busy)
    screen.quiet()
    assert [row[0] for row in shown(tab, "reference")] == ["TT-0002", "TT-0008", ""]


def test_whose_payment_it_is_is_asked_where_the_line_does_not_say(
    company: World, bank: Path, screen_of: Screens, qtbot: QtBot
) -> None:
    screen = screen_of()
    tab = prepare(screen, bank, qtbot)
    select(screen, tab, "TT-0008")
    screen.run("reconciliation.recharge")
    dialog = screen.dialog(WhichAccount)
    dialog.ok.click()
    assert dialog.problem.isVisible()
    dialog.account.set_account(
        company.read(company.admin, o.ACCOUNTS_LIST, ListAccounts()).rows[1].id, "2002", "Bakery"
    )
    dialog.ok.click()
    screen.quiet()
    form = screen.dialog(PaymentForm)
    assert (form.head.row.number, form.field("amount").value()) == ("2002", units(80))
    form.done(0)


def test_only_what_is_missing_can_be_recharged(company: World, bank: Path, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of()
    tab = prepare(screen, bank, qtbot)
    select(screen, tab, "TT-0002")
    (recharge, _) = tab.offers()
    assert recharge.hindrance(screen.window.scene()) == Code.LIST_NOT_MISSING.value
    screen.run("reconciliation.record")
    listed = screen.window.pages.current_tab
    assert isinstance(listed, PaymentsTab)
    qtbot.waitUntil(lambda: listed.table.rows.rowCount() == 1)


def test_what_is_shown_is_exported(
    company: World, bank: Path, screen_of: Screens, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = screen_of()
    tab = prepare(screen, bank, qtbot)
    tab.views.choose((ListOutcome.MISSING_BOOKS,))
    screen.quiet()
    target = tmp_path / "made.csv"
    tab.export(target, FileForm.CSV)
    qtbot.waitUntil(lambda: target.exists() and not tab.strip.busy)
    rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["reference"], row["listed_amount"]) for row in rows] == [
        ("TT-0007", "70.000000"), ("TT-0008", "80.000000"),
    ]  # fmt: skip


def test_another_period_is_another_result(company: World, bank: Path, screen_of: Screens, qtbot: QtBot) -> None:
    screen = screen_of()
    tab = prepare(screen, bank, qtbot)
    assert not tab.columns.isVisible()
    day = screen.context.formats.at(today(company) + timedelta(days=1))
    for field in tab.period:
        field.set_value(day)
    assert tab.go.isEnabled()
    compared(screen, tab, qtbot)
    qtbot.waitUntil(lambda: texts(tab) == ["All 4", "Differences 0", "Outside the period 4"])
    tab.period[1].set_value(screen.context.formats.at(today(company)))
    assert not tab.go.isEnabled()


def test_who_has_no_right_has_no_page(company: World, screen_of: Screens) -> None:
    company.user("clerk", rights={Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW})
    screen = screen_of("clerk")
    screen.window.open_page("reconciliation", {})
    assert not isinstance(screen.window.pages.current_tab, ReconciliationTab)
