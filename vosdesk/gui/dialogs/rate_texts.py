"""Parts of a rate as text, and back where they can be typed."""

from collections.abc import Sequence

from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FOREVER
from vosdesk.contract.money import NumberStyle, parse_price
from vosdesk.contract.rates import RateFields, Section
from vosdesk.gui.formats import Formats
from vosdesk.gui.text import tr

_PARTS = 3
PPM_OF_PERCENT = 10_000


def prefix_text(fields: RateFields) -> str:
    """The joined prefix that numbers are matched against."""
    return fields.prefix + fields.area_prefix


def price_text(fields: RateFields, formats: Formats) -> str:
    """The price with its cycle, exact."""
    return tr("{price} for {cycle}", price=formats.price(fields.price), cycle=formats.seconds(fields.cycle))


def sections_text(sections: Sequence[Section], formats: Formats) -> str:
    """Section rates to be read in a table."""
    return "; ".join(
        tr("from {position}: {fee} for {seconds}", position=formats.seconds(s.position), fee=formats.price(s.fee),
           seconds=formats.seconds(s.seconds))
        for s in sections
    )  # fmt: skip


def sections_to_edit(sections: Sequence[Section], formats: Formats) -> str:
    """Section rates as they are typed: second / fee / seconds, divided by semicolons."""
    return "; ".join(f"{s.position} / {formats.price(s.fee)} / {s.seconds}" for s in sections)


def read_sections(text: str, style: NumberStyle) -> tuple[Section, ...] | Problem:
    """What was typed as section rates, or the problem that it has. The vendor's commas are read too."""
    found: list[Section] = []
    for part in filter(str.strip, text.split(";")):
        sign = "," if "/" not in part and style.decimal != "," else "/"
        cells = [cell.strip() for cell in part.split(sign)]
        if len(cells) != _PARTS or not (_whole(cells[0]) and _whole(cells[2])):
            return Problem(Code.FIELD_INVALID)
        fee = parse_price(cells[1], style)
        if isinstance(fee, Problem):
            return fee
        found.append(Section(position=int(cells[0]), fee=fee, seconds=int(cells[2])))
    return tuple(found)


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6


def tax_text(tax: int, formats: Formats) -> str:
    """Parts per million as percent, exact; nothing for none."""
    return tr("{percent} %", percent=percent_text(tax, formats.style)) if tax else ""


def percent_text(tax: int, style: NumberStyle) -> str:
    """Parts per million as a number of percent."""
    whole, rest = divmod(tax, PPM_OF_PERCENT)
    fraction = f"{rest:04d}".rstrip("0")
    return f"{whole}{style.decimal}{fraction}" if fraction else str(whole)


def from_text(time: int, formats: Formats) -> str:
    """Since when a rate is effective."""
    return formats.time(time) if time else tr("Always")


def until_text(time: int, formats: Formats) -> str:
    """Until when a rate is effective."""
    return tr("No end") if time == FOREVER else formats.time(time)
