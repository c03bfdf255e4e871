"""Text in a cell that no spreadsheet runs, and that comes back as it was; the writer and the reader of files share it.

A text that a spreadsheet would take for a formula gets an apostrophe in front. A text that a reader would trim or
tidy up (blanks at its ends, invisible signs) is put between ``'"`` and ``"``. What looks like either already is
treated the same way, so that every text has one written form, and every written form one text.
"""

import re
from datetime import UTC, datetime, timedelta

from vosdesk.contract.ids import Time

BOM = "\ufeff"
"""Spreadsheets take a CSV file for UTF-8 only when it begins with this."""
_RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_RAN = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_OPEN, _CLOSE = "'\"", '"'
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
DATED = (Time((datetime(1990, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND),
         Time((datetime(2900, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND))  # fmt: skip
"""Times from the first on and before the second are written as dates."""
_COUNTED = re.compile(r"t([+-][0-9]{1,19})")


def harmless(text: str) -> str:
    """``text`` as it is written into a cell; ``original`` gives it back."""
    if text != text.strip() or not text.isprintable() or _is_wrapped(text):
        return f"{_OPEN}{text}{_CLOSE}"
    return f"'{text}" if _RUNS.match(text) else text


def original(text: str) -> str:
    """The text that was written as ``text``. Every other text stands for itself."""
    if text[:1] != "'":
        return text
    if _is_wrapped(text):
        return text[len(_OPEN) : -len(_CLOSE)]
    return text[1:] if _RAN.match(text) else text


def is_kept(text: str) -> bool:
    """Whether ``text`` was written to be taken to the letter: nothing in it is to be tidied up."""
    return text[:1] == "'" and _is_wrapped(text)


def time_text(time: Time) -> str:
    """A time to the microsecond: ISO 8601 in UTC; beyond the years 1990 to 2899, ``t`` and the microseconds."""
    if not DATED[0] <= time < DATED[1]:
        return f"t{time:+d}"
    moment = _EPOCH + timedelta(microseconds=time)
    return moment.isoformat().replace("+00:00", "Z")


def counted_time(text: str) -> Time | None:
    """The time of a text such as ``t+5``: five microseconds after the beginning of 1970. None for all others."""
    found = _COUNTED.fullmatch(text)
    return None if found is None else Time(int(found[1]))


def _is_wrapped(text: str) -> bool:
    return len(text) >= len(_OPEN) + len(_CLOSE) and text.startswith(_OPEN) and text.endswith(_CLOSE)
