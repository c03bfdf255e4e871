"""The text of a rate file: its encoding, and its lines."""

import io
import re
from collections.abc import Iterator

from vosdesk.contract.errors import Code, Invalid

_LONG_RUN = re.compile(rb"[\x80-\xff]{4}")


def decode(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16, with or without a byte-order mark, else the Western cp1252.

    Raises Invalid where the bytes are none of these. Four letters beyond ASCII in a row are no Western text:
    they are another script in an encoding that is not read yet, and its names would come out garbled.
    """
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        little = content[1:4096:2].count(0) >= content[0:4096:2].count(0)
        encodings = ["utf-16-le" if little else "utf-16-be"]
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig"] if _LONG_RUN.search(content) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Invalid.at("content", Code.FILE_ENCODING)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold anything, with their numbers from 1 on."""
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if line.strip():
            yield number, line.rstrip("\n")
