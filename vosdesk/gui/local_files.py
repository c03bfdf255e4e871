"""Files of this computer, on their way to a backend and from it. All of this runs outside of the GUI thread."""

import errno
import os
from pathlib import Path
from uuid import uuid4

from vosdesk.contract.backend import Backend
from vosdesk.contract.errors import Code, Unavailable
from vosdesk.contract.files import MAX_PIECE, DropFile, FileInfo, GetPiece, OpenFile, PutPiece
from vosdesk.contract.ids import FileId, new_key
from vosdesk.contract.operations import FILES_DROP, FILES_GET, FILES_OPEN, FILES_PUT
from vosdesk.gui.text import tr

_FULL = frozenset({"ENOSPC", "EDQUOT"})
_DENIED = frozenset({"EACCES", "EPERM", "EROFS"})


class Stopped(Exception):  # noqa: N818 - wanted, and no fault
    """The transfer was stopped."""


class Meter:
    """How far a transfer is, in bytes: written by its thread, read by any other."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self.stopped = False

    def at(self, done: int, total: int) -> None:
        """Tell how far it is. Raises Stopped when it is to go no further."""
        self.done, self.total = done, total
        if self.stopped:
            raise Stopped


def send(backend: Backend, path: Path, meter: Meter) -> FileId:
    """Send a file, and return by which id it is known. Raises OSError, a Refusal, or Stopped."""
    with path.open("rb") as file:
        total = os.fstat(file.fileno()).st_size
        sent = backend.call(FILES_OPEN, OpenFile(name=path.name, size=total), new_key()).value
        try:
            done = 0
            while content := file.read(min(MAX_PIECE, total - done)):
                backend.call(FILES_PUT, PutPiece(id=sent, offset=done, content=content), new_key())
                done += len(content)
                meter.at(done, total)
            if done < total:
                raise OSError(errno.EIO, "the file became shorter while it was read")
        except BaseException:
            _drop(backend, sent)
            raise
    return sent


def fetch(backend: Backend, file: FileInfo, target: Path, meter: Meter, *, keep: bool = False) -> None:
    """Write a file of the backend to ``target``: whole, or what was there stays. Then the backend may ``keep`` it.

    Raises OSError, a Refusal, or Stopped.
    """
    part = target.with_name(f".{target.name[:200]}.{uuid4().hex[:8]}.part")
    try:
        with part.open("xb") as written:
            done = 0
            while content := backend.call(FILES_GET, GetPiece(id=file.id, offset=done)).content:
                written.write(content)
                done += len(content)
                meter.at(done, file.size)
            if done != file.size:
                raise Unavailable(Code.DATABASE_CLOSED)
            written.flush()
            os.fsync(written.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        if not keep:
            _drop(backend, file.id)


def reason(error: OSError, target: Path) -> str:
    """Why a file could not be written, for the reader."""
    known = errno.errorcode.get(error.errno or 0)
    if known in _FULL:
        return tr("The disk is full. Nothing was written.")
    if known in _DENIED and target.exists():
        return tr("The file is open in another program, or you may not change it: {file}. Nothing was written.",
                  file=target.name)  # fmt: skip
    if known in _DENIED:
        return tr("You may not write in this folder: {folder}. Nothing was written.", folder=target.parent)
    if not target.parent.is_dir():
        return tr("There is no such folder: {folder}", folder=target.parent)
    return tr("The file could not be written: {reason}", reason=error.strerror or type(error).__name__)


def not_read(error: OSError) -> str:
    """Why a file could not be read, for the reader."""
    if errno.errorcode.get(error.errno or 0) in _DENIED:
        return tr("The file is open in another program, or you may not read it. Close it there and try again.")
    return tr("The file could not be read: {reason}", reason=error.strerror or type(error).__name__)


def _drop(backend: Backend, file: FileId) -> None:
    try:
        backend.call(FILES_DROP, DropFile(id=file), new_key())
    except Exception:  # noqa: BLE001 - it goes with the session at the latest; what happened before is to be told
        return
