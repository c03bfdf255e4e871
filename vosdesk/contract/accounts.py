"""Accounts: rows, details, filters, commands."""

from enum import IntEnum, StrEnum

from msgspec import UNSET, UnsetType

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import FOREVER, AccountId, RateGroupId, Time, Value
from vosdesk.contract.money import MAX_MONEY, Money
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import AccountVerb, Can


class AccountType(IntEnum):
    """The vendor's types of accounts."""

    ORDINARY = 0
    PHONE_CARD = 1
    CLEARING = 2


class Category(StrEnum):
    """Derived, never set: an account with a sub-account is an agent account."""

    GENERAL = "general"
    AGENT = "agent"


class Reach(StrEnum):
    """Sub-accounts of an agent account: direct ones, or all below it."""

    DIRECT = "direct"
    ALL = "all"


class Contact(Value, frozen=True):
    """Contact details of an account's owner."""

    company: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    id_type: str = ""
    id_number: str = ""
    bank: str = ""


class Cover(Value, frozen=True):
    """What a lower-rate agent account covers: total = max(0, its balance), used by its direct sub-accounts.

    ``free`` is negative when the cover is short.
    """

    total: Money
    used: Money
    free: Money


class AccountRow(Value, frozen=True):
    """An account as the table shows it.

    The agent and the rate groups are None (names empty) where the reader may not see them; ``has_agent`` and
    its like then still tell that there is one. Money is in micro-units.
    """

    id: AccountId
    version: int
    number: str
    name: str
    type: AccountType
    category: Category
    agent_id: AccountId | None
    agent_number: str
    agent_name: str
    has_agent: bool
    balance: Money
    overdraft: Money
    rate_group_id: RateGroupId | None
    rate_group_name: str
    has_rate_group: bool
    private_rate_group_id: RateGroupId | None
    private_rate_group_name: str
    has_private_rate_group: bool
    rate_overridden: bool
    lower_rate: bool
    today_consumption: Money
    locked: bool
    active: bool
    created: Time
    expires: Time
    threshold: Money
    memo: str
    subs: int
    can: Can = {}
    daily_use: Money = Money(0)
    """The average a day of what calls cost in the last seven days."""
    days_left: int | None = None
    """Whole days that the money lasts at that; None where nothing is used. Of an agent account that uses lower rate
    it is the days that its cover lasts."""
    cover: Cover | None = None
    """Of an agent account that uses lower rate, as a list shows it, where the reader sees the sub-accounts."""


class Account(Value, frozen=True):
    """An account with contact details, and its cover where it is an agent account."""

    row: AccountRow
    contact: Contact
    cover: Cover | None = None


MAX_DAYS_LEFT = 365


class AccountFilter(Value, frozen=True):
    """Which accounts. Empty fields filter nothing; text is found anywhere, in any case of letters."""

    number: str = ""
    name: str = ""
    agent: AccountId | None = None
    reach: Reach = Reach.DIRECT
    category: Category | None = None
    type: AccountType | None = None
    rate_group: RateGroupId | None = None
    below_threshold: bool = False
    days_left: int | None = None
    """Those whose money lasts for less than so many days."""
    low: int | None = None
    """The low-balance list: those whose money lasts for less than so many days or is below the threshold, and agents
    whose cover is short."""
    used_since: Time = FOREVER
    """Since when use is counted for that: whatever is asked for, the service goes by the last seven days."""
    lower_rate: bool | None = None
    locked: bool | None = None
    active: bool | None = True
    expires_from: Time | None = None
    expires_to: Time | None = None

    def checks(self) -> Found:
        """Sensible numbers of days."""
        for name in ("days_left", "low"):
            days = getattr(self, name)
            yield name, None if days is None else text_rules.within(days, 1, MAX_DAYS_LEFT)


class AccountSort(StrEnum):
    """Columns that accounts can be sorted by."""

    NUMBER = "number"
    NAME = "name"
    BALANCE = "balance"
    OVERDRAFT = "overdraft"
    AGENT = "agent"
    CREATED = "created"
    EXPIRES = "expires"
    DAYS_LEFT = "days_left"


class ListAccounts(Value, frozen=True):
    """A window of accounts. ``today_from`` is the start of the reader's day: what was used since is summed."""

    filter: AccountFilter = AccountFilter()
    sort: AccountSort = AccountSort.NUMBER
    descending: bool = False
    window: Window = Window()
    today_from: Time = FOREVER

    def checks(self) -> Found:
        """The filter's rules."""
        yield from self.filter.checks()


class AccountTotals(Value, frozen=True):
    """Sums over a whole filter."""

    count: int
    balance: Money
    overdraft: Money
    below_threshold: int


class GetAccount(Value, frozen=True):
    """One account."""

    id: AccountId
    today_from: Time = FOREVER


