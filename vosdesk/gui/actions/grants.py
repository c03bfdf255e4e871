"""Actions of the noun grants."""

from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = ()
