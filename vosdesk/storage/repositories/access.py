"""Access lists of accounts and of rate groups."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from vosdesk.contract.ids import AccountId, GrantId, RateGroupId, Time, UserId
from vosdesk.contract.permissions import AccountRight, GroupRight
from vosdesk.domain import paths
from vosdesk.policy.actor import HeldGrant, HeldGroupGrant
from vosdesk.storage.models import account_grants, accounts, group_grants, users
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.types import AnyRow

_HELD = Prepared(
    select(account_grants, accounts.c.number, accounts.c.path, accounts.c.lower_rate)
    .join(accounts, accounts.c.id == account_grants.c.account_id)
    .where(account_grants.c.user_id == bindparam("user"))
)
_HELD_GROUPS = Prepared(select(group_grants).where(group_grants.c.user_id == bindparam("user")))


def _listed() -> Select[Any]:
    return (
        select(account_grants, accounts.c.number, accounts.c.path, users.c.login, users.c.name, users.c.type)
        .join(accounts, accounts.c.id == account_grants.c.account_id)
        .join(users, users.c.id == account_grants.c.user_id)
        .order_by(users.c.login)
    )


class AccessRepository:
    """Statements over grants."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def held(self, user: UserId) -> list[HeldGrant]:
        """The grants on accounts that a user holds."""
        return [
            HeldGrant(
                id=GrantId(row.id),
                account=AccountId(row.account_id),
                number=row.number,
                path=paths.from_text(row.path),
                rights=row.rights,
                covers_subs=row.covers_subs,
                created_by=row.created_by,
                created=Time(row.created),
                lower_rate=row.lower_rate,
            )
            for row in _HELD.all(self._connection, {"user": user})
        ]

    def held_groups(self, user: UserId) -> list[HeldGroupGrant]:
        """The grants on rate groups that a user holds."""
        return [
            HeldGroupGrant(
                id=GrantId(row.id),
                rate_group=RateGroupId(row.rate_group_id),
                rights=row.rights,
                created_by=row.created_by,
                created=Time(row.created),
            )
            for row in _HELD_GROUPS.all(self._connection, {"user": user})
        ]

    def on_accounts(self, ids: Iterable[AccountId]) -> Sequence[AnyRow]:
        """The grants on these accounts, with user and account."""
        return self._connection.execute(_listed().where(account_grants.c.account_id.in_(list(ids)))).all()

    def of_user(self, user: UserId) -> Sequence[AnyRow]:
        """The grants of a user, with user and account."""
        return self._connection.execute(_listed().where(account_grants.c.user_id == user)).all()

    def get(self, grant: GrantId) -> AnyRow | None:
        """One grant on an account."""
        return self._connection.execute(_listed().where(account_grants.c.id == grant)).one_or_none()

    def put(
        self, user: UserId, account: AccountId, rights: frozenset[AccountRight], covers: bool, by: str, now: Time
    ) -> None:
        """Set the one grant of a user on an account."""
        values = {"rights": rights, "covers_subs": covers, "created_by": by, "created": now}
        changed = self._connection.execute(
            update(account_grants)
            .where(account_grants.c.user_id == user, account_grants.c.account_id == account)
            .values(**values)
        )
        if changed.rowcount == 0:
            self._connection.execute(insert(account_grants).values(user_id=user, account_id=account, **values))

    def remove(self, grant: GrantId) -> None:
        """Remove a grant on an account."""
        self._connection.execute(delete(account_grants).where(account_grants.c.id == grant))

    def on_group(self, group: RateGroupId) -> Sequence[AnyRow]:
        """The grants on a rate group, with their users."""
        return self._connection.execute(
            select(group_grants, users.c.login, users.c.name, users.c.type)
            .join(users, users.c.id == group_grants.c.user_id)
            .where(group_grants.c.rate_group_id == group)
            .order_by(users.c.login)
        ).all()

    def get_group(self, grant: GrantId) -> AnyRow | None:
        """One grant on a rate group, with its user."""
        return self._connection.execute(
            select(group_grants, users.c.login)
            .join(users, users.c.id == group_grants.c.user_id)
            .where(group_grants.c.id == grant)
        ).one_or_none()

    def put_group(self, user: UserId, group: RateGroupId, rights: frozenset[GroupRight], by: str, now: Time) -> None:
        """Set the one grant of a user on a rate group."""
        values = {"rights": rights, "created_by": by, "created": now}
        changed = self._connection.execute(
            update(group_grants)
            .where(group_grants.c.user_id == user, group_grants.c.rate_group_id == group)
            .values(**values)
        )
        if changed.rowcount == 0:
            self._connection.execute(insert(group_grants).values(user_id=user, rate_group_id=group, **values))

    def remove_group(self, grant: GrantId) -> None:
        """Remove a grant on a rate group."""
        self._connection.execute(delete(group_grants).where(group_grants.c.id == grant))
