"""One payment under one key, from sending it to a certain end."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Code, Fault, NotFound, Refusal, Unavailable
from vosdesk.contract.ids import Key, new_key
from vosdesk.contract.operations import PAYMENTS_FIND, Write
from vosdesk.contract.payments import FindPayment, PaymentRow
from vosdesk.gui.context import Context
from vosdesk.gui.ops import Call
from vosdesk.gui.outbox import Sent
from vosdesk.gui.text import refusal_text, tr


class Posting(QObject):
    """Sends a payment and learns what became of it; outlives its form.

    ``posted`` carries the PaymentRow, ``refused`` the Refusal of what was surely not done. When the answer is lost,
    ``asking`` is emitted and the record is looked up by its key: then ``posted``, ``not_done`` with the Refusal that
    came in place of the answer (or None), or ``unknown`` with the Refusal of the look-up. ``unkept`` carries the
    OSError of a computer that could not note it: nothing was sent. After ``leave`` the outcome goes to the status line
    and the banner.
    """

    posted = Signal(object)
    refused = Signal(object)
    asking = Signal()
    not_done = Signal(object)
    unknown = Signal(object)

    unkept = Signal(object)

    def __init__(
        self, context: Context, operation: Write[Any, PaymentRow], title: str, sent: Callable[[Key], Sent]
    ) -> None:
        # Not a child of the form: the form may be closed while the answer is out.
        super().__init__(context.ops)
        self.key = new_key()
        self._context, self._operation, self._title = context, operation, title
        self._sent_as = sent
        self._settled = True
        self._left = False
        self._instead: Refusal | None = None

    def send(self, request: Any) -> Call:
        """Post under this posting's key: however often it is sent, it is done once."""
        self._settled = False
        keep = partial(self._context.outbox.keep, self._sent_as(self.key))
        return self._context.ops.disk(self, keep, partial(self._leave_for, request), self._not_kept)

    def _leave_for(self, request: Any, nothing: None) -> None:
        self._context.ops.write(self, self._operation, request, self._posted, self._failed, self.key)

    def _not_kept(self, error: OSError) -> None:
        self._settled = True
        self.unkept.emit(error)
        if self._left:
            self._warn(tr("It was not recorded."))
        self._end()

    def _forget(self) -> None:
        """Its end is known: the next start has nothing to ask. A note that stays is answered once more, no harm."""
        drop = partial(self._context.outbox.drop, self.key)
        self._context.ops.disk(self._context.ops, drop, lambda _: None, lambda _: None)

    def ask(self) -> Call:
        """Look the record up by its key."""
        self._settled = False
        self.asking.emit()
        request = FindPayment(key=self.key)
        return self._context.ops.read(self, PAYMENTS_FIND, request, self._found, self._not_found)

    def leave(self) -> None:
        """Nobody looks any more: tell the outcome in the window, once it is there."""
        self._left = True
        if self._settled:
            self.deleteLater()

    def _posted(self, row: PaymentRow) -> None:
        self._settled = True
        self._forget()
        # Asked before: a form that hears of it closes, and so leaves.
        unseen = self._left
        self.posted.emit(row)
        if unseen:
            self._context.notices.done(self._recorded(row))
        self._end()

    def _failed(self, refusal: Refusal) -> None:
        lost = isinstance(refusal, (Unavailable, Fault)) or refusal.code is Code.KEY_REUSED
        if lost:
            self._instead = refusal
            self.ask()
            return
        self._settled = True
        self._forget()
        self.refused.emit(refusal)
        if self._left:
            self._warn(refusal_text(refusal, self._context.formats))
        self._end()

    def _found(self, row: PaymentRow) -> None:
        # The answer that would have told the tables was lost.
        self._context.ops.changed.emit(Changes(touched={Noun.PAYMENTS: [row.id], Noun.ACCOUNTS: [row.account_id]}))
        self._posted(row)

    def _not_found(self, refusal: Refusal) -> None:
        self._settled = True
        if isinstance(refusal, NotFound):
            self._forget()
            self.not_done.emit(self._instead)
            if self._left:
                self._warn(tr("It was not recorded."))
        else:
            self.unknown.emit(refusal)
            if self._left:
                self._warn(tr("It is not known whether it was recorded. Look at the payment records first."))
        self._end()

    def _end(self) -> None:
        if self._left:
            self.deleteLater()

    def _warn(self, text: str) -> None:
        self._context.notices.warn(f"{self._title}: {text}")

    def _recorded(self, row: PaymentRow) -> str:
        return tr("{title}: recorded, {amount}", title=self._title, amount=self._context.formats.amount(row.amount))
