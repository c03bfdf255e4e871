"""Jobs: what they end with, who sees them, what stops them, and what they leave behind."""

import threading
from collections.abc import Iterator

import pytest

from tests.support.jobs import PATIENCE, TOIL, Steps, Toil, Toiled, join, outcome, toiling
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract import users as u
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Fault, Forbidden, NotFound, Refusal, SessionOver, Unavailable
from vosdesk.contract.ids import Empty, JobId, UserId, new_key
from vosdesk.contract.jobs import MAX_ENDED, MAX_RUNNING, AskJob, JobState, Stage
from vosdesk.contract.permissions import Right, UserType
from vosdesk.services import catalog
from vosdesk.services.registry import Handlers, collect

RIGHTS = (Right.USERS_VIEW, Right.USERS_EDIT)


@pytest.fixture
def steps(world: World) -> Iterator[Steps]:
    with toiling(world) as made:
        yield made


@pytest.fixture
def bob(world: World) -> UserId:
    return world.user("bob", UserType.OPERATOR, RIGHTS)


def start(world: World, how: str, token: str | None = None, user: UserId | None = None) -> JobId:
    return world.do(token or world.admin, TOIL, Toil(how=how, user=user or UserId(0)))


def status(world: World, job: JobId, token: str | None = None) -> JobState:
    return world.read(token or world.admin, o.JOBS_STATUS, AskJob(id=job)).state


def lines(world: World) -> list[tuple[str, lg.Outcome, Code | None]]:
    """The lines of the operation, the first first."""
    rows = world.read(world.admin, o.LOG_LIST, lg.ListLog(filter=lg.LogFilter(operation=TOIL.id))).rows
    return [(row.login, row.outcome, row.code) for row in reversed(rows)]


def set_rights(world: World, user: UserId, rights: frozenset[Right]) -> None:
    row = world.user_row(user)
    request = u.UpdateUser(
        id=user, version=row.version, name="", type=row.type, expires=row.expires, template=None, rights=rights, memo=""
    )
    world.do(world.admin, o.USERS_UPDATE, request)


# what it ends with


def test_a_job_answers_and_is_logged_at_both_ends(world: World, steps: Steps) -> None:
    job = start(world, "answer")
    assert join(world, job) is JobState.DONE
    told = world.read(world.admin, o.JOBS_STATUS, AskJob(id=job))
    assert (told.operation, told.stage, told.done, told.total) == (TOIL.id, Stage.FINISHING, 3, 3)
    assert told.ended is not None
    assert told.ended > told.started
    assert outcome(world, world.admin, job) == Toiled(said="done")
    assert lines(world) == [("admin", lg.Outcome.STARTED, None), ("admin", lg.Outcome.DONE, None)]
    last = world.read(world.admin, o.LOG_LIST, lg.ListLog(filter=lg.LogFilter(operation=TOIL.id))).rows[0]
    assert (last.noun, last.label, last.after) == (Noun.USERS, "toil", {"lines": 3})


def test_progress_is_told_while_it_runs_and_there_is_no_result_yet(world: World, steps: Steps) -> None:
    job = start(world, "wait")
    assert steps.reached.wait(PATIENCE)
    told = world.read(world.admin, o.JOBS_STATUS, AskJob(id=job))
    assert (told.state, told.stage, told.done, told.total) == (JobState.RUNNING, Stage.READING, 1, 2)
    with refused(Conflict, Code.JOB_RUNNING):
        outcome(world, world.admin, job)
    steps.go_on.set()
    assert join(world, job) is JobState.DONE
    assert outcome(world, world.admin, job) == Toiled(said="went on")


@pytest.mark.parametrize(
    ("how", "kind", "code"),
    [
        ("refuse", Conflict, Code.SELECTION_CHANGED),
        ("break", Fault, Code.FAULT),
        ("full", Unavailable, Code.DATABASE_FULL),
    ],
)
def test_what_is_raised_in_a_job_is_its_result(
    world: World, steps: Steps, how: str, kind: type[Refusal], code: Code
) -> None:
    job = start(world, how)
    assert join(world, job) is JobState.FAILED
    with refused(kind, code):
        outcome(world, world.admin, job)
    assert lines(world)[-1] == ("admin", lg.Outcome.REFUSED, code)


def test_the_same_key_starts_one_job(world: World, steps: Steps) -> None:
    key = new_key()
    first = world.write(world.admin, TOIL, Toil(how="answer"), key)
    again = world.write(world.admin, TOIL, Toil(how="answer"), key)
    assert (again.value, again.repeated) == (first.value, True)
    join(world, first.value)
    assert [line[1] for line in lines(world)] == [lg.Outcome.STARTED, lg.Outcome.DONE]
    with refused(Conflict, Code.KEY_REUSED):
        world.write(world.admin, TOIL, Toil(how="wait"), key)


