"""Column templates of files of call records: shared by everybody who may import calls."""

from msgspec import json
from msgspec.structs import replace

from vosdesk.contract import call_templates as ct
from vosdesk.contract import operations as o
from vosdesk.contract.call_imports import CallColumns
from vosdesk.contract.changes import Noun
from vosdesk.contract.decks import signature
from vosdesk.contract.errors import Code, Invalid, NotFound
from vosdesk.contract.ids import CallTemplateId, Empty, Time
from vosdesk.domain.call_records import titles_of
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading, Writing, require_version
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit

handlers = Handlers()


def found_for(unit: ReadUnit, header: str, wanted: CallColumns) -> tuple[CallColumns, str]:
    """The columns to read a file by, and the name of the template that they are from.

    Who names no column at all gets those of the template of this header line; a delimiter or a zone that he names
    goes before the template's.
    """
    if replace(wanted, delimiter="", zone=0) != CallColumns():
        return wanted, ""
    row = unit.call_templates.of_header(signature(titles_of(header, wanted.delimiter)))
    if row is None:
        return wanted, ""
    kept = _template(row)
    columns = replace(
        kept.columns, delimiter=wanted.delimiter or kept.columns.delimiter, zone=wanted.zone or kept.columns.zone
    )
    return columns, kept.name


@handlers.reads(o.CALL_TEMPLATES_LIST)
def list_templates(work: Reading, request: Empty) -> ct.CallTemplates:
    """All templates."""
    return ct.CallTemplates(rows=tuple(_shown(row) for row in work.unit.call_templates.all()))


@handlers.writes(o.CALL_TEMPLATES_SAVE)
def save(work: Writing, request: ct.SaveCallTemplate) -> CallTemplateId:
    """Keep columns under a name."""
    template = request.template
    work.about(Noun.CALL_TEMPLATES, None, template.name)
    _require_free(work, template.name, None)
    values = _values(template) | {"created_by": work.actor.login, "created": work.now}
    made = work.unit.call_templates.add(values)
    work.record(Noun.CALL_TEMPLATES, made, template.name, after=_logged(template))
    return made


@handlers.writes(o.CALL_TEMPLATES_UPDATE)
def change(work: Writing, request: ct.UpdateCallTemplate) -> Empty:
    """Rename a template, or change its columns."""
    row = _held(work, request.id, request.version)
    _require_free(work, request.template.name, request.id)
    work.unit.call_templates.change(request.id, request.version, _values(request.template))
    before = _logged(_template(row))
    work.record(Noun.CALL_TEMPLATES, request.id, row.name, before=before, after=_logged(request.template))
    return Empty()


@handlers.writes(o.CALL_TEMPLATES_DELETE)
def delete(work: Writing, request: ct.DeleteCallTemplate) -> Empty:
    """Delete a template."""
    row = _held(work, request.id, request.version)
    work.unit.call_templates.remove(request.id)
    work.record(Noun.CALL_TEMPLATES, request.id, row.name, before=_logged(_template(row)))
    return Empty()


def _held(work: Writing, template: CallTemplateId, version: int) -> AnyRow:
    work.about(Noun.CALL_TEMPLATES, template, "")
    row = work.unit.call_templates.get(template)
    if row is None:
        raise NotFound
    work.about(Noun.CALL_TEMPLATES, template, row.name)
    require_version(row.version, version)
    return row


def _require_free(work: Writing, name: str, besides: CallTemplateId | None) -> None:
    found = work.unit.call_templates.named(name)
    if found is not None and found != besides:
        raise Invalid.at("template.name", Code.FIELD_TAKEN)


def _template(row: AnyRow) -> ct.CallTemplate:
    columns = json.decode(row.columns, type=CallColumns)
    return ct.CallTemplate(name=row.name, signature=row.signature, columns=columns)


def _values(template: ct.CallTemplate) -> dict[str, str]:
    columns = json.encode(template.columns).decode()
    return {"name": template.name, "signature": template.signature, "columns": columns}


def _logged(template: ct.CallTemplate) -> dict[str, str]:
    return {"name": template.name, "titles": template.signature[:500]}


def _shown(row: AnyRow) -> ct.CallTemplateRow:
    return ct.CallTemplateRow(
        id=CallTemplateId(row.id),
        version=row.version,
        template=_template(row),
        created_by=row.created_by,
        created=Time(row.created),
    )
