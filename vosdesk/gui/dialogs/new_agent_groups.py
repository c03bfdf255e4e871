"""Rate groups that a new agent is listed on: one line each, with boxes for *use* and *see rates*."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vosdesk.contract.errors import Refusal
from vosdesk.contract.grants import GroupChoice
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.operations import RATE_GROUPS_OPTIONS
from vosdesk.contract.permissions import GroupRight
from vosdesk.contract.rate_groups import RateGroupChoices, RateGroupOption, RateGroupOptions
from vosdesk.gui.context import Context
from vosdesk.gui.fields import Field
from vosdesk.gui.sheets import calm_table
from vosdesk.gui.text import refusal_text, right_text, tr

RIGHTS = (GroupRight.USE, GroupRight.SEE)
HEIGHT = 106
Index = QModelIndex | QPersistentModelIndex
_ITEM = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class GroupsModel(QAbstractTableModel):
    """Rate groups and what is ticked of each."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.options: tuple[RateGroupOption, ...] = ()
        self.rights: dict[RateGroupId, frozenset[GroupRight]] = {}

    def offer(self, options: tuple[RateGroupOption, ...]) -> None:
        """Show these groups."""
        self.beginResetModel()
        self.options = options
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One line for each group."""
        return len(self.options)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The name, and a column for each right."""
        return 1 + len(RIGHTS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignHCenter).value | 0x80
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return tr("Rate group") if section == 0 else right_text(("use", "see_rates")[section - 1])

    def data(self, index: Index, role: int = 0) -> Any:
        """The name, or the state of a box."""
        option = self.options[index.row()]
        if index.column() == 0:
            return option.name if role == Qt.ItemDataRole.DisplayRole else None
        right = RIGHTS[index.column() - 1]
        on = right in self.rights.get(option.id, frozenset())
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{option.name}: {right_text(('use', 'see_rates')[index.column() - 1])}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Boxes can be ticked."""
        return _ITEM if index.column() == 0 else _ITEM | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        """Tick or untick. Whoever sees the rates of a group here may also use it."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() == 0:
            return False
        group, right = self.options[index.row()].id, RIGHTS[index.column() - 1]
        now = self.rights.get(group, frozenset())
        self.rights[group] = now | {right} if Qt.CheckState(value) is Qt.CheckState.Checked else now - {right}
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True


class BoxDelegate(QStyledItemDelegate):
    """A box in the middle of its cell; a click anywhere in the cell or the space bar turns it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Boxes have a palette of their own, which only a box can tell.
        self._sample = QCheckBox(parent)
        self._sample.hide()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell's ground, then a box with the colours that boxes have."""
        ground = QStyleOptionViewItem(option)
        super().initStyleOption(ground, index)
        ground.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter)
        box = QStyleOptionButton()
        box.palette = self._sample.palette()
        size = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        box.rect = QRect(0, 0, size, size)
        box.rect.moveCenter(ground.rect.center())
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        box.state = QStyle.StateFlag.State_Enabled | (QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Turn the box."""
        clicked = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not (clicked or pressed):
            return False
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        turned = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)


class GroupChoicesField(Field):
    """The value is a tuple of GroupChoice: the groups of which something is ticked."""

    wide = True
    neutral: Any = ()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = GroupsModel(self)
        self.view = QTableView(self)
        self.view.setModel(self.model)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(24)
        self.view.setShowGrid(False)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setFixedHeight(HEIGHT)
        self.view.setTabKeyNavigation(False)
        calm_table(self.view)
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._boxes = BoxDelegate(self)
        for column in range(1, 1 + len(RIGHTS)):
            self.view.setItemDelegateForColumn(column, self._boxes)
        self._box.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.model.ticked.connect(self.changed)
        context.ops.read(self, RATE_GROUPS_OPTIONS, RateGroupOptions(), self._answered, self._refused)

    def value(self) -> tuple[GroupChoice, ...]:
        """The groups of which something is ticked, with what is ticked."""
        return tuple(
            GroupChoice(rate_group=option.id, rights=rights)
            for option in self.model.options
            if (rights := self.model.rights.get(option.id))
        )

    def set_value(self, value: tuple[GroupChoice, ...]) -> None:
        """Tick exactly these."""
        self.model.rights = {choice.rate_group: choice.rights for choice in value}
        self.model.offer(self.model.options)
        self.changed.emit()

    def names(self) -> list[str]:
        """The names of the groups of which something is ticked."""
        return [option.name for option in self.model.options if self.model.rights.get(option.id)]

    def target(self) -> QWidget:
        """The table."""
        return self.view

    def _answered(self, choices: RateGroupChoices) -> None:
        # Private groups are their owners' alone.
        self.model.offer(tuple(option for option in choices.rows if not option.private))

    def _refused(self, refusal: Refusal) -> None:
        self.view.setToolTip(refusal_text(refusal, self._context.formats))
