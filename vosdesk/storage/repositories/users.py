"""Users and rights templates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, or_, select, update

from vosdesk.contract.ids import FOREVER, TemplateId, Time, UserId
from vosdesk.contract.paging import Extent, Window
from vosdesk.contract.permissions import UserType
from vosdesk.contract.users import UserFilter, UserSort
from vosdesk.storage.models import account_grants, accounts, devices, sessions, templates, users
from vosdesk.storage.repositories.lists import Rows, Sorted, contains, extent_of, window_of
from vosdesk.storage.types import AnyRow, new_id

_COLUMNS = (
    *(c for c in users.c if c.name != "password_hash"),
    templates.c.name.label("template_name"),
    templates.c.rights.label("template_rights"),
)
_KEYS = {
    UserSort.LOGIN: users.c.login,
    UserSort.NAME: users.c.name,
    UserSort.TYPE: users.c.type,
    UserSort.EXPIRES: users.c.expires,
    UserSort.CREATED: users.c.created,
    UserSort.LAST_LOGIN: func.coalesce(users.c.last_login, 0),
}


def _select() -> Select[Any]:
    return select(*_COLUMNS).select_from(users.outerjoin(templates))


class UsersRepository:
    """Statements over users and templates. Rows carry no password hash but where one is asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self) -> int:
        """How many users there are."""
        return self._connection.execute(select(func.count()).select_from(users)).scalar_one()

    def get(self, user: UserId) -> AnyRow | None:
        """One user with the name and rights of his template."""
        return self._connection.execute(_select().where(users.c.id == user)).one_or_none()

    def credentials(self, login: str) -> AnyRow | None:
        """The user who has exactly this login name, with his password hash."""
        return self._connection.execute(select(users).where(users.c.login == login)).one_or_none()

    def by_ids(self, ids: Iterable[UserId]) -> Sequence[AnyRow]:
        """Several users, by login name."""
        return self._connection.execute(_select().where(users.c.id.in_(list(ids))).order_by(users.c.login)).all()

    def all(self) -> Sequence[AnyRow]:
        """Every user, by login name."""
        return self._connection.execute(_select().order_by(users.c.login)).all()

    def window(self, wanted: UserFilter, sort: UserSort, descending: bool, window: Window, now: Time) -> Rows:
        """A window of users."""
        return window_of(self._connection, self._sorted(wanted, sort, descending, now), window)

    def extent(self, wanted: UserFilter, sort: UserSort, descending: bool, now: Time) -> Extent:
        """How many users the filter holds."""
        return extent_of(self._connection, self._sorted(wanted, sort, descending, now))

    def _sorted(self, wanted: UserFilter, sort: UserSort, descending: bool, now: Time) -> Sorted:
        statement = _select()
        if wanted.text:
            statement = statement.where(or_(contains(users.c.login, wanted.text), contains(users.c.name, wanted.text)))
        if wanted.type is not None:
            statement = statement.where(users.c.type == wanted.type.value)
        if wanted.locked is not None:
            statement = statement.where(users.c.locked == wanted.locked)
        if wanted.expired is not None:
            statement = statement.where(users.c.expires <= now if wanted.expired else users.c.expires > now)
        if wanted.template is not None:
            statement = statement.where(users.c.template_id == wanted.template)
        return Sorted(statement, (_KEYS[sort], users.c.id), descending)

    def add(self, values: Mapping[str, Any]) -> UserId:
        """A new user."""
        return UserId(new_id(self._connection.execute(insert(users).values(**values))))

    def change(self, user: UserId, values: Mapping[str, Any], version: int | None = None) -> bool:
        """Change columns; False when ``version`` is no longer the stored one."""
        statement = update(users).where(users.c.id == user)
        if version is not None:
            statement = statement.where(users.c.version == version)
        done = self._connection.execute(statement.values(**values, version=users.c.version + 1))
        return done.rowcount == 1

    def logged_in(self, user: UserId, now: Time) -> None:
        """Note a login. A form that edits the user is not stale for it."""
        self._connection.execute(update(users).where(users.c.id == user).values(last_login=now))

    def replace_hash(self, user: UserId, old: str, new: str) -> None:
        """Store the same password under another hash, unless it was changed meanwhile."""
        self._connection.execute(
            update(users).where(users.c.id == user, users.c.password_hash == old).values(password_hash=new)
        )

    def own_accounts(self, user: UserId) -> Sequence[AnyRow]:
        """The accounts on whose access list a user stands, by number."""
        return self._connection.execute(
            select(accounts.c.id, accounts.c.number, accounts.c.name)
            .join(account_grants, account_grants.c.account_id == accounts.c.id)
            .where(account_grants.c.user_id == user)
            .order_by(accounts.c.number)
        ).all()

    def lock_administrators(self) -> None:
        """Hold every administrator's row, so that two acts cannot each take away the last but one."""
        self._connection.execute(
            select(users.c.id)
            .where(users.c.type == UserType.ADMINISTRATOR.value)
            .order_by(users.c.id)
            .with_for_update()
        ).all()

    def hold(self, user: UserId) -> None:
        """Hold a user's row for the rest of the transaction."""
        self._connection.execute(select(users.c.id).where(users.c.id == user).with_for_update()).all()

    def managers_besides(self, user: UserId) -> int:
        """How many administrators other than ``user`` can log in and never expire."""
        return self._connection.execute(
            select(func.count()).where(
                users.c.type == UserType.ADMINISTRATOR.value,
                users.c.id != user,
                users.c.locked.is_(False),
                users.c.expires == FOREVER,
            )
        ).scalar_one()

    def privileged_since(self, since: Time, besides: str) -> Sequence[AnyRow]:
        """Users who rose to rule over users after ``since``, by others than the user of login name ``besides``."""
        return self._connection.execute(
            _select()
            .where(users.c.privileged_since > since, users.c.privileged_by != besides)
            .order_by(users.c.privileged_since)
        ).all()

    def set_privilege(self, template: TemplateId, values: Mapping[str, Any]) -> None:
        """Note for all who have a template what its change made of them. A form that edits one is not stale for it."""
        self._connection.execute(update(users).where(users.c.template_id == template).values(**values))

    def forget(self, user: UserId, keep_session: int | None = None) -> None:
        """End every session of a user but ``keep_session``, and revoke his devices."""
        ended = delete(sessions).where(sessions.c.user_id == user)
        if keep_session is not None:
            ended = ended.where(sessions.c.id != keep_session)
        self._connection.execute(ended)
        self._connection.execute(delete(devices).where(devices.c.user_id == user))

    def templates(self, kind: UserType | None = None) -> Sequence[AnyRow]:
        """Templates with how many users have each, by name."""
        used = select(func.count()).where(users.c.template_id == templates.c.id).scalar_subquery()
        statement = select(templates, used.label("users")).order_by(templates.c.name)
        return self._connection.execute(
            statement if kind is None else statement.where(templates.c.type == kind.value)
        ).all()

    def template(self, template: TemplateId) -> AnyRow | None:
        """One template."""
        used = select(func.count()).where(users.c.template_id == templates.c.id).scalar_subquery()
        return self._connection.execute(
            select(templates, used.label("users")).where(templates.c.id == template)
        ).one_or_none()

    def hold_template(self, template: TemplateId) -> None:
        """Hold a template's row for the rest of the transaction."""
        self._connection.execute(select(templates.c.id).where(templates.c.id == template).with_for_update()).all()

    def template_named(self, name: str) -> AnyRow | None:
        """The template of this name."""
        return self._connection.execute(select(templates).where(templates.c.name == name)).one_or_none()

    def add_template(self, values: Mapping[str, Any]) -> TemplateId:
        """A new template."""
        return TemplateId(new_id(self._connection.execute(insert(templates).values(**values))))

    def change_template(self, template: TemplateId, version: int, values: Mapping[str, Any]) -> bool:
        """Change a template; False when ``version`` is no longer the stored one."""
        done = self._connection.execute(
            update(templates)
            .where(templates.c.id == template, templates.c.version == version)
            .values(**values, version=version + 1)
        )
        return done.rowcount == 1

    def remove_template(self, template: TemplateId) -> None:
        """Delete a template."""
        self._connection.execute(delete(templates).where(templates.c.id == template))

    def users_of_template(self, template: TemplateId) -> Sequence[UserId]:
        """The users who have a template."""
        return [UserId(i) for i in self._connection.scalars(select(users.c.id).where(users.c.template_id == template))]
