"""Parts of the main window: the warning over the pages, the foot, what stands there while no page is open."""

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QToolButton, QVBoxLayout, QWidget

from vosdesk.contract.session import Me
from vosdesk.gui import sheets
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.formats import Formats
from vosdesk.gui.icons import icon
from vosdesk.gui.sheets import dress
from vosdesk.gui.text import enum_text, mark, tr
from vosdesk.gui.theme import Tone

HINTS = mark(
    "Double-click a page in the tree to open it.\n"
    "Ctrl+K finds every action, page and agent account. F1 opens the user guide."
)


class Banner(QWidget):
    """A warning over the pages, until it is closed or something is done."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._sign = QLabel()
        self._sign.setPixmap(icon("warning").pixmap(QSize(16, 16)))
        self._sign.setAccessibleName(tr("Warning"))
        self.label = ToneLabel("", Tone.WARNING)
        self.label.setAccessibleName(tr("Warning"))
        self.close_button = QToolButton()
        self.close_button.setAutoRaise(True)
        self.close_button.setIcon(icon("close"))
        self.close_button.setAccessibleName(tr("Close the warning"))
        self.close_button.setToolTip(tr("Close the warning"))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.addWidget(self._sign)
        row.addWidget(self.label, 1)
        row.addWidget(self.close_button)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a text; none hides the banner."""
        self.label.setText(text)
        self.label.setAccessibleName(text or tr("Warning"))
        self.setVisible(bool(text))


class Foot(QObject):
    """The status bar: whether something is under way, who is logged in, where, and what amounts and times mean."""

    def __init__(self, bar: QStatusBar, connection: str) -> None:
        super().__init__(bar)
        self._bar = bar
        self._connection = connection
        self._facts: list[ToneLabel] = []
        self._busy = ToneLabel("", Tone.MUTED)
        self._busy.setWordWrap(False)
        self._busy.setMinimumWidth(bar.fontMetrics().horizontalAdvance(tr("Working…")) + 8)
        bar.setSizeGripEnabled(False)
        dress(bar, sheets.status_bar)
        bar.addPermanentWidget(self._busy)

    def show_login(self, me: Me, formats: Formats) -> None:
        """Say who it is, in place of what was said before."""
        for old in self._facts:
            self._bar.removeWidget(old)
            old.deleteLater()
        name = f"{me.login} ({me.name})" if me.name else me.login
        facts = (
            (tr("User"), name),
            (tr("User type"), enum_text(me.type)),
            (tr("Connection"), self._connection),
            (tr("Currency"), formats.currency),
            (tr("Time zone"), formats.zone_name),
        )
        self._facts = [self._fact(label, text) for label, text in facts]

    def show_busy(self, busy: bool) -> None:
        """Say whether a call is under way."""
        self._busy.setText(tr("Working…") if busy else "")

    def _fact(self, label: str, text: str) -> ToneLabel:
        shown = ToneLabel(text, Tone.MUTED)
        shown.setWordWrap(False)
        shown.setAccessibleName(f"{label}: {text}")
        shown.setContentsMargins(10, 0, 6, 0)
        self._bar.addPermanentWidget(shown)
        shown.show()
        return shown


def welcome() -> QWidget:
    """The page behind the tabs."""
    page = QWidget()
    column = QVBoxLayout(page)
    label = ToneLabel(tr(HINTS), Tone.MUTED)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(label)
    return page
