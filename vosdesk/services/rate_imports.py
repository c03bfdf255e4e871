"""Changes of many rates: plans of files and of bulk edits, their rows, and applying them whole."""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract.cell_text import harmless
from vosdesk.contract.changes import Noun
from vosdesk.contract.decks import Layout
from vosdesk.contract.errors import Code, Conflict, Stale
from vosdesk.contract.files import FileInfo
from vosdesk.contract.ids import FileId, RateGroupId, Time
from vosdesk.contract.jobs import Stage
from vosdesk.contract.paging import ANCHOR_STEP, Extent, Page
from vosdesk.contract.permissions import GroupVerb
from vosdesk.contract.rates import BadRow
from vosdesk.domain.deck_rows import DeckRow, interpret
from vosdesk.domain.deck_rows import Reading as DeckReading
from vosdesk.services import deck_templates, group_access, plans, rate_bulk, rate_history, rate_plans
from vosdesk.services.jobs import JobContext
from vosdesk.services.loss_guard import MOMENTS, at_group, guarded, ready, refuses
from vosdesk.services.plans import Held, Order
from vosdesk.services.rate_history import Guard
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Aside, Writing
from vosdesk.services.sheets import guess_layout, open_sheets, sample
from vosdesk.storage.plan_file import PlanFile, PlanRows
from vosdesk.storage.watching import Tick

handlers = Handlers()

_PIECE = 1 << 20
_FIRST, _LAST = 40, 10


def _admit(work: Writing, request: ri.InspectFile | ri.PlanImport) -> None:
    work.about(Noun.RATE_GROUPS, request.rate_group, "")
    row = group_access.load(work, request.rate_group, GroupVerb.IMPORT)
    work.about(Noun.RATE_GROUPS, request.rate_group, row.name)


def _admit_inspect(work: Writing, request: ri.InspectFile) -> None:
    _admit(work, request)


def _admit_plan(work: Writing, request: ri.PlanImport) -> None:
    _admit(work, request)


@handlers.starts(o.RATE_IMPORTS_INSPECT, admit=_admit_inspect)
def inspect(job: JobContext, request: ri.InspectFile) -> ri.Inspection:
    """How a file is laid out, and its first and last rows."""
    path = job.open_read(request.file)
    job.progress(0, 0, Stage.READING)
    with job.read() as work:
        templates = deck_templates.templates_of(work.unit, work.actor)
    sheets = open_sheets(path, _name_of(job, request.file), request.layout, tick=job.check)
    guess = guess_layout(sheets, templates, request.sheet)
    job.check()
    sheet = sheets.sheet(request.sheet or guess.layout.sheet)
    rows = sample(sheet, _FIRST, _LAST)
    return ri.Inspection(guess=guess, first=rows[:_FIRST], last=rows[_FIRST:])


@handlers.starts(o.RATE_IMPORTS_PLAN, admit=_admit_plan)
def plan_import(job: JobContext, request: ri.PlanImport) -> ri.Plan:
    """Read a file, compare it with the group, and keep what would become of every row."""
    path, layout = job.open_read(request.file), request.layout
    job.progress(0, 0, Stage.READING)
    order = _order(job, request, path)
    with plans.making(job, order) as (kept, file), file.watched(job.check):
        sheet = open_sheets(path, order.file, layout, tick=job.check).sheet(layout.sheet)
        reading = interpret(sheet.rows, layout)
        rows, _ = rate_plans.read(file, reading, rate_plans.Sayer(order.ruling), plans.told(job, sheet.height))
        compared = _compare(job, file, order)
        notes = tuple(f"{line}: {text}" for line, text in reading.kept_notes)
        found = plans.found_of(compared, rows, layout.ignored(), notes)
        plans.keep_found(file, found)
        return Held(kept.id, file, order, found).shown()


def _order(job: JobContext, request: ri.PlanImport, path: Path) -> Order:
    with job.read() as work:
        group = group_access.load(work, request.rate_group, GroupVerb.IMPORT)
        now = work.now
    dated = request.at if request.when is ri.When.AT and request.at is not None else now
    return Order(
        kind=ri.ImportKind.FILE,
        rate_group=request.rate_group,
        revision=group.rates_revision,
        now=now,
        file=_name_of(job, request.file),
        sha256=_hash(path, job.check),
        mode=request.mode,
        when=request.when,
        at=dated,
        template=request.template,
        layout=request.layout,
    )


def _name_of(job: JobContext, file: FileId) -> str:
    return job.services.spool.get(job.actor.id, file).name


