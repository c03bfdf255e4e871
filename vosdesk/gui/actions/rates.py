"""Actions of the noun rates."""

from vosdesk.contract.accounts import AccountRow
from vosdesk.contract.permissions import GroupVerb, Right
from vosdesk.contract.rate_groups import RateGroupRow
from vosdesk.contract.rates import FoundRate
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark


def _add(scene: Scene) -> None:
    from vosdesk.gui.dialogs.rate import open_form
    from vosdesk.gui.tabs.rates import RatesTab

    if isinstance(scene.tab, RatesTab):
        open_form(scene.context, scene.tab.group, None, scene.window)


def _edit(scene: Scene) -> None:
    from vosdesk.gui.dialogs.rate import open_form

    row = scene.row.rate if isinstance(scene.row, FoundRate) else scene.row
    open_form(scene.context, row.rate_group_id, row, scene.window)


def _delete(scene: Scene) -> None:
    from vosdesk.gui.dialogs.rate_delete import ask_delete
    from vosdesk.gui.tabs.rates import RatesTab

    if isinstance(scene.tab, RatesTab):
        ask_delete(scene.context, scene.tab, scene.window)


def _bulk(scene: Scene) -> None:
    from vosdesk.gui.dialogs.rate_bulk import open_form
    from vosdesk.gui.tabs.rates import RatesTab

    if isinstance(scene.tab, RatesTab):
        open_form(scene.context, scene.tab, scene.window)


def _cancel(scene: Scene) -> None:
    from vosdesk.gui.dialogs.rate_delete import ask_cancel

    ask_cancel(scene.context, scene.row, scene.over)


def _import(scene: Scene) -> None:
    from vosdesk.gui.dialogs.rate_import import open_dialog
    from vosdesk.gui.tabs.rates import RatesTab

    if isinstance(scene.tab, RatesTab):
        open_dialog(scene.context, scene.tab.group, scene.tab.group_name, scene.window)


def _export(scene: Scene) -> None:
    from vosdesk.gui.dialogs.export_rates import open_dialog
    from vosdesk.gui.tabs.rates import RatesTab

    if isinstance(scene.tab, RatesTab):
        filter_ = scene.tab.table.rows.request().filter
        open_dialog(scene.context, scene.tab.group, scene.tab.group_name, filter_, scene.window)


def _price(scene: Scene) -> None:
    from vosdesk.gui.dialogs.price import Subject, open_dialog
    from vosdesk.gui.tabs.rates import RatesTab

    subject = Subject()
    if isinstance(scene.tab, RatesTab):
        subject = Subject(group=scene.tab.group)
    elif len(scene.rows) == 1 and isinstance(scene.row, RateGroupRow):
        subject = Subject(group=scene.row.id)
    elif len(scene.rows) == 1 and isinstance(scene.row, FoundRate):
        subject = Subject(group=scene.row.rate.rate_group_id)
    elif len(scene.rows) == 1 and isinstance(scene.row, AccountRow):
        subject = Subject(account=scene.row)
    open_dialog(scene.context, subject, scene.window)


def _compare(scene: Scene) -> None:
    from vosdesk.gui.tabs.rates import RatesTab

    if isinstance(scene.tab, RatesTab):
        scene.context.open_tab("compare", rate_group=int(scene.tab.group), name=scene.tab.group_name)
    elif len(scene.rows) == 1 and isinstance(scene.row, RateGroupRow):
        scene.context.open_tab("compare", rate_group=int(scene.row.id), name=scene.row.name)
    else:
        scene.context.open_tab("compare")


def _losses(scene: Scene) -> None:
    from vosdesk.gui.tabs.rates import RatesTab

    if isinstance(scene.tab, RatesTab):
        scene.context.open_tab("losses", rate_group=int(scene.tab.group), name=scene.tab.group_name)
    else:
        scene.context.open_tab("losses")


def _search(scene: Scene) -> None:
    scene.context.open_tab("rate_search")


def _open_group(scene: Scene) -> None:
    found: FoundRate = scene.row
    scene.context.open_tab("rates", rate_group=int(found.rate.rate_group_id), name=found.rate_group)


def _export_found(scene: Scene) -> None:
    from vosdesk.gui.dialogs.export import FOUND_RATES, ask_where
    from vosdesk.gui.tabs.rate_search import RateSearchTab

    if isinstance(scene.tab, RateSearchTab):
        ask_where(scene.context, scene.tab.table.rows.request(), scene.window, FOUND_RATES)


