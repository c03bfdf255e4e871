"""Recharge, deduct and make zero in the real window, over real services."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.payments.flaky import Flaky
from tests.gui.payments.screen import GERMANY, Screen
from tests.support.world import World, units
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.ids import AccountId
from vosdesk.gui.dialogs import payment
from vosdesk.gui.dialogs.payment import PaymentForm
from vosdesk.gui.dialogs.receipt import ReceiptDialog
from vosdesk.gui.tabs.list_tab import ListTab

Screens = Callable[..., Screen]


@pytest.fixture
def account(world: World) -> AccountId:
    return world.account("1001", name="Blue Ridge Voice", opening=10)


def records(world: World) -> list[p.PaymentRow]:
    """All payments but the openings, oldest first, as they were answered: without the reader's verbs."""
    rows = world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments(descending=False)).rows
    return [replace(r, can={}) for r in rows if r.kind is not p.PaymentKind.OPEN]


def form_on(screen: Screen, act: payment.PaymentAct, account: AccountId) -> PaymentForm:
    form = payment.open_form(screen.context, act, screen.world.account_row(account), screen.window)
    screen.quiet()
    return form


def test_a_recharge_from_the_account_list_ends_with_its_receipt(
    world: World, screen_of: Screens, account: AccountId
) -> None:
    screen = screen_of()
    tab = screen.open(ListTab, "accounts")
    tab.table.selectRow(0)
    screen.run("payments.recharge")
    form = screen.dialog(PaymentForm)
    assert form.head.account.text() == "1001  Blue Ridge Voice"
    assert form.head.after.text() == "—"
    QTest.keyClicks(form.amount.edit, "50.25")
    assert form.head.after.text() == "60.250 USD"
    form.field("memo").set_value("cash at the desk")
    QTest.mouseDClick(form.ok, Qt.MouseButton.LeftButton)
    QTest.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    screen.quiet()
    (record,) = records(world)
    assert (record.amount, record.balance_after, record.memo) == (units(50.25), units(60.25), "cash at the desk")
    receipt = screen.dialog(ReceiptDialog)
    assert receipt.row == record
    assert "+50.250 USD" in receipt.text()
    row = tab.table.rows.row(0)
    assert row is not None
    assert row.balance == units(60.25)


def test_the_button_is_dead_while_the_answer_is_out(world: World, screen_of: Screens, account: AccountId) -> None:
    screen = screen_of(wrap=Flaky)
    form = form_on(screen, payment.RECHARGE, account)
    form.amount.edit.setText("1")
    screen.backend.open.clear()
    form.ok.click()
    assert not form.ok.isEnabled()
    form.send()
    screen.backend.open.set()
    screen.quiet()
    assert len(records(world)) == 1
    assert len(screen.backend.keys) == 1


@pytest.mark.parametrize(
    "typed", ["", "1000a", "1e5", "-5", "0", "0.000", "NaN", "inf", "9" * 40, "1.2345678", "1.250,50", "٣", "1 000"]
)
def test_an_amount_that_is_none_is_refused_as_typed(
    screen_of: Screens, world: World, account: AccountId, typed: str
) -> None:
    screen = screen_of(wrap=Flaky)
    form = form_on(screen, payment.RECHARGE, account)
    form.amount.edit.setText("1")
    form.amount.edit.setText(typed)
    assert form.problem_text("amount")
    assert form.head.after.text() == "—"
    form.send()
    assert form.isVisible()
    assert form.amount.edit.text() == typed
    assert not screen.backend.keys


def test_separators_are_those_of_the_reader(screen_of: Screens, world: World, account: AccountId) -> None:
    screen = screen_of(locale=GERMANY)
    form = form_on(screen, payment.RECHARGE, account)
    form.amount.edit.setText("1,250.50")
    assert "“,”" in form.problem_text("amount")
    form.amount.edit.setText("1.250,50")
    assert form.head.after.text() == "1.260,500 USD"
    form.send()
    screen.quiet()
    assert [r.amount for r in records(world)] == [units(1250.5)]


def test_a_deduction_beyond_the_limit_is_told_in_the_form(screen_of: Screens, world: World, account: AccountId) -> None:
    screen = screen_of()
    form = form_on(screen, payment.DEDUCT, account)
    form.amount.edit.setText("10.5")
    assert (form.head.after.text(), form.head.note.text()) == ("−0.500 USD", "beyond the overdraft limit")
    form.send()
    screen.quiet()
    assert "10.000" in form.banner.text
    assert "does not allow" in form.banner.text
    assert form.isVisible()
    form.amount.edit.setText("9")
    form.send()
    screen.quiet()
    assert [r.amount for r in records(world)] == [units(-9)]


def test_make_zero_looks_at_the_balance_again_when_it_moved(
    screen_of: Screens, world: World, account: AccountId
) -> None:
    screen = screen_of()
    form = form_on(screen, payment.MAKE_ZERO, account)
    assert form.head.after.text() == "0.000 USD"
    world.recharge(account, 5)
    form.send()
    screen.quiet()
    assert "has changed" in form.banner.text
    assert form.head.balance.text() == "15.000 USD"
    form.send()
    screen.quiet()
    assert [r.amount for r in records(world)] == [units(5), units(-15)]
    assert screen.dialog(ReceiptDialog).row.balance_after == 0


