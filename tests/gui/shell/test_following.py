"""What changes while somebody is logged in: rights, accounts, parameters; and what keeps his session awake."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.gui.shell.conftest import QuietPage
from tests.gui.shell.fakes import PASSWORD, Server, me
from tests.gui.shell.test_lock import guard_of
from tests.gui.shell.test_window import AGENT_RIGHTS, Enter, quiet, texts, titles
from vosdesk.contract.changes import Changes, Noun
from vosdesk.contract.errors import Code, Fault, Forbidden, Refusal, SessionOver, Unavailable
from vosdesk.contract.ids import AccountId
from vosdesk.contract.operations import SESSION_ME, USERS_LIST
from vosdesk.contract.permissions import Right, UserType
from vosdesk.contract.session import OwnAccount
from vosdesk.contract.users import ListUsers
from vosdesk.gui import tabs
from vosdesk.gui.actions.catalog import by_id
from vosdesk.gui.following import EVERY_MS, Following
from vosdesk.gui.main_window import MainWindow

ENTERED = me(rights=AGENT_RIGHTS, type=UserType.OPERATOR)


def following(main: MainWindow) -> Following:
    """What follows the rights of a window's user."""
    found = main.findChild(Following)
    assert found is not None
    return found


def asked(server: Server) -> int:
    """How often the console asked who its user is."""
    return len(server.requests(SESSION_ME))


def menus(main: MainWindow) -> dict[str, list[str]]:
    """The menu bar, as it can be seen."""
    found: dict[str, list[str]] = {}
    for action in main.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        found[menu.title()] = [a.objectName() for a in menu.actions() if a.isVisible() and not a.isSeparator()]
    return found


def toolbar(main: MainWindow) -> list[str]:
    """The actions in the toolbar of the page in front."""
    frame = main.pages.current
    assert frame is not None
    return [] if frame.toolbar is None else [a.objectName() for a in frame.toolbar.actions() if not a.isSeparator()]


def touch(main: MainWindow) -> None:
    """What a user at work does."""
    QTest.keyClick(main.windowHandle(), Qt.Key.Key_Shift)


def tell(main: MainWindow, *nouns: Noun) -> None:
    """What this window's own write is followed by."""
    main.context.ops.changed.emit(Changes(touched={noun: [] for noun in nouns}))


def test_a_refusal_for_want_of_a_right_takes_menus_tree_and_tabs_away(
    qtbot: QtBot, enter: Enter, server: Server
) -> None:
    _, main = enter()
    page = quiet(main)
    page.field.setText("half a sentence")
    main.open_page("users", {})
    main.open_page("rates", {"rate_group": 5, "name": "Wholesale"})
    main.pages.tabs.setCurrentIndex(1)
    server.users["admin"] = ENTERED
    server.refusals[USERS_LIST.id] = Forbidden(Code.RIGHT_MISSING, {"right": "users.view"})
    with qtbot.waitSignal(following(main).changed):
        main.context.ops.read(main, USERS_LIST, ListUsers(), lambda page: None)
    assert texts(main) == ["Account management", "Data query", "  Payment record", "  Low balance"]
    assert titles(main.pages) == ["Account management"]
    assert "User management" in main.banner.label.text()
    assert "Wholesale" in main.banner.label.text()
    assert "users.new" not in main.registry.actions
    assert not main.registry.action("users.new").isEnabled()
    assert not main.registry.run("users.new")
    assert "&Users" not in menus(main)
    assert quiet(main) is page
    assert page.field.text() == "half a sentence"
    assert page.reloads == 1
    main.open_page("users", {})
    main.registry.run("console.reopen_tab")
    assert titles(main.pages) == ["Account management"]
    assert "User type: Operator" in foot(main)


def foot(main: MainWindow) -> list[str]:
    """What the status bar says."""
    return [c.accessibleName() for c in main.statusBar().children() if hasattr(c, "accessibleName")]


