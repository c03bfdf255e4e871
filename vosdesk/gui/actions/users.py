"""Actions of the noun users."""

from vosdesk.contract.permissions import Right, UserVerb
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark

_BESIDE = (Place.MENU_USER, Place.TOOLBAR, Place.ROW)


def _new(scene: Scene) -> None:
    from vosdesk.gui.dialogs.user import new_user

    new_user(scene)


def _edit(scene: Scene) -> None:
    from vosdesk.gui.dialogs.user import edit_user

    edit_user(scene)


def _lock(scene: Scene) -> None:
    from vosdesk.gui.dialogs.user_acts import lock_user

    lock_user(scene)


def _unlock(scene: Scene) -> None:
    from vosdesk.gui.dialogs.user_acts import unlock_user

    unlock_user(scene)


def _reset_password(scene: Scene) -> None:
    from vosdesk.gui.dialogs.user_acts import reset_password

    reset_password(scene)


def _log(scene: Scene) -> None:
    scene.context.open_tab("log", filter_login=scene.row.login)


ACTIONS: tuple[Action, ...] = (
    Action(
        "users.new", mark("&New user…"), "new", _BESIDE, _new,
        right=Right.USERS_EDIT, needs=Needs.TAB, shortcut="Ins; Ctrl+N",
    ),
    Action(
        "users.edit", mark("&Edit user…"), "edit", _BESIDE, _edit,
        right=Right.USERS_EDIT, verb=UserVerb.MODIFY, needs=Needs.ONE, shortcut="F2",
    ),
    Action(
        "users.reset_password", mark("Reset &password…"), "reset_password", _BESIDE, _reset_password,
        right=Right.USERS_EDIT, verb=UserVerb.RESET_PASSWORD, needs=Needs.ONE,
    ),
    Action(
        "users.lock", mark("&Lock user…"), "lock", _BESIDE, _lock,
        right=Right.USERS_EDIT, verb=UserVerb.LOCK, needs=Needs.ONE, separated=True,
    ),
    Action(
        "users.unlock", mark("&Unlock user"), "unlock", _BESIDE, _unlock,
        right=Right.USERS_EDIT, verb=UserVerb.UNLOCK, needs=Needs.ONE,
    ),
    Action(
        "users.log", mark("What he &did"), "log", (Place.MENU_USER, Place.ROW), _log,
        right=(Right.USERS_VIEW, Right.LOG_VIEW), needs=Needs.ONE, separated=True,
    ),
)  # fmt: skip
