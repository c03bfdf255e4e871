"""Watches over one login: locks it when it is idle, and opens it again with the password, work kept."""

from PySide6.QtCore import QObject, Signal, Slot

from vosdesk.contract.errors import Code, Refusal, SessionOver
from vosdesk.contract.ids import Empty
from vosdesk.contract.parameters import PARAMETERS
from vosdesk.contract.session import LoggedIn, Login, Me, Unlock
from vosdesk.contract.session_operations import SESSION_LOCK, SESSION_LOGIN, SESSION_UNLOCK
from vosdesk.gui.connection import Connection
from vosdesk.gui.lock import IdleWatch, Lock, LockDialog
from vosdesk.gui.main_window import MainWindow
from vosdesk.gui.text import sentence, tr

_ENDED = frozenset({Code.SESSION_ENDED, Code.SESSION_MISSING})
_IDLE = "session.idle_minutes"


class Guard(QObject):
    """The lock of one main window."""

    logout_wanted = Signal()
    unlocked = Signal()
    logged_in = Signal(object)
    """The Me of a session that replaces one that had ended."""

    def __init__(self, connection: Connection, me: Me, window: MainWindow) -> None:
        super().__init__(window)
        self._connection = connection
        self._me = me
        self._window = window
        self._ended = False
        self.lock: Lock | None = None
        self._watch = IdleWatch(self)
        self._watch.idle.connect(self.lock_now)
        self._milliseconds = _idle_after(me)
        self._watch.start(self._milliseconds)

    @Slot()
    def lock_now(self) -> None:
        """Lock the session and cover the windows."""
        if self.lock is None:
            self._connection.ops.write(self, SESSION_LOCK, Empty(), self._ignore, self._ignore)
            self._cover(Code.SESSION_LOCKED)

    def session_over(self, refusal: SessionOver) -> None:
        """A call was refused because the session is locked, has ended, or waits for a new password."""
        if refusal.code is Code.PASSWORD_MUST_CHANGE:
            self._window.change_password()
            return
        self._ended = self._ended or refusal.code in _ENDED
        if self.lock is None:
            self._cover(refusal.code)

    def follow(self, me: Me) -> None:
        """Lock after as long as the system parameters say now."""
        if self._milliseconds != _idle_after(me):
            self._milliseconds = _idle_after(me)
            if self.lock is None:
                self._watch.start(self._milliseconds)

    def take_touched(self) -> bool:
        """Whether the user is at work: not locked out, and he touched something since this was last asked."""
        return self._watch.take_touched() and self.lock is None

    def stop(self) -> None:
        """Watch no longer, and take the curtains away."""
        self._watch.stop()
        self._lift()

    def _cover(self, code: Code) -> None:
        self._watch.stop()
        dialog = LockDialog(self._me.login, sentence(code), self._window)
        dialog.password_given.connect(self._try)
        dialog.left.connect(self._leave)
        self.lock = Lock(dialog, self)

    def _lift(self) -> None:
        lock, self.lock = self.lock, None
        if lock is not None:
            lock.lift()

    @Slot(str)
    def _try(self, password: str) -> None:
        if self._ended:
            request = Login(login=self._me.login, password=password)
            self._connection.ops.write(self, SESSION_LOGIN, request, self._logged_in, self._refused)
        else:
            unlock = Unlock(password=password)
            self._connection.ops.write(self, SESSION_UNLOCK, unlock, self._opened, self._unlock_refused)

    def _unlock_refused(self, refusal: Refusal) -> None:
        if refusal.code in _ENDED and self.lock is not None:
            # The session has ended behind the lock: the same password logs in again.
            self._ended = True
            self._try(self.lock.dialog.password.text())
        else:
            self._refused(refusal)

    def _logged_in(self, answer: LoggedIn) -> None:
        self._connection.backend.use(answer.token)
        self._ended = False
        self._me = answer.me
        self.logged_in.emit(answer.me)
        self._opened(Empty())
        if answer.me.must_change_password:
            self._window.change_password()

    def _opened(self, answer: Empty) -> None:
        self._lift()
        self._watch.start(self._milliseconds)
        self._window.pages.reload_all()
        self.unlocked.emit()

    def _refused(self, refusal: Refusal) -> None:
        if self.lock is not None:
            self.lock.dialog.refuse(refusal)

    @Slot()
    def _leave(self) -> None:
        if self.lock is None:
            return
        notices = self._connection.notices
        notices.window = self.lock.dialog  # the one window that can be worked now
        agreed = notices.ask(tr("Log out"), tr("Forms that are open and not saved are lost."), tr("Log out"))
        notices.window = self._window
        if agreed:
            self.logout_wanted.emit()

    def _ignore(self, answer: object) -> None:
        """A lock that the service refuses is covered here all the same."""


def _idle_after(me: Me) -> int:
    return int(me.parameters.get(_IDLE, PARAMETERS[_IDLE].default)) * 60_000
