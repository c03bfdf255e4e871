"""Verification: books that the program kept are in order; what else can be wrong is found, and nothing besides."""

import pytest
from sqlalchemy import text

from tests.services.verify.company import Company, meddle
from tests.support.world import UNIT, World
from vosdesk.contract.errors import Code
from vosdesk.services.verify import Cancelled, Watch, verify
from vosdesk.services.verify import watch as pace


def _found(company: Company) -> list[tuple[Code, str, int]]:
    return [(f.code, f.noun, f.id) for f in company.report().findings]


def _payment(company: Company, seq: int, account: int | None = None) -> int:
    with company.world.store.read() as unit:
        query = text("SELECT id FROM payments WHERE account_id = :account AND seq = :seq")
        values = {"account": account or company.customer, "seq": seq}
        return int(unit.connection.execute(query, values).scalar_one())


def test_books_that_the_program_kept_are_in_order(each_world: World) -> None:
    report = Company(each_world).report()
    assert report.findings == ()
    assert (report.found, report.accounts, report.entries, report.by) == (0, 3, 18, "test")


def test_an_empty_installation_is_in_order(each_world: World) -> None:
    assert verify(each_world.store).found == 0


def test_one_wrong_record_is_one_finding(world: World) -> None:
    company = Company(world)
    wrong = _payment(company, 4)
    meddle(world, f"UPDATE payments SET memo = 'paid twice' WHERE id = {wrong}")
    assert _found(company) == [(Code.VERIFY_HASH, "payments", wrong)]


def test_a_hash_alone_that_was_changed_is_one_finding_even_of_the_last_record(world: World) -> None:
    company = Company(world)
    for seq in (2, 6):
        meddle(world, f"UPDATE payments SET hash = zeroblob(32) WHERE account_id = {company.customer} AND seq = {seq}")
    assert _found(company) == [
        (Code.VERIFY_HASH, "payments", _payment(company, 2)),
        (Code.VERIFY_HASH, "payments", _payment(company, 6)),
    ]


def test_a_record_that_was_taken_away_leaves_a_gap(each_world: World) -> None:
    company = Company(each_world)
    meddle(each_world, f"DELETE FROM payments WHERE id = {_payment(company, 2)}")
    codes = {code for code, _, _ in _found(company)}
    assert codes - {Code.VERIFY_NUMBERING} == {Code.VERIFY_GAP, Code.VERIFY_LOGGED}


def test_the_last_record_that_was_taken_away_is_missed_by_its_account(each_world: World) -> None:
    company = Company(each_world)
    meddle(each_world, f"DELETE FROM charges WHERE account_id = {company.customer} AND seq = 7")
    found = [f for f in company.report().findings if f.noun == "accounts"]
    assert {f.code for f in found} == {Code.VERIFY_LAST, Code.VERIFY_BALANCE}
    assert found[0].params == {"account": "9001", "expected": 6, "found": 7}


def test_an_account_without_records_is_named(each_world: World) -> None:
    company = Company(each_world)
    empty = each_world.account("9002")
    meddle(each_world, f"DELETE FROM payments WHERE account_id = {empty}")
    assert (Code.VERIFY_NO_ENTRY, "accounts", empty) in _found(company)


def test_records_of_an_account_that_is_gone_refer_to_nothing(each_world: World) -> None:
    company = Company(each_world)
    meddle(each_world, f"DELETE FROM accounts WHERE id = {company.customer}")
    found = [f for f in company.report().findings if f.code is Code.VERIFY_DANGLING]
    assert {(f.noun, f.params["column"]) for f in found} == {
        ("payments", "account_id"), ("charges", "account_id"), ("calls", "account_id"),
    }  # fmt: skip


def test_a_key_that_was_used_twice(world: World) -> None:
    company = Company(world)
    first, second = _payment(company, 2), _payment(company, 4)
    meddle(
        world,
        "CREATE TABLE kept AS SELECT * FROM payments",
        "DROP TABLE payments",
        "ALTER TABLE kept RENAME TO payments",
        f"UPDATE payments SET key = (SELECT key FROM payments WHERE id = {first}) WHERE id = {second}",
    )
    assert (Code.VERIFY_KEY, "payments", second) in _found(company)


