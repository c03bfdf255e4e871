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
from vosdesk.contract.money import Money
from vosdesk.contract.operations import (
    ACCOUNTS_GET,
    PAYMENTS_DEDUCT,
    PAYMENTS_MAKE_ZERO,
    PAYMENTS_RECHARGE,
    PAYMENTS_REVERSE,
    Write,
)
from vosdesk.contract.payments import PaymentMode, PaymentRow
from vosdesk.contract.permissions import Right, UserType
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.confirmation import add_confirmation, show_confirmation
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.dialogs.payment_head import PaymentHead
from vosdesk.gui.dialogs.payment_posting import Posting
from vosdesk.gui.fields import ChoiceField, MemoField, MoneyEdit
from vosdesk.gui.ops import Call
from vosdesk.gui.outbox import Sent, now
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
        return self.operation in (PAYMENTS_RECHARGE, PAYMENTS_DEDUCT)


RECHARGE = PaymentAct(PAYMENTS_RECHARGE, mark("Recharge"), lambda balance, amount: balance + amount)
DEDUCT = PaymentAct(PAYMENTS_DEDUCT, mark("Deduct"), lambda balance, amount: balance - amount)
MAKE_ZERO = PaymentAct(PAYMENTS_MAKE_ZERO, mark("Make zero"), lambda balance, amount: 0, PaymentMode.OTHER)
REVERSE = PaymentAct(PAYMENTS_REVERSE, mark("Reverse payment"), lambda balance, amount: balance - amount)


class PaymentForm(Form[Any, PaymentRow]):
    """Posts one payment for one account, under one key for the life of the form.

    A lost answer is followed by a look-up of that key: the form says whether the payment was recorded, and is dead
    until it knows.
    """

    def __init__(
        self,
        context: Context,
        act: PaymentAct,
        row: AccountRow,
        parent: QWidget | None = None,
        *,
        reversed_: PaymentRow | None = None,
    ) -> None:
        fixed: dict[str, Any] = {"account": row.id}
        if act is MAKE_ZERO:
            fixed["balance"] = row.balance
        if reversed_ is not None:
            fixed = {"payment": reversed_.id}
        self.reversed = reversed_
        title = f"{tr(act.name)}: {row.number}"
        super().__init__(context, act.operation, title, ok=tr(act.name), fixed=fixed, parent=parent)
        self.act = act
        self._unknown = self._gone = False
        self.posting = Posting(context, act.operation, title, self._sent_as)
        self.posting.unkept.connect(self._not_kept)
        self.posting.posted.connect(self._done)
        self.posting.refused.connect(self._failed)
        self.posting.asking.connect(self._asking)
        self.posting.not_done.connect(self._not_done)
        self.posting.unknown.connect(self._not_known)
        self.setMinimumWidth(500)
        self.head = PaymentHead(context.formats, row, reversed_)
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

    def _sent_as(self, key: Key) -> Sent:
        amount = abs(self._moved() or 0)
        return Sent(key=key, act=self.act.name, account=self.head.row.number, amount=Money(amount), time=now())

    def _not_kept(self, error: OSError) -> None:
        self._set_sending(None)
        self.banner.say(tr("Nothing was sent: this computer could not make a note of it. {error}", error=str(error)))

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
        if self.reversed is None:
            modes = [(m, enum_text(m)) for m in PaymentMode]
            self.add("mode", tr("Mode"), ChoiceField(modes), self.act.mode)
            self.add("memo", tr("Memo"), MemoField(2))
        else:
            self.add("memo", tr("Reason"), MemoField(2), hint=tr("The customer reads it as the memo of the reversal."))
        if self.context.me.type is not UserType.AGENT:
            self.add("note", tr("Internal note"), MemoField(2), hint=tr("For administrators and operators alone."))
        add_confirmation(self)

    def _moved(self) -> int | None:
        """What the payment would add to the balance; None while that cannot be told."""
        if self.reversed is not None:
            return -self.reversed.amount
        if self.act is MAKE_ZERO:
            return -self.head.row.balance
        amount = self.amount.value()
        return None if isinstance(amount, Problem) else self.act.after(0, amount)

    def _show_after(self) -> None:
        moved = self._moved()
        self.head.show_after(None if moved is None else self.head.row.balance + moved)
        show_confirmation(self, moved)

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
        if self.act is MAKE_ZERO:
            self.set_fixed("balance", account.row.balance)
        self._show_after()

    def _account_missing(self, refusal: Refusal) -> None:
        if not self.banner.text:
            self.banner.say(refusal_text(refusal, self.context.formats))


def open_reversal(context: Context, payment: PaymentRow, parent: QWidget) -> None:
    """Read the account as it is now, then ask for the reason."""

    def read(account: Account) -> None:
        open_form(context, REVERSE, account.row, parent, reversed_=payment)

    context.ops.read(parent, ACCOUNTS_GET, GetAccount(id=payment.account_id), read)


def open_form(
    context: Context,
    act: PaymentAct,
    row: AccountRow,
    parent: QWidget | None,
    *,
    reversed_: PaymentRow | None = None,
) -> PaymentForm:
    """Open the form over ``parent``; a posted payment is followed by its receipt."""
    form = PaymentForm(context, act, row, parent, reversed_=reversed_)
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
