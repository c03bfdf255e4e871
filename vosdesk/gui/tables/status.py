"""What a table says about itself as a whole: nothing yet, nothing found, loading, failed."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QTableView

from vosdesk.gui.context import Context
from vosdesk.gui.tables.empty import EmptyState
from vosdesk.gui.tables.paged_model import PagedModel
from vosdesk.gui.tables.snapshot import State
from vosdesk.gui.text import refusal_text, tr

LOADING_AFTER_MS = 250
"""Only a list that takes longer says that it is loading: nothing flashes."""


class TableStatus(QObject):
    """Shows an EmptyState over the viewport while there are no rows to show, with the way out of it."""

    retry_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, view: QTableView, rows: PagedModel[Any], context: Context) -> None:
        super().__init__(view)
        self._view, self._rows, self._context = view, rows, context
        self.notice = EmptyState(view.viewport())
        self.notice.pressed.connect(self._pressed)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(LOADING_AFTER_MS)
        self._slow.timeout.connect(self.show)
        rows.state_changed.connect(self._changed)
        rows.swapped.connect(self.show)
        rows.counted.connect(self.show)
        rows.searched.connect(self.show)

    def resize(self) -> None:
        """Stay in the middle of the viewport."""
        self.notice.setGeometry(self._view.viewport().rect())

    def show(self) -> None:
        """Say what there is to say, or nothing."""
        rows = self._rows
        self.resize()
        if rows.rowCount():
            self.notice.hide()
        elif rows.progress is not None:
            self.notice.say(searching(rows.progress), tr("Nothing was found so far."), tr("Stop"))
        elif rows.state is State.LOADING:
            self.notice.say(tr("Loading…"))
        elif rows.state is State.FAILED and rows.refusal is not None:
            reason = refusal_text(rows.refusal, self._context.formats)
            self.notice.say(tr("This list could not be loaded"), reason, tr("Try again"))
        elif rows.stopped:
            hint = tr("What was searched holds no match. Filter again to search everything.")
            self.notice.say(tr("The search was stopped"), hint, tr("Clear the filter"))
        elif rows.filtered:
            hint = tr("Widen it, or clear it to see everything.")
            self.notice.say(tr("Nothing matches the filter"), hint, tr("Clear the filter"))
        elif rows.state is State.READY:
            self.notice.say(tr(rows.spec.empty.nothing), tr(rows.spec.empty.hint))

    def _changed(self, state: State) -> None:
        if state is State.LOADING:
            self._slow.start()
            return
        self._slow.stop()
        if state is State.FAILED and self._rows.rowCount() and self._rows.refusal is not None:
            self._context.notices.refused(self._rows.refusal)
        self.show()

    def _pressed(self) -> None:
        if self._rows.progress is not None:
            self._rows.stop()
        elif self._rows.state is State.FAILED:
            self.retry_wanted.emit()
        else:
            self.clear_wanted.emit()


def searching(progress: int) -> str:
    """How far a search is, from per mille."""
    return tr("Searching… {percent} %", percent=progress // 10)
