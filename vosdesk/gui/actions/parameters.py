"""Actions of the noun parameters."""

from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = ()
