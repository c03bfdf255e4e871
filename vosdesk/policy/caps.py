"""What the type of a user gives or forbids, whatever his template says (domain rules, "Users and rights")."""

from vosdesk.contract.permissions import Right, UserType

AGENT_NEVER: frozenset[Right] = frozenset(
    {
        Right.USERS_VIEW,
        Right.USERS_EDIT,
        Right.TEMPLATES_VIEW,
        Right.TEMPLATES_EDIT,
        Right.PARAMETERS_VIEW,
        Right.PARAMETERS_EDIT,
        Right.SESSIONS_VIEW,
        Right.SESSIONS_END,
        Right.VERIFICATION_VIEW,
        Right.BACKUPS_VIEW,
        Right.BACKUPS_CREATE,
        Right.BACKUPS_RESTORE,
        Right.ACCOUNTS_LOWER_RATE,
        Right.ACCOUNTS_MOVE,
        Right.ACCOUNTS_AUTHORIZE,
        Right.RATE_GROUPS_AUTHORIZE,
        Right.CALLS_IMPORT,
    }
)
"""Rights that no agent can hold. The log is open to him, scoped to his own lines."""

ALL = frozenset(Right)


def effective(kind: UserType, rights: frozenset[Right]) -> frozenset[Right]:
    """The rights in effect of a user of type ``kind`` to whom ``rights`` were given."""
    if kind is UserType.ADMINISTRATOR:
        return ALL
    return rights - withheld(kind)


def withheld(kind: UserType) -> frozenset[Right]:
    """The rights that the type takes away."""
    return AGENT_NEVER if kind is UserType.AGENT else frozenset()


def privilege(kind: UserType, rights: frozenset[Right]) -> int:
    """How far a user of type ``kind`` with these rights rules over users: 0 not at all, 1 by right, 2 by his type.

    Administrators are told of everybody whose privilege rose.
    """
    if kind is UserType.ADMINISTRATOR:
        return 2
    return int(Right.USERS_EDIT in effective(kind, rights))
