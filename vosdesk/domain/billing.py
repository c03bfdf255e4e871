"""What a call costs, who of the chain pays it at whose rates, and why a call is refused.

The fee of a call: each section rate costs its whole fee once a second of it is reached; every stretch of seconds that
no section covers is billed by billing cycles, a cycle begun counting whole. A section that begins inside an earlier
one covers what that one leaves of it. Tax (parts per million) comes on top of the sum, which is rounded half-up once,
to micro-units. A call of no duration costs nothing.

The chain: the calling account is charged at its own rate, and every ancestor at the ancestor's own. Below an agent
account that uses lower rate a direct sub-account is billed at the rates of that account, whatever these are.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from vosdesk.contract.errors import Code
from vosdesk.contract.ids import AccountId, RateGroupId, Time
from vosdesk.contract.money import MAX_MONEY
from vosdesk.contract.rates import Section

_MILLION = 1_000_000
_MICRO = 1_000 * _MILLION
"""Nano-units times parts per million, in one micro-unit."""


class Terms(msgspec.Struct, frozen=True, gc=False):
    """A rate as calls are billed by it: the columns of a charge that say it, and what decides beside them.

    ``sections_text`` is the JSON of ``sections``. Made for every call: a structure that the collector of garbage need
    not follow takes half the time of a named tuple.
    """

    rate_group_id: RateGroupId
    rate_group: str
    code: str
    area_name: str
    price: int
    cycle: int
    sections_text: str
    tax: int
    sections: tuple[Section, ...]
    locked: bool


Find = Callable[[str, Time], Terms | None]
"""The rate of a group with the longest prefix of a number that is in effect at a time, locked or not."""


@dataclass(slots=True)
class Link:
    """An account of a chain, as billing needs it. The balance is moved by postings alone."""

    id: AccountId
    number: str
    agent_id: AccountId | None
    balance: int
    overdraft: int
    active: bool
    locked: bool
    expires: Time
    lower_rate: bool
    groups: tuple[RateGroupId, ...]
    """Its own rate groups, the private one first."""


class Refused(NamedTuple):
    """Why a call is refused, and the account of the chain that it is about."""

    reason: Code
    account: AccountId


Due = tuple[Link, int, Terms]
"""An account of the chain, what it owes for a call in micro-units, and by which rate: plain, for it is made by the
million."""


def fee(terms: Terms, hold: int) -> int:
    """The fee of a call of ``hold`` seconds, in micro-units."""
    if hold <= 0:
        return 0
    price, cycle, sections, tax = terms.price, terms.cycle, terms.sections, terms.tax
    nano = before_tax(price, cycle, sections, hold) if sections else price * -(-hold // cycle)
    # Of most calls there is no tax: figures then stay small, which is faster by half.
    return (2 * nano * (_MILLION + tax) + _MICRO) // (2 * _MICRO) if tax else (nano + 500) // 1_000


def before_tax(price: int, cycle: int, sections: Sequence[Section], hold: int) -> int:
    """What a call of ``hold`` seconds costs before tax, in nano-units."""
    nano = reached = 0
    for section in sorted(sections, key=_position):
        if section.position >= hold:
            break
        if section.position > reached:
            nano += price * -(-(section.position - reached) // cycle)
        nano += section.fee
        reached = max(reached, section.position + section.seconds)
    return nano + (price * -(-(hold - reached) // cycle) if hold > reached else 0)


def _position(section: Section) -> int:
    return section.position


def groups_of(chain: Sequence[Link]) -> list[tuple[RateGroupId, ...]]:
    """The groups that each account of a chain, the topmost first, is billed by."""
    found: list[tuple[RateGroupId, ...]] = []
    for place, link in enumerate(chain):
        by_agent = place > 0 and chain[place - 1].lower_rate
        found.append(found[-1] if by_agent else link.groups)
    return found


def standing(chain: Iterable[Link], start: Time) -> Refused | None:
    """Why no account may call now through this chain, the calling account first; None when it may."""
    for link in chain:
        if link.balance + link.overdraft <= 0 or link.expires <= start or link.locked or not link.active:
            return Refused(_why(link, start), link.id)
    return None


def _why(link: Link, start: Time) -> Code:
    if not link.active:
        return Code.ACCOUNT_CANCELLED
    if link.locked:
        return Code.ACCOUNT_LOCKED
    return Code.ACCOUNT_EXPIRED if link.expires <= start else Code.ACCOUNT_EXHAUSTED


def bill(
    upwards: Sequence[Link],
    decks: Sequence[Sequence[Find]],
    callee: str,
    start: Time,
    hold: int,
) -> Refused | list[Due]:
    """What a call costs every account of a chain, the calling account first; or why it is refused.

    ``decks`` are the groups that each account is billed by, in the same order: the first of them that has a rate for
    the number gives it. Whether an account is exhausted is asked of its balance before the call: a call that was made
    may overrun it.
    """
    refused = standing(upwards, start)
    if refused is not None:
        return refused
    due: list[Due] = []
    for link, asked in zip(upwards, decks, strict=True):
        for find in asked:
            terms = find(callee, start)
            if terms is not None:
                break
        else:
            return Refused(Code.RATE_NONE, link.id)
        if terms.locked:
            return Refused(Code.RATE_LOCKED, link.id)
        cost = fee(terms, hold)
        if link.balance - cost < -MAX_MONEY:
            return Refused(Code.NUMBER_TOO_LARGE, link.id)
        due.append((link, cost, terms))
    return due
