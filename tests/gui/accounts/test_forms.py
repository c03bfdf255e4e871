import pytest

from tests.gui.accounts.company import Company, Told
from tests.gui.accounts.conftest import Open
from tests.support.world import units
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.grants import ListAccountGrants, RemoveAccountGrant
from vosdesk.contract.payments import ListPayments, PaymentFilter, PaymentKind
from vosdesk.gui.dialogs.account import AccountEdit, AccountForm
from vosdesk.gui.dialogs.account_limits import LowerRateForm, OverdraftForm, RateGroupForm
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.move import MoveForm


def test_an_account_is_opened_with_its_payment_record(company: Company, stage: Open) -> None:
    made = stage()
    form = made.open("accounts.new", AccountForm)
    form.field("number").set_value("3000")
    form.field("name").set_value("Aster Telecom")
    form.field("opening").set_value(units(12.5))
    form.field("contact.email").set_value("ops@aster.example")
    form.field("rate_group").set_value(company.retail)
    form.send()
    made.wait(lambda: "3000" in made.numbers())
    assert made.cell("3000", "balance") == "▽ 12.500"
    world = company.world
    found = world.read(world.admin, o.ACCOUNTS_GET, a.GetAccount(id=made.row("3000").id))
    assert found.contact.email == "ops@aster.example"
    assert found.row.rate_group_id == company.retail
    page = world.read(world.admin, o.PAYMENTS_LIST, ListPayments(filter=PaymentFilter(account_number="3000")))
    assert [(row.kind, row.amount) for row in page.rows] == [(PaymentKind.OPEN, units(12.5))]


def test_an_agent_opens_a_sub_account_below_his_own(company: Company, stage: Open) -> None:
    made = stage("zhang")
    made.select("A100")
    form = made.open("accounts.new_sub", AccountForm)
    assert form.agent.chosen is not None
    assert form.agent.chosen.number == "A100"
    form.field("number").set_value("1003")
    form.send()
    made.wait(lambda: "1003" in made.numbers())
    assert made.cell("1003", "agent") == "A100"


def test_an_agent_who_chooses_no_agent_account_is_told_at_the_field(company: Company, stage: Open) -> None:
    made = stage("zhang")
    form = made.open("accounts.new", AccountForm)
    # His one account is chosen for him beforehand.
    assert form.agent.chosen is not None
    form.agent.set_value(None)
    form.field("number").set_value("1003")
    form.send()
    assert form.problem_text("agent") == "Fill this in."
    form.set_clean()


def test_a_new_sub_account_of_the_tab_that_shows_them(company: Company, stage: Open) -> None:
    made = stage(node="sub_accounts", account=company.agent, number="A100", name="")
    form = made.open("accounts.new_here", AccountForm)
    assert form.windowTitle() == "New sub-account of A100"


def test_a_number_that_is_taken_is_told_at_the_field(company: Company, stage: Open) -> None:
    made = stage()
    form = made.open("accounts.new", AccountForm)
    form.field("number").set_value("1001")
    form.send()
    made.wait(lambda: not form.sending)
    assert form.problem_text("number") == "This is taken already. Choose another."
    form.set_clean()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1000a", "This is not a number"),
        ("1e5", "This is not a number"),
        ("-5", "cannot be negative"),
        ("NaN", "This is not a number"),
        ("9" * 40, "too large"),
        ("1.000,5", "Check the separators"),
        ("0.0000001", "At most 6 decimals"),
    ],
)
def test_an_amount_that_is_none_is_told_as_it_is_typed(company: Company, stage: Open, typed: str, said: str) -> None:
    made = stage()
    form = made.open("accounts.new", AccountForm)
    form.field("number").set_value("3000")
    form.field("opening").target().setText(typed)  # type: ignore[attr-defined]
    assert said in form.problem_text("opening")
    form.send()
    assert not form.sending
    form.set_clean()


def test_details_are_edited_and_nothing_else(company: Company, stage: Open) -> None:
    made = stage()
    made.select("1001")
    form = made.open("accounts.edit", AccountEdit)
    before = company.world.account_row(company.first)
    form.field("name").set_value("Renamed")
    form.send()
    made.wait(lambda: made.cell("1001", "name") == "Renamed")
    after = company.world.account_row(company.first)
    assert (after.balance, after.expires, after.threshold) == (before.balance, before.expires, before.threshold)


def test_a_stale_edit_shows_both_versions(company: Company, stage: Open) -> None:
    world = company.world
    made = stage()
    made.select("1001")
    form = made.open("accounts.edit", AccountEdit)
    row = world.account_row(company.first)
    values = {n: getattr(row, n) for n in ("id", "version", "type", "expires", "threshold")}
    theirs = a.UpdateAccount(name="Theirs", memo="", contact=a.Contact(), **values)
    world.do(world.admin, o.ACCOUNTS_UPDATE, theirs)
    form.field("name").set_value("Mine")
    form.send()
    made.wait(lambda: not form.sending and form.stale.isVisible())
    assert "Mine" in form.stale.cells()
    assert "Theirs" in form.stale.cells()
    form.stale.buttons[1].click()
    made.wait(lambda: made.cell("1001", "name") == "Mine")


