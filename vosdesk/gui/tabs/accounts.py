"""Account management."""

from collections.abc import Mapping

from vosdesk.contract.accounts import AccountFilter, AccountRow
from vosdesk.gui.context import Context
from vosdesk.gui.tables import EmptyTexts
from vosdesk.gui.tabs.account_table import FIELDS, ROW_ACTIONS, account_spec
from vosdesk.gui.tabs.list_tab import ListTab
from vosdesk.gui.text import mark

EMPTY = EmptyTexts(
    mark("No accounts yet"),
    mark("An account holds a customer's money. New account opens one, New agent an agent with his user."),
)


def create(context: Context, params: Mapping[str, object]) -> ListTab[AccountRow]:
    """The page of all accounts that the user may see."""
    return ListTab(
        context,
        "accounts",
        params,
        account_spec(context, "accounts", AccountFilter(), EMPTY),
        FIELDS,
        offered=("accounts.new", "grants.new_agent", *ROW_ACTIONS),
        opens="accounts.edit",
    )
