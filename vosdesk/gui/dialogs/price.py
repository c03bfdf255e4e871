"""Which rate applies to this number, and why."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vosdesk.contract import text_rules
from vosdesk.contract.accounts import AccountRow
from vosdesk.contract.checking import problems
from vosdesk.contract.errors import Code, Problem, Refusal
from vosdesk.contract.ids import RateGroupId, Time
from vosdesk.contract.operations import RATE_GROUPS_LIST, RATES_PRICE
from vosdesk.contract.paging import MAX_LIMIT, Page, Window
from vosdesk.contract.permissions import GroupVerb, Right
from vosdesk.contract.rate_groups import ListRateGroups, RateGroupRow
from vosdesk.contract.rates import Candidate, CandidateNote, PriceAnswer, PriceNumber
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs import rate_texts as texts
from vosdesk.gui.dialogs.banner import Banner
from vosdesk.gui.dialogs.rate_lines import Heading, LineTable, TextLine
from vosdesk.gui.dialogs.sections import FieldRow
from vosdesk.gui.fields import AccountField, ChoiceField, DateTimeField, Field, LineField
from vosdesk.gui.ops import Call
from vosdesk.gui.sheets import primary
from vosdesk.gui.text import enum_text, join, refusal_text, sentence, tr
from vosdesk.gui.theme import Tone, tint
from vosdesk.gui.words import WHY_LOCKED, WHY_RATE


@dataclass(frozen=True)
class Subject:
    """For whom to ask: a group, an account, or whatever the user chooses."""

    group: RateGroupId | None = None
    account: AccountRow | None = None


class PriceDialog(QDialog):
    """Number, time, account or group; the rate that applies in words, and every other candidate with its reason."""

    def __init__(self, context: Context, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted_group = subject.group
        self._call: Call | None = None
        self.answer: PriceAnswer | None = None
        self.setWindowTitle(tr("Which rate applies"))
        self.resize(1180, 500)
        self.banner = Banner(self)
        self._make_fields(subject)
        self.words = _text("")
        font = QFont(self.words.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.words.setFont(font)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.notes = _text("")
        tint(self.notes, Tone.MUTED)
        headings = (
            Heading(tr("Result"), 160), Heading(tr("Prefix"), 84), Heading(tr("Area name"), 120),
            Heading(tr("Rate group"), 110), Heading(tr("Billing rate"), 110, True),
            Heading(tr("Minute cost"), 90, True), Heading(tr("Lock"), 76), Heading(tr("Effective"), 170),
            Heading(tr("Why"), 200),
        )  # fmt: skip
        self.candidates = LineTable(tr("Candidates"), headings, self)
        self.candidates.selectionModel().currentRowChanged.connect(self._explain)
        self.why = _text("")
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        if self._by_group:
            request = ListRateGroups(window=Window(limit=MAX_LIMIT))
            context.ops.read(self, RATE_GROUPS_LIST, request, self._groups_came, self._refused)

    # --- asking ------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask, unless something is wrong."""
        request = self._request()
        if request is not None and self._call is None:
            self.banner.say("")
            self.go.setEnabled(False)
            self._call = self._context.ops.read(self, RATES_PRICE, request, self._answered, self._refused)

    def _request(self) -> PriceNumber | None:
        values: dict[str, Any] = {"at": _now()}
        wrong: dict[str, Problem] = {}
        for name, row in self._rows.items():
            value = row.field.value() if row.shown else None
            if isinstance(value, Problem):
                wrong[name] = value
            elif value is not None:
                values[name] = value
        if not wrong:
            request = PriceNumber(**values)
            wrong = {p.field: Problem(p.code, p.params) for p in problems(request)}
        for name, row in self._rows.items():
            problem = wrong.get(name)
            row.show_problem("" if problem is None else sentence(problem.code, problem.params))
        return None if wrong else request

    # --- the answer --------------------------------------------------------------------------------------------

    def _answered(self, answer: PriceAnswer) -> None:
        self._end()
        self.answer = answer
        self.words.setText(self._in_words(answer))
        tint(self.words, Tone.BAD if answer.refusal is not None else Tone.GOOD)
        self.notes.setText(self._whose(answer))
        self.candidates.show_lines([self._line(c) for c in answer.candidates])
        self.candidates.setVisible(bool(answer.candidates))
        self.why.setText("")
        self.candidates.selectRow(0)

    def _refused(self, refusal: Refusal) -> None:
        self._end()
        self.banner.say(refusal_text(refusal, self._context.formats))

    def _end(self) -> None:
        self._call = None
        self.go.setEnabled(True)

    def _in_words(self, answer: PriceAnswer) -> str:
        if answer.refusal is not None:
            return sentence(answer.refusal)
        winner = answer.candidates[0]
        fields, formats = winner.rate.fields, self._context.formats
        text = tr(
            "Prefix {prefix} applies ({area}): {price}, which is {minute} {currency} a minute.",
            prefix=texts.prefix_text(fields), area=fields.area_name or enum_text(fields.rate_type),
            price=texts.price_text(fields, formats),
            minute=formats.minute_cost(fields.price, fields.cycle), currency=formats.currency,
        )  # fmt: skip
        sections = texts.sections_text(fields.sections, formats)
        return " ".join((text, tr("Section rates: {sections}.", sections=sections))) if sections else text

    def _whose(self, answer: PriceAnswer) -> str:
        parts = []
        if answer.by_agent:
            parts.append(tr("Agent account {number} uses the lower rate: its own rates apply.", number=answer.by_agent))
        names = [name for name in answer.rate_groups if name]
        if names:
            parts.append(tr("Rate groups asked, in this order: {groups}.", groups=join(names)))
        elif self._rows["account"].shown and not answer.candidates:
            parts.append(tr("The account has no rate group."))
        return " ".join(parts)

    def _line(self, candidate: Candidate) -> TextLine:
        fields, formats = candidate.rate.fields, self._context.formats
        effective = f"{texts.from_text(fields.effective_from, formats)} – "
        effective += texts.until_text(fields.effective_until, formats)
        wins = self.answer is not None and candidate is self.answer.candidates[0] and self.answer.refusal is None
        locked = self.answer is not None and self.answer.refusal is Code.RATE_LOCKED
        note = candidate.note
        result = tr("Matches, but is locked") if locked and note is CandidateNote.WINS else enum_text(note)
        cells = (
            result, texts.prefix_text(fields), fields.area_name, candidate.rate_group_name,
            texts.price_text(fields, formats), formats.minute_cost(fields.price, fields.cycle),
            enum_text(fields.lock), effective, self._why(candidate, locked),
        )  # fmt: skip
        return TextLine(cells, Tone.GOOD if wins else Tone.MUTED)

    def _explain(self) -> None:
        """Say in full why the chosen rate applies, or does not."""
        line = self.candidates.currentIndex().row()
        self.why.setText(self.candidates.lines[line].cells[-1] if 0 <= line < len(self.candidates.lines) else "")

    def _why(self, candidate: Candidate, locked: bool) -> str:
        """Why a rate applies, or what the one that applies has over it."""
        note, formats = candidate.note, self._context.formats
        if note is CandidateNote.WINS:
            return tr(WHY_LOCKED) if locked else tr(WHY_RATE[note])
        fields = candidate.rate.fields
        first = self.answer.candidates[0].rate.fields if self.answer is not None else fields
        winner, mine = texts.prefix_text(first), texts.prefix_text(fields)
        return tr(
            WHY_RATE[note], winner=winner, digits=len(winner) - len(mine),
            since=texts.from_text(fields.effective_from, formats),
            winner_since=texts.from_text(first.effective_from, formats),
            until=texts.until_text(fields.effective_until, formats),
        )  # fmt: skip

    # --- fields ------------------------------------------------------------------------------------------------

    def _make_fields(self, subject: Subject) -> None:
        context = self._context
        self._by_group = context.may(Right.RATE_GROUPS_VIEW)
        whose = [(False, tr("Account"))]
        if self._by_group:
            whose.append((True, tr("Rate group")))
        self.whose = ChoiceField(whose)
        self.whose.set_value(self._by_group and subject.account is None)
        self.account = AccountField(context)
        if subject.account is not None:
            self.account.set_account(subject.account.id, subject.account.number, subject.account.name)
        self.group = ChoiceField()
        self.number = LineField(text_rules.prefix, tr("Digits as dialled"))
        self.at = DateTimeField(context.formats)
        # In the order in which they stand, which is that of the Tab key.
        self._rows: dict[str, FieldRow] = {
            "number": self._row(tr("Number"), self.number),
            "at": self._row(tr("Time"), self.at, tr("Empty: now")),
        }
        self._whose_row = self._row(tr("Rates of"), self.whose)
        self._rows |= {
            "account": self._row(tr("Account"), self.account),
            "rate_group": self._row(tr("Rate group"), self.group),
        }
        self.whose.changed.connect(self._choose_whose)
        self._choose_whose()
        self.go = QPushButton(tr("Show"), self)
        primary(self.go)
        self.go.setDefault(True)
        self.go.clicked.connect(self.ask)

    def _row(self, title: str, field: Field, hint: str = "") -> FieldRow:
        return FieldRow(title, field, hint, self)

    def _choose_whose(self) -> None:
        by_group = self.whose.value() is True
        self._rows["account"].set_shown(not by_group)
        self._rows["rate_group"].set_shown(by_group)

    def _groups_came(self, page: Page[RateGroupRow]) -> None:
        seen = [g for g in page.rows if not g.can.get(GroupVerb.SEE_RATES.value, "")]
        self.group.set_choices([(g.id, g.name) for g in seen])
        if self._wanted_group is not None:
            self.group.set_value(self._wanted_group)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(4, 1)
        grid.setColumnMinimumWidth(2, 14)
        places = (
            (self._rows["number"], 0, 0), (self._rows["at"], 0, 3), (self._whose_row, 1, 0),
            (self._rows["account"], 1, 3), (self._rows["rate_group"], 1, 3),
        )  # fmt: skip
        for row, line, place in places:
            row.label.setMinimumHeight(row.field.sizeHint().height())
            grid.addWidget(row.label, line, place, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.holder, line, place + 1)
        self.candidates.hide()
        close = QPushButton(tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.go)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 14, 16, 12)
        inner.setSpacing(8)
        inner.addLayout(grid)
        inner.addWidget(self.words)
        inner.addWidget(self.notes)
        inner.addWidget(self.candidates, 10)
        inner.addWidget(self.why)
        inner.addStretch(1)
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(inner, 1)
        self.number.setFocus()


def open_dialog(context: Context, subject: Subject, parent: QWidget | None) -> PriceDialog:
    """Ask which rate applies, about ``subject``."""
    dialog = PriceDialog(context, subject, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _now() -> Time:
    return Time(QDateTime.currentMSecsSinceEpoch() * 1_000)


def _text(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
