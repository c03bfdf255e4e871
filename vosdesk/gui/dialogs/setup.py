"""The first run: the form that creates the administrator. There is no password that comes with the program."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vosdesk.contract import text_rules
from vosdesk.contract.errors import Refusal
from vosdesk.contract.session import LoggedIn, Setup
from vosdesk.contract.session_operations import SESSION_SETUP
from vosdesk.gui.entry import Entry, ErrorLine, PrimaryButton, ToneLabel, repeated
from vosdesk.gui.ops import Ops
from vosdesk.gui.text import sentence, tr
from vosdesk.gui.theme import Tone


class SetupForm(QWidget):
    """Login name, name, password twice. ``created`` carries the LoggedIn of the new administrator."""

    created = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ops: Ops | None = None
        self.login = Entry("login", tr("Login name"), text_rules.login)
        self.name = Entry("name", tr("Your name"), text_rules.line)
        self.password = Entry("password", tr("Password"), text_rules.password, secret=True)
        self.again = Entry("again", tr("Password once more"), secret=True)
        self.error = ErrorLine()
        self.create_button = PrimaryButton(tr("Create administrator"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(ToneLabel(tr("This database is new. Create its first administrator."), Tone.MUTED))
        for entry in (self.login, self.name, self.password, self.again):
            column.addWidget(entry)
            entry.field.returnPressed.connect(self.send)
            entry.edited.connect(self.error.clear_error)
        column.addWidget(self.error)
        column.addWidget(self.create_button)
        column.addStretch(1)
        self.create_button.clicked.connect(self.send)

    def start(self, ops: Ops) -> None:
        """Be ready to create the administrator of this connection."""
        self._ops = ops
        self.create_button.setEnabled(True)
        self.login.setFocus()

    def send(self) -> None:
        """Create the administrator, if what is typed can be sent."""
        if self._ops is None or not self.create_button.isEnabled():
            return
        checked = [entry.check() for entry in (self.login, self.name, self.password)]
        if not all(checked) or not repeated(self.password, self.again):
            return
        self.create_button.setEnabled(False)
        self.error.tell(tr("Creating…"))
        request = Setup(login=self.login.text(), name=self.name.text(), password=self.password.text())
        self._ops.write(self, SESSION_SETUP, request, self._done, self._refused)

    def _done(self, answer: LoggedIn) -> None:
        self.password.set_text("")
        self.again.set_text("")
        self.error.clear_error()
        self.created.emit(answer)

    def _refused(self, refusal: Refusal) -> None:
        self.create_button.setEnabled(True)
        self.error.setText("")
        entries = {"login": self.login, "name": self.name, "password": self.password}
        for found in refusal.fields:
            if found.field in entries:
                entries[found.field].show_problem(sentence(found.code, found.params))
        if not refusal.fields:
            self.error.refuse(refusal)
