"""Effective access: every verb of a user on an object and why; and its reverse, who can do this."""

from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Invalid, NotFound
from vosdesk.contract.ids import AccountId, RateGroupId, Time, UserId
from vosdesk.contract.permissions import AccountVerb, GroupVerb, UserType
from vosdesk.domain import paths
from vosdesk.policy.explain import Standing, explain_account, explain_group
from vosdesk.policy.rules import AccountFacts, GroupFacts
from vosdesk.services.account_access import facts_of, load
from vosdesk.services.grants import require_group
from vosdesk.services.principal import actor_of
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading
from vosdesk.storage.types import AnyRow

handlers = Handlers()

Facts = AccountFacts | GroupFacts


@handlers.reads(o.GRANTS_EXPLAIN)
def explain(work: Reading, request: g.ExplainAccess) -> g.EffectiveAccess:
    """Every verb of a user on an account or a rate group, with the steps that gave or took it."""
    user = work.unit.users.get(request.user)
    if user is None:
        raise NotFound
    facts, label, _ = _object(work, request.noun, request.id)
    verbs = AccountVerb if isinstance(facts, AccountFacts) else GroupVerb
    return g.EffectiveAccess(
        user_id=request.user,
        login=user.login,
        noun=request.noun,
        id=request.id,
        label=label,
        verbs=tuple(_explain(work, user, verb.value, facts) for verb in verbs),
    )


@handlers.reads(o.GRANTS_WHO_CAN)
def who_can(work: Reading, request: g.WhoCan) -> g.WhoCanResult:
    """The users who can do ``verb`` with the object, then the agents who are listed and cannot."""
    facts, _, listed = _object(work, request.noun, request.id)
    known = {v.value for v in (AccountVerb if isinstance(facts, AccountFacts) else GroupVerb)}
    if request.verb not in known:
        raise Invalid.at("verb", Code.FIELD_CHOICE)
    rows = [
        g.WhoCanRow(
            user_id=UserId(user.id),
            login=user.login,
            name=user.name,
            type=UserType(user.type),
            access=_explain(work, user, request.verb, facts),
        )
        for user in work.unit.users.all()
        if user.type != UserType.AGENT.value or user.id in listed
    ]
    shown = [row for row in rows if row.access.allowed or row.type is UserType.AGENT]
    return g.WhoCanResult(rows=tuple(sorted(shown, key=lambda row: (not row.access.allowed, row.login))))


def _object(work: Reading, noun: Noun, identity: int) -> tuple[Facts, str, frozenset[UserId]]:
    """The facts of the object, its name, and the agent users who could have to do with it."""
    if noun is Noun.ACCOUNTS:
        row = load(work, AccountId(identity), AccountVerb.AUTHORIZE)
        path = paths.from_text(row.path)
        users = {UserId(r.user_id) for r in work.unit.access.on_accounts(path)}
        return facts_of(row, row.subs), row.number, frozenset(users)
    if noun is Noun.RATE_GROUPS:
        group = require_group(work, RateGroupId(identity), GroupVerb.SEE)
        owner = None if group.owner_id is None else UserId(group.owner_id)
        users = {UserId(r.user_id) for r in work.unit.access.on_group(RateGroupId(identity))}
        facts = GroupFacts(RateGroupId(identity), owner, group.accounts)
        return facts, group.name, frozenset(users if owner is None else users | {owner})
    raise Invalid.at("noun", Code.FIELD_CHOICE)


def _explain(work: Reading, user: AnyRow, verb: str, facts: Facts) -> g.VerbAccess:
    actor, standing = actor_of(work.unit, user), standing_of(user, work.now)
    if isinstance(facts, AccountFacts):
        return explain_account(actor, standing, AccountVerb(verb), facts)
    return explain_group(actor, standing, GroupVerb(verb), facts)


def standing_of(user: AnyRow, now: Time) -> Standing:
    """Whether the user can log in at all, and by which template he has his rights."""
    refusal = Code.USER_LOCKED if user.locked else Code.USER_EXPIRED if user.expires <= now else None
    return Standing(template=user.template_name or "", refusal=refusal)
