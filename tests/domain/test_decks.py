"""Rate files as rows: every line becomes a rate, or is refused with its reason."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vosdesk.contract.errors import Code, Invalid
from vosdesk.contract.ids import DAY, FOREVER, Time
from vosdesk.contract.money import Price
from vosdesk.contract.rates import LockType, RateFields, RateType, Section
from vosdesk.domain.decks import BAD_ROWS_SHOWN, Deck, parse

VENDOR_HEADER = (
    "Rate Prefix | Area Prefix | Rate Type | Area Name | Billing Rate | Billing Cycle | Minute Cost | Lock Type | "
    "Section Rate | Billing Rate for Calling Card Prompt | Billing Cycle for Calling Card Prompt"
)
JUNE = Time(1_277_510_400_000_000)
"""2010-06-26 00:00 UTC."""


def read(*lines: str, free: bool = False, end: str = "\n") -> Deck:
    return parse(end.join(lines).encode(), free=free)


def only(*lines: str, **options: Any) -> RateFields:
    deck = read(*lines, **options)
    assert deck.bad == []
    assert deck.read == 1
    return deck.rows[0].fields


def problem(*lines: str, **options: Any) -> tuple[str, str, Code]:
    deck = read(*lines, **options)
    assert (deck.read, deck.refused, deck.rows) == (1, 1, [])
    bad = deck.bad[0]
    return bad.column, bad.text, bad.code


def refusal(content: bytes) -> tuple[Code, dict[str, Any]]:
    with pytest.raises(Invalid) as caught:
        parse(content)
    assert [f.field for f in caught.value.fields] == ["content"]
    return caught.value.code, caught.value.params


def vendor(row: str, **options: Any) -> Deck:
    return read(VENDOR_HEADER, row, end="\r\n", **options)


def test_the_vendors_file() -> None:
    deck = read(
        VENDOR_HEADER,
        " | 88017 | International | Bangladesh Mobile GP | 0.000400000 | 1 | 0.024000000 | No Lock |  | 0.000000 | 0",
        "00 | 521 | Domestic | Mexico Mobile | 0.012000000 | 60 | 0.012000000 | Locked | 0,0.012,60 | 0.5 | 30",
        end="\r\n",
    )
    assert (deck.bad, deck.read) == ([], 2)
    first, second = (row.fields for row in deck.rows)
    assert first == RateFields(
        prefix="", area_prefix="88017", area_name="Bangladesh Mobile GP", price=Price(400_000), cycle=1
    )
    assert second == RateFields(
        prefix="00",
        area_prefix="521",
        rate_type=RateType.DOMESTIC,
        area_name="Mexico Mobile",
        price=Price(12_000_000),
        cycle=60,
        lock=LockType.LOCKED,
        sections=(Section(position=0, fee=Price(12_000_000), seconds=60),),
        prompt_price=Price(500_000_000),
        prompt_cycle=30,
    )
    assert {"lock", "rate_type", "sections", "prompt_price", "prompt_cycle", "area_name"} < deck.carries
    assert "tax" not in deck.carries


@pytest.mark.parametrize("delimiter", ["|", " | "])
def test_quotes_are_text_between_pipes(delimiter: str) -> None:
    header = VENDOR_HEADER.replace(" | ", delimiter)
    row = delimiter.join(["", "49", "Local", 'Germany "North', "0.1", "60", "0.1", "No Lock", "", "0", "0"])
    assert only(header, row).area_name == 'Germany "North'


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("|49|Lunar|G|0.1|60|0.1|No Lock||0|0", "Rate Type", Code.FIELD_CHOICE),
        ("|49|Local|G|0.1|60|0.1|Perhaps||0|0", "Lock Type", Code.FIELD_CHOICE),
        ("|49|Local|G|0.1|60|much|No Lock||0|0", "Minute Cost", Code.NUMBER_INVALID),
        ("|49|Local|G|0.1|0|0.1|No Lock||0|0", "Billing Cycle", Code.FIELD_RANGE),
        ("|49|Local|G|0.1||0.1|No Lock||0|0", "Billing Cycle", Code.FIELD_EMPTY),
        ("|49|Local|G|0.1|60.5|0.1|No Lock||0|0", "Billing Cycle", Code.NUMBER_INVALID),
        ("|49|Local|G|0.1|60|0.1|No Lock|0,0.1|0|0", "Section Rate", Code.FIELD_INVALID),
        ("|49|Local|G|0.1|60|0.1|No Lock|0,0.1.2,60|0|0", "Section Rate", Code.FIELD_INVALID),
        ("|49|Local|G|0.1|60|0.1|No Lock|0,0.1,0|0|0", "Section Rate", Code.FIELD_RANGE),
        ("||Local|G|0.1|60|0.1|No Lock||0|0", "Rate Prefix", Code.FIELD_EMPTY),
        ("|4x9|Local|G|0.1|60|0.1|No Lock||0|0", "Area Prefix", Code.PREFIX_FORM),
        ("|49|Local|G|0.1|60|0.1|No Lock||-1|0", "Billing Rate for Calling Card Prompt", Code.NUMBER_NEGATIVE),
        ("|49|Local|G|0.1|60|0.1|No Lock||0", "", Code.FILE_COLUMNS),
    ],
)
def test_bad_cells_of_the_vendors_file(row: str, column: str, code: Code) -> None:
    deck = vendor(row)
    assert [(b.line, b.column, b.code) for b in deck.bad] == [(2, column, code)]


def test_a_timed_replacement_is_refused_and_not_taken_for_a_price_of_now() -> None:
    header = "Time of timing replace | Mode of timing replace | " + VENDOR_HEADER
    deck = read(
        header,
        "2026-01-01 00:00:00 | Delete | | 49 | Local | G | 0.1 | 60 | 0.1 | No Lock | | 0 | 0",
        " | | | 43 | Local | A | 0.1 | 60 | 0.1 | No Lock | | 0 | 0",
    )
    assert [(b.column, b.code) for b in deck.bad] == [("Time of timing replace", Code.FIELD_INVALID)]
    assert [row.fields.area_prefix for row in deck.rows] == ["43"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_with_a_header(delimiter: str) -> None:
    header, row = ["Prefix", "Destination", "Rate", "Increments"], ["00937", "Afghanistan", "0.12", "60/6"]
    fields = only(delimiter.join(header), delimiter.join(row))
    assert fields == RateFields(
        prefix="00937",
        area_name="Afghanistan",
        price=Price(12_000_000),
        cycle=6,
        sections=(Section(position=0, fee=Price(120_000_000), seconds=60),),
    )


@pytest.mark.parametrize(
    "header",
    [
        "PREFIX,NAME,PRICE",
        "Code,Description,Rate per Minute",
        "dial code,area name,price/min",
        "Destination_Code,Destination,Price / min",
        "Name,Prefix,Price",
    ],
)
def test_usual_names_of_columns(header: str) -> None:
    row = "Cuba,53,0.6" if header.startswith("Name") else "53,Cuba,0.6"
    assert only(header, row) == RateFields(prefix="53", area_name="Cuba", price=Price(600_000_000), cycle=60)


def test_the_better_of_two_names_is_taken() -> None:
    assert only("Country,Destination,Code,Rate", "Cuba,Cuba Mobile,535,0.6").area_name == "Cuba Mobile"
    assert only("Destination,Country,Code,Rate", "Cuba Mobile,Cuba,535,0.6").area_name == "Cuba Mobile"


@pytest.mark.parametrize(
    ("columns", "cells", "cycle", "sections"),
    [
        ("Increments", "6/6", 6, 0),
        ("Increments", "30 / 6", 6, 30),
        ("Increments", "60+1", 1, 60),
        ("Increments", "1", 1, 0),
        ("First Interval,Sub Interval", "30,6", 6, 30),
        ("Initial Increment,Subsequent Increment", "60,60", 60, 0),
        ("Billing Cycle", "6", 6, 0),
    ],
)
def test_increments(columns: str, cells: str, cycle: int, sections: int) -> None:
    fields = only(f"Prefix,Price,{columns}", f"53,0.6,{cells}")
    assert fields.price * 60 == 600_000_000 * cycle
    assert (fields.cycle, [s.seconds for s in fields.sections]) == (cycle, [sections] if sections else [])


@pytest.mark.parametrize("text", ["", "0", "30/0", "0/6", "abc", "1/2/3", "6.0", "99999", "-6"])
def test_odd_increments_refuse_the_row(text: str) -> None:
    assert problem("Prefix,Price,Increments", f"53,0.6,{text}")[:2] == ("Increments", text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.FIELD_EMPTY),
        ("0", Code.RATE_ZERO_NOT_FREE),
        ("0.0000", Code.RATE_ZERO_NOT_FREE),
        ("-0.5", Code.NUMBER_NEGATIVE),
        ("1e-3", Code.NUMBER_INVALID),
        ("NaN", Code.NUMBER_INVALID),
        ("$0.5", Code.NUMBER_INVALID),
        ("N/A", Code.NUMBER_INVALID),
        ("0.5.1", Code.NUMBER_INVALID),
        ("１", Code.NUMBER_INVALID),
        ("0.0000000001", Code.NUMBER_DECIMALS),
        ("0." + "1" * 40, Code.NUMBER_DECIMALS),
        ("9" * 15, Code.FIELD_RANGE),
        ("9" * 40, Code.NUMBER_TOO_LARGE),
    ],
)
def test_odd_prices_refuse_the_row(text: str, code: Code) -> None:
    assert problem("Prefix;Price", f"53;{text}") == ("Price", text, code)


def test_free_calls_only_on_purpose() -> None:
    assert only("Prefix,Price", "1800,0.000", free=True).price == 0
    assert problem("Prefix,Price", "1800,", free=True)[2] is Code.FIELD_EMPTY
    assert problem("Prefix,Price", "1800,0.0000000001", free=True)[2] is Code.NUMBER_DECIMALS, "not free: too small"
    per_call = vendor("|53|Local|Cuba|0|60|0|No Lock|0,0.5,60|0|0")
    assert per_call.refused == 0, "the section costs something"


def test_prices_finer_than_stored_are_rounded_and_counted() -> None:
    deck = read("Prefix,Price", "53,0.0028770000000000002", "54,0.002877")
    assert [(row.fields.price, row.rounded) for row in deck.rows] == [(2_877_000, True), (2_877_000, False)]


@pytest.mark.parametrize(
    ("rows", "price"),
    [
        (['53,"0,0121"', '54,"1,226"'], 12_100_000),
        (['53,"0,097"', "54,2"], 97_000_000),
        (['53,"12,5"'], 12_500_000_000),
    ],
)
def test_a_decimal_comma_where_it_can_be_nothing_else(rows: list[str], price: int) -> None:
    deck = read("Prefix,Price", *rows)
    assert deck.bad == []
    assert deck.rows[0].fields.price == price


@pytest.mark.parametrize(
    ("rows", "bad"),
    [
        (['53,"1,226"', "54,2"], ["1,226"]),
        (['53,"0,5"', "54,0.5"], ["0,5"]),
        (['53,"1,226.00"'], ["1,226.00"]),
        (['53,"1.226,00"'], ["1.226,00"]),
        (['53,"1,226,5"', '54,"1,226"'], ["1,226,5", "1,226"]),
    ],
)
def test_commas_that_may_part_thousands_refuse_the_row(rows: list[str], bad: list[str]) -> None:
    deck = read("Prefix,Price", *rows)
    assert [(b.text, b.code) for b in deck.bad] == [(text, Code.NUMBER_INVALID) for text in bad]


@pytest.mark.parametrize("text", ["0", "00", "0086", "86", "*72#", "000000000000000000000000000053"])
def test_prefixes_stay_text(text: str) -> None:
    assert only("Prefix,Price", f"{text},0.5").prefix == text


def test_a_leading_plus_is_no_part_of_a_prefix() -> None:
    assert only("Prefix,Price", "+53,0.5").prefix == "53"
    assert problem("Prefix,Price", "++53,0.5")[2] is Code.PREFIX_FORM
    deck = read("Prefix,Price", "53,0.5", "+53,0.6", "0053,0.7")
    assert [(b.line, b.code, b.params) for b in deck.bad] == [(3, Code.FILE_REPEATED, {"line": 2})]


@pytest.mark.parametrize("text", ["", "5 3", "53.0", "5.3E+10", "93-76", "7072xxxxx", '"53, 54"', "５３", "1" * 31])
def test_odd_prefixes_refuse_the_row(text: str) -> None:
    column, _, code = problem("Prefix,Price", f"{text},0.5")
    assert column == "Prefix"
    assert code in {Code.FIELD_EMPTY, Code.PREFIX_FORM, Code.FIELD_TOO_LONG}


def test_no_break_spaces_around_a_cell_are_no_part_of_it() -> None:
    assert only("Prefix,Price", "53\u00a0, 0.5\u00a0") == RateFields(prefix="53", price=Price(500_000_000))


def test_a_prefix_may_stand_again_at_another_time_and_not_twice_at_one() -> None:
    deck = read(
        "Prefix,Price,Effective Date",
        "53,0.5,2026-02-01",
        "53,0.4,2026-01-01",
        "53,0.3,2026-02-01 00:00:00",
        "54,,2026-01-01",
        "54,0.1,2026-01-01",
    )
    assert [(row.line, row.fields.price) for row in deck.rows] == [(2, 5 * 10**8), (3, 4 * 10**8), (6, 10**8)]
    assert [(b.line, b.code, b.params) for b in deck.bad] == [
        (4, Code.FILE_REPEATED, {"line": 2}),
        (5, Code.FIELD_EMPTY, {}),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010-06-26", JUNE),
        ("2010-06-26 06:55:00", Time(JUNE + (6 * 60 + 55) * 60 * 10**6)),
        ("2010-06-26T00:00:00.484053", Time(JUNE + 484_053)),
        ("2010-06-26T00:00Z", JUNE),
        ("", Time(0)),
    ],
)
def test_iso_dates_are_taken(text: str, expected: Time) -> None:
    assert only("Prefix,Price,Start Date,End Date", f"53,0.5,{text},").effective_from == expected


@pytest.mark.parametrize("text", ["26/06/2010", "06-26-10", "20100626", "2010-02-30", "2010-W25-6", "now"])
def test_other_dates_refuse_the_row(text: str) -> None:
    assert problem("Prefix,Price,Start Date", f"53,0.5,{text}") == ("Start Date", text, Code.FIELD_INVALID)


def test_the_end_of_a_period() -> None:
    header = "Prefix,Price,Start Date,End Date"
    assert only(header, "53,0.5,,2010-06-25").effective_until == JUNE, "the day named is still in it"
    assert only(header, "53,0.5,,2010-06-26 00:00").effective_until == JUNE
    assert only(header, "53,0.5,,9999-12-31").effective_until == FOREVER
    assert only(header, "53,0.5,,").effective_until == FOREVER
    assert only(header, "53,0.5,2010-06-26,2010-06-26").effective_until == JUNE + DAY
    assert problem(header, "53,0.5,2010-06-26,2010-06-25")[::2] == ("End Date", Code.PERIOD_REVERSED)


def test_a_row_that_says_it_is_gone_is_no_price() -> None:
    deck = read("Prefix,Price,Status", "53,0.5,Current", "54,0.5,DELETE", "55,0.5,new")
    assert [row.fields.prefix for row in deck.rows] == ["53", "55"]
    assert [(b.line, b.column, b.code) for b in deck.bad] == [(3, "Status", Code.FIELD_CHOICE)]


def test_a_column_that_would_change_the_price_must_be_empty() -> None:
    deck = read("Prefix,Price,Connection Fee", "53,0.5,0.00", "54,0.5,", "55,0.5,0.10")
    assert [row.fields.prefix for row in deck.rows] == ["53", "54"]
    assert [(b.column, b.text) for b in deck.bad] == [("Connection Fee", "0.10")]


def test_an_unquoted_comma_never_shifts_a_price() -> None:
    deck = read("Name,Prefix,Price", "Bahamas, The,1242,0.5", '"Bahamas, The",1242,0.5')
    assert [(b.line, b.code, b.params) for b in deck.bad] == [(2, Code.FILE_COLUMNS, {"expected": 3, "found": 4})]
    assert [row.fields.area_name for row in deck.rows] == ["Bahamas, The"]


def test_empty_cells_beyond_the_header_do_no_harm() -> None:
    assert only("Prefix,Price", "53,0.5,,").prefix == "53"


def test_a_stray_quote_swallows_nothing() -> None:
    deck = read("Name,Prefix,Price", '"Cuba,53,0.5', "Chile,56,0.5", '"Peru" x,51,0.5', "Spain,34,0.5")
    assert [row.fields.prefix for row in deck.rows] == ["56", "34"]
    assert [(b.line, b.code) for b in deck.bad] == [(2, Code.FIELD_INVALID), (4, Code.FIELD_INVALID)]


def test_blank_lines_are_no_rows_and_lines_keep_their_numbers() -> None:
    deck = read("", "Prefix,Price", "", "53,0.5", ",", "  ", "x,0.5")
    assert (deck.read, deck.rows[0].line, deck.bad[0].line) == (2, 4, 7)


@pytest.mark.parametrize(
    ("header", "ignored"),
    [
        (VENDOR_HEADER.replace(" | ", ";"), ()),
        ("Prefix;Rate;Currency;Tech;Name;;", ("Currency", "Tech")),
        ("Prefix;Rate;Country;Name;Destination;Status;Connection Fee", ("Country", "Name")),
    ],
)
def test_columns_that_are_not_read_are_told(header: str, ignored: tuple[str, ...]) -> None:
    assert read(header, ";".join("0" for _ in header.split(";"))).ignored == ignored


def test_terms_that_repeat_are_judged_and_told_in_every_row() -> None:
    deck = read(
        "Prefix,Name,Price,Increments,Effective Date",
        "53,Cuba,0.2,30/6,2026-01-01",
        "531,Cuba,0.2,30/6,2026-01-01",
        "53,Cuba again,0.2,30/6,2026-01-01",
        "54,Argentina,0.2,0/6,",
        "55,Brazil,0.2,0/6,",
        "56,Chile,0.1999999999,1/1,",
        "57,Colombia,0.1999999999,1/1,",
    )
    assert [(row.line, row.fields.prefix, row.fields.area_name, row.rounded) for row in deck.rows] == [
        (2, "53", "Cuba", False),
        (3, "531", "Cuba", False),
        (7, "56", "Chile", True),
        (8, "57", "Colombia", True),
    ]
    assert deck.rows[0].fields.sections == deck.rows[1].fields.sections != ()
    assert [(bad.line, bad.code) for bad in deck.bad] == [
        (4, Code.FILE_REPEATED),
        (5, Code.FIELD_RANGE),
        (6, Code.FIELD_RANGE),
    ]


def test_control_characters_and_long_names_refuse_the_row() -> None:
    assert problem("Prefix,Price,Name", "53,0.5,Cu\x07ba")[::2] == ("Name", Code.FIELD_CONTROL)
    column, text, code = problem("Prefix,Price,Name", "53,0.5," + "x" * 1_000)
    assert (column, text, code) == ("Name", "x" * 200, Code.FIELD_TOO_LONG)


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("Prefix,Name", ["price"]),
        ("Name,Rate", ["prefix"]),
        ("+53,0.5", ["prefix", "price"]),
        ("Prefix,Billing Rate", ["billing cycle"]),
        ("Prefix,Rate,First Interval", ["sub interval"]),
        ("Rate,Destination Prefixes", ["prefix"]),
        ('"Prefix,Rate', ["prefix", "price"]),
    ],
)
def test_a_header_that_lacks_a_column(header: str, missing: list[str]) -> None:
    code, params = refusal(f"{header}\n53,0.5\n".encode())
    assert (code, params["missing"]) == (Code.FILE_HEADER, missing)


@pytest.mark.parametrize(
    ("header", "doubled"),
    [
        ("Prefix,Rate,Price", ["Price"]),
        ("Prefix,Code,Rate", ["Code"]),
        ("Prefix,Rate,Billing Rate,Billing Cycle", ["Rate", "Billing Rate"]),
        ("Prefix,Rate,Increments,Billing Cycle", ["Increments", "Billing Cycle"]),
    ],
)
def test_a_header_that_says_something_twice(header: str, doubled: list[str]) -> None:
    code, params = refusal(f"{header}\n53,0.5,1,1\n".encode())
    assert (code, params["doubled"]) == (Code.FILE_HEADER, doubled)


@pytest.mark.parametrize("content", [b"\n \n", b"Prefix,Price\n", b"Prefix,Price\n\n,\n", b"\xef\xbb\xbf"])
def test_a_file_without_a_row(content: bytes) -> None:
    assert refusal(content)[0] is Code.FILE_EMPTY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings(encoding: str, end: str) -> None:
    deck = parse(f"Prefix,Price,Name{end}225,0.5,Côte d’Ivoire{end}".encode(encoding))
    assert (deck.bad, [row.fields.area_name for row in deck.rows]) == ([], ["Côte d’Ivoire"])


def test_other_scripts_come_as_utf_8() -> None:
    assert only("Prefix,Price,Name", "86,0.5,中国移动").area_name == "中国移动"


@pytest.mark.parametrize("encoding", ["gb18030", "cp1251", "utf-32"])
def test_names_are_refused_rather_than_garbled(encoding: str) -> None:
    name = "Москва" if encoding == "cp1251" else "中国移动"
    assert refusal(f"Prefix,Price,Name\n86,0.5,{name}\n".encode(encoding))[0] is Code.FILE_ENCODING


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\x00\x00\x00\x08", b"\xff\xfe\x00", b"a,\x81\n"])
def test_what_is_no_text(content: bytes) -> None:
    assert refusal(content)[0] in {Code.FILE_ENCODING, Code.FILE_HEADER}


def test_all_bad_rows_are_counted_and_the_first_are_kept() -> None:
    deck = read("Prefix,Price", *(f"{i}," for i in range(BAD_ROWS_SHOWN + 5)), "7,0.5")
    assert (deck.read, deck.refused, len(deck.bad), len(deck.rows)) == (1_006, 1_005, 1_000, 1)
    assert [deck.bad[0].line, deck.bad[-1].line] == [2, 1_001]


CELLS = st.one_of(
    st.sampled_from(["53", "+53", "0.5", "0", "1,5", "6/6", '"', '"x"', "2026-01-01", "x,y"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=6),
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8), st.booleans())
def test_every_line_is_a_rate_or_a_bad_row(table: list[list[str]], free: bool) -> None:
    held = [n for n, cells in enumerate(table, 2) if "".join(cells).strip(';" ')]
    assume(held)
    deck = read("Prefix;Price;Increments;Name", *(";".join(cells) for cells in table), free=free)
    numbers = [row.line for row in deck.rows] + [bad.line for bad in deck.bad]
    assert deck.read == len(numbers) == len(set(numbers))
    assert set(held) <= set(numbers) <= set(range(2, len(table) + 2))
    assert all(problem is None for row in deck.rows for _, problem in row.fields.checks())
