"""[recharge_pg] Eight processes that recharge through the dispatcher on PostgreSQL, against bare psycopg.

All of them pay into the same few accounts. Afterwards every unit is there; the control leaves the row lock out, and
loses money.
"""

import itertools
import json
import multiprocessing
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import URL, make_url, text

from tests.bench.figures import Figure, alternating
from tests.support.crowd import maker_of
from tests.support.databases import PostgresMaker
from tests.support.world import FIXED_RATE_RIGHTS, World
from vosdesk.contract import operations as o
from vosdesk.contract.ids import DAY, AccountId, UserId, new_key
from vosdesk.contract.money import Money
from vosdesk.contract.payments import Recharge
from vosdesk.services import catalog
from vosdesk.services.auth import open_session
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.principal import hash_token
from vosdesk.services.runtime import Services, system_clock
from vosdesk.storage.unit_of_work import Store

PROCESSES, EACH, ROUNDS, SUBS = 8, 20, 5, 20
UNIT = 1_000_000
_PATIENCE = 120

_PRINCIPAL = """
SELECT s.id, s.source, s.last_seen, s.expires, s.locked, u.id, u.login, u.name, u.type, u.locked, u.expires,
       u.must_change_password, u.rights, t.rights
FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN templates t ON t.id = u.template_id WHERE s.token_hash = %s
"""
_GRANTS = """
SELECT g.*, a.number, a.path, a.lower_rate FROM account_grants g JOIN accounts a ON a.id = g.account_id
WHERE g.user_id = %s
"""
_CHAIN = """
SELECT id, number, name, path, balance, overdraft, locked, active, expires, lower_rate, agent_id, last_seq, last_hash
FROM accounts WHERE id = %(id)s OR id = (SELECT agent_id FROM accounts WHERE id = %(id)s) ORDER BY length(path), id
"""
_RECORD = """
INSERT INTO payments (account_id, seq, key, kind, mode, amount, balance_before, balance_after, time, operator_id,
                      operator, memo, account_number, account_name, agent_id, agent_number, agent_name, hash)
VALUES (%s, %s, %s, 0, 0, %s, %s, %s, %s, %s, 'agent', '', %s, %s, %s, '7001', 'Agent', %s) RETURNING id
"""
_BALANCE = "UPDATE accounts SET balance = %s, last_seq = %s, last_hash = %s WHERE id = %s"
_LOG = """
INSERT INTO log (time, user_id, login, source, operation, noun, object_id, label, outcome, params, before, after)
VALUES (%s, %s, 'agent', '', 'payments.recharge', 'accounts', %s, %s, 'done', '{}', %s, %s)
"""
_ACT = """
INSERT INTO acts (key, user_id, operation, digest, result, time) VALUES (%s, %s, 'payments.recharge', %s, %s, %s)
"""


def run() -> Iterator[Figure]:
    """The rates of both, and what is lost without the lock."""
    with maker_of("postgresql") as maker:
        assert isinstance(maker, PostgresMaker)
        url = maker.make()
        world = World(Store(url))
        # As durable as at a customer's: the tests' own server trades that for speed.
        with world.store.writes.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ALTER SYSTEM SET fsync = on"))
            connection.execute(text("SELECT pg_reload_conf()"))
        user, accounts = _company(world)
        with _crew(_ours, url, user, accounts) as ours, _crew(_bare, url, user, accounts) as bare:
            value, baseline = alternating(ours, bare, ROUNDS)
        batch = PROCESSES * EACH
        paid = 2 * (ROUNDS + 1) * batch
        if _balance(world) != paid * UNIT:
            raise AssertionError(f"{paid} was paid in, {_balance(world) / UNIT} is there")
        yield Figure("recharge_pg", batch / value, "1/s", "bare psycopg with row locks, 8 processes", batch / baseline)
        before = _balance(world)
        with _crew(_unlocked, url, user, accounts[:1]) as control:
            control()
        lost = batch - (_balance(world) - before) // UNIT
        if not lost:
            raise AssertionError("the control lost nothing: the check of the sums proves nothing")
        yield Figure("recharge_pg_control", lost, "lost", "recharges without the row lock", batch)
        world.close()


