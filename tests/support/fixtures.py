"""Fixtures over databases and worlds; loaded for all tests by their conftest."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from tests.support.databases import Maker, PostgresMaker, SqliteMaker
from tests.support.world import World, first_run
from vosdesk.storage.unit_of_work import Store


@pytest.fixture(scope="session")
def sqlite_maker(tmp_path_factory: pytest.TempPathFactory) -> SqliteMaker:
    """Makes SQLite databases."""
    return SqliteMaker(tmp_path_factory.mktemp("sqlite"), first_run)


@pytest.fixture(scope="session")
def postgres_maker() -> Iterator[PostgresMaker]:
    """Makes PostgreSQL databases, on one server for all tests."""
    # A folder of its own: the server may run as another user, who cannot enter pytest's.
    folder = Path(tempfile.mkdtemp(prefix="vosdesk-"))
    maker = PostgresMaker(folder, first_run)
    yield maker
    maker.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Maker:
    """Makes databases: the test runs once for each kind."""
    maker = request.getfixturevalue("sqlite_maker" if request.param == "sqlite" else "postgres_maker")
    return cast(Maker, maker)


@pytest.fixture
def store(databases: Maker) -> Iterator[Store]:
    """A filled database of either kind."""
    yield from _store(databases, empty=False)


@pytest.fixture
def empty_store(databases: Maker) -> Iterator[Store]:
    """A database of either kind with nothing but tables."""
    yield from _store(databases, empty=True)


def _store(maker: Maker, *, empty: bool) -> Iterator[Store]:
    url = maker.make(empty=empty)
    store = Store(url, durable=False)
    yield store
    store.close()
    maker.drop(url)


@pytest.fixture
def world(sqlite_maker: SqliteMaker) -> Iterator[World]:
    """A small installation over SQLite."""
    yield from _world(sqlite_maker)


@pytest.fixture
def each_world(databases: Maker) -> Iterator[World]:
    """A small installation over either database."""
    yield from _world(databases)


def _world(maker: Maker) -> Iterator[World]:
    url = maker.make()
    world = World(Store(url, durable=False))
    yield world
    world.close()
    maker.drop(url)
