"""Processes, not threads, on one database: sums are exact, limits hold, nobody sees an error."""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.queues import Queue
from typing import Any

import pytest
from sqlalchemy import text

from tests.kills import kill
from tests.races import race
from tests.support.databases import Maker, SqliteMaker
from tests.support.ledger_check import check_ledger
from tests.support.world import FIXED_RATE_RIGHTS, SHARED_HASHER, World, units
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.errors import Code, Refusal
from vosdesk.contract.ids import AccountId, new_key
from vosdesk.services import catalog
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.runtime import Services
from vosdesk.storage.unit_of_work import Store

PROCESSES, EACH = 3, 25
_UNLOCKED = 6 * EACH
_spawn = multiprocessing.get_context("spawn")


def _open(url: str) -> Dispatcher:
    from tests.support.clock import FakeClock

    return Dispatcher(Services(Store(url), FakeClock(), SHARED_HASHER), catalog.NOUNS)


def _recharge_many(url: str, token: str, account: int, answers: "Queue[list[str]]") -> None:
    """Recharge one unit many times; tell what was refused."""
    dispatcher = _open(url)
    refused = []
    for _ in range(EACH):
        request = p.Recharge(account=AccountId(account), amount=units(1))
        try:
            dispatcher.execute(token, o.PAYMENTS_RECHARGE, request, new_key())
        except Refusal as refusal:
            refused.append(refusal.code.value)
    dispatcher.services.store.close()
    answers.put(refused)


def _race(worker: Callable[..., None], url: str, *arguments: Any) -> list[list[str]]:
    answers: Queue[list[str]] = _spawn.Queue()
    processes = [_spawn.Process(target=worker, args=(url, *arguments, answers)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    found = [answers.get(timeout=90) for _ in processes]
    for process in processes:
        process.join(30)
    answers.close()
    answers.join_thread()
    return found


@pytest.fixture
def durable(databases: Maker) -> Any:
    """A world whose commits are as durable as a user's."""
    url = databases.make()
    world = World(Store(url))
    yield world, url.render_as_string(hide_password=False)
    world.close()
    databases.drop(url)


def test_a_crowd_of_processes_leaves_exact_books_and_sees_no_error(databases: Maker) -> None:
    told = race(databases, processes=4, seconds=1.5)
    assert told.acts > 20, told
    assert told.charged > 0, told


def test_cover_is_never_broken_by_two_at_the_limit(durable: tuple[World, str]) -> None:
    world, url = durable
    limit = PROCESSES * EACH // 2
    agent = world.account("A1", opening=limit)
    user = world.agent("li", FIXED_RATE_RIGHTS)
    world.grant(user, agent)
    sub = world.account("A1-1", agent)
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=agent, version=1, lower_rate=True))
    refused = _race(_recharge_many, url, world.login("li"), sub)
    assert {code for each in refused for code in each} == {Code.COVER_SHORT.value}
    assert sum(len(each) for each in refused) == PROCESSES * EACH - limit
    assert world.account_row(sub).balance == units(limit)
    with world.store.read() as unit:
        check_ledger(unit.connection)


def _read_then_write(path: str, account: int, answers: "Queue[list[str]]") -> None:
    """The control: read, compute, write, each on its own, as a program without a lock does."""
    import sqlite3

    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    for _ in range(_UNLOCKED):
        [balance] = connection.execute("SELECT balance FROM accounts WHERE id = ?", (account,)).fetchone()
        time.sleep(0)
        connection.execute("UPDATE accounts SET balance = ? WHERE id = ?", (balance + 1, account))
    connection.close()
    answers.put([])


def test_the_check_can_see_lost_money(sqlite_maker: SqliteMaker) -> None:
    url = sqlite_maker.make()
    world = World(Store(url))
    account = world.account("A1")
    assert url.database is not None
    for _ in range(2):
        _race(_read_then_write, url.database, account)
    with world.store.read() as unit:
        balance = unit.connection.execute(text("select balance from accounts")).scalar_one()
        with pytest.raises(AssertionError):
            check_ledger(unit.connection)
    assert balance < 2 * PROCESSES * _UNLOCKED, "without a lock, some updates overwrite others"
    world.close()


def test_killed_anywhere_every_acknowledged_act_is_there_once(databases: Maker) -> None:
    counts = kill(databases, rounds=5)
    # How many depends on how busy the machine is.
    assert counts["done"] > 1, counts
