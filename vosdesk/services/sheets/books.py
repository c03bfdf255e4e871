"""Spreadsheets as sheets: XLSX, XLS, XLSB and ODS, with what they hold as numbers and dates."""

import re
import zipfile
from collections.abc import Iterator, Sequence

from vosdesk.contract.decks import MAX_COLUMNS
from vosdesk.contract.errors import Code, Invalid
from vosdesk.domain.deck_cells import Cell
from vosdesk.services.sheets.sheet import Sheet, Sheets, Source, opened, refuse

MOST_UNPACKED = 1 << 30
"""Bytes that the parts of a spreadsheet may unpack to."""

_RATIO = 300
_SURELY_SMALL = 64 << 20
_MOST_CELLS = 40_000_000
_PIECE = 1 << 20
_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WIDE = re.compile(rb' r="([A-Z]{2,3})[0-9]')
_ROW = re.compile(rb'<row[^>]* r="([0-9]+)"')


def open_book(source: Source, *, zipped: bool) -> Sheets:
    """The sheets of a spreadsheet that hold anything. Raises Invalid with the reason where it cannot be read."""
    if zipped:
        _check_parts(source)
    elif _is_encrypted(source):
        raise refuse(Code.FILE_PROTECTED)
    from python_calamine import CalamineWorkbook, PasswordError

    stream = opened(source)
    try:
        book = CalamineWorkbook.from_filelike(stream)
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ.name in {"WorkSheet"}]
        return _sheets(book, names or book.sheet_names)
    except PasswordError:
        raise refuse(Code.FILE_PROTECTED) from None
    except Invalid:
        raise
    except BaseException as error:
        # The library's own faults on damaged files come as an exception that is none of the usual ones.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise refuse(Code.FILE_DAMAGED) from error
        raise
    finally:
        stream.close()


def _sheets(book: object, names: Sequence[str]) -> Sheets:
    made = []
    for name in names:
        rows = _BookRows(book.get_sheet_by_name(name))  # type: ignore[attr-defined]
        if rows.width > MAX_COLUMNS:
            raise refuse(Code.FILE_WIDE, limit=MAX_COLUMNS)
        if rows.height:
            made.append(Sheet(name, rows, rows.height))
    if not made:
        raise refuse(Code.FILE_EMPTY)
    return Sheets(tuple(made))


class _BookRows:
    """The rows of a sheet from its first on, empty ones too, so that they have the numbers that a reader sees."""

    def __init__(self, sheet: object) -> None:
        self._sheet = sheet
        start: tuple[int, int] = sheet.start or (0, 0)  # type: ignore[attr-defined]
        self._above, self._left = start
        self.height: int = self._above + sheet.height if sheet.height else 0  # type: ignore[attr-defined]
        self.width: int = self._left + sheet.width  # type: ignore[attr-defined]
        self._merged = _downwards(sheet.merged_cell_ranges or [])  # type: ignore[attr-defined]

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        left = [""] * self._left
        for _ in range(self._above):
            yield []
        rows: Iterator[list[Cell]] = self._sheet.iter_rows()  # type: ignore[attr-defined]
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
    with opened(source) as stream:
        last = b""
        while piece := stream.read(_PIECE):
            if _ENCRYPTED in last + piece:
                return True
            last = piece[-len(_ENCRYPTED) :]
    return False


def _check_parts(source: Source) -> None:
    """Unpack the parts once, in pieces, before they are unpacked as a whole: they are what they say, and no more."""
    try:
        with opened(source) as stream, zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            if not {part.filename for part in parts} & set(_PARTS):
                raise refuse(Code.FILE_NO_SHEET)
            if any(part.flag_bits & 1 for part in parts):
                raise refuse(Code.FILE_PROTECTED)
            size, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
            if size > MOST_UNPACKED or (size > _SURELY_SMALL and size > _RATIO * packed):
                raise refuse(Code.FILE_UNPACKS, limit=MOST_UNPACKED)
            for part in parts:
                if part.filename.endswith((".xml", ".bin")):
                    _check_part(archive, part)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError):
        raise refuse(Code.FILE_DAMAGED) from None
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise refuse(Code.FILE_DAMAGED) from None
        raise


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Raises Invalid where a sheet spans more cells than can be held."""
    is_sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    widest, last_row, tail = 26, 1, b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
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
