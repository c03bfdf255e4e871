"""Which handler does which operation, checked before anything is served."""

import typing
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from vosdesk.contract.operations import OPERATIONS, Operation, Read, Write
from vosdesk.services.runtime import Principal, Reading, Services, Writing

Q = TypeVar("Q")
R = TypeVar("R")
Fn = TypeVar("Fn", bound=Callable[..., Any])
Prepare = Callable[[Services, Q, Principal], Any]


class Handler(typing.NamedTuple):
    """A function, and what is prepared for it outside of the transaction (slow hashes)."""

    run: Callable[..., Any]
    prepare: Prepare[Any] | None = None
    opens: bool = False


class Handlers:
    """The handlers of one noun."""

    def __init__(self) -> None:
        self.by_operation: dict[str, Handler] = {}

    def reads(self, operation: Read[Q, R]) -> Callable[[Callable[[Reading, Q], R]], Callable[[Reading, Q], R]]:
        """Register a handler of a read."""
        return self._registrar(operation, Handler(run=_unset))

    def writes(
        self, operation: Write[Q, R], prepare: Prepare[Q] | None = None
    ) -> Callable[[Callable[[Writing, Q], R]], Callable[[Writing, Q], R]]:
        """Register a handler of a write.

        ``prepare(services, request, principal)`` runs before the transaction begins, once the user was admitted
        and unless the key was used before; the handler finds its result in ``work.prepared``.
        """
        return self._registrar(operation, Handler(run=_unset, prepare=prepare))

    def opens(self, operation: Operation[Q, R]) -> Callable[[Callable[[Services, Q], R]], Callable[[Services, Q], R]]:
        """Register a handler of an operation that anyone may call: it works with the services themselves."""
        return self._registrar(operation, Handler(run=_unset, opens=True))

    def _registrar(self, operation: Operation[Any, Any], made: Handler) -> Callable[[Fn], Fn]:
        def register(function: Fn) -> Fn:
            if operation.id in self.by_operation:
                raise TypeError(f"{operation.id} has two handlers")
            self.by_operation[operation.id] = made._replace(run=function)
            return function

        return register


def _unset(*_: Any) -> Any:
    raise TypeError("a handler without a function")


def collect(nouns: Iterable[Handlers]) -> dict[str, Handler]:
    """All handlers by operation. Raises TypeError unless every operation has one of its declared types."""
    found: dict[str, Handler] = {}
    for noun in nouns:
        for operation_id, handler in noun.by_operation.items():
            if operation_id in found:
                raise TypeError(f"{operation_id} has two handlers")
            found[operation_id] = handler
    missing = OPERATIONS.keys() - found.keys()
    if missing:
        raise TypeError(f"no handler for {', '.join(sorted(missing))}")
    for operation_id, handler in found.items():
        operation = OPERATIONS[operation_id]
        hints = typing.get_type_hints(handler.run)
        if hints.get("request") != operation.request or hints.get("return") != operation.result:
            raise TypeError(f"the handler of {operation_id} has other types than declared")
    return found
