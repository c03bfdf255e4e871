"""Comparing rates and the loss report in the real window; what the forms say of losses."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gui.payments.screen import Screen
from tests.support.world import World
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.coverage import Outcome
from vosdesk.contract.ids import AccountId, RateGroupId
from vosdesk.contract.money import Price
from vosdesk.contract.rate_export import FileForm
from vosdesk.gui.dialogs.account_limits import RateGroupForm, open_rate_group
from vosdesk.gui.dialogs.rate import RateForm
from vosdesk.gui.tabs.compare import CompareTab
from vosdesk.gui.tabs.losses import LossesTab
from vosdesk.gui.tabs.rates import RatesTab

Screens = Callable[..., Screen]


def deck(world: World, name: str, **prices: int) -> RateGroupId:
    made = world.rate_group(name)
    for code, price in prices.items():
        fields = r.RateFields(prefix=code[1:], area_name=f"Area {code[1:]}", price=Price(price), cycle=1)
        world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=made, fields=fields))
    return made


def assign(world: World, account: AccountId, group: RateGroupId) -> None:
    request = a.SetRateGroup(id=account, version=world.account_row(account).version, rate_group=group)
    world.do(world.admin, o.ACCOUNTS_SET_RATE_GROUP, request)


class Company:
    """An agent account that pays 5, one below it at a loss, and one that is not."""

    def __init__(self, world: World) -> None:
        self.cost = deck(world, "Cost", _86=5_000_000, _44=5_000_000)
        self.low = deck(world, "Low", _8613=4_000_000, _44=6_000_000)
        self.high = deck(world, "High", _86=6_000_000)
        self.agent = world.account("AGENT")
        self.lossy, self.fine = world.account("LOSSY", self.agent), world.account("FINE", self.agent)
        assign(world, self.agent, self.cost)
        assign(world, self.lossy, self.low)
        assign(world, self.fine, self.high)


@pytest.fixture
def company(world: World) -> Company:
    return Company(world)


def settle(screen: Screen, tab: CompareTab | LossesTab) -> None:
    screen._qtbot.waitUntil(lambda: not tab.strip.busy, timeout=20_000)
    screen.quiet()


def column(tab: CompareTab | LossesTab, name: str) -> list[str]:
    assert tab.page is not None
    rows = tab.page.table.rows
    place = [c.id for c in rows.columns].index(name)
    cells = [rows.cells(number) for number in range(rows.rowCount())]
    return [made[0][place] for made in cells if made is not None]


def test_two_groups_are_compared_filtered_and_exported(screen_of: Screens, company: Company, tmp_path: Path) -> None:
    screen = screen_of()
    tab = screen.open(CompareTab, "compare", rate_group=int(company.cost), name="Cost")
    tab.groups[1].set_value(company.low)
    tab.go.click()
    settle(screen, tab)
    assert column(tab, "prefix") == ["44", "86 without 1 longer", "8613"]
    assert column(tab, "outcome") == ["▲ Dearer", "Only in the first", "▼ Cheaper"]
    assert column(tab, "change") == ["+20 %", "", "−20 %"]
    assert tab.page is not None
    assert "Dearer" in tab.page.totals.text()
    assert tab.page.bar is not None
    tab.page.bar.field("outcomes").set_value((Outcome.DOWN,))
    tab.page.bar.apply()
    screen.quiet()
    assert column(tab, "prefix") == ["8613"]
    tab.export(tmp_path / "out.csv", FileForm.CSV)
    settle(screen, tab)
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Prefix", "8613"]
    assert "Saved as out.csv." in screen.said


def test_the_report_leads_to_the_prices_on_both_sides(screen_of: Screens, company: Company) -> None:
    screen = screen_of()
    tab = screen.open(LossesTab, "losses")
    settle(screen, tab)
    assert tab.words.text() == "1 of 2 accounts pay less than their agents."
    assert (column(tab, "account"), column(tab, "agent"), column(tab, "change")) == (["LOSSY"], ["AGENT"], ["−20 %"])
    assert tab.page is not None
    row = tab.page.table.rows.row(0)
    assert row is not None
    tab.activated(row)
    compared = screen.window.pages.current_tab
    assert isinstance(compared, CompareTab)
    settle(screen, compared)
    assert column(compared, "prefix") == ["8613"]


def test_the_form_says_what_an_account_would_lose_before_it_is_sent(screen_of: Screens, company: Company) -> None:
    screen = screen_of()
    row = screen.world.account_row(company.fine)
    form = open_rate_group(screen.window.context, screen.window, row)
    assert isinstance(form, RateGroupForm)
    screen.quiet()
    assert not form.loss.isVisible()
    form.billing.set_value(company.low)
    screen.quiet()
    assert "FINE pays less than its agent AGENT for 1 ranges" in form.loss.text()
    assert form.loss.isVisible()
    form.done(0)


def test_a_saved_rate_is_looked_at(screen_of: Screens, company: Company) -> None:
    screen = screen_of()
    screen.open(RatesTab, "rates", rate_group=company.high, name="High")
    warned: list[str] = []
    screen.window.context.notices.warned.connect(warned.append)
    screen.run("rates.add")
    form = screen.dialog(RateForm)
    form.field("prefix").set_value("8614")
    form.field("price").set_value(1_000_000)
    form.cycle.set_value(1)
    form.send()
    screen._qtbot.waitUntil(lambda: any("FINE" in text for text in warned), timeout=20_000)
