"""What an act touched, so that every open table knows whether it is stale."""

from enum import StrEnum
from typing import Generic, TypeVar

from vosdesk.contract.ids import Value

T = TypeVar("T")


class Noun(StrEnum):
    """The kinds of things. The same word for file, operation, permission, tab and test on every layer."""

    USERS = "users"
    TEMPLATES = "templates"
    SESSIONS = "sessions"
    ACCOUNTS = "accounts"
    GRANTS = "grants"
    RATE_GROUPS = "rate_groups"
    RATES = "rates"
    RATE_IMPORTS = "rate_imports"
    DECK_TEMPLATES = "deck_templates"
    PAYMENTS = "payments"
    CALLS = "calls"
    CALL_TEMPLATES = "call_templates"
    INCOME = "income"
    RECONCILIATION = "reconciliation"
    LOG = "log"
    PARAMETERS = "parameters"
    VERIFICATION = "verification"
    BACKUPS = "backups"


class Changes(Value, frozen=True):
    """Nouns and the ids touched of each; an empty list of ids means that any of them may have changed."""

    touched: dict[Noun, list[int]] = {}


class Done(Value, Generic[T], frozen=True):
    """What a write returns: its result, what it changed, and whether it was done before under this key."""

    value: T
    changes: Changes
    repeated: bool = False
