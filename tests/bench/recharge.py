"""[recharge] [recharge_bulk] An agent's recharges through the dispatcher, against the bare statements of the same acts.

Both commit durably (synchronous=FULL). The bare side does with sqlite3 what the program does with the database:
session with user and rights, grants, account with agent, parameters, the record, the balance, the log, the act. The
control does it without a lock, and loses money: so the check of the sums can see it. [recharge_pg] stands beside.
"""

import itertools
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from tests.bench.figures import Figure, alternating
from vosdesk.contract import operations as o
from vosdesk.contract.account_bulk import AccountSelection
from vosdesk.contract.accounts import CreateAccount
from vosdesk.contract.grants import NewAgent
from vosdesk.contract.ids import DAY, AccountId, Time, UserId, new_key
from vosdesk.contract.money import Money
from vosdesk.contract.payments import BulkRecharge, Recharge
from vosdesk.contract.permissions import AccountRight, UserType
from vosdesk.contract.users import CreateUser, ListTemplates
from vosdesk.services import catalog
from vosdesk.services.auth import open_session
from vosdesk.services.demo.desk import Desk
from vosdesk.services.demo.logins import PASSWORD
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.principal import hash_token
from vosdesk.services.runtime import Services, system_clock
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

SUBS = 50
BATCH = 200
ROUNDS = 9
MANY = 1_000
"""Accounts of one bulk act."""
UNIT = 1_000_000

_PRINCIPAL = """
SELECT s.id, s.source, s.last_seen, s.expires, s.locked, u.id, u.login, u.name, u.type, u.locked, u.expires,
       u.must_change_password, u.rights, t.rights
FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN templates t ON t.id = u.template_id WHERE s.token_hash = ?
"""
_GRANTS = """
SELECT g.*, a.number, a.path, a.lower_rate FROM account_grants g JOIN accounts a ON a.id = g.account_id
WHERE g.user_id = ?
"""
_CHAIN = """
SELECT a.*, p.number AS above, p.name AS above_name, p.balance AS cover, p.lower_rate AS lower
FROM accounts a LEFT JOIN accounts p ON p.id = a.agent_id
WHERE a.id = ?
"""
_RECORD = """
INSERT INTO payments (account_id, seq, key, kind, mode, amount, balance_before, balance_after, time, operator_id,
                      operator, memo, account_number, account_name, agent_id, agent_number, agent_name, hash)
VALUES (?, ?, ?, 0, 0, ?, ?, ?, ?, ?, 'agent', '', ?, ?, ?, ?, ?, ?)
"""
_BALANCE = "UPDATE accounts SET balance = ?, last_seq = ?, last_hash = ? WHERE id = ?"
_LOG = """
INSERT INTO log (time, user_id, login, source, operation, noun, object_id, label, outcome, params, before, after)
VALUES (?, ?, 'agent', '', 'payments.recharge', 'accounts', ?, ?, 'done', '{}', ?, ?)
"""
_ACT = "INSERT INTO acts (key, user_id, operation, digest, result, time) VALUES (?, ?, 'payments.recharge', ?, ?, ?)"


def run() -> Iterator[Figure]:
    """The rates of both, for one account at a time and for many at once; then what is lost without a lock."""
    yield _measured("recharge", SUBS, BATCH, lambda one: one.batch)
    yield _measured("recharge_bulk", MANY, MANY, lambda one: one.bulk)
    yield control()
    from tests.bench import recharge_pg

    yield from recharge_pg.run()


def _measured(name: str, subs: int, batch: int, part: Callable[["_Ours | _Bare"], Callable[[], None]]) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recharge.db"
        user, accounts = company(path, subs)
        store = Store(sqlite_url(path))
        bare = sqlite3.connect(path, isolation_level=None)
        try:
            sides = part(_Ours(store, user, accounts)), part(_Bare(bare, user, accounts))
            value, baseline = alternating(*sides, ROUNDS)
            # Both sides, a first time each beside the rounds: every unit that was paid in is there.
            [balance] = bare.execute("SELECT sum(balance) FROM accounts").fetchone()
            require_exact(balance, 2 * (ROUNDS + 1) * batch * UNIT)
        finally:
            bare.close()
            store.close()
    return Figure(name, batch / value, "1/s", "the same statements by bare sqlite3", batch / baseline)


