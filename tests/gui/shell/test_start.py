"""What is imported when, and that nobody is left without a name."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.shell.conftest import window
from tests.gui.shell.fakes import Server, agent
from vosdesk.gui.desk import Desk
from vosdesk.gui.dialogs.about import AboutDialog
from vosdesk.gui.dialogs.help import HelpWindow
from vosdesk.gui.dialogs.password import PasswordDialog
from vosdesk.gui.lock import LockDialog
from vosdesk.gui.main_window import MainWindow

Enter = Callable[..., tuple[Desk, MainWindow]]
LATE = (
    "sqlalchemy", "alembic", "keyring", "phonenumbers", "qtawesome", "argon2", "zxcvbn", "xlsxwriter",
    "python_calamine", "msgspec", "dataclasses", "vosdesk.contract", "vosdesk.gui.desk", "vosdesk.gui.main_window",
)  # fmt: skip

SHOW = f"""
import sys
from vosdesk import cli
from vosdesk.gui import app

def show(window, then):  # what follows the first paint is left out
    app.QApplication.exec = lambda self: (print(window.isVisible()), window.grab())

app.FirstPaint = show
cli.main(["gui"])
early = [name for name in {LATE!r} if name in sys.modules]
star = [name for name in sys.modules if name.startswith("PySide6.") and name.split(".")[1] not in
        ("QtCore", "QtGui", "QtWidgets", "QtDBus", "support", "_config")]
from PySide6 import QtCore
print(early, star, "Qt" in vars(QtCore))
"""


def test_the_login_window_is_shown_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**os.environ, "VOSDESK_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "True\n[] [] False"
    assert not (tmp_path / "data").exists()


def focusable(root: QWidget) -> list[QWidget]:
    """Every visible widget that the keyboard can reach."""
    found = [root, *root.findChildren(QWidget)]
    return [w for w in found if w.isVisibleTo(root) and w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def nameless(root: QWidget) -> list[str]:
    """Focusable widgets that a screen reader has no name for."""
    found = []
    for widget in focusable(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_a_nameless_widget_is_found(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    QLineEdit(form)
    assert nameless(form) == ["QLineEdit "]


def test_every_focusable_widget_has_a_name(
    qtbot: QtBot, enter: Enter, make_desk: Callable[..., Desk], server: Server
) -> None:
    login = make_desk(demo=True)
    qtbot.waitUntil(lambda: window(login).demo.isVisible())
    for show in (window(login).show_login, window(login).show_setup, window(login).show_change):
        show()
        assert nameless(window(login)) == []
    server.agents = (agent(1),)
    _, main = enter()
    assert nameless(main) == []
    main.context.notices.warn("Look")
    assert nameless(main) == []
    for dialog in (
        AboutDialog(main),
        HelpWindow("en", main),
        PasswordDialog(main.context.ops, main),
        LockDialog("a", "b", main),
    ):
        assert nameless(dialog) == []
        dialog.deleteLater()


def test_the_keyboard_walks_the_login_form_in_its_order(qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    login = window(make_desk())
    login.activateWindow()
    qtbot.waitUntil(login.isActiveWindow)
    login.connection.setFocus()
    order = []
    for _ in range(6):
        focus = QApplication.focusWidget()
        assert focus is not None
        order.append(focus)
        login.focusNextChild()
    expected = [
        login.connection, login.language, login.login.field, login.password.field, login.remember, login.button,
    ]  # fmt: skip
    assert order == expected


def test_language_is_chosen_in_the_login_window(qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    first = window(desk)
    first.language_chosen.emit("en")
    assert window(desk) is not first
    assert desk.preferences.language == "en"
    qtbot.waitUntil(lambda: window(desk).button.isEnabled())
