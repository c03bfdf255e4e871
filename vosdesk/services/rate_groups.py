"""Rate groups: lists, choices, making, changing, deleting and copying them.

What an agent makes is private to him. Of a group that is not his own an agent learns neither the owner nor who
else is on its access list, and of the accounts that use it he is told only of those that he sees.
"""

from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, FieldProblem
from vosdesk.contract.ids import AccountId, Empty, RateGroupId, Time, UserId
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.permissions import AccountVerb, GroupVerb, UserType
from vosdesk.domain import paths
from vosdesk.policy import scopes
from vosdesk.policy.actor import Actor
from vosdesk.policy.checks import decide_group, group_can
from vosdesk.services import account_access, group_access
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing, changed, require_version
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit

handlers = Handlers()


@handlers.reads(o.RATE_GROUPS_LIST)
def list_rate_groups(work: Reading, request: rg.ListRateGroups) -> Page[rg.RateGroupRow]:
    """A window of the groups that the user may see."""
    found = work.unit.rate_groups.window(
        scopes.rate_groups(work.actor),
        scopes.accounts(work.actor),
        request.filter,
        request.sort,
        request.descending,
        request.window,
    )
    access = _access_users(work.unit, work.actor, [row.id for row in found.rows])
    return Page(rows=tuple(_shown(work.actor, row, access) for row in found.rows), last=found.last)


@handlers.reads(o.RATE_GROUPS_EXTENT)
def count_rate_groups(work: Reading, request: rg.ListRateGroups) -> Extent:
    """How many groups the filter holds."""
    return work.unit.rate_groups.extent(
        scopes.rate_groups(work.actor),
        scopes.accounts(work.actor),
        request.filter,
        request.sort,
        request.descending,
    )


@handlers.reads(o.RATE_GROUPS_GET)
def get_rate_group(work: Reading, request: rg.GetRateGroup) -> rg.RateGroupRow:
    """One group."""
    row = group_access.load(work, request.id, GroupVerb.SEE)
    return _shown(work.actor, row, _access_users(work.unit, work.actor, [row.id]))


@handlers.reads(o.RATE_GROUPS_OPTIONS)
def rate_group_options(work: Reading, request: rg.RateGroupOptions) -> rg.RateGroupChoices:
    """The groups to choose from for an account, or for a new one below an agent; private ones first.

    An agent has those that he may use. Everybody else has all public groups, the private groups of agents who
    set the account's price, and whatever the account uses now.
    """
    paths_, current = _asked_for(work, request)
    rows = work.unit.rate_groups.usable(scopes.rate_groups(work.actor))
    if work.actor.scoped:
        rows = [r for r in rows if decide_group(work.actor, GroupVerb.USE, group_access.facts_of(r)).allowed]
    else:
        owners = {owner for path in paths_ for owner in _agents_of(work.unit, path)}
        rows = [r for r in rows if r.owner_id is None or r.owner_id in owners or r.id in current]
    return rg.RateGroupChoices(
        rows=tuple(
            rg.RateGroupOption(id=RateGroupId(r.id), name=r.name, private=r.owner_id is not None, rates=r.rates)
            for r in rows
        )
    )


def _asked_for(work: Reading, request: rg.RateGroupOptions) -> tuple[list[paths.Path], set[int | None]]:
    """The chains of agents above the accounts asked for, and the groups in use. Raises for accounts not seen."""
    above: list[paths.Path] = []
    current: set[int | None] = set()
    if request.account is not None:
        row = account_access.load(work, request.account, AccountVerb.SEE)
        above.append(paths.from_text(row.path)[:-1])
        current = {row.rate_group_id, row.private_rate_group_id}
    if request.agent is not None:
        above.append(paths.from_text(account_access.load(work, request.agent, AccountVerb.SEE).path))
    return above, current


def _agents_of(unit: ReadUnit, path: tuple[AccountId, ...]) -> set[UserId]:
    """The agent users who reach what lies below the account at the end of ``path``."""
    return {
        UserId(row.user_id)
        for row in unit.access.on_accounts(path)
        if row.covers_subs and row.type == UserType.AGENT.value
    }


@handlers.writes(o.RATE_GROUPS_CREATE)
def create_rate_group(work: Writing, request: rg.CreateRateGroup) -> RateGroupId:
    """A new group, empty; private to the agent who makes it, else public."""
    name = request.name.strip()
    work.about(Noun.RATE_GROUPS, None, name)
    values = {"announcement": request.announcement, "memo": request.memo}
    return _make(work, name, values, {})


