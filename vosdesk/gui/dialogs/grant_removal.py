"""Taking a user off the access list of an account, after asking."""

from functools import partial

from PySide6.QtWidgets import QWidget

from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract.ids import GrantId
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.text import tr


def ask_to_remove(context: Context, grant: GrantId, login: str, number: str, parent: QWidget) -> ConfirmDialog:
    """Ask, then take the user off the access list."""
    dialog = ConfirmDialog(
        tr("Remove from the access list"),
        tr("Remove {login} from the access list of account {number}?", login=login, number=number),
        [tr("It takes effect at the user's next click. What the entry hid is back at once.")],
        tr("Remove"),
        parent,
    )
    dialog.accepted.connect(partial(_remove, context, grant, login, number, parent))
    return present(dialog)


def _remove(context: Context, grant: GrantId, login: str, number: str, parent: QWidget) -> None:
    text = tr("{login} is off the access list of {number}.", login=login, number=number)
    context.ops.write(
        parent, o.GRANTS_REMOVE_ACCOUNT, g.RemoveAccountGrant(id=grant), lambda _: context.notices.done(text)
    )
