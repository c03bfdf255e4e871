"""What every tab, dialog and action works with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vosdesk.contract.backend import Backend
from vosdesk.contract.permissions import Right
from vosdesk.contract.session import Me
from vosdesk.gui.notices import Notices
from vosdesk.gui.ops import Ops
from vosdesk.settings.store import Store

if TYPE_CHECKING:
    from vosdesk.gui.formats import Formats


def _nowhere(node_id: str, params: dict[str, object]) -> None:
    raise LookupError(f"no window to open {node_id} in")


@dataclass(frozen=True)
class Context:
    """One login: who it is, the way to the backend, how to show things and where to remember them."""

    backend: Backend
    ops: Ops
    me: Me
    formats: "Formats"
    notices: Notices
    store: Store
    opener: Callable[[str, dict[str, object]], None] = _nowhere

    def may(self, right: Right) -> bool:
        """Whether the user has an operation right."""
        return right in self.me.rights

    def open_tab(self, node_id: str, **params: object) -> None:
        """Open the page of a node as a tab, or go to it when it is open. ``params`` are plain JSON values."""
        self.opener(node_id, params)
