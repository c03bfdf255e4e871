"""The index of a deck: whatever it finds, the plain walk through all rates finds too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vosdesk.contract.ids import FOREVER, Time
from vosdesk.domain.prefix_index import NOBODY, PrefixIndex

Row = tuple[str, Time, Time, str]

CODES = st.one_of(
    st.text("018", min_size=1, max_size=5),
    st.text("01*#", min_size=1, max_size=4),
    st.builds(lambda zeros, tail: "1" * zeros + tail, st.integers(12, 20), st.text("01#", max_size=3)),
)
NUMBERS = st.one_of(CODES, st.builds(str.__add__, CODES, st.text("0189*#", max_size=9)), st.text("01x٣²", max_size=4))


def rows(drawn: dict[tuple[str, int], int]) -> list[Row]:
    return sorted(
        (code, Time(begin), Time(begin + length) if length < 9 else FOREVER, f"{code}@{begin}")
        for (code, begin), length in drawn.items()
    )


def plain(deck: list[Row], number: str, at: int) -> str | None:
    found = [row for row in deck if number.startswith(row[0]) and row[1] <= at < row[2]]
    return max(found, key=lambda row: (len(row[0]), row[1]))[3] if found else None


@settings(max_examples=400, deadline=None)
@given(
    st.dictionaries(st.tuples(CODES, st.integers(0, 6)), st.integers(1, 9), max_size=25),
    st.lists(NUMBERS, max_size=12),
)
def test_it_finds_what_a_walk_through_all_rates_finds(drawn: dict[tuple[str, int], int], numbers: list[str]) -> None:
    deck = rows(drawn)
    index = PrefixIndex(row[:3] for row in deck)
    assert len(index) == len(deck)
    for number in [*numbers, *(row[0] for row in deck)]:
        for at in (0, 3, 7, 20):
            place = index.find(number, Time(at))
            assert (None if place == NOBODY else deck[place][3]) == plain(deck, number, at), (number, at)


def test_signs_that_only_look_like_digits_match_nothing() -> None:
    index = PrefixIndex([("3", Time(0), FOREVER), ("30", Time(0), FOREVER)])
    found = [index.find(number, Time(0)) for number in ("٣", "²", "", "a", "3٣", "3a0", "30")]
    assert found == [NOBODY, NOBODY, NOBODY, NOBODY, 0, 0, 1]


@pytest.mark.parametrize("deck", [["2", "1"], ["12", "1"]])
def test_rates_that_are_not_sorted_are_refused(deck: list[str]) -> None:
    with pytest.raises(ValueError, match="sorted"):
        PrefixIndex((code, Time(0), FOREVER) for code in deck)
