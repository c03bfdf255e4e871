"""Accounts as a user may see them: what is not his to see stays unnamed."""

from collections.abc import Iterable

from vosdesk.contract import accounts as a
from vosdesk.contract.ids import AccountId, RateGroupId, Time
from vosdesk.contract.money import Money
from vosdesk.domain import burn_down, paths
from vosdesk.policy.actor import Actor, reaching
from vosdesk.policy.checks import account_can
from vosdesk.services.account_access import facts_of
from vosdesk.storage.types import AnyRow

_TYPES = {t.value: t for t in a.AccountType}


def shown(actor: Actor, row: AnyRow, used: int = 0, cover: a.Cover | None = None) -> a.AccountRow:
    """One row, with what this user can do with it; ``used`` is what its calls of the last seven days cost."""
    facts = facts_of(row, row.subs)
    agent_shown = row.agent_id is not None and (not actor.scoped or sees(actor, facts.path[:-1]))
    group = _group(actor, row.rate_group_id, row.rate_group_owner)
    private = _group(actor, row.private_rate_group_id, row.private_rate_group_owner)
    return a.AccountRow(
        id=AccountId(row.id),
        version=row.version,
        number=row.number,
        name=row.name,
        type=_TYPES[row.type],
        category=a.Category.AGENT if row.subs else a.Category.GENERAL,
        agent_id=AccountId(row.agent_id) if agent_shown else None,
        agent_number=row.agent_number if agent_shown else "",
        agent_name=row.agent_name if agent_shown else "",
        has_agent=row.agent_id is not None,
        balance=Money(row.balance),
        overdraft=Money(row.overdraft),
        rate_group_id=group,
        rate_group_name="" if group is None else row.rate_group_name,
        has_rate_group=row.rate_group_id is not None,
        private_rate_group_id=private,
        private_rate_group_name="" if private is None else row.private_rate_group_name,
        has_private_rate_group=row.private_rate_group_id is not None,
        rate_overridden=bool(row.agent_lower_rate),
        lower_rate=row.lower_rate,
        today_consumption=Money(int(row.today)),
        locked=row.locked,
        active=row.active,
        created=Time(row.created),
        expires=Time(row.expires),
        threshold=Money(row.threshold),
        memo=row.memo,
        subs=row.subs,
        can=account_can(actor, facts),
        daily_use=burn_down.a_day(used),
        days_left=burn_down.days_left(row.balance, row.overdraft, row.lower_rate, used),
        cover=cover,
    )


def sees(actor: Actor, path: paths.Path) -> bool:
    """Whether the account at the end of ``path`` is this user's to see."""
    return not actor.scoped or (bool(path) and reaching(actor.grants, path) is not None)


def sees_below(actor: Actor, path: paths.Path) -> bool:
    """Whether this user sees the sub-accounts of the account at the end of ``path``: not by a mere look at it."""
    grant = reaching(actor.grants, path)
    return not actor.scoped or (grant is not None and grant.covers_subs)


def _group(actor: Actor, group: int | None, owner: int | None) -> RateGroupId | None:
    return RateGroupId(group) if group is not None and names_group(actor, group, owner) else None


def names_group(actor: Actor, group: int | None, owner: int | None) -> bool:
    """Whether this user is told which rate group (None: none) an account has."""
    return group is None or not actor.scoped or owner == actor.id or group in actor.group_grants


def contact_of(row: AnyRow) -> a.Contact:
    """The contact details of a row."""
    return a.Contact(**{name: getattr(row, name) for name in a.Contact.__struct_fields__})


def nodes(actor: Actor, rows: Iterable[AnyRow]) -> tuple[a.AgentNode, ...]:
    """Agent accounts as tree nodes, each below its nearest visible agent, parents before children."""
    by_id = {AccountId(row.id): row for row in rows}
    made = []
    for row in by_id.values():
        path = paths.from_text(row.path)
        parent = next((above for above in reversed(path[:-1]) if above in by_id), None)
        made.append(
            a.AgentNode(
                id=path[-1],
                number=row.number,
                name=row.name,
                parent=parent,
                subs=row.subs,
                own=path[-1] in actor.grants,
            )
        )
    return tuple(sorted(made, key=lambda n: (len(paths.from_text(by_id[n.id].path)), n.number)))
