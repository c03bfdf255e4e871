"""The history of changes of many rates: written with them, shown, and undone whole."""

from itertools import islice
from typing import Any, NamedTuple

import msgspec

from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract.changes import Noun
from vosdesk.contract.decks import Layout
from vosdesk.contract.errors import Code, Conflict, Invalid, NotFound
from vosdesk.contract.ids import RateGroupId, RateId, RateImportId, Time
from vosdesk.contract.jobs import Stage
from vosdesk.contract.paging import Extent, Page, Window
from vosdesk.contract.permissions import Can, GroupVerb
from vosdesk.contract.rates import BadRow, RateSelection
from vosdesk.domain.rate_timeline import Write
from vosdesk.domain.rate_values import NAMES, fields_of
from vosdesk.policy import scopes
from vosdesk.policy.actor import Actor
from vosdesk.policy.checks import decide_group
from vosdesk.services import group_access, rate_plans
from vosdesk.services.jobs import JobContext
from vosdesk.services.loss_guard import MOMENTS, Ready, at_group, guarded, ready, refuses
from vosdesk.services.losses import Area
from vosdesk.services.plans import Held
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing
from vosdesk.storage.plan_file import BATCH, Change
from vosdesk.storage.repositories.rate_imports import Reader
from vosdesk.storage.types import AnyRow
from vosdesk.storage.watching import watched_connection

handlers = Handlers()

_BAD_KEPT = 1_000
_CODES_TOLD = 10
_SAID = NAMES[1:]


def write(job: JobContext, work: Writing, held: Held, plan: ri.Plan, group: AnyRow) -> RateImportId:
    """Write what a plan says, and the history of it. The group is locked, and as it was planned for."""
    unit, file = work.unit, held.file
    made = unit.rate_imports.add(_values(work, held, plan, group))
    target, done, total = RateGroupId(group.id), 0, file.written()
    with watched_connection(unit.connection, job.check):
        for some in file.changes():
            _write(work, made, target, some)
            done += len(some)
            job.progress(done, total)
        last = unit.rates.last_id()
        rows = file.added(target)
        while new := list(islice(rows, BATCH)):
            unit.rates.add_rows(new)
            done += len(new)
            job.progress(done, total)
        unit.rate_imports.add_new(made, target, last)
    return made


def _write(work: Writing, made: RateImportId, group: RateGroupId, changes: list[Change]) -> None:
    rates = work.unit.rates
    rates.remove_ids(RateId(c.rate) for c in changes if c.rate is not None and (c.write is Write.DELETE or c.moved))
    rates.change_values(
        (c.rate, *c.now) for c in changes if c.write is Write.UPDATE and not c.moved and c.now is not None
    )
    rates.add_values(group, (c.now for c in changes if c.now is not None and (c.write is Write.INSERT or c.moved)))
    work.unit.rate_imports.add_changes(made, ((c.outcome, int(c.write), c.line, c.was, c.now) for c in changes))


def _values(work: Writing, held: Held, plan: ri.Plan, group: AnyRow) -> dict[str, Any]:
    order = held.order
    bad = [rate_plans.bad_row(refused).bad for _, refused in held.file.refused(limit=_BAD_KEPT)]
    return _head(work, group) | {
        "kind": order.kind.value,
        "file": order.file[:255],
        "sha256": order.sha256,
        "mode": order.mode.value,
        "holds": order.when.value,
        "at": order.at if order.when is not ri.When.FILE else None,
        "template": order.template,
        "sums": sums_logged(plan.sums),
        "layout": msgspec.json.encode(order.layout).decode(),
        "change": msgspec.json.encode(order.change).decode(),
        "refused": msgspec.json.encode(bad).decode(),
    }


def _head(work: Writing, group: AnyRow) -> dict[str, Any]:
    actor = work.actor
    return {
        "rate_group_id": group.id,
        "rate_group": group.name,
        "time": work.now,
        "user_id": actor.id,
        "login": actor.login,
        "file": "",
        "sha256": "",
        "mode": ri.Mode.UPDATE.value,
        "holds": ri.When.NOW.value,
        "at": None,
        "template": "",
        "layout": "null",
        "change": "null",
        "refused": "[]",
    }


def note_deletion(work: Writing, group: AnyRow, selection: RateSelection, count: int) -> RateImportId:
    """Keep rates that are about to be deleted, so that it can be undone."""
    sums = ri.Sums(read=count, closed=count)
    values = _head(work, group) | {"kind": ri.ImportKind.DELETE.value, "sums": sums_logged(sums)}
    made = work.unit.rate_imports.add(values)
    work.unit.rate_imports.add_removed(made, RateGroupId(group.id), selection)
    work.unit.touch(Noun.RATE_IMPORTS)
    return made


