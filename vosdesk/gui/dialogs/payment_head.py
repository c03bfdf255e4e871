"""The account that a payment is about, and the balance that it leads to."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from vosdesk.contract.accounts import AccountRow
from vosdesk.contract.payments import PaymentRow
from vosdesk.gui.formats import Formats
from vosdesk.gui.text import enum_text, tr
from vosdesk.gui.theme import Tone, tint


class PaymentHead(QFrame):
    """Number and name, balance, overdraft limit, threshold, and the balance after, with a word on what it means."""

    def __init__(
        self, formats: Formats, row: AccountRow, reversed_: PaymentRow | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(2, 1)
        self._lines = 0
        self.account = self._line(tr("Account"), Qt.AlignmentFlag.AlignLeft, strong=True)
        if reversed_ is not None:
            self._line(tr("Payment"), Qt.AlignmentFlag.AlignLeft).setText(_told(reversed_, formats))
        self.balance = self._line(tr("Balance"))
        self.overdraft = self._line(tr("Overdraft limit"))
        self.threshold = self._line(tr("Low-balance threshold"))
        self.after = self._line(tr("Balance after"), strong=True)
        self.note = _label("")
        self._grid.addWidget(self.note, self._lines - 1, 2)
        self.show_account(row)

    def show_account(self, row: AccountRow) -> None:
        """Show the account as it is now."""
        self.row = row
        self.account.setText(f"{row.number}  {row.name}".rstrip())
        for label, value in (
            (self.balance, row.balance),
            (self.overdraft, row.overdraft),
            (self.threshold, row.threshold),
        ):
            label.setText(self._formats.amount(value))
        tint(self.balance, Tone.BAD if row.balance < 0 else Tone.NEUTRAL)

    def show_after(self, after: int | None) -> None:
        """Show where the balance (micro-units) would be; a dash while that cannot be told."""
        tone, note = self._meaning(after)
        self.after.setText("—" if after is None else self._formats.amount(after))
        self.note.setText(note)
        tint(self.after, tone)
        tint(self.note, tone)
        self.after.setAccessibleDescription(note)

    def _meaning(self, after: int | None) -> tuple[Tone, str]:
        if after is None:
            return Tone.MUTED, ""
        if after < -self.row.overdraft and after < self.row.balance:
            return Tone.BAD, tr("beyond the overdraft limit")
        if after < 0:
            return Tone.BAD, tr("below zero")
        return (Tone.WARNING, tr("below the threshold")) if after < self.row.threshold else (Tone.NEUTRAL, "")

    def _line(
        self, title: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignRight, *, strong: bool = False
    ) -> QLabel:
        name, value = _label(title), _label("")
        tint(name, Tone.MUTED)
        if strong:
            font = QFont(value.font())
            font.setWeight(QFont.Weight.DemiBold)
            value.setFont(font)
        value.setAccessibleName(title)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Absolute: a name written from right to left would take the line to the other side.
        value.setAlignment(align | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        span = 2 if align is Qt.AlignmentFlag.AlignLeft else 1
        self._grid.addWidget(name, self._lines, 0)
        self._grid.addWidget(value, self._lines, 1, 1, span)
        self._lines += 1
        return value


def _told(payment: PaymentRow, formats: Formats) -> str:
    return tr(
        "{kind} of {amount}, {time}, by {operator}, record number {id}",
        kind=enum_text(payment.kind),
        amount=formats.amount(payment.amount),
        time=formats.time(payment.time),
        operator=payment.operator,
        id=payment.id,
    )


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
