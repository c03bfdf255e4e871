"""Reversal, notes, large amounts, bulk recharge: what stands in the records and who may do it."""

import pytest
from sqlalchemy import text

from tests.support.exports import exported
from tests.support.ledger_check import check_ledger
from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, PASSWORD, World, units
from vosdesk.contract import account_bulk as ab
from vosdesk.contract import accounts as a
from vosdesk.contract import grants as g
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import parameters as pm
from vosdesk.contract import payments as p
from vosdesk.contract import users as u
from vosdesk.contract.errors import Code, Conflict, Denied, Forbidden, Invalid, LoginRefused, NotFound
from vosdesk.contract.ids import DAY, AccountId, Empty, PaymentId, new_key
from vosdesk.contract.permissions import AccountRight, Right, UserType
from vosdesk.services import dispatcher

PAYING = AGENT_RIGHTS | {Right.PAYMENTS_REVERSE, Right.PAYMENTS_ZERO}


def reverse(world: World, payment: PaymentId, token: str | None = None, memo: str = "typed wrongly") -> p.PaymentRow:
    return world.do(token or world.admin, o.PAYMENTS_REVERSE, p.Reverse(payment=payment, memo=memo))


def record(world: World, payment: PaymentId, token: str | None = None) -> p.PaymentRow:
    return world.read(token or world.admin, o.PAYMENTS_GET, p.GetPayment(id=payment))


def check(world: World) -> int:
    with world.store.read() as unit:
        return check_ledger(unit.connection)


def test_a_reversal_restores_the_balance_and_both_records_name_each_other(each_world: World) -> None:
    world = each_world
    account = world.account("A1", opening=10.000001)
    wrong = world.recharge(account, 100.123456)
    made = reverse(world, wrong.id)
    assert (made.kind, made.amount, made.reverses) == (p.PaymentKind.REVERSAL, -wrong.amount, wrong.id)
    assert made.balance_after == wrong.balance_before == world.account_row(account).balance
    assert record(world, wrong.id).reversed_by == made.id
    assert record(world, made.id).reverses == wrong.id
    rows = world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments()).rows
    assert [(row.kind, row.reverses, row.reversed_by) for row in rows] == [
        (p.PaymentKind.REVERSAL, wrong.id, None),
        (p.PaymentKind.RECHARGE, None, made.id),
        (p.PaymentKind.OPEN, None, None),
    ]
    assert check(world) == 3


def test_a_payment_is_reversed_once_and_a_reversal_never(each_world: World) -> None:
    world = each_world
    account = world.account("A1", opening=10)
    empty = world.account("A2")
    wrong = world.recharge(account, 5)
    key = new_key()
    request = p.Reverse(payment=wrong.id, memo="why")
    made = world.write(world.admin, o.PAYMENTS_REVERSE, request, key).value
    assert world.write(world.admin, o.PAYMENTS_REVERSE, request, key).repeated
    with refused(Denied, Code.PAYMENT_REVERSED) as caught:
        reverse(world, wrong.id)
    assert caught.refusal.params == {"by": made.id}
    with refused(Denied, Code.PAYMENT_IS_REVERSAL):
        reverse(world, made.id)
    opened = world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments(filter=p.PaymentFilter(account_number="A2"))).rows[
        0
    ]
    assert opened.can == {"reverse": "payment.moved_nothing"}
    with refused(Denied, Code.PAYMENT_MOVED_NOTHING):
        reverse(world, opened.id)
    with refused(Invalid, Code.FIELD_EMPTY):
        reverse(world, wrong.id, memo=" ")
    with refused(NotFound, Code.NOT_FOUND):
        reverse(world, PaymentId(9_999_999))
    assert (world.account_row(account).balance, world.account_row(empty).balance) == (units(10), 0)
    assert check(world) == 4


def test_a_reversal_is_refused_where_the_limit_would_break(world: World) -> None:
    account = world.account("A1", overdraft=units(5))
    paid = world.recharge(account, 100)
    world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=account, amount=units(10)))
    with refused(Conflict, Code.LIMIT_EXCEEDED):
        reverse(world, paid.id)
    world.recharge(account, 5)
    assert reverse(world, paid.id).balance_after == units(-5)


