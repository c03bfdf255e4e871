"""Call records as a file holds them: which column says what, and a line as a record or as what is wrong with it.

Times are numbers of seconds, milliseconds or microseconds since 1970 UTC, told apart by their length, or text from
the year down to the second. The vendor's marks for "none", "unlimited" and "never" count as an empty cell.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

import msgspec

from vosdesk.contract.call_imports import DELIMITERS, BadCall, CallColumns
from vosdesk.contract.calls import FLOW_LENGTH, PARTY_LENGTH
from vosdesk.contract.cell_text import original
from vosdesk.contract.errors import Code, Invalid, Problem
from vosdesk.contract.ids import SECOND, Time

MAX_HOLD = 100 * 86_400
"""Seconds of the longest call; longer ones are marks or mistakes."""
_MAX_TEXT = 200
_GARBLED = "\ufffd"
_NONE = frozenset({"", "-1", "2147483647", "9223372036854775807"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = Time(946_684_800 * SECOND)
"""The year 2000: a number that says less is no count of seconds, but a date in digits or half a time."""
_LATEST = Time(4_102_444_800 * SECOND)
"""The year 2100: what is later is no time of a call."""
_DATE = len("2026-01-31")
_LETTERS = re.compile(r"[^0-9a-z一-鿿]+")


class Field(StrEnum):
    """What a column says."""

    FLOW = "flow"
    CALLER = "caller"
    CALLEE = "callee"
    ACCOUNT = "account"
    START = "start"
    STOP = "stop"
    HOLD = "hold"


F = Field
_NAMES: Mapping[Field, str] = {
    F.FLOW: "flow; flowno; flow no; flow number; unique flow number; serial number; serial no; call id; callid; "
    "unique id; uniqueid; cdr id; 流水号; 话单流水号; 唯一流水号",
    F.CALLER: "caller; callere164; caller e164; caller number; calling number; calling; ani; cli; src; source; from; "
    "a number; 主叫; 主叫号码",
    F.CALLEE: "callee; calleee164; callee e164; callee number; called number; called; dnis; dst; destination; to; "
    "dialed number; dialled number; b number; 被叫; 被叫号码",
    F.ACCOUNT: "account; customeraccount; customer account; account number; account no; account id; accountcode; "
    "account code; billing account; 账户; 账户号码; 账户号; 计费账户",
    F.START: "start; starttime; start time; begin time; begintime; connect time; answer time; setup time; 起始时间; "
    "开始时间; 通话开始时间",
    F.STOP: "stop; stoptime; stop time; end; endtime; end time; hangup time; disconnect time; 终止时间; 结束时间; "
    "挂断时间",
    F.HOLD: "hold; holdtime; hold time; hold seconds; duration; billsec; bill seconds; call duration; "
    "conversation time; talk time; seconds; 通话时长; 时长; 通话时间",
}
_FIELDS: dict[str, Field] = {
    _LETTERS.sub(" ", name).strip(): f for f, names in _NAMES.items() for name in names.split("; ")
}
_NEEDED = (F.FLOW, F.CALLEE, F.ACCOUNT, F.START)


class Record(NamedTuple):
    """A call as its line says it. Times are microseconds UTC, ``hold`` seconds."""

    line: int
    flow: str
    caller: str
    callee: str
    account: str
    start: Time
    stop: Time
    hold: int


class Layout(NamedTuple):
    """The header of a file: its titles, the place of each field, and what was taken for what."""

    titles: tuple[str, ...]
    places: dict[Field, int]
    columns: CallColumns


def delimiter_of(header: str) -> str:
    """The sign that stands between the titles of a header line."""
    return max(DELIMITERS, key=header.count)


def titles_of(header: str, delimiter: str) -> tuple[str, ...]:
    """The titles of a header line; an empty delimiter is found out."""
    cells = next(csv.reader([header], delimiter=delimiter or delimiter_of(header)), [])
    return tuple(cell.strip() for cell in cells)


def layout_of(header: str, wanted: CallColumns) -> Layout:
    """Which column says what. Raises Invalid where one that is needed is missing, or a title stands twice."""
    delimiter = wanted.delimiter or delimiter_of(header)
    titles = titles_of(header, delimiter)
    plain = [_LETTERS.sub(" ", title.casefold()).strip() for title in titles]
    places: dict[Field, int] = {}
    doubled: list[str] = []
    for field in Field:
        title = _LETTERS.sub(" ", str(getattr(wanted, field.value)).casefold()).strip()
        found = [i for i, name in enumerate(plain) if (name == title if title else _FIELDS.get(name) is field)]
        if len(found) > 1:
            doubled.append(field.value)
        elif found:
            places[field] = found[0]
        elif title:
            raise Invalid.at(field.value, Code.FILE_HEADER, {"missing": [field.value]})
    missing = [field.value for field in _NEEDED if field not in places]
    if not missing and F.STOP not in places and F.HOLD not in places:
        missing = [F.HOLD.value]
    if missing or doubled:
        raise Invalid.at("file", Code.FILE_HEADER, {"missing": missing, "doubled": doubled, "titles": list(titles)})
    said = {field.value: titles[place] for field, place in places.items()}
    return Layout(titles, places, msgspec.structs.replace(wanted, delimiter=delimiter, **said))


class _CellError(Exception):
    """A cell that cannot be read."""

    def __init__(self, field: Field, code: Code, params: Mapping[str, int] | None = None) -> None:
        super().__init__(code)
        self.field = field
        self.problem = Problem(code, params)


class Reader:
    """Reads the lines below a header, one at a time."""

    def __init__(self, layout: Layout) -> None:
        self._width = len(layout.titles)
        self._columns = layout.columns
        # A field that no column says is read from an empty cell behind the last.
        self._places = [layout.places.get(field, self._width) for field in Field]
        self._pick = itemgetter(*self._places)
        self._zone = timezone(timedelta(minutes=layout.columns.zone))

    def read(self, lines: Iterable[str]) -> Iterator[Record | BadCall]:
        """The records of ``lines``, the first of which is line 2 of the file; empty lines are passed over."""
        rows = csv.reader(lines, delimiter=self._columns.delimiter)
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error:
                yield BadCall(line=rows.line_num + 1, column="", text="", code=Code.FIELD_INVALID)
                continue
            if cells and (len(cells) > 1 or cells[0].strip()):
                yield self._row(rows.line_num + 1, cells)

    def _row(self, line: int, cells: Sequence[str]) -> Record | BadCall:
        if len(cells) != self._width:
            text = self._columns.delimiter.join(cells)[:_MAX_TEXT]
            widths = {"expected": self._width, "found": len(cells)}
            return BadCall(line=line, column="", text=text, code=Code.FILE_COLUMNS, params=widths)
        flow, caller, callee, account, start, stop, hold = map(str.strip, self._pick((*cells, "")))
        if "'" in f"{flow}{caller}{callee}{account}":
            flow, caller, callee, account = map(original, (flow, caller, callee, account))
        try:
            begin = self._time(start, F.START)
            if begin is None:
                raise _CellError(F.START, Code.FIELD_EMPTY)
            if flow in _NONE:
                # As a number it would make all calls without one the same call, of which the first alone is charged.
                raise _CellError(F.FLOW, Code.FIELD_EMPTY)
            end, seconds = self._end(begin, stop, hold)
            _check(flow, F.FLOW, FLOW_LENGTH)
            _check(callee, F.CALLEE, PARTY_LENGTH)
            if caller in _NONE:
                caller = ""
            else:
                _check(caller, F.CALLER, PARTY_LENGTH)
            if account in _NONE:
                account = ""
            else:
                _check(account, F.ACCOUNT, PARTY_LENGTH)
            return Record(line, flow, caller, callee, account, begin, end, seconds)
        except _CellError as error:
            place = self._places[list(Field).index(error.field)]
            text = cells[place][:_MAX_TEXT] if place < self._width else ""
            code, params = error.problem.code, error.problem.params
            return BadCall(line=line, column=error.field.value, text=text, code=code, params=params)

    def _end(self, begin: Time, stop: str, hold: str) -> tuple[Time, int]:
        """The end and the seconds: what is billed is ``hold`` where there is one, a second begun counting whole."""
        end = self._time(stop, F.STOP) if stop not in {"0", ""} else None
        if end is not None and end < begin:
            raise _CellError(F.STOP, Code.PERIOD_REVERSED)
        if hold not in _NONE:
            if not (hold.isascii() and hold.isdigit()):
                raise _CellError(F.HOLD, Code.NUMBER_INVALID)
            seconds = int(hold)
        elif end is not None:
            seconds = -((begin - end) // SECOND)
        else:
            raise _CellError(F.HOLD, Code.FIELD_EMPTY)
        if seconds > MAX_HOLD:
            raise _CellError(F.HOLD, Code.FIELD_RANGE, {"low": 0, "high": MAX_HOLD})
        return Time(begin + seconds * SECOND) if end is None else end, seconds

    def _time(self, text: str, field: Field) -> Time | None:
        if text in _NONE:
            return None
        if text.isdigit() and text.isascii() and len(text) != 14:
            found = int(text)
            if len(text) <= 10:
                found *= SECOND
            elif len(text) <= 13:
                found *= 1_000
        else:
            found = self._written(text, field)
        if not _EARLIEST <= found < _LATEST:
            raise _CellError(field, Code.FIELD_INVALID)
        return Time(found)

    def _written(self, text: str, field: Field) -> int:
        """A time as text: 2026-01-31 23:59:59, with slashes, without any signs, or with a zone of its own."""
        try:
            if len(text) <= _DATE:
                raise ValueError("a date without a time")
            moment = datetime.fromisoformat(f"{text[:8]}T{text[8:]}" if text.isdigit() else text.replace("/", "-"))
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=self._zone)
            return (moment - _EPOCH) // timedelta(microseconds=1)
        except (ValueError, OverflowError):
            raise _CellError(field, Code.FIELD_INVALID) from None


def _check(text: str, field: Field, most: int) -> None:
    if text and len(text) <= most and text.isprintable() and (text.isascii() or _GARBLED not in text):
        return
    if not text:
        raise _CellError(field, Code.FIELD_EMPTY)
    if len(text) > most:
        raise _CellError(field, Code.FIELD_TOO_LONG, {"limit": most})
    raise _CellError(field, Code.FIELD_CONTROL)
