from tests.gui.accounts.company import Company
from tests.gui.accounts.conftest import Open, Stage
from vosdesk.contract import operations as o
from vosdesk.contract.grants import AccountGrant, ListAccountGrants, ListGroupGrants
from vosdesk.contract.permissions import AccountRight, AccountVerb, GroupRight, Right, UserType
from vosdesk.gui.actions.catalog import by_id
from vosdesk.gui.actions.spec import Scene
from vosdesk.gui.dialogs import authorize_group
from vosdesk.gui.dialogs.account_why import WhyDialog
from vosdesk.gui.dialogs.authorize import AccountAccess, GrantForm
from vosdesk.gui.dialogs.authorize_group import GroupGrantForm
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.effective import EffectiveAccess
from vosdesk.gui.dialogs.who_can import WhoCanDialog
from vosdesk.gui.fields.user import UserChoice

ORDER = [v.value for v in AccountVerb]


def listed(company: Company, account: object) -> tuple[AccountGrant, ...]:
    """The access list of an account, as it is stored."""
    world = company.world
    request = ListAccountGrants(account=account)  # type: ignore[arg-type]
    return world.read(world.admin, o.GRANTS_LIST_ACCOUNT, request).rows


def open_list(stage: Open, number: str) -> tuple[Stage, AccountAccess]:
    """The authorization dialog of an account."""
    made = stage()
    made.select(number)
    dialog = made.open("grants.authorize", AccountAccess)
    made.wait(lambda: dialog.page.table.rows.rowCount() > 0)
    return made, dialog


def cells(dialog: AccountAccess, line: int) -> list[str]:
    """What a line of the access list shows."""
    rows = dialog.page.table.rows
    return [str(rows.index(line, n).data()) for n in range(rows.columnCount())]


def test_the_access_list_shows_rights_and_where_inherited_ones_come_from(company: Company, stage: Open) -> None:
    _, dialog = open_list(stage, "1001")
    shown = cells(dialog, 0)
    assert shown[:2] == ["zhang", "A100, above"]
    assert shown[2:8] == ["✓"] * 6
    assert shown[8] == "admin"
    dialog.page.table.select_ids({int(listed(company, company.agent)[0].id)})
    assert not dialog.buttons["change"].isEnabled()
    assert "stands on account A100" in dialog.buttons["change"].toolTip()


def test_a_grant_that_hides_rights_warns_exactly_and_the_safe_button_keeps_everything(
    company: Company, stage: Open
) -> None:
    made, dialog = open_list(stage, "1001")
    form = dialog.add()
    form.user.set_value(UserChoice(id=company.zhang, login="zhang"))
    form.send()
    made.wait(lambda: form.warning is not None and form.warning.isVisible())
    warning = form.warning
    assert warning is not None
    said = "\n".join(label.text() for label in warning.findChildren(type(warning._subject)))
    assert "takes rights away from zhang" in said
    assert "through the access list of A100 (set by admin" in said
    assert "No longer on 1001: Recharge, Deduct, Change overdraft limit, Change rate group, Lock" in said
    assert warning.safe.isDefault()
    warning.safe.click()
    made.wait(lambda: not form.sending)
    assert listed(company, company.first) == ()
    form.set_clean()


def test_the_warning_can_be_overruled(company: Company, stage: Open) -> None:
    made, dialog = open_list(stage, "1001")
    form = dialog.add()
    form.user.set_value(UserChoice(id=company.zhang, login="zhang"))
    form.send()
    made.wait(lambda: form.warning is not None and form.warning.isVisible())
    assert form.warning is not None
    form.warning.act.click()
    made.wait(lambda: len(listed(company, company.first)) == 1 and dialog.page.table.rows.rowCount() == 2)
    assert cells(dialog, 0)[:2] == ["zhang", "this account"]


