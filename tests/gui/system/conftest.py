from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import UNITED_STATES, Screen
from tests.support.world import World
from vosdesk.gui.formats import Formats


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


@pytest.fixture
def screen_formats() -> Formats:
    """English separators and UTC."""
    return Formats.of({}, UNITED_STATES, ZoneInfo("UTC"))