def _company(world: World) -> tuple[UserId, list[AccountId]]:
    user = world.agent("agent", FIXED_RATE_RIGHTS)
    own = world.account("7001", name="Agent")
    world.grant(user, own)
    return user, [world.account(f"7001-{n}", own) for n in range(SUBS)]


def _balance(world: World) -> int:
    with world.store.read() as unit:
        return int(unit.connection.execute(text("SELECT sum(balance) FROM accounts")).scalar_one())


Step = Callable[[AccountId], None]


@contextmanager
def _crew(
    make: Callable[[URL, UserId], Step], url: URL, user: UserId, accounts: list[AccountId]
) -> Iterator[Callable[[], None]]:
    """Processes that are ready; each call of what it yields is one batch of all of them."""
    context = multiprocessing.get_context("spawn")
    begin, end = context.Barrier(PROCESSES + 1), context.Barrier(PROCESSES + 1)
    named = url.render_as_string(hide_password=False)
    crew = [
        context.Process(target=_work, args=(make, named, user, accounts, number, begin, end), daemon=True)
        for number in range(PROCESSES)
    ]
    for process in crew:
        process.start()

    def batch() -> None:
        begin.wait(_PATIENCE)
        end.wait(_PATIENCE)

    yield batch
    for process in crew:
        process.kill()
        process.join()


def _work(
    make: Callable[[URL, UserId], Step],
    url: str,
    user: UserId,
    accounts: list[AccountId],
    number: int,
    begin: Any,
    end: Any,
) -> None:
    step = make(make_url(url), user)
    order = list(accounts)
    random.Random(number).shuffle(order)
    turn = itertools.cycle(order)
    while True:
        begin.wait()
        for account in itertools.islice(turn, EACH):
            step(account)
        end.wait()


def _ours(url: URL, user: UserId) -> Step:
    services = Services(Store(url))
    dispatcher = Dispatcher(services, catalog.NOUNS)
    token = open_session(services, user, "bench")

    def step(account: AccountId) -> None:
        request = Recharge(account=account, amount=Money(UNIT))
        dispatcher.execute(token, o.PAYMENTS_RECHARGE, request, new_key())

    return step


def _bare(url: URL, user: UserId) -> Step:
    return _statements(url, user, " FOR UPDATE")


def _unlocked(url: URL, user: UserId) -> Step:
    """The control: what is read is not held, and the check of the sequence is not asked."""
    connection = _connected(url)

    def step(account: AccountId) -> None:
        with connection.transaction():
            [row] = connection.execute("SELECT balance FROM accounts WHERE id = %s", (account,)).fetchall()
            connection.execute("UPDATE accounts SET balance = %s WHERE id = %s", (row[0] + UNIT, account))

    return step


def _connected(url: URL) -> "psycopg.Connection[Any]":
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


def _statements(url: URL, user: UserId, lock: str) -> Step:
    connection = _connected(url)
    token = hash_token(new_key())
    now = system_clock()
    do = connection.execute
    do(
        "INSERT INTO sessions (token_hash, user_id, created, last_seen, expires) VALUES (%s, %s, %s, %s, %s)",
        (token, user, now, now, now + DAY),
    )

    def step(account: AccountId) -> None:
        key, now = new_key(), system_clock()
        with connection.transaction():
            do(_PRINCIPAL, (token,)).fetchone()
            do("SELECT name, value FROM parameters").fetchall()
            do(_GRANTS, (user,)).fetchall()
            do("SELECT * FROM group_grants WHERE user_id = %s", (user,)).fetchall()
            do("SELECT * FROM acts WHERE key = %s", (key,)).fetchone()
            [agent, row] = do(_CHAIN + lock, {"id": account}).fetchall()
            number, name, before, seq = row[1], row[2], row[4], row[11] + 1
            names = (number, name, agent[0])
            do(_RECORD, (account, seq, key, UNIT, before, before + UNIT, now, user, *names, token)).fetchone()
            do(_BALANCE, (before + UNIT, seq, token, account))
            do("UPDATE accounts SET expires = %s, version = version + 1 WHERE id = %s", (now + 365 * DAY, account))
            told = json.dumps({"balance": before}), json.dumps({"balance": before + UNIT, "amount": UNIT})
            do(_LOG, (now, user, account, number, *told))
            do(_ACT, (key, user, token, json.dumps({"account": account, "key": key, "names": names}), now))

    return step
