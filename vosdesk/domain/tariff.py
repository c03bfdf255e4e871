"""The rates of a group as calls are billed by them: from a row of rates to terms, and a whole group in memory.

A million rates take less than a hundred bytes each: rates that say the same share it, and what is different in each,
its prefix, is the beginning of the number that finds it.
"""

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from vosdesk.contract.ids import RateGroupId, Time
from vosdesk.contract.rates import LockType, Section
from vosdesk.domain.billing import Terms
from vosdesk.domain.prefix_index import PrefixIndex


class BilledRate(NamedTuple):
    """A rate as it is stored, as far as calls are billed by it. ``sections`` is JSON."""

    code: str
    area_name: str
    price: int
    cycle: int
    sections: str
    tax: int
    lock: int
    effective_from: Time
    effective_until: Time


_Said = tuple[int, int, str, int, tuple[Section, ...], bool]
"""What many rates say alike: the length of the prefix, cycle, sections as text, tax, sections, whether it is locked."""
_SAID_AT, _AREA = 32, 2**32 - 1
_LOCKED = LockType.LOCKED.value
_sections_of = msgspec.json.Decoder(tuple[Section, ...])


def terms_of(group: RateGroupId, name: str, rate: BilledRate) -> Terms:
    """The terms of a rate of the group that has this name."""
    code, area, price, cycle, sections, tax, lock, _, _ = rate
    return Terms(group, name, code, area, price, cycle, sections, tax, _read(sections), lock == _LOCKED)


@lru_cache(maxsize=1_024)
def _read(sections: str) -> tuple[Section, ...]:
    return _sections_of.decode(sections)


class Tariff:
    """The rates of one group in memory. Raises ValueError unless ``rates`` are sorted by code, then time."""

    __slots__ = ("_areas", "_find", "_group", "_index", "_kept", "_name", "_saids")

    def __init__(self, group: RateGroupId, name: str, rates: Iterable[BilledRate]) -> None:
        self._group, self._name = group, name
        self._kept = array("q")
        """Of each rate its price, and the places of what it says and of its area name: side by side, read at one go."""
        self._areas: list[str] = []
        self._saids: list[_Said] = []
        self._index = PrefixIndex(self._keep(rates))
        self._find = self._index.find

    def __len__(self) -> int:
        return len(self._index)

    def find(self, number: str, at: Time) -> Terms | None:
        """The terms of the longest prefix of ``number`` that is in effect at that time."""
        place = self._find(number, at)
        if place < 0:
            return None
        price, places = self._kept[2 * place], self._kept[2 * place + 1]
        length, cycle, text, tax, sections, locked = self._saids[places >> _SAID_AT]
        area, code = self._areas[places & _AREA], number[:length]
        return Terms(self._group, self._name, code, area, price, cycle, text, tax, sections, locked)

    def _keep(self, rates: Iterable[BilledRate]) -> Iterator[tuple[str, Time, Time]]:
        """Keep what each rate says; names, and what many say alike, once for all of them."""
        areas: dict[str, int] = {}
        saids: dict[_Said, int] = {}
        for code, area_name, price, cycle, sections, tax, lock, begin, end in rates:
            area = areas.setdefault(area_name, len(areas))
            said = len(code), cycle, sections, tax, _read(sections), lock == _LOCKED
            self._kept.extend((price, saids.setdefault(said, len(saids)) << _SAID_AT | area))
            yield code, begin, end
        self._areas, self._saids = list(areas), list(saids)
