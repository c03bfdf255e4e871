"""Fixtures: the whole program on a database of its own, put away at the end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from tests.e2e.console import Console
from tests.support.world import World
from vosdesk.contract.backend import Backend
from vosdesk.gui.app import EmbeddedFactory
from vosdesk.gui.places import Factory, Progress
from vosdesk.gui.text import use_catalogue
from vosdesk.gui.theme import look
from vosdesk.settings import preferences
from vosdesk.settings.paths import Paths
from vosdesk.settings.preferences import Density, Preferences, ThemeChoice


class WorldFactory:
    """Opens the embedded backend over the database of a world: its clock, and cheap password hashes."""

    def __init__(self, world: World) -> None:
        self._world = world

    def open_embedded(self, path: Path) -> Backend:
        """The backend, whatever the path."""
        return self._world.backend()

    def open_demo(self, path: Path, progress: Progress) -> Backend:
        """The same: a world is no demo company."""
        return self._world.backend()

    def demo_logins(self) -> tuple[tuple[str, str, str], ...]:
        """None."""
        return ()


@pytest.fixture(autouse=True)
def united_states() -> Iterator[None]:
    """Numbers are written as in the United States, whatever this machine is set to."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Folders that nobody else uses, with settings in English."""
    made = Paths(data=tmp_path / "data", config=tmp_path / "config")
    preferences.save(made.preferences, Preferences(language="en", theme=ThemeChoice.LIGHT))
    return made


Start = Callable[..., Console]


@pytest.fixture
def start(qtbot: QtBot, paths: Paths) -> Iterator[Start]:
    """Starts the program: on an empty folder, or over the database that a factory opens."""
    made: list[Console] = []

    def begin(factory: Factory | None = None, where: Paths = paths) -> Console:
        made.append(Console(qtbot, where, factory or EmbeddedFactory()))
        return made[-1]

    yield begin
    for console in made:
        console.desk.close()
        console.desk.deleteLater()
    look().use(ThemeChoice.LIGHT)
    look().use_density(Density.COMFORTABLE)
    use_catalogue({})


@pytest.fixture
def console(world: World, start: Start) -> Console:
    """The program over the database of the test's world, which outlives it."""
    return start(WorldFactory(world))
