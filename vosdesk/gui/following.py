"""Follows what the service says of the user while he is logged in: his rights, his accounts, the parameters.

The same question keeps his session awake: the service counts a session as idle by its last call, and who fills in a
long form calls nothing.
"""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Code, Forbidden, Refusal, Unavailable
from vosdesk.contract.ids import Empty
from vosdesk.contract.operations import SESSION_ME
from vosdesk.contract.session import Me
from vosdesk.gui.context import Context
from vosdesk.gui.guard import Guard

EVERY_MS = 60_000
_TELLING = frozenset({Noun.USERS, Noun.TEMPLATES, Noun.GRANTS, Noun.PARAMETERS})
_MISSING = frozenset({Code.RIGHT_MISSING, Code.TYPE_CAP})


class Following(QObject):
    """Asks who the user is now: after a refusal for want of a right, after his own change of what decides it, and once
    a minute while he is at work. Who is idle is not asked for, so that his session can lock.
    """

    changed = Signal()
    """The context holds another Me, and something that shows differs."""

    def __init__(self, context: Context, guard: Guard, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._guard = guard
        self._asking = False
        self._again = False
        self._beat = QTimer(self)
        self._beat.setInterval(EVERY_MS)
        self._beat.timeout.connect(self.beat)
        self._beat.start()
        context.ops.refused.connect(self._refused)
        context.ops.changed.connect(self._changed)
        guard.logged_in.connect(self.take)

    @Slot()
    def beat(self) -> None:
        """Ask if the user did anything since the last time."""
        if self._guard.take_touched():
            self.ask()

    @Slot()
    def ask(self) -> None:
        """Ask the service; once more when something happens before it has answered."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._context.ops.read(self, SESSION_ME, Empty(), self._answered, self._failed)

    @Slot(object)
    def take(self, me: Me) -> None:
        """Take over what the service said."""
        self._guard.follow(me)
        if self._context.follow(me):
            self.changed.emit()

    def stop(self) -> None:
        """Ask no more."""
        self._beat.stop()
        self._context.ops.refused.disconnect(self._refused)
        self._context.ops.changed.disconnect(self._changed)

    def _answered(self, me: Me) -> None:
        self._done()
        self.take(me)

    def _failed(self, refusal: Refusal) -> None:
        self._done()
        # A database that is busy now is asked again in a minute; a lost session is the guard's to tell.
        if not isinstance(refusal, Unavailable) and refusal.kind != "session":
            self._context.notices.refused(refusal)

    def _done(self) -> None:
        self._asking = False
        if self._again:
            self._again = False
            self.ask()

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        if not self._asking and (isinstance(refusal, Forbidden) or refusal.code in _MISSING):
            self.ask()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if _TELLING & changes.touched.keys():
            self.ask()
