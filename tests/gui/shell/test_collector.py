"""Cyclic garbage in the running console."""

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vosdesk.gui.collector import Collector

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MANY = 20_000


class _Dying(QWidget):
    """Refers to itself, as dialogs do through the signals that they are connected to."""

    def __init__(self) -> None:
        super().__init__()
        self.me: QObject = self


@pytest.fixture
def collector() -> Iterator[Collector]:
    gc.enable()
    made = Collector()
    yield made
    made.stop()
    gc.disable()


def _allocate() -> None:
    kept = [[number] for number in range(MANY)]
    assert len(kept) == MANY


def test_another_thread_collects_no_widget_and_the_console_does(collector: Collector, qtbot: "QtBot") -> None:
    dying = weakref.ref(_Dying())
    reading = threading.Thread(target=_allocate)
    reading.start()
    reading.join()
    assert dying() is not None
    kept = [[number] for number in range(MANY)]
    qtbot.waitUntil(lambda: dying() is None)
    assert len(kept) == MANY


def test_what_is_there_at_the_start_is_looked_at_no_more_and_stopping_gives_the_work_back(collector: Collector) -> None:
    assert gc.get_freeze_count() > MANY
    assert not gc.isenabled()
    before = gc.get_freeze_count()
    made = [[number] for number in range(MANY)]
    collector.settle()
    assert gc.get_freeze_count() >= before + MANY
    before = gc.get_freeze_count()
    more = [[number] for number in range(MANY)]
    collector.settle()
    assert gc.get_freeze_count() == before, "what comes later is looked at"
    assert len(made) == len(more)
    collector.stop()
    assert gc.isenabled()
