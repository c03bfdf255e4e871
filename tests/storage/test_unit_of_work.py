"""Units of work: everything or nothing, in order, and what the database says as a refusal."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import exc, func, insert, select, text

from tests.support.databases import SqliteMaker
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.failures import malformed, unavailable
from vosdesk.storage.models import parameters, throttle
from vosdesk.storage.unit_of_work import Store, WriteUnit


class MishapError(Exception):
    """Something of ours went wrong."""


def count(store: Store) -> int:
    with store.read() as unit:
        return unit.connection.execute(select(func.count()).select_from(throttle)).scalar_one()


def add(unit: WriteUnit, name: str = "x") -> None:
    unit.connection.execute(insert(throttle).values(name=name, failures=1, last=0, until=0))


def test_what_raises_is_rolled_back_whole(store: Store) -> None:
    def work(unit: WriteUnit) -> None:
        add(unit)
        raise MishapError

    with pytest.raises(MishapError):
        store.write(work)
    assert count(store) == 0


def test_what_returns_is_committed_and_remembers_what_it_touched(store: Store) -> None:
    def work(unit: WriteUnit) -> object:
        add(unit)
        unit.touch(Noun.USERS, 5, 3)
        unit.touch(Noun.USERS, 4)
        unit.touch(Noun.LOG)
        return unit.changes.touched

    assert store.write(work) == {Noun.USERS: [3, 4, 5], Noun.LOG: []}
    assert count(store) == 1


def test_a_read_unit_cannot_write_on_sqlite(sqlite_maker: SqliteMaker) -> None:
    url = sqlite_maker.make()
    store = Store(url)
    with pytest.raises(exc.OperationalError, match="readonly"), store.read() as unit:
        unit.connection.execute(insert(parameters).values(name="x", value="y"))
    store.close()
    sqlite_maker.drop(url)


def test_a_unique_key_taken_meanwhile_runs_the_work_again(store: Store) -> None:
    """Both look, both find nothing, both insert: the second must look again instead of failing."""
    both_looked = threading.Barrier(2)
    concurrent = store.url.get_backend_name() == "postgresql"
    runs: list[int] = []

    def work(unit: WriteUnit) -> bool:
        runs.append(1)
        known = unit.connection.execute(select(throttle.c.name)).first() is not None
        if concurrent and len(runs) <= 2:
            both_looked.wait(10)
        if not known:
            add(unit)
        return known

    found: list[bool] = []
    threads = [threading.Thread(target=lambda: found.append(store.write(work))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [False, True]
    assert len(runs) == (3 if concurrent else 2)
    assert count(store) == 1


def test_many_writers_lose_nothing(store: Store) -> None:
    store.write(add)

    def work(unit: WriteUnit) -> None:
        row = unit.connection.execute(select(throttle).with_for_update()).one()
        unit.connection.execute(throttle.update().values(failures=row.failures + 1))

    def many() -> None:
        for _ in range(20):
            store.write(work)

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as unit:
        assert unit.connection.execute(select(throttle.c.failures)).scalar_one() == 81


def test_two_windows_on_one_file_wait_for_each_other(sqlite_maker: SqliteMaker) -> None:
    url = sqlite_maker.make()
    first, second = Store(url, durable=False), Store(url, durable=False)
    first.write(add)

    def work(unit: WriteUnit) -> None:
        value = unit.connection.execute(select(throttle.c.failures)).scalar_one()
        unit.connection.execute(throttle.update().values(failures=value + 1))

    def many(store: Store) -> None:
        for _ in range(50):
            store.write(work)

    threads = [threading.Thread(target=many, args=(store,)) for store in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with second.read() as unit:
        assert unit.connection.execute(select(throttle.c.failures)).scalar_one() == 101
    first.close()
    second.close()
    sqlite_maker.drop(url)


def test_sqlite_keeps_the_settings_that_money_needs(sqlite_maker: SqliteMaker) -> None:
    url = sqlite_maker.make()
    store = Store(url)
    with store.writes.connect() as connection:
        told = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    store.close()
    sqlite_maker.drop(url)


def test_names_of_every_script_are_found_in_any_case(store: Store) -> None:
    with store.read() as unit:
        lowered = unit.connection.execute(select(func.lower("ÄÖ ПРИВЕТ"))).scalar_one()
    assert lowered == "äö привет"


# what the database says


def said(text: str) -> exc.OperationalError:
    return exc.OperationalError("select", {}, Exception(text))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("database is locked", Code.DATABASE_BUSY),
        ("database or disk is full", Code.DATABASE_FULL),
        ("database disk image is malformed", Code.DATABASE_DAMAGED),
        ("file is not a database", Code.DATABASE_DAMAGED),
        ("unable to open database file", Code.DATABASE_CLOSED),
        ("attempt to write a readonly database", Code.DATABASE_CLOSED),
        ("disk I/O error", Code.DATABASE_CLOSED),
    ],
)
def test_known_sayings_are_refusals(words: str, code: Code) -> None:
    refusal = unavailable(said(words))
    assert refusal is not None
    assert refusal.code is code


def test_a_defect_of_ours_is_no_refusal() -> None:
    assert unavailable(said('near "selct": syntax error')) is None
    assert unavailable(ValueError("x")) is None
    assert malformed(OverflowError()) is True
    assert malformed(ValueError("x")) is False


def test_a_full_disk_is_told_and_loses_nothing(sqlite_maker: SqliteMaker) -> None:
    url = sqlite_maker.make()
    store = Store(url, durable=False)
    with store.writes.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    before = count(store)

    def fill(unit: WriteUnit) -> None:
        unit.connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
        for number in range(10_000):
            add(unit, f"{number:0150}")

    with pytest.raises(exc.DBAPIError) as info:
        store.write(fill)
    refusal = unavailable(info.value)
    assert refusal is not None
    assert refusal.code is Code.DATABASE_FULL
    assert count(store) == before
    store.close()
    sqlite_maker.drop(url)


def test_a_new_file_that_another_one_writes_to_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite gives up at once where one writes to a file whose journal another one is about to change."""
    path, waiting, found = tmp_path / "new.db", threading.Event(), []
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE t (x)")
    monkeypatch.setattr("vosdesk.storage.engine.time.sleep", lambda seconds: waiting.set())
    store = Store(sqlite_url(path))

    def read() -> None:
        with store.read() as unit:
            found.append(unit.connection.execute(text("SELECT name FROM sqlite_master")).scalar_one())

    reader = threading.Thread(target=read)
    reader.start()
    assert waiting.wait(20)
    other.execute("COMMIT")
    reader.join(20)
    assert found == ["t"]
    other.close()
    store.close()


def test_a_file_that_stays_taken_is_told(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "new.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = Store(sqlite_url(tmp_path / "new.db"), busy=0.01)
    with pytest.raises(exc.OperationalError) as caught, store.read():
        pass
    refusal = unavailable(caught.value)
    assert refusal is not None
    assert refusal.code is Code.DATABASE_BUSY
    other.close()
    store.close()
