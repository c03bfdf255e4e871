"""Bulk edits: what a change by percent, amount, lock or date makes of every chosen rate of a group."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from vosdesk.contract import rate_imports as ri
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import Time
from vosdesk.contract.money import MAX_PRICE, PRICE_DIGITS, Price
from vosdesk.contract.rates import RateSelection
from vosdesk.domain.rate_timeline import Verdict, Write, direction
from vosdesk.domain.rate_values import (
    CODE,
    CYCLE,
    FROM,
    LOCK,
    PRICE,
    SECTIONS,
    UNTIL,
    Values,
    fields_of,
    sections_text,
)
from vosdesk.services.rate_plans import STORED_CODE, Compared, Progress, by_code
from vosdesk.storage.plan_file import BATCH, PlanFile, Refused

_WHOLE = 100 * ri.PERCENT_UNIT
_MINUTE = 60


def resolved(selection: RateSelection, now: Time) -> RateSelection:
    """The selection with its filter's moment said."""
    if selection.filter is None or selection.filter.period is None or selection.filter.at is not None:
        return selection
    return replace(selection, filter=replace(selection.filter, at=now))


def compare(
    file: PlanFile, stored: Iterable[tuple[Any, ...]], change: ri.BulkChange, now: Time, progress: Progress
) -> Compared:
    """Find out what becomes of every chosen rate. ``stored`` are all rates of the group, chosen or not."""
    compared = Compared()
    file.judge(_verdicts(stored, _Bulk(change), compared, now, progress), lambda: None)
    file.refuse(compared.refused)
    return compared


def _verdicts(
    stored: Iterable[tuple[Any, ...]], bulk: "_Bulk", compared: Compared, now: Time, progress: Progress
) -> Iterator[Verdict]:
    done = 0
    for number, rows in enumerate(by_code(iter(stored), STORED_CODE)):
        compared.present += sum(row[-1] > now for row in rows)
        if number % BATCH == 0:
            progress(done)
        if not any(row[1] for row in rows):
            continue
        made = [verdict for row in rows if row[1] for verdict in bulk.change(row[0], row[2:])]
        done += sum(row[1] for row in rows)
        if _meet(rows, made):
            made = [
                Verdict(ri.Outcome.REFUSED, Write.NONE, 0, row[0], row[2:], None, Code.RATE_OVERLAP)
                for row in rows
                if row[1]
            ]
        for verdict in made:
            if verdict.refused is not None and verdict.was is not None:
                code = verdict.was[CODE]
                compared.refused.append(Refused(0, "", code, verdict.refused.value, {"prefix": code}, (), code))
                continue
            compared.note(verdict)
            yield verdict


def _meet(rows: list[tuple[Any, ...]], made: list[Verdict]) -> bool:
    """Whether two rates of the code would hold at one time that did not before."""
    changed = {verdict.rate for verdict in made if verdict.rate is not None and verdict.refused is None}
    periods = [(row[2 + FROM], row[2 + UNTIL]) for row in rows if row[0] not in changed]
    periods += [(v.now[FROM], v.now[UNTIL]) for v in made if v.now is not None]
    ordered = sorted(periods)
    return any(one[1] > other[0] for one, other in pairwise(ordered))


class _Bulk:
    """One change, done to rate after rate."""

    def __init__(self, change: ri.BulkChange) -> None:
        self._change = change

    def change(self, rate: int, values: Values) -> Iterator[Verdict]:
        """What becomes of one rate: in place, or from a moment on."""
        at = self._change.at
        if at is not None and values[UNTIL] <= at:
            yield Verdict(ri.Outcome.UNCHANGED, Write.NONE, 0, rate, values, values)
            return
        made = self._made(values)
        if isinstance(made, Code):
            yield Verdict(ri.Outcome.REFUSED, Write.NONE, 0, rate, values, None, made)
        elif made == values:
            yield Verdict(ri.Outcome.UNCHANGED, Write.NONE, 0, rate, values, values)
        elif at is None or values[FROM] >= at:
            yield Verdict(direction(values, made), Write.UPDATE, 0, rate, values, made)
        else:
            later = (*made[:FROM], at, made[UNTIL])
            yield Verdict(direction(values, later), Write.INSERT, 0, None, values, later)
            yield Verdict(ri.Outcome.ENDED, Write.UPDATE, 0, rate, values, (*values[:UNTIL], at))

    def _made(self, values: Values) -> Values | Code:
        change = self._change
        made = list(values)
        if change.adjust is not ri.Adjust.KEEP or change.decimals is not None:
            price = self._price(values[PRICE], values[CYCLE])
            sections = tuple(
                replace(section, fee=Price(self._price(section.fee, section.seconds)))
                for section in fields_of(values).sections
            )
            made[PRICE], made[SECTIONS] = price, sections_text(sections)
            fees = [section.fee for section in sections]
            if min(price, *fees, 0) < 0:
                return Code.NUMBER_NEGATIVE
            if max(price, *fees, 0) > MAX_PRICE:
                return Code.NUMBER_TOO_LARGE
            if not (price or any(fees)) and not change.free and values[PRICE]:
                return Code.RATE_ZERO_NOT_FREE
        if change.lock is not None:
            made[LOCK] = change.lock.value
        if change.effective_from is not None:
            made[FROM] = change.effective_from
        if change.effective_until is not None:
            made[UNTIL] = change.effective_until
        return Code.PERIOD_REVERSED if made[UNTIL] <= made[FROM] else tuple(made)

    def _price(self, price: int, seconds: int) -> int:
        """A price of so many seconds, changed: exactly, and rounded half-up once."""
        amount, adjust = self._change.amount, self._change.adjust
        numerator, denominator = price, 1
        if adjust is ri.Adjust.PERCENT:
            numerator, denominator = price * (_WHOLE + amount), _WHOLE
        elif adjust is ri.Adjust.AMOUNT:
            numerator, denominator = price * _MINUTE + amount * seconds, _MINUTE
        elif adjust is ri.Adjust.SET:
            numerator, denominator = amount * seconds, _MINUTE
        unit = 1 if self._change.decimals is None else 10 ** (PRICE_DIGITS - self._change.decimals)
        denominator *= unit
        return (2 * numerator + denominator) // (2 * denominator) * unit