class SuggestAccounts(Value, frozen=True):
    """Accounts whose number or name holds ``text``; the reader's own accounts first.

    For the fields that name an account: whoever may view accounts or payment records can ask.
    """

    text: str = ""
    limit: int = 20
    agents_only: bool = False


class AccountChoice(Value, frozen=True):
    """An account to choose."""

    id: AccountId
    number: str
    name: str
    own: bool


class AccountChoices(Value, frozen=True):
    """Accounts to choose from."""

    rows: tuple[AccountChoice, ...]


class AgentNode(Value, frozen=True):
    """An agent account as a node of the navigation tree; ``parent`` is the nearest agent that is visible."""

    id: AccountId
    number: str
    name: str
    parent: AccountId | None
    subs: int
    own: bool


class AgentTree(Value, frozen=True):
    """All agent accounts that the reader may see, parents before children."""

    nodes: tuple[AgentNode, ...]


def not_negative(value: int) -> Problem | None:
    """An amount in micro-units that is not below zero, and not too large."""
    if value < 0:
        return Problem(Code.NUMBER_NEGATIVE)
    return Problem(Code.NUMBER_TOO_LARGE) if value > MAX_MONEY else None


def _contact_checks(contact: Contact) -> Found:
    for field, limit in _CONTACT_LIMITS.items():
        yield f"contact.{field}", text_rules.line(getattr(contact, field), limit)
    yield "contact.email", text_rules.email(contact.email)


_CONTACT_LIMITS: dict[str, int] = {
    "company": 128, "contact": 64, "phone": 32, "address": 200,
    "postcode": 16, "id_type": 32, "id_number": 64, "bank": 128,
}  # fmt: skip


class CreateAccount(Value, frozen=True):
    """Open an account. Writes an "open" payment record of ``opening``, even when it is 0.

    ``expires`` and ``threshold`` default to the system parameters. ``confirmation`` is the user's own password, for a
    large opening balance.
    """

    number: str
    name: str = ""
    type: AccountType = AccountType.ORDINARY
    agent: AccountId | None = None
    opening: Money = Money(0)
    overdraft: Money = Money(0)
    rate_group: RateGroupId | None = None
    expires: Time | None = None
    threshold: Money | None = None
    memo: str = ""
    contact: Contact = Contact()
    confirmation: str | None = None

    def checks(self) -> Found:
        """Number, texts and amounts."""
        yield "number", text_rules.account_number(self.number)
        yield "name", text_rules.line(self.name)
        yield "opening", not_negative(self.opening)
        yield "overdraft", not_negative(self.overdraft)
        yield "threshold", None if self.threshold is None else _threshold(self.threshold)
        yield "memo", text_rules.memo(self.memo)
        yield from _contact_checks(self.contact)

    def __repr__(self) -> str:
        return f"CreateAccount(number={self.number!r})"


def _threshold(value: int) -> Problem | None:
    return Problem(Code.NUMBER_TOO_LARGE) if abs(value) > MAX_MONEY else None


class UpdateAccount(Value, frozen=True):
    """Modify details. Carries no money column but the threshold: balance changes only by a payment."""

    id: AccountId
    version: int
    name: str
    type: AccountType
    expires: Time
    threshold: Money
    memo: str
    contact: Contact

    def checks(self) -> Found:
        """Texts and the threshold."""
        yield "name", text_rules.line(self.name)
        yield "threshold", _threshold(self.threshold)
        yield "memo", text_rules.memo(self.memo)
        yield from _contact_checks(self.contact)


class LockAccount(Value, frozen=True):
    """Lock or unlock an account."""

    id: AccountId
    locked: bool


class CancelAccount(Value, frozen=True):
    """Cancel an account for good: it must have no active sub-account and a balance of zero."""

    id: AccountId


class SetOverdraft(Value, frozen=True):
    """Change the overdraft limit (micro-units)."""

    id: AccountId
    version: int
    overdraft: Money

    def checks(self) -> Found:
        """Not negative, not too large."""
        yield "overdraft", not_negative(self.overdraft)


class SetRateGroup(Value, frozen=True):
    """Choose the billing rate group and the private rate group of an account. What is not given stays as it is:
    who may not see the present group can keep it."""

    id: AccountId
    version: int
    rate_group: RateGroupId | UnsetType | None = UNSET
    private_rate_group: RateGroupId | UnsetType | None = UNSET


class MakePrivateRates(Value, frozen=True):
    """Make a rate group, empty, and choose it as the private rate group of an account that has none: one act."""

    id: AccountId
    version: int
    name: str

    def checks(self) -> Found:
        """The name of the group."""
        yield "name", text_rules.line(self.name, required=True)


class SetLowerRate(Value, frozen=True):
    """Turn *use lower rate* of an agent account on or off."""

    id: AccountId
    version: int
    lower_rate: bool


class AskAccount(Value, frozen=True):
    """Why may I (not) do this with this account?"""

    id: AccountId
    verb: AccountVerb
