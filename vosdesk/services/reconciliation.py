"""Reconciliation of a list with the payment records: looking at the list, comparing, and the lists of what was found.

Nothing is posted. Who sees some accounts only compares with their records alone: what he may not see is missing in his
books like what is not there.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from vosdesk.contract import codec
from vosdesk.contract import operations as o
from vosdesk.contract import reconciliation as rc
from vosdesk.contract.changes import Noun
from vosdesk.contract.decks import Layout
from vosdesk.contract.errors import Code, Invalid, NotFound
from vosdesk.contract.files import FileInfo
from vosdesk.contract.ids import DAY, AccountId, FileId
from vosdesk.contract.jobs import Stage
from vosdesk.contract.money import Money
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.payments import PaymentKind
from vosdesk.contract.permissions import AccountVerb, Can
from vosdesk.domain import list_reading
from vosdesk.domain.reconciliation import Entry, Line, Record, folded, reconcile
from vosdesk.policy import scopes
from vosdesk.services import entry_export
from vosdesk.services.jobs import JobContext
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Aside, Reading, Writing
from vosdesk.services.sheets import Sheet, Sheets, open_sheets, sample
from vosdesk.storage.entry_file import EntryFile, StoredEntry
from vosdesk.storage.types import AnyRow

handlers = Handlers()

_KIND = "reconciliation"
_EVERY = 1_000
_REVERSAL = PaymentKind.REVERSAL.value
_EPOCH_DAY = date(1970, 1, 1).toordinal()


def _admit_look(work: Writing, request: rc.InspectList) -> None:
    """A file that somebody sent is his to look at."""
    work.about(Noun.RECONCILIATION, None, "")


def _admit(work: Writing, request: rc.Reconcile) -> None:
    """Whoever has the right compares with the records that he may see."""
    work.about(Noun.RECONCILIATION, None, request.name)


def _admit_export(work: Writing, request: rc.ExportEntries) -> None:
    """Whose the reconciliation is, is asked when its file is opened."""
    work.about(Noun.RECONCILIATION, None, "")


# --- the list --------------------------------------------------------------------------------------------------------


@handlers.starts(o.RECONCILIATION_INSPECT, admit=_admit_look)
def inspect(job: JobContext, request: rc.InspectList) -> rc.ListInspection:
    """How a list is read: by itself, or by the layout that is given."""
    job.progress(0, 0, Stage.READING)
    wanted = request.layout or rc.ListLayout()
    sheets = _sheets(job, request.file, wanted)
    asks: tuple[rc.ListAsk, ...] = ()
    if wanted.columns:
        layout, sheet = wanted, sheets.sheet(wanted.sheet)
    else:
        found, sheet = _best(sheets, wanted)
        layout, asks = found.layout, found.asks
    lines, first, last = 0, None, None
    for line in _lines(job, sheet, layout):
        lines += 1
        if line.day is not None:
            first = line.day if first is None else min(first, line.day)
            last = line.day if last is None else max(last, line.day)
    return rc.ListInspection(
        layout=layout,
        rows=sample(sheet),
        sheets=tuple(sheet.name for sheet in sheets.sheets),
        asks=asks,
        lines=lines,
        first_day=first,
        last_day=last,
    )


def _sheets(job: JobContext, file: FileId, layout: rc.ListLayout) -> Sheets:
    texts = Layout(encoding=layout.encoding, delimiter=layout.delimiter, quotes=layout.quotes)
    name = job.services.spool.get(job.actor.id, file).name
    return open_sheets(job.open_read(file), name, texts, known=list_reading.is_title)


def _best(sheets: Sheets, wanted: rc.ListLayout) -> tuple[list_reading.Found, Sheet]:
    """The sheet that is most like a list, the first of equals."""
    chosen = [sheets.sheet(wanted.sheet)] if wanted.sheet else list(sheets.sheets)
    base = replace(wanted, encoding=sheets.encoding, delimiter=sheets.delimiter, quotes=sheets.quotes)
    named = len(sheets.sheets) > 1
    found = [(list_reading.guess(s.rows, replace(base, sheet=s.name if named else "")), s) for s in chosen]
    return max(found, key=lambda pair: pair[0].score)


def _lines(job: JobContext, sheet: Sheet, layout: rc.ListLayout) -> Iterator[rc.ListedLine]:
    """The lines of a list. Raises Invalid beyond as many as are compared at once."""
    for number, line in enumerate(list_reading.read(sheet.rows, layout)):
        if number >= rc.MAX_LINES:
            raise Invalid.at("file", Code.FIELD_RANGE, {"low": 1, "high": rc.MAX_LINES})
        if not number % _EVERY:
            job.progress(number, max(sheet.height, number), Stage.READING)
        yield line


# --- comparing -------------------------------------------------------------------------------------------------------


@handlers.starts(o.RECONCILIATION_START, admit=_admit)
def start(job: JobContext, request: rc.Reconcile) -> rc.Reconciled:
    """Compare a list with the records of a period; the entries go into a file that is listed in windows."""
    sheet = _sheets(job, request.file, request.layout).sheet(request.layout.sheet)
    listed = list(_lines(job, sheet, request.layout))
    last_day = request.first_day + len(request.days) - 2
    with job.read() as work:
        booked = _records(job, work, request)
        lines = [
            Line(line.line, line.reference, line.payer, line.day, line.amount)
            for line in listed
            if line.amount is not None
        ]

        def progress(done: int, total: int) -> None:
            job.progress(done, total, Stage.COMPARING)

        entries = reconcile(lines, [b.record for b in booked.values()], request.first_day, last_day, progress)
        missing = [e.line for e in entries if e.outcome is rc.ListOutcome.MISSING_BOOKS and e.line is not None]
        accounts = _accounts(work, missing)
    rows = _Rows(listed, booked, accounts)
    kept = job.new_file(_KIND)
    kept.kind = _KIND
    with EntryFile.opened(kept.path) as file:
        unreadable = [line for line in listed if line.amount is None]
        stored = sorted([*map(rows.entry, entries), *map(rows.unreadable, unreadable)], key=_place)
        file.fill((_stored(row) for row in stored), {"accounts": sorted({b.shown.account_id for b in booked.values()})})
    sums = tuple(_sum(outcome, stored) for outcome in rc.ListOutcome)
    job.record(after={s.outcome.value: max(s.lines, s.records) for s in sums if s.lines or s.records})
    suggested = sum(row.suggested_record is not None for row in stored)
    return rc.Reconciled(file=kept.id, sums=sums, suggested=suggested)


class _Booked(NamedTuple):
    record: Record
    shown: rc.BookedRecord


def _records(job: JobContext, work: Reading, request: rc.Reconcile) -> dict[int, _Booked]:
    """The records of the period that the user may see. What is noted for the house alone is no agent's to match by."""
    made: dict[int, _Booked] = {}
    days = request.days
    scope = scopes.accounts(work.actor)
    for number, row in enumerate(work.unit.reconciliation.records(scope, days[0], days[-1], request.mode)):
        if not number % _EVERY:
            job.progress(number, 0, Stage.COMPARING)
        texts = (row.memo,) if work.actor.scoped else (row.memo, row.note)
        made[row.id] = _Booked(
            Record(
                row.id,
                request.first_day + bisect_right(days, row.time) - 1,
                row.amount,
                row.account_number,
                row.account_name,
                texts,
                row.reversed_by is not None or row.kind == _REVERSAL,
            ),
            rc.BookedRecord(
                id=row.id,
                time=row.time,
                account_id=row.account_id,
                account_number=row.account_number,
                account_name=row.account_name,
                amount=row.amount,
                memo=row.memo,
                operator=row.operator,
            ),
        )
    return made


