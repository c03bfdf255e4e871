"""[rates_export] A group of rates into a CSV file, as the job writes it, against csv.writer over bare sqlite3.

Both write the same rates of the same file in the same order. The bare side writes the integers as they are stored; the
program writes decimals, words and times, and makes harmless what a spreadsheet would run.
"""

import csv
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, alternating
from vosdesk.contract import operations as o
from vosdesk.contract import session as s
from vosdesk.contract.ids import RateGroupId, new_key
from vosdesk.contract.jobs import AskJob, JobState
from vosdesk.contract.money import Price
from vosdesk.contract.rate_export import ExportRates
from vosdesk.contract.rate_groups import CreateRateGroup
from vosdesk.contract.rates import RateFields
from vosdesk.services import catalog
from vosdesk.services.dispatcher import Dispatcher
from vosdesk.services.runtime import Services
from vosdesk.storage import schema
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

RATES = 200_000
TERMS = 2_000
"""Different prices: decks repeat theirs."""
ROUNDS = 3
_PASSWORD = "correct horse battery staple 7"
_ROWS = """
SELECT prefix, area_prefix, rate_type, area_name, price, cycle, lock, sections, prompt_price, prompt_cycle, tax,
       effective_from, effective_until
FROM rates WHERE rate_group_id = ? ORDER BY code, effective_from
"""


def run() -> Iterator[Figure]:
    """Rates a second, for both."""
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder) / "rates.db", Path(folder) / "bare.csv"
        services = Services(Store(sqlite_url(path)))
        try:
            schema.ensure(services.store.writes)
            dispatcher = Dispatcher(services, catalog.NOUNS)
            token, group = _company(dispatcher)
            bare = sqlite3.connect(path, isolation_level=None)
            value, baseline = alternating(
                lambda: _ours(dispatcher, token, group), lambda: _bare(bare, group, target), ROUNDS
            )
            bare.close()
        finally:
            services.close()
    yield Figure("rates_export", RATES / value, "1/s", "csv.writer over bare sqlite3", RATES / baseline)


def _company(dispatcher: Dispatcher) -> tuple[str, RateGroupId]:
    setup = s.Setup(login="admin", name="Administrator", password=_PASSWORD)
    token = dispatcher.execute(None, o.SESSION_SETUP, setup, new_key()).value.token
    group: RateGroupId = dispatcher.execute(token, o.RATE_GROUPS_CREATE, CreateRateGroup(name="A"), new_key()).value
    rates = (
        RateFields(prefix=str(10_000_000 + n), area_name=f"Area {n % 5_000}", price=Price(n % TERMS + 1), cycle=6)
        for n in range(RATES)
    )
    dispatcher.services.store.write(lambda unit: unit.rates.add_many(group, rates))
    return token, group


def _ours(dispatcher: Dispatcher, token: str, group: RateGroupId) -> None:
    job = dispatcher.execute(token, o.RATES_EXPORT, ExportRates(rate_group=group), new_key()).value
    while dispatcher.execute(token, o.JOBS_STATUS, AskJob(id=job)).state is JobState.RUNNING:
        time.sleep(0.005)
    result = dispatcher.execute(token, o.JOBS_RESULT, AskJob(id=job))
    if str(RATES).encode() not in bytes(result.value):
        raise RuntimeError("rates are missing")


def _bare(bare: sqlite3.Connection, group: RateGroupId, target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(bare.execute(_ROWS, (group,)))
