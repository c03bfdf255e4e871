"""The idle lock: everything covered, work kept, the password opens it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.gui.shell.conftest import QuietTab, window
from tests.gui.shell.fakes import PASSWORD, Server, me
from vosdesk.contract.errors import Code, LoginRefused, SessionOver
from vosdesk.contract.operations import SESSION_LOCK, SESSION_LOGIN, SESSION_UNLOCK
from vosdesk.gui.desk import Desk
from vosdesk.gui.guard import Guard
from vosdesk.gui.lock import IdleWatch, Lock
from vosdesk.gui.main_window import MainWindow
from vosdesk.gui.text import sentence

Enter = Callable[..., tuple[Desk, MainWindow]]


def guard_of(main: MainWindow) -> Guard:
    """The guard of a window."""
    found = main.findChild(Guard)
    assert found is not None
    return found


def lock_of(main: MainWindow) -> Lock:
    """The lock that is on."""
    lock = guard_of(main).lock
    assert lock is not None
    return lock


def page(main: MainWindow) -> QuietTab:
    """The page in front."""
    tab = main.pages.current_tab
    assert isinstance(tab, QuietTab)
    return tab


def test_locking_covers_every_window_and_the_password_opens_them(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    page(main).field.setText("half a sentence")
    form = QDialog(main)
    form.open()
    main.ask_lock()
    qtbot.waitUntil(lambda: bool(server.requests(SESSION_LOCK)))
    lock = lock_of(main)
    assert {c.covered for c in lock.curtains} == {main, form}
    assert all(c.geometry() == c.covered.rect() for c in lock.curtains)
    assert QApplication.activeModalWidget() is lock.dialog
    QTest.keyClick(lock.dialog, Qt.Key.Key_Escape)
    lock.dialog.close()
    assert lock.dialog.isVisible()
    QTest.keyClicks(lock.dialog.password.field, "wrong")
    QTest.keyClick(lock.dialog.password.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lock.dialog.error.text() == sentence(Code.PASSWORD_WRONG))
    lock.dialog.password.field.setText(PASSWORD)
    with qtbot.waitSignal(guard_of(main).unlocked):
        lock.dialog.unlock.click()
    assert guard_of(main).lock is None
    assert form.isVisible()
    assert page(main).field.text() == "half a sentence"
    assert page(main).reloads == 1
    form.reject()
    form.deleteLater()


def test_the_curtain_grows_with_the_window(enter: Enter) -> None:
    _, main = enter()
    main.ask_lock()
    main.resize(1300, 850)
    assert lock_of(main).curtains[0].geometry() == main.rect()


def test_a_call_refused_as_locked_locks_the_window(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    server.locked.add("admin")
    main.context.ops.session_over.emit(SessionOver(Code.SESSION_LOCKED))
    main.context.ops.session_over.emit(SessionOver(Code.SESSION_LOCKED))
    lock_of(main).dialog.password.field.setText(PASSWORD)
    with qtbot.waitSignal(guard_of(main).unlocked):
        lock_of(main).dialog.unlock.click()
    assert server.locked == set()
    assert len(server.requests(SESSION_UNLOCK)) == 1


def test_an_ended_session_is_opened_again_with_the_work_kept(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    page(main).field.setText("kept")
    server.sessions.clear()
    main.context.ops.session_over.emit(SessionOver(Code.SESSION_ENDED))
    lock_of(main).dialog.password.field.setText(PASSWORD)
    with qtbot.waitSignal(guard_of(main).unlocked):
        lock_of(main).dialog.unlock.click()
    assert server.sessions[server.token or ""] == "admin"
    assert page(main).field.text() == "kept"


def test_a_session_that_ended_behind_the_lock_takes_one_password(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    main.ask_lock()
    qtbot.waitUntil(lambda: bool(server.requests(SESSION_LOCK)))
    server.sessions.clear()
    lock_of(main).dialog.password.field.setText(PASSWORD)
    with qtbot.waitSignal(guard_of(main).unlocked):
        lock_of(main).dialog.unlock.click()
    assert len(server.requests(SESSION_LOGIN)) == 2


def test_a_wait_is_counted_down_at_the_lock(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    main.ask_lock()
    server.refusals[SESSION_UNLOCK.id] = LoginRefused(Code.LOGIN_WAIT, {"seconds": 30})
    dialog = lock_of(main).dialog
    dialog.password.field.setText(PASSWORD)
    dialog.unlock.click()
    qtbot.waitUntil(lambda: "30" in dialog.error.text())
    assert not dialog.unlock.isEnabled()


def test_logging_out_from_the_lock_is_asked(qtbot: QtBot, enter: Enter, server: Server) -> None:
    desk, main = enter()
    page(main).stays = True
    main.ask_lock()

    def agree() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.AcceptRole).click()

    QTimer.singleShot(0, agree)
    lock_of(main).dialog.leave.click()
    qtbot.waitUntil(lambda: server.token is None)
    assert window(desk).isVisible()


def test_a_password_that_must_be_changed_meanwhile_is_asked_for(qtbot: QtBot, enter: Enter, server: Server) -> None:
    _, main = enter()
    server.users["admin"] = me(must_change_password=True)
    server.sessions.clear()
    main.context.ops.session_over.emit(SessionOver(Code.SESSION_ENDED))
    lock_of(main).dialog.password.field.setText(PASSWORD)
    with qtbot.waitSignal(guard_of(main).unlocked):
        lock_of(main).dialog.unlock.click()
    qtbot.waitUntil(lambda: type(QApplication.activeModalWidget()).__name__ == "PasswordDialog")
    modal = QApplication.activeModalWidget()
    assert isinstance(modal, QDialog)
    modal.reject()


def test_idleness_is_noticed_and_a_key_starts_the_time_anew(qtbot: QtBot, enter: Enter) -> None:
    _, main = enter()
    watch = IdleWatch(main)
    assert watch.remaining == -1
    watch.start(60_000)
    qtbot.waitUntil(lambda: watch.remaining <= 59_900)
    QTest.keyClick(main.windowHandle(), Qt.Key.Key_Shift)
    assert watch.remaining > 59_900
    with qtbot.waitSignal(watch.idle):
        watch.start(20)
    assert watch.remaining == -1
