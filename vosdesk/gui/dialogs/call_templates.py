"""Column templates of files of calls: saved from the import's wizard, renamed and deleted in a list of their own."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QInputDialog, QPushButton, QTableView, QVBoxLayout, QWidget

from vosdesk.contract.call_imports import CallColumns
from vosdesk.contract.call_templates import (
    CallTemplate,
    CallTemplateRow,
    CallTemplates,
    DeleteCallTemplate,
    SaveCallTemplate,
    UpdateCallTemplate,
)
from vosdesk.contract.decks import signature
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import Empty
from vosdesk.contract.operations import (
    CALL_TEMPLATES_DELETE,
    CALL_TEMPLATES_LIST,
    CALL_TEMPLATES_SAVE,
    CALL_TEMPLATES_UPDATE,
)
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.banner import Banner
from vosdesk.gui.dialogs.confirm import ConfirmDialog, ask_then
from vosdesk.gui.dialogs.plain_table import PlainTable, dress, fit
from vosdesk.gui.text import refusal_text, tr
from vosdesk.gui.theme import Tone

Say = Callable[[str, Tone], None]


class TemplateBar(QWidget):
    """Keeps the columns of the file that is looked at, and opens the list of what is kept."""

    def __init__(self, context: Context, columns: Callable[[], CallColumns], say: Say, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._columns, self._say = context, columns, say
        self._titles: tuple[str, ...] = ()
        self.save = QPushButton(tr("Save as template…"), self)
        self.save.clicked.connect(self.ask_name)
        self.manage = QPushButton(tr("Templates…"), self)
        self.manage.clicked.connect(lambda: open_templates(context, self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.save, self.manage):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.offer(())

    def offer(self, titles: tuple[str, ...]) -> None:
        """The header line of the file that is read; none where there is nothing to keep."""
        self._titles = titles
        self.save.setEnabled(bool(titles))

    def ask_name(self) -> None:
        """Ask under which name the columns are kept."""
        text = tr("Files with this header line will be read like this one. Name:")
        _ask(self, tr("Save as template"), text, "", self.keep)

    def keep(self, name: str) -> None:
        """Keep the columns under a name."""
        if not name.strip():
            return
        template = CallTemplate(name=name.strip(), signature=signature(self._titles), columns=self._columns())
        said = tr("Template “{name}” is saved.", name=template.name)
        self._context.ops.write(
            self,
            CALL_TEMPLATES_SAVE,
            SaveCallTemplate(template=template),
            lambda _: self._say(said, Tone.GOOD),
            lambda refusal: self._say(refusal_text(refusal, self._context.formats), Tone.BAD),
        )


class CallTemplatesDialog(QDialog):
    """The list of what is kept."""

    ready = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.rows: tuple[CallTemplateRow, ...] = ()
        self.setWindowTitle(tr("Column templates"))
        self.resize(640, 360)
        self.banner = Banner(self)
        self.table = QTableView(self)
        dress(self.table, tr("Column templates"))
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.rename = QPushButton(tr("Rename…"), self)
        self.delete = QPushButton(tr("Delete"), self)
        self.close_button = QPushButton(tr("Close"), self)
        self.rename.clicked.connect(self.ask_name)
        self.delete.clicked.connect(self.ask_delete)
        self.close_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (self.rename, self.delete):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self._show(CallTemplates(rows=()))
        self.load()

    def load(self) -> None:
        """Fetch them anew."""
        self._context.ops.read(self, CALL_TEMPLATES_LIST, Empty(), self._came, self._refused)

    def chosen(self) -> CallTemplateRow | None:
        """The template that is selected."""
        rows = self.table.selectionModel().selectedRows()
        return self.rows[rows[0].row()] if rows else None

    def ask_name(self) -> None:
        """Ask for another name."""
        row = self.chosen()
        if row is not None:
            _ask(self, tr("Rename template"), tr("Name:"), row.template.name, partial(self.name, row))

    def name(self, row: CallTemplateRow, name: str) -> None:
        """Give a template another name."""
        if not name.strip() or name.strip() == row.template.name:
            return
        template = replace(row.template, name=name.strip())
        request = UpdateCallTemplate(id=row.id, version=row.version, template=template)
        self._context.ops.write(self, CALL_TEMPLATES_UPDATE, request, lambda _: self.load(), self._refused)

    def ask_delete(self) -> ConfirmDialog | None:
        """Delete the template that is selected, after asking."""
        row = self.chosen()
        if row is None:
            return None
        lines = [
            tr("Files with its header line are read by usual titles alone from then on."),
            tr("What was imported by it stays."),
        ]
        title, then = tr("Delete column template"), partial(self._remove, row)
        return ask_then(title, row.template.name, lines, tr("Delete"), then, self)

    def _remove(self, row: CallTemplateRow) -> None:
        request = DeleteCallTemplate(id=row.id, version=row.version)
        self._context.ops.write(self, CALL_TEMPLATES_DELETE, request, lambda _: self.load(), self._refused)

    def _came(self, found: CallTemplates) -> None:
        self.banner.say("")
        self._show(found)
        self.ready.emit()

    def _show(self, found: CallTemplates) -> None:
        self.rows = found.rows
        formats = self._context.formats
        titles = (tr("Name"), tr("Saved by"), tr("Time"), tr("Header line"))
        cells = [
            (row.template.name, row.created_by, formats.time(row.created), row.template.signature.replace("|", " · "))
            for row in found.rows
        ]
        self.table.setModel(PlainTable(titles, cells, (), self))
        fit(self.table)
        self.table.selectionModel().selectionChanged.connect(lambda: self._judge())
        if found.rows:
            self.table.selectRow(0)
        self._judge()

    def _judge(self) -> None:
        for button in (self.rename, self.delete):
            button.setEnabled(self.chosen() is not None)

    def _refused(self, refusal: Refusal) -> None:
        self.banner.say(refusal_text(refusal, self._context.formats))


def open_templates(context: Context, parent: QWidget) -> CallTemplatesDialog:
    """Show the list over ``parent``."""
    dialog = CallTemplatesDialog(context, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def _ask(parent: QWidget, title: str, text: str, now: str, then: Callable[[str], None]) -> None:
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(text)
    dialog.setTextValue(now)
    dialog.textValueSelected.connect(then)
    dialog.open()
