"""Actions of the noun deck_templates: how rate sheets are read."""

from vosdesk.contract.permissions import Right
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark

_BESIDE = (Place.MENU_RATE, Place.TOOLBAR, Place.ROW)


def _manage(scene: Scene) -> None:
    scene.context.open_tab("deck_templates")


def _rename(scene: Scene) -> None:
    from vosdesk.gui.dialogs.deck_template import rename

    rename(scene.context, scene.row, scene.over)


def _delete(scene: Scene) -> None:
    from vosdesk.gui.dialogs.deck_template import ask_delete

    ask_delete(scene.context, scene.row, scene.over)


MANAGE = Action(
    "deck_templates.manage", mark("Sheet &templates"), "deck_templates", (Place.MENU_RATE,), _manage,
    right=(Right.RATES_VIEW, Right.RATES_IMPORT),
)  # fmt: skip
RENAME = Action(
    "deck_templates.rename", mark("Rename sheet te&mplate…"), "edit", _BESIDE, _rename,
    right=Right.RATES_IMPORT, verb="modify", needs=Needs.ONE, shortcut="F2",
)  # fmt: skip
DELETE = Action(
    "deck_templates.delete", mark("&Delete sheet template…"), "delete", _BESIDE, _delete,
    right=Right.RATES_IMPORT, verb="delete", needs=Needs.ONE, shortcut="Del",
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (RENAME, DELETE)
"""What the list of templates offers."""
EVERYWHERE: tuple[Action, ...] = (MANAGE, *ACTIONS)
