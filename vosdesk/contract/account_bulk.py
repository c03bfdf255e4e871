"""One act on many accounts, and how it ended for each."""

from typing import Any

from vosdesk.contract.accounts import AccountFilter, not_negative
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import AccountId, RateGroupId, Value
from vosdesk.contract.money import Money


class AccountSelection(Value, frozen=True):
    """Accounts chosen: by id, or everything in a filter but ``excluded``."""

    ids: tuple[AccountId, ...] = ()
    filter: AccountFilter | None = None
    excluded: tuple[AccountId, ...] = ()


class CountSelection(Value, frozen=True):
    """How many accounts a selection holds."""

    selection: AccountSelection


class Count(Value, frozen=True):
    """A number of rows."""

    count: int


class BulkLock(Value, frozen=True):
    """Lock or unlock all selected accounts."""

    selection: AccountSelection
    locked: bool


class BulkRateGroup(Value, frozen=True):
    """Give all selected accounts a billing rate group."""

    selection: AccountSelection
    rate_group: RateGroupId | None


class BulkOverdraft(Value, frozen=True):
    """Give all selected accounts an overdraft limit (micro-units)."""

    selection: AccountSelection
    overdraft: Money

    def checks(self) -> Found:
        """Not negative, not too large."""
        yield "overdraft", not_negative(self.overdraft)


class RowRefusal(Value, frozen=True):
    """A row that a bulk act left as it was, and why."""

    id: AccountId
    number: str
    code: Code
    params: dict[str, Any] = {}


class BulkResult(Value, frozen=True):
    """How a bulk act ended: every selected row is done or refused."""

    done: int
    refused: tuple[RowRefusal, ...]
