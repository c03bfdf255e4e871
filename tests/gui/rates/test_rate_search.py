"""Rate search, sheet templates, and the private rates of an account, on their pages."""

from collections.abc import Callable

from tests.gui.payments.screen import Screen
from tests.support import rate_files
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract.decks import Template
from vosdesk.contract.ids import Empty, RateGroupId
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.tabs.deck_templates import DeckTemplatesTab
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.tabs.rate_search import RateSearchTab
from vosdesk.gui.tabs.rates import RatesTab

Screens = Callable[..., Screen]


def test_a_search_finds_across_groups_and_leads_to_the_group(
    screen_of: Screens, world: World, group: RateGroupId
) -> None:
    other = world.rate_group("Wholesale")
    rate_files.load(world, other, "prefix,price\n44,0.01\n")
    screen = screen_of()
    tab = screen.open(RateSearchTab, "rate_search")
    screen.quiet()
    assert tab.table.rows.rowCount() == 0
    assert tab.bar is not None
    tab.bar.field("number").set_value("447911")
    tab.bar.apply()
    screen.quiet()
    found = [tab.table.rows.row(n) for n in range(tab.table.rows.rowCount())]
    assert [(row.rate_group, row.rate.fields.prefix) for row in found if row is not None] == [
        ("Retail", "44"),
        ("Wholesale", "44"),
        ("Retail", "447"),
    ]
    tab.bar.field("rate_group").set_value(other)
    tab.bar.apply()
    screen.quiet()
    assert tab.table.rows.rowCount() == 1
    tab.table.selectRow(0)
    screen.run("rates.open_group")
    opened = screen.window.pages.current_tab
    assert isinstance(opened, RatesTab)
    assert opened.group == other


def test_templates_are_renamed_and_deleted_and_shipped_ones_are_not(screen_of: Screens, world: World) -> None:
    layout = rate_files.layout_of("prefix,price")
    world.do(
        world.admin,
        o.DECK_TEMPLATES_SAVE,
        ri.SaveDeckTemplate(template=Template(name="Mine", signature="prefix|price", layout=layout)),
    )
    screen = screen_of()
    tab = screen.open(DeckTemplatesTab, "deck_templates")
    screen.quiet()

    def names() -> list[str]:
        rows = world.read(world.admin, o.DECK_TEMPLATES_LIST, Empty()).rows
        return [row.template.name for row in rows if not row.template.shipped]

    tab.table.selectRow(0)
    assert tab.can["delete"] == ""
    screen.run("deck_templates.rename")
    form = screen.dialog(Form)
    form.field("template.name").set_value("Ours")
    form.send()
    screen.quiet()
    assert names() == ["Ours"]
    tab.table.selectRow(0)
    screen.run("deck_templates.delete")
    screen.dialog(ConfirmDialog).act.click()
    screen.quiet()
    assert names() == []
    tab.table.selectRow(0)
    tab.selected()
    assert tab.can["delete"] == "template.shipped", "what came with the program stays as it is"


def test_private_rates_are_made_once_and_opened_from_then_on(screen_of: Screens, world: World) -> None:
    account, taken = world.account("1001"), world.rate_group("Private 1001")
    screen = screen_of()
    for again in (False, True):
        tab = screen.open(ListTab, "accounts")
        screen.quiet()
        tab.table.select_ids({account})
        screen.run("accounts.private_rates")
        if not again:
            form = screen.dialog(Form)
            form.send()
            screen.quiet()
            assert form.problem_text("name") == "There is a rate group of this name already."
            assert world.account_row(account).private_rate_group_id is None
            form.field("name").set_value("Corner Shop")
            form.send()
        screen.quiet()
        opened = screen.window.pages.current_tab
        assert isinstance(opened, RatesTab)
        assert world.account_row(account).private_rate_group_id == opened.group != taken
    assert world.account_row(account).private_rate_group_name == "Corner Shop"