def finish(work: Writing, group: RateGroupId) -> None:
    """What follows every change of many rates of a group: applied or undone, before it is committed."""
    work.unit.rate_groups.rates_changed(group)
    work.unit.touch(Noun.RATES)
    work.unit.touch(Noun.RATE_IMPORTS)


def sums_logged(sums: ri.Sums) -> dict[str, int]:
    """The sums as the log and the history keep them."""
    found: dict[str, int] = msgspec.to_builtins(sums)
    return found


@handlers.reads(o.RATE_IMPORTS_LIST)
def list_imports(work: Reading, request: ri.ListRateImports) -> Page[ri.RateImportRow]:
    """A window of the history."""
    _require_group(work, request.filter)
    found = work.unit.rate_imports.window(_reader(work.actor), request.filter, request.descending, request.window)
    return Page(rows=tuple(_shown(work, row) for row in found.rows), last=found.last)


@handlers.reads(o.RATE_IMPORTS_EXTENT)
def count_imports(work: Reading, request: ri.ListRateImports) -> Extent:
    """How many imports the filter holds."""
    _require_group(work, request.filter)
    return work.unit.rate_imports.extent(_reader(work.actor), request.filter, request.descending)


@handlers.reads(o.RATE_IMPORTS_GET)
def get_import(work: Reading, request: ri.GetRateImport) -> ri.RateImport:
    """One import in full; of another's an agent is told no layout."""
    row = _row(work, request.id)
    told = _is_told(work.actor, row)
    return ri.RateImport(
        row=_shown(work, row),
        layout=msgspec.json.decode(row.layout, type=Layout | None) if told else None,
        change=msgspec.json.decode(row.change, type=ri.BulkChange | None),
        bad=msgspec.json.decode(row.refused, type=tuple[BadRow, ...]) if told else (),
    )


@handlers.reads(o.RATE_IMPORTS_CHANGES)
def list_changes(work: Reading, request: ri.ListRateChanges) -> Page[ri.PlanRow]:
    """A window of the rates that an import touched."""
    _row(work, request.rate_import)
    found = work.unit.rate_imports.changes(request.rate_import, request.filter, request.window)
    return Page(rows=tuple(_change(row) for row in found.rows), last=found.last)


@handlers.reads(o.RATE_IMPORTS_CHANGES_EXTENT)
def count_changes(work: Reading, request: ri.ListRateChanges) -> Extent:
    """How many rates an import touched."""
    _row(work, request.rate_import)
    return work.unit.rate_imports.changes_extent(request.rate_import, request.filter)


def _admit_undo(work: Writing, request: ri.UndoRateImport) -> None:
    _undoable(work, request.id)


@handlers.starts(o.RATE_IMPORTS_UNDO, admit=_admit_undo)
def undo(job: JobContext, request: ri.UndoRateImport) -> ri.RateImportRow:
    """Bring the rates back as they were before an import: all of them, or none."""
    job.progress(0, 0, Stage.READING)
    with job.read() as work:
        areas = _areas(work, request.id)
        known = ready(work, areas, job.look)
    job.progress(0, 0, Stage.WRITING)
    return job.write(lambda work: _undo(job, work, request.id, Guard(areas, known)))


class Guard(NamedTuple):
    """Where a change of many rates can make a loss, and the decks there as they were read before it."""

    areas: list[Area]
    known: Ready


def _areas(work: Reading, made: RateImportId) -> list[Area]:
    row = _row(work, made)
    if row.rate_group_id is None:
        raise NotFound
    moments = work.unit.rate_imports.moments(made, work.now, MOMENTS) if refuses(work) else ()
    return at_group(RateGroupId(row.rate_group_id), work.now, moments)


def _undoable(work: Writing, made: RateImportId) -> AnyRow:
    """An import that the user may undo, its group locked."""
    work.about(Noun.RATE_IMPORTS, made, "")
    row = _row(work, made)
    if row.rate_group_id is None:
        raise NotFound
    kind = ri.ImportKind(row.kind)
    verb = GroupVerb.IMPORT if kind is ri.ImportKind.FILE else GroupVerb.EDIT_RATES
    group_access.hold(work, RateGroupId(row.rate_group_id), verb)
    work.about(Noun.RATE_IMPORTS, made, row.file or row.rate_group)
    # Read again under the lock: another one may have undone it meanwhile.
    row = _row(work, made)
    if row.undone is not None:
        raise Conflict(Code.IMPORT_UNDONE)
    return row


