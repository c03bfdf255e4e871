"""Password hashes and the check against guessable passwords."""

import base64
import secrets

import argon2
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from vosdesk.contract.errors import Code, Invalid

GUESSABLE_BELOW = 3
"""zxcvbn's score from 0 to 4: below 3 a password falls to an attacker who tries ten thousand million times."""
_CHECKED_LENGTH = 72


class Hasher:
    """argon2id. ``cost`` lets tests hash fast."""

    def __init__(self, time_cost: int = 3, memory_kib: int = 65_536, lanes: int = 4) -> None:
        self._hasher = PasswordHasher(time_cost, memory_kib, lanes, type=argon2.Type.ID)
        # Of nobody's password: as slow to check as any, and made without hashing, which a start would wait for.
        self._nobody = f"$argon2id$v=19$m={memory_kib},t={time_cost},p={lanes}${_random(16)}${_random(32)}"

    def hash(self, password: str) -> str:
        """A salted hash of ``password``."""
        return self._hasher.hash(_bytes(password))

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether ``password`` is the one of ``stored``. Takes as long when there is no such user."""
        try:
            return self._hasher.verify(stored or self._nobody, _bytes(password)) and stored is not None
        except (VerificationError, InvalidHashError):
            return False

    def is_old(self, stored: str) -> bool:
        """Whether the parameters have risen since ``stored`` was made."""
        return self._hasher.check_needs_rehash(stored)


def _random(count: int) -> str:
    return base64.b64encode(secrets.token_bytes(count)).decode().rstrip("=")


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


def require_strong(field: str, password: str, *, beside: tuple[str, ...] = ()) -> None:
    """Raise Invalid at ``field`` when the password is easy to guess, also from the names ``beside`` it."""
    from zxcvbn import zxcvbn

    if zxcvbn(password[:_CHECKED_LENGTH], user_inputs=[b for b in beside if b])["score"] < GUESSABLE_BELOW:
        raise Invalid.at(field, Code.PASSWORD_COMMON)
