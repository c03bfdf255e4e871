"""What every tab, dialog and action works with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vosdesk.contract.backend import Backend
from vosdesk.contract.permissions import Right
from vosdesk.contract.session import Me
from vosdesk.gui.notices import Notices
from vosdesk.gui.ops import Ops
from vosdesk.gui.outbox import Outbox
from vosdesk.settings.store import Store

if TYPE_CHECKING:
    from vosdesk.gui.formats import Formats


def _nowhere(node_id: str, params: dict[str, object]) -> None:
    raise LookupError(f"no window to open {node_id} in")


def _showing(me: Me) -> tuple[object, ...]:
    return me.name, me.type, me.rights, me.own_accounts, me.parameters


@dataclass(eq=False)
class Context:
    """One login: who it is, the way to the backend, how to show things and where to remember them.

    One object for the whole login. ``me`` and what ``formats`` show follow the service while it lasts: ask them when
    they are needed.
    """

    backend: Backend
    ops: Ops
    me: Me
    formats: "Formats"
    notices: Notices
    store: Store
    opener: Callable[[str, dict[str, object]], None] = _nowhere
    outbox: Outbox = field(default_factory=Outbox)

    def follow(self, me: Me) -> bool:
        """Take over what the service says of the user now; whether it differs in anything that shows."""
        differs = _showing(me) != _showing(self.me)
        self.me = me
        self.formats.follow(me.parameters)
        return differs

    def may(self, right: Right) -> bool:
        """Whether the user has an operation right."""
        return right in self.me.rights

    def open_tab(self, node_id: str, **params: object) -> None:
        """Open the page of a node as a tab, or go to it when it is open. ``params`` are plain JSON values."""
        self.opener(node_id, params)