def test_a_table_whose_records_could_be_changed_is_named(each_world: World) -> None:
    company = Company(each_world)
    with each_world.store.writes.begin() as connection:
        names = ["charges_no_update", "charges_no_delete"]
        if connection.dialect.name == "postgresql":
            names = ["charges_append_only ON charges"]
        for name in names:
            connection.execute(text(f"DROP TRIGGER {name}"))
    assert _found(company) == [(Code.VERIFY_UNGUARDED, "charges", 0)]


@pytest.mark.parametrize("table", ["payments", "charges", "log", "calls"])
def test_a_table_with_a_hole_in_its_guard_is_named(each_world: World, table: str) -> None:
    company = Company(each_world)
    guard = f"{table}_no_update"
    statement = f"DROP TRIGGER {guard}"
    if each_world.store.url.get_backend_name() == "postgresql":
        statement = f"ALTER TABLE {table} DISABLE TRIGGER {guard if table == 'calls' else f'{table}_append_only'}"
    with each_world.store.writes.begin() as connection:
        connection.execute(text(statement))
    assert _found(company) == [(Code.VERIFY_UNGUARDED, table, 0)]


def test_a_guard_that_no_longer_refuses_is_none(world: World) -> None:
    company = Company(world)
    with world.store.writes.begin() as connection:
        connection.execute(text("DROP TRIGGER log_no_delete"))
        connection.execute(text("CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT 1; END"))
    assert _found(company) == [(Code.VERIFY_UNGUARDED, "log", 0)]


def _cut(company: Company, table: str) -> None:
    """Take away the last record of all, and let its account know nothing of it."""
    chosen = f"(SELECT max(id) FROM {table})"
    account = f"(SELECT account_id FROM {table} WHERE id = {chosen})"
    before = "SELECT {0} FROM (SELECT account_id, seq, balance_after, hash FROM payments UNION ALL SELECT account_id,"
    before += " seq, balance_after, hash FROM charges) e WHERE e.account_id = accounts.id AND e.seq = last_seq - 1"
    head = {"balance": "balance_after", "last_hash": "hash", "last_seq": "seq"}
    set_ = ", ".join(f"{name} = ({before.format(said)})" for name, said in head.items())
    meddle(
        company.world, f"UPDATE accounts SET {set_} WHERE id = {account}", f"DELETE FROM {table} WHERE id = {chosen}"
    )


def test_the_last_payment_of_all_that_was_taken_away_is_missed_by_the_log(each_world: World) -> None:
    company = Company(each_world)
    last = each_world.recharge(company.customer, 7)
    _cut(company, "payments")
    report = company.report()
    assert [(f.code, f.id) for f in report.findings] == [(Code.VERIFY_LOGGED, last.account_id)]
    assert report.findings[0].params == {"account": "9001", "expected": 4, "found": 3}


def test_the_last_charge_of_all_that_was_taken_away_is_missed_by_its_call(each_world: World) -> None:
    company = Company(each_world)
    call = company.call(company.customer, fee=1)
    _cut(company, "charges")
    assert _found(company) == [(Code.VERIFY_CALL, "calls", call)]


def test_entries_that_were_verified_and_are_gone_are_missed(each_world: World) -> None:
    company = Company(each_world)
    company.call(company.customer, fee=1)
    before = company.report()
    each_world.store.write(lambda unit: unit.verification.add(before))
    assert company.report().found == 0
    _cut(company, "charges")
    meddle(each_world, "DELETE FROM calls WHERE id = (SELECT max(id) FROM calls)")
    assert _found(company) == [(Code.VERIFY_FEWER, "accounts", 0)]


@pytest.mark.parametrize("said", ["hold = 61", "callee = '999'", "caller = ''", "start = start - 1"])
def test_a_call_that_was_changed_is_told_otherwise_by_its_charges(each_world: World, said: str) -> None:
    company = Company(each_world)
    call = company.call(company.sub, company.agent, fee=1)
    meddle(each_world, f"UPDATE calls SET {said} WHERE id = {call}")
    assert _found(company) == [(Code.VERIFY_CALL, "calls", call)]


