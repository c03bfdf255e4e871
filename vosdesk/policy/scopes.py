"""Which rows a user may see, as values that storage turns into SQL once."""

from dataclasses import dataclass

from vosdesk.contract.ids import AccountId, RateGroupId, UserId
from vosdesk.policy.actor import Actor, Path


@dataclass(frozen=True, slots=True)
class AccountScope:
    """Everything, or the accounts listed one by one together with all that lies below ``roots``."""

    everything: bool
    roots: tuple[Path, ...] = ()
    singles: tuple[AccountId, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupScope:
    """Everything, or the groups owned by ``owner`` together with those listed."""

    everything: bool
    owner: UserId | None = None
    listed: tuple[RateGroupId, ...] = ()


@dataclass(frozen=True, slots=True)
class LogScope:
    """Everything, or one user's own lines."""

    everything: bool
    user: UserId | None = None


def accounts(actor: Actor) -> AccountScope:
    """The accounts that ``actor`` may see. Payments and call charges follow their account."""
    if not actor.scoped:
        return AccountScope(everything=True)
    grants = actor.grants.values()
    roots = tuple(sorted(g.path for g in grants if g.covers_subs))
    return AccountScope(everything=False, roots=roots, singles=tuple(sorted(g.account for g in grants)))


def rate_groups(actor: Actor) -> GroupScope:
    """The rate groups that ``actor`` may see: his private ones, and those he is listed on."""
    if not actor.scoped:
        return GroupScope(everything=True)
    return GroupScope(everything=False, owner=actor.id, listed=tuple(sorted(actor.group_grants)))


def log(actor: Actor) -> LogScope:
    """The log lines that ``actor`` may see: an agent only his own."""
    return LogScope(everything=not actor.scoped, user=actor.id if actor.scoped else None)
