"""Brings a database to the schema of this program, after a backup of the file."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from vosdesk.contract.errors import Code, Unavailable

HEAD = "0001"
"""The revision of this program. A newer database is refused, an older one is migrated."""
REVISIONS = ("0001",)


def revision_of(connection: Connection) -> str | None:
    """The revision of a database, None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: Any = connection.execute(text("select version_num from alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)


def ensure(engine: Engine, *, migrate: bool = True) -> None:
    """Make the schema current. Raises Unavailable for a newer database, and for an older one unless ``migrate``.

    A SQLite file that already holds data is copied beside itself first. A database with other tables than ours is
    somebody else's, and left as it is.
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
    if found is not None and engine.url.get_backend_name() == "sqlite" and engine.url.database:
        back_up(Path(engine.url.database))
    _upgrade(engine)


def back_up(path: Path) -> Path:
    """Copy a SQLite database, consistent even while it is in use; returns the copy's path."""
    copy = path.with_name(f"{path.stem}-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}.backup")
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    return copy


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