@handlers.writes(o.RATE_GROUPS_COPY)
def copy_rate_group(work: Writing, request: rg.CopyRateGroup) -> RateGroupId:
    """A new group with the same rates, announcement time and memo; private to the agent who copies."""
    source = group_access.hold(work, request.id, GroupVerb.COPY)
    values = {"announcement": source.announcement, "memo": source.memo}
    group = _make(work, request.name.strip(), values, {"copy_of": source.name, "rates": source.rates})
    work.unit.rates.copy(request.id, group)
    work.unit.touch(Noun.RATES)
    return group


def _make(work: Writing, name: str, values: dict[str, object], logged: dict[str, object]) -> RateGroupId:
    group = add(work, name, values)
    after = {"name": name, "private": work.actor.scoped, **values, **logged}
    work.record(Noun.RATE_GROUPS, group, name, after=after)
    return group


def add(work: Writing, name: str, values: dict[str, object]) -> RateGroupId:
    """A new group; private to the agent who makes it, else public. Raises Conflict where its name is taken."""
    owner = work.actor.id if work.actor.scoped else None
    _require_name_free(work.unit, name, owner)
    return work.unit.rate_groups.add({**values, "name": name, "owner_id": owner, "created": work.now})


@handlers.writes(o.RATE_GROUPS_UPDATE)
def update_rate_group(work: Writing, request: rg.UpdateRateGroup) -> Empty:
    """Change name, announcement time or memo."""
    row = group_access.hold(work, request.id, GroupVerb.MODIFY)
    after = {"name": request.name.strip(), "announcement": request.announcement, "memo": request.memo}
    require_version(row.version, request.version)
    if after["name"] != row.name:
        _require_name_free(work.unit, request.name.strip(), row.owner_id)
    work.unit.rate_groups.change(request.id, request.version, after)
    before, after = changed({name: getattr(row, name) for name in after}, after)
    work.record(Noun.RATE_GROUPS, request.id, row.name, before=before, after=after)
    if "name" in after:
        work.unit.touch(Noun.ACCOUNTS)
    return Empty()


@handlers.writes(o.RATE_GROUPS_DELETE)
def delete_rate_group(work: Writing, request: rg.DeleteRateGroup) -> Empty:
    """Delete a group that no account uses, with its rates and its access list."""
    row = group_access.hold(work, request.id, GroupVerb.DELETE)
    require_version(row.version, request.version)
    listed = [] if work.actor.scoped else [grant.login for grant in work.unit.access.on_group(request.id)]
    work.unit.rate_groups.remove(request.id)
    before = {
        "name": row.name, "private": row.owner_id is not None, "owner": row.owner or "", "rates": row.rates,
        "announcement": row.announcement, "memo": row.memo, "access_users": listed,
    }  # fmt: skip
    work.record(Noun.RATE_GROUPS, request.id, row.name, before=before)
    work.unit.touch(Noun.RATES)
    work.unit.touch(Noun.GRANTS)
    return Empty()


def _require_name_free(unit: ReadUnit, name: str, owner: UserId | None) -> None:
    """Names are taken per owner: a name that is taken says nothing of groups that the user cannot see."""
    if unit.rate_groups.named(name, owner) is not None:
        raise Conflict(Code.GROUP_NAME_TAKEN, None, [FieldProblem("name", Code.GROUP_NAME_TAKEN)])


def _access_users(unit: ReadUnit, actor: Actor, groups: list[int]) -> dict[int, tuple[str, ...]]:
    return {} if actor.scoped or not groups else unit.rate_groups.access_users(groups)


def _shown(actor: Actor, row: AnyRow, access: dict[int, tuple[str, ...]]) -> rg.RateGroupRow:
    """One row, with what this user may see of it and do with it."""
    owner_shown = row.owner_id is not None and (not actor.scoped or row.owner_id == actor.id)
    return rg.RateGroupRow(
        id=RateGroupId(row.id),
        version=row.version,
        name=row.name,
        rates=row.rates,
        accounts=row.accounts,
        private=row.owner_id is not None,
        owner_id=UserId(row.owner_id) if owner_shown else None,
        owner=row.owner if owner_shown else "",
        access_users=access.get(row.id, ()),
        announcement=row.announcement,
        memo=row.memo,
        created=Time(row.created),
        can=group_can(actor, group_access.facts_of(row)),
    )
