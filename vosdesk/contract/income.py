"""What calls brought in: fees, what the agents themselves paid for the same calls, and the margin between."""

from enum import StrEnum

from vosdesk.contract import text_rules
from vosdesk.contract.accounts import Reach
from vosdesk.contract.checking import Found
from vosdesk.contract.ids import AccountId, Time, Value
from vosdesk.contract.money import Money

MAX_DAYS = 400
MAX_ROWS = 5_000
"""Rows of one report; more are summed up in its totals alone."""


class IncomeBy(StrEnum):
    """What a row of the report stands for."""

    DAY = "day"
    ACCOUNT = "account"
    AGENT = "agent"


class AskIncome(Value, frozen=True):
    """The income of calls that began between the first and the last of ``days``: the beginnings of the reader's days.

    ``agent`` and ``reach`` limit it to the sub-accounts of an agent account, ``account_number`` to one account.
    """

    days: tuple[Time, ...]
    by: IncomeBy = IncomeBy.DAY
    agent: AccountId | None = None
    reach: Reach = Reach.DIRECT
    account_number: str = ""

    def checks(self) -> Found:
        """Days in order, and not too many."""
        yield "days", text_rules.days(self.days, MAX_DAYS)


class IncomeRow(Value, frozen=True):
    """Sums of one day, account or agent. Money is positive.

    ``fee`` is what the accounts were charged, ``agent_fee`` what their agents were charged for the same calls,
    ``margin`` the difference. Both are None where there is no agent, or one that is not this user's to see.
    """

    day: Time | None
    account_id: AccountId | None
    account_number: str
    account_name: str
    calls: int
    hold: int
    fee: Money
    agent_fee: Money | None
    margin: Money | None


class Income(Value, frozen=True):
    """A report, the days in order or the largest fees first, and the totals, in which every call counts once.

    The totals are those of the direct sub-accounts of the agent account that was asked for; else, for an agent, of the
    accounts that he is listed on; else of all accounts without an agent, which is what the house took in.
    """

    rows: tuple[IncomeRow, ...]
    totals: IncomeRow
    left_out: int
    """Rows beyond those given."""
