"""Actions of the noun rate_groups."""

from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = ()
