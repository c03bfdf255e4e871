"""Which handler does which operation, checked before anything is served."""

import typing
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from vosdesk.contract.operations import OPERATIONS, Operation, Read, Start, Write
from vosdesk.services.runtime import Aside, Principal, Reading, Services, Writing

if TYPE_CHECKING:
    from vosdesk.services.jobs import JobContext

Q = TypeVar("Q")
R = TypeVar("R")
Fn = TypeVar("Fn", bound=Callable[..., Any])
Prepare = Callable[[Services, Q, Principal], Any]


class Handler(typing.NamedTuple):
    """A function, what is prepared for it outside of the transaction (slow hashes), and who admits a job."""

    run: Callable[..., Any]
    prepare: Prepare[Any] | None = None
    prepares: Callable[[Any], bool] = lambda request: True
    opens: bool = False
    aside: bool = False
    admit: Callable[..., Any] | None = None


class Handlers:
    """The handlers of one noun."""

    def __init__(self) -> None:
        self.by_operation: dict[str, Handler] = {}

    def reads(self, operation: Read[Q, R]) -> Callable[[Callable[[Reading, Q], R]], Callable[[Reading, Q], R]]:
        """Register a handler of a read."""
        return self._registrar(operation, Handler(run=_unset))

    def writes(
        self,
        operation: Write[Q, R],
        prepare: Prepare[Q] | None = None,
        prepares: Callable[[Q], bool] = lambda request: True,
    ) -> Callable[[Callable[[Writing, Q], R]], Callable[[Writing, Q], R]]:
        """Register a handler of a write.

        ``prepare(services, request, principal)`` runs before the transaction begins, once the user was admitted
        and unless the key was used before; the handler finds its result in ``work.prepared``. Requests of which
        ``prepares(request)`` is false need none of it, and find None.
        """
        return self._registrar(operation, Handler(run=_unset, prepare=prepare, prepares=prepares))

    def opens(self, operation: Operation[Q, R]) -> Callable[[Callable[[Services, Q], R]], Callable[[Services, Q], R]]:
        """Register a handler of an operation that anyone may call: it works with the services themselves."""
        return self._registrar(operation, Handler(run=_unset, opens=True))

    def asides(self, operation: Operation[Q, R]) -> Callable[[Callable[[Aside, Q], R]], Callable[[Aside, Q], R]]:
        """Register a handler of an operation about what this process holds: no transaction, log line or kept act.

        Doing it twice must be doing it once.
        """
        return self._registrar(operation, Handler(run=_unset, aside=True))

    def starts(
        self, operation: Start[Q, R], admit: Callable[[Writing, Q], Any]
    ) -> "Callable[[Callable[[JobContext, Q], R]], Callable[[JobContext, Q], R]]":
        """Register the work of a job, and ``admit``, which decides in the start's transaction who may do it."""
        return self._registrar(operation, Handler(run=_unset, admit=admit))

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
        _require_types(OPERATIONS[operation_id], handler)
    return found


def _require_types(operation: Operation[Any, Any], handler: Handler) -> None:
    starts = isinstance(operation, Start)
    if starts != (handler.admit is not None):
        raise TypeError(f"{operation.id} is a job, or its handler is one, but not both")
    if isinstance(operation, Write) and not handler.opens and operation.logged == handler.aside:
        raise TypeError(f"{operation.id} is logged, or its handler does it aside, but not both")
    ends = operation.outcome if isinstance(operation, Start) else operation.result
    hints = typing.get_type_hints(handler.run)
    if hints.get("request") != operation.request or hints.get("return") != ends:
        raise TypeError(f"the handler of {operation.id} has other types than declared")
    if handler.admit is not None and typing.get_type_hints(handler.admit).get("request") != operation.request:
        raise TypeError(f"who admits {operation.id} takes another request than declared")
