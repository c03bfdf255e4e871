"""The cover of an agent account in words: how much there is, how much is used, how much is free or short."""

from vosdesk.contract.accounts import AccountRow, Cover
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Total
from vosdesk.gui.text import mark, tr
from vosdesk.gui.theme import Tone


def cover_figures(cover: Cover, formats: Formats) -> tuple[Total, ...]:
    """Total, used, and free; or, instead of free, by how much the cover is short."""
    free = Total(mark("free"), formats.money(cover.free), Tone.GOOD if cover.free else Tone.WARNING)
    short = Total(mark("short by"), f"▼ {formats.money(-cover.free)}", Tone.BAD)
    return (
        Total(mark("Cover"), formats.money(cover.total)),
        Total(mark("used"), formats.money(cover.used)),
        free if cover.free >= 0 else short,
    )


def cover_text(cover: Cover, formats: Formats) -> str:
    """The same as one line."""
    return tr(", ").join(f"{tr(t.label)} {t.text}" for t in cover_figures(cover, formats))


def label_of(row: AccountRow) -> str:
    """Number and name of an account, as titles show it."""
    return f"{row.number} {row.name}".strip()
