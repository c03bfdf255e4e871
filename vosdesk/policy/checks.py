"""Decisions: may this user do this with that, and if not, why not.

The same functions fill ``can`` of every row, refuse the operation, and feed the explanation: there is one place
where a rule is decided. A verb without a rule is refused.
"""

from dataclasses import dataclass, field
from typing import Any

from vosdesk.contract.errors import Code, Denied, Forbidden, NotFound
from vosdesk.contract.permissions import (
    AccountRight,
    AccountVerb,
    Can,
    Gate,
    GroupRight,
    GroupVerb,
    Right,
    UserType,
    UserVerb,
)
from vosdesk.policy import caps
from vosdesk.policy.actor import Actor, HeldGrant, inherited, reaching
from vosdesk.policy.rules import (
    ACCOUNT_RULES,
    ACCOUNT_STATE_RULES,
    GROUP_RULES,
    PAYMENT_RIGHTS,
    USER_RULES,
    AccountFacts,
    AccountRule,
    GroupFacts,
    PaymentFacts,
    UserFacts,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed when ``code`` is None; else the reason, its parameters, and the grant that hides, if one does."""

    code: Code | None = None
    params: dict[str, Any] = field(default_factory=dict)
    grant: HeldGrant | None = None

    @property
    def allowed(self) -> bool:
        """Whether it is a yes."""
        return self.code is None

    def require(self) -> None:
        """Raise the refusal that this decision is, if it is one."""
        if self.code is None:
            return
        if self.code is Code.NOT_FOUND:
            raise NotFound
        kind = Forbidden if self.code in {Code.RIGHT_MISSING, Code.TYPE_CAP} else Denied
        raise kind(self.code, self.params)


YES = Decision()


def decide_right(actor: Actor, right: Right) -> Decision:
    """Whether the user holds an operation right."""
    if right in actor.rights:
        return YES
    code = Code.TYPE_CAP if right in caps.withheld(actor.type) else Code.RIGHT_MISSING
    return Decision(code, {"right": right.value, "type": actor.type.value})


def require_operation(actor: Actor, requires: tuple[Right | Gate, ...]) -> None:
    """Raise Forbidden unless the user may enter an operation that ``requires`` these."""
    for needed in requires:
        if isinstance(needed, Right):
            decide_right(actor, needed).require()


def decide_account(actor: Actor, verb: AccountVerb, facts: AccountFacts) -> Decision:
    """Whether ``actor`` may do ``verb`` with the account: reach, right, grant, own account, state, in order."""
    if actor.scoped and reaching(actor.grants, facts.path) is None:
        return Decision(Code.NOT_FOUND)
    rule = ACCOUNT_RULES[verb]
    right = decide_right(actor, rule.right)
    if not right.allowed:
        return right
    if actor.scoped:
        granted = decide_grant(actor, rule, facts)
        if not granted.allowed:
            return granted
    return decide_account_state(verb, facts)


def decide_grant(actor: Actor, rule: AccountRule, facts: AccountFacts) -> Decision:
    """Whether an agent's nearest grant lets him, and if it does not, whether it hides one that would."""
    own = actor.grants.get(facts.path[-1])
    above = inherited(actor.grants, facts.path)
    if rule.grant is None:
        return Decision(Code.AGENT_NEVER)
    if own is not None and (not rule.own or rule.grant not in own.rights):
        if above is not None and rule.grant in above.rights:
            return Decision(Code.GRANT_HIDES, _hiding(own, above), own)
        if not rule.own:
            return Decision(Code.OWN_ACCOUNT, {"account": own.number}, own)
        return Decision(Code.GRANT_LACKS, _lacking(own, rule.grant), own)
    if own is None and (above is None or rule.grant not in above.rights):
        if above is None:
            return Decision(Code.NOT_FOUND)
        return Decision(Code.GRANT_LACKS, _lacking(above, rule.grant), above)
    if rule.covering and own is not None and not own.covers_subs:
        # Whoever could not see what he makes could not answer for it either.
        return Decision(Code.GRANT_NOT_COVERING, _lacking(own, rule.grant), own)
    return YES


def _lacking(grant: HeldGrant, right: AccountRight) -> dict[str, Any]:
    return {"right": right.value, "account": grant.number, "by": grant.created_by, "at": grant.created}


def _hiding(own: HeldGrant, above: HeldGrant) -> dict[str, Any]:
    return {
        "grant_id": own.id,
        "account": own.number,
        "by": own.created_by,
        "at": own.created,
        "hidden_account": above.number,
        "rights": [right.value for right in AccountRight if right in above.rights],
    }


def decide_account_state(verb: AccountVerb, facts: AccountFacts) -> Decision:
    """What the state of the account forbids to everybody."""
    for verbs, holds, code, params in ACCOUNT_STATE_RULES:
        if verb in verbs and holds(facts):
            return Decision(code, params(facts))
    return YES


def account_can(actor: Actor, facts: AccountFacts) -> Can:
    """Every verb on an account row, with "" or the reason's code."""
    return {v.value: _code(decide_account(actor, v, facts)) for v in AccountVerb}


def decide_reversal(actor: Actor, payment: PaymentFacts, on_account: Decision) -> Decision:
    """Whether ``actor`` may take a payment back, once it is decided whether he reverses payments of its account.

    An agent takes back only what he posted himself, on an account that he may pay now, by a right that he still has.
    """
    if not on_account.allowed:
        return on_account
    if payment.kind not in PAYMENT_RIGHTS:
        return Decision(Code.PAYMENT_IS_REVERSAL)
    if actor.scoped:
        if payment.by != actor.id:
            return Decision(Code.PAYMENT_NOT_YOURS)
        right = decide_right(actor, PAYMENT_RIGHTS[payment.kind])
        if not right.allowed:
            return right
    if payment.reversed_by is not None:
        return Decision(Code.PAYMENT_REVERSED, {"by": payment.reversed_by})
    return YES if payment.amount else Decision(Code.PAYMENT_MOVED_NOTHING)


def payment_can(decision: Decision) -> Can:
    """The verbs on a payment record, with "" or the reason's code."""
    return {AccountVerb.REVERSE.value: _code(decision)}


def decide_group(actor: Actor, verb: GroupVerb, facts: GroupFacts) -> Decision:
    """Whether ``actor`` may do ``verb`` with the rate group."""
    rule = GROUP_RULES[verb]
    mine = facts.owner == actor.id
    grant = actor.group_grants.get(facts.id)
    if actor.scoped and not mine and grant is None:
        return Decision(Code.NOT_FOUND)
    for right in rule.rights:
        decision = decide_right(actor, right)
        if not decision.allowed:
            return decision
    if actor.scoped:
        if not rule.agent:
            return Decision(Code.AGENT_NEVER)
        if not mine and not rule.any_grant:
            if rule.grant is None:
                return Decision(Code.GROUP_NOT_YOURS)
            if grant is None or not (grant.rights & _implies(rule.grant)):
                return Decision(Code.GROUP_GRANT_LACKS, {"right": rule.grant.value})
    if verb is GroupVerb.DELETE and facts.accounts:
        return Decision(Code.GROUP_IN_USE, {"accounts": facts.accounts})
    return YES


def _implies(right: GroupRight) -> frozenset[GroupRight]:
    """The rights of a grant that include ``right``: who may edit rates also sees them."""
    return frozenset({right, GroupRight.EDIT}) if right is GroupRight.SEE else frozenset({right})


def group_can(actor: Actor, facts: GroupFacts) -> Can:
    """Every verb on a rate group row, with "" or the reason's code."""
    return {v.value: _code(decide_group(actor, v, facts)) for v in GroupVerb}


def decide_user(actor: Actor, verb: UserVerb, facts: UserFacts) -> Decision:
    """Whether ``actor`` may do ``verb`` with the user.

    Only an administrator touches an administrator; nobody locks himself or resets his own password here; the
    last administrator who can manage users stays; who sets a password could use every right of its user, so he
    must hold them all.
    """
    right = decide_right(actor, USER_RULES[verb])
    if not right.allowed:
        return right
    if verb is UserVerb.EXPLAIN:
        return YES
    if facts.type is UserType.ADMINISTRATOR and actor.type is not UserType.ADMINISTRATOR:
        return Decision(Code.ADMINISTRATORS_ONLY)
    if facts.id == actor.id and (verb is not UserVerb.MODIFY or actor.type is not UserType.ADMINISTRATOR):
        return Decision(Code.SELF)
    if verb is UserVerb.LOCK and facts.locked:
        return Decision(Code.USER_LOCKED)
    if verb is UserVerb.UNLOCK and not facts.locked:
        return Decision(Code.USER_NOT_LOCKED)
    if verb is UserVerb.LOCK and facts.type is UserType.ADMINISTRATOR and facts.managers_left == 0:
        return Decision(Code.LAST_ADMINISTRATOR)
    return decide_giving(actor, facts.rights, facts.type) if verb is UserVerb.RESET_PASSWORD else YES


def user_can(actor: Actor, facts: UserFacts) -> Can:
    """Every verb on a user row, with "" or the reason's code."""
    return {v.value: _code(decide_user(actor, v, facts)) for v in UserVerb}


def decide_giving(actor: Actor, rights: frozenset[Right], kind: UserType) -> Decision:
    """Whether ``actor`` may give somebody of type ``kind`` these rights: never more than he holds himself."""
    if actor.type is UserType.ADMINISTRATOR:
        return YES
    if kind is UserType.ADMINISTRATOR:
        return Decision(Code.ADMINISTRATORS_ONLY)
    beyond = sorted(caps.effective(kind, rights) - actor.rights)
    return Decision(Code.RIGHT_MISSING, {"right": beyond[0].value, "type": actor.type.value}) if beyond else YES


def _code(decision: Decision) -> str:
    return "" if decision.code is None else decision.code.value
