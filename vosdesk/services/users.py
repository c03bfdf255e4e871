"""Users: lists, creation, changes, locks, new passwords, and what rights would mean."""

from typing import Any

from vosdesk.contract import operations as o
from vosdesk.contract import users as u
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Denied, Invalid, NotFound
from vosdesk.contract.ids import FOREVER, Empty, TemplateId, Time, UserId
from vosdesk.contract.paging import Extent, Page
from vosdesk.contract.permissions import Right, UserType, UserVerb, visible_nodes
from vosdesk.policy import caps
from vosdesk.policy.checks import decide_user, user_can
from vosdesk.policy.rules import UserFacts
from vosdesk.services import lower_rate, user_rights
from vosdesk.services.passwords import require_strong
from vosdesk.services.principal import given_rights
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Principal, Reading, Services, Writing, changed, require_version
from vosdesk.storage.types import AnyRow

NOBODY = UserId(0)

handlers = Handlers()


@handlers.reads(o.USERS_LIST)
def list_users(work: Reading, request: u.ListUsers) -> Page[u.UserRow]:
    """A window of users."""
    rows, last = work.unit.users.window(request.filter, request.sort, request.descending, request.window, work.now)
    managers = work.unit.users.managers_besides(NOBODY)
    return Page(rows=tuple(_shown(work, row, managers) for row in rows), last=last)


@handlers.reads(o.USERS_EXTENT)
def extent(work: Reading, request: u.ListUsers) -> Extent:
    """How many users the filter holds."""
    return work.unit.users.extent(request.filter, request.sort, request.descending, work.now)


@handlers.reads(o.USERS_GET)
def get(work: Reading, request: u.GetUser) -> u.User:
    """One user with his rights."""
    row = work.unit.users.get(request.id)
    if row is None:
        raise NotFound
    rights = given_rights(row)
    return u.User(
        row=_shown(work, row, work.unit.users.managers_besides(NOBODY)),
        rights=rights,
        effective=caps.effective(UserType(row.type), rights),
    )


def _shown(work: Reading, row: AnyRow, managers: int) -> u.UserRow:
    """The row as the table shows it; ``managers`` counts all administrators who can log in and never expire."""
    return u.UserRow(
        id=UserId(row.id),
        version=row.version,
        login=row.login,
        name=row.name,
        type=UserType(row.type),
        locked=row.locked,
        expires=Time(row.expires),
        template_id=None if row.template_id is None else TemplateId(row.template_id),
        template_name=row.template_name or "",
        memo=row.memo,
        created_by=row.created_by,
        created=Time(row.created),
        last_login=None if row.last_login is None else Time(row.last_login),
        password_changed=Time(row.password_changed),
        can=user_can(work.actor, _facts(row, managers - _is_manager(row))),
    )


def _is_manager(row: AnyRow) -> bool:
    return bool(row.type == UserType.ADMINISTRATOR.value and not row.locked and row.expires == FOREVER)


def _facts(row: AnyRow, managers_left: int) -> UserFacts:
    kind = UserType(row.type)
    return UserFacts(
        id=UserId(row.id),
        type=kind,
        locked=row.locked,
        managers_left=managers_left,
        rights=caps.effective(kind, given_rights(row)),
    )


def prepare_create(services: Services, request: u.CreateUser) -> str:
    """The hash of a new user's password, made before the transaction. Raises Invalid for one easy to guess."""
    require_strong("password", request.password, beside=(request.login, request.name))
    return services.hasher.hash(request.password)


def _prepare_create(services: Services, request: u.CreateUser, _: Principal) -> str:
    return prepare_create(services, request)


@handlers.writes(o.USERS_CREATE, prepare=_prepare_create)
def create(work: Writing, request: u.CreateUser) -> UserId:
    """Create a user; ``work.prepared`` is the hash of his password."""
    work.about(Noun.USERS, None, request.login)
    given = user_rights.chosen(work.unit, request.type, request.template, request.rights)
    user_rights.require_giving(work.actor, request.type, given)
    _require_expiry(request.expires, work.now)
    if work.unit.users.credentials(request.login) is not None:
        raise Invalid.at("login", Code.FIELD_TAKEN)
    user = work.unit.users.add(
        {
            "login": request.login,
            "password_hash": work.prepared,
            "must_change_password": request.must_change_password,
            "created_by": work.actor.login,
            "created": work.now,
            "password_changed": work.now,
            **_values(request),
            **user_rights.privilege_values(work.actor, work.now, 0, caps.privilege(request.type, given)),
        }
    )
    lower_rate.require_consistent(work.unit, users=[user])
    _touch_templates(work, request.template)
    work.record(Noun.USERS, user, request.login, after=_told(work, _values(request)))
    return user


