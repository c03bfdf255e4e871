"""Asking for a file of this computer: to read, or to write. Each purpose remembers its folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from vosdesk.gui.context import Context
from vosdesk.gui.text import mark, tr

EXPORTS = "export.folder"
"""Under which the folder of files that were written is remembered."""
KINDS: dict[str, str] = {
    "csv": mark("CSV files (*.csv)"),
    "txt": mark("Text files (*.txt)"),
    "xlsx": mark("Excel workbooks (*.xlsx)"),
    "pdf": mark("PDF files (*.pdf)"),
}

S = TypeVar("S", bound=str)


def ask_source(
    context: Context, parent: QWidget, title: str, kinds: str, folder: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Ask for a file that is there; ``folder`` names the setting that remembers where such files lie."""
    dialog = QFileDialog(parent, title, context.store.get(folder, ""), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

    def selected(path: str) -> None:
        context.store.set(folder, str(Path(path).parent))
        chosen(Path(path))

    dialog.fileSelected.connect(selected)
    dialog.open()
    return dialog


def ask_target(
    context: Context,
    parent: QWidget | None,
    title: str,
    name: str,
    suffixes: Sequence[S],
    chosen: Callable[[Path, S], None],
) -> QFileDialog:
    """Ask for a file to write. ``chosen`` gets its path, and which of ``suffixes`` it has; ``name`` is proposed."""
    folder = context.store.get(EXPORTS, "")
    if not folder:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = {tr(KINDS[suffix]): suffix for suffix in suffixes}
    dialog = QFileDialog(parent, title, str(Path(folder) / name), ";;".join(kinds))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffixes[0])
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kinds[kind]))
    dialog.selectFile(name)

    def selected(path: str) -> None:
        target = Path(path)
        context.store.set(EXPORTS, str(target.parent))
        suffix = next((one for one in suffixes if target.suffix.lower() == f".{one}"), None)
        if suffix is not None:
            chosen(target, suffix)
            return
        suffix = kinds.get(dialog.selectedNameFilter(), suffixes[0])
        named = target.with_name(f"{target.name}.{suffix}")
        if named.exists():
            # The question whether it may be overwritten was about another name.
            ask_target(context, parent, title, named.name, suffixes, chosen)
        else:
            chosen(named, suffix)

    dialog.fileSelected.connect(selected)
    dialog.open()
    return dialog