def _hash(path: Path, tick: Tick) -> str:
    made = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            tick()
            made.update(piece)
    return made.hexdigest()


def _compare(job: JobContext, file: PlanFile, order: Order, codes: list[str] | None = None) -> rate_plans.Compared:
    """Compare with the rates of the group as they were when the plan was begun. Raises Stale otherwise."""
    job.progress(0, 0, Stage.COMPARING)
    with job.read() as work:
        group = group_access.load(work, order.rate_group, order.verb)
        _require_fresh(group.rates_revision, order)
        rates = work.unit.rates
        stored = rates.stream(order.rate_group) if codes is None else rates.of_codes(order.rate_group, codes)
        return rate_plans.compare(file, stored, order.ruling, job.check, codes)


def _require_fresh(revision: int, order: Order) -> None:
    if revision != order.revision:
        raise Stale(Code.STALE, {"version": revision})


def _admit_bulk(work: Writing, request: ri.PlanBulk) -> None:
    work.about(Noun.RATE_GROUPS, request.rate_group, "")
    row = group_access.load(work, request.rate_group, GroupVerb.EDIT_RATES)
    work.about(Noun.RATE_GROUPS, request.rate_group, row.name)


@handlers.starts(o.RATE_IMPORTS_PLAN_BULK, admit=_admit_bulk)
def plan_bulk(job: JobContext, request: ri.PlanBulk) -> ri.Plan:
    """Find out what a bulk edit makes of every chosen rate."""
    job.progress(0, request.count, Stage.COMPARING)
    with job.read() as work:
        group = group_access.load(work, request.rate_group, GroupVerb.EDIT_RATES)
        selection = rate_bulk.resolved(request.selection, work.now)
        count = work.unit.rates.count(request.rate_group, selection)
        if count != request.count:
            raise Conflict(Code.SELECTION_CHANGED, {"count": count})
        order = Order(
            kind=ri.ImportKind.BULK,
            rate_group=request.rate_group,
            revision=group.rates_revision,
            now=work.now,
            at=request.change.at or 0,
            when=ri.When.FILE if request.change.at is None else ri.When.AT,
            change=request.change,
        )
        with plans.making(job, order) as (kept, file), file.watched(job.check):
            stored = work.unit.rates.stream(request.rate_group, selection)
            compared = rate_bulk.compare(file, stored, request.change, work.now, plans.told(job, count))
            found = plans.found_of(compared, count)
            plans.keep_found(file, found)
            return Held(kept.id, file, order, found).shown()


@handlers.asides(o.RATE_IMPORTS_PLAN_ROWS)
def plan_rows(work: Aside, request: ri.ListPlanRows) -> Page[ri.PlanRow]:
    """A window of the rows of a plan."""
    wanted, window = request.filter, request.window
    after = rate_history.cursor_of(window)
    with plans.looked_at(work, request.plan) as held:
        if wanted.outcome is ri.Outcome.REFUSED:
            bad = list(held.file.refused(after, window.skip, window.limit))
            rows = [(seq, rate_plans.bad_row(refused)) for seq, refused in bad]
        else:
            chosen = held.file.window(PlanRows(wanted.outcome, wanted.prefix), after, window.skip, window.limit)
            rows = [(row[0], rate_plans.row_of(row[1], row[2], row[3], row[4:])) for row in chosen]
    return Page(rows=tuple(row for _, row in rows), last=[rows[-1][0]] if rows else None)


@handlers.asides(o.RATE_IMPORTS_PLAN_EXTENT)
def plan_extent(work: Aside, request: ri.ListPlanRows) -> Extent:
    """How many rows of a plan the filter holds."""
    wanted = request.filter
    with plans.looked_at(work, request.plan) as held:
        if wanted.outcome is ri.Outcome.REFUSED:
            count, anchors = held.file.refused_extent(ANCHOR_STEP)
        else:
            count, anchors = held.file.extent(PlanRows(wanted.outcome, wanted.prefix), ANCHOR_STEP)
    return Extent(count=count, anchors=tuple([seq] for seq in anchors))


def _admit_any(work: Writing, request: ri.MendRows | ri.SaveRefused | ri.ApplyPlan) -> None:
    """Which group it is about stands in the plan: what may be done with it is asked when the job works."""


def _admit_mend(work: Writing, request: ri.MendRows) -> None:
    _admit_any(work, request)


