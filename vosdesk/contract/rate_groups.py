"""Rate groups: rows, filters, commands."""

from enum import StrEnum

from vosdesk.contract import text_rules
from vosdesk.contract.checking import Found
from vosdesk.contract.ids import AccountId, RateGroupId, Time, UserId, Value
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import Can

ANNOUNCEMENT_DEFAULT = 60
"""Seconds; the vendor's ``fakeminute``."""


class RateGroupRow(Value, frozen=True):
    """A rate group as the table shows it. ``accounts`` counts the accounts that the reader may see."""

    id: RateGroupId
    version: int
    name: str
    rates: int
    accounts: int
    private: bool
    owner_id: UserId | None
    owner: str
    access_users: tuple[str, ...]
    announcement: int
    memo: str
    created: Time
    can: Can = {}


class RateGroupFilter(Value, frozen=True):
    """Which rate groups; text is found anywhere in the name."""

    text: str = ""
    private: bool | None = None
    in_use: bool | None = None
    owner: UserId | None = None


class RateGroupSort(StrEnum):
    """Columns that rate groups can be sorted by."""

    NAME = "name"
    CREATED = "created"


class ListRateGroups(Value, frozen=True):
    """A window of rate groups."""

    filter: RateGroupFilter = RateGroupFilter()
    sort: RateGroupSort = RateGroupSort.NAME
    descending: bool = False
    window: Window = Window()


class GetRateGroup(Value, frozen=True):
    """One rate group."""

    id: RateGroupId


class RateGroupOptions(Value, frozen=True):
    """The groups that the reader may choose for an account; ``agent`` narrows to what its agent may use."""

    account: AccountId | None = None
    agent: AccountId | None = None


class RateGroupOption(Value, frozen=True):
    """A rate group to choose."""

    id: RateGroupId
    name: str
    private: bool
    rates: int


class RateGroupChoices(Value, frozen=True):
    """Rate groups to choose from: the reader's private ones first, then those he is listed on."""

    rows: tuple[RateGroupOption, ...]


class CreateRateGroup(Value, frozen=True):
    """A new rate group. One made by an agent is always private to him."""

    name: str
    announcement: int = ANNOUNCEMENT_DEFAULT
    memo: str = ""

    def checks(self) -> Found:
        """Name, announcement time in seconds, memo."""
        yield "name", text_rules.line(self.name, required=True)
        yield "announcement", text_rules.within(self.announcement, 0, 3_600)
        yield "memo", text_rules.memo(self.memo)


class UpdateRateGroup(Value, frozen=True):
    """Change name, announcement time or memo of a rate group."""

    id: RateGroupId
    version: int
    name: str
    announcement: int
    memo: str

    def checks(self) -> Found:
        """Name, announcement time in seconds, memo."""
        yield "name", text_rules.line(self.name, required=True)
        yield "announcement", text_rules.within(self.announcement, 0, 3_600)
        yield "memo", text_rules.memo(self.memo)


class DeleteRateGroup(Value, frozen=True):
    """Delete a rate group, with its rates, that no account uses."""

    id: RateGroupId
    version: int


class CopyRateGroup(Value, frozen=True):
    """A new rate group with the same rates. The access list is not copied."""

    id: RateGroupId
    name: str

    def checks(self) -> Found:
        """The new name."""
        yield "name", text_rules.line(self.name, required=True)
