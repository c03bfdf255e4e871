"""Calls through the import: charged along the chain, exactly once, refused with the reason, rated again."""

import pytest

from tests.support.calls import (
    HEADER,
    add_rate,
    calls,
    chain,
    charges,
    group,
    import_calls,
    line,
    lower_rate,
    rate_again,
    run,
    send,
    use_private,
)  # fmt: skip
from tests.support.exports import rows_of
from tests.support.jobs import join, outcome
from tests.support.ledger_check import check_ledger
from tests.support.refused import refused
from tests.support.world import World, units
from vosdesk.contract import accounts as a
from vosdesk.contract import call_imports as ci
from vosdesk.contract import calls as c
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Forbidden, Invalid
from vosdesk.contract.files import GetPiece
from vosdesk.contract.ids import DAY, SECOND, Time
from vosdesk.contract.permissions import Right, UserType
from vosdesk.contract.rates import LockType


def _checked(world: World) -> None:
    with world.store.read() as unit:
        check_ledger(unit.connection)


@pytest.mark.parametrize("depth", [1, 3, 6])
def test_every_account_of_the_chain_is_charged_once_at_its_own_rate(each_world: World, depth: int) -> None:
    world = each_world
    accounts = chain(world, depth)
    done = import_calls(world, [line("f1", f"L{depth}", world.now, hold=61)])
    assert (done.read, done.charged, done.amount) == (1, 1, units(2 * depth))
    found = charges(world, "f1")
    assert [(x.account_number, x.amount) for x in found] == [(f"L{i}", -units(2 * i)) for i in range(depth, 0, -1)]
    for level, account in enumerate(accounts, 1):
        assert world.account_row(account).balance == units(100 - 2 * level)
    _checked(world)


def test_payments_and_charges_share_one_ledger(each_world: World) -> None:
    world = each_world
    (account,) = chain(world, 1)
    import_calls(world, [line("f1", "L1", world.now)])
    world.recharge(account, 5)
    import_calls(world, [line("f2", "L1", world.now)])
    paid = world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments(descending=False)).rows
    assert [(row.seq, row.balance_after) for row in paid] == [(1, units(100)), (3, units(104))]
    assert [(x.seq, x.balance_before, x.balance_after) for f in ("f1", "f2") for x in charges(world, f)] == [
        (2, units(100), units(99)), (4, units(104), units(103)),
    ]  # fmt: skip
    _checked(world)


def test_a_call_is_charged_once_however_often_it_is_imported(each_world: World) -> None:
    world = each_world
    (account,) = chain(world, 1)
    lines = [line("f1", "L1", world.now), line("f2", "L1", world.now), line("f1", "L1", world.now, hold=600)]
    first, second = import_calls(world, lines), import_calls(world, lines)
    assert (first.charged, first.known, first.different) == (2, 0, 1)
    assert (second.charged, second.known, second.different) == (0, 2, 1)
    assert world.account_row(account).balance == units(98)
    assert [row.hold for row in calls(world)] == [60, 60]


