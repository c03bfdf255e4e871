"""Recharge, Deduct and Make zero: the forms that post a payment, once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from vosdesk.contract.accounts import Account, AccountRow, GetAccount
from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Problem, Refusal, Stale, Unavailable
from vosdesk.contract.ids import Key
from vosdesk.contract.operations import (
    ACCOUNTS_GET,
    PAYMENTS_DEDUCT,
    PAYMENTS_MAKE_ZERO,
    PAYMENTS_RECHARGE,
    Write,
)
from vosdesk.contract.payments import PaymentMode, PaymentRow
from vosdesk.contract.permissions import Right
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.dialogs.payment_head import PaymentHead
from vosdesk.gui.dialogs.payment_posting import Posting
from vosdesk.gui.fields import ChoiceField, MemoField, MoneyEdit
from vosdesk.gui.ops import Call
from vosdesk.gui.text import enum_text, mark, refusal_text, tr
from vosdesk.gui.theme import Tone


@dataclass(frozen=True)
class PaymentAct:
    """One of the payments: its operation, its English name, and the balance that an amount leads to."""

    operation: Write[Any, PaymentRow]
    name: str
    after: Callable[[int, int], int]
    mode: PaymentMode = PaymentMode.CASH

    @property
    def has_amount(self) -> bool:
        """Whether the user types an amount."""
        return self.operation is not PAYMENTS_MAKE_ZERO


RECHARGE = PaymentAct(PAYMENTS_RECHARGE, mark("Recharge"), lambda balance, amount: balance + amount)
DEDUCT = PaymentAct(PAYMENTS_DEDUCT, mark("Deduct"), lambda balance, amount: balance - amount)
MAKE_ZERO = PaymentAct(PAYMENTS_MAKE_ZERO, mark("Make zero"), lambda balance, amount: 0, PaymentMode.OTHER)


class PaymentForm(Form[Any, PaymentRow]):
    """Posts one payment for one account, under one key for the life of the form.

    A lost answer is followed by a look-up of that key: the form says whether the payment was recorded, and is dead
    until it knows.
    """

    def __init__(self, context: Context, act: PaymentAct, row: AccountRow, parent: QWidget | None = None) -> None:
        fixed: dict[str, Any] = {"account": row.id}
        if not act.has_amount:
            fixed["balance"] = row.balance
        title = f"{tr(act.name)}: {row.number}"
        super().__init__(context, act.operation, title, ok=tr(act.name), fixed=fixed, parent=parent)
        self.act = act
        self._unknown = self._gone = False
        self.posting = Posting(context, act.operation, title)
        self.posting.posted.connect(self._done)
        self.posting.refused.connect(self._failed)
        self.posting.asking.connect(self._asking)
        self.posting.not_done.connect(self._not_done)
        self.posting.unknown.connect(self._not_known)
        self.setMinimumWidth(500)
        self.head = PaymentHead(context.formats, row)
        self.add_widget(self.head)
        self._add_fields()
        self.again = QPushButton(tr("Ask again"), self)
        self.again.hide()
        self.again.clicked.connect(self._ask_again)
        self.add_widget(self.again)
        self._show_after()
        context.ops.changed.connect(self._changed)
        self._refresh()

    # --- sending -----------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Post, unless it is not known yet what became of the last try."""
        if not self._unknown:
            super().send()

    def _key(self, request: Any) -> Key:
        return self.posting.key

    def _write(self, request: Any, key: Key) -> Call:
        return self.posting.send(request)

    def _asking(self) -> None:
        self.banner.say(tr("The answer was lost. Asking whether the payment was recorded…"), Tone.WARNING)

    def _not_done(self, instead: Refusal | None) -> None:
        self._set_unknown(False)
        self._set_sending(None)
        text = tr("The payment was not recorded. You can send it again: it will not be done twice.")
        if isinstance(instead, Unavailable):
            text = f"{refusal_text(instead, self.context.formats)} {text}"
        self.banner.say(text)

    def _not_known(self, refusal: Refusal) -> None:
        self._set_sending(None)
        self._set_unknown(True)
        reason = refusal_text(refusal, self.context.formats)
        self.banner.say(tr("It is not known yet whether the payment was recorded. {reason}", reason=reason))

    def _ask_again(self) -> None:
        if self._call is None:
            self.again.setEnabled(False)
            self._call = self.posting.ask()

    def _set_unknown(self, on: bool) -> None:
        self._unknown = on
        for row in self._rows.values():
            row.field.setEnabled(not on)
        self.ok.setEnabled(not on)
        self.again.setEnabled(on)
        self.again.setVisible(on)
        if on:
            self.again.setFocus()

    def _failed(self, refusal: Refusal) -> None:
        if isinstance(refusal, Stale) and "balance" in refusal.params:
            self._set_sending(None)
            text = tr("The balance has changed in the meantime. Look at it, then send this again.")
            self.banner.say(text, Tone.WARNING)
            self._refresh()
        else:
            super()._failed(refusal)

    # --- closing -----------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Close; whatever is still out is told in the window once it is known."""
        self._let_go()
        super().done(result)

    def _may_close(self) -> bool:
        if self._gone:
            return True
        if self._call is None and not self._unknown:
            return super()._may_close()
        if self._call is None:
            self.posting.ask()
        self._let_go()
        return True

    def _let_go(self) -> None:
        if not self._gone:
            self._gone = True
            self.posting.disconnect(self)
            self.posting.leave()

    # --- inside ------------------------------------------------------------------------------------------------

    def _add_fields(self) -> None:
        self.section()
        if self.act.has_amount:
            self.amount = self.add("amount", tr("Amount"), MoneyEdit(self.context.formats, positive=True))
            self.amount.changed.connect(self._show_after)
        modes = [(m, enum_text(m)) for m in PaymentMode]
        self.add("mode", tr("Mode"), ChoiceField(modes), self.act.mode)
        self.add("memo", tr("Memo"), MemoField(2))

    def _show_after(self) -> None:
        amount = self.amount.value() if self.act.has_amount else 0
        self.head.show_after(None if isinstance(amount, Problem) else self.act.after(self.head.row.balance, amount))

    def _changed(self, changes: Changes) -> None:
        touched = changes.touched.get(Noun.ACCOUNTS)
        if touched is not None and (not touched or self.head.row.id in touched):
            self._refresh()

    def _refresh(self) -> None:
        if self.context.may(Right.ACCOUNTS_VIEW):
            request = GetAccount(id=self.head.row.id)
            self.context.ops.read(self, ACCOUNTS_GET, request, self._account_came, self._account_missing)

    def _account_came(self, account: Account) -> None:
        self.head.show_account(account.row)
        if not self.act.has_amount:
            self.set_fixed("balance", account.row.balance)
        self._show_after()

    def _account_missing(self, refusal: Refusal) -> None:
        if not self.banner.text:
            self.banner.say(refusal_text(refusal, self.context.formats))


def open_form(context: Context, act: PaymentAct, row: AccountRow, parent: QWidget | None) -> PaymentForm:
    """Open the form over ``parent``; a posted payment is followed by its receipt."""
    form = PaymentForm(context, act, row, parent)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def receipt(posted: PaymentRow) -> None:
        from vosdesk.gui.dialogs.receipt import open_receipt

        said = tr("{act} of {amount} recorded for account {account}", act=tr(act.name),
                  amount=context.formats.amount(posted.amount), account=posted.account_number)  # fmt: skip
        context.notices.done(said)
        open_receipt(context, posted, parent)

    form.sent.connect(receipt)
    form.open()
    return form
