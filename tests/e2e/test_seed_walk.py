"""How to manage agents, walked in the real window: the administrator's steps, the agent's day, the three questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.e2e.conftest import Start, WorldFactory
from tests.e2e.console import Console
from tests.support.ledger_check import check_ledger
from tests.support.world import AGENT_RIGHTS, FIXED_RATE_RIGHTS, PASSWORD, World, units
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.accounts import AccountFilter, Category, ListAccounts, SetLowerRate
from vosdesk.contract.ids import AccountId, UserId
from vosdesk.contract.permissions import GroupRight, Right
from vosdesk.gui.dialogs.account import AccountForm
from vosdesk.gui.dialogs.account_limits import LowerRateForm
from vosdesk.gui.dialogs.authorize import AccountAccess, GrantForm
from vosdesk.gui.dialogs.authorize_group import GroupAccess, GroupGrantForm
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.effective import EffectiveAccess
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.dialogs.new_agent import NewAgentForm
from vosdesk.gui.dialogs.payment import PaymentForm
from vosdesk.gui.dialogs.rate import RateForm
from vosdesk.gui.dialogs.receipt import ReceiptDialog
from vosdesk.gui.dialogs.user import UserForm
from vosdesk.gui.fields import AccountField
from vosdesk.gui.tables import State
from vosdesk.gui.tabs.payments import PaymentsTab
from vosdesk.gui.tabs.sub_accounts import SubAccountsTab
from vosdesk.gui.why import Why
from vosdesk.settings.paths import Paths

NEW_PASSWORD = "quite another horse 42"


class Agency:
    """Agent li with account A100, rate groups that he may and may not use, and a stranger's account."""

    def __init__(self, world: World, rights: frozenset[Right] = AGENT_RIGHTS) -> None:
        self.world = world
        self.li: UserId = world.agent("li", rights)
        self.standard = world.rate_group("Standard")
        self.hidden = world.rate_group("Not for li")
        self.account: AccountId = world.account("A100", opening=500, name="Li Wei Telecom", rate_group=self.standard)
        self.foreign = world.account("Z900", opening=77, name="Somebody else")
        world.grant(self.li, self.account)
        world.grant_group(self.li, self.standard, [GroupRight.USE])

    def balance(self, number: str) -> int:
        """What is stored."""
        rows = self.world.read(self.world.admin, o.ACCOUNTS_LIST, ListAccounts(filter=AccountFilter(number=number)))
        return next(row.balance for row in rows.rows if row.number == number)

    def records(self, number: str) -> list[str]:
        """The kinds of payment records that are stored, newest first."""
        request = p.ListPayments(filter=p.PaymentFilter(account_number=number))
        return [r.kind.name for r in self.world.read(self.world.admin, o.PAYMENTS_LIST, request).rows]


@pytest.fixture
def agency(world: World) -> Iterator[Agency]:
    """An agent as the administrator leaves him."""
    yield Agency(world)
    with world.store.read() as unit:
        assert check_ledger(unit.connection) >= 2


# --- the administrator -----------------------------------------------------------------------------------------


def test_the_first_run_creates_the_administrator_who_then_logs_in_by_typing(start: Start, paths: Paths) -> None:
    console = start()
    setup = console.login_window.setup
    console.wait_for(lambda: console.login_window.stack.currentWidget() is setup)
    console.write(setup.login.field, "ada")
    console.write(setup.name.field, "Ada Lovelace")
    console.write(setup.password.field, "password12")
    console.write(setup.again.field, "password12")
    console.press(setup.create_button)
    console.wait_for(lambda: "easy to guess" in setup.password.field.accessibleDescription())
    console.write(setup.password.field, PASSWORD)
    console.press(setup.create_button)
    assert setup.again.field.accessibleDescription() == "The two passwords differ."
    console.write(setup.again.field, PASSWORD)
    console.press(setup.create_button)
    console.enter()
    assert console.window.windowTitle().startswith("ada")
    assert console.tree() == [
        "Rate management", "  Rate group management", "  Rate search", "  Sheet templates",
        "Account management",
        "Data query", "  Payment record", "    Reconciliation", "  Low balance", "  Call charges", "  Income details",
        "System management", "  User management", "  Rights templates", "  System log", "  System parameters",
        "  Online users", "  Verification", "  Backups",
    ]  # fmt: skip

    console.log_out()
    assert console.login_window.login.text() == "ada"
    assert console.login_window.password.text() == ""
    console.send_login("ada", "not my password")
    console.wait_for(lambda: "Login failed" in console.login_window.error.text())
    console.log_in("ada")
    assert console.open("User management").title() == "User management"
    assert [row.login for row in console.rows()] == ["ada"]
    assert PASSWORD.encode() not in b"".join(f.read_bytes() for f in paths.data.iterdir())


