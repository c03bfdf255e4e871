"""The tables. Money is in micro-units, prices in nano-units, times in microseconds UTC; never a float."""

from vosdesk.storage.models.accounts import account_grants, accounts, group_grants
from vosdesk.storage.models.columns import metadata
from vosdesk.storage.models.ledger import call_imports, call_templates, calls, charges, payments
from vosdesk.storage.models.rates import deck_templates, rate_changes, rate_groups, rate_imports, rates
from vosdesk.storage.models.system import acts, log, parameters, verifications
from vosdesk.storage.models.users import devices, sessions, templates, throttle, users

__all__ = [
    "account_grants",
    "accounts",
    "acts",
    "call_imports",
    "call_templates",
    "calls",
    "charges",
    "deck_templates",
    "devices",
    "group_grants",
    "log",
    "metadata",
    "parameters",
    "payments",
    "rate_changes",
    "rate_groups",
    "rate_imports",
    "rates",
    "sessions",
    "templates",
    "throttle",
    "users",
    "verifications",
]
