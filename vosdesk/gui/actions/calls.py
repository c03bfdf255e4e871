"""Actions of the noun calls."""

from typing import TYPE_CHECKING

from vosdesk.contract.permissions import Right
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark

if TYPE_CHECKING:
    from vosdesk.gui.tables import Selection


def _details(scene: Scene) -> None:
    from vosdesk.gui.dialogs.call import open_call

    open_call(scene.context, scene.row.id, scene.over)


def _of_account(scene: Scene) -> None:
    number = getattr(scene.row, "account_number", "") or getattr(scene.row, "number", "")
    scene.context.open_tab("calls", filter_account_number=number)


def _import(scene: Scene) -> None:
    from vosdesk.gui.dialogs.import_calls import open_import

    open_import(scene.context, scene.over)


def _export(scene: Scene) -> None:
    from vosdesk.gui.dialogs.export import CALLS, ask_where
    from vosdesk.gui.tabs.calls import CallsTab

    if isinstance(scene.tab, CallsTab):
        ask_where(scene.context, scene.tab.table.rows.request(), scene.window, CALLS)


def _rate_again(scene: Scene) -> None:
    from vosdesk.gui.dialogs.rate_again import begin
    from vosdesk.gui.tabs.calls import CallsTab

    if isinstance(scene.tab, CallsTab):

        def chosen(selection: "Selection") -> None:
            begin(scene.context, scene.over, selection)

        scene.tab.resolve(chosen)


DETAILS = Action(
    "calls.details", mark("Charges of the &call…"), "receipt", (Place.MENU_PAYMENT, Place.TOOLBAR, Place.ROW), _details,
    right=Right.CALLS_VIEW, needs=Needs.ONE, separated=True,
)  # fmt: skip
OF_ACCOUNT = Action(
    "calls.of_account", mark("Calls of the acco&unt"), "calls", (Place.MENU_PAYMENT, Place.ROW), _of_account,
    right=Right.CALLS_VIEW, needs=Needs.ONE,
)  # fmt: skip
RATE_AGAIN = Action(
    "calls.rate_again", mark("Rate &again…"), "refresh", (Place.MENU_PAYMENT, Place.TOOLBAR, Place.ROW), _rate_again,
    right=(Right.CALLS_VIEW, Right.CALLS_IMPORT), needs=Needs.ROWS,
)  # fmt: skip
IMPORT = Action(
    "calls.import", mark("I&mport call records…"), "import", (Place.MENU_PAYMENT, Place.TOOLBAR), _import,
    right=(Right.CALLS_VIEW, Right.CALLS_IMPORT), needs=Needs.TAB,
)  # fmt: skip
EXPORT = Action(
    "calls.export", mark("E&xport calls to CSV…"), "export", (Place.MENU_PAYMENT, Place.TOOLBAR), _export,
    right=(Right.CALLS_VIEW, Right.EXPORT), needs=Needs.TAB,
)  # fmt: skip

ON_CALLS: tuple[Action, ...] = (DETAILS, OF_ACCOUNT, RATE_AGAIN, IMPORT, EXPORT)
"""What the list of calls offers."""
ACTIONS: tuple[Action, ...] = ON_CALLS
