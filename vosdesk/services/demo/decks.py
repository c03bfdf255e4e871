"""Price lists of the demo company: real prefixes of the world, lifelike prices, in the vendor's eleven columns."""

import random
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vosdesk.contract.money import minute_cost, plain_price
from vosdesk.services.demo.numbering import Plan, Prefix

HEADER = (
    "Rate Prefix | Area Prefix | Rate Type | Area Name | Billing Rate | Billing Cycle | Minute Cost | Lock Type | "
    "Section Rate | Billing Rate for Calling Card Prompt | Billing Cycle for Calling Card Prompt"
)
HOME = "GB"
"""The country of the demo company: its own numbers are domestic."""
_ISLAND = 0.32
"""The price of a minute to a country without a plan of areas; the more areas, the more competition."""


class Group(NamedTuple):
    """A rate group: its name, what prices are multiplied by, its billing cycle in seconds, and which calling
    codes it goes into further than the others do (the first digits of ITU's zones)."""

    name: str
    factor: float
    cycle: int
    zones: str
    memo: str


GROUPS: tuple[Group, ...] = (
    Group("World premium", 1.32, 1, "123456789", "Direct routes, billed by the second"),
    Group("World standard", 1.0, 6, "123456789", "The usual price list"),
    Group("World economy", 0.78, 60, "123456789", "Cheapest routes, whole minutes"),
    Group("Europe retail", 1.45, 60, "34", "Shops and small offices in Europe"),
    Group("Asia wholesale", 0.84, 1, "689", "Carriers in Asia"),
    Group("Africa and Gulf", 1.08, 6, "29", "Carriers in Africa and the Gulf"),
    Group("Americas", 0.95, 6, "15", "Carriers in both Americas"),
    Group("Calling cards", 1.6, 60, "123456789", "Prepaid cards; the first minute is charged whole"),
)


class Prices:
    """What a minute to each prefix costs the demo company."""

    def __init__(self, plans: Iterable[Plan], source: random.Random) -> None:
        self._minute: dict[str, float] = {}
        for plan in plans:
            country = _ISLAND / (1 + plan.areas**0.38) * source.lognormvariate(0, 0.45)
            mobile = source.uniform(1.1, 4.5)
            for prefix in plan.prefixes:
                kind = mobile if prefix.mobile else 1.0
                self._minute[prefix.code] = max(0.0009, country * kind * source.uniform(0.9, 1.15))

    def minute(self, prefix: Prefix, group: Group) -> int:
        """The price of a minute in nano-units: a few decimals, and divisible into the group's billing cycles."""
        step = 600_000 if group.cycle == 1 else 100_000
        return max(1, round(self._minute[prefix.code] * group.factor * 1_000_000_000 / step)) * step


def chosen(plans: Sequence[Plan], zones: str, most: int) -> list[Prefix]:
    """``most`` prefixes: each country whole, then its areas and networks, the favoured zones twice as deep."""
    waiting = [list(plan.prefixes) for plan in plans]
    favoured = [str(plan.calling_code)[0] in zones for plan in plans]
    found: list[Prefix] = []
    turn = 0
    while len(found) < most and any(waiting):
        for prefixes, favour in zip(waiting, favoured, strict=True):
            take = 2 if turn and favour else 1 if favour or turn % 2 == 0 else 0
            found += prefixes[:take]
            del prefixes[:take]
        turn += 1
    return sorted(found[:most], key=lambda prefix: prefix.code)


def file_of(prefixes: Iterable[Prefix], group: Group, prices: Prices) -> bytes:
    """A rate file as the vendor's console writes it."""
    lines = [HEADER, *(_line(prefix, group, prices.minute(prefix, group)) for prefix in prefixes)]
    return ("\r\n".join(lines) + "\r\n").encode()


def _line(prefix: Prefix, group: Group, minute: int) -> str:
    price = minute * group.cycle // 60
    card = group.name == "Calling cards"
    fields = (
        "",
        prefix.code,
        "Domestic" if prefix.region == HOME else "International",
        prefix.name,
        plain_price(price),
        str(group.cycle),
        plain_price(minute_cost(price, group.cycle)),
        "No Lock",
        f"0,{plain_price(price)},60" if card else "",
        plain_price(price if card else 0),
        str(group.cycle if card else 0),
    )
    return " | ".join(fields)
