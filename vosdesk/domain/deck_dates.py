"""Dates and times as sheets write them: every reading that a text has, and the one that a form allows.

A text that can be a day in two ways has a reading for each form; nothing here chooses between them.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone

from vosdesk.contract.decks import DateForm
from vosdesk.contract.ids import FOREVER, Time

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FORMS = (DateForm.YEAR_FIRST, DateForm.DAY_FIRST, DateForm.MONTH_FIRST)
_SERIAL_ZERO = datetime(1899, 12, 30)
_SERIALS = (36_526, 73_050)
"""Numbers of days from 2000 to 2099: what a spreadsheet makes of a date whose format is lost."""
_NEVER = 2999
_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip
_NOW = frozenset({"now", "immediate", "immediately", "with immediate effect", "at once", "即时", "立即", "立即生效"})
_CLOCK = re.compile(
    r"(.*?)[\sT,]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?\s*(AM|PM|am|pm)?\s*"
    r"(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?"
)
_NUMBERS = re.compile(r"([0-9]{1,4})([-/. ])([0-9]{1,2})\2([0-9]{1,4})\.?")
_COMPACT = re.compile(r"[0-9]{8}")
_CHINESE = re.compile(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*[日号]?")
_DAY_NAME = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[-\s./]*([A-Za-z]{3,9})[-\s,./]*([0-9]{4}|[0-9]{2})", re.ASCII)
_NAME_DAY = re.compile(r"([A-Za-z]{3,9})[-\s./]*([0-9]{1,2})(?:st|nd|rd|th)?[-\s,./]+([0-9]{4})", re.ASCII)
_YEAR_NAME = re.compile(r"([0-9]{4})[-\s./]*([A-Za-z]{3,9})[-\s./]*([0-9]{1,2})", re.ASCII)
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")

Reading = tuple[datetime, bool]
"""A moment without a zone, or with the one that the text names; and whether the text names a day only."""


def readings(text: str) -> dict[DateForm, Reading]:
    """What the text says in each form in which it can be read; nothing where it is no date."""
    body, clock, zone = text.strip(), time(), None
    bare = True
    found = _CLOCK.fullmatch(body)
    if found is not None:
        at = _clock(found)
        if at is None:
            return {}
        body, (clock, zone), bare = found[1].strip(), at, False
    made: dict[DateForm, Reading] = {}
    for form, day in _days(body).items():
        made[form] = datetime.combine(day, clock, zone), bare
    if bare and not made and _SERIAL.fullmatch(body):
        serial = _of_serial(body)
        if serial is not None:
            made = dict.fromkeys(_FORMS, serial)
    return made


def _of_serial(text: str) -> Reading | None:
    """The moment that a spreadsheet counts as so many days; None where that is no day of this century."""
    whole, _, fraction = text.partition(".")
    if not _SERIALS[0] <= int(whole) < _SERIALS[1]:
        return None
    scale = 10 ** len(fraction)
    seconds = (int(fraction or 0) * 86_400 * 2 + scale) // (2 * scale)
    return _SERIAL_ZERO + timedelta(days=int(whole), seconds=seconds), seconds == 0


def is_now(text: str) -> bool:
    """Whether the text says "at once"."""
    return text.casefold() in _NOW


def to_time(reading: Reading, utc_offset: int, *, until: bool) -> Time:
    """The reading in UTC. A bare day as the end of a period is still in it; a far year is no end at all."""
    moment, bare = reading
    if until and moment.year >= _NEVER:
        return FOREVER
    if until and bare:
        moment += timedelta(days=1)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC) - timedelta(minutes=utc_offset)
    return Time((moment - _EPOCH) // timedelta(microseconds=1))


def fitting(texts: Iterable[str]) -> tuple[list[DateForm], bool]:
    """The forms that read the most of the texts, and whether they all say the same.

    Where they do not, the form must be asked for.
    """
    read = [found for found in map(readings, texts) if found]
    counts = {form: sum(form in found for found in read) for form in _FORMS}
    most = max(counts.values())
    best = [form for form in _FORMS if counts[form] == most]
    split = any(0 < count < len(read) for count in counts.values()) and most < len(read)
    same = all(len({found[form] for form in best if form in found}) < 2 for found in read)
    return best, same and not split


def _clock(found: re.Match[str]) -> tuple[time, timezone | None] | None:
    """The time of day, and the zone that it names; None where it is none."""
    hour, half = int(found[2]), (found[6] or "").casefold()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    fraction = int((found[5] or "").ljust(6, "0"))
    try:
        return time(hour, int(found[3]), int(found[4] or 0), fraction), _zone(found[7])
    except ValueError:
        return None


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))


def _days(text: str) -> dict[DateForm, date]:
    named = _named(text)
    if named is not None:
        return dict.fromkeys(_FORMS, named)
    if _COMPACT.fullmatch(text):
        parts = {
            DateForm.YEAR_FIRST: (text[:4], text[4:6], text[6:]),
            DateForm.DAY_FIRST: (text[4:], text[2:4], text[:2]),
            DateForm.MONTH_FIRST: (text[4:], text[:2], text[2:4]),
        }
        return _made(parts)
    numbers = _NUMBERS.fullmatch(text)
    if numbers is None:
        return {}
    a, _, b, c = numbers.groups()
    if len(a) > 2:
        # The year stands first: the month is next to it in every way of writing that is known.
        day = _day(a, b, c)
        return {} if day is None else dict.fromkeys(_FORMS, day)
    parts = {DateForm.DAY_FIRST: (c, b, a), DateForm.MONTH_FIRST: (c, a, b)}
    if len(c) <= 2:
        parts[DateForm.YEAR_FIRST] = (a, b, c)
    return _made(parts)


def _made(parts: Mapping[DateForm, tuple[str, str, str]]) -> dict[DateForm, date]:
    days = {form: _day(*part) for form, part in parts.items()}
    return {form: day for form, day in days.items() if day is not None}


def _named(text: str) -> date | None:
    found = _CHINESE.fullmatch(text)
    if found is not None:
        return _day(*found.groups())
    for pattern, order in ((_DAY_NAME, (2, 1, 0)), (_NAME_DAY, (2, 0, 1)), (_YEAR_NAME, (0, 1, 2))):
        found = pattern.fullmatch(text)
        if found is not None:
            year, month, day = (found.groups()[place] for place in order)
            number = _MONTHS.get(month.casefold())
            return None if number is None else _day(year, str(number), day)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(year) + (2000 if len(year) <= 2 else 0)
    if not 1990 <= number <= 9999:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