ADD = Action(
    "rates.add", mark("&Add rate…"), "add", (Place.MENU_RATE, Place.TOOLBAR), _add,
    right=Right.RATES_EDIT, verb=GroupVerb.EDIT_RATES.value, needs=Needs.TAB, separated=True, shortcut="Ins",
)  # fmt: skip
EDIT = Action(
    "rates.edit", mark("E&dit rate…"), "edit", (Place.MENU_RATE, Place.TOOLBAR, Place.ROW), _edit,
    right=Right.RATES_EDIT, verb=GroupVerb.EDIT_RATES.value, needs=Needs.ONE,
)  # fmt: skip
DELETE = Action(
    "rates.delete", mark("De&lete rates…"), "delete", (Place.MENU_RATE, Place.TOOLBAR, Place.ROW), _delete,
    right=Right.RATES_EDIT, verb=GroupVerb.EDIT_RATES.value, needs=Needs.ROWS, shortcut="Del",
)  # fmt: skip
BULK = Action(
    "rates.bulk", mark("C&hange selected rates…"), "modify", (Place.MENU_RATE, Place.TOOLBAR, Place.ROW), _bulk,
    right=Right.RATES_EDIT, verb=GroupVerb.EDIT_RATES.value, needs=Needs.ROWS,
)  # fmt: skip
CANCEL_SCHEDULED = Action(
    "rates.cancel_scheduled", mark("Cance&l the scheduled rate…"), "cancel", (Place.MENU_RATE, Place.ROW), _cancel,
    right=Right.RATES_EDIT, verb=GroupVerb.EDIT_RATES.value, needs=Needs.ONE,
)  # fmt: skip
IMPORT = Action(
    "rates.import", mark("I&mport rates…"), "import", (Place.MENU_RATE, Place.TOOLBAR), _import,
    right=Right.RATES_IMPORT, verb=GroupVerb.IMPORT.value, needs=Needs.TAB,
)  # fmt: skip
EXPORT = Action(
    "rates.export", mark("E&xport rates…"), "export", (Place.MENU_RATE, Place.TOOLBAR), _export,
    right=(Right.RATES_VIEW, Right.EXPORT), verb=GroupVerb.SEE_RATES.value, needs=Needs.TAB,
)  # fmt: skip
PRICE = Action(
    "rates.price", mark("&Which rate applies…"), "price", (Place.MENU_RATE, Place.TOOLBAR, Place.ROW), _price,
    right=Right.RATES_VIEW, separated=True,
)  # fmt: skip
COMPARE = Action(
    "rates.compare", mark("Com&pare rates…"), "compare", (Place.MENU_RATE, Place.TOOLBAR, Place.ROW), _compare,
    right=Right.RATES_VIEW,
)  # fmt: skip
LOSSES = Action(
    "rates.losses", mark("L&oss report"), "losses", (Place.MENU_RATE, Place.TOOLBAR), _losses,
    right=(Right.RATES_VIEW, Right.ACCOUNTS_VIEW),
)  # fmt: skip

SEARCH = Action(
    "rates.search", mark("Rate searc&h"), "rate_search", (Place.MENU_RATE,), _search,
    right=Right.RATES_VIEW, separated=True,
)  # fmt: skip
OPEN_GROUP = Action(
    "rates.open_group", mark("Rates of its &group"), "rates", (Place.MENU_RATE, Place.TOOLBAR, Place.ROW), _open_group,
    right=Right.RATES_VIEW, verb=GroupVerb.SEE_RATES.value, needs=Needs.ONE,
)  # fmt: skip
EXPORT_FOUND = Action(
    "rates.export_found", mark("Export found rates to CS&V…"), "export", (Place.MENU_RATE, Place.TOOLBAR),
    _export_found, right=(Right.RATES_VIEW, Right.EXPORT), needs=Needs.TAB,
)  # fmt: skip

ON_FOUND: tuple[Action, ...] = (OPEN_GROUP, EDIT, PRICE, EXPORT_FOUND)
"""What the rates of a search offer."""
ACTIONS: tuple[Action, ...] = (ADD, EDIT, DELETE, BULK, CANCEL_SCHEDULED, IMPORT, EXPORT, PRICE, COMPARE, LOSSES)
"""All of them are offered by the rates of one group; PRICE is offered by groups and accounts too."""