def test_a_reversal_is_refused_where_the_cover_would_break(world: World) -> None:
    agent = world.account("A1")
    first = world.recharge(agent, 100)
    sub = world.account("A1-1", agent, opening=60)
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=agent, version=2, lower_rate=True))
    with refused(Conflict, Code.COVER_SHORT):
        reverse(world, first.id)
    taken = world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=sub, amount=units(60)))
    world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=agent, amount=units(50)))
    with refused(Conflict, Code.COVER_SHORT):
        reverse(world, taken.id)
    world.recharge(agent, 10)
    reverse(world, taken.id)
    assert world.account_row(sub).balance == units(60)
    check(world)


@pytest.fixture
def desk(world: World) -> tuple[World, AccountId, AccountId, str]:
    """An agent with a sub-account, who holds every right on payments."""
    own = world.account("OWN", opening=500)
    sub = world.account("SUB", own, opening=20)
    world.grant(world.agent("li", PAYING), own)
    return world, own, sub, world.login("li")


def test_an_agent_reverses_what_he_posted_himself_and_nothing_else(
    desk: tuple[World, AccountId, AccountId, str],
) -> None:
    world, own, sub, li = desk
    mine = world.recharge(sub, 5, li)
    others = world.recharge(sub, 6)
    on_own = world.recharge(own, 7)
    foreign = world.recharge(world.account("FOREIGN"), 8)
    seen = {row.id: row.can["reverse"] for row in world.read(li, o.PAYMENTS_LIST, p.ListPayments()).rows}
    assert seen[mine.id] == ""
    assert (seen[others.id], seen[on_own.id]) == (Code.PAYMENT_NOT_YOURS.value, Code.OWN_ACCOUNT.value)
    assert foreign.id not in seen
    with refused(Denied, Code.PAYMENT_NOT_YOURS):
        reverse(world, others.id, li)
    with refused(Denied, Code.OWN_ACCOUNT):
        reverse(world, on_own.id, li)
    for hidden in (foreign.id, PaymentId(9_999_999)):
        with refused(NotFound, Code.NOT_FOUND) as caught:
            reverse(world, hidden, li)
        assert caught.refusal.params == {}
    assert reverse(world, mine.id, li).balance_after == units(26)


def test_an_agent_reverses_only_by_the_right_that_the_payment_was_made_by(
    desk: tuple[World, AccountId, AccountId, str],
) -> None:
    world, _, sub, li = desk
    taken = world.do(li, o.PAYMENTS_DEDUCT, p.Deduct(account=sub, amount=units(5)))
    row = world.user_row(world.user_id("li"))

    def give(rights: frozenset[Right]) -> None:
        version = world.user_row(row.id).version
        request = u.UpdateUser(
            id=row.id, version=version, name="", type=UserType.AGENT, expires=row.expires, template=None,
            rights=rights, memo="",
        )  # fmt: skip
        world.do(world.admin, o.USERS_UPDATE, request)

    give(PAYING - {Right.PAYMENTS_DEDUCT})
    with refused(Forbidden, Code.RIGHT_MISSING) as caught:
        reverse(world, taken.id, li)
    assert caught.refusal.params["right"] == "payments.deduct"
    give(PAYING - {Right.PAYMENTS_REVERSE})
    with refused(Forbidden, Code.RIGHT_MISSING):
        reverse(world, taken.id, li)
    assert record(world, taken.id, li).can == {"reverse": "right.missing"}
    give(PAYING)
    grant = g.SetAccountGrant(
        user=row.id, account=world.account_row(sub).agent_id or sub, covers_subs=True,
        rights=frozenset(AccountRight) - {AccountRight.PAY_SUB},
    )  # fmt: skip
    world.do(world.admin, o.GRANTS_SET_ACCOUNT, grant)
    with refused(Denied, Code.GRANT_LACKS):
        reverse(world, taken.id, li)


def test_a_note_is_for_administrators_and_operators_alone(desk: tuple[World, AccountId, AccountId, str]) -> None:
    world, _, sub, li = desk
    request = p.Recharge(account=sub, amount=units(5), memo="thank you", note="owes us since May")
    made = world.do(world.admin, o.PAYMENTS_RECHARGE, request)
    back = world.do(world.admin, o.PAYMENTS_REVERSE, p.Reverse(payment=made.id, memo="m", note="second thoughts"))
    assert (made.note, back.note) == ("owes us since May", "second thoughts")
    assert record(world, made.id).note == "owes us since May"
    assert made.note in exported(world, o.PAYMENTS_EXPORT, p.ExportPayments())
    theirs = [record(world, made.id, li), *world.read(li, o.PAYMENTS_LIST, p.ListPayments()).rows]
    assert {row.note for row in theirs} == {""}
    assert made.note not in exported(world, o.PAYMENTS_EXPORT, p.ExportPayments(), li)
    with refused(Denied, Code.AGENT_NEVER):
        world.do(li, o.PAYMENTS_RECHARGE, p.Recharge(account=sub, amount=units(5), note="mine"))
    told = str(world.read(li, o.LOG_LIST, lg.ListLog()).rows)
    assert "owes" not in told
    assert "second" not in told
    assert "mine" not in told
    assert check(world) == 4


