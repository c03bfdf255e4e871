"""Actions of the noun parameters."""

from vosdesk.contract.permissions import Right
from vosdesk.gui.actions.spec import Action, Needs, Place, Scene
from vosdesk.gui.text import mark


def _edit(scene: Scene) -> None:
    from vosdesk.gui.dialogs.parameter import edit_parameter

    edit_parameter(scene)


ACTIONS: tuple[Action, ...] = (
    Action(
        "parameters.edit", mark("Change system para&meter…"), "edit", (Place.MENU_SYSTEM, Place.TOOLBAR, Place.ROW),
        _edit, right=(Right.PARAMETERS_VIEW, Right.PARAMETERS_EDIT), needs=Needs.ONE, shortcut="F2", separated=True,
    ),
)  # fmt: skip
