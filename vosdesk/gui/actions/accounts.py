"""Actions of the noun accounts."""

from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = ()
