"""Templates of rate sheets. Those of an agent are his own: what carriers an operator buys from is not his to read."""

from msgspec import json

from vosdesk.contract import operations as o
from vosdesk.contract import rate_imports as ri
from vosdesk.contract.changes import Noun
from vosdesk.contract.decks import Layout, Template
from vosdesk.contract.errors import Code, Invalid, NotFound
from vosdesk.contract.ids import DeckTemplateId, Empty, Time, UserId
from vosdesk.policy.actor import Actor
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing, require_version
from vosdesk.services.sheets.shipped import shipped_templates
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit

handlers = Handlers()


def templates_of(unit: ReadUnit, actor: Actor) -> tuple[Template, ...]:
    """The templates that a user may use: his own before those that are shipped."""
    return (*(_template(row) for row in unit.deck_templates.all(_owner(actor))), *shipped_templates())


@handlers.reads(o.DECK_TEMPLATES_LIST)
def list_templates(work: Reading, request: Empty) -> ri.DeckTemplates:
    """All templates that the user may use."""
    stored = [_shown(row) for row in work.unit.deck_templates.all(_owner(work.actor))]
    return ri.DeckTemplates(rows=(*stored, *map(_shipped, shipped_templates())))


@handlers.writes(o.DECK_TEMPLATES_SAVE)
def save(work: Writing, request: ri.SaveDeckTemplate) -> DeckTemplateId:
    """Keep a layout under a name."""
    template, owner = request.template, _owner(work.actor)
    work.about(Noun.DECK_TEMPLATES, None, template.name)
    _require_free(work, template.name, None)
    made = work.unit.deck_templates.add(
        _values(template) | {"owner_id": owner, "created_by": work.actor.login, "created": work.now}
    )
    work.record(Noun.DECK_TEMPLATES, made, template.name, after=_logged(template))
    return made


@handlers.writes(o.DECK_TEMPLATES_UPDATE)
def change(work: Writing, request: ri.UpdateDeckTemplate) -> Empty:
    """Rename a template, or change its layout."""
    row = _held(work, request.id, request.version)
    _require_free(work, request.template.name, request.id)
    work.unit.deck_templates.change(request.id, request.version, _values(request.template))
    before = _logged(_template(row))
    work.record(Noun.DECK_TEMPLATES, request.id, row.name, before=before, after=_logged(request.template))
    return Empty()


@handlers.writes(o.DECK_TEMPLATES_DELETE)
def delete(work: Writing, request: ri.DeleteDeckTemplate) -> Empty:
    """Delete a template."""
    row = _held(work, request.id, request.version)
    work.unit.deck_templates.remove(request.id)
    work.record(Noun.DECK_TEMPLATES, request.id, row.name, before=_logged(_template(row)))
    return Empty()


def _owner(actor: Actor) -> UserId | None:
    return actor.id if actor.scoped else None


def _held(work: Writing, template: DeckTemplateId, version: int) -> AnyRow:
    work.about(Noun.DECK_TEMPLATES, template, "")
    row = work.unit.deck_templates.get(template, _owner(work.actor))
    if row is None:
        raise NotFound
    work.about(Noun.DECK_TEMPLATES, template, row.name)
    require_version(row.version, version)
    return row


def _require_free(work: Writing, name: str, besides: DeckTemplateId | None) -> None:
    found = work.unit.deck_templates.named(name, _owner(work.actor))
    if found is not None and found != besides:
        raise Invalid.at("template.name", Code.FIELD_TAKEN)


def _template(row: AnyRow) -> Template:
    return Template(name=row.name, signature=row.signature, layout=json.decode(row.layout, type=Layout))


def _values(template: Template) -> dict[str, str]:
    layout = json.encode(template.layout).decode()
    return {"name": template.name, "signature": template.signature, "layout": layout}


def _logged(template: Template) -> dict[str, str]:
    return {"name": template.name, "titles": " | ".join(template.layout.titles)[:500]}


def _shipped(template: Template) -> ri.DeckTemplateRow:
    return ri.DeckTemplateRow(
        id=DeckTemplateId(0), version=0, template=template, owner_id=None, created_by="", created=Time(0)
    )


def _shown(row: AnyRow) -> ri.DeckTemplateRow:
    return ri.DeckTemplateRow(
        id=DeckTemplateId(row.id),
        version=row.version,
        template=_template(row),
        owner_id=None if row.owner_id is None else UserId(row.owner_id),
        created_by=row.created_by,
        created=Time(row.created),
    )
