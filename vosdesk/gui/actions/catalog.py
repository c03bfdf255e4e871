"""Every action of the console: the catalogues of the nouns, one after the other."""

from vosdesk.gui.actions import (
    accounts,
    backups,
    calls,
    console,
    deck_templates,
    grants,
    log,
    parameters,
    payments,
    rate_groups,
    rate_imports,
    rates,
    reconciliation,
    sessions,
    templates,
    users,
    verification,
)
from vosdesk.gui.actions.spec import Action

ACTIONS: tuple[Action, ...] = (
    *users.ACTIONS,
    *accounts.ACTIONS,
    *grants.ACTIONS,
    *rate_groups.ACTIONS,
    *rates.ACTIONS,
    rates.SEARCH,
    rates.OPEN_GROUP,
    rates.EXPORT_FOUND,
    *rate_imports.EVERYWHERE,
    *deck_templates.EVERYWHERE,
    *payments.ACTIONS,
    *reconciliation.ACTIONS,
    *calls.ACTIONS,
    *templates.ACTIONS,
    *sessions.ACTIONS,
    *log.ACTIONS,
    *parameters.ACTIONS,
    *verification.ACTIONS,
    *backups.ACTIONS,
    *console.ACTIONS,
)


def by_id() -> dict[str, Action]:
    """Every action by its id. Raises ValueError for an id used twice."""
    found: dict[str, Action] = {}
    for action in ACTIONS:
        if action.id in found:
            raise ValueError(f"two actions are called {action.id}")
        found[action.id] = action
    return found
