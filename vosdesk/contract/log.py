"""The system log: one line for every change and every refusal."""

from enum import StrEnum
from typing import Any

from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import LogId, Time, Value
from vosdesk.contract.paging import Window


class Outcome(StrEnum):
    """How it ended."""

    DONE = "done"
    REFUSED = "refused"
    STARTED = "started"
    """Of work that takes long: how it ended is a line of its own."""


class LogRow(Value, frozen=True):
    """A line of the log. ``before`` and ``after`` hold the fields that changed; money stays in micro-units."""

    id: LogId
    time: Time
    login: str
    source: str
    operation: str
    noun: Noun | None
    object_id: int | None
    label: str
    outcome: Outcome
    code: Code | None
    params: dict[str, Any]
    before: dict[str, Any]
    after: dict[str, Any]


class LogFilter(Value, frozen=True):
    """Which lines. Empty fields filter nothing; ``label`` is found anywhere."""

    login: str = ""
    operation: str = ""
    noun: Noun | None = None
    object_id: int | None = None
    label: str = ""
    outcome: Outcome | None = None
    time_from: Time | None = None
    time_to: Time | None = None


class LogSort(StrEnum):
    """Columns that the log can be sorted by."""

    TIME = "time"


class ListLog(Value, frozen=True):
    """A window of log lines, newest first unless told otherwise."""

    filter: LogFilter = LogFilter()
    sort: LogSort = LogSort.TIME
    descending: bool = True
    window: Window = Window()
