"""An account by number or name, completed while it is typed; the user's own accounts come first."""

import html
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from vosdesk.contract.accounts import AccountChoice, SuggestAccounts
from vosdesk.contract.ids import AccountId
from vosdesk.contract.operations import ACCOUNTS_SUGGEST
from vosdesk.gui.context import Context
from vosdesk.gui.fields.suggest import MOST_SHOWN, SuggestField
from vosdesk.gui.ops import Call
from vosdesk.gui.text import tr

NAME_WIDTH = 130


class AccountField(SuggestField[AccountChoice]):
    """Completes accounts in the background.

    With ``by_number`` the value is the exact text (for filters); else it is the id of the chosen account, None
    when empty and ``optional``, and a Problem while the text names no account.
    """

    def __init__(
        self,
        context: Context,
        *,
        by_number: bool = False,
        optional: bool = True,
        agents_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._by_number, self._optional, self._agents_only = by_number, optional, agents_only
        if by_number:
            self.neutral = ""
        self._name = QLabel(self)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.hide()
        self._box.addWidget(self._name)
        self.edit.setPlaceholderText(tr("Number or name"))
        self.edit.setMinimumWidth(120)

    def value(self) -> Any:
        """The exact number, or the chosen id, or the Problem."""
        text = self.edit.text().strip()
        if self._by_number:
            return text
        if self._chosen is not None:
            return self._chosen.id
        return None if not text and self._optional else self.missing()

    def set_value(self, value: Any) -> None:
        """Show a number, or an AccountChoice, or nothing. An id alone cannot be shown: give its choice."""
        if isinstance(value, AccountChoice):
            self.choose(value)
        else:
            self.forget(value if isinstance(value, str) else "")

    def set_account(self, account_id: AccountId, number: str, name: str) -> None:
        """Choose an account that is known already."""
        self.choose(AccountChoice(id=account_id, number=number, name=name, own=False))

    def ask(self, text: str) -> Call:
        """Accounts whose number or name fits; without a text the user's own come first."""
        request = SuggestAccounts(text=text, limit=MOST_SHOWN, agents_only=self._agents_only)
        return self._context.ops.read(self, ACCOUNTS_SUGGEST, request, lambda choices: self.answered(choices.rows))

    def word(self, choice: AccountChoice) -> str:
        """The account number."""
        return choice.number

    def line(self, choice: AccountChoice) -> str:
        """Number, name, and whether it is the user's own."""
        own = "  " + tr("(yours)") if choice.own else ""
        return f"{choice.number}   {choice.name}{own}"

    def typed(self, choice: AccountChoice) -> None:
        """A whole number was typed; a filter takes it as it stands."""
        if not self._by_number:
            super().typed(choice)

    def tell(self) -> None:
        """The name of the chosen account, beside its number."""
        name = "" if self._chosen is None or self._by_number else self._chosen.name
        self._name.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH))
        self._name.setToolTip(html.escape(name))
        self._name.setVisible(bool(name))
