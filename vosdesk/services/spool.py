"""The folder where files on their way are kept: private to its owner and to this process, and gone with it.

It is made when the first file comes. What a process that died left behind beside it is removed then, and when the
next one starts.
"""

import os
import secrets
import shutil
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from vosdesk.contract.errors import Code, Conflict, NotFound, Unavailable
from vosdesk.contract.files import MAX_FILES, MAX_KEPT, Piece
from vosdesk.contract.ids import FileId, UserId
from vosdesk.contract.permissions import Gate, Right

_NAME = ".vosdesk-files-"
_LOCK = "lock"
_UNFINISHED_SECONDS = 60
"""A folder without a lock is being made, unless it is older than this."""
_TAKING_SECONDS = 5
"""A lock that is younger may be one that nobody holds yet."""

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose file it is, and the session (the hash of its token) with which it goes."""

    user: UserId
    session: bytes


@dataclass(slots=True)
class Kept:
    """A file of the spool. ``size`` is what was announced, or None for one that a job makes."""

    id: FileId
    name: str
    path: Path
    owner: Owner
    size: int | None = None
    received: int = 0
    requires: tuple[Right | Gate, ...] = ()
    """What its owner must still hold to fetch it."""
    kind: str = ""
    """What a job made it for, where only that may be done with it."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class Spool:
    """The files on their way. Safe to use from several threads."""

    def __init__(self, parent: Path | None = None) -> None:
        self._parent = parent or Path(tempfile.gettempdir())
        self._folder: Path | None = None
        self._held: IO[bytes] | None = None
        self._files: dict[FileId, Kept] = {}
        self._lock = threading.Lock()
        self._closed = False

    def get(self, user: UserId, file: FileId) -> Kept:
        """A file of the user. Raises NotFound for one of another user as for one that never was."""
        with self._lock:
            kept = self._files.get(file)
        if kept is None or kept.owner.user != user:
            raise NotFound
        return kept

    def open(self, owner: Owner, name: str, size: int) -> FileId:
        """Announce a file that will be sent. Raises Conflict beyond the limits of a user."""
        with self._lock:
            self._require_room(owner.user, size)
            kept = self._new(owner, name)
            kept.size = size
        kept.path.touch(mode=0o600, exist_ok=False)
        return kept.id

    def new(self, owner: Owner, name: str) -> Kept:
        """A file for a job to fill. It is there, and empty."""
        with self._lock:
            self._require_room(owner.user, 0)
            kept = self._new(owner, name)
        kept.path.touch(mode=0o600, exist_ok=False)
        return kept

    def put(self, user: UserId, file: FileId, offset: int, content: bytes) -> None:
        """Write a piece where it belongs. Raises Conflict when the pieces before it have not come."""
        kept = self.get(user, file)
        with kept.lock:
            if kept.size is None or offset > kept.received or offset + len(content) > kept.size:
                raise Conflict(Code.FILE_INCOMPLETE, {"name": kept.name})
            with kept.path.open("r+b") as stream:
                stream.seek(offset)
                stream.write(content)
            kept.received = max(kept.received, offset + len(content))

    def read(self, kept: Kept, offset: int, size: int) -> Piece:
        """A piece of a file."""
        with kept.path.open("rb") as stream:
            total = os.fstat(stream.fileno()).st_size
            stream.seek(offset)
            return Piece(content=stream.read(size), total=total)

    def path(self, user: UserId, file: FileId) -> Path:
        """Where a file lies that came whole. Raises Conflict when pieces are missing."""
        kept = self.get(user, file)
        if kept.size is not None and kept.received < kept.size:
            raise Conflict(Code.FILE_INCOMPLETE, {"name": kept.name})
        return kept.path

    def drop(self, user: UserId, file: FileId) -> None:
        """Remove a file."""
        kept = self.get(user, file)
        with self._lock:
            self._files.pop(kept.id, None)
        _remove(kept.path)

    def sessions(self) -> set[bytes]:
        """The sessions that files belong to."""
        with self._lock:
            return {kept.owner.session for kept in self._files.values()}

    def drop_session(self, session: bytes) -> None:
        """Remove the files of a session that has ended."""
        with self._lock:
            gone = [kept for kept in self._files.values() if kept.owner.session == session]
            for kept in gone:
                del self._files[kept.id]
        for kept in gone:
            _remove(kept.path)

    def sweep(self) -> None:
        """Remove what processes that are no more left behind."""
        with suppress(OSError), os.scandir(self._parent) as entries:
            for entry in entries:
                if entry.name.startswith(_NAME) and _is_ours(entry):
                    _remove_abandoned(Path(entry.path))

    def close(self) -> None:
        """Remove everything. Nothing can be kept from then on."""
        with self._lock:
            self._closed = True
            self._files.clear()
            if self._held is not None:
                self._held.close()
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
            self._held = self._folder = None

    def _require_room(self, user: UserId, size: int) -> None:
        mine = [kept for kept in self._files.values() if kept.owner.user == user]
        if len(mine) >= MAX_FILES:
            raise Conflict(Code.FILES_TOO_MANY, {"limit": MAX_FILES})
        if sum(kept.size or 0 for kept in mine) + size > MAX_KEPT:
            raise Conflict(Code.FILES_TOO_LARGE, {"limit": MAX_KEPT})

    def _new(self, owner: Owner, name: str) -> Kept:
        if self._closed:
            raise Unavailable(Code.DATABASE_CLOSED)
        if self._folder is None:
            self.sweep()
            self._folder = Path(tempfile.mkdtemp(prefix=_NAME, dir=self._parent))
            self._held = (self._folder / _LOCK).open("wb")
            _take(self._held)
        file = FileId(secrets.token_hex(16))
        kept = self._files[file] = Kept(file, name, self._folder / file, owner)
        return kept


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes] | None]:
    try:
        file = path.open("r+b")
    except FileNotFoundError:
        yield None
        return
    with file:
        yield file


def _remove(path: Path) -> None:
    # Where an open file cannot be removed, it goes with the folder.
    with suppress(PermissionError):
        path.unlink(missing_ok=True)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    found = entry.stat(follow_symlinks=False)
    return stat.S_ISDIR(found.st_mode) and (sys.platform == "win32" or found.st_uid == os.getuid())


def _remove_abandoned(folder: Path) -> None:
    with suppress(OSError):
        with _opened(folder / _LOCK) as file:
            if file is None:
                young = time.time() - folder.stat().st_mtime < _UNFINISHED_SECONDS
            else:
                young = time.time() - os.fstat(file.fileno()).st_mtime < _TAKING_SECONDS
            if young or (file is not None and not _take(file)):
                return
        shutil.rmtree(folder, ignore_errors=True)
