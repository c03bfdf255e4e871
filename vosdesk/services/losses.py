"""Where sub-accounts pay less than their agents: found by distinct pairs of decks, told as far as it is open.

An account under *use lower rate* is billed by its agent's own rates, and loses nothing. Whoever does not see both
accounts, or all rates of both decks, is told nothing of a pair: a warning would tell him of prices that are not his to
see.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from vosdesk.contract.coverage import WHOLE, Loss, Losses, Offered, RangeRow
from vosdesk.contract.ids import AccountId, RateGroupId, Time, UserId
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import GroupVerb
from vosdesk.domain import coverage, paths
from vosdesk.domain.coverage import Layer, Losing, Offer, Range
from vosdesk.policy.actor import Actor
from vosdesk.policy.checks import decide_group
from vosdesk.policy.rules import GroupFacts
from vosdesk.services.account_rows import sees
from vosdesk.services.number_price import groups_of
from vosdesk.services.runtime import Reading
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit

Groups = tuple[RateGroupId, ...]
Progress = Callable[[int, int], None]


class Pair(NamedTuple):
    """An account and its agent, with the groups that each is billed by; they differ, and neither is empty."""

    account: AnyRow
    agent: AnyRow
    groups: Groups
    agent_groups: Groups


class Area(NamedTuple):
    """Where to look: below an account (with itself), at a group, for the numbers of a prefix, at a time."""

    at: Time
    below: AccountId | None = None
    group: RateGroupId | None = None
    prefix: str = ""

    def holds(self, pair: Pair) -> bool:
        """Whether the pair is to be looked at."""
        if self.below is not None and self.below not in paths.from_text(pair.account.path):
            return False
        return self.group is None or self.group in pair.groups or self.group in pair.agent_groups


Chosen = dict[AccountId, Groups]
"""Groups of accounts other than those that are stored: what an act would choose."""


def pairs(unit: ReadUnit, chosen: Chosen | None = None) -> Iterator[Pair]:
    """Every account with an agent and rates of its own."""
    rows = {row.id: row for row in unit.decks.billed()}
    groups: dict[int, Groups] = {}
    for row in rows.values():
        agent = rows.get(row.agent_id)
        own = (chosen or {}).get(row.id)
        groups[row.id] = groups_of(row) if own is None else own
        if agent is None:
            continue
        if agent.lower_rate:
            groups[row.id] = groups[agent.id]
        elif groups[row.id] and groups[agent.id] and groups[row.id] != groups[agent.id]:
            yield Pair(row, agent, groups[row.id], groups[agent.id])


class Decks:
    """The decks of groups at one time, each read once and kept while it is needed."""

    def __init__(self, unit: ReadUnit, area: Area) -> None:
        self._unit, self._area = unit, area
        self._layers: dict[RateGroupId, Layer] = {}
        self._flat: dict[Groups, Layer] = {}
        self._losing: dict[tuple[Groups, Groups], Losing] = {}

    def of(self, groups: Groups) -> Layer:
        """The groups as one layer."""
        if groups not in self._flat:
            flat = coverage.flat([self.layer(group) for group in groups])
            self._flat[groups] = coverage.within(flat, self._area.prefix) if self._area.prefix else flat
        return self._flat[groups]

    def losing(self, pair: Pair, progress: Progress) -> Losing:
        """What the pair loses."""
        key = pair.agent_groups, pair.groups
        if key not in self._losing:
            self._losing[key] = coverage.losses(self.of(pair.agent_groups), self.of(pair.groups), progress)
        return self._losing[key]

    def layer(self, group: RateGroupId) -> Layer:
        """The rates of one group."""
        if group not in self._layers:
            at, prefix, decks = self._area.at, self._area.prefix, self._unit.decks
            self._layers[group] = decks.offers_for(group, prefix, at) if prefix else decks.offers(group, at)
        return self._layers[group]

    def take(self, other: "Decks") -> None:
        """Know all that the decks of another unit of work, of the same area, have found out."""
        self.share(other, besides=None)
        self._flat, self._losing = dict(other._flat), dict(other._losing)

    def share(self, other: "Decks", besides: RateGroupId | None) -> None:
        """Know the groups that other decks have read, but for one that has changed."""
        self._layers = {group: layer for group, layer in other._layers.items() if group != besides}


def pairs_in(
    unit: ReadUnit, area: Area, *, chosen: Chosen | None = None, open_to: Actor | None
) -> tuple[list[Pair], int]:
    """The pairs of an area, and how many were left out as not open to ``open_to``."""
    wanted = [pair for pair in pairs(unit, chosen) if area.holds(pair)]
    if open_to is None:
        return wanted, 0
    may = _Open(unit, open_to)
    shown = [pair for pair in wanted if may.see(pair)]
    return shown, len(wanted) - len(shown)


def find(
    work: Reading,
    area: Area,
    *,
    chosen: Chosen | None = None,
    open_to: Actor | None,
    progress: Progress = lambda done, total: None,
) -> tuple[list[tuple[Pair, Losing]], int, int]:
    """The pairs that lose, how many were looked at, and how many were left out as not open to ``open_to``."""
    shown, unseen = pairs_in(work.unit, area, chosen=chosen, open_to=open_to)
    decks = Decks(work.unit, area)
    # Pairs of the same decks stand together: what is found once is told of all of them.
    found = []
    for done, pair in enumerate(shown):
        progress(done, len(shown))
        losing = decks.losing(pair, lambda *_, done=done: progress(done, len(shown)))
        if losing.ranges:
            found.append((pair, losing))
    return found, len(shown), unseen


class _Open:
    """Which pairs a user may know of."""

    def __init__(self, unit: ReadUnit, actor: Actor) -> None:
        self._actor = actor
        self._groups = unit.decks.groups()
        self._known: dict[RateGroupId, bool] = {}

    def see(self, pair: Pair) -> bool:
        path = paths.from_text(pair.account.path)
        if not (sees(self._actor, path) and sees(self._actor, path[:-1])):
            return False
        return all(self._group(group) for group in (*pair.groups, *pair.agent_groups))

    def _group(self, group: RateGroupId) -> bool:
        if group not in self._known:
            row = self._groups[group]
            facts = GroupFacts(group, None if row.owner_id is None else UserId(row.owner_id))
            self._known[group] = decide_group(self._actor, GroupVerb.SEE_RATES, facts).allowed
        return self._known[group]


def told(found: list[tuple[Pair, Losing]], checked: int, unseen: int) -> Losses:
    """Losses for people, the most ranges first."""
    rows = [_loss(pair, losing) for pair, losing in found]
    rows.sort(key=lambda row: (-row.ranges, row.account_number))
    return Losses(rows=tuple(rows), checked=checked, unseen=unseen)


def _loss(pair: Pair, losing: Losing) -> Loss:
    worst = min(losing.ranges, key=_by_change)
    return Loss(
        account_id=AccountId(pair.account.id),
        account_number=pair.account.number,
        account_name=pair.account.name,
        agent_id=AccountId(pair.agent.id),
        agent_number=pair.agent.number,
        agent_name=pair.agent.name,
        ranges=len(losing.ranges),
        share=coverage.share(sum(r.space for r in losing.ranges), losing.offered, WHOLE),
        worst=range_row(0, worst, coverage.share(worst.space, losing.offered, WHOLE)),
    )


def _by_change(range_: Range) -> tuple[int, str]:
    known = None if range_.here is None or range_.there is None else coverage.change(range_.here, range_.there)
    return (0 if known is None else known), range_.code


def range_row(number: int, range_: Range, share: int) -> RangeRow:
    """A range for people."""
    here, there = range_.here, range_.there
    both = here is not None and there is not None
    return RangeRow(
        id=number,
        code=range_.code,
        without=range_.without,
        area_name=area_of(range_),
        outcome=range_.outcome,
        share=share,
        change=coverage.change(here, there) if here is not None and there is not None else None,
        cheaper=coverage.cheaper_at(here, there) if both and here is not None and there is not None else (),
        here=offered(here),
        there=offered(there),
    )


def area_of(range_: Range) -> str:
    """What a range is called: by the first deck, or else by the second."""
    here, there = range_.here, range_.there
    if here is not None and (here.area_name or there is None):
        return here.area_name
    return "" if there is None else there.area_name


def offered(offer: Offer | None) -> Offered | None:
    """A rate for people."""
    if offer is None:
        return None
    return Offered(
        code=offer.code,
        area_name=offer.area_name,
        price=Price(offer.price),
        cycle=offer.cycle,
        tax=offer.tax,
        sections=offer.sections,
    )
