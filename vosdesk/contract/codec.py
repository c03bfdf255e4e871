"""Values of the contract as JSON and back. The codec is msgspec's; this says which type when."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from vosdesk.contract.changes import Done
from vosdesk.contract.errors import Code, ErrorData, Invalid, Refusal
from vosdesk.contract.jobs import JobResult, Start
from vosdesk.contract.operation import Operation, Write

Q = TypeVar("Q")
R = TypeVar("R")

_encoder = msgspec.json.Encoder(order="deterministic")
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


encode: Callable[[object], bytes] = _encoder.encode
"""A value as JSON, always the same bytes for the same value."""


def _decode(kind: Any, data: bytes) -> Any:
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    return decoder.decode(data)


def decode_request(operation: Operation[Q, Any], data: bytes) -> Q:
    """The request in ``data``; raises Invalid when it is not one."""
    try:
        request: Q = _decode(operation.request, data)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid(Code.REQUEST_MALFORMED) from error
    return request


def result_type(operation: Operation[Any, Any]) -> Any:
    """The type of what a call of ``operation`` returns."""
    return Done[operation.result] if isinstance(operation, Write) else operation.result  # type: ignore[name-defined]


def decode_result(operation: Operation[Any, Any], data: bytes) -> Any:
    """What a call of ``operation`` returned."""
    return _decode(result_type(operation), data)


def decode_value(operation: Operation[Any, R], data: bytes) -> R:
    """The bare result of ``operation``, without what it changed."""
    value: R = _decode(operation.result, data)
    return value


def decode_outcome(operation: Start[Any, R], result: JobResult) -> R:
    """What a job of ``operation`` ended with."""
    value: R = _decode(operation.outcome, bytes(result.value))
    return value


def encode_error(error: Refusal) -> bytes:
    """An error as JSON."""
    return _encoder.encode(error.data())


def decode_error(data: bytes) -> Refusal:
    """The error in ``data``, as an instance of its own class."""
    error: ErrorData = _decode(ErrorData, data)
    return Refusal.of(error)
