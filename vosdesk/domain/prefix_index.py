"""A deck in memory, for billing: the longest prefix of a number that is in effect at a time, in about a microsecond.

    index = PrefixIndex(rows)      # rows: (code, effective_from, effective_until), sorted by code, then time
    index.find("8613800138000", at)  # the place among the rows of the longest prefix in effect then, or NOBODY

What a rate says is the caller's to keep, by these places. A locked rate is found like any other; to refuse the call is
the caller's part.

Prefixes of up to fifteen digits are laid out as stretches of the line of all numbers, each owned by the longest
prefix that covers it; a number is found by bisection of the few stretches that begin with its first digits. Each
rate knows which one comes after it: an earlier period of its prefix, else the next shorter prefix. What is longer, or
holds * or #, is rare, and found by its length.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from vosdesk.contract.ids import FOREVER, Time

NOBODY: Final = -1
"""The place of no rate."""

_DIGITS = 15
"""Digits of a key: a number is as long as that on the line."""
_SCALES = tuple(10 ** (_DIGITS - length) for length in range(_DIGITS + 1))
_HEAD = 6
"""First digits that have a table of their own in the largest decks."""
_LEADING = re.compile("[0-9]*")


class PrefixIndex:
    """The rates of one group, found by number and time. Raises ValueError unless ``rows`` are sorted."""

    __slots__ = (
        "_after",
        "_bounds",
        "_firsts",
        "_from",
        "_head",
        "_lengths",
        "_longest",
        "_odd",
        "_odd_lengths",
        "_owners",
        "_period",
        "_periods",
        "_until",
    )

    def __init__(self, rows: Iterable[tuple[str, Time, Time]]) -> None:
        self._periods: list[tuple[Time, Time]] = []
        self._period = array("i")
        self._lengths = array("B")
        self._after = array("i")
        self._bounds = array("q", [0])
        self._owners = array("i", [NOBODY])
        self._odd: dict[str, int] = {}
        self._fill(rows)
        # Whoever asks within these limits need not be asked for the period, or the length.
        self._from = max((begin for begin, _ in self._periods), default=Time(0))
        self._until = min((end for _, end in self._periods), default=FOREVER)
        self._longest = max(self._lengths, default=0)
        self._odd_lengths = sorted({len(code) for code in self._odd}, reverse=True)
        # Enough first digits that a handful of stretches are left to bisect, and no table larger than the deck.
        head = min(_HEAD, max(1, len(str(len(self))) - 1))
        self._head = _SCALES[head]
        self._firsts = self._starts(10**head)

    def __len__(self) -> int:
        return len(self._lengths)

    def find(self, number: str, at: Time) -> int:
        """The place of the rate with the longest prefix of ``number`` that is in effect at that time, or NOBODY."""
        size = len(number)
        if size <= _DIGITS and number.isdigit() and number.isascii():
            key = int(number) * _SCALES[size]
            head = key // self._head
            rate = self._owners[bisect_right(self._bounds, key, self._firsts[head], self._firsts[head + 1]) - 1]
        else:
            rate, size = self._unusual(number)
        if size < self._longest or not self._from <= at < self._until:
            rate = self._in_effect(rate, size, at)
        return rate

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
            return NOBODY, 0
        key = int(digits) * _SCALES[len(digits)]
        return self._owners[bisect_right(self._bounds, key) - 1], len(digits)

    def _fill(self, rows: Iterable[tuple[str, Time, Time]]) -> None:
        open_: list[tuple[str, int]] = []
        """The prefixes of the last one, the shortest first, each with the rate that is asked first."""
        last = ("", -1)
        known: dict[tuple[Time, Time], int] = {}
        for place, (code, begin, end) in enumerate(rows):
            if (code, begin) < last:
                raise ValueError("the rates are not sorted by prefix and time")
            if code == last[0]:
                before = open_.pop()[1]
            else:
                while open_ and not code.startswith(open_[-1][0]):
                    self._close(open_)
                before = open_[-1][1] if open_ else NOBODY
            last = (code, begin)
            self._period.append(known.setdefault((begin, end), len(known)))
            self._lengths.append(len(code))
            self._after.append(before)
            open_.append((code, place))
            if _is_plain(code):
                self._put(int(code) * _SCALES[len(code)], place)
            else:
                self._odd[code] = place
        while open_:
            self._close(open_)
        self._periods = list(known)

    def _close(self, open_: list[tuple[str, int]]) -> None:
        """The last of the open prefixes ends: what follows is the next shorter one's."""
        code, _ = open_.pop()
        if _is_plain(code):
            self._put((int(code) + 1) * _SCALES[len(code)], open_[-1][1] if open_ else NOBODY)

    def _put(self, key: int, owner: int) -> None:
        if self._bounds[-1] == key:
            self._owners[-1] = owner
        else:
            self._bounds.append(key)
            self._owners.append(owner)

    def _starts(self, heads: int) -> "array[int]":
        """For each beginning of a number, the first stretch that has it; and one more at the end."""
        starts = array("i", bytes(array("i").itemsize * (heads + 1)))
        filled = 0
        for place, key in enumerate(self._bounds):
            beginning = key // self._head
            while filled <= beginning:
                starts[filled] = place
                filled += 1
        for rest in range(filled, len(starts)):
            starts[rest] = len(self._bounds)
        return starts


def _is_plain(code: str) -> bool:
    return len(code) <= _DIGITS and code.isdigit() and code.isascii()
