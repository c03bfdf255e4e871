"""An account by number or name, completed while it is typed; the user's own accounts come first."""

import html
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLabel, QListView, QWidget

from vosdesk.contract.accounts import AccountChoice, AccountChoices, SuggestAccounts
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import AccountId
from vosdesk.contract.operations import ACCOUNTS_SUGGEST
from vosdesk.gui.context import Context
from vosdesk.gui.fields.base import TextField
from vosdesk.gui.ops import Call
from vosdesk.gui.text import tr

ASK_AFTER_MS = 120
MOST_SHOWN = 12
NAME_WIDTH = 130


class AccountField(TextField):
    """Completes accounts in the background.

    With ``by_number`` the value is the exact text (for filters); else it is the id of the chosen account, None
    when empty and ``optional``, and a Problem while the text names no account.
    """

    neutral: Any = None

    def __init__(
        self,
        context: Context,
        *,
        by_number: bool = False,
        optional: bool = True,
        agents_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._by_number, self._optional, self._agents_only = by_number, optional, agents_only
        if by_number:
            self.neutral = ""
        self._chosen: AccountChoice | None = None
        self._offered: list[AccountChoice] = []
        self._call: Call | None = None
        self._texts = QStringListModel(self)
        self._completer = QCompleter(self._texts, self)
        # The service has chosen and ordered already; filtering again here would hide matches by name.
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST_SHOWN)
        self._completer.setWidget(self.edit)
        # The list's own signals: the completer's text form cannot tell equal lines apart.
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._popup.clicked.connect(self._picked)
        self._popup.activated.connect(self._picked)
        self._name = QLabel(self)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.hide()
        self._box.addWidget(self._name)
        self.edit.setPlaceholderText(tr("Number or name"))
        self.edit.setMinimumWidth(120)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(ASK_AFTER_MS)
        self._later.timeout.connect(self._ask)
        self.edit.textEdited.connect(self._edited)
        self.edit.installEventFilter(self)

    # --- value -------------------------------------------------------------------------------------------------

    def value(self) -> Any:
        """The exact number, or the chosen id, or the Problem."""
        text = self.edit.text().strip()
        if self._by_number:
            return text
        if self._chosen is not None:
            return self._chosen.id
        if not text and self._optional:
            return None
        return Problem(Code.FIELD_CHOICE if text else Code.FIELD_EMPTY)

    def set_value(self, value: Any) -> None:
        """Show a number, or an AccountChoice, or nothing. An id alone cannot be shown: give its choice."""
        if isinstance(value, AccountChoice):
            self._choose(value)
        else:
            self._chosen = None
            self._tell("")
            self.edit.setText(value if isinstance(value, str) else "")

    def set_account(self, account_id: AccountId, number: str, name: str) -> None:
        """Choose an account that is known already."""

        self._choose(AccountChoice(id=account_id, number=number, name=name, own=False))

    @property
    def chosen(self) -> AccountChoice | None:
        """The chosen account."""
        return self._chosen

    @property
    def offered(self) -> tuple[AccountChoice, ...]:
        """What the list offers."""
        return tuple(self._offered)

    def offer(self) -> None:
        """Ask for accounts that fit what is typed, and open the list."""
        self._later.stop()
        self._ask()

    # --- inside ------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down opens the list; a click into the empty field offers the user's own accounts."""
        if watched is self.edit:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
                    self.offer()
                    return True
            elif event.type() == QEvent.Type.MouseButtonPress and not self.edit.text():
                self.offer()
            elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
                self._later.stop()
        return super().eventFilter(watched, event)

    def _edited(self, _text: str) -> None:
        self._chosen = None
        self._tell("")
        self._later.start()

    def _ask(self) -> None:
        if self._call is not None:
            self._call.cancel()
        request = SuggestAccounts(text=self.edit.text().strip(), limit=MOST_SHOWN, agents_only=self._agents_only)
        self._call = self._context.ops.read(self, ACCOUNTS_SUGGEST, request, self._answered)

    def _answered(self, choices: AccountChoices) -> None:
        self._call = None
        self._offered = list(choices.rows)
        self._texts.setStringList([_line(c) for c in self._offered])
        typed = self.edit.text().strip()
        exact = next((c for c in self._offered if c.number == typed), None)
        if exact is not None and not self._by_number:
            self._chosen = exact
            self._tell(exact.name)
            self.changed.emit()
        if self._offered and self.edit.hasFocus() and exact is None:
            self._completer.complete()
        elif exact is not None:
            self._popup.hide()

    def _picked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered):
            self._choose(self._offered[index.row()])

    def _tell(self, name: str) -> None:
        shown = bool(name) and not self._by_number
        self._name.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH))
        self._name.setToolTip(html.escape(name))
        self._name.setVisible(shown)

    def _choose(self, choice: AccountChoice) -> None:
        self._chosen = choice
        self.edit.setText(choice.number)
        self._tell(choice.name)
        self.changed.emit()


def _line(choice: AccountChoice) -> str:
    own = "  " + tr("(yours)") if choice.own else ""
    return f"{choice.number}   {choice.name}{own}"
