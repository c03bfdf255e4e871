"""The services in this process, over a database of one's own."""

import threading
from typing import Any, TypeVar, overload

from vosdesk.contract.changes import Done
from vosdesk.contract.errors import Code, Unavailable
from vosdesk.contract.ids import Key
from vosdesk.contract.operations import Operation, Read, Write
from vosdesk.services.backups import Keeper
from vosdesk.services.dispatcher import Dispatcher

Q = TypeVar("Q")
R = TypeVar("R")


class EmbeddedBackend:
    """Calls go straight to the dispatcher. Safe to call from several threads at once."""

    def __init__(self, dispatcher: Dispatcher, keeper: Keeper | None = None) -> None:
        self._dispatcher = dispatcher
        self._keeper = keeper
        self._token: str | None = None
        self._under_way = 0
        self._closed = False
        self._state = threading.Condition()

    @overload
    def call(self, operation: Read[Q, R], request: Q) -> R: ...
    @overload
    def call(self, operation: Write[Q, R], request: Q, key: Key) -> Done[R]: ...
    def call(self, operation: Operation[Q, R], request: Q, key: Key | None = None) -> Any:
        """Do ``operation`` in the session in use. Raises a Refusal for every expected no."""
        with self._state:
            if self._closed:
                raise Unavailable(Code.DATABASE_CLOSED)
            self._under_way += 1
            token = self._token
        try:
            return self._dispatcher.execute(token, operation, request, key)
        finally:
            with self._state:
                self._under_way -= 1
                self._state.notify_all()

    def use(self, token: str | None) -> None:
        """Call with this session from now on; None is nobody's."""
        with self._state:
            self._token = token

    def close(self) -> None:
        """Let calls under way end and stop the jobs, then close the database. Later calls raise Unavailable."""
        with self._state:
            if self._closed:
                return
            self._closed = True
            # Calls under way may stand in line behind the transaction of a job.
            self._dispatcher.services.stop()
            self._state.wait_for(lambda: self._under_way == 0)
        if self._keeper is not None:
            self._keeper.close()
        self._dispatcher.services.close()
