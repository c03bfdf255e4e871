"""Access lists of accounts and rate groups."""

from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Invalid, NotFound
from vosdesk.contract.ids import AccountId, Empty, GrantId, RateGroupId, Time, UserId
from vosdesk.contract.permissions import AccountRight, AccountVerb, GroupVerb, UserType
from vosdesk.domain import paths
from vosdesk.policy.actor import Actor, HeldGrant, by_account, inherited
from vosdesk.policy.checks import decide_account, decide_group
from vosdesk.policy.rules import AccountFacts, GroupFacts
from vosdesk.services import lower_rate
from vosdesk.services.account_access import facts_of, load
from vosdesk.services.principal import actor_of
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing
from vosdesk.storage.types import AnyRow

handlers = Handlers()


@handlers.reads(o.GRANTS_LIST_ACCOUNT)
def list_account(work: Reading, request: g.ListAccountGrants) -> g.AccountGrants:
    """The access list of an account, and the covering grants above it."""
    row = load(work, request.account, AccountVerb.AUTHORIZE)
    listed = work.unit.access.on_accounts(paths.from_text(row.path))
    return g.AccountGrants(
        rows=tuple(_shown(r) for r in listed if r.account_id == request.account),
        inherited=tuple(_shown(r) for r in listed if r.account_id != request.account and r.covers_subs),
    )


def _shown(row: AnyRow) -> g.AccountGrant:
    return g.AccountGrant(
        id=GrantId(row.id),
        user_id=UserId(row.user_id),
        login=row.login,
        user_name=row.name,
        user_type=UserType(row.type),
        account_id=AccountId(row.account_id),
        account_number=row.number,
        rights=row.rights,
        covers_subs=row.covers_subs,
        created_by=row.created_by,
        created=Time(row.created),
    )


@handlers.reads(o.GRANTS_PREVIEW_ACCOUNT)
def preview_account(work: Reading, request: g.PreviewAccountGrant) -> g.GrantPreview:
    """What the user loses and gains on the account by such a grant, told before it is given."""
    account = load(work, request.account, AccountVerb.AUTHORIZE)
    user = _agent(work, request.user)
    before = actor_of(work.unit, user)
    above = inherited(before.grants, paths.from_text(account.path))
    held = HeldGrant(
        id=GrantId(0),
        account=request.account,
        number=account.number,
        path=paths.from_text(account.path),
        rights=request.rights | {AccountRight.SEE},
        covers_subs=request.covers_subs,
        created_by=work.actor.login,
        created=work.now,
    )
    after = Actor(before.id, before.login, before.type, before.rights, by_account([*before.grants.values(), held]))
    facts = facts_of(account, account.subs)
    below = AccountFacts(id=AccountId(0), number="", path=(*facts.path, AccountId(0)))
    reached_by = None
    if above is not None:
        found = work.unit.access.get(above.id)
        reached_by = None if found is None else _shown(found)
    had, has = _verbs(before, facts), _verbs(after, facts)
    had_below, has_below = _verbs(before, below), _verbs(after, below)
    return g.GrantPreview(
        reached_by=reached_by,
        loses=_ordered(had - has),
        gains=_ordered(has - had),
        loses_below=_ordered(had_below - has_below),
    )


def _verbs(actor: Actor, facts: AccountFacts) -> set[AccountVerb]:
    """The verbs that grants allow, whatever the present state of the account."""
    usual = AccountFacts(id=facts.id, number=facts.number, path=facts.path, balance=1)
    return {v for v in AccountVerb if v is not AccountVerb.UNLOCK and _granted(actor, v, usual)}


def _granted(actor: Actor, verb: AccountVerb, usual: AccountFacts) -> bool:
    if verb is AccountVerb.CANCEL:
        usual = AccountFacts(id=usual.id, number=usual.number, path=usual.path)
    return decide_account(actor, verb, usual).allowed


def _ordered(verbs: set[AccountVerb]) -> tuple[AccountVerb, ...]:
    return tuple(v for v in AccountVerb if v in verbs)


def _agent(work: Reading | Writing, user: UserId) -> AnyRow:
    """The user to be listed: of type agent, the only type whom access lists bind."""
    row = work.unit.users.get(user)
    if row is None:
        raise NotFound
    if row.type != UserType.AGENT.value:
        raise Invalid.at("user", Code.FIELD_CHOICE)
    return row