def test_an_agent_is_made_step_by_step(console: Console, world: World) -> None:
    world.rate_group("Standard")
    console.log_in("admin")

    # A user of type Agent, with rights by a template and the navigation that he will see.
    console.open("User management")
    console.act("users.new")
    user = console.dialog(UserForm)
    console.fill(user, login="li", name="Li Wei", type="Agent", password=PASSWORD, must_change_password=False)
    preview = user.editor.preview
    console.wait(lambda: preview.empty.text() == "This user will see no page at all.")
    console.fill(user, template="Agent")
    console.wait(lambda: bool(preview.nodes))
    assert preview.nodes == (
        "rate_management", "rate_groups", "rates", "accounts", "data_query", "payments", "low_balance", "calls",
        "income", "system_management", "log",
    )  # fmt: skip
    console.send(user)
    assert console.said() == "User li was created."
    assert {row.login: row.template_name for row in console.rows()}["li"] == "Agent"

    # His account, opened with a balance.
    console.open("Account management")
    console.act("accounts.new")
    account = console.dialog(AccountForm)
    console.fill(account, number="A100", name="Li Wei Telecom", opening="1,500.5", overdraft="10")
    console.send(account)
    assert console.cells("balance") == ["1,500.500"]

    # The user on its access list, for the account and all below it.
    console.click_row(number="A100")
    console.act("grants.authorize")
    listed = console.dialog(AccountAccess)
    console.press(listed.buttons["add"])
    grant = console.dialog(GrantForm)
    console.fill(grant, user="li")
    assert grant.covers.value() is True
    console.send(grant)
    console.wait(lambda: console.cells("login", listed.page.table) == ["li"])
    assert console.cells("covers", listed.page.table) == ["✓"]
    console.close(listed)

    # The user on a rate group's access list.
    console.open("Rate group management")
    console.click_row(name="Standard")
    console.act("rate_groups.authorize")
    users = console.dialog(GroupAccess)
    console.press(users.buttons["add"])
    entry = console.dialog(GroupGrantForm)
    console.fill(entry, user="li")
    console.send(entry)
    console.close(users)
    console.wait(lambda: console.cells("access_users") == ["li"])

    # Without a restart he logs in, and sees his own.
    console.log_out()
    console.log_in("li")
    assert [row.number for row in console.rows()] == ["A100"]
    assert "System management" in console.tree()
    assert "  User management" not in console.tree()


def test_new_agent_does_all_of_it_in_one_form(console: Console, world: World, qtbot: QtBot) -> None:
    world.rate_group("Standard")
    world.account("Z900", opening=1)
    console.log_in("admin")
    console.act("grants.new_agent")
    form = console.dialog(NewAgentForm)
    console.fill(
        form, user__login="li", user__name="Li Wei", user__password=PASSWORD, user__template="Agent",
        account__number="Z900", account__name="Li Wei Telecom", account__opening="500",
    )  # fmt: skip
    view, model = form.groups.view, form.groups.model
    view.scrollTo(model.index(0, 1))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(0, 1)).center())
    assert form.groups.names() == ["Standard"]
    assert "Account Z900, opened with 500.000 USD" in form.summary.text()
    console.try_to_send(form)
    assert form.problem_text("account.number") == "This is taken already. Choose another."
    console.fill(form, account__number="A100")
    console.send(form)
    assert console.said() == "Agent li with account A100 was created."

    # He chooses a password of his own first.
    console.log_out()
    console.send_login("li", PASSWORD)
    change = console.login_window.change
    console.wait_for(lambda: console.login_window.change.isVisible())
    console.write(change.new.field, NEW_PASSWORD)
    console.write(change.again.field, NEW_PASSWORD)
    console.press(change.save)
    console.enter()
    assert [row.number for row in console.rows()] == ["A100"]
    console.act("accounts.new")
    sub = console.dialog(AccountForm)
    assert [sub.rate_group.combo.itemText(n) for n in range(sub.rate_group.combo.count())] == ["None", "Standard"]
    sub.set_clean()
    console.close(sub)


# --- the agent -------------------------------------------------------------------------------------------------


