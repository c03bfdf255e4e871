"""What every tab is."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vosdesk.contract.changes import Changes
from vosdesk.contract.permissions import Can
from vosdesk.gui.actions.spec import Action
from vosdesk.gui.context import Context


def tab_id(node_id: str, params: Mapping[str, object]) -> str:
    """The identity of a tab: its node, and what it was opened for."""
    counted = (key for key in sorted(params) if key not in _LABELS and not key.startswith("filter"))
    return node_id + "".join(f":{key}={params[key]}" for key in counted)


_LABELS = frozenset({"name", "number"})


class Tab(QWidget):
    """A page of the console. Parameters called name, number or filter… do not make another tab."""

    selection_changed = Signal()
    """Other rows are selected, or what they allow has changed: actions are judged anew."""
    title_changed = Signal()
    menu_wanted = Signal(object)
    """The context menu of the selected rows, at a global position."""
    act_wanted = Signal(object)
    """The id of an action to run if it can run now, such as on a double-click."""

    def __init__(self, context: Context, node_id: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__()
        self.context = context
        self.node_id = node_id
        self.params: dict[str, object] = dict(params or {})
        self.can: Can = {}
        """What may be done with the object that the whole page is about, such as a rate group."""
        self.setAccessibleName(self.title())

    @property
    def id(self) -> str:
        """The identity of the tab among the open ones."""
        return tab_id(self.node_id, self.params)

    @property
    def icon(self) -> str:
        """The name of the tab's icon: its node's."""
        return self.node_id

    def title(self) -> str:
        """What stands on the tab."""
        from vosdesk.gui.text import node_text

        return node_text(self.node_id)

    def offers(self) -> tuple[Action, ...]:
        """The actions that can be done here (``QWidget.actions`` has the name that would be better)."""
        return ()

    def selected(self) -> tuple[Any, ...]:
        """The selected rows, as the contract's values."""
        return ()

    def reload(self) -> None:
        """Fetch what is shown once more, keeping selection and place."""

    def changed(self, changes: Changes) -> None:
        """Somebody in this window changed something: reload when it is shown here."""

    def opened_again(self, params: Mapping[str, object]) -> None:
        """The tab was asked for while it is open: take over a filter from ``params``."""

    def may_close(self) -> bool:
        """Whether the tab can be closed; asks when something would be lost."""
        return True
