"""Actions of the noun log."""

from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = ()
