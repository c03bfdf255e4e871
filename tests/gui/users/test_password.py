"""Passwords that an administrator gives: generated, lent to the clipboard, reset."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.gui.users.pages import Screens, choose
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract.errors import LoginRefused
from vosdesk.gui.dialogs.form import Form
from vosdesk.gui.dialogs.user_password import ALPHABET, Lent, NewPasswordField, generate_password
from vosdesk.gui.tabs.list_tab import ListTab

SHAPE = re.compile(f"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{3}}")


@pytest.fixture
def clipboard(qtbot: QtBot) -> Iterator[None]:
    """An empty clipboard, emptied again."""
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def field(qtbot: QtBot, clipboard: None) -> NewPasswordField:
    made = NewPasswordField()
    made.set_name("Password")
    qtbot.addWidget(made)
    made.show()
    return made


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_generated_passwords_are_long_readable_and_never_the_same() -> None:
    made = {generate_password() for _ in range(200)}
    assert len(made) == 200
    assert all(SHAPE.fullmatch(password) for password in made)
    assert not set("il1o0") & set(ALPHABET)


def test_a_password_hides_until_it_is_generated(field: NewPasswordField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.edit, "typed secret")
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    field.generate()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert SHAPE.fullmatch(str(field.value()))
    width = field.edit.fontMetrics().horizontalAdvance(field.edit.text())
    assert width < field.edit.width(), "all of it shows"


def test_the_clipboard_gives_the_password_back_in_time(field: NewPasswordField, qtbot: QtBot) -> None:
    field.clipboard_ms = 40
    assert not field._copy.isEnabled()
    field.generate()
    qtbot.mouseClick(field._copy, Qt.MouseButton.LeftButton)
    assert copied() == field.value()
    assert QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    qtbot.waitUntil(lambda: copied() == "")


def test_what_was_copied_later_stays(qtbot: QtBot, clipboard: None) -> None:
    lent = Lent("the password", 30)
    QGuiApplication.clipboard().setText("something else")
    with qtbot.waitSignal(lent.destroyed):
        pass
    assert copied() == "something else"


def test_the_end_of_the_program_takes_it_back_at_once(qtbot: QtBot, clipboard: None) -> None:
    lent = Lent("the password", 60_000)
    assert copied() == "the password"
    lent.take_back()
    assert copied() == ""


def reset_form(screen: Screen, login: str) -> Form[object, object]:
    choose(screen.open(ListTab, "users"), login=login)
    screen.run("users.reset_password")
    return screen.dialog(Form)


def test_a_reset_ends_the_old_password_and_asks_for_a_change(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    world.user("lena", template="Cashier", password="the old words 11")
    screen = screen_of()
    form = reset_form(screen, "lena")
    field = form.field("password")
    assert isinstance(field, NewPasswordField)
    qtbot.mouseClick(field._generate, Qt.MouseButton.LeftButton)
    fresh = str(field.value())
    form.ok.click()
    screen.quiet()
    assert screen.said[-1] == "User lena has a new password."
    with pytest.raises(LoginRefused):
        world.do(None, o.SESSION_LOGIN, s.Login(login="lena", password="the old words 11"))
    world.clock.advance(minutes=10)
    entered = world.do(None, o.SESSION_LOGIN, s.Login(login="lena", password=fresh))
    assert entered.me.must_change_password
    assert fresh not in "".join(screen.said)


def test_a_short_password_is_refused_while_it_is_typed(world: World, screen_of: Screens, qtbot: QtBot) -> None:
    world.user("lena", template="Cashier")
    screen = screen_of()
    form = reset_form(screen, "lena")
    qtbot.keyClicks(form.field("password").target(), "short")
    assert form.problem_text("password") == "A password has at least 10 characters."
    form.ok.click()
    screen.quiet()
    assert form.isVisible()
