"""The low-balance list: accounts whose money is used up soon, those that run out first at the top."""

from collections.abc import Mapping
from dataclasses import replace

from vosdesk.contract import accounts as a
from vosdesk.gui.context import Context
from vosdesk.gui.fields import ChoiceField, Field
from vosdesk.gui.tables import Column, EmptyTexts, FilterField
from vosdesk.gui.tabs.account_table import AGENT, COLUMNS, NAME, NUMBER, ROW_ACTIONS, SOON, VERY_SOON, account_spec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import mark, tr

EMPTY = EmptyTexts(
    mark("No account runs low"),
    mark("None is below its threshold, lasts for less than these days, or has a cover that is short."),
)
_FIRST = ("number", "name", "agent", "balance", "days_left", "daily_use", "cover", "threshold", "overdraft")
_HIDDEN = frozenset({"type", "created", "private_rate_group", "memo", "rate_group", "subs", "category", "today"})


def columns() -> tuple[Column[a.AccountRow], ...]:
    """The columns of accounts, what is said of their money first."""
    known = {column.id: column for column in COLUMNS}
    first = [replace(known[name], visible=True) for name in _FIRST]
    first = [replace(c, sort=a.AccountSort.DAYS_LEFT) if c.id == "days_left" else c for c in first]
    rest = [replace(c, visible=c.visible and c.id not in _HIDDEN) for c in COLUMNS if c.id not in _FIRST]
    return (*first, *rest)


def _days(context: Context) -> Field:
    return ChoiceField([(days, tr("{count} days", count=days)) for days in (1, VERY_SOON, SOON, 14, 30)])


FIELDS: tuple[FilterField, ...] = (
    FilterField("low", mark("Below the threshold, or days left under"), _days, 240),
    NUMBER,
    NAME,
    *AGENT,
)


def create(context: Context, params: Mapping[str, object]) -> ListTab[a.AccountRow]:
    """The page of the accounts that run low, of those that the user may see."""
    spec = account_spec(context, "low_balance", a.AccountFilter(low=SOON), EMPTY)
    spec = replace(spec, columns=columns(), sort=a.AccountSort.DAYS_LEFT)
    return ListTab(context, "low_balance", params, spec, FIELDS, offered=ROW_ACTIONS, opens="accounts.edit")
