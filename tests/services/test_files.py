"""Files on their way: in pieces, one's own, within limits, and gone when nobody needs them any more."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.jobs import TOIL, Steps, Toil, Toiled, join, outcome, toiling
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import files as f
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract.errors import Code, Conflict, Forbidden, Invalid, NotFound, Unavailable
from vosdesk.contract.ids import FileId, UserId
from vosdesk.contract.permissions import Right, UserType
from vosdesk.services import spool as spools
from vosdesk.services.spool import Owner, Spool


@pytest.fixture
def steps(world: World) -> Iterator[Steps]:
    with toiling(world) as made:
        yield made


def send(world: World, content: bytes, token: str | None = None, piece: int = 3) -> FileId:
    who = token or world.admin
    file = world.do(who, o.FILES_OPEN, f.OpenFile(name="deck.csv", size=len(content)))
    for offset in range(0, len(content), piece):
        part = content[offset : offset + piece]
        world.do(who, o.FILES_PUT, f.PutPiece(id=file, offset=offset, content=part))
    return file


def kept(world: World) -> list[Path]:
    folder = world.services.spool._folder
    return [] if folder is None else [path for path in folder.iterdir() if path.name != "lock"]


def make(world: World, token: str) -> f.FileInfo:
    job = world.do(token, TOIL, Toil(how="make"))
    join(world, job)
    made: Toiled = outcome(world, token, job)
    assert made.file is not None
    return made.file


# up


def test_a_file_arrives_in_pieces_and_is_read_by_a_job(world: World, steps: Steps) -> None:
    file = send(world, "Größe;é".encode())
    job = world.do(world.admin, TOIL, Toil(how="take", file=file))
    join(world, job)
    assert outcome(world, world.admin, job).said == "Größe;é"


def test_a_piece_sent_again_changes_nothing(world: World, steps: Steps) -> None:
    file = world.do(world.admin, o.FILES_OPEN, f.OpenFile(name="x", size=6))
    for offset, content in ((0, b"abc"), (0, b"abc"), (3, b"def"), (3, b"def")):
        world.do(world.admin, o.FILES_PUT, f.PutPiece(id=file, offset=offset, content=content))
    assert world.read(world.admin, o.FILES_GET, f.GetPiece(id=file, offset=0)).content == b"abcdef"


@pytest.mark.parametrize(("offset", "content"), [(4, b"x"), (3, b"abcd"), (0, b"abcdefg")])
def test_pieces_with_a_hole_or_beyond_the_end_are_refused(world: World, offset: int, content: bytes) -> None:
    file = world.do(world.admin, o.FILES_OPEN, f.OpenFile(name="x", size=6))
    world.do(world.admin, o.FILES_PUT, f.PutPiece(id=file, offset=0, content=b"abc"))
    with refused(Conflict, Code.FILE_INCOMPLETE):
        world.do(world.admin, o.FILES_PUT, f.PutPiece(id=file, offset=offset, content=content))
    assert world.read(world.admin, o.FILES_GET, f.GetPiece(id=file, offset=0)).content == b"abc"


def test_a_job_takes_no_file_that_is_not_whole(world: World, steps: Steps) -> None:
    file = world.do(world.admin, o.FILES_OPEN, f.OpenFile(name="half.csv", size=6))
    world.do(world.admin, o.FILES_PUT, f.PutPiece(id=file, offset=0, content=b"abc"))
    job = world.do(world.admin, TOIL, Toil(how="take", file=file))
    join(world, job)
    with refused(Conflict, Code.FILE_INCOMPLETE) as caught:
        outcome(world, world.admin, job)
    assert caught.refusal.params == {"name": "half.csv"}


def test_too_much_at_once_is_refused(world: World) -> None:
    with refused(Invalid, Code.FILE_TOO_LARGE, "size"):
        world.do(world.admin, o.FILES_OPEN, f.OpenFile(name="x", size=f.MAX_UPLOAD + 1))
    with refused(Invalid, Code.FIELD_RANGE, "content"):
        big = f.PutPiece(id=FileId("x"), offset=0, content=bytes(f.MAX_PIECE + 1))
        world.do(world.admin, o.FILES_PUT, big)
    with refused(Invalid, Code.FIELD_RANGE, "size"):
        world.read(world.admin, o.FILES_GET, f.GetPiece(id=FileId("x"), offset=0, size=f.MAX_PIECE + 1))


def test_a_user_keeps_so_many_files_and_so_many_bytes(world: World) -> None:
    for _ in range(f.MAX_KEPT // f.MAX_UPLOAD):
        world.do(world.admin, o.FILES_OPEN, f.OpenFile(name="x", size=f.MAX_UPLOAD))
    with refused(Conflict, Code.FILES_TOO_LARGE):
        world.do(world.admin, o.FILES_OPEN, f.OpenFile(name="x", size=1))
    for _ in range(f.MAX_FILES - f.MAX_KEPT // f.MAX_UPLOAD):
        world.do(world.admin, o.FILES_OPEN, f.OpenFile(name="x", size=0))
    with refused(Conflict, Code.FILES_TOO_MANY):
        world.do(world.admin, o.FILES_OPEN, f.OpenFile(name="x", size=0))
    world.user("bob")
    send(world, b"of another user", world.login("bob"))


# down


def test_a_result_comes_down_in_pieces(world: World, steps: Steps) -> None:
    made = make(world, world.admin)
    assert (made.name, made.size) == ("made.txt", 5_000)
    content = b""
    while piece := world.read(world.admin, o.FILES_GET, f.GetPiece(id=made.id, offset=len(content), size=999)).content:
        content += piece
    assert content == b"line\n" * 1_000
    world.do(world.admin, o.FILES_DROP, f.DropFile(id=made.id))
    assert kept(world) == []
    with refused(NotFound, Code.NOT_FOUND):
        world.read(world.admin, o.FILES_GET, f.GetPiece(id=made.id, offset=0))


def test_a_result_is_for_whom_still_holds_the_right(world: World, steps: Steps) -> None:
    from tests.services.test_jobs import set_rights

    bob = world.user("bob", UserType.OPERATOR, (Right.USERS_VIEW, Right.USERS_EDIT))
    token = world.login("bob")
    made = make(world, token)
    world.read(token, o.FILES_GET, f.GetPiece(id=made.id, offset=0))
    set_rights(world, bob, frozenset({Right.USERS_VIEW}))
    with refused(Forbidden, Code.RIGHT_MISSING):
        world.read(token, o.FILES_GET, f.GetPiece(id=made.id, offset=0))


def test_a_foreign_file_is_like_none(world: World) -> None:
    file = send(world, b"mine")
    world.user("bob")
    other = world.login("bob")
    for wanted in (file, FileId("0" * 32), FileId("../../etc/passwd")):
        with refused(NotFound, Code.NOT_FOUND):
            world.read(other, o.FILES_GET, f.GetPiece(id=wanted, offset=0))
        with refused(NotFound, Code.NOT_FOUND):
            world.do(other, o.FILES_PUT, f.PutPiece(id=wanted, offset=0, content=b"his"))
        with refused(NotFound, Code.NOT_FOUND):
            world.do(other, o.FILES_DROP, f.DropFile(id=wanted))
    assert world.read(world.admin, o.FILES_GET, f.GetPiece(id=file, offset=0)).content == b"mine"


# the folder


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_folder_and_files_are_their_owners_alone(world: World) -> None:
    send(world, b"secret")
    (path,) = kept(world)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_belongs_to_a_session_goes_with_it(world: World) -> None:
    world.user("bob")
    token, other = world.login("bob"), world.login("bob")
    send(world, b"of the first", token)
    stays = send(world, b"of the second", other)
    world.do(token, o.SESSION_LOGOUT, s.Logout())
    assert [path.read_bytes() for path in kept(world)] == [b"of the second"]
    assert world.read(other, o.FILES_GET, f.GetPiece(id=stays, offset=0)).total == 13


def test_everything_goes_when_it_is_closed(world: World) -> None:
    send(world, b"x")
    folder = world.services.spool._folder
    assert folder is not None
    world.services.close()
    assert not folder.exists()


def test_the_next_start_removes_what_a_dead_process_left_and_nothing_else(tmp_path: Path) -> None:
    owner = Owner(UserId(1), b"session")
    alive = Spool(tmp_path)
    alive.new(owner, "in use").path.write_bytes(b"x")
    dead = tmp_path / ".vosdesk-files-dead"
    dead.mkdir()
    for name in ("lock", "0" * 32):
        (dead / name).touch()
    being_made, half_made = tmp_path / ".vosdesk-files-young", tmp_path / ".vosdesk-files-old"
    for folder in (being_made, half_made):
        folder.mkdir()
    taking = tmp_path / ".vosdesk-files-taking"
    taking.mkdir()
    (taking / "lock").touch()
    for old in (half_made, dead / "lock"):
        os.utime(old, (1, 1))
    strange = tmp_path / "files"
    strange.mkdir()
    Spool(tmp_path).sweep()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        [alive._folder.name if alive._folder else "", being_made.name, taking.name, strange.name]
    )
    alive.close()


def test_the_first_file_sweeps_the_folder_that_it_comes_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nobody swept at the start: files of a database on a server lie in the folder for temporary ones."""
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    left = tmp_path / ".vosdesk-files-left"
    left.mkdir()
    (left / "lock").touch()
    os.utime(left / "lock", (1, 1))
    (left / "deck").write_text("1")
    spool = Spool()
    spool.open(Owner(UserId(1), b""), "x", 1)
    assert not left.exists()
    assert list(tmp_path.iterdir()) == [spool._folder]
    spool.close()


def test_a_full_disk_is_told_and_the_piece_can_be_sent_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    file = world.do(world.admin, o.FILES_OPEN, f.OpenFile(name="x", size=3))

    def full(self: Path, *_: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "open", full)
        with refused(Unavailable, Code.DATABASE_FULL):
            world.do(world.admin, o.FILES_PUT, f.PutPiece(id=file, offset=0, content=b"abc"))
    world.do(world.admin, o.FILES_PUT, f.PutPiece(id=file, offset=0, content=b"abc"))
    assert world.read(world.admin, o.FILES_GET, f.GetPiece(id=file, offset=0)).content == b"abc"


def test_nothing_is_kept_once_it_was_closed(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.close()
    with refused(Unavailable, Code.DATABASE_CLOSED):
        spool.open(Owner(UserId(1), b""), "x", 1)
    assert spools.Spool(tmp_path).sessions() == set()
