"""The few widgets of the small forms before login: a field with its problem, an error line, a password field.

Enumerations of the namespace ``Qt`` are given by their numbers, as properties: the binding makes that namespace as a
whole at its first use, and a user would wait for it longer than for the login window itself.
"""

from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from vosdesk.gui.sheets import primary
from vosdesk.gui.text import refusal_text, sentence, tr
from vosdesk.gui.theme import Tone, tint

if TYPE_CHECKING:
    from vosdesk.contract.errors import Problem, Refusal

_PLAIN_TEXT = 0
_TOP_LEFT = 0x0020 | 0x0001
_SENSITIVE = 0x2


class ToneLabel(QLabel):
    """Plain text in the colour of a tone, whatever the theme."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("textFormat", _PLAIN_TEXT)
        self.setWordWrap(True)
        tint(self, tone)

    def say(self, text: str, tone: Tone) -> None:
        """Show ``text`` in ``tone``."""
        self.setText(text)
        tint(self, tone)


class Entry(QWidget):
    """A labelled line with the problem of its text under it, told once the user has left it."""

    edited = Signal()

    def __init__(
        self,
        name: str,
        label: str,
        rule: "Callable[[str], Problem | None] | None" = None,
        *,
        secret: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._rule = rule
        self.field = QLineEdit()
        self.field.setAccessibleName(label)
        self.field.setMinimumHeight(30)
        self.field.setTextMargins(3, 0, 3, 0)
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
            self.field.setProperty("inputMethodHints", _SENSITIVE)
        caption = ToneLabel(label, Tone.MUTED)
        caption.setBuddy(self.field)
        self._problem = ToneLabel("", Tone.BAD)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(caption)
        column.addWidget(self.field)
        column.addWidget(self._problem)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._edited)
        self.field.editingFinished.connect(self._left)

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Fill the field."""
        self.field.setText(text)
        self.show_problem("")

    def check(self) -> bool:
        """Show the problem of the text if it has one; whether it has none."""
        found = self._rule(self.text()) if self._rule is not None else None
        self.show_problem(sentence(found.code, found.params) if found else "")
        return found is None

    def show_problem(self, text: str) -> None:
        """Show what is wrong; nothing when empty."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.field.setAccessibleDescription(text)

    def _edited(self) -> None:
        if self._problem.isVisibleTo(self):
            self.check()
        self.edited.emit()

    def _left(self) -> None:
        if self.text():
            self.check()


class ErrorLine(ToneLabel):
    """Says why a login was refused; counts down where it has to wait."""

    waiting = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", Tone.BAD, parent)
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.setProperty("alignment", _TOP_LEFT)

    def clear_error(self) -> None:
        """Say nothing."""
        if not self._timer.isActive():
            self.setText("")

    def refuse(self, refusal: "Refusal") -> None:
        """Say why; a wait is counted down, and ``waiting`` tells when it begins and ends."""
        from vosdesk.contract.errors import Code

        seconds = refusal.params.get("seconds", 0)
        if refusal.code is Code.LOGIN_WAIT and isinstance(seconds, (int, float)) and seconds > 0:
            self._left = ceil(seconds)
            self._timer.start()
            self.waiting.emit(True)
            self._count()
            return
        self.say(refusal_text(refusal), Tone.BAD)

    def tell(self, text: str) -> None:
        """Say what goes on."""
        self.say(text, Tone.MUTED)

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
            self.setText("")
            self.waiting.emit(False)
        else:
            self._count()

    def _count(self) -> None:
        from vosdesk.contract.errors import Code

        self.say(sentence(Code.LOGIN_WAIT, {"seconds": self._left}), Tone.BAD)


class PrimaryButton(QPushButton):
    """The one button that does what the form is for."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        primary(self)
        self.setDefault(True)
        self.setMinimumHeight(30)


def repeated(first: Entry, second: Entry) -> bool:
    """Whether both hold the same; says so at the second."""
    same = first.text() == second.text()
    second.show_problem("" if same else tr("The two passwords differ."))
    return same
