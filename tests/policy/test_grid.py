"""The hand-written grid: role × verb, beside the table in the code."""

import pytest

from vosdesk.contract.ids import AccountId, GrantId, RateGroupId, Time, UserId
from vosdesk.contract.permissions import AccountRight, AccountVerb, GroupRight, GroupVerb, Right, UserType, UserVerb
from vosdesk.policy import caps
from vosdesk.policy.actor import Actor, HeldGrant, HeldGroupGrant, by_account
from vosdesk.policy.checks import decide_account, decide_group, decide_user
from vosdesk.policy.rules import AccountFacts, GroupFacts, UserFacts

ROOT, OWN, BELOW, DEEP, HIDDEN, FOREIGN = (AccountId(i) for i in (1, 2, 3, 4, 5, 6))
PATHS = {
    "root": (ROOT,),
    "own": (ROOT, OWN),
    "below": (ROOT, OWN, BELOW),
    "deep": (ROOT, OWN, BELOW, DEEP),
    "hidden": (ROOT, OWN, HIDDEN),
    "foreign": (ROOT, FOREIGN),
}
ALL = frozenset(AccountRight)
CASHIER = frozenset({Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW, Right.PAYMENTS_RECHARGE})
AGENT_VIEW = frozenset({Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW})


def grant(account: AccountId, rights: frozenset[AccountRight] = ALL, covers: bool = True) -> HeldGrant:
    path = next(p for p in PATHS.values() if p[-1] == account)
    return HeldGrant(GrantId(account), account, f"N{account}", path, rights, covers, "root-user", Time(5))


def actor(kind: UserType, rights: frozenset[Right], *grants: HeldGrant) -> Actor:
    return Actor(UserId(9), "u", kind, caps.effective(kind, rights), by_account(grants))


ADMIN = actor(UserType.ADMINISTRATOR, frozenset())
OPERATOR = actor(UserType.OPERATOR, CASHIER)
AGENT = actor(UserType.AGENT, frozenset(Right), grant(OWN), grant(HIDDEN, frozenset({AccountRight.SEE}), covers=False))
VIEWER = actor(UserType.AGENT, AGENT_VIEW, grant(OWN))
LOOKER = actor(UserType.AGENT, frozenset(Right), grant(OWN, frozenset({AccountRight.SEE})))

# "." is a yes; every other word is the reason's code.
GRID = """
verb        admin  operator       agent/own    agent/below  agent/deep  agent/hidden  agent/foreign  viewer/below   looker/below
see         .      .              .            .            .           .             not_found      .              .
modify      .      right.missing  .            .            .           grant.hides   not_found      right.missing  grant.lacks
add_sub     .      right.missing  .            .            .           grant.hides   not_found      right.missing  grant.lacks
recharge    .      .              account.own  .            .           grant.hides   not_found      right.missing  grant.lacks
deduct      .      right.missing  account.own  .            .           grant.hides   not_found      right.missing  grant.lacks
make_zero   .      right.missing  account.own  .            .           grant.hides   not_found      right.missing  grant.lacks
reverse     .      right.missing  account.own  .            .           grant.hides   not_found      right.missing  grant.lacks
overdraft   .      right.missing  account.own  .            .           grant.hides   not_found      right.missing  grant.lacks
rate_group  .      right.missing  account.own  .            .           grant.hides   not_found      right.missing  grant.lacks
lock        .      right.missing  account.own  .            .           grant.hides   not_found      right.missing  grant.lacks
unlock      .      right.missing  account.own  .            .           grant.hides   not_found      right.missing  grant.lacks
cancel      .      right.missing  account.own  .            .           grant.hides   not_found      right.missing  grant.lacks
move        .      right.missing  type.cap     type.cap     type.cap    type.cap      not_found      type.cap       type.cap
lower_rate  .      right.missing  type.cap     type.cap     type.cap    type.cap      not_found      type.cap       type.cap
authorize   .      right.missing  type.cap     type.cap     type.cap    type.cap      not_found      type.cap       type.cap
"""
ROLES = {"admin": ADMIN, "operator": OPERATOR, "agent": AGENT, "viewer": VIEWER, "looker": LOOKER}


