"""Tables: one model and one view for every list of the console."""

from vosdesk.gui.tables.column import Align, Column, Mark, Unit, Width
from vosdesk.gui.tables.filter_bar import FilterBar, FilterField
from vosdesk.gui.tables.page import TablePage
from vosdesk.gui.tables.paged_model import PagedModel
from vosdesk.gui.tables.selection import Selection
from vosdesk.gui.tables.snapshot import State
from vosdesk.gui.tables.spec import EmptyTexts, TableSpec, Total
from vosdesk.gui.tables.totals import TotalsStrip
from vosdesk.gui.tables.view import TableView

__all__ = [
    "Align", "Column", "EmptyTexts", "FilterBar", "FilterField", "Mark", "PagedModel", "Selection", "State",
    "TablePage", "TableSpec", "TableView", "Total", "TotalsStrip", "Unit", "Width",
]  # fmt: skip
