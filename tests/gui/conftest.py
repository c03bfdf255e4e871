"""Fixtures of every page: a screen on which one user's tabs and dialogs are shown and put away."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.support.world import World


@pytest.fixture
def screen_of(qtbot: QtBot, world: World) -> Iterator[Callable[..., Screen]]:
    """Makes screens of users of the world."""
    made: list[Screen] = []

    def make(login: str = "admin", **options: object) -> Screen:
        made.append(Screen(qtbot, world, login, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for screen in made:
        screen.close()
