"""Long lists of payment records: steps, parts and jumps together are the list, on both databases."""

import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.world import World
from vosdesk.contract.accounts import Reach
from vosdesk.contract.ids import AccountId, Key, Time
from vosdesk.contract.money import Money
from vosdesk.contract.paging import Window, unpacked
from vosdesk.contract.payments import PaymentFilter, PaymentKind, PaymentMode, PaymentSort
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import payments
from vosdesk.storage.repositories import payment_questions, payment_walks
from vosdesk.storage.repositories.payment_walks import Walk
from vosdesk.storage.unit_of_work import Store

RECORDS = 130
EVERYTHING = AccountScope(everything=True)
Kept = dict[str, Any]
Test = Callable[[Kept], bool]

QUESTIONS: tuple[tuple[PaymentFilter, Test], ...] = (
    (PaymentFilter(), lambda r: True),
    (PaymentFilter(kind=PaymentKind.DEDUCT), lambda r: r["kind"] == 1),
    (PaymentFilter(memo="BANK"), lambda r: "bank" in r["memo"].lower()),
    (PaymentFilter(memo="ПЛАТЁЖ"), lambda r: "платёж" in r["memo"].lower()),
    (PaymentFilter(memo="50%_"), lambda r: "50%_" in r["memo"]),
    (PaymentFilter(memo="nowhere"), lambda r: False),
    (PaymentFilter(account_number="A2"), lambda r: r["account_number"] == "A2"),
    (PaymentFilter(account_number="A2", amount_from=Money(40)),
     lambda r: r["account_number"] == "A2" and r["amount"] >= 40),
    (PaymentFilter(account_number="nobody"), lambda r: False),
    (PaymentFilter(time_from=Time(1_030), time_to=Time(1_055)), lambda r: 1_030 <= r["time"] <= 1_055),
    (PaymentFilter(time_to=Time(1_055), memo="bank"), lambda r: r["time"] <= 1_055 and "bank" in r["memo"].lower()),
    (PaymentFilter(amount_from=Money(-20), amount_to=Money(30)), lambda r: -20 <= r["amount"] <= 30),
    (PaymentFilter(agent=AccountId(1), reach=Reach.ALL), lambda r: r["account_number"] in {"A2", "A3"}),
    (PaymentFilter(agent=AccountId(1), reach=Reach.DIRECT, mode=PaymentMode.CASH),
     lambda r: r["account_number"] == "A2" and r["mode"] == 0),
)  # fmt: skip
SCOPES = (
    (EVERYTHING, {"A1", "A2", "A3", "A4"}),
    (AccountScope(False, ((AccountId(1), AccountId(2)),), (AccountId(2),)), {"A2", "A3"}),
)


