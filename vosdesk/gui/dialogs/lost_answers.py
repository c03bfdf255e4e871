"""Payments whose answer was lost with an earlier run: asked for by their keys, told, never sent again."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract.errors import NotFound, Refusal
from vosdesk.contract.operations import PAYMENTS_FIND
from vosdesk.contract.payments import FindPayment, PaymentRow
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.outbox import Sent
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone


class LostAnswers(QObject):
    """Looks once after login, and shows what it found over ``window``."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._waiting = 0
        self._found: list[tuple[Sent, PaymentRow | Refusal]] = []

    def look(self) -> None:
        """Ask for each payment that an earlier run never heard the end of."""
        context = self._context
        context.ops.disk(self, context.outbox.left, self._ask, self._unreadable)

    def _unreadable(self, error: OSError) -> None:
        self._context.notices.warn(tr("Notes of earlier payments could not be read: {error}", error=str(error)))

    def _ask(self, left: tuple[Sent, ...]) -> None:
        self._waiting = len(left)
        for sent in left:
            request = FindPayment(key=sent.key)
            told = partial(self._told, sent)
            self._context.ops.read(self, PAYMENTS_FIND, request, told, told)

    def _told(self, sent: Sent, answer: PaymentRow | Refusal) -> None:
        self._found.append((sent, answer))
        if _is_certain(answer):
            drop = partial(self._context.outbox.drop, sent.key)
            self._context.ops.disk(self, drop, lambda _: None, self._unreadable)
        self._waiting -= 1
        if not self._waiting:
            self._found.sort(key=lambda found: found[0].time)
            present(LostAnswersDialog(self._context, self._found, self._window))


def _is_certain(answer: PaymentRow | Refusal) -> bool:
    return isinstance(answer, (PaymentRow, NotFound))


class LostAnswersDialog(QDialog):
    """One line for each payment: recorded, not recorded, or not known yet."""

    def __init__(
        self, context: Context, found: list[tuple[Sent, PaymentRow | Refusal]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(tr("Payments of the last run"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(8)
        head = tr("The program ended before it knew what became of these payments. Nothing was sent again.")
        column.addWidget(ToneLabel(head))
        self.lines = []
        for sent, answer in found:
            text, tone = _told(context, sent, answer)
            self.lines.append(text)
            column.addWidget(ToneLabel(text, tone))
        self.close_button = QPushButton(tr("Close"), self)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)


def _told(context: Context, sent: Sent, answer: PaymentRow | Refusal) -> tuple[str, Tone]:
    formats = context.formats
    of = {"act": tr(sent.act), "amount": formats.amount(sent.amount), "time": formats.time(sent.time)}
    if sent.account:
        what = tr("{act}, account {account}, {amount}, {time}:", account=sent.account, **of)
    else:
        what = tr("{act}, accounts: {count}, {amount} each, {time}:", count=formats.count(sent.count), **of)
    if isinstance(answer, PaymentRow):
        return f"✓ {what} " + tr("recorded, record number {id}.", id=answer.id), Tone.GOOD
    if isinstance(answer, NotFound):
        return f"✗ {what} " + tr("not recorded."), Tone.BAD
    return f"? {what} " + tr("not known yet. It is asked again at the next start."), Tone.WARNING
