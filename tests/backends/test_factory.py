"""Opening files: new ones, old ones, and those that are not ours."""

import sqlite3
import stat
import sys
import threading
from pathlib import Path

import pytest

from tests.support.refused import refused
from tests.support.world import PASSWORD
from vosdesk.backends import factory
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract.errors import Code, Refusal, Unavailable
from vosdesk.contract.ids import Empty, new_key


def test_a_new_database_is_its_owners_alone_and_asks_for_setup(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folder" / "vosdesk.db"
    backend = factory.open_embedded(path)
    assert backend.call(o.SESSION_STATUS, Empty()).needs_setup
    setup = s.Setup(login="ada", name="Ada", password=PASSWORD)
    token = backend.call(o.SESSION_SETUP, setup, new_key()).value.token
    backend.close()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    again = factory.open_embedded(path)
    again.use(token)
    assert again.call(o.SESSION_ME, Empty()).login == "ada"
    again.close()


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "v.db"
    factory.open_embedded(path).close()
    _do(path, "update alembic_version set version_num = '9999'")
    before = path.read_bytes()
    with refused(Unavailable, Code.DATABASE_NEWER) as caught:
        factory.open_embedded(path)
    assert caught.refusal.params["found"] == "9999"
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["v.db"]


def test_somebody_elses_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    _do(path, "create table photos (id integer)")
    with refused(Unavailable, Code.DATABASE_DAMAGED):
        factory.open_embedded(path)
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("select name from sqlite_master")]
    connection.close()
    assert names == ["photos"]


@pytest.mark.parametrize("content", [b"no database at all, but some text " * 200, b"x" * 100])
def test_what_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "v.db"
    path.write_bytes(content)
    with refused(Unavailable, Code.DATABASE_DAMAGED):
        factory.open_embedded(path)
    assert path.read_bytes() == content


def test_a_damaged_database_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "v.db"
    factory.open_embedded(path).close()
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 512] = b"\xff" * 512
    path.write_bytes(content)
    with refused(Unavailable, Code.DATABASE_DAMAGED):
        _open_and_ask(path)


def test_a_folder_in_place_of_the_file_and_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    with refused(Unavailable, Code.DATABASE_CLOSED):
        factory.open_embedded(tmp_path)
    (tmp_path / "file").write_text("x")
    with refused(Unavailable, Code.DATABASE_CLOSED):
        factory.open_embedded(tmp_path / "file" / "v.db")


def test_a_folder_that_cannot_be_written_is_told_so(tmp_path: Path) -> None:
    nowhere = Path("/proc/vosdesk") if sys.platform == "linux" else tmp_path / "nul\0"
    with refused(Unavailable, Code.DATABASE_CLOSED):
        factory.open_embedded(nowhere / "v.db")


def test_two_first_starts_at_once_open_one_database(tmp_path: Path) -> None:
    path = tmp_path / "v.db"
    start = threading.Barrier(3)
    ends: list[object] = []

    def run() -> None:
        start.wait()
        try:
            backend = factory.open_embedded(path)
            ends.append(backend.call(o.SESSION_STATUS, Empty()).needs_setup)
            backend.close()
        except Refusal as refusal:
            ends.append(refusal)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ends == [True, True, True]


def test_migrating_is_repeatable(tmp_path: Path) -> None:
    path = tmp_path / "v.db"
    factory.migrate(path)
    before = path.read_bytes()
    factory.migrate(path)
    assert path.read_bytes() == before


def _open_and_ask(path: Path) -> None:
    backend = factory.open_embedded(path)
    try:
        backend.call(o.SESSION_STATUS, Empty())
    finally:
        backend.close()


def _do(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
