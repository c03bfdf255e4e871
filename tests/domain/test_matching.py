"""Which rate wins, against a search that tries everything."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from vosdesk.contract.errors import Code
from vosdesk.contract.ids import FOREVER, RateGroupId, RateId, Time
from vosdesk.contract.rates import CandidateNote, LockType, RateFields, RateRow
from vosdesk.domain.matching import code_of, judge


def rate(
    code: str,
    *,
    since: int = 0,
    until: int = FOREVER,
    lock: LockType = LockType.NONE,
    group: int = 1,
    number: int = 0,
    area: str = "",
) -> RateRow:
    fields = RateFields(
        prefix=code, area_prefix=area, effective_from=Time(since), effective_until=Time(until), lock=lock
    )
    return RateRow(id=RateId(number), version=1, rate_group_id=RateGroupId(group), fields=fields)


def notes(number: str, at: int, *groups: Sequence[RateRow]) -> list[tuple[str, str]]:
    judged = judge(number, Time(at), groups).candidates
    return [(code_of(j.rate.fields), j.note.value) for j in judged]


def test_the_longest_prefix_wins_and_the_shorter_are_named() -> None:
    rates = [rate("8"), rate("86"), rate("8613"), rate("8614"), rate("861380013800138001")]
    assert notes("8613800138000", 5, rates) == [("8613", "wins"), ("86", "shorter"), ("8", "shorter")]


def test_prefixes_are_text() -> None:
    rates = [rate("0"), rate("00"), rate("0086"), rate("86")]
    assert notes("0086138", 5, rates)[0] == ("0086", "wins")
    assert notes("86138", 5, rates) == [("86", "wins")]


def test_rate_prefix_and_area_prefix_are_joined() -> None:
    assert notes("99861380", 5, [rate("99", area="86"), rate("9986", area="13")])[0] == ("998613", "wins")


def test_a_rate_counts_only_in_its_period() -> None:
    rates = [rate("8613", since=10, until=20), rate("86")]
    assert notes("8613", 9, rates) == [("86", "wins"), ("8613", "not_yet")]
    assert notes("8613", 10, rates)[0] == ("8613", "wins")
    assert notes("8613", 19, rates)[0] == ("8613", "wins")
    assert notes("8613", 20, rates) == [("86", "wins"), ("8613", "no_longer")]


def test_the_rate_that_took_effect_last_replaces_the_earlier_one() -> None:
    rates = [rate("86", since=1), rate("86", since=7), rate("86", since=9)]
    assert notes("8613", 8, rates) == [("86", "wins"), ("86", "not_yet"), ("86", "replaced")]
    assert judge("8613", Time(8), [rates]).candidates[0].rate.fields.effective_from == 7


def test_the_private_group_goes_first_whatever_the_length() -> None:
    private, billing = [rate("8", group=1)], [rate("8613", group=2), rate("86", group=2, since=99)]
    assert notes("8613", 5, private, billing) == [("8", "wins"), ("8613", "private_first"), ("86", "not_yet")]
    assert notes("8613", 5, [], billing)[0] == ("8613", "wins")


def test_a_locked_rate_wins_and_refuses_the_call() -> None:
    judged = judge("8613", Time(5), [[rate("861", lock=LockType.LOCKED)], [rate("8613")]])
    assert judged.refusal is Code.RATE_LOCKED
    assert judged.winner is not None
    assert code_of(judged.winner.rate.fields) == "861"


def test_no_rate_refuses_the_call() -> None:
    judged = judge("49", Time(5), [[rate("86")], [rate("491")]])
    assert (judged.candidates, judged.refusal, judged.winner) == ((), Code.RATE_NONE, None)
    later = judge("86", Time(5), [[rate("86", since=6)]])
    assert (later.winner, later.refusal, later.candidates[0].note) == (None, Code.RATE_NONE, CandidateNote.NOT_YET)


CODES = st.text("01*", min_size=1, max_size=5)
RATES = st.lists(
    st.builds(
        lambda code, since, length, locked: rate(
            code, since=since, until=since + length, lock=LockType.LOCKED if locked else LockType.NONE
        ),
        CODES,
        st.integers(0, 6),
        st.integers(1, 6),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda r: (r.fields.prefix, r.fields.effective_from),
)


def brute_force(number: str, at: int, groups: Sequence[Sequence[RateRow]]) -> RateRow | None:
    for rates in groups:
        for length in range(len(number), 0, -1):
            for since in range(at, -1, -1):
                for one in rates:
                    fields = one.fields
                    if (fields.prefix, fields.effective_from) == (
                        number[:length],
                        since,
                    ) and fields.effective_until > at:
                        return one
    return None


@given(CODES, st.integers(0, 12), RATES, RATES)
def test_the_winner_is_the_one_of_an_exhaustive_search(
    number: str, at: int, private: list[RateRow], billing: list[RateRow]
) -> None:
    judged = judge(number, Time(at), [private, billing])
    expected = brute_force(number, at, [private, billing])
    assert (judged.winner.rate if judged.winner else None) == expected
    locked = expected is not None and expected.fields.lock is LockType.LOCKED
    assert (judged.refusal is Code.RATE_LOCKED) == locked
    assert (judged.refusal is Code.RATE_NONE) == (expected is None)
    matching = [r for r in [*private, *billing] if number.startswith(r.fields.prefix)]
    assert sorted(map(repr, matching)) == sorted(repr(j.rate) for j in judged.candidates)
    assert [j.note for j in judged.candidates].count(CandidateNote.WINS) == (expected is not None)
