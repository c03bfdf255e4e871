"""Actions of the noun payments."""

from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = ()
