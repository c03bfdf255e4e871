"""Actions of the noun rate_imports: the history of changes of many rates."""

from vosdesk.contract.permissions import GroupVerb, Right
from vosdesk.contract.rate_groups import RateGroupRow
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark

_EVERYWHERE = (Place.MENU_RATE, Place.TOOLBAR, Place.ROW)


def _history(scene: Scene) -> None:
    scene.context.open_tab("rate_imports")


def _of_group(scene: Scene) -> None:
    from vosdesk.gui.tabs.rates import RatesTab

    if isinstance(scene.tab, RatesTab):
        scene.context.open_tab("rate_imports", filter_rate_group=int(scene.tab.group), name=scene.tab.group_name)
    elif isinstance(scene.row, RateGroupRow):
        scene.context.open_tab("rate_imports", filter_rate_group=int(scene.row.id), name=scene.row.name)


def _changes(scene: Scene) -> None:
    from vosdesk.gui.dialogs.rate_changes import open_dialog

    open_dialog(scene.context, scene.row, scene.window)


def _undo(scene: Scene) -> None:
    from vosdesk.gui.dialogs.rate_changes import ask_undo

    ask_undo(scene.context, scene.row, scene.over)


HISTORY = Action(
    "rate_imports.history", mark("Import &history"), "history", (Place.MENU_RATE,), _history,
    right=Right.RATES_VIEW, separated=True,
)  # fmt: skip
OF_GROUP = Action(
    "rate_groups.history", mark("Import his&tory of the group"), "history", (Place.MENU_RATE, Place.ROW), _of_group,
    right=Right.RATES_VIEW, verb=GroupVerb.SEE_RATES.value, needs=Needs.ONE,
)  # fmt: skip
OF_RATES = Action(
    "rates.history", mark("&Changes of these rates"), "history", (Place.MENU_RATE, Place.TOOLBAR), _of_group,
    right=Right.RATES_VIEW, verb=GroupVerb.SEE_RATES.value, needs=Needs.TAB,
)  # fmt: skip
CHANGES = Action(
    "rate_imports.changes", mark("&Rates that it touched…"), "rates", _EVERYWHERE, _changes,
    right=Right.RATES_VIEW, needs=Needs.ONE,
)  # fmt: skip
UNDO = Action(
    "rate_imports.undo", mark("&Undo all of it…"), "reverse", _EVERYWHERE, _undo,
    right=Right.RATES_VIEW, verb="undo", needs=Needs.ONE,
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (CHANGES, UNDO)
"""What the page of the history offers."""
EVERYWHERE: tuple[Action, ...] = (HISTORY, OF_GROUP, OF_RATES, *ACTIONS)
