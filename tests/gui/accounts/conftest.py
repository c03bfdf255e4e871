"""Fixtures: the company, and a stage on which tabs and dialogs are shown and put away."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.accounts.company import Company
from tests.support.world import World
from vosdesk.gui.actions.catalog import by_id
from vosdesk.gui.actions.spec import Scene
from vosdesk.gui.context import Context
from vosdesk.gui.tables import State
from vosdesk.gui.tabs import PAGES
from vosdesk.gui.tabs.list_tab import ListTab

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def company(world: World, qtbot: QtBot) -> Iterator[Company]:
    """The founded company."""
    made = Company(world).found()
    yield made
    made.close()


class Stage:
    """One tab, and what its actions open."""

    def __init__(self, qtbot: QtBot, context: Context, node_id: str, params: dict[str, object]) -> None:
        self.qtbot, self.context = qtbot, context
        tab = PAGES[node_id].create(context, params)
        assert isinstance(tab, ListTab)
        self.tab: ListTab[Any] = tab
        qtbot.addWidget(tab)
        tab.resize(1200, 600)
        tab.show()
        self.settle()

    def settle(self) -> None:
        """Wait until the table is loaded and nothing is under way."""
        rows = self.tab.table.rows
        self.qtbot.waitUntil(lambda: rows.state is State.READY and not self.context.ops.busy)

    def row(self, number: str) -> Any:
        """The row of an account."""
        rows = self.tab.table.rows
        return next(r for n in range(rows.rowCount()) if (r := rows.row(n)) is not None and r.number == number)

    def numbers(self) -> list[str]:
        """The account numbers on show, in order."""
        rows = self.tab.table.rows
        return [r.number for n in range(rows.rowCount()) if (r := rows.row(n)) is not None]

    def select(self, *numbers: str) -> None:
        """Choose rows."""
        self.tab.table.select_ids({int(self.row(n).id) for n in numbers})

    def cell(self, number: str, column: str) -> str:
        """What a column shows of an account."""
        rows = self.tab.table.rows
        at = next(n for n in range(rows.rowCount()) if (r := rows.row(n)) is not None and r.number == number)
        section = [c.id for c in rows.columns].index(column)
        return str(rows.index(at, section).data())

    def scene(self) -> Scene:
        """Where an action would run now."""
        return Scene(self.context, self.tab, self.tab.selected(), None)

    def hindrance(self, action_id: str) -> str | None:
        """Why an action cannot run now."""
        return by_id()[action_id].hindrance(self.scene())

    def run(self, action_id: str) -> None:
        """Run an action that can run now."""
        assert self.hindrance(action_id) is None
        by_id()[action_id].run(self.scene())

    def open(self, action_id: str, kind: type[D]) -> D:
        """Run an action and wait for the dialog that it opens."""
        self.run(action_id)
        return self.dialog(kind)

    def dialog(self, kind: type[D], parent: QWidget | None = None) -> D:
        """The open dialog of a class, as soon as it is there and nothing is under way."""
        over = parent or self.tab

        def there() -> bool:
            return any(d.isVisible() for d in over.findChildren(kind)) and not self.context.ops.busy

        self.qtbot.waitUntil(there)
        return next(d for d in over.findChildren(kind) if d.isVisible())

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until ``condition`` holds and nothing is under way."""
        self.qtbot.waitUntil(lambda: not self.context.ops.busy and condition())


Open = Callable[..., Stage]


@pytest.fixture
def stage(qtbot: QtBot, company: Company) -> Open:
    """Opens a tab: ``stage("zhang")``, ``stage(node="sub_accounts", account=…)``."""

    def make(login: str = "admin", node: str = "accounts", **params: object) -> Stage:
        return Stage(qtbot, company.context(login), node, params)

    return make