def _undo(job: JobContext, work: Writing, made: RateImportId, guard: Guard) -> ri.RateImportRow:
    row = _undoable(work, made)
    group, history = RateGroupId(row.rate_group_id), work.unit.rate_imports
    with (
        guarded(work, *guard.areas, known=guard.known, progress=job.look),
        watched_connection(work.unit.connection, job.check),
    ):
        _require_none(history.changed_since(made, group, _CODES_TOLD))
        history.take_back_new(made, group)
        _require_none(history.in_the_way(made, group, _CODES_TOLD))
        history.bring_back_old(made, group)
    history.mark_undone(made, work.now, work.actor.login)
    after = {"rate_group": row.group_now, "file": row.file, **row.sums}
    work.record(Noun.RATE_IMPORTS, made, row.file or row.rate_group, after=after)
    work.unit.touch(Noun.RATE_GROUPS, group)
    finish(work, group)
    job.progress(1, 1, Stage.FINISHING)
    return row_for(work, made)


def _require_none(found: tuple[int, list[str]]) -> None:
    count, prefixes = found
    if count:
        raise Conflict(Code.RATES_CHANGED_SINCE, {"count": count, "prefixes": prefixes})


def row_for(work: Reading | Writing, made: RateImportId) -> ri.RateImportRow:
    """A line of the history as the user sees it."""
    return _shown(work, _row(work, made))


def cursor_of(window: Window) -> int:
    """Where a window of a plan begins. Raises Invalid for a cursor of another list."""
    if not 0 < window.limit <= 1_000 or window.skip < 0:
        raise Invalid.at("window", Code.FIELD_RANGE, {"low": 1, "high": 1_000})
    if window.after is None:
        return 0
    if len(window.after) != 1 or not isinstance(window.after[0], int):
        raise Invalid.at("window", Code.REQUEST_MALFORMED)
    return window.after[0]


def _reader(actor: Actor) -> Reader:
    return Reader(scopes.rate_groups(actor), actor.id)


def _row(work: Reading | Writing, made: RateImportId) -> AnyRow:
    row = work.unit.rate_imports.get(made, _reader(work.actor))
    if row is None:
        raise NotFound
    if row.rate_group_id is not None:
        group_access.load(work, RateGroupId(row.rate_group_id), GroupVerb.SEE_RATES)
    return row


def _require_group(work: Reading, wanted: ri.RateImportFilter) -> None:
    if wanted.rate_group is not None:
        group_access.load(work, wanted.rate_group, GroupVerb.SEE_RATES)


def _is_told(actor: Actor, row: AnyRow) -> bool:
    return not actor.scoped or row.user_id == actor.id


def _can(work: Reading | Writing, row: AnyRow) -> Can:
    if row.undone is not None:
        return {"undo": Code.IMPORT_UNDONE.value}
    group = None if row.rate_group_id is None else work.unit.rate_groups.get(RateGroupId(row.rate_group_id))
    if group is None:
        return {"undo": Code.NOT_FOUND.value}
    verb = GroupVerb.IMPORT if row.kind == ri.ImportKind.FILE.value else GroupVerb.EDIT_RATES
    decision = decide_group(work.actor, verb, group_access.facts_of(group))
    return {"undo": "" if decision.code is None else decision.code.value}


def _shown(work: Reading | Writing, row: AnyRow) -> ri.RateImportRow:
    told = _is_told(work.actor, row)
    undone_told = not work.actor.scoped or row.undone_by == work.actor.login
    return ri.RateImportRow(
        id=RateImportId(row.id),
        kind=ri.ImportKind(row.kind),
        rate_group_id=None if row.rate_group_id is None else RateGroupId(row.rate_group_id),
        rate_group=row.group_now or row.rate_group,
        time=Time(row.time),
        login=row.login if told else "",
        file=row.file if told else "",
        sha256=row.sha256 if told else "",
        mode=ri.Mode(row.mode),
        when=ri.When(row.holds),
        at=None if row.at is None else Time(row.at),
        template=row.template if told else "",
        sums=msgspec.convert(row.sums, ri.Sums),
        undone=None if row.undone is None else Time(row.undone),
        undone_by=row.undone_by if undone_told else "",
        can=_can(work, row),
    )


def _change(row: AnyRow) -> ri.PlanRow:
    was = [row.code, *(getattr(row, f"was_{name}") for name in _SAID)]
    now = [row.code, *(getattr(row, f"now_{name}") for name in _SAID)]
    return ri.PlanRow(
        outcome=ri.Outcome(row.outcome),
        line=row.line,
        was=None if was[-1] is None else fields_of(was),
        now=None if now[-1] is None else fields_of(now),
    )
