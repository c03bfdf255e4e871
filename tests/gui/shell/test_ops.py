"""Calls in the background: where answers arrive, when they are dropped, what becomes of refusals."""

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from vosdesk.contract.changes import Changes, Done, Noun
from vosdesk.contract.errors import Code, Conflict, Fault, Refusal, SessionOver
from vosdesk.contract.ids import Empty, Key, is_key, new_key
from vosdesk.contract.operations import SESSION_LOCK, SESSION_STATUS, Operation
from vosdesk.contract.session import Status
from vosdesk.gui.background import Background
from vosdesk.gui.notices import Notices
from vosdesk.gui.ops import Ops


class Held:
    """A backend that answers when it is let go."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.error: Exception | None = None
        self.keys: list[Key] = []
        self.touched: dict[Noun, list[int]] = {Noun.ACCOUNTS: [7]}

    def call(self, operation: Operation[Any, Any], request: Any, key: Key | None = None) -> Any:
        """Wait, then answer."""
        assert self.gate.wait(20)
        if self.error is not None:
            raise self.error
        if key is None:
            return Status(needs_setup=False, version="1")
        self.keys.append(key)
        return Done(value=Empty(), changes=Changes(touched=self.touched))

    def use(self, token: str | None) -> None:
        """No sessions here."""

    def close(self) -> None:
        """Nothing to close."""


class Receiver(QObject):
    """Keeps what arrives, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[Any] = []
        self.threads: list[threading.Thread] = []

    def take(self, result: Any) -> None:
        """Keep it."""
        self.results.append(result)
        self.threads.append(threading.current_thread())


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def notices(qtbot: QtBot) -> Notices:
    return Notices()


@pytest.fixture
def ops(qtbot: QtBot, held: Held, notices: Notices) -> Iterator[Ops]:
    made = Ops(held, notices)
    yield made
    held.gate.set()
    made.drain()


def test_answers_arrive_on_the_gui_thread(qtbot: QtBot, ops: Ops, held: Held) -> None:
    receiver = Receiver()
    ops.read(receiver, SESSION_STATUS, Empty(), receiver.take)
    assert ops.busy == 1
    held.gate.set()
    qtbot.waitUntil(lambda: bool(receiver.results))
    assert receiver.threads == [threading.main_thread()]
    assert ops.busy == 0


def test_a_write_has_a_key_and_tells_what_changed_before_its_callback(qtbot: QtBot, ops: Ops, held: Held) -> None:
    receiver = Receiver()
    order: list[str] = []
    ops.changed.connect(lambda changes: order.append(f"changed {changes.touched[Noun.ACCOUNTS]}"))
    held.gate.set()
    key = new_key()
    ops.write(receiver, SESSION_LOCK, Empty(), lambda _: order.append("done"), key=key)
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["changed [7]", "done"]
    ops.write(receiver, SESSION_LOCK, Empty(), receiver.take)
    qtbot.waitUntil(lambda: len(held.keys) == 2)
    assert held.keys[0] == key
    assert is_key(held.keys[1])


def test_an_answer_for_a_deleted_parent_is_dropped_and_its_changes_are_told(qtbot: QtBot, ops: Ops, held: Held) -> None:
    parent, receiver = QObject(), Receiver()
    ops.write(parent, SESSION_LOCK, Empty(), receiver.take)
    delete(parent)
    with qtbot.waitSignal(ops.changed):
        held.gate.set()
    qtbot.waitUntil(lambda: ops.busy == 0)
    assert receiver.results == []


def test_a_cancelled_call_is_dropped(qtbot: QtBot, ops: Ops, held: Held) -> None:
    receiver = Receiver()
    ops.read(receiver, SESSION_STATUS, Empty(), receiver.take).cancel()
    with qtbot.waitSignal(ops.busy_changed):
        held.gate.set()
    assert receiver.results == []


def test_a_refusal_goes_to_who_asked(qtbot: QtBot, ops: Ops, held: Held, notices: Notices) -> None:
    receiver = Receiver()
    told: list[str] = []
    notices.warned.connect(told.append)
    held.error = Conflict(Code.ACCOUNT_CYCLE)
    held.gate.set()
    ops.read(receiver, SESSION_STATUS, Empty(), receiver.take, receiver.take)
    qtbot.waitUntil(lambda: bool(receiver.results))
    assert receiver.results == [held.error]
    assert told == []
    ops.read(receiver, SESSION_STATUS, Empty(), receiver.take)
    qtbot.waitUntil(lambda: told == ["An account cannot stand below itself."])


def test_an_ended_session_goes_to_the_shell_and_the_form_comes_alive(qtbot: QtBot, ops: Ops, held: Held) -> None:
    receiver = Receiver()
    held.error = SessionOver(Code.SESSION_LOCKED)
    held.gate.set()
    with qtbot.waitSignal(ops.session_over) as seen:
        ops.read(receiver, SESSION_STATUS, Empty(), receiver.take, receiver.take)
    assert seen.args == [held.error]
    assert receiver.results == [held.error]


def test_a_defect_is_seen_and_the_form_gets_its_reference(
    qtbot: QtBot, ops: Ops, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(error))
    failed: list[Refusal] = []
    held.error = ZeroDivisionError("defect")
    held.gate.set()
    receiver = Receiver()
    ops.read(receiver, SESSION_STATUS, Empty(), receiver.take, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Fault)
    assert failed[0].params["reference"] in "".join(held.error.__notes__)
    assert seen == [held.error]


def test_draining_waits_and_later_calls_are_dropped(qtbot: QtBot, ops: Ops, held: Held) -> None:
    receiver = Receiver()
    ops.write(receiver, SESSION_LOCK, Empty(), receiver.take)
    threading.Timer(0.05, held.gate.set).start()
    ops.drain()
    assert len(held.keys) == 1
    ops.write(receiver, SESSION_LOCK, Empty(), receiver.take)
    assert ops.busy == 0
    assert len(held.keys) == 1


def test_work_without_a_failure_callback_is_not_silent(qtbot: QtBot) -> None:
    background = Background()

    def work() -> None:
        raise ValueError("seen")

    with qtbot.captureExceptions() as seen:
        background.run(background, work, lambda _: None)
        qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0][1], ValueError)
    background.drain()


class Posts(QObject):
    """What the window has to do after an answer, such as painting it, is posted to the event loop."""

    posted = Signal(object)


def test_one_answer_in_a_turn_what_it_leads_to_comes_before_the_next(qtbot: QtBot, ops: Ops, held: Held) -> None:
    receiver, posts = Receiver(), Posts()
    posts.posted.connect(receiver.take, Qt.ConnectionType.QueuedConnection)

    def done(status: Status) -> None:
        receiver.take("answer")
        posts.posted.emit("painted")

    for _ in range(3):
        ops.read(receiver, SESSION_STATUS, Empty(), done)
    held.gate.set()
    assert ops._pool.waitForDone(20_000)
    qtbot.waitUntil(lambda: len(receiver.results) == 6)
    assert receiver.results == ["answer", "painted"] * 3


def test_answers_that_wait_for_their_turn_are_dropped_at_the_end(ops: Ops, held: Held) -> None:
    receiver = Receiver()
    for _ in range(2):
        ops.read(receiver, SESSION_STATUS, Empty(), receiver.take)
    held.gate.set()
    assert ops._pool.waitForDone(20_000)
    QCoreApplication.sendPostedEvents()
    ops.drain()
    QCoreApplication.processEvents()
    assert receiver.results == []
    assert ops.busy == 0
