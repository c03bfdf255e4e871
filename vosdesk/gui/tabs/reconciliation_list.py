"""A list of payments as it is read: its first rows with what each column says, and what it does not say itself."""

from functools import partial
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vosdesk.contract.checking import problems
from vosdesk.contract.decks import DateForm, Decimals
from vosdesk.contract.errors import Problem
from vosdesk.contract.reconciliation import ListAsk, ListColumn, ListInspection, ListLayout, ListRole
from vosdesk.gui.dialogs.rate_import_sample import SampleTable, Saying
from vosdesk.gui.dialogs.rate_import_words import DATE_FORMS, DECIMALS
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.enum_words import ENUMS
from vosdesk.gui.fields import ChoiceField, Field
from vosdesk.gui.task_strip import plain_label
from vosdesk.gui.text import enum_text, mark, sentence, tr
from vosdesk.gui.theme import Tone

LISTS = Saying(ENUMS[ListRole], frozenset(), ListColumn)
_TITLES: dict[str, str] = {
    "sheet": mark("Sheet"),
    "decimals": mark("Decimal sign"),
    "date_form": mark("Dates"),
}


class ListColumns(QWidget):
    """``changed`` says that the list is read otherwise now; ``dates_changed`` that its days may be others.

    ``reread`` carries a layout by which the file has to be looked at again.
    """

    changed = Signal()
    dates_changed = Signal()
    reread = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = ListLayout()
        self._asks: tuple[ListAsk, ...] = ()
        self._filling = False
        self.questions = ToneLabel("", Tone.WARNING)
        self.table = SampleTable(self, LISTS)
        self.table.changed.connect(self._pointed)
        self.fields: dict[str, ChoiceField] = {
            "sheet": ChoiceField(),
            "decimals": ChoiceField([(d, tr(DECIMALS[d])) for d in (Decimals.POINT, Decimals.COMMA)]),
            "date_form": ChoiceField([(d, tr(DATE_FORMS[d])) for d in DateForm]),
        }
        self._labels: dict[str, QLabel] = {}
        self._lay_out()
        for name, field in self.fields.items():
            field.changed.connect(partial(self._edited, name))

    def show_inspection(self, found: ListInspection) -> None:
        """Show a list, and how it is read."""
        self._filling = True
        self._layout, self._asks = found.layout, found.asks
        self.table.show_rows(found.rows, found.layout)
        offered = [(name, name) for name in found.sheets] if len(found.sheets) > 1 else [("", "")]
        self.fields["sheet"].set_choices(offered)
        for name, field in self.fields.items():
            field.set_value(getattr(found.layout, name))
        self._show_field("sheet", on=len(found.sheets) > 1)
        self._filling = False
        self._judge()

    def layout_of(self) -> ListLayout:
        """The layout as it stands."""
        return self._layout

    def problem(self) -> str:
        """Why the list cannot be read by it; nothing when it can."""
        return " ".join(dict.fromkeys(sentence(p.code, p.params) for p in problems(self._layout)))

    def _judge(self) -> None:
        wrong = self.problem()
        asked = " ".join(enum_text(ask) for ask in self._asks)
        self.questions.say(f"{wrong} {asked}".strip(), Tone.BAD if wrong else Tone.WARNING)
        self.questions.setVisible(bool(self.questions.text()))
        self._show_field("date_form", on=self._layout.place(ListRole.DATE) is not None)
        self.changed.emit()

    def _pointed(self, layout: Any) -> None:
        before = self._layout
        self._layout = replace(self._layout, columns=layout.columns, header=layout.header, titles=layout.titles)
        self._asks = tuple(ask for ask in self._asks if ask is not ListAsk.COLUMNS)
        self._judge()
        dated = before.place(ListRole.DATE), before.header
        if dated != (self._layout.place(ListRole.DATE), self._layout.header):
            self.dates_changed.emit()

    def _edited(self, name: str) -> None:
        value: Any = self.fields[name].value()
        if self._filling or isinstance(value, Problem):
            return
        self._layout = replace(self._layout, **{name: value})
        if name == "sheet":
            kept = self._layout
            again = ListLayout(encoding=kept.encoding, delimiter=kept.delimiter, quotes=kept.quotes, sheet=value)
            self.reread.emit(again)
            return
        self._asks = tuple(ask for ask in self._asks if ask.value != name)
        self._judge()
        if name == "date_form":
            self.dates_changed.emit()

    def _show_field(self, name: str, *, on: bool) -> None:
        for widget in (self._labels[name], self.fields[name]):
            widget.setVisible(on)

    def _lay_out(self) -> None:
        hint = ToneLabel(
            tr("Click on a title to say what a column holds, and on a line's number to make it the header line."),
            Tone.MUTED,
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, field in self.fields.items():
            title = tr(_TITLES[name])
            _name(field, title)
            self._labels[name] = plain_label(title)
            self._labels[name].setBuddy(field.target())
            row.addWidget(self._labels[name])
            row.addWidget(field)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addWidget(self.questions)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(hint)


def _name(field: Field, title: str) -> None:
    field.set_name(title)
