"""Logging in: the password, the device, the first run, the forced change, the refusals."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.shell.conftest import fill, window
from tests.gui.shell.fakes import PASSWORD, FakeFactory, Ring, Server, me, no_ring
from vosdesk.contract.errors import Code, LoginRefused, Unavailable
from vosdesk.contract.operations import SESSION_DEVICE_LOGIN, SESSION_LOGIN, SESSION_LOGOUT
from vosdesk.gui.desk import Desk
from vosdesk.gui.front import Front
from vosdesk.gui.main_window import MainWindow
from vosdesk.gui.text import sentence
from vosdesk.settings import preferences
from vosdesk.settings.paths import Paths
from vosdesk.settings.secrets import Secrets

Enter = Callable[..., tuple[Desk, MainWindow]]
Make = Callable[..., Desk]


def test_login_by_keyboard(qtbot: QtBot, make_desk: Make, server: Server) -> None:
    desk = make_desk()
    login = window(desk)
    with qtbot.waitSignal(desk.entered):
        QTest.keyClicks(login.login.field, "admin")
        QTest.keyClicks(login.password.field, PASSWORD)
        QTest.keyClick(login.password.field, Qt.Key.Key_Return)
    assert desk.window is not None
    assert desk.window.isVisible()
    assert desk.login_window is None
    assert server.token == "token-0"
    assert login.password.text() == ""


def test_a_login_sent_before_the_database_is_open_waits(qtbot: QtBot, make_desk: Make, server: Server) -> None:
    server.gate.clear()
    desk = make_desk()
    fill(desk, "admin", PASSWORD)
    window(desk).send()
    assert not window(desk).button.isEnabled()
    with qtbot.waitSignal(desk.entered):
        server.gate.set()


@pytest.mark.parametrize("login", ["admin", "nobody"])
def test_a_wrong_login_gets_one_sentence(qtbot: QtBot, make_desk: Make, login: str) -> None:
    desk = make_desk()
    fill(desk, login, "wrong")
    window(desk).send()
    qtbot.waitUntil(lambda: window(desk).error.text() == sentence(Code.LOGIN_FAILED))
    assert window(desk).button.isEnabled()
    assert window(desk).password.text() == "wrong"


def test_empty_fields_are_told_and_nothing_is_sent(make_desk: Make, server: Server) -> None:
    desk = make_desk()
    window(desk).send()
    assert window(desk).login.field.accessibleDescription() == sentence(Code.FIELD_EMPTY)
    window(desk).login.field.setText("admin")
    window(desk).send()
    assert window(desk).password.field.accessibleDescription() == sentence(Code.FIELD_EMPTY)
    assert server.requests(SESSION_LOGIN) == []


def test_a_wait_is_counted_down(qtbot: QtBot, make_desk: Make, server: Server) -> None:
    server.refusals[SESSION_LOGIN.id] = LoginRefused(Code.LOGIN_WAIT, {"seconds": 2})
    desk = make_desk()
    fill(desk, "admin", "wrong")
    window(desk).send()
    qtbot.waitUntil(lambda: "2" in window(desk).error.text())
    assert not window(desk).button.isEnabled()
    qtbot.waitUntil(lambda: "1" in window(desk).error.text())
    qtbot.waitUntil(lambda: window(desk).button.isEnabled())
    assert window(desk).error.text() == ""


def test_the_first_run_creates_the_administrator(qtbot: QtBot, make_desk: Make, server: Server) -> None:
    server.users.clear()
    server.needs_setup = True
    desk = make_desk()
    login = window(desk)
    qtbot.waitUntil(lambda: login.setup.isVisible())
    form = login.setup
    form.login.field.setText("root")
    form.name.field.setText("Ruth Root")
    form.password.field.setText("short")
    form.again.field.setText("short")
    form.send()
    assert form.password.field.accessibleDescription() == sentence(Code.PASSWORD_SHORT, {"least": 10})
    form.password.field.setText(PASSWORD)
    form.send()
    assert "differ" in form.again.field.accessibleDescription()
    form.again.field.setText(PASSWORD)
    with qtbot.waitSignal(desk.entered):
        form.send()
    assert server.passwords["root"] == PASSWORD


def test_a_password_given_by_an_administrator_must_be_changed(qtbot: QtBot, make_desk: Make, server: Server) -> None:
    server.users["admin"] = me(must_change_password=True)
    desk = make_desk()
    fill(desk, "admin", PASSWORD)
    window(desk).send()
    qtbot.waitUntil(lambda: window(desk).change.isVisible())
    assert desk.window is None
    form = window(desk).change
    form.new.field.setText("another secret 43")
    form.again.field.setText("another secret 43")
    with qtbot.waitSignal(desk.entered):
        form.send()
    assert server.passwords["admin"] == "another secret 43"


def test_remember_me_keeps_a_device_token_and_never_a_password(
    qtbot: QtBot, enter: Enter, make_desk: Make, server: Server, ring: Ring, paths: Paths
) -> None:
    desk, _ = enter(remember=True)
    qtbot.waitUntil(lambda: desk.preferences.is_remembered(str(paths.database), "admin"))
    assert list(ring.entries.values()) == ["device-0"]
    desk.close()
    files = b"".join(p.read_bytes() for p in paths.config.rglob("*") if p.is_file())
    assert b"device-0" not in files
    assert PASSWORD.encode() not in files
    again = make_desk()
    assert window(again).login.text() == "admin"
    with qtbot.waitSignal(again.entered):
        window(again).send()
    assert [r.device_token for r in server.requests(SESSION_DEVICE_LOGIN)] == ["device-0"]


def test_logging_out_forgets_this_computer(qtbot: QtBot, enter: Enter, server: Server, ring: Ring) -> None:
    desk, main = enter(remember=True)
    qtbot.waitUntil(lambda: bool(ring.entries))
    main.ask_logout()
    qtbot.waitUntil(lambda: bool(server.requests(SESSION_LOGOUT)))
    qtbot.waitUntil(lambda: server.token is None)
    assert server.devices == {}
    assert ring.entries == {}
    fill(desk, "admin", PASSWORD)
    with qtbot.waitSignal(desk.entered):
        window(desk).send()


def test_another_language_forgets_no_login(qtbot: QtBot, enter: Enter, make_desk: Make, paths: Paths) -> None:
    desk, _ = enter(remember=True)
    qtbot.waitUntil(lambda: desk.preferences.is_remembered(str(paths.database), "admin"))
    desk.close()
    again = make_desk()
    window(again).language_chosen.emit("zh_CN")
    assert window(again).button.text() == "登录"
    assert window(again).login.text() == "admin"
    with qtbot.waitSignal(again.entered):
        window(again).send()


def test_a_file_named_at_the_start_comes_before_the_one_used_last(enter: Enter, paths: Paths, tmp_path: Path) -> None:
    desk, _ = enter()
    desk.close()
    front = Front(paths, database=tmp_path / "other.db")
    assert front.place.database == tmp_path / "other.db"
    assert [place.name for place in front.places] == ["other", "This computer"]
    assert Front(paths).place.database == paths.database


def test_a_revoked_device_asks_for_the_password(
    qtbot: QtBot, enter: Enter, make_desk: Make, server: Server, ring: Ring, paths: Paths
) -> None:
    desk, _ = enter(remember=True)
    qtbot.waitUntil(lambda: desk.preferences.is_remembered(str(paths.database), "admin"))
    desk.close()
    server.devices.clear()
    again = make_desk()
    window(again).send()
    qtbot.waitUntil(lambda: "no longer remembered" in window(again).error.text())
    qtbot.waitUntil(lambda: ring.entries == {})
    assert not again.preferences.is_remembered(str(paths.database), "admin")


def test_without_a_keyring_it_works_and_says_so(qtbot: QtBot, paths: Paths, factory: FakeFactory) -> None:
    desk = Desk(Front(paths), factory, secrets=Secrets(no_ring))
    desk.start()
    fill(desk, "admin", PASSWORD)
    window(desk).remember.setChecked(True)
    with qtbot.waitSignal(desk.entered):
        window(desk).send()
    main = desk.window
    assert main is not None
    qtbot.waitUntil(lambda: "no keyring" in main.banner.label.text())
    assert not desk.preferences.is_remembered(str(paths.database), "admin")
    desk.close()
    desk.deleteLater()


def test_a_database_that_cannot_be_opened_is_told_and_tried_again(
    qtbot: QtBot, make_desk: Make, factory: FakeFactory
) -> None:
    factory.refusal = Unavailable(Code.DATABASE_NEWER, {"found": "9", "known": "1"})
    desk = make_desk()
    qtbot.waitUntil(lambda: "newer version" in window(desk).error.text())
    factory.refusal = None
    fill(desk, "admin", PASSWORD)
    with qtbot.waitSignal(desk.entered):
        window(desk).send()


def test_the_demo_fills_in_its_logins(qtbot: QtBot, make_desk: Make) -> None:
    desk = make_desk(demo=True)
    qtbot.waitUntil(lambda: window(desk).demo.isVisible())
    button = window(desk).findChild(QPushButton, "demo.admin")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(desk.entered):
        window(desk).send()


def test_what_is_kept_is_plain_settings(qtbot: QtBot, enter: Enter, paths: Paths) -> None:
    desk, _ = enter()
    desk.close()
    kept = preferences.load(paths.preferences)
    here = str(paths.database)
    assert kept.last_place == here
    assert kept.last_logins == {here: "admin"}
    assert msgspec.json.decode(paths.preferences.read_bytes(), type=dict[str, Any])["remembered"] == {}
