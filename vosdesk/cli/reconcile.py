"""``vosdesk reconcile``: a list of payments beside the books, as a user with a login; nothing is posted."""

import argparse
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from vosdesk.cli import session
from vosdesk.cli.terminal import are_there, complain, say
from vosdesk.contract import codec
from vosdesk.contract import operations as o
from vosdesk.contract import reconciliation as rc
from vosdesk.contract.backend import Backend
from vosdesk.contract.decks import DateForm
from vosdesk.contract.errors import Invalid
from vosdesk.contract.ids import DAY, FileId, Time, Value
from vosdesk.contract.money import plain_money
from vosdesk.contract.paging import MAX_LIMIT, Window

MATCHED, DIFFERENT, FAILED = 0, 1, 2
_EPOCH = date(1970, 1, 1).toordinal()


class Told(Value, frozen=True):
    """What is printed as JSON: the period's first and last day, the sums, and every entry that differs."""

    first_day: str
    last_day: str
    lines: int
    records: int
    sums: tuple[rc.OutcomeSum, ...]
    differences: tuple[rc.EntryRow, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.description = (
        f"{session.HOW_TO_LOG_IN} Posts nothing. Exit status: 0 everything matches, 1 something differs, "
        "2 it cannot be told."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, TXT, XLSX or XLS with a line of titles")
    session.add_login(parser)
    day = date.fromisoformat
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help="else the list's first day")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="else the list's last day")
    parser.add_argument("--dates", choices=[form.value for form in DateForm], help="how 03/04/2026 is read")
    parser.add_argument("--zone", type=int, default=0, metavar="MINUTES", help="how far your days lead UTC")
    parser.add_argument("--json", action="store_true", help="print sums and differences as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Compare; 0 when everything matches, 1 when something differs, 2 when it cannot be told. Raises a Refusal."""
    if not are_there(arguments.file, arguments.database):
        return FAILED
    with session.logged_in(arguments.database, arguments.login, "reconcile") as backend:
        told = _compared(backend, arguments)
    if told is None:
        return FAILED
    if arguments.json:
        say(codec.encode(told).decode())
    else:
        _tell(told)
    return DIFFERENT if told.differences else MATCHED


def _compared(backend: Backend, arguments: argparse.Namespace) -> Told | None:
    file = session.send(backend, arguments.file)
    found: rc.ListInspection = session.outcome(backend, o.RECONCILIATION_INSPECT, rc.InspectList(file=file))
    layout = found.layout
    if arguments.dates is not None:
        layout = replace(layout, date_form=DateForm(arguments.dates))
        found = session.outcome(backend, o.RECONCILIATION_INSPECT, rc.InspectList(file=file, layout=layout))
    for _, problem in layout.checks():
        if problem is not None:
            raise Invalid.at("file", problem.code)
    first = arguments.first.toordinal() if arguments.first else found.first_day
    last = arguments.last.toordinal() if arguments.last else found.last_day
    if first is None or last is None:
        complain("the list has no dates: name the period with --from and --to")
        return None
    begin = -arguments.zone * 60_000_000
    days = tuple(Time(begin + (day - _EPOCH) * DAY) for day in range(first, last + 2))
    request = rc.Reconcile(file=file, layout=layout, first_day=first, days=days, name=arguments.file.name)
    made: rc.Reconciled = session.outcome(backend, o.RECONCILIATION_START, request)
    return Told(
        first_day=date.fromordinal(first).isoformat(),
        last_day=date.fromordinal(last).isoformat(),
        lines=made.total.lines,
        records=made.total.records,
        sums=made.sums,
        differences=tuple(_different(backend, made.file)),
    )


def _different(backend: Backend, file: FileId) -> list[rc.EntryRow]:
    outcomes = tuple(outcome for outcome in rc.ListOutcome if outcome in rc.DIFFERENCES)
    request = rc.ListEntries(filter=rc.EntryFilter(file=file, outcomes=outcomes), window=Window(limit=MAX_LIMIT))
    rows: list[rc.EntryRow] = []
    while (page := backend.call(o.RECONCILIATION_LIST, request)).rows:
        rows += page.rows
        request = replace(request, window=Window(after=page.last, limit=MAX_LIMIT))
    return rows


def _tell(told: Told) -> None:
    say(f"{told.first_day} to {told.last_day}: lines of the list: {told.lines}, payment records: {told.records}")
    for found in told.sums:
        if found.lines or found.records:
            say(
                f"{found.outcome.value}: lines {found.lines} ({plain_money(found.listed)}), "
                f"records {found.records} ({plain_money(found.booked)})"
            )
    for row in told.differences:
        say(" ".join((f"{row.outcome.value}:", *_parts(row))))


def _parts(row: rc.EntryRow) -> list[str]:
    parts: list[str] = []
    if row.line is not None:
        amount = "" if row.line.amount is None else plain_money(row.line.amount)
        reason = "" if row.line.reason is None else row.line.reason.value
        parts += [f"line {row.line.line}", repr(row.line.reference), amount, reason]
    if row.record is not None:
        at = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=row.record.time)
        parts += [f"record {row.record.id}", at.date().isoformat(), row.record.account_number]
        parts += [plain_money(row.record.amount), repr(row.record.memo)]
    if row.suggested_record is not None:
        parts.append(f"(perhaps record {row.suggested_record.id})")
    return [part for part in parts if part]
