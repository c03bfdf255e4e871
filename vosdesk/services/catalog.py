"""The handlers of all nouns."""

from vosdesk.services import (
    account_bulk,
    account_moves,
    accounts,
    auth,
    effective_access,
    files,
    grants,
    jobs,
    log,
    new_agent,
    parameters,
    payments,
    rate_groups,
    rates,
    sessions,
    templates,
    users,
)
from vosdesk.services.registry import Handlers

NOUNS: tuple[Handlers, ...] = (
    auth.handlers,
    sessions.handlers,
    users.handlers,
    templates.handlers,
    accounts.handlers,
    account_bulk.handlers,
    account_moves.handlers,
    grants.handlers,
    effective_access.handlers,
    new_agent.handlers,
    rate_groups.handlers,
    rates.handlers,
    payments.handlers,
    log.handlers,
    jobs.handlers,
    files.handlers,
    parameters.handlers,
)
