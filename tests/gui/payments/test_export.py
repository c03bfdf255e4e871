"""The CSV export from the page: what the filter holds, whole or not at all, and how it ended."""

import csv
import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.payments.flaky import Flaky
from tests.gui.payments.screen import Screen
from tests.support.world import World
from vosdesk.gui.dialogs.export import export_to
from vosdesk.gui.tabs.payments import PaymentsTab
from vosdesk.services.jobs import JobContext

Screens = Callable[..., Screen]


@pytest.fixture
def screen(world: World, screen_of: Screens) -> Screen:
    """Two accounts with records."""
    first = world.account("1001", opening=1)
    world.account("1002", opening=0)
    world.recharge(first, 5)
    return screen_of(wrap=Flaky)


def export(screen: Screen, target: Path, qtbot: QtBot, **filter_: str) -> str:
    """Export, wait for the end, and return what is said."""
    tab = screen.open(PaymentsTab, "payments", **filter_)
    dialog = export_to(screen.context, tab.table.rows.request(), target, screen.window)
    qtbot.waitUntil(lambda: not dialog.strip.busy)
    said = dialog.ending.text()
    assert dialog.ending.isVisible()
    assert dialog.close_button.isVisible()
    dialog.close()
    return said


def numbers(path: Path) -> list[str]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [row["account_number"] for row in csv.DictReader(file)]


def test_what_the_page_shows_is_in_the_file(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "payments.csv"
    assert export(screen, target, qtbot) == "Exported records: 3 (payments.csv)"
    assert numbers(target) == ["1001", "1002", "1001"]
    assert "Exported records: 3 (payments.csv)" in screen.said
    assert [path.name for path in tmp_path.iterdir()] == ["payments.csv"]
    assert export(screen, target, qtbot, filter_account_number="1002") == "Exported records: 1 (payments.csv)"
    assert numbers(target) == ["1002"]


def test_cancelling_leaves_the_folder_as_it_was(
    screen: Screen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = JobContext.progress

    def slow(self: JobContext, *args: Any) -> None:
        while not self.cancelled():
            continue
        real(self, *args)

    monkeypatch.setattr(JobContext, "progress", slow)
    target = tmp_path / "payments.csv"
    target.write_text("what was there before")
    tab = screen.open(PaymentsTab, "payments")
    dialog = export_to(screen.context, tab.table.rows.request(), target, screen.window)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.read_text() == "what was there before"
    assert "Cancelled. Nothing was written." in screen.said


@pytest.mark.parametrize("operation", ["payments.export", "files.get"])
def test_a_refusal_on_the_way_leaves_nothing(screen: Screen, tmp_path: Path, qtbot: QtBot, operation: str) -> None:
    screen.backend.before.add(operation)
    said = export(screen, tmp_path / "payments.csv", qtbot)
    assert said == "The database is closed, or its file is no longer there."
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_named(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    assert str(tmp_path / "gone") in export(screen, tmp_path / "gone" / "payments.csv", qtbot)


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "The disk is full. Nothing was written."), (errno.EACCES, "You may not write")]
)
def test_a_disk_that_refuses_leaves_nothing(
    screen: Screen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("vosdesk.gui.local_files.os.fsync", refuse)
    assert export(screen, tmp_path / "payments.csv", qtbot).startswith(said)
    assert not list(tmp_path.iterdir())
