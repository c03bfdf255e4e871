"""A table as data: its columns, the operations that feed it, and what it says when it is empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from vosdesk.contract.changes import Noun
from vosdesk.contract.operations import Read
from vosdesk.contract.paging import Extent, Page, Window
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables.column import Column
from vosdesk.gui.theme import Tone

Row = TypeVar("Row")

Request = Callable[[Any, Any, bool, Window], Any]
"""Filter, sort key, descending, window → the request of the list, extent and totals operations."""


class EmptyTexts(NamedTuple):
    """What a table says when there is nothing yet, and how one would begin (English, translated when shown)."""

    nothing: str
    hint: str = ""


class Total(NamedTuple):
    """One figure of the strip under a table."""

    label: str
    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class TableSpec(Generic[Row]):
    """A table of ``Row``.

    ``list`` returns a Page of rows, ``extent`` the length and anchors; without an ``extent`` the list comes whole
    and ``unpack`` takes its rows out of the result. ``nouns`` are those whose changes make the table stale.
    ``totals`` is asked with the same request as ``extent``; ``figures`` renders its answer. Where it answers in
    parts, ``plus`` adds them up.
    """

    id: str
    columns: tuple[Column[Row], ...]
    list: Read[Any, Any]
    request: Request
    row_id: Callable[[Row], int]
    nouns: frozenset[Noun]
    empty: EmptyTexts
    extent: Read[Any, Extent] | None = None
    sort: StrEnum | None = None
    descending: bool = False
    no_filter: Any = None
    unpack: Callable[[Any], Sequence[Row]] | None = None
    totals: Read[Any, Any] | None = None
    figures: Callable[[Any, Formats], Sequence[Total]] | None = field(default=None)
    plus: Callable[[Any, Any], Any] | None = None

    def rows_of(self, answer: Any) -> Sequence[Row]:
        """The rows in an answer of the list operation."""
        if self.unpack is not None:
            return self.unpack(answer)
        page: Page[Row] = answer
        return page.rows