@pytest.fixture(params=["a few", "many"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps so short that the records of a test take many."""
    monkeypatch.setattr(payment_walks, "WALK", 17)
    monkeypatch.setattr(payment_walks, "WALK_OF_SOME", 7)
    monkeypatch.setattr(payment_walks, "GLANCE", 4)
    monkeypatch.setattr(payment_walks, "SUMMED", 31)
    monkeypatch.setattr(payment_walks, "HOPS", 3)
    monkeypatch.setattr(payment_walks, "NEAR", 5)
    monkeypatch.setattr(payment_walks, "ANCHOR_STEP", 11)
    monkeypatch.setattr(payment_questions, "NARROW", 5 if request.param == "many" else 8_000)


@pytest.fixture
def kept(each_world: World) -> list[Kept]:
    """Records of four accounts, the second below the first and the third below the second; many at one time."""
    source = random.Random(7)
    memos = ("", "Bank transfer", "BANK", "Платёж", "50%_ off", "50 percent", "cash")
    ids = [each_world.account("A1")]
    ids.append(each_world.account("A2", agent=ids[0]))
    ids.append(each_world.account("A3", agent=ids[1]))
    ids.append(each_world.account("A4"))
    assert ids == [1, 2, 3, 4]

    def add(unit: Any) -> None:
        balances = dict.fromkeys(ids, 0)
        serial = dict.fromkeys(ids, 10)
        for number in range(RECORDS):
            account = source.choice(ids)
            amount = source.randrange(-50, 90)
            serial[account] += 1
            row = {
                "account_id": account, "seq": serial[account], "key": Key(f"{number:036d}"),
                "kind": 0 if amount > 0 else 1, "mode": source.choice([0, 5]), "amount": amount,
                "balance_before": balances[account], "balance_after": balances[account] + amount,
                "time": 1_000 + source.randrange(80), "operator_id": each_world.admin_id, "operator": "admin",
                "memo": source.choice(memos), "account_number": f"A{account}", "account_name": "n", "agent_id": None,
                "agent_number": "", "agent_name": "", "reverses": None, "hash": bytes(32),
            }  # fmt: skip
            balances[account] += amount
            unit.connection.execute(payments.insert(), row)

    each_world.store.write(add)
    with each_world.store.read() as unit:
        return [dict(row) for row in unit.connection.execute(payments.select()).mappings()]


def listed(store: Store, scope: AccountScope, wanted: PaymentFilter, sort: PaymentSort, down: bool) -> Iterator[Walk]:
    """The same question, put anew for every step."""
    while True:
        with store.read() as unit:
            yield unit.payments.walk(scope, wanted, sort, down)


@pytest.mark.usefixtures("steps")
def test_steps_parts_and_jumps_together_are_the_list(each_world: World, kept: list[Kept]) -> None:
    by_key = {row["id"]: row for row in kept}
    names = {PaymentSort.TIME: "time", PaymentSort.AMOUNT: "amount", PaymentSort.ACCOUNT: "account_number"}
    orders = itertools.cycle(itertools.product(PaymentSort, (True, False)))
    for (wanted, test), (scope, numbers), _ in itertools.product(QUESTIONS, SCOPES, range(2)):
        sort, down = next(orders)
        right = [i for i, one in by_key.items() if one["account_number"] in numbers and test(one)]
        right.sort(key=lambda i: (by_key[i][names[sort]], i), reverse=down)
        walks = listed(each_world.store, scope, wanted, sort, down)
        assert _searched(walks) == right, (wanted, scope, sort, down)
        ids, anchors, step = _measured(walks, len(right))
        assert [anchor[-1] for anchor in anchors] == right[step - 1 :: step][: len(anchors)]
        assert len(anchors) >= (len(right) - 1) // step
        if ids:
            assert ids == right
            some = tuple(ids[3:9])
            assert [row.id for row in next(walks).window(Window(ids=some)).rows.rows] == list(some)
        for place in (step - 1, 2 * step - 1):
            if place < len(right) and place // step < len(anchors):
                window = Window(after=anchors[place // step], skip=1, limit=4)
                found = [row.id for row in next(walks).window(window).rows.rows]
                assert found == right[place + 2 : place + 6]
        assert _sums(walks) == (len(right), sum(by_key[i]["amount"] for i in right))


@pytest.mark.usefixtures("steps", "kept")
def test_an_account_that_is_not_ones_own_is_nobodys(each_world: World) -> None:
    """Neither rows nor steps tell of it: the answer is that of a number that nobody has."""
    scope = SCOPES[1][0]
    answers = []
    for number in ("A4", "nobody"):
        walks = listed(each_world.store, scope, PaymentFilter(account_number=number, memo="x"), PaymentSort.TIME, True)
        answers.append((next(walks).window(Window()), next(walks).extent(Window()), next(walks).totals(Window())))
    assert answers[0] == answers[1]
    assert answers[0][0].search is None


def _searched(walks: Iterator[Walk]) -> list[int]:
    """Every row, by windows of nine that may come in several steps; shares never fall."""
    found: list[int] = []
    after, share = None, 0
    while True:
        rows, search = next(walks).window(Window(after=after, limit=9))
        found += [row.id for row in rows.rows]
        if search is not None:
            assert share <= search.share < 1_000
            after, share = search.resume, search.share
        elif len(rows.rows) < 9:
            return found
        else:
            after = rows.last


def _measured(walks: Iterator[Walk], length: int) -> tuple[list[int], list[Any], int]:
    ids: list[int] = []
    anchors: list[Any] = []
    after, step, count = None, 1, 0
    while True:
        extent = next(walks).extent(Window(after=after, skip=count))
        count += extent.count
        ids += unpacked(extent.ids)
        anchors += extent.anchors
        step = extent.step
        if extent.search is None:
            assert count == length
            return ids, anchors, step
        after = extent.search.resume


def _sums(walks: Iterator[Walk]) -> tuple[int, int]:
    count = amount = 0
    after = None
    while True:
        rows, search = next(walks).totals(Window(after=after))
        count += sum(row.count for row in rows)
        amount += sum(int(row.amount) for row in rows)
        if search is None:
            return count, amount
        after = search.resume