def require_exact(balance: int, paid: int) -> None:
    """Raise AssertionError when money was lost or made."""
    if balance != paid:
        raise AssertionError(f"{paid} was paid in, {balance} is there")


def control() -> Figure:
    """What threads lose that read a balance, add to it and write it without a lock."""
    threads, each = 4, 200
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "control.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as made:
            made.execute("PRAGMA journal_mode=wal")
            made.execute("CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER)")
            made.execute("INSERT INTO accounts VALUES (1, 0)")
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda _: _unlocked(path, each), range(threads)))
        with closing(sqlite3.connect(path)) as made:
            [balance] = made.execute("SELECT balance FROM accounts").fetchone()
    lost = threads * each - balance
    if not lost:
        raise AssertionError("the control lost nothing: the check of the sums proves nothing")
    return Figure("recharge_control", lost, "lost", "recharges without a lock", threads * each)


def _unlocked(path: Path, times: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=60)) as connection:
        for _ in range(times):
            [balance] = connection.execute("SELECT balance FROM accounts").fetchone()
            connection.execute("UPDATE accounts SET balance = ?", (balance + 1,))


def company(path: Path, subs: int) -> tuple[UserId, list[AccountId]]:
    """An agent with sub-accounts, made by the program."""
    now = system_clock()
    desk = Desk(path, Time(now - DAY), now, seed=1)
    try:
        desk.open_shop("admin", "Administrator")
        template = next(t for t in desk.do("admin", o.TEMPLATES_LIST, ListTemplates()).rows if t.name == "Agent")
        made = desk.do(
            "admin",
            o.GRANTS_NEW_AGENT,
            NewAgent(
                user=CreateUser(
                    login="agent",
                    name="Agent",
                    type=UserType.AGENT,
                    password=PASSWORD,
                    must_change_password=False,
                    template=template.id,
                ),
                account=CreateAccount(number="7001", name="Agent"),
                rights=frozenset(AccountRight),
            ),
        )
        desk.users["agent"] = made.user
        accounts = [
            desk.do("agent", o.ACCOUNTS_CREATE, CreateAccount(number=f"7001-{n}", name=f"Sub {n}", agent=made.account))
            for n in range(subs)
        ]
        return made.user, accounts
    finally:
        desk.close()


class _Ours:
    """The program's own recharges."""

    def __init__(self, store: Store, user: UserId, accounts: list[AccountId]) -> None:
        services = Services(store)
        self._dispatcher = Dispatcher(services, catalog.NOUNS)
        self._token = open_session(services, user, "bench")
        self._accounts = accounts
        self._turn = itertools.cycle(accounts)

    def batch(self) -> None:
        """One after the other."""
        for account in itertools.islice(self._turn, BATCH):
            request = Recharge(account=account, amount=Money(UNIT))
            self._dispatcher.execute(self._token, o.PAYMENTS_RECHARGE, request, new_key())

    def bulk(self) -> None:
        """All in one act."""
        request = BulkRecharge(selection=AccountSelection(ids=tuple(self._accounts)), amount=Money(UNIT))
        done = self._dispatcher.execute(self._token, o.PAYMENTS_BULK_RECHARGE, request, new_key())
        if done.value.done != len(self._accounts):
            raise AssertionError("not all were recharged")


