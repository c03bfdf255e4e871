"""A deck in memory, for billing: the longest prefix of a number that is in effect at a time, in about a microsecond.

    index = PrefixIndex(rows)      # rows: (code, effective_from, effective_until, rate), sorted by code, then time
    index.find("8613800138000", at)  # the rate of the longest prefix in effect at that time, or None

``rate`` is whatever the caller wants to find: an id, a tuple of terms. It is kept by reference, so that equal terms
that are shared are held once. A locked rate is found like any other; to refuse the call is the caller's part.

Prefixes of up to fifteen digits are laid out as stretches of the line of all numbers, each owned by the longest
prefix that covers it; a number is found by bisection of the few stretches that begin with its first digits. Each
rate knows which one comes after it: an earlier period of its prefix, else the next shorter prefix. What is longer, or
holds * or #, is rare, and found by its length.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

from vosdesk.contract.ids import FOREVER, Time

T = TypeVar("T")

_DIGITS = 15
"""Digits of a key: four bits each, sixty in all."""
_SHIFTS = tuple(4 * (_DIGITS - length) for length in range(_DIGITS + 1))
_LEADING = re.compile("[0-9]*")
_NOBODY = -1


class PrefixIndex(Generic[T]):
    """The rates of one group, found by number and time. Raises ValueError unless ``rows`` are sorted."""

    def __init__(self, rows: Iterable[tuple[str, Time, Time, T]]) -> None:
        self._rates: list[T] = []
        self._periods: list[tuple[Time, Time]] = []
        self._period = array("i")
        self._lengths = array("B")
        self._after = array("i")
        self._bounds = array("q", [0])
        self._owners = array("i", [_NOBODY])
        self._odd: dict[str, int] = {}
        self._fill(rows)
        # Whoever asks within these limits need not be asked for the period, or the length.
        self._from = max((begin for begin, _ in self._periods), default=Time(0))
        self._until = min((end for _, end in self._periods), default=FOREVER)
        self._longest = max(self._lengths, default=0)
        self._odd_lengths = sorted({len(code) for code in self._odd}, reverse=True)
        # Enough first digits that a handful of stretches are left to bisect, and no table larger than the deck.
        head = min(5, max(1, len(str(len(self._rates))) - 1))
        self._head = 4 * (_DIGITS - head)
        self._firsts = self._starts(head)

    def __len__(self) -> int:
        return len(self._rates)

    def find(self, number: str, at: Time) -> T | None:
        """The rate of the longest prefix of ``number`` that is in effect at that time."""
        size = len(number)
        if size <= _DIGITS and number.isdigit() and number.isascii():
            key = int(number, 16) << _SHIFTS[size]
            head = key >> self._head
            place = bisect_right(self._bounds, key, self._firsts[head], self._firsts[head + 1])
            rate = self._owners[place - 1]
        else:
            rate, size = self._unusual(number)
        if size < self._longest or not self._from <= at < self._until:
            rate = self._in_effect(rate, size, at)
        return self._rates[rate] if rate >= 0 else None

    def _in_effect(self, rate: int, size: int, at: Time) -> int:
        """The first of the rates from this one on that is in effect, and whose prefix is not beyond the number."""
        while rate >= 0:
            begin, end = self._periods[self._period[rate]]
            if begin <= at < end and self._lengths[rate] <= size:
                break
            rate = self._after[rate]
        return rate

    def _unusual(self, number: str) -> tuple[int, int]:
        """Where to begin with a number that is long or not of digits alone, and how long its prefixes can be."""
        for length in self._odd_lengths:
            rate = self._odd.get(number[:length]) if length <= len(number) else None
            if rate is not None:
                return rate, len(number)
        found = _LEADING.match(number, 0, _DIGITS)
        digits = "" if found is None else found[0]
        if not digits:
            return _NOBODY, 0
        key = int(digits, 16) << _SHIFTS[len(digits)]
        return self._owners[bisect_right(self._bounds, key) - 1], len(digits)

    def _fill(self, rows: Iterable[tuple[str, Time, Time, T]]) -> None:
        open_: list[tuple[str, int]] = []
        """The prefixes of the last one, the shortest first, each with the rate that is asked first."""
        last = ("", -1)
        known: dict[tuple[Time, Time], int] = {}
        for code, begin, end, rate in rows:
            if (code, begin) < last:
                raise ValueError("the rates are not sorted by prefix and time")
            place = len(self._rates)
            if code == last[0]:
                before = open_.pop()[1]
            else:
                while open_ and not code.startswith(open_[-1][0]):
                    self._close(open_)
                before = open_[-1][1] if open_ else _NOBODY
            last = (code, begin)
            self._rates.append(rate)
            self._period.append(known.setdefault((begin, end), len(known)))
            self._lengths.append(len(code))
            self._after.append(before)
            open_.append((code, place))
            if _is_plain(code):
                self._put(int(code, 16) << _SHIFTS[len(code)], place)
            else:
                self._odd[code] = place
        while open_:
            self._close(open_)
        self._periods = list(known)

    def _close(self, open_: list[tuple[str, int]]) -> None:
        """The last of the open prefixes ends: what follows is the next shorter one's."""
        code, _ = open_.pop()
        if _is_plain(code):
            self._put(int(code, 16) + 1 << _SHIFTS[len(code)], open_[-1][1] if open_ else _NOBODY)

    def _put(self, key: int, owner: int) -> None:
        if self._bounds[-1] == key:
            self._owners[-1] = owner
        else:
            self._bounds.append(key)
            self._owners.append(owner)

    def _starts(self, head: int) -> "array[int]":
        """For each beginning of ``head`` digits, the first stretch that has it; and one more at the end."""
        starts = array("i", bytes(array("i").itemsize * (16**head + 1)))
        filled = 0
        for place, key in enumerate(self._bounds):
            beginning = key >> self._head
            while filled <= beginning:
                starts[filled] = place
                filled += 1
        for rest in range(filled, len(starts)):
            starts[rest] = len(self._bounds)
        return starts


def _is_plain(code: str) -> bool:
    return len(code) <= _DIGITS and code.isdigit() and code.isascii()
