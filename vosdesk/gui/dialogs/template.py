"""Creating, copying, editing and deleting rights templates."""

from typing import Any

from PySide6.QtWidgets import QWidget

from vosdesk.contract.ids import TemplateId
from vosdesk.contract.operations import TEMPLATES_CREATE, TEMPLATES_DELETE, TEMPLATES_LIST, TEMPLATES_UPDATE
from vosdesk.contract.permissions import UserType
from vosdesk.contract.text_rules import NAME_LENGTH
from vosdesk.contract.text_rules import line as line_rule
from vosdesk.contract.users import DeleteTemplate, ListTemplates, TemplateRow, Templates
from vosdesk.gui.actions.spec import Scene
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.confirm import ask_then
from vosdesk.gui.dialogs.form import Form, Reread, Values
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.dialogs.rights import RightsEditor
from vosdesk.gui.fields import ChoiceField, LineField, MemoField
from vosdesk.gui.shipped import shipped_text
from vosdesk.gui.text import enum_text, tr

TYPES = (UserType.AGENT, UserType.OPERATOR)
"""An administrator holds every right without a template."""


class TemplateForm(Form[Any, Any]):
    """Name, type of user, memo and rights. ``edited`` is changed; ``model`` is where a new one begins."""

    def __init__(
        self,
        context: Context,
        edited: TemplateRow | None = None,
        model: TemplateRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        if edited is None:
            title = tr("New rights template")
            if model is not None:
                title = tr("Copy rights template {name}", name=shipped_text(model.name))
            super().__init__(context, TEMPLATES_CREATE, title, ok=tr("Create template"), parent=parent)
        else:
            super().__init__(
                context,
                TEMPLATES_UPDATE,
                tr("Edit rights template {name}", name=edited.name),
                ok=tr("Save"),
                fixed={"id": edited.id, "version": edited.version},
                reread=Reread(TEMPLATES_LIST, ListTemplates(), lambda answer: _stored(answer, edited.id)),
                parent=parent,
            )
        self._add_fields(edited, model)

    def _add_fields(self, edited: TemplateRow | None, model: TemplateRow | None) -> None:
        start = edited or model
        kind = UserType.OPERATOR if start is None else start.type
        self.section(columns=2)
        self.add("name", tr("Name"), LineField(_name), _first_name(edited, model))
        if edited is None:
            types = [(k, enum_text(k)) for k in TYPES]
            field = self.add("type", tr("For users of type"), ChoiceField(types), kind if kind in TYPES else TYPES[-1])
            field.changed.connect(self._kind_changed)
        self.add("memo", tr("Memo"), MemoField(2), None if start is None else start.memo)
        self.section(_told(edited))
        self.editor = self.add(
            "rights",
            tr("Rights"),
            RightsEditor(self.context, kind, tr("Tick what users of this template may see and do.")),
        )
        self.editor.show_for(kind if kind in TYPES else TYPES[-1], None)
        if start is not None:
            self.editor.set_value(start.rights)

    def _kind_changed(self) -> None:
        self.editor.show_for(self.field("type").value(), None)


def _name(text: str) -> Any:
    return line_rule(text, required=True)


def _first_name(edited: TemplateRow | None, model: TemplateRow | None) -> str:
    if edited is not None:
        return edited.name
    return "" if model is None else tr("{name} (copy)", name=model.name)[:NAME_LENGTH]


def _told(edited: TemplateRow | None) -> str:
    if edited is None:
        return ""
    kind = enum_text(edited.type)
    return tr("Rights of users of type {type}; users who have the template: {count}", type=kind, count=edited.users)


def _stored(answer: Templates, template: TemplateId) -> Values:
    row = next(row for row in answer.rows if row.id == template)
    return {"version": row.version, "name": row.name, "memo": row.memo, "rights": row.rights}


def new_template(scene: Scene) -> None:
    """Open the form for a new template."""
    _show(scene, TemplateForm(scene.context, parent=scene.over), tr("The rights template was created."))


def copy_template(scene: Scene) -> None:
    """Open the form for a new template that begins as the selected one."""
    _show(scene, TemplateForm(scene.context, None, scene.row, scene.over), tr("The rights template was copied."))


def edit_template(scene: Scene) -> None:
    """Open the form for the selected template."""
    _show(scene, TemplateForm(scene.context, scene.row, None, scene.over), tr("The rights template was changed."))


def delete_template(scene: Scene) -> None:
    """Delete the selected template, after asking."""
    row: TemplateRow = scene.row
    notices = scene.context.notices
    request = DeleteTemplate(id=row.id, version=row.version)

    def delete() -> None:
        done = tr("The rights template {name} was deleted.", name=row.name)
        scene.context.ops.write(scene.over, TEMPLATES_DELETE, request, lambda _: notices.done(done))

    lines = (tr("No user has it. Its name and its rights stay in the system log."),)
    ask_then(tr("Delete rights template"), row.name, lines, tr("Delete template"), delete, scene.over)


def _show(scene: Scene, form: TemplateForm, done: str) -> None:
    form.sent.connect(lambda _: scene.context.notices.done(done))
    present(form)
