"""A company with some books to verify, and somebody who meddles with them past the program."""

import sqlite3
from typing import Any

from sqlalchemy import insert, text, update

from tests.support.world import World, units
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract.ids import AccountId, CallId, RateGroupId, Time
from vosdesk.contract.verification import Report
from vosdesk.domain.ledger import GENESIS, Charge, chain_hash
from vosdesk.services.verify import verify
from vosdesk.storage.models import accounts, call_imports, calls, charges
from vosdesk.storage.types import new_id
from vosdesk.storage.unit_of_work import WriteUnit


class Company:
    """An agent with lower rate over one sub-account, and a customer, with payments and calls."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.agent = world.account("7001", opening=100, name="Harbour")
        self.sub = world.account("7001-1", self.agent, opening=5, name="Quay")
        world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=self.agent, version=1, lower_rate=True))
        self.customer = world.account("9001", name="Léa “李”")
        for amount in (3, 4, 5):
            world.recharge(self.sub, amount)
            world.recharge(self.customer, amount)
            self.call(self.customer, fee=1)
            self.call(self.sub, self.agent, fee=1)

    def call(self, *chain: AccountId, fee: float) -> CallId:
        """A call that costs every account of the chain as much."""
        time = self.world.clock()

        def work(unit: WriteUnit) -> CallId:
            call = _record(unit, chain[0], time)
            for account in chain:
                charge, digest = _charge(unit, account, call, -units(fee), time)
                unit.connection.execute(insert(charges).values(**charge._asdict(), hash=digest))
                head = {"balance": charge.balance_after, "last_seq": charge.seq, "last_hash": digest}
                unit.connection.execute(update(accounts).where(accounts.c.id == account).values(head))
            return call

        return self.world.store.write(work)

    def report(self) -> Report:
        """What a verification says now."""
        return verify(self.world.store, clock=self.world.clock, by="test")


def _record(unit: WriteUnit, account: AccountId, time: Time) -> CallId:
    done = insert(call_imports).values(time=time, operator_id=1, operator="admin", name="calls.csv")
    imported = new_id(unit.connection.execute(done))
    record = insert(calls).values(
        flow=f"flow-{time}", import_id=imported, caller="100", callee="8613800", account_id=account,
        account_number="1", account_name="", start=time, stop=time, hold=60, state=1, reason="", decided=time,
    )  # fmt: skip
    return CallId(new_id(unit.connection.execute(record)))


def _charge(unit: WriteUnit, account: AccountId, call: CallId, amount: int, time: Time) -> tuple[Charge, bytes]:
    held = unit.accounts.lock([account])[account]
    charge = Charge(
        account_id=account, seq=held.last_seq + 1, call_id=call, amount=amount, balance_before=held.balance,
        balance_after=held.balance + amount, time=time, agent_id=None, caller="100", callee="8613800", start=time,
        hold=60, rate_group_id=RateGroupId(1), rate_group="Standard", code="8613", area_name="China", price=5,
        cycle=60, sections="[]", tax=0,
    )  # fmt: skip
    return charge, chain_hash(held.last_hash or GENESIS, charge)


def meddle(world: World, *statements: str, **values: Any) -> None:
    """Change the database as somebody with a console of it would: without triggers, keys and checks in his way."""
    url = world.store.url
    if url.get_backend_name() == "sqlite":
        connection = sqlite3.connect(str(url.database), isolation_level=None)
        try:
            kept = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in kept:
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute("PRAGMA ignore_check_constraints = on")
            for statement in statements:
                connection.execute(statement, values)
            for _, trigger in kept:
                connection.execute(trigger)
        finally:
            connection.close()
        return
    with world.store.writes.begin() as past:
        past.execute(text("SET LOCAL session_replication_role = replica"))
        for table in ("payments", "charges", "accounts"):
            found = "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = CAST(:name AS regclass)"
            for check in past.execute(text(found), {"name": table}).scalars().all():
                past.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {check}"))
        for statement in statements:
            past.execute(text(statement), values)
