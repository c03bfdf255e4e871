"""Defects of ours are kept in the log and shown in one dialog."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from vosdesk.gui.faults import Faults


@pytest.fixture
def faults(qtbot: QtBot, tmp_path: Path) -> Iterator[Faults]:
    made = Faults(tmp_path / "data" / "vosdesk.log")
    before = sys.excepthook, threading.excepthook
    made.install()
    yield made
    made.remove()
    assert (sys.excepthook, threading.excepthook) == before
    made.deleteLater()


def box() -> QMessageBox:
    """The dialog in front."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, QMessageBox)
    return found


def raise_into(faults: Faults, text: str) -> None:
    """Let the hook see an exception with a traceback."""
    try:
        raise ValueError(text)
    except ValueError as error:
        faults.take(type(error), error, error.__traceback__)


def test_a_fault_is_logged_and_shown_with_one_reference(qtbot: QtBot, faults: Faults, tmp_path: Path) -> None:
    raise_into(faults, "first")
    raise_into(faults, "second <b>bold</b>")
    qtbot.waitUntil(lambda: len(faults.references) == 2)
    logged = (tmp_path / "data" / "vosdesk.log").read_text()
    for reference in faults.references:
        assert f"fault {reference}" in logged
        assert reference in box().text()
    assert "ValueError: first" in logged
    assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]) == 1
    box().close()
    raise_into(faults, "third")
    qtbot.waitUntil(lambda: len(faults.references) == 3)
    assert faults.references[-1] in box().text()
    box().close()


def test_a_reference_that_was_given_is_kept(qtbot: QtBot, faults: Faults) -> None:
    error = KeyError("x")
    error.add_note("reference 1234abcd")
    faults.take(KeyError, error)
    qtbot.waitUntil(lambda: faults.references == ["1234abcd"])
    box().close()


def test_a_fault_in_a_thread_is_shown_too(qtbot: QtBot, faults: Faults) -> None:
    def work() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(faults.references) == 1)
    box().close()
