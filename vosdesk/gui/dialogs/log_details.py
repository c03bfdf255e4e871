"""One line of the system log in full: what was done or why not, and each field before and after."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vosdesk.contract.log import LogRow, Outcome
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.log_fields import Change, changes, label_of, message
from vosdesk.gui.sheets import calm_table
from vosdesk.gui.text import enum_text, noun_text, operation_text, tr
from vosdesk.gui.theme import Tone, tint

HEIGHT, PADDING = 210, 5
FIELD_WIDTH = 190


class LogDetails(QWidget):
    """Shows the line that is chosen in the table over it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.title = _label(self)
        font = QFont(self.title.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)
        self.facts = _label(self)
        self.message = _label(self)
        self.model = QStandardItemModel(0, 3, self)
        self.fields = QTableView(self)
        self.fields.setModel(self.model)
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 4)
        column.setSpacing(4)
        for widget in (self.title, self.facts, self.message):
            column.addWidget(widget)
        column.addWidget(self.fields, 1)
        column.addStretch(0)
        self._row: LogRow | None = None
        self.show_row(None)

    def show_row(self, row: LogRow | None) -> None:
        """Show a line; without one, say how to choose it."""
        if row is not None and row == self._row:
            return
        self._row = row
        self.facts.setVisible(row is not None)
        self.message.setVisible(row is not None and row.code is not None)
        found: tuple[Change, ...] = ()
        if row is None:
            self.title.setText(tr("Choose a line to see what it changed."))
        else:
            formats = self._context.formats
            found = changes(row, formats)
            self.title.setText(_titled(row))
            self.facts.setText(_facts(self._context, row))
            self.message.setText(message(row, formats) if row.code is not None else "")
        self._fill(found)
        self._tint()

    def sizeHint(self) -> QSize:
        """High enough for a handful of fields."""
        return QSize(super().sizeHint().width(), HEIGHT)

    def _fill(self, found: tuple[Change, ...]) -> None:
        self.model.clear()
        self.model.setHorizontalHeaderLabels([tr("Field"), tr("Before"), tr("After")])
        for change in found:
            self.model.appendRow([_item(text) for text in change])
        self.fields.setVisible(bool(found))
        header = self.fields.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.fields.setColumnWidth(0, FIELD_WIDTH)
        self.fields.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long values are wrapped anew."""
        super().resizeEvent(event)
        self.fields.resizeRowsToContents()

    def _dress(self) -> None:
        table = self.fields
        table.setAccessibleName(tr("Fields before and after"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setItemDelegate(_Padded(table))
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        calm_table(table)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _tint(self) -> None:
        refused = self._row is not None and self._row.outcome is Outcome.REFUSED
        tint(self.title, Tone.NEUTRAL if self._row is not None else Tone.MUTED)
        tint(self.facts, Tone.MUTED)
        tint(self.message, Tone.BAD if refused else Tone.NEUTRAL)


class _Padded(QStyledItemDelegate):
    """Cells whose text stands under the text of their header."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        super().paint(painter, inner, index)


def _item(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return item


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _titled(row: LogRow) -> str:
    what = operation_text(row.operation)
    if row.noun is None and not row.label:
        return what
    kind = noun_text(row.noun) if row.noun is not None else ""
    return tr("{operation}: {object}", operation=what, object=f"{kind} {label_of(row)}".strip())


def _facts(context: Context, row: LogRow) -> str:
    parts = [enum_text(row.outcome), context.formats.time(row.time), row.login, row.source]
    return " · ".join(part for part in parts if part)
