"""Why a user can or cannot do something: every step that gave or took it."""

from dataclasses import dataclass
from typing import Any

from vosdesk.contract.errors import Code
from vosdesk.contract.grants import Step, StepKind, VerbAccess
from vosdesk.contract.permissions import AccountVerb, GroupVerb, Right
from vosdesk.policy.actor import Actor, HeldGrant, inherited, reaching
from vosdesk.policy.checks import (
    Decision,
    decide_account,
    decide_account_state,
    decide_grant,
    decide_group,
    decide_right,
)
from vosdesk.policy.rules import ACCOUNT_RULES, GROUP_RULES, AccountFacts, GroupFacts


@dataclass(frozen=True, slots=True)
class Standing:
    """What of the user himself matters: how he came by his rights, and whether he can log in at all."""

    template: str = ""
    refusal: Code | None = None


def explain_account(actor: Actor, standing: Standing, verb: AccountVerb, facts: AccountFacts) -> VerbAccess:
    """Every step for one verb on an account. It is allowed when no step takes it away."""
    rule = ACCOUNT_RULES[verb]
    steps = [_user_step(actor, standing), _right_step(actor, standing, rule.right)]
    if actor.scoped:
        grant = reaching(actor.grants, facts.path)
        if grant is None:
            steps.append(Step(kind=StepKind.GRANT, ok=False, code=Code.GRANT_NONE))
        else:
            steps.append(_grant_step(decide_grant(actor, rule, facts), grant, inherited(actor.grants, facts.path)))
    state = decide_account_state(verb, facts)
    if not state.allowed:
        steps.append(Step(kind=StepKind.RULE, ok=False, code=state.code, params=state.params))
    allowed = decide_account(actor, verb, facts).allowed and standing.refusal is None
    return VerbAccess(verb=verb.value, allowed=allowed, steps=tuple(steps))


def explain_group(actor: Actor, standing: Standing, verb: GroupVerb, facts: GroupFacts) -> VerbAccess:
    """Every step for one verb on a rate group."""
    steps = [_user_step(actor, standing)]
    steps += [_right_step(actor, standing, right) for right in GROUP_RULES[verb].rights]
    decision = decide_group(actor, verb, facts)
    if actor.scoped:
        grant = actor.group_grants.get(facts.id)
        if facts.owner == actor.id:
            steps.append(Step(kind=StepKind.GRANT, ok=True, params={"owner": actor.login}))
        elif grant is None:
            steps.append(Step(kind=StepKind.GRANT, ok=False, code=Code.GRANT_NONE))
        else:
            taken = decision.code in {Code.GROUP_NOT_YOURS, Code.GROUP_GRANT_LACKS, Code.AGENT_NEVER}
            params = {
                "rights": [r.value for r in sorted(grant.rights)], "by": grant.created_by, "at": grant.created,
                **decision.params,
            }  # fmt: skip
            code = decision.code if taken else None
            steps.append(Step(kind=StepKind.GRANT, ok=not taken, code=code, params=params, grant=grant.id))
    if decision.code is Code.GROUP_IN_USE:
        steps.append(Step(kind=StepKind.RULE, ok=False, code=decision.code, params=decision.params))
    allowed = decision.allowed and standing.refusal is None
    return VerbAccess(verb=verb.value, allowed=allowed, steps=tuple(steps))


def _user_step(actor: Actor, standing: Standing) -> Step:
    params: dict[str, Any] = {"login": actor.login, "type": actor.type.value}
    return Step(kind=StepKind.USER, ok=standing.refusal is None, code=standing.refusal, params=params)


def _right_step(actor: Actor, standing: Standing, right: Right) -> Step:
    decision = decide_right(actor, right)
    kind = StepKind.TYPE if decision.code is Code.TYPE_CAP else StepKind.RIGHT
    params: dict[str, Any] = {"right": right.value, "template": standing.template, "type": actor.type.value}
    return Step(kind=kind, ok=decision.allowed, code=decision.code, params=params)


def _grant_step(decision: Decision, grant: HeldGrant, above: HeldGrant | None) -> Step:
    params: dict[str, Any] = {
        "account": grant.number,
        "by": grant.created_by,
        "at": grant.created,
        "rights": [r.value for r in sorted(grant.rights)],
        "covers_subs": grant.covers_subs,
        **decision.params,
    }
    if decision.code is Code.GRANT_HIDES and above is not None:
        params["hidden_rights"] = [r.value for r in sorted(above.rights)]
    return Step(kind=StepKind.GRANT, ok=decision.allowed, code=decision.code, params=params, grant=grant.id)
