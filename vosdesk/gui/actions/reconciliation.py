"""Actions of the noun reconciliation."""

from vosdesk.contract.permissions import AccountVerb, Right
from vosdesk.contract.reconciliation import EntryRow
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark


def _recharge(scene: Scene) -> None:
    from vosdesk.gui.dialogs.recharge_missing import open_recharge

    open_recharge(scene.context, scene.row, scene.over)


def _record(scene: Scene) -> None:
    row: EntryRow = scene.row
    record = row.record or row.suggested_record
    if record is not None:
        scene.context.open_tab(
            "payments",
            filter_account_number=record.account_number,
            filter_time_from=int(record.time),
            filter_time_to=int(record.time),
        )


RECHARGE = Action(
    "reconciliation.recharge", mark("&Recharge what is missing…"), "recharge", (Place.TOOLBAR, Place.ROW), _recharge,
    right=(Right.RECONCILIATION_VIEW, Right.PAYMENTS_RECHARGE, Right.ACCOUNTS_VIEW), verb=AccountVerb.RECHARGE.value,
    needs=Needs.ONE,
)  # fmt: skip
RECORD = Action(
    "reconciliation.record", mark("Show in &payment records"), "payments", (Place.TOOLBAR, Place.ROW), _record,
    right=(Right.RECONCILIATION_VIEW, Right.PAYMENTS_VIEW), verb=AccountVerb.SEE.value, needs=Needs.ONE,
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (RECHARGE, RECORD)
