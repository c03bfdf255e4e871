from msgspec.structs import replace

from tests.gui.accounts.company import Company
from tests.gui.accounts.conftest import Open
from tests.support.world import units
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.accounts import AccountFilter, Reach
from vosdesk.contract.grants import ListAccountGrants, RemoveAccountGrant
from vosdesk.contract.money import Money
from vosdesk.gui.dialogs.account_cover import cover_text
from vosdesk.gui.tabs.sub_accounts import SubAccountsTab


def test_the_administrator_sees_every_account_with_balance_agent_and_rate(company: Company, stage: Open) -> None:
    made = stage()
    assert made.numbers() == ["1001", "1002", "A100"]
    assert made.cell("1001", "balance") == "60.000"
    assert made.cell("1001", "agent") == "A100"
    assert made.cell("1001", "rate_group") == "Retail 2030"
    assert made.cell("A100", "category") == "Agent account"
    assert "560.000 USD" in made.tab.page.totals.text()


def test_low_negative_locked_and_overridden_are_marked_by_more_than_colour(company: Company, stage: Open) -> None:
    world = company.world
    world.do(world.admin, o.ACCOUNTS_LOCK, a.LockAccount(id=company.first, locked=True))
    # The agent's user holds rights on rates: without him the switch goes on.
    held = world.read(world.admin, o.GRANTS_LIST_ACCOUNT, ListAccountGrants(account=company.agent)).rows[0]
    world.do(world.admin, o.GRANTS_REMOVE_ACCOUNT, RemoveAccountGrant(id=held.id))
    row = world.account_row(company.agent)
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=row.id, version=row.version, lower_rate=True))
    made = stage()
    assert made.cell("1002", "balance") == "▽ 0.000"
    assert made.cell("1001", "lock") == "⊘ Locked"
    assert made.cell("1001", "rate_group") == "⤺ Retail 2030 (overridden)"
    assert made.cell("A100", "lower_rate") == "On"
    assert "Below threshold" in made.tab.page.totals.text()


def test_an_agent_sees_his_own_tree_alone(company: Company, stage: Open) -> None:
    company.world.account("FOREIGN", opening=7)
    assert stage("zhang").numbers() == ["1001", "1002", "A100"]


def test_a_filter_narrows_list_and_totals(company: Company, stage: Open) -> None:
    made = stage()
    bar = made.tab.bar
    assert bar is not None
    bar.field("name").set_value("ridge")
    bar.apply()
    made.wait(lambda: made.numbers() == ["1001"])
    made.wait(lambda: "60.000 USD" in made.tab.page.totals.text())
    assert bar.active() == ["name"]
    bar.clear()
    made.wait(lambda: len(made.numbers()) == 3)


def test_parameters_fill_the_filter(company: Company, stage: Open) -> None:
    made = stage(filter_number="1002")
    assert made.numbers() == ["1002"]
    made.tab.opened_again({"filter_number": "A1"})
    made.wait(lambda: made.numbers() == ["A100"])


def test_sub_accounts_show_the_agent_account_and_direct_or_all(company: Company, stage: Open) -> None:
    company.world.account("1001-1", company.first, name="Deeper")
    made = stage(node="sub_accounts", account=company.agent, number="A100", name="Northern Agency")
    tab = made.tab
    assert isinstance(tab, SubAccountsTab)
    assert made.numbers() == ["1001", "1002"]
    assert "A100 Northern Agency" in tab.head.text()
    assert "500.000 USD" in tab.head.text()
    assert "Cover" not in tab.head.text()
    tab.head.reach.button(Reach.ALL).click()
    made.wait(lambda: made.numbers() == ["1001", "1001-1", "1002"])
    assert tab.bar is not None
    assert tab.bar.filter == AccountFilter(agent=company.agent, reach=Reach.ALL)


def test_a_short_cover_is_told_in_words(company: Company) -> None:
    context = company.context()
    cover = a.Cover(total=units(10), used=units(25), free=units(-15))
    assert cover_text(cover, context.formats) == "Cover 10.000, used 25.000, short by ▼ 15.000"
    assert "free 0.000" in cover_text(replace(cover, used=units(10), free=Money(0)), context.formats)


def test_the_head_follows_a_recharge_of_the_agent(company: Company, stage: Open) -> None:
    made = stage(node="sub_accounts", account=company.agent, number="A100", name="")
    tab = made.tab
    assert isinstance(tab, SubAccountsTab)
    company.world.recharge(company.agent, 25)
    tab.reload()
    made.wait(lambda: "525.000 USD" in tab.head.text())


def test_actions_of_an_agent_are_greyed_with_their_reason(company: Company, stage: Open) -> None:
    made = stage("zhang")
    made.select("A100")
    assert made.hindrance("payments.recharge") == "account.own"
    assert made.hindrance("accounts.lock") == "account.own"
    assert made.hindrance("accounts.edit") is None
    made.select("1001")
    assert made.hindrance("payments.recharge") is None
    assert made.hindrance("accounts.unlock") == "account.not_locked"
    made.select("1001", "1002")
    assert made.hindrance("accounts.edit") == ""
    assert made.hindrance("accounts.lock") is None


def test_what_an_agent_may_never_do_is_not_shown_to_him(company: Company, stage: Open) -> None:
    rights = company.context("zhang").me.rights
    made = stage("zhang")
    shown = {action.id for action in made.tab.offers() if action.shown(rights)}
    assert "accounts.new" in shown
    assert shown.isdisjoint({"grants.authorize", "grants.new_agent", "accounts.move", "accounts.lower_rate"})


def test_sub_accounts_and_payment_history_open_their_tabs(company: Company, stage: Open) -> None:
    made = stage()
    made.select("A100")
    made.run("accounts.subs")
    made.run("payments.history")
    assert company.opened == [
        ("sub_accounts", {"account": company.agent, "number": "A100", "name": "Northern Agency"}),
        ("payments", {"filter_account_number": "A100"}),
    ]
