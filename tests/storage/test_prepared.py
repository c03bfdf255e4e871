"""Statements run past SQLAlchemy's layers give what they give through them, in both databases."""

import pytest
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from vosdesk.contract.ids import FOREVER
from vosdesk.contract.permissions import Right
from vosdesk.storage.models import parameters, templates, users
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.unit_of_work import Store, WriteUnit

BY_NAME = select(templates, (templates.c.id + 1).label("next")).where(templates.c.name == bindparam("name"))
ALL = select(templates.c.id, templates.c.name, templates.c.shipped, templates.c.rights).order_by(templates.c.id)
ADD = Prepared(insert(templates).returning(templates.c.id), "name", "type", "shipped", "rights")


def test_rows_are_those_of_sqlalchemy_with_their_types(store: Store) -> None:
    prepared = Prepared(ALL)
    with store.read() as unit:
        expected = unit.connection.execute(ALL).all()
        found = prepared.all(unit.connection, {})
    assert [tuple(row) for row in found] == [tuple(row) for row in expected]
    assert len(found) > 1
    assert found[0].shipped is True
    assert isinstance(found[0].rights, frozenset)


def test_values_are_written_by_their_types_and_ids_come_back(store: Store) -> None:
    values = {"name": "Mine", "type": "operator", "shipped": False, "rights": frozenset({Right.LOG_VIEW})}
    made = store.write(lambda unit: ADD.all(unit.connection, values)[0].id)
    with store.read() as unit:
        row = Prepared(BY_NAME).one_or_none(unit.connection, {"name": "Mine"})
        nothing = Prepared(BY_NAME).one_or_none(unit.connection, {"name": "Nobody's"})
    assert row is not None
    assert (row.id, row.next, row.shipped, row.rights) == (made, made + 1, False, {Right.LOG_VIEW})
    assert nothing is None


def test_an_update_keeps_the_values_that_stand_in_the_statement(store: Store) -> None:
    rise = Prepared(
        update(templates).where(templates.c.name == bindparam("which")).values(version=templates.c.version + 41)
    )
    store.write(lambda unit: rise.run(unit.connection, {"which": "Agent"}))
    with store.read() as unit:
        row = Prepared(BY_NAME).one_or_none(unit.connection, {"name": "Agent"})
    assert row is not None
    assert row.version == 42


def test_a_refusal_of_the_database_is_the_one_that_sqlalchemy_raises(store: Store) -> None:
    values = {"name": "Agent", "type": "agent", "shipped": False, "rights": frozenset()}
    with pytest.raises(IntegrityError) as caught:
        store.write(lambda unit: ADD.all(unit.connection, values))
    assert caught.value.params is None


def test_it_begins_the_moment_that_a_read_sees(store: Store) -> None:
    count = Prepared(select(func.count().label("count")).select_from(parameters))
    with store.read() as unit:
        assert count.all(unit.connection, {})[0].count == 0
        store.write(lambda other: other.connection.execute(insert(parameters).values(name="x", value="1", version=1)))
        again = count.all(unit.connection, {})[0].count
        assert unit.connection.in_transaction()
    if store.url.get_backend_name() == "sqlite":
        assert again == 0
    with store.read() as unit:
        assert count.all(unit.connection, {})[0].count == 1


def test_a_write_is_undone_with_its_unit(store: Store) -> None:
    rename = Prepared(update(users).values(name=bindparam("new"), expires=FOREVER))

    def act(unit: WriteUnit) -> None:
        rename.run(unit.connection, {"new": "Undone"})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(act)
    with store.read() as unit:
        assert "Undone" not in unit.connection.scalars(select(users.c.name)).all()


def test_two_rows_where_one_is_meant_are_an_error(store: Store) -> None:
    with store.read() as unit, pytest.raises(LookupError):
        Prepared(ALL).one_or_none(unit.connection, {})


def test_many_rows_are_written_by_their_types(store: Store) -> None:
    def row(number: int) -> dict[str, object]:
        rights = frozenset({Right.LOG_VIEW} if number % 2 else set())
        return {"name": f"T{number}", "type": "operator", "shipped": False, "rights": rights}

    add = Prepared(insert(templates), "name", "type", "shipped", "rights")
    store.write(lambda unit: add.many(unit.connection, (row(n) for n in range(1_000))))
    store.write(lambda unit: add.many(unit.connection, ()))
    mine = select(templates.c.name, templates.c.rights).where(templates.c.name.like("T%"), ~templates.c.shipped)
    with store.read() as unit:
        found = {row.name: row.rights for row in unit.connection.execute(mine)}
    assert len(found) == 1_000
    assert (found["T7"], found["T8"]) == ({Right.LOG_VIEW}, frozenset())


def test_of_many_rows_all_are_written_or_none(store: Store) -> None:
    add = Prepared(insert(templates), "name", "type", "shipped", "rights")
    values = {"type": "operator", "shipped": False, "rights": frozenset()}
    with pytest.raises(IntegrityError) as caught:
        store.write(lambda unit: add.many(unit.connection, [{"name": n, **values} for n in ("A1", "A2", "A1")]))
    assert caught.value.params is None
    with store.read() as unit:
        assert Prepared(BY_NAME).one_or_none(unit.connection, {"name": "A1"}) is None
