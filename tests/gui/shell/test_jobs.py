"""Long work from the console's side: followed, cancelled, and files that arrive whole or not at all."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.gui.payments.screen import Screen
from tests.support.jobs import PATIENCE, TOIL, Steps, Toil, Toiled, toiling
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Refusal
from vosdesk.contract.ids import Empty
from vosdesk.contract.jobs import JobState
from vosdesk.gui.dialogs.task import TaskDialog
from vosdesk.gui.jobs import Export, Job, Task, Upload
from vosdesk.gui.task_strip import TaskStrip


@pytest.fixture
def steps(world: World) -> Iterator[Steps]:
    with toiling(world) as made:
        yield made


@pytest.fixture
def screen(qtbot: QtBot, world: World, steps: Steps) -> Iterator[Screen]:
    made = Screen(qtbot, world)
    yield made
    made.close()


class Ends:
    """How a task ended."""

    def __init__(self, task: Task) -> None:
        self.all: list[tuple[str, Any]] = []
        task.done.connect(lambda value: self.all.append(("done", value)))
        task.failed.connect(lambda error: self.all.append(("failed", error)))
        task.cancelled.connect(lambda: self.all.append(("cancelled", None)))
        task.ended.connect(lambda: self.all.append(("ended", None)))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.all]


def run(qtbot: QtBot, task: Task) -> Ends:
    """Start a task and wait for its end."""
    ends = Ends(task)
    with qtbot.waitSignal(task.ended, timeout=PATIENCE * 1_000):
        task.start()
    assert ends.names[-1] == "ended"
    assert len(ends.names) == 2
    return ends


def export(screen: Screen, target: Path, how: str = "make") -> Export[Toil, Toiled]:
    return Export(screen.context, TOIL, Toil(how=how), target, screen.window)


def states(world: World) -> list[JobState]:
    return [job.state for job in world.services.jobs._jobs.values()]


# jobs


def test_a_job_ends_with_its_result(screen: Screen, qtbot: QtBot) -> None:
    ends = run(qtbot, Job(screen.context, TOIL, Toil(how="answer"), screen.window))
    assert ends.all[0] == ("done", Toiled(said="done"))


def test_a_job_that_fails_says_why_in_the_readers_words(screen: Screen, qtbot: QtBot) -> None:
    job = Job(screen.context, TOIL, Toil(how="refuse"), screen.window)
    ((how, error), _) = run(qtbot, job).all
    assert (how, error.code) == ("failed", Code.SELECTION_CHANGED)
    assert job.problem(error) == "The rows chosen have changed in the meantime: 5 by now. Look at them again."


def test_a_start_that_is_refused_is_a_failure(screen: Screen, qtbot: QtBot) -> None:
    ((how, error), _) = run(qtbot, Job(screen.context, TOIL, Toil(how="forbidden"), screen.window)).all
    assert (how, error.code) == ("failed", Code.NOT_FOUND)


def test_what_a_job_changed_is_announced_before_it_is_done(screen: Screen, steps: Steps, qtbot: QtBot) -> None:
    told: list[object] = []
    screen.context.ops.changed.connect(lambda changes: told.append(changes.touched))
    user = screen.world.user("bob")
    steps.go_on.set()
    run(qtbot, Job(screen.context, TOIL, Toil(how="write", user=user), screen.window))
    assert told == [{Noun.USERS: [user], Noun.LOG: []}]


def test_the_strip_shows_how_far_it_is_and_cancels(screen: Screen, steps: Steps, qtbot: QtBot) -> None:
    strip = TaskStrip(screen.context, screen.window)
    job = Job(screen.context, TOIL, Toil(how="wait"), screen.window)
    ends = Ends(job)
    strip.watch(job)
    assert strip.isVisibleTo(screen.window)
    qtbot.waitUntil(lambda: strip.text.text() == "Reading… 1 of 2")
    assert (strip.bar.value(), strip.bar.maximum()) == (500, 1_000)
    with qtbot.waitSignal(job.ended):
        strip.cancel.click()
        assert strip.text.text() == "Cancelling… 1 of 2", "the answer is there at once"
        assert not strip.cancel.isEnabled()
    assert ends.names == ["cancelled", "ended"]
    assert (strip.busy, strip.isVisibleTo(screen.window)) == (False, False)
    assert states(screen.world) == [JobState.CANCELLED]


def test_a_cancel_gets_through_while_everything_else_waits(screen: Screen, steps: Steps, qtbot: QtBot) -> None:
    user = screen.world.user("bob")
    job = Job(screen.context, TOIL, Toil(how="write_and_wait", user=user), screen.window)
    ends = Ends(job)
    job.start()
    qtbot.waitUntil(steps.reached.is_set)
    waiting = [screen.context.ops.write(screen.window, o.SESSION_LOCK, Empty(), lambda _: None) for _ in range(8)]
    with qtbot.waitSignal(job.ended, timeout=PATIENCE * 1_000):
        job.cancel()
    assert ends.names == ["cancelled", "ended"]
    assert len(waiting) == 8
    assert screen.world.user_row(user, screen.world.login("admin")).name == "Bob"


@pytest.mark.parametrize("known", [True, False])
def test_a_job_that_nobody_follows_any_more_is_cancelled(
    screen: Screen, steps: Steps, qtbot: QtBot, known: bool
) -> None:
    parent = QObject()
    job = Job(screen.context, TOIL, Toil(how="wait"), parent)
    job.start()
    if known:
        qtbot.waitUntil(lambda: job.at.done == 1)
    parent.deleteLater()
    qtbot.waitUntil(lambda: states(screen.world) == [JobState.CANCELLED])


def test_a_job_goes_on_behind_the_lock(screen: Screen, steps: Steps, qtbot: QtBot) -> None:
    job = Job(screen.context, TOIL, Toil(how="wait"), screen.window)
    ends = Ends(job)
    job.start()
    qtbot.waitUntil(lambda: job.at.done == 1)
    screen.world.do(screen.token, o.SESSION_LOCK, Empty())
    with qtbot.waitSignal(job.ended):
        steps.go_on.set()
    assert ends.all[0] == ("done", Toiled(said="went on"))


# up


def test_a_file_goes_up_and_a_job_reads_it(screen: Screen, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes("Größe".encode())
    ((how, file), _) = run(qtbot, Upload(screen.context, path, screen.window)).all
    assert how == "done"
    ends = run(qtbot, Job(screen.context, TOIL, Toil(how="take", file=file), screen.window))
    assert ends.all[0] == ("done", Toiled(said="Größe"))


def test_a_file_that_cannot_be_read_is_told(screen: Screen, qtbot: QtBot, tmp_path: Path) -> None:
    upload = Upload(screen.context, tmp_path / "none.csv", screen.window)
    ((how, error), _) = run(qtbot, upload).all
    assert (how, upload.problem(error)) == ("failed", "The file could not be read: No such file or directory")


def test_an_upload_that_is_cancelled_leaves_nothing(screen: Screen, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "deck.csv"
    path.write_bytes(bytes(5_000_000))
    upload = Upload(screen.context, path, screen.window)
    ends = Ends(upload)
    with qtbot.waitSignal(upload.ended):
        upload.start()
        upload.cancel()
    assert ends.names == ["cancelled", "ended"]
    assert screen.world.services.spool.sessions() == set()


# down


def test_an_export_writes_the_whole_file_and_drops_it_there(screen: Screen, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("what was there")
    ends = run(qtbot, export(screen, target))
    assert ends.names == ["done", "ended"]
    assert target.read_bytes() == b"line\n" * 1_000
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    assert screen.world.services.spool.sessions() == set()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full. Nothing was written."),
        (errno.EACCES, "The file is open in another program, or you may not change it: out.txt. Nothing was written."),
    ],
)
def test_a_disk_that_refuses_leaves_the_old_file(
    screen: Screen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("what was there")

    def refuse(handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("vosdesk.gui.local_files.os.fsync", refuse)
    task = export(screen, target)
    ((how, error), _) = run(qtbot, task).all
    assert (how, task.problem(error)) == ("failed", said)
    assert target.read_text() == "what was there"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_a_refusal_half_way_down_leaves_the_old_file(screen: Screen, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("what was there")
    task = export(screen, target)
    task._job.done.disconnect(task._fetch)

    def dropped(outcome: Toiled) -> None:
        assert outcome.file is not None
        screen.world.services.spool.drop(screen.context.me.id, outcome.file.id)
        task._fetch(outcome)

    task._job.done.connect(dropped)
    ((how, error), _) = run(qtbot, task).all
    assert how == "failed"
    assert isinstance(error, Refusal)
    assert target.read_text() == "what was there"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_the_window_of_an_export_tells_how_it_ended(screen: Screen, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    dialog = TaskDialog(screen.context, "Export", str(target), lambda value: "Exported: 1", screen.window)
    dialog.run(export(screen, target))
    qtbot.waitUntil(lambda: dialog.close_button.isVisible())
    assert dialog.ending.text() == "Exported: 1"
    assert "Exported: 1" in screen.said
    dialog.close_button.click()


def test_escape_cancels_and_the_window_goes(screen: Screen, steps: Steps, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = TaskDialog(screen.context, "Export", "", str, screen.window)
    task = export(screen, tmp_path / "out.txt", "wait")
    dialog.run(task)
    qtbot.waitUntil(lambda: task.at.done == 1)
    dialog.close()
    assert dialog.isVisible(), "it stays until the job has ended"
    with qtbot.waitSignal(dialog.destroyed):
        pass
    assert states(screen.world) == [JobState.CANCELLED]
    assert not list(tmp_path.iterdir())
    assert "Cancelled. Nothing was written." in screen.said


def test_the_window_can_be_closed_with_a_job_under_way(screen: Screen, steps: Steps, qtbot: QtBot) -> None:
    job = Job(screen.context, TOIL, Toil(how="wait"), screen.window)
    job.start()
    qtbot.waitUntil(lambda: job.at.done == 1)
    screen.context.ops.drain()
    screen.world.services.close()
    assert states(screen.world) == [JobState.CANCELLED]
