"""Restoring: what takes the place was checked, what stood there is kept, and everybody logs in again."""

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.services.verify.company import Company, meddle
from tests.support.jobs import PATIENCE, join, outcome
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract.backups import BackupKind, RestoreBackup
from vosdesk.contract.errors import Code, Conflict, Refusal, SessionOver, Unavailable
from vosdesk.contract.ids import Empty, JobId
from vosdesk.contract.jobs import JobState, Stage
from vosdesk.contract.permissions import Right
from vosdesk.services.backups import By, prepare, put_back
from vosdesk.services.verify import Watch, verify
from vosdesk.storage import backup
from vosdesk.storage.models import users
from vosdesk.storage.unit_of_work import WriteUnit


@pytest.fixture
def path(world: World) -> Path:
    found = world.store.file
    assert found is not None
    return found


def _restore(world: World, name: str) -> JobId:
    return world.do(world.admin, o.BACKUPS_RESTORE, RestoreBackup(name=name))


def _do(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(statement).fetchall()


def _made(path: Path, world: World) -> str:
    return backup.make(path, BackupKind.HAND, world.now).name


def test_what_was_done_since_is_gone_and_everybody_logs_in_again(world: World, path: Path) -> None:
    account = world.account("1001", opening=5)
    name = _made(path, world)
    world.recharge(account, 7)
    job = _restore(world, name)
    assert join(world, job) is JobState.DONE
    with pytest.raises(SessionOver):
        world.account_row(account)
    world.admin = world.login("admin")
    assert world.account_row(account).balance == 5_000_000
    assert verify(world.store).found == 0
    rows = world.read(world.admin, o.BACKUPS_LIST, Empty()).rows
    assert sorted(row.kind for row in rows) == [BackupKind.HAND, BackupKind.RESTORE]
    kept = next(row.name for row in rows if row.kind is BackupKind.RESTORE)
    assert _do(backup.folder_of(path) / kept, "SELECT balance FROM accounts") == [(12_000_000,)]
    lines = _do(path, "SELECT login, label, outcome FROM log WHERE operation = 'backups.restore'")
    assert lines == [("admin", name, "done")]
    assert world.recharge(account, 1).balance_after == 6_000_000


def test_another_program_that_has_the_file_open_goes_on_with_what_was_restored(world: World, path: Path) -> None:
    account = world.account("1001", opening=5)
    name = _made(path, world)
    world.recharge(account, 7)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        assert other.execute("SELECT balance FROM accounts").fetchone() == (12_000_000,)
        assert join(world, _restore(world, name)) is JobState.DONE
        assert other.execute("SELECT balance FROM accounts").fetchone() == (5_000_000,)
        other.execute("UPDATE accounts SET memo = 'x'")
    assert backup.check(path) == ""


def _ends_in(world: World, name: str) -> Refusal:
    job = _restore(world, name)
    assert join(world, job) is JobState.FAILED
    with pytest.raises(Refusal) as caught:
        outcome(world, world.admin, job, o.BACKUPS_RESTORE)
    return caught.value


def test_a_backup_whose_books_are_not_in_order_changes_nothing(world: World, path: Path) -> None:
    company = Company(world)
    meddle(world, f"UPDATE payments SET memo = 'x' WHERE account_id = {company.customer}")
    name = _made(path, world)
    refusal = _ends_in(world, name)
    assert (refusal.code, refusal.params) == (Code.BACKUP_FINDINGS, {"count": 4})
    assert [row.kind for row in backup.existing(path)] == [BackupKind.HAND]
    with prepare(backup.folder_of(path) / name, path, By(world.now), Watch(), findings_allowed=True) as copy:
        assert _do(copy, "SELECT count(*) FROM sessions") == [(0,)]


def test_a_newer_backup_is_refused_politely(world: World, path: Path) -> None:
    name = _made(path, world)
    _do(backup.folder_of(path) / name, "UPDATE alembic_version SET version_num = '9999'")
    assert _ends_in(world, name).code is Code.DATABASE_NEWER
    assert _do(backup.folder_of(path) / name, "SELECT version_num FROM alembic_version") == [("9999",)]


@pytest.mark.parametrize("how", ["text", "pages", "foreign", "empty"])
def test_what_is_no_whole_backup_is_refused(world: World, path: Path, how: str) -> None:
    name = _made(path, world)
    file = backup.folder_of(path) / name
    content = bytearray(file.read_bytes())
    if how == "text":
        content = bytearray(b"not a single page of a database " * 300)
    if how == "pages":
        for page in range(3, len(content) // 4096):
            content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    if how in {"foreign", "empty"}:
        file.unlink()
        _do(file, "CREATE TABLE photos (id)" if how == "foreign" else "SELECT 1")
    else:
        file.write_bytes(content)
    assert _ends_in(world, name).code is Code.BACKUP_DAMAGED
    assert [row.kind for row in backup.existing(path)] == [BackupKind.HAND]
    assert not list(backup.folder_of(path).glob(".*"))


def test_only_files_of_the_folder_can_be_named(world: World, path: Path) -> None:
    name = _made(path, world)
    for other in (f"../{path.name}", str(path), f"../{path.stem}-backups/{name}", "none.backup"):
        assert _ends_in(world, other).code is Code.BACKUP_GONE


def test_a_backup_with_other_pages_fits_in_too(world: World, path: Path) -> None:
    world.account("1001", opening=5)
    name = _made(path, world)
    _do(backup.folder_of(path) / name, "PRAGMA page_size = 8192")
    with closing(sqlite3.connect(backup.folder_of(path) / name, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("VACUUM")
    assert join(world, _restore(world, name)) is JobState.DONE
    assert _do(path, "PRAGMA page_size") == [(4096,)]
    assert backup.check(path) == ""


@pytest.mark.parametrize("damage", ["text", "gone", "pages"])
def test_a_database_that_cannot_be_read_is_kept_as_it_is(world: World, path: Path, damage: str, tmp_path: Path) -> None:
    world.account("1001", opening=5)
    good = backup.folder_of(path) / _made(path, world)
    place = tmp_path / "v.db"
    content = bytearray(good.read_bytes())
    if damage == "pages":
        for page in range(2, len(content) // 4096):
            content[page * 4096 : page * 4096 + 512] = b"\xff" * 512
    if damage == "text":
        content = bytearray(b"what was left after the flood " * 300)
    if damage != "gone":
        place.write_bytes(content)
    with prepare(good, place, By(world.now), Watch()) as copy:
        put_back(copy, place, world.now)
    assert backup.check(place) == ""
    assert _do(place, "SELECT balance FROM accounts") == [(5_000_000,)]
    kept = [file.read_bytes() for file in backup.folder_of(place).glob("*.damaged")]
    assert kept == ([] if damage == "gone" else [bytes(content)])


def test_a_writer_who_does_not_let_go_is_told_of(world: World, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = _made(path, world)
    monkeypatch.setattr("vosdesk.storage.backup._WAIT", 0.2)
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        prepare(backup.folder_of(path) / name, path, By(world.now), Watch()) as copy,
    ):
        other.execute("BEGIN IMMEDIATE")
        with refused(Unavailable, Code.DATABASE_BUSY):
            put_back(copy, path, world.now)
        other.execute("ROLLBACK")
    assert verify(world.store).found == 0


def test_nothing_is_touched_when_nobody_waits_any_more(world: World, path: Path) -> None:
    from vosdesk.services.verify import Cancelled

    name = _made(path, world)
    watch = Watch(cancelled=lambda: True)
    with pytest.raises(Cancelled), prepare(backup.folder_of(path) / name, path, By(world.now), watch):
        raise AssertionError("it was not wanted any more")
    assert not list(backup.folder_of(path).glob(".*"))


def test_a_right_taken_away_while_it_is_checked_leaves_everything_as_it_is(world: World, path: Path) -> None:
    account = world.account("1001", opening=5)
    name = _made(path, world)
    world.recharge(account, 7)
    keeper = world.login(world.user("keeper", rights=[Right.BACKUPS_VIEW, Right.BACKUPS_RESTORE]))

    def take_away(unit: WriteUnit) -> None:
        # While this waits nobody else writes: the job has checked all, and stands in line.
        deadline = time.monotonic() + PATIENCE
        while not [job for job in world.services.jobs.running() if job.stage is Stage.FINISHING]:
            assert time.monotonic() < deadline
        unit.connection.execute(update(users).where(users.c.login == "keeper").values(rights=frozenset()))

    thread = threading.Thread(target=lambda: world.store.write(take_away))
    job = world.do(keeper, o.BACKUPS_RESTORE, RestoreBackup(name=name))
    thread.start()
    assert join(world, job) is JobState.FAILED
    thread.join()
    assert world.account_row(account).balance == 12_000_000


def test_a_backup_that_went_meanwhile_is_told_of(world: World, path: Path) -> None:
    name = _made(path, world)
    (backup.folder_of(path) / name).unlink()
    with refused(Conflict, Code.BACKUP_GONE):
        backup.chosen(path, name)
