"""A user by login name or name, completed while it is typed."""

from typing import Any

from PySide6.QtWidgets import QWidget

from vosdesk.contract.ids import UserId, Value
from vosdesk.contract.operations import USERS_LIST
from vosdesk.contract.paging import Page, Window
from vosdesk.contract.permissions import UserType
from vosdesk.contract.users import ListUsers, UserFilter, UserRow
from vosdesk.gui.context import Context
from vosdesk.gui.fields.suggest import MOST_SHOWN, SuggestField
from vosdesk.gui.ops import Call
from vosdesk.gui.text import tr


class UserChoice(Value, frozen=True):
    """A user to choose."""

    id: UserId
    login: str
    name: str = ""


class UserField(SuggestField[UserChoice]):
    """The value is the chosen user's id, or a Problem while the text is nobody's login name."""

    neutral: Any = UserId(0)

    def __init__(self, context: Context, kind: UserType | None = None, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kind = kind
        self.edit.setPlaceholderText(tr("Login name or name"))

    def value(self) -> Any:
        """The chosen user's id, or the Problem."""
        return self.missing() if self._chosen is None else self._chosen.id

    def set_value(self, value: UserChoice | None) -> None:
        """Choose a user, or nobody."""
        if value is None:
            self.forget()
        else:
            self.choose(value)

    def display(self, value: Any) -> str:
        """The login name of the user who is chosen."""
        return "" if self._chosen is None else self._chosen.login

    def ask(self, text: str) -> Call:
        """Users whose login name or name fits."""
        request = ListUsers(filter=UserFilter(text=text, type=self._kind), window=Window(limit=MOST_SHOWN))
        return self._context.ops.read(self, USERS_LIST, request, self._listed)

    def word(self, choice: UserChoice) -> str:
        """The login name."""
        return choice.login

    def line(self, choice: UserChoice) -> str:
        """Login name and name."""
        return f"{choice.login}   {choice.name}".rstrip()

    def _listed(self, page: Page[UserRow]) -> None:
        self.answered([UserChoice(id=row.id, login=row.login, name=row.name) for row in page.rows])
