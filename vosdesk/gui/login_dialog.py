"""The login window: connection, login name, password, language; and the forms of a first run and a forced change.

It decides nothing: it says what the user wants by signals, and shows what it is told. Only what the login form itself
needs is imported with it: everybody waits for that at every start.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vosdesk.gui.entry import Entry, ErrorLine, PrimaryButton, ToneLabel
from vosdesk.gui.mark_icon import application_icon
from vosdesk.gui.text import sentence, tr
from vosdesk.gui.theme import Tone

if TYPE_CHECKING:
    from vosdesk.contract.errors import Refusal
    from vosdesk.gui.dialogs.password import PasswordForm
    from vosdesk.gui.dialogs.setup import SetupForm

WIDTH = 400


class LoginWindow(QWidget):
    """The first window. It stays until somebody has logged in."""

    place_chosen = Signal(object)
    """The key of a connection; None asks for another database file."""
    language_chosen = Signal(object)
    login_wanted = Signal(str, str, bool)
    """Login name, password, remember me. An empty password means: by the remembered device."""
    login_edited = Signal(str)
    given_up = Signal()
    """The forced change of the password was refused by the user: log out again."""
    created = Signal(object)
    """The first administrator is created, and logged in: carries the LoggedIn."""
    password_changed = Signal()
    """The forced change of the password is done."""
    closed = Signal()

    def __init__(self, languages: Sequence[tuple[str, str]], language: str) -> None:
        super().__init__()
        self.setWindowTitle("vosdesk")
        self.setFixedWidth(WIDTH)
        self._ready = False
        self._opening = True
        self._waiting = False
        self._pending = False
        self.connection = _choice(tr("Connection"))
        self.language = _choice(tr("Language"))
        for code, name in languages:
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self.login = Entry("login", tr("Login name"))
        self.password = Entry("password", tr("Password"), secret=True)
        self.remember = QCheckBox(tr("&Remember me on this computer"))
        self.error = ErrorLine()
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.progress.hide()
        self.button = PrimaryButton(tr("Log in"))
        self.demo = QWidget()
        self.demo.hide()
        self._setup: SetupForm | None = None
        self._change: PasswordForm | None = None
        self.stack = _Stack()
        self.stack.currentChanged.connect(self._fit)
        self._login_form = self._login_page()
        self.stack.addWidget(self._login_form)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 18)
        column.setSpacing(12)
        column.addLayout(_head())
        column.addLayout(self._top_form())
        column.addWidget(self.stack)
        column.addStretch(1)
        self._connect()

    @property
    def setup(self) -> "SetupForm":
        """The form of a first run."""
        if self._setup is None:
            from vosdesk.gui.dialogs.setup import SetupForm

            self._setup = SetupForm()
            self._setup.created.connect(self.created)
            self.stack.addWidget(self._setup)
        return self._setup

    @property
    def change(self) -> "PasswordForm":
        """The form of a forced change of the password."""
        if self._change is None:
            from vosdesk.gui.dialogs.password import PasswordForm

            self._change = PasswordForm(tr("Log out"))
            self._change.changed.connect(self.password_changed)
            self._change.given_up.connect(self.given_up)
        return self._change

    def show_places(self, places: Sequence[tuple[str, str]], current: str, *, others: bool = True) -> None:
        """Offer connections by (key, name); ``others`` offers another database file too."""
        self.connection.blockSignals(True)
        self.connection.clear()
        for key, name in places:
            self.connection.addItem(name, key)
        if others:
            self.connection.addItem(tr("Open a database file…"), None)
        self.connection.setCurrentIndex(max(0, self.connection.findData(current)))
        self.connection.blockSignals(False)

    def show_login(self, login: str = "", *, remembered: bool = False) -> None:
        """Show the login form, with a name filled in; ``remembered`` if this device may log him in."""
        self.stack.setCurrentWidget(self._login_form)
        if login:
            self.login.set_text(login)
        self.remember.setChecked(remembered)
        self.show_remembered(remembered)
        (self.password if self.login.text() else self.login).setFocus()

    def show_remembered(self, remembered: bool) -> None:
        """Tell that no password is needed on this computer, or that one is."""
        hint = tr("Remembered on this computer") if remembered else ""
        self.password.field.setPlaceholderText(hint)

    def show_setup(self) -> None:
        """Show the form that creates the first administrator."""
        self.stack.setCurrentWidget(self.setup)

    def show_change(self) -> None:
        """Show the form of a forced change of password."""
        self.stack.setCurrentWidget(self._change_page())

    def show_demo(self, logins: Sequence[tuple[str, str, str]]) -> None:
        """Show the logins of the demo company; a click on one fills the form."""
        if self.demo.layout() is not None or not logins:
            return
        column = QVBoxLayout(self.demo)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        column.addWidget(ToneLabel(tr("Logins of the demo company (click one to fill the form):"), Tone.MUTED))
        from vosdesk.gui.shipped import shipped_text

        for login, password, description in logins:
            entry = QPushButton(f"{login}  —  {shipped_text(description)}".replace("&", "&&"))
            entry.setObjectName(f"demo.{login}")
            entry.setAccessibleName(tr("Fill in {login}", login=login))
            entry.setFlat(True)
            entry.setStyleSheet("text-align: left; padding: 4px 6px;")
            entry.clicked.connect(partial(self._fill, login, password))
            column.addWidget(entry)
        self.demo.show()
        self._fit()

    def opening(self, text: str) -> None:
        """The backend is being opened: a login sent meanwhile waits for it."""
        self._ready = False
        self._opening = True
        self.error.tell(text)

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Show how far a long opening has come."""
        self.progress.setVisible(True)
        self.progress.setRange(0, max(total, 0))
        self.progress.setValue(done)
        self.error.tell(text)

    def ready(self) -> None:
        """The backend is open."""
        self._ready = True
        self._opening = False
        self.progress.hide()
        self.error.clear_error()
        self._enable()
        if self._pending:
            self._pending = False
            self.send()

    def refuse(self, refusal: "Refusal") -> None:
        """Say why not, and be ready for another try."""
        self.progress.hide()
        self._pending = self._opening = False
        self._enable()
        self.error.refuse(refusal)
        self.password.field.selectAll()

    def note(self, text: str) -> None:
        """Tell something that is no refusal."""
        self.error.say(text, Tone.WARNING)

    def send(self) -> None:
        """Log in with what is typed, as soon as the backend is open."""
        if not self.button.isEnabled():
            return
        from vosdesk.contract.errors import Code

        if not self.login.text():
            self.login.show_problem(sentence(Code.FIELD_EMPTY))
            self.login.setFocus()
            return
        if not self.password.text() and not self.password.field.placeholderText():
            self.password.show_problem(sentence(Code.FIELD_EMPTY))
            self.password.setFocus()
            return
        self.button.setEnabled(False)
        if not self._ready:
            self._pending = True
            if not self._opening:
                self.place_chosen.emit(self.connection.currentData())
            return
        self.error.tell(tr("Logging in…"))
        self.login_wanted.emit(self.login.text(), self.password.text(), self.remember.isChecked())

    def cleared(self) -> None:
        """Forget the password that was typed."""
        self.password.set_text("")
        self._enable()
        self.error.clear_error()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing this window ends the program, when nobody is logged in."""
        super().closeEvent(event)
        self.closed.emit()

    def sizeHint(self) -> QSize:
        """As high as the form needs."""
        return QSize(WIDTH, super().sizeHint().height())

    def _connect(self) -> None:
        self.button.clicked.connect(self.send)
        for entry in (self.login, self.password):
            entry.field.returnPressed.connect(self.send)
            entry.edited.connect(self.error.clear_error)
        self.login.field.textChanged.connect(self._login_changed)
        self.error.waiting.connect(self._wait)
        self.connection.activated.connect(self._choose)
        self.language.activated.connect(self._language)

    def _login_changed(self, text: str) -> None:
        self.show_remembered(False)
        self.login_edited.emit(text)

    def _fit(self) -> None:
        self.stack.updateGeometry()
        QTimer.singleShot(0, self, self.adjustSize)

    def _wait(self, waiting: bool) -> None:
        self._waiting = waiting
        self._enable()

    def _enable(self) -> None:
        self.button.setEnabled(not self._waiting)

    def _choose(self, index: int) -> None:
        self.place_chosen.emit(self.connection.itemData(index))

    def _language(self, index: int) -> None:
        self.language_chosen.emit(self.language.itemData(index))

    def _fill(self, login: str, password: str, checked: bool = False) -> None:
        self.login.set_text(login)
        self.password.set_text(password)
        self.button.setFocus()

    def _top_form(self) -> QGridLayout:
        form = QGridLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        for row, (label, box) in enumerate(((tr("Connection"), self.connection), (tr("Language"), self.language))):
            caption = ToneLabel(label, Tone.MUTED)
            caption.setWordWrap(False)
            form.addWidget(caption, row, 0)
            form.addWidget(box, row, 1)
        return form

    def _login_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.login, self.password, self.remember, self.error, self.progress, self.button, self.demo):
            column.addWidget(widget)
        column.addStretch(1)
        return page

    def _change_page(self) -> QWidget:
        from vosdesk.contract.errors import Code

        found = self.change.parentWidget()
        if found is not None:
            return found
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(ToneLabel(sentence(Code.PASSWORD_MUST_CHANGE)))
        column.addWidget(self.change)
        column.addStretch(1)
        self.stack.addWidget(page)
        return page


def ask_database(parent: QWidget, folder: Path) -> str:
    """Ask for a database file, there or to be made; empty when the user changes his mind."""
    path, _ = QFileDialog.getSaveFileName(
        parent,
        tr("Open a database file, or name a new one"),
        str(folder),
        tr("Databases (*.db)"),
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    return path


class _Stack(QWidget):
    """Shows one page at a time, and is as high as that page: Qt's own stack is as high as the highest."""

    currentChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, page: QWidget) -> None:
        """Add a page; the first one is shown."""
        page.setVisible(not self._pages)
        self._pages.append(page)
        self._column.addWidget(page)

    def setCurrentWidget(self, shown: QWidget) -> None:
        """Show another page."""
        for page in self._pages:
            page.setVisible(page is shown)
        self.currentChanged.emit()

    def currentWidget(self) -> QWidget:
        """The page on show."""
        return next(page for page in self._pages if not page.isHidden())


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumHeight(28)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _head() -> QHBoxLayout:
    sign = QLabel()
    sign.setPixmap(application_icon().pixmap(36))
    sign.setAccessibleName("vosdesk")
    name = ToneLabel("vosdesk")
    font = name.font()
    font.setPixelSize(22)
    font.setWeight(font.Weight.DemiBold)
    name.setFont(font)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(sign)
    row.addWidget(name, 1)
    return row
