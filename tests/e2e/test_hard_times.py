"""Bad luck in the real window: each time a clear message at the right place, nothing lost, nothing half done."""

import multiprocessing
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy import URL

from tests.e2e.conftest import Start, WorldFactory
from tests.e2e.console import Console
from tests.support.clock import FakeClock
from tests.support.databases import SqliteMaker
from tests.support.ledger_check import check_ledger
from tests.support.world import PASSWORD, SHARED_HASHER, World, units
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import rate_groups as rg
from vosdesk.contract.errors import Code, Refusal
from vosdesk.contract.ids import AccountId, Empty, new_key
from vosdesk.contract.session import EndSession
from vosdesk.gui.dialogs.account import AccountEdit, AccountForm
from vosdesk.gui.dialogs.payment import PaymentForm
from vosdesk.gui.dialogs.receipt import ReceiptDialog
from vosdesk.gui.entry import ToneLabel
from vosdesk.gui.guard import Guard
from vosdesk.gui.tables import State
from vosdesk.services import catalog
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.runtime import Services
from vosdesk.settings.paths import Paths
from vosdesk.storage.unit_of_work import Store

BUSY = 0.3
"""Seconds that the store of these tests waits for another process."""
FULL = "The disk is full. Nothing was changed; make room and try again."
LOCKED = "The database is busy. Nothing was changed; try again."
GONE = "The database is closed, or its file is no longer there."
TWICE = "You can send it again: it will not be done twice."


