"""Which sheet of a file holds the deck, and how it is laid out: by a template of the same header, or by itself."""

from collections.abc import Sequence
from itertools import islice

from msgspec.structs import replace

from vosdesk.contract.decks import Guess, Layout, Notice, SheetRow, Template
from vosdesk.contract.errors import Code
from vosdesk.domain.deck_cells import text_of
from vosdesk.domain.deck_guess import HEAD, guess
from vosdesk.domain.deck_titles import signature
from vosdesk.services.sheets.sheet import Sheet, Sheets, refuse

_CELL = 200
_OLD_END = 65_536
"""Rows that an old program could keep of a sheet."""


def guess_layout(sheets: Sheets, templates: Sequence[Template] = ()) -> Guess:
    """The layout of the sheet that is most like a deck.

    Raises Invalid where no sheet has a column that could hold codes, or none that could hold prices.
    """
    made = [_of_sheet(sheets, sheet, templates) for sheet in sheets.sheets]
    best = max(made, key=lambda found: found.confidence)
    others = sum(found.confidence > 0 for found in made) > 1
    notices = list(best.notices)
    if others:
        notices.append(Notice.OTHER_SHEETS)
    if sheets.sheet(best.layout.sheet).height == _OLD_END:
        notices.append(Notice.CUT_ROWS)
    if sheets.cut:
        notices.append(Notice.CUT_TEXT)
    _check_columns(best.layout)
    return replace(best, notices=tuple(notices), sheets=tuple(sheet.name for sheet in sheets.sheets))


def _of_sheet(sheets: Sheets, sheet: Sheet, templates: Sequence[Template]) -> Guess:
    base = Layout(
        encoding=sheets.encoding,
        delimiter=sheets.delimiter,
        quotes=sheets.quotes,
        sheet=sheet.name if len(sheets.sheets) > 1 else "",
    )
    by_signature = {template.signature: template for template in templates if template.signature}
    for number, cells in enumerate(islice(sheet.rows, HEAD) if by_signature else (), 1):
        titles = tuple(text_of(cell) for cell in cells)
        template = by_signature.get(signature(titles))
        if template is not None:
            layout = replace(
                template.layout,
                encoding=base.encoding,
                delimiter=base.delimiter,
                quotes=base.quotes,
                sheet=base.sheet,
                header=number,
            )
            return Guess(layout=layout, confidence=100, signature=template.signature, template=template.name)
    return guess(sheet.rows, base)


def _check_columns(layout: Layout) -> None:
    for _, problem in layout.checks():
        if problem is not None and problem.code in {Code.FILE_NO_CODES, Code.FILE_NO_PRICES}:
            raise refuse(problem.code)


def sample(sheet: Sheet, first: int = 40, last: int = 10) -> tuple[SheetRow, ...]:
    """The first and the last rows of a sheet as text, with their numbers."""
    made: list[SheetRow] = []
    tail: list[SheetRow] = []
    for line, cells in enumerate(sheet.rows, 1):
        row = SheetRow(line=line, cells=()) if not cells else None
        if line <= first:
            made.append(row or _shown(line, cells))
        else:
            tail.append(row or _shown(line, cells))
            if len(tail) > 4 * last:
                del tail[:-last]
    return (*made, *tail[-last:])


def _shown(line: int, cells: Sequence[object]) -> SheetRow:
    return SheetRow(line=line, cells=tuple(text_of(cell)[:_CELL] for cell in cells))  # type: ignore[arg-type]
