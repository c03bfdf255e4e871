"""The ranges of a comparison, in a file of results."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from vosdesk.contract.coverage import Outcome, RangeFilter, RangeSort
from vosdesk.contract.paging import Cursor, Extent, Window
from vosdesk.storage.result_file import ResultFile, Wanted, within

_AFTER_DIGITS = "~"
_NO_CHANGE = -(2**62)
"""Ranges without a change sort below all others."""


class StoredRange(NamedTuple):
    """A range as it is kept. ``here`` and ``there`` are JSON, empty where there is nothing.

    ``space`` is in parts of 10**18 of all numbers.
    """

    code: str
    without: int
    area_name: str
    outcome: Outcome
    space: int
    change: int | None
    here: str
    there: str
    seq: int = 0


class RangeFile(ResultFile):
    """A comparison, open."""

    COLUMNS = {
        "code": "TEXT", "without": "INTEGER", "area_name": "TEXT", "folded": "TEXT", "outcome": "TEXT",
        "space": "INTEGER", "change": "INTEGER", "here": "TEXT", "there": "TEXT",
    }  # fmt: skip
    KEYS = {
        RangeSort.PREFIX: ("code", str),
        RangeSort.AREA_NAME: ("area_name", str),
        RangeSort.CHANGE: ("change", int),
        RangeSort.SHARE: ("space", int),
    }

    def fill(self, ranges: Iterable[StoredRange], meta: dict[str, Any]) -> None:
        """Write the ranges, and what is kept beside them."""
        self.keep(map(_row, ranges), meta)

    def window(
        self, wanted: RangeFilter, sort: RangeSort, descending: bool, window: Window
    ) -> tuple[list[StoredRange], Cursor | None]:
        """A window of ranges, and the cursor of the last one. Raises Invalid for a window that is not of this list."""
        rows, last = self.page(_where(wanted), sort, descending, window)
        return [_stored(row) for row in rows], last

    def ordered(self, wanted: RangeFilter, sort: RangeSort, descending: bool) -> Iterator[StoredRange]:
        """Ranges in order."""
        return map(_stored, self.rows(_where(wanted), sort, descending))

    def extent(self, wanted: RangeFilter, sort: RangeSort, descending: bool) -> Extent:
        """How many ranges there are, and the cursor of every so many-th."""
        return self.count(_where(wanted), sort, descending)

    def totals(self, wanted: RangeFilter) -> dict[Outcome, tuple[int, int]]:
        """How many ranges of the filter there are of an outcome, and their space."""
        found = self.sums("count(*), sum(space)", _where(wanted), "outcome")
        return {Outcome(outcome): (ranges, space) for outcome, ranges, space in found}


def _row(range_: StoredRange) -> tuple[Any, ...]:
    change = _NO_CHANGE if range_.change is None else range_.change
    area = range_.area_name
    return (
        range_.code, range_.without, area, area.lower(), range_.outcome.value, range_.space, change, range_.here,
        range_.there,
    )  # fmt: skip


def _stored(row: tuple[Any, ...]) -> StoredRange:
    code, without, area, _, outcome, space, change, here, there, seq = row
    known = None if change == _NO_CHANGE else change
    return StoredRange(code, without, area, Outcome(outcome), space, known, here, there, seq)


def _where(wanted: RangeFilter) -> Wanted:
    outcomes = within("outcome", [outcome.value for outcome in wanted.outcomes])
    conditions, values = [outcomes.where], list(outcomes.values)
    if wanted.prefix:
        conditions.append("code BETWEEN ? AND ?")
        values += [wanted.prefix, wanted.prefix + _AFTER_DIGITS]
    if wanted.area_name:
        conditions.append("instr(folded, ?) > 0")
        values.append(wanted.area_name.lower())
    return Wanted(" AND ".join(conditions), values)
