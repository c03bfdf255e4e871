"""Verification: proves the books, and lists what it found the last time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import SECOND, Empty
from vosdesk.contract.operations import VERIFICATION_LIST, VERIFICATION_START
from vosdesk.contract.paging import Window
from vosdesk.contract.verification import Closing, Finding, LastReport, Report, StartVerification, parse_closing
from vosdesk.gui.context import Context
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.formats import Formats
from vosdesk.gui.jobs import Job
from vosdesk.gui.tables import Align, Column, EmptyTexts, Mark, TableSpec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.task_strip import TaskStrip, plain_label
from vosdesk.gui.text import mark, sentence, tr
from vosdesk.gui.theme import Tone

OFFERED = ("verification.start", "console.reload")
TABLES: dict[str, str] = {
    "accounts": mark("Account"),
    "payments": mark("Payment record"),
    "charges": mark("Call charge"),
    "calls": mark("Call"),
    "rates": mark("Rate"),
    "rate_groups": mark("Rate group"),
    "users": mark("User"),
    "log": mark("System log"),
}
"""What the rows of a table are; other tables go by their own names."""


class FoundRow(NamedTuple):
    """A finding, or a short cover that is explained, as a row of the list."""

    number: int
    finding: Finding
    explained: bool


def rows_of(report: Report | None) -> tuple[FoundRow, ...]:
    """The rows of a report, the faults first."""
    if report is None:
        return ()
    found = [*((f, False) for f in report.findings), *((f, True) for f in report.explained)]
    return tuple(FoundRow(number, finding, known) for number, (finding, known) in enumerate(found, 1))


def summary(report: Report | None, formats: Formats) -> tuple[str, Tone]:
    """What a report says in one sentence."""
    if report is None:
        return tr("The books were not verified yet."), Tone.MUTED
    values = {
        "time": formats.time(report.begun),
        "user": report.by,
        "accounts": formats.count(report.accounts),
        "entries": formats.count(report.entries),
        "found": formats.count(report.found),
        "seconds": formats.count(max(1, (report.ended - report.begun) // SECOND)),
    }
    if not report.found:
        text = mark("✓ In order on {time}: accounts: {accounts}, entries: {entries} ({user}, {seconds} s).")
        return tr(text, **values), Tone.GOOD
    text = mark("✗ Findings on {time}: {found}; accounts: {accounts}, entries: {entries} ({user}, {seconds} s).")
    said = tr(text, **values)
    if report.found > len(report.findings):
        said += " " + tr("The first {count} are listed.", count=formats.count(len(report.findings)))
    return said, Tone.BAD


class Head(QWidget):
    """What the last verification said, and how far the one is that runs."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.text = ToneLabel()
        self.strip = TaskStrip(context, self)
        self.closing = QLineEdit(self)
        self.closing.setClearButtonEnabled(True)
        self.closing.setPlaceholderText(tr("number/seq/balance/hash, as it stands at the end of a statement"))
        label = plain_label(tr("Closing entry to check too"))
        label.setBuddy(self.closing)
        self.closing.setAccessibleName(label.text())
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.closing, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.text)
        column.addLayout(line)
        column.addWidget(self.strip)

    def take(self, answer: LastReport) -> Sequence[FoundRow]:
        """Show what a report says; its rows."""
        text, tone = summary(answer.report, self._context.formats)
        self.text.say(text, tone)
        self.text.setAccessibleName(text)
        return rows_of(answer.report)


def _where(row: FoundRow, formats: Formats) -> str:
    known = TABLES.get(row.finding.noun)
    return tr(known) if known else row.finding.noun


def _param(name: str) -> "Column[FoundRow]":
    titles = {"account_id": mark("Account id"), "seq": mark("Number")}

    def text(row: FoundRow, formats: Formats) -> str:
        value = row.finding.params.get(name, "")
        return str(value)

    return Column(name, titles[name], text, 90, Align.RIGHT)


def _mark(row: FoundRow) -> Mark:
    return Mark("ⓘ", tr("As the rules allow")) if row.explained else Mark("✗", tr("A fault"))


def _said(row: FoundRow, formats: Formats) -> str:
    return sentence(row.finding.code, row.finding.params, formats)


def _request(filter_: None, sort: None, descending: bool, window: Window) -> Empty:
    return Empty()


SPEC: TableSpec[FoundRow] = TableSpec(
    id="verification",
    columns=(
        Column("where", mark("Where"), _where, 150, tone=lambda r: None if r.explained else Tone.BAD, mark=_mark),
        Column("id", mark("Id"), lambda r, f: str(r.finding.id or ""), 90, Align.RIGHT),
        _param("account_id"),
        _param("seq"),
        Column("what", mark("What was found"), _said, 540, tip=_said),
    ),
    list=VERIFICATION_LIST,
    request=_request,
    row_id=lambda r: r.number,
    nouns=frozenset({Noun.VERIFICATION}),
    empty=EmptyTexts(
        mark("No findings are known"),
        mark("Verify now checks every entry against the one before it, its account and its hash."),
    ),
)


class VerificationTab(ListTab[FoundRow]):
    """The last report, and a verification that runs."""

    def __init__(self, context: Context, params: Mapping[str, object]) -> None:
        self.head = Head(context)
        spec = replace(SPEC, unpack=self.head.take)
        super().__init__(context, "verification", params, spec, offered=OFFERED, head=self.head)

    def begin(self) -> None:
        """Verify now, unless a verification runs."""
        if self.head.strip.busy:
            return
        closing = parse_closing(self.head.closing.text())
        if closing is None and self.head.closing.text().strip():
            self.context.notices.warn(tr("This is not the closing entry of a statement: number/seq/balance/hash."))
            self.head.closing.setFocus()
            return
        job = Job(self.context, VERIFICATION_START, StartVerification(closing=closing), self)
        job.done.connect(lambda report: self._ended(report, closing))
        job.failed.connect(lambda error: self.context.notices.warn(job.problem(error)))
        job.cancelled.connect(lambda: self.context.notices.done(tr("The verification was cancelled.")))
        self.head.strip.watch(job)

    def may_close(self) -> bool:
        """A verification that nobody watches is given up."""
        if self.head.strip.busy:
            self.head.strip.stop()
        return True

    def _ended(self, report: Report, closing: Closing | None) -> None:
        text, tone = summary(report, self.context.formats)
        if closing is not None and all(finding.code is not Code.VERIFY_STATEMENT for finding in report.findings):
            text += " " + tr("The books lead to the closing entry of the statement.")
        if tone is Tone.GOOD:
            self.context.notices.done(text)
        else:
            self.context.notices.warn(text)
        self.changed(Changes(touched={Noun.VERIFICATION: []}))


def create(context: Context, params: Mapping[str, object]) -> VerificationTab:
    """The page of the last verification."""
    return VerificationTab(context, params)
