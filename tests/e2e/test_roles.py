"""What each role finds in its window, and the proof that what it does not find is refused by the service too.

The window of each role is stored as text under ``snapshots``. After a change that is meant, write them anew and read
the difference: ``VOSDESK_WRITE_SNAPSHOTS=1 python -m pytest tests/e2e/test_roles.py``.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.e2e.conftest import Start, WorldFactory
from tests.e2e.console import Console
from tests.e2e.roles import LOOKED_AT, ROLES, WAYS, Office, Role
from tests.support.world import World
from vosdesk.contract.errors import Code
from vosdesk.contract.permissions import NODES, visible_nodes
from vosdesk.gui.actions.catalog import ACTIONS
from vosdesk.gui.actions.spec import Action, Needs, Place
from vosdesk.gui.tabs import PAGES
from vosdesk.gui.tabs.list_tab import ListTab

SNAPSHOTS = Path(__file__).parent / "snapshots"
FORBIDDEN = {Code.RIGHT_MISSING.value, Code.TYPE_CAP.value}


class Visit:
    """A role at its window."""

    def __init__(self, office: Office, console: Console) -> None:
        self.office, self.console = office, console
        self.registry = console.window.registry
        self.token = office.world.login(office.login)

    def pages(self) -> Iterator[tuple[str, ListTab[Any]]]:
        """Every page that the role can open, loaded, one after the other."""
        params: dict[str, dict[str, object]] = {
            "sub_accounts": {"account": self.office.agent, "number": "A100", "name": "Li Wei Telecom"},
            "rates": {"rate_group": self.office.standard, "name": "Standard"},
        }
        for node_id, page in PAGES.items():
            if page.opens(self.console.window.context.me.rights):
                self.console.window.open_page(node_id, params.get(node_id, {}))
                if not isinstance(self.console.window.pages.current_tab, ListTab):
                    continue  # a page that asks a question first
                self.console.loaded()
                yield node_id, self.console.tab

    def rows(self, node_id: str) -> Iterator[Any]:
        """The rows of the page in front that are looked at, each chosen."""
        for wanted in LOOKED_AT[node_id]:
            fitting = [r for r in self.console.rows() if all(getattr(r, k) == v for k, v in wanted.items())]
            if fitting:
                tab = self.console.tab
                tab.table.select_ids({tab.spec.row_id(fitting[0])})
                self.console.wait()
                yield fitting[0]


@pytest.fixture(params=ROLES, ids=lambda role: role.name)
def visit(request: pytest.FixtureRequest, world: World, start: Start) -> Visit:
    """Each role in turn, logged in."""
    role: Role = request.param
    office = Office(world, role)
    console = start(WorldFactory(world))
    console.log_in(office.login)
    return Visit(office, console)


# --- what is seen ----------------------------------------------------------------------------------------------


def test_the_window_of_each_role_is_as_it_was_reviewed(visit: Visit) -> None:
    path = SNAPSHOTS / f"{visit.office.role.name}.txt"
    found = "\n".join(describe(visit)) + "\n"
    if os.environ.get("VOSDESK_WRITE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def describe(visit: Visit) -> list[str]:
    """Tree, menus, and of each page its toolbar and the menus of some rows, with the reasons of what is greyed."""
    console = visit.console
    console.wait(lambda: any("A100" in text for text in console.tree()))
    lines = ["TREE", *(f"  {text}" for text in console.tree()), "", "MENUS"]
    for menu in console.window.menuBar().findChildren(QMenu):
        if menu.parent() is console.window.menuBar() and menu.title():
            lines += [f"  {menu.title().replace('&', '')}", *(f"    {entry}" for entry in entries(menu.actions()))]
    for node_id, tab in visit.pages():
        lines += ["", f"PAGE {node_id}", f"  toolbar: {' | '.join(toolbar(console))}"]
        for row in visit.rows(node_id):
            menu = visit.registry.row_menu(tab.offers(), console.window)
            lines += [f"  row {name_of(row)}", *(f"    {entry}" for entry in entries(menu.actions(), reasons=True))]
            menu.deleteLater()
    return lines


def entries(actions: list[QAction], *, reasons: bool = False) -> list[str]:
    """The entries of a menu: with keys in the menu bar, with reasons in a row's menu."""
    found = []
    for action in actions:
        if action.isSeparator() or action.menu() is not None:
            continue
        text = action.text().replace("&", "")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        if reasons:
            found.append(text if action.isEnabled() else f"({text}) {action.statusTip()}".rstrip())
        else:
            found.append(f"{text}  [{keys}]" if keys else text)
    return found


