"""From the rows of a sheet and the rates of a group to a plan: what becomes of each, as a stream.

Rows are put by in the order in which they come, sorted by their codes, and gone through side by side with the rates
that are there: no size fills memory. Every row read ends as one verdict or as one refusal.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, groupby, islice
from typing import Any

from vosdesk.contract import rate_imports as ri
from vosdesk.contract.decks import Repeats
from vosdesk.contract.errors import Code
from vosdesk.contract.rates import BadRow
from vosdesk.domain.deck_rows import DeckRow
from vosdesk.domain.deck_terms import Terms
from vosdesk.domain.rate_timeline import (
    UNDATED,
    Kind,
    Rules,
    Said,
    Stored,
    Verdict,
    Write,
    close_all,
    is_same,
    settle,
)
from vosdesk.domain.rate_values import CYCLE, NAMES, PRICE, UNTIL, fields_of, values_of
from vosdesk.storage.plan_file import BATCH, PlanFile, Refused, values_of_json
from vosdesk.storage.watching import Tick

Outcome = ri.Outcome

Progress = Callable[[int], None]
"""Told how many rows are done; what it raises ends the work."""
Grouped = Iterator[list[tuple[Any, ...]]]
"""Rows of code after code: of rates (id, whether chosen, values), or of a file (line, at, kind, values)."""
STORED_CODE, SAID_CODE = 2, 3

_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds for a whole plan: the mode, from when, and which row of a code wins."""

    mode: ri.Mode
    when: ri.When
    at: int
    """The moment of ``When.AT`` and ``When.NOW``; with ``When.FILE``, now."""
    now: int
    carried: frozenset[str]
    repeats: Repeats

    @property
    def rules(self) -> Rules:
        """The rules of single codes."""
        return Rules(self.now, frozenset(place for place, name in enumerate(NAMES) if name in self.carried))


class Sayer:
    """Turns rows of a sheet into rows of a plan. Rows share their terms: these are turned once."""

    def __init__(self, terms: Ruling) -> None:
        self._dated = None if terms.when is ri.When.FILE else terms.at
        self._deletes = terms.mode is ri.Mode.DELETE
        self._known: dict[int, tuple[Terms, tuple[Any, ...], tuple[Any, ...]]] = {}

    def say(self, row: DeckRow) -> tuple[Any, ...]:
        """Line, at, kind, whether rounded, and the values."""
        terms = row.terms
        found = self._known.get(id(terms))
        if found is None:
            found = self._read(terms)
        _, (at, kind, rounded, rate_type), rest = found
        prefix, area_prefix = row.prefix, row.area_prefix
        return (
            row.line, at, kind, rounded, prefix + area_prefix, prefix, area_prefix, rate_type, row.area_name, *rest,
        )  # fmt: skip

    def _read(self, terms: Terms) -> tuple[Terms, tuple[Any, ...], tuple[Any, ...]]:
        fields = terms.fields
        closes = self._deletes or terms.deletes or terms.closes
        at = int(fields.effective_from) or UNDATED if self._dated is None else self._dated
        if terms.closes and not self._deletes:
            at = fields.effective_until
        values = values_of(fields)
        head = (at, int(Kind.CLOSE if closes else Kind.RATE), int(terms.rounded), values[3])
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        # The terms are kept too: their id is theirs as long as they live.
        found = self._known[id(terms)] = (terms, head, values[5:])
        return found


def read(plan: PlanFile, rows: Iterable[DeckRow | BadRow], sayer: Sayer, progress: Progress) -> tuple[int, set[str]]:
    """Put the rows of a sheet by. How many there were, and the codes (only of the last batch: for mended rows)."""
    count, codes = 0, set()
    left = iter(rows)
    while some := list(islice(left, BATCH)):
        good = [sayer.say(row) for row in some if type(row) is DeckRow]
        plan.say(good)
        if len(good) < len(some):
            plan.refuse(_refused(row) for row in some if isinstance(row, BadRow))
        codes = {row[4] for row in good}
        count += len(some)
        progress(count)
    return count, codes


def _refused(row: BadRow) -> Refused:
    return Refused(row.line, row.column, row.text, row.code.value, row.params, row.cells)


def by_code(rows: Iterable[tuple[Any, ...]], place: int) -> Grouped:
    """Rows in the order of their codes as one list for each code, which stands at ``place``."""
    some: list[tuple[Any, ...]] = []
    code = None
    for row in rows:
        if row[place] == code:
            some.append(row)
            continue
        if some:
            yield some
        some, code = [row], row[place]
    if some:
        yield some


_PRICED = frozenset({Outcome.UP, Outcome.DOWN})


@dataclass(slots=True)
class Compared:
    """What is found out on the way: rates that could be closed, and the extreme changes."""

    present: int = 0
    up: tuple[Fraction, Verdict] | None = None
    down: tuple[Fraction, Verdict] | None = None
    refused: list[Refused] = field(default_factory=list)

    def note(self, verdict: Verdict) -> None:
        """Look at a change of price."""
        was, now = verdict.was, verdict.now
        if verdict.outcome not in _PRICED or was is None or now is None or not was[PRICE]:
            return
        share = Fraction(now[PRICE] * was[CYCLE], was[PRICE] * now[CYCLE])
        if verdict.outcome is Outcome.UP and (self.up is None or share > self.up[0]):
            self.up = share, verdict
        if verdict.outcome is Outcome.DOWN and (self.down is None or share < self.down[0]):
            self.down = share, verdict

    def shown(self) -> dict[str, Any]:
        """As the plan keeps it."""
        return {
            "present": self.present,
            "most_up": None if self.up is None else [self.up[1].was, self.up[1].now],
            "most_down": None if self.down is None else [self.down[1].was, self.down[1].now],
        }


