"""Rows of a sheet as rates: every row becomes rates or is refused with its reason, and the counts add up.

The sheet is read as a stream. Titles above the header are passed over; below it a row is blank, a note (it has
neither a code nor a price), or a row of the deck. A cell with several codes makes as many rows of the deck.
Codes that stand twice are not looked for here: that needs the whole sheet, and is the plan's.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

import msgspec
from msgspec.structs import replace

from vosdesk.contract import text_rules
from vosdesk.contract.cell_text import is_kept, original
from vosdesk.contract.decks import MAX_COLUMNS, Layout, Role
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.rates import BadRow, RateFields
from vosdesk.domain.deck_cells import Cell, CellError, Unreadable, plain, text_of
from vosdesk.domain.deck_codes import codes_of, is_code_like, without_sign
from vosdesk.domain.deck_terms import Terms, TermsReader

NOTES_KEPT = 100
"""How many notes are kept to be shown; all are counted."""

_REMEMBERED = 50_000
"""How many sets of terms are kept: most sheets have a few thousand."""
_SHOWN = 200
_LONGEST = text_rules.PREFIX_LENGTH
_NAME = 128
_SURE = 1e15
_MATCHING = frozenset({Role.PREFIX, Role.AREA_PREFIX, Role.COUNTRY_CODE, Role.AREA_NAME})

Row = Sequence[Cell]
Numbered = tuple[int, Row]


class DeckRow(msgspec.Struct, frozen=True, gc=False):
    """A good row: its line, the prefixes and the name that are its own, and the terms that it shares with others."""

    line: int
    prefix: str
    area_prefix: str
    area_name: str
    terms: Terms

    @property
    def code(self) -> str:
        """What the dialled number is matched against."""
        return self.prefix + self.area_prefix

    @property
    def fields(self) -> RateFields:
        """The rate that the row says."""
        return replace(self.terms.fields, prefix=self.prefix, area_prefix=self.area_prefix, area_name=self.area_name)

    @property
    def rounded(self) -> bool:
        """Whether a price was not exact in nano-units."""
        return self.terms.rounded

    @property
    def closes(self) -> bool:
        """Whether the row has an end and no price: what is there ends then."""
        return self.terms.closes

    @property
    def deletes(self) -> bool:
        """Whether the row says that its code is deleted."""
        return self.terms.deletes


class Reading:
    """The rows of a sheet, read by a layout, each once. The counts are whole when all rows were taken.

    ``line`` is the last row of the sheet that was reached, ``blank`` and ``notes`` are rows that are no rates.
    """

    def __init__(self, rows: Iterable[Row], layout: Layout) -> None:
        self.layout = layout
        self.line = layout.header
        self.blank = 0
        self.notes = 0
        self.kept_notes: list[tuple[int, str]] = []
        self._rows = rows
        self._terms = TermsReader(layout)
        self._memory: dict[Any, Terms | CellError] = {}
        self._country, self._name = "", ""
        self._said = _getter(layout)
        self._width = len(layout.titles) or _least_width(layout)
        self._strict = bool(layout.titles)

    def __iter__(self) -> Iterator[DeckRow | BadRow]:
        rows = islice(self._rows, self.layout.header, None)
        return self._quick(enumerate(rows, self.layout.header + 1))

    def again(self, rows: Iterable[Numbered]) -> Iterator[DeckRow | BadRow]:
        """Rows that were mended, with the lines that they have in the sheet."""
        for line, cells in rows:
            yield from self._slow(line, cells)

    def _quick(self, rows: Iterable[Numbered]) -> Iterator[DeckRow | BadRow]:
        """Most rows have one plain code, a plain name and terms that were read before."""
        code_at, area_at, name_at = map(self._terms.place, (Role.PREFIX, Role.AREA_PREFIX, Role.AREA_NAME))
        layout, memory, said, width, slow = self.layout, self._memory, self._said, self._width, self._slow
        plain_codes = (
            not (layout.zeros or layout.country or layout.fill) and self._terms.place(Role.COUNTRY_CODE) is None
        )
        line = self.line
        for line, cells in rows:
            if plain_codes and len(cells) == width:
                terms = memory.get(said(cells)) or self._terms_of(cells)
                code: Any = "" if code_at is None else cells[code_at]
                area: Any = "" if area_at is None else cells[area_at]
                name: Any = "" if name_at is None else cells[name_at]
                if type(code) is float and code.is_integer() and 0 <= code < _SURE:
                    code = str(int(code))
                if type(terms) is Terms and type(code) is type(area) is type(name) is str:
                    code, area = code.strip(), area.strip()
                    if code[:1] == "+" and code[1:2] != "+":
                        code = code[1:]
                    joined = code + area
                    plain_name = name.isprintable() and len(name) <= _NAME and name[:1] != "'"
                    if plain_name and joined.isdigit() and len(joined) <= _LONGEST and joined.isascii():
                        yield DeckRow(line, code, area, name.strip(), terms)
                        continue
            self.line = line
            yield from slow(line, cells)
        self.line = line

    def _slow(self, line: int, cells: Row) -> Iterator[DeckRow | BadRow]:
        """A row whose code, name or terms need a closer look."""
        if not any(text_of(cell) for cell in cells):
            self.blank += 1
            return
        if isinstance(cells[0], Unreadable):
            yield self._bad(line, cells, CellError(Problem(cells[0].code)))
            return
        if self._is_note(cells):
            self._note(line, cells)
            return
        try:
            cells = self._shaped(cells)
            prefixes = self._prefixes(cells)
            name = self._area_name(cells)
        except CellError as error:
            yield self._bad(line, cells, error)
            return
        terms = self._terms_of(cells)
        if isinstance(terms, CellError):
            yield self._bad(line, cells, terms)
            return
        for prefix in prefixes:
            if isinstance(prefix, CellError):
                yield self._bad(line, cells, prefix)
            else:
                yield DeckRow(line, prefix[0], prefix[1], name, terms)

    def _shaped(self, cells: Row) -> Row:
        """The row with as many cells as the header, where none that holds anything is lost or missing."""
        found = len(cells)
        if found == self._width:
            return cells
        if self._strict and found > self._width and any(text_of(cell) for cell in cells[self._width :]):
            raise CellError(Problem(Code.FILE_COLUMNS, {"expected": self._width, "found": found}))
        if found < self._width:
            if self._strict and self.layout.delimiter:
                raise CellError(Problem(Code.FILE_COLUMNS, {"expected": self._width, "found": found}))
            return [*cells, *[""] * (self._width - found)]
        return cells[: self._width]

    def _terms_of(self, cells: Row) -> Terms | CellError:
        said = self._said(cells)
        terms = self._memory.get(said)
        if terms is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            try:
                terms = self._terms.read(cells)
            except CellError as error:
                terms = error.with_traceback(None)
            self._memory[said] = terms
        return terms

    def _cell(self, cells: Row, role: Role) -> Cell:
        place = self._terms.place(role)
        return cells[place] if place is not None and place < len(cells) else ""

    def _area_name(self, cells: Row) -> str:
        place = self._terms.place(Role.AREA_NAME)
        if place is None:
            return ""
        written = text_of(cells[place])
        name = original(written)
        if not name.isprintable() and not is_kept(written):
            name = " ".join(name.split())
        if self.layout.fill:
            name = self._name = name or self._name
        problem = text_rules.line(name, _NAME)
        if problem is not None:
            raise CellError(problem, place)
        return name

    def _prefixes(self, cells: Row) -> list[tuple[str, str] | CellError]:
        layout, place = self.layout, self._terms.place
        one, other = place(Role.PREFIX), place(Role.AREA_PREFIX)
        if one is not None and other is not None:
            return self._vendor_prefixes(cells, one, other)
        at = one if one is not None else other
        if at is None:
            raise CellError(Problem(Code.FILE_NO_CODES))
        country = self._country_code(cells)
        found = codes_of(cells[at], layout.dash)
        if not found:
            if not country or place(Role.COUNTRY_CODE) is None:
                raise CellError(Problem(Code.FIELD_EMPTY), at)
            found = [""]
        made: list[tuple[str, str] | CellError] = []
        for part in found:
            if isinstance(part, tuple):
                made.append(CellError(part[1], at, part[0]))
                continue
            code = country + part if country else without_sign(part, zeros=layout.zeros)
            problem = text_rules.prefix(code)
            if problem is not None:
                made.append(CellError(problem, at, code))
            else:
                made.append((code, "") if one is not None else ("", code))
        return made

    def _vendor_prefixes(self, cells: Row, one: int, other: int) -> list[tuple[str, str] | CellError]:
        """Prefix and area prefix in a column each: one code in each, or none in one of them."""
        parts: list[str] = []
        for at in (one, other):
            found = codes_of(cells[at], self.layout.dash)
            if len(found) > 1:
                raise CellError(Problem(Code.PREFIX_FORM), at)
            part = found[0] if found else ""
            if isinstance(part, tuple):
                raise CellError(part[1], at)
            parts.append(part)
        if not any(parts):
            raise CellError(Problem(Code.FIELD_EMPTY), one)
        if parts[0] and parts[1].startswith("+"):
            raise CellError(Problem(Code.PREFIX_FORM), other)
        if parts[0]:
            return [(without_sign(parts[0], zeros=self.layout.zeros), parts[1])]
        return [("", without_sign(parts[1], zeros=self.layout.zeros))]

    def _country_code(self, cells: Row) -> str:
        at = self._terms.place(Role.COUNTRY_CODE)
        if at is None:
            return self.layout.country
        found = codes_of(cells[at], self.layout.dash)
        if not found and self.layout.fill:
            return self._country
        if len(found) != 1 or isinstance(found[0], tuple):
            part = found[0] if found else None
            problem = part[1] if isinstance(part, tuple) else Problem(Code.PREFIX_FORM if found else Code.FIELD_EMPTY)
            raise CellError(problem, at)
        self._country = without_sign(found[0], zeros=self.layout.zeros)
        return self._country

    def _is_note(self, cells: Row) -> bool:
        """Whether the row has nothing of a rate: no price, no end, and no code, good or bad."""
        for role in (Role.PRICE, Role.CYCLE, Role.UNTIL, Role.FIRST):
            if text_of(self._cell(cells, role)):
                return self._is_header_again(cells)
        codes = [self._cell(cells, role) for role in (Role.PREFIX, Role.AREA_PREFIX, Role.COUNTRY_CODE)]
        return not any(is_code_like(cell) for cell in codes)

    def _is_header_again(self, cells: Row) -> bool:
        """Whether the header line stands once more, as at the top of every page of a print."""
        titles = self.layout.titles
        return bool(titles) and [text_of(cell) for cell in cells][: len(titles)] == [title.strip() for title in titles]

    def _note(self, line: int, cells: Row) -> None:
        self.notes += 1
        if len(self.kept_notes) < NOTES_KEPT:
            self.kept_notes.append((line, " ".join(filter(None, map(text_of, cells)))[:_SHOWN]))

    def _bad(self, line: int, cells: Row, error: CellError) -> BadRow:
        texts = tuple(text_of(cell) for cell in cells[:MAX_COLUMNS])
        place, problem = error.place, error.problem
        column, shown = "", error.text
        if place is not None:
            column = self.layout.title(place)
            if shown is None:
                shown = texts[place] if place < len(texts) else ""
        return BadRow(
            line=line,
            column=column,
            text=plain(" ".join(texts) if shown is None else shown)[:_SHOWN],
            code=problem.code,
            params=dict(problem.params),
            cells=texts,
        )


def interpret(rows: Iterable[Row], layout: Layout) -> Reading:
    """The rates of a sheet whose first row is row 1: iterate over it for ``DeckRow | BadRow``."""
    return Reading(rows, layout)


def _least_width(layout: Layout) -> int:
    return max((column.place for column in layout.columns), default=0) + 1


def _getter(layout: Layout) -> Callable[[Row], Any]:
    places = [column.place for column in layout.columns if column.role not in _MATCHING]
    return itemgetter(*places) if places else lambda _cells: ()
