"""Online users in the real window."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.users.pages import Screens, cells, choose, refused, rows_of, shown
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract.errors import Code, Forbidden
from vosdesk.contract.ids import Empty
from vosdesk.contract.permissions import Right
from vosdesk.gui.dialogs.confirm import ConfirmDialog
from vosdesk.gui.tabs.list_tab import ListTab


def test_the_list_tells_who_works_from_where(world: World, screen_of: Screens) -> None:
    world.user("lena", template="Cashier")
    world.user("rita", template="Rate manager")
    world.login("rita", "10.0.4.22")
    world.clock.advance(minutes=20)
    world.login("lena", "10.0.4.21")
    tab = screen_of().open(ListTab, "sessions")
    found = {row.source: state for row, state in zip(rows_of(tab), cells(tab, "state"), strict=True) if row.source}
    assert found["10.0.4.21"] == "At work"
    assert found["10.0.4.22"] == "⊖ Idle, locked"
    assert cells(tab, "state").count("➤ This session") == 1


def test_ending_a_session_asks_first_and_ends_it_at_once(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    world.user("lena", template="Cashier")
    token = world.login("lena")
    screen = screen_of()
    tab = screen.open(ListTab, "sessions")
    choose(tab, login="lena")
    screen.run("sessions.end")
    question = screen.dialog(ConfirmDialog)
    qtbot.mouseClick(question.safe, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert world.read(token, o.SESSION_ME, Empty()).login == "lena"
    screen.run("sessions.end")
    qtbot.mouseClick(screen.dialog(ConfirmDialog).act, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert refused(lambda: world.read(token, o.SESSION_ME, Empty())).code is Code.SESSION_ENDED
    assert "lena" not in cells(tab, "login")
    assert screen.said[-1] == "The session of lena has ended."


def test_ones_own_session_is_told_apart_before_it_is_ended(world: World, screen_of: Screens) -> None:
    screen = screen_of()
    choose(screen.open(ListTab, "sessions"), mine=True)
    screen.run("sessions.end")
    question = screen.dialog(ConfirmDialog)
    told = " ".join(label.text() for label in question.findChildren(type(question._subject)))
    assert "you will have to log in again" in told
    question.safe.click()


def test_who_only_sees_sessions_ends_none(world: World, screen_of: Screens) -> None:
    world.user("guard", rights={Right.SESSIONS_VIEW})
    screen = screen_of("guard")
    tab = screen.open(ListTab, "sessions")
    assert "sessions.end" not in shown(screen)
    other = next(row for row in rows_of(tab) if not row.mine)
    assert isinstance(refused(lambda: world.do(screen.token, o.SESSIONS_END, s.EndSession(id=other.id))), Forbidden)


def test_a_refused_end_is_told_and_nothing_ends(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    world.user("guard", rights={Right.SESSIONS_VIEW, Right.SESSIONS_END})
    screen = screen_of("guard")
    tab = screen.open(ListTab, "sessions")
    tab.table.select_ids({int(next(row for row in rows_of(tab) if row.login == "admin").id)})
    screen.run("sessions.end")
    qtbot.mouseClick(screen.dialog(ConfirmDialog).act, Qt.MouseButton.LeftButton)
    screen.quiet()
    assert screen.said[-1] == "Only administrators can do this."
    assert world.read(world.admin, o.SESSION_ME, Empty()).login == "admin"
