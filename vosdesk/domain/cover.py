"""Cover of a lower-rate agent account (domain rules, "Use lower rate"): pure arithmetic in micro-units."""

from collections.abc import Iterable

from vosdesk.contract.accounts import Cover
from vosdesk.contract.money import Money


def usable(balance: int, overdraft: int) -> int:
    """What an account can still spend: never less than nothing."""
    return max(0, balance + overdraft)


def cover(agent_balance: int, subs: Iterable[tuple[int, int]]) -> Cover:
    """The cover of an agent with ``agent_balance`` over direct sub-accounts (balance, overdraft limit).

    The agent's own overdraft is no cover.
    """
    return of_sums(agent_balance, sum(usable(balance, overdraft) for balance, overdraft in subs))


def of_sums(agent_balance: int, used: int) -> Cover:
    """The cover of an agent whose direct sub-accounts can spend ``used`` in all."""
    total = max(0, agent_balance)
    return Cover(total=Money(total), used=Money(used), free=Money(total - used))


def breaks(before: Cover, after: Cover) -> bool:
    """Whether an act that leads from ``before`` to ``after`` must be refused.

    Used may not stand above cover after an act that raises used or lowers the total. Where charges have left
    the cover short already, an act that makes it no worse is allowed.
    """
    return after.free < 0 and (after.used > before.used or after.total < before.total)
