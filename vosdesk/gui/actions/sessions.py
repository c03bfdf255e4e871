"""Actions of the noun sessions."""

from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = ()
