"""Cells of sheets: codes, dates and numbers are restored where it is certain, and refused where it is not."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vosdesk.contract.decks import Dash, DateForm
from vosdesk.contract.errors import Code, Problem
from vosdesk.contract.ids import DAY, FOREVER, Time
from vosdesk.domain.deck_cells import Cell, number_text, plain, text_of
from vosdesk.domain.deck_codes import MOST_CODES, codes_of, is_code_like
from vosdesk.domain.deck_dates import fitting, readings, to_time

Y, D, M = DateForm.YEAR_FIRST, DateForm.DAY_FIRST, DateForm.MONTH_FIRST


def codes(cell: Cell, dash: Dash = Dash.RANGE) -> list[str | Code]:
    return [part if isinstance(part, str) else part[1].code for part in codes_of(cell, dash)]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("53", ["53"]),
        ("00", ["00"]),
        ("+53", ["+53"]),
        ("*72#", ["*72#"]),
        ("53.00", ["53"]),
        (53.0, ["53"]),
        (861234567890.0, ["861234567890"]),
        ("1201,1202", ["1201", "1202"]),
        ("370,371", ["370", "371"]),
        ("53; 54/55\n56 ,", ["53", "54", "55", "56"]),
        ("08-11", ["08", "09", "10", "11"]),
        ("53 – 55, 7", ["53", "54", "55", "7"]),
        ("4.4E+01", ["44"]),
        ("8.613E+3", ["8613"]),
        ("", []),
        ("８６", ["86"]),
    ],
)
def test_codes_that_are_certain(cell: Cell, found: list[str]) -> None:
    assert codes(cell) == found


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("8.61E+11", Code.CELL_DAMAGED),
        ("8.6E+02", Code.CELL_DAMAGED),
        (0.5, Code.CELL_DAMAGED),
        (-53.0, Code.CELL_DAMAGED),
        (1e15, Code.CELL_DAMAGED),
        (date(2026, 1, 2), Code.CELL_DAMAGED),
        ("01/02/2026", Code.CELL_DAMAGED),
        ("1,201", Code.CELL_DAMAGED),
        ("371,370", Code.CELL_DAMAGED),
        ("93-76", Code.CODE_RANGE),
        ("1-264", Code.CODE_RANGE),
        ("55-55", Code.CODE_RANGE),
        ("10000-20000", Code.CODE_MANY),
        ("7072xxxxx", Code.CODE_PATTERN),
        ("1[2-5]", Code.CODE_PATTERN),
        ("44 20", Code.PREFIX_FORM),
        ("++53", Code.PREFIX_FORM),
        ("53a", Code.PREFIX_FORM),
        ("1" * 31, Code.FIELD_TOO_LONG),
    ],
)
def test_codes_that_are_refused(cell: Cell, problem: Code) -> None:
    assert codes(cell) == [problem]


def test_one_bad_code_of_several_is_refused_alone() -> None:
    assert codes("53, 5x, 55") == ["53", Code.CODE_PATTERN, "55"]


def test_a_dash_may_join() -> None:
    assert codes("1-264, 93-76", Dash.JOIN) == ["1264", "9376"]
    assert codes("-53", Dash.JOIN) == [Code.PREFIX_FORM]


@given(st.integers(0, 10**9), st.integers(1, MOST_CODES - 1))
def test_a_range_is_every_code_from_end_to_end(low: int, count: int) -> None:
    width = len(str(low + count))
    ends = str(low).rjust(width, "0"), str(low + count)
    found = codes("-".join(ends))
    assert (found[0], found[-1], len(set(found))) == (*ends, count + 1)
    assert {len(str(code)) for code in found} == {width}


def test_prose_is_no_code() -> None:
    assert not is_code_like("4 - Rated by second after the first second")
    assert not is_code_like("VAT not included")
    assert is_code_like("7072xxxxx")
    assert is_code_like("93-76, 8.61E+11")


@given(st.integers(0, 10**14), st.integers(0, 9))
def test_a_number_of_a_spreadsheet_is_what_was_typed(digits: int, decimals: int) -> None:
    typed = f"{digits // 10**decimals}.{digits % 10**decimals:0{decimals}d}" if decimals else str(digits)
    shown = typed.rstrip("0").rstrip(".") if "." in typed else typed
    assert number_text(digits / 10**decimals) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (1.5e20, "150000000000000000000"), (-0.25, "-0.25")],
)
def test_numbers_never_have_an_exponent(value: float, text: str) -> None:
    assert number_text(value) == text


def test_text_of_dates_and_of_odd_signs() -> None:
    assert text_of(datetime(2026, 4, 3)) == "2026-04-03"
    assert text_of(datetime(2026, 4, 3, 12)) == "2026-04-03 12:00:00"
    assert plain("\u00a0\ufeff５３，x\u200b ") == "53,x"


APRIL = datetime(2026, 4, 3)


@pytest.mark.parametrize(
    "text",
    ["2026-04-03", "2026/4/3", "2026.04.03", "3-Apr-2026", "03 April 26", "Apr 3, 2026", "3rd Apr 2026", "2026年4月3日",
     "2026-Apr-03", "46115"],
)  # fmt: skip
def test_days_that_need_no_form(text: str) -> None:
    assert readings(text) == dict.fromkeys((Y, D, M), (APRIL, True))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("03/04/2026", {D: APRIL, M: datetime(2026, 3, 4)}),
        ("13.04.2026", {D: datetime(2026, 4, 13)}),
        ("04-13-2026", {M: datetime(2026, 4, 13)}),
        ("26/04/03", {Y: APRIL, D: datetime(2003, 4, 26)}),
        ("20260403", {Y: APRIL}),
        ("03042026", {D: APRIL, M: datetime(2026, 3, 4)}),
        ("30/02/2026", {}),
        ("2026-13-40", {}),
        ("99999", {}),
        ("20:15", {}),
        ("soon", {}),
    ],
)
def test_days_that_a_form_decides(text: str, found: dict[DateForm, datetime]) -> None:
    assert {form: moment for form, (moment, _) in readings(text).items()} == found


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2026-04-03 06:55", 6, 55), ("2026-04-03T06:55:00Z", 6, 55), ("03/04/2026 6:55 PM", 18, 55),
        ("2026-04-03 06:55:00+08:00", -2, 55), ("2026-04-03 12:05 am", 0, 5),
    ],
)  # fmt: skip
def test_times_of_day(text: str, hour: int, minute: int) -> None:
    midnight = 1_775_174_400
    said = Time((midnight + hour * 3600 + minute * 60) * 1_000_000)
    assert to_time(readings(text)[D], 0, until=False) == said
    assert readings(text.replace("55", "75").replace("05 am", "75 am")) == {}


def test_the_zone_of_a_sheet_and_the_end_of_a_period() -> None:
    day = readings("2026-04-03")[Y]
    begins = to_time(day, 0, until=False)
    assert to_time(day, 480, until=False) == begins - 8 * 3600 * 1_000_000
    assert to_time(day, 0, until=True) == begins + DAY
    assert to_time(readings("3000-01-01")[Y], 0, until=True) == FOREVER


@pytest.mark.parametrize(
    ("texts", "forms", "sure"),
    [
        (["03/04/2026"], [D, M], False),
        (["03/04/2026", "13/04/2026"], [D], True),
        (["03/04/2026", "04/13/2026"], [M], True),
        (["13/04/2026", "04/13/2026"], [D, M], False),
        (["05/05/2026"], [D, M], True),
        (["26/04/03"], [Y, D], False),
        (["26/04/31", "26/04/03"], [D], True),
        (["2026-04-03", "soon"], [Y, D, M], True),
        ([], [Y, D, M], True),
    ],
)
def test_a_form_is_taken_only_where_it_is_the_only_one(texts: list[str], forms: list[DateForm], sure: bool) -> None:
    assert fitting(texts) == (forms, sure)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_form_that_is_taken_reads_back_what_was_written(day: date) -> None:
    moment = datetime(day.year, day.month, day.day)
    for form, pattern in ((Y, "%Y/%m/%d"), (D, "%d.%m.%Y"), (M, "%m-%d-%Y"), (D, "%d/%m/%y"), (Y, "%Y%m%d")):
        assert readings(day.strftime(pattern))[form] == (moment, True)


def test_problems_can_be_compared() -> None:
    assert codes_of("1" * 31, Dash.RANGE) == [("1" * 31, Problem(Code.FIELD_TOO_LONG, {"limit": 30}))]
