"""Every operation there is: its request and its result are the same after a journey through JSON."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from tests.services.samples import SAMPLES, Target, call_template
from tests.services.samples import template as deck
from tests.support import calls, rate_files, reconciling
from tests.support.databases import SqliteMaker
from tests.support.jobs import join
from tests.support.world import ADMIN, FIXED_RATE_RIGHTS, PASSWORD, World
from vosdesk.contract import accounts as a
from vosdesk.contract import call_templates as ct
from vosdesk.contract import codec
from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import rate_imports as ri
from vosdesk.contract import rates as r
from vosdesk.contract import session as s
from vosdesk.contract import users as u
from vosdesk.contract.coverage import Compared, ListLosses, ListRanges, LossFilter, RangeFilter
from vosdesk.contract.errors import Code, ErrorData, FieldProblem, Refusal
from vosdesk.contract.ids import DAY, Empty, Key, RateGroupId, RateId, Time, new_key
from vosdesk.contract.money import Money, Price
from vosdesk.contract.operations import OPERATIONS, Write
from vosdesk.contract.permissions import GroupRight, UserType
from vosdesk.contract.reconciliation import EntryFilter, ListEntries
from vosdesk.storage.engine import sqlite_url
from vosdesk.storage.unit_of_work import Store

DECK = rate_files.HEADER + "86,China,0.5,60/60\n49,Germany,0.1,1/1\n"
STAGED_KEY = Key("00000000-0000-4000-8000-000000000001")


class Stage:
    """A database with one of everything, in a file to copy; and the target that hits all of it."""

    def __init__(self, maker: SqliteMaker, folder: Path) -> None:
        url = maker.make()
        self.file = folder / "stage.db"
        self.target, self.spare = _furnish(url)
        assert url.database is not None
        shutil.copyfile(url.database, self.file)
        maker.drop(url)


def _furnish(url: URL) -> tuple[Target, RateGroupId]:
    world = World(Store(url, durable=False))
    bob = world.user("bob", UserType.AGENT, FIXED_RATE_RIGHTS)
    account = world.account("100", world.account("1"))
    world.grant(bob, account)
    group, spare = world.rate_group("Retail"), world.rate_group("Spare")
    world.grant_group(bob, group, [GroupRight.USE])
    fields = r.RateFields(
        prefix="8610", area_name="北京", price=Price(7), cycle=1, sections=(r.Section(0, Price(1), 6),)
    )
    rate = world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields))
    recharge = p.Recharge(account=account, amount=Money(7_000_001))
    payment = world.write(world.admin, o.PAYMENTS_RECHARGE, recharge, STAGED_KEY).value
    choose = a.SetRateGroup(id=account, version=world.account_row(account).version, rate_group=group)
    world.do(world.admin, o.ACCOUNTS_SET_RATE_GROUP, choose)
    deck_template = world.do(world.admin, o.DECK_TEMPLATES_SAVE, ri.SaveDeckTemplate(template=deck("Own")))
    kept = ct.SaveCallTemplate(template=call_template("Own"))
    call_template_id = world.do(world.admin, o.CALL_TEMPLATES_SAVE, kept)
    calls.import_calls(world, [calls.line("f1", "100", Time(world.now - DAY), callee="8610123")])
    made = u.CreateTemplate(name="Own", type=UserType.AGENT, rights=frozenset())
    template = world.do(world.admin, o.TEMPLATES_CREATE, made)
    with world.store.read() as unit:
        group_grant = unit.access.on_group(group)[0].id
    row = world.account_row(account)
    target = Target(
        account=account,
        account_version=row.version,
        account_expires=row.expires,
        balance=row.balance,
        group=group,
        rate=rate,
        rate_import=rate_files.load(world, group, DECK).id,
        deck_template=deck_template,
        call_template=call_template_id,
        call=calls.calls(world)[0].id,
        payment=payment.id,
        user=bob,
        listed_user=bob,
        template=template,
        grant=world.read(world.admin, o.GRANTS_LIST_ACCOUNT, g.ListAccountGrants(account=account)).rows[0].id,
        group_grant=group_grant,
        session=world.read(world.admin, o.SESSIONS_LIST, Empty()).rows[-1].id,  # that of the first run
        mark="x",
    )
    with world.store.writes.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    world.close()
    return target, spare


@pytest.fixture(scope="module")
def stage(sqlite_maker: SqliteMaker, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(sqlite_maker, tmp_path_factory.mktemp("stage"))


@pytest.fixture
def staged(stage: Stage, tmp_path: Path) -> Iterator[World]:
    path = tmp_path / "v.db"
    shutil.copyfile(stage.file, path)
    world = World(Store(sqlite_url(path), durable=False))
    yield world
    world.close()


def request_for(operation_id: str, stage: Stage) -> Any:
    """A request that succeeds for the administrator."""
    target = stage.target
    own: dict[str, Any] = {
        "session.login": s.Login(login=ADMIN, password=PASSWORD, remember=True),
        "session.change_password": s.ChangePassword(old=PASSWORD, new="seven purple elephants 9"),
        "session.unlock": s.Unlock(password=PASSWORD),
        "rate_groups.delete": SAMPLES["rate_groups.delete"](replace(target, group=stage.spare)),
        "payments.find": p.FindPayment(key=STAGED_KEY),
    }
    return own.get(operation_id) or SAMPLES[operation_id](target)


def _losses(world: World, target: Target) -> ListLosses:
    job = world.do(world.admin, o.RATES_LOSS_REPORT, SAMPLES["rates.loss_report"](target))
    join(world, job)
    return ListLosses(filter=LossFilter(job=job))


def _ranges(world: World, target: Target) -> ListRanges:
    made: Compared = calls.run(world, o.RATES_COMPARE, SAMPLES["rates.compare"](target))
    return ListRanges(filter=RangeFilter(file=made.file))


def _entries(world: World, target: Target) -> ListEntries:
    return ListEntries(filter=EntryFilter(file=reconciling.compare(world, "Reference,Amount\nTT-0001,5\n").file))


LIVE: dict[str, Callable[[World, Target], Any]] = {
    "rates.losses": _losses,
    "rates.losses_extent": _losses,
    "rates.ranges": _ranges,
    "rates.ranges_extent": _ranges,
    "rates.ranges_totals": _ranges,
    "reconciliation.list": _entries,
    "reconciliation.extent": _entries,
    "rate_imports.plan_rows": lambda world, t: ri.ListPlanRows(plan=rate_files.plan(world, t.group, DECK).id),
    "rate_imports.plan_extent": lambda world, t: ri.ListPlanRows(plan=rate_files.plan(world, t.group, DECK).id),
    "rates.cancel_scheduled": lambda world, t: r.CancelScheduled(id=_scheduled(world, t), version=1),
}
"""Requests about what only the running program holds, or what lies in its future."""


def _scheduled(world: World, target: Target) -> RateId:
    fields = r.RateFields(prefix="77", price=Price(1), effective_from=Time(world.now + DAY))
    return world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=target.group, fields=fields))


BEFORE: dict[str, tuple[str, ...]] = {
    "accounts.cancel": ("payments.make_zero",),
}
"""What must be done before an operation can succeed."""
REFUSED = {"session.setup", "session.device_login"}
"""Operations that need what the stage cannot have: nobody yet, a device. Their result is that of login."""
OF_THE_PROCESS = {"jobs.status", "jobs.result", "jobs.cancel", "files.put", "files.get", "files.drop"}
"""Operations on what a process holds and no stage keeps: they cross in the tests of jobs."""


@pytest.mark.parametrize("operation_id", sorted(OPERATIONS.keys() - REFUSED - OF_THE_PROCESS))
def test_a_result_survives_the_codec(operation_id: str, stage: Stage, staged: World) -> None:
    for earlier in BEFORE.get(operation_id, ()):
        staged.dispatcher.execute(staged.admin, OPERATIONS[earlier], request_for(earlier, stage), new_key())
    operation = OPERATIONS[operation_id]
    live = LIVE.get(operation_id)
    request = request_for(operation_id, stage) if live is None else live(staged, stage.target)
    arrived = codec.decode_request(operation, codec.encode(request))
    assert arrived == request
    key = new_key() if isinstance(operation, Write) else None
    result = staged.dispatcher.execute(staged.admin, operation, arrived, key)
    assert codec.decode_result(operation, codec.encode(result)) == result


def test_what_is_refused_here_has_the_result_of_login() -> None:
    assert {OPERATIONS[operation_id].result for operation_id in REFUSED} == {s.LoggedIn}


@pytest.mark.parametrize("kind", sorted(Refusal._kinds))
def test_every_class_of_error_survives(kind: str) -> None:
    fields = (FieldProblem("name", Code.FIELD_TOO_LONG, {"limit": 64}),)
    error = Refusal.of(ErrorData(kind, Code.COVER_SHORT, {"free": -(10**18), "users": [{"used": 1}]}, fields))
    again = codec.decode_error(codec.encode_error(error))
    assert type(again) is type(error)
    assert (again.code, again.params, again.fields) == (error.code, error.params, error.fields)
