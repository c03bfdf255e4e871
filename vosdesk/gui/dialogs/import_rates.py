"""Importing a rate file into a group: choose, look at what it would do, import."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vosdesk.contract.errors import Code, Fault, Refusal, Unavailable
from vosdesk.contract.ids import Key, RateGroupId, new_key
from vosdesk.contract.operations import RATES_IMPORT, RATES_PREVIEW_IMPORT
from vosdesk.contract.rates import MAX_FILE, BadRow, ImportOutcome, ImportRates
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.banner import Banner
from vosdesk.gui.dialogs.rate_lines import Heading, LineTable, TextLine
from vosdesk.gui.formats import Formats
from vosdesk.gui.ops import Call
from vosdesk.gui.sheets import primary
from vosdesk.gui.text import join, refusal_text, sentence, tr
from vosdesk.gui.theme import Tone, tint

FOLDER_KEY = "import.folder"
_MOST_NAMES = 12


class ImportDialog(QDialog):
    """What is previewed is what is applied: the same bytes under the same options."""

    def __init__(self, context: Context, group: RateGroupId, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._group = context, group
        self._content: bytes | None = None
        self._call: Call | None = None
        self._kept: tuple[ImportRates, Key] | None = None
        self._importing = self._done = False
        self.outcome: ImportOutcome | None = None
        self.setWindowTitle(tr("Import rates: {group}", group=name))
        self.resize(760, 520)
        self._make_widgets()
        self._lay_out()
        self._judge()

    # --- choosing ----------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for the file."""
        dialog = QFileDialog(self, tr("Rate file"), self._context.store.get(FOLDER_KEY, ""),
                             tr("Rate files (*.csv *.txt);;All files (*)"))  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def load(self, path: Path) -> None:
        """Read a file and preview its import."""
        self._forget()
        self.path.setText(str(path))
        self.banner.say("")
        self._call = self._context.ops.disk(self, partial(_read, path), self._loaded, self._not_loaded)
        self._doing(tr("Reading the file…"))

    def _chosen(self, path: str) -> None:
        self._context.store.set(FOLDER_KEY, str(Path(path).parent))
        self.load(Path(path))

    def _loaded(self, content: bytes | None) -> None:
        self._call = None
        if content is None:
            self._refuse(sentence(Code.FILE_TOO_LARGE, {"limit": MAX_FILE}, self._context.formats))
        else:
            self._content = content
            self._preview()

    def _not_loaded(self, error: OSError) -> None:
        reason = error.strerror or type(error).__name__
        self._refuse(tr("The file could not be read: {reason}", reason=reason))

    # --- preview -----------------------------------------------------------------------------------------------

    def request(self) -> ImportRates:
        """The import as it is set up now."""
        return ImportRates(
            rate_group=self._group,
            name=Path(self.path.text()).name,
            content=self._content or b"",
            free=self.free.isChecked(),
            leave_out_bad=self.leave_out.isChecked(),
        )

    def _preview(self) -> None:
        if self._content is None or self._importing or self._done:
            return
        self._drop()
        self.outcome = None
        self._call = self._context.ops.read(self, RATES_PREVIEW_IMPORT, self.request(), self._previewed, self._refused)
        self._doing(tr("Checking the rows, without changing anything…"))

    def _previewed(self, outcome: ImportOutcome) -> None:
        self._call = None
        self.banner.say("")
        self._show(outcome)
        self._judge()

    def abandon(self) -> None:
        """Stop reading or checking at once: nothing was changed, and another file can be chosen."""
        if self._call is None or self._importing:
            return
        self._forget()
        self.banner.say(tr("Stopped. Nothing was imported."), Tone.WARNING)
        self._judge()
        self.browse.setFocus()

    # --- import ------------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Import, once for what is shown."""
        outcome = self.outcome
        if not self.go.isEnabled() or outcome is None:
            return
        request = self.request()
        if self._kept is None or self._kept[0] != request:
            self._kept = (request, new_key())
        self._importing = True
        self._call = self._context.ops.write(self, RATES_IMPORT, request, self._imported, self._refused, self._kept[1])
        count = self._context.formats.count(outcome.added + outcome.changed)
        self._doing(tr("Saving rates: {count}. It is done whole or not at all, and cannot be stopped any more.",
                       count=count))  # fmt: skip

    def _imported(self, outcome: ImportOutcome) -> None:
        self._call = None
        self._importing, self._done = False, True
        self.bad_title.setText(tr("Rows that were left out"))
        self._show(outcome)
        count = self._context.formats.count
        text = tr("Imported rates: {added} added, {changed} changed", added=count(outcome.added),
                  changed=count(outcome.changed))  # fmt: skip
        self.banner.say(text, Tone.GOOD)
        self._context.notices.done(text)
        self._judge()

    def _refused(self, refusal: Refusal) -> None:
        text = refusal_text(refusal, self._context.formats)
        if self._importing and isinstance(refusal, (Unavailable, Fault)):
            text += " " + tr("You can send it again: it will not be done twice.")
        self._refuse(text)

    def _refuse(self, text: str) -> None:
        self._call, self._importing = None, False
        self.banner.say(text)
        if self.outcome is None:
            self.bad.show_lines(())
            self.summary.setText("")
        self._judge()

    # --- closing -----------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; an import under way is finished all the same, and says so."""
        if self._may_close():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own close button asks as well."""
        if self._may_close():
            event.accept()
            super().closeEvent(event)
        else:
            event.ignore()

    def _may_close(self) -> bool:
        if self._importing:
            self.banner.say(tr("The import is under way. Wait for its end: it is done whole or not at all."))
        return not self._importing

    # --- inside ------------------------------------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.banner = Banner(self)
        self.path = QLineEdit(self)
        self.path.setReadOnly(True)
        self.path.setPlaceholderText(tr("The vendor's rate file, or a CSV file with a header line"))
        self.path.setAccessibleName(tr("Rate file"))
        self.browse = QPushButton(tr("Choose…"), self)
        self.browse.clicked.connect(self.choose)
        self.free = QCheckBox(tr("Prices of zero are meant: free of charge"), self)
        self.leave_out = QCheckBox(tr("Leave out bad rows"), self)
        for box in (self.free, self.leave_out):
            box.toggled.connect(self._preview)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(tr("Progress"))
        self.doing = QLabel(self)
        self.doing.setTextFormat(Qt.TextFormat.PlainText)
        self.doing.setWordWrap(True)
        self.stop = QPushButton(tr("Stop"), self)
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.abandon)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setText(
            tr("Rates with the same prefix are changed, others are added; no rate of the group is removed.")
        )
        self.bad_title = QLabel(tr("Rows that cannot be imported"), self)
        tint(self.bad_title, Tone.MUTED)
        headings = (
            Heading(tr("Line"), 70, True), Heading(tr("Column"), 130), Heading(tr("Text"), 170),
            Heading(tr("Reason"), 320),
        )  # fmt: skip
        self.bad = LineTable(tr("Rows that cannot be imported"), headings, self)
        self.copy = QPushButton(tr("Copy list"), self)
        self.copy.clicked.connect(self.bad.copy)
        self.go = QPushButton(tr("Import"), self)
        primary(self.go)
        self.go.setDefault(True)
        self.go.clicked.connect(self.send)
        self.close_button = QPushButton(tr("Close"), self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.path, 1)
        line.addWidget(self.browse)
        options = QHBoxLayout()
        options.setSpacing(18)
        options.addWidget(self.free)
        options.addWidget(self.leave_out)
        options.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.go)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(10)
        inner.addLayout(line)
        inner.addLayout(options)
        inner.addWidget(self.bar)
        doing = QHBoxLayout()
        doing.addWidget(self.doing, 1)
        doing.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(doing)
        inner.addWidget(self.summary)
        inner.addWidget(self.bad_title)
        inner.addWidget(self.bad, 1)
        self._filler = QWidget(self)
        inner.addWidget(self._filler, 1)
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(inner, 1)

    def _judge(self) -> None:
        outcome = self.outcome
        busy = self._call is not None
        ready = outcome is not None and not busy and not self._done
        works = outcome is not None and outcome.added + outcome.changed > 0
        good = outcome is not None and (not outcome.refused or self.leave_out.isChecked())
        self.go.setEnabled(ready and works and good)
        self.go.setVisible(not self._done)
        self.bar.setVisible(busy)
        self.doing.setVisible(busy)
        self.stop.setVisible(busy and not self._importing)
        self.close_button.setEnabled(not self._importing)
        self.summary.setVisible(bool(self.summary.text()))
        for widget in (self.browse, self.free, self.leave_out):
            widget.setEnabled(not self._importing and not self._done)
        any_bad = bool(self.bad.lines)
        for shown in (self.bad_title, self.bad, self.copy):
            shown.setVisible(any_bad)
        self._filler.setVisible(not any_bad)

    def _doing(self, text: str) -> None:
        self.doing.setText(text)
        self.bar.setAccessibleDescription(text)
        self._judge()

    def _show(self, outcome: ImportOutcome) -> None:
        self.outcome = outcome
        self.summary.setText(self._told(outcome))
        self.bad.show_lines(self._bad_lines(outcome))

    def _told(self, outcome: ImportOutcome) -> str:
        count = self._context.formats.count
        text = tr(
            "Rows read: {read} = added {added} + changed {changed} + unchanged {unchanged} + refused {refused}",
            read=count(outcome.read), added=count(outcome.added), changed=count(outcome.changed),
            unchanged=count(outcome.unchanged), refused=count(outcome.refused),
        )  # fmt: skip
        if outcome.ignored:
            names = join([*outcome.ignored[:_MOST_NAMES], *(["…"] if len(outcome.ignored) > _MOST_NAMES else [])])
            text += "\n" + tr("Columns that are not read: {names}", names=names)
        if outcome.rounded:
            text += "\n" + tr("Prices rounded to nine decimals: {count}", count=count(outcome.rounded))
        if outcome.refused and not self._done and not self.leave_out.isChecked():
            text += "\n" + tr("Nothing is imported while a row is bad: mend the file, or leave the bad rows out.")
        if not outcome.added + outcome.changed and not outcome.refused and not self._done:
            text += "\n" + tr("There is nothing to import: the group has these rates already.")
        return text

    def _bad_lines(self, outcome: ImportOutcome) -> Sequence[TextLine]:
        formats = self._context.formats
        lines = [TextLine((str(b.line), b.column, b.text, _why(b, formats))) for b in outcome.bad]
        more = outcome.refused - len(lines)
        if more > 0:
            text = tr("and {count} more", count=formats.count(more))
            lines.append(TextLine(("", "", "", text), Tone.MUTED))
        return lines

    def _forget(self) -> None:
        """No file, and nothing told of one."""
        self._drop()
        self._content = self.outcome = None
        self.path.clear()
        self.summary.setText("")
        self.bad.show_lines(())

    def _drop(self) -> None:
        if self._call is not None:
            self._call.cancel()
            self._call = None


def _why(row: BadRow, formats: Formats) -> str:
    # "Fill this in" is for somebody who types.
    return tr("The cell is empty.") if row.code is Code.FIELD_EMPTY else sentence(row.code, row.params, formats)


def _read(path: Path) -> bytes | None:
    """The bytes of a file; None when it is larger than an import may be."""
    with open(path, "rb") as file:
        content = file.read(MAX_FILE + 1)
    return None if len(content) > MAX_FILE else content


def open_dialog(context: Context, group: RateGroupId, name: str, parent: QWidget | None) -> ImportDialog:
    """Import into ``group``, beginning with the choice of a file."""
    dialog = ImportDialog(context, group, name, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
