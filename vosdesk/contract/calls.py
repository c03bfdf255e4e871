"""Calls: their records, what each account of the chain was charged, imports, and what an agent earned."""

from enum import IntEnum, StrEnum

from vosdesk.contract import text_rules
from vosdesk.contract.accounts import Reach
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import AccountId, CallId, ChargeId, Time, Value
from vosdesk.contract.money import Money, Price
from vosdesk.contract.paging import Window
from vosdesk.contract.rates import Section

FLOW_LENGTH = 64
"""Characters of a flow number, which tells a call from every other."""
PARTY_LENGTH = 64
"""Characters of a caller, a callee, or an account number as a record names it."""
MAX_SELECTED = 10_000
"""Calls that can be named one by one."""


class CallState(IntEnum):
    """What became of a call record."""

    RATED = 1
    """Charged along the chain; a call of no duration is rated, and costs nothing."""
    REFUSED = 2
    """Kept with the reason; it can be rated again."""


REASONS: tuple[Code, ...] = (
    Code.ACCOUNT_UNKNOWN,
    Code.ACCOUNT_CANCELLED,
    Code.ACCOUNT_LOCKED,
    Code.ACCOUNT_EXPIRED,
    Code.ACCOUNT_EXHAUSTED,
    Code.RATE_NONE,
    Code.RATE_LOCKED,
    Code.NUMBER_TOO_LARGE,
)
"""Why a call is refused, in the order in which it is asked."""


class CallRow(Value, frozen=True):
    """A call as this user may see it.

    ``fee`` is what the calling account was charged, ``agent_fee`` what its agent was charged for the same call:
    None where there is no charge, no agent, or an agent that is not this user's to see. Money is positive.
    """

    id: CallId
    flow: str
    caller: str
    callee: str
    account_id: AccountId | None
    account_number: str
    account_name: str
    start: Time
    stop: Time
    hold: int
    state: CallState
    reason: Code | None
    refused_by: str
    """The number of the account that the reason is about, "" where it is not this user's to see."""
    fee: Money | None
    agent_fee: Money | None
    area_name: str
    code: str


class ChargeRow(Value, frozen=True):
    """What one account of the chain was charged for a call: an entry of its ledger, and the rate of that moment.

    The rate group is named to those who may know it. ``amount`` is zero or negative, as it moved the balance.
    """

    id: ChargeId
    account_id: AccountId
    account_number: str
    account_name: str
    seq: int
    time: Time
    amount: Money
    balance_before: Money
    balance_after: Money
    rate_group: str
    code: str
    area_name: str
    price: Price
    cycle: int
    sections: tuple[Section, ...]
    tax: int


class Call(Value, frozen=True):
    """A call with its charges, the calling account first, then its agents upwards, as far as the user may see."""

    row: CallRow
    charges: tuple[ChargeRow, ...]


class CallFilter(Value, frozen=True):
    """Which calls. Empty fields filter nothing. The account number is matched exactly; the period is of the start."""

    account_number: str = ""
    agent: AccountId | None = None
    reach: Reach = Reach.DIRECT
    time_from: Time | None = None
    time_to: Time | None = None
    callee: str = ""
    """What the callee begins with."""
    caller: str = ""
    state: CallState | None = None
    reason: Code | None = None
    flow: str = ""

    def checks(self) -> Found:
        """A period that is not reversed, prefixes of numbers, a reason that calls are refused for."""
        if self.time_from is not None and self.time_to is not None:
            yield "time_to", Problem(Code.PERIOD_REVERSED) if self.time_to < self.time_from else None
        yield "callee", text_rules.line(self.callee, PARTY_LENGTH)
        yield "caller", text_rules.line(self.caller, PARTY_LENGTH)
        known = self.reason is None or self.reason in REASONS
        yield "reason", None if known else Problem(Code.FIELD_CHOICE)


class CallSort(StrEnum):
    """Columns that calls can be sorted by."""

    START = "start"
    ACCOUNT = "account"
    HOLD = "hold"


class ListCalls(Value, frozen=True):
    """A window of calls, newest first unless told otherwise."""

    filter: CallFilter = CallFilter()
    sort: CallSort = CallSort.START
    descending: bool = True
    window: Window = Window()

    def checks(self) -> Found:
        """The filter's rules."""
        yield from self.filter.checks()


class CallTotals(Value, frozen=True):
    """Sums over the whole filter.

    ``fee`` is what the calling accounts were charged. ``refused`` counts refused calls by the reason's code.
    """

    count: int
    rated: int
    hold: int
    fee: Money
    refused: dict[str, int]


class GetCall(Value, frozen=True):
    """One call."""

    id: CallId


class ExportCalls(Value, frozen=True):
    """Write the calls of a filter to a CSV file, in this order, under titles that an import knows."""

    filter: CallFilter = CallFilter()
    sort: CallSort = CallSort.START
    descending: bool = True

    def checks(self) -> Found:
        """The filter's rules."""
        yield from self.filter.checks()
