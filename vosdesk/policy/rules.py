"""The table of rules: which right, which grant and which state each verb on an object needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vosdesk.contract.errors import Code
from vosdesk.contract.ids import AccountId, PaymentId, RateGroupId, UserId
from vosdesk.contract.payments import PaymentKind
from vosdesk.contract.permissions import (
    AccountRight,
    AccountVerb,
    GroupRight,
    GroupVerb,
    Right,
    UserType,
    UserVerb,
)
from vosdesk.policy.actor import Path

V = AccountVerb


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What the rules need to know of an account. Money in micro-units."""

    id: AccountId
    number: str
    path: Path
    locked: bool = False
    active: bool = True
    balance: int = 0
    lower_rate: bool = False
    subs: int = 0


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """What the rules need to know of a payment record. ``by`` posted it; ``reversed_by`` is its reversal."""

    kind: PaymentKind
    amount: int
    by: UserId
    reversed_by: PaymentId | None = None


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What the rules need to know of a rate group. ``accounts`` is how many accounts use it."""

    id: RateGroupId
    owner: UserId | None
    accounts: int = 0


@dataclass(frozen=True, slots=True)
class UserFacts:
    """What the rules need to know of a user."""

    id: UserId
    type: UserType
    locked: bool
    managers_left: int
    """How many other administrators could still log in and manage users."""
    rights: frozenset[Right] = frozenset()
    """His rights in effect: whoever sets his password could use them."""


@dataclass(frozen=True, slots=True)
class AccountRule:
    """A verb on an account: the operation right, the grant's right for an agent (None: never an agent), whether
    an agent may do it on an account that he is himself listed on, and whether his grant must cover sub-accounts."""

    right: Right
    grant: AccountRight | None
    own: bool = False
    covering: bool = False


ACCOUNT_RULES: Mapping[AccountVerb, AccountRule] = {
    V.SEE: AccountRule(Right.ACCOUNTS_VIEW, AccountRight.SEE, own=True),
    V.MODIFY: AccountRule(Right.ACCOUNTS_EDIT, AccountRight.MODIFY, own=True),
    V.ADD_SUB: AccountRule(Right.ACCOUNTS_EDIT, AccountRight.ADD_SUB, own=True, covering=True),
    V.RECHARGE: AccountRule(Right.PAYMENTS_RECHARGE, AccountRight.PAY_SUB),
    V.DEDUCT: AccountRule(Right.PAYMENTS_DEDUCT, AccountRight.PAY_SUB),
    V.MAKE_ZERO: AccountRule(Right.PAYMENTS_ZERO, AccountRight.PAY_SUB),
    V.REVERSE: AccountRule(Right.PAYMENTS_REVERSE, AccountRight.PAY_SUB),
    V.OVERDRAFT: AccountRule(Right.ACCOUNTS_OVERDRAFT, AccountRight.RATE_SUB),
    V.RATE_GROUP: AccountRule(Right.ACCOUNTS_RATE_GROUP, AccountRight.RATE_SUB),
    V.LOCK: AccountRule(Right.ACCOUNTS_LOCK, AccountRight.MODIFY),
    V.UNLOCK: AccountRule(Right.ACCOUNTS_LOCK, AccountRight.MODIFY),
    V.CANCEL: AccountRule(Right.ACCOUNTS_CANCEL, AccountRight.CANCEL_SUB),
    V.MOVE: AccountRule(Right.ACCOUNTS_MOVE, None),
    V.LOWER_RATE: AccountRule(Right.ACCOUNTS_LOWER_RATE, None),
    V.AUTHORIZE: AccountRule(Right.ACCOUNTS_AUTHORIZE, None),
}

PAYMENT_RIGHTS: Mapping[PaymentKind, Right] = {
    PaymentKind.RECHARGE: Right.PAYMENTS_RECHARGE,
    PaymentKind.OPEN: Right.PAYMENTS_RECHARGE,
    PaymentKind.DEDUCT: Right.PAYMENTS_DEDUCT,
    PaymentKind.MAKE_ZERO: Right.PAYMENTS_ZERO,
}
"""The right that a record of each kind was made by: an agent takes back nothing that he could not have made."""

StateRule = tuple[
    frozenset[AccountVerb], Callable[[AccountFacts], bool], Code, Callable[[AccountFacts], dict[str, Any]]
]


def _nothing(_: AccountFacts) -> dict[str, Any]:
    return {}


ACCOUNT_STATE_RULES: tuple[StateRule, ...] = (
    (frozenset(V) - {V.SEE, V.AUTHORIZE}, lambda f: not f.active, Code.ACCOUNT_CANCELLED, _nothing),
    (frozenset({V.LOCK}), lambda f: f.locked, Code.ACCOUNT_LOCKED, _nothing),
    (frozenset({V.UNLOCK}), lambda f: not f.locked, Code.ACCOUNT_NOT_LOCKED, _nothing),
    (frozenset({V.MAKE_ZERO}), lambda f: f.balance == 0, Code.ACCOUNT_BALANCE_ZERO, _nothing),
    (frozenset({V.CANCEL}), lambda f: f.subs > 0, Code.ACCOUNT_HAS_SUBS, lambda f: {"count": f.subs}),
    (frozenset({V.CANCEL}), lambda f: f.balance != 0, Code.ACCOUNT_BALANCE_LEFT, lambda f: {"balance": f.balance}),
)
"""What the present state of an account forbids to everybody: verbs, when, the reason and its parameters."""


@dataclass(frozen=True, slots=True)
class GroupRule:
    """A verb on a rate group: the operation rights, and for an agent the grant's right on a group that is not
    his own (None: only his own), or never."""

    rights: tuple[Right, ...]
    grant: GroupRight | None = None
    agent: bool = True
    any_grant: bool = False


G = GroupVerb
GROUP_RULES: Mapping[GroupVerb, GroupRule] = {
    G.SEE: GroupRule((Right.RATE_GROUPS_VIEW,), any_grant=True),
    G.USE: GroupRule((), GroupRight.USE),
    G.SEE_RATES: GroupRule((Right.RATES_VIEW,), GroupRight.SEE),
    G.EDIT_RATES: GroupRule((Right.RATES_EDIT,), GroupRight.EDIT),
    G.IMPORT: GroupRule((Right.RATES_IMPORT,), GroupRight.EDIT),
    G.MODIFY: GroupRule((Right.RATE_GROUPS_EDIT,)),
    G.DELETE: GroupRule((Right.RATE_GROUPS_EDIT,)),
    G.COPY: GroupRule((Right.RATE_GROUPS_EDIT, Right.RATES_VIEW), GroupRight.SEE),
    G.AUTHORIZE: GroupRule((Right.RATE_GROUPS_AUTHORIZE,), agent=False),
}

USER_RULES: Mapping[UserVerb, Right] = {
    UserVerb.MODIFY: Right.USERS_EDIT,
    UserVerb.LOCK: Right.USERS_EDIT,
    UserVerb.UNLOCK: Right.USERS_EDIT,
    UserVerb.RESET_PASSWORD: Right.USERS_EDIT,
    UserVerb.EXPLAIN: Right.ACCOUNTS_AUTHORIZE,
}
