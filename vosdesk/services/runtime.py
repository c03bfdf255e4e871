"""What handlers work with: the database, the clock, secrets; and the unit of work of one call."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Stale
from vosdesk.contract.ids import Key, SessionId, Time
from vosdesk.policy.actor import Actor
from vosdesk.services.job_table import Jobs
from vosdesk.services.passwords import Hasher
from vosdesk.services.spool import Owner, Spool
from vosdesk.storage.unit_of_work import ReadUnit, Store, WriteUnit

Clock = Callable[[], Time]


def system_clock() -> Time:
    """Now, in microseconds UTC."""
    return Time(time.time_ns() // 1_000)


@dataclass
class Upkeep:
    """What the program does for the database by itself."""

    problem: Code | None = None
    """Why the last automatic backup could not be made."""


@dataclass(frozen=True)
class Services:
    """Everything that is made once per open database."""

    store: Store
    clock: Clock = system_clock
    hasher: Hasher = field(default_factory=Hasher)
    new_token: Callable[[], str] = field(default=lambda: secrets.token_urlsafe(32))
    jobs: Jobs = field(default_factory=Jobs)
    spool: Spool = field(default_factory=Spool)
    upkeep: Upkeep = field(default_factory=Upkeep)

    def stop(self) -> None:
        """Stop the jobs under way, and those that come later."""
        self.jobs.stop_all()

    def close(self) -> None:
        """Stop and await the jobs, remove the files on their way, then close the database."""
        self.stop()
        self.jobs.join()
        self.spool.close()
        self.store.close()


@dataclass(frozen=True, slots=True)
class Principal:
    """A user in a live session."""

    actor: Actor
    session: SessionId
    token_hash: bytes
    must_change_password: bool
    session_locked: bool
    last_seen: Time


@dataclass(frozen=True, slots=True)
class Reading:
    """One call that reads: who, when, and the moment of the database that he sees."""

    unit: ReadUnit
    principal: Principal
    now: Time

    @property
    def actor(self) -> Actor:
        """The user who asks."""
        return self.principal.actor


@dataclass(frozen=True, slots=True)
class Aside:
    """One call about what this process holds: jobs, files. It takes no part in a transaction."""

    services: Services
    principal: Principal

    @property
    def actor(self) -> Actor:
        """The user who asks."""
        return self.principal.actor

    @property
    def owner(self) -> Owner:
        """Whose the things are that this call makes."""
        return Owner(self.actor.id, self.principal.token_hash)


@dataclass(slots=True)
class Line:
    """What the log will say of an act beside who, when and which operation."""

    noun: Noun | None = None
    object_id: int | None = None
    label: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    """Fields that the user changed without being told what they were: no agent reads them in his own line."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One call that writes, in one transaction with its log line."""

    unit: WriteUnit
    principal: Principal
    now: Time
    key: Key
    prepared: Any = None
    line: Line = field(default_factory=Line)

    @property
    def actor(self) -> Actor:
        """The user who asks."""
        return self.principal.actor

    def about(self, noun: Noun, object_id: int | None, label: str) -> None:
        """Say which object the act is about, so that a refusal's log line names it too."""
        self.line.noun, self.line.object_id, self.line.label = noun, object_id, label

    def record(
        self,
        noun: Noun,
        object_id: int | None,
        label: str,
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        """Say what was done to which object; ``before`` and ``after`` hold the fields that changed."""
        self.about(noun, object_id, label)
        self.line.before, self.line.after = before or {}, after or {}
        self.unit.touch(noun, *([] if object_id is None else [object_id]))
        self.unit.touch(Noun.LOG)


def require_version(stored: int, seen: int) -> None:
    """Raise Stale unless a row is still in the version that the user has seen."""
    if stored != seen:
        raise Stale(Code.STALE, {"version": stored})


def changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ, as they were and as they are."""
    names = [n for n in after if before.get(n) != after[n]]
    return {n: before.get(n) for n in names}, {n: after[n] for n in names}
