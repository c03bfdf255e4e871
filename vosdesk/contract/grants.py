"""Access lists of accounts and rate groups, and why somebody can do what."""

from enum import StrEnum
from typing import Any

from vosdesk.contract.accounts import CreateAccount
from vosdesk.contract.changes import Noun
from vosdesk.contract.checking import Found, problems
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import AccountId, GrantId, RateGroupId, Time, UserId, Value
from vosdesk.contract.permissions import AccountRight, AccountVerb, GroupRight, UserType
from vosdesk.contract.users import CreateUser


class AccountGrant(Value, frozen=True):
    """A user on the access list of an account."""

    id: GrantId
    user_id: UserId
    login: str
    user_name: str
    user_type: UserType
    account_id: AccountId
    account_number: str
    rights: frozenset[AccountRight]
    covers_subs: bool
    created_by: str
    created: Time


class AccountGrants(Value, frozen=True):
    """The access list of an account, and the grants on accounts above it that reach it."""

    rows: tuple[AccountGrant, ...]
    inherited: tuple[AccountGrant, ...]


class ListAccountGrants(Value, frozen=True):
    """The access list of one account."""

    account: AccountId


class SetAccountGrant(Value, frozen=True):
    """Put a user on the access list of an account, or change his rights there. SEE is always included."""

    user: UserId
    account: AccountId
    rights: frozenset[AccountRight]
    covers_subs: bool


class PreviewAccountGrant(Value, frozen=True):
    """What a grant would hide."""

    user: UserId
    account: AccountId
    rights: frozenset[AccountRight]
    covers_subs: bool


class GrantPreview(Value, frozen=True):
    """The trap, told beforehand: what the user does with this account today, and would no longer.

    ``hidden_by`` is the grant above that reaches the account now; ``loses`` are the verbs that the new grant
    takes from the user on this account, ``loses_below`` those on accounts below it.
    """

    reached_by: AccountGrant | None
    loses: tuple[AccountVerb, ...]
    gains: tuple[AccountVerb, ...]
    loses_below: tuple[AccountVerb, ...] = ()


class RemoveAccountGrant(Value, frozen=True):
    """Take a user off the access list of an account."""

    id: GrantId


class GroupGrant(Value, frozen=True):
    """A user on the access list of a rate group."""

    id: GrantId
    user_id: UserId
    login: str
    user_name: str
    user_type: UserType
    rate_group_id: RateGroupId
    rights: frozenset[GroupRight]
    created_by: str
    created: Time


class GroupGrants(Value, frozen=True):
    """The access list of a rate group."""

    rows: tuple[GroupGrant, ...]


class ListGroupGrants(Value, frozen=True):
    """The access list of one rate group."""

    rate_group: RateGroupId


class SetGroupGrant(Value, frozen=True):
    """Put a user on the access list of a rate group, or change his rights there."""

    user: UserId
    rate_group: RateGroupId
    rights: frozenset[GroupRight]

    def checks(self) -> Found:
        """At least one right."""
        yield "rights", Problem(Code.FIELD_EMPTY) if not self.rights else None


class RemoveGroupGrant(Value, frozen=True):
    """Take a user off the access list of a rate group."""

    id: GrantId


class StepKind(StrEnum):
    """What gave a right or took it."""

    USER = "user"
    TYPE = "type"
    RIGHT = "right"
    GRANT = "grant"
    RULE = "rule"


class Step(Value, frozen=True):
    """One step of the explanation of one verb.

    ``code`` names the reason when the step takes the right away. ``params`` name the template, the grant with
    its giver and time, or the account. ``grant`` is a grant that an administrator may remove.
    """

    kind: StepKind
    ok: bool
    code: Code | None = None
    params: dict[str, Any] = {}
    grant: GrantId | None = None


class VerbAccess(Value, frozen=True):
    """Whether one verb is allowed, and why: every step in order."""

    verb: str
    allowed: bool
    steps: tuple[Step, ...]


class ExplainAccess(Value, frozen=True):
    """Effective access of a user on an account or a rate group."""

    user: UserId
    noun: Noun
    id: int


class EffectiveAccess(Value, frozen=True):
    """Every verb of a user on an object."""

    user_id: UserId
    login: str
    noun: Noun
    id: int
    label: str
    verbs: tuple[VerbAccess, ...]


class WhoCan(Value, frozen=True):
    """Which users can do this with that."""

    noun: Noun
    id: int
    verb: str


class WhoCanRow(Value, frozen=True):
    """A user, and whether he can."""

    user_id: UserId
    login: str
    name: str
    type: UserType
    access: VerbAccess


class WhoCanResult(Value, frozen=True):
    """All users who can, then those of type agent who are listed and cannot."""

    rows: tuple[WhoCanRow, ...]


class GroupChoice(Value, frozen=True):
    """A rate group with the rights that a new agent gets on it."""

    rate_group: RateGroupId
    rights: frozenset[GroupRight]


class NewAgent(Value, frozen=True):
    """The seed's three steps as one act, all or nothing.

    Creates the user (type agent), his account, the grant on it covering sub-accounts, and the grants on rate
    groups. Source: How to manage agents, steps 1 to 3.
    """

    user: CreateUser
    account: CreateAccount
    rights: frozenset[AccountRight]
    rate_groups: tuple[GroupChoice, ...] = ()
    lower_rate: bool = False

    def checks(self) -> Found:
        """The rules of the user and of the account, under their own names."""
        for found in problems(self.user):
            yield f"user.{found.field}", Problem(found.code, found.params)
        for found in problems(self.account):
            yield f"account.{found.field}", Problem(found.code, found.params)
        yield "user.type", Problem(Code.FIELD_CHOICE) if self.user.type is not UserType.AGENT else None


class NewAgentResult(Value, frozen=True):
    """What the guided form made."""

    user: UserId
    account: AccountId