def _accounts(work: Reading, lines: Sequence[Line]) -> dict[str, AnyRow]:
    """The accounts that lines name by number, or by a name that only one has, as payer or as reference."""
    texts = [text for line in lines for text in (line.payer, line.reference) if text]
    rows = list(work.unit.reconciliation.named(scopes.accounts(work.actor), texts))
    by_name: dict[str, list[AnyRow]] = {}
    for row in rows:
        by_name.setdefault(row.name, []).append(row)
    unique = {name: found[0] for name, found in by_name.items() if name and len(found) == 1}
    return unique | {row.number: row for row in rows}


class _Rows:
    """Entries as users see them."""

    def __init__(
        self, listed: Sequence[rc.ListedLine], booked: dict[int, _Booked], accounts: dict[str, AnyRow]
    ) -> None:
        self._listed = {line.line: line for line in listed}
        self._booked, self._accounts = booked, accounts

    def entry(self, entry: Entry) -> rc.EntryRow:
        """An entry of the comparison."""
        line = None if entry.line is None else self._listed[entry.line.number]
        missing = entry.outcome is rc.ListOutcome.MISSING_BOOKS and line is not None
        account = self._account(line) if missing and line is not None else None
        can_recharge = missing and line is not None and (line.amount or 0) > 0
        return rc.EntryRow(
            id=0,
            outcome=entry.outcome,
            line=line,
            record=self._record(entry.record),
            by=entry.by,
            suggested_line=None if entry.suggested_line is None else entry.suggested_line.number,
            suggested_record=self._record(entry.suggested_record),
            account_id=None if account is None else AccountId(account.id),
            account_number="" if account is None else account.number,
            can=_can(recharge=can_recharge, see=entry.record is not None or entry.suggested_record is not None),
        )

    def unreadable(self, line: rc.ListedLine) -> rc.EntryRow:
        """A line that could not be read."""
        can = _can(recharge=False, see=False)
        return rc.EntryRow(id=0, outcome=rc.ListOutcome.UNREADABLE, line=line, can=can)

    def _record(self, record: Record | None) -> rc.BookedRecord | None:
        return None if record is None else self._booked[record.id].shown

    def _account(self, line: rc.ListedLine) -> AnyRow | None:
        return self._accounts.get(line.payer) or self._accounts.get(line.reference)