def test_an_agent_learns_why_he_may_not_pay(screen_of: Screens, world: World) -> None:
    agent = world.account("9001", opening=100)
    sub = world.account("1001", agent)
    user = world.agent("northern")
    world.grant(user, agent)
    screen = screen_of("northern")
    form = form_on(screen, payment.RECHARGE, agent)
    form.amount.edit.setText("1")
    form.send()
    screen.quiet()
    assert "You are listed on account 9001 yourself" in form.banner.text
    form._ready = False
    form.reject()
    form = form_on(screen, payment.RECHARGE, sub)
    world.grant(user, sub, [])
    form.amount.edit.setText("1")
    form.send()
    screen.quiet()
    assert "1001" in form.banner.text
    assert not records(world)
    assert form.amount.edit.text() == "1"


def test_a_short_cover_names_its_figures_and_users(screen_of: Screens, world: World) -> None:
    agent = world.account("9001", opening=100)
    sub = world.account("1001", agent, opening=60)
    version = world.account_row(agent).version
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=agent, version=version, lower_rate=True))
    screen = screen_of()
    form = form_on(screen, payment.RECHARGE, sub)
    form.amount.edit.setText("41")
    form.send()
    screen.quiet()
    assert "100.000 in all, 60.000 used, 40.000 free" in form.banner.text
    assert "1001 (60.000)" in form.banner.text


def test_an_answer_lost_after_the_payment_is_found_by_its_key(
    screen_of: Screens, world: World, account: AccountId
) -> None:
    screen = screen_of(wrap=Flaky)
    screen.backend.after.add("payments.recharge")
    form = form_on(screen, payment.RECHARGE, account)
    form.amount.edit.setText("7")
    form.send()
    screen.quiet()
    assert [r.amount for r in records(world)] == [units(7)]
    assert screen.dialog(ReceiptDialog).row.amount == units(7)
    assert not screen.dialogs(PaymentForm)


def test_a_payment_lost_before_it_was_done_can_be_sent_again_under_its_key(
    screen_of: Screens, world: World, account: AccountId
) -> None:
    screen = screen_of(wrap=Flaky)
    screen.backend.before.add("payments.recharge")
    form = form_on(screen, payment.RECHARGE, account)
    form.amount.edit.setText("7")
    form.send()
    screen.quiet()
    assert "was not recorded" in form.banner.text
    assert form.ok.isEnabled()
    screen.backend.before.clear()
    form.amount.edit.setText("8")
    form.send()
    screen.quiet()
    assert [r.amount for r in records(world)] == [units(8)]
    first, second = screen.backend.keys
    assert first == second


def test_a_first_try_that_landed_late_is_not_paid_again(screen_of: Screens, world: World, account: AccountId) -> None:
    screen = screen_of(wrap=Flaky)
    screen.backend.before.add("payments.recharge")
    form = form_on(screen, payment.RECHARGE, account)
    form.amount.edit.setText("7")
    form.send()
    screen.quiet()
    late = p.Recharge(account=account, amount=units(7))
    world.write(screen.token, o.PAYMENTS_RECHARGE, late, screen.backend.keys[0])
    screen.backend.before.clear()
    form.amount.edit.setText("8")
    form.send()
    screen.quiet()
    assert [r.amount for r in records(world)] == [units(7)]
    assert screen.dialog(ReceiptDialog).row.amount == units(7)


def test_nothing_can_be_sent_while_it_is_not_known_what_became_of_it(
    screen_of: Screens, world: World, account: AccountId
) -> None:
    screen = screen_of(wrap=Flaky)
    screen.backend.after.add("payments.recharge")
    screen.backend.before.add("payments.find")
    form = form_on(screen, payment.RECHARGE, account)
    form.amount.edit.setText("7")
    form.send()
    screen.quiet()
    assert "not known yet" in form.banner.text
    assert not form.ok.isEnabled()
    form.send()
    screen.quiet()
    assert len(screen.backend.keys) == 1
    screen.backend.before.clear()
    form.again.click()
    screen.quiet()
    assert screen.dialog(ReceiptDialog).row.amount == units(7)
    assert len(records(world)) == 1


def test_a_form_closed_while_sending_still_tells_what_became_of_it(
    screen_of: Screens, world: World, account: AccountId
) -> None:
    screen = screen_of(wrap=Flaky)
    screen.backend.after.add("payments.recharge")
    form = form_on(screen, payment.RECHARGE, account)
    form.amount.edit.setText("7")
    screen.backend.open.clear()
    form.send()
    form.close()
    screen.backend.open.set()
    screen.quiet()
    assert not screen.dialogs(PaymentForm)
    assert "Recharge: 1001: recorded, 7.000 USD" in screen.said
    assert len(records(world)) == 1


def test_a_form_closed_before_the_loss_says_that_nothing_was_recorded(
    screen_of: Screens, world: World, account: AccountId
) -> None:
    screen = screen_of(wrap=Flaky)
    screen.backend.before.add("payments.recharge")
    form = form_on(screen, payment.RECHARGE, account)
    form.amount.edit.setText("7")
    screen.backend.open.clear()
    form.send()
    form.reject()
    screen.backend.open.set()
    screen.quiet()
    assert "Recharge: 1001: It was not recorded." in screen.said
    assert not records(world)
