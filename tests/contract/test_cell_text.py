"""Text that goes into a cell cannot run there, and comes back unchanged."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vosdesk.contract.cell_text import counted_time, harmless, is_kept, original, time_text
from vosdesk.contract.ids import FOREVER, SECOND, Time

ODD = st.text(st.sampled_from("'\"=+-@\t\r\n＝＋－＠ \u00a0\u200bab1"), max_size=8)


@given(st.one_of(ODD, st.text()))
@example("'=1+1")
@example("''=")
@example('\'"x"')
@example('\'""')
def test_every_text_comes_back_and_none_runs(text: str) -> None:
    written = harmless(text)
    assert original(written) == text
    assert not written.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert written == written.strip()


@given(ODD, ODD)
def test_two_texts_are_never_written_alike(one: str, other: str) -> None:
    assert (harmless(one) == harmless(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("China Mobile", "China Mobile"),
        ("", ""),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("-1", "'-1"),
        ("'t Zand", "'t Zand"),
        (" x", '\'" x"'),
        ("a\u00a0b", '\'"a\u00a0b"'),
    ],
)
def test_how_it_is_written(text: str, written: str) -> None:
    assert harmless(text) == written
    assert is_kept(written) == written.startswith("'\"")


@given(st.integers(-(2**63), FOREVER))
def test_every_time_is_written_to_the_microsecond(time: int) -> None:
    written = time_text(Time(time))
    counted = counted_time(written)
    if counted is None:
        moment = datetime.fromisoformat(written)
        assert moment.tzinfo == UTC
        assert 1990 <= moment.year < 2900
        assert int(moment.timestamp()) * SECOND + moment.microsecond == time
    else:
        assert counted == time


def test_a_usual_time_is_a_date() -> None:
    assert time_text(Time(1_767_225_600 * SECOND)) == "2026-01-01T00:00:00Z"
    assert time_text(Time(1_767_225_600 * SECOND + 5)) == "2026-01-01T00:00:00.000005Z"
    assert time_text(Time(8)) == "t+8"
    assert counted_time("2026-01-01") is None
    assert counted_time("t+") is None
