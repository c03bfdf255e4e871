"""Rules of single fields, used by the form as the user types and by the service before it acts.

Each returns the problem that a value has, or None.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from vosdesk.contract.errors import Code, Problem

NAME_LENGTH = 64
MEMO_LENGTH = 500
NUMBER_LENGTH = 32
LOGIN_LENGTH = 64
PASSWORD_LEAST = 10
PASSWORD_MOST = 128
PREFIX_LENGTH = 30

_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]*")
_ACCOUNT_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+#-]*")
_PREFIX = re.compile(r"[0-9*#]*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def line(text: str, most: int = NAME_LENGTH, *, required: bool = False) -> Problem | None:
    """One line of plain text: no control characters, no lone surrogates, not too long."""
    if required and not text.strip():
        return Problem(Code.FIELD_EMPTY)
    if len(text) > most:
        return Problem(Code.FIELD_TOO_LONG, {"limit": most})
    # Printable text holds none of these: imports check a name per row, and nearly all are printable.
    if not text.isprintable() and any(_is_control(c) for c in text):
        return Problem(Code.FIELD_CONTROL)
    return None


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} or sign in _BIDI


_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def memo(text: str) -> Problem | None:
    """Free text of several lines."""
    return line(text.replace("\n", " ").replace("\t", " "), MEMO_LENGTH)


def login(text: str) -> Problem | None:
    """A login name: letters, digits and . _ @ - ; matched exactly."""
    if not text:
        return Problem(Code.FIELD_EMPTY)
    if len(text) > LOGIN_LENGTH:
        return Problem(Code.FIELD_TOO_LONG, {"limit": LOGIN_LENGTH})
    return None if _LOGIN.fullmatch(text) else Problem(Code.LOGIN_FORM)


def account_number(text: str) -> Problem | None:
    """An account number: unique text that never changes."""
    if not text:
        return Problem(Code.FIELD_EMPTY)
    if len(text) > NUMBER_LENGTH:
        return Problem(Code.FIELD_TOO_LONG, {"limit": NUMBER_LENGTH})
    return None if _ACCOUNT_NUMBER.fullmatch(text) else Problem(Code.ACCOUNT_NUMBER_FORM)


def prefix(text: str) -> Problem | None:
    """A rate prefix or area prefix: digits, * and #. Prefixes are text: leading zeros count."""
    if len(text) > PREFIX_LENGTH:
        return Problem(Code.FIELD_TOO_LONG, {"limit": PREFIX_LENGTH})
    return None if _PREFIX.fullmatch(text) and text.isascii() else Problem(Code.PREFIX_FORM)


def email(text: str) -> Problem | None:
    """An e-mail address, or nothing."""
    if not text:
        return None
    return line(text, 254) or (None if _EMAIL.fullmatch(text) else Problem(Code.FIELD_EMAIL))


def password(text: str) -> Problem | None:
    """Length alone; the service besides refuses passwords that are easy to guess."""
    if not text:
        return Problem(Code.FIELD_EMPTY)
    if len(text) < PASSWORD_LEAST:
        return Problem(Code.PASSWORD_SHORT, {"least": PASSWORD_LEAST})
    return Problem(Code.FIELD_TOO_LONG, {"limit": PASSWORD_MOST}) if len(text) > PASSWORD_MOST else None


def within(value: int, low: int, high: int) -> Problem | None:
    """A whole number between two others."""
    return None if low <= value <= high else Problem(Code.FIELD_RANGE, {"low": low, "high": high})


def days(borders: Sequence[int], most: int) -> Problem | None:
    """The beginnings of at least one and at most ``most`` days, and the end of the last one, in order."""
    if len(borders) < 2:
        return Problem(Code.FIELD_EMPTY)
    if len(borders) > most + 1:
        return Problem(Code.FIELD_RANGE, {"low": 1, "high": most})
    ordered = all(one < next_ for one, next_ in pairwise(borders))
    return None if ordered else Problem(Code.PERIOD_REVERSED)
