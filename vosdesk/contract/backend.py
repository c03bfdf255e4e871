"""The protocol that every backend keeps: one call, typed by its operation."""

from typing import Protocol, TypeVar, overload

from vosdesk.contract.changes import Done
from vosdesk.contract.ids import Key
from vosdesk.contract.operation import Read, Write

Q = TypeVar("Q")
R = TypeVar("R")


class Backend(Protocol):
    """A connection to the program's services. Safe to call from several threads at once.

    A call raises a Refusal for every expected no, and nothing else.
    """

    @overload
    def call(self, operation: Read[Q, R], request: Q) -> R: ...
    @overload
    def call(self, operation: Write[Q, R], request: Q, key: Key) -> Done[R]: ...

    def use(self, token: str | None) -> None:
        """Call with this session from now on; None is nobody's."""
        ...

    def close(self) -> None:
        """Let calls under way end, then close. Later calls raise Unavailable."""
        ...
