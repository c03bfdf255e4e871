"""The demo company is what is promised of it, the same each time, and there whole or not at all."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vosdesk.backends.embedded import EmbeddedBackend
from vosdesk.contract import operations as o
from vosdesk.contract.accounts import Account, AccountFilter, AccountRow, GetAccount, ListAccounts
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Denied
from vosdesk.contract.grants import ExplainAccess
from vosdesk.contract.ids import DAY, SECOND, Empty, Time, new_key
from vosdesk.contract.money import Money
from vosdesk.contract.paging import Window
from vosdesk.contract.payments import Recharge
from vosdesk.contract.permissions import AccountVerb, UserType
from vosdesk.contract.rate_groups import ListRateGroups
from vosdesk.contract.session import Login
from vosdesk.contract.users import ListUsers
from vosdesk.services import catalog, demo
from vosdesk.services.demo.people import AGENTS, TRAPPED
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.passwords import Hasher
from vosdesk.services.runtime import Services
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

UNTIL = Time(1_900_000_000 * SECOND)
SMALL = demo.Scale(accounts=120, records=1_500, rates=260, private_rates=40, days=730)
TINY = demo.Scale(accounts=60, records=500, rates=20, private_rates=5, days=120)


def quietly(what: str, done: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small company, built once."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    demo.build(path, quietly, until=UNTIL, scale=SMALL)
    return path


@pytest.fixture
def backend(company: Path, tmp_path: Path) -> Iterator[EmbeddedBackend]:
    """The services over a copy of the company, a minute after it was made."""
    store = Store(sqlite_url(Path(shutil.copy(company, tmp_path))), durable=False)
    services = Services(store, clock=lambda: Time(UNTIL + 60 * SECOND), hasher=Hasher(1, 8, 1))
    backend = EmbeddedBackend(Dispatcher(services, catalog.NOUNS))
    yield backend
    backend.close()


def enter(backend: EmbeddedBackend, login: str) -> None:
    password = next(known.password for known in demo.LOGINS if known.login == login)
    done = backend.call(o.SESSION_LOGIN, Login(login=login, password=password), new_key())
    backend.use(done.value.token)


def accounts(backend: EmbeddedBackend, wanted: AccountFilter) -> tuple[AccountRow, ...]:
    return backend.call(o.ACCOUNTS_LIST, ListAccounts(filter=wanted, window=Window(limit=1_000))).rows


def rows(path: Path, statement: str) -> list[Any]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("known", demo.LOGINS, ids=lambda known: known.login)
def test_every_login_that_is_shown_works(backend: EmbeddedBackend, known: demo.DemoLogin) -> None:
    enter(backend, known.login)
    me = backend.call(o.SESSION_ME, Empty())
    assert me.login == known.login
    assert not me.must_change_password
    assert (me.type is UserType.AGENT) == bool(me.own_accounts)


def test_the_logins_are_all_users_there_are(backend: EmbeddedBackend) -> None:
    enter(backend, "admin")
    users = backend.call(o.USERS_LIST, ListUsers()).rows
    assert {user.login for user in users} == {known.login for known in demo.LOGINS}
    kinds = [user.type for user in users]
    assert [kinds.count(kind) for kind in UserType] == [1, 2, 12]


def test_it_has_the_size_that_was_asked_for(company: Path) -> None:
    assert rows(company, "SELECT count(*) FROM accounts") == [(SMALL.accounts,)]
    assert rows(company, "SELECT count(*) FROM payments") == [(SMALL.records,)]
    per_group = rows(company, "SELECT count(*) FROM rates GROUP BY rate_group_id ORDER BY 1 DESC")
    assert per_group == [(SMALL.rates,)] * 8 + [(SMALL.private_rates,)] * 4


def test_the_full_company_is_as_large_as_promised() -> None:
    assert (demo.FULL.accounts, demo.FULL.records, demo.FULL.rates, demo.FULL.days) == (600, 60_000, 3_000, 730)


def test_agents_stand_on_three_levels(company: Path) -> None:
    paths = rows(company, "SELECT path FROM accounts WHERE number BETWEEN '7001' AND '7012' AND length(number) = 4")
    levels = [path.count("/") - 1 for (path,) in paths]
    assert [levels.count(level) for level in (1, 2, 3)] == [4, 5, 3]


def test_records_span_the_time_and_chain_without_gaps(company: Path) -> None:
    [(first, last)] = rows(company, "SELECT min(time), max(time) FROM payments")
    assert first < UNTIL - (SMALL.days - 30) * DAY
    assert UNTIL - 4 * DAY < last < UNTIL
    by_account: dict[int, list[Any]] = {}
    columns = "SELECT account_id, seq, balance_before, balance_after FROM"
    for row in rows(company, f"{columns} payments UNION ALL {columns} charges ORDER BY seq"):
        by_account.setdefault(row[0], []).append(row)
    balances = dict(rows(company, "SELECT id, balance FROM accounts"))
    for account, chain in by_account.items():
        assert [row[1] for row in chain] == list(range(1, len(chain) + 1))
        assert [row[2] for row in chain] == [0, *(row[3] for row in chain[:-1])]
        assert chain[-1][3] == balances[account]
    assert by_account.keys() == balances.keys()


def test_every_state_of_an_account_is_there(backend: EmbeddedBackend) -> None:
    enter(backend, "admin")
    assert accounts(backend, AccountFilter(locked=True))
    assert accounts(backend, AccountFilter(active=False))
    assert accounts(backend, AccountFilter(below_threshold=True))
    assert accounts(backend, AccountFilter(expires_to=UNTIL))
    assert any(row.balance < 0 for row in accounts(backend, AccountFilter()))


def test_the_cover_of_both_lower_rate_agents_is_in_order(backend: EmbeddedBackend) -> None:
    enter(backend, "admin")
    covered = accounts(backend, AccountFilter(lower_rate=True))
    assert len(covered) == 2
    for row in covered:
        account: Account = backend.call(o.ACCOUNTS_GET, GetAccount(id=row.id))
        assert account.cover is not None
        assert account.cover.used > 0
        assert account.cover.free >= 0


def test_the_last_days_have_calls(company: Path) -> None:
    begun = rows(company, "SELECT (start - (SELECT min(start) FROM calls)) / 86400000000 FROM calls")
    assert {day for (day,) in begun} >= set(range(7))
    counts = dict(rows(company, "SELECT state, count(*) FROM calls GROUP BY state"))
    assert counts[1] > 9 * counts[2] > 0
    levels = rows(company, "SELECT max(n) FROM (SELECT count(*) n FROM charges GROUP BY call_id)")
    assert levels == [(4,)]


def test_the_trap_is_set_and_effective_access_shows_it(backend: EmbeddedBackend) -> None:
    enter(backend, TRAPPED)
    own = next(agent.number for agent in AGENTS if agent.login == TRAPPED)
    below = [row for row in accounts(backend, AccountFilter()) if row.number.startswith(own) and row.number != own]
    hidden = [row for row in below if row.can[AccountVerb.RECHARGE] == Code.GRANT_HIDES]
    assert len(hidden) == 1
    assert any(row.can[AccountVerb.RECHARGE] == "" for row in below)
    with pytest.raises(Denied) as refused:
        backend.call(o.PAYMENTS_RECHARGE, Recharge(account=hidden[0].id, amount=Money(1_000_000)), new_key())
    assert refused.value.code is Code.GRANT_HIDES
    me = backend.call(o.SESSION_ME, Empty())
    enter(backend, "admin")
    access = backend.call(o.GRANTS_EXPLAIN, ExplainAccess(user=me.id, noun=Noun.ACCOUNTS, id=hidden[0].id))
    recharge = next(verb for verb in access.verbs if verb.verb == AccountVerb.RECHARGE)
    assert [step.grant for step in recharge.steps if step.grant is not None]


def test_some_agents_have_private_rate_groups_in_use(backend: EmbeddedBackend) -> None:
    enter(backend, "admin")
    groups = backend.call(o.RATE_GROUPS_LIST, ListRateGroups()).rows
    private = [group for group in groups if group.private]
    assert len(groups) - len(private) == 8
    assert len(private) == 4
    assert any(group.accounts for group in private)


def test_prefixes_are_of_real_numbering_plans(company: Path) -> None:
    codes = {code for (code,) in rows(company, "SELECT DISTINCT code FROM rates")}
    names = {name for (name,) in rows(company, "SELECT DISTINCT area_name FROM rates")}
    assert {"1", "44", "49", "86", "880"} <= codes
    assert {"United Kingdom", "China", "Germany"} <= names


def test_no_session_and_no_changed_parameter_is_left(company: Path) -> None:
    assert rows(company, "SELECT count(*) FROM sessions") == [(0,)]
    assert dict(rows(company, "SELECT name, value FROM parameters")) == {
        "session.idle_minutes": "15",
        "session.hours": "12",
    }


def test_the_same_time_makes_the_same_company(company: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    demo.build(again, quietly, until=UNTIL, scale=SMALL)
    for statement in (
        "SELECT * FROM payments",
        "SELECT * FROM accounts",
        "SELECT * FROM rates",
        "SELECT time, login, operation, label, outcome FROM log",
    ):
        assert rows(again, statement) == rows(company, statement)


def test_progress_counts_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    demo.build(tmp_path / "demo.db", lambda *step: told.append(step), until=UNTIL, scale=TINY)
    assert list(dict.fromkeys(what for what, _, _ in told)) == ["Rate groups and agents", "Payment records"]
    for what in ("Rate groups and agents", "Payment records"):
        done = [step for name, step, _ in told if name == what]
        assert done == sorted(done)
        assert done[0] == 0
        assert done[-1] == next(total for name, _, total in told if name == what)


class StoppedError(Exception):
    """Somebody stopped the making."""


def test_a_making_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if done:
            raise StoppedError

    with pytest.raises(StoppedError):
        demo.build(tmp_path / "demo.db", stop, until=UNTIL, scale=SMALL)
    assert list(tmp_path.iterdir()) == []


def test_a_company_that_is_there_already_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"

    def quicker(what: str, done: int, total: int) -> None:
        path.write_bytes(b"made by another process")

    demo.build(path, quicker, until=UNTIL, scale=TINY)
    assert path.read_bytes() == b"made by another process"
    assert list(tmp_path.iterdir()) == [path]