def cases() -> list[tuple[str, str, str]]:
    head, *rows = [line.split() for line in GRID.strip().splitlines()]
    return [(column, row[0], expected) for row in rows for column, expected in zip(head[1:], row[1:], strict=True)]


@pytest.mark.parametrize(("column", "verb", "expected"), cases())
def test_account_grid(column: str, verb: str, expected: str) -> None:
    role, _, place = column.partition("/")
    locked = verb == "unlock"
    balance = 0 if verb == "cancel" else 5
    path = PATHS[place or "below"]
    facts = AccountFacts(path[-1], f"N{path[-1]}", path, locked=locked, balance=balance)
    decision = decide_account(ROLES[role], AccountVerb(verb), facts)
    assert ("." if decision.code is None else decision.code.value) == expected


def test_the_grid_names_every_verb() -> None:
    assert {c[1] for c in cases()} == {v.value for v in AccountVerb}


def test_the_hiding_grant_is_named_with_giver_and_time() -> None:
    path = PATHS["hidden"]
    decision = decide_account(AGENT, AccountVerb.RECHARGE, AccountFacts(HIDDEN, "N5", path))
    rights = ["see", "modify", "add_sub", "cancel_sub", "pay_sub", "rate_sub"]
    hidden = {"hidden_account": "N2", "rights": rights}
    assert decision.params == {"grant_id": 5, "account": "N5", "by": "root-user", "at": 5, **hidden}


def test_a_grant_that_does_not_cover_hides_nothing_below_itself() -> None:
    user = actor(UserType.AGENT, frozenset(Right), grant(OWN), grant(BELOW, covers=False))
    assert decide_account(user, AccountVerb.RECHARGE, AccountFacts(DEEP, "N4", PATHS["deep"])).allowed
    assert not decide_account(user, AccountVerb.RECHARGE, AccountFacts(BELOW, "N3", PATHS["below"])).allowed


def test_who_could_not_see_a_sub_account_cannot_open_it() -> None:
    user = actor(UserType.AGENT, frozenset(Right), grant(OWN, covers=False))
    decision = decide_account(user, AccountVerb.ADD_SUB, AccountFacts(OWN, "N2", PATHS["own"]))
    assert decision.code == "grant.not_covering"