def test_a_grant_that_hides_nothing_is_saved_without_a_question(company: Company, stage: Open) -> None:
    user = company.fixed_rate_agent("li")
    made, dialog = open_list(stage, "1001")
    form = dialog.add()
    form.user.edit.setText("li")
    form.user.offer()
    made.wait(lambda: form.user.value() == user)
    form.rights.set_value(frozenset({AccountRight.SEE, AccountRight.MODIFY}))
    form.send()
    made.wait(lambda: len(listed(company, company.first)) == 1)
    assert listed(company, company.first)[0].rights == {AccountRight.SEE, AccountRight.MODIFY}


def test_a_user_who_is_none_is_told_at_the_field(company: Company, stage: Open) -> None:
    _, dialog = open_list(stage, "1001")
    form = dialog.add()
    form.user.edit.setText("nobody")
    form.send()
    assert form.problem_text("user") == "Choose one of the values offered."
    form.set_clean()


def test_an_entry_is_changed_and_removed(company: Company, stage: Open) -> None:
    made, dialog = open_list(stage, "A100")
    dialog.page.table.select_ids({int(listed(company, company.agent)[0].id)})
    form = dialog.change()
    assert isinstance(form, GrantForm)
    assert not form.user.isEnabled()
    form.rights.box(AccountRight.RATE_SUB).setChecked(False)
    form.send()
    made.wait(lambda: form.warning is not None and form.warning.isVisible())
    assert form.warning is not None
    form.warning.act.click()
    made.wait(lambda: AccountRight.RATE_SUB not in listed(company, company.agent)[0].rights)
    made.wait(lambda: cells(dialog, 0)[6] == "")
    dialog.page.table.select_ids({int(listed(company, company.agent)[0].id)})
    asked = dialog.remove()
    assert asked is not None
    asked.act.click()
    made.wait(lambda: listed(company, company.agent) == () and dialog.page.table.rows.rowCount() == 0)


def test_the_trap_is_found_and_removed_with_one_click(company: Company, stage: Open) -> None:
    company.trap()
    agents = stage("zhang")
    agents.select("1001")
    assert agents.hindrance("payments.recharge") == "grant.hides"

    made = stage()
    made.select("1001")
    dialog = made.open("grants.explain", EffectiveAccess)
    dialog.show_user(UserChoice(id=company.zhang, login="zhang"))
    made.wait(lambda: dialog.table.rows.rowCount() == len(AccountVerb))
    recharge = ORDER.index("recharge")
    assert dialog.table.rows.index(recharge, 1).data() == "✗ No"
    dialog.table.select_ids({recharge})
    assert "goes first, and hides the entry on account A100" in dialog.steps.text()
    assert "set by admin" in dialog.steps.text()
    dialog.steps.removers[0].click()
    asked = made.dialog(ConfirmDialog, dialog)
    asked.act.click()
    made.wait(lambda: dialog.table.rows.index(recharge, 1).data() == "✓ Yes")
    made.wait(lambda: "Recharge: yes" in dialog.steps.text())
    assert listed(company, company.first) == ()
    agents.tab.reload()
    agents.wait(lambda: agents.row("1001").can["recharge"] == "")
    agents.select("1001")
    assert agents.hindrance("payments.recharge") is None


def test_the_steps_name_type_template_and_missing_right(company: Company, stage: Open) -> None:
    company.world.user("viewer", UserType.AGENT, template="Agent (view only)")
    made = stage()
    made.select("1001")
    dialog = made.open("grants.explain", EffectiveAccess)
    dialog.show_user(UserChoice(id=company.world.user_id("viewer"), login="viewer"))
    made.wait(lambda: dialog.table.rows.rowCount() == len(AccountVerb))
    dialog.table.select_ids({ORDER.index("recharge")})
    said = dialog.steps.text()
    assert "✓ User viewer, of type Agent, can log in." in said
    assert "✗ The template “Agent (view only)” does not give the right “Recharge”." in said
    assert "✗ The user is not on this access list, nor on that of an account above it." in said
    dialog.table.select_ids({ORDER.index("authorize")})
    assert "✗ Users of type Agent can never have the right" in dialog.steps.text()


