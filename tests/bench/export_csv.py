"""[export_csv] Payment records a second into a CSV file, against csv.writer over bare sqlite3.

The program's side is the whole job with its log lines, and makes texts harmless, amounts exact and times readable.
``VOSDESK_BENCH_RECORDS`` says how many records there are.
"""

import csv
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, alternating, demo_company
from tests.bench.long_ledger import RECORDS, lengthen
from vosdesk.contract import operations as o
from vosdesk.contract.codec import decode_outcome
from vosdesk.contract.files import DropFile, Exported
from vosdesk.contract.ids import new_key
from vosdesk.contract.jobs import AskJob, JobState
from vosdesk.contract.payments import ExportPayments
from vosdesk.services import catalog
from vosdesk.services.auth import open_session
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.runtime import Services
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

ROUNDS = 3
_ROWS = """
SELECT id, seq, time, account_number, account_name, kind, mode, amount, balance_before, balance_after, operator, memo,
       agent_number, agent_name, note, reverses, (SELECT r.id FROM payments r WHERE r.reverses = payments.id)
FROM payments ORDER BY time DESC, id DESC
"""


def run() -> Iterator[Figure]:
    """Records a second, for both."""
    with tempfile.TemporaryDirectory() as folder:
        path, target = demo_company(Path(folder)), Path(folder) / "bare.csv"
        lengthen(path, RECORDS)
        services = Services(Store(sqlite_url(path)))
        bare = sqlite3.connect(path, isolation_level=None)
        try:
            count = bare.execute("SELECT count(*) FROM payments").fetchone()[0]
            dispatcher = Dispatcher(services, catalog.NOUNS)
            admin = bare.execute("SELECT id FROM users WHERE login = 'admin'").fetchone()[0]
            token = open_session(services, admin, "bench")
            value, baseline = alternating(lambda: _ours(dispatcher, token, count), lambda: _bare(bare, target), ROUNDS)
        finally:
            bare.close()
            services.close()
    yield Figure("export_csv", count / value, "1/s", "csv.writer over bare sqlite3", count / baseline)


def _ours(dispatcher: Dispatcher, token: str, count: int) -> None:
    job = dispatcher.execute(token, o.PAYMENTS_EXPORT, ExportPayments(), new_key()).value
    while dispatcher.execute(token, o.JOBS_STATUS, AskJob(id=job)).state is JobState.RUNNING:
        time.sleep(0.1)
    made: Exported = decode_outcome(o.PAYMENTS_EXPORT, dispatcher.execute(token, o.JOBS_RESULT, AskJob(id=job)))
    if made.rows != count:
        raise RuntimeError("records are missing")
    dispatcher.execute(token, o.FILES_DROP, DropFile(id=made.file.id), new_key())


def _bare(bare: sqlite3.Connection, target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(bare.execute(_ROWS))
