"""Actions of the noun templates."""

from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = ()
