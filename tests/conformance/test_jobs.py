"""Jobs and files through a backend, as JSON and back, on both databases."""

from collections.abc import Iterator

import pytest

from tests.conformance.client import log_in
from tests.support.codec_backend import CodecBackend
from tests.support.jobs import TOIL, Steps, Toil, Toiled, join, toiling
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import files as f
from vosdesk.contract import operations as o
from vosdesk.contract.backend import Backend
from vosdesk.contract.changes import Noun
from vosdesk.contract.codec import decode_outcome
from vosdesk.contract.errors import Code, Conflict, NotFound
from vosdesk.contract.ids import JobId, new_key
from vosdesk.contract.jobs import AskJob, JobState
from vosdesk.contract.permissions import UserType
from vosdesk.contract.users import CreateUser, GetUser


@pytest.fixture
def steps(each_world: World) -> Iterator[Steps]:
    with toiling(each_world) as made:
        yield made


@pytest.fixture
def backend(steps: Steps, each_world: World) -> Backend:
    made = CodecBackend(each_world.backend())
    log_in(made)
    return made


def finished(backend: Backend, world: World, request: Toil) -> JobId:
    job = backend.call(TOIL, request, new_key()).value
    join(world, job)
    return job


def test_a_file_goes_up_and_the_result_comes_down(backend: Backend, each_world: World) -> None:
    file = backend.call(o.FILES_OPEN, f.OpenFile(name="费率.csv", size=3), new_key()).value
    backend.call(o.FILES_PUT, f.PutPiece(id=file, offset=0, content=b"\x00\xff8"), new_key())
    assert backend.call(o.FILES_GET, f.GetPiece(id=file, offset=1, size=9)) == f.Piece(content=b"\xff8", total=3)
    backend.call(o.FILES_DROP, f.DropFile(id=file), new_key())
    job = finished(backend, each_world, Toil(how="make"))
    assert backend.call(o.JOBS_STATUS, AskJob(id=job)).state is JobState.DONE
    ended = decode_outcome(TOIL, backend.call(o.JOBS_RESULT, AskJob(id=job)))
    assert ended.file is not None
    assert backend.call(o.FILES_GET, f.GetPiece(id=ended.file.id, offset=4_999)).content == b"\n"


def test_what_a_job_changed_is_told_with_its_result(backend: Backend, each_world: World, steps: Steps) -> None:
    new = CreateUser(login="bob", name="", type=UserType.OPERATOR, password="correct horse battery staple 7")
    bob = backend.call(o.USERS_CREATE, new, new_key()).value
    steps.go_on.set()
    result = backend.call(o.JOBS_RESULT, AskJob(id=finished(backend, each_world, Toil(how="write", user=bob))))
    assert result.changes.touched[Noun.USERS] == [bob]
    assert decode_outcome(TOIL, result) == Toiled(said="admin")
    assert backend.call(o.USERS_GET, GetUser(id=bob)).row.name == "toiled"


def test_a_refusal_and_a_cancel_cross_as_they_are(backend: Backend, each_world: World, steps: Steps) -> None:
    with refused(Conflict, Code.SELECTION_CHANGED) as caught:
        backend.call(o.JOBS_RESULT, AskJob(id=finished(backend, each_world, Toil(how="refuse"))))
    assert caught.refusal.params == {"count": 5}
    job = backend.call(TOIL, Toil(how="wait"), new_key()).value
    backend.call(o.JOBS_CANCEL, AskJob(id=job), new_key())
    assert join(each_world, job) is JobState.CANCELLED
    with refused(Conflict, Code.JOB_CANCELLED):
        backend.call(o.JOBS_RESULT, AskJob(id=job))
    with refused(NotFound, Code.NOT_FOUND):
        backend.call(o.JOBS_RESULT, AskJob(id=JobId("none")))
