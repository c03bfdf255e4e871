"""Actions of the noun rate_groups."""

from vosdesk.contract.permissions import GroupVerb, Right
from vosdesk.gui.actions import rate_imports, rates
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark

_EVERYWHERE = (Place.MENU_RATE, Place.TOOLBAR, Place.ROW)
_ROW = (Place.MENU_RATE, Place.ROW)


def _new(scene: Scene) -> None:
    from vosdesk.gui.dialogs import rate_group

    rate_group.new_form(scene.context, scene.window)


def _edit(scene: Scene) -> None:
    from vosdesk.gui.dialogs import rate_group

    rate_group.edit_form(scene.context, scene.row, scene.window)


def _copy(scene: Scene) -> None:
    from vosdesk.gui.dialogs import rate_group

    rate_group.copy_form(scene.context, scene.row, scene.window)


def _delete(scene: Scene) -> None:
    from vosdesk.gui.dialogs import rate_group

    rate_group.ask_delete(scene.context, scene.row, scene.window)


def _rates(scene: Scene) -> None:
    scene.context.open_tab("rates", rate_group=scene.row.id, name=scene.row.name)


def _accounts(scene: Scene) -> None:
    # The number counts cancelled accounts too: they keep their group.
    scene.context.open_tab("accounts", filter_rate_group=int(scene.row.id), filter_active=None)


def _authorize(scene: Scene) -> None:
    from vosdesk.gui.dialogs.authorize_group import open_dialog

    parent = scene.window or scene.tab
    if parent is not None:
        open_dialog(scene.context, parent, scene.row.id, scene.row.name)


def _import(scene: Scene) -> None:
    from vosdesk.gui.dialogs.rate_import import open_dialog

    open_dialog(scene.context, scene.row.id, scene.row.name, scene.window)


def _export(scene: Scene) -> None:
    from vosdesk.gui.dialogs.export_rates import open_dialog

    open_dialog(scene.context, scene.row.id, scene.row.name, None, scene.window)


NEW = Action(
    "rate_groups.new", mark("&New rate group…"), "new", (Place.MENU_RATE, Place.TOOLBAR), _new,
    right=Right.RATE_GROUPS_EDIT, needs=Needs.TAB, shortcut="Ctrl+N",
)  # fmt: skip
RATES = Action(
    "rate_groups.rates", mark("&Rates of the group"), "rates", _EVERYWHERE, _rates,
    right=Right.RATES_VIEW, verb=GroupVerb.SEE_RATES.value, needs=Needs.ONE,
)  # fmt: skip
ACCOUNTS = Action(
    "rate_groups.accounts", mark("Accounts that &use the group"), "accounts", _ROW, _accounts,
    right=Right.ACCOUNTS_VIEW, needs=Needs.ONE,
)  # fmt: skip
EDIT = Action(
    "rate_groups.edit", mark("&Edit rate group…"), "edit", _EVERYWHERE, _edit,
    right=Right.RATE_GROUPS_EDIT, verb=GroupVerb.MODIFY.value, needs=Needs.ONE, separated=True,
)  # fmt: skip
COPY = Action(
    "rate_groups.copy", mark("&Copy rate group…"), "copy", _ROW, _copy,
    right=(Right.RATE_GROUPS_EDIT, Right.RATES_VIEW), verb=GroupVerb.COPY.value, needs=Needs.ONE,
)  # fmt: skip
DELETE = Action(
    "rate_groups.delete", mark("&Delete rate group…"), "delete", _ROW, _delete,
    right=Right.RATE_GROUPS_EDIT, verb=GroupVerb.DELETE.value, needs=Needs.ONE,
)  # fmt: skip
AUTHORIZE = Action(
    "rate_groups.authorize", mark("&Authorization…"), "authorize", _EVERYWHERE, _authorize,
    right=Right.RATE_GROUPS_AUTHORIZE, verb=GroupVerb.AUTHORIZE.value, needs=Needs.ONE,
)  # fmt: skip
IMPORT = Action(
    "rate_groups.import", mark("&Import rates into the group…"), "import", _ROW, _import,
    right=Right.RATES_IMPORT, verb=GroupVerb.IMPORT.value, needs=Needs.ONE,
)  # fmt: skip

EXPORT = Action(
    "rate_groups.export", mark("E&xport rates of the group…"), "export", _ROW, _export,
    right=(Right.RATES_VIEW, Right.EXPORT), verb=GroupVerb.SEE_RATES.value, needs=Needs.ONE,
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (NEW, RATES, ACCOUNTS, EDIT, COPY, DELETE, AUTHORIZE, IMPORT, EXPORT)
ON_GROUPS: tuple[Action, ...] = (
    *ACTIONS,
    rates.PRICE,
    rate_imports.OF_GROUP,
    rate_imports.HISTORY,
    rates.COMPARE,
    rates.LOSSES,
)
"""What the list of rate groups offers."""