def test_the_agent_opens_a_sub_account_and_becomes_a_node(console: Console, agency: Agency) -> None:
    console.log_in("li")
    assert console.cells("category") == ["General account"]
    assert "Account management" in console.tree()
    assert "  A100  Li Wei Telecom" not in console.tree()

    console.click_row(number="A100")
    console.act("accounts.new_sub")
    form = console.dialog(AccountForm)
    assert form.windowTitle() == "New sub-account of A100"
    offered = [form.rate_group.combo.itemText(n) for n in range(form.rate_group.combo.count())]
    assert offered == ["None", "Standard"], "his private groups, and those that he is listed on"
    console.fill(form, number="A100-1", name="Corner Shop", rate_group="Standard")
    console.send(form)
    console.wait(lambda: len(console.rows()) == 2)
    assert [(r.number, r.category) for r in console.rows()] == [
        ("A100", Category.AGENT), ("A100-1", Category.GENERAL),
    ]  # fmt: skip
    console.wait(lambda: "  A100  Li Wei Telecom" in console.tree())
    assert console.tree().index("  A100  Li Wei Telecom") == console.tree().index("Account management") + 1

    below = console.open("A100")
    assert isinstance(below, SubAccountsTab)
    assert [(r.number, r.rate_group_name) for r in console.rows()] == [("A100-1", "Standard")]
    assert "Balance  500.000 USD" in below.head.text()


def test_the_agent_makes_a_private_rate_group_and_a_rate(console: Console, agency: Agency) -> None:
    agency.world.account("A100-1", agency.account)
    console.log_in("li")
    console.open("Rate group management")
    assert [r.name for r in console.rows()] == ["Standard"], "those that he is listed on, and no other"
    console.click_row(name="Standard")
    rates = console.window.registry.action("rate_groups.rates")
    assert not rates.isEnabled()
    assert rates.statusTip() == "The access list of this rate group does not give you this right."
    console.act("rate_groups.new")
    group: Form[object, object] = console.dialog(Form)
    console.fill(group, name="Li's own", announcement="30")
    console.send(group)
    assert [(r.name, r.private, r.owner) for r in console.rows()] == [("Li's own", True, "li"), ("Standard", False, "")]

    console.click_row(name="Li's own")
    console.act("rate_groups.rates")
    console.loaded()
    assert "    Li's own" in console.tree()
    console.act("rates.add")
    rate = console.dialog(RateForm)
    console.fill(rate, prefix="86", area_name="China", price="0.05", cycle="6")
    assert rate.minute.text.text() == "0.5000 USD"
    console.send(rate)
    assert [(r.fields.prefix, r.fields.price, r.fields.cycle) for r in console.rows()] == [("86", 50_000_000, 6)]

    console.open("Account management")
    console.click_row(number="A100-1")
    console.act("accounts.rate_group")
    choice: Form[object, object] = console.dialog(Form)
    console.fill(choice, rate_group="Li's own (private)")
    console.send(choice)
    console.wait(lambda: console.cells("rate_group")[1] == "Li's own")


def test_the_agent_recharges_sees_the_receipt_and_the_histories(console: Console, agency: Agency) -> None:
    agency.world.account("A100-1", agency.account)
    console.log_in("li")
    console.click_row(number="A100-1")
    console.act("payments.recharge")
    form = console.dialog(PaymentForm)
    console.fill(form, amount="1000a")
    assert form.problem_text("amount") == "This is not a number. Use digits and a decimal sign only."
    console.fill(form, amount="25.5", memo="first top-up")
    assert form.head.after.text() == "25.500 USD"
    console.send(form)

    receipt = console.dialog(ReceiptDialog)
    assert (receipt.row.amount, receipt.row.balance_after, receipt.row.operator) == (units(25.5), units(25.5), "li")
    assert "first top-up" in receipt.text()
    console.close(receipt)
    assert console.said() == "Recharge of 25.500 USD recorded for account A100-1"
    assert console.cells("balance") == ["500.000", "25.500"]
    assert agency.balance("A100") == units(500), "an agent's recharge moves nothing of his own"

    page = console.open("Payment record")
    assert isinstance(page, PaymentsTab)
    assert page.bar is not None
    assert {r.account_number for r in console.rows()} == {"A100", "A100-1"}, "nobody else's"
    for number, kinds in (("A100", ["Open account"]), ("A100-1", ["Recharge", "Open account"])):
        console.put(page.bar.field("account_number"), number)
        console.press(page.bar._filter)
        console.loaded()
        assert console.cells("kind") == kinds
        assert set(console.cells("account_number")) == {number}
    assert "In all  2 · +25.500 USD" in page.page.totals.text()


