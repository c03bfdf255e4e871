"""Rate groups."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, false, func, insert, or_, select, true, update
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.ids import RateGroupId, UserId
from vosdesk.contract.paging import Extent, Window
from vosdesk.contract.rate_groups import RateGroupFilter, RateGroupSort
from vosdesk.policy.scopes import AccountScope, GroupScope
from vosdesk.storage.models import accounts, group_grants, rate_groups, rates, users
from vosdesk.storage.repositories.lists import Rows, Sorted, contains, extent_of, in_scope, window_of
from vosdesk.storage.types import AnyRow, new_id

_RATES = select(func.count()).where(rates.c.rate_group_id == rate_groups.c.id).correlate(rate_groups).scalar_subquery()
_USES = or_(accounts.c.rate_group_id == rate_groups.c.id, accounts.c.private_rate_group_id == rate_groups.c.id)
_KEYS = {RateGroupSort.NAME: rate_groups.c.name, RateGroupSort.CREATED: rate_groups.c.created}
_EVERYTHING = AccountScope(everything=True)


def _select(seen: AccountScope = _EVERYTHING) -> Select[Any]:
    """Groups with their owner and counts; ``seen`` are the accounts that are counted, ``used`` looks at all."""
    counted = select(func.count()).where(_USES, in_scope(seen, accounts.c.path, accounts.c.id))
    return select(
        rate_groups,
        users.c.login.label("owner"),
        _RATES.label("rates"),
        counted.correlate(rate_groups).scalar_subquery().label("accounts"),
        exists().where(_USES).correlate(rate_groups).label("used"),
    ).select_from(rate_groups.outerjoin(users, users.c.id == rate_groups.c.owner_id))


class RateGroupsRepository:
    """Statements over rate groups. ``accounts`` of a row counts the accounts in scope that use the group."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, group: RateGroupId, seen: AccountScope = _EVERYTHING) -> AnyRow | None:
        """One rate group."""
        return self._connection.execute(_select(seen).where(rate_groups.c.id == group)).one_or_none()

    def lock(self, group: RateGroupId) -> AnyRow | None:
        """One rate group, held for the rest of the transaction."""
        return self._connection.execute(
            select(rate_groups).where(rate_groups.c.id == group).with_for_update()
        ).one_or_none()

    def named(self, name: str, owner: UserId | None) -> RateGroupId | None:
        """The group of this owner (None: the public one) that has exactly this name."""
        whose = rate_groups.c.owner_id.is_(None) if owner is None else rate_groups.c.owner_id == owner
        found = self._connection.execute(select(rate_groups.c.id).where(rate_groups.c.name == name, whose))
        group = found.scalar_one_or_none()
        return None if group is None else RateGroupId(group)

    def window(
        self,
        scope: GroupScope,
        seen: AccountScope,
        wanted: RateGroupFilter,
        sort: RateGroupSort,
        descending: bool,
        window: Window,
    ) -> Rows:
        """A window of rate groups, with the accounts in ``seen`` counted."""
        return window_of(self._connection, _sorted(scope, seen, wanted, sort, descending), window)

    def extent(
        self, scope: GroupScope, seen: AccountScope, wanted: RateGroupFilter, sort: RateGroupSort, descending: bool
    ) -> Extent:
        """How many rate groups the filter holds."""
        return extent_of(self._connection, _sorted(scope, seen, wanted, sort, descending))

    def usable(self, scope: GroupScope) -> Sequence[AnyRow]:
        """The groups in scope, private ones first, then by name."""
        return self._connection.execute(
            _select().where(_in_scope(scope)).order_by(rate_groups.c.owner_id.is_(None), rate_groups.c.name)
        ).all()

    def access_users(self, groups: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Login names on the access lists, by group."""
        found: dict[int, list[str]] = {}
        for row in self._connection.execute(
            select(group_grants.c.rate_group_id, users.c.login)
            .join(users, users.c.id == group_grants.c.user_id)
            .where(group_grants.c.rate_group_id.in_(groups))
            .order_by(users.c.login)
        ):
            found.setdefault(row.rate_group_id, []).append(row.login)
        return {group: tuple(logins) for group, logins in found.items()}

    def add(self, values: Mapping[str, Any]) -> RateGroupId:
        """A new rate group."""
        return RateGroupId(new_id(self._connection.execute(insert(rate_groups).values(**values))))

    def change(self, group: RateGroupId, version: int, values: Mapping[str, Any]) -> bool:
        """Change columns; False when ``version`` is no longer the stored one."""
        done = self._connection.execute(
            update(rate_groups)
            .where(rate_groups.c.id == group, rate_groups.c.version == version)
            .values(**values, version=version + 1)
        )
        return done.rowcount == 1

    def rates_changed(self, group: RateGroupId) -> None:
        """Count a change of the group's rates: a plan made before it is no longer good."""
        self._connection.execute(
            update(rate_groups).where(rate_groups.c.id == group).values(rates_revision=rate_groups.c.rates_revision + 1)
        )

    def remove(self, group: RateGroupId) -> None:
        """Delete a group that no account uses, with its rates and its access list."""
        self._connection.execute(delete(rate_groups).where(rate_groups.c.id == group))


def _sorted(
    scope: GroupScope, seen: AccountScope, wanted: RateGroupFilter, sort: RateGroupSort, descending: bool
) -> Sorted:
    statement = _select(seen).where(_in_scope(scope))
    if wanted.text:
        statement = statement.where(contains(rate_groups.c.name, wanted.text))
    if wanted.private is not None:
        statement = statement.where(rate_groups.c.owner_id.is_not(None) == wanted.private)
    if wanted.owner is not None:
        # Whose a group is, is told to its owner and to those who see everything.
        shown = scope.everything or wanted.owner == scope.owner
        statement = statement.where(rate_groups.c.owner_id == wanted.owner if shown else false())
    if wanted.in_use is not None:
        used = exists().where(_USES, in_scope(seen, accounts.c.path, accounts.c.id)).correlate(rate_groups)
        statement = statement.where(used if wanted.in_use else ~used)
    return Sorted(statement, (_KEYS[sort], rate_groups.c.id), descending)


def _in_scope(scope: GroupScope) -> ColumnElement[bool]:
    return (
        true() if scope.everything else or_(rate_groups.c.owner_id == scope.owner, rate_groups.c.id.in_(scope.listed))
    )