def set_least(world: World, value: str) -> None:
    row = next(r for r in world.read(world.admin, o.PARAMETERS_LIST, Empty()).rows if r.name == pm.CONFIRM_FROM)
    world.do(world.admin, o.PARAMETERS_SET, pm.SetParameter(name=row.name, version=row.version, value=value))


def test_a_large_amount_asks_for_the_password_again(world: World) -> None:
    account = world.account("A1", opening=50)
    set_least(world, "100")
    assert world.recharge(account, 99.999999).balance_after == units(149.999999)
    with refused(Invalid, Code.PAYMENT_CONFIRM) as caught:
        world.recharge(account, 100)
    assert [(f.field, f.params) for f in caught.refusal.fields] == [
        ("confirmation", {"amount": units(100), "threshold": units(100)})
    ]
    large = p.Recharge(account=account, amount=units(100), confirmation=PASSWORD)
    key = new_key()
    made = world.write(world.admin, o.PAYMENTS_RECHARGE, large, key).value
    assert made.balance_after == units(249.999999)
    assert world.write(world.admin, o.PAYMENTS_RECHARGE, large, key).repeated
    with refused(Invalid, Code.PAYMENT_CONFIRM):
        world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=account, amount=units(120)))
    with refused(Invalid, Code.PAYMENT_CONFIRM):
        world.do(world.admin, o.PAYMENTS_MAKE_ZERO, p.MakeZero(account=account, balance=made.balance_after))
    with refused(Invalid, Code.PAYMENT_CONFIRM):
        reverse(world, made.id)
    with refused(Invalid, Code.PAYMENT_CONFIRM):
        world.account("A2", opening=100)
    set_least(world, "0")
    assert world.recharge(account, 1_000_000).amount == units(1_000_000)


def test_a_new_agents_opening_balance_is_confirmed_too(world: World) -> None:
    set_least(world, "100")

    def new(confirmation: str | None) -> g.NewAgent:
        return g.NewAgent(
            user=u.CreateUser(login="li", name="", type=UserType.AGENT, password="seven purple elephants 9"),
            account=a.CreateAccount(number="A1", opening=units(100), confirmation=confirmation),
            rights=frozenset(AccountRight),
        )

    for wrong, code in ((None, Code.PAYMENT_CONFIRM), ("not my password", Code.PASSWORD_WRONG)):
        with refused(Invalid, code) as caught:
            world.do(world.admin, o.GRANTS_NEW_AGENT, new(wrong))
        assert [f.field for f in caught.refusal.fields] == ["account.confirmation"]
    made = world.do(world.admin, o.GRANTS_NEW_AGENT, new(PASSWORD))
    assert world.account_row(made.account).balance == units(100)


def test_wrong_passwords_of_large_amounts_are_throttled_as_logins_are(world: World) -> None:
    account = world.account("A1")
    set_least(world, "100")
    wrong = p.Recharge(account=account, amount=units(100), confirmation="not my password")
    for _ in range(3):
        with refused(Invalid, Code.PASSWORD_WRONG):
            world.do(world.admin, o.PAYMENTS_RECHARGE, wrong)
    right = p.Recharge(account=account, amount=units(100), confirmation=PASSWORD)
    with refused(LoginRefused, Code.LOGIN_WAIT):
        world.do(world.admin, o.PAYMENTS_RECHARGE, right)
    world.clock.advance(minutes=1)
    assert world.do(world.admin, o.PAYMENTS_RECHARGE, right).balance_after == units(100)
    # It weighs nothing in what tells one request from another, and is kept nowhere.
    assert "confirmation" in dispatcher.SECRET_FIELDS
    assert PASSWORD not in repr(right)
    with world.store.read() as unit:
        for table in ("log", "acts", "payments"):
            kept = repr(unit.connection.execute(text(f"select * from {table}")).all())
            assert PASSWORD not in kept
            assert "not my password" not in kept


