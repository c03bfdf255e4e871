"""The rule of which backups are kept, and the names that tell what they are."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vosdesk.contract.backups import BackupKind
from vosdesk.contract.ids import DAY, SECOND, Time
from vosdesk.domain.backups import DAYS, MONTHS, OTHERS, WEEKS, Kept, file_name, parse_name, superfluous

NOW = datetime(2030, 3, 31, 6, tzinfo=UTC)
KINDS = st.sampled_from(BackupKind)


def _daily(moment: datetime) -> Kept:
    time = Time(int(moment.timestamp()) * SECOND)
    return Kept(file_name("v", time, BackupKind.DAILY), time, BackupKind.DAILY)


def test_of_three_years_of_days_two_weeks_two_months_and_a_year_are_left() -> None:
    every_day = [_daily(NOW - timedelta(days=day)) for day in range(1_000)]
    gone = set(superfluous(every_day))
    left = [b for b in every_day if b not in gone]
    assert left[:DAYS] == every_day[:DAYS]
    weeks = {datetime.fromtimestamp(b.time // SECOND, UTC).isocalendar()[:2] for b in left}
    months = {datetime.fromtimestamp(b.time // SECOND, UTC).strftime("%Y-%m") for b in left}
    assert {(NOW - timedelta(weeks=week)).isocalendar()[:2] for week in range(WEEKS)} <= weeks
    assert len(months) == MONTHS
    assert DAYS + WEEKS + MONTHS - 6 <= len(left) <= DAYS + WEEKS + MONTHS


def test_nothing_goes_while_there_are_few_and_what_was_made_by_hand_stays() -> None:
    few = [_daily(NOW - timedelta(days=day)) for day in range(DAYS)]
    assert superfluous(few) == []
    by_hand = [Kept(f"{n}", Time(n), BackupKind.HAND) for n in range(100)]
    assert superfluous(by_hand) == []


def test_of_those_before_migrations_and_restores_the_last_ones_stay() -> None:
    for kind in (BackupKind.MIGRATION, BackupKind.RESTORE):
        made = [Kept(f"{n}", Time(n), kind) for n in range(OTHERS + 3)]
        assert superfluous(made) == made[:3]


def test_several_of_one_day_are_one() -> None:
    first, second = _daily(NOW), _daily(NOW + timedelta(hours=2))
    assert superfluous([second, first]) == [first]


@given(st.lists(st.tuples(st.integers(0, 2_000), KINDS), min_size=1, max_size=60))
def test_the_rule_is_settled_and_never_takes_the_newest(made: list[tuple[int, BackupKind]]) -> None:
    backups = [Kept(f"{n}", Time(day * DAY), kind) for n, (day, kind) in enumerate(made)]
    gone = superfluous(backups)
    left = [b for b in backups if b not in gone]
    assert superfluous(left) == []
    for kind in {b.kind for b in backups}:
        newest = max((b for b in backups if b.kind is kind), key=lambda b: (b.time, b.name))
        assert newest in left


@given(st.text(min_size=1, max_size=20), st.integers(0, 4 * 10**9), KINDS, st.integers(1, 99))
def test_a_name_tells_what_it_was_made_of(stem: str, second: int, kind: BackupKind, number: int) -> None:
    time = Time(second * SECOND)
    name = file_name(stem, time, kind, number)
    assert parse_name(stem, name) == Kept(name, time, kind)
    assert parse_name(f"{stem}x", name) is None


def test_other_files_are_none_of_ours() -> None:
    for name in ("v.db", "v-20300331-060000-daily", "v-20300331-060000-other.backup", "v-20301331-060000-daily.backup"):
        assert parse_name("v", name) is None
