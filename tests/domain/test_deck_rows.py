"""Rows of sheets as rates: terms, codes of several columns, notes, and one answer whichever way a row is read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vosdesk.contract.decks import (
    Ask,
    Column,
    Dash,
    DateForm,
    Decimals,
    Layout,
    Notice,
    PricePer,
    Role,
    Unpriced,
)
from vosdesk.contract.errors import Code
from vosdesk.contract.ids import DAY, FOREVER, Time
from vosdesk.contract.money import Price
from vosdesk.contract.rates import BadRow, LockType, RateFields, RateType, Section
from vosdesk.domain.deck_cells import Cell
from vosdesk.domain.deck_guess import guess
from vosdesk.domain.deck_rows import DeckRow, Reading, interpret
from vosdesk.domain.deck_terms import carried

MAY = Time(1_777_593_600_000_000)
"""2026-05-01 00:00 UTC."""


def layout(columns: str, **said: Any) -> Layout:
    """A layout of columns by their roles; a dot is a column that is not read."""
    roles = columns.split()
    return Layout(
        titles=tuple(f"T{place}" for place in range(len(roles))),
        columns=tuple(Column(role=Role(role), place=place) for place, role in enumerate(roles) if role != "."),
        **said,
    )


def read(how: Layout, *rows: Sequence[Cell]) -> tuple[list[DeckRow], list[BadRow]]:
    found = list(interpret([how.titles, *rows], how))
    return [r for r in found if isinstance(r, DeckRow)], [r for r in found if isinstance(r, BadRow)]


def only(how: Layout, *cells: Cell) -> RateFields:
    good, bad = read(how, cells)
    assert bad == []
    assert len(good) == 1
    return good[0].fields


def refused(how: Layout, *cells: Cell) -> tuple[str, str, Code]:
    good, bad = read(how, cells)
    assert good == []
    assert len(bad) == 1
    assert bad[0].line == 2
    return bad[0].column, bad[0].text, bad[0].code


def test_a_price_per_minute_becomes_a_price_per_cycle() -> None:
    how = layout("prefix price increments")
    assert only(how, "53", "0.2", "30/6") == RateFields(
        prefix="53",
        price=Price(20_000_000),
        cycle=6,
        sections=(Section(position=0, fee=Price(100_000_000), seconds=30),),
    )
    good, _ = read(how, ("53", "0.1", "1/1"), ("54", "0.6", "1/1"), ("55", "0.1", "60/1"))
    assert [(row.fields.price, row.rounded) for row in good] == [
        (1_666_667, True), (10_000_000, False), (1_666_667, True),
    ]  # fmt: skip


def test_a_connection_fee_is_a_section() -> None:
    how = layout("prefix price connection increments")
    assert only(how, "53", "0.6", "0.1", "30/6").sections == (Section(position=0, fee=Price(400_000_000), seconds=30),)
    assert only(how, "53", "0.6", "0.1", "6").sections == (Section(position=0, fee=Price(160_000_000), seconds=6),)
    assert only(how, "53", "0.6", "0", "6").sections == ()
    assert only(how, "53", "0", "0.1", "60").price == 0, "a price per call is not free"
    good, _ = read(how, ("53", "0.1", "0.05", "1/1"))
    assert (good[0].fields.sections[0].fee, good[0].rounded) == (51_666_667, True)


def test_a_connection_fee_of_cycles() -> None:
    how = layout("prefix price connection cycle sections", price_per=PricePer.CYCLE)
    assert only(how, "53", "0.6", "0.1", "60", "").sections == (
        Section(position=0, fee=Price(700_000_000), seconds=60),
    )
    assert refused(how, "53", "0.6", "0.1", "60", "0,0.1,60")[::2] == ("T2", Code.CELL_CONDITION)


def test_what_is_said_where_the_sheet_has_no_column() -> None:
    how = layout("prefix price", first=30, next=6, rate_type=RateType.DOMESTIC, country="44", currency="GBP")
    fields = only(how, "20", "GBP 0.6")
    assert (fields.prefix, fields.cycle, fields.rate_type) == ("4420", 6, RateType.DOMESTIC)
    assert only(how, "20", "0.6 gbp").price == 60_000_000


def test_country_and_area_codes() -> None:
    how = layout("country_code prefix area_name price", fill=True)
    good, bad = read(
        how, ("+93", "70, 75-76", "Afghanistan", "0.1"), ("", "8", "", "0.1"), ("", "", "", "0.2"), ("x", "9", "", "1")
    )
    assert [(row.code, row.area_name) for row in good] == [
        ("9370", "Afghanistan"), ("9375", "Afghanistan"), ("9376", "Afghanistan"), ("938", "Afghanistan"),
        ("93", "Afghanistan"),
    ]  # fmt: skip
    assert [(row.line, row.column, row.code) for row in bad] == [(5, "T0", Code.PREFIX_FORM)]
    assert refused(replace(how, fill=False), "", "8", "", "0.1")[::2] == ("T0", Code.FIELD_EMPTY)
    assert refused(how, "1" * 20, "2" * 20, "", "0.1")[::2] == ("T1", Code.FIELD_TOO_LONG)


def test_zeros_in_front_are_left_out_where_the_layout_says_so() -> None:
    assert only(layout("prefix price", zeros=True), "0053", "0.1").prefix == "53"
    assert only(layout("prefix price"), "0053", "0.1").prefix == "0053"


def test_two_prefix_columns_stay_two() -> None:
    how = layout("prefix area_prefix price")
    good, bad = read(
        how, ("00", "49", "1"), ("", "+49", "1"), ("+49", "", "1"), ("4", "1,2", "1"), ("", "", "1"), ("4", "+9", "1")
    )
    assert [(r.prefix, r.area_prefix) for r in good] == [("00", "49"), ("", "49"), ("49", "")]
    assert [(r.line, r.code) for r in bad] == [(5, Code.PREFIX_FORM), (6, Code.FIELD_EMPTY), (7, Code.PREFIX_FORM)]


def test_closing_and_deleting() -> None:
    how = layout("prefix price from until status")
    good, bad = read(
        how,
        ("53", "", "", "2026-04-30", ""),
        ("54", "N/A", "2026-01-01", "2026-04-30", ""),
        ("55", "0.5", "2026-05-01", "", "Deleted"),
        ("56", "", "", "", "删除"),
        ("57", "0.5", "", "2026-04-30", "Current"),
        ("58", "", "", "", "Current"),
    )
    assert [(r.code, r.closes, r.deletes) for r in good] == [
        ("53", True, False), ("54", True, False), ("55", False, True), ("56", False, True), ("57", False, False),
    ]  # fmt: skip
    assert [r.fields.effective_until for r in good] == [MAY, MAY, FOREVER, FOREVER, MAY]
    assert [r.fields.effective_from for r in good][2:4] == [MAY, Time(0)]
    assert [(r.line, r.code) for r in bad] == [(7, Code.FIELD_EMPTY)]


@pytest.mark.parametrize("word", ["blocked", "N/A", "n.a.", "-", "—", "Not Available", "BARRED", "停用"])
def test_words_in_place_of_a_price(word: str) -> None:
    assert refused(layout("prefix price"), "53", word) == ("T1", word, Code.CELL_NO_PRICE)
    locked = only(layout("prefix price", unpriced=Unpriced.LOCK), "53", word)
    assert (locked.price, locked.lock) == (0, LockType.LOCKED)


def test_a_status_of_barred_is_told_where_it_stands() -> None:
    assert refused(layout("prefix price status"), "53", "0.5", "Blocked")[::2] == ("T2", Code.CELL_NO_PRICE)
    how = layout("prefix price status", unpriced=Unpriced.LOCK)
    assert only(how, "53", "0.5", "Blocked").lock is LockType.LOCKED
    assert "lock" in carried(how)


def test_free_words_and_zeros() -> None:
    assert refused(layout("prefix price"), "53", "free")[2] is Code.RATE_ZERO_NOT_FREE
    assert only(layout("prefix price", free=True), "53", "Free").price == 0
    assert refused(layout("prefix price", free=True), "53", "0.0000000001")[2] is Code.NUMBER_DECIMALS


@pytest.mark.parametrize(
    ("decimals", "text", "price"),
    [
        (Decimals.POINT, "0.5", 500_000_000), (Decimals.COMMA, "0,5", 500_000_000),
        (Decimals.COMMA, "1,226", 1_226_000_000), (Decimals.EITHER, "0,5", 500_000_000),
        (Decimals.EITHER, "0.5", 500_000_000), (Decimals.EITHER, "0,125", 125_000_000),
        (Decimals.EITHER, "12", 12_000_000_000), (Decimals.POINT, "0,5", None), (Decimals.COMMA, "0.5", None),
        (Decimals.EITHER, "1,226", None), (Decimals.EITHER, "1.226,00", None), (Decimals.POINT, "5E-1", None),
    ],
)  # fmt: skip
def test_decimal_signs(decimals: Decimals, text: str, price: int | None) -> None:
    how = layout("prefix price", decimals=decimals)
    if price is None:
        assert refused(how, "53", text)[2] in {Code.NUMBER_INVALID, Code.CELL_DAMAGED}
    else:
        assert only(how, "53", text).price == price


def test_cells_of_a_spreadsheet() -> None:
    how = layout("prefix area_name price from increments")
    fields = only(how, 53.0, "Cuba", 0.30000000000000004, date(2026, 5, 1), date(2026, 6, 6))
    assert fields == RateFields(prefix="53", area_name="Cuba", price=Price(30_000_000), cycle=6, effective_from=MAY)
    assert refused(how, 53.0, "Cuba", 0.3, date(2026, 5, 1), date(2026, 6, 30))[::2] == ("T4", Code.CELL_DAMAGED)
    assert refused(how, 53.0, "Cuba", date(2026, 1, 5), "", "1/1")[::2] == ("T2", Code.CELL_DAMAGED)
    assert only(layout("prefix price first next"), "53", "0.6", 30.0, 6.0).cycle == 6


def test_the_end_of_a_day_and_the_zone() -> None:
    how = layout("prefix price from until", date_form=DateForm.DAY_FIRST, utc_offset=480)
    fields = only(how, "53", "1", "01/05/2026", "01/05/2026")
    assert (fields.effective_from, fields.effective_until) == (MAY - DAY // 3, MAY + DAY - DAY // 3)


def test_blanks_around_a_name_are_left_out_of_every_row() -> None:
    good, _ = read(layout("prefix area_name price"), ("53", " Cuba ", "1"), ("54", " Peru ", "1"), ("55", "A\nB", "1"))
    assert [row.area_name for row in good] == ["Cuba", "Peru", "A B"]


def test_notes_are_counted_and_kept_and_are_no_rows() -> None:
    how = layout("area_name prefix price")
    reading = interpret(
        [how.titles, ("EUROPE", "", ""), ("", "Rated by the second", ""), (), ("", "", ""), ("x", "53", "1")], how
    )
    assert [type(row).__name__ for row in reading] == ["DeckRow"]
    assert (reading.notes, reading.blank, reading.line) == (2, 2, 6)
    assert reading.kept_notes == [(2, "EUROPE"), (3, "Rated by the second")]


def test_a_mended_row_is_tried_again_alone() -> None:
    how = layout("prefix price")
    _, bad = read(how, ("5x", "0.5"))
    mended = [(bad[0].line, ("53", *bad[0].cells[1:]))]
    found = list(Reading([], how).again(mended))
    assert [(row.line, row.code) for row in found] == [(2, "53")]


CELL = st.one_of(
    st.sampled_from(["53", "+53", " 53 ", "0053", "5x", "", "0.5", "0", "free", "N/A", "1,5", "6/6", "30/6",
                     "2026-01-01", "Deleted", " Cuba ", "x,y", "53,54", 53.0, 0.5, date(2026, 5, 1),
                     "５３", "a\u00a0b", "\u202ex"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)  # fmt: skip
LAYOUTS = [
    layout("prefix price area_name from until status increments"),
    layout("prefix area_prefix price area_name . . ."),
    layout("country_code prefix price area_name condition . .", fill=True, dash=Dash.JOIN),
    layout("area_name prefix price first next . .", decimals=Decimals.EITHER, unpriced=Unpriced.LOCK, free=True),
]


@given(st.lists(st.lists(CELL, min_size=7, max_size=7), max_size=6), st.sampled_from(LAYOUTS))
def test_every_row_becomes_rates_or_is_refused_whichever_way_it_is_read(table: list[list[Cell]], how: Layout) -> None:
    reading = interpret([how.titles, *table, *table], how)
    quick = list(reading)
    slow = list(Reading([], how).again(enumerate([*table, *table], 2)))
    assert quick == slow, "rows that were met before are read quickly, and mean the same"
    lines = {row.line for row in quick}
    assert len(lines) + reading.notes + reading.blank == 2 * len(table)
    for row in quick:
        if isinstance(row, DeckRow):
            assert [problem for _, problem in row.fields.checks() if problem] == []
        else:
            assert len(row.cells) == 7


def test_what_a_guess_asks_for() -> None:
    def asked(*rows: Sequence[Cell]) -> tuple[Ask, ...]:
        return guess(rows, Layout()).asks

    assert asked(("Prefix", "Price"), ("53", "0.5")) == ()
    assert asked(("Prefix", "Rate", "Price"), ("53", "0.5", "0.6")) == (Ask.PRICES,)
    assert asked(("Prefix", "Code", "Price"), ("53", "54", "0.5")) == (Ask.CODES,)
    assert asked(("Prefix", "Code", "Price"), ("53", "CU", "0.5")) == ()
    assert asked(("Prefix", "Code", "Price"), ("53", "53", "0.5")) == ()
    assert asked(("Prefix", "Rate", "Price"), ("53", "per minute", "0.5")) == ()
    assert asked(("Number", "Peak", "Night"), ("5312", "0.5", "0.6")) == (Ask.CODES, Ask.PRICES)
    assert asked(("Prefix", "Price", "Increments", "Cycle"), ("53", "0.5", "1/1", "6")) == (Ask.INCREMENTS,)
    assert asked(("Prefix", "Price", "First Interval"), ("53", "0.5", "1")) == (Ask.INCREMENTS,)
    assert asked(("Prefix", "Price", "From"), ("53", "0.5", "01/02/2026")) == (Ask.DATE_FORM,)
    assert asked(("Prefix", "Price"), ("53", "1,226")) == (Ask.DECIMALS,)
    assert asked(("Prefix", "Price"), ("53-5", "1.2")) == (Ask.DASH,)
    assert asked(("Country Code", "Code", "Price"), ("53", "1", "0.5"), ("1", "12", "1"), ("1", "13", "1")) == (
        Ask.CODES,
    )


def test_a_guess_names_what_it_takes() -> None:
    rows = [("Destination", "Dial Code", "USD/Min", "Old Rate", "Remarks"), ("Cuba", "53", "$0.5", "$0.4", "Increase")]
    found = guess(rows, Layout())
    assert {c.role: c.place for c in found.layout.columns} == {
        Role.AREA_NAME: 0, Role.PREFIX: 1, Role.PRICE: 2, Role.STATUS: 4,
    }  # fmt: skip
    assert found.layout.ignored() == ("Old Rate",)
    assert (found.layout.currency, found.notices) == ("$", (Notice.NO_INCREMENTS,))
    assert found.signature == "destination|dial code|usd min|old rate|remarks"
    assert only(found.layout, *rows[1]).price == 500_000_000


def test_a_layout_says_what_it_lacks() -> None:
    def lacks(how: Layout) -> set[Code]:
        return {problem.code for _, problem in how.checks() if problem}

    assert lacks(layout("prefix price")) == set()
    assert lacks(Layout()) == {Code.FILE_NO_CODES, Code.FILE_NO_PRICES}
    assert lacks(layout("prefix price", price_per=PricePer.CYCLE)) == {Code.FILE_NO_INCREMENTS}
    assert lacks(layout("prefix price price")) == {Code.FIELD_CHOICE}
    assert lacks(layout("prefix price first")) == {Code.FILE_NO_INCREMENTS}
    assert lacks(layout("prefix price status status condition condition")) == set()
    assert lacks(layout("prefix price", next=0, utc_offset=2000)) == {Code.FIELD_RANGE}
