"""Rates as the cells of a file: what ``deck_rows`` reads back as the same rates.

Numbers are exact decimals with a point, times are UTC; a name that a spreadsheet would run is made harmless.
"""

from collections.abc import Sequence

from vosdesk.contract.cell_text import DATED, harmless, time_text
from vosdesk.contract.ids import FOREVER, SECOND, Time
from vosdesk.contract.money import minute_cost, plain_price
from vosdesk.contract.rate_export import DeckColumns
from vosdesk.contract.rates import LockType, RateFields, RateType, Section

_ELEVEN = (
    "Rate Prefix", "Area Prefix", "Rate Type", "Area Name", "Billing Rate", "Billing Cycle", "Minute Cost",
    "Lock Type", "Section Rate", "Billing Rate for Calling Card Prompt", "Billing Cycle for Calling Card Prompt",
)  # fmt: skip
TITLES: dict[DeckColumns, tuple[str, ...]] = {
    DeckColumns.FULL: (*_ELEVEN, "Tax Percent", "Effective From", "Effective Until"),
    DeckColumns.VENDOR_11: _ELEVEN,
    DeckColumns.VENDOR_13: ("Time of timing replace", "Mode of timing replace", *_ELEVEN),
}
"""The header line of each: the same in every language, for the programs that read the file."""
NUMBERS = frozenset({"Billing Rate", "Billing Cycle", "Minute Cost", "Billing Rate for Calling Card Prompt",
                     "Billing Cycle for Calling Card Prompt", "Tax Percent"})  # fmt: skip
"""Titles of columns whose cells are numbers."""
PRICES = frozenset({"Billing Rate", "Minute Cost", "Billing Rate for Calling Card Prompt"})
"""Titles of columns whose cells are prices."""
_TYPES = {
    RateType.ON_NET: "On-net", RateType.LOCAL: "Local", RateType.DOMESTIC: "Domestic",
    RateType.INTERNATIONAL: "International",
}  # fmt: skip
_LOCKS = {LockType.NONE: "No Lock", LockType.LOCKED: "Locked"}
_REPLACES = "Append replace"


class DeckWriter:
    """Makes the cells of rates, in the order of ``TITLES``. ``bars``: the file parts its cells by them."""

    def __init__(self, columns: DeckColumns, *, bars: bool) -> None:
        self._columns, self._bars = columns, bars

    def cells(self, fields: RateFields) -> list[str]:
        """The cells of a rate."""
        front, kind, back = self.terms(fields)
        return [*front, fields.prefix, fields.area_prefix, kind, self.name(fields.area_name), *back]

    def name(self, name: str) -> str:
        """The cell of a name."""
        return harmless(name.replace("|", "/") if self._bars else name)

    def terms(self, fields: RateFields) -> tuple[list[str], str, list[str]]:
        """What rates have in common: the cells before the prefixes, that of the type, and those behind the name."""
        back = [
            plain_price(fields.price),
            str(fields.cycle),
            plain_price(minute_cost(fields.price, fields.cycle)),
            _LOCKS[fields.lock],
            sections_text(fields.sections),
            plain_price(fields.prompt_price),
            str(fields.prompt_cycle),
        ]
        front: list[str] = []
        if self._columns is DeckColumns.FULL:
            begins = "" if fields.effective_from == 0 else time_text(fields.effective_from)
            ends = "" if fields.effective_until == FOREVER else time_text(fields.effective_until)
            back += [percent(fields.tax), begins, ends]
        elif self._columns is DeckColumns.VENDOR_13:
            front = _timing(fields.effective_from)
        return front, _TYPES[fields.rate_type], back


def sections_text(sections: Sequence[Section]) -> str:
    """Section rates as position,fee,seconds; with semicolons between several."""
    return ";".join(f"{s.position},{_short(plain_price(s.fee))},{s.seconds}" for s in sections)


def percent(millionths: int) -> str:
    """Parts per million as percent, exact."""
    whole, rest = divmod(millionths, 10_000)
    return _short(f"{whole}.{rest:04d}")


def is_whole_second(time: Time) -> bool:
    """Whether the vendor's form of a time can hold it."""
    return time % SECOND == 0 and DATED[0] <= time < DATED[1]


def _timing(begins: Time) -> list[str]:
    if begins == 0 or not is_whole_second(begins):
        return ["", ""]
    return [time_text(begins).replace("T", " ").removesuffix("Z"), _REPLACES]


def _short(number: str) -> str:
    return number.rstrip("0").removesuffix(".")
