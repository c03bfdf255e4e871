"""Payments and payment records."""

from enum import IntEnum, StrEnum

from vosdesk.contract import text_rules
from vosdesk.contract.account_bulk import AccountSelection
from vosdesk.contract.accounts import Reach
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import AccountId, Key, PaymentId, Time, Value
from vosdesk.contract.money import MAX_MONEY, Money
from vosdesk.contract.paging import Search, Window
from vosdesk.contract.permissions import Can


class PaymentKind(IntEnum):
    """What moved the balance, with the vendor's codes."""

    RECHARGE = 0
    DEDUCT = 1
    OPEN = 2
    MAKE_ZERO = 3
    REVERSAL = 4


class PaymentMode(IntEnum):
    """How it was paid, with the vendor's codes."""

    CASH = 0
    PHONE_CARD = 2
    OTHER = 5


class PaymentRow(Value, frozen=True):
    """A payment record. Names and numbers are those of its moment; money is in micro-units, signed.

    ``note`` is empty for agents, always. ``reverses`` is the record that this one takes back, ``reversed_by`` the
    one that took this one back; ``can`` says which verbs the reader has on it.
    """

    id: PaymentId
    seq: int
    time: Time
    account_id: AccountId
    account_number: str
    account_name: str
    kind: PaymentKind
    mode: PaymentMode
    amount: Money
    balance_before: Money
    balance_after: Money
    operator: str
    memo: str
    agent_number: str
    agent_name: str
    note: str = ""
    reverses: PaymentId | None = None
    reversed_by: PaymentId | None = None
    can: Can = {}


class PaymentFilter(Value, frozen=True):
    """Which payment records. Empty fields filter nothing. The account number is matched exactly."""

    account_number: str = ""
    agent: AccountId | None = None
    reach: Reach = Reach.DIRECT
    time_from: Time | None = None
    time_to: Time | None = None
    kind: PaymentKind | None = None
    mode: PaymentMode | None = None
    operator: str = ""
    amount_from: Money | None = None
    amount_to: Money | None = None
    memo: str = ""

    def checks(self) -> Found:
        """Periods and ranges that are not reversed."""
        if self.time_from is not None and self.time_to is not None:
            yield "time_to", Problem(Code.PERIOD_REVERSED) if self.time_to < self.time_from else None
        if self.amount_from is not None and self.amount_to is not None:
            yield "amount_to", Problem(Code.PERIOD_REVERSED) if self.amount_to < self.amount_from else None


class PaymentSort(StrEnum):
    """Columns that payment records can be sorted by."""

    TIME = "time"
    AMOUNT = "amount"
    ACCOUNT = "account"


class ListPayments(Value, frozen=True):
    """A window of payment records, newest first unless told otherwise."""

    filter: PaymentFilter = PaymentFilter()
    sort: PaymentSort = PaymentSort.TIME
    descending: bool = True
    window: Window = Window()

    def checks(self) -> Found:
        """The filter's rules."""
        yield from self.filter.checks()


class PaymentTotals(Value, frozen=True):
    """Sums over the whole filter, by kind: number of records and amount.

    With ``search`` these are the sums of a part, and the rest comes by asking on.
    """

    count: int
    amount: Money
    by_kind: dict[str, tuple[int, int]]
    search: Search | None = None

    def plus(self, other: "PaymentTotals") -> "PaymentTotals":
        """These sums and those of the part that follows."""
        kinds = {
            kind: tuple(map(sum, zip(self.by_kind.get(kind, (0, 0)), other.by_kind.get(kind, (0, 0)), strict=True)))
            for kind in sorted(self.by_kind.keys() | other.by_kind.keys())
        }
        return PaymentTotals(
            count=self.count + other.count,
            amount=Money(self.amount + other.amount),
            by_kind={kind: (count, amount) for kind, (count, amount) in kinds.items()},
            search=other.search,
        )


class GetPayment(Value, frozen=True):
    """One payment record."""

    id: PaymentId


class FindPayment(Value, frozen=True):
    """The payment that was posted under a key, to learn what became of a lost answer."""

    key: Key


class Paying(Value, frozen=True, kw_only=True):
    """What every command that moves money says beside the amount.

    ``memo`` is for the customer too; ``note`` is for administrators and operators, and no agent writes or reads one.
    ``confirmation`` is the user's own password, where the system parameter on large amounts asks for it.
    """

    memo: str = ""
    note: str = ""
    confirmation: str | None = None

    def checks(self) -> Found:
        """Memo and note."""
        yield "memo", text_rules.memo(self.memo)
        yield "note", text_rules.memo(self.note)

    def __repr__(self) -> str:
        told = (f"{name}={getattr(self, name)!r}" for name in self.__struct_fields__ if name != "confirmation")
        return f"{type(self).__name__}({', '.join(told)})"


class Recharge(Paying, frozen=True, kw_only=True):
    """Add to an account's balance. ``amount`` is positive, in micro-units."""

    account: AccountId
    amount: Money
    mode: PaymentMode = PaymentMode.CASH

    def checks(self) -> Found:
        """A positive amount, the texts."""
        yield "amount", positive(self.amount)
        yield from Paying.checks(self)


class Deduct(Paying, frozen=True, kw_only=True):
    """Take from an account's balance, never below minus the overdraft limit. ``amount`` is positive."""

    account: AccountId
    amount: Money
    mode: PaymentMode = PaymentMode.CASH

    def checks(self) -> Found:
        """A positive amount, the texts."""
        yield "amount", positive(self.amount)
        yield from Paying.checks(self)


class MakeZero(Paying, frozen=True, kw_only=True):
    """Bring a balance to exactly 0 from either side. ``balance`` is what the form showed: else it is stale."""

    account: AccountId
    balance: Money
    mode: PaymentMode = PaymentMode.OTHER


class Reverse(Paying, frozen=True, kw_only=True):
    """Take a payment back, once: a record of the opposite amount that names it. ``memo`` says why."""

    payment: PaymentId

    def checks(self) -> Found:
        """A reason."""
        yield "memo", Problem(Code.FIELD_EMPTY) if not self.memo.strip() else None
        yield from Paying.checks(self)


class BulkRecharge(Paying, frozen=True, kw_only=True):
    """Add the same amount to all selected accounts: each is judged by itself, in one act."""

    selection: AccountSelection
    amount: Money
    mode: PaymentMode = PaymentMode.CASH

    def checks(self) -> Found:
        """A positive amount, the texts."""
        yield "amount", positive(self.amount)
        yield from Paying.checks(self)


def positive(amount: int) -> Problem | None:
    """An amount to post: more than zero, not too large."""
    if amount <= 0:
        return Problem(Code.NUMBER_NOT_POSITIVE)
    return Problem(Code.NUMBER_TOO_LARGE) if amount > MAX_MONEY else None


class ExportPayments(Value, frozen=True):
    """Write the payment records of a filter to a CSV file, in this order."""

    filter: PaymentFilter = PaymentFilter()
    sort: PaymentSort = PaymentSort.TIME
    descending: bool = True

    def checks(self) -> Found:
        """The filter's rules."""
        yield from self.filter.checks()