def test_a_start_that_is_refused_starts_nothing(world: World, steps: Steps, bob: UserId) -> None:
    with refused(NotFound, Code.NOT_FOUND):
        start(world, "forbidden")
    world.user("eve")
    with refused(Forbidden, Code.RIGHT_MISSING):
        start(world, "answer", world.login("eve"))
    assert world.services.jobs._jobs == {}
    assert [line[1:] for line in lines(world)] == [
        (lg.Outcome.REFUSED, Code.NOT_FOUND),
        (lg.Outcome.REFUSED, Code.RIGHT_MISSING),
    ]


# a job that writes


def test_a_job_writes_in_one_transaction_with_its_line(world: World, steps: Steps, bob: UserId) -> None:
    job = start(world, "write", user=bob)
    steps.go_on.set()
    assert join(world, job) is JobState.DONE
    assert world.user_row(bob).name == "toiled"
    assert [line[1] for line in lines(world)] == [lg.Outcome.STARTED, lg.Outcome.DONE]
    result = world.read(world.admin, o.JOBS_RESULT, AskJob(id=job))
    assert result.changes.touched == {Noun.USERS: [bob], Noun.LOG: []}


def test_a_cancel_before_the_commit_leaves_nothing(world: World, steps: Steps, bob: UserId) -> None:
    before = world.user_row(bob)
    job = start(world, "write_and_wait", user=bob)
    assert steps.reached.wait(PATIENCE)
    world.do(world.admin, o.JOBS_CANCEL, AskJob(id=job))  # must not stand in line behind the job's transaction
    assert join(world, job) is JobState.CANCELLED
    assert world.user_row(bob) == before
    with refused(Conflict, Code.JOB_CANCELLED):
        outcome(world, world.admin, job)
    assert lines(world)[-1] == ("admin", lg.Outcome.REFUSED, Code.JOB_CANCELLED)


def test_a_cancel_after_the_end_changes_nothing(world: World, steps: Steps) -> None:
    job = start(world, "answer")
    join(world, job)
    world.do(world.admin, o.JOBS_CANCEL, AskJob(id=job))
    assert status(world, job) is JobState.DONE
    assert outcome(world, world.admin, job) == Toiled(said="done")


def test_reads_and_refusals_do_not_wait_for_a_long_transaction(world: World, steps: Steps, bob: UserId) -> None:
    job = start(world, "write_and_wait", user=bob)
    assert steps.reached.wait(PATIENCE)
    world.clock.advance(minutes=2)  # the session is due to be noted as in use
    assert world.read(world.admin, o.SESSION_ME, Empty()).login == "admin"
    with refused(NotFound, Code.NOT_FOUND):
        world.read(world.admin, o.USERS_GET, u.GetUser(id=UserId(9_999)))
    assert status(world, job) is JobState.RUNNING
    steps.go_on.set()
    assert join(world, job) is JobState.DONE
    world.login("bob")  # whose write stands behind all that was put in line
    rows = world.read(world.admin, o.LOG_LIST, lg.ListLog(filter=lg.LogFilter(operation="users.get"))).rows
    assert [row.code for row in rows] == [Code.NOT_FOUND], "the line came after the transaction"


@pytest.mark.parametrize("how", ["write", "read"])
def test_rights_are_read_anew_when_it_works(world: World, steps: Steps, bob: UserId, how: str) -> None:
    job = start(world, how, world.login("bob"), bob)
    assert steps.reached.wait(PATIENCE)
    set_rights(world, bob, frozenset({Right.USERS_VIEW}))
    steps.go_on.set()
    assert join(world, job) is JobState.FAILED
    assert world.user_row(bob).name == ""
    assert lines(world)[-1] == ("bob", lg.Outcome.REFUSED, Code.RIGHT_MISSING)


def test_a_result_is_for_whom_still_holds_the_right(world: World, steps: Steps, bob: UserId) -> None:
    token = world.login("bob")
    job = start(world, "answer", token)
    join(world, job)
    set_rights(world, bob, frozenset({Right.USERS_VIEW}))
    with refused(Forbidden, Code.RIGHT_MISSING):
        outcome(world, token, job)


# whose it is


@pytest.mark.parametrize("operation", [o.JOBS_STATUS, o.JOBS_RESULT])
def test_a_foreign_job_is_like_none(world: World, steps: Steps, bob: UserId, operation: o.Read[AskJob, object]) -> None:
    job = start(world, "wait")
    other = world.login("bob")
    for wanted in (job, JobId("0" * 32)):
        with refused(NotFound, Code.NOT_FOUND) as caught:
            world.read(other, operation, AskJob(id=wanted))
        assert caught.refusal.params == {}
        with refused(NotFound, Code.NOT_FOUND):
            world.do(other, o.JOBS_CANCEL, AskJob(id=wanted))
    assert status(world, job) is JobState.RUNNING


