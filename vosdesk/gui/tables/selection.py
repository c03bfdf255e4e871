"""Which rows are chosen: some of them by id, or everything in the filter but a few."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QItemSelection


@dataclass(frozen=True)
class Selection:
    """The chosen rows, as a bulk command carries them.

    Either ``ids``, or ``everything`` in ``filter`` but ``excluded``. ``count`` is the number of rows chosen.
    ``complete`` is False while ids of chosen rows are still being fetched: then resolve the selection first.
    """

    count: int = 0
    ids: tuple[int, ...] = ()
    everything: bool = False
    filter: Any = None
    excluded: tuple[int, ...] = ()
    complete: bool = True

    def __bool__(self) -> bool:
        return self.count > 0


class Span(NamedTuple):
    """Rows ``first`` to ``last``, both included."""

    first: int
    last: int


def spans(selection: QItemSelection) -> list[Span]:
    """The rows of a selection as spans in order, each row once, without walking the rows."""
    return merge(Span(r.top(), r.bottom()) for r in selection.toList())


def merge(parts: Iterable[Span]) -> list[Span]:
    """Spans in order that neither touch nor overlap."""
    merged: list[Span] = []
    for part in sorted(parts):
        if merged and part.first <= merged[-1].last + 1:
            merged[-1] = Span(merged[-1].first, max(merged[-1].last, part.last))
        else:
            merged.append(part)
    return merged


def length(parts: Iterable[Span]) -> int:
    """The number of rows in ``parts``."""
    return sum(p.last - p.first + 1 for p in parts)


def complement(parts: Iterable[Span], count: int) -> list[Span]:
    """The spans of a list of ``count`` rows that are not in ``parts``."""
    rest: list[Span] = []
    start = 0
    for part in parts:
        if part.first > start:
            rest.append(Span(start, part.first - 1))
        start = part.last + 1
    if start < count:
        rest.append(Span(start, count - 1))
    return rest