class _Bare:
    """The statements of a recharge, by sqlite3 alone."""

    def __init__(self, connection: sqlite3.Connection, user: UserId, accounts: list[AccountId]) -> None:
        self._connection = connection
        self._do = connection.execute
        for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on"):
            self._do(f"PRAGMA {pragma}")
        self._user = user
        self._accounts = accounts
        self._turn = itertools.cycle(accounts)
        self._token = hash_token("bare")
        self._do("DELETE FROM sessions WHERE token_hash = ?", (self._token,))
        now = system_clock()
        self._do(
            "INSERT INTO sessions (token_hash, user_id, created, last_seen, expires) VALUES (?, ?, ?, ?, ?)",
            (self._token, user, now, now, now + DAY),
        )

    def batch(self) -> None:
        """As many recharges as the program does."""
        for account in itertools.islice(self._turn, BATCH):
            self._recharge(account, system_clock(), new_key())

    def bulk(self) -> None:
        """All in one transaction."""
        now, key = system_clock(), new_key()
        self._begin(key)
        marks = ",".join("?" * len(self._accounts))
        chosen = self._do(f"SELECT id FROM accounts WHERE id IN ({marks}) ORDER BY number", self._accounts).fetchall()
        for start in range(0, len(chosen), 500):
            self._post_many([account for [account] in chosen[start : start + 500]], now, key)
        self._do(_LOG, (now, self._user, None, "", "{}", json.dumps({"done": len(chosen)})))
        self._end(key, now, {"done": len(chosen)})

    def _recharge(self, account: AccountId, now: int, key: str) -> None:
        self._begin(key)
        names = self._post(account, now, key)
        self._end(key, now, {"account": account, "key": key, "memo": ""} | {"p": names})

    def _begin(self, key: str) -> None:
        do = self._do
        do("BEGIN IMMEDIATE")
        do(_PRINCIPAL, (self._token,)).fetchone()
        do("SELECT name, value FROM parameters").fetchall()
        do(_GRANTS, (self._user,)).fetchall()
        do("SELECT * FROM group_grants WHERE user_id = ?", (self._user,)).fetchall()
        do("SELECT * FROM acts WHERE key = ?", (key,)).fetchone()

    def _post(self, account: AccountId, now: int, key: str) -> object:
        do = self._do
        cursor = do(_CHAIN, (account,))
        row = dict(zip((d[0] for d in cursor.description), cursor.fetchone(), strict=True))
        before, after, seq = row["balance"], row["balance"] + UNIT, row["last_seq"] + 1
        names = (row["number"], row["name"], row["agent_id"], "7001", "Agent")
        do(_RECORD, (account, seq, key, UNIT, before, after, now, self._user, *names, self._token))
        do(_BALANCE, (after, seq, self._token, account))
        do("UPDATE accounts SET expires = ?, version = version + 1 WHERE id = ?", (now + 365 * DAY, account))
        told = json.dumps({"balance": before}), json.dumps({"balance": after, "amount": UNIT})
        do(_LOG, (now, self._user, account, row["number"], *told))
        return names

    def _post_many(self, chosen: list[int], now: int, key: str) -> None:
        many = self._connection.executemany
        cursor = self._do(_CHAIN.replace("a.id = ?", f"a.id IN ({','.join('?' * len(chosen))})"), chosen)
        names = [d[0] for d in cursor.description]
        records, balances, lines = [], [], []
        for found in cursor.fetchall():
            row = dict(zip(names, found, strict=True))
            account, before, after, seq = row["id"], row["balance"], row["balance"] + UNIT, row["last_seq"] + 1
            said = (row["number"], row["name"], row["agent_id"], "7001", "Agent")
            records.append((account, seq, key, UNIT, before, after, now, self._user, *said, self._token))
            balances.append((after, seq, self._token, account))
            told = json.dumps({"balance": before}), json.dumps({"balance": after, "amount": UNIT})
            lines.append((now, self._user, account, row["number"], *told))
        many(_RECORD, records)
        many(_BALANCE, balances)
        many(
            "UPDATE accounts SET expires = ?, version = version + 1 WHERE id = ?",
            [(now + 365 * DAY, account) for account in chosen],
        )
        many(_LOG, lines)

    def _end(self, key: str, now: int, result: dict[str, object]) -> None:
        self._do(_ACT, (key, self._user, self._token, json.dumps(result), now))
        self._do("COMMIT")
