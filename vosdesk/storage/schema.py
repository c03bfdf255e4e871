"""Brings a database to the schema of this program, after a backup of the file."""

import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from vosdesk.contract.backups import BackupKind
from vosdesk.contract.errors import Code, Unavailable
from vosdesk.contract.ids import Time
from vosdesk.storage import backup

HEAD = "0001"
"""The revision of this program. A newer database is refused, an older one is migrated."""
REVISIONS = ("0001",)


def revision_of(connection: Connection) -> str | None:
    """The revision of a database, None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: Any = connection.execute(text("select version_num from alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)


def ensure(engine: Engine, *, migrate: bool = True, keep: bool = True) -> None:
    """Make the schema current. Raises Unavailable for a newer database, and for an older one unless ``migrate``.

    A SQLite file that already holds data is backed up first; ``keep=False`` is for copies of one. A database with
    other tables than ours is somebody else's, and left as it is.
    """
    with engine.connect() as connection:
        found = revision_of(connection)
        foreign = found is None and bool(inspect(connection).get_table_names())
    if found == HEAD:
        return
    if foreign:
        raise Unavailable(Code.DATABASE_DAMAGED)
    if found is not None and found not in REVISIONS:
        raise Unavailable(Code.DATABASE_NEWER, {"found": found, "known": HEAD})
    if found is not None and not migrate:
        raise Unavailable(Code.DATABASE_OLDER, {"found": found, "known": HEAD})
    if keep and found is not None and engine.url.get_backend_name() == "sqlite" and engine.url.database:
        backup.make(Path(engine.url.database), BackupKind.MIGRATION, Time(time.time_ns() // 1_000))
    _upgrade(engine)


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
