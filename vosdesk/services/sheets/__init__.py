"""Files of rates as sheets of rows of cells: CSV and other text, XLSX and XLS.

A file is what its first bytes say, whatever it is called. What cannot be a sheet is refused as a whole with a code.
"""

from vosdesk.services.sheets.guessing import guess_layout, sample
from vosdesk.services.sheets.opening import open_sheets
from vosdesk.services.sheets.sheet import Sheet, Sheets
from vosdesk.services.sheets.shipped import shipped_templates

__all__ = ["Sheet", "Sheets", "guess_layout", "open_sheets", "sample", "shipped_templates"]
