"""Accounts moved under another agent, and what a move would change."""

from typing import Any

from vosdesk.contract.accounts import Cover
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import AccountId, Value


class MoveAccount(Value, frozen=True):
    """Move an account, with all below it, under another agent (None: to the top)."""

    id: AccountId
    version: int
    agent: AccountId | None


class PreviewMove(Value, frozen=True):
    """What a move would change."""

    id: AccountId
    agent: AccountId | None


class MovePreview(Value, frozen=True):
    """What a move changes: how many accounts, whose access, which cover. ``refusal`` says why it cannot be."""

    accounts: int
    from_agent: str
    to_agent: str
    gain_access: tuple[str, ...]
    lose_access: tuple[str, ...]
    groups_out_of_reach: tuple[str, ...]
    rate_overridden_before: bool
    rate_overridden_after: bool
    cover_after: Cover | None = None
    refusal: Code | None = None
    refusal_params: dict[str, Any] = {}
