"""Identities, times and keys, as they travel."""

import uuid
from typing import NewType

import msgspec

UserId = NewType("UserId", int)
TemplateId = NewType("TemplateId", int)
AccountId = NewType("AccountId", int)
RateGroupId = NewType("RateGroupId", int)
RateId = NewType("RateId", int)
PaymentId = NewType("PaymentId", int)
LogId = NewType("LogId", int)
SessionId = NewType("SessionId", int)
GrantId = NewType("GrantId", int)
RateImportId = NewType("RateImportId", int)
DeckTemplateId = NewType("DeckTemplateId", int)
CallId = NewType("CallId", int)
CallTemplateId = NewType("CallTemplateId", int)
ChargeId = NewType("ChargeId", int)
JobId = NewType("JobId", str)
FileId = NewType("FileId", str)

Time = NewType("Time", int)
"""Microseconds since 1970-01-01 UTC. ``FOREVER`` means that something never ends."""

FOREVER = Time(2**63 - 1)
SECOND = 1_000_000
DAY = 86_400 * SECOND

Key = NewType("Key", str)
"""A UUID made by the client for one act; the same key gives the same result, once."""


def new_key() -> Key:
    """A fresh key for one act."""
    return Key(str(uuid.uuid4()))


def is_key(text: str) -> bool:
    """Whether ``text`` is a UUID in its canonical form."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Base of everything that crosses the door: immutable, compared by value."""


class Empty(Value, frozen=True):
    """A request or result that carries nothing."""
