"""A connection that loses answers when it is told to."""

import threading
from typing import Any

from vosdesk.contract.backend import Backend
from vosdesk.contract.errors import Code, Unavailable
from vosdesk.contract.ids import Key
from vosdesk.contract.operations import Operation


class Flaky:
    """Passes calls on: writes while ``open`` is set, reads while ``reading`` is.

    ``before`` and ``after`` name operations whose call is lost before or after it was done.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend: Any = backend
        self.before: set[str] = set()
        self.after: set[str] = set()
        self.keys: list[Key] = []
        self.open = threading.Event()
        self.open.set()
        self.reading = threading.Event()
        self.reading.set()

    def call(self, operation: Operation[Any, Any], request: Any, key: Key | None = None) -> Any:
        """One call, and what becomes of it."""
        if key is not None:
            self.keys.append(key)
            self.open.wait(20)
        else:
            self.reading.wait(20)
        if operation.id in self.before:
            raise Unavailable(Code.DATABASE_CLOSED)
        answer = self._backend.call(operation, request) if key is None else self._backend.call(operation, request, key)
        if operation.id in self.after:
            raise Unavailable(Code.DATABASE_CLOSED)
        return answer

    def use(self, token: str | None) -> None:
        """Call with this session from now on."""
        self._backend.use(token)

    def close(self) -> None:
        """The world closes its database itself."""
