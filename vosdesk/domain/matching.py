"""Which rate applies to a number at a time, and why not the others.

Matched is the joined prefix of a rate (rate prefix + area prefix) against the beginning of the number. Of the
rates in effect at that time the longest wins. The groups are asked in order, the private one before the billing
one: any match in an earlier group goes before every match in a later one. A locked rate wins like any other,
and the call is then refused: it does not fall back to a shorter prefix or to the next group.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vosdesk.contract.errors import Code
from vosdesk.contract.ids import Time
from vosdesk.contract.rates import CandidateNote, LockType, RateFields, RateRow


@dataclass(frozen=True, slots=True)
class Judged:
    """A matching rate, which of the groups it is from (0 is asked first), and why it won or lost."""

    rate: RateRow
    group: int
    note: CandidateNote


@dataclass(frozen=True, slots=True)
class Judgement:
    """All matching rates, the winner first; and why the call is refused, if it is."""

    candidates: tuple[Judged, ...]
    refusal: Code | None

    @property
    def winner(self) -> Judged | None:
        """The rate that applies."""
        first = self.candidates[0] if self.candidates else None
        return first if first is not None and first.note is CandidateNote.WINS else None


def code_of(fields: RateFields) -> str:
    """What the number is matched against."""
    return fields.prefix + fields.area_prefix


def in_effect(fields: RateFields, at: Time) -> bool:
    """Whether the rate is in effect at that time. The end of its period is no longer in it."""
    return fields.effective_from <= at < fields.effective_until


def judge(number: str, at: Time, groups: Sequence[Sequence[RateRow]]) -> Judgement:
    """Which of the rates of ``groups``, asked in this order, applies to ``number``. Other rates are left out."""
    matching = [
        (place, rate) for place, rates in enumerate(groups) for rate in rates if number.startswith(code_of(rate.fields))
    ]
    matching.sort(key=lambda m: (m[0], -len(code_of(m[1].fields)), -m[1].fields.effective_from))
    found = next((m for m in matching if in_effect(m[1].fields, at)), None)
    judged = [Judged(rate, place, _note(place, rate, at, found)) for place, rate in matching]
    judged.sort(key=lambda j: j.note is not CandidateNote.WINS)
    return Judgement(tuple(judged), _refusal(found))


def _note(place: int, rate: RateRow, at: Time, found: tuple[int, RateRow] | None) -> CandidateNote:
    if rate.fields.effective_from > at:
        return CandidateNote.NOT_YET
    if found is None or rate.fields.effective_until <= at:
        return CandidateNote.NO_LONGER
    group, winner = found
    if rate is winner:
        return CandidateNote.WINS
    if place > group:
        return CandidateNote.PRIVATE_FIRST
    # Of two rates of one prefix the one that took effect later has replaced the other.
    same = code_of(rate.fields) == code_of(winner.fields)
    return CandidateNote.REPLACED if same else CandidateNote.SHORTER


def _refusal(found: tuple[int, RateRow] | None) -> Code | None:
    if found is None:
        return Code.RATE_NONE
    return Code.RATE_LOCKED if found[1].fields.lock is LockType.LOCKED else None
