"""Which rate applies to this number, and why."""

from collections.abc import Callable

from tests.gui.payments.screen import Screen
from tests.support.world import World
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.ids import AccountId, RateGroupId
from vosdesk.contract.money import Price
from vosdesk.gui.dialogs.price import PriceDialog
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.rates import RatesTab

Screens = Callable[..., Screen]


def use_group(world: World, account: AccountId, group: RateGroupId) -> None:
    version = world.account_row(account).version
    world.do(world.admin, o.ACCOUNTS_SET_RATE_GROUP, a.SetRateGroup(id=account, version=version, rate_group=group))


def ask(screen: Screen, number: str) -> PriceDialog:
    dialog = screen.dialog(PriceDialog)
    dialog.number.set_value(number)
    dialog.ask()
    screen.quiet()
    return dialog


def test_the_longest_prefix_wins_and_the_others_say_why_not(screen_of: Screens, group: RateGroupId) -> None:
    screen = screen_of()
    screen.open(RatesTab, "rates", rate_group=group, name="Retail")
    screen.run("rates.price")
    dialog = ask(screen, "447911123456")
    assert dialog.words.text().startswith("Prefix 447 applies (UK Mobile): 0.0021 for 6 s, which is 0.0210 USD")
    assert [(line.cells[0], line.cells[1]) for line in dialog.candidates.lines] == [
        ("Applies", "447"),
        ("A longer prefix wins", "44"),
    ]
    assert dialog.why.text().startswith("Of the rates in effect")
    dialog.candidates.selectRow(1)
    assert dialog.why.text() == "447 is in effect too, and longer: it fits the number in 1 digits more."
    assert {line.cells[6] for line in dialog.candidates.lines} == {"No lock"}


def test_a_number_that_nothing_matches_is_refused(screen_of: Screens, group: RateGroupId) -> None:
    screen = screen_of()
    screen.open(RatesTab, "rates", rate_group=group, name="Retail")
    screen.run("rates.price")
    dialog = ask(screen, "8613800138000")
    assert dialog.words.text() == "No rate matches this number: the call is refused."
    assert not dialog.candidates.isVisible()


def test_a_locked_prefix_matches_and_is_refused(screen_of: Screens, world: World, group: RateGroupId) -> None:
    fields = r.RateFields(prefix="53", price=Price(1), lock=r.LockType.LOCKED)
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields))
    screen = screen_of()
    screen.open(RatesTab, "rates", rate_group=group, name="Retail")
    screen.run("rates.price")
    dialog = ask(screen, "535")
    assert "locked" in dialog.words.text()
    assert dialog.candidates.lines[0].cells[0] == "Matches, but is locked"
    assert dialog.candidates.lines[0].cells[6] == "Locked"
    assert "no other rate takes its place" in dialog.why.text()


def test_below_a_lower_rate_agent_his_rates_apply_and_he_is_named(
    screen_of: Screens, world: World, group: RateGroupId
) -> None:
    other = world.rate_group("Unused")
    agent = world.account("9001", opening=100)
    sub = world.account("1001", agent)
    use_group(world, agent, group)
    use_group(world, sub, other)
    version = world.account_row(agent).version
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=agent, version=version, lower_rate=True))
    screen = screen_of()
    tab = screen.open(ListTab, "accounts")
    tab.table.select_ids({sub})
    screen.run("rates.price")
    dialog = screen.dialog(PriceDialog)
    assert dialog.account.value() == sub
    ask(screen, "49301234")
    assert "Prefix 49 applies (Germany)" in dialog.words.text()
    assert "Agent account 9001 uses the lower rate" in dialog.notes.text()
    assert "Retail" in dialog.notes.text()


def test_an_account_without_a_group_says_so(screen_of: Screens, world: World) -> None:
    world.account("1001")
    screen = screen_of()
    tab = screen.open(ListTab, "accounts")
    tab.table.selectRow(0)
    screen.run("rates.price")
    dialog = ask(screen, "49")
    assert "No rate matches" in dialog.words.text()
    assert dialog.notes.text() == "The account has no rate group."


def test_what_cannot_be_asked_is_told_at_its_field(screen_of: Screens, group: RateGroupId) -> None:
    screen = screen_of()
    screen.run("rates.price")
    dialog = screen.dialog(PriceDialog)
    dialog.ask()
    assert dialog._rows["number"].problem
    dialog.number.set_value("+49")
    dialog.ask()
    assert "digits" in dialog._rows["number"].problem
    dialog.number.set_value("49")
    dialog.whose.set_value(False)
    dialog.ask()
    assert dialog._rows["account"].problem
    assert dialog.answer is None
