"""What an operation is: its name, request and result, who may enter, and whether it writes."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from vosdesk.contract.permissions import Gate, Right

Q = TypeVar("Q")
R = TypeVar("R")


@dataclass(frozen=True)
class Operation(Generic[Q, R]):
    """A callable of the program. ``requires`` lists the operation rights, all of them needed, or one gate."""

    id: str
    request: type[Q]
    result: Any
    requires: tuple[Right | Gate, ...]

    def __post_init__(self) -> None:
        if not self.requires:
            raise TypeError(f"operation {self.id} has no permission")

    @property
    def noun(self) -> str:
        """The noun that the operation is about."""
        return self.id.partition(".")[0]


@dataclass(frozen=True)
class Read(Operation[Q, R]):
    """An operation that changes nothing."""


@dataclass(frozen=True)
class Write(Operation[Q, R]):
    """An operation that changes something: it is called with a key, logged, and done once per key.

    ``secret`` says that the result must not be kept for a repeated key. ``logged`` is False for what changes nothing
    that lasts (a file on its way): it leaves no line in the log, and is done as often as it is called.
    """

    secret: bool = False
    logged: bool = True
