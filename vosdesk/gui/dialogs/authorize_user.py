"""A field for the user of an agent, completed while his login name or name is typed."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import UserId, Value
from vosdesk.contract.operations import USERS_LIST
from vosdesk.contract.paging import Page, Window
from vosdesk.contract.permissions import UserType
from vosdesk.contract.users import ListUsers, UserFilter, UserRow
from vosdesk.gui.context import Context
from vosdesk.gui.fields.base import TextField
from vosdesk.gui.ops import Call
from vosdesk.gui.text import tr

ASK_AFTER_MS = 120
MOST_SHOWN = 12


class UserChoice(Value, frozen=True):
    """A user to choose."""

    id: UserId
    login: str
    name: str = ""


class UserField(TextField):
    """The value is the chosen user's id, or a Problem while the text is nobody's login name."""

    neutral: Any = UserId(0)

    def __init__(self, context: Context, kind: UserType | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        self._chosen: UserChoice | None = None
        self._offered: list[UserChoice] = []
        self._call: Call | None = None
        self._texts = QStringListModel(self)
        self._completer = QCompleter(self._texts, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST_SHOWN)
        self._completer.setWidget(self.edit)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._popup.clicked.connect(self._picked)
        self._popup.activated.connect(self._picked)
        self.edit.setPlaceholderText(tr("Login name or name"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(ASK_AFTER_MS)
        self._later.timeout.connect(self.offer)
        self.edit.textEdited.connect(self._edited)
        self.edit.installEventFilter(self)

    def value(self) -> Any:
        """The chosen user's id, or the Problem."""
        if self._chosen is not None:
            return self._chosen.id
        return Problem(Code.FIELD_CHOICE if self.edit.text().strip() else Code.FIELD_EMPTY)

    def set_value(self, value: UserChoice | None) -> None:
        """Choose a user, or nobody."""
        self._chosen = value
        self.edit.setText("" if value is None else value.login)
        self.changed.emit()

    def display(self, value: Any) -> str:
        """The login name of the user who is chosen."""
        return "" if self._chosen is None else self._chosen.login

    @property
    def chosen(self) -> UserChoice | None:
        """The chosen user."""
        return self._chosen

    @property
    def offered(self) -> tuple[UserChoice, ...]:
        """What the list offers."""
        return tuple(self._offered)

    def offer(self) -> None:
        """Ask for users who fit what is typed, and open the list."""
        self._later.stop()
        if self._call is not None:
            self._call.cancel()
        wanted = UserFilter(text=self.edit.text().strip(), type=self._kind)
        request = ListUsers(filter=wanted, window=Window(limit=MOST_SHOWN))
        self._call = self._context.ops.read(self, USERS_LIST, request, self._answered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down and a click into the empty field open the list."""
        if watched is self.edit:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
                    self.offer()
                    return True
            elif event.type() == QEvent.Type.MouseButtonPress and not self.edit.text():
                self.offer()
            elif event.type() == QEvent.Type.FocusOut:
                self._later.stop()
        return super().eventFilter(watched, event)

    def _edited(self, _text: str) -> None:
        self._chosen = None
        self._later.start()

    def _answered(self, page: Page[UserRow]) -> None:
        self._call = None
        self._offered = [UserChoice(id=row.id, login=row.login, name=row.name) for row in page.rows]
        self._texts.setStringList([f"{c.login}   {c.name}".rstrip() for c in self._offered])
        typed = self.edit.text().strip()
        exact = next((c for c in self._offered if c.login == typed), None)
        if exact is not None and self._chosen is None:
            self._chosen = exact
            self.changed.emit()
        if exact is not None:
            self._popup.hide()
        elif self._offered and self.edit.hasFocus():
            self._completer.complete()

    def _picked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered):
            self._popup.hide()
            self.set_value(self._offered[index.row()])
