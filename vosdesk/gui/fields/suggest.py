"""A field that completes what is typed by asking the service, and keeps what was chosen."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from vosdesk.contract.errors import Code, Problem
from vosdesk.gui.context import Context
from vosdesk.gui.fields.base import TextField
from vosdesk.gui.ops import Call

Choice = TypeVar("Choice")

ASK_AFTER_MS = 120
MOST_SHOWN = 12


class SuggestField(TextField, Generic[Choice]):
    """Offers choices in the background. A choice is made by picking it, or by typing the whole of its ``word``."""

    neutral: Any = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._chosen: Choice | None = None
        self._offered: list[Choice] = []
        self._call: Call | None = None
        self._texts = QStringListModel(self)
        self._completer = QCompleter(self._texts, self)
        # The service has chosen and ordered already; filtering again here would hide matches by name.
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST_SHOWN)
        self._completer.setWidget(self.edit)
        # The list's own signals: the completer's text form cannot tell equal lines apart.
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._popup.clicked.connect(self._picked)
        self._popup.activated.connect(self._picked)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(ASK_AFTER_MS)
        self._later.timeout.connect(self.offer)
        self.edit.textEdited.connect(self._edited)
        self.edit.installEventFilter(self)

    # --- what a kind of choice says ----------------------------------------------------------------------------

    def ask(self, text: str) -> Call:
        """Ask the service for choices that fit ``text``; its answer goes to ``answered``."""
        raise NotImplementedError

    def word(self, choice: Choice) -> str:
        """What the field shows of a choice, and what names it alone."""
        raise NotImplementedError

    def line(self, choice: Choice) -> str:
        """A choice as the list shows it."""
        raise NotImplementedError

    def tell(self) -> None:
        """Show beside the field what is chosen, or that nothing is."""

    # --- what others use ---------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Choice | None:
        """What is chosen."""
        return self._chosen

    @property
    def offered(self) -> tuple[Choice, ...]:
        """What the list offers."""
        return tuple(self._offered)

    def offer(self) -> None:
        """Ask for choices that fit what is typed, and open the list."""
        self._later.stop()
        if self._call is not None:
            self._call.cancel()
        self._call = self.ask(self.edit.text().strip())

    def choose(self, choice: Choice) -> None:
        """Take ``choice``."""
        self._chosen = choice
        self.edit.setText(self.word(choice))
        self.tell()
        self.changed.emit()

    def forget(self, text: str = "") -> None:
        """Choose nothing, and show ``text``."""
        self._chosen = None
        self.tell()
        self.edit.setText(text)

    def missing(self) -> Problem:
        """The problem of a field with nothing chosen."""
        return Problem(Code.FIELD_CHOICE if self.edit.text().strip() else Code.FIELD_EMPTY)

    def answered(self, choices: Sequence[Choice]) -> None:
        """Offer ``choices``; one that is typed already is chosen."""
        self._call = None
        self._offered = list(choices)
        self._texts.setStringList([self.line(choice) for choice in self._offered])
        typed = self.edit.text().strip()
        exact = next((choice for choice in self._offered if self.word(choice) == typed), None)
        if exact is not None:
            self._popup.hide()
            if self._chosen is None:
                self.typed(exact)
        elif self._offered and self.edit.hasFocus():
            self._completer.complete()

    def typed(self, choice: Choice) -> None:
        """The whole word of ``choice`` was typed."""
        self._chosen = choice
        self.tell()
        self.changed.emit()

    # --- inside ------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down and a click into the empty field open the list."""
        if watched is self.edit:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
                    self.offer()
                    return True
            elif event.type() == QEvent.Type.MouseButtonPress and not self.edit.text():
                self.offer()
            elif event.type() == QEvent.Type.FocusOut:
                self._later.stop()
        return super().eventFilter(watched, event)

    def _edited(self, _text: str) -> None:
        self._chosen = None
        self.tell()
        self._later.start()

    def _picked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered):
            self._popup.hide()
            self.choose(self._offered[index.row()])
