"""The rights templates that every installation begins with."""

from typing import NamedTuple

from vosdesk.contract.permissions import NODES, RATE_RIGHTS, Right, UserType
from vosdesk.policy import caps
from vosdesk.storage.unit_of_work import WriteUnit

R = Right

VIEWS = frozenset(node.view for node in NODES if node.view is not None)
"""The right to look at every node of the tree."""

_AGENT = frozenset(
    {
        R.ACCOUNTS_VIEW, R.ACCOUNTS_EDIT, R.ACCOUNTS_LOCK, R.ACCOUNTS_CANCEL, R.ACCOUNTS_OVERDRAFT,
        R.ACCOUNTS_RATE_GROUP, R.PAYMENTS_VIEW, R.PAYMENTS_RECHARGE, R.PAYMENTS_DEDUCT, R.EXPORT, R.LOG_VIEW,
        R.CALLS_VIEW, R.INCOME_VIEW,
    }
) | RATE_RIGHTS  # fmt: skip


class Shipped(NamedTuple):
    """A template as it is shipped."""

    name: str
    type: UserType
    rights: frozenset[Right]
    memo: str


TEMPLATES: tuple[Shipped, ...] = (
    Shipped("Administrator", UserType.ADMINISTRATOR, caps.ALL, "Everything"),
    Shipped(
        "Cashier",
        UserType.OPERATOR,
        frozenset(
            {R.ACCOUNTS_VIEW, R.PAYMENTS_VIEW, R.CALLS_VIEW, R.PAYMENTS_RECHARGE, R.RECONCILIATION_VIEW, R.EXPORT}
        ),
        "Recharges accounts and looks up payment records",
    ),
    Shipped(
        "Rate manager",
        UserType.OPERATOR,
        # Who says which users may use a rate group has to see users.
        RATE_RIGHTS | {R.ACCOUNTS_VIEW, R.ACCOUNTS_RATE_GROUP, R.RATE_GROUPS_AUTHORIZE, R.USERS_VIEW, R.EXPORT},
        "Keeps rate groups and rates, and says who may use them",
    ),
    Shipped("Auditor", UserType.OPERATOR, VIEWS | {R.EXPORT}, "Sees everything, changes nothing"),
    Shipped("Agent", UserType.AGENT, _AGENT, "Runs his sub-accounts, with rates of his own"),
    Shipped(
        "Agent (fixed rate)",
        UserType.AGENT,
        _AGENT - RATE_RIGHTS - {R.ACCOUNTS_RATE_GROUP},
        "Runs his sub-accounts at the rates of his own account: for accounts that use lower rate",
    ),
    Shipped(
        "Agent (view only)",
        UserType.AGENT,
        frozenset({R.ACCOUNTS_VIEW, R.PAYMENTS_VIEW, R.CALLS_VIEW}),
        "Looks at his accounts and their payment records",
    ),
)


def add_templates(unit: WriteUnit) -> None:
    """Store the shipped templates in a database that has none."""
    for template in TEMPLATES:
        unit.users.add_template(template._asdict() | {"type": template.type.value, "shipped": True})
