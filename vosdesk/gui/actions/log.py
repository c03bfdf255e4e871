"""Actions of the noun log."""

from vosdesk.contract.permissions import Right
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark


def _same_object(scene: Scene) -> None:
    scene.context.open_tab("log", filter_label=scene.row.label)


def _same_user(scene: Scene) -> None:
    scene.context.open_tab("log", filter_login=scene.row.login)


ACTIONS: tuple[Action, ...] = (
    Action(
        "log.same_object", mark("All about this &object"), "history", (Place.MENU_SYSTEM, Place.TOOLBAR, Place.ROW),
        _same_object, right=Right.LOG_VIEW, needs=Needs.ONE, separated=True,
    ),
    Action(
        "log.same_user", mark("All by this &user"), "user", (Place.MENU_SYSTEM, Place.TOOLBAR, Place.ROW),
        _same_user, right=Right.LOG_VIEW, needs=Needs.ONE,
    ),
)  # fmt: skip
