"""Rights templates: reusable sets of rights for one type of user."""

from typing import Any

from vosdesk.contract import operations as o
from vosdesk.contract import users as u
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Invalid, NotFound
from vosdesk.contract.ids import Empty, TemplateId
from vosdesk.contract.permissions import Right, UserType
from vosdesk.policy import caps
from vosdesk.services import lower_rate, user_rights
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing, changed, require_version
from vosdesk.storage.types import AnyRow

handlers = Handlers()


@handlers.reads(o.TEMPLATES_LIST)
def list_templates(work: Reading, request: u.ListTemplates) -> u.Templates:
    """All templates, or those for one type of user."""
    return u.Templates(rows=tuple(_shown(row) for row in work.unit.users.templates(request.type)))


def _shown(row: AnyRow) -> u.TemplateRow:
    return u.TemplateRow(
        id=TemplateId(row.id),
        version=row.version,
        name=row.name,
        type=UserType(row.type),
        shipped=row.shipped,
        rights=row.rights,
        users=row.users,
        memo=row.memo,
    )


@handlers.writes(o.TEMPLATES_CREATE)
def create(work: Writing, request: u.CreateTemplate) -> TemplateId:
    """Create a template. Nobody puts in it what he does not hold."""
    work.about(Noun.TEMPLATES, None, request.name)
    user_rights.require_allowed(request.type, request.rights)
    user_rights.require_giving(work.actor, request.type, request.rights)
    if work.unit.users.template_named(request.name) is not None:
        raise Invalid.at("name", Code.FIELD_TAKEN)
    values = {"name": request.name, "rights": request.rights, "memo": request.memo}
    template = work.unit.users.add_template(values | {"type": request.type.value, "shipped": False})
    work.record(Noun.TEMPLATES, template, request.name, after=_told(values) | {"type": request.type.value})
    return template


@handlers.writes(o.TEMPLATES_UPDATE)
def update(work: Writing, request: u.UpdateTemplate) -> Empty:
    """Change a template, and with it the rights of all who have it."""
    work.about(Noun.TEMPLATES, request.id, "")
    row = _own(work, request.id, request.version)
    kind = UserType(row.type)
    user_rights.require_allowed(kind, request.rights)
    user_rights.require_giving(work.actor, kind, request.rights, caps.effective(kind, row.rights))
    named = work.unit.users.template_named(request.name)
    if named is not None and named.id != request.id:
        raise Invalid.at("name", Code.FIELD_TAKEN)
    values = {"name": request.name, "rights": request.rights, "memo": request.memo}
    before, after = changed(_told({name: getattr(row, name) for name in values}), _told(values))
    work.unit.users.change_template(request.id, request.version, values)
    _note_privilege(work, row, request.rights)
    holders = work.unit.users.users_of_template(request.id)
    lower_rate.require_consistent(work.unit, users=holders)
    if holders:
        work.unit.touch(Noun.USERS, *holders)
    work.record(Noun.TEMPLATES, request.id, row.name, before=before, after=after)
    return Empty()


@handlers.writes(o.TEMPLATES_DELETE)
def delete(work: Writing, request: u.DeleteTemplate) -> Empty:
    """Delete a template that no user has."""
    work.about(Noun.TEMPLATES, request.id, "")
    row = _own(work, request.id, request.version)
    if row.users:
        raise Conflict(Code.TEMPLATE_IN_USE, {"count": row.users})
    work.unit.users.remove_template(request.id)
    before = _told({"name": row.name, "rights": row.rights, "memo": row.memo})
    work.record(Noun.TEMPLATES, request.id, row.name, before=before | {"type": row.type})
    return Empty()


def _own(work: Writing, template: TemplateId, version: int) -> AnyRow:
    """A template of this installation's own, in the version that was seen."""
    work.unit.users.hold_template(template)
    row = work.unit.users.template(template)
    if row is None:
        raise NotFound
    work.about(Noun.TEMPLATES, template, row.name)
    if row.shipped:
        raise Conflict(Code.TEMPLATE_SHIPPED)
    require_version(row.version, version)
    return row


def _note_privilege(work: Writing, row: AnyRow, rights: frozenset[Right]) -> None:
    kind = UserType(row.type)
    had, has = caps.privilege(kind, row.rights), caps.privilege(kind, rights)
    if had != has:
        work.unit.users.set_privilege(TemplateId(row.id), user_rights.privilege_values(work.actor, work.now, had, has))


def _told(values: dict[str, Any]) -> dict[str, Any]:
    rights: frozenset[Right] = values["rights"]
    return values | {"rights": sorted(r.value for r in rights)}
