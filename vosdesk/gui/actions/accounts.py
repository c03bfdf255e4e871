"""Actions of the noun accounts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from vosdesk.contract.accounts import AccountRow
from vosdesk.contract.permissions import AccountVerb, Right
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark

if TYPE_CHECKING:
    from vosdesk.gui.tables import Selection

_ALL = (Place.MENU_ACCOUNT, Place.TOOLBAR, Place.ROW)
_MENUS = (Place.MENU_ACCOUNT, Place.ROW)


def _new(scene: Scene) -> None:
    from vosdesk.gui.dialogs import account

    account.open_new(scene.context, scene.over)


def _new_sub(scene: Scene) -> None:
    from vosdesk.gui.dialogs import account

    account.open_new(scene.context, scene.over, scene.row)


def _new_here(scene: Scene) -> None:
    from vosdesk.gui.dialogs import account
    from vosdesk.gui.tabs.sub_accounts import SubAccountsTab

    if isinstance(scene.tab, SubAccountsTab):
        account.open_below(scene.context, scene.over, scene.tab.account)


def _edit(scene: Scene) -> None:
    from vosdesk.gui.dialogs import account

    account.open_edit(scene.context, scene.over, scene.row.id)


def _subs(scene: Scene) -> None:
    row: AccountRow = scene.row
    scene.context.open_tab("sub_accounts", account=row.id, number=row.number, name=row.name)


def _many(scene: Scene) -> bool:
    """Whether more than one row is selected, seen or not."""
    from vosdesk.gui.tabs.list_tab import ListTab

    return isinstance(scene.tab, ListTab) and scene.tab.table.selection().count > 1


def _with_selection(scene: Scene, act: "Callable[[Scene, Selection], None]") -> None:
    from vosdesk.gui.tabs.list_tab import ListTab

    if isinstance(scene.tab, ListTab):
        scene.tab.table.resolve(lambda selection: act(scene, selection))


def _overdraft(scene: Scene) -> None:
    from vosdesk.gui.dialogs import account_limits, bulk

    if _many(scene):
        _with_selection(scene, lambda s, chosen: bulk.open_overdraft(s.context, s.over, chosen))
    else:
        account_limits.open_overdraft(scene.context, scene.over, scene.row)


def _rate_group(scene: Scene) -> None:
    from vosdesk.gui.dialogs import account_limits, bulk

    if _many(scene):
        _with_selection(scene, lambda s, chosen: bulk.open_rate_group(s.context, s.over, chosen))
    else:
        account_limits.open_rate_group(scene.context, scene.over, scene.row)


def _lower_rate(scene: Scene) -> None:
    from vosdesk.gui.dialogs import account_limits

    account_limits.open_lower_rate(scene.context, scene.over, scene.row.id)


def _lock(scene: Scene) -> None:
    _turn_lock(scene, locked=True)


def _unlock(scene: Scene) -> None:
    _turn_lock(scene, locked=False)


def _turn_lock(scene: Scene, *, locked: bool) -> None:
    from vosdesk.gui.dialogs import account_acts, bulk

    if _many(scene):
        _with_selection(scene, lambda s, chosen: bulk.open_lock(s.context, s.over, chosen, locked=locked))
    else:
        account_acts.turn_lock(scene.context, scene.over, scene.row, locked=locked)


def _private_rates(scene: Scene) -> None:
    from vosdesk.gui.dialogs.private_rates import open_private

    open_private(scene.context, scene.row, scene.over)


def _cancel(scene: Scene) -> None:
    from vosdesk.gui.dialogs import account_acts

    account_acts.ask_to_cancel(scene.context, scene.over, scene.row)


def _move(scene: Scene) -> None:
    from vosdesk.gui.dialogs import move

    move.open_dialog(scene.context, scene.over, scene.row)


def _why(scene: Scene) -> None:
    from vosdesk.gui.dialogs import account_why

    account_why.open_dialog(scene.context, scene.over, scene.row)


ACTIONS: tuple[Action, ...] = (
    Action(
        "accounts.new", mark("&New account…"), "new", (Place.MENU_ACCOUNT, Place.TOOLBAR), _new,
        right=Right.ACCOUNTS_EDIT, needs=Needs.TAB, shortcut="Ins; Ctrl+N",
    ),
    Action(
        "accounts.new_here", mark("&New sub-account…"), "new", (Place.MENU_ACCOUNT, Place.TOOLBAR), _new_here,
        right=Right.ACCOUNTS_EDIT, needs=Needs.TAB, shortcut="Ins; Ctrl+N",
    ),
    Action(
        "accounts.new_sub", mark("New account &below the selected…"), "add_sub", _MENUS, _new_sub,
        right=Right.ACCOUNTS_EDIT, verb=AccountVerb.ADD_SUB, needs=Needs.ONE, shortcut="Ctrl+Shift+N",
    ),
    Action(
        "accounts.edit", mark("&Edit details…"), "edit", _ALL, _edit,
        right=Right.ACCOUNTS_EDIT, verb=AccountVerb.MODIFY, needs=Needs.ONE, shortcut="F2",
    ),
    Action(
        "accounts.subs", mark("Sub acco&unts"), "tree-structure", _ALL, _subs,
        right=Right.ACCOUNTS_VIEW, needs=Needs.ONE, shortcut="Ctrl+Down",
    ),
    Action(
        "accounts.overdraft", mark("&Overdraft limit…"), "overdraft", _MENUS, _overdraft,
        right=Right.ACCOUNTS_OVERDRAFT, verb=AccountVerb.OVERDRAFT, needs=Needs.ROWS, separated=True,
    ),
    Action(
        "accounts.rate_group", mark("Rate &group…"), "rate_group", _MENUS, _rate_group,
        right=Right.ACCOUNTS_RATE_GROUP, verb=AccountVerb.RATE_GROUP, needs=Needs.ROWS,
    ),
    Action(
        "accounts.private_rates", mark("&Private rates…"), "rates", _MENUS, _private_rates,
        right=(Right.ACCOUNTS_VIEW, Right.RATES_VIEW), needs=Needs.ONE,
    ),
    Action(
        "accounts.lower_rate", mark("Use lowe&r rate…"), "lower_rate", _MENUS, _lower_rate,
        right=Right.ACCOUNTS_LOWER_RATE, verb=AccountVerb.LOWER_RATE, needs=Needs.ONE,
    ),
    Action(
        "accounts.lock", mark("&Lock"), "lock", _MENUS, _lock,
        right=Right.ACCOUNTS_LOCK, verb=AccountVerb.LOCK, needs=Needs.ROWS, separated=True,
    ),
    Action(
        "accounts.unlock", mark("Unloc&k"), "unlock", _MENUS, _unlock,
        right=Right.ACCOUNTS_LOCK, verb=AccountVerb.UNLOCK, needs=Needs.ROWS,
    ),
    Action(
        "accounts.move", mark("&Move under another agent…"), "move", _MENUS, _move,
        right=Right.ACCOUNTS_MOVE, verb=AccountVerb.MOVE, needs=Needs.ONE,
    ),
    Action(
        "accounts.cancel", mark("&Cancel account…"), "cancel", _MENUS, _cancel,
        right=Right.ACCOUNTS_CANCEL, verb=AccountVerb.CANCEL, needs=Needs.ONE,
    ),
    Action(
        "accounts.why", mark("What may &I do with it?"), "why", _MENUS, _why,
        right=Right.ACCOUNTS_VIEW, needs=Needs.ONE,
    ),
)  # fmt: skip