class Place:
    """A database file with one account 1001 that holds 10, open in the program."""

    def __init__(self, world: World, console: Console, path: Path) -> None:
        self.world, self.console, self.path = world, console, path
        self.account = world.account("1001", opening=10, name="Corner Shop")

    def paying(self, amount: str, memo: str = "") -> PaymentForm:
        """The form of a recharge, filled in."""
        self.console.click_row(number="1001")
        self.console.act("payments.recharge")
        form = self.console.dialog(PaymentForm)
        self.console.fill(form, amount=amount, memo=memo)
        return form

    def opening(self, number: str) -> AccountForm:
        """The form of a new account, filled in."""
        self.console.act("accounts.new")
        form = self.console.dialog(AccountForm)
        self.console.fill(form, number=number, name="Next Door", opening="5", memo="as agreed")
        return form

    def paid(self, form: PaymentForm) -> None:
        """Send the payment, and close its receipt."""
        self.console.send(form)
        self.console.close(self.console.dialog(ReceiptDialog))

    def records(self) -> list[int]:
        """The amounts that were recorded for the account, in units, oldest first; the ledger holds together."""
        with self.world.store.read() as unit:
            check_ledger(unit.connection)
        request = p.ListPayments(filter=p.PaymentFilter(account_number="1001"), descending=False)
        found = self.world.read(self.world.admin, o.PAYMENTS_LIST, request)
        return [row.amount // units(1) for row in found.rows]

    @contextmanager
    def full(self, act: Callable[[int], object]) -> Iterator[None]:
        """The disk is full: ``act`` was done as often as there was room for it."""
        self.limit(1)
        with pytest.raises(Refusal) as refused:
            deque(map(act, range(500)), maxlen=0)
        assert refused.value.code is Code.DATABASE_FULL
        yield
        self.limit(2**31)

    def limit(self, pages: int) -> None:
        """Let the writer's connection use so many pages at most, or as many as there are."""
        with self.world.store.writes.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


@pytest.fixture
def place(sqlite_maker: SqliteMaker, start: Start) -> Iterator[Place]:
    """The administrator at his window, over a file that waits a short time only."""
    url: URL = sqlite_maker.make()
    assert url.database is not None
    world = World(Store(url, busy=BUSY))
    console = start(WorldFactory(world))
    made = Place(world, console, Path(url.database))
    console.log_in("admin")
    yield made
    world.close()


# --- the file --------------------------------------------------------------------------------------------------


def test_a_full_disk_refuses_a_payment_that_can_be_sent_again(place: Place) -> None:
    memo = "x" * 400
    other = place.world.account("9000")
    form = place.paying("7", memo)

    def pay(number: int) -> None:
        request = p.Recharge(account=other, amount=units(1), memo=memo)
        place.world.do(place.world.admin, o.PAYMENTS_RECHARGE, request)

    with place.full(pay):
        place.console.try_to_send(form)
        assert form.banner.text.startswith(FULL)
        assert TWICE in form.banner.text
        assert form.head.balance.text() == "10.000 USD"
        assert place.records() == [10]
        place.console.window.registry.run("console.reload")
        place.console.loaded()
        assert place.console.cells("balance")[0] == "▽ 10.000", "what is there can still be read"
    place.paid(form)
    assert place.records() == [10, 7]


def test_a_full_disk_keeps_the_form_of_a_new_account(place: Place) -> None:
    form = place.opening("2002")
    with place.full(lambda number: place.world.account(f"9{number:03}", name="Next Door", opening=5, memo="as agreed")):
        place.console.try_to_send(form)
        assert form.banner.text == f"{FULL} {TWICE}"
    assert form.field("memo").value() == "as agreed"
    place.console.send(form)
    assert place.console.cells("number")[:2] == ["1001", "2002"]
    assert place.records() == [10]


def test_another_program_that_holds_the_file_is_waited_for_and_then_told(place: Place) -> None:
    form = place.paying("7")
    other = sqlite3.connect(place.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    place.console.try_to_send(form)
    assert form.banner.text.startswith(LOCKED)
    assert TWICE in form.banner.text
    place.console.window.registry.run("console.reload")
    place.console.loaded()
    assert place.console.cells("balance") == ["▽ 10.000"], "what is there can still be read"
    other.execute("ROLLBACK")
    other.close()
    place.paid(form)
    assert place.records() == [10, 7]


def test_a_short_wait_for_another_program_is_not_even_noticed(place: Place) -> None:
    form = place.paying("7")
    other = sqlite3.connect(place.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    QTimer.singleShot(50, lambda: other.execute("ROLLBACK"))
    place.paid(form)
    other.close()
    assert place.records() == [10, 7]


def test_a_file_that_was_taken_away_is_told_and_found_again(place: Place, tmp_path: Path) -> None:
    form = place.paying("7")
    moved = tmp_path / "elsewhere.db"
    endings = ("", "-wal", "-shm")
    for ending in endings:
        Path(f"{place.path}{ending}").rename(f"{moved}{ending}")
    place.console.try_to_send(form)
    assert form.banner.text == f"It is not known yet whether the payment was recorded. {GONE}"
    assert not form.ok.isEnabled()
    place.console.window.registry.run("console.reload")
    place.console.wait(lambda: place.console.said() == GONE or place.console.tab.table.rows.state is State.FAILED)
    assert not place.path.exists(), "no empty database is begun in its place"

    for ending in endings:
        Path(f"{moved}{ending}").rename(f"{place.path}{ending}")
    place.console.press(form.again)
    place.console.wait(lambda: form.ok.isEnabled())
    assert "The payment was not recorded." in form.banner.text
    place.paid(form)
    assert place.records() == [10, 7]


def test_a_database_that_was_closed_is_told_at_the_form(place: Place) -> None:
    form = place.opening("2002")
    place.world.store.close()
    place.console.try_to_send(form)
    assert form.banner.text == f"{GONE} {TWICE}"
    assert form.field("number").value() == "2002"
    form.set_clean()
    place.console.close(form)
    assert place.records() == [10]


# --- somebody else ---------------------------------------------------------------------------------------------


def _pay_elsewhere(url: str, token: str, account: int, times: int, begun: "Event") -> None:
    dispatcher = Dispatcher(Services(Store(url), FakeClock(), SHARED_HASHER), catalog.NOUNS)
    for _ in range(times):
        request = p.Recharge(account=AccountId(account), amount=units(1))
        dispatcher.execute(token, o.PAYMENTS_RECHARGE, request, new_key())
        begun.set()
    dispatcher.services.store.close()


def test_a_second_window_on_the_same_file_posts_at_the_same_time(sqlite_maker: SqliteMaker, start: Start) -> None:
    url = sqlite_maker.make()
    assert url.database is not None
    world = World(Store(url))
    console = start(WorldFactory(world))
    place = Place(world, console, Path(url.database))
    console.log_in("admin")
    spawn = multiprocessing.get_context("spawn")
    begun = spawn.Event()
    process = spawn.Process(target=_pay_elsewhere, args=(str(url), world.admin, place.account, 60, begun))
    process.start()
    console.wait_for(begun.is_set)
    for _ in range(4):
        place.paid(place.paying("2"))
    process.join(60)
    assert process.exitcode == 0
    console.window.registry.run("console.reload")
    console.wait(lambda: console.cells("balance") == ["78.000"])
    assert sorted(place.records()) == [1] * 60 + [2] * 4 + [10]
    world.close()


def test_a_stale_edit_shows_both_versions(place: Place, start: Start, tmp_path: Path) -> None:
    first = place.console
    second = start(WorldFactory(place.world), Paths(data=tmp_path / "second", config=tmp_path / "second"))
    second.log_in("admin")
    forms = []
    for console in (first, second):
        console.click_row(number="1001")
        console.act("accounts.edit")
        forms.append(console.dialog(AccountEdit))
    mine, theirs = forms
    second.fill(theirs, name="Corner Store", memo="theirs")
    second.send(theirs)

    first.fill(mine, name="Shop at the Corner")
    first.try_to_send(mine)
    first.wait(mine.stale.isVisible)
    assert mine.stale.cells() == [
        "", "Yours", "Stored now",
        "Account name", "Shop at the Corner", "Corner Store",
        "Memo", "", "theirs",
    ]  # fmt: skip
    assert place.world.account_row(place.account).name == "Corner Store"
    take, _ = mine.stale.buttons
    first.press(take)
    assert (mine.field("name").value(), mine.field("memo").value()) == ("Corner Store", "theirs")
    first.fill(mine, name="Shop at the Corner")
    first.send(mine)
    stored = place.world.account_row(place.account)
    assert (stored.name, stored.memo) == ("Shop at the Corner", "theirs")


def test_a_rate_group_that_was_deleted_meanwhile_is_told_at_its_field(place: Place) -> None:
    world = place.world
    group = world.rate_group("Standard")
    form = place.opening("2002")
    place.console.fill(form, rate_group="Standard")
    world.do(world.admin, o.RATE_GROUPS_DELETE, rg.DeleteRateGroup(id=group, version=1))
    place.console.try_to_send(form)
    assert form.problem_text("rate_group") == "There is no such thing, or it is not yours to see."
    assert form.field("memo").value() == "as agreed"
    place.console.fill(form, rate_group="None")
    place.console.send(form)
    assert place.console.cells("number") == ["1001", "2002"]


# --- the session -----------------------------------------------------------------------------------------------


def guard_of(console: Console) -> Guard:
    """What watches over the window."""
    found = console.window.findChild(Guard)
    assert found is not None
    return found


def unlock(console: Console, password: str) -> None:
    """Type the password into the lock, and wait until it has gone."""
    lock = guard_of(console).lock
    assert lock is not None
    console.write(lock.dialog.password.field, password)
    console.press(lock.dialog.unlock)
    console.wait(lambda: guard_of(console).lock is None)


def test_a_session_that_an_administrator_ended_goes_on_with_the_form_as_it_was(place: Place) -> None:
    world, console = place.world, place.console
    form = place.paying("7", memo="half a sentence")
    rows = world.read(world.admin, o.SESSIONS_LIST, Empty()).rows
    for row in rows:
        if not row.mine:
            world.do(world.admin, o.SESSIONS_END, EndSession(id=row.id))
    console.press(form.ok)
    console.wait_for(lambda: guard_of(console).lock is not None)
    lock = guard_of(console).lock
    assert lock is not None
    assert {c.covered for c in lock.curtains} == {console.window, form}
    said = [label.text() for label in lock.dialog.findChildren(ToneLabel)]
    assert "Your session has ended. Log in again; your work is kept." in said
    unlock(console, PASSWORD)
    assert form.isVisible()
    assert form.banner.text == "Log in again, then send this once more. Nothing that you typed is lost."
    assert form.field("memo").value() == "half a sentence"
    assert place.records() == [10]
    place.paid(form)
    assert place.records() == [10, 7]


def test_idleness_covers_an_open_form_and_gives_it_back(place: Place) -> None:
    console = place.console
    form = place.paying("7", memo="half a sentence")
    guard_of(console)._watch.start(1)
    console.wait(lambda: guard_of(console).lock is not None)
    lock = guard_of(console).lock
    assert lock is not None
    assert {c.covered for c in lock.curtains} == {console.window, form}
    assert QApplication.activeModalWidget() is lock.dialog
    with pytest.raises(Refusal, match=Code.SESSION_LOCKED.value):
        console.window.context.backend.call(o.ACCOUNTS_TREE, Empty())
    unlock(console, PASSWORD)
    assert form.field("memo").value() == "half a sentence"
    place.paid(form)
    assert place.records() == [10, 7]
