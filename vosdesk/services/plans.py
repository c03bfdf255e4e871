"""Plans that a user has: made by a job, kept with his files, looked at, mended, and applied."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec

from vosdesk.contract import rate_imports as ri
from vosdesk.contract.decks import Layout
from vosdesk.contract.errors import NotFound
from vosdesk.contract.ids import FileId, RateGroupId, UserId
from vosdesk.contract.permissions import GroupVerb
from vosdesk.domain.deck_terms import carried
from vosdesk.domain.rate_values import fields_of
from vosdesk.services import group_access, rate_plans
from vosdesk.services.jobs import JobContext
from vosdesk.services.rate_plans import Compared, Ruling
from vosdesk.services.runtime import Aside, Reading, Services
from vosdesk.services.spool import Kept
from vosdesk.storage.plan_file import PlanFile

_KIND = "rate plan"


class Order(msgspec.Struct, frozen=True):
    """What a plan was made of: kept with it, and with what it becomes."""

    kind: ri.ImportKind
    rate_group: RateGroupId
    revision: int
    """The state of the group's rates that the plan was made for."""
    now: int
    file: str = ""
    sha256: str = ""
    mode: ri.Mode = ri.Mode.UPDATE
    when: ri.When = ri.When.FILE
    at: int = 0
    template: str = ""
    layout: Layout | None = None
    change: ri.BulkChange | None = None

    @property
    def verb(self) -> GroupVerb:
        """What its user must be allowed to do with the group."""
        return GroupVerb.IMPORT if self.kind is ri.ImportKind.FILE else GroupVerb.EDIT_RATES

    @property
    def ruling(self) -> Ruling:
        """What holds for all of its rows. Only a plan of a file has one."""
        if self.layout is None:
            raise LookupError("a plan without a layout")
        return Ruling(self.mode, self.when, self.at, self.now, carried(self.layout), self.layout.repeats)


class Found(msgspec.Struct, frozen=True):
    """What was found when a plan was made."""

    read: int
    present: int
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    most_up: tuple[Any, Any] | None = None
    most_down: tuple[Any, Any] | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A plan, open, with what it was made of and what was found."""

    id: FileId
    file: PlanFile
    order: Order
    found: Found

    def shown(self) -> ri.Plan:
        """The plan in short."""
        return ri.Plan(
            id=self.id,
            rate_group=self.order.rate_group,
            sums=rate_plans.sums(self.file, self.found.read),
            present=self.found.present,
            ignored=self.found.ignored,
            notes=self.found.notes,
            most_up=_extreme(ri.Outcome.UP, self.found.most_up),
            most_down=_extreme(ri.Outcome.DOWN, self.found.most_down),
        )


def _extreme(outcome: ri.Outcome, values: tuple[Any, Any] | None) -> ri.PlanRow | None:
    if values is None:
        return None
    return ri.PlanRow(outcome=outcome, was=fields_of(values[0]), now=fields_of(values[1]))


@contextmanager
def making(job: JobContext, order: Order) -> Iterator[tuple[Kept, PlanFile]]:
    """A new plan of a job."""
    kept = job.new_file("plan")
    kept.kind = _KIND
    with PlanFile.create(kept.path) as file:
        file.keep("order", msgspec.to_builtins(order))
        yield kept, file


def keep_found(file: PlanFile, found: Found) -> None:
    """Note what was found."""
    file.keep("found", msgspec.to_builtins(found))


def found_of(compared: Compared, read: int, ignored: tuple[str, ...] = (), notes: tuple[str, ...] = ()) -> Found:
    """What was found by reading and comparing."""
    up, down = compared.up, compared.down
    return Found(
        read=read,
        present=compared.present,
        ignored=ignored,
        notes=notes,
        most_up=None if up is None else (up[1].was, up[1].now),
        most_down=None if down is None else (down[1].was, down[1].now),
    )


@contextmanager
def opened(services: Services, user: UserId, plan: FileId) -> Iterator[Held]:
    """A plan of the user. Raises NotFound for one of another user, and for a file that is no plan."""
    kept = services.spool.get(user, plan)
    if kept.kind != _KIND:
        raise NotFound
    with PlanFile(kept.path) as file:
        order = msgspec.convert(file.kept("order"), Order)
        yield Held(plan, file, order, msgspec.convert(file.kept("found"), Found))


@contextmanager
def looked_at(work: Aside, plan: FileId) -> Iterator[Held]:
    """A plan of the user, who may still see the rates of its group."""
    with opened(work.services, work.actor.id, plan) as held:
        with work.services.store.read() as unit:
            reading = Reading(unit, work.principal, work.services.clock())
            group_access.load(reading, held.order.rate_group, GroupVerb.SEE_RATES)
        yield held


def told(job: JobContext, total: int) -> rate_plans.Progress:
    """Progress of a job that reads so many rows."""

    def progress(done: int) -> None:
        job.progress(done, max(total, done))

    return progress


def found_again(held: Held, compared: Compared, read: int) -> Found:
    """What was found, after some rows were read again."""
    later = found_of(compared, read)
    first = held.found
    return Found(
        read=read,
        present=first.present,
        ignored=first.ignored,
        notes=first.notes,
        most_up=first.most_up or later.most_up,
        most_down=first.most_down or later.most_down,
    )
