"""Actions of the noun rates."""

from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = ()
