"""The window of an access list: its entries, and what can be done with the chosen one."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vosdesk.gui.context import Context
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.icons import icon
from vosdesk.gui.tables import Mark, TablePage, TableSpec
from vosdesk.gui.text import mark, tr
from vosdesk.gui.theme import Tone

Row = TypeVar("Row")

TICK = Mark("✓", mark("Yes"))


class AccessList(QDialog, Generic[Row]):
    """A table of entries over buttons. ``own`` tells which entries can be changed here."""

    def __init__(
        self,
        context: Context,
        title: str,
        spec: TableSpec[Row],
        help_text: str,
        parent: QWidget | None = None,
        *,
        width: int = 900,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(title)
        self.resize(width, 400)
        self.page: TablePage[Row] = TablePage(context, spec, (), self)
        self.page.totals.hide()
        self.buttons: dict[str, QPushButton] = {}
        self._judged: dict[str, Callable[[Row | None], str]] = {}
        self._row = QHBoxLayout()
        self._row.setContentsMargins(16, 8, 16, 12)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        close = QPushButton(tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self._row.addWidget(close)
        note = ToneLabel(help_text, Tone.MUTED)
        note.setContentsMargins(16, 12, 16, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(note)
        column.addWidget(self.page, 1)
        column.addLayout(self._row)
        self.page.table.selection_changed.connect(self.judge)

    def add_button(
        self, name: str, text: str, icon_name: str, run: Callable[[], object], judge: Callable[[Row | None], str]
    ) -> None:
        """Add a button; ``judge`` says why it is dead for the chosen entry, or nothing."""
        button = QPushButton(icon(icon_name), text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: run())
        self._row.insertWidget(len(self.buttons), button)
        self.buttons[name] = button
        self._judged[name] = judge
        self.judge()

    def chosen(self) -> Row | None:
        """The one entry that is selected."""
        rows = self.page.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def judge(self) -> None:
        """Let each button live or die by the chosen entry."""
        row = self.chosen()
        for name, button in self.buttons.items():
            hint = self._judged[name](row)
            button.setEnabled(not hint)
            button.setToolTip(hint)


def always(row: Any) -> str:
    """Whatever is chosen."""
    return ""
