"""How far a verification is, and whether it is still wanted."""

from collections.abc import Callable

EVERY = 10_000
"""Entries between two looks at whether it is still wanted."""


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """Nobody waits for the result any more."""


class Watch:
    """Tells ``progress`` how many entries of how many are done, and ends the work when ``cancelled`` says so."""

    def __init__(
        self,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self.total = 0
        self.done = 0

    def begin(self, total: int) -> None:
        """So many entries are expected."""
        self.total = total
        self.advance(0)

    def advance(self, entries: int) -> None:
        """So many more entries are done. Raises Cancelled when nobody waits for the rest."""
        self.done += entries
        self._progress(min(self.done, self.total), self.total)
        self.look()

    def look(self) -> None:
        """Raise Cancelled when nobody waits for the rest."""
        if self._cancelled():
            raise Cancelled
