"""Cover, ledger and paths: pure rules."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vosdesk.contract.accounts import Cover
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import AccountId, Time, new_key
from vosdesk.contract.money import MAX_MONEY, Money
from vosdesk.contract.payments import PaymentKind, PaymentMode
from vosdesk.domain import cover, ledger, paths

MONEY = st.integers(-(10**15), 10**15)


def test_the_agents_own_overdraft_is_no_cover() -> None:
    found = cover.cover(-5, [(10, 0), (-20, 15), (0, 7)])
    assert found == Cover(total=Money(0), used=Money(17), free=Money(-17))


@given(st.integers(0, 100), st.integers(0, 100), st.integers(-50, 50), st.integers(-50, 50))
def test_an_act_is_refused_when_it_leaves_cover_short_and_made_it_worse(
    total: int, used: int, total_by: int, used_by: int
) -> None:
    before = cover.of_sums(total, used)
    after = cover.of_sums(total + total_by, max(0, used + used_by))
    worse = after.used > before.used or after.total < before.total
    assert cover.breaks(before, after) == (after.used > after.total and worse)


@given(MONEY, st.integers(0, 10**15), MONEY)
def test_a_deduction_never_goes_below_the_overdraft_limit(balance: int, overdraft: int, amount: int) -> None:
    allowed = amount >= 0 or balance + amount >= -overdraft
    if allowed:
        ledger.check_floor(balance, overdraft, amount)
    else:
        with pytest.raises(Conflict) as refused:
            ledger.check_floor(balance, overdraft, amount)
        assert refused.value.code is Code.LIMIT_EXCEEDED
        assert refused.value.params["available"] == max(0, balance + overdraft)


def test_no_balance_leaves_the_range_of_exact_sums() -> None:
    ledger.check_ceiling(MAX_MONEY - 1, 1)
    with pytest.raises(Conflict):
        ledger.check_ceiling(MAX_MONEY, 1)


ENTRY = ledger.Entry(
    AccountId(1), 1, new_key(), PaymentKind.RECHARGE, PaymentMode.CASH, Money(5), Money(0), Money(5), Time(7),
    "admin", "memo", "A1", "name", "", "",
)  # fmt: skip


@pytest.mark.parametrize("field", [f.name for f in dataclasses.fields(ENTRY)])
def test_the_hash_covers_every_field(field: str) -> None:
    value = getattr(ENTRY, field)
    other: Any = {str: f"{value}x", int: 99}.get(type(value), 3)
    if isinstance(value, PaymentKind):
        other = PaymentKind.DEDUCT
    if isinstance(value, PaymentMode):
        other = PaymentMode.OTHER
    changed = dataclasses.replace(ENTRY, **{field: other})
    assert ledger.entry_hash(ledger.GENESIS, changed) != ledger.entry_hash(ledger.GENESIS, ENTRY)
    assert ledger.entry_hash(b"\1" * 32, ENTRY) != ledger.entry_hash(ledger.GENESIS, ENTRY)


def test_texts_of_neighbouring_fields_cannot_flow_into_each_other() -> None:
    one = dataclasses.replace(ENTRY, account_number="A", account_name="Bname")
    two = dataclasses.replace(ENTRY, account_number="AB", account_name="name")
    assert ledger.entry_hash(ledger.GENESIS, one) != ledger.entry_hash(ledger.GENESIS, two)


IDS = st.lists(st.integers(1, 10**6).map(AccountId), min_size=1, max_size=6, unique=True).map(tuple)


@given(IDS, IDS)
def test_a_subtree_is_a_range_of_stored_paths(one: paths.Path, two: paths.Path) -> None:
    low, high = paths.subtree(one)
    assert paths.from_text(paths.to_text(one)) == one
    assert (low <= paths.to_text(two) < high) == (two[: len(one)] == one)
