"""Rows as text for the clipboard."""

from collections.abc import Sequence
from typing import Any

from vosdesk.gui.tables.column import Align
from vosdesk.gui.tables.paged_model import PagedModel

MOST_COPIED = 10_000
"""Rows that one copy takes."""


def as_text(rows: PagedModel[Any], columns: Sequence[int], numbers: Sequence[int]) -> str:
    """A line of titles and a line for each loaded row, cells divided by tabs, without the marks."""
    shown = [rows.columns[n] for n in columns]
    lines = ["\t".join(rows.title(n) for n in columns)]
    for number in numbers:
        row = rows.row(number)
        if row is not None:
            lines.append("\t".join(_cell(c.text(row, rows.formats), c.align) for c in shown))
    return "\n".join(lines) + "\n"


def _cell(text: str, align: Align) -> str:
    flat = " ".join(text.split()) if any(c in text for c in "\t\r\n") else text
    # Spreadsheets read a hyphen as a minus, and nothing else.
    return flat.replace("−", "-") if align in {Align.RIGHT, Align.POINT} else flat
