"""Files of call records: shown rated first, then imported in batches, each of them one transaction.

A cancelled import leaves whole batches. To import the file again goes on where it ended: calls that are there are
passed over by their flow numbers.
"""

import codecs
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from msgspec.structs import replace

from vosdesk.contract import call_imports as ci
from vosdesk.contract import operations as o
from vosdesk.contract.call_imports import BadCall, CallColumns, DifferentCall
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Invalid
from vosdesk.contract.ids import CallId
from vosdesk.contract.jobs import Stage
from vosdesk.contract.money import Money
from vosdesk.domain.billing import Due, Refused
from vosdesk.domain.call_records import Layout, Reader, Record, layout_of
from vosdesk.services.call_differences import DifferentCalls
from vosdesk.services.call_rating import Tally, add_batch, again, is_same, judge
from vosdesk.services.call_templates import found_for
from vosdesk.services.charge_postings import Ledgers
from vosdesk.services.jobs import JobContext, JobStopped
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing
from vosdesk.services.tariffs import FEW, TariffBook
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit

handlers = Handlers()

BATCH = 2_000
"""Calls of one transaction: nobody who recharges an account meanwhile waits longer than a moment."""
PREVIEWED = 20
_SNIFFED = 65_536


@dataclass(slots=True)
class _Progress:
    """What an import did so far."""

    read: int = 0
    bad: int = 0
    bad_rows: list[BadCall] = field(default_factory=list)
    different_rows: list[DifferentCall] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    last: Record | None = None

    def outcome(self, *, cancelled: bool) -> ci.CallsOutcome:
        """The counts. The lines read are those of whole batches."""
        tally = self.tally
        return ci.CallsOutcome(
            read=tally.charged + tally.free + tally.known + tally.different + sum(tally.refused.values()) + self.bad,
            charged=tally.charged,
            free=tally.free,
            known=tally.known,
            refused=tally.refused,
            bad=self.bad,
            bad_rows=tuple(self.bad_rows),
            amount=Money(tally.amount),
            cancelled=cancelled,
            last_line=0 if self.last is None else self.last.line,
            last_flow="" if self.last is None else self.last.flow,
            different=tally.different,
            different_rows=tuple(self.different_rows),
        )


def _admit(work: Writing, request: ci.ImportCalls) -> None:
    """Calls of any account are imported by whoever has the right; agents never have it."""
    work.about(Noun.CALLS, None, request.name)


def _admit_again(work: Writing, request: ci.RateAgain) -> None:
    """Refused calls of any account are rated again by whoever may import them."""
    work.about(Noun.CALLS, None, "")


@handlers.starts(o.CALLS_PREVIEW, admit=_admit)
def preview(job: JobContext, request: ci.ImportCalls) -> ci.CallsPreview:
    """The first calls of a file as they would be rated now, one after the other."""
    with _opened(job.open_read(request.file)) as (_, stream), job.read() as work:
        layout, template = _layout(work.unit, stream, request.columns)
        found = list(islice(Reader(layout).read(stream), PREVIEWED))
        records = [row for row in found if isinstance(row, Record)]
        return ci.CallsPreview(
            titles=layout.titles,
            columns=layout.columns,
            rows=tuple(_previewed(work, records)),
            bad=tuple(row for row in found if isinstance(row, BadCall)),
            template=template,
        )


def _previewed(work: Reading, records: list[Record]) -> Iterator[ci.PreviewedCall]:
    book = TariffBook(few=True)
    book.unit = work.unit
    known: dict[str, Any] = dict(work.unit.calls.known(record.flow for record in records))
    ledgers = Ledgers(work.unit, {record.account for record in records}, book.deck, lock=False)
    for record in records:
        kept = known.setdefault(record.flow, record)
        there = kept is not record
        _, _, outcome = judge(ledgers, record.account, record.callee, record.start, record.hold)
        refused = isinstance(outcome, Refused)
        due: Sequence[Due] = () if isinstance(outcome, Refused) else outcome
        if not there:
            ledgers.charge(CallId(0), record.caller, record.callee, record.start, record.hold, due)
        yield ci.PreviewedCall(
            line=record.line,
            flow=record.flow,
            caller=record.caller,
            callee=record.callee,
            account_number=record.account,
            start=record.start,
            stop=record.stop,
            hold=record.hold,
            known=there,
            fee=None if refused else Money(due[0][1] if due else 0),
            reason=outcome.reason if isinstance(outcome, Refused) else None,
            area_name=due[0][2].area_name if due else "",
            different=there and not is_same(record, kept),
        )


@handlers.starts(o.CALLS_IMPORT, admit=_admit)
def import_file(job: JobContext, request: ci.ImportCalls) -> ci.CallsOutcome:
    """Rate, charge and keep the calls of a file, batch by batch."""
    with DifferentCalls(job) as different:
        outcome = _import(job, request, different)
    return replace(outcome, different_file=different.file())


