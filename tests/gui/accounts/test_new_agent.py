from PySide6.QtCore import Qt

from tests.gui.accounts.company import Company
from tests.gui.accounts.conftest import Open, Stage
from tests.support.world import PASSWORD, units
from vosdesk.contract import operations as o
from vosdesk.contract.grants import ListAccountGrants
from vosdesk.contract.permissions import AccountRight, Right
from vosdesk.contract.users import ListUsers, UserFilter
from vosdesk.gui.dialogs.new_agent import NewAgentForm


def open_form(stage: Open) -> tuple[Stage, NewAgentForm]:
    """The form, filled in but for what a test changes."""
    made = stage()
    form = made.open("grants.new_agent", NewAgentForm)
    made.settle()
    for name, value in (
        ("user.login", "wang"),
        ("user.name", "Wang Wei"),
        ("user.password", PASSWORD),
        ("account.number", "C300"),
        ("account.name", "Eastern Agency"),
        ("account.opening", units(100)),
    ):
        form.field(name).set_value(value)
    return made, form


def logins(company: Company, text: str) -> list[str]:
    """The login names that hold ``text``."""
    world = company.world
    page = world.read(world.admin, o.USERS_LIST, ListUsers(filter=UserFilter(text=text)))
    return [row.login for row in page.rows]


def test_user_account_and_access_are_made_together(company: Company, stage: Open) -> None:
    made, form = open_form(stage)
    model = form.groups.model
    retail = next(n for n, option in enumerate(model.options) if option.id == company.retail)
    model.setData(model.index(retail, 1), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole.value)
    said = form.summary.text()
    assert "User wang of type Agent" in said
    assert "Account C300, opened with 100.000 USD" in said
    assert "wang on the access list of C300 and all below it: every right" in said
    assert "wang on the access lists of rate groups: Retail 2030" in said
    form.send()
    made.wait(lambda: "C300" in made.numbers())
    world = company.world
    agent = world.account_row(made.row("C300").id)
    assert agent.balance == units(100)
    held = world.read(world.admin, o.GRANTS_LIST_ACCOUNT, ListAccountGrants(account=agent.id)).rows
    assert [(g.login, g.rights, g.covers_subs) for g in held] == [("wang", frozenset(AccountRight), True)]


def test_a_number_that_is_taken_makes_nothing_and_is_told_at_its_field(company: Company, stage: Open) -> None:
    made, form = open_form(stage)
    form.field("account.number").set_value("1001")
    form.send()
    made.wait(lambda: not form.sending)
    assert form.problem_text("account.number") == "This is taken already. Choose another."
    assert logins(company, "wang") == []
    form.field("account.number").set_value("C300")
    form.send()
    made.wait(lambda: logins(company, "wang") == ["wang"])


def test_a_login_that_is_taken_and_a_bad_password_are_told_at_their_fields(company: Company, stage: Open) -> None:
    made, form = open_form(stage)
    form.field("user.login").set_value("zhang")
    form.send()
    made.wait(lambda: not form.sending)
    assert form.problem_text("user.login") == "This is taken already. Choose another."
    form.field("user.password").set_value("short")
    assert "at least" in form.problem_text("user.password")
    assert "C300" not in made.numbers()
    form.set_clean()


def test_lower_rate_offers_the_template_without_rights_on_rates(company: Company, stage: Open) -> None:
    made, form = open_form(stage)
    assert not form.offer.isVisible()
    form.lower_rate.set_value(True)
    assert form.offer.isVisible()
    assert "Edit rates" in form.offer.note.text()
    form.send()
    assert not form.sending
    assert "holds rights on rates" in form.problem_text("user.template")
    form.offer.button.click()
    assert not form.offer.isVisible()
    form.send()
    made.wait(lambda: "C300" in made.numbers())
    assert made.cell("C300", "lower_rate") == "On"
    world = company.world
    user = world.user_row(world.user_id("wang"))
    assert user.template_name == "Agent (fixed rate)"


def test_without_templates_to_view_rights_are_given_by_hand(company: Company, stage: Open) -> None:
    world = company.world
    rights = {
        Right.USERS_VIEW, Right.USERS_EDIT, Right.ACCOUNTS_VIEW, Right.ACCOUNTS_EDIT, Right.ACCOUNTS_AUTHORIZE,
        Right.RATE_GROUPS_AUTHORIZE, Right.PAYMENTS_VIEW,
    }  # fmt: skip
    world.user("clerk", rights=rights)
    made = stage("clerk")
    form = made.open("grants.new_agent", NewAgentForm)
    made.settle()
    for name, value in (("user.login", "wang"), ("user.password", PASSWORD), ("account.number", "C300")):
        form.field(name).set_value(value)
    # Neither may he recharge: no opening balance is asked for.
    assert not form.field("account.opening").isVisible()
    form.rights_by_hand.set_value({Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW})
    form.send()
    made.wait(lambda: "C300" in made.numbers())
    assert world.user_row(world.user_id("wang")).template_id is None
