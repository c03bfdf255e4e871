"""The shell's fixtures: a server of sessions, folders of the test's own, a desk that is put away."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.shell.fakes import FakeFactory, Ring, Server
from vosdesk.contract.changes import Changes
from vosdesk.gui import tabs
from vosdesk.gui.actions.spec import Action
from vosdesk.gui.context import Context
from vosdesk.gui.desk import Desk
from vosdesk.gui.front import Front
from vosdesk.gui.login_dialog import LoginWindow
from vosdesk.gui.main_window import MainWindow
from vosdesk.gui.tabs.base import Tab
from vosdesk.gui.text import use_catalogue
from vosdesk.gui.theme import look
from vosdesk.settings.paths import Paths
from vosdesk.settings.preferences import Density, ThemeChoice
from vosdesk.settings.secrets import Secrets


class QuietTab(Tab):
    """A page with a field to type in, which counts what it is told."""

    def __init__(self, context: Context, node_id: str, params: Mapping[str, object]) -> None:
        super().__init__(context, node_id, params)
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Field")
        self.setFocusProxy(self.field)
        self.reloads = 0
        self.rows: tuple[Any, ...] = ()
        self.told: list[Changes] = []
        self.offered: tuple[Action, ...] = ()
        self.stays = False

    def title(self) -> str:
        """The account's name where it was opened for one."""
        return str(self.params.get("name") or super().title())

    def offers(self) -> tuple[Action, ...]:
        """What the test put there."""
        return self.offered

    def selected(self) -> tuple[Any, ...]:
        """What the test selected."""
        return self.rows

    def reload(self) -> None:
        """Count."""
        self.reloads += 1

    def changed(self, changes: Changes) -> None:
        """Keep."""
        self.told.append(changes)

    def may_close(self) -> bool:
        """Unless the test forbids it."""
        return not self.stays


@dataclass(frozen=True)
class QuietPage(tabs.Page):
    """Makes quiet tabs in place of the real page of a node."""

    offered: tuple[Action, ...] = ()

    def create(self, context: Context, params: Mapping[str, object]) -> QuietTab:
        """A quiet tab."""
        tab = QuietTab(context, self.node_id, params)
        tab.offered = self.offered
        return tab

    def load(self) -> tabs.Factory:
        """Nothing to import."""
        return self.create


@pytest.fixture(autouse=True)
def quiet_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell is tested without the pages that stand in it."""
    for page in list(tabs.PAGES.values()):
        monkeypatch.setitem(tabs.PAGES, page.node_id, QuietPage(page.node_id, page.module, page.gate, page.right))


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Folders that nobody else uses."""
    return Paths(data=tmp_path / "data", config=tmp_path / "config")


@pytest.fixture
def server() -> Server:
    """A server with one administrator."""
    return Server()


@pytest.fixture
def ring() -> Ring:
    """A keyring in memory."""
    return Ring()


@pytest.fixture
def factory(server: Server) -> FakeFactory:
    """Opens the server."""
    return FakeFactory(server)


@pytest.fixture
def make_desk(qtbot: QtBot, paths: Paths, factory: FakeFactory, ring: Ring) -> Iterator[Callable[..., Desk]]:
    """Makes desks, and puts them away at the end."""
    made: list[Desk] = []

    def make(*, demo: bool = False) -> Desk:
        desk = Desk(Front(paths, demo=demo), factory, secrets=Secrets(lambda: ring))
        made.append(desk)
        desk.start()
        return desk

    yield make
    for desk in made:
        desk.close()
        desk.deleteLater()
    look().use(ThemeChoice.LIGHT)
    look().use_density(Density.COMFORTABLE)
    use_catalogue({})


@pytest.fixture
def enter(qtbot: QtBot, make_desk: Callable[..., Desk]) -> Callable[..., tuple[Desk, MainWindow]]:
    """Logs in and returns the desk and its main window."""
    from tests.gui.shell.fakes import PASSWORD

    def log_in(login: str = "admin", password: str = PASSWORD, *, remember: bool = False) -> tuple[Desk, MainWindow]:
        desk = make_desk()
        fill(desk, login, password)
        window(desk).remember.setChecked(remember)
        with qtbot.waitSignal(desk.entered):
            window(desk).send()
        assert desk.window is not None
        return desk, desk.window

    return log_in


def window(desk: Desk) -> LoginWindow:
    """The desk's login window."""
    assert desk.login_window is not None
    return desk.login_window


def fill(desk: Desk, login: str, password: str) -> None:
    """Type into the login form."""
    window(desk).login.field.setText(login)
    window(desk).password.field.setText(password)