@handlers.starts(o.RATE_IMPORTS_MEND, admit=_admit_mend)
def mend(job: JobContext, request: ri.MendRows) -> ri.Plan:
    """Read mended rows again, and only them, and compare what they say."""
    with plans.opened(job.services, job.actor.id, request.plan) as held, held.file.watched(job.check):
        order, file = held.order, held.file
        if order.layout is None:
            raise Conflict(Code.FIELD_CHOICE)
        lines = [row.line for row in request.rows]
        gone, again = file.forget(lines)
        mended = _mended(order.layout, request)
        read, codes = rate_plans.read(file, mended, rate_plans.Sayer(order.ruling), lambda _: job.check())
        total = held.found.read - gone + read
        touched = sorted(codes.union(again))
        file.unsettle(touched)
        compared = _compare(job, file, order, touched) if touched else rate_plans.Compared()
        found = plans.found_again(held, compared, total)
        plans.keep_found(file, found)
        return Held(request.plan, file, order, found).shown()


def _mended(layout: Layout, request: ri.MendRows) -> Iterator[DeckRow | BadRow]:
    reading = DeckReading((), layout)
    return reading.again((row.line, row.cells) for row in request.rows)


def _admit_save(work: Writing, request: ri.SaveRefused) -> None:
    _admit_any(work, request)


@handlers.starts(o.RATE_IMPORTS_SAVE_REFUSED, admit=_admit_save)
def save_refused(job: JobContext, request: ri.SaveRefused) -> FileInfo:
    """Write the refused rows as a CSV: line and reason, then their cells."""
    with plans.opened(job.services, job.actor.id, request.plan) as held:
        titles = held.order.layout.titles if held.order.layout is not None else ()
        kept = job.new_file("refused.csv")
        with kept.path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([*titles, "Line", "Reason"])
            for number, (_, refused) in enumerate(held.file.refused(), 1):
                cells = refused.cells or (refused.text,)
                padded = [*cells, *[""] * (len(titles) - len(cells))]
                writer.writerow([*map(harmless, padded), refused.line, refused.code])
                if number % 1_000 == 0:
                    job.progress(number, 0, Stage.WRITING)
    job.record(after={"file": held.order.file})
    return job.info(kept)


def _admit_apply(work: Writing, request: ri.ApplyPlan) -> None:
    _admit_any(work, request)


@handlers.starts(o.RATE_IMPORTS_APPLY, admit=_admit_apply)
def apply(job: JobContext, request: ri.ApplyPlan) -> ri.RateImportRow:
    """Do what a plan says, in one transaction: exactly that, or nothing."""
    with plans.opened(job.services, job.actor.id, request.plan) as held, held.file.watched(job.check):
        plan = held.shown()
        stopping = plan.sums.refused - plan.sums.overruled
        if stopping and not request.leave_out_bad:
            raise Conflict(Code.FILE_ROWS_BAD, {"count": stopping})
        closing = plan.sums.missing + plan.sums.closed
        if plan.must_type and request.closing != closing:
            raise Conflict(Code.RATES_MUST_TYPE, {"count": closing, "present": plan.present})
        guard = _guard(job, held)
        job.progress(0, held.file.written(), Stage.WRITING)
        return job.write(lambda work: _apply(job, work, held, plan, guard))


def _guard(job: JobContext, held: Held) -> Guard:
    """Where the plan can make a loss: from when it holds on, and whenever prices change after that."""
    order = held.order
    with job.read() as work:
        begins = Time(max(work.now, order.at))
        moments = held.file.moments(begins, MOMENTS) if refuses(work) else ()
        areas = at_group(order.rate_group, begins, moments)
        return Guard(areas, ready(work, areas, job.look))


def _apply(job: JobContext, work: Writing, held: Held, plan: ri.Plan, guard: Guard) -> ri.RateImportRow:
    order = held.order
    group = group_access.hold(work, RateGroupId(order.rate_group), order.verb)
    _require_fresh(group.rates_revision, order)
    with guarded(work, *guard.areas, known=guard.known, progress=job.look):
        made = rate_history.write(job, work, held, plan, group)
    after = {
        "import": made, "kind": order.kind.value, "file": order.file, "sha256": order.sha256,
        "mode": order.mode.value, "when": order.when.value, "at": order.at,
        **rate_history.sums_logged(plan.sums),
    }  # fmt: skip
    work.record(Noun.RATE_GROUPS, order.rate_group, group.name, after=after)
    rate_history.finish(work, RateGroupId(order.rate_group))
    job.progress(1, 1, Stage.FINISHING)
    return rate_history.row_for(work, made)