def test_the_overdraft_form_computes_what_may_be_spent(company: Company, stage: Open) -> None:
    made = stage()
    made.select("1001")
    form = made.open("accounts.overdraft", OverdraftForm)
    form.limit.set_value(units(40))
    assert "100.000 USD" in form.figures.text()
    form.send()
    made.wait(lambda: made.cell("1001", "overdraft") == "40.000")


def test_rate_groups_are_chosen_among_those_offered(company: Company, stage: Open) -> None:
    made = stage()
    made.select("1002")
    form = made.open("accounts.rate_group", RateGroupForm)
    assert form.billing.value() is None
    form.billing.set_value(company.wholesale)
    form.private.set_value(company.retail)
    form.send()
    made.wait(lambda: made.cell("1002", "rate_group") == "Wholesale")
    assert made.cell("1002", "private_rate_group") == "Retail 2030"


def test_a_rate_group_that_an_agent_may_not_see_is_not_wiped_unseen(company: Company, stage: Open) -> None:
    made = stage("zhang")
    made.select("1001")
    assert made.cell("1001", "rate_group") == "(not shown)"
    form = made.open("accounts.rate_group", RateGroupForm)
    assert form.billing.combo.currentText() == "As it is (not yours to see)"
    form.send()
    made.wait(lambda: not form.sending)
    assert company.world.account_row(company.first).rate_group_id == company.retail


def test_lower_rate_is_refused_while_a_user_holds_rights_on_rates(company: Company, stage: Open) -> None:
    made = stage()
    made.select("A100")
    form = made.open("accounts.lower_rate", LowerRateForm)
    assert form.figures.text() == "Cover  500.000  used  60.000  free  440.000"
    form.send()
    made.wait(lambda: not form.sending)
    assert "user zhang holds rights on rates" in form.banner.text
    world = company.world
    held = world.read(world.admin, o.GRANTS_LIST_ACCOUNT, ListAccountGrants(account=company.agent)).rows[0]
    world.do(world.admin, o.GRANTS_REMOVE_ACCOUNT, RemoveAccountGrant(id=held.id))
    form.send()
    made.wait(lambda: made.cell("A100", "lower_rate") == "On")
    assert made.cell("1001", "rate_group").endswith("(overridden)")


def test_a_short_cover_is_told_before_the_switch(company: Company, stage: Open) -> None:
    company.world.recharge(company.first, 1000)
    made = stage()
    made.select("A100")
    form = made.open("accounts.lower_rate", LowerRateForm)
    assert "short by  ▼ 560.000" in form.figures.text()
    form.send()
    made.wait(lambda: not form.sending)
    assert "1001" in form.banner.text
    assert not company.world.account_row(company.agent).lower_rate


def test_a_move_is_shown_before_it_is_made(company: Company, stage: Open) -> None:
    other = company.world.account("B200", opening=5, name="Southern")
    company.world.grant(company.fixed_rate_agent("li"), other)
    made = stage()
    made.select("1001")
    form = made.open("accounts.move", MoveForm)
    form.place.set_account(other, "B200", "Southern")
    made.wait(lambda: "From A100 to B200." in form.changes.text())
    assert "Will reach it: li." in form.changes.text()
    assert "Will no longer reach it: zhang." in form.changes.text()
    form.send()
    made.wait(lambda: made.cell("1001", "agent") == "B200")


def test_a_move_below_itself_cannot_be_sent(company: Company, stage: Open) -> None:
    made = stage()
    made.select("A100")
    form = made.open("accounts.move", MoveForm)
    form.place.set_account(company.first, "1001", "")
    made.wait(lambda: "Cannot be moved" in form.changes.text())
    form.send()
    assert not form.sending
    assert form.problem_text("agent") == "An account cannot stand below itself."
    form.set_clean()


def test_lock_takes_effect_at_once_and_unlock_takes_it_back(company: Company, stage: Open) -> None:
    made = stage()
    made.select("1001")
    made.run("accounts.lock")
    made.wait(lambda: made.cell("1001", "lock") == "⊘ Locked")
    assert made.hindrance("accounts.lock") == "account.locked"
    made.run("accounts.unlock")
    made.wait(lambda: made.cell("1001", "lock") == "Normal")


def test_cancelling_asks_first_and_is_greyed_while_money_is_left(company: Company, stage: Open) -> None:
    made = stage()
    made.select("1001")
    assert made.hindrance("accounts.cancel") == "account.balance_left"
    made.select("1002")
    dialog = made.open("accounts.cancel", ConfirmDialog)
    assert dialog.safe.isDefault()
    dialog.act.click()
    made.wait(lambda: made.numbers() == ["1001", "A100"])
    assert not company.world.account_row(company.second).active


def test_a_form_with_something_typed_asks_before_it_closes(company: Company, stage: Open) -> None:
    made = stage()
    form = made.open("accounts.new", AccountForm)
    form.field("number").set_value("3000")
    form.reject()
    notices = made.context.notices
    assert isinstance(notices, Told)
    assert len(notices.questions) == 1
    assert form.isVisible()
    notices.answer = True
    form.reject()
    made.wait(lambda: not made.tab.findChildren(AccountForm))