STATE_GRID = """
state      recharge           deduct             make_zero            lock             unlock              cancel                modify             see
normal     .                  .                  account.balance_zero .                account.not_locked  .                     .                  .
locked     .                  .                  account.balance_zero account.locked   .                   .                     .                  .
cancelled  account.cancelled  account.cancelled  account.cancelled    account.cancelled account.cancelled  account.cancelled     account.cancelled  .
credit     .                  .                  .                    .                account.not_locked  account.balance_left  .                  .
parent     .                  .                  account.balance_zero .                account.not_locked  account.has_subs      .                  .
"""
STATES = {
    "normal": AccountFacts(BELOW, "N3", PATHS["below"]),
    "locked": AccountFacts(BELOW, "N3", PATHS["below"], locked=True),
    "cancelled": AccountFacts(BELOW, "N3", PATHS["below"], active=False),
    "credit": AccountFacts(BELOW, "N3", PATHS["below"], balance=1),
    "parent": AccountFacts(BELOW, "N3", PATHS["below"], subs=2),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", [ADMIN, AGENT], ids=["admin", "agent"])
def test_state_grid(state: str, who: Actor) -> None:
    head, *rows = [line.split() for line in STATE_GRID.strip().splitlines()]
    row = next(r for r in rows if r[0] == state)
    for verb, expected in zip(head[1:], row[1:], strict=True):
        decision = decide_account(who, AccountVerb(verb), STATES[state])
        assert ("." if decision.code is None else decision.code.value) == expected, verb


MINE, LISTED, PEEK, EDITABLE, OTHER = (RateGroupId(i) for i in (1, 2, 3, 4, 5))
GROUP_GRID = """
verb        admin  operator       agent/mine  agent/use               agent/see               agent/edit              agent/other
see         .      .              .           .                       .                       .                       not_found
use         .      .              .           .                       rate_group.grant_lacks  rate_group.grant_lacks  not_found
see_rates   .      right.missing  .           rate_group.grant_lacks  .                       .                       not_found
edit_rates  .      right.missing  .           rate_group.grant_lacks  rate_group.grant_lacks  .                       not_found
import      .      right.missing  .           rate_group.grant_lacks  rate_group.grant_lacks  .                       not_found
modify      .      right.missing  .           rate_group.not_yours    rate_group.not_yours    rate_group.not_yours    not_found
delete      .      right.missing  .           rate_group.not_yours    rate_group.not_yours    rate_group.not_yours    not_found
copy        .      right.missing  .           rate_group.grant_lacks  .                       .                       not_found
authorize   .      right.missing  type.cap    type.cap                type.cap                type.cap                not_found
"""
GROUPS = {"mine": MINE, "use": LISTED, "see": PEEK, "edit": EDITABLE, "other": OTHER, "": OTHER}
GROUP_AGENT = Actor(
    UserId(9),
    "u",
    UserType.AGENT,
    caps.effective(UserType.AGENT, frozenset(Right)),
    group_grants={
        g: HeldGroupGrant(GrantId(g), g, frozenset({r}), "a", Time(0))
        for g, r in ((LISTED, GroupRight.USE), (PEEK, GroupRight.SEE), (EDITABLE, GroupRight.EDIT))
    },
)
GROUP_ROLES = {
    "admin": ADMIN,
    "operator": actor(UserType.OPERATOR, frozenset({Right.RATE_GROUPS_VIEW})),
    "agent": GROUP_AGENT,
}


def test_group_grid() -> None:
    head, *rows = [line.split() for line in GROUP_GRID.strip().splitlines()]
    assert {r[0] for r in rows} == {v.value for v in GroupVerb}
    for row in rows:
        for column, expected in zip(head[1:], row[1:], strict=True):
            role, _, place = column.partition("/")
            owner = UserId(9) if place == "mine" else None
            decision = decide_group(GROUP_ROLES[role], GroupVerb(row[0]), GroupFacts(GROUPS[place], owner))
            assert ("." if decision.code is None else decision.code.value) == expected, (row[0], column)


MANAGER = actor(UserType.OPERATOR, frozenset({Right.USERS_EDIT, Right.USERS_VIEW}))
USER_GRID = """
verb            admin/self               admin/admin  admin/last               admin/agent  manager/admin        manager/agent  manager/self  operator/agent
modify          .                        .            .                        .            administrators.only  .              user.self     right.missing
lock            user.self                .            user.last_administrator  .            administrators.only  .              user.self     right.missing
reset_password  user.self                .            .                        .            administrators.only  .              user.self     right.missing
"""
USER_FACTS = {
    "self": UserFacts(UserId(9), UserType.ADMINISTRATOR, False, 1),
    "admin": UserFacts(UserId(8), UserType.ADMINISTRATOR, False, 1),
    "last": UserFacts(UserId(8), UserType.ADMINISTRATOR, False, 0),
    "agent": UserFacts(UserId(7), UserType.AGENT, False, 1),
}


def test_user_grid() -> None:
    roles = {"admin": ADMIN, "manager": MANAGER, "operator": OPERATOR}
    head, *rows = [line.split() for line in USER_GRID.strip().splitlines()]
    for row in rows:
        for column, expected in zip(head[1:], row[1:], strict=True):
            role, _, whom = column.partition("/")
            facts = USER_FACTS[whom]
            if role == "manager" and whom == "self":
                facts = UserFacts(UserId(9), UserType.OPERATOR, False, 1)
            decision = decide_user(roles[role], UserVerb(row[0]), facts)
            assert ("." if decision.code is None else decision.code.value) == expected, (row[0], column)


def test_agents_never_hold_what_their_type_forbids() -> None:
    held = caps.effective(UserType.AGENT, frozenset(Right))
    assert not held & caps.AGENT_NEVER
    assert caps.effective(UserType.ADMINISTRATOR, frozenset()) == frozenset(Right)
    assert caps.effective(UserType.OPERATOR, CASHIER) == CASHIER
