"""Statements: from the opening to the closing balance, as the ledger has it."""

import itertools

from tests.support.calls import chain, import_calls, line
from tests.support.refused import refused
from tests.support.world import ADMIN, World, units
from vosdesk.contract import account_bulk as ab
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import statements as st
from vosdesk.contract.errors import Code, NotFound
from vosdesk.contract.ids import DAY, SECOND, AccountId, Time
from vosdesk.contract.permissions import AccountRight
from vosdesk.services.verify import verify

HOUR = DAY // 24


def later(world: World, hours: float) -> Time:
    """Let time pass, to the full hour; the administrator logs in again."""
    now = world.clock.now = Time((world.clock.now // HOUR + 1 + round(hours)) * HOUR)
    world.admin = world.login(ADMIN)
    return now


def ask(world: World, account: AccountId, days: tuple[Time, ...], token: str | None = None) -> st.Statement:
    return world.read(token or world.admin, o.PAYMENTS_STATEMENT, st.AskStatement(account=account, days=days))


def records(world: World, account: AccountId, found: st.Statement, limit: int = 1_000) -> tuple[p.PaymentRow, ...]:
    wanted = st.StatementRecords(account=account, after=found.first - 1, last=found.last, limit=limit)
    return world.read(world.admin, o.PAYMENTS_STATEMENT_RECORDS, wanted).rows


def test_a_period_leads_from_its_opening_to_its_closing_balance(each_world: World) -> None:
    world = each_world
    (account,) = chain(world, 1)
    before = later(world, 24)
    begin = later(world, 24)
    world.recharge(account, 5)
    import_calls(world, [line("f1", "L1", Time(before - 5)), line("f2", "L1", world.now), line("f3", "L1", world.now)])
    middle = later(world, 24)
    import_calls(world, [line("f4", "L1", world.now, hold=120)])
    world.recharge(account, 7)
    end = later(world, 24)
    world.recharge(account, 11)
    found = ask(world, account, (begin, middle, end))
    assert (found.opening, found.paid, found.charged, found.closing) == (units(100), units(12), -units(5), units(107))
    assert (found.first, found.last, found.payments, found.calls) == (2, 7, 2, 4)
    assert [(x.day, x.calls, x.hold, x.amount) for x in found.charges] == [
        (None, 1, 60, -units(1)),
        (begin, 2, 120, -units(2)),
        (middle, 1, 120, -units(2)),
    ]
    rows = records(world, account, found)
    assert [row.amount for row in rows] == [units(5), units(7)]
    assert [row.seq for row in records(world, account, found, limit=1)] == [rows[0].seq]
    assert found.closing_entry is not None
    assert found.closing_entry.balance == found.closing
    assert not verify(world.store, closing=found.closing_entry).found


def test_periods_follow_each_other_without_a_gap(world: World) -> None:
    account = world.account("A", opening=10)
    ends = [later(world, 1)]
    for number in range(6):
        for _ in range(number):
            world.recharge(account, 1)
        ends.append(later(world, 7))
    whole = ask(world, account, (Time(0), Time(ends[-1] + DAY)))
    parts = [ask(world, account, (one, two)) for one, two in itertools.pairwise(ends)]
    assert [part.opening for part in parts[1:]] == [part.closing for part in parts[:-1]]
    assert [part.first for part in parts[1:]] == [part.last + 1 for part in parts[:-1]]
    assert sum(part.payments for part in parts) + 1 == whole.payments == 16
    assert (whole.opening, whole.closing) == (0, parts[-1].closing)
    empty = ask(world, account, (Time(0), Time(1)))
    assert (empty.opening, empty.closing, empty.payments, empty.closing_entry) == (0, 0, 0, None)


def test_a_clock_that_was_set_back_moves_nothing_over_the_border_of_a_period(each_world: World) -> None:
    world = each_world
    (account,) = chain(world, 1)
    border = later(world, 24)
    world.clock.now = Time(border + 3 * SECOND)
    world.recharge(account, 5)
    world.clock.now = Time(border - 3 * SECOND)
    world.recharge(account, 7)
    import_calls(world, [line("f1", "L1", world.now)])
    selection = ab.AccountSelection(ids=(account,))
    world.do(world.admin, o.PAYMENTS_BULK_RECHARGE, p.BulkRecharge(selection=selection, amount=units(11)))
    first, second = (ask(world, account, (Time(at), Time(at + DAY))) for at in (border - DAY, border))
    assert (first.closing, second.opening, second.closing) == (units(100), units(100), units(122))
    before = p.PaymentFilter(time_to=Time(border - 1))
    assert [row.seq for row in world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments(filter=before)).rows] == [1]
    found = world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments(descending=False)).rows
    assert {row.time for row in found[1:]} == {found[1].time}
    assert found[1].time > border
    assert not verify(world.store).found


def test_a_clock_that_was_wrong_by_more_than_a_day_is_not_followed(world: World) -> None:
    account = world.account("A")
    right = later(world, 24)
    world.clock.now = Time(right + 2 * DAY)
    world.admin = world.login(ADMIN)
    world.recharge(account, 5)
    world.clock.now = right
    world.admin = world.login(ADMIN)
    assert right <= world.recharge(account, 7).time < right + SECOND


def test_an_agent_has_statements_of_his_own_accounts_alone(world: World) -> None:
    top, own, sub = chain(world, 3)
    foreign = world.account("F", opening=1)
    import_calls(world, [line("f1", "L3", world.now)])
    user = world.agent("bob")
    world.grant(user, own, {AccountRight.SEE})
    token = world.login(user)
    days = (Time(0), Time(world.now + DAY))
    assert ask(world, own, days, token).charged == -units(2)
    assert ask(world, sub, days, token).charged == -units(3)
    for account in (top, foreign, AccountId(999)):
        with refused(NotFound, Code.NOT_FOUND):
            ask(world, account, days, token)
        with refused(NotFound, Code.NOT_FOUND):
            wanted = st.StatementRecords(account=account, after=0, last=9)
            world.read(token, o.PAYMENTS_STATEMENT_RECORDS, wanted)
