"""The schema: migrations make what the models say, on both databases, and a newer one is refused."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Executable, Table, exc, insert, select, text, update

from tests.support.refused import refused
from vosdesk.contract.errors import Code, Unavailable
from vosdesk.storage import schema
from vosdesk.storage.models import accounts, call_imports, calls, charges, log, metadata, payments, users
from vosdesk.storage.unit_of_work import Store, WriteUnit


def test_migrations_make_what_the_models_say(empty_store: Store) -> None:
    with empty_store.reads.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_every_table_is_empty_at_first(empty_store: Store) -> None:
    with empty_store.read() as unit:
        for table in metadata.sorted_tables:
            assert unit.connection.execute(table.select()).first() is None, table.name


def test_ensuring_again_changes_nothing(empty_store: Store) -> None:
    with empty_store.reads.connect() as connection:
        assert schema.revision_of(connection) == schema.HEAD == schema.REVISIONS[-1]
    schema.ensure(empty_store.writes)


def test_a_newer_schema_is_refused(empty_store: Store) -> None:
    with empty_store.writes.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with refused(Unavailable, Code.DATABASE_NEWER) as caught:
        schema.ensure(empty_store.writes)
    assert caught.refusal.params == {"found": "9999", "known": schema.HEAD}


@pytest.mark.parametrize("table", [payments, charges, log], ids=str)
@pytest.mark.parametrize("act", ["update", "delete"])
def test_records_are_append_only(store: Store, table: Table, act: str) -> None:
    statement = table.delete() if act == "delete" else table.update().values(id=table.c.id)
    store.write(_add_line)
    store.write(_add_payment)
    store.write(_add_charge)
    with pytest.raises(exc.DBAPIError, match="append-only"):
        store.write(lambda unit: unit.connection.execute(statement))


@pytest.mark.parametrize("table", [payments, log], ids=str)
def test_no_record_takes_the_place_of_another(store: Store, table: Table) -> None:
    store.write(_add_line)
    store.write(_add_payment)
    if store.url.get_backend_name() == "postgresql":
        changing: Executable = text(f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET id = 9")
    else:
        changing = text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    with pytest.raises(exc.DBAPIError, match="append-only"):
        store.write(lambda unit: unit.connection.execute(changing))


@pytest.mark.parametrize(
    "statement",
    [
        calls.delete(),
        calls.update().where(calls.c.state == 1).values(decided=9),
        calls.update().where(calls.c.state == 2).values(callee="2"),
        calls.update().where(calls.c.state == 2).values(start=2),
    ],
    ids=["delete", "rated", "callee", "start"],
)
def test_what_is_said_of_a_call_stays(store: Store, statement: Executable) -> None:
    store.write(_add_payment)
    store.write(_add_charge)
    with pytest.raises(exc.DBAPIError, match="append-only"):
        store.write(lambda unit: unit.connection.execute(statement))


def test_a_refused_call_is_decided_anew_once(store: Store) -> None:
    store.write(_add_payment)
    store.write(_add_charge)
    rated = calls.update().where(calls.c.flow == "refused").values(state=1, reason="", account_id=1, decided=9)
    store.write(lambda unit: unit.connection.execute(rated))
    with pytest.raises(exc.DBAPIError, match="append-only"):
        store.write(lambda unit: unit.connection.execute(rated))


def _add_line(unit: WriteUnit) -> None:
    unit.log.add(
        {
            "time": 1, "user_id": None, "login": "x", "source": "", "operation": "o", "noun": None, "object_id": None,
            "label": "", "outcome": "done", "code": None, "params": {}, "before": {}, "after": {},
        }
    )  # fmt: skip


def _add_payment(unit: WriteUnit) -> None:
    account = unit.accounts.add(
        {"number": "1", "type": 0, "created": 0, "expires": 1, "threshold": 0, "name": "", "memo": ""}, ()
    )
    user = unit.users.credentials("admin")
    assert user is not None
    unit.connection.execute(
        insert(payments).values(
            account_id=account, seq=1, key="k", kind=0, mode=0, amount=5, balance_before=0, balance_after=5, time=1,
            operator_id=user.id, operator="admin", memo="", account_number="1", account_name="", agent_number="",
            agent_name="", hash=bytes(32),
        )
    )  # fmt: skip
    unit.connection.execute(update(accounts).values(balance=5))


def _add_charge(unit: WriteUnit) -> None:
    user = unit.users.credentials("admin")
    assert user is not None
    account = unit.connection.execute(select(accounts.c.id)).scalar_one()
    imported = (
        insert(call_imports)
        .values(time=1, operator_id=user.id, operator="admin", name="f")
        .returning(call_imports.c.id)
    )
    call = {
        "import_id": unit.connection.execute(imported).scalar_one(), "caller": "1", "callee": "1",
        "account_number": "1", "account_name": "", "start": 1, "stop": 1, "hold": 0, "decided": 1,
    }  # fmt: skip
    rated = insert(calls).values(**call, flow="rated", account_id=account, state=1, reason="").returning(calls.c.id)
    call_id = unit.connection.execute(rated).scalar_one()
    unit.connection.execute(insert(calls).values(**call, flow="refused", state=2, reason="account.unknown"))
    unit.connection.execute(
        insert(charges).values(
            account_id=account, seq=2, call_id=call_id, amount=-5, balance_before=5, balance_after=0, time=1,
            caller="1", callee="1", start=1, hold=0, rate_group_id=1, rate_group="g", code="1", area_name="",
            price=1, cycle=1, sections="[]", tax=0, hash=bytes(32),
        )
    )  # fmt: skip


def test_what_is_referred_to_stays(store: Store) -> None:
    store.write(_add_payment)
    with pytest.raises(exc.IntegrityError):
        store.write(lambda unit: unit.connection.execute(accounts.delete()))
    with pytest.raises(exc.IntegrityError):
        store.write(lambda unit: unit.connection.execute(users.delete()))


def test_big_amounts_are_exact(store: Store) -> None:
    store.write(_add_payment)
    huge = 10**18
    store.write(lambda unit: unit.connection.execute(update(accounts).values(balance=huge - 1, overdraft=huge)))
    with store.read() as unit:
        row = unit.accounts.by_number("1")
    assert row is not None
    assert (row.balance, row.overdraft) == (huge - 1, huge)
    with pytest.raises(exc.IntegrityError):
        store.write(lambda unit: unit.connection.execute(update(accounts).values(balance=huge + 1)))


def test_logins_sort_byte_by_byte_on_both(store: Store) -> None:
    with store.read() as unit:
        admin = unit.users.credentials("admin")
    assert admin is not None
    values = {key: getattr(admin, key) for key in admin._fields if key not in {"id", "login"}}

    def add(unit: WriteUnit) -> None:
        for login in ("b", "B", "_", "a", "Z", "1"):
            unit.connection.execute(insert(users).values(**values, login=login))

    store.write(add)
    with store.read() as unit:
        assert [row.login for row in unit.users.all()] == ["1", "B", "Z", "_", "a", "admin", "b"]
