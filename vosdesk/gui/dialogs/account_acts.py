"""Acts on one account that need no form: lock, unlock, cancel."""

from functools import partial

from PySide6.QtWidgets import QWidget

from vosdesk.contract.accounts import AccountRow, CancelAccount, LockAccount
from vosdesk.contract.operations import ACCOUNTS_CANCEL, ACCOUNTS_LOCK
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_cover import label_of
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.text import mark, tr


def turn_lock(context: Context, parent: QWidget, row: AccountRow, *, locked: bool) -> None:
    """Lock or unlock at once: the other one takes it back."""
    text = mark("Account {number} is locked.") if locked else mark("Account {number} is unlocked.")
    done = tr(text, number=row.number)
    request = LockAccount(id=row.id, locked=locked)
    context.ops.write(parent, ACCOUNTS_LOCK, request, lambda _: context.notices.done(done))


def ask_to_cancel(context: Context, parent: QWidget, row: AccountRow) -> ConfirmDialog:
    """Ask, then cancel for good."""
    dialog = ConfirmDialog(
        tr("Cancel account"),
        tr("Cancel account {account}?", account=label_of(row)),
        [
            tr("It stays in the list with its payment records, but it can never be used again."),
            tr("Its number is not free for another account."),
        ],
        tr("Cancel the account"),
        parent,
    )
    dialog.safe.setText(tr("Keep it"))
    dialog.accepted.connect(partial(_cancel, context, parent, row))
    return present(dialog)


def _cancel(context: Context, parent: QWidget, row: AccountRow) -> None:
    done = tr("Account {number} is cancelled.", number=row.number)
    context.ops.write(parent, ACCOUNTS_CANCEL, CancelAccount(id=row.id), lambda _: context.notices.done(done))
