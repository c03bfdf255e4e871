"""A rate group that is deleted while somebody else begins to use it: two real transactions of PostgreSQL.

On SQLite one writer follows the other, so that there is no race.
"""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text, update

from tests.support.databases import PostgresMaker
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import account_bulk as ab
from vosdesk.contract import accounts as a
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rates as r
from vosdesk.contract.errors import Code, Conflict, Invalid, NotFound, Refusal
from vosdesk.contract.ids import AccountId, RateGroupId
from vosdesk.contract.money import Price
from vosdesk.storage.models import accounts
from vosdesk.storage.unit_of_work import Store, WriteUnit


@pytest.fixture
def shared(postgres_maker: PostgresMaker) -> Iterator[World]:
    """A small installation over PostgreSQL."""
    url = postgres_maker.make()
    world = World(Store(url, durable=False))
    yield world
    world.close()
    postgres_maker.drop(url)


def during(world: World, first: Callable[[WriteUnit], object], act: Callable[[], object]) -> Refusal | None:
    """How ``act`` ends when ``first`` has been done but not committed before it, and is as soon as ``act`` waits."""
    found: list[Refusal | None] = []

    def run() -> None:
        try:
            act()
            found.append(None)
        except Refusal as refusal:
            found.append(refusal)

    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with world.store.writes.begin() as connection:
        first(WriteUnit(connection))
        thread = threading.Thread(target=run)
        thread.start()
        deadline = time.monotonic() + 20
        while not found and time.monotonic() < deadline:
            # What a transaction sees of the server's activity stays as it first saw it, unless it lets go of it.
            connection.execute(text("SELECT pg_stat_clear_snapshot()"))
            if connection.execute(waiting).scalar_one():
                break
            thread.join(0.01)
        assert not found, "it did not wait for the other transaction"
    thread.join(20)
    (refusal,) = found
    return refusal


def choose(world: World, account: AccountId, group: RateGroupId) -> object:
    request = a.SetRateGroup(id=account, version=world.account_row(account).version, rate_group=group)
    return world.do(world.admin, o.ACCOUNTS_SET_RATE_GROUP, request)


def open_with(world: World, account: AccountId, group: RateGroupId) -> object:
    return world.account("NEW", rate_group=group)


@pytest.mark.parametrize("act", [choose, open_with])
def test_a_group_deleted_meanwhile_is_not_found_at_its_field(
    shared: World, act: Callable[[World, AccountId, RateGroupId], object]
) -> None:
    account, group = shared.account("A1"), shared.rate_group("G")
    refusal = during(shared, lambda unit: unit.rate_groups.remove(group), lambda: act(shared, account, group))
    assert isinstance(refusal, Invalid)
    assert [(f.field, f.code) for f in refusal.fields] == [("rate_group", Code.NOT_FOUND)]
    assert shared.account_row(account).rate_group_id is None
    rows = shared.read(shared.admin, o.ACCOUNTS_LIST, a.ListAccounts()).rows
    assert [row.number for row in rows] == ["A1"]


def grant(world: World, group: RateGroupId) -> object:
    world.grant_group(world.user_id("li"), group)
    return None


def add_rate(world: World, group: RateGroupId) -> object:
    fields = r.RateFields(prefix="86", price=Price(5))
    return world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields))


@pytest.mark.parametrize("act", [grant, add_rate])
def test_what_is_put_into_a_group_deleted_meanwhile_is_not_found(
    shared: World, act: Callable[[World, RateGroupId], object]
) -> None:
    shared.agent("li")
    group = shared.rate_group("G")
    refusal = during(shared, lambda unit: unit.rate_groups.remove(group), lambda: act(shared, group))
    assert isinstance(refusal, NotFound)


def test_all_of_a_bulk_act_is_done_again(shared: World) -> None:
    first, second, group = shared.account("A1"), shared.account("A2"), shared.rate_group("G")
    request = ab.BulkRateGroup(selection=ab.AccountSelection(ids=(first, second)), rate_group=group)
    told: list[ab.BulkResult] = []
    refusal = during(
        shared,
        lambda unit: unit.rate_groups.remove(group),
        lambda: told.append(shared.do(shared.admin, o.ACCOUNTS_BULK_RATE_GROUP, request)),
    )
    assert refusal is None
    assert [(t.done, [row.number for row in t.refused]) for t in told] == [(0, ["A1", "A2"])]


def test_a_group_that_comes_into_use_meanwhile_is_not_deleted(shared: World) -> None:
    account, group = shared.account("A1"), shared.rate_group("G")
    begin = update(accounts).where(accounts.c.id == account).values(rate_group_id=group)
    request = rg.DeleteRateGroup(id=group, version=1)
    refusal = during(
        shared,
        lambda unit: unit.connection.execute(begin),
        lambda: shared.do(shared.admin, o.RATE_GROUPS_DELETE, request),
    )
    assert isinstance(refusal, Conflict)
    assert (refusal.code, refusal.params) == (Code.GROUP_IN_USE, {"accounts": 1})
    with refused(Conflict, Code.GROUP_IN_USE):
        shared.do(shared.admin, o.RATE_GROUPS_DELETE, request)
