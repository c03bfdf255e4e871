"""A sheet: a name, and rows that can be gone through again and again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from vosdesk.contract.errors import Code, Invalid
from vosdesk.domain.deck_cells import Cell

Rows = Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows`` begins anew with every iteration; ``height`` is how many there are, about, for progress."""

    name: str
    rows: Rows
    height: int


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a file, and how its text was read: empty where a spreadsheet says that itself."""

    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    quotes: bool = True
    cut: bool = False
    """Whether a text file ends in the middle of a character."""

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name; the first for an empty name. Raises Invalid where there is none."""
        found = self.sheets[0] if not name else next((s for s in self.sheets if s.name == name), None)
        if found is None:
            raise Invalid.at("layout.sheet", Code.FIELD_CHOICE)
        return found


Source = Path | bytes
"""Where a file is: on disk, or in memory."""


def opened(source: Source) -> BinaryIO:
    """The file's bytes as a stream."""
    return BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def size_of(source: Source) -> int:
    """How many bytes the file has."""
    return len(source) if isinstance(source, bytes) else source.stat().st_size


def refuse(code: Code, **params: int | str) -> Invalid:
    """The refusal of a file as a whole."""
    return Invalid.at("content", code, params)
