"""*Use lower rate*: no agent of such an account holds a rate right or prices of his own below it.

One check, run inside every act that could break it: switching on, giving rights, templates, access lists,
choosing rate groups, moving accounts (domain rules, "Use lower rate"; the seed's second question).
"""

from collections.abc import Iterable

from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import AccountId, UserId
from vosdesk.contract.permissions import RATE_RIGHTS, UserType
from vosdesk.domain import paths
from vosdesk.policy import caps
from vosdesk.services.principal import given_rights
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit


def require_consistent(unit: ReadUnit, *, users: Iterable[UserId] = (), accounts: Iterable[AccountId] = ()) -> None:
    """Raise Conflict when an agent user of a lower-rate account could open or edit rates.

    Looked at are the accounts that ``users`` are listed on, and ``accounts``; those without the switch are passed.
    """
    wanted = set(accounts)
    for user in users:
        wanted |= {AccountId(row.account_id) for row in unit.access.of_user(user) if row.covers_subs}
    if not wanted:
        return
    agents = {row.id: row for row in unit.accounts.lower_rate_agents(wanted)}
    listed = [row for row in unit.access.on_accounts(agents) if row.covers_subs and row.type == UserType.AGENT.value]
    known = {row.id: row for row in unit.users.by_ids({UserId(row.user_id) for row in listed})}
    for grant in listed:
        _require(unit, agents[grant.account_id], known[grant.user_id])


def _require(unit: ReadUnit, agent: AnyRow, user: AnyRow) -> None:
    rights = caps.effective(UserType(user.type), given_rights(user)) & RATE_RIGHTS
    if rights:
        raise Conflict(
            Code.LOWER_RATE_RIGHTS,
            {"agent": agent.number, "user": user.login, "rights": sorted(r.value for r in rights)},
        )
    groups = unit.accounts.groups_used_below(paths.from_text(agent.path), user.id)
    if groups:
        raise Conflict(Code.LOWER_RATE_GROUPS, {"agent": agent.number, "user": user.login, "groups": list(groups)})
