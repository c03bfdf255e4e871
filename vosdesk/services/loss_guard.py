"""Loss protection: what refuses an act by which an account pays less than its agent where it did not before.

The decks are compared once, after the act and before its transaction is committed. Only where an account loses then are
they compared as they were before it: what was lost already does not stand in the way of other work, or of mending it.
Long work reads the decks before its transaction begins (``ready``), so that other writers do not wait for that.

An agent is refused nothing for the sake of pairs of accounts and prices that are not his to see: he would find the
prices by trying. Whoever only warns is told by an operation of its own, and no transaction waits for it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from vosdesk.contract.coverage import LossMode
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import AccountId, RateGroupId, Time
from vosdesk.services.losses import Area, Decks, Pair, pairs_in
from vosdesk.services.runtime import Reading, Writing

Progress = Callable[[int, int], None]
Lost = dict[tuple[str, str], str]
"""Agents by account and range."""

MOMENTS = 12
"""So many moments at which prices change are looked at: a sheet has one or two."""


def _untold(done: int, total: int) -> None:
    """Progress that nobody waits for."""


class Known(NamedTuple):
    """Decks that were read before a transaction, and the states of the groups that they were read in."""

    decks: Decks
    revisions: dict[RateGroupId, int]


Ready = dict[Area, Known]


def at_group(group: RateGroupId, now: Time, moments: Iterable[Time] = ()) -> list[Area]:
    """Where a change of many rates of a group can make a loss: now, and when prices change later."""
    return [Area(Time(at), group=group) for at in dict.fromkeys((now, *moments))]


def ready(work: Reading, areas: Iterable[Area], progress: Progress = _untold) -> Ready:
    """The decks of areas, read and compared before the transaction of the act begins."""
    if not refuses(work):
        return {}
    found: Ready = {}
    for area in areas:
        decks, pairs = Decks(work.unit, area), _pairs(work, area)
        groups = {group for pair in pairs for group in (*pair.groups, *pair.agent_groups)}
        known = work.unit.decks.groups(groups)
        for pair in pairs:
            decks.losing(pair, progress)
        found[area] = Known(decks, {group: known[group].rates_revision for group in groups})
    return found


@contextmanager
def guarded(work: Writing, *areas: Area, known: Ready | None = None, progress: Progress = _untold) -> Iterator[None]:
    """Raise Conflict, when losses are to be refused, if what is done meanwhile makes one in these areas."""
    if not refuses(work):
        yield
        return
    looks = [_Look(work, area, (known or {}).get(area)) for area in dict.fromkeys(areas)]
    yield
    lost: Lost = {}
    for look in looks:
        lost |= look.new(work, progress)
    _refuse(lost)


def require_none(work: Writing, area: Area) -> None:
    """Raise Conflict, when losses are to be refused, if there is one in an area that was not there before."""
    if refuses(work):
        decks = Decks(work.unit, area)
        _refuse({key: agent for pair in _pairs(work, area) for key, agent in _lost(pair, decks, _untold).items()})


def _refuse(lost: Lost) -> None:
    if lost:
        number, prefix = min(lost)
        ranges = sum(account == number for account, _ in lost)
        accounts = len({account for account, _ in lost})
        params: dict[str, Any] = {"account": number, "agent": lost[number, prefix], "prefix": prefix}
        raise Conflict(Code.RATE_LOSS, params | {"ranges": ranges, "accounts": accounts})


def _lost(pair: Pair, decks: Decks, progress: Progress) -> Lost:
    return {(pair.account.number, range_.code): pair.agent.number for range_ in decks.losing(pair, progress).ranges}


def refuses(work: Reading | Writing) -> bool:
    """Whether acts that make a loss are refused."""
    return bool(work.unit.parameters.value("rates.loss_protection") == LossMode.REFUSE)


def _pairs(work: Reading | Writing, area: Area) -> list[Pair]:
    """The pairs for whose sake an act of this user may be refused."""
    return pairs_in(work.unit, area, open_to=work.actor if work.actor.scoped else None)[0]


class _Look:
    """An area as it is before an act: who is paired with whom, and the deck that is about to change."""

    def __init__(self, work: Writing, area: Area, known: Known | None) -> None:
        self._area = area
        self._pairs = {AccountId(pair.account.id): pair for pair in _pairs(work, area)}
        self._decks = Decks(work.unit, area)
        if known is not None and _holds(work, known):
            self._decks.take(known.decks)
        if area.group is not None and self._pairs:
            self._decks.layer(area.group)

    def new(self, work: Writing, progress: Progress) -> Lost:
        """What is lost now, and was not before."""
        after = Decks(work.unit, self._area)
        after.share(self._decks, besides=self._area.group)
        found: Lost = {}
        for pair in _pairs(work, self._area):
            lost = _lost(pair, after, progress)
            former = self._pairs.get(AccountId(pair.account.id))
            if lost and former is not None:
                before = _lost(former, self._decks, progress)
                lost = {key: agent for key, agent in lost.items() if before.get(key) != agent}
            found |= lost
        return found


def _holds(work: Writing, known: Known) -> bool:
    """Whether the rates of the groups are still what was read."""
    now = work.unit.decks.groups(known.revisions)
    return {group: row.rates_revision for group, row in now.items()} == known.revisions
