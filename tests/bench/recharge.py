"""[recharge] An agent's recharge through the dispatcher, against the bare statements of the same act.

Both commit durably (synchronous=FULL). The bare side does with sqlite3 what the program does with the database:
session with user and rights, grants, account with agent, parameter, the record, the balance, the log, the act.
"""

import itertools
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.figures import Figure, alternating
from vosdesk.contract import operations as o
from vosdesk.contract.accounts import CreateAccount
from vosdesk.contract.grants import NewAgent
from vosdesk.contract.ids import DAY, AccountId, Time, UserId, new_key
from vosdesk.contract.money import Money
from vosdesk.contract.payments import Recharge
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
SELECT a.*, p.number, p.name, p.balance, p.lower_rate FROM accounts a LEFT JOIN accounts p ON p.id = a.agent_id
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
    """The rate of both."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recharge.db"
        user, accounts = _company(path)
        store = Store(sqlite_url(path))
        bare = sqlite3.connect(path, isolation_level=None)
        try:
            ours = _ours(store, user, accounts)
            theirs = _Bare(bare, user, accounts).batch
            value, baseline = alternating(ours, theirs, ROUNDS)
        finally:
            bare.close()
            store.close()
    yield Figure("recharge", BATCH / value, "1/s", "the same statements by bare sqlite3", BATCH / baseline)


def _company(path: Path) -> tuple[UserId, list[AccountId]]:
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
            for n in range(SUBS)
        ]
        return made.user, accounts
    finally:
        desk.close()


def _ours(store: Store, user: UserId, accounts: list[AccountId]) -> Callable[[], None]:
    services = Services(store)
    dispatcher = Dispatcher(services, catalog.NOUNS)
    token = open_session(services, user, "bench")
    turn = itertools.cycle(accounts)

    def batch() -> None:
        for account in itertools.islice(turn, BATCH):
            request = Recharge(account=account, amount=Money(1_000_000))
            dispatcher.execute(token, o.PAYMENTS_RECHARGE, request, new_key())

    return batch


class _Bare:
    """The statements of a recharge, by sqlite3 alone."""

    def __init__(self, connection: sqlite3.Connection, user: UserId, accounts: list[AccountId]) -> None:
        self._do = connection.execute
        for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on"):
            self._do(f"PRAGMA {pragma}")
        self._user = user
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

    def _recharge(self, account: AccountId, now: int, key: str) -> None:
        do = self._do
        do("BEGIN IMMEDIATE")
        do(_PRINCIPAL, (self._token,)).fetchone()
        do("SELECT value FROM parameters WHERE name = 'session.idle_minutes'").fetchone()
        do(_GRANTS, (self._user,)).fetchall()
        do("SELECT * FROM group_grants WHERE user_id = ?", (self._user,)).fetchall()
        do("SELECT * FROM acts WHERE key = ?", (key,)).fetchone()
        cursor = do(_CHAIN, (account,))
        row = dict(zip((d[0] for d in cursor.description), cursor.fetchone(), strict=True))
        do("SELECT value FROM parameters WHERE name = 'account.expiry_days'").fetchone()
        do("UPDATE accounts SET expires = ?, version = version + 1 WHERE id = ?", (now + 365 * DAY, account))
        before, after, seq = row["balance"], row["balance"] + 1_000_000, row["last_seq"] + 1
        names = (row["number"], row["name"], row["agent_id"], "7001", "Agent")
        do(_RECORD, (account, seq, key, 1_000_000, before, after, now, self._user, *names, self._token))
        do(_BALANCE, (after, seq, self._token, account))
        told = json.dumps({"balance": before}), json.dumps({"balance": after, "amount": 1_000_000})
        do(_LOG, (now, self._user, account, row["number"], *told))
        do(
            _ACT,
            (
                key,
                self._user,
                self._token,
                json.dumps({"account": account, "key": key, "memo": ""} | {"p": names}),
                now,
            ),
        )
        do("COMMIT")
