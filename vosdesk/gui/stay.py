"""One login, from the main window to the log-out: the window, its lock, and what follows the user's rights."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from vosdesk.contract.errors import SessionOver
from vosdesk.contract.session import Me
from vosdesk.gui.connection import Connection
from vosdesk.gui.dialogs.lost_answers import LostAnswers
from vosdesk.gui.following import Following
from vosdesk.gui.guard import Guard
from vosdesk.gui.main_window import MainWindow


class Stay(QObject):
    """The main window of one user, with all that lives as long as it."""

    finished = Signal()
    """The window was closed: the program can end."""
    left = Signal()
    """The user logs out; the window is gone."""

    def __init__(
        self, connection: Connection, me: Me, remembered: Path, profile: str, language: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context = connection.context(me, remembered, self._open_page)
        self._notices = connection.notices
        self.login = me.login
        self.window = window = MainWindow(context, profile, language)
        self._guard = Guard(connection, me, window)
        self._following = Following(context, self._guard, window)
        self._following.changed.connect(window.follow)
        window.finished.connect(self.finished)
        window.logout_wanted.connect(self.leave)
        window.lock_wanted.connect(self._guard.lock_now)
        self._guard.logout_wanted.connect(partial(self.leave, force=True))

    def start(self) -> None:
        """Show the window with the pages that were open the last time."""
        self.window.start()
        self.window.show()
        LostAnswers(self._context, self.window).look()

    def session_over(self, refusal: SessionOver) -> None:
        """A call was refused for want of a live session."""
        self._guard.session_over(refusal)

    @Slot()
    def leave(self, *, force: bool = False) -> None:
        """Log out, unless a page wants to stay and it is not forced."""
        self.window.finished.disconnect(self.finished)
        if self.window.leave(force=force):
            self.end()
            self.left.emit()
        else:
            self.window.finished.connect(self.finished)

    def end(self) -> None:
        """Put the window and all that watches over it away."""
        self._following.stop()
        self._guard.stop()
        self._context.outbox.close()
        self._notices.window = None
        self.window.hide()
        self.window.deleteLater()
        self.deleteLater()

    def _open_page(self, node_id: str, params: dict[str, object]) -> None:
        self.window.open_page(node_id, params)
