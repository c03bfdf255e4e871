"""From a rate group's id to its row, through the scope and the rules of the user who asks."""

from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, NotFound
from vosdesk.contract.ids import RateGroupId, UserId
from vosdesk.contract.permissions import GroupVerb
from vosdesk.policy import scopes
from vosdesk.policy.checks import Decision, decide_group
from vosdesk.policy.rules import GroupFacts
from vosdesk.services.runtime import Reading, Writing
from vosdesk.storage.types import AnyRow


def facts_of(row: AnyRow) -> GroupFacts:
    """What the rules need of a row: in use, even where only by accounts that the reader does not see."""
    owner = None if row.owner_id is None else UserId(row.owner_id)
    return GroupFacts(RateGroupId(row.id), owner, max(row.accounts, int(row.used)))


def load(work: Reading | Writing, group: RateGroupId, verb: GroupVerb) -> AnyRow:
    """One rate group, with the accounts counted that the user sees. Raises unless he may do ``verb`` with it."""
    row = work.unit.rate_groups.get(group, scopes.accounts(work.actor))
    if row is None:
        raise NotFound
    _require(decide_group(work.actor, verb, facts_of(row)), row)
    return row


def hold(work: Writing, group: RateGroupId, verb: GroupVerb) -> AnyRow:
    """One rate group, locked for the rest of the transaction: acts on one group and its rates follow each other.

    Raises unless the user may do ``verb`` with it now.
    """
    work.about(Noun.RATE_GROUPS, group, "")
    row = hold_row(work, group)
    decision = decide_group(work.actor, verb, facts_of(row))
    if decision.code is not Code.NOT_FOUND:
        work.about(Noun.RATE_GROUPS, group, row.name)
    _require(decision, row)
    return row


def hold_row(work: Writing, group: RateGroupId) -> AnyRow:
    """One rate group, locked, whoever asks. Raises NotFound when there is none."""
    work.unit.rate_groups.lock(group)
    row = work.unit.rate_groups.get(group, scopes.accounts(work.actor))
    if row is None:
        raise NotFound
    return row


def _require(decision: Decision, row: AnyRow) -> None:
    if decision.code is Code.GROUP_IN_USE:
        # A state of things, not a lack of rights; and only accounts that the user sees are counted to him.
        raise Conflict(Code.GROUP_IN_USE, {"accounts": row.accounts})
    decision.require()
