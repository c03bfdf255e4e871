"""Actions: what is shown, what is enabled and why not; the catalogue agrees with itself."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

import vosdesk.gui
from tests.gui.shell.conftest import QuietPage, QuietTab
from tests.gui.shell.fakes import Server
from vosdesk.contract.permissions import AccountVerb, GroupVerb, Right, UserVerb
from vosdesk.gui import icons, tabs
from vosdesk.gui.actions import catalog
from vosdesk.gui.actions.spec import MENUS, Action, Needs, Place, Scene
from vosdesk.gui.desk import Desk
from vosdesk.gui.main_window import MainWindow

Enter = Callable[..., tuple[Desk, MainWindow]]


@dataclass
class Row:
    """A row that allows what it says."""

    can: dict[str, str] = field(default_factory=dict)


RAN: list[Scene] = []
PAY = Action(
    "tests.pay", "&Pay…", "recharge", (Place.MENU_PAYMENT, Place.TOOLBAR, Place.ROW), RAN.append,
    right=Right.PAYMENTS_RECHARGE, verb="recharge", needs=Needs.ONE, shortcut="Ctrl+Alt+P",
)  # fmt: skip
LOCK = Action("tests.lock", "&Lock", "lock", (Place.ROW,), RAN.append, verb="lock", needs=Needs.ROWS)
NEW = Action("tests.new", "&New", "new", (Place.TOOLBAR,), RAN.append, needs=Needs.TAB, separated=True)
OFFERED = (PAY, LOCK, NEW)


@pytest.fixture
def main(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window whose catalogue and account page have the actions above."""
    RAN.clear()
    monkeypatch.setattr("vosdesk.gui.main_window.ACTIONS", (*catalog.ACTIONS, *OFFERED))
    monkeypatch.setitem(tabs.PAGES, "accounts", QuietPage("accounts", "accounts", "accounts", offered=OFFERED))
    return enter()[1]


def page(main: MainWindow) -> QuietTab:
    """The page in front."""
    tab = main.pages.current_tab
    assert isinstance(tab, QuietTab)
    return tab


def select(main: MainWindow, *rows: Row) -> None:
    """Select rows of the page in front."""
    page(main).rows = rows
    page(main).selection_changed.emit()


def test_enabled_by_what_the_selected_row_allows(main: MainWindow) -> None:
    pay = main.registry.action("tests.pay")
    assert not pay.isEnabled()
    assert pay.statusTip() == ""
    select(main, Row({"recharge": ""}))
    assert pay.isEnabled()
    select(main, Row({"recharge": "account.locked"}))
    assert not pay.isEnabled()
    assert pay.statusTip() == "The account is locked."
    assert "The account is locked." in pay.toolTip()
    select(main, Row({"recharge": ""}), Row({"recharge": ""}))
    assert not pay.isEnabled()


def test_a_bulk_action_is_enabled_when_one_row_allows_it(main: MainWindow) -> None:
    select(main, Row({"lock": "account.cancelled"}), Row({"lock": ""}))
    assert main.registry.action("tests.lock").isEnabled()
    select(main, Row({"lock": "account.cancelled"}), Row({"lock": "account.locked"}))
    assert main.registry.action("tests.lock").statusTip() == "The account is cancelled."


def test_a_verb_that_the_row_does_not_know_is_refused(main: MainWindow) -> None:
    select(main, Row({}))
    assert not main.registry.action("tests.pay").isEnabled()


def test_an_action_of_the_page_is_judged_by_what_the_page_is_about(main: MainWindow) -> None:
    add = Action("tests.add", "Add", "add", (), RAN.append, verb="edit_rates", needs=Needs.TAB)
    page(main).offered = (add,)
    assert add.hindrance(main.scene()) == "not_found"
    page(main).can = {"edit_rates": "rate_group.not_yours"}
    assert add.hindrance(main.scene()) == "rate_group.not_yours"
    page(main).can = {"edit_rates": ""}
    assert add.hindrance(main.scene()) is None