def test_a_bulk_recharge_judges_each_account_in_one_act(each_world: World) -> None:
    world = each_world
    agent = world.account("A", opening=100)
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=agent, version=1, lower_rate=True))
    subs = [world.account(f"A-{n}", agent, opening=20) for n in range(3)]
    gone = world.account("B")
    world.do(world.admin, o.ACCOUNTS_CANCEL, a.CancelAccount(id=gone))
    plain = world.account("C", expires=world.now + DAY)
    request = p.BulkRecharge(
        selection=ab.AccountSelection(ids=(*subs, gone, plain)), amount=units(15), memo="bonus", note="campaign"
    )
    key = new_key()
    done = world.write(world.admin, o.PAYMENTS_BULK_RECHARGE, request, key)
    assert done.value.done == 3
    assert [(r.number, r.code) for r in done.value.refused] == [
        ("A-2", Code.COVER_SHORT),
        ("B", Code.ACCOUNT_CANCELLED),
    ]
    assert [world.account_row(i).balance for i in (*subs, plain)] == [units(v) for v in (35, 35, 20, 15)]
    assert world.account_row(plain).expires > world.now + 300 * DAY
    assert world.account_row(subs[2]).version == 1
    assert world.write(world.admin, o.PAYMENTS_BULK_RECHARGE, request, key).repeated
    assert world.account_row(plain).balance == units(15)
    rows = world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments(filter=p.PaymentFilter(memo="bonus"))).rows
    assert {(row.account_number, row.note) for row in rows} == {(n, "campaign") for n in ("A-0", "A-1", "C")}
    lines = world.read(world.admin, o.LOG_LIST, lg.ListLog()).rows
    assert [line.label for line in lines if line.operation == "payments.recharge"] == ["C", "A-1", "A-0"]
    assert next(line for line in lines if line.operation == "payments.bulk_recharge").after == {
        "done": 3,
        "refused": 2,
    }
    check(world)


def test_what_a_bulk_recharge_gives_in_all_is_one_large_amount(world: World) -> None:
    subs = tuple(world.account(f"A{n}") for n in range(3))
    set_least(world, "100")
    request = p.BulkRecharge(selection=ab.AccountSelection(ids=subs), amount=units(40))
    with refused(Invalid, Code.PAYMENT_CONFIRM):
        world.do(world.admin, o.PAYMENTS_BULK_RECHARGE, request)
    confirmed = p.BulkRecharge(selection=request.selection, amount=units(40), confirmation=PASSWORD)
    assert world.do(world.admin, o.PAYMENTS_BULK_RECHARGE, confirmed).done == 3


def test_an_agents_bulk_recharge_reaches_only_what_he_may_pay(desk: tuple[World, AccountId, AccountId, str]) -> None:
    world, own, sub, li = desk
    foreign = world.account("FOREIGN")
    request = p.BulkRecharge(selection=ab.AccountSelection(ids=(own, sub, foreign)), amount=units(5))
    done = world.do(li, o.PAYMENTS_BULK_RECHARGE, request)
    assert (done.done, [(r.number, r.code) for r in done.refused]) == (1, [("OWN", Code.OWN_ACCOUNT)])
    assert world.account_row(foreign).balance == 0


def test_keys_of_long_ago_are_forgotten_in_small_steps(each_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = each_world
    monkeypatch.setattr(dispatcher, "_ACTS_AT_ONCE", 3)

    def kept() -> int:
        with world.store.read() as unit:
            return int(unit.connection.execute(text("select count(*) from acts")).scalar_one())

    account = world.account("A1")
    keys = [new_key() for _ in range(5)]
    for key in keys:
        world.write(world.admin, o.PAYMENTS_RECHARGE, p.Recharge(account=account, amount=units(1)), key)
    before = kept()
    world.clock.advance(days=399)
    world.admin = world.login("admin")
    world.clock.advance(minutes=2)
    world.recharge(account, 1)
    assert kept() == before + 1, "within 400 days nothing is forgotten"
    world.clock.advance(days=2)
    world.admin = world.login("admin")
    for expected in (before + 2 - 3, before + 3 - 6):
        world.clock.advance(minutes=2)
        world.recharge(account, 1)
        assert kept() == expected
    world.recharge(account, 1)
    assert kept() == before + 4 - 6, "not with every write"
    assert world.read(world.admin, o.PAYMENTS_FIND, p.FindPayment(key=keys[0])).amount == units(1)
