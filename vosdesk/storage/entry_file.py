"""The entries of a reconciliation, in a file of results."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from vosdesk.contract.paging import Cursor, Extent, Window
from vosdesk.contract.reconciliation import EntryFilter, EntrySort, ListOutcome
from vosdesk.storage.result_file import ResultFile, Wanted, within

_ORDER = {outcome.value: place for place, outcome in enumerate(ListOutcome)}


class StoredEntry(NamedTuple):
    """An entry as it is kept: what it is found by, and the row that is shown of it, as JSON."""

    outcome: ListOutcome
    reference: str
    day: int
    amount: int
    text: str
    row: str
    seq: int = 0


class EntryFile(ResultFile):
    """A reconciliation, open."""

    COLUMNS = {
        "outcome": "TEXT", "place": "INTEGER", "reference": "TEXT", "day": "INTEGER", "amount": "INTEGER",
        "folded": "TEXT", "row": "TEXT",
    }  # fmt: skip
    KEYS = {
        EntrySort.OUTCOME: ("place", int),
        EntrySort.REFERENCE: ("reference", str),
        EntrySort.DAY: ("day", int),
        EntrySort.AMOUNT: ("amount", int),
    }

    def fill(self, entries: Iterable[StoredEntry], meta: dict[str, Any]) -> None:
        """Write the entries, and what is kept beside them."""
        self.keep(map(_row, entries), meta)

    def window(
        self, wanted: EntryFilter, sort: EntrySort, descending: bool, window: Window
    ) -> tuple[list[StoredEntry], Cursor | None]:
        """A window of entries, and the cursor of the last one. Raises Invalid for a window not of this list."""
        rows, last = self.page(_where(wanted), sort, descending, window)
        return [_stored(row) for row in rows], last

    def ordered(self, wanted: EntryFilter, sort: EntrySort, descending: bool) -> Iterator[StoredEntry]:
        """Entries in order."""
        return map(_stored, self.rows(_where(wanted), sort, descending))

    def extent(self, wanted: EntryFilter, sort: EntrySort, descending: bool) -> Extent:
        """How many entries there are, and the cursor of every so many-th."""
        return self.count(_where(wanted), sort, descending)


def _row(entry: StoredEntry) -> tuple[Any, ...]:
    outcome = entry.outcome.value
    return outcome, _ORDER[outcome], entry.reference, entry.day, entry.amount, entry.text.lower(), entry.row


def _stored(row: tuple[Any, ...]) -> StoredEntry:
    outcome, _, reference, day, amount, folded, shown, seq = row
    return StoredEntry(ListOutcome(outcome), reference, day, amount, folded, shown, seq)


def _where(wanted: EntryFilter) -> Wanted:
    outcomes = within("outcome", [outcome.value for outcome in wanted.outcomes])
    if not wanted.text:
        return outcomes
    return Wanted(f"{outcomes.where} AND instr(folded, ?) > 0", [*outcomes.values, wanted.text.strip().lower()])
