"""Actions of the noun payments."""

from typing import Any

from vosdesk.contract.permissions import AccountVerb, Right
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark


def _recharge(scene: Scene) -> None:
    from vosdesk.gui.dialogs import bulk_recharge, payment
    from vosdesk.gui.tabs.list_tab import ListTab

    if isinstance(scene.tab, ListTab) and scene.tab.table.selection().count > 1:
        scene.tab.table.resolve(lambda chosen: bulk_recharge.open_form(scene.context, scene.over, chosen))
    else:
        payment.open_form(scene.context, payment.RECHARGE, scene.row, scene.window)


def _deduct(scene: Scene) -> None:
    from vosdesk.gui.dialogs import payment

    payment.open_form(scene.context, payment.DEDUCT, scene.row, scene.window)


def _make_zero(scene: Scene) -> None:
    from vosdesk.gui.dialogs import payment

    payment.open_form(scene.context, payment.MAKE_ZERO, scene.row, scene.window)


def _reverse(scene: Scene) -> None:
    from vosdesk.gui.dialogs import payment

    payment.open_reversal(scene.context, scene.row, scene.over)


def _receipt(scene: Scene) -> None:
    from vosdesk.gui.dialogs.receipt import open_receipt

    open_receipt(scene.context, scene.row, scene.window)


def _history(scene: Scene) -> None:
    # A payment record names its account; an account is it.
    row: Any = scene.row
    number = row.account_number if hasattr(row, "account_number") else row.number
    scene.context.open_tab("payments", filter_account_number=number)


def _statement(scene: Scene) -> None:
    from vosdesk.gui.dialogs.statement import open_statement

    row: Any = scene.row
    if hasattr(row, "account_id"):
        open_statement(scene.context, row.account_id, row.account_number, row.account_name, scene.window)
    else:
        open_statement(scene.context, row.id, row.number, row.name, scene.window)


def _export(scene: Scene) -> None:
    from vosdesk.gui.dialogs.export import ask_where
    from vosdesk.gui.tabs.payments import PaymentsTab

    if isinstance(scene.tab, PaymentsTab):
        ask_where(scene.context, scene.tab.table.rows.request(), scene.window)


RECHARGE = Action(
    "payments.recharge", mark("&Recharge…"), "recharge", (Place.MENU_PAYMENT, Place.TOOLBAR, Place.ROW), _recharge,
    right=Right.PAYMENTS_RECHARGE, verb=AccountVerb.RECHARGE.value, needs=Needs.ROWS, separated=True,
)  # fmt: skip
DEDUCT = Action(
    "payments.deduct", mark("&Deduct…"), "deduct", (Place.MENU_PAYMENT, Place.TOOLBAR, Place.ROW), _deduct,
    right=Right.PAYMENTS_DEDUCT, verb=AccountVerb.DEDUCT.value, needs=Needs.ONE,
)  # fmt: skip
MAKE_ZERO = Action(
    "payments.make_zero", mark("Make &zero…"), "make_zero", (Place.MENU_PAYMENT, Place.ROW), _make_zero,
    right=Right.PAYMENTS_ZERO, verb=AccountVerb.MAKE_ZERO.value, needs=Needs.ONE,
)  # fmt: skip
REVERSE = Action(
    "payments.reverse", mark("Re&verse…"), "reverse", (Place.MENU_PAYMENT, Place.ROW), _reverse,
    right=(Right.PAYMENTS_REVERSE, Right.ACCOUNTS_VIEW), verb=AccountVerb.REVERSE.value, needs=Needs.ONE,
)  # fmt: skip
HISTORY = Action(
    "payments.history", mark("Payment &history of the account"), "history", (Place.MENU_PAYMENT, Place.ROW), _history,
    right=Right.PAYMENTS_VIEW, needs=Needs.ONE,
)  # fmt: skip
STATEMENT = Action(
    "payments.statement", mark("&Statement of the account…"), "statement", (Place.MENU_PAYMENT, Place.ROW), _statement,
    right=Right.PAYMENTS_VIEW, needs=Needs.ONE,
)  # fmt: skip
RECEIPT = Action(
    "payments.receipt", mark("Rece&ipt…"), "receipt", (Place.MENU_PAYMENT, Place.TOOLBAR, Place.ROW), _receipt,
    right=Right.PAYMENTS_VIEW, needs=Needs.ONE, separated=True,
)  # fmt: skip
EXPORT = Action(
    "payments.export", mark("&Export to CSV…"), "export", (Place.MENU_PAYMENT, Place.TOOLBAR), _export,
    right=(Right.PAYMENTS_VIEW, Right.EXPORT), needs=Needs.TAB,
)  # fmt: skip

ON_RECORDS: tuple[Action, ...] = (RECEIPT, REVERSE, HISTORY, STATEMENT, EXPORT)
"""What the list of payment records offers."""
ACTIONS: tuple[Action, ...] = (RECHARGE, DEDUCT, MAKE_ZERO, HISTORY, STATEMENT, RECEIPT, REVERSE, EXPORT)
