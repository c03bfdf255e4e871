"""Whatever is changed past the program is found and named: every column of every record, on both databases."""

import pytest
from sqlalchemy import BigInteger, Integer, LargeBinary, Table

from tests.services.verify.company import Company, meddle
from tests.support.world import World
from vosdesk.storage.models import accounts, charges, payments

_HEAD = ("balance", "last_seq", "last_hash")


def _changed(table: Table, name: str, dialect: str) -> str:
    """The assignment that changes one byte of a column, or as little as the column's own kind allows."""
    kind = table.c[name].type
    if isinstance(kind, LargeBinary):
        flipped = f"set_byte({name}, 3, 255 - get_byte({name}, 3))"
        return f"{name} = CAST(X'00' || substr({name}, 2) AS BLOB)" if dialect == "sqlite" else f"{name} = {flipped}"
    if isinstance(kind, BigInteger | Integer):
        # Ids and numbers go to a place that is free.
        step = 1_000 if name in {"id", "seq", "call_id", "account_id", "agent_id"} else 1
        return f"{name} = coalesce({name}, 0) + {step}"
    return f"{name} = 'x' || substr({name}, 2)"


@pytest.mark.parametrize("table", [payments, charges, accounts], ids=str)
def test_a_changed_byte_is_found_and_named(each_world: World, table: Table) -> None:
    company = Company(each_world)
    dialect = each_world.store.url.get_backend_name()
    account = table.c.id if table is accounts else table.c.account_id
    query = table.select().where(account == company.customer).order_by(table.c.id).limit(1)
    for column in _HEAD if table is accounts else table.c.keys():
        with each_world.store.read() as unit:
            kept = unit.connection.execute(query).one()._asdict()
        meddle(each_world, f"UPDATE {table.name} SET {_changed(table, column, dialect)} WHERE id = {kept['id']}")
        changed = kept["id"] + 1_000 if column == "id" else kept["id"]
        found = company.report().findings
        assert (table.name, changed) in {(f.noun, f.id) for f in found}, column
        meddle(each_world, f"UPDATE {table.name} SET {column} = :kept WHERE id = {changed}", kept=kept[column])
        assert company.report().found == 0, f"{column} was put back"
