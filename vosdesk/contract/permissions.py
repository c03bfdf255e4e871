"""Operation rights, the navigation nodes they open, and the rights of a grant.

What a user may do is the intersection of his operation rights with the rights of the grant that reaches the
object (domain rules, "Access lists"). These are the words; the rules that use them are the policy's.
"""

from enum import StrEnum
from typing import NamedTuple

from vosdesk.contract.changes import Noun


class UserType(StrEnum):
    """The three types of users of the vendor's console."""

    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"
    AGENT = "agent"


class Right(StrEnum):
    """An operation right: View and Edit of a navigation node, or a named operation."""

    RATE_GROUPS_VIEW = "rate_groups.view"
    RATE_GROUPS_EDIT = "rate_groups.edit"
    RATES_VIEW = "rates.view"
    RATES_EDIT = "rates.edit"
    ACCOUNTS_VIEW = "accounts.view"
    ACCOUNTS_EDIT = "accounts.edit"
    PAYMENTS_VIEW = "payments.view"
    CALLS_VIEW = "calls.view"
    INCOME_VIEW = "income.view"
    RECONCILIATION_VIEW = "reconciliation.view"
    USERS_VIEW = "users.view"
    USERS_EDIT = "users.edit"
    TEMPLATES_VIEW = "templates.view"
    TEMPLATES_EDIT = "templates.edit"
    LOG_VIEW = "log.view"
    PARAMETERS_VIEW = "parameters.view"
    PARAMETERS_EDIT = "parameters.edit"
    SESSIONS_VIEW = "sessions.view"
    VERIFICATION_VIEW = "verification.view"
    BACKUPS_VIEW = "backups.view"

    PAYMENTS_RECHARGE = "payments.recharge"
    PAYMENTS_DEDUCT = "payments.deduct"
    PAYMENTS_ZERO = "payments.zero"
    PAYMENTS_REVERSE = "payments.reverse"
    ACCOUNTS_OVERDRAFT = "accounts.overdraft"
    ACCOUNTS_RATE_GROUP = "accounts.rate_group"
    ACCOUNTS_LOWER_RATE = "accounts.lower_rate"
    ACCOUNTS_LOCK = "accounts.lock"
    ACCOUNTS_CANCEL = "accounts.cancel"
    ACCOUNTS_MOVE = "accounts.move"
    ACCOUNTS_AUTHORIZE = "accounts.authorize"
    RATE_GROUPS_AUTHORIZE = "rate_groups.authorize"
    RATES_IMPORT = "rates.import"
    CALLS_IMPORT = "calls.import"
    EXPORT = "export"
    SESSIONS_END = "sessions.end"
    BACKUPS_CREATE = "backups.create"
    BACKUPS_RESTORE = "backups.restore"


class Gate(StrEnum):
    """How an operation without an operation right is entered."""

    ANYONE = "anyone"
    """Before login."""
    LOGGED_IN = "logged_in"
    """Every user with a live session, about himself."""


RATE_RIGHTS = frozenset(
    {Right.RATE_GROUPS_VIEW, Right.RATE_GROUPS_EDIT, Right.RATES_VIEW, Right.RATES_EDIT, Right.RATES_IMPORT}
)
"""The rights to open or edit rates: what no agent of a lower-rate account may hold."""


class Node(NamedTuple):
    """A node of the navigation tree, opened by ``view``; ``edit`` is its Edit right where it has one."""

    id: str
    parent: str | None
    noun: Noun | None
    view: Right | None
    edit: Right | None = None


