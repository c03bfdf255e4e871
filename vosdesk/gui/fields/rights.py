"""The rights editor: View and Edit of each node, and the named operations."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from vosdesk.contract.permissions import NAMED_RIGHTS, NODES, Node, Right
from vosdesk.gui.fields.base import Field
from vosdesk.gui.icons import icon
from vosdesk.gui.text import join, node_text, right_text, tr

_INDENT = 18
_LINE = 21
"""The least height of a line in pixels: both halves stand at one rhythm, and folders have no box."""


class RightsGrid(Field):
    """A set of rights as boxes. Rights that a type can never hold are barred and left out of the value.

    A tick on Edit ticks View as well: an edit right without the look has no place to be used in.
    """

    wide = True
    neutral: Any = frozenset[Right]()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[Right, QCheckBox] = {}
        self._labels: dict[str, QLabel] = {}
        self._withheld: frozenset[Right] = frozenset()
        self._read_only = False
        self._setting = False
        self._box.setSpacing(26)
        for part in (self._nodes(), self._named()):
            column = QVBoxLayout()
            column.addLayout(part)
            column.addStretch(1)
            self._box.addLayout(column)
        self._box.addStretch(1)
        first = next(iter(self._boxes.values()))
        self.setFocusProxy(first)

    def value(self) -> frozenset[Right]:
        """The rights ticked, without those that are withheld."""
        return frozenset(r for r, box in self._boxes.items() if box.isChecked()) - self._withheld

    def set_value(self, value: Iterable[Right]) -> None:
        """Tick exactly these."""
        ticked = frozenset(value)
        self._setting = True
        for right, box in self._boxes.items():
            box.setChecked(right in ticked)
        self._setting = False
        self.changed.emit()

    def display(self, value: Iterable[Right]) -> str:
        """The names of the rights."""
        return join(sorted(right_text(r) for r in value))

    @property
    def withheld(self) -> frozenset[Right]:
        """The rights that are barred."""
        return self._withheld

    def set_withheld(self, rights: Iterable[Right], reason: str = "") -> None:
        """Bar these, with the reason as tooltip; a tick is kept below, for when the type changes back."""
        self._withheld = frozenset(rights)
        for right, box in self._boxes.items():
            box.setEnabled(right not in self._withheld)
            told = reason if right in self._withheld else ""
            box.setToolTip(told)
            box.setAccessibleDescription(told)
        for node in NODES:
            rights_of = {node.view, node.edit} - {None}
            if node.id in self._labels:
                self._labels[node.id].setEnabled(not rights_of or not rights_of <= self._withheld)
        self.changed.emit()

    def box(self, right: Right) -> QCheckBox:
        """The box of one right."""
        return self._boxes[right]

    @property
    def read_only(self) -> bool:
        """Whether the boxes only show."""
        return self._read_only

    def set_read_only(self, on: bool) -> None:
        """Show the rights without letting them be changed; what is withheld stays the only thing barred."""
        self._read_only = on
        for box in self._boxes.values():
            box.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on)
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus if on else Qt.FocusPolicy.StrongFocus)

    def target(self) -> QWidget:
        """The first box."""
        return next(iter(self._boxes.values()))

    def set_name(self, name: str) -> None:
        """Each box has its own name."""
        self.setAccessibleName(name)

    def _nodes(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(0)
        for number, title in enumerate((tr("Page"), tr("View"), tr("Edit"))):
            grid.addWidget(_heading(title), 0, number)
        depths: dict[str, int] = {}
        # A page that opens with another one's right has no line of its own.
        own = [node for node in NODES if node is _first_of(node)]
        for line, node in enumerate(own, start=1):
            depths[node.id] = 0 if node.parent is None else depths[node.parent] + 1
            label = QLabel(node_text(node.id), self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setContentsMargins(_INDENT * depths[node.id], 0, 0, 0)
            label.setMinimumWidth(label.sizeHint().width())
            self._labels[node.id] = label
            grid.addWidget(label, line, 0)
            grid.setRowMinimumHeight(line, _LINE)
            self._node_boxes(grid, line, node)
        return grid

    def _node_boxes(self, grid: QGridLayout, line: int, node: Node) -> None:
        for column, right in ((1, node.view), (2, node.edit)):
            if right is not None:
                box = self._add(right, "")
                box.setAccessibleName(right_text(right))
                grid.addWidget(box, line, column)

    def _named(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.addWidget(_heading(tr("Named operations")), 0, 0)
        for line, right in enumerate(NAMED_RIGHTS, start=1):
            grid.addWidget(self._add(right, right_text(right)), line, 0)
            grid.setRowMinimumHeight(line, _LINE)
        return grid

    def _add(self, right: Right, text: str) -> QCheckBox:
        box = _Box(text, self)
        self._boxes[right] = box
        box.toggled.connect(self._toggled)
        return box

    def _toggled(self) -> None:
        if self._setting:
            return
        self._setting = True
        sender = self.sender()
        for node in NODES:
            if node.edit is None or node.view is None:
                continue
            edit, view = self._boxes[node.edit], self._boxes[node.view]
            if sender is edit and edit.isChecked():
                view.setChecked(True)
            elif sender is view and not view.isChecked():
                edit.setChecked(False)
        self._setting = False
        self.changed.emit()


def _first_of(node: Node) -> Node:
    """The first node that the same right opens."""
    return next(n for n in NODES if n is node or (node.view is not None and n.view is node.view))


class _Box(QCheckBox):
    """A box; a lock stands in its place while it is barred, so that an empty one is not mistaken for a choice."""

    def paintEvent(self, event: QPaintEvent) -> None:
        grid = self.parentWidget()
        if self.isEnabled() or grid is None or not grid.isEnabled():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        lock = icon("lock").pixmap(QSize(13, 13), self.devicePixelRatioF())
        rest = QStyleOptionButton(option)
        rest.rect = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        with QPainter(self) as painter:
            painter.drawPixmap(place.center().x() - 6, place.center().y() - 6, lock)
            self.style().drawControl(QStyle.ControlElement.CE_CheckBoxLabel, rest, painter, self)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    label.setMinimumHeight(_LINE)
    return label