def test_an_account_that_was_put_elsewhere_in_the_tree_is_named(each_world: World) -> None:
    company = Company(each_world)
    meddle(each_world, f"UPDATE accounts SET path = '/{company.sub}/' WHERE id = {company.sub}")
    assert _found(company) == [(Code.VERIFY_PATH, "accounts", company.sub)]


def test_an_account_that_is_gone_with_all_its_records_is_missed(each_world: World) -> None:
    company = Company(each_world)
    meddle(
        each_world,
        *(f"DELETE FROM {table} WHERE account_id = {company.customer}" for table in ("payments", "charges", "calls")),
        f"DELETE FROM accounts WHERE id = {company.customer}",
    )
    assert (Code.VERIFY_LOGGED, "accounts", company.customer) in _found(company)


def test_a_text_that_cannot_be_read(world: World) -> None:
    company = Company(world)
    wrong = _payment(company, 4)
    meddle(world, f"UPDATE payments SET memo = CAST(X'ff41' AS TEXT) WHERE id = {wrong}")
    assert _found(company) == [(Code.VERIFY_HASH, "payments", wrong)]


@pytest.mark.parametrize("column", ["seq", "account_id", "amount", "balance_after", "hash", "time"])
def test_a_text_in_the_place_of_a_number(world: World, column: str) -> None:
    company = Company(world)
    wrong = _payment(company, 4)
    meddle(world, f"UPDATE payments SET {column} = 'many' WHERE id = {wrong}")
    assert wrong in {id_ for _, noun, id_ in _found(company) if noun == "payments"}


def test_a_short_cover_is_explained_by_the_charges_that_made_it_so(each_world: World) -> None:
    company = Company(each_world)
    first = company.call(company.agent, fee=70)
    world = each_world
    last = company.call(company.agent, fee=20)
    report = company.report()
    assert report.found == 0
    assert [(f.code, f.id) for f in report.explained] == [(Code.VERIFY_COVER_EXPLAINED, company.agent)]
    with world.store.read() as unit:
        query = text("SELECT id FROM charges WHERE call_id IN (:first, :last) ORDER BY id DESC")
        named = [str(i) for i in unit.connection.execute(query, {"first": first, "last": last}).scalars()]
    assert report.explained[0].params["charges"] == named[:1]
    assert report.explained[0].params["short"] == (14 - 7) * UNIT


def test_a_short_cover_that_no_charge_explains_is_a_fault(each_world: World) -> None:
    company = Company(each_world)
    meddle(each_world, f"UPDATE accounts SET overdraft = {200 * UNIT} WHERE id = {company.sub}")
    report = company.report()
    assert [(f.code, f.id) for f in report.findings] == [(Code.VERIFY_COVER, company.agent)]
    assert report.findings[0].params["unexplained"] == report.findings[0].params["short"] == (214 - 97) * UNIT
    assert report.explained == ()


def test_what_is_posted_meanwhile_is_not_in_the_moment_that_is_verified(each_world: World) -> None:
    company = Company(each_world)
    posted: list[int] = []

    def progress(done: int, total: int) -> None:
        if not posted:
            posted.append(total)
            each_world.recharge(company.customer, 9)

    assert verify(each_world.store, Watch(progress)).entries == 18
    assert posted == [18]
    assert company.report().entries == 19
    assert company.report().found == 0


def test_progress_is_told_and_nobody_waits_for_ever(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    company = Company(world)
    monkeypatch.setattr("vosdesk.services.verify.chain.EVERY", 5)
    told: list[tuple[int, int]] = []
    verify(world.store, Watch(lambda done, total: told.append((done, total))))
    assert told == [(0, 18), (5, 18), (10, 18), (15, 18), (18, 18), (18, 18)]
    with pytest.raises(Cancelled):
        verify(world.store, Watch(lambda done, total: told.append((done, total)), lambda: told[-1][0] >= 10))
    assert told[-1] == (10, 18)
    assert company.report().found == 0
    assert pace.EVERY > 1_000
