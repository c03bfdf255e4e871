"""Sub account management: the accounts below one agent account, under a head that shows the agent account."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from vosdesk.contract.accounts import Account, AccountFilter, AccountRow, GetAccount, Reach
from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import AccountId
from vosdesk.contract.operations import ACCOUNTS_GET
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.account_cover import cover_figures, label_of
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.fields.segments import Segments
from vosdesk.gui.tables import EmptyTexts, Total
from vosdesk.gui.tables.flow import FlowLayout
from vosdesk.gui.tabs.account_table import ROW_ACTIONS, SUB_FIELDS, account_spec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import enum_text, mark, refusal_text, tr
from vosdesk.gui.theme import Tone

EMPTY = EmptyTexts(mark("No sub-accounts here"), mark("New sub-account opens one below this agent account."))


class AgentHead(QWidget):
    """The agent account: number, name, balance; its cover where it uses the lower rate; and the choice of reach."""

    def __init__(self, context: Context, account: AccountId, label: str) -> None:
        super().__init__()
        self._context, self._account = context, account
        self.reach = Segments(tr("Which sub-accounts"), [(r, enum_text(r)) for r in Reach])
        self._label = ToneLabel(label)
        self._label.setWordWrap(False)
        font = QFont(self._label.font())
        font.setWeight(QFont.Weight.DemiBold)
        self._label.setFont(font)
        # Figures that find no room go to the next line: a long name must not widen the window.
        figures = QWidget()
        self._figures = FlowLayout(figures, gap=16)
        self._figures.setContentsMargins(0, 4, 0, 0)
        self._figures.addWidget(self._label)
        self._pairs: list[QWidget] = []
        self._shown: list[QLabel] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 8, 0)
        row.setSpacing(18)
        row.addWidget(figures, 1)
        row.addWidget(self.reach, 0, Qt.AlignmentFlag.AlignTop)
        self.read()

    def text(self) -> str:
        """Everything that the head says, for reading out and for tests."""
        return "  ".join(label.text() for label in (self._label, *self._shown))

    def read(self) -> None:
        """Fetch the agent account."""
        request = GetAccount(id=self._account, today_from=self._context.formats.today_from())
        self._context.ops.read(self, ACCOUNTS_GET, request, self._show, self._refused)

    def _show(self, account: Account) -> None:
        row, formats = account.row, self._context.formats
        self._label.setText(label_of(row))
        tone = Tone.BAD if row.balance < 0 else Tone.WARNING if row.balance < row.threshold else Tone.NEUTRAL
        figures = [Total(mark("Balance"), ("▼ " if row.balance < 0 else "") + formats.amount(row.balance), tone)]
        if row.overdraft:
            figures.append(Total(mark("Overdraft limit"), formats.money(row.overdraft)))
        if row.lower_rate and account.cover is not None:
            figures += cover_figures(account.cover, formats)
        self._set(figures, tr("Uses the lower rate") if row.lower_rate else "")

    def _refused(self, refusal: Refusal) -> None:
        self._set((), refusal_text(refusal, self._context.formats))

    def _set(self, figures: Sequence[Total], note: str) -> None:
        for old in self._pairs:
            self._figures.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._pairs, self._shown = [], []
        for total in figures:
            self._put((tr(total.label), Tone.MUTED), (total.text, total.tone))
        if note:
            self._put((note, Tone.ACCENT))

    def _put(self, *texts: tuple[str, Tone]) -> None:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for text, tone in texts:
            row.addWidget(self._add(text, tone))
        self._figures.addWidget(pair)
        self._pairs.append(pair)

    def _add(self, text: str, tone: Tone) -> QLabel:
        label = ToneLabel(text, tone)
        label.setWordWrap(False)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._shown.append(label)
        return label


class SubAccountsTab(ListTab[AccountRow]):
    """The accounts below one agent account, direct ones or all. ``params``: account, number, name."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        account = params["account"]
        if not isinstance(account, int):
            raise TypeError("sub accounts are those of one account")
        self.account = AccountId(account)
        self._named = " ".join(str(params[k]) for k in ("number", "name") if params.get(k))
        self.head = AgentHead(context, self.account, self._named)
        no_filter = AccountFilter(agent=self.account)
        super().__init__(
            context,
            "sub_accounts",
            params,
            account_spec(context, "sub_accounts", no_filter, EMPTY),
            SUB_FIELDS,
            offered=("accounts.new_here", *ROW_ACTIONS),
            opens="accounts.edit",
            head=self.head,
        )
        self.head.reach.chosen.connect(self._reach)
        if self.bar is not None:
            self.bar.applied.connect(self._applied)

    @property
    def icon(self) -> str:
        """An agent's."""
        return "agent"

    def title(self) -> str:
        """The agent account's number and name."""
        return self._named or super().title()

    def reload(self) -> None:
        """Fetch the list and the agent account once more."""
        super().reload()
        self.head.read()

    def changed(self, changes: Changes) -> None:
        """Balance and cover in the head follow every payment and change of accounts; the table sees for itself."""
        if {Noun.ACCOUNTS, Noun.PAYMENTS} & changes.touched.keys():
            self.head.read()

    def _reach(self, reach: Reach) -> None:
        if self.bar is not None:
            self.bar.set_filter(replace(self.bar.filter, reach=reach))

    def _applied(self, filter_: AccountFilter) -> None:
        self.head.reach.set_value(filter_.reach)


def create(context: Context, params: Mapping[str, object]) -> SubAccountsTab:
    """The page of one agent account."""
    return SubAccountsTab(context, params)