def _can(*, recharge: bool, see: bool) -> Can:
    return {
        AccountVerb.RECHARGE.value: "" if recharge else Code.LIST_NOT_MISSING.value,
        AccountVerb.SEE.value: "" if see else Code.LIST_NO_RECORD.value,
    }


def _place(row: rc.EntryRow) -> tuple[int, int, int]:
    """Lines in order of the list, then records in order of time."""
    if row.line is not None:
        return 1, 0, row.line.line
    return (2, row.record.time, row.record.id) if row.record is not None else (3, 0, 0)


def _stored(row: rc.EntryRow) -> StoredEntry:
    line, record = row.line, row.record
    amount = (line.amount or 0) if line is not None else record.amount if record is not None else 0
    parts: list[str] = []
    if line is not None:
        parts += (line.reference, line.payer)
    if record is not None:
        parts += (record.account_number, record.account_name, record.memo)
    reference = line.reference if line is not None else record.memo if record is not None else ""
    day = 0 if record is None else int(record.time)
    if line is not None and line.day is not None:
        day = (line.day - _EPOCH_DAY) * DAY
    return StoredEntry(
        outcome=row.outcome,
        reference=folded(reference),
        day=day,
        amount=amount,
        text="\n".join(parts),
        row=codec.encode(row).decode(),
    )


def _sum(outcome: rc.ListOutcome, rows: Iterable[rc.EntryRow]) -> rc.OutcomeSum:
    lines = [row.line.amount or 0 for row in rows if row.outcome is outcome and row.line is not None]
    records = [row.record.amount for row in rows if row.outcome is outcome and row.record is not None]
    return rc.OutcomeSum(
        outcome=outcome, lines=len(lines), listed=Money(sum(lines)), records=len(records), booked=Money(sum(records))
    )


# --- what was found --------------------------------------------------------------------------------------------------

_row_of = msgspec.json.Decoder(rc.EntryRow)


def _shown(entry: StoredEntry) -> rc.EntryRow:
    return replace(_row_of.decode(entry.row), id=entry.seq)


@contextmanager
def _opened(work: Aside, file: FileId) -> Iterator[EntryFile]:
    """A reconciliation of this user, as long as he may see every account that it holds."""
    kept = work.services.spool.get(work.actor.id, file)
    if kept.kind != _KIND:
        raise NotFound
    with EntryFile.opened(kept.path) as found:
        if work.actor.scoped:
            with work.services.store.read() as unit:
                _require_open(Reading(unit, work.principal, work.services.clock()), found)
        yield found


def _require_open(work: Reading, file: EntryFile) -> None:
    accounts = [AccountId(account) for account in file.meta("accounts")]
    if work.actor.scoped and not work.unit.reconciliation.all_visible(scopes.accounts(work.actor), accounts):
        raise NotFound


@handlers.asides(o.RECONCILIATION_LIST)
def list_entries(work: Aside, request: rc.ListEntries) -> Page[rc.EntryRow]:
    """A window of the entries of a reconciliation."""
    with _opened(work, request.filter.file) as file:
        rows, last = file.window(request.filter, request.sort, request.descending, request.window)
        return Page(rows=tuple(map(_shown, rows)), last=last)


@handlers.asides(o.RECONCILIATION_EXTENT)
def count_entries(work: Aside, request: rc.ListEntries) -> Extent:
    """How many entries the filter holds."""
    with _opened(work, request.filter.file) as file:
        return file.extent(request.filter, request.sort, request.descending)


@handlers.starts(o.RECONCILIATION_EXPORT, admit=_admit_export)
def export(job: JobContext, request: rc.ExportEntries) -> FileInfo:
    """Write the entries of a filter into a file."""
    kept = job.services.spool.get(job.actor.id, request.filter.file)
    if kept.kind != _KIND:
        raise NotFound
    with EntryFile.opened(kept.path) as file:
        with job.read() as work:
            _require_open(work, file)
        made = job.new_file(f"{_KIND}.{request.form.value}")
        total = file.extent(request.filter, request.sort, request.descending).count
        rows = map(_shown, file.ordered(request.filter, request.sort, request.descending))
        entry_export.write(job, made, rows, request.form, total)
    return job.info(made)
