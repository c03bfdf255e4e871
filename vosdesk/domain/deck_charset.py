"""Which encoding a text file is in, by its bytes.

A byte-order mark and UTF-8 are certain. What is neither is Chinese, Cyrillic or Western text by which letters it
would be: the guess is shown with the first rows and can be changed.
"""

import codecs
import re

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp1251", "cp1252", "big5", "cp932")
"""Encodings that can be chosen for a file."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PRINTED = bytes({*range(0x20, 0x100), *b"\t\r\n\x0b\x0c"})
_HIGH = re.compile(rb"[\x80-\xff]+")


def guess_encoding(head: bytes, *, whole: bool) -> str | None:
    """The encoding of a file that begins with ``head``; None where it is no text. ``whole``: there is no more."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\x00" in head:
        return _utf16(head)
    if _decodes(head, "utf-8", whole=whole):
        return "utf-8"
    return _eight_bit(head, whole=whole)


def is_text(head: bytes) -> bool:
    """Whether the bytes are those of some text: nearly none controls a machine."""
    return len(head.translate(None, _PRINTED)) * 100 <= len(head)


def _utf16(head: bytes) -> str | None:
    odd, even = head[1::2].count(0), head[0::2].count(0)
    encoding, zeros = ("utf-16-le", odd) if odd >= even else ("utf-16-be", even)
    text = head[: len(head) // 2 * 2].decode(encoding, "replace")
    controls = sum(sign < " " and sign not in "\t\r\n" for sign in text)
    return encoding if zeros * 4 > len(head) // 2 and not controls and "\ufffd" not in text[:-1] else None


def _decodes(head: bytes, encoding: str, *, whole: bool) -> bool:
    """Whether the bytes are text of the encoding; a last character may be cut, by the file or by its sender."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        text = decoder.decode(head, final=False)
    except UnicodeDecodeError:
        return False
    return bool(text) or not whole


def _eight_bit(head: bytes, *, whole: bool) -> str | None:
    if not is_text(head):
        return None
    runs = _HIGH.findall(head if whole else head[: head.rfind(b"\n") + 1] or head)
    signs = b"".join(runs)
    if not signs:
        return "cp1252"
    chinese = _decodes(head, "gb18030", whole=whole) and _chinese_share(runs) > 0.6
    cyrillic = sum(byte >= 0xC0 or byte in b"\xa8\xb8" for byte in signs) / len(signs)
    long_runs = sum(len(run) for run in runs if len(run) >= 3) / len(signs)
    if chinese and not (cyrillic > 0.95 and _upper_pairs(runs) > 0.9):
        return "gb18030"
    if cyrillic > 0.8 and long_runs > 0.5:
        return "cp1251"
    if _decodes(head, "cp1252", whole=whole):
        return "cp1252"
    return "gb18030" if _decodes(head, "gb18030", whole=whole) else None


def _chinese_share(runs: list[bytes]) -> float:
    """How many of the pairs of bytes are signs in daily use."""
    pairs = [run[place : place + 2] for run in runs for place in range(0, len(run) - 1, 2)]
    odd = sum(len(run) % 2 for run in runs)
    daily = sum((0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1) or 0xA1 <= pair[0] <= 0xA3 for pair in pairs)
    return daily / (len(pairs) + odd) if pairs else 0.0


def _upper_pairs(runs: list[bytes]) -> float:
    """How many of the second bytes of pairs are where Cyrillic letters stand: of Chinese signs two in three are."""
    seconds = [run[place + 1] for run in runs for place in range(0, len(run) - 1, 2)]
    return sum(byte >= 0xC0 for byte in seconds) / len(seconds) if seconds else 0.0
