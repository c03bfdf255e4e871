"""Changing one's own password: by choice in a dialog, or by force after login."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract import text_rules
from vosdesk.contract.errors import Code, Refusal
from vosdesk.contract.ids import Empty
from vosdesk.contract.session import ChangePassword
from vosdesk.contract.session_operations import SESSION_CHANGE_PASSWORD
from vosdesk.gui.entry import Entry, ErrorLine, PrimaryButton, repeated
from vosdesk.gui.ops import Ops
from vosdesk.gui.text import sentence, tr


class PasswordForm(QWidget):
    """The old password, the new one twice. ``changed`` when it is done, ``given_up`` when it is not wanted."""

    changed = Signal()
    given_up = Signal()

    def __init__(self, give_up: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ops: Ops | None = None
        self.old = Entry("old", tr("Present password"), secret=True)
        self.new = Entry("new", tr("New password"), text_rules.password, secret=True)
        self.again = Entry("again", tr("New password once more"), secret=True)
        self.error = ErrorLine()
        self.save = PrimaryButton(tr("Change password"))
        self.cancel = QPushButton(give_up)
        self.cancel.setMinimumHeight(30)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for entry in (self.old, self.new, self.again):
            column.addWidget(entry)
            entry.field.returnPressed.connect(self.send)
            entry.edited.connect(self.error.clear_error)
        column.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.save.clicked.connect(self.send)
        self.cancel.clicked.connect(self.given_up)
        self.error.waiting.connect(self.save.setDisabled)

    def start(self, ops: Ops, old: str = "") -> None:
        """Be ready for one change; ``old`` is the password just typed at the login."""
        self._ops = ops
        for entry in (self.old, self.new, self.again):
            entry.set_text("")
        self.old.set_text(old)
        self.old.setVisible(not old)
        self.error.clear_error()
        self.save.setEnabled(True)
        (self.new if old else self.old).setFocus()

    def send(self) -> None:
        """Send the change, if what is typed can be sent."""
        if self._ops is None or not self.save.isEnabled():
            return
        if not self.old.text():
            self.old.show_problem(sentence(Code.FIELD_EMPTY))
        elif self.new.check() and repeated(self.new, self.again):
            self.save.setEnabled(False)
            self.error.tell(tr("Changing…"))
            request = ChangePassword(old=self.old.text(), new=self.new.text())
            self._ops.write(self, SESSION_CHANGE_PASSWORD, request, self._done, self._refused)

    def _done(self, result: Empty) -> None:
        for entry in (self.old, self.new, self.again):
            entry.set_text("")
        self.changed.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.save.setEnabled(True)
        self.error.setText("")
        entries = {"old": self.old, "new": self.new}
        for found in refusal.fields:
            if found.field in entries:
                entries[found.field].setVisible(True)
                entries[found.field].show_problem(sentence(found.code, found.params))
        if not refusal.fields:
            self.error.refuse(refusal)


class PasswordDialog(QDialog):
    """Change my password."""

    def __init__(self, ops: Ops, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Change my password"))
        self.setMinimumWidth(380)
        self.form = PasswordForm(tr("Cancel"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.addWidget(self.form)
        self.form.changed.connect(self.accept)
        self.form.given_up.connect(self.reject)
        self.form.start(ops)
