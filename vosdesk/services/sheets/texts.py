"""Text files as sheets: any encoding that is known, any delimiter, any end of line, newlines within quotes."""

import codecs
import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from vosdesk.contract.decks import MAX_COLUMNS, Layout
from vosdesk.contract.errors import Code
from vosdesk.domain.deck_cells import Cell, Unreadable
from vosdesk.domain.deck_charset import guess_encoding, is_text
from vosdesk.domain.deck_text import guess_delimiter, outside_quotes
from vosdesk.domain.deck_titles import role_of
from vosdesk.services.sheets.sheet import Sheet, Sheets, Source, opened, refuse
from vosdesk.services.sheets.waiting import Tick, at_ease

_SAMPLE = 200
_PIECE = 1 << 20
_JOINED = 50
"""Lines that one pair of quotes may hold together."""
_GARBLED = "\ufffd"


def open_text(
    source: Source,
    name: str,
    head: bytes,
    *,
    whole: bool,
    layout: Layout | None,
    known: Callable[[str], bool] | None = None,
    tick: Tick = at_ease,
) -> Sheets:
    """The one sheet of a text file. Raises Invalid where it is no text or is wider than a sheet can be."""
    encoding = layout.encoding if layout and layout.encoding else guess_encoding(head, whole=whole)
    if encoding is None:
        raise refuse(Code.FILE_ENCODING if is_text(head) else Code.FILE_NO_SHEET)
    encoding, clean, cut, lines = _checked(source, encoding, tick, fixed=bool(layout and layout.encoding))
    with _text(source, encoding) as text:
        sample = list(islice(text, _SAMPLE))
    if layout and layout.delimiter:
        delimiter, quotes = layout.delimiter, layout.quotes
    else:
        delimiter, quotes = guess_delimiter(sample, known or _is_deck_title)
    if any(outside_quotes(line, delimiter) >= MAX_COLUMNS for line in sample):
        raise refuse(Code.FILE_WIDE, limit=MAX_COLUMNS)
    if not any(line.strip(delimiter + " \t\r\n") for line in sample):
        raise refuse(Code.FILE_EMPTY)
    counts = [outside_quotes(line, delimiter) for line in sample]
    rows = TextRows(source, encoding, delimiter, max(counts, key=counts.count), quotes=quotes, clean=clean)
    return Sheets((Sheet(name, rows, lines),), encoding, delimiter, quotes, cut)


def _is_deck_title(cell: str) -> bool:
    return role_of(cell) is not None


def _checked(source: Source, encoding: str, tick: Tick, *, fixed: bool) -> tuple[str, bool, bool, int]:
    """The encoding that reads the whole file; whether it reads all of it, whether its end is cut; how many lines."""
    for tried in (encoding,) if fixed else (encoding, *(e for e in ("gb18030", "cp1252") if encoding == "utf-8")):
        clean, cut, lines = _decodes(source, tried, tick)
        if clean or cut:
            return tried, clean, cut, lines
    if not fixed:
        raise refuse(Code.FILE_ENCODING)
    return encoding, False, False, _decodes(source, encoding, tick)[2]


def _decodes(source: Source, encoding: str, tick: Tick) -> tuple[bool, bool, int]:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    lines, clean = 0, True
    with opened(source) as stream:
        while piece := stream.read(_PIECE):
            tick()
            ends = piece.count(b"\n") or piece.count(b"\r")
            if not ends and len(piece) == _PIECE:
                raise refuse(Code.FILE_WIDE, limit=MAX_COLUMNS)
            lines += ends
            if clean:
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    clean = False
    if not clean:
        return False, False, lines
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False, True, lines
    return True, False, lines


def _text(source: Source, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(opened(source), encoding, "replace", newline=None)


class TextRows:
    """The rows of a text file, read anew with every iteration. ``usual`` is how often most lines hold the delimiter."""

    def __init__(self, source: Source, encoding: str, delimiter: str, usual: int, *, quotes: bool, clean: bool) -> None:
        self._source, self._encoding, self._delimiter = source, encoding, delimiter
        self._quotes, self._clean, self._usual = quotes and len(delimiter) == 1, clean, usual

    def __iter__(self) -> Iterator[list[Cell]]:
        with _text(self._source, self._encoding) as lines:
            if not self._clean:
                yield from self._marked(lines)
            else:
                yield from self._quoted(lines) if self._quotes else self._plain(lines)

    def _plain(self, lines: Iterable[str]) -> Iterator[list[Cell]]:
        delimiter = self._delimiter
        for line in lines:
            yield line.rstrip("\n").split(delimiter)  # type: ignore[misc]

    def _marked(self, lines: Iterable[str]) -> Iterator[list[Cell]]:
        """Lines with signs that could not be read are rows that cannot be."""
        for line in lines:
            if _GARBLED in line:
                yield [Unreadable(line.rstrip("\n"), Code.CELL_CUT)]
            else:
                yield from self._quoted((line,)) if self._quotes else self._plain((line,))

    def _quoted(self, source: Iterable[str]) -> Iterator[list[Cell]]:
        """Quotes go around cells, and may hold lines together: never more than they plainly do.

        A quote that does not close swallows no row: its line alone cannot be read.
        """
        delimiter, lines = self._delimiter, iter(source)
        waiting: deque[str] = deque()
        while True:
            if waiting:
                line = waiting.popleft()
            else:
                for line in lines:
                    if '"' in line:
                        break
                    yield line.rstrip("\n").split(delimiter)  # type: ignore[misc]
                else:
                    return
            cells = _parse(line, delimiter)
            if cells is None:
                cells = self._joined(line, lines, waiting)
            yield [Unreadable(line.rstrip("\n"), Code.CELL_QUOTE)] if cells is None else cells

    def _joined(self, line: str, lines: Iterator[str], waiting: deque[str]) -> list[Cell] | None:
        """The row that ``line`` begins and a later line ends; None, with all later lines waiting, where none does."""
        taken: list[str] = []
        while len(taken) < _JOINED:
            more = waiting.popleft() if waiting else next(lines, "")
            if not more:
                break
            taken.append(more)
            if '"' not in more:
                continue
            cells = _parse("".join((line, *taken)), self._delimiter)
            if cells is not None:
                # Two lines that would each be a whole row are two rows, and the first has a quote too many.
                if min(line.count(self._delimiter), more.count(self._delimiter)) >= max(self._usual, 1):
                    break
                return cells
        waiting.extendleft(reversed(taken))
        return None


def _parse(text: str, delimiter: str) -> list[Cell] | None:
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True, skipinitialspace=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None  # type: ignore[return-value]
