"""The frame of a form: banners, sections that scroll, the two buttons, and a size that fits what is in it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from vosdesk.gui.dialogs.banner import Banner, StaleBanner
from vosdesk.gui.dialogs.sections import FieldRow, Section
from vosdesk.gui.sheets import primary
from vosdesk.gui.text import tr

WIDEST, HIGHEST = 1_200, 740
"""Pixels of a form at most: it fits a screen of 1280×800 with its frame."""
BUTTONS = 60


class FormFrame(QDialog):
    """Sections below each other, ``ok`` and Cancel at the foot."""

    def __init__(self, title: str, ok: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.banner = Banner(self)
        self.stale = StaleBanner(self)
        self.body = QWidget(self)
        self.body.installEventFilter(self)
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(16, 12, 16, 4)
        self._column.addStretch(1)
        self._section: Section | None = None
        self.scroller = QScrollArea(self)
        self.scroller.setWidgetResizable(True)
        # It follows the field that has the keyboard; a stop of its own would show nothing.
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(self.body)
        self.ok = QPushButton(ok, self)
        primary(self.ok)
        self.ok.setDefault(True)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()

    def section(self, title: str = "", columns: int = 1) -> Section:
        """Begin a section; fields that are added from now on stand in it."""
        self._section = Section(title, columns, self.body)
        self._column.insertWidget(self._column.count() - 1, self._section)
        return self._section

    def current_section(self) -> Section:
        """The section that fields are added to, begun now if there is none."""
        return self._section or self.section()

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget that is no field below what is there."""
        self._column.insertWidget(self._column.count() - 1, widget)
        self._section = None

    def fit(self, rows: Iterable[FieldRow]) -> None:
        """Take the size that the fields need, before the form is shown."""
        # Labels of one width in every section: the fields stand in straight columns.
        known = list(rows)
        widest = max((r.label.sizeHint().width() for r in known if not r.field.wide), default=0)
        for row in known:
            row.label.setMinimumWidth(widest)
        # Before it is shown a layout keeps the size that it had without those widths.
        for section in self.body.findChildren(Section):
            section.settle()
        self._column.invalidate()
        wanted = self.body.sizeHint()
        width = min(WIDEST, max(440, wanted.width() + 24))
        self.resize(width, min(HIGHEST, self._needed(width)))

    def grow(self) -> None:
        """Make room for problems and banners as long as the screen has it."""
        needed = self._needed(self.body.width())
        if self.height() < needed:
            self.resize(self.width(), min(HIGHEST, needed))

    def _needed(self, width: int) -> int:
        body = max(self.body.sizeHint().height(), self.body.heightForWidth(width))
        around = sum(b.sizeHint().height() for b in (self.banner, self.stale) if not b.isHidden())
        return body + around + BUTTONS

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 8, 16, 12)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.banner, self.stale):
            column.addWidget(widget)
        column.addWidget(self.scroller, 1)
        column.addLayout(buttons)
