"""Call records of files: titles, times, sentinels, and lines that are none."""

import pytest

from tests.support.refused import refused
from vosdesk.contract.call_imports import BadCall, CallColumns
from vosdesk.contract.errors import Code, Invalid
from vosdesk.contract.ids import SECOND, Time
from vosdesk.domain.call_records import MAX_HOLD, Reader, Record, layout_of

VENDOR = "callere164,calleee164,starttime,stoptime,holdtime,customeraccount,flowno"
BEGUN = Time(1_700_000_000 * SECOND)


def read(header: str, *lines: str, **columns: str | int) -> list[Record | BadCall]:
    return list(Reader(layout_of(header, CallColumns(**columns))).read(lines))  # type: ignore[arg-type]


def one(line: str, header: str = VENDOR, **columns: str | int) -> Record | BadCall:
    (found,) = read(header, line, **columns)
    return found


def test_the_vendors_columns_are_known() -> None:
    found = one("100,8613,1700000000000,1700000060000,60,A,f1")
    assert found == Record(2, "f1", "100", "8613", "A", BEGUN, Time(BEGUN + 60 * SECOND), 60)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("1700000000", 0),
        ("1700000000000", 0),
        ("1700000000000000", 0),
        ("2023-11-14 22:13:20", 0),
        ("2023/11/14 22:13:20", 0),
        ("20231114221320", 0),
        ("2023-11-15 06:13:20", 480),
        ("2023-11-14T22:13:20Z", 480),
        ("2023-11-15T00:13:20+02:00", 0),
    ],
)
def test_times(text: str, zone: int) -> None:
    found = one(f"100,8613,{text},,60,A,f1", zone=zone)
    assert isinstance(found, Record)
    assert (found.start, found.stop, found.hold) == (BEGUN, BEGUN + 60 * SECOND, 60)


def test_marks_of_none_and_never_are_empty_cells() -> None:
    found = one("-1,8613,1700000000000,9223372036854775807,7,-1,f1")
    assert found == Record(2, "f1", "", "8613", "", BEGUN, Time(BEGUN + 7 * SECOND), 7)


def test_a_second_begun_counts_where_the_duration_is_not_said() -> None:
    found = one("100,8613,1700000000000,1700000006001,-1,A,f1")
    assert isinstance(found, Record)
    assert found.hold == 7


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("100,8613,-1,1,60,A,f1", "start", Code.FIELD_EMPTY),
        ("100,8613,yesterday,1,60,A,f1", "start", Code.FIELD_INVALID),
        ("100,8613,9999999999999,,60,A,f1", "start", Code.FIELD_INVALID),
        ("100,8613,20231114,,60,A,f1", "start", Code.FIELD_INVALID),
        ("100,8613,202311142213,,60,A,f1", "start", Code.FIELD_INVALID),
        ("100,8613,2023-11-14,,60,A,f1", "start", Code.FIELD_INVALID),
        ("100,8613,1700000000000,1600000000000,60,A,f1", "stop", Code.PERIOD_REVERSED),
        ("100,8613,1700000000000,,1.5,A,f1", "hold", Code.NUMBER_INVALID),
        (f"100,8613,1700000000000,,{MAX_HOLD + 1},A,f1", "hold", Code.FIELD_RANGE),
        ("100,8613,1700000000000,,,A,f1", "hold", Code.FIELD_EMPTY),
        ("100,,1700000000000,,60,A,f1", "callee", Code.FIELD_EMPTY),
        ("100,8613,1700000000000,,60,A,", "flow", Code.FIELD_EMPTY),
        ("100,8613,1700000000000,,60,A,-1", "flow", Code.FIELD_EMPTY),
        ("100,8613,1700000000000,,60,A,9223372036854775807", "flow", Code.FIELD_EMPTY),
        (f"100,8613,1700000000000,,60,A,{'f' * 65}", "flow", Code.FIELD_TOO_LONG),
        ("100,86\ufffd,1700000000000,,60,A,f1", "callee", Code.FIELD_CONTROL),
        ("100,8613", "", Code.FILE_COLUMNS),
    ],
)
def test_what_is_wrong_with_a_line_is_told(line: str, column: str, code: Code) -> None:
    found = one(line)
    assert isinstance(found, BadCall)
    assert (found.line, found.column, found.code) == (2, column, code)


def test_lines_are_numbered_as_in_the_file() -> None:
    found = read(VENDOR, "\n", "100,8613,1700000000000,,60,A,f1\n", "x\n")
    assert [row.line for row in found] == [3, 4]


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    line = "100,8613,1700000000000,,60,A,f1".replace(",", delimiter)
    assert isinstance(one(line, VENDOR.replace(",", delimiter)), Record)


def test_titles_of_a_template_go_before_known_ones() -> None:
    header = "flow,id,callee,account,start,hold"
    found = one("wrong,right,8613,A,1700000000,60", header, flow="ID")
    assert isinstance(found, Record)
    assert found.flow == "right"


@pytest.mark.parametrize(
    ("header", "missing", "doubled"),
    [
        ("flow,callee,start,hold", ["account"], []),
        ("flow,callee,account,start", ["hold"], []),
        ("flow,callid,callee,account,start,hold", ["flow"], ["flow"]),
    ],
)
def test_a_header_is_read_or_refused(header: str, missing: list[str], doubled: list[str]) -> None:
    with refused(Invalid, Code.FILE_HEADER) as caught:
        layout_of(header, CallColumns())
    assert (caught.refusal.params["missing"], caught.refusal.params["doubled"]) == (missing, doubled)


def test_a_title_that_is_not_there_is_refused() -> None:
    with refused(Invalid, Code.FILE_HEADER):
        layout_of(VENDOR, CallColumns(flow="nummer"))
