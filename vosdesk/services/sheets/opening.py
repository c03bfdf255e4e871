"""What kind of file it is, and its sheets."""

from collections.abc import Callable

from vosdesk.contract.decks import Layout
from vosdesk.contract.errors import Code
from vosdesk.services.sheets.sheet import Sheets, Source, opened, refuse, size_of
from vosdesk.services.sheets.waiting import Tick, at_ease

HEAD = 1 << 18
"""Bytes by which a file is judged."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"%PDF", b"{\\rtf", b"Rar!",
    b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"MZ", b"\x7fELF", b"SQLite format 3",
)  # fmt: skip
"""How pictures, documents, archives, programs and databases begin."""
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<head", b"<?xml")


def open_sheets(
    source: Source,
    name: str = "",
    layout: Layout | None = None,
    *,
    known: Callable[[str], bool] | None = None,
    tick: Tick = at_ease,
) -> Sheets:
    """The sheets of a file; of text, as ``layout`` says or else as it looks. ``name`` names a sheet of text.

    ``known`` says which titles count where the delimiter is guessed: those of decks unless it is given.

    ``tick`` is called while the file is gone through; what it raises ends that. Raises Invalid with the reason where
    the file as a whole cannot be read.
    """
    with opened(source) as stream:
        head = stream.read(HEAD)
    if not head.strip():
        raise refuse(Code.FILE_EMPTY)
    if head.startswith((_ZIP, _OLE)):
        from vosdesk.services.sheets.books import open_book

        return open_book(source, zipped=head.startswith(_ZIP), tick=tick)
    if _is_other(head):
        raise refuse(Code.FILE_NO_SHEET)
    from vosdesk.services.sheets.texts import open_text

    return open_text(source, name, head, whole=size_of(source) <= len(head), layout=layout, known=known, tick=tick)


def _is_other(head: bytes) -> bool:
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        return True
    kind = next((magic for magic in _OTHERS if head.startswith(magic)), None)
    # Short words that a text could begin with as well count only where the rest is no text.
    return kind is not None and (len(kind) > 3 or b"\x00" in head)
