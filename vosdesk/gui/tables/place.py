"""Where the reader was in a table: what was chosen, what was current, what stood at the top. By row id."""

from dataclasses import dataclass
from typing import Any

from vosdesk.gui.tables.paged_model import PagedModel
from vosdesk.gui.tables.selection import Span

MOST_KEPT = 2_000
"""Chosen rows that a reload looks for again."""


@dataclass(frozen=True)
class Place:
    """A place in a list, kept over a reload."""

    selected: frozenset[int]
    excluded: frozenset[int]
    current: int | None
    top: int | None
    top_number: int

    @staticmethod
    def of(rows: PagedModel[Any], parts: list[Span], rest: list[Span], current: int, top: int) -> "Place":
        """The place described by row numbers, as ids."""
        return Place(
            selected=_ids(rows, parts),
            excluded=_ids(rows, rest),
            current=rows.id_of(current) if current >= 0 else None,
            top=rows.id_of(top),
            top_number=top,
        )

    @staticmethod
    def worth_keeping(parts: list[Span], current: int, top: int) -> list[int]:
        """Row numbers whose neighbourhood a reload must fetch, so that their rows are found again."""
        numbers = [n for part in parts for n in range(part.first, min(part.last, part.first + MOST_KEPT) + 1)]
        return [top, *([current] if current >= 0 else []), *numbers[:MOST_KEPT]]

    def ids(self) -> set[int]:
        """Every id to look for."""
        return {*self.selected, *self.excluded, *(i for i in (self.current, self.top) if i is not None)}


def _ids(rows: PagedModel[Any], parts: list[Span]) -> frozenset[int]:
    numbers = (n for p in parts for n in range(p.first, min(p.last, p.first + MOST_KEPT) + 1))
    found = (rows.id_of(n) for n in numbers)
    return frozenset(i for i in found if i is not None)
