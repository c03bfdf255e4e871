"""How PostgreSQL finds pages among many records: by an index, never by reading the whole table."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, text

from tests.support.world import World
from vosdesk.contract.ids import Time
from vosdesk.contract.money import Money
from vosdesk.contract.paging import Window
from vosdesk.contract.payments import PaymentFilter, PaymentKind, PaymentSort
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage import prepared

RECORDS = 60_000
ACCOUNTS = 20
FILTERS = (PaymentFilter(), PaymentFilter(kind=PaymentKind.DEDUCT))
_RANGED = {
    PaymentSort.TIME: PaymentFilter(time_from=Time(20_000_000), time_to=Time(40_000_000)),
    PaymentSort.AMOUNT: PaymentFilter(amount_from=Money(2), amount_to=Money(4)),
    PaymentSort.ACCOUNT: PaymentFilter(account_number="A3"),
}
_FILL = """
INSERT INTO payments (account_id, seq, key, kind, mode, amount, balance_before, balance_after, time, operator_id,
                      operator, memo, note, account_number, account_name, agent_number, agent_name, hash)
SELECT ids[n % :accounts + 1], 10 + n, lpad(n::text, 36, '0'), n % 2, 0, n % 5, 0, n % 5, n * 1000, :operator, 'admin',
       'memo', '', 'A' || (n % :accounts), 'name', '', '', ''::bytea
FROM generate_series(1, :records) n, (SELECT array_agg(id ORDER BY id) AS ids FROM accounts) a
"""


@pytest.fixture
def world(each_world: World) -> World:
    for number in range(ACCOUNTS):
        each_world.account(f"A{number}")
    values = {"accounts": ACCOUNTS, "operator": each_world.admin_id, "records": RECORDS}
    each_world.store.write(lambda unit: unit.connection.execute(text(_FILL), values))
    with each_world.store.writes.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE payments"))
    return each_world


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plan of every statement that is sent from now on."""
    found: list[str] = []
    send = prepared._send

    class Explaining:
        def __init__(self, connection: Connection) -> None:
            self._connection = connection

        def execute(self, statement: str, given: Any) -> None:
            cursor = self._connection.connection.cursor()
            cursor.execute(f"EXPLAIN {statement}", given)
            found.append("\n".join(row[0] for row in cursor.fetchall()))
            cursor.close()

    def explained(connection: Connection, statement: str, act: Callable[[Any], object]) -> Any:
        act(Explaining(connection))
        return send(connection, statement, act)

    monkeypatch.setattr(prepared, "_send", explained)
    return found


@pytest.mark.parametrize("sort", PaymentSort)
@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_page_is_found_by_an_index(world: World, plans: list[str], sort: PaymentSort) -> None:
    for wanted in (*FILTERS, _RANGED[sort]):
        with world.store.read() as unit:
            walk = unit.payments.walk(AccountScope(everything=True), wanted, sort, True)
            first = walk.window(Window()).rows
            assert len(first.rows) == 100
            plans.clear()
            assert len(walk.window(Window()).rows.rows) == 100
            assert len(walk.window(Window(after=first.last, limit=50)).rows.rows) == 50
        assert plans
        for plan in plans:
            assert "Seq Scan on payments" not in plan, (wanted, plan)
            assert "Index" in plan
