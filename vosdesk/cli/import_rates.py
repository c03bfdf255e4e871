"""``vosdesk import-rates``: a rate file into a group, as a user with his rights, planned first and applied whole."""

import argparse
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from vosdesk.cli import session
from vosdesk.cli.terminal import are_there, complain, counting, say
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rate_imports as ri
from vosdesk.contract.backend import Backend
from vosdesk.contract.decks import Layout, Repeats
from vosdesk.contract.errors import Code, Conflict, Invalid, NotFound
from vosdesk.contract.files import DropFile
from vosdesk.contract.ids import Empty, FileId, RateGroupId, Time, new_key
from vosdesk.contract.jobs import Start
from vosdesk.contract.paging import MAX_LIMIT, Window
from vosdesk.contract.permissions import GroupVerb

R = TypeVar("R")

DONE, REFUSED, ROWS_REFUSED = 0, 1, 3
_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.description = (
        f"{session.HOW_TO_LOG_IN} Exit status: 0 done, 1 refused, 3 rows of the file are refused and nothing was "
        "changed."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, TXT, XLSX or XLS")
    session.add_login(parser)
    parser.add_argument("--group", required=True, metavar="NAME", help="the rate group")
    parser.add_argument("--template", default="", metavar="NAME", help="a template of the console")
    parser.add_argument("--mode", choices=[mode.value for mode in ri.Mode], default=ri.Mode.UPDATE.value)
    parser.add_argument("--effective", default="file", metavar="file|now|TIME", help="from when on it holds")
    parser.add_argument("--repeats", choices=[one.value for one in Repeats], help="which row of a prefix wins")
    parser.add_argument("--free", action="store_true", help="take prices of zero")
    parser.add_argument("--leave-out-bad", action="store_true", help="import the good rows although others are refused")
    parser.add_argument("--closing", type=int, metavar="COUNT", help="confirm how many rates are closed")
    parser.add_argument("--dry-run", action="store_true", help="tell what would be done, and change nothing")


def run(arguments: argparse.Namespace) -> int:
    """Import the file; the exit status. Raises a Refusal for what is not allowed or cannot be read."""
    if not are_there(arguments.database, arguments.file):
        return REFUSED
    try:
        when, at = _moment(arguments.effective)
    except ValueError:
        complain(f"{arguments.effective}: not a time like 2026-12-31T00:00")
        return REFUSED
    order = _Order(
        group=arguments.group,
        file=arguments.file,
        template=arguments.template,
        mode=ri.Mode(arguments.mode),
        when=when,
        at=at,
        repeats=None if arguments.repeats is None else Repeats(arguments.repeats),
        free=arguments.free,
        leave_out_bad=arguments.leave_out_bad,
        closing=arguments.closing,
        dry_run=arguments.dry_run,
    )
    with session.logged_in(arguments.database, arguments.login, "import-rates") as backend:
        return _Import(backend, order).run()


def _moment(text: str) -> tuple[ri.When, Time | None]:
    """``file``, ``now``, or a time in ISO form, which is UTC unless it says otherwise. Raises ValueError."""
    if text in {ri.When.FILE.value, ri.When.NOW.value}:
        return ri.When(text), None
    made = datetime.fromisoformat(text)
    aware = made if made.tzinfo is not None else made.replace(tzinfo=UTC)
    return ri.When.AT, Time(int(aware.timestamp()) * 1_000_000)


@dataclass(frozen=True, slots=True)
class _Order:
    """What the command line asks for."""

    group: str
    file: Path
    template: str
    mode: ri.Mode
    when: ri.When
    at: Time | None
    repeats: Repeats | None
    free: bool
    leave_out_bad: bool
    closing: int | None
    dry_run: bool


class _Import:
    """One import, in the session of its user."""

    def __init__(self, backend: Backend, order: _Order) -> None:
        self._backend, self._order = backend, order

    def run(self) -> int:
        group, file = self._group(), session.send(self._backend, self._order.file)
        try:
            plan = self._plan(group, file)
            return self._apply(plan)
        finally:
            self._backend.call(o.FILES_DROP, DropFile(id=file), new_key())

    def _group(self) -> RateGroupId:
        """The group of this name; of several, the one that the user may import into, of those the public one."""
        request = rg.ListRateGroups(filter=rg.RateGroupFilter(text=self._order.group), window=Window(limit=MAX_LIMIT))
        rows = [row for row in self._backend.call(o.RATE_GROUPS_LIST, request).rows if row.name == self._order.group]
        if not rows:
            raise NotFound
        if len(rows) > 1:
            rows = [row for row in rows if not row.can.get(GroupVerb.IMPORT)]
        if len(rows) > 1:
            rows = [row for row in rows if not row.private]
        if len(rows) != 1:
            raise Conflict(Code.FIELD_CHOICE)
        return rows[0].id

    def _plan(self, group: RateGroupId, file: FileId) -> ri.Plan:
        order = self._order
        layout = self._layout(group, file)
        if order.repeats is not None:
            layout = replace(layout, repeats=order.repeats)
        request = ri.PlanImport(
            rate_group=group,
            file=file,
            layout=replace(layout, free=True) if order.free else layout,
            mode=order.mode,
            when=order.when,
            at=order.at,
            template=order.template,
        )
        plan: ri.Plan = self._wait(o.RATE_IMPORTS_PLAN, request)
        return plan

    def _layout(self, group: RateGroupId, file: FileId) -> Layout:
        found: ri.Inspection = self._wait(o.RATE_IMPORTS_INSPECT, ri.InspectFile(rate_group=group, file=file))
        guess = found.guess
        if self._order.template:
            if guess.template == self._order.template and not guess.asks:
                return guess.layout
            rows = self._backend.call(o.DECK_TEMPLATES_LIST, Empty()).rows
            chosen = next((row.template for row in rows if row.template.name == self._order.template), None)
            if chosen is None:
                raise Invalid.at("template", Code.FIELD_CHOICE)
            now = guess.layout
            return replace(
                chosen.layout,
                encoding=now.encoding,
                delimiter=now.delimiter,
                quotes=now.quotes,
                sheet=now.sheet,
                header=now.header,
            )
        for ask in guess.asks:
            say(f"the sheet does not say by itself: {ask.value}; save a template in the console that does")
        if guess.asks:
            raise Invalid.at("template", Code.FIELD_EMPTY)
        return guess.layout

    def _apply(self, plan: ri.Plan) -> int:
        self._tell(plan)
        stopping = plan.sums.refused - plan.sums.overruled
        if stopping and not self._order.leave_out_bad:
            self._tell_refused(plan)
            return ROWS_REFUSED
        if self._order.dry_run:
            return DONE
        request = ri.ApplyPlan(plan=plan.id, leave_out_bad=self._order.leave_out_bad, closing=self._order.closing)
        done: ri.RateImportRow = self._wait(o.RATE_IMPORTS_APPLY, request)
        say(f"applied as import {done.id}")
        return DONE

    def _tell(self, plan: ri.Plan) -> None:
        s = plan.sums
        say(
            f"read {s.read}: added {s.added}, up {s.up}, down {s.down}, changed {s.changed}, "
            f"unchanged {s.unchanged}, closed {s.closed}, refused {s.refused}"
        )
        if s.missing:
            say(f"closed because the file lacks them: {s.missing} of {plan.present}")
        if s.rounded:
            say(f"prices rounded: {s.rounded}")

    def _tell_refused(self, plan: ri.Plan) -> None:
        wanted = ri.ListPlanRows(
            plan=plan.id, filter=ri.PlanFilter(outcome=ri.Outcome.REFUSED), window=Window(limit=_SHOWN)
        )
        for row in self._backend.call(o.RATE_IMPORTS_PLAN_ROWS, wanted).rows:
            if row.bad is not None:
                say(f"line {row.bad.line}: {row.bad.column} {row.bad.text!r}: {row.bad.code.value}")

    def _wait(self, operation: Start[Any, R], request: Any) -> R:
        return session.outcome(self._backend, operation, request, counting("rows"))