def compare(
    plan: PlanFile, stored: Iterable[tuple[Any, ...]], ruling: Ruling, tick: Tick, codes: Sequence[str] | None = None
) -> Compared:
    """Find out what becomes of every row of the plan; of all codes, or of these. ``stored`` are the rates there."""
    compared = Compared()
    there = by_code(stored, STORED_CODE)
    with plan.watched(tick):
        first = next(there, None)
        if first is None and codes is None:
            codes = plan.add_all()
        if codes is None or codes:
            there = iter(()) if first is None else chain([first], there)
            said = by_code(plan.said(codes), SAID_CODE)
            plan.judge(_verdicts(said, there, ruling, compared), tick)
    plan.refuse(compared.refused)
    return compared


def _verdicts(said: Grouped, stored: Grouped, ruling: Ruling, compared: Compared) -> Iterator[Verdict]:
    """Both in the order of their codes, side by side."""
    rules = ruling.rules
    there = next(stored, None)
    for rows in said:
        code = rows[0][SAID_CODE]
        while there is not None and there[0][STORED_CODE] < code:
            yield from _lacking(there, ruling, compared)
            there = next(stored, None)
        if there is None or there[0][STORED_CODE] != code:
            yield from _settled(rows, [], ruling, rules, compared)
            continue
        compared.present += _open(there, ruling.now)
        if len(rows) == len(there) == 1 and rows[0][2] == 0 and is_same(there[0][2:], rows[0][1], rows[0][3:], rules):
            values = there[0][2:]
            yield Verdict(Outcome.UNCHANGED, Write.NONE, rows[0][0], there[0][0], values, values)
        else:
            yield from _settled(rows, there, ruling, rules, compared)
        there = next(stored, None)
    while there is not None:
        yield from _lacking(there, ruling, compared)
        there = next(stored, None)


def _settled(
    rows: list[tuple[Any, ...]], there: list[tuple[Any, ...]], ruling: Ruling, rules: Rules, compared: Compared
) -> Iterator[Verdict]:
    said = [Said(row[0], row[1], Kind(row[2]), row[3:]) for row in rows]
    code = rows[0][SAID_CODE]
    if len(said) > 1:
        said, twice = _distinct(code, said, ruling.repeats)
        compared.refused += twice
    for verdict in settle([Stored(row[0], row[2:]) for row in there], said, rules):
        if verdict.refused is not None:
            compared.refused.append(Refused(verdict.line, "", code, verdict.refused.value, {}, (), code))
            continue
        compared.note(verdict)
        yield verdict


def _lacking(there: list[tuple[Any, ...]], ruling: Ruling, compared: Compared) -> Iterator[Verdict]:
    compared.present += _open(there, ruling.now)
    if ruling.mode is ri.Mode.REPLACE:
        yield from close_all([Stored(row[0], row[2:]) for row in there], ruling.at)


def _open(there: list[tuple[Any, ...]], now: int) -> int:
    return sum(row[-1] > now for row in there)


def _distinct(code: str, rows: list[Said], repeats: Repeats) -> tuple[list[Said], list[Refused]]:
    """One row for each moment, and the others as refused: in vain, or because one was asked to win."""
    kept: list[Said] = []
    refused: list[Refused] = []
    for _, some in groupby(rows, lambda row: row.at):
        same = list(some)
        winner = same[-1] if repeats is Repeats.LAST else same[0]
        kept.append(winner)
        overruled = repeats is not Repeats.STOP
        refused += [
            Refused(row.line, "", code, Code.FILE_REPEATED.value, {"line": winner.line}, (), code, overruled)
            for row in same
            if row is not winner
        ]
    return kept, refused


def sums(plan: PlanFile, read_: int) -> ri.Sums:
    """The sums of a plan. Raises LookupError where they are not what was read: a defect, and nothing is applied."""
    counts = plan.counts()
    refused, overruled = plan.refusals()
    found = {outcome.name.lower(): counts.get(outcome, 0) for outcome in Outcome if outcome in _COUNTED}
    if sum(found.values()) + refused != read_:
        raise LookupError("the sums of a plan are not what was read")
    return ri.Sums(
        read=read_,
        refused=refused,
        overruled=overruled,
        missing=counts.get(Outcome.MISSING, 0),
        rounded=plan.rounded(),
        **found,
    )


_COUNTED = frozenset(Outcome) - {Outcome.REFUSED, Outcome.MISSING, Outcome.ENDED}


def row_of(outcome: int, line: int, was: str | None, values: Sequence[Any]) -> ri.PlanRow:
    """A row of a plan as it is shown."""
    now = None if values[UNTIL] is None else fields_of(values)
    before = values_of_json(was)
    former = now if before is None and outcome == Outcome.UNCHANGED else before and fields_of(before)
    return ri.PlanRow(outcome=Outcome(outcome), line=line, was=former or None, now=now)


def bad_row(refused: Refused) -> ri.PlanRow:
    """A refused row as it is shown."""
    bad = BadRow(
        line=refused.line,
        column=refused.title,
        text=refused.text,
        code=Code(refused.code),
        params=refused.params,
        cells=refused.cells,
    )
    return ri.PlanRow(outcome=Outcome.REFUSED, line=refused.line, bad=bad)
