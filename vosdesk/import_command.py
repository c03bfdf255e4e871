"""``vosdesk import-rates``: a rate file into a group, as a user with his rights, planned first and applied whole."""

import getpass
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from vosdesk.contract import codec
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rate_imports as ri
from vosdesk.contract.backend import Backend
from vosdesk.contract.decks import Layout, Repeats
from vosdesk.contract.errors import Code, Conflict, Invalid, NotFound
from vosdesk.contract.files import MAX_PIECE, DropFile, OpenFile, PutPiece
from vosdesk.contract.ids import Empty, FileId, RateGroupId, Time, new_key
from vosdesk.contract.jobs import AskJob, JobState, JobStatus, Start
from vosdesk.contract.paging import MAX_LIMIT, Window
from vosdesk.contract.session import Login, Logout

R = TypeVar("R")

PASSWORD_VARIABLE = "VOSDESK_PASSWORD"  # noqa: S105 - the name of it
DONE, REFUSED, ROWS_REFUSED, CANCELLED = 0, 1, 3, 130
_PAUSE = 0.05
_SHOWN = 20

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for."""

    login: str
    group: str
    file: Path
    template: str = ""
    mode: ri.Mode = ri.Mode.UPDATE
    when: ri.When = ri.When.FILE
    at: Time | None = None
    repeats: Repeats | None = None
    free: bool = False
    leave_out_bad: bool = False
    closing: int | None = None
    dry_run: bool = False


def ask_password(login: str) -> str:
    """The user's password: from the environment, else typed unseen, else the first line of the input.

    It is no argument: every user of a machine can read those.
    """
    given = os.environ.get(PASSWORD_VARIABLE)
    if given is not None:
        return given
    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {login}: ")
    return sys.stdin.readline().rstrip("\r\n")


def moment(text: str) -> tuple[ri.When, Time | None]:
    """``file``, ``now``, or a time in ISO form, which is UTC unless it says otherwise. Raises ValueError."""
    if text in {ri.When.FILE.value, ri.When.NOW.value}:
        return ri.When(text), None
    made = datetime.fromisoformat(text)
    aware = made if made.tzinfo is not None else made.replace(tzinfo=UTC)
    return ri.When.AT, Time(int(aware.timestamp()) * 1_000_000)


def run(backend: Backend, order: Order, password: str, say: Say, follow: Callable[[JobStatus], None]) -> int:
    """Do it; the exit code. Raises a Refusal for what is not allowed or cannot be read."""
    opened = backend.call(
        o.SESSION_LOGIN, Login(login=order.login, password=password, source="import-rates"), new_key()
    )
    backend.use(opened.value.token)
    try:
        return _Import(backend, order, say, follow).run()
    finally:
        backend.call(o.SESSION_LOGOUT, Logout(), new_key())


def send(backend: Backend, path: Path) -> FileId:
    """Send a file, piece by piece."""
    size = path.stat().st_size
    file = backend.call(o.FILES_OPEN, OpenFile(name=path.name, size=size), new_key()).value
    with path.open("rb") as stream:
        offset = 0
        while piece := stream.read(min(MAX_PIECE, size - offset)):
            backend.call(o.FILES_PUT, PutPiece(id=file, offset=offset, content=piece), new_key())
            offset += len(piece)
    return file


class _Import:
    """One import, in the session of its user."""

    def __init__(self, backend: Backend, order: Order, say: Say, follow: Callable[[JobStatus], None]) -> None:
        self._backend, self._order, self._say, self._follow = backend, order, say, follow

    def run(self) -> int:
        group, file = self._group(), send(self._backend, self._order.file)
        try:
            plan = self._plan(group, file)
            return self._apply(plan)
        finally:
            self._backend.call(o.FILES_DROP, DropFile(id=file), new_key())

    def _group(self) -> RateGroupId:
        """The group of this name; of two, the one that is the user's own."""
        request = rg.ListRateGroups(filter=rg.RateGroupFilter(text=self._order.group), window=Window(limit=MAX_LIMIT))
        rows = [row for row in self._backend.call(o.RATE_GROUPS_LIST, request).rows if row.name == self._order.group]
        if not rows:
            raise NotFound
        if len(rows) > 1:
            public = [row for row in rows if not row.private]
            if len(public) != 1:
                raise Conflict(Code.FIELD_CHOICE)
            rows = public
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
            self._say(f"the sheet does not say by itself: {ask.value}; save a template in the console that does")
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
        self._say(f"applied as import {done.id}")
        return DONE

    def _tell(self, plan: ri.Plan) -> None:
        s = plan.sums
        self._say(
            f"read {s.read}: added {s.added}, up {s.up}, down {s.down}, changed {s.changed}, "
            f"unchanged {s.unchanged}, closed {s.closed}, refused {s.refused}"
        )
        if s.missing:
            self._say(f"closed because the file lacks them: {s.missing} of {plan.present}")
        if s.rounded:
            self._say(f"prices rounded: {s.rounded}")

    def _tell_refused(self, plan: ri.Plan) -> None:
        wanted = ri.ListPlanRows(
            plan=plan.id, filter=ri.PlanFilter(outcome=ri.Outcome.REFUSED), window=Window(limit=_SHOWN)
        )
        for row in self._backend.call(o.RATE_IMPORTS_PLAN_ROWS, wanted).rows:
            if row.bad is not None:
                self._say(f"line {row.bad.line}: {row.bad.column} {row.bad.text!r}: {row.bad.code.value}")

    def _wait(self, operation: Start[Any, R], request: Any) -> R:
        """What a job ends with; interrupted, it is cancelled."""
        job = AskJob(id=self._backend.call(operation, request, new_key()).value)
        try:
            while (status := self._backend.call(o.JOBS_STATUS, job)).state is JobState.RUNNING:
                self._follow(status)
                time.sleep(_PAUSE)
        except KeyboardInterrupt:
            self._backend.call(o.JOBS_CANCEL, job, new_key())
            raise
        return codec.decode_outcome(operation, self._backend.call(o.JOBS_RESULT, job))
