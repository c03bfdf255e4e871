"""Where a table is to be written, as CSV or as a workbook."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from vosdesk.contract.rate_export import FileForm
from vosdesk.gui.context import Context
from vosdesk.gui.text import tr

FOLDER_KEY = "export.folder"


def ask_target(
    context: Context, parent: QWidget, title: str, name: str, chosen: Callable[[Path, FileForm], None]
) -> None:
    """Ask for the file; ``chosen`` gets its path, with the suffix of its form. ``name`` is proposed."""
    folder = context.store.get(FOLDER_KEY, "")
    if not folder:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = {tr("CSV files (*.csv)"): FileForm.CSV, tr("Excel workbooks (*.xlsx)"): FileForm.XLSX}
    dialog = QFileDialog(parent, title, str(Path(folder) / name), ";;".join(kinds))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

    def selected(path: str) -> None:
        context.store.set(FOLDER_KEY, str(Path(path).parent))
        form = kinds[dialog.selectedNameFilter()]
        suffix = f".{form.value}"
        chosen(Path(path if path.endswith(suffix) else path + suffix), form)

    dialog.fileSelected.connect(selected)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
