"""The private rates of an account: opened, or made where it has none yet."""

from functools import partial

from PySide6.QtWidgets import QWidget

from vosdesk.contract.accounts import AccountRow, SetRateGroup
from vosdesk.contract.ids import Empty, RateGroupId
from vosdesk.contract.operations import ACCOUNTS_SET_RATE_GROUP, RATE_GROUPS_CREATE
from vosdesk.contract.permissions import AccountVerb, Right
from vosdesk.contract.rate_groups import CreateRateGroup
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.confirm import ask_then
from vosdesk.gui.text import reason, tr


def open_private(context: Context, row: AccountRow, parent: QWidget) -> None:
    """Open the private rate group of an account; where it has none, offer to make one, or say who could."""
    if row.private_rate_group_id is not None:
        name = row.private_rate_group_name
        context.open_tab("rates", rate_group=int(row.private_rate_group_id), name=name)
    elif row.has_private_rate_group:
        context.notices.warn(tr("Account {number} has private rates that are not yours to see.", number=row.number))
    else:
        _offer(context, row, parent)


def _offer(context: Context, row: AccountRow, parent: QWidget) -> None:
    code = row.can.get(AccountVerb.RATE_GROUP.value, "")
    none = tr("Account {number} has no private rates.", number=row.number)
    if code:
        context.notices.warn(f"{none} {reason(code)}")
    elif not (context.may(Right.ACCOUNTS_RATE_GROUP) and context.may(Right.RATE_GROUPS_EDIT)):
        context.notices.warn(none)
    else:
        name = tr("Private {number}", number=row.number)
        lines = [
            none,
            tr("A rate group “{name}” is made and chosen as its private rate group.", name=name),
            tr("Its rates go before those of the billing rate group; it begins empty, so that nothing changes yet."),
        ]
        make = partial(_make, context, row, name)
        ask_then(tr("Private rates"), row.number, lines, tr("Make them"), make, parent)


def _make(context: Context, row: AccountRow, name: str) -> None:
    def chosen(group: RateGroupId, _: Empty) -> None:
        context.notices.done(tr("Account {number} has private rates now.", number=row.number))
        context.open_tab("rates", rate_group=int(group), name=name)

    def made(group: RateGroupId) -> None:
        request = SetRateGroup(id=row.id, version=row.version, private_rate_group=group)
        context.ops.write(context.ops, ACCOUNTS_SET_RATE_GROUP, request, partial(chosen, group))

    context.ops.write(context.ops, RATE_GROUPS_CREATE, CreateRateGroup(name=name), made)