def test_rights_that_are_given_show_where_they_stand_for_everybody(
    qtbot: QtBot, enter: Enter, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = tuple(by_id()[i] for i in ("accounts.new", "payments.recharge", "console.reload"))
    monkeypatch.setitem(tabs.PAGES, "accounts", QuietPage("accounts", "accounts", "accounts", offered=offered))
    _, main = enter()
    whole, tree, bar = menus(main), texts(main), toolbar(main)
    assert bar == ["accounts.new", "payments.recharge", "console.reload"]
    page = quiet(main)
    for user in (ENTERED, me()):
        server.users["admin"] = user
        with qtbot.waitSignal(following(main).changed):
            tell(main, Noun.TEMPLATES)
        assert toolbar(main) == (bar if user.rights > AGENT_RIGHTS else ["console.reload"])
    assert menus(main) == whole
    assert texts(main) == tree
    assert quiet(main) is page
    assert not main.banner.isVisible()
    assert main.registry.action("users.new").isVisible()


def test_whoever_imports_no_more_has_no_sheet_templates(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    assert "  Sheet templates" in texts(main)
    server.users["admin"] = me(rights=frozenset(Right) - {Right.RATES_IMPORT}, type=UserType.OPERATOR)
    with qtbot.waitSignal(following(main).changed):
        tell(main, Noun.TEMPLATES)
    assert "  Rate search" in texts(main)
    assert "  Sheet templates" not in texts(main)
    main.open_page("deck_templates", {})
    assert titles(main.pages) == ["Account management"]


def test_amounts_follow_the_parameters(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    formats = main.context.formats
    assert formats.amount(1_500_000) == "1.500 USD"
    server.users["admin"] = me(parameters={"currency.name": "EUR", "currency.decimals": "2"})
    with qtbot.waitSignal(following(main).changed):
        tell(main, Noun.PARAMETERS)
    assert main.context.formats is formats
    assert formats.amount(1_500_000) == "1.50 EUR"
    assert "Currency: EUR" in foot(main)
    assert "Currency: USD" not in [label.accessibleName() for label in _visible(main)]
    assert quiet(main).reloads == 1


def _visible(main: MainWindow) -> list[Any]:
    return [c for c in main.statusBar().children() if hasattr(c, "isVisible") and c.isVisible()]


def test_own_accounts_follow_a_grant(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    server.users["admin"] = me_with(OwnAccount(id=AccountId(7), number="7001", name="Harbour"))
    with qtbot.waitSignal(following(main).changed):
        tell(main, Noun.GRANTS)
    assert [own.number for own in main.context.me.own_accounts] == ["7001"]


def me_with(*own: OwnAccount) -> Any:
    """The administrator with accounts of his own."""
    return msgspec.structs.replace(me(), own_accounts=own)


def test_what_changes_nothing_is_not_shown(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    with qtbot.assertNotEmitted(following(main).changed):
        tell(main, Noun.USERS)
        qtbot.waitUntil(lambda: asked(server) == 1 and not main.context.ops.busy)
    tell(main, Noun.PAYMENTS, Noun.ACCOUNTS)
    assert quiet(main).reloads == 0
    qtbot.waitUntil(lambda: not main.context.ops.busy)
    assert asked(server) == 1


def test_who_works_is_asked_for_and_who_is_idle_is_not(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    beat = following(main).beat
    beat()
    qtbot.waitUntil(lambda: not main.context.ops.busy)
    before = asked(server)
    beat()
    assert not main.context.ops.busy
    touch(main)
    beat()
    qtbot.waitUntil(lambda: asked(server) == before + 1)
    qtbot.waitUntil(lambda: not main.context.ops.busy)
    beat()
    assert not main.context.ops.busy
    assert asked(server) == before + 1
    assert EVERY_MS == 60_000


def test_a_locked_console_keeps_no_session_awake(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    touch(main)
    main.ask_lock()
    qtbot.waitUntil(lambda: not main.context.ops.busy)
    following(main).beat()
    assert not main.context.ops.busy
    assert asked(server) == 0


def test_a_change_while_it_asks_is_asked_for_again(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    qtbot.waitUntil(lambda: not main.context.ops.busy)
    server.gate.clear()
    for _ in range(3):
        tell(main, Noun.USERS)
    server.gate.set()
    qtbot.waitUntil(lambda: asked(server) == 2)
    qtbot.waitUntil(lambda: not main.context.ops.busy)
    assert asked(server) == 2


def test_the_lock_follows_the_parameter(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    watch = guard_of(main)._watch
    assert 14 * 60_000 < watch.remaining <= 15 * 60_000
    server.users["admin"] = me(parameters={"session.idle_minutes": "3"})
    with qtbot.waitSignal(following(main).changed):
        tell(main, Noun.PARAMETERS)
    assert 2 * 60_000 < watch.remaining <= 3 * 60_000


@pytest.mark.parametrize(
    ("refusal", "told"),
    [(Unavailable(Code.DATABASE_BUSY), False), (Fault(Code.FAULT, {"reference": "0badcafe"}), True)],
    ids=["busy", "fault"],
)
def test_an_answer_that_fails_is_told_when_it_is_a_fault(
    qtbot: QtBot, enter: Enter, server: Server, refusal: Refusal, told: bool
) -> None:
    _, main = enter()
    server.refusals[SESSION_ME.id] = refusal
    tell(main, Noun.USERS)
    qtbot.waitUntil(lambda: asked(server) == 1 and not main.context.ops.busy)
    assert main.banner.isVisible() is told
    del server.refusals[SESSION_ME.id]
    server.users["admin"] = ENTERED
    with qtbot.waitSignal(following(main).changed):
        tell(main, Noun.USERS)


def test_a_new_session_behind_the_lock_brings_the_rights_of_now(
    qtbot: QtBot, enter: Callable[..., Any], server: Server
) -> None:
    _, main = enter()
    server.users["admin"] = ENTERED
    server.sessions.clear()
    main.context.ops.session_over.emit(SessionOver(Code.SESSION_ENDED))
    lock = guard_of(main).lock
    assert lock is not None
    lock.dialog.password.field.setText(PASSWORD)
    with qtbot.waitSignal(following(main).changed):
        lock.dialog.unlock.click()
    assert main.context.may(Right.ACCOUNTS_VIEW)
    assert not main.context.may(Right.USERS_VIEW)
    assert texts(main) == ["Account management", "Data query", "  Payment record", "  Low balance"]
