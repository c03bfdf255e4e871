"""Exporting payment records: every column as on screen, exact, harmless, in order; and nothing half-done is left."""

from collections.abc import Callable
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from tests.support.exports import exported, rows_of
from tests.support.jobs import join, outcome
from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, World
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.accounts import Reach
from vosdesk.contract.cell_text import original
from vosdesk.contract.errors import Code, Forbidden, Unavailable
from vosdesk.contract.ids import AccountId
from vosdesk.contract.jobs import AskJob, JobState
from vosdesk.contract.money import Money
from vosdesk.contract.permissions import Right, UserType
from vosdesk.services.outfiles import text_file
from vosdesk.services.payment_export import HEADER, NOTE
from vosdesk.storage.repositories import payment_questions, payment_walks

MEMO = "@SUM(1)\nsecond line"


def rows(world: World, token: str | None = None, **wanted: object) -> list[dict[str, str]]:
    request = p.ExportPayments(filter=p.PaymentFilter(**wanted))  # type: ignore[arg-type]
    return rows_of(exported(world, o.PAYMENTS_EXPORT, request, token))


def company(world: World) -> tuple[AccountId, AccountId, AccountId]:
    """An agent account, one below it, and another, with records of every sort."""
    house = world.account("1000", name="House", opening=100)
    sub = world.account("1001", name="=cmd|' /C calc'!A0", opening=1, agent=house)
    other = world.account("1002", name='Quote " and, comma', opening=0)
    taken = world.do(world.admin, o.PAYMENTS_RECHARGE, p.Recharge(account=sub, amount=Money(1), memo=MEMO, note="n"))
    world.do(world.admin, o.PAYMENTS_REVERSE, p.Reverse(payment=taken.id, memo="wrong"))
    world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=sub, amount=Money(500_001), memo="日本"))
    return house, sub, other


def test_every_column_exactly_and_nothing_that_runs(each_world: World) -> None:
    world = each_world
    company(world)
    text = exported(world, o.PAYMENTS_EXPORT, p.ExportPayments())
    assert text.splitlines()[0] == ",".join((*HEADER, NOTE))
    newest, back, wrong, *opened = rows_of(text)
    told = {"amount": "-0.500001", "balance_before": "1.000000", "balance_after": "0.499999", "kind": "deduct",
            "mode": "cash", "operator": "admin", "memo": "日本"}  # fmt: skip
    assert told.items() <= newest.items()
    assert (newest["serial"], newest["agent_number"], newest["agent_name"]) == ("4", "1000", "House")
    shown = world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments()).rows
    assert [(int(row["record"]), int(row["serial"])) for row in rows_of(text)] == [(row.id, row.seq) for row in shown]
    assert (back["reverses"], back["reversed_by"]) == (wrong["record"], "")
    assert (wrong["reverses"], wrong["reversed_by"], wrong["note"]) == ("", back["record"], "n")
    assert wrong["memo"][0] == wrong["account_name"][0] == "'"
    assert (original(wrong["memo"]), original(wrong["account_name"])) == (MEMO, "=cmd|' /C calc'!A0")
    assert opened[0]["account_name"] == 'Quote " and, comma'
    seconds, rest = divmod(shown[0].time, 1_000_000)
    assert newest["time"].endswith(f".{rest:06d}Z")
    assert newest["time"][10] == "T"
    assert seconds


