"""Ranges of numbers, changes and shares as text."""

from collections.abc import Sequence

from vosdesk.contract.coverage import WHOLE, DeckNames, Offered, OutcomeTotal, RangeRow
from vosdesk.contract.coverage import Outcome as Compared
from vosdesk.contract.money import NumberStyle
from vosdesk.gui.formats import Formats
from vosdesk.gui.tables import Mark, Total
from vosdesk.gui.text import enum_text, join, mark, tr
from vosdesk.gui.theme import Tone

_TONES = {
    Compared.UP: Tone.WARNING,
    Compared.DOWN: Tone.GOOD,
    Compared.MIXED: Tone.ACCENT,
    Compared.SAME: Tone.MUTED,
    Compared.ONLY_HERE: Tone.NEUTRAL,
    Compared.ONLY_THERE: Tone.NEUTRAL,
}
_SIGNS = {Compared.UP: "▲", Compared.DOWN: "▼", Compared.MIXED: "◆"}
TITLES: dict[Compared, str] = {
    Compared.UP: mark("Dearer"),
    Compared.DOWN: mark("Cheaper"),
    Compared.MIXED: mark("Depends on the call"),
    Compared.SAME: mark("The same"),
    Compared.ONLY_HERE: mark("Only in the first"),
    Compared.ONLY_THERE: mark("Only in the second"),
}


def tone(row: RangeRow) -> Tone:
    """The colour of an outcome."""
    return _TONES[row.outcome]


def sign(row: RangeRow) -> Mark | None:
    """The sign of an outcome, so that it is never told by colour alone."""
    found = _SIGNS.get(row.outcome)
    return None if found is None else Mark(found, TITLES[row.outcome])


def prefix_text(row: RangeRow, formats: Formats) -> str:
    """A prefix, and how many longer ones have rates of their own."""
    if not row.without:
        return row.code
    return tr("{prefix} without {count} longer", prefix=row.code, count=formats.count(row.without))


def price_text(offered: Offered | None, formats: Formats) -> str:
    """A price with its cycle; a dash where there is none."""
    if offered is None:
        return "—"
    return tr("{price} for {cycle}", price=formats.price(offered.price), cycle=formats.seconds(offered.cycle))


def minute_text(offered: Offered | None, formats: Formats) -> str:
    """What a minute costs."""
    return "" if offered is None else formats.minute_cost(offered.price, offered.cycle)


def change_text(change: int | None, formats: Formats) -> str:
    """Parts per million as percent, with a sign."""
    if not change:
        return "" if change is None else "0 %"
    shown = tr("{percent} %", percent=_decimal(abs(change), 10_000, 2, formats.style))
    return f"{'+' if change > 0 else '−'}{shown}"


def share_text(share: int, formats: Formats) -> str:
    """A share as percent."""
    if share and share < WHOLE // 1_000_000:
        return tr("below {percent} %", percent=_decimal(1, 10_000, 4, formats.style))
    return tr("{percent} %", percent=_decimal(share, WHOLE // 100, 4, formats.style))


def _decimal(numerator: int, denominator: int, digits: int, style: NumberStyle) -> str:
    rounded = (2 * numerator * 10**digits + denominator) // (2 * denominator)
    whole, rest = divmod(rounded, 10**digits)
    fraction = f"{rest:0{digits}d}".rstrip("0")
    return f"{whole:,}".replace(",", style.group) + (style.decimal + fraction if fraction else "")


def cheaper_text(durations: Sequence[int], formats: Formats) -> str:
    """The durations of calls that cost less."""
    return join(tr("long calls") if seconds == 0 else formats.seconds(seconds) for seconds in durations)


def deck_text(names: DeckNames, formats: Formats) -> str:
    """What a deck was made of."""
    groups = join(names.rate_groups) or tr("no rate group")
    of = f"{names.account}: {groups}" if names.account else groups
    count, at = formats.count(names.rates), formats.time(names.at)
    return tr("{deck} ({count} rates, {time})", deck=of, count=count, time=at)


def figures(totals: Sequence[OutcomeTotal], formats: Formats) -> list[Total]:
    """Ranges by outcome, with their share."""
    return [
        Total(
            TITLES[total.outcome],
            tr("{count} ({share})", count=formats.count(total.ranges), share=share_text(total.share, formats)),
            _TONES[total.outcome],
        )
        for total in totals
        if total.ranges
    ]


def outcome_text(row: RangeRow) -> str:
    """The outcome in words."""
    return enum_text(row.outcome)


COLUMN_TITLES: tuple[str, ...] = (
    mark("Prefix"), mark("Longer prefixes without"), mark("Area name"), mark("Result"), mark("Share in percent"),
    mark("Change in percent"), mark("Cheaper for calls of (seconds)"),
    mark("First prefix"), mark("First rate"), mark("First billing cycle"), mark("First tax in percent"),
    mark("First section rates"),
    mark("Second prefix"), mark("Second rate"), mark("Second billing cycle"), mark("Second tax in percent"),
    mark("Second section rates"),
)  # fmt: skip
"""The titles of the columns of an exported comparison."""
