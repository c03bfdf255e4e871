"""Which sheet of a file holds the deck, and how it is laid out: by a template of the same header, or by itself."""

from collections.abc import Sequence
from itertools import islice

from msgspec.structs import replace

from vosdesk.contract.decks import Decimals, Guess, Layout, Notice, SheetRow, Template, signature
from vosdesk.contract.errors import Code
from vosdesk.domain.deck_cells import text_of
from vosdesk.domain.deck_guess import HEAD, guess, judged
from vosdesk.services.sheets.sheet import Sheet, Sheets, refuse
from vosdesk.services.sheets.shipped import shipped_templates

_CELL = 200
_SURE = 100
_OLD_END = 65_536
"""Rows that an old program could keep of a sheet."""


def guess_layout(sheets: Sheets, templates: Sequence[Template] = (), wanted: str = "") -> Guess:
    """The layout of the sheet that is most like a deck, or of the one that is ``wanted``.

    ``templates`` were learnt; the shipped ones are known besides.

    Raises Invalid where no sheet has a column that could hold codes, or none that could hold prices.
    """
    known = (*templates, *shipped_templates())
    made = [_of_sheet(sheets, sheet, known) for sheet in sheets.sheets]
    chosen = [found for found in made if wanted and found.layout.sheet == wanted]
    best = max(chosen or made, key=lambda found: found.confidence)
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
    found = _by_template(sheet, templates)
    if found is None:
        return guess(sheet.rows, base)
    template, header = found
    layout = replace(
        template.layout,
        encoding=base.encoding,
        delimiter=base.delimiter,
        quotes=base.quotes,
        sheet=base.sheet,
        header=header,
    )
    made = Guess(layout=layout, confidence=_SURE, signature=template.signature, template=template.name)
    found_layout, asks, notices = judged(sheet.rows, layout)
    if template.shipped:
        return replace(made, layout=found_layout, asks=tuple(asks), notices=tuple(notices))
    if found_layout.decimals is Decimals.EITHER and not layout.group:
        # A carrier who writes 0,5 in one sheet and both 0,5 and 0.38 in the next one: each can be read in one way.
        made = replace(made, layout=replace(layout, decimals=Decimals.EITHER))
    return made


def _by_template(sheet: Sheet, templates: Sequence[Template]) -> tuple[Template, int] | None:
    """The template whose header line stands in the sheet, and in which row; one that was learnt goes first."""
    by_signature = {t.signature: t for t in sorted(templates, key=lambda t: not t.shipped) if t.signature}
    for number, cells in enumerate(islice(sheet.rows, HEAD) if by_signature else (), 1):
        template = by_signature.get(signature([text_of(cell) for cell in cells]))
        if template is not None:
            return template, number
    return None


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