def test_a_known_call_with_other_facts_is_told_and_charged_nothing(
    each_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = each_world
    (account,) = chain(world, 1)
    world.account("OTHER", opening=10)
    import_calls(world, [line("f1", "L1", world.now), line("=f2", "L1", world.now, caller="'+1")])
    late, same = Time(world.now + 2 * SECOND), Time(world.now // SECOND * SECOND)
    monkeypatch.setattr("vosdesk.services.call_import.BATCH", 2)
    lines = [
        line("f1", "OTHER", world.now), line("f1", "L1", world.now, hold=61), line("f1", "L1", late),
        line("f1", "L1", world.now, callee="8614"), line("=f2", "L1", world.now, caller="2"), line("f1", "L1", same),
    ]  # fmt: skip
    done = import_calls(world, lines)
    assert (done.read, done.charged, done.known, done.different, done.amount) == (6, 0, 1, 5, 0)
    assert [(row.line, row.flow) for row in done.different_rows] == [(n, "f1") for n in (2, 3, 4, 5)] + [(6, "=f2")]
    other, longer, *_, party = done.different_rows
    assert (other.said.account_number, other.kept.account_number) == ("OTHER", "L1")
    assert (longer.said.hold, longer.kept.hold) == (61, 60)
    assert (party.said.caller, party.kept.caller) == ("2", "+1")
    assert done.different_file is not None
    content = world.read(world.admin, o.FILES_GET, GetPiece(id=done.different_file.id, offset=0)).content
    assert len(content) == done.different_file.size
    rows = rows_of(content.decode("utf-8-sig"))
    assert [(row["line"], row["account"], row["hold"], row["kept_account"], row["kept_hold"]) for row in rows] == [
        ("2", "OTHER", "60", "L1", "60"), ("3", "L1", "61", "L1", "60"), ("4", "L1", "60", "L1", "60"),
        ("5", "L1", "60", "L1", "60"), ("6", "L1", "60", "L1", "60"),
    ]  # fmt: skip
    assert (rows[4]["flow"], rows[4]["kept_caller"]) == ("'=f2", "'+1")
    log = world.read(world.admin, o.LOG_LIST, lg.ListLog(filter=lg.LogFilter(operation="calls.import"))).rows
    assert [line.after["different"] for line in log[:3]] == [1, 2, 2]
    assert world.account_row(account).balance == units(98)
    _checked(world)


def test_no_file_comes_of_an_import_without_differences(world: World) -> None:
    chain(world, 1)
    done = import_calls(world, [line("f1", "L1", world.now)])
    assert (done.different, done.different_rows, done.different_file) == (0, (), None)


def test_what_is_charged_is_what_was_used_today(world: World) -> None:
    (account,) = chain(world, 1)
    yesterday = Time(world.now - DAY)
    import_calls(world, [line("f1", "L1", yesterday, 120), line("f2", "L1", world.now)])
    found = world.read(world.admin, o.ACCOUNTS_LIST, a.ListAccounts(today_from=Time(world.now - SECOND)))
    assert [row.today_consumption for row in found.rows] == [units(1)]
    assert world.account_row(account).today_consumption == 0  # nobody asked since when


def test_a_lower_rate_agents_sub_account_pays_the_agents_rate(each_world: World) -> None:
    world = each_world
    top, _ = chain(world, 2)
    world.recharge(top, 100)
    lower_rate(world, top)
    import_calls(world, [line("f1", "L2", world.now)])
    assert [x.amount for x in charges(world, "f1")] == [-units(1), -units(1)]
    assert {x.rate_group for x in charges(world, "f1")} == {"G1"}
    _checked(world)


def test_a_charge_leaves_the_cover_short_and_what_would_use_more_is_refused(world: World) -> None:
    top, sub = chain(world, 2)
    lower_rate(world, top)
    import_calls(world, [line("f1", "L1", world.now)])
    cover = world.read(world.admin, o.ACCOUNTS_GET, a.GetAccount(id=top)).cover
    assert cover is not None
    assert (cover.total, cover.used, cover.free) == (units(99), units(100), -units(1))
    with refused(Conflict, Code.COVER_SHORT):
        world.recharge(sub, 1)
    world.recharge(top, 2)
    world.recharge(sub, 1)


def test_a_private_group_goes_first_and_the_longest_prefix_in_effect_wins(world: World) -> None:
    billing = group(world, "billing", 9, "8613")
    private = group(world, "private", 1, "86")
    add_rate(world, private, 2, "861", effective_until=Time(world.now))
    add_rate(world, private, 3, "861", effective_from=Time(world.now))
    use_private(world, world.account("A", opening=100, rate_group=billing), private)
    early, late = Time(world.now - SECOND), Time(world.now + SECOND)
    import_calls(world, [line("f1", "A", early), line("f2", "A", late), line("f3", "A", late, callee="+861")])
    assert [x.amount for f in ("f1", "f2", "f3") for x in charges(world, f)] == [-units(2), -units(3), -units(3)]


def _refusals(world: World) -> list[tuple[Code | None, str]]:
    rows = sorted(calls(world), key=lambda row: row.flow)
    return [(row.reason, row.refused_by) for row in rows]


def test_what_refuses_a_call_is_kept_with_it(each_world: World) -> None:
    world = each_world
    rates = group(world, "G", 1)
    add_rate(world, rates, 1, "44", lock=LockType.LOCKED)
    top = world.account("TOP", opening=1, rate_group=rates)
    world.account("SUB", top, opening=5, rate_group=rates)
    world.account("BARE", opening=1)
    late = Time(world.account_row(top).expires + SECOND)
    done = import_calls(
        world,
        [
            line("f1", "NONE", world.now),
            line("f2", "SUB", world.now, callee="44"),
            line("f3", "SUB", world.now, callee="33"),
            line("f4", "BARE", world.now),
            line("f5", "SUB", late),
            line("f6", "SUB", world.now, hold=0, callee="33"),
            line("f7", "SUB", world.now),
            line("f8", "SUB", world.now),
        ],
    )
    assert (done.charged, done.free, sum(done.refused.values())) == (1, 1, 6)
    assert _refusals(world) == [
        (Code.ACCOUNT_UNKNOWN, ""), (Code.RATE_LOCKED, "SUB"), (Code.RATE_NONE, "SUB"), (Code.RATE_NONE, "BARE"),
        (Code.ACCOUNT_EXPIRED, "SUB"), (None, ""), (None, ""), (Code.ACCOUNT_EXHAUSTED, "TOP"),
    ]  # fmt: skip
    assert charges(world, "f6") == ()
    totals = world.read(world.admin, o.CALLS_TOTALS, c.ListCalls())
    assert (totals.count, totals.rated, totals.hold, totals.fee) == (8, 2, 60, units(1))
    assert totals.refused == done.refused
    _checked(world)


def test_a_charge_may_overrun_the_balance_and_the_next_call_is_refused(world: World) -> None:
    (account,) = chain(world, 1, opening=1)
    import_calls(world, [line("f1", "L1", world.now, hold=600), line("f2", "L1", world.now)])
    assert world.account_row(account).balance == -units(9)
    assert [row.reason for row in calls(world)] == [None, Code.ACCOUNT_EXHAUSTED]


@pytest.mark.parametrize("how", ["lock", "cancel"])
def test_a_locked_or_cancelled_account_stops_the_calls_below(world: World, how: str) -> None:
    top, sub = chain(world, 2, opening=0 if how == "cancel" else 9)
    if how == "lock":
        world.do(world.admin, o.ACCOUNTS_LOCK, a.LockAccount(id=top, locked=True))
    else:
        world.do(world.admin, o.ACCOUNTS_CANCEL, a.CancelAccount(id=sub))
    import_calls(world, [line("f1", "L2", world.now)])
    expected = (Code.ACCOUNT_LOCKED, "L1") if how == "lock" else (Code.ACCOUNT_CANCELLED, "L2")
    assert _refusals(world) == [expected]


def test_refused_calls_are_rated_again_once(each_world: World) -> None:
    world = each_world
    (account,) = chain(world, 1)
    lines = [line("f1", "L1", world.now, callee="44"), line("f2", "NEW", world.now), line("f3", "L1", world.now)]
    import_calls(world, lines)
    rates = group(world, "later", 5, "44")
    use_private(world, account, rates)
    world.account("NEW", opening=10)
    ids = tuple(row.id for row in calls(world))
    done = rate_again(world, ids=ids)
    assert (done.tried, done.charged, done.refused) == (2, 1, {Code.RATE_NONE.value: 1})
    assert rate_again(world, ids=ids).tried == 1
    assert [(row.reason, row.account_name, row.fee) for row in calls(world)][1][0] is Code.RATE_NONE
    assert world.account_row(account).balance == units(94)
    everything = rate_again(world, filter=c.CallFilter(), excluded=(ids[1],))
    assert everything.tried == 0
    _checked(world)


def test_two_who_rate_the_same_calls_again_charge_them_once(each_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = each_world
    monkeypatch.setattr("vosdesk.services.call_import.BATCH", 4)
    (account,) = chain(world, 1)
    import_calls(world, [line(f"f{n}", "L1", world.now, callee="44") for n in range(30)])
    use_private(world, account, group(world, "later", 1, "44"))
    request = ci.RateAgain(selection=ci.CallSelection(filter=c.CallFilter(reason=Code.RATE_NONE)))
    started = [world.do(world.admin, o.CALLS_RATE_AGAIN, request) for _ in range(3)]
    for job in started:
        join(world, job)
    outcomes = [outcome(world, world.admin, job, o.CALLS_RATE_AGAIN) for job in started]
    assert sum(done.charged for done in outcomes) == sum(done.tried for done in outcomes) == 30
    assert world.account_row(account).balance == units(70)
    assert {len(charges(world, f"f{n}")) for n in range(30)} == {1}
    _checked(world)


def test_more_calls_than_a_batch_are_each_tried_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vosdesk.services.call_import.BATCH", 3)
    chain(world, 1)
    done = import_calls(world, [line(f"f{i}", "X" if i % 2 else "L1", world.now) for i in range(10)])
    assert (done.read, done.charged, done.refused, done.last_line) == (10, 5, {"account.unknown": 5}, 11)
    world.account("X", opening=1)
    again = rate_again(world, filter=c.CallFilter(reason=Code.ACCOUNT_UNKNOWN))
    assert (again.tried, again.refused) == (5, {"rate.none": 5})
    log = world.read(world.admin, o.LOG_LIST, lg.ListLog(filter=lg.LogFilter(operation="calls.import"))).rows
    assert [line.label for line in log] == ["calls.csv"] * 5  # the start and four batches


def test_the_same_file_goes_on_where_it_was_cancelled(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from vosdesk.services import call_import

    monkeypatch.setattr(call_import, "BATCH", 2)
    (account,) = chain(world, 1)
    batch = call_import.import_batch

    def cancelled_meanwhile(*arguments: object, **named: object) -> object:
        found = batch(*arguments, **named)  # type: ignore[arg-type]
        if len(calls_made) == 1:
            for job in world.services.jobs.running():
                job.stop.set()
        calls_made.append(1)
        return found

    calls_made: list[int] = []
    monkeypatch.setattr(call_import, "import_batch", cancelled_meanwhile)
    lines = [line(f"f{i}", "L1", world.now) for i in range(6)]
    done = import_calls(world, lines)
    assert done.cancelled
    assert (done.charged, done.last_line, done.last_flow) == (2, 3, "f1")
    assert world.account_row(account).balance == units(98)
    rest = import_calls(world, lines)
    assert (rest.known, rest.charged, rest.cancelled) == (2, 4, False)
    _checked(world)


def test_a_fault_in_a_batch_leaves_nothing_of_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    (account,) = chain(world, 1)
    from vosdesk.storage.repositories.charges import ChargesRepository

    monkeypatch.setattr(ChargesRepository, "append", lambda *_: 1 / 0)
    with pytest.raises(Exception, match="fault"):
        import_calls(world, [line("f1", "L1", world.now)])
    assert calls(world) == ()
    assert world.account_row(account).balance == units(100)


def test_the_preview_is_what_the_import_does(world: World) -> None:
    chain(world, 1, opening=1.5)
    lines = [line("f1", "L1", world.now), line("f2", "L1", world.now), line("f3", "L1", world.now),
             line("f1", "L1", world.now), "f4,1"]  # fmt: skip
    file = send(world, "\n".join([HEADER, *lines]).encode())
    shown = run(world, o.CALLS_PREVIEW, ci.ImportCalls(file=file, name="x.csv"))
    assert shown.titles == tuple(HEADER.split(","))
    assert [(row.fee, row.reason, row.known) for row in shown.rows] == [
        (units(1), None, False), (units(1), None, False), (None, Code.ACCOUNT_EXHAUSTED, False),
        (None, Code.ACCOUNT_EXHAUSTED, True),
    ]  # fmt: skip
    assert [(bad.line, bad.code) for bad in shown.bad] == [(6, Code.FILE_COLUMNS)]
    assert [row.different for row in shown.rows] == [False] * 4
    assert calls(world) == ()
    import_calls(world, lines)
    assert [row.fee for row in calls(world)] == [units(1), units(1), None]


def test_a_file_without_the_columns_is_refused(world: World) -> None:
    with refused(Invalid, Code.FILE_HEADER) as caught:
        import_calls(world, ["1,2"], header="flow,who")
    assert caught.refusal.params["missing"] == ["callee", "account", "start"]


def test_an_agent_never_imports(world: World) -> None:
    with refused(Invalid, Code.RIGHT_NOT_FOR_TYPE):
        world.agent("agent", [Right.CALLS_IMPORT])
    world.user("clerk", UserType.OPERATOR, [Right.CALLS_VIEW])
    with refused(Forbidden, Code.RIGHT_MISSING):
        rate_again_as = ci.RateAgain(selection=ci.CallSelection(filter=c.CallFilter()))
        world.do(world.login("clerk"), o.CALLS_RATE_AGAIN, rate_again_as)


def test_a_batch_is_one_line_of_the_log(world: World) -> None:
    chain(world, 1)
    import_calls(world, [line("f1", "L1", world.now), line("f2", "X", world.now)])
    start, batch = reversed(
        world.read(world.admin, o.LOG_LIST, lg.ListLog(filter=lg.LogFilter(operation="calls.import"))).rows
    )
    assert start.noun is batch.noun is Noun.CALLS
    assert batch.after["charged"] == 1
    assert batch.after["refused"] == {"account.unknown": 1}
    assert (batch.after["from_line"], batch.after["to_line"]) == (2, 3)


def test_two_imports_of_one_file_at_a_time_charge_it_once(each_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = each_world
    monkeypatch.setattr("vosdesk.services.call_import.BATCH", 5)
    top, own = chain(world, 2, opening=1_000)
    content = "\n".join([HEADER, *(line(f"f{n}", "L2" if n % 2 else "L1", world.now) for n in range(60))]).encode()
    started = [
        world.do(world.admin, o.CALLS_IMPORT, ci.ImportCalls(file=send(world, content), name=f"{n}.csv"))
        for n in range(3)
    ]
    world.recharge(own, 7)
    for job in started:
        join(world, job)
    outcomes = [outcome(world, world.admin, job, o.CALLS_IMPORT) for job in started]
    assert sum(done.charged for done in outcomes) == 60
    assert sum(done.known for done in outcomes) == 120
    assert world.account_row(top).balance == units(1_000 - 60)
    assert world.account_row(own).balance == units(1_000 + 7 - 30 * 2)
    _checked(world)
