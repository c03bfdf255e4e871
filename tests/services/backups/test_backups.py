"""Backups: whole while the database is at work, private, kept by the rule; and nothing left where none came to be."""

import os
import sqlite3
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.verify.company import meddle
from tests.support.databases import Maker
from tests.support.jobs import join, outcome
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract.backups import BackupKind, RestoreBackup
from vosdesk.contract.errors import Code, Conflict, Unavailable
from vosdesk.contract.ids import DAY, Empty
from vosdesk.contract.jobs import JobState
from vosdesk.services.backups import Keeper
from vosdesk.services.verify import verify
from vosdesk.storage import backup
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store


@pytest.fixture
def path(world: World) -> Path:
    found = world.store.file
    assert found is not None
    return found


def _rows(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_backup_is_one_moment_of_a_database_at_work(world: World, path: Path) -> None:
    account = world.account("1001")
    steps: list[int] = []

    def step(done: int, total: int) -> None:
        # A writer is not held up by the copy, and what he writes is not in it.
        if not steps:
            world.recharge(account, 5)
        steps.append(done)

    made = backup.make(path, BackupKind.HAND, world.now, step)
    copy = backup.folder_of(path) / made.name
    assert steps
    assert _rows(copy, "payments") == 1
    assert _rows(path, "payments") == 2
    assert backup.check(copy) == ""
    assert sorted(p.name for p in backup.folder_of(path).iterdir()) == [made.name]
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_the_books_of_a_backup_are_in_order(world: World, path: Path) -> None:
    world.recharge(world.account("1001"), 5)
    made = backup.make(path, BackupKind.HAND, world.now)
    store = Store(sqlite_url(backup.folder_of(path) / made.name))
    try:
        assert (verify(store).found, verify(store).entries) == (0, 2)
    finally:
        store.close()


def test_books_that_are_not_in_order_can_be_backed_up_too(world: World, path: Path) -> None:
    account = world.account("1001", opening=5)
    meddle(world, f"UPDATE payments SET amount = 7 WHERE account_id = {account}")
    made = backup.make(path, BackupKind.HAND, world.now)
    assert backup.check(backup.folder_of(path) / made.name) == ""


def test_two_of_one_second_are_two(world: World, path: Path) -> None:
    names = {backup.make(path, BackupKind.HAND, world.now).name for _ in range(3)}
    assert {row.name for row in backup.existing(path)} == names
    assert len(names) == 3


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), sqlite3.OperationalError("database or disk is full")]
)
def test_a_full_disk_leaves_nothing(world: World, path: Path, error: Exception) -> None:
    def step(done: int, total: int) -> None:
        raise error

    with refused(Unavailable, Code.DATABASE_FULL):
        backup.make(path, BackupKind.HAND, world.now, step)
    assert list(backup.folder_of(path).iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are of Unix")
def test_a_disk_that_takes_no_more_leaves_nothing(world: World, path: Path) -> None:
    import resource

    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, kept[1]))
    try:
        with pytest.raises(Unavailable):
            backup.make(path, BackupKind.HAND, world.now)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
    assert list(backup.folder_of(path).iterdir()) == []


def test_what_a_killed_backup_left_is_swept_away_when_it_is_old(world: World, path: Path) -> None:
    folder = backup.folder_of(path)
    folder.mkdir()
    old, young = folder / ".old.partial", folder / ".young.partial"
    for left in (old, young):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    backup.make(path, BackupKind.HAND, world.now)
    assert young.exists()
    assert not old.exists()


def test_a_damaged_database_is_no_backup(world: World, path: Path, tmp_path: Path) -> None:
    made = backup.make(path, BackupKind.HAND, world.now)
    damaged = tmp_path / "v.db"
    content = bytearray((backup.folder_of(path) / made.name).read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    damaged.write_bytes(content)
    with refused(Unavailable, Code.DATABASE_DAMAGED):
        backup.make(damaged, BackupKind.HAND, world.now)
    assert list(backup.folder_of(damaged).iterdir()) == []


@pytest.fixture
def keeper(world: World, path: Path) -> Iterator[Keeper]:
    keeper = Keeper(world.services, path, first=0)
    yield keeper
    keeper.close()


def test_every_day_has_a_backup_and_the_rule_removes_old_ones(world: World, path: Path, keeper: Keeper) -> None:
    for _ in range(20):
        keeper.look()
        keeper.look()
        world.clock.advance(days=1)
    rows = backup.existing(path)
    assert {row.kind for row in rows} == {BackupKind.DAILY}
    assert 14 <= len(rows) < 20
    assert rows[0].time - rows[1].time >= DAY
    assert world.services.upkeep.problem is None


def test_the_daily_backup_is_made_in_the_background(world: World, path: Path, keeper: Keeper) -> None:
    keeper.start()
    waited = threading.Event()
    for _ in range(2_000):
        if backup.existing(path):
            break
        waited.wait(0.01)
    assert len(backup.existing(path)) == 1


def test_an_installation_without_users_is_not_backed_up(sqlite_maker: Maker) -> None:
    from tests.support.clock import FakeClock
    from tests.support.world import services_over

    store = Store(sqlite_maker.make(empty=True), durable=False)
    assert store.file is not None
    Keeper(services_over(store, FakeClock()), store.file).look()
    assert not backup.folder_of(store.file).exists()
    store.close()


def test_a_daily_backup_that_cannot_be_made_is_told_on_the_page(world: World, path: Path, keeper: Keeper) -> None:
    def problem() -> Code | None:
        return world.services.upkeep.problem

    backup.folder_of(path).write_text("in the way")
    keeper.look()
    assert problem() is Code.DATABASE_CLOSED
    backup.folder_of(path).unlink()
    keeper.look()
    assert problem() is None
    assert world.read(world.admin, o.BACKUPS_LIST, Empty()).problem is None


def test_a_backup_by_hand_is_a_job_with_a_line_in_the_log(world: World, path: Path) -> None:
    job = world.do(world.admin, o.BACKUPS_CREATE, Empty())
    assert join(world, job) is JobState.DONE
    made = outcome(world, world.admin, job, o.BACKUPS_CREATE)
    listed = world.read(world.admin, o.BACKUPS_LIST, Empty())
    assert [row.name for row in listed.rows] == [made.name]
    assert listed.folder == str(backup.folder_of(path))
    with closing(sqlite3.connect(path)) as connection:
        lines = connection.execute("SELECT operation, label, outcome FROM log ORDER BY id DESC LIMIT 2").fetchall()
    assert ("backups.create", made.name, "done") in lines


def test_a_server_has_tools_of_its_own(each_world: World) -> None:
    if each_world.store.file is not None:
        assert each_world.read(each_world.admin, o.BACKUPS_LIST, Empty()).rows == ()
        return
    with refused(Conflict, Code.BACKUP_NOT_HERE):
        each_world.read(each_world.admin, o.BACKUPS_LIST, Empty())
    with refused(Conflict, Code.BACKUP_NOT_HERE):
        each_world.do(each_world.admin, o.BACKUPS_CREATE, Empty())
    with refused(Conflict, Code.BACKUP_NOT_HERE):
        each_world.do(each_world.admin, o.BACKUPS_RESTORE, RestoreBackup(name="x.backup"))
