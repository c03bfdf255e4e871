"""What a rate file does to a group: compared first, then written whole or not at all."""

import hashlib
from dataclasses import dataclass, field
from operator import attrgetter

import msgspec

from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import RateGroupId, RateId
from vosdesk.contract.rates import ImportOutcome, ImportRates, RateFields
from vosdesk.domain.decks import Deck, parse
from vosdesk.domain.matching import code_of
from vosdesk.services.rate_rows import fields_of
from vosdesk.storage.unit_of_work import ReadUnit

_ROWS_IN_REFUSAL = 10


@dataclass(frozen=True, slots=True)
class File:
    """A rate file that was read, and the hash that tells later which file it was."""

    deck: Deck
    sha256: str


@dataclass(slots=True)
class Plan:
    """The difference between a file and a group."""

    added: list[RateFields] = field(default_factory=list)
    changed: list[tuple[RateId, RateFields]] = field(default_factory=list)
    unchanged: int = 0


def read_file(request: ImportRates) -> File:
    """The rows of the file. Raises Invalid where it cannot be read as a whole."""
    return File(parse(request.content, free=request.free), hashlib.sha256(request.content).hexdigest())


def compare(unit: ReadUnit, group: RateGroupId, deck: Deck) -> Plan:
    """What the file adds and changes. A rate is the same by its joined prefix and the time from which it holds.

    Of a rate that is there, only the fields that the file has columns for are changed.
    """
    present = {(stored.code, stored.effective_from): stored for stored in unit.rates.of_group(group)}
    carried = sorted(deck.carries)
    said = attrgetter(*carried)
    plan = Plan()
    for row in deck.rows:
        found = present.get((code_of(row.fields), row.fields.effective_from))
        if found is None:
            plan.added.append(row.fields)
            continue
        new = said(row.fields)
        if said(found) == new:
            plan.unchanged += 1
        else:
            after = msgspec.structs.replace(fields_of(found), **dict(zip(carried, new, strict=True)))
            plan.changed.append((RateId(found.id), after))
    return plan


def outcome(deck: Deck, plan: Plan) -> ImportOutcome:
    """The counts: rows read = added + changed + unchanged + refused."""
    return ImportOutcome(
        read=deck.read,
        added=len(plan.added),
        changed=len(plan.changed),
        unchanged=plan.unchanged,
        refused=deck.refused,
        rounded=sum(row.rounded for row in deck.rows),
        bad=tuple(deck.bad),
        ignored=deck.ignored,
    )


def require_good(deck: Deck) -> None:
    """Raise Conflict, with the first bad rows, when there is one."""
    if deck.refused:
        first = [msgspec.to_builtins(bad) for bad in deck.bad[:_ROWS_IN_REFUSAL]]
        raise Conflict(Code.FILE_ROWS_BAD, {"count": deck.refused, "rows": first})
