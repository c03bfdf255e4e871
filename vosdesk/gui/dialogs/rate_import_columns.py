"""How a sheet is read: what was found, what must be answered, and all of it changeable."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vosdesk.contract import text_rules
from vosdesk.contract.checking import problems
from vosdesk.contract.decks import Ask, Dash, DateForm, Decimals, Guess, Layout, PricePer, Role, Unpriced
from vosdesk.contract.errors import Problem
from vosdesk.contract.rate_imports import Inspection
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.rate_import_sample import SampleTable
from vosdesk.gui.dialogs.rate_import_words import ASKS, DATE_FORMS, DECIMALS, DELIMITERS, ENCODINGS, NOTICES
from vosdesk.gui.fields import ChoiceField, Field, LineField, SwitchField, WholeField
from vosdesk.gui.task_strip import plain_label
from vosdesk.gui.text import join, sentence, tr
from vosdesk.gui.theme import Tone, tint

_ACROSS = 3
_READ_AGAIN = ("sheet", "encoding", "delimiter")
_ANSWERS: dict[str, Ask] = {"date_form": Ask.DATE_FORM, "decimals": Ask.DECIMALS, "zeros": Ask.ZEROS, "dash": Ask.DASH}
_ROLES_ASKED: dict[Ask, frozenset[Role]] = {
    Ask.CODES: frozenset({Role.PREFIX, Role.AREA_PREFIX, Role.COUNTRY_CODE}),
    Ask.PRICES: frozenset({Role.PRICE}),
    Ask.INCREMENTS: frozenset({Role.INCREMENTS, Role.FIRST, Role.NEXT, Role.CYCLE}),
}


class Asks(QWidget):
    """Questions that must be answered, one line each, with a button that says that it is right as shown."""

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._lines: dict[Ask, QWidget] = {}

    @property
    def open(self) -> tuple[Ask, ...]:
        """What was not answered yet."""
        return tuple(self._lines)

    def show_asks(self, asks: Sequence[Ask]) -> None:
        """Ask these."""
        for ask in self.open:
            self.take(ask)
        for ask in asks:
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            text = plain_label(tr(ASKS[ask]))
            text.setWordWrap(True)
            tint(text, Tone.WARNING)
            right = QPushButton(tr("Right as shown"), line)
            right.setAutoDefault(False)
            right.setAccessibleName(tr("Right as shown: {question}", question=tr(ASKS[ask])))
            right.clicked.connect(partial(self.answer, ask))
            row.addWidget(text, 1)
            row.addWidget(right)
            self._column.addWidget(line)
            self._lines[ask] = line

    def answer(self, ask: Ask, _: bool = False) -> None:
        """A question was answered."""
        if self.take(ask):
            self.answered.emit(ask)

    def take(self, ask: Ask) -> bool:
        """Ask this no longer; whether it was asked."""
        line = self._lines.pop(ask, None)
        if line is not None:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        return line is not None


class ColumnsPage(QWidget):
    """The sheet's first and last rows, and how they are read.

    ``changed`` says that something was; ``reread`` carries a layout by which the file has to be read again.
    """

    changed = Signal()
    reread = Signal(object)
    save_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._layout = Layout()
        self._filling = True
        self.guess: Guess | None = None
        self.asks = Asks(self)
        self.found = plain_label("")
        self.found.setWordWrap(True)
        tint(self.found, Tone.MUTED)
        self.problem = plain_label("")
        self.problem.setWordWrap(True)
        tint(self.problem, Tone.BAD)
        self.save = QPushButton(tr("Save as template…"), self)
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self.save_wanted)
        self.table = SampleTable(self)
        self.table.changed.connect(self._pointed)
        self.table.said.connect(self._said)
        self.fields = self._make_fields()
        self._labels: dict[str, QLabel] = {}
        self._lay_out()
        for name, field in self.fields.items():
            field.changed.connect(partial(self._edited, name))
        self.asks.answered.connect(lambda _: self.judge())

    def show_inspection(self, found: Inspection) -> None:
        """Show a sheet and what was found of it."""
        self.guess = found.guess
        self.table.show_rows((*found.first, *found.last), found.guess.layout)
        self._take(found.guess.layout)
        self.asks.show_asks(found.guess.asks)
        self.found.setText(self._told(found.guess))
        self.judge()

    def layout_of(self) -> Layout:
        """The layout as it stands."""
        return self._layout

    def ready(self) -> bool:
        """Whether the sheet can be read by it."""
        return self.guess is not None and not self.asks.open and not self._wrong()

    def judge(self) -> None:
        """Say what is wrong, and tell that something may have changed."""
        self.problem.setText(self._wrong())
        self.problem.setVisible(bool(self.problem.text()))
        self.save.setEnabled(self.ready())
        self.changed.emit()

    # --- inside ------------------------------------------------------------------------------------------------

    def _wrong(self) -> str:
        formats = self._context.formats
        typed = [f.problem() for f in self.fields.values() if f.isVisibleTo(self)]
        found = [p for p in typed if p is not None] + [Problem(p.code, p.params) for p in problems(self._layout)]
        return " ".join(dict.fromkeys(sentence(p.code, p.params, formats) for p in found))

    def _told(self, guess: Guess) -> str:
        parts = [tr("Read by template “{name}”.", name=guess.template)] if guess.template else []
        parts += [tr(NOTICES[notice]) for notice in guess.notices]
        if guess.layout.ignored():
            parts.append(tr("Columns that are not read: {names}", names=join(guess.layout.ignored()[:12])))
        return " ".join(parts)

    def _make_fields(self) -> dict[str, Field]:
        formats = self._context.formats
        return {
            "sheet": ChoiceField(),
            "encoding": ChoiceField(list(ENCODINGS.items())),
            "delimiter": ChoiceField(list(DELIMITERS.items())),
            "decimals": ChoiceField([(d, tr(DECIMALS[d])) for d in Decimals]),
            "date_form": ChoiceField([(d, tr(DATE_FORMS[d])) for d in DateForm]),
            "price_per": ChoiceField([(PricePer.MINUTE, tr("a minute")), (PricePer.CYCLE, tr("a billing cycle"))]),
            "first": WholeField(formats, 1, 86_400, unit=tr("s")),
            "next": WholeField(formats, 1, 86_400, unit=tr("s")),
            "unpriced": ChoiceField([
                (Unpriced.REFUSE, tr("refuses the row")), (Unpriced.LOCK, tr("locks the prefix")),
            ]),
            "dash": ChoiceField([(Dash.RANGE, tr("20 to 25")), (Dash.JOIN, tr("2025"))]),
            "country": LineField(text_rules.prefix),
            "currency": LineField(),
            "zeros": SwitchField(tr("Leave out 00 in front of prefixes")),
            "fill": SwitchField(tr("A blank country is the one above")),
        }  # fmt: skip

    def _titles(self) -> dict[str, str]:
        return {
            "sheet": tr("Sheet"),
            "encoding": tr("Encoding"),
            "delimiter": tr("Delimiter"),
            "decimals": tr("Decimal sign"),
            "date_form": tr("Dates"),
            "price_per": tr("A price is for"),
            "first": tr("First increment"),
            "next": tr("Next increment"),
            "unpriced": tr("“Blocked” or “N/A”"),
            "dash": tr("20-25 means"),
            "country": tr("Country code in front"),
            "currency": tr("Currency sign"),
            "zeros": tr("Zeros in front"),
            "fill": tr("Merged cells"),
        }

    def _lay_out(self) -> None:
        titles = self._titles()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        for name, field in self.fields.items():
            label = plain_label(titles[name])
            label.setParent(self)
            field.setParent(self)
            label.setBuddy(field.target())
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            field.set_name(titles[name])
            self._labels[name] = label
        for across in range(_ACROSS):
            self._grid.setColumnStretch(2 * across + 1, 1)
        hint = QHBoxLayout()
        hint.addWidget(self.found, 1)
        hint.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        pointing = plain_label(
            tr("Click on a title to say what a column holds, and on a line's number to make it the header line.")
        )
        tint(pointing, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.asks)
        column.addWidget(self.problem)
        column.addLayout(hint)
        column.addWidget(self.table, 1)
        column.addWidget(pointing)
        column.addLayout(self._grid)

    def _take(self, layout: Layout) -> None:
        """Show a layout in the fields."""
        self._filling = True
        self._layout = layout
        sheets = self.guess.sheets if self.guess is not None else ()
        offered = [(name, name) for name in sheets] if len(sheets) > 1 else [("", tr("the only one"))]
        choices: dict[str, list[tuple[str, str]]] = {"sheet": offered}
        for name, known in (("encoding", ENCODINGS), ("delimiter", DELIMITERS)):
            value = getattr(layout, name)
            choices[name] = list(({value: value} | known).items())
        for name, field in self.fields.items():
            if isinstance(field, ChoiceField) and name in choices:
                field.set_choices(choices[name])
            field.set_value(getattr(layout, name))
        self._show_only_what_counts()
        self._filling = False

    def _show_only_what_counts(self) -> None:
        layout, text = self._layout, bool(self._layout.encoding)
        many = self.guess is not None and len(self.guess.sheets) > 1
        said = {column.role for column in layout.columns}
        by_minute = layout.price_per is PricePer.MINUTE
        open_increments = by_minute and not said & {Role.INCREMENTS, Role.FIRST, Role.CYCLE}
        shown = {
            "sheet": many,
            "encoding": text,
            "delimiter": text,
            "date_form": bool(said & {Role.FROM, Role.UNTIL}),
            "first": open_increments,
            "next": open_increments,
            "country": Role.COUNTRY_CODE not in said,
            "fill": Role.COUNTRY_CODE in said,
        }
        self._place([name for name in self.fields if shown.get(name, True)])

    def _place(self, names: Sequence[str]) -> None:
        """Show these fields, side by side without gaps."""
        for name, field in self.fields.items():
            for widget in (self._labels[name], field):
                self._grid.removeWidget(widget)
                widget.setVisible(name in names)
        for number, name in enumerate(names):
            line, across = divmod(number, _ACROSS)
            self._grid.addWidget(self._labels[name], line, 2 * across)
            self._grid.addWidget(self.fields[name], line, 2 * across + 1)

    def _edited(self, name: str) -> None:
        if self._filling:
            return
        value: Any = self.fields[name].value()
        if not isinstance(value, Problem):
            self._layout = replace(self._layout, **{name: value})
            if name in _READ_AGAIN:
                self._read_again()
                return
            if name in _ANSWERS:
                self.asks.take(_ANSWERS[name])
            self._show_only_what_counts()
        self.judge()

    def _read_again(self) -> None:
        layout = self._layout
        quotes = layout.delimiter != "|" or layout.quotes
        again = Layout(encoding=layout.encoding, delimiter=layout.delimiter, quotes=quotes, sheet=layout.sheet)
        self.reread.emit(again)

    def _pointed(self, layout: Layout) -> None:
        self._layout = replace(self._layout, columns=layout.columns, header=layout.header, titles=layout.titles)
        self.table.show_layout(self._layout)
        self._show_only_what_counts()
        self.judge()

    def _said(self, role: Role | None) -> None:
        for ask, roles in _ROLES_ASKED.items():
            if role in roles:
                self.asks.take(ask)
        self.judge()
