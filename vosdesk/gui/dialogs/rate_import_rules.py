"""What a file does to a group: which rates it touches, from when on, and what is done with doubtful rows."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QGroupBox, QRadioButton, QVBoxLayout, QWidget

from vosdesk.contract.decks import Layout, Repeats
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FileId, RateGroupId, Time
from vosdesk.contract.rate_imports import Mode, PlanImport, When
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.rate_import_words import MODES
from vosdesk.gui.fields import ChoiceField, DateTimeField, SwitchField
from vosdesk.gui.task_strip import plain_label
from vosdesk.gui.text import sentence, tr
from vosdesk.gui.theme import Tone, tint


class RulesPage(QWidget):
    """The choices between reading a file and looking at what it would do. ``changed`` says that one was changed."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.modes = QButtonGroup(self)
        self.times = QButtonGroup(self)
        self.at = DateTimeField(context.formats, optional=False, parent=self)
        self.at.set_name(tr("Effective from"))
        self.repeats = ChoiceField([
            (Repeats.STOP, tr("refuses the later rows")), (Repeats.LAST, tr("takes the last row")),
            (Repeats.FIRST, tr("takes the first row")),
        ])  # fmt: skip
        self.repeats.combo.setMinimumContentsLength(24)
        self.repeats.set_name(tr("The same prefix twice"))
        self.free = SwitchField(tr("Prices of zero are meant: free of charge"))
        self.free.set_name(tr("Prices of zero are meant: free of charge"))
        self.problem = plain_label("")
        tint(self.problem, Tone.BAD)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for box in (self._mode_box(), self._time_box(), self._rows_box()):
            column.addWidget(box)
        column.addWidget(self.problem)
        column.addStretch(1)
        for field in (self.at, self.repeats, self.free):
            field.changed.connect(self.judge)
        for group in (self.modes, self.times):
            group.idClicked.connect(self.judge)
        self.judge()

    def mode(self) -> Mode:
        """What is done to the group."""
        return list(Mode)[self.modes.checkedId()]

    def when(self) -> When:
        """From when on."""
        return list(When)[self.times.checkedId()]

    def take(self, layout: Layout) -> None:
        """Begin with what a template says."""
        self.repeats.set_value(layout.repeats)
        self.free.set_value(layout.free)

    def only_add(self) -> None:
        """Back to an update, where the rest of a replacing file follows: it must not close what was just imported."""
        if self.mode() is Mode.REPLACE:
            self.modes.button(list(Mode).index(Mode.UPDATE)).setChecked(True)

    def layout_with(self, layout: Layout) -> Layout:
        """The layout with what is chosen here."""
        return replace(layout, repeats=self.repeats.value(), free=self.free.value())

    def request(self, group: RateGroupId, file: FileId, layout: Layout, template: str) -> PlanImport:
        """The request for a plan."""
        at = self.at.value() if self.when() is When.AT else None
        return PlanImport(
            rate_group=group,
            file=file,
            layout=self.layout_with(layout),
            mode=self.mode(),
            when=self.when(),
            at=None if at is None or isinstance(at, Problem) else Time(at),
            template=template,
        )

    def ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.problem.text()

    def judge(self) -> None:
        """Say what is wrong."""
        dated = self.when() is When.AT
        self.at.setEnabled(dated)
        found = self.at.problem() if dated else None
        empty = found is not None and found.code is Code.FIELD_EMPTY
        text = tr("Say from when on.") if empty else ""
        if found is not None and not empty:
            text = sentence(found.code, found.params, self._context.formats)
        self.problem.setText(text)
        self.changed.emit()

    def _mode_box(self) -> QGroupBox:
        box = QGroupBox(tr("What happens to the group"), self)
        grid = QGridLayout(box)
        for number, mode in enumerate(Mode):
            title, told = MODES[mode]
            button = QRadioButton(tr(title), box)
            button.setAccessibleDescription(tr(told))
            text = plain_label(tr(told))
            text.setWordWrap(True)
            tint(text, Tone.MUTED)
            self.modes.addButton(button, number)
            grid.addWidget(button, number, 0)
            grid.addWidget(text, number, 1)
        grid.setColumnStretch(1, 1)
        self.modes.button(0).setChecked(True)
        return box

    def _time_box(self) -> QGroupBox:
        box = QGroupBox(tr("From when on"), self)
        grid = QGridLayout(box)
        texts = {
            When.FILE: tr("As the file says; rows without a date at once"),
            When.NOW: tr("At once, whatever the file says"),
            When.AT: tr("At this time, whatever the file says:"),
        }
        for number, when in enumerate(When):
            button = QRadioButton(texts[when], box)
            self.times.addButton(button, number)
            grid.addWidget(button, number, 0)
        grid.addWidget(self.at, len(texts) - 1, 1)
        grid.setColumnStretch(2, 1)
        self.times.button(0).setChecked(True)
        return box

    def _rows_box(self) -> QGroupBox:
        box = QGroupBox(tr("Rows that need a rule"), self)
        grid = QGridLayout(box)
        label = plain_label(tr("The same prefix twice"))
        label.setBuddy(self.repeats.target())
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.repeats, 0, 1)
        grid.addWidget(self.free, 1, 0, 1, 2)
        grid.setColumnStretch(2, 1)
        return box
