"""From a line that is missing in the books to the recharge: the account, the amount and the reference are filled in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from vosdesk.contract.accounts import Account, GetAccount
from vosdesk.contract.errors import Problem
from vosdesk.contract.ids import AccountId
from vosdesk.contract.operations import ACCOUNTS_GET
from vosdesk.contract.permissions import AccountVerb
from vosdesk.contract.reconciliation import EntryRow, ListedLine
from vosdesk.contract.text_rules import MEMO_LENGTH
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import payment
from vosdesk.gui.dialogs.form_frame import FormFrame
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields import AccountField
from vosdesk.gui.text import reason, sentence, tr
from vosdesk.gui.theme import Tone


class WhichAccount(FormFrame):
    """Asks whose payment a line of the list is."""

    def __init__(self, context: Context, line: ListedLine, parent: QWidget) -> None:
        super().__init__(tr("Whose payment is it?"), tr("Next"), parent)
        self._context, self._line = context, line
        amount = "" if line.amount is None else context.formats.amount(line.amount)
        parts = (amount, line.reference, line.payer)
        self.add_widget(ToneLabel(" · ".join(part for part in parts if part), Tone.MUTED))
        self.account = AccountField(context, optional=False)
        self.account.set_name(tr("Account"))
        self.add_widget(self.account)
        self.problem = ToneLabel("", Tone.BAD)
        self.problem.hide()
        self.add_widget(self.problem)
        self.setMinimumWidth(460)
        self.fit(())
        self.ok.clicked.connect(self._chosen)
        self.account.setFocus()

    def _chosen(self) -> None:
        account = self.account.value()
        if isinstance(account, Problem):
            self.problem.say(sentence(account.code, account.params), Tone.BAD)
            self.problem.show()
            return
        self.accept()
        _open_form(self._context, self._line, account, self.parentWidget())


def open_recharge(context: Context, row: EntryRow, parent: QWidget) -> None:
    """Open the recharge of the account that the line names, or ask for the account first."""
    if row.line is None:
        return
    if row.account_id is not None:
        _open_form(context, row.line, row.account_id, parent)
        return
    dialog = WhichAccount(context, row.line, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _open_form(context: Context, line: ListedLine, account: AccountId, parent: QWidget | None) -> None:
    def came(found: Account) -> None:
        denied = found.row.can.get(AccountVerb.RECHARGE.value, "")
        if denied:
            context.notices.warn(f"{found.row.number}: {reason(denied)}")
            return
        form = payment.open_form(context, payment.RECHARGE, found.row, parent)
        form.field("amount").set_value(line.amount)
        form.field("memo").set_value(line.reference[:MEMO_LENGTH])

    context.ops.read(parent or context.ops, ACCOUNTS_GET, GetAccount(id=account), came)
