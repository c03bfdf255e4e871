"""Covers of agents with lower rate that are short: explained by the charges that made them so, or a fault.

Acts never leave a cover shorter than they found it, and charges are facts. So going back from now, through every entry
of the agent and of his present sub-accounts, to the last moment at which the cover sufficed, the charges of that time
must have taken away at least what is lacking now.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from vosdesk.contract.errors import Code
from vosdesk.contract.verification import MAX_EXPLAINING, Finding, Params
from vosdesk.domain.cover import of_sums, usable
from vosdesk.storage.snapshot import Movement, Snapshot


class Short(NamedTuple):
    """Covers that are short: those that no charge explains, and those that are as the rules allow."""

    faults: tuple[Finding, ...]
    explained: tuple[Finding, ...]


class _Step(NamedTuple):
    """What one act, or one call with all its charges, did to what is free; ``charges`` are ids."""

    change: int
    charges: tuple[int, ...]


def short(snapshot: Snapshot) -> Short:
    """Look at every agent that uses lower rate."""
    faults: list[Finding] = []
    explained: list[Finding] = []
    for agent in snapshot.lower_rate_agents():
        free = of_sums(agent.balance, agent.used).free
        if free >= 0:
            continue
        taken, charges = _since_it_sufficed(free, _steps(agent.id, snapshot.overdrafts(agent.id), snapshot))
        params: Params = {
            "account": agent.number,
            "short": -free,
            "charges": [str(charge) for charge in charges[:MAX_EXPLAINING]],
            "count": len(charges),
        }
        if taken >= -free:
            explained.append(Finding(code=Code.VERIFY_COVER_EXPLAINED, noun="accounts", id=agent.id, params=params))
        else:
            params["unexplained"] = -free - taken
            faults.append(Finding(code=Code.VERIFY_COVER, noun="accounts", id=agent.id, params=params))
    return Short(tuple(faults), tuple(explained))


def _since_it_sufficed(free: int, steps: Iterable[_Step]) -> tuple[int, list[int]]:
    """What charges took since the cover sufficed last, and which ones did, the newest first."""
    taken = 0
    charges: list[int] = []
    for step in steps:
        if step.charges and step.change < 0:
            taken -= step.change
            charges += step.charges
        free -= step.change
        if free >= 0:
            break
    return taken, charges


def _steps(agent: int, overdrafts: dict[int, int], snapshot: Snapshot) -> Iterator[_Step]:
    """The entries that moved what is free, newest first; all charges of one call are one step."""
    movements = snapshot.movements(agent)
    for call, group in groupby(movements, key=lambda m: (m.time, m.call or -m.id)):
        found = list(group)
        change = sum(_change(agent, overdrafts, movement) for movement in found)
        yield _Step(change, tuple(m.id for m in found if m.call) if call[1] > 0 else ())


def _change(agent: int, overdrafts: dict[int, int], moved: Movement) -> int:
    """What one entry did to what is free, at the overdraft limits of now."""
    if moved.account == agent:
        return max(0, moved.after) - max(0, moved.before)
    limit = overdrafts[moved.account]
    return usable(moved.before, limit) - usable(moved.after, limit)
