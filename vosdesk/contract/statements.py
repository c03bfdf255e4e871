"""Statements: what moved the balance of one account in a period, from its opening to its closing balance."""

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import AccountId, Time, Value
from vosdesk.contract.income import MAX_DAYS
from vosdesk.contract.money import Money
from vosdesk.contract.paging import MAX_LIMIT
from vosdesk.contract.verification import Closing


class AskStatement(Value, frozen=True):
    """The statement of an account. ``days`` are the beginnings of the reader's days, and the end of the last one."""

    account: AccountId
    days: tuple[Time, ...]

    def checks(self) -> Found:
        """Days in order, and not too many."""
        yield "days", text_rules.days(self.days, MAX_DAYS)


class DayCharges(Value, frozen=True):
    """What the calls to one destination on one day were charged: ``amount`` is zero or negative, ``hold`` seconds.

    ``day`` is None for calls of another period that were charged in this one.
    """

    day: Time | None
    destination: str
    calls: int
    hold: int
    amount: Money


class Statement(Value, frozen=True):
    """The entries of an account from serial number ``first`` to ``last`` (less than ``first`` when there are none).

    ``opening`` + ``paid`` + ``charged`` = ``closing``. ``closing_entry`` names the last entry of the account at the
    end of the period, by which the closing balance can be checked; None for an account without any.
    """

    account_number: str
    account_name: str
    begin: Time
    end: Time
    opening: Money
    closing: Money
    first: int
    last: int
    payments: int
    paid: Money
    calls: int
    charged: Money
    charges: tuple[DayCharges, ...]
    closing_entry: Closing | None


class StatementRecords(Value, frozen=True):
    """The payment records of a statement, in order of their serial numbers: those above ``after``, up to ``last``."""

    account: AccountId
    after: int
    last: int
    limit: int = MAX_LIMIT

    def checks(self) -> Found:
        """Not too many at once."""
        fits = 0 < self.limit <= MAX_LIMIT
        yield "limit", None if fits else Problem(Code.FIELD_RANGE, {"low": 1, "high": MAX_LIMIT})