@handlers.writes(o.GRANTS_SET_ACCOUNT)
def set_account(work: Writing, request: g.SetAccountGrant) -> Empty:
    """Put an agent's user on the access list of an account, or change his rights there."""
    work.about(Noun.GRANTS, request.account, "")
    account = load(work, request.account, AccountVerb.AUTHORIZE)
    user = _agent(work, request.user)
    before = next((r for r in work.unit.access.on_accounts([request.account]) if r.user_id == request.user), None)
    rights = request.rights | {AccountRight.SEE}
    work.unit.access.put(request.user, request.account, rights, request.covers_subs, work.actor.login, work.now)
    lower_rate.require_consistent(work.unit, users=[request.user])
    work.record(
        Noun.GRANTS,
        request.account,
        f"{user.login} → {account.number}",
        before={} if before is None else _fields(before.rights, before.covers_subs),
        after=_fields(rights, request.covers_subs),
    )
    _touch(work, request.account)
    return Empty()


def _fields(rights: frozenset[AccountRight], covers: bool) -> dict[str, object]:
    return {"rights": sorted(r.value for r in rights), "covers_subs": covers}


def _touch(work: Writing, account: AccountId) -> None:
    work.unit.touch(Noun.ACCOUNTS, account)
    work.unit.touch(Noun.USERS)


@handlers.writes(o.GRANTS_REMOVE_ACCOUNT)
def remove_account(work: Writing, request: g.RemoveAccountGrant) -> Empty:
    """Take a user off the access list of an account; what the grant hid is back at his next click."""
    work.about(Noun.GRANTS, request.id, "")
    row = work.unit.access.get(request.id)
    if row is None:
        raise NotFound
    load(work, AccountId(row.account_id), AccountVerb.AUTHORIZE)
    work.unit.access.remove(request.id)
    work.record(
        Noun.GRANTS,
        row.account_id,
        f"{row.login} → {row.number}",
        before=_fields(row.rights, row.covers_subs),
    )
    _touch(work, row.account_id)
    return Empty()


@handlers.reads(o.GRANTS_LIST_GROUP)
def list_group(work: Reading, request: g.ListGroupGrants) -> g.GroupGrants:
    """The access list of a rate group."""
    require_group(work, request.rate_group, GroupVerb.AUTHORIZE)
    return g.GroupGrants(
        rows=tuple(
            g.GroupGrant(
                id=GrantId(row.id),
                user_id=UserId(row.user_id),
                login=row.login,
                user_name=row.name,
                user_type=UserType(row.type),
                rate_group_id=request.rate_group,
                rights=row.rights,
                created_by=row.created_by,
                created=Time(row.created),
            )
            for row in work.unit.access.on_group(request.rate_group)
        )
    )


def require_group(work: Reading | Writing, group: RateGroupId, verb: GroupVerb) -> AnyRow:
    """One rate group. Raises unless the user may do ``verb`` with it."""
    row = work.unit.rate_groups.get(group)
    if row is None:
        raise NotFound
    owner = None if row.owner_id is None else UserId(row.owner_id)
    decide_group(work.actor, verb, GroupFacts(group, owner, row.accounts)).require()
    return row


@handlers.writes(o.GRANTS_SET_GROUP)
def set_group(work: Writing, request: g.SetGroupGrant) -> Empty:
    """Put an agent's user on the access list of a rate group, or change his rights there."""
    work.about(Noun.GRANTS, request.rate_group, "")
    group = require_group(work, request.rate_group, GroupVerb.AUTHORIZE)
    user = _agent(work, request.user)
    if group.owner_id == request.user:
        raise Invalid.at("user", Code.FIELD_CHOICE)
    before = next((r for r in work.unit.access.on_group(request.rate_group) if r.user_id == request.user), None)
    work.unit.access.put_group(request.user, request.rate_group, request.rights, work.actor.login, work.now)
    work.record(
        Noun.GRANTS,
        request.rate_group,
        f"{user.login} → {group.name}",
        before={} if before is None else {"rights": sorted(r.value for r in before.rights)},
        after={"rights": sorted(r.value for r in request.rights)},
    )
    work.unit.touch(Noun.RATE_GROUPS, request.rate_group)
    return Empty()


@handlers.writes(o.GRANTS_REMOVE_GROUP)
def remove_group(work: Writing, request: g.RemoveGroupGrant) -> Empty:
    """Take a user off the access list of a rate group. Accounts that use the group keep it."""
    work.about(Noun.GRANTS, request.id, "")
    row = work.unit.access.get_group(request.id)
    if row is None:
        raise NotFound
    group = require_group(work, RateGroupId(row.rate_group_id), GroupVerb.AUTHORIZE)
    work.unit.access.remove_group(request.id)
    work.record(
        Noun.GRANTS,
        row.rate_group_id,
        f"{row.login} → {group.name}",
        before={"rights": sorted(r.value for r in row.rights)},
    )
    work.unit.touch(Noun.RATE_GROUPS, row.rate_group_id)
    return Empty()
