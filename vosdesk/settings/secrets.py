"""Device tokens in the operating system's keyring. Never a password, never a file.

A keyring can be missing, locked, broken or waiting for a question that nobody sees: each of these means "not
available", after a few seconds at the latest. Calls wait for the keyring: not for the GUI thread.
"""

import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")

SERVICE = "vosdesk"
TIMEOUT = 5.0
"""Seconds that a keyring has to answer."""


class Ring(Protocol):
    """The three functions that are used of the keyring library."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret of an entry, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Drop an entry."""
        ...


class NotAvailable(Exception):  # noqa: N818 - an expected no
    """There is no keyring that would keep a token."""


class Secrets:
    """The device tokens of this machine, one for each connection and login name."""

    def __init__(self, ring: Callable[[], Ring] | None = None, timeout: float = TIMEOUT) -> None:
        self._ring = ring or _system_ring
        self._timeout = timeout

    def token(self, profile: str, login: str) -> str | None:
        """The device token of a login, or None when there is none or no keyring."""
        try:
            return self._ask(lambda ring: ring.get_password(SERVICE, _entry(profile, login)))
        except NotAvailable:
            return None

    def keep(self, profile: str, login: str, token: str) -> None:
        """Keep a device token. Raises NotAvailable; then nothing is kept anywhere."""
        self._ask(lambda ring: ring.set_password(SERVICE, _entry(profile, login), token))

    def forget(self, profile: str, login: str) -> None:
        """Drop a device token; nothing happens when there is none or no keyring."""
        try:
            self._ask(lambda ring: ring.delete_password(SERVICE, _entry(profile, login)))
        except NotAvailable:
            return

    def _ask(self, question: Callable[[Ring], T]) -> T:
        answers: list[T] = []
        failed = threading.Event()
        answered = threading.Event()

        def work() -> None:
            try:
                answers.append(question(self._ring()))
            except Exception:  # noqa: BLE001 - keyrings fail in their own ways, D-Bus ones too: all mean "no"
                failed.set()
            answered.set()

        threading.Thread(target=work, name="keyring", daemon=True).start()
        if not answered.wait(self._timeout) or failed.is_set():
            # "from None", and no text of the keyring's: its errors may quote what it was given.
            raise NotAvailable("no keyring") from None
        return answers[0]


def _entry(profile: str, login: str) -> str:
    return f"{login}@{profile}"


def _system_ring() -> Ring:
    """The system's keyring; raises when the only one there keeps secrets in the open or none at all."""
    import keyring
    from keyring.backends import chainer, fail, null

    ring = keyring.get_keyring()
    if isinstance(ring, (fail.Keyring, null.Keyring)) or not _trusted(ring, chainer.ChainerBackend):
        raise NotAvailable("no keyring")
    found: Ring = ring
    return found


def _trusted(ring: object, chainer: type) -> bool:
    """Whether a backend leaves secrets to the operating system, and not to a file of its own."""
    if isinstance(ring, chainer):
        return all(_trusted(one, chainer) for one in ring.backends)  # type: ignore[attr-defined]
    return type(ring).__module__.startswith("keyring.backends.")
