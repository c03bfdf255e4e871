"""What the rows of a file do to the rates of one code: they follow each other in time, without gap or overlap.

A row that holds from a moment on ends the rate in effect then, and itself ends where the next one begins. A row
without a moment changes the rate in effect as it stands. Prices go up or down by what a minute costs.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from operator import itemgetter
from typing import Any, NamedTuple

from vosdesk.contract.errors import Code
from vosdesk.contract.ids import FOREVER
from vosdesk.contract.rate_imports import Outcome
from vosdesk.domain.rate_values import CYCLE, FROM, PRICE, UNTIL, Values

UNDATED = -1
"""The moment of a row that has none."""


class Kind(IntEnum):
    """What a row of a file asks for."""

    RATE = 0
    CLOSE = 1
    """What is there ends at ``at``."""


class Write(IntEnum):
    """What is to be done with a stored rate."""

    NONE = 0
    INSERT = 1
    UPDATE = 2
    DELETE = 3


class Said(NamedTuple):
    """A row of a file: its line, when it holds, what it asks for, and the rate that it says."""

    line: int
    at: int
    kind: Kind
    values: Values


class Stored(NamedTuple):
    """A rate that is there."""

    id: int
    values: Values


class Verdict(NamedTuple):
    """What becomes of a row, and what is written for it. ``refused`` says why it cannot be."""

    outcome: Outcome
    write: Write
    line: int
    rate: int | None
    was: Values | None
    now: Values | None
    refused: Code | None = None


class Rules:
    """What holds for all rows: the time of the plan, and the places of the values that the file carries."""

    __slots__ = ("carried", "now", "said")

    def __init__(self, now: int, carried: frozenset[int]) -> None:
        self.now, self.carried = now, carried
        self.said = itemgetter(*sorted(carried - {FROM}))
        """What a file says of a rate, to be compared with what is there."""


class _Entry:
    """A rate of the code as it is becoming. ``was`` is None for a new one, ``now`` for one that goes."""

    __slots__ = ("now", "rate", "told", "was")

    def __init__(self, rate: int | None, was: Values | None, now: Values | None) -> None:
        self.rate, self.was, self.now = rate, was, now
        self.told = False

    def write(self) -> Write:
        if self.was is None:
            return Write.NONE if self.now is None else Write.INSERT
        if self.now is None:
            return Write.DELETE
        return Write.NONE if self.was == self.now else Write.UPDATE


def added(said: Said) -> Verdict:
    """What becomes of the only row of a code that the group does not have."""
    values = said.values
    since = 0 if said.at == UNDATED else said.at
    if said.kind is not Kind.RATE:
        return Verdict(Outcome.REFUSED, Write.NONE, said.line, None, None, None, Code.RATE_NONE)
    if values[UNTIL] <= since:
        return Verdict(Outcome.REFUSED, Write.NONE, said.line, None, None, None, Code.PERIOD_REVERSED)
    if values[FROM] != since:
        values = (*values[:FROM], since, values[UNTIL])
    return Verdict(Outcome.ADDED, Write.INSERT, said.line, None, None, values)


def settle(stored: Sequence[Stored], said: Sequence[Said], rules: Rules) -> Iterator[Verdict]:
    """What becomes of the rows of one code, in the order of their times, and of the rates that are there.

    ``stored`` is in the order of its beginnings.
    """
    if not stored and len(said) == 1:
        yield added(said[0])
        return
    line = [_Entry(row.id, row.values, row.values) for row in stored]
    everything = list(line)
    told = [_Settler(line, everything, rules).apply(row) for row in said]
    for verdict, entry in told:
        if entry is not None and not entry.told:
            entry.told = True
            yield _shown(verdict, entry)
        else:
            yield verdict
    for entry in everything:
        if not entry.told and entry.write() is not Write.NONE:
            yield Verdict(Outcome.ENDED, entry.write(), 0, entry.rate, entry.was, entry.now)


def is_same(stored: Values, at: int, said: Values, rules: Rules) -> bool:
    """Whether the only row of a code says no more than the only rate that is there."""
    moment = rules.now if at == UNDATED else at
    return bool(stored[FROM] <= moment < stored[UNTIL] and rules.said(stored) == rules.said(said))


def close_all(stored: Sequence[Stored], at: int) -> Iterator[Verdict]:
    """The rates of a code that the file lacks: those in effect end at that moment, later ones go."""
    for row in stored:
        closed = _closed(row.values, at)
        if closed != row.values:
            write = Write.DELETE if closed is None else Write.UPDATE
            yield Verdict(Outcome.MISSING, write, 0, row.id, row.values, closed)


def direction(was: Values, now: Values) -> Outcome:
    """Whether a minute became dearer, cheaper, or something else changed."""
    before, after = was[PRICE] * now[CYCLE], now[PRICE] * was[CYCLE]
    if before == after:
        return Outcome.CHANGED
    return Outcome.UP if after > before else Outcome.DOWN


def _shown(verdict: Verdict, entry: _Entry) -> Verdict:
    """The verdict with what is written for its rate; a new rate keeps the former one to be compared with."""
    was = verdict.was if entry.was is None else entry.was
    return verdict._replace(write=entry.write(), rate=entry.rate, was=was, now=entry.now)


def _closed(values: Values, at: int) -> Values | None:
    """The rate without what lies at or after that moment."""
    if values[FROM] >= at:
        return None
    return values if values[UNTIL] <= at else (*values[:UNTIL], at)


class _Settler:
    """Applies rows to the rates of one code."""

    def __init__(self, line: list[_Entry], everything: list[_Entry], rules: Rules) -> None:
        self._line, self._everything, self._rules = line, everything, rules

    def apply(self, said: Said) -> tuple[Verdict, _Entry | None]:
        if said.kind is Kind.CLOSE:
            return self._close(said)
        if said.at == UNDATED:
            found = self._in_effect(self._rules.now)
            return self._add_undated(said) if found is None else self._change(said, found)
        found = self._in_effect(said.at)
        if found is None:
            return self._add(said, said.at, None)
        values = _values(found)
        if values[FROM] == said.at:
            return self._change(said, found)
        merged = self._merged(values, said, said.at)
        if merged[:FROM] == values[:FROM] and merged[UNTIL] == values[UNTIL]:
            return Verdict(Outcome.UNCHANGED, Write.NONE, said.line, found.rate, values, values), None
        return self._add(said, said.at, found)

    def _in_effect(self, at: int) -> _Entry | None:
        for entry in reversed(self._line):
            values = _values(entry)
            if values[FROM] <= at < values[UNTIL]:
                return entry
        return None

    def _next_from(self, after: int) -> int:
        return min((_values(e)[FROM] for e in self._line if _values(e)[FROM] > after), default=FOREVER)

    def _merged(self, values: Values, said: Said, since: int) -> Values:
        """The rate with all that the file says of it, ending at the latest where the next one begins."""
        carried = self._rules.carried
        made = [
            new if place in carried else old for place, (old, new) in enumerate(zip(values, said.values, strict=True))
        ]
        made[FROM] = since
        made[UNTIL] = min(made[UNTIL], self._next_from(since)) if UNTIL in carried else values[UNTIL]
        return tuple(made)

    def _change(self, said: Said, found: _Entry) -> tuple[Verdict, _Entry | None]:
        values = _values(found)
        merged = self._merged(values, said, values[FROM])
        if merged[UNTIL] <= merged[FROM]:
            return _refused(said, Code.PERIOD_REVERSED), None
        if merged == values:
            return Verdict(Outcome.UNCHANGED, Write.NONE, said.line, found.rate, values, values), None
        found.now = merged
        return Verdict(direction(values, merged), Write.NONE, said.line, found.rate, values, merged), found

    def _add_undated(self, said: Said) -> tuple[Verdict, _Entry | None]:
        past = [_values(e)[UNTIL] for e in self._line if _values(e)[UNTIL] <= self._rules.now]
        return self._add(said, max(past, default=0), None)

    def _add(self, said: Said, since: int, former: _Entry | None) -> tuple[Verdict, _Entry | None]:
        following = self._next_from(since)
        if former is None:
            made = (*said.values[:FROM], since, min(said.values[UNTIL], following))
            outcome, was = Outcome.ADDED, None
        else:
            was = _values(former)
            made = self._merged(was, said, since)
            outcome = direction(was, made)
        if made[UNTIL] <= since:
            return _refused(said, Code.PERIOD_REVERSED), None
        if former is not None and was is not None:
            former.now = (*was[:UNTIL], since)
        entry = _Entry(None, None, made)
        self._everything.append(entry)
        self._line.append(entry)
        self._line.sort(key=_since)
        return Verdict(outcome, Write.NONE, said.line, None, was, made), entry

    def _close(self, said: Said) -> tuple[Verdict, _Entry | None]:
        at = self._rules.now if said.at == UNDATED else said.at
        last = self._line[-1] if self._line else None
        if last is None:
            return _refused(said, Code.RATE_NONE), None
        shown: tuple[Verdict, _Entry | None] | None = None
        for entry in list(self._line):
            values = _values(entry)
            closed = _closed(values, at)
            if closed == values:
                continue
            entry.now = closed
            if closed is None:
                self._line.remove(entry)
            if shown is None:
                shown = Verdict(Outcome.CLOSED, Write.NONE, said.line, entry.rate, values, closed), entry
        if shown is not None:
            return shown
        values = _values(last)
        return Verdict(Outcome.UNCHANGED, Write.NONE, said.line, last.rate, values, values), None


def _refused(said: Said, code: Code) -> Verdict:
    return Verdict(Outcome.REFUSED, Write.NONE, said.line, None, None, None, code)


def _values(entry: _Entry) -> Values:
    """The values of a rate that stays."""
    values: Any = entry.now
    return tuple(values)


def _since(entry: _Entry) -> int:
    since: int = _values(entry)[FROM]
    return since
