"""Private rates of an account that has none yet: the group and its choice are one act."""

from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.permissions import AccountVerb
from vosdesk.services import lower_rate, rate_groups
from vosdesk.services.account_access import hold, load
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Writing

handlers = Handlers()


@handlers.writes(o.ACCOUNTS_MAKE_PRIVATE_RATES)
def make_private_rates(work: Writing, request: a.MakePrivateRates) -> RateGroupId:
    """Make an empty group and choose it as the private one. Nobody pays another price before it has a rate."""
    held = hold(work, request.id, AccountVerb.RATE_GROUP, request.version)
    if load(work, request.id, AccountVerb.RATE_GROUP).private_rate_group_id is not None:
        raise Conflict(Code.PRIVATE_RATES)
    name = request.name.strip()
    group = rate_groups.add(work, name, {"announcement": rg.ANNOUNCEMENT_DEFAULT, "memo": ""})
    work.unit.accounts.change(held.id, {"private_rate_group_id": group})
    lower_rate.require_consistent(work.unit, accounts=held.path[:-1])
    before, after = {"private_rate_group": ""}, {"private_rate_group": name, "private": work.actor.scoped}
    work.record(Noun.ACCOUNTS, held.id, held.account.number, before=before, after=after)
    work.unit.touch(Noun.RATE_GROUPS, group)
    return group
