"""Files on their way: up in pieces for a job to read, down in pieces as a job made them.

A file belongs to the user who sent it or whose job made it; one of another user and one that never was are the same
NotFound. It is kept until it is dropped, at the latest until the session in which it came to be has ended.
"""

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FileId, Value

MAX_PIECE = 1024 * 1024
"""Bytes that go in one call."""
MAX_UPLOAD = 1024 * MAX_PIECE
"""Bytes of one file that is sent."""
MAX_FILES = 64
"""Files that are kept for one user at a time."""
MAX_KEPT = 4 * MAX_UPLOAD
"""Bytes that are kept for one user at a time, together."""
NAME_LENGTH = 255


class OpenFile(Value, frozen=True):
    """Announce a file: its name without folders, for people to read, and its size in bytes."""

    name: str
    size: int

    def checks(self) -> Found:
        """A name in one line, and a size within the limits."""
        yield "name", text_rules.line(self.name, NAME_LENGTH, required=True)
        yield "size", text_rules.within(self.size, 0, MAX_KEPT)
        large = self.size > MAX_UPLOAD
        yield "size", Problem(Code.FILE_TOO_LARGE, {"limit": MAX_UPLOAD}) if large else None


class PutPiece(Value, frozen=True):
    """Send a piece of an announced file. Pieces come in order; a piece sent again changes nothing."""

    id: FileId
    offset: int
    content: bytes

    def checks(self) -> Found:
        """Not too much at once."""
        yield "content", text_rules.within(len(self.content), 0, MAX_PIECE)
        yield "offset", text_rules.within(self.offset, 0, MAX_UPLOAD)

    def __repr__(self) -> str:
        return f"PutPiece(id={self.id!r}, offset={self.offset}, bytes={len(self.content)})"


class GetPiece(Value, frozen=True):
    """Fetch at most ``size`` bytes from ``offset`` on."""

    id: FileId
    offset: int
    size: int = MAX_PIECE

    def checks(self) -> Found:
        """Not too much at once."""
        yield "size", text_rules.within(self.size, 1, MAX_PIECE)
        yield "offset", text_rules.within(self.offset, 0, 2**62)


class Piece(Value, frozen=True):
    """Bytes of a file, and how long it is in all. Empty behind its end."""

    content: bytes
    total: int

    def __repr__(self) -> str:
        return f"Piece(bytes={len(self.content)}, total={self.total})"


class DropFile(Value, frozen=True):
    """Keep a file no longer."""

    id: FileId


class FileInfo(Value, frozen=True):
    """A file that is kept: its name for people, and its size in bytes."""

    id: FileId
    name: str
    size: int


class Exported(Value, frozen=True):
    """The file that a list was written to, and how many rows are in it."""

    file: FileInfo
    rows: int
