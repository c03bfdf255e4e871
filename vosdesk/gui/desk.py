"""One run of the console: from the login window to the main window and back."""

import platform
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from vosdesk.contract.errors import Code, Refusal, SessionOver
from vosdesk.contract.ids import Empty
from vosdesk.contract.session import DeviceLogin, LoggedIn, Login, Logout, Me, Status
from vosdesk.contract.session_operations import (
    SESSION_DEVICE_LOGIN,
    SESSION_LOGIN,
    SESSION_LOGOUT,
    SESSION_ME,
    SESSION_STATUS,
)
from vosdesk.gui.ahead import Ahead
from vosdesk.gui.background import Background
from vosdesk.gui.connection import Connection
from vosdesk.gui.first_paint import FirstPaint
from vosdesk.gui.front import Front
from vosdesk.gui.login_dialog import LoginWindow, ask_database
from vosdesk.gui.memory import Memory
from vosdesk.gui.places import Factory
from vosdesk.gui.text import tr
from vosdesk.settings import preferences as prefs
from vosdesk.settings.secrets import Secrets

if TYPE_CHECKING:
    from vosdesk.gui.main_window import MainWindow
    from vosdesk.gui.stay import Stay


class Desk(QObject):
    """Holds what outlives a login: preferences, keyring, the connection, and which window is shown."""

    finished = Signal()
    """The program can end."""
    entered = Signal(object)
    """A main window is shown."""
    _progressed = Signal(object, object, object)

    def __init__(
        self,
        front: Front,
        factory: Factory,
        *,
        secrets: Secrets | None = None,
    ) -> None:
        super().__init__()
        self._front = front
        self._factory = factory
        self._background = Background(self)
        self._memory = Memory(front, secrets or Secrets(), self._background)
        self._connection: Connection | None = None
        self._attempt = 0
        self._remember: tuple[str, bool] = ("", False)
        self.login_window: LoginWindow | None = None
        self._stay: Stay | None = None
        self._progressed.connect(self._show_progress)

    @property
    def window(self) -> "MainWindow | None":
        """The main window while somebody is logged in."""
        return self._stay.window if self._stay is not None else None

    @property
    def preferences(self) -> prefs.Preferences:
        """The preferences in force."""
        return self._memory.preferences

    def start(self) -> None:
        """Show the login window; open the database behind it."""
        self._show_login_window()
        if self.login_window is not None:
            FirstPaint(self.login_window, self._begin)

    def take(self, window: LoginWindow) -> None:
        """Go on with a login window that is on show already."""
        self._attach(window)
        self._begin()

    def close(self) -> None:
        """End the session, let calls under way end, close the database."""
        logged_in = self._stay is not None
        if self._stay is not None:
            self._stay.end()
            self._stay = None
        if self.login_window is not None:
            self.login_window.hide()
            self.login_window.deleteLater()
            self.login_window = None
        if self._connection is not None:
            if logged_in:
                self._connection.ops.write(self, SESSION_LOGOUT, Logout(), self._ignore, self._ignore)
            self._connection.close()
            self._connection = None
        self._background.drain()

    # the connection

    def _begin(self) -> None:
        self._open()
        Ahead(self).start()
        self._ask_demo_logins()

    def _open(self) -> None:
        if self.login_window is None:
            return
        self._attempt += 1
        self.login_window.opening(tr("Opening the database…"))
        work = partial(self._front.place.open, self._factory, self._progressed.emit)
        attempt = self._attempt
        self._background.run(self, work, partial(self._opened, attempt), partial(self._not_opened, attempt))

    def _opened(self, attempt: int, backend: object) -> None:
        connection = Connection(backend)  # type: ignore[arg-type]
        if attempt != self._attempt or self.login_window is None:
            connection.close()
            return
        self._drop_connection()
        self._connection = connection
        connection.ops.session_over.connect(self._session_over)
        connection.ops.read(self, SESSION_STATUS, Empty(), self._status, self._refused)

    def _not_opened(self, attempt: int, error: Exception) -> None:
        if attempt != self._attempt or self.login_window is None:
            return
        if not isinstance(error, Refusal):
            self.login_window.refuse(Refusal(Code.DATABASE_DAMAGED))
            raise error
        self.login_window.refuse(error)

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _status(self, status: Status) -> None:
        window, connection = self.login_window, self._connection
        if window is None or connection is None:
            return
        window.ready()
        if status.needs_setup:
            window.show_setup()
            window.setup.start(connection.ops)

    @Slot(object, object, object)
    def _show_progress(self, text: str, done: int, total: int) -> None:
        if self.login_window is not None:
            self.login_window.show_progress(text, done, total)

    # the login window

    def _show_login_window(self) -> None:
        self._attach(self._front.window())

    def _attach(self, window: LoginWindow) -> None:
        window.place_chosen.connect(self._choose_place)
        window.language_chosen.connect(self._choose_language)
        window.login_wanted.connect(self._login)
        window.login_edited.connect(self._login_edited)
        window.given_up.connect(self._give_up_change)
        window.closed.connect(self._login_closed)
        window.created.connect(self._logged_in)
        window.password_changed.connect(self._password_changed)
        self.login_window = window

    @property
    def _place(self) -> str:
        return self._front.place.key

    def _ask_demo_logins(self) -> None:
        if self._front.demo:
            self._background.run(self, self._factory.demo_logins, self._show_demo)

    def _show_demo(self, logins: tuple[tuple[str, str, str], ...]) -> None:
        if self.login_window is not None:
            self.login_window.show_demo(logins)

    @Slot(object)
    def _choose_place(self, key: str | None) -> None:
        window = self.login_window
        if window is None:
            return
        if key is None:
            path = ask_database(window, self._front.paths.data)
            if path:
                profile = prefs.Profile(name=Path(path).stem, database=path)
                kept = [p for p in self.preferences.profiles if p.database != path]
                self._memory.change(profiles=(*kept, profile), last_place=path)
                self._front.find_places()
                self._front.choose(path)
        else:
            self._front.choose(key)
        self._drop_connection()
        self._front.fill(window, window.login.text())
        self._open()

    @Slot(object)
    def _choose_language(self, language: str) -> None:
        self._front.speak(language)
        self._memory.change(language=language)
        old, self.login_window = self.login_window, None
        self._show_login_window()
        if old is not None:
            old.closed.disconnect(self._login_closed)
            old.close()
            old.deleteLater()
        self._ask_demo_logins()
        if self._connection is None:
            self._open()
        else:
            self._connection.ops.read(self, SESSION_STATUS, Empty(), self._status, self._refused)

    @Slot(str)
    def _login_edited(self, login: str) -> None:
        if self.login_window is not None:
            self.login_window.show_remembered(self._memory.is_remembered(self._place, login))

    @Slot(str, str, bool)
    def _login(self, login: str, password: str, remember: bool) -> None:
        if self._connection is None:
            return
        self._remember = (login, remember)
        if password:
            request = Login(login=login, password=password, source=platform.node(), remember=remember)
            self._connection.ops.write(self, SESSION_LOGIN, request, self._logged_in, self._refused)
        else:
            self._memory.token(self._place, login, partial(self._login_by_device, login))

    def _login_by_device(self, login: str, token: str | None) -> None:
        if self._connection is None:
            return
        if token is None:
            self._device_unknown(login)
            return
        request = DeviceLogin(login=login, device_token=token, source=platform.node())
        refused = partial(self._device_refused, login)
        self._connection.ops.write(self, SESSION_DEVICE_LOGIN, request, self._logged_in, refused)

    def _device_refused(self, login: str, refusal: Refusal) -> None:
        if refusal.code is Code.LOGIN_FAILED:
            self._device_unknown(login)
        else:
            self._refused(refusal)

    def _device_unknown(self, login: str) -> None:
        self._memory.forget(self._place, login)
        if self.login_window is not None:
            self.login_window.cleared()
            self.login_window.show_remembered(False)
            self.login_window.note(tr("This computer is no longer remembered. Enter the password."))
            self.login_window.password.setFocus()

    def _refused(self, refusal: Refusal) -> None:
        if self.login_window is not None:
            self.login_window.refuse(refusal)

    @Slot(object)
    def _logged_in(self, answer: LoggedIn) -> None:
        window, connection = self.login_window, self._connection
        if window is None or connection is None:
            return
        connection.backend.use(answer.token)
        if answer.me.must_change_password:
            # The change revokes every device token, this one too: it is not kept.
            self._remember = (answer.me.login, False)
            window.show_change()
            window.change.start(connection.ops, window.password.text())
            return
        self._keep_device(answer)
        self._enter(answer.me)

    @Slot()
    def _password_changed(self) -> None:
        if self._connection is not None:
            self._connection.ops.read(self, SESSION_ME, Empty(), self._enter, self._refused)

    @Slot()
    def _give_up_change(self) -> None:
        if self._connection is not None and self.login_window is not None:
            self._connection.ops.write(self, SESSION_LOGOUT, Logout(), self._logged_out, self._logged_out)
            self.login_window.cleared()
            self.login_window.show_login()

    @Slot()
    def _login_closed(self) -> None:
        if self.window is None and self.login_window is not None:
            self.finished.emit()

    def _keep_device(self, answer: LoggedIn) -> None:
        login = answer.me.login
        wanted = self._remember == (login, True)
        if answer.device_token is not None and wanted:
            self._memory.remember(self._place, login, answer.device_token, self._no_keyring)
        elif not wanted and self._memory.is_remembered(self._place, login):
            self._memory.forget(self._place, login)

    def _no_keyring(self) -> None:
        if self._connection is not None:
            text = tr("This computer has no keyring that can be used: the login is not remembered.")
            self._connection.notices.warn(text)

    # the main window

    def _enter(self, me: Me) -> None:
        from vosdesk.gui.stay import Stay

        connection, login_window, place = self._connection, self.login_window, self._front.place
        if connection is None or login_window is None:
            return
        logins = {**self.preferences.last_logins, place.key: me.login}
        self._memory.change(last_place=place.key, last_logins=logins)
        remembered = self._front.paths.windows(place.key, me.login)
        stay = Stay(connection, me, remembered, place.name, self._front.language, self)
        self._stay = stay
        stay.finished.connect(self.finished)
        stay.left.connect(self._left)
        stay.window.theme_chosen.connect(self._memory.keep_theme)
        stay.window.density_chosen.connect(self._memory.keep_density)
        self.login_window = None
        stay.start()
        login_window.cleared()
        login_window.close()
        login_window.deleteLater()
        stay.window.show_new_privileged()
        self.entered.emit(stay.window)

    @Slot()
    def _left(self) -> None:
        stay, self._stay = self._stay, None
        if stay is None:
            return
        self._show_login_window()
        if self.login_window is not None:
            self.login_window.opening(tr("Logging out…"))
        asked = self._remember == (stay.login, True)
        self._memory.take_token(self._place, stay.login, self._end_session, asked=asked)

    def _end_session(self, device_token: str | None) -> None:
        if self._connection is not None:
            request = Logout(device_token=device_token)
            self._connection.ops.write(self, SESSION_LOGOUT, request, self._logged_out, self._logged_out)

    def _logged_out(self, answer: object) -> None:
        if self._connection is not None:
            self._connection.backend.use(None)
        if self.login_window is not None:
            self.login_window.show_remembered(False)
            self.login_window.remember.setChecked(False)
            self.login_window.ready()

    @Slot(object)
    def _session_over(self, refusal: SessionOver) -> None:
        if self._stay is not None:
            self._stay.session_over(refusal)

    def _ignore(self, answer: object) -> None:
        """Nothing follows from this answer."""
