"""What a number costs an account: whose groups apply, which rate of them wins, and what of it the user is told.

*Use lower rate*: a direct sub-account of an agent account with the switch on is billed at that agent account's
own rates, and these are again its agent's own where that one has the switch on.

A user is told what a call of an account costs that he may see, whoever made the prices: without it he could not
check a bill. But of a group whose rates are not his to see he is told the winning rate alone, without its id or
version: the rates that lost would lay a foreign price list open, number by number. And he is told it of now and
of the past alone: prices that are scheduled in such a group are nobody's bill yet. The name of a group that he
is not listed on stays empty, as in a row of accounts, and so does the number of an agent account that he does
not see.
"""

from dataclasses import dataclass

import msgspec

from vosdesk.contract.errors import Code, Denied
from vosdesk.contract.ids import AccountId, RateGroupId, RateId
from vosdesk.contract.permissions import AccountVerb, GroupVerb
from vosdesk.contract.rates import Candidate, PriceAnswer, PriceNumber, RateRow
from vosdesk.domain import paths
from vosdesk.domain.matching import Judged, judge
from vosdesk.policy.actor import reaching
from vosdesk.policy.checks import decide_group
from vosdesk.services import account_access, group_access
from vosdesk.services.rate_rows import shown
from vosdesk.services.runtime import Reading
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit


@dataclass(frozen=True, slots=True)
class _Group:
    """A group that is asked, and what of it the user may be told."""

    id: RateGroupId
    name: str
    rates_open: bool


def for_group(work: Reading, request: PriceNumber, group: RateGroupId) -> PriceAnswer:
    """Which rate of one group applies."""
    row = group_access.load(work, group, GroupVerb.SEE_RATES)
    return _answer(work, request, [_Group(group, row.name, rates_open=True)], "")


def for_account(work: Reading, request: PriceNumber, account: AccountId) -> PriceAnswer:
    """Which rate applies to a call of an account: its private group is asked before its billing group."""
    row = account_access.load(work, account, AccountVerb.SEE)
    payer = payer_of(work.unit, row)
    groups = [_told(work, group) for group in groups_of(payer)]
    if request.at > work.now and not all(group.rates_open for group in groups):
        raise Denied(Code.PRICE_NOT_YET_YOURS)
    by_agent = payer.number if payer.id != row.id and _sees(work, payer) else ""
    return _answer(work, request, groups, by_agent)


def payer_of(unit: ReadUnit, row: AnyRow) -> AnyRow:
    """The account whose own groups apply to a row of accounts: itself, or the agent account above it."""
    while row.agent_id is not None and row.agent_lower_rate:
        agent = unit.accounts.get(AccountId(row.agent_id))
        if agent is None:
            raise LookupError("an account without its agent")
        row = agent
    return row


def groups_of(payer: AnyRow) -> tuple[RateGroupId, ...]:
    """The rate groups that a row of accounts has, in the order in which they are asked."""
    chosen = dict.fromkeys((payer.private_rate_group_id, payer.rate_group_id))
    return tuple(RateGroupId(group) for group in chosen if group is not None)


def _sees(work: Reading, account: AnyRow) -> bool:
    return not work.actor.scoped or reaching(work.actor.grants, paths.from_text(account.path)) is not None


def _told(work: Reading, group: RateGroupId) -> _Group:
    row = work.unit.rate_groups.get(group)
    if row is None:
        raise LookupError("an account without its rate group")
    facts = group_access.facts_of(row)
    named = not work.actor.scoped or facts.owner == work.actor.id or group in work.actor.group_grants
    return _Group(group, row.name if named else "", decide_group(work.actor, GroupVerb.SEE_RATES, facts).allowed)


def _answer(work: Reading, request: PriceNumber, groups: list[_Group], by_agent: str) -> PriceAnswer:
    found = [[shown(row) for row in work.unit.rates.candidates(group.id, request.number)] for group in groups]
    judged = judge(request.number, request.at, found)
    winner = judged.winner
    return PriceAnswer(
        candidates=tuple(
            _candidate(candidate, groups[candidate.group])
            for candidate in judged.candidates
            if candidate is winner or groups[candidate.group].rates_open
        ),
        rate_groups=tuple(group.name for group in groups),
        by_agent=by_agent,
        refusal=judged.refusal,
    )


def _candidate(judged: Judged, group: _Group) -> Candidate:
    rate: RateRow = judged.rate
    if not group.rates_open:
        rate = msgspec.structs.replace(rate, id=RateId(0), version=0, rate_group_id=RateGroupId(0))
    return Candidate(rate=rate, rate_group_name=group.name, note=judged.note)
