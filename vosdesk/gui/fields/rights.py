"""The rights editor: View and Edit of each node, and the named operations."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from vosdesk.contract.permissions import NAMED_RIGHTS, NODES, Node, Right
from vosdesk.gui.fields.base import Field
from vosdesk.gui.text import join, node_text, right_text, tr

_INDENT = 18


class RightsGrid(Field):
    """A set of rights as boxes. Rights that a type can never hold are greyed and left out of the value.

    A tick on Edit ticks View as well: an edit right without the look has no place to be used in.
    """

    wide = True
    neutral: Any = frozenset[Right]()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[Right, QCheckBox] = {}
        self._withheld: frozenset[Right] = frozenset()
        self._setting = False
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(self._nodes())
        column.addWidget(_heading(tr("Named operations")))
        column.addLayout(self._named())
        self._box.addLayout(column)
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

    def set_withheld(self, rights: Iterable[Right], reason: str = "") -> None:
        """Grey these, with the reason as tooltip; a tick is kept below, for when the type changes back."""
        self._withheld = frozenset(rights)
        for right, box in self._boxes.items():
            box.setEnabled(right not in self._withheld)
            box.setToolTip(reason if right in self._withheld else "")
        self.changed.emit()

    def box(self, right: Right) -> QCheckBox:
        """The box of one right."""
        return self._boxes[right]

    def set_read_only(self, on: bool) -> None:
        """Show the rights without letting them be changed."""
        for right, box in self._boxes.items():
            box.setEnabled(not on and right not in self._withheld)

    def target(self) -> QWidget:
        """The first box."""
        return next(iter(self._boxes.values()))

    def set_name(self, name: str) -> None:
        """Each box has its own name."""
        self.setAccessibleName(name)

    def _nodes(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(2)
        for number, title in enumerate((tr("Page"), tr("View"), tr("Edit"))):
            grid.addWidget(_heading(title), 0, number)
        depths: dict[str, int] = {}
        for line, node in enumerate(NODES, start=1):
            depths[node.id] = 0 if node.parent is None else depths[node.parent] + 1
            label = QLabel(node_text(node.id), self)
            label.setContentsMargins(_INDENT * depths[node.id], 0, 0, 0)
            grid.addWidget(label, line, 0)
            self._node_boxes(grid, line, node)
        grid.setColumnStretch(3, 1)
        return grid

    def _node_boxes(self, grid: QGridLayout, line: int, node: Node) -> None:
        for column, right in ((1, node.view), (2, node.edit)):
            if right is not None:
                box = self._add(right, "")
                box.setAccessibleName(right_text(right))
                grid.addWidget(box, line, column)

    def _named(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(2)
        half = (len(NAMED_RIGHTS) + 1) // 2
        for number, right in enumerate(NAMED_RIGHTS):
            grid.addWidget(self._add(right, right_text(right)), number % half, number // half)
        return grid

    def _add(self, right: Right, text: str) -> QCheckBox:
        box = QCheckBox(text, self)
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


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
    return label
