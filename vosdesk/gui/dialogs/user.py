"""Creating and editing a user."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from vosdesk.contract.errors import Problem
from vosdesk.contract.ids import FOREVER, TemplateId
from vosdesk.contract.operations import TEMPLATES_LIST, USERS_CREATE, USERS_GET, USERS_UPDATE
from vosdesk.contract.permissions import Right, UserType
from vosdesk.contract.users import GetUser, ListTemplates, Templates, User, UserRow
from vosdesk.gui.actions.spec import Scene
from vosdesk.gui.context import Context
from vosdesk.gui.dialogs.form import Form, Reread, Values
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.dialogs.rights import RightsEditor, TemplateRights
from vosdesk.gui.dialogs.user_password import NewPasswordField
from vosdesk.gui.fields import ChoiceField, DateField, LineField, LoginField, MemoField, SwitchField
from vosdesk.gui.shipped import shipped_text
from vosdesk.gui.text import enum_text, tr


class UserForm(Form[Any, Any]):
    """Login name, name, type, expiry, password and memo; then a template or rights by hand.

    Without ``user`` it creates one. ``templates`` are those to choose from, of every type of user.
    """

    def __init__(
        self,
        context: Context,
        templates: Sequence[TemplateRights],
        user: User | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._templates = list(templates)
        if user is None:
            super().__init__(context, USERS_CREATE, tr("New user"), ok=tr("Create user"), parent=parent)
        else:
            super().__init__(
                context,
                USERS_UPDATE,
                tr("Edit user {login}", login=user.row.login),
                ok=tr("Save"),
                fixed={"id": user.row.id, "version": user.row.version},
                reread=Reread(USERS_GET, GetUser(id=user.row.id), _stored),
                parent=parent,
            )
        self._add_fields(user)
        self.field("type").changed.connect(self._kind_changed)
        self._template_field.changed.connect(self._template_changed)
        self.editor.adjust_wanted.connect(self._adjust)

    # --- building ----------------------------------------------------------------------------------------------

    def _add_fields(self, user: User | None) -> None:
        formats = self.context.formats
        kind = UserType.AGENT if user is None else user.row.type
        self.section(columns=2)
        if user is None:
            self.add("login", tr("Login name"), LoginField(), hint=tr("Never changes. Matched exactly."))
        self.add("name", tr("User name"), LineField(), None if user is None else user.row.name)
        self.add("type", tr("User type"), ChoiceField(_kinds(self.context, kind)), kind)
        expires = FOREVER if user is None else user.row.expires
        self.add("expires", tr("Expires"), DateField(formats, never=True), expires, hint=tr("The last day."))
        if user is None:
            hint = tr("At least 10 characters. Generate makes one.")
            self.add("password", tr("Password"), NewPasswordField(), hint=hint)
            switch = SwitchField(tr("Must be changed at the next login"))
            self.add("must_change_password", tr("First login"), switch, True)
        self.add("memo", tr("Memo"), MemoField(2), None if user is None else user.row.memo)
        self.section(tr("Rights"), columns=2)
        self._know_template(user)
        self._template_field = self.add("template", tr("Template"), ChoiceField(self._choices(kind)))
        self._template_field.set_value(None if user is None else user.row.template_id)
        self.editor = self.add("rights", tr("Rights"), RightsEditor(self.context, kind))
        if user is not None and user.row.template_id is None:
            self.editor.set_value(user.rights)
        self.editor.show_for(kind, self._template())

    def _know_template(self, user: User | None) -> None:
        """A user's own template is offered even to who may not list templates: an edit must not take it away."""
        if user is None or user.row.template_id is None:
            return
        row = user.row
        if all(t.id != row.template_id for t in self._templates) and row.template_id is not None:
            self._templates.append(TemplateRights(row.template_id, row.template_name, row.type, user.rights))

    def _choices(self, kind: UserType) -> list[tuple[TemplateId | None, str]]:
        if kind is UserType.ADMINISTRATOR:
            return [(None, tr("Every right"))]
        return [(None, tr("By hand")), *((t.id, shipped_text(t.name)) for t in self._templates if t.type is kind)]

    # --- template and type -------------------------------------------------------------------------------------

    def _kind(self) -> UserType:
        kind: UserType = self.field("type").value()
        return kind

    def _template(self) -> TemplateRights | None:
        chosen = self._template_field.value()
        return next((t for t in self._templates if t.id == chosen), None)

    def _kind_changed(self) -> None:
        if isinstance(self.field("type").value(), Problem):
            return
        self._template_field.set_choices(self._choices(self._kind()))

    def _template_changed(self) -> None:
        if not isinstance(self.field("type").value(), Problem):
            self.editor.show_for(self._kind(), self._template())

    def _adjust(self) -> None:
        self._template_field.set_value(None)


def _stored(answer: User) -> Values:
    row = answer.row
    return {
        "version": row.version,
        "name": row.name,
        "type": row.type,
        "expires": row.expires,
        "memo": row.memo,
        "template": row.template_id,
        "rights": answer.rights if row.template_id is None else frozenset(),
    }


def _kinds(context: Context, present: UserType) -> list[tuple[UserType, str]]:
    """The types to choose from: only an administrator makes administrators."""
    every = context.me.type is UserType.ADMINISTRATOR
    kinds = [k for k in UserType if every or k is not UserType.ADMINISTRATOR or k is present]
    return [(k, enum_text(k)) for k in kinds]


def new_user(scene: Scene) -> None:
    """Open the form for a new user."""

    def show(templates: list[TemplateRights]) -> None:
        form = present(UserForm(scene.context, templates, None, scene.over))
        form.sent.connect(lambda _: scene.context.notices.done(_created(form)))

    _with_templates(scene, show)


def edit_user(scene: Scene) -> None:
    """Open the form for the selected user, as he is stored now."""
    row: UserRow = scene.row
    done = tr("User {login} was changed.", login=row.login)

    def read(user: User) -> None:
        def show(templates: list[TemplateRights]) -> None:
            form = present(UserForm(scene.context, templates, user, scene.over))
            form.sent.connect(lambda _: scene.context.notices.done(done))

        _with_templates(scene, show)

    scene.context.ops.read(scene.over, USERS_GET, GetUser(id=row.id), read)


def _created(form: UserForm) -> str:
    return tr("User {login} was created.", login=form.field("login").value())


def _with_templates(scene: Scene, then: Callable[[list[TemplateRights]], None]) -> None:
    """Read the templates where the user may; rights by hand are open without them."""
    if not scene.context.may(Right.TEMPLATES_VIEW):
        then([])
        return

    def read(answer: Templates) -> None:
        then([TemplateRights.of(row) for row in answer.rows])

    scene.context.ops.read(scene.over, TEMPLATES_LIST, ListTemplates(), read)
