"""Reversals, notes, large amounts, bulk recharge and lost answers in the real window, over real services."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gui.payments.flaky import Flaky
from tests.gui.payments.screen import Screen
from tests.support.databases import SqliteMaker
from tests.support.world import AGENT_RIGHTS, PASSWORD, World, units
from vosdesk.contract import operations as o
from vosdesk.contract import parameters as pm
from vosdesk.contract import payments as p
from vosdesk.contract.ids import AccountId
from vosdesk.gui.dialogs import payment
from vosdesk.gui.dialogs.bulk import BulkResultDialog
from vosdesk.gui.dialogs.bulk_recharge import BulkRechargeForm
from vosdesk.gui.dialogs.lost_answers import LostAnswers, LostAnswersDialog
from vosdesk.gui.dialogs.payment import PaymentForm
from vosdesk.gui.dialogs.receipt import ReceiptDialog
from vosdesk.gui.outbox import Outbox
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.payments import PaymentsTab
from vosdesk.storage.unit_of_work import Store

Screens = Callable[..., Screen]


@pytest.fixture
def account(world: World) -> AccountId:
    return world.account("1001", name="Blue Ridge Voice", opening=10)


def newest(world: World) -> p.PaymentRow:
    return world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments()).rows[0]


def ask_from(world: World, value: str) -> None:
    row = pm.SetParameter(name=pm.CONFIRM_FROM, version=0, value=value)
    world.do(world.admin, o.PARAMETERS_SET, row)


def test_a_payment_is_reversed_from_its_row(world: World, screen_of: Screens, account: AccountId) -> None:
    wrong = world.recharge(account, 5)
    screen = screen_of()
    tab = screen.open(PaymentsTab, "payments")
    tab.table.selectRow(0)
    screen.run("payments.reverse")
    form = screen.dialog(PaymentForm)
    assert (form.head.balance.text(), form.head.after.text()) == ("15.000 USD", "10.000 USD")
    form.send()
    assert form.problem_text("memo")
    form.field("memo").set_value("typed wrongly")
    form.field("note").set_value("second time this week")
    form.send()
    screen.quiet()
    made = newest(world)
    assert (made.kind, made.reverses, made.note) == (p.PaymentKind.REVERSAL, wrong.id, "second time this week")
    receipt = screen.dialog(ReceiptDialog)
    assert f"record number {wrong.id}" in receipt.text()
    assert "second time" not in receipt.text(), "the receipt is the customer's"
    receipt.close()
    rows = [tab.table.rows.row(n) for n in range(2)]
    column = next(c for c in tab.spec.columns if c.id == "reversal")
    assert [column.text(row, screen.context.formats) for row in rows if row is not None] == [
        f"reverses {wrong.id}",
        f"reversed by {made.id}",
    ]
    tab.table.selectRow(1)
    assert not screen.window.registry.run("payments.reverse")
    assert screen.said[-1] == "The payment was reversed already."
    screen.run("payments.receipt")
    assert f"record number {made.id}" in screen.dialog(ReceiptDialog).text()


def test_an_agent_sees_no_note_and_writes_none(world: World, screen_of: Screens, account: AccountId) -> None:
    sub = world.account("1001-1", account)
    world.grant(world.agent("li", AGENT_RIGHTS), account)
    screen = screen_of("li")
    tab = screen.open(PaymentsTab, "payments")
    assert "note" not in {c.id for c in tab.spec.columns}
    form = payment.open_form(screen.context, payment.RECHARGE, world.account_row(sub), screen.window)
    assert "note" not in form.values()


def test_a_large_amount_asks_for_the_password(world: World, screen_of: Screens, account: AccountId) -> None:
    ask_from(world, "100")
    screen = screen_of()
    form = payment.open_form(screen.context, payment.RECHARGE, world.account_row(account), screen.window)
    form.amount.edit.setText("99.999999")
    assert "confirmation" not in form.values()
    form.amount.edit.setText("100")
    assert form.field("confirmation").isVisible()
    form.send()
    assert form.problem_text("confirmation") == "Fill this in."
    form.field("confirmation").set_value("not my password")
    form.send()
    screen.quiet()
    assert form.problem_text("confirmation") == "The password is wrong."
    form.field("confirmation").set_value(PASSWORD)
    form.send()
    screen.quiet()
    assert newest(world).amount == units(100)


def test_a_console_that_does_not_know_asks_when_the_service_says_so(
    world: World, screen_of: Screens, account: AccountId
) -> None:
    screen = screen_of()
    form = payment.open_form(screen.context, payment.RECHARGE, world.account_row(account), screen.window)
    ask_from(world, "100")
    form.amount.edit.setText("100")
    form.send()
    screen.quiet()
    assert form.field("confirmation").isVisible()
    assert form.problem_text("confirmation")
    form.field("confirmation").set_value(PASSWORD)
    form.send()
    screen.quiet()
    assert newest(world).amount == units(100)


def test_selected_accounts_are_recharged_in_one_act(world: World, screen_of: Screens, account: AccountId) -> None:
    world.account("1002", opening=1)
    gone = world.account("1003")
    from vosdesk.contract.accounts import CancelAccount

    ask_from(world, "100")
    screen = screen_of()
    tab = screen.open(ListTab, "accounts")
    tab.table.selectAll()
    world.do(world.admin, o.ACCOUNTS_CANCEL, CancelAccount(id=gone))
    screen.run("payments.recharge")
    form = screen.dialog(BulkRechargeForm)
    form.field("amount").set_value(units(60))
    assert form.total.text() == f"In all: {screen.context.formats.amount(units(60) * form._count)}"
    assert form.field("confirmation").isVisible(), "together they are a large amount"
    form.field("confirmation").set_value(PASSWORD)
    form.send()
    screen.quiet()
    result = screen.dialog(BulkResultDialog)
    assert "Done: 2." in result.summary.text()
    assert world.account_row(account).balance == units(70)


@pytest.mark.parametrize(
    ("when", "told", "balance"), [("before", "not recorded", 0), ("after", "recorded, record", 25)]
)
def test_a_payment_of_a_killed_console_is_told_at_the_next_start_and_never_sent_again(
    sqlite_maker: SqliteMaker, tmp_path: Path, screen_of: Screens, world: World, when: str, told: str, balance: int
) -> None:
    url = sqlite_maker.make()
    other = World(Store(url))
    account = other.account("A1")
    command = [sys.executable, "-m", "tests.gui.payments.killed", str(url), str(tmp_path), when]
    done = subprocess.run(command, check=False, timeout=60, capture_output=True)
    assert done.returncode == -9, done.stderr.decode()
    assert other.account_row(account).balance == units(balance)
    (note,) = tmp_path.glob("*.json")
    assert PASSWORD not in note.read_text("utf-8")
    screen = screen_of(wrap=lambda _: Flaky(other.backend(other.admin)))
    screen.context.outbox = Outbox(tmp_path)
    LostAnswers(screen.context, screen.window).look()
    screen.quiet()
    dialog = screen.dialog(LostAnswersDialog)
    assert len(dialog.lines) == 1
    assert told in dialog.lines[0]
    assert "Recharge, account A1, 25.000 USD" in dialog.lines[0]
    assert not screen.backend.keys, "nothing was sent again"
    assert other.account_row(account).balance == units(balance)
    assert list(tmp_path.glob("*.json")) == []
    dialog.close()
    LostAnswers(screen.context, screen.window).look()
    screen.quiet()
    assert screen.dialogs(LostAnswersDialog) == []
    other.close()


def test_what_is_not_known_yet_is_asked_again_at_the_next_start(
    world: World, screen_of: Screens, account: AccountId, tmp_path: Path
) -> None:
    screen = screen_of(wrap=Flaky)
    screen.context.outbox = Outbox(tmp_path)
    screen.backend.after = {"payments.recharge"}
    screen.backend.before = {"payments.find"}
    form = payment.open_form(screen.context, payment.RECHARGE, world.account_row(account), screen.window)
    form.amount.edit.setText("5")
    form.send()
    screen.quiet()
    assert "not known yet" in form.banner.text
    assert Outbox(tmp_path).left() == (), "a window that lives settles its own payments"
    screen.context.outbox.close()
    screen.context.outbox = Outbox(tmp_path)
    LostAnswers(screen.context, screen.window).look()
    screen.quiet()
    first = screen.dialog(LostAnswersDialog)
    assert "not known yet" in first.lines[0]
    first.close()
    screen.backend.before = set()
    LostAnswers(screen.context, screen.window).look()
    screen.quiet()
    assert "recorded, record number" in screen.dialog(LostAnswersDialog).lines[0]
    assert world.account_row(account).balance == units(15)


def test_nothing_is_sent_that_could_not_be_noted(
    world: World, screen_of: Screens, account: AccountId, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    screen = screen_of(wrap=Flaky)
    screen.context.outbox = Outbox(blocked)
    form = payment.open_form(screen.context, payment.RECHARGE, world.account_row(account), screen.window)
    form.amount.edit.setText("5")
    form.send()
    screen.quiet()
    assert form.banner.text.startswith("Nothing was sent")
    assert not screen.backend.keys
    assert form.ok.isEnabled()
    screen.context.outbox = Outbox(tmp_path / "free")
    form.send()
    screen.quiet()
    assert world.account_row(account).balance == units(15)
