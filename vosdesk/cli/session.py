"""Commands that work as a user, with his rights: logging in, sending a file, and waiting for a job."""

import argparse
import getpass
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from vosdesk.backends import factory
from vosdesk.contract import codec
from vosdesk.contract import operations as o
from vosdesk.contract.backend import Backend
from vosdesk.contract.files import MAX_PIECE, FileInfo, GetPiece, OpenFile, PutPiece
from vosdesk.contract.ids import FileId, new_key
from vosdesk.contract.jobs import AskJob, JobState, JobStatus, Start
from vosdesk.contract.session import Login, Logout

R = TypeVar("R")

PASSWORD_VARIABLE = "VOSDESK_PASSWORD"  # noqa: S105 - the name of it
HOW_TO_LOG_IN = (
    f"Works as a user, with his rights. The password comes from the environment ({PASSWORD_VARIABLE}), is typed "
    "unseen, or is the first line of the input."
)
_PAUSE = 0.05


def add_login(parser: argparse.ArgumentParser) -> None:
    """Declare whose database it is and who works with it."""
    parser.add_argument("--database", type=Path, required=True, metavar="PATH")
    parser.add_argument("--login", required=True, metavar="NAME", help="the user's login name")


@contextmanager
def logged_in(database: Path, login: str, source: str) -> Iterator[Backend]:
    """A backend that this user is logged in to, until the block ends. Raises a Refusal."""
    password = _ask_password(login)
    backend = factory.open_embedded(database)
    try:
        entered = backend.call(o.SESSION_LOGIN, Login(login=login, password=password, source=source), new_key())
        backend.use(entered.value.token)
        try:
            yield backend
        finally:
            # Nobody has the token of this session any more.
            backend.call(o.SESSION_LOGOUT, Logout(), new_key())
    finally:
        backend.close()


def send(backend: Backend, path: Path) -> FileId:
    """Send a file, piece by piece. Raises a Refusal, and OSError when it cannot be read."""
    size = path.stat().st_size
    file = backend.call(o.FILES_OPEN, OpenFile(name=path.name, size=size), new_key()).value
    with path.open("rb") as stream:
        offset = 0
        while piece := stream.read(min(MAX_PIECE, size - offset)):
            backend.call(o.FILES_PUT, PutPiece(id=file, offset=offset, content=piece), new_key())
            offset += len(piece)
    return file


def save(backend: Backend, file: FileInfo, path: Path) -> None:
    """Write a file that a job made. Raises a Refusal, and OSError when it cannot be written."""
    with path.open("wb") as stream:
        while piece := backend.call(o.FILES_GET, GetPiece(id=file.id, offset=stream.tell())).content:
            stream.write(piece)


def outcome(
    backend: Backend, operation: Start[Any, R], request: Any, follow: Callable[[int, int], None] | None = None
) -> R:
    """What a job ends with; ``follow`` is told how far it is. Raises the refusal that it ends in.

    Ctrl+C cancels it, and its end is waited for: what was done by then is told, and nothing is guessed.
    """
    job = AskJob(id=backend.call(operation, request, new_key()).value)
    while True:
        try:
            status: JobStatus = backend.call(o.JOBS_STATUS, job)
            if status.state is not JobState.RUNNING:
                break
            if follow is not None:
                follow(status.done, status.total)
            time.sleep(_PAUSE)
        except KeyboardInterrupt:
            backend.call(o.JOBS_CANCEL, job, new_key())
    return codec.decode_outcome(operation, backend.call(o.JOBS_RESULT, job))


def _ask_password(login: str) -> str:
    # It is no argument: every user of a machine can read those.
    given = os.environ.get(PASSWORD_VARIABLE)
    if given is not None:
        return given
    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {login}: ")
    return sys.stdin.readline().rstrip("\r\n")
