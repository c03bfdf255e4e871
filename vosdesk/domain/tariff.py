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
_LENGTH, _SAID = 2**8 - 1, 2**28 - 1
_SAID_AT, _AREA_AT = 8, 36
"""What is kept of a rate: eight bits of length, and twice 28 bits of places."""
_MOST_MADE = 10_000
_new = tuple.__new__
_LOCKED = LockType.LOCKED.value
_sections_of = msgspec.json.Decoder(tuple[Section, ...])


def terms_of(group: RateGroupId, name: str, rate: BilledRate) -> Terms:
    """The terms of a rate of the group that has this name."""
    return Terms(group, name, rate.code, rate.area_name, *_said(rate))


def _said(rate: BilledRate) -> _Said:
    _, _, price, cycle, sections, tax, lock, _, _ = rate
    return price, cycle, sections, tax, () if sections == "[]" else _read(sections), lock == _LOCKED


@lru_cache(maxsize=1_024)
def _read(sections: str) -> tuple[Section, ...]:
    return _sections_of.decode(sections)


class Tariff:
    """The rates of one group in memory. Raises ValueError unless ``rates`` are sorted by code, then time."""

    __slots__ = ("_areas", "_find", "_index", "_kept", "_made", "_own", "_saids")

    def __init__(self, group: RateGroupId, name: str, rates: Iterable[BilledRate]) -> None:
        self._own = group, name
        self._kept = array("Q")
        """Of each rate which area name it has, what else it says, and how long its code is: read at one go."""
        self._made: dict[int, Terms] = {}
        """Terms that were asked for, by the place of their rate: no more than ``_MOST_MADE``."""
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
        # Most calls go to few destinations.
        made = self._made.get(place)
        if made is None:
            kept = self._kept[place]
            code, area = number[: kept & _LENGTH], self._areas[kept >> _AREA_AT]
            # Past the constructor of the named tuple, which takes as long as all the rest.
            made = _new(Terms, (*self._own, code, area) + self._saids[kept >> _SAID_AT & _SAID])
            if len(self._made) >= _MOST_MADE:
                self._made.clear()
            self._made[place] = made
        return made

    def _keep(self, rates: Iterable[BilledRate]) -> Iterator[tuple[str, Time, Time]]:
        """Keep what each rate says, once for all that say the same."""
        areas: dict[str, int] = {}
        saids: dict[_Said, int] = {}
        for rate in rates:
            area, said = areas.setdefault(rate.area_name, len(areas)), saids.setdefault(_said(rate), len(saids))
            self._kept.append(area << _AREA_AT | said << _SAID_AT | len(rate.code))
            yield rate.code, rate.effective_from, rate.effective_until
        self._areas, self._saids = list(areas), list(saids)
