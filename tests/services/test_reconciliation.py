"""Lists beside the books through the door: what is compared, for whom, listed, exported, and nothing posted."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from tests.support.calls import run, send
from tests.support.reconciling import compare, entries, inspect, today
from tests.support.refused import refused
from tests.support.world import World, units
from vosdesk.contract import files as f
from vosdesk.contract import grants as g
from vosdesk.contract import operations as o
from vosdesk.contract import payments as p
from vosdesk.contract import reconciliation as rc
from vosdesk.contract.errors import Code, Forbidden, Invalid, NotFound
from vosdesk.contract.ids import DAY, AccountId, FileId, Time
from vosdesk.contract.money import Money
from vosdesk.contract.paging import Window
from vosdesk.contract.permissions import Right, UserType
from vosdesk.contract.rate_export import FileForm

O = rc.ListOutcome  # noqa: E741 - said often
HEADER = "Reference,Date,Payer,Amount"


def recharge(world: World, account: AccountId, amount: float, memo: str, note: str = "") -> p.PaymentRow:
    request = p.Recharge(account=account, amount=units(amount), memo=memo, note=note)
    return world.do(world.admin, o.PAYMENTS_RECHARGE, request)


def line(world: World, reference: str, amount: str, payer: str = "", days_ago: int = 0) -> str:
    return f"{reference},{today(world) - timedelta(days=days_ago)},{payer},{amount}"


def sheet(*lines: str) -> str:
    return "\n".join([HEADER, *lines, ""])


def told(world: World, found: rc.Reconciled, token: str | None = None) -> list[tuple[str, str, str]]:
    """Outcome, reference of the line and memo of the record, of all entries in order of the outcomes."""
    return [
        (row.outcome.value, row.line.reference if row.line else "", row.record.memo if row.record else "")
        for row in entries(world, found.file, token)
    ]


@pytest.fixture
def shop(each_world: World) -> tuple[World, AccountId]:
    return each_world, each_world.account("1001", name="Corner Shop")


def test_every_line_and_every_record_is_in_one_place(shop: tuple[World, AccountId]) -> None:
    world, account = shop
    opened = world.account("2002", opening=50, memo="")
    recharge(world, account, 10, "TT-0001")
    recharge(world, account, 20, "by bank, tt-0002.", note="seen by Ada")
    recharge(world, account, 30, "", note="TT-0003")
    recharge(world, account, 40, "TT-0004")
    recharge(world, account, 5, "TT-0001")
    wrong = recharge(world, account, 60, "TT-0006")
    world.do(world.admin, o.PAYMENTS_REVERSE, p.Reverse(payment=wrong.id, memo="typed twice"))
    world.do(world.admin, o.PAYMENTS_DEDUCT, p.Deduct(account=account, amount=units(2), memo="TT-0009"))
    world.do(world.admin, o.PAYMENTS_MAKE_ZERO, p.MakeZero(account=opened, balance=units(50)))
    before = world.account_row(account)
    content = sheet(
        line(world, "TT-0001", "10.00"),
        line(world, "TT-0002", "20"),
        line(world, "TT-0002", "20"),
        line(world, "TT-0003", '"1,030.00"'),
        line(world, "TT-0005", "7.5", "Corner Shop"),
        line(world, "TT-0009", "-2"),
        line(world, "TT-0010", "12 apples"),
        line(world, "TT-0011", "3", days_ago=9),
    )
    found = compare(world, content)
    assert told(world, found) == [
        ("matched", "TT-0001", "TT-0001"),
        ("matched", "TT-0002", "by bank, tt-0002."),
        ("matched", "TT-0009", "TT-0009"),
        ("differs", "TT-0003", ""),
        ("missing_books", "TT-0005", ""),
        ("missing_list", "", ""),
        ("missing_list", "", "TT-0004"),
        ("missing_list", "", "TT-0001"),
        ("doubled_list", "TT-0002", ""),
        ("unreadable", "TT-0010", ""),
        ("outside", "TT-0011", ""),
        ("reversed", "", "TT-0006"),
        ("reversed", "", "typed twice"),
    ]
    assert (found.total.lines, found.total.records) == (8, 9)
    assert found.total.listed == 10 * 10**6 + 2 * 20 * 10**6 + 1030 * 10**6 + 7_500_000 - 2 * 10**6 + 3 * 10**6
    assert found.total.booked == units(10 + 20 + 30 + 40 + 5 + 60 - 60 - 2 + 50)
    assert found.differences == 1 + 1 + 3 + 1 + 1
    assert world.account_row(account) == before


def test_what_is_missing_names_its_account_and_a_likely_record(shop: tuple[World, AccountId]) -> None:
    world, account = shop
    posted = recharge(world, account, 10, "cash")
    world.account("3003", name="Twin")
    world.account("3004", name="Twin")
    found = compare(
        world,
        sheet(
            line(world, "TT-0001", "10", "corner shop"), line(world, "TT-0002", "11", "1001"),
            line(world, "1001", "12"), line(world, "TT-0003", "13", "Twin"), line(world, "TT-0004", "-1", "1001"),
        ),
    )  # fmt: skip
    rows = {row.line.reference: row for row in entries(world, found.file) if row.line is not None}
    suggested = rows["TT-0001"].suggested_record
    assert suggested is not None
    assert suggested.id == posted.id
    assert found.suggested == 1
    assert found.count(O.MATCHED) == 0
    (record,) = (row for row in entries(world, found.file) if row.record is not None)
    assert (record.outcome, record.suggested_line) == (O.MISSING_LIST, 2)
    assert [rows[name].account_number for name in ("TT-0002", "1001", "TT-0003")] == ["1001", "1001", ""]
    assert rows["TT-0002"].can == {"recharge": "", "see": Code.LIST_NO_RECORD.value}
    assert rows["TT-0004"].can["recharge"] == Code.LIST_NOT_MISSING.value
    assert rows["TT-0001"].can == {"recharge": "", "see": ""}


def test_the_own_export_of_payments_matches_whole(shop: tuple[World, AccountId]) -> None:
    world, account = shop
    for number in range(1, 6):
        recharge(world, account, number, f"=TT-{number:04}")
    header = "record,time,account_number,amount,memo"
    rows = world.read(world.admin, o.PAYMENTS_LIST, p.ListPayments()).rows
    day = today(world)
    lines = [f"{r.id},{day}T10:00:00Z,{r.account_number},{r.amount / 10**6:.6f},'{r.memo}" for r in rows if r.amount]
    found = compare(world, "\n".join([header, *lines]))
    assert (found.count(O.MATCHED), found.differences) == (5, 0)


def test_records_of_other_days_and_modes_take_no_part(shop: tuple[World, AccountId]) -> None:
    world, account = shop
    recharge(world, account, 10, "TT-0001")
    world.clock.advance(days=1)
    world.admin = world.login(world.admin_id)
    request = p.Recharge(account=account, amount=units(3), memo="TT-0002", mode=p.PaymentMode.PHONE_CARD)
    world.do(world.admin, o.PAYMENTS_RECHARGE, request)
    content = sheet(line(world, "TT-0001", "10", days_ago=1), line(world, "TT-0002", "3"))
    assert [row[0] for row in told(world, compare(world, content))] == ["matched", "outside"]
    assert [row[0] for row in told(world, compare(world, content, days=2))] == ["matched", "matched"]
    cash = compare(world, content, days=2, mode=p.PaymentMode.CASH)
    assert [row[0] for row in told(world, cash)] == ["matched", "missing_books"]


def test_entries_are_filtered_sorted_and_paged(world: World) -> None:
    account = world.account("1001", name="Corner Shop")
    for number in (1, 2, 3):
        recharge(world, account, number, f"TT-{number:04}")
    content = sheet(*(line(world, f"TT-{number:04}", str(number)) for number in (2, 3, 4)))
    file = compare(world, content).file
    (missing,) = entries(world, file, filter={"outcomes": (O.MISSING_BOOKS,)})
    assert missing.line is not None
    assert missing.line.reference == "TT-0004"
    assert [row.outcome for row in entries(world, file, filter={"text": "tt-0001"})] == [O.MISSING_LIST]
    by_amount = entries(world, file, sort=rc.EntrySort.AMOUNT, descending=True)
    assert [row.line.reference if row.line else "" for row in by_amount] == ["TT-0004", "TT-0003", "TT-0002", ""]
    wanted = rc.ListEntries(filter=rc.EntryFilter(file=file), window=Window(limit=3))
    first = world.read(world.admin, o.RECONCILIATION_LIST, wanted)
    rest = rc.ListEntries(filter=rc.EntryFilter(file=file), window=Window(after=first.last, limit=3))
    assert [len(first.rows), len(world.read(world.admin, o.RECONCILIATION_LIST, rest).rows)] == [3, 1]
    assert world.read(world.admin, o.RECONCILIATION_EXTENT, wanted).count == 4


@pytest.mark.parametrize("form", [FileForm.CSV, FileForm.XLSX])
def test_entries_are_exported_with_harmless_cells(world: World, form: FileForm) -> None:
    account = world.account("1001", name="=SUM(1)")
    recharge(world, account, 10, "TT-0001")
    found = compare(world, sheet(line(world, "TT-0001", "10"), line(world, "@TT-0002", "3.25", "=1+1")))
    request = rc.ExportEntries(filter=rc.EntryFilter(file=found.file), form=form)
    made: f.FileInfo = run(world, o.RECONCILIATION_EXPORT, request)
    content = world.read(world.admin, o.FILES_GET, f.GetPiece(id=made.id, offset=0)).content
    if form is FileForm.XLSX:
        from python_calamine import CalamineWorkbook

        table: list[Any] = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    else:
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    listed = 3.25 if form is FileForm.XLSX else "3.250000"
    cells = [dict(zip(table[0], row, strict=False)) for row in table[1:]]
    assert [row["outcome"] for row in cells] == ["matched", "missing_books"]
    assert cells[0]["account_name"] == "'=SUM(1)"
    assert (cells[1]["reference"], cells[1]["payer"], cells[1]["listed_amount"]) == ("'@TT-0002", "'=1+1", listed)


def test_an_agent_compares_with_what_he_may_see(each_world: World) -> None:
    world = each_world
    own = world.account("OWN", opening=100)
    below = world.account("BELOW", own, name="His shop")
    foreign = world.account("FOREIGN", name="No shop of his")
    rights = frozenset({Right.ACCOUNTS_VIEW, Right.PAYMENTS_VIEW, Right.RECONCILIATION_VIEW, Right.EXPORT})
    user = world.agent("li", rights)
    world.grant(user, own)
    recharge(world, below, 10, "TT-0001", note="TT-9999")
    recharge(world, foreign, 20, "TT-0002")
    token = world.login(user)
    content = sheet(
        line(world, "TT-0001", "10"), line(world, "TT-0002", "20", "FOREIGN"), line(world, "TT-0003", "5", "His shop"),
        line(world, "TT-9999", "10"),
    )  # fmt: skip
    found = compare(world, content, token)
    assert told(world, found, token) == [
        ("matched", "TT-0001", "TT-0001"),
        ("missing_books", "TT-0002", ""),
        ("missing_books", "TT-0003", ""),
        ("missing_books", "TT-9999", ""),
        ("missing_list", "", ""),
    ]
    missing = entries(world, found.file, token, filter={"outcomes": (O.MISSING_BOOKS,)})
    assert [row.account_number for row in missing] == ["", "BELOW", ""]
    with pytest.raises(NotFound):
        entries(world, found.file)
    listed = world.read(world.admin, o.GRANTS_LIST_ACCOUNT, g.ListAccountGrants(account=own))
    world.do(world.admin, o.GRANTS_REMOVE_ACCOUNT, g.RemoveAccountGrant(id=listed.rows[0].id))
    with pytest.raises(NotFound):
        entries(world, found.file, token)


def test_who_sees_no_payments_reconciles_nothing(world: World) -> None:
    world.user("clerk", UserType.OPERATOR, {Right.RECONCILIATION_VIEW})
    with pytest.raises(Forbidden):
        compare(world, sheet(line(world, "TT-0001", "10")), world.login("clerk"))


def test_another_kind_of_file_is_no_reconciliation(world: World) -> None:
    for file in (send(world, b"SQLite format 3\x00"), FileId("none")):
        with pytest.raises(NotFound):
            entries(world, file)


def test_the_log_says_what_was_found(world: World) -> None:
    from vosdesk.contract import log as lg

    recharge(world, world.account("1001"), 10, "TT-0001")
    compare(world, sheet(line(world, "TT-0001", "10"), line(world, "TT-0002", "1")))
    rows = world.read(world.admin, o.LOG_LIST, lg.ListLog()).rows
    (row,) = (r for r in rows if r.operation == "reconciliation.start" and r.after)
    assert (row.label, row.after) == ("list.csv", {"matched": 1, "missing_books": 1})


def test_a_list_that_cannot_be_read_is_refused_with_the_reason(world: World) -> None:
    with refused(Invalid, Code.FILE_EMPTY):
        inspect(world, "   ")
    layout = rc.ListLayout(columns=(rc.ListColumn(role=rc.ListRole.DATE, place=0),))
    with refused(Invalid, Code.LIST_NO_AMOUNTS):
        compare(world, sheet(), layout=layout)


def test_the_period_begins_with_the_readers_day(world: World) -> None:
    """A record late in the evening is of the next day east of here."""
    account = world.account("1001", name="Shop")
    recharge(world, account, 10, "")
    day = today(world)
    content = f"Reference,Date,Payer,Amount\nTT-1,{day + timedelta(days=1)},1001,10\n"
    layout = inspect(world, content).layout
    start = Time(world.now - DAY // 2)
    request = rc.Reconcile(
        file=send(world, content.encode()),
        layout=layout,
        first_day=day.toordinal() + 1,
        days=(start, Time(start + DAY)),
    )
    found: rc.Reconciled = run(world, o.RECONCILIATION_START, request)
    assert found.suggested == 1
    assert Money(found.total.listed) == found.total.booked == units(10)
