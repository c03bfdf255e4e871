"""The embedded backend: its session, its end, and what becomes of calls under way."""

import threading

from tests.support.databases import SqliteMaker
from tests.support.refused import refused
from tests.support.world import ADMIN, PASSWORD, SHARED_HASHER, World
from vosdesk.backends.embedded import EmbeddedBackend
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract.backend import Backend
from vosdesk.contract.errors import Code, SessionOver, Unavailable
from vosdesk.contract.ids import Empty, new_key
from vosdesk.services import catalog
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.passwords import Hasher
from vosdesk.services.runtime import Services
from vosdesk.storage.unit_of_work import Store


def test_it_is_a_backend_and_calls_in_the_session_in_use(world: World) -> None:
    backend: Backend = world.backend()
    with refused(SessionOver, Code.SESSION_MISSING):
        backend.call(o.SESSION_ME, Empty())
    entered = backend.call(o.SESSION_LOGIN, s.Login(login=ADMIN, password=PASSWORD), new_key())
    backend.use(entered.value.token)
    assert backend.call(o.SESSION_ME, Empty()).login == ADMIN
    backend.use(None)
    with refused(SessionOver, Code.SESSION_MISSING):
        backend.call(o.SESSION_ME, Empty())


def test_close_lets_calls_under_way_end_and_refuses_later_ones(sqlite_maker: SqliteMaker) -> None:
    started, go_on = threading.Event(), threading.Event()

    class Waiting(Hasher):
        def matches(self, stored: str | None, password: str) -> bool:
            started.set()
            assert go_on.wait(10)
            return SHARED_HASHER.matches(stored, password)

    url = sqlite_maker.make()
    services = Services(Store(url, durable=False), hasher=Waiting(1, 8, 1))
    backend = EmbeddedBackend(Dispatcher(services, catalog.NOUNS))
    ends: list[str] = []

    def call() -> None:
        done = backend.call(o.SESSION_LOGIN, s.Login(login=ADMIN, password=PASSWORD), new_key())
        ends.append(done.value.me.login)

    def close() -> None:
        backend.close()
        ends.append("closed")

    caller, closer = threading.Thread(target=call), threading.Thread(target=close)
    caller.start()
    assert started.wait(10)
    closer.start()
    while not _is_closed(backend):
        continue
    go_on.set()
    caller.join(10)
    closer.join(10)
    assert ends == [ADMIN, "closed"]
    backend.close()
    sqlite_maker.drop(url)


def _is_closed(backend: Backend) -> bool:
    try:
        backend.call(o.SESSION_STATUS, Empty())
    except Unavailable as refusal:
        return refusal.code is Code.DATABASE_CLOSED
    return False
