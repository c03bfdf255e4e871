"""From a rate's id to its row, through the rules of its group."""

from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import NotFound
from vosdesk.contract.ids import RateGroupId, RateId
from vosdesk.contract.permissions import GroupVerb
from vosdesk.policy.checks import decide_group
from vosdesk.services import group_access
from vosdesk.services.runtime import Writing
from vosdesk.storage.types import AnyRow


def held(work: Writing, rate: RateId) -> AnyRow:
    """A rate, its group locked. Raises unless the user may edit the rates of that group.

    A refusal is about the rate that was asked for: its log line must not tell whose group it is in.
    """
    work.about(Noun.RATES, rate, "")
    found = work.unit.rates.get(rate)
    if found is None:
        raise NotFound
    group = group_access.hold_row(work, RateGroupId(found.rate_group_id))
    decide_group(work.actor, GroupVerb.EDIT_RATES, group_access.facts_of(group)).require()
    row = work.unit.rates.get(rate)
    if row is None:
        raise NotFound
    work.about(Noun.RATES, rate, row.code)
    return row
