"""What an action is: data from which menus, toolbars, context menus and the command palette are made.

Shown and enabled are two questions: shown by the user's rights, enabled by what the selected rows allow.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any

from vosdesk.contract.permissions import Right

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vosdesk.gui.context import Context
    from vosdesk.gui.main_window import MainWindow
    from vosdesk.gui.tabs.base import Tab


class Place(StrEnum):
    """Where an action stands. The command palette holds every action that is shown."""

    MENU_CONSOLE = "console"
    MENU_USER = "user"
    MENU_ACCOUNT = "account"
    MENU_RATE = "rate"
    MENU_PAYMENT = "payment"
    MENU_SYSTEM = "system"
    MENU_VIEW = "view"
    MENU_HELP = "help"
    TOOLBAR = "toolbar"
    """The toolbar of the tabs that offer the action."""
    ROW = "row"
    """The context menu of the rows of the tabs that offer the action."""


MENUS: tuple[Place, ...] = tuple(p for p in Place if p not in (Place.TOOLBAR, Place.ROW))
"""The menus of the menu bar, in order."""


class Needs(Enum):
    """What must be there before an action can run."""

    NOTHING = 0
    TAB = 1
    """The current tab offers the action; with a verb, the object that the tab is about must allow it."""
    ONE = 2
    """The current tab offers it, and exactly one row is selected."""
    ROWS = 3
    """The current tab offers it, and at least one row is selected."""


@dataclass(frozen=True)
class Scene:
    """Where an action runs: the login, the current tab, its selected rows, and the window (parent of dialogs)."""

    context: "Context"
    tab: "Tab | None" = None
    rows: tuple[Any, ...] = ()
    window: "MainWindow | None" = None

    @property
    def row(self) -> Any:
        """The one selected row of an action that needs ONE."""
        return self.rows[0]

    @property
    def over(self) -> "QWidget":
        """What dialogs of the action stand over, and its calls belong to: the window, or the tab alone."""
        found = self.window if self.window is not None else self.tab
        if found is None:
            raise LookupError("the action runs nowhere")
        return found


@dataclass(frozen=True)
class Action:
    """Something that a user can do. ``id`` is noun.verb; ``text`` is English source text with its mnemonic.

    ``right``: the operation rights, all of them needed to see it. ``verb``: the key into the row's ``can``, or
    into the tab's for rows without one and for an action that needs only the tab.
    """

    id: str
    text: str
    icon: str
    places: tuple[Place, ...]
    run: Callable[[Scene], None]
    right: Right | tuple[Right, ...] | None = None
    verb: str | None = None
    shortcut: str | None = None
    needs: Needs = Needs.NOTHING
    checked: Callable[[Scene], bool] | None = None
    separated: bool = False
    """Whether a line stands before it in menus and toolbars."""

    @property
    def noun(self) -> str:
        """The first part of the id."""
        return self.id.partition(".")[0]

    @property
    def rights(self) -> tuple[Right, ...]:
        """The operation rights that are needed, as a tuple."""
        if self.right is None:
            return ()
        return (self.right,) if isinstance(self.right, Right) else self.right

    def shown(self, rights: Iterable[Right]) -> bool:
        """Whether a user with ``rights`` sees it."""
        return set(self.rights) <= set(rights)

    def hindrance(self, scene: Scene) -> str | None:
        """Why it cannot run now: None when it can, a code of the contract, or "" for a missing tab or row."""
        if self.needs is Needs.NOTHING:
            return None
        if scene.tab is None or self.id not in {a.id for a in scene.tab.offers()}:
            return ""
        judged = (scene.tab,) if self.needs is Needs.TAB else scene.rows
        if not judged or (self.needs is Needs.ONE and len(judged) != 1):
            return ""
        if self.verb is None:
            return None
        # Rows that carry no verdicts of their own are judged by the thing that their tab is about.
        whole: dict[str, str] = getattr(scene.tab, "can", {})
        reasons = [getattr(row, "can", whole).get(self.verb, "not_found") for row in judged]
        # Several rows: the service decides row by row, so one row that allows it is enough.
        return None if "" in reasons else reasons[0]
