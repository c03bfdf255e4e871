"""One recharge of many accounts: how many, how much each, and what became of every one."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from vosdesk.contract import operations as o
from vosdesk.contract.account_bulk import AccountSelection
from vosdesk.contract.errors import Fault, Refusal, Unavailable
from vosdesk.contract.ids import Key
from vosdesk.contract.money import Money
from vosdesk.contract.payments import BulkRecharge, PaymentMode
from vosdesk.contract.permissions import UserType
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.bulk import BulkForm, Result, act_text, begin
from vosdesk.gui.dialogs.confirmation import add_confirmation, show_confirmation
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields import ChoiceField, MemoField, MoneyEdit
from vosdesk.gui.ops import Call
from vosdesk.gui.outbox import Sent, now
from vosdesk.gui.tables import Selection
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone

_NAME = mark("Recharge accounts")


class BulkRechargeForm(BulkForm):
    """Asks for the amount that each account gets. Noted on this computer before it is sent, as every payment."""

    def __init__(self, context: Context, chosen: AccountSelection, count: int, parent: QWidget | None = None) -> None:
        title = tr(_NAME)
        act = act_text(context, tr("Recharge"), count)
        super().__init__(context, o.PAYMENTS_BULK_RECHARGE, title, act, count, {"selection": chosen}, parent)
        self._count = count
        self.amount = self.add("amount", tr("Amount for each"), MoneyEdit(context.formats, positive=True))
        self.add("mode", tr("Mode"), ChoiceField([(m, enum_text(m)) for m in PaymentMode]), PaymentMode.CASH)
        self.add("memo", tr("Memo"), MemoField(2))
        if context.me.type is not UserType.AGENT:
            self.add("note", tr("Internal note"), MemoField(2), hint=tr("For administrators and operators alone."))
        add_confirmation(self)
        self.total = ToneLabel("", Tone.MUTED)
        self.add_widget(self.total)
        self.amount.changed.connect(self._sum_up)
        self._sum_up()

    def _sum_up(self) -> None:
        amount = self.amount.value()
        total = amount * self._count if isinstance(amount, int) else None
        text = "" if total is None else tr("In all: {amount}", amount=self.context.formats.amount(total))
        self.total.setText(text)
        show_confirmation(self, total)

    def _write(self, request: BulkRecharge, key: Key) -> Call:
        sent = Sent(key=key, act=_NAME, account="", amount=Money(request.amount), time=now(), count=self._count)
        keep = partial(self.context.outbox.keep, sent)
        return self.context.ops.disk(self, keep, partial(self._leave_for, request, key), self._not_kept)

    def _leave_for(self, request: BulkRecharge, key: Key, nothing: None) -> None:
        self._set_sending(super()._write(request, key))

    def _not_kept(self, error: OSError) -> None:
        self._set_sending(None)
        self.banner.say(tr("Nothing was sent: this computer could not make a note of it. {error}", error=str(error)))

    def _done(self, value: Result) -> None:
        self._forget()
        super()._done(value)

    def _failed(self, refusal: Refusal) -> None:
        if not isinstance(refusal, (Unavailable, Fault)):
            self._forget()
        super()._failed(refusal)

    def _forget(self) -> None:
        if self._kept is not None:
            drop = partial(self.context.outbox.drop, self._kept[1])
            self.context.ops.disk(self.context.ops, drop, _nothing, _nothing)


def _nothing(_: Any) -> None:
    """A note that stays is answered once more at the next start, and does no harm."""


def open_form(context: Context, parent: QWidget, selection: Selection) -> None:
    """Count what is selected, ask, recharge, tell."""
    begin(context, parent, selection, lambda chosen, count: BulkRechargeForm(context, chosen, count, parent))
