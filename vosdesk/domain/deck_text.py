"""The text of a rate file: its encoding, and its lines."""

import io
import re
from collections.abc import Callable, Iterator, Sequence

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


DELIMITERS = (" | ", "\t", "|", ";", ",", "^", "~")
"""What parts the cells of a line, the rarer sign first."""

_MOST_LINES = 200


def guess_delimiter(lines: Sequence[str], known: Callable[[str], bool]) -> tuple[str, bool]:
    """What parts the cells of these lines, and whether quotes go around cells.

    The sign wins by which a line has the most titles that are ``known``, then the one that parts the lines most
    evenly.
    """
    sample = [line for line in lines[:_MOST_LINES] if line.strip()]
    best = max(DELIMITERS, key=lambda sign: _evenness(sample, sign, known))
    if _evenness(sample, best, known) <= (0, 0.0):
        return ",", True
    if "|" not in best:
        return best, True
    quoted = sum(line.strip().startswith('"') and line.rstrip().endswith('"') for line in sample)
    return best, best == "|" and quoted * 2 > len(sample)


def _evenness(lines: Sequence[str], sign: str, known: Callable[[str], bool]) -> tuple[int, float]:
    titles = max((sum(known(cell.strip(' "')) for cell in line.split(sign)) for line in lines), default=0)
    counts = [outside_quotes(line, sign) for line in lines]
    usual = max(set(counts), key=lambda count: (counts.count(count), count)) if counts else 0
    return (titles if titles > 1 else 0), (counts.count(usual) / len(counts) if usual else 0.0)


def outside_quotes(line: str, sign: str) -> int:
    """How often the sign parts cells in a line."""
    return "".join(line.split('"')[::2]).count(sign) if '"' in line and "|" not in sign else line.count(sign)
