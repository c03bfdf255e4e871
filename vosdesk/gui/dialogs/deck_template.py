"""Acts on a template of rate sheets: another name, and deleting it."""

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from vosdesk.contract import text_rules
from vosdesk.contract.errors import Problem
from vosdesk.contract.ids import Empty
from vosdesk.contract.operations import DECK_TEMPLATES_DELETE, DECK_TEMPLATES_UPDATE
from vosdesk.contract.rate_imports import DeckTemplateRow, DeleteDeckTemplate, UpdateDeckTemplate
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.confirm import ConfirmDialog, ask_then
from vosdesk.gui.dialogs.form import Form, Values
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.fields import LineField
from vosdesk.gui.text import tr

_NAME = "template.name"


def rename(context: Context, row: DeckTemplateRow, parent: QWidget) -> Form[UpdateDeckTemplate, Empty]:
    """Give a template another name."""

    def request(values: Values) -> UpdateDeckTemplate:
        template = replace(row.template, name=str(values[_NAME]).strip())
        return UpdateDeckTemplate(id=row.id, version=row.version, template=template)

    title = tr("Rename sheet template {name}", name=row.template.name)
    form = Form(context, DECK_TEMPLATES_UPDATE, title, ok=tr("Rename"), make=request, parent=parent)
    form.add(_NAME, tr("Name"), LineField(_name), row.template.name)
    form.sent.connect(lambda _: context.notices.done(tr("Sheet template renamed")))
    present(form)
    return form


def ask_delete(context: Context, row: DeckTemplateRow, parent: QWidget) -> ConfirmDialog:
    """Delete a template, after asking."""
    name = row.template.name

    def deleted(_: Empty) -> None:
        context.notices.done(tr("Sheet template deleted: {name}", name=name))

    def delete() -> None:
        request = DeleteDeckTemplate(id=row.id, version=row.version)
        context.ops.write(context.ops, DECK_TEMPLATES_DELETE, request, deleted)

    lines = [tr("Sheets like these are guessed anew from then on."), tr("What was imported by it stays.")]
    return ask_then(tr("Delete sheet template"), name, lines, tr("Delete"), delete, parent)


def _name(text: str) -> Problem | None:
    return text_rules.line(text.strip(), required=True)
