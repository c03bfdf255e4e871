"""Who asks: a user with the rights in effect and the grants that he holds, read anew for every operation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vosdesk.contract.ids import AccountId, GrantId, RateGroupId, Time, UserId
from vosdesk.contract.permissions import AccountRight, GroupRight, Right, UserType

Path = tuple[AccountId, ...]
"""The ids from the topmost agent down to the account itself."""


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """A grant on an account that a user holds."""

    id: GrantId
    account: AccountId
    number: str
    path: Path
    rights: frozenset[AccountRight]
    covers_subs: bool
    created_by: str
    created: Time
    lower_rate: bool = False
    """Whether the account uses lower rate: its agent's user then holds no rate right."""


@dataclass(frozen=True, slots=True)
class HeldGroupGrant:
    """A grant on a rate group that a user holds."""

    id: GrantId
    rate_group: RateGroupId
    rights: frozenset[GroupRight]
    created_by: str
    created: Time


@dataclass(frozen=True, slots=True)
class Actor:
    """A user with his rights in effect. Only agents are scoped by grants."""

    id: UserId
    login: str
    type: UserType
    rights: frozenset[Right]
    grants: Mapping[AccountId, HeldGrant] = field(default_factory=dict)
    group_grants: Mapping[RateGroupId, HeldGroupGrant] = field(default_factory=dict)
    source: str = ""

    @property
    def scoped(self) -> bool:
        """Whether grants decide which rows this user sees."""
        return self.type is UserType.AGENT


def by_account(grants: Iterable[HeldGrant]) -> dict[AccountId, HeldGrant]:
    """Grants by the account that they are on."""
    return {g.account: g for g in grants}


def reaching(grants: Mapping[AccountId, HeldGrant], path: Path) -> HeldGrant | None:
    """The grant that decides for the account at the end of ``path``: nearest first.

    The grant on the account itself decides; else the nearest one above that covers sub-accounts. A grant that
    does not cover is a look at its own account and stands in nobody else's way.
    """
    own = grants.get(path[-1])
    return own if own is not None else inherited(grants, path)


def inherited(grants: Mapping[AccountId, HeldGrant], path: Path) -> HeldGrant | None:
    """The nearest grant above the account that covers it, whatever stands on the account itself."""
    for account in reversed(path[:-1]):
        grant = grants.get(account)
        if grant is not None and grant.covers_subs:
            return grant
    return None
