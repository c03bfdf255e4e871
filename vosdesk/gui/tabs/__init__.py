"""The tabs: node id → the module that makes its page, imported when it is opened for the first time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from vosdesk.contract.permissions import Right, visible_nodes

if TYPE_CHECKING:
    from vosdesk.gui.context import Context
    from vosdesk.gui.tabs.base import Tab

Factory = Callable[["Context", Mapping[str, object]], "Tab"]


@dataclass(frozen=True)
class Page:
    """Where the page of a node is made, which node's right opens it, and which right besides."""

    node_id: str
    module: str
    gate: str
    right: Right | None = None

    def opens(self, rights: frozenset[Right]) -> bool:
        """Whether a user with ``rights`` may see the page."""
        return self.gate in {node.id for node in visible_nodes(rights)} and (self.right is None or self.right in rights)

    def create(self, context: "Context", params: Mapping[str, object]) -> "Tab":
        """The page for ``params``."""
        return self.load()(context, params)

    def load(self) -> Factory:
        """Import the module, and give what makes its page."""
        factory: Factory = import_module(f"vosdesk.gui.tabs.{self.module}").create
        return factory


PAGES: dict[str, Page] = {
    p.node_id: p
    for p in (
        Page("users", "users", "users"),
        Page("templates", "templates", "templates"),
        Page("sessions", "sessions", "sessions"),
        Page("log", "log", "log"),
        Page("parameters", "parameters", "parameters"),
        Page("verification", "verification", "verification"),
        Page("backups", "backups", "backups"),
        Page("accounts", "accounts", "accounts"),
        Page("sub_accounts", "sub_accounts", "accounts"),
        Page("rate_groups", "rate_groups", "rate_groups"),
        Page("rates", "rates", "rates"),
        Page("rate_imports", "rate_imports", "rates"),
        Page("rate_search", "rate_search", "rates"),
        Page("deck_templates", "deck_templates", "rates", Right.RATES_IMPORT),
        Page("compare", "compare", "rates"),
        Page("losses", "losses", "rates"),
        Page("low_balance", "low_balance", "low_balance"),
        Page("payments", "payments", "payments"),
        Page("reconciliation", "reconciliation", "reconciliation"),
        Page("calls", "calls", "calls"),
        Page("income", "income", "income"),
    )
}
"""``sub_accounts`` takes account, number and name; ``rates`` takes rate_group and name."""
