"""Reading and choosing rows of a list on a screen."""

from collections.abc import Callable
from typing import Any

from tests.gui.payments.screen import Screen
from vosdesk.contract.errors import Refusal
from vosdesk.gui.actions.catalog import by_id
from vosdesk.gui.tabs.list_tab import ListTab

Screens = Callable[..., Screen]


def rows_of(tab: ListTab[Any]) -> list[Any]:
    """The rows on show, in order."""
    rows = tab.table.rows
    return [row for n in range(rows.rowCount()) if (row := rows.row(n)) is not None]


def cells(tab: ListTab[Any], column: str) -> list[str]:
    """What a column shows, row by row."""
    rows = tab.table.rows
    section = [c.id for c in rows.columns].index(column)
    return [str(rows.index(n, section).data()) for n in range(rows.rowCount())]


def choose(tab: ListTab[Any], **wanted: object) -> Any:
    """Select the one row whose attributes are these."""
    found = [r for r in rows_of(tab) if all(getattr(r, name) == value for name, value in wanted.items())]
    assert len(found) == 1, f"{len(found)} rows of {wanted}"
    tab.table.select_ids({tab.spec.row_id(found[0])})
    return found[0]


def hindrance(screen: Screen, action_id: str) -> str | None:
    """Why an action cannot run now on the current page."""
    return by_id()[action_id].hindrance(screen.window.scene())


def shown(screen: Screen) -> set[str]:
    """The ids of the actions that the user sees at all."""
    return set(screen.window.registry.actions)


def refused(act: Callable[[], object]) -> Refusal:
    """The refusal that an act ends in."""
    try:
        act()
    except Refusal as refusal:
        return refusal
    raise AssertionError("it was done")
