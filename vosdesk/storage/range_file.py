"""The ranges of a comparison, in a file of results."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from vosdesk.contract.coverage import Outcome, RangeFilter, RangeSort
from vosdesk.contract.paging import Cursor, Extent, Window
from vosdesk.storage.result_file import ResultFile, Wanted, within

_AFTER_DIGITS = "~"
_NO_CHANGE = -(2**62)
"""Ranges without a change sort below all others."""


Row = tuple[str, int, str, str, str, int, int, str]
"""A range in the order of the columns."""


class StoredRange(NamedTuple):
    """A range as it is kept. ``offers`` is JSON: what each of the two decks has, or null.

    ``space`` is in parts of 10**18 of all numbers.
    """

    code: str
    without: int
    area_name: str
    outcome: Outcome
    space: int
    change: int | None
    offers: str
    seq: int = 0


class RangeFile(ResultFile):
    """A comparison, open."""

    COLUMNS = {
        "code": "TEXT", "without": "INTEGER", "area_name": "TEXT", "folded": "TEXT", "outcome": "TEXT",
        "space": "INTEGER", "change": "INTEGER", "offers": "TEXT",
    }  # fmt: skip
    KEYS = {
        RangeSort.PREFIX: ("code", str),
        RangeSort.AREA_NAME: ("area_name", str),
        RangeSort.CHANGE: ("change", int),
        RangeSort.SHARE: ("space", int),
    }

    def fill(self, ranges: Iterable[Row], meta: dict[str, Any]) -> None:
        """Write the ranges, and what is kept beside them."""
        self.keep(ranges, meta)

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


def row_of(code: str, without: int, area: str, outcome: Outcome, space: int, change: int | None, offers: str) -> Row:
    """A range as a row of the file."""
    known = _NO_CHANGE if change is None else change
    # Past the descriptor of the value of a member, which takes as long as the row.
    return code, without, area, area.lower(), outcome._value_, space, known, offers


def _stored(row: tuple[Any, ...]) -> StoredRange:
    code, without, area, _, outcome, space, change, offers, seq = row
    known = None if change == _NO_CHANGE else change
    return StoredRange(code, without, area, Outcome(outcome), space, known, offers, seq)


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