@handlers.writes(o.USERS_UPDATE)
def update(work: Writing, request: u.UpdateUser) -> Empty:
    """Change a user's details, type, expiry and rights."""
    work.about(Noun.USERS, request.id, "")
    row = _hold(work, request.id, UserVerb.MODIFY)
    require_version(row.version, request.version)
    given = user_rights.chosen(work.unit, request.type, request.template, request.rights)
    user_rights.require_giving(work.actor, request.type, given, _kept(row, request.type))
    if request.expires != row.expires:
        _require_expiry(request.expires, work.now)
    stays = request.type is UserType.ADMINISTRATOR and request.expires == FOREVER
    if _is_manager(row) and not stays and work.unit.users.managers_besides(request.id) == 0:
        raise Denied(Code.LAST_ADMINISTRATOR)
    before = {name: getattr(row, name) for name in _values(request)}
    old, new = changed(_told(work, before), _told(work, _values(request)))
    risen = user_rights.privilege_values(
        work.actor,
        work.now,
        caps.privilege(UserType(row.type), given_rights(row)),
        caps.privilege(request.type, given),
    )
    work.unit.users.change(request.id, _values(request) | risen, request.version)
    lower_rate.require_consistent(work.unit, users=[request.id])
    _touch_templates(work, request.template, row.template_id)
    work.record(Noun.USERS, request.id, row.login, before=old, after=new)
    return Empty()


@handlers.writes(o.USERS_LOCK)
def lock(work: Writing, request: u.LockUser) -> Empty:
    """Lock or unlock a user; a lock ends his sessions."""
    work.about(Noun.USERS, request.id, "")
    row = _hold(work, request.id, UserVerb.LOCK if request.locked else UserVerb.UNLOCK)
    work.unit.users.change(request.id, {"locked": request.locked})
    if request.locked:
        work.unit.users.forget(request.id)
        work.unit.touch(Noun.SESSIONS)
    work.record(Noun.USERS, request.id, row.login, before={"locked": row.locked}, after={"locked": request.locked})
    return Empty()


def _prepare_reset(services: Services, request: u.ResetPassword, _: Principal) -> str:
    with services.store.read() as unit:
        row = unit.users.get(request.id)
    require_strong("password", request.password, beside=() if row is None else (row.login, row.name))
    return services.hasher.hash(request.password)


@handlers.writes(o.USERS_RESET_PASSWORD, prepare=_prepare_reset)
def reset_password(work: Writing, request: u.ResetPassword) -> Empty:
    """Give a user a new password, to be changed at his next login; his sessions end and devices forget him."""
    work.about(Noun.USERS, request.id, "")
    row = _hold(work, request.id, UserVerb.RESET_PASSWORD)
    values = {"password_hash": work.prepared, "must_change_password": True, "password_changed": work.now}
    work.unit.users.change(request.id, values)
    work.unit.users.forget(request.id)
    work.unit.touch(Noun.SESSIONS)
    work.record(Noun.USERS, request.id, row.login)
    return Empty()


@handlers.reads(o.USERS_PREVIEW_RIGHTS)
def preview_rights(work: Reading, request: u.PreviewRights) -> u.RightsPreview:
    """What rights come to for a type of user, and the nodes that he would see."""
    rights = request.rights
    if request.template is not None:
        template = work.unit.users.template(request.template)
        if template is None:
            raise NotFound
        rights = template.rights
    effective = caps.effective(request.type, rights)
    return u.RightsPreview(
        effective=effective,
        withheld=rights & caps.withheld(request.type),
        nodes=tuple(node.id for node in visible_nodes(effective)),
    )


def _hold(work: Writing, user: UserId, verb: UserVerb) -> AnyRow:
    """The user, read while no other act can change him or take an administrator away.

    Raises unless ``verb`` is allowed.
    """
    work.unit.users.lock_administrators()
    work.unit.users.hold(user)
    row = work.unit.users.get(user)
    if row is None:
        raise NotFound
    work.about(Noun.USERS, user, row.login)
    decide_user(work.actor, verb, _facts(row, work.unit.users.managers_besides(user))).require()
    return row


def _kept(row: AnyRow, kind: UserType) -> frozenset[Right]:
    """The rights that a user had in effect already. What an agent had on his accounts is less than for all of them."""
    widened = row.type == UserType.AGENT.value and kind is not UserType.AGENT
    return frozenset() if widened else caps.effective(UserType(row.type), given_rights(row))


def _require_expiry(expires: int, now: Time) -> None:
    if expires <= now:
        raise Invalid.at("expires", Code.FIELD_IN_PAST)
    if expires > FOREVER:
        raise Invalid.at("expires", Code.FIELD_RANGE, {"low": now, "high": FOREVER})


def _values(request: u.CreateUser | u.UpdateUser) -> dict[str, Any]:
    by_hand = request.type is not UserType.ADMINISTRATOR and request.template is None
    return {
        "name": request.name,
        "type": request.type.value,
        "expires": request.expires,
        "template_id": request.template,
        "rights": request.rights if by_hand else frozenset[Right](),
        "memo": request.memo,
    }


def _told(work: Writing, values: dict[str, Any]) -> dict[str, Any]:
    """Columns as the log tells them: a template by its name."""
    told = {name: value for name, value in values.items() if name != "template_id"}
    template = None if values["template_id"] is None else work.unit.users.template(values["template_id"])
    return told | {"rights": sorted(r.value for r in values["rights"]), "template": template and template.name}


def _touch_templates(work: Writing, *templates: int | None) -> None:
    ids = {t for t in templates if t is not None}
    if ids:
        work.unit.touch(Noun.TEMPLATES, *ids)
