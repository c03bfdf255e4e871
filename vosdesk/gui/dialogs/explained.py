"""A list of answers with the steps that led to the chosen one: the frame of every dialog about access."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.effective_steps import StepsPane
from vosdesk.gui.splitter import Splitter
from vosdesk.gui.tables import TableView
from vosdesk.gui.text import tr


class ExplainedDialog(QDialog):
    """What is asked at the top, the answers at the left, the steps at the right."""

    def __init__(self, context: Context, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(title)

    def lay_out(self, table: TableView[Any], steps: StepsPane, sizes: tuple[int, int], top: QLayout | None) -> None:
        """Put the parts together; ``sizes`` are the first widths of both halves in pixels."""
        split = Splitter(Qt.Orientation.Horizontal, self)
        split.addWidget(table)
        split.addWidget(steps)
        split.setStretchFactor(1, 1)
        split.setSizes(list(sizes))
        split.setChildrenCollapsible(False)
        close = QPushButton(tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(16, 8, 16, 12)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if top is not None:
            top.setContentsMargins(16, 12, 16, 8)
            column.addLayout(top)
        column.addWidget(split, 1)
        column.addLayout(buttons)
