"""Text: one line, a login name, several lines, a password."""

from collections.abc import Callable

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolButton, QWidget

from vosdesk.contract import text_rules
from vosdesk.contract.errors import Problem
from vosdesk.gui.fields.base import Field, TextField
from vosdesk.gui.icons import icon
from vosdesk.gui.text import tr

Rule = Callable[[str], Problem | None]


class LineField(TextField):
    """One line of text under a rule of the contract. The value is the text as typed."""

    def __init__(self, rule: Rule = text_rules.line, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = rule
        self.edit.setPlaceholderText(placeholder)

    def value(self) -> str | Problem:
        """The text, or its problem."""
        text = self.edit.text()
        return self._rule(text) or text

    def set_value(self, value: str) -> None:
        """Show a text, from its beginning."""
        self.edit.setText(value)
        self.edit.setCursorPosition(0)


class LoginField(LineField):
    """A login name: matched exactly, so that spaces around a pasted one are a problem shown at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text_rules.login, parent=parent)


class MemoField(Field):
    """Free text of several lines. Tab goes on to the next field."""

    wide = True

    def __init__(self, lines: int = 3, rule: Rule = text_rules.memo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = rule
        self.edit = QPlainTextEdit(self)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * lines + 14)
        self._box.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)

    def value(self) -> str | Problem:
        """The text, or its problem."""
        text = self.edit.toPlainText()
        return self._rule(text) or text

    def set_value(self, value: str) -> None:
        """Show a text."""
        self.edit.setPlainText(value)

    def target(self) -> QWidget:
        """The editor."""
        return self.edit


class PasswordField(TextField):
    """A password, hidden until the button shows it. It is never put back into the field from anywhere."""

    def __init__(self, rule: Rule | None = text_rules.password, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = rule
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = QToolButton(self)
        self._show.setAutoRaise(True)
        self._show.setCheckable(True)
        self._show.setIcon(icon("eye"))
        self._show.toggled.connect(self._reveal)
        self._box.addWidget(self._show)
        self._reveal(False)

    def value(self) -> str | Problem:
        """The password, or its problem."""
        text = self.edit.text()
        return (self._rule(text) if self._rule is not None else None) or text

    def set_value(self, value: str) -> None:
        """Replace what was typed."""
        self.edit.setText(value)

    def display(self, value: str) -> str:
        """Never the password."""
        return "••••••" if value else ""

    def set_name(self, name: str) -> None:
        """The accessible name, of the button too."""
        super().set_name(name)
        self._name = name
        self._reveal(self._show.isChecked())

    _name = ""

    def _reveal(self, on: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        text = tr("Hide the password") if on else tr("Show the password")
        self._show.setToolTip(text)
        self._show.setAccessibleName(f"{text}: {self._name}" if self._name else text)
        self._show.setIcon(icon("eye-slash" if on else "eye"))
