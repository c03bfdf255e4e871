"""Before a database is brought to another schema its file is backed up, and without the backup nothing is changed."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.support.databases import SqliteMaker
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract.backups import BackupKind
from vosdesk.contract.errors import Code, Unavailable
from vosdesk.storage import backup, schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store


@pytest.fixture
def older(sqlite_maker: SqliteMaker, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A database of an earlier program, with a payment, and a migration that leads to this one."""

    def upgrade(engine: Engine) -> None:
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": schema.HEAD})

    monkeypatch.setattr(schema, "REVISIONS", ("0000", schema.HEAD))
    monkeypatch.setattr(schema, "_upgrade", upgrade)
    url = sqlite_maker.make()
    world = World(Store(url, durable=False))
    world.account("A1", opening=5)
    world.close()
    store = Store(url, durable=False)
    with store.writes.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    return store


def _file(store: Store) -> Path:
    assert store.file is not None
    return store.file


def _revision(store: Store) -> str | None:
    with store.reads.connect() as connection:
        return schema.revision_of(connection)


def test_a_migration_begins_with_a_backup(older: Store) -> None:
    schema.ensure(older.writes)
    (made,) = backup.existing(_file(older))
    copy = Store(sqlite_url(backup.folder_of(_file(older)) / made.name))
    with copy.reads.connect() as connection:
        paid = connection.execute(text("SELECT amount FROM payments")).scalars().all()
    assert (made.kind, _revision(copy), paid) == (BackupKind.MIGRATION, "0000", [5_000_000])
    assert _revision(older) == schema.HEAD
    schema.ensure(older.writes)
    assert len(backup.existing(_file(older))) == 1, "what is current needs neither"
    copy.close()
    older.close()


def test_without_the_backup_nothing_is_migrated(older: Store) -> None:
    backup.folder_of(_file(older)).write_text("in the way")
    with pytest.raises(Unavailable):
        schema.ensure(older.writes)
    assert _revision(older) == "0000"
    older.close()


def test_a_disk_that_is_full_before_a_migration_is_told_and_leaves_no_half_file(
    older: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "check", full)
    with refused(Unavailable, Code.DATABASE_FULL):
        schema.ensure(older.writes)
    assert list(backup.folder_of(_file(older)).iterdir()) == []
    assert _revision(older) == "0000"
    older.close()


def test_who_may_not_migrate_is_told_that_the_database_is_older(older: Store) -> None:
    with refused(Unavailable, Code.DATABASE_OLDER) as caught:
        schema.ensure(older.writes, migrate=False)
    assert caught.refusal.params == {"found": "0000", "known": schema.HEAD}
    assert not backup.folder_of(_file(older)).exists()
    older.close()