def test_who_can_lists_those_who_can_and_the_agents_who_cannot(company: Company, stage: Open) -> None:
    company.trap()
    made = stage()
    made.select("1001")
    dialog = made.open("grants.who_can", WhoCanDialog)
    rows = dialog.table.rows
    made.wait(lambda: rows.rowCount() == 2)
    assert [(rows.index(n, 0).data(), rows.index(n, 3).data()) for n in range(2)] == [
        ("admin", "✓ Yes"),
        ("zhang", "✗ No"),
    ]
    dialog.table.select_ids({int(company.zhang)})
    assert dialog.steps.removers
    dialog.verb.set_value("see")
    made.wait(lambda: rows.index(1, 3).data() == "✓ Yes")


def test_an_agent_reads_why_he_may_not(company: Company, stage: Open) -> None:
    company.trap()
    made = stage("zhang")
    made.select("1001")
    dialog = made.open("accounts.why", WhyDialog)
    made.wait(lambda: dialog.table.rows.rowCount() == len(AccountVerb))
    dialog.table.select_ids({ORDER.index("recharge")})
    made.wait(lambda: "Recharge: no" in dialog.steps.text())
    assert "You hold the operation right “Recharge”." in dialog.steps.text()
    assert "goes first, and hides" in dialog.steps.text()
    # An agent is told, but removes nothing himself.
    assert not dialog.steps.removers


def test_the_access_list_of_a_rate_group(company: Company, stage: Open) -> None:
    made = stage()
    dialog = authorize_group.open_dialog(made.context, made.tab, company.retail, "Retail 2030")
    made.wait(lambda: dialog.isVisible())
    form = dialog.add()
    form.user.set_value(UserChoice(id=company.zhang, login="zhang"))
    form.send()
    made.wait(lambda: dialog.page.table.rows.rowCount() == 1)
    world = company.world

    def stored() -> list[frozenset[GroupRight]]:
        found = world.read(world.admin, o.GRANTS_LIST_GROUP, ListGroupGrants(rate_group=company.retail))
        return [row.rights for row in found.rows]

    assert stored() == [{GroupRight.USE, GroupRight.SEE}]
    row = dialog.page.table.rows.row(0)
    assert row is not None
    dialog.page.table.select_ids({int(row.id)})
    change = dialog.change()
    assert isinstance(change, GroupGrantForm)
    change.rights.set_value(frozenset())
    change.send()
    assert change.problem_text("rights") == "Fill this in."
    change.rights.set_value(frozenset({GroupRight.USE}))
    change.send()
    made.wait(lambda: stored() == [{GroupRight.USE}])
    dialog.page.table.select_ids({int(row.id)})
    asked = dialog.remove()
    assert asked is not None
    asked.act.click()
    made.wait(lambda: stored() == [])


def test_who_may_not_view_users_is_told_why_he_cannot_add_one(company: Company, stage: Open) -> None:
    company.world.user("clerk", rights=[Right.ACCOUNTS_VIEW, Right.ACCOUNTS_AUTHORIZE])
    made = stage("clerk")
    made.select("1001")
    dialog = made.open("grants.authorize", AccountAccess)
    assert not dialog.buttons["add"].isEnabled()
    assert "right to view users" in dialog.buttons["add"].toolTip()
    assert "explain" not in dialog.buttons


def test_effective_access_opens_for_accounts_and_users_alike(company: Company, stage: Open) -> None:
    made = stage()
    row = company.world.user_row(company.zhang)
    by_id()["grants.explain"].run(Scene(made.context, made.tab, (row,), None))
    dialog = made.dialog(EffectiveAccess)
    assert dialog.user.value() == company.zhang
    dialog.show_account(company.second, "1002")
    made.wait(lambda: dialog.table.rows.rowCount() == len(AccountVerb))
