"""Actions of the noun users."""

from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = ()
