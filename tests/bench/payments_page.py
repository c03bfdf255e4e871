"""[payments_page] A page of 100 payment records of one account through the dispatcher, against bare sqlite3.

Both give the same rows from the same file, warm; the program's call besides reads session, rights and grants, decides
what the user may see, and makes values of the rows. As an administrator, and as an agent whose sub-account it is.
"""

import itertools
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.figures import Figure, alternating, demo_company
from vosdesk.contract import operations as o
from vosdesk.contract.ids import AccountId
from vosdesk.contract.paging import Window
from vosdesk.contract.payments import ListPayments, PaymentFilter
from vosdesk.services import catalog
from vosdesk.services.auth import open_session
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.runtime import Services
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

PAGE = 100
CALLS = 100
ROUNDS = 9

_ROWS = """
SELECT id, seq, time, account_id, account_number, account_name, kind, mode, amount, balance_before, balance_after,
       operator, memo, agent_id, agent_number, agent_name, note, reverses,
       (SELECT id FROM payments r WHERE r.reverses = p.id)
FROM payments p WHERE account_id = (SELECT id FROM accounts WHERE number = ?) ORDER BY time DESC, id DESC LIMIT 100
"""
_BUSY = """
SELECT a.number FROM accounts a JOIN payments p ON p.account_id = a.id
WHERE a.agent_id {} GROUP BY a.id HAVING count(*) >= 100 ORDER BY a.number LIMIT 20
"""


def run() -> Iterator[Figure]:
    """Milliseconds a page, for both kinds of users."""
    with tempfile.TemporaryDirectory() as folder:
        path = demo_company(Path(folder))
        store = Store(sqlite_url(path))
        bare = sqlite3.connect(path, isolation_level=None)
        try:
            harbour = bare.execute("SELECT id FROM accounts WHERE number = '7001'").fetchone()[0]
            for name, login, agent in (("", "admin", None), ("_agent", "harbour", AccountId(harbour))):
                numbers = _busy(bare, agent)
                ours, theirs = _ours(store, bare, login, numbers), _bare(bare, numbers)
                value, baseline = alternating(ours, theirs, ROUNDS)
                yield Figure(
                    f"payments_page{name}",
                    value / CALLS * 1_000,
                    "ms",
                    "the same rows by bare sqlite3",
                    baseline / CALLS * 1_000,
                )
        finally:
            bare.close()
            store.close()


def _busy(bare: sqlite3.Connection, agent: AccountId | None) -> list[str]:
    condition = "IS NULL" if agent is None else f"= {agent:d}"
    return [number for (number,) in bare.execute(_BUSY.format(condition))]


def _ours(store: Store, bare: sqlite3.Connection, login: str, numbers: list[str]) -> Callable[[], None]:
    services = Services(store)
    dispatcher = Dispatcher(services, catalog.NOUNS)
    user = bare.execute("SELECT id FROM users WHERE login = ?", (login,)).fetchone()[0]
    token = open_session(services, user, "bench")
    turn = itertools.cycle(numbers)

    def batch() -> None:
        for number in itertools.islice(turn, CALLS):
            request = ListPayments(filter=PaymentFilter(account_number=number), window=Window(limit=PAGE))
            if len(dispatcher.execute(token, o.PAYMENTS_LIST, request).rows) != PAGE:
                raise RuntimeError("a page is short")

    return batch


def _bare(bare: sqlite3.Connection, numbers: list[str]) -> Callable[[], None]:
    turn = itertools.cycle(numbers)

    def batch() -> None:
        for number in itertools.islice(turn, CALLS):
            if len(bare.execute(_ROWS, (number,)).fetchall()) != PAGE:
                raise RuntimeError("a page is short")

    return batch