NODES: tuple[Node, ...] = (
    Node("rate_management", None, None, None),
    Node("rate_groups", "rate_management", Noun.RATE_GROUPS, Right.RATE_GROUPS_VIEW, Right.RATE_GROUPS_EDIT),
    Node("rates", "rate_groups", Noun.RATES, Right.RATES_VIEW, Right.RATES_EDIT),
    Node("accounts", None, Noun.ACCOUNTS, Right.ACCOUNTS_VIEW, Right.ACCOUNTS_EDIT),
    Node("data_query", None, None, None),
    Node("payments", "data_query", Noun.PAYMENTS, Right.PAYMENTS_VIEW),
    Node("reconciliation", "payments", Noun.RECONCILIATION, Right.RECONCILIATION_VIEW),
    Node("low_balance", "data_query", Noun.ACCOUNTS, Right.ACCOUNTS_VIEW),
    Node("calls", "data_query", Noun.CALLS, Right.CALLS_VIEW),
    Node("income", "data_query", Noun.INCOME, Right.INCOME_VIEW),
    Node("system_management", None, None, None),
    Node("users", "system_management", Noun.USERS, Right.USERS_VIEW, Right.USERS_EDIT),
    Node("templates", "system_management", Noun.TEMPLATES, Right.TEMPLATES_VIEW, Right.TEMPLATES_EDIT),
    Node("log", "system_management", Noun.LOG, Right.LOG_VIEW),
    Node("parameters", "system_management", Noun.PARAMETERS, Right.PARAMETERS_VIEW, Right.PARAMETERS_EDIT),
    Node("sessions", "system_management", Noun.SESSIONS, Right.SESSIONS_VIEW),
    Node("verification", "system_management", Noun.VERIFICATION, Right.VERIFICATION_VIEW),
    Node("backups", "system_management", Noun.BACKUPS, Right.BACKUPS_VIEW),
)
"""The tree in the vendor's order. Agent accounts (below Account management) and single rate groups (below
Rate group management) are nodes made from data."""


def visible_nodes(rights: frozenset[Right]) -> tuple[Node, ...]:
    """The nodes that a user with ``rights`` sees: those he may view, and the folders that hold one."""
    shown = {n.id for n in NODES if n.view is not None and n.view in rights}
    by_id = {n.id: n for n in NODES}
    for node_id in list(shown):
        parent = by_id[node_id].parent
        while parent is not None:
            if by_id[parent].view is not None and parent not in shown:
                shown.discard(node_id)
                break
            shown.add(parent)
            parent = by_id[parent].parent
    return tuple(n for n in NODES if n.id in shown and (n.view is not None or _has_child(n, shown)))


def _has_child(node: Node, shown: set[str]) -> bool:
    return any(n.parent == node.id and n.id in shown for n in NODES)


NAMED_RIGHTS: tuple[Right, ...] = tuple(r for r in Right if r not in {n.view for n in NODES} | {n.edit for n in NODES})
"""The named operations, beside View and Edit of the nodes."""


class AccountRight(StrEnum):
    """A right of a grant on an account. SEE is in every grant: a grant is at least a look."""

    SEE = "see"
    MODIFY = "modify"
    ADD_SUB = "add_sub"
    CANCEL_SUB = "cancel_sub"
    PAY_SUB = "pay_sub"
    RATE_SUB = "rate_sub"


class GroupRight(StrEnum):
    """A right of a grant on a rate group."""

    USE = "use"
    SEE = "see"
    EDIT = "edit"


class AccountVerb(StrEnum):
    """What can be done with one account."""

    SEE = "see"
    MODIFY = "modify"
    ADD_SUB = "add_sub"
    RECHARGE = "recharge"
    DEDUCT = "deduct"
    MAKE_ZERO = "make_zero"
    REVERSE = "reverse"
    OVERDRAFT = "overdraft"
    RATE_GROUP = "rate_group"
    LOCK = "lock"
    UNLOCK = "unlock"
    CANCEL = "cancel"
    MOVE = "move"
    LOWER_RATE = "lower_rate"
    AUTHORIZE = "authorize"


class GroupVerb(StrEnum):
    """What can be done with one rate group."""

    SEE = "see"
    USE = "use"
    SEE_RATES = "see_rates"
    EDIT_RATES = "edit_rates"
    IMPORT = "import"
    MODIFY = "modify"
    DELETE = "delete"
    COPY = "copy"
    AUTHORIZE = "authorize"


class UserVerb(StrEnum):
    """What can be done with one user."""

    MODIFY = "modify"
    LOCK = "lock"
    UNLOCK = "unlock"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a verb
    EXPLAIN = "explain"


Can = dict[str, str]
"""Verb → "" when this user may do it on this row, else the code of the reason why not."""
