"""A row as texts and tones, made once; and what a tooltip says."""

import html
from collections.abc import Container, Sequence
from typing import TypeVar

from vosdesk.gui.formats import Formats
from vosdesk.gui.tables.column import Column
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone

Row = TypeVar("Row")
Cells = tuple[tuple[str, ...], tuple[Tone | None, ...]]
"""The texts of a row and their tones, by column."""


def prepare(columns: Sequence[Column[Row]], row: Row, formats: Formats, links: Container[int] = ()) -> Cells:
    """The texts, marks before them, and the tones of ``row``; the columns ``links`` lead somewhere."""
    texts = tuple(_text(c, row, formats) for c in columns)
    tones = tuple(c.tone(row) if c.tone is not None else None for c in columns)
    if not links:
        return texts, tones
    return texts, tuple(
        Tone.ACCENT if tone is None and number in links and texts[number] else tone for number, tone in enumerate(tones)
    )


def tip(column: Column[Row], row: Row, formats: Formats) -> str | None:
    """What the mark of a cell means and what its column adds, escaped: user text is plain text."""
    mark = column.mark(row) if column.mark is not None else None
    lines = [tr(mark.meaning)] if mark is not None else []
    if column.tip is not None:
        lines.append(column.tip(row, formats))
    return "<br>".join(html.escape(line).replace("\n", "<br>") for line in lines if line) or None


def _text(column: Column[Row], row: Row, formats: Formats) -> str:
    text = column.text(row, formats)
    if "\n" in text:
        text = text.replace("\n", " ")
    mark = column.mark(row) if column.mark is not None else None
    return text if mark is None else f"{mark.sign} {text}"
