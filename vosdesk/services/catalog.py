"""The handlers of all nouns."""

from vosdesk.services import accounts, auth, grants, log, parameters, payments, rate_groups, rates, sessions, users
from vosdesk.services.registry import Handlers

NOUNS: tuple[Handlers, ...] = (
    auth.handlers,
    sessions.handlers,
    users.handlers,
    accounts.handlers,
    grants.handlers,
    rate_groups.handlers,
    rates.handlers,
    payments.handlers,
    log.handlers,
    parameters.handlers,
)
