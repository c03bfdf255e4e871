"""Conformance: accounts, payments and rates, end to end."""

from tests.conformance.client import do, log_in, make_account, make_user
from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS
from vosdesk.contract import accounts as a
from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rates as r
from vosdesk.contract.backend import Backend
from vosdesk.contract.errors import Code, Conflict, Denied
from vosdesk.contract.ids import Empty, Time, new_key
from vosdesk.contract.money import Money, Price
from vosdesk.contract.permissions import AccountRight, UserType

BIG = Money(10**17 + 1)


def test_an_amount_arrives_to_the_last_digit(backend: Backend) -> None:
    log_in(backend)
    account = make_account(backend, "100", opening=BIG)
    row = do(backend, o.PAYMENTS_RECHARGE, p.Recharge(account=account, amount=Money(1), memo="тест"))
    assert (row.balance_before, row.amount, row.balance_after) == (BIG, 1, BIG + 1)
    totals = backend.call(o.PAYMENTS_TOTALS, p.ListPayments())
    assert (totals.count, totals.amount) == (2, BIG + 1)
    with refused(Conflict, Code.LIMIT_EXCEEDED) as caught:
        do(backend, o.PAYMENTS_DEDUCT, p.Deduct(account=account, amount=Money(BIG + 2)))
    assert caught.refusal.params["balance"] == BIG + 1


def test_a_payment_whose_answer_was_lost_is_found_by_its_key(backend: Backend) -> None:
    log_in(backend)
    account = make_account(backend, "100")
    key = new_key()
    request = p.Recharge(account=account, amount=Money(5))
    first = backend.call(o.PAYMENTS_RECHARGE, request, key)
    assert backend.call(o.PAYMENTS_FIND, p.FindPayment(key=key)) == first.value
    again = backend.call(o.PAYMENTS_RECHARGE, request, key)
    assert (again.value, again.repeated) == (first.value, True)
    assert backend.call(o.ACCOUNTS_GET, a.GetAccount(id=account)).row.balance == 5


def test_an_agent_sees_and_does_what_is_his(backend: Backend) -> None:
    log_in(backend)
    agent = make_user(backend, "agent", type=UserType.AGENT, rights=AGENT_RIGHTS)
    own = make_account(backend, "100", opening=Money(50))
    make_account(backend, "200")
    grant = g.SetAccountGrant(user=agent, account=own, rights=frozenset(AccountRight), covers_subs=True)
    do(backend, o.GRANTS_SET_ACCOUNT, grant)
    log_in(backend, "agent")
    sub = make_account(backend, "101", agent=own)
    do(backend, o.PAYMENTS_RECHARGE, p.Recharge(account=sub, amount=Money(5)))
    with refused(Denied, Code.OWN_ACCOUNT) as caught:
        do(backend, o.PAYMENTS_RECHARGE, p.Recharge(account=own, amount=Money(5)))
    assert caught.refusal.params["account"] == "100"
    rows = backend.call(o.ACCOUNTS_LIST, a.ListAccounts()).rows
    assert [row.number for row in rows] == ["100", "101"]
    assert [node.number for node in backend.call(o.ACCOUNTS_TREE, Empty()).nodes] == ["100"]


def test_a_rate_prices_a_number(backend: Backend) -> None:
    log_in(backend)
    group = do(backend, o.RATE_GROUPS_CREATE, rg.CreateRateGroup(name="Retail"))
    account = make_account(backend, "100", rate_group=group)
    fields = r.RateFields(prefix="0086", area_name="中国", price=Price(400_000), cycle=1)
    rate = do(backend, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields))
    listed = backend.call(o.RATES_LIST, r.ListRates(filter=r.RateFilter(rate_group=group))).rows
    assert [(row.id, row.fields) for row in listed] == [(rate, fields)]
    asked = r.PriceNumber(number="008613800", at=Time(5), account=account)
    answer = backend.call(o.RATES_PRICE, asked)
    assert "0086" in repr(answer)