# --- the three questions ---------------------------------------------------------------------------------------


@pytest.fixture
def two(agency: Agency, start: Start, tmp_path: Path) -> tuple[Console, Console]:
    """The administrator and the agent, each at his own window, with the sub-account A100-1."""
    agency.world.account("A100-1", agency.account, name="Corner Shop")
    admin = start(WorldFactory(agency.world))
    agent = start(WorldFactory(agency.world), Paths(data=tmp_path / "his", config=tmp_path / "his"))
    admin.log_in("admin")
    agent.log_in("li")
    return admin, agent


def _list_on_sub(admin: Console) -> None:
    """The administrator's mistake, against the warning."""
    admin.click_row(number="A100-1")
    admin.act("grants.authorize")
    listed = admin.dialog(AccountAccess)
    admin.press(listed.buttons["add"])
    grant = admin.dialog(GrantForm)
    admin.fill(grant, user="li")
    admin.press(grant.ok)
    warning = admin.dialog(ConfirmDialog)
    said = "\n".join(label.text() for label in warning.findChildren(type(warning._subject)))
    assert "takes rights away from li" in said
    assert "li reaches A100-1 already, through the access list of A100 (set by admin" in said
    assert "No longer on A100-1: Recharge, Deduct, Change overdraft limit, Change rate group, Lock" in said
    admin.press(warning.act)
    admin.wait(lambda: not admin.has(GrantForm))
    admin.close(listed)


def test_first_question_why_the_agent_cannot_recharge(two: tuple[Console, Console], agency: Agency) -> None:
    admin, agent = two
    agent.click_row(number="A100-1")
    agent.act("payments.recharge")
    form = agent.dialog(PaymentForm)
    agent.fill(form, amount="10")
    _list_on_sub(admin)

    # The recharge that was being typed is refused, with the reason in its own window.
    agent.try_to_send(form)
    assert form.banner.text.startswith("An entry on the access list of account A100-1 (set by admin, ")
    assert "hides the rights that you would have through account A100" in form.banner.text
    assert "An administrator can remove that entry." in form.banner.text
    assert agency.records("A100-1") == ["OPEN"]

    # The administrator asks what the agent can do there, and takes the entry away.
    admin.click_row(number="A100-1")
    admin.act("grants.explain")
    access = admin.dialog(EffectiveAccess)
    admin.put(access.user, "li")
    admin.wait(lambda: access.table.rows.rowCount() > 0)
    verbs = admin.cells("verb", access.table)
    line = verbs.index("Recharge")
    assert access.table.rows.index(line, 1).data() == "✗ No"
    admin.click_row(access.table, verb="recharge")
    assert "goes first, and hides the entry on account A100" in access.steps.text()
    assert len(access.steps.removers) == 1
    admin.press(access.steps.removers[0])
    admin.press(admin.dialog(ConfirmDialog).act)
    admin.wait(lambda: access.table.rows.index(line, 1).data() == "✓ Yes")
    admin.close(access)

    # The same press of the same button now posts it, once.
    agent.send(form)
    assert agent.dialog(ReceiptDialog).row.balance_after == units(10)
    assert agency.records("A100-1") == ["RECHARGE", "OPEN"]


def test_first_question_asked_at_the_greyed_entry(two: tuple[Console, Console]) -> None:
    admin, agent = two
    _list_on_sub(admin)
    agent.window.registry.run("console.reload")
    agent.loaded()
    menu = agent.row_menu(number="A100-1")
    entry = next(a for a in menu.actions() if a.objectName() == "payments.recharge")
    assert not entry.isEnabled()
    assert "hides the right that you would have through its agent" in entry.toolTip()
    reasons = next(a for a in menu.actions() if a.text() == "&Why not?").menu()
    assert isinstance(reasons, QMenu)
    next(a for a in reasons.actions() if a.text() == "Recharge").trigger()
    menu.close()
    why = agent.dialog(Why)
    assert "An entry on the access list of account A100-1 (set by admin, " in why.text()
    agent.close(why)


