"""Spreadsheets as sheets: XLSX and XLS, with what they hold as numbers and dates."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vosdesk.contract.decks import MAX_COLUMNS
from vosdesk.contract.errors import Code
from vosdesk.domain.deck_cells import Cell
from vosdesk.services.sheets.sheet import Sheet, Sheets, Source, opened, refuse
from vosdesk.services.sheets.waiting import Tick, at_ease, waited

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MOST_UNPACKED = 1 << 30
"""Bytes that the parts of a spreadsheet may unpack to."""

MOST_PACKED = 256 << 20
"""Bytes of a spreadsheet that are looked at."""

_RATIO = 300
_SURELY_SMALL = 64 << 20
_MOST_CELLS = 40_000_000
_PIECE = 1 << 20
_BOOK = "xl/workbook.xml"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCKED = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The beginning of an XLS with the record of a password next to it."""
_WIDE = re.compile(rb' r="([A-Z]{2,3})[0-9]')
_ROW = re.compile(rb'<row[^>]* r="([0-9]+)"')


def open_book(source: Source, *, zipped: bool, tick: Tick = at_ease) -> Sheets:
    """The sheets of a spreadsheet that hold anything. Raises Invalid with the reason where it cannot be read."""
    if zipped:
        _check_parts(source, tick)
    elif _is_encrypted(source):
        raise refuse(Code.FILE_PROTECTED)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    def load() -> list["CalamineSheet"]:
        book = CalamineWorkbook.from_filelike(stream)
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return [book.get_sheet_by_name(name) for name in names]

    stream = opened(source)
    try:
        with _no_panic():
            return _sheets(waited(load, tick))
    except PasswordError:
        raise refuse(Code.FILE_PROTECTED) from None
    except (CalamineError, OSError) as error:
        raise refuse(Code.FILE_DAMAGED) from error
    finally:
        stream.close()


@contextmanager
def _no_panic() -> Iterator[None]:
    """The library's own faults on damaged files come as an exception that is none of the usual ones."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise refuse(Code.FILE_DAMAGED) from error
        raise


def _sheets(sheets: Sequence["CalamineSheet"]) -> Sheets:
    made = []
    for sheet in sheets:
        rows = _BookRows(sheet)
        if rows.width > MAX_COLUMNS:
            raise refuse(Code.FILE_WIDE, limit=MAX_COLUMNS)
        if rows.height:
            made.append(Sheet(sheet.name, rows, rows.height))
    if not made:
        raise refuse(Code.FILE_EMPTY)
    return Sheets(tuple(made))


class _BookRows:
    """The rows of a sheet from its first on, empty ones too, so that they have the numbers that a reader sees."""

    def __init__(self, sheet: "CalamineSheet") -> None:
        self._sheet = sheet
        self._above, self._left = sheet.start or (0, 0)
        self.height = self._above + sheet.height if sheet.height else 0
        self.width = self._left + sheet.width
        self._merged = _downwards(sheet.merged_cell_ranges or [])

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        left = [""] * self._left
        for _ in range(self._above):
            yield []
        rows: Iterator[list[Cell]] = self._sheet.iter_rows()
        if self._merged or left:
            rows = self._filled(rows, left)
        for cells in rows:
            for place, cell in enumerate(cells):
                if cell is True or cell is False:
                    cells[place] = str(cell).upper()
            yield cells

    def _filled(self, rows: Iterator[list[Cell]], left: list[str]) -> Iterator[list[Cell]]:
        """Rows with the columns that stand empty at the left, and what is merged downwards in every row of it."""
        held: dict[int, tuple[int, Cell]] = {}
        for number, cells in enumerate(rows, self._above):
            made: list[Cell] = [*left, *cells]
            for column, (last, cell) in list(held.items()):
                if number > last:
                    del held[column]
                elif column < len(made) and made[column] == "":
                    made[column] = cell
            for column, last in self._merged.get(number, ()):
                if column < len(made):
                    held[column] = last, made[column]
            yield made


def _downwards(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> dict[int, list[tuple[int, int]]]:
    """By the first row of each merged range that goes down: its column and its last row."""
    made: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _right) in ranges:
        if bottom > top:
            made.setdefault(top, []).append((left, bottom))
    return made


def _is_encrypted(source: Source) -> bool:
    """Whether a compound file is an XLSX in a shell of its password, or an XLS whose records are locked."""
    with opened(source) as stream:
        content = stream.read(MOST_PACKED)
    return _ENCRYPTED in content or _LOCKED.search(content) is not None


def _check_parts(source: Source, tick: Tick) -> None:
    """Unpack the parts once, in pieces, before they are unpacked as a whole: they are what they say, and no more."""
    try:
        with opened(source) as stream, zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            if _BOOK not in {part.filename for part in parts}:
                raise refuse(Code.FILE_NO_SHEET)
            if any(part.flag_bits & 1 for part in parts):
                raise refuse(Code.FILE_PROTECTED)
            size, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
            if size > MOST_UNPACKED or (size > _SURELY_SMALL and size > _RATIO * packed):
                raise refuse(Code.FILE_UNPACKS, limit=MOST_UNPACKED)
            for part in parts:
                if part.filename.endswith(".xml"):
                    _check_part(archive, part, tick)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise refuse(Code.FILE_DAMAGED) from None


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, tick: Tick) -> None:
    """Raises Invalid where a sheet spans more cells than can be held."""
    is_sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    widest, last_row, tail = 26, 1, b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            tick()
            if not is_sheet:
                continue
            text = tail + piece
            if _WIDE.search(text):
                widest = max(widest, max(_number(found) for found in _WIDE.findall(text)))
            at = text.rfind(b"<row")
            found = _ROW.match(text, at) if at >= 0 else None
            last_row = max(last_row, int(found[1])) if found else last_row
            tail = text[-64:]
    if is_sheet and widest > MAX_COLUMNS:
        raise refuse(Code.FILE_WIDE, limit=MAX_COLUMNS)
    if is_sheet and widest * last_row > _MOST_CELLS:
        raise refuse(Code.FILE_UNPACKS, limit=MOST_UNPACKED)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
