"""A whole page of a list: filter fields, table, totals."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vosdesk.gui.context import Context
from vosdesk.gui.tables.filter_bar import FilterBar, FilterField
from vosdesk.gui.tables.spec import TableSpec
from vosdesk.gui.tables.totals import TotalsStrip
from vosdesk.gui.tables.view import TableView

Row = TypeVar("Row")


class TablePage(QWidget, Generic[Row]):
    """Filter bar, table and totals strip, wired together. Nothing is loaded before ``start``."""

    def __init__(
        self,
        context: Context,
        spec: TableSpec[Row],
        fields: Sequence[FilterField] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table: TableView[Row] = TableView(context, spec, self)
        self.totals = TotalsStrip(context, self.table, self)
        self.bar: FilterBar | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.setSpacing(6)
        if fields:
            self.bar = FilterBar(context, spec.no_filter, fields, self)
            self.bar.applied.connect(self.table.set_filter)
            self.table.clear_wanted.connect(self.bar.clear)
            column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.totals)
        self.setFocusProxy(self.table)

    def start(self, filter_: Any = None) -> None:
        """Load the list under ``filter_``, or under none."""
        filter_ = self.table.spec.no_filter if filter_ is None else filter_
        if self.bar is not None:
            self.bar.set_filter(filter_)
        else:
            self.table.set_filter(filter_)
