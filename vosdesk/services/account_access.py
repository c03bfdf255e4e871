"""From an account's id to its row, through the scope and the rules of the user who asks."""

from dataclasses import dataclass

from msgspec.structs import replace

from vosdesk.contract.accounts import AccountFilter, Cover
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Invalid, NotFound
from vosdesk.contract.ids import DAY, FOREVER, AccountId, RateGroupId, Time, UserId
from vosdesk.contract.permissions import AccountVerb, GroupVerb
from vosdesk.domain import burn_down, cover, paths
from vosdesk.policy import scopes
from vosdesk.policy.actor import Actor
from vosdesk.policy.checks import decide_account, decide_group
from vosdesk.policy.rules import AccountFacts, GroupFacts
from vosdesk.services.runtime import Reading, Writing, require_version
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit


@dataclass(frozen=True, slots=True)
class Held:
    """An account and its direct agent, locked for the rest of the transaction and read under the lock."""

    account: AnyRow
    agent: AnyRow | None

    @property
    def id(self) -> AccountId:
        """The account's id."""
        return AccountId(self.account.id)

    @property
    def path(self) -> paths.Path:
        """From the topmost agent down to the account."""
        return paths.from_text(self.account.path)


def facts_of(row: AnyRow, subs: int = 0) -> AccountFacts:
    """What the rules need of a row."""
    return AccountFacts(
        id=AccountId(row.id),
        number=row.number,
        path=paths.from_text(row.path),
        locked=row.locked,
        active=row.active,
        balance=row.balance,
        lower_rate=row.lower_rate,
        subs=subs,
    )


def load(work: Reading | Writing, account: AccountId, verb: AccountVerb, today_from: Time = FOREVER) -> AnyRow:
    """One account with everything that a table shows of it. Raises unless the user may do ``verb`` with it."""
    row = work.unit.accounts.get(account, today_from)
    if row is None:
        raise NotFound
    decide_account(work.actor, verb, facts_of(row, row.subs)).require()
    return row


def hold(work: Writing, account: AccountId, verb: AccountVerb, version: int | None = None) -> Held:
    """An account and its agent, locked. Raises unless the user may do ``verb`` with it now.

    ``version``, where given, must still be the stored one: else Stale.
    """
    work.about(Noun.ACCOUNTS, account, "")
    held = hold_rows(work, account)
    subs = work.unit.accounts.subs(account) if verb is AccountVerb.CANCEL else 0
    decision = decide_account(work.actor, verb, facts_of(held.account, subs))
    if decision.code is not Code.NOT_FOUND:
        work.about(Noun.ACCOUNTS, account, held.account.number)
    decision.require()
    if version is not None:
        require_version(held.account.version, version)
    return held


def hold_rows(work: Writing, account: AccountId) -> Held:
    """An account and its agent, locked; a move that went on meanwhile is followed."""
    while True:
        *above, row = work.unit.accounts.hold(account) or [None]
        if row is None:
            raise NotFound
        agent = above[0] if above else None
        if row.agent_id == (None if agent is None else agent.id):
            return Held(row, agent)


def filter_of(work: Reading | Writing, wanted: AccountFilter) -> AccountFilter:
    """The filter as this user may use it: what is not his to see matches nothing, as what does not exist."""
    actor, unit = work.actor, work.unit
    wanted = replace(wanted, used_since=Time(work.now - burn_down.DAYS * DAY))
    if not actor.scoped:
        return wanted
    if wanted.rate_group is not None and wanted.rate_group not in actor.group_grants:
        group = unit.rate_groups.get(wanted.rate_group)
        if group is None or group.owner_id != actor.id:
            wanted = replace(wanted, rate_group=RateGroupId(0))
    return replace(wanted, agent=agent_asked(work, wanted.agent))


def agent_asked(work: Reading | Writing, agent: AccountId | None) -> AccountId | None:
    """The agent account of a filter, if it is this user's to see: else none that there is, and nothing matches."""
    if agent is None or not work.actor.scoped:
        return agent
    return agent if work.unit.accounts.visible(scopes.accounts(work.actor), [agent]) else AccountId(0)


def cover_of(unit: ReadUnit, agent: AnyRow) -> Cover:
    """The cover of an agent account now."""
    return cover.of_sums(agent.balance, unit.accounts.used(agent.id))


def require_group_use(unit: ReadUnit, actor: Actor, group: RateGroupId | None, field: str) -> str:
    """The name of a rate group. Raises Invalid at ``field`` unless the user may choose it for an account."""
    if group is None:
        return ""
    row = unit.rate_groups.get(group)
    if row is None:
        raise Invalid.at(field, Code.NOT_FOUND)
    owner = None if row.owner_id is None else UserId(row.owner_id)
    decision = decide_group(actor, GroupVerb.USE, GroupFacts(group, owner))
    if decision.code is not None:
        raise Invalid.at(field, decision.code, decision.params)
    return str(row.name)
