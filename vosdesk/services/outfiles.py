"""Tables written to a file row by row, in constant memory: text with delimiters, and XLSX.

``text_file`` and ``xlsx_file`` give a ``Sink``; the file is whole when the block has ended without an error.
"""

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from vosdesk.contract.cell_text import BOM

XLSX_ROWS = 1_048_576
"""Rows of a sheet that spreadsheets read: what is beyond goes to the next one."""
_BUFFER = 1 << 20
_WIDTH = 16


class Sink(Protocol):
    """Takes rows of cells."""

    @property
    def sheets(self) -> int:
        """How many sheets were begun."""
        ...

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        """Write rows. Raises OSError."""
        ...


class TextSink(Sink, Protocol):
    """Takes lines as well, which were put together by ``Dialect.joined`` before."""

    def add_lines(self, lines: Iterable[str]) -> None:
        """Write lines, each with its end. Raises OSError."""
        ...


class Dialect(NamedTuple):
    """How a text file parts cells and lines; ``quotes`` go around cells that hold either."""

    delimiter: str
    line_end: str = "\r\n"
    quotes: bool = True
    mark: str = BOM

    def joined(self, cells: Sequence[str]) -> str:
        """Cells as a part of a line."""
        if not self.quotes:
            return self.delimiter.join(cells)
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=self.delimiter, lineterminator="").writerow(cells)
        return text.getvalue()


COMMAS = Dialect(",")
BARS = Dialect("|", quotes=False, mark="")
SPACED_BARS = Dialect(" | ", quotes=False, mark="")


class _QuotedText:
    sheets = 1

    def __init__(self, file: io.TextIOBase, dialect: Dialect) -> None:
        self._file = file
        self._writer = csv.writer(file, delimiter=dialect.delimiter, lineterminator=dialect.line_end)

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        self._writer.writerows(rows)

    def add_lines(self, lines: Iterable[str]) -> None:
        self._file.write("".join(lines))


class _PlainText:
    sheets = 1

    def __init__(self, file: io.TextIOBase, dialect: Dialect) -> None:
        self._file, self._join, self._end = file, dialect.delimiter.join, dialect.line_end

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        join, end = self._join, self._end
        self.add_lines([join(row) + end for row in rows])

    def add_lines(self, lines: Iterable[str]) -> None:
        self._file.write("".join(lines))


@contextmanager
def text_file(path: Path, titles: Sequence[str], dialect: Dialect = COMMAS) -> Iterator[TextSink]:
    """A text file in UTF-8 with a line of titles. Raises OSError."""
    with path.open("w", encoding="utf-8", newline="", buffering=_BUFFER) as file:
        file.write(dialect.mark)
        sink: TextSink = _QuotedText(file, dialect) if dialect.quotes else _PlainText(file, dialect)
        sink.add([titles])
        yield sink


class Column(NamedTuple):
    """A column of a spreadsheet. ``number`` is the form of its numbers (as "0.000"), empty for text."""

    title: str
    number: str = ""
    width: int = _WIDTH


class _Xlsx:
    def __init__(self, book: Any, name: str, columns: Sequence[Column], most: int) -> None:
        self._book, self._name, self._columns, self._most = book, name, columns, most
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._formats = [
            book.add_format({"num_format": column.number}) if column.number else None for column in columns
        ]
        self._text = book.add_format({"num_format": "@"})
        self.sheets = 0
        self._begin()

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        for row in rows:
            if self._row >= self._most:
                self._begin()
            self._write(row)

    def _begin(self) -> None:
        self.sheets += 1
        self._sheet = self._book.add_worksheet(self._name if self.sheets == 1 else f"{self._name} {self.sheets}")
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, column.width)
            self._sheet.write_string(0, place, column.title, self._head)
        self._sheet.freeze_panes(1, 0)
        self._row = 1

    def _write(self, row: Sequence[str]) -> None:
        sheet, number = self._sheet, self._row
        for place, (cell, form) in enumerate(zip(row, self._formats, strict=True)):
            if not cell:
                continue
            if form is None:
                sheet.write_string(number, place, cell, self._text)
            else:
                # Written with sixteen digits: more than any price here has, so that it is read as it was.
                sheet.write_number(number, place, Decimal(cell), form)
        self._row += 1


class _Watched:
    """A file that asks at every write whether it is still wanted.

    Once it is not, it takes everything and keeps nothing: an archive that is given up writes its end all the same.
    """

    def __init__(self, path: Path, check: Callable[[], None]) -> None:
        self._file = path.open("wb")
        self._check = check
        self._wanted = True

    def write(self, data: Any) -> int:
        """Write, unless ``check`` raises."""
        if not self._wanted:
            return len(data)
        try:
            self._check()
            return self._file.write(data)
        except BaseException:
            self.give_up()
            raise

    def tell(self) -> int:
        """Where it is."""
        return self._file.tell() if self._wanted else 0

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go there."""
        return self._file.seek(offset, whence) if self._wanted else 0

    def flush(self) -> None:
        """Write out what is buffered."""
        if self._wanted:
            self._file.flush()

    def give_up(self) -> None:
        """Take nothing more."""
        self._wanted = False
        self._file.close()


@contextmanager
def xlsx_file(
    path: Path, name: str, columns: Sequence[Column], check: Callable[[], None], most: int = XLSX_ROWS
) -> Iterator[Sink]:
    """A spreadsheet whose sheets are called ``name``; numbers come as exact decimals of at most fifteen digits.

    ``check`` is called while it is packed, which takes a while at the end: what it raises ends the work.
    Raises OSError.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    folder = Path(tempfile.mkdtemp(dir=path.parent))
    file = _Watched(path, check)
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(folder), "strings_to_urls": False})
    try:
        yield _Xlsx(book, name, columns, most)
        book.close()
        file.flush()
    except FileCreateError as error:
        raise error.args[0] from error
    finally:
        for sheet in book.worksheets():
            if sheet.row_data_fh is not None and not sheet.row_data_fh_closed:
                sheet.row_data_fh.close()
        file.give_up()
        shutil.rmtree(folder, ignore_errors=True)
