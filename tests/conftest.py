"""What every test gets: no display, no network, no real keyring, nothing left behind."""

import gc
import os
import socket
import sys
import threading
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from vosdesk.gui.collector import collect_due

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

os.environ["QT_QPA_PLATFORM"] = os.environ.get("VOSDESK_TEST_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"
# A keyring of the machine would be asked for secrets: tests bring their own.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

pytest_plugins = ["tests.support.fixtures"]

PATIENCE = 60_000
"""Milliseconds that a test waits for what must come: a machine busy with other work fails nothing."""
_LOCAL = ("127.", "::1", "localhost")


@pytest.fixture
def qtbot(qtbot: "QtBot") -> "QtBot":
    """Waits with patience, unless a test says how long."""
    for name in ("waitSignal", "waitSignals", "waitUntil", "waitCallback", "waitExposed", "waitActive"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE))
    return qtbot


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anything but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None) and not str(address[0]).startswith(_LOCAL):
            pytest.fail(f"the test connects to {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def pytest_configure() -> None:
    """As in the console, no thread but this one collects garbage: widgets may be in it. See ``nothing_left``."""
    gc.disable()


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """A test that leaves a thread or a top-level widget behind fails; garbage is collected after it."""
    threads = set(threading.enumerate())
    widgets = {id(w) for w in _top_level_widgets()}
    yield
    left = [t for t in threading.enumerate() if t not in threads and not isinstance(t, threading._DummyThread)]
    for thread in left:
        thread.join(5)
    alive = [t.name for t in left if t.is_alive()]
    assert not alive, f"threads left behind: {alive}"
    if any(id(w) not in widgets for w in _top_level_widgets()):
        gc.collect()
    collect_due()
    shown = [repr(w) for w in _top_level_widgets() if id(w) not in widgets and w.parent() is None]
    assert not shown, f"widgets left behind: {shown}"


def _top_level_widgets() -> list[Any]:
    module = sys.modules.get("PySide6.QtWidgets")
    if module is None or module.QApplication.instance() is None:
        return []
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    return list(module.QApplication.topLevelWidgets())
