"""Overdraft limit, rate groups, and *use lower rate* of one account."""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET
from PySide6.QtWidgets import QGridLayout, QWidget

from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.coverage import CheckAssignment
from vosdesk.contract.errors import Problem
from vosdesk.contract.ids import AccountId, Empty
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_cover import cover_figures, label_of
from vosdesk.gui.dialogs.account_fields import RateGroupField
from vosdesk.gui.dialogs.form import Form, Reread
from vosdesk.gui.dialogs.loss_note import LossNote, look_at_account
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields import MoneyEdit
from vosdesk.gui.tables import Total
from vosdesk.gui.text import mark, tr
from vosdesk.gui.theme import Tone


class Figures(QWidget):
    """A few figures under each other: what each is, and how much."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 6)
        self._grid.setHorizontalSpacing(18)
        self._grid.setColumnStretch(2, 1)
        self._labels: list[ToneLabel] = []

    def show_figures(self, figures: Sequence[Total]) -> None:
        """Show these instead of the ones before."""
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        for line, total in enumerate(figures):
            for column, (text, tone) in enumerate(((tr(total.label), Tone.MUTED), (total.text, total.tone))):
                label = ToneLabel(text, tone)
                label.setWordWrap(False)
                self._grid.addWidget(label, line, column)
                self._labels.append(label)

    def text(self) -> str:
        """Everything that is shown, in order."""
        return "  ".join(label.text() for label in self._labels)


class OverdraftForm(Form[a.SetOverdraft, Empty]):
    """The overdraft limit, beside balance and what both together allow."""

    def __init__(self, context: Context, row: a.AccountRow, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            o.ACCOUNTS_SET_OVERDRAFT,
            tr("Overdraft limit of {account}", account=label_of(row)),
            ok=tr("Change limit"),
            fixed={"id": row.id, "version": row.version},
            reread=Reread(
                o.ACCOUNTS_GET,
                a.GetAccount(id=row.id),
                lambda found: {"version": found.row.version, "overdraft": found.row.overdraft},
            ),
            parent=parent,
        )
        self._row = row
        self.figures = Figures()
        self.add_widget(self.figures)
        self.section()
        self.limit = self.add("overdraft", tr("Overdraft limit"), MoneyEdit(context.formats), row.overdraft)
        self.limit.changed.connect(self._compute)
        self._compute()

    def _compute(self) -> None:
        formats, row, limit = self.context.formats, self._row, self.limit.value()
        lines = [
            Total(mark("Balance"), formats.amount(row.balance), Tone.BAD if row.balance < 0 else Tone.NEUTRAL),
            Total(mark("Limit now"), formats.amount(row.overdraft)),
        ]
        if isinstance(limit, int) and limit >= 0:
            left = row.balance + limit
            tone = Tone.BAD if left <= 0 else Tone.NEUTRAL
            lines.append(Total(mark("May be spent afterwards"), formats.amount(max(0, left)), tone))
        self.figures.show_figures(lines)


class RateGroupForm(Form[a.SetRateGroup, Empty]):
    """The billing rate group and the private one, which goes first."""

    def __init__(self, context: Context, row: a.AccountRow, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            o.ACCOUNTS_SET_RATE_GROUP,
            tr("Rate groups of {account}", account=label_of(row)),
            ok=tr("Save"),
            fixed={"id": row.id, "version": row.version},
            reread=Reread(o.ACCOUNTS_GET, a.GetAccount(id=row.id), _groups),
            parent=parent,
        )
        self.section()
        self.billing = self.add("rate_group", tr("Billing rate"), RateGroupField(context))
        self.private = self.add(
            "private_rate_group",
            tr("Private rate"),
            RateGroupField(context),
            hint=tr("Its rates go before those of the billing rate."),
        )
        if row.has_rate_group and row.rate_group_id is None:
            self.billing.keep_hidden()
        else:
            self.billing.set_present(row.rate_group_id, row.rate_group_name)
        if row.has_private_rate_group and row.private_rate_group_id is None:
            self.private.keep_hidden()
        else:
            self.private.set_present(row.private_rate_group_id, row.private_rate_group_name)
        for field in (self.billing, self.private):
            field.load(account=row.id)
        self.loss = LossNote(context)
        self.add_widget(self.loss)
        self._account = row.id
        for field in (self.billing, self.private):
            field.changed.connect(self._look)
        self._look()
        if row.rate_overridden:
            note = tr("The agent account uses the lower rate: its own rates apply, and this choice waits.")
            self.add_widget(ToneLabel(note, Tone.ACCENT))

    def _look(self) -> None:
        """Ask what the account would lose with what is chosen."""
        chosen = (self.billing.value(), self.private.value())
        if not any(isinstance(value, Problem) for value in chosen):
            billing, private = chosen
            self.loss.ask(CheckAssignment(account=self._account, rate_group=billing, private_rate_group=private))


def _groups(found: a.Account) -> dict[str, Any]:
    row = found.row
    return {
        "version": row.version,
        "rate_group": UNSET if row.has_rate_group and row.rate_group_id is None else row.rate_group_id,
        "private_rate_group": (
            UNSET if row.has_private_rate_group and row.private_rate_group_id is None else row.private_rate_group_id
        ),
    }


class LowerRateForm(Form[a.SetLowerRate, Empty]):
    """*Use lower rate*, on or off: what it means, and the cover as it would be."""

    def __init__(self, context: Context, account: a.Account, parent: QWidget | None = None) -> None:
        row = account.row
        on = not row.lower_rate
        super().__init__(
            context,
            o.ACCOUNTS_SET_LOWER_RATE,
            tr("Use lower rate: {account}", account=label_of(row)),
            ok=tr("Turn on") if on else tr("Turn off"),
            fixed={"id": row.id, "version": row.version, "lower_rate": on},
            parent=parent,
        )
        for text in _ON if on else _OFF:
            self.add_widget(ToneLabel(tr(text)))
        self.figures = Figures()
        self.add_widget(self.figures)
        if account.cover is not None:
            self.figures.show_figures(cover_figures(account.cover, context.formats))
            if on and account.cover.free < 0:
                note = tr("The cover is short: turning it on will be refused until the balance is higher.")
                self.add_widget(ToneLabel(note, Tone.BAD))


_ON = (
    mark("Every direct sub-account is then billed at this account's own rates. Its own choice is kept, unused."),
    mark(
        "The sub-accounts together may hold no more than this account's balance: balance and overdraft limit of "
        "each count."
    ),
    mark("No user who is this account's agent may hold a right to open or edit rates while it is on."),
)
_OFF = (
    mark("Every sub-account is then billed at the rate group chosen for it."),
    mark("The sub-accounts are no longer held to this account's balance."),
)


def open_overdraft(context: Context, parent: QWidget, row: a.AccountRow) -> OverdraftForm:
    """The form for the overdraft limit of ``row``."""
    form = OverdraftForm(context, row, parent)
    form.sent.connect(lambda _: context.notices.done(tr("Overdraft limit of {number} changed.", number=row.number)))
    return present(form)


def open_rate_group(context: Context, parent: QWidget, row: a.AccountRow) -> RateGroupForm:
    """The form for the rate groups of ``row``."""
    form = RateGroupForm(context, row, parent)
    form.sent.connect(lambda _: context.notices.done(tr("Rate groups of {number} changed.", number=row.number)))
    return present(form)


def open_lower_rate(context: Context, parent: QWidget, account: AccountId) -> None:
    """Read the account with its cover, then open the form that turns the switch."""

    def read(found: a.Account) -> None:
        form = LowerRateForm(context, found, parent)
        number = found.row.number
        source = (
            mark("Lower rate of {number} is off.") if found.row.lower_rate else mark("Lower rate of {number} is on.")
        )
        form.sent.connect(lambda _: context.notices.done(tr(source, number=number)))
        form.sent.connect(lambda _: look_at_account(context, account))
        present(form)

    context.ops.read(parent, o.ACCOUNTS_GET, a.GetAccount(id=account), read)
