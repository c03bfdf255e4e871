"""Actions of the noun templates."""

from vosdesk.contract.permissions import Right
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark

_BESIDE = (Place.MENU_SYSTEM, Place.TOOLBAR, Place.ROW)


def _new(scene: Scene) -> None:
    from vosdesk.gui.dialogs.template import new_template

    new_template(scene)


def _edit(scene: Scene) -> None:
    from vosdesk.gui.dialogs.template import edit_template

    edit_template(scene)


def _copy(scene: Scene) -> None:
    from vosdesk.gui.dialogs.template import copy_template

    copy_template(scene)


def _delete(scene: Scene) -> None:
    from vosdesk.gui.dialogs.template import delete_template

    delete_template(scene)


def _users(scene: Scene) -> None:
    scene.context.open_tab("users", filter_template=int(scene.row.id))


ACTIONS: tuple[Action, ...] = (
    Action(
        "templates.new", mark("&New rights template…"), "new", _BESIDE, _new,
        right=Right.TEMPLATES_EDIT, needs=Needs.TAB, shortcut="Ins; Ctrl+N",
    ),
    Action(
        "templates.copy", mark("&Copy rights template…"), "copy", _BESIDE, _copy,
        right=Right.TEMPLATES_EDIT, verb="copy", needs=Needs.ONE, shortcut="Ctrl+D",
    ),
    Action(
        "templates.edit", mark("&Edit rights template…"), "edit", _BESIDE, _edit,
        right=Right.TEMPLATES_EDIT, verb="modify", needs=Needs.ONE, shortcut="F2",
    ),
    Action(
        "templates.delete", mark("&Delete rights template…"), "delete", _BESIDE, _delete,
        right=Right.TEMPLATES_EDIT, verb="delete", needs=Needs.ONE, shortcut="Del",
    ),
    Action(
        "templates.users", mark("Its &users"), "users", (Place.MENU_SYSTEM, Place.ROW), _users,
        right=(Right.TEMPLATES_VIEW, Right.USERS_VIEW), needs=Needs.ONE, separated=True,
    ),
)  # fmt: skip