class TestSecondQuestion:
    """The agent account uses the lower rate."""

    @pytest.fixture
    def fixed(self, world: World) -> Agency:
        """An agent without rights on rates, whose account has a sub-account of 10."""
        made = Agency(world, FIXED_RATE_RIGHTS)
        world.account("A100-1", made.account, opening=10, name="Corner Shop")
        return made

    def turn_on(self, fixed: Agency) -> None:
        row = fixed.world.account_row(fixed.account)
        request = SetLowerRate(id=fixed.account, version=row.version, lower_rate=True)
        fixed.world.do(fixed.world.admin, o.ACCOUNTS_SET_LOWER_RATE, request)

    def test_the_administrator_turns_it_on_and_sees_the_cover(self, console: Console, fixed: Agency) -> None:
        console.log_in("admin")
        page = console.open("A100")
        assert isinstance(page, SubAccountsTab)
        assert "Cover" not in page.head.text()
        console.open("Account management")
        console.click_row(number="A100")
        console.act("accounts.lower_rate")
        form = console.dialog(LowerRateForm)
        assert form.figures.text() == "Cover  500.000  used  10.000  free  490.000"
        console.send(form)
        assert console.said() == "Lower rate of A100 is on."
        assert console.cells("lower_rate")[0] == "On"
        assert "overridden" in console.cells("rate_group")[1]
        console.open("A100")
        console.wait(lambda: "Uses the lower rate" in page.head.text())
        assert "Cover  500.000  used  10.000  free  490.000" in page.head.text()

    def test_it_is_not_turned_on_while_the_agent_holds_rights_on_rates(self, console: Console, agency: Agency) -> None:
        agency.world.account("A100-1", agency.account)
        console.log_in("admin")
        console.click_row(number="A100")
        console.act("accounts.lower_rate")
        form = console.dialog(LowerRateForm)
        console.try_to_send(form)
        assert "Agent account A100 uses the lower rate, and user li holds rights on rates" in form.banner.text
        assert not agency.world.account_row(agency.account).lower_rate
        console.close(form)

    def test_an_over_recharge_is_refused_with_the_figures(self, console: Console, fixed: Agency) -> None:
        self.turn_on(fixed)
        console.log_in("li")
        page = console.open("A100")
        assert isinstance(page, SubAccountsTab)
        console.wait(lambda: "free  490.000" in page.head.text())
        console.click_row(number="A100-1")
        console.act("payments.recharge")
        form = console.dialog(PaymentForm)
        console.fill(form, amount="490.000001")
        console.try_to_send(form)
        said = form.banner.text
        assert "The cover of agent account A100 is too small" in said
        assert "500.000 in all, 10.000 used, 490.000 free" in said
        assert "A100-1" in said
        console.fill(form, amount="490")
        console.send(form)
        console.close(console.dialog(ReceiptDialog))
        console.wait(lambda: "Cover  500.000  used  500.000  free  0.000" in page.head.text())
        assert fixed.records("A100-1") == ["RECHARGE", "OPEN"]

    def test_the_right_to_edit_rates_is_refused_meanwhile(self, console: Console, fixed: Agency) -> None:
        self.turn_on(fixed)
        console.log_in("admin")
        console.open("User management")
        console.click_row(login="li")
        console.act("users.edit")
        form = console.dialog(UserForm)
        console.fill(form, template="Agent")
        console.try_to_send(form)
        assert "Agent account A100 uses the lower rate, and user li holds rights on rates" in form.banner.text
        console.fill(form, template="Agent (fixed rate)")
        console.send(form)
        assert fixed.world.user_row(fixed.li).template_name == "Agent (fixed rate)"


def test_third_question_the_agent_finds_his_own_payment_history(console: Console, world: World) -> None:
    top = world.account("TOP", opening=9)
    own = world.account("A100", top, opening=5)
    world.grant(world.agent("li"), own)
    world.recharge(own, 7)
    console.log_in("li")
    page = console.open("Payment record")
    assert isinstance(page, PaymentsTab)
    assert page.bar is not None
    number = page.bar.field("account_number")
    assert isinstance(number, AccountField)
    console.press_on(number.target())
    console.wait(lambda: bool(number.offered))
    assert (number.offered[0].number, number.offered[0].own) == ("A100", True), "a click offers his own account"
    console.put(number, "A100")
    console.press(page.bar._filter)
    console.loaded()
    assert page.table.rows.state is State.READY
    assert console.cells("kind") == ["Recharge", "Open account"]
    assert console.cells("agent_number") == ["", ""], "the parent that his records carry is not his to see"
    assert "In all  2 · +12.000 USD" in page.page.totals.text()


def test_an_agent_never_meets_the_rest(console: Console, agency: Agency) -> None:
    console.log_in("li")
    assert [r.number for r in console.rows()] == ["A100"]
    page = console.open("Payment record")
    assert isinstance(page, PaymentsTab)
    assert page.bar is not None
    console.put(page.bar.field("account_number"), "Z900")
    console.press(page.bar._filter)
    console.loaded()
    assert console.rows() == []