def toolbar(console: Console) -> list[str]:
    """The buttons of the page in front."""
    frame = console.window.pages.current
    bar = frame.toolbar if frame is not None else None
    return [] if bar is None else [a.iconText() for a in bar.actions() if not a.isSeparator()]


def name_of(row: Any) -> str:
    """How a row is called in a snapshot: without anything that differs between two runs."""
    for attribute in ("number", "login", "account_number", "name", "operation"):
        if hasattr(row, attribute):
            return f"{getattr(row, attribute)}{' (mine)' if getattr(row, 'mine', False) else ''}"
    return type(row).__name__


# --- and what is not -------------------------------------------------------------------------------------------


def test_every_action_is_one_of_the_window_or_has_its_operations() -> None:
    for action in ACTIONS:
        of_window = action.noun == "console" and action.right is None and action.needs is Needs.NOTHING
        assert of_window != (action.id in WAYS), action.id
    assert WAYS.keys() <= {action.id for action in ACTIONS}


def test_what_a_role_does_not_see_is_refused(visit: Visit) -> None:
    hidden = [action for action in ACTIONS if action.id not in visit.registry.actions]
    assert bool(hidden) is (visit.office.login != "admin")
    target = visit.office.target()
    for action in hidden:
        for way, code in visit.office.codes(action.id, visit.token, target).items():
            assert code in FORBIDDEN, f"{action.id} is hidden, and {way} ends in “{code}”"


def test_a_page_that_a_role_does_not_see_cannot_be_read(visit: Visit) -> None:
    shown = {node.id for node in visible_nodes(visit.console.window.context.me.rights)}
    target = visit.office.target()
    for node in NODES:
        if node.noun is not None and node.id not in shown:
            assert visit.office._outcome(f"{node.noun}.list", visit.token, target) in FORBIDDEN, node.id
            visit.console.window.open_page(node.id, {})
            assert all(frame.node_id != node.id for frame in visit.console.window.pages.frames())


def test_what_is_greyed_for_a_role_is_refused_for_the_same_reason(visit: Visit) -> None:
    seen = 0
    for node_id, tab in visit.pages():
        for row in visit.rows(node_id):
            scene = visit.console.window.scene()
            for action in tab.offers():
                code = action.hindrance(scene) if action.id in visit.registry.actions else None
                if code:
                    seen += 1
                    check_greyed(visit, action, row, code)
    assert seen > 0 or visit.office.role.name in {"agent_view_only", "auditor", "cashier"}


def check_greyed(visit: Visit, action: Action, row: Any, code: str) -> None:
    """Each way of a greyed action ends in the reason that the entry gives."""
    made = visit.registry.action(action.id)
    assert not made.isEnabled()
    assert made.statusTip(), f"{action.id} is greyed without a reason"
    found = visit.office.codes(action.id, visit.token, visit.office.target(row))
    assert set(found.values()) == {code}, f"{action.id} on {name_of(row)}: {code} is told, {found} is done"


def test_every_place_of_an_action_shows_it(visit: Visit, qtbot: QtBot) -> None:
    """What is offered by a page stands in its toolbar and in the menus of its rows, if it has a place there."""
    for _, tab in visit.pages():
        offered = [a for a in tab.offers() if a.id in visit.registry.actions]
        names = {visit.registry.action(a.id).iconText() for a in offered if Place.TOOLBAR in a.places}
        assert names == set(toolbar(visit.console))
