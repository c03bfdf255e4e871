"""Lists as banks write them: columns found by their titles or by what they hold, amounts and dates to the letter."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vosdesk.contract.decks import DateForm, Decimals
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.money import NumberStyle, format_money
from vosdesk.contract.reconciliation import ListAsk, ListedLine, ListLayout, ListRole
from vosdesk.domain.deck_cells import Cell, Unreadable
from vosdesk.domain.list_reading import Found, guess, parse_amount, read

R = ListRole
POINT, COMMA = NumberStyle(".", ","), NumberStyle(",", ".")
UNIT = 10**6


def rows(text: str) -> list[list[Cell]]:
    return [list(line.split(";")) for line in text.splitlines()]


def columns(found: Found) -> dict[R, int]:
    return {column.role: column.place for column in found.layout.columns}


def lines(sheet: list[list[Cell]], layout: ListLayout | None = None) -> list[ListedLine]:
    return list(read(sheet, layout or guess(sheet, ListLayout()).layout))


@given(
    some.integers(-(10**14), 10**14), some.sampled_from((POINT, COMMA, NumberStyle(".", " "), NumberStyle(",", "'")))
)
def test_an_amount_is_read_as_it_was_written(value: int, style: NumberStyle) -> None:
    written = format_money(value, 2, style)
    reading = POINT if style.decimal == "." else COMMA
    for text in (written, f"{written} EUR", f"€{written}" if value >= 0 else written, f" {written}\u00a0"):
        assert parse_amount(text, reading) == value
    if value > 0:
        assert parse_amount(f"({written})", reading) == -value
        assert parse_amount(f"{written}-", reading) == -value
        assert parse_amount(f"{written} DR", reading) == -value
        assert parse_amount(f"{written} Cr", reading) == value


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "12 apples", "5 of 7", "--5", "1,23.4", "1e5", "²"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    assert isinstance(parse_amount(text, POINT), Problem)


def test_columns_are_found_by_their_titles() -> None:
    sheet = rows(
        "Account 4711;;;;;\n;;;;;\n"
        "Booking date;Value date;Counterparty;Purpose;Amount;Balance\n"
        "31.01.2026;01.02.2026;Corner Shop;TT-1;1.250,50;9.999,00\n"
        ";;;;;\n"
        "30.01.2026;01.02.2026;Corner Shop;TT-2;-5,00;9.994,00"
    )
    found = guess(sheet, ListLayout())
    assert (found.layout.header, found.asks) == (3, ())
    assert columns(found) == {R.DATE: 0, R.PAYER: 2, R.REFERENCE: 3, R.AMOUNT: 4}
    assert (found.layout.decimals, found.layout.date_form) == (Decimals.COMMA, DateForm.DAY_FIRST)
    first, second = lines(sheet)
    day = date(2026, 1, 31).toordinal()
    assert first == ListedLine(line=4, reference="TT-1", payer="Corner Shop", day=day, amount=1_250_500_000)  # type: ignore[arg-type]
    assert (second.line, second.amount) == (6, -5 * UNIT)


def test_what_came_and_what_went_have_columns_of_their_own() -> None:
    sheet = rows("交易日期;摘要;支出金额;收入金额\n2026-01-31;TT-1;;10.00\n2026-01-31;TT-2;3.00;\n2026-01-31;TT-3;0;0")
    assert columns(guess(sheet, ListLayout())) == {R.DATE: 0, R.REFERENCE: 1, R.OUT: 2, R.AMOUNT: 3}
    assert [line.amount for line in lines(sheet)] == [10 * UNIT, -3 * UNIT, None]
    assert lines(sheet)[2].reason is Code.LIST_NO_AMOUNTS


def test_columns_without_titles_are_found_by_what_they_hold_and_asked_for() -> None:
    sheet = rows("2026-01-31;TT-100;10.00\n2026-02-01;TT-101;11.50\n2026-02-02;TT-102;9.00")
    found = guess(sheet, ListLayout())
    assert found.layout.header == 0
    assert columns(found) == {R.DATE: 0, R.REFERENCE: 1, R.AMOUNT: 2}
    assert ListAsk.COLUMNS in found.asks
    assert [line.amount for line in lines(sheet)] == [10 * UNIT, 11_500_000, 9 * UNIT]


def test_what_can_be_read_in_two_ways_is_asked_for() -> None:
    found = guess(rows("Reference;Date;Amount\nTT-1;03/04/2026;1,250\nTT-2;05/06/2026;2,000"), ListLayout())
    assert found.asks == (ListAsk.DECIMALS, ListAsk.DATE_FORM)
    surely = guess(rows("Reference;Date;Amount\nTT-1;03/04/2026;1,250.5\nTT-2;25/06/2026;2,000"), ListLayout())
    assert (surely.asks, surely.layout.date_form) == ((), DateForm.DAY_FIRST)


def test_cells_of_spreadsheets_are_what_they_are() -> None:
    sheet: list[list[Cell]] = [
        ["Reference", "Date", "Amount"],
        [1001, datetime(2026, 1, 31, 12, 30), 1250.1],
        ["TT-2", date(2026, 2, 1), 0.30000000000000004],
    ]
    first, second = lines(sheet)
    assert (first.reference, first.day, first.amount) == ("1001", date(2026, 1, 31).toordinal(), 1_250_100_000)
    assert second.amount == 300_000


def test_a_line_that_cannot_be_read_says_why_and_is_kept() -> None:
    sheet = rows("Reference;Date;Amount\nTT-1;2026-01-31;ten\nTT-2;soon;5\n;2026-01-31;5\nTT-4;;5")
    sheet.append([Unreadable('"TT-5;', Code.CELL_QUOTE)])
    assert [(line.line, line.reason) for line in lines(sheet)] == [
        (2, Code.NUMBER_INVALID), (3, Code.CELL_DATE), (4, Code.LIST_NO_REFERENCES), (5, None), (6, Code.CELL_QUOTE),
    ]  # fmt: skip


def test_the_layout_says_what_is_missing() -> None:
    found = guess(rows("What;Ever\na;b\nc;d"), ListLayout())
    assert ListAsk.COLUMNS in found.asks
    assert [problem.code for _, problem in found.layout.checks() if problem] == [
        Code.LIST_NO_AMOUNTS, Code.LIST_NO_REFERENCES,
    ]  # fmt: skip
