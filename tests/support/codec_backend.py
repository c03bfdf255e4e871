"""A backend around another: everything crosses as JSON, as it would over a wire."""

from typing import Any, TypeVar, overload

from vosdesk.contract import codec
from vosdesk.contract.backend import Backend
from vosdesk.contract.changes import Done
from vosdesk.contract.errors import Refusal
from vosdesk.contract.ids import Key
from vosdesk.contract.operations import Operation, Read, Write

Q = TypeVar("Q")
R = TypeVar("R")


class CodecBackend:
    """Encodes and decodes every request, result and error."""

    def __init__(self, inner: Backend) -> None:
        self._inner: Any = inner

    @overload
    def call(self, operation: Read[Q, R], request: Q) -> R: ...
    @overload
    def call(self, operation: Write[Q, R], request: Q, key: Key) -> Done[R]: ...
    def call(self, operation: Operation[Q, R], request: Q, key: Key | None = None) -> Any:
        """Do ``operation`` through JSON."""
        try:
            arrived = codec.decode_request(operation, codec.encode(request))
            if isinstance(operation, Write):
                result = self._inner.call(operation, arrived, key)
            else:
                result = self._inner.call(operation, arrived)
        except Refusal as refusal:
            raise codec.decode_error(codec.encode_error(refusal)) from None
        return codec.decode_result(operation, codec.encode(result))

    def use(self, token: str | None) -> None:
        """Call with this session from now on."""
        self._inner.use(token)

    def close(self) -> None:
        """Close the backend inside."""
        self._inner.close()
