"""Acts on one user besides editing: locking him out, letting him in again, giving him a new password."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from vosdesk.contract.operations import USERS_LOCK, USERS_RESET_PASSWORD
from vosdesk.contract.users import LockUser, UserRow
from vosdesk.gui.actions.spec import Scene
from vosdesk.gui.dialogs.confirm import ask_then
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.dialogs.opening import present
from vosdesk.gui.dialogs.user_password import NewPasswordField
from vosdesk.gui.text import tr
from vosdesk.gui.theme import Tone, tint


def lock_user(scene: Scene) -> None:
    """Lock the selected user, after asking."""
    row: UserRow = scene.row
    lines = (
        tr("His sessions end at once, and he cannot log in until he is unlocked."),
        tr("His accounts, their balances and their calls are not touched."),
    )
    ask_then(tr("Lock user"), _named(row), lines, tr("Lock user"), lambda: _set_locked(scene, row, True), scene.over)


def unlock_user(scene: Scene) -> None:
    """Let the selected user log in again."""
    _set_locked(scene, scene.row, False)


def reset_password(scene: Scene) -> None:
    """Open the form that gives the selected user a new password."""
    row: UserRow = scene.row
    context = scene.context
    title = tr("Reset password")
    form = Form(context, USERS_RESET_PASSWORD, title, ok=title, fixed={"id": row.id}, parent=scene.over)
    form.section(_named(row))
    hint = tr("Tell it to the user now: it cannot be shown again.")
    form.add("password", tr("New password"), NewPasswordField(), hint=hint)
    note = QLabel(tr("He must change it at his next login. His sessions end, and his devices forget him."))
    note.setTextFormat(Qt.TextFormat.PlainText)
    tint(note, Tone.MUTED)
    form.add_widget(note)
    form.sent.connect(lambda _: context.notices.done(tr("User {login} has a new password.", login=row.login)))
    present(form)


def _set_locked(scene: Scene, row: UserRow, locked: bool) -> None:
    text = (
        tr("User {login} is locked.", login=row.login)
        if locked
        else tr("User {login} can log in again.", login=row.login)
    )
    request = LockUser(id=row.id, locked=locked)
    scene.context.ops.write(scene.over, USERS_LOCK, request, lambda _: scene.context.notices.done(text))


def _named(row: UserRow) -> str:
    return f"{row.login} ({row.name})" if row.name else row.login
