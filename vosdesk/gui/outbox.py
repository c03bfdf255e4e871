"""Payments under way: each is noted on this computer before it is sent, until it is known what became of it.

A note holds the key and what was asked for, never a password. It is written to the disk before the payment leaves,
so that whatever ends the program, the next start can ask by its key whether the payment was recorded.
"""

import logging
import os
import time
from pathlib import Path
from uuid import uuid4

import msgspec
from PySide6.QtCore import QLockFile

from vosdesk.contract.ids import Key, Time, Value
from vosdesk.contract.money import Money

_log = logging.getLogger(__name__)


class Sent(Value, frozen=True):
    """A payment on its way. ``account`` is its number, or empty for ``count`` accounts at once."""

    key: Key
    act: str
    """The English name of the act, as the catalogue has it."""
    account: str
    amount: Money
    time: Time
    count: int = 1


def now() -> Time:
    """The time of this computer, in microseconds UTC."""
    return Time(time.time_ns() // 1_000)


class Outbox:
    """The notes of one user at one connection, in a folder; without one nothing is remembered.

    Its methods read and write files. Safe to use from several threads: each note is a file of its own.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._run = uuid4().hex
        self._lock: QLockFile | None = None

    def keep(self, sent: Sent) -> None:
        """Note a payment, for certain. Raises OSError."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._lock is None:
            # Held as long as the program runs: notes of a live window are its own to settle.
            self._lock = _lock_of(self._folder, self._run)
            self._lock.tryLock(0)
        path = self._folder / f"{self._run}-{sent.key}.json"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(sent))
            file.flush()
            os.fsync(file.fileno())

    def drop(self, key: Key) -> None:
        """Forget a payment whose end is known. Raises OSError."""
        if self._folder is not None:
            for path in self._folder.glob(f"*-{key}.json"):
                path.unlink(missing_ok=True)

    def left(self) -> tuple[Sent, ...]:
        """What programs that are gone never heard the end of, oldest first. Raises OSError."""
        if self._folder is None or not self._folder.is_dir():
            return ()
        found: list[Sent] = []
        for path in self._folder.glob("*.json"):
            run = path.name.partition("-")[0]
            if run != self._run and self._is_gone(run):
                found.extend(_read(path))
        return tuple(sorted(found, key=lambda sent: sent.time))

    def close(self) -> None:
        """Leave what is noted to the next start."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _is_gone(self, run: str) -> bool:
        lock = _lock_of(self._folder or Path(), run)
        if not lock.tryLock(0):
            return False
        lock.unlock()
        return True


def _lock_of(folder: Path, run: str) -> QLockFile:
    lock = QLockFile(str(folder / f"{run}.lock"))
    # However old it is, a lock is only stale when its process is gone.
    lock.setStaleLockTime(0)
    return lock


def _read(path: Path) -> tuple[Sent, ...]:
    try:
        return (msgspec.json.decode(path.read_bytes(), type=Sent),)
    except FileNotFoundError:
        return ()
    except msgspec.MsgspecError as error:
        # Cut off while it was written: the payment had not left yet.
        _log.warning("a note of a payment was not read: %s", error)
        path.unlink(missing_ok=True)
        return ()
