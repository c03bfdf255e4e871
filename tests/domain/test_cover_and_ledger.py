"""Cover, ledger and paths: pure rules."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vosdesk.contract.accounts import Cover
from vosdesk.contract.errors import Code, Conflict
from vosdesk.contract.ids import AccountId, Key, PaymentId, Time, UserId
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
    AccountId(1), 1, Key("5d3b1f0e-8f0a-4c55-9a54-0d6d2f3c8a11"), PaymentKind.RECHARGE, PaymentMode.CASH, Money(5),
    Money(0), Money(5), Time(7), UserId(3), "admin", "memo", "A1", "name", AccountId(4), "A0", "agent", PaymentId(8),
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("field", ledger.Entry._fields)
def test_the_hash_covers_every_field(field: str) -> None:
    value = getattr(ENTRY, field)
    other: Any = f"{value}x" if isinstance(value, str) else 99
    changed = ENTRY._replace(**{field: other})
    assert ledger.chain_hash(ledger.GENESIS, changed) != ledger.chain_hash(ledger.GENESIS, ENTRY)
    assert ledger.chain_hash(b"\1" * 32, ENTRY) != ledger.chain_hash(ledger.GENESIS, ENTRY)


def test_texts_of_neighbouring_fields_cannot_flow_into_each_other() -> None:
    one = ENTRY._replace(account_number="A", account_name="Bname")
    two = ENTRY._replace(account_number="AB", account_name="name")
    assert ledger.chain_hash(ledger.GENESIS, one) != ledger.chain_hash(ledger.GENESIS, two)


def test_a_hash_of_today_is_a_hash_of_tomorrow() -> None:
    found = ledger.chain_hash(ledger.GENESIS, ENTRY)
    assert found.hex() == "ccee162f60d68e2cc02fae3be2023d2c3806545d1ec19f36ca8b0f4fdef811c9"


@given(TEXT, st.integers(-(2**63), 2**63 - 1))
def test_the_hash_is_that_of_a_plain_json_array(text: str, number: int) -> None:
    entry = ENTRY._replace(memo=text, amount=Money(number))
    body = json.dumps([int(v) if isinstance(v, int) else v for v in entry], ensure_ascii=False, separators=(",", ":"))
    assert ledger.chain_hash(b"\2" * 32, entry) == hashlib.sha256(b"\2" * 32 + body.encode()).digest()


IDS = st.lists(st.integers(1, 10**6).map(AccountId), min_size=1, max_size=6, unique=True).map(tuple)


@given(IDS, IDS)
def test_a_subtree_is_a_range_of_stored_paths(one: paths.Path, two: paths.Path) -> None:
    low, high = paths.subtree(one)
    assert paths.from_text(paths.to_text(one)) == one
    assert (low <= paths.to_text(two) < high) == (two[: len(one)] == one)
