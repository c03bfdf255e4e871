"""New, Edit and Copy of a rate group, and Delete."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from vosdesk.contract import text_rules
from vosdesk.contract.ids import Empty
from vosdesk.contract.operations import (
    RATE_GROUPS_COPY,
    RATE_GROUPS_CREATE,
    RATE_GROUPS_DELETE,
    RATE_GROUPS_GET,
    RATE_GROUPS_UPDATE,
)
from vosdesk.contract.permissions import UserType
from vosdesk.contract.rate_groups import ANNOUNCEMENT_DEFAULT, DeleteRateGroup, GetRateGroup, RateGroupRow
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.confirm import ConfirmDialog, ask_then
from vosdesk.gui.dialogs.form import Form, Reread, Values
from vosdesk.gui.fields import LineField, MemoField, WholeField
from vosdesk.gui.text import tr


def _name(text: str) -> Any:
    return text_rules.line(text, required=True)


def new_form(context: Context, parent: QWidget | None) -> Form[Any, Any]:
    """Make a rate group."""
    form: Form[Any, Any] = Form(context, RATE_GROUPS_CREATE, tr("New rate group"), ok=tr("Create"), parent=parent)
    hint = tr("It will be private to you.") if context.me.type is UserType.AGENT else ""
    form.add("name", tr("Name"), LineField(_name), hint=hint)
    _add_rest(form, ANNOUNCEMENT_DEFAULT, "")
    return _open(form, tr("Rate group created"))


def edit_form(context: Context, row: RateGroupRow, parent: QWidget | None) -> Form[Any, Any]:
    """Change name, announcement time or memo."""

    def stored(now: RateGroupRow) -> Values:
        return {"name": now.name, "announcement": now.announcement, "memo": now.memo, "version": now.version}

    form: Form[Any, Any] = Form(
        context,
        RATE_GROUPS_UPDATE,
        tr("Edit rate group {name}", name=row.name),
        ok=tr("Save"),
        fixed={"id": row.id, "version": row.version},
        reread=Reread(RATE_GROUPS_GET, GetRateGroup(id=row.id), stored),
        parent=parent,
    )
    form.add("name", tr("Name"), LineField(_name), row.name)
    _add_rest(form, row.announcement, row.memo)
    return _open(form, tr("Rate group saved"))


def copy_form(context: Context, row: RateGroupRow, parent: QWidget | None) -> Form[Any, Any]:
    """Make a group with the same rates."""
    form: Form[Any, Any] = Form(
        context,
        RATE_GROUPS_COPY,
        tr("Copy rate group {name}", name=row.name),
        ok=tr("Copy"),
        fixed={"id": row.id},
        parent=parent,
    )
    count = context.formats.count(row.rates)
    hint = tr("Rates to copy: {count}. The access list is not copied.", count=count)
    form.add("name", tr("Name of the copy"), LineField(_name), tr("{name} (copy)", name=row.name)[:64], hint=hint)
    return _open(form, tr("Rate group copied"))


def ask_delete(context: Context, row: RateGroupRow, parent: QWidget | None) -> ConfirmDialog:
    """Delete a group, after asking."""

    def deleted(_: Empty) -> None:
        context.notices.done(tr("Rate group deleted: {name}", name=row.name))

    def delete() -> None:
        context.ops.write(context.ops, RATE_GROUPS_DELETE, DeleteRateGroup(id=row.id, version=row.version), deleted)

    count = context.formats.count(row.rates)
    consequences = [
        tr("Rates that are deleted with it: {count}", count=count),
        tr("Its access list is deleted too. This cannot be undone."),
    ]
    return ask_then(tr("Delete rate group"), row.name, consequences, tr("Delete"), delete, parent)


def _add_rest(form: Form[Any, Any], announcement: int, memo: str) -> None:
    seconds = WholeField(form.context.formats, 0, 3_600, unit=tr("s"))
    form.add("announcement", tr("Announcement time"), seconds, announcement)
    form.add("memo", tr("Memo"), MemoField(2), memo)


def _open(form: Form[Any, Any], said: str) -> Form[Any, Any]:
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    notices = form.context.notices
    form.sent.connect(lambda _: notices.done(said))
    form.open()
    return form
