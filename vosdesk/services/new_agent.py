"""The seed's three steps as one act: the agent's user, his account, the access lists; all of it or nothing."""

from dataclasses import replace

from vosdesk.contract import accounts as a
from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import FieldProblem, Invalid
from vosdesk.contract.permissions import AccountVerb, GroupVerb, Right
from vosdesk.policy.checks import decide_right
from vosdesk.services import accounts, grants, users
from vosdesk.services.account_access import load
from vosdesk.services.own_password import OwnPassword, confirming
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Line, Principal, Services, Writing

handlers = Handlers()


_confirm = confirming(o.GRANTS_NEW_AGENT)


def _prepare(services: Services, request: g.NewAgent, principal: Principal) -> tuple[str, OwnPassword | None]:
    with _at("account"):
        own = _confirm(services, request.account, principal)
    with _at("user"):
        return users.prepare_create(services, request.user), own


class _at:  # noqa: N801 - reads as a word
    """Errors at a field of a part become errors at ``part.field`` of the whole."""

    def __init__(self, part: str) -> None:
        self._part = part

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Invalid):
            fields = [FieldProblem(f"{self._part}.{f.field}", f.code, f.params) for f in error.fields]
            raise Invalid(error.code, error.params, fields) from error


@handlers.writes(o.GRANTS_NEW_AGENT, prepare=_prepare)
def new_agent(work: Writing, request: g.NewAgent) -> g.NewAgentResult:
    """Create user, account and access lists in one transaction."""
    if request.lower_rate:
        decide_right(work.actor, Right.ACCOUNTS_LOWER_RATE).require()
    password, own = work.prepared
    part = replace(work, line=Line(), prepared=None)
    with _at("user"):
        user = users.create(replace(part, prepared=password), request.user)
    with _at("account"):
        account = accounts.create(replace(part, prepared=own), request.account)
    grants.set_account(part, g.SetAccountGrant(user=user, account=account, rights=request.rights, covers_subs=True))
    for choice in request.rate_groups:
        grants.set_group(part, g.SetGroupGrant(user=user, rate_group=choice.rate_group, rights=choice.rights))
    if request.lower_rate:
        row = load(part, account, AccountVerb.LOWER_RATE)
        accounts.set_lower_rate(part, a.SetLowerRate(id=account, version=row.version, lower_rate=True))
    work.record(
        Noun.ACCOUNTS,
        account,
        request.account.number,
        after={
            "user": request.user.login,
            "rights": sorted(r.value for r in request.rights),
            "opening": request.account.opening,
            "rate_groups": sorted(
                grants.require_group(work, c.rate_group, GroupVerb.AUTHORIZE).name for c in request.rate_groups
            ),
            "lower_rate": request.lower_rate,
        },
    )
    return g.NewAgentResult(user=user, account=account)