def test_another_tab_takes_the_action_away(main: MainWindow) -> None:
    select(main, Row({"recharge": ""}))
    main.open_page("log", {})
    assert not main.registry.action("tests.pay").isEnabled()
    assert main.registry.run("tests.pay") is False
    assert RAN == []


def test_it_runs_with_the_selected_row(main: MainWindow) -> None:
    row = Row({"recharge": ""})
    select(main, row)
    assert main.registry.run("tests.pay")
    assert RAN[0].row is row
    assert RAN[0].tab is page(main)
    assert RAN[0].window is main
    page(main).act_wanted.emit("tests.pay")
    assert len(RAN) == 2


def test_the_toolbar_holds_what_the_tab_offers(main: MainWindow) -> None:
    frame = main.pages.current
    assert frame is not None
    assert frame.toolbar is not None
    named = [a.objectName() for a in frame.toolbar.actions()]
    assert named == ["tests.pay", "", "tests.new"]
    assert main.registry.action("tests.pay").iconText() == "Pay"


def test_the_row_menu_says_why(qtbot: QtBot, main: MainWindow) -> None:
    select(main, Row({"recharge": "grant.hides", "lock": ""}))
    menu = main.registry.row_menu(OFFERED, main)
    entries = [a.text() for a in menu.actions() if not a.isSeparator()]
    assert entries == ["&Pay…", "&Lock", "&Why not?"]
    reasons = menu.actions()[-1].menu()
    assert isinstance(reasons, QMenu)
    assert [a.text() for a in reasons.actions()] == ["Pay"]
    reasons.actions()[0].trigger()
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert "hides the right" in box.text()
    assert "{" not in box.text()
    box.reject()
    select(main, Row({"recharge": "", "lock": ""}))
    assert "&Why not?" not in [a.text() for a in main.registry.row_menu(OFFERED, main).actions()]


def test_what_a_right_is_missing_for_is_not_shown(enter: Enter, server: Server, main: MainWindow) -> None:
    assert PAY.shown({Right.PAYMENTS_RECHARGE})
    assert not PAY.shown({Right.PAYMENTS_VIEW})
    both = Action("tests.both", "B", "new", (), RAN.append, right=(Right.USERS_EDIT, Right.ACCOUNTS_EDIT))
    assert not both.shown({Right.USERS_EDIT})
    assert both.shown({Right.USERS_EDIT, Right.ACCOUNTS_EDIT})


def test_ids_are_unique_and_every_icon_is_there(qapp: QApplication) -> None:
    found = catalog.by_id()
    assert len(found) == len(catalog.ACTIONS)
    assert [a.id for a in found.values() if not icons.exists(a.icon)] == []


def test_a_shortcut_means_one_thing_at_a_time() -> None:
    # An action that needs a tab is dead where it is not offered, and a dead shortcut disturbs nobody.
    users: dict[str, list[Action]] = {}
    for action in catalog.ACTIONS:
        for key in QKeySequence.listFromString(action.shortcut) if action.shortcut else []:
            assert key.toString(), action.id
            users.setdefault(key.toString(), []).append(action)
    for keys, sharing in users.items():
        assert len(sharing) == 1 or all(a.needs is not Needs.NOTHING for a in sharing), keys


def test_every_verb_is_one_of_the_contracts() -> None:
    known = {v.value for kind in (AccountVerb, GroupVerb, UserVerb) for v in kind} | {"undo"}  # of an import
    for action in catalog.ACTIONS:
        assert action.verb is None or action.verb in known, action.id
        assert action.verb is None or action.needs is not Needs.NOTHING, action.id


def test_every_action_can_be_reached() -> None:
    for action in catalog.ACTIONS:
        assert set(action.places) & {*MENUS, Place.TOOLBAR, Place.ROW}, action.id


def test_every_action_text_can_be_extracted() -> None:
    literal: set[str] = set()
    for path in (Path(vosdesk.gui.__file__).parent / "actions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "mark":
                assert isinstance(node.args[0], ast.Constant)
                literal.add(str(node.args[0].value))
    assert {a.text for a in catalog.ACTIONS} - literal == set()