def _import(job: JobContext, request: ci.ImportCalls, different: DifferentCalls) -> ci.CallsOutcome:
    path = job.open_read(request.file)
    total = path.stat().st_size
    so_far = _Progress()
    book: TariffBook | None = None
    source = 0
    with _opened(path) as (raw, stream):
        with job.read() as reading:
            layout, _ = _layout(reading.unit, stream, request.columns)
        rows = Reader(layout).read(stream)
        while chunk := list(islice(rows, BATCH)):
            records = [row for row in chunk if isinstance(row, Record)]
            # A first batch as small as that is the whole file.
            book = book or TariffBook(few=len(chunk) <= FEW)
            if records:
                act = partial(
                    import_batch, book=book, source=source, records=records, name=request.name, check=job.check
                )
                try:
                    source, tally = job.write(act)
                except JobStopped:
                    return so_far.outcome(cancelled=True)
                so_far.tally.add(tally)
                so_far.different_rows += tally.aside[: ci.MAX_DIFFERENT - len(so_far.different_rows)]
                different.add(tally.aside)
                so_far.last = records[-1]
            _note_bad(so_far, chunk)
            if not _goes_on(job, raw.tell(), total):
                return so_far.outcome(cancelled=True)
    return so_far.outcome(cancelled=False)


def import_batch(
    work: Writing,
    *,
    book: TariffBook,
    source: int,
    records: Sequence[Record],
    name: str,
    check: Callable[[], None] = lambda: None,
) -> tuple[int, Tally]:
    """One batch, in one transaction; the first also notes that the file is imported. The id of the import.

    ``check`` is called now and then, and undoes the whole batch by what it raises.
    """
    source = source or work.unit.calls.add_import(work.now, work.actor.id, work.actor.login, name)
    tally = add_batch(work, book, source, records, check)
    lines = {"from_line": records[0].line, "to_line": records[-1].line}
    work.record(Noun.CALLS, None, name, after={"import": source, **lines, **tally.fields()})
    return source, tally


def _note_bad(so_far: _Progress, chunk: list[Record | BadCall]) -> None:
    bad = [row for row in chunk if isinstance(row, BadCall)]
    so_far.bad += len(bad)
    so_far.bad_rows += bad[: ci.MAX_BAD - len(so_far.bad_rows)]


def _goes_on(job: JobContext, done: int, total: int) -> bool:
    """Tell how far the work is; whether it was not cancelled. What was committed is told in the outcome."""
    try:
        job.progress(done, total, Stage.WRITING)
    except JobStopped:
        return False
    return True


@handlers.starts(o.CALLS_RATE_AGAIN, admit=_admit_again)
def rate_again(job: JobContext, request: ci.RateAgain) -> ci.AgainOutcome:
    """Decide refused calls anew, in the order in which they were imported."""
    tally = Tally()
    tried, last, cancelled = 0, CallId(0), False
    with job.read() as work:
        total = work.unit.calls.count_refused(request.selection)
    book = TariffBook(few=total <= FEW)
    while not cancelled:
        try:
            rows, some = job.write(partial(_again, book=book, request=request, after=last))
        except JobStopped:
            cancelled = True
            break
        tally.add(some)
        tried += len(rows)
        if len(rows) < BATCH:
            break
        last = CallId(rows[-1].id)
        cancelled = not _goes_on(job, tried, max(tried, total))
    return ci.AgainOutcome(
        tried=tried,
        charged=tally.charged,
        free=tally.free,
        refused=tally.refused,
        amount=Money(tally.amount),
        cancelled=cancelled,
    )


def _again(work: Writing, *, book: TariffBook, request: ci.RateAgain, after: CallId) -> tuple[Sequence[AnyRow], Tally]:
    rows = work.unit.calls.hold_refused(request.selection, after, BATCH)
    tally = again(work, book, rows)
    work.record(Noun.CALLS, None, "", after={"tried": len(rows), **tally.fields()})
    return rows, tally


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, TextIOWrapper]]:
    """The file as text. What is needed of it is ASCII, so that an unknown letter in a name does no harm."""
    with path.open("rb") as raw:
        head = raw.read(_SNIFFED)
        raw.seek(0)
        yield raw, TextIOWrapper(raw, encoding=_encoding(head), errors="replace", newline="")


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in head:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    return "utf-8-sig"


def _layout(unit: ReadUnit, stream: TextIOWrapper, columns: CallColumns) -> tuple[Layout, str]:
    """What the first line says, and by which template. Raises Invalid where there is none that can be read."""
    header = stream.readline(_SNIFFED).rstrip("\r\n")
    if not header.strip():
        raise Invalid.at("file", Code.FILE_EMPTY)
    wanted, template = found_for(unit, header, columns)
    return layout_of(header, wanted), template