def test_another_session_of_the_same_user_follows_it(world: World, steps: Steps) -> None:
    job = start(world, "answer")
    join(world, job)
    assert outcome(world, world.login("admin"), job) == Toiled(said="done")


def test_a_user_has_so_many_under_way_and_no_more(world: World, steps: Steps, bob: UserId) -> None:
    jobs = [start(world, "wait") for _ in range(MAX_RUNNING)]
    with refused(Conflict, Code.JOBS_TOO_MANY):
        start(world, "wait")
    other = start(world, "wait", world.login("bob"))
    steps.go_on.set()
    assert {join(world, job) for job in (*jobs, other)} == {JobState.DONE}
    join(world, start(world, "answer"))


def test_the_oldest_ends_are_forgotten(world: World, steps: Steps) -> None:
    jobs = []
    for _ in range(MAX_ENDED + 2):
        jobs.append(start(world, "answer"))
        join(world, jobs[-1])
    with refused(NotFound, Code.NOT_FOUND):
        status(world, jobs[0])
    assert status(world, jobs[-1]) is JobState.DONE
    assert len(world.services.jobs._jobs) == MAX_ENDED


# what stops it


def test_logging_out_stops_ones_jobs_and_nobody_elses(world: World, steps: Steps, bob: UserId) -> None:
    token = world.login("bob")
    his, mine = start(world, "wait", token), start(world, "wait")
    world.do(token, o.SESSION_LOGOUT, s.Logout())
    assert join(world, his) is JobState.FAILED
    assert status(world, mine) is JobState.RUNNING
    with refused(SessionOver, Code.SESSION_ENDED):
        outcome(world, world.login("bob"), his)


def test_a_user_who_is_locked_has_no_jobs(world: World, steps: Steps, bob: UserId) -> None:
    job = start(world, "wait", world.login("bob"))
    world.do(world.admin, o.USERS_LOCK, u.LockUser(id=bob, locked=True))
    assert join(world, job) is JobState.FAILED


def test_a_session_that_is_locked_lets_its_jobs_go_on(world: World, steps: Steps, bob: UserId) -> None:
    job = start(world, "write", user=bob)
    world.do(world.admin, o.SESSION_LOCK, Empty())
    steps.go_on.set()
    assert join(world, job) is JobState.DONE
    assert outcome(world, world.admin, job) == Toiled(said="admin"), "what was ordered comes to its end"
    with refused(SessionOver, Code.SESSION_LOCKED):
        start(world, "answer")


def test_asking_for_progress_keeps_no_session_awake(world: World, steps: Steps) -> None:
    job = start(world, "wait")
    for _ in range(4):
        world.clock.advance(minutes=5)
        status(world, job)
    with refused(SessionOver, Code.SESSION_LOCKED):
        world.read(world.admin, o.SESSION_ME, Empty())


def test_closing_stops_the_jobs_and_waits_for_them(world: World, steps: Steps, bob: UserId) -> None:
    backend = world.backend(world.admin)
    inside = backend.call(TOIL, Toil(how="write_and_wait", user=bob), new_key()).value
    assert steps.reached.wait(PATIENCE)
    ends: list[bool] = []
    lock = u.LockUser(id=bob, locked=True)
    behind = threading.Thread(target=lambda: ends.append(backend.call(o.USERS_LOCK, lock, new_key()).repeated))
    behind.start()
    while world.store._writer is None or world.store._writer._waiting < 2:
        continue
    backend.close()
    behind.join(PATIENCE)
    assert ends == [False], "what stood in line behind the job was done"
    assert world.services.jobs._jobs[inside].state is JobState.CANCELLED
    with refused(Unavailable, Code.DATABASE_CLOSED):
        backend.call(o.JOBS_STATUS, AskJob(id=inside))


# the registry


def test_a_job_needs_who_admits_it_and_the_declared_types(world: World, steps: Steps) -> None:
    def run(job: object, request: Toil) -> str:
        return ""

    wrong = Handlers()
    wrong.starts(TOIL, admit=lambda work, request: None)(run)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="other types"):
        collect((*catalog.NOUNS, wrong))
    aside = Handlers()
    aside.asides(o.USERS_LOCK)(run)  # type: ignore[arg-type]
    others = [noun for noun in catalog.NOUNS if o.USERS_LOCK.id not in noun.by_operation]
    with pytest.raises(TypeError):
        collect((*others, aside, steps.handlers()))
