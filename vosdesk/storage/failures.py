"""What the database said, as a refusal that a user can act on."""

import errno
import sqlite3

from sqlalchemy.exc import DataError, DBAPIError, TimeoutError

from vosdesk.contract.errors import Code, Unavailable

_SIGNS: tuple[tuple[tuple[str, ...], Code], ...] = (
    (("database is locked", "database table is locked", "lock timeout", "deadlock"), Code.DATABASE_BUSY),
    (("disk is full", "no space left", "disk full"), Code.DATABASE_FULL),
    (("malformed", "not a database", "file is encrypted"), Code.DATABASE_DAMAGED),
    (
        (
            "closed database",
            "unable to open",
            "disk i/o",
            "readonly",
            "connection",
            "server closed",
            "no such table",
        ),
        Code.DATABASE_CLOSED,
    ),
)


_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def unavailable(error: Exception) -> Unavailable | None:
    """The refusal that a database error is, or None when it is a defect of ours."""
    if isinstance(error, TimeoutError):
        return Unavailable(Code.DATABASE_BUSY)
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return Unavailable(Code.DATABASE_FULL)
    if isinstance(error, sqlite3.Error):
        return _by_sign(error)
    if not isinstance(error, DBAPIError):
        return None
    if getattr(error.orig, "sqlstate", None) in {"40001", "40P01", "55P03"}:
        return Unavailable(Code.DATABASE_BUSY)
    return _by_sign(error.orig)


def _by_sign(error: BaseException | None) -> Unavailable | None:
    said = str(error).lower()
    for signs, code in _SIGNS:
        if any(sign in said for sign in signs):
            return Unavailable(code)
    return None


def malformed(error: Exception) -> bool:
    """Whether the database could not take a value: a number beyond 64 bits, half a character, a NUL in a text."""
    return isinstance(error, OverflowError | UnicodeEncodeError | DataError)