@pytest.mark.parametrize("short", [True, False])
def test_portions_of_any_filter_and_order_are_the_list(
    each_world: World, monkeypatch: pytest.MonkeyPatch, short: bool
) -> None:
    world = each_world
    house, _, other = company(world)
    for amount in (3, 1, 2, 3):
        world.recharge(other, amount)
    monkeypatch.setattr(payment_walks, "PORTION", 2)
    monkeypatch.setattr(payment_walks, "WALK", 3)
    monkeypatch.setattr(payment_questions, "NARROW", 2 if short else 8_000)
    filters = (
        p.PaymentFilter(), p.PaymentFilter(account_number="1002"), p.PaymentFilter(agent=house, reach=Reach.ALL),
        p.PaymentFilter(memo="wrong"), p.PaymentFilter(memo="nowhere"), p.PaymentFilter(kind=p.PaymentKind.RECHARGE),
        p.PaymentFilter(account_number="1002", amount_from=Money(1)),
    )  # fmt: skip
    everything = rows(world)
    tests: tuple[Callable[[dict[str, str]], bool], ...] = (
        lambda r: True, lambda r: r["account_number"] == "1002", lambda r: r["account_number"] == "1001",
        lambda r: r["memo"] == "wrong", lambda r: False, lambda r: r["kind"] == "recharge",
        lambda r: r["account_number"] == "1002" and r["amount"][0] != "-" and Decimal(r["amount"]) > 0,
    )  # fmt: skip
    keys: dict[p.PaymentSort, Callable[[dict[str, str]], tuple[object, int]]] = {
        p.PaymentSort.TIME: lambda r: (r["time"], int(r["record"])),
        p.PaymentSort.AMOUNT: lambda r: (Decimal(r["amount"]), int(r["record"])),
        p.PaymentSort.ACCOUNT: lambda r: (r["account_number"], int(r["record"])),
    }
    for place, ((wanted, test), sort) in enumerate(product(zip(filters, tests, strict=True), p.PaymentSort)):
        down = place % 2 == 0
        request = p.ExportPayments(filter=wanted, sort=sort, descending=down)
        right = sorted(filter(test, everything), key=keys[sort], reverse=down)
        assert rows_of(exported(world, o.PAYMENTS_EXPORT, request)) == right, (wanted, sort)


def test_an_agent_gets_his_own_without_notes_and_without_who_is_above(each_world: World) -> None:
    world = each_world
    house, sub, _ = company(world)
    agent = world.agent("agent", AGENT_RIGHTS | {Right.EXPORT})
    world.grant(agent, sub)
    token = world.login("agent")
    text = exported(world, o.PAYMENTS_EXPORT, p.ExportPayments(), token)
    assert text.splitlines()[0] == ",".join(HEADER)
    found = rows_of(text)
    assert [row["account_number"] for row in found] == ["1001"] * 4
    assert {(row["agent_number"], row["agent_name"]) for row in found} == {("", "")}
    world.grant(agent, house)
    assert {row["agent_number"] for row in rows(world, token, account_number="1001")} == {"1000"}


@pytest.mark.parametrize("missing", [Right.EXPORT, Right.PAYMENTS_VIEW])
def test_both_rights_are_needed(world: World, missing: Right) -> None:
    world.user("bob", UserType.OPERATOR, {Right.EXPORT, Right.PAYMENTS_VIEW} - {missing})
    with refused(Forbidden, Code.RIGHT_MISSING):
        world.do(world.login("bob"), o.PAYMENTS_EXPORT, p.ExportPayments())


def test_an_export_is_two_lines_of_the_log(world: World) -> None:
    world.account("1", opening=5)
    assert len(rows(world)) == 1
    found = world.read(world.admin, o.LOG_LIST, lg.ListLog(filter=lg.LogFilter(operation="payments.export"))).rows
    assert [row.outcome for row in found] == [lg.Outcome.DONE, lg.Outcome.STARTED]
    assert found[0].after == {"rows": 1}


def test_a_disk_that_fills_up_is_told_and_nothing_is_left(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def full(self: Path, mode: str = "r", *rest: object, **more: object) -> object:
        if "w" in mode:
            raise OSError(28, "No space left on device")
        return real(self, mode, *rest, **more)  # type: ignore[call-overload]

    with monkeypatch.context() as broken:
        broken.setattr(Path, "open", full)
        job = world.do(world.admin, o.PAYMENTS_EXPORT, p.ExportPayments())
        assert join(world, job) is JobState.FAILED
    with refused(Unavailable, Code.DATABASE_FULL):
        outcome(world, world.admin, job, o.PAYMENTS_EXPORT)
    assert world.services.spool.sessions() == set()


def test_a_cancelled_export_leaves_no_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.account("1", opening=5)

    def cancelled(*args: object) -> object:
        for job in world.services.jobs.running():
            world.do(world.admin, o.JOBS_CANCEL, AskJob(id=job.id))
        return text_file(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("vosdesk.services.outfiles.text_file", cancelled)
    job = world.do(world.admin, o.PAYMENTS_EXPORT, p.ExportPayments())
    assert join(world, job) is JobState.CANCELLED
    assert world.services.spool.sessions() == set()
