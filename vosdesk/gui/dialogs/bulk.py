"""One act over many accounts: how many first, then what became of each."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vosdesk.contract import account_bulk as ab
from vosdesk.contract import operations as o
from vosdesk.contract.ids import AccountId
from vosdesk.contract.operations import Write
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_fields import RateGroupField
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields import MoneyEdit
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Selection
from vosdesk.gui.text import sentence, tr
from vosdesk.gui.theme import Tone

Result = ab.BulkResult


class BulkForm(Form[Any, Result]):
    """Says how many accounts are chosen, and asks for the value where the act has one."""

    def __init__(
        self,
        context: Context,
        operation: Write[Any, Result],
        title: str,
        ok: str,
        count: int,
        fixed: dict[str, Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, operation, title, ok=ok, fixed=fixed, parent=parent)
        self.head = ToneLabel(tr("Selected accounts: {count}.", count=context.formats.count(count)))
        self.add_widget(self.head)
        note = tr("Each is judged by itself: what is refused stays as it is, and the reasons are listed at the end.")
        self.add_widget(ToneLabel(note, Tone.MUTED))
        self.section()


class BulkResultDialog(QDialog):
    """How many were done, how many refused and why, as text to copy."""

    def __init__(self, title: str, result: Result, count: int, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(560, 360 if result.refused else 120)
        self.summary = ToneLabel(summary_text(result, count, formats), Tone.WARNING if result.refused else Tone.GOOD)
        self.lines = refusal_lines(result, formats)
        self.list = QListView(self)
        self.list.setAccessibleName(tr("Refused accounts and why"))
        self.list.setModel(QStringListModel([line.replace("\t", "   ") for line in self.lines], self))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAlternatingRowColors(True)
        self.list.setWordWrap(True)
        self.list.setVisible(bool(self.lines))
        self.copy = QPushButton(tr("Copy as text"), self)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.copy.setVisible(bool(self.lines))
        close = QPushButton(tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join([self.summary.text(), *self.lines, ""]))


def summary_text(result: Result, count: int, formats: Formats) -> str:
    """How ``count`` chosen accounts ended; says so when not every refused one is listed."""
    listed = len(result.refused)
    refused = max(listed, count - result.done)
    text = tr("Done: {done}. Refused: {refused}.", done=formats.count(result.done), refused=formats.count(refused))
    if refused == listed:
        return text
    return " ".join((text, tr("The first {n} are listed.", n=formats.count(listed))))


def refusal_lines(result: Result, formats: Formats) -> list[str]:
    """Each refused account with its reason, divided by a tab."""
    return [f"{r.number or r.id}\t{sentence(r.code, r.params, formats)}" for r in result.refused]


def account_selection(selection: Selection) -> ab.AccountSelection:
    """The rows chosen in a table, as a bulk command carries them."""
    if selection.everything:
        excluded = tuple(AccountId(i) for i in selection.excluded)
        return ab.AccountSelection(filter=selection.filter, excluded=excluded)
    return ab.AccountSelection(ids=tuple(AccountId(i) for i in selection.ids))


Make = Callable[[ab.AccountSelection, int], BulkForm]


def _lock(context: Context, parent: QWidget, locked: bool) -> Make:
    title = tr("Lock accounts") if locked else tr("Unlock accounts")

    def make(chosen: ab.AccountSelection, count: int) -> BulkForm:
        fixed = {"selection": chosen, "locked": locked}
        return BulkForm(context, o.ACCOUNTS_BULK_LOCK, title, act_text(context, title, count), count, fixed, parent)

    return make


def _rate_group(context: Context, parent: QWidget) -> Make:
    title = tr("Change billing rate of accounts")

    def make(chosen: ab.AccountSelection, count: int) -> BulkForm:
        operation, act = o.ACCOUNTS_BULK_RATE_GROUP, act_text(context, tr("Change"), count)
        form = BulkForm(context, operation, title, act, count, {"selection": chosen}, parent)
        form.add("rate_group", tr("Billing rate"), RateGroupField(context)).load()
        return form

    return make


def _overdraft(context: Context, parent: QWidget) -> Make:
    title = tr("Change overdraft limit of accounts")

    def make(chosen: ab.AccountSelection, count: int) -> BulkForm:
        operation, act = o.ACCOUNTS_BULK_OVERDRAFT, act_text(context, tr("Change"), count)
        form = BulkForm(context, operation, title, act, count, {"selection": chosen}, parent)
        form.add("overdraft", tr("Overdraft limit"), MoneyEdit(context.formats))
        return form

    return make


def act_text(context: Context, verb: str, count: int) -> str:
    """The text of the button that does it to so many."""
    return tr("{act} ({count})", act=verb, count=context.formats.count(count))


def begin(context: Context, parent: QWidget, selection: Selection, make: Make) -> None:
    """Count what is chosen, ask, act, tell."""
    chosen = account_selection(selection)

    def counted(answer: ab.Count) -> None:
        form = make(chosen, answer.count)
        title = form.windowTitle()
        form.sent.connect(lambda result: _tell(context, parent, title, result, answer.count))
        present(form)

    context.ops.read(parent, o.ACCOUNTS_COUNT_SELECTION, ab.CountSelection(selection=chosen), counted)


def _tell(context: Context, parent: QWidget, title: str, result: Result, count: int) -> None:
    context.notices.done(summary_text(result, count, context.formats))
    present(BulkResultDialog(title, result, count, context.formats, parent))


def open_lock(context: Context, parent: QWidget, selection: Selection, *, locked: bool) -> None:
    """Lock or unlock what is selected."""
    begin(context, parent, selection, _lock(context, parent, locked))


def open_rate_group(context: Context, parent: QWidget, selection: Selection) -> None:
    """Give what is selected a billing rate group."""
    begin(context, parent, selection, _rate_group(context, parent))


def open_overdraft(context: Context, parent: QWidget, selection: Selection) -> None:
    """Give what is selected an overdraft limit."""
    begin(context, parent, selection, _overdraft(context, parent))
