"""The private rates of an account: opened, or made where it has none yet."""

from typing import Any

from PySide6.QtWidgets import QWidget

from vosdesk.contract import text_rules
from vosdesk.contract.accounts import AccountRow, GetAccount
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.operations import ACCOUNTS_GET, ACCOUNTS_MAKE_PRIVATE_RATES
from vosdesk.contract.permissions import AccountVerb, Right
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_cover import label_of
from vosdesk.gui.dialogs.form import Form, Reread
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields import LineField
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
        open_form(context, row, parent)


def open_form(context: Context, row: AccountRow, parent: QWidget) -> Form[Any, RateGroupId]:
    """Make a group, and choose it as the private one of an account that has none."""
    form: Form[Any, RateGroupId] = Form(
        context,
        ACCOUNTS_MAKE_PRIVATE_RATES,
        tr("Private rates of {account}", account=label_of(row)),
        ok=tr("Make them"),
        fixed={"id": row.id, "version": row.version},
        reread=Reread(ACCOUNTS_GET, GetAccount(id=row.id), lambda now: {"version": now.row.version}),
        parent=parent,
    )
    form.add_widget(ToneLabel(tr("Account {number} has no private rates.", number=row.number)))
    name = tr("Private {number}", number=row.number)[: text_rules.NAME_LENGTH]
    field = form.add(
        "name",
        tr("Name"),
        LineField(lambda text: text_rules.line(text, required=True)),
        name,
        hint=tr("A rate group of this name is made and chosen as its private rate group."),
    )
    form.add_widget(
        ToneLabel(
            tr("Its rates go before those of the billing rate group; it begins empty, so that nothing changes yet.")
        )
    )

    def made(group: RateGroupId) -> None:
        context.notices.done(tr("Account {number} has private rates now.", number=row.number))
        context.open_tab("rates", rate_group=int(group), name=str(field.value()).strip())

    form.sent.connect(made)
    return present(form)
