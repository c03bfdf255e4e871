"""Rates in both databases: the walk over prefixes, bulk writes, windows, and names of groups."""

import random
from collections.abc import Iterable

import pytest
from sqlalchemy.exc import IntegrityError

from vosdesk.contract.ids import FOREVER, RateGroupId, RateId, Time, UserId
from vosdesk.contract.money import Price
from vosdesk.contract.paging import Window
from vosdesk.contract.rates import LockType, RateFields, RateFilter, RateSelection, RateSort, RateType, Section
from vosdesk.domain.rate_values import values_of
from vosdesk.storage.unit_of_work import Store, WriteUnit

NOW = Time(1_000)


def fields(code: str, price: int = 5, *, since: int = 0, until: int = FOREVER, name: str = "") -> RateFields:
    return RateFields(
        prefix=code, price=Price(price), area_name=name, effective_from=Time(since), effective_until=Time(until)
    )


def group(store: Store, rates: Iterable[RateFields] = (), name: str = "G") -> RateGroupId:
    def make(unit: WriteUnit) -> RateGroupId:
        made = unit.rate_groups.add({"name": name, "owner_id": None, "announcement": 60, "created": NOW})
        unit.rates.add_many(made, rates)
        return made

    return store.write(make)


def codes(store: Store, wanted: RateFilter, sort: RateSort = RateSort.PREFIX, descending: bool = False) -> list[str]:
    with store.read() as unit:
        return [row.code for row in unit.rates.window(wanted, sort, descending, Window()).rows]


def longest(store: Store, of: RateGroupId, number: str, at: int = NOW) -> tuple[str, int] | None:
    with store.read() as unit:
        row = unit.rates.longest(of, number, Time(at))
    return None if row is None else (row.code, row.effective_from)


def test_every_field_comes_back(store: Store) -> None:
    said = RateFields(
        prefix="00",
        area_prefix="86",
        rate_type=RateType.DOMESTIC,
        area_name="中国",
        price=Price(10**15),
        cycle=6,
        lock=LockType.LOCKED,
        sections=(Section(position=0, fee=Price(7), seconds=30),),
        tax=5,
        prompt_price=Price(3),
        prompt_cycle=2,
        effective_from=Time(8),
        effective_until=Time(9),
    )
    made = group(store, [said])
    with store.read() as unit:
        (row,) = unit.rates.of_group(made)
    assert row.code == "0086"
    assert RateFields(**{name: getattr(row, name) for name in RateFields.__struct_fields__}) == said


def test_prefixes_sort_byte_by_byte(store: Store) -> None:
    made = group(store, [fields(c) for c in ("9", "1", "10", "2", "#1", "*7", "00", "0")])
    assert codes(store, RateFilter(rate_group=made)) == ["#1", "*7", "0", "00", "1", "10", "2", "9"]


def test_the_walk_finds_what_trying_every_prefix_finds(store: Store) -> None:
    chance = random.Random(7)
    held = {"".join(chance.choices("0129*", k=chance.randint(1, 7))) for _ in range(400)}
    made = group(store, [fields(c) for c in held])
    other = group(store, [fields("0"), fields("99999")], name="other")
    with store.read() as unit:
        for _ in range(300):
            number = "".join(chance.choices("01239*#", k=chance.randint(1, 12)))
            expected = [number[:n] for n in range(len(number), 0, -1) if number[:n] in held]
            assert [row.code for row in unit.rates.candidates(made, number)] == expected
            found = unit.rates.longest(made, number, NOW)
            assert (None if found is None else found.code) == (expected[0] if expected else None)
    assert longest(store, other, "999991") == ("99999", 0)
    assert longest(store, other, "1") is None


def test_the_walk_respects_the_time(store: Store) -> None:
    made = group(
        store,
        [
            fields("8"),
            fields("86", since=5),
            fields("86", since=10, until=20),
            fields("8613", since=30),
        ],
    )
    assert longest(store, made, "86138", 4) == ("8", 0)
    assert longest(store, made, "86138", 5) == ("86", 5)
    assert longest(store, made, "86138", 10) == ("86", 10)
    assert longest(store, made, "86138", 20) == ("86", 5)
    assert longest(store, made, "86138", 30) == ("8613", 30)
    with store.read() as unit:
        rows = unit.rates.candidates(made, "86138")
    assert [(r.code, r.effective_from) for r in rows] == [("8613", 30), ("86", 10), ("86", 5), ("8", 0)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"prefix": "86"}, ["86", "8613", "86*"]),
        ({"prefix": "8613"}, ["8613"]),
        ({"prefix": "8~"}, []),
        ({"prefix": "8\x00"}, []),
        ({"area_name": "CHINA"}, ["86", "8613"]),
        ({"area_name": "%"}, []),
        ({"rate_type": RateType.LOCAL}, []),
        ({"lock": LockType.NONE, "prefix": "9"}, ["9"]),
    ],
)
def test_filters(store: Store, wanted: dict[str, str], expected: list[str]) -> None:
    made = group(
        store,
        [fields("86", name="China"), fields("8613", name="china mobile"), fields("86*"), fields("87"), fields("9")],
    )
    group(store, [fields("86")], name="other")
    assert sorted(codes(store, RateFilter(rate_group=made, **wanted))) == sorted(expected)  # type: ignore[arg-type]


def test_windows_follow_each_other_in_every_order(store: Store) -> None:
    made = group(store, [fields(str(n), price=n % 3, name=f"n{n % 4}") for n in range(1, 30)])
    wanted = RateFilter(rate_group=made)
    for sort in RateSort:
        for descending in (False, True):
            with store.read() as unit:
                whole = unit.rates.window(wanted, sort, descending, Window()).rows
                first = unit.rates.window(wanted, sort, descending, Window(limit=10))
                second = unit.rates.window(wanted, sort, descending, Window(limit=100, after=first.last, skip=3))
                assert unit.rates.extent(wanted, sort, descending).count == 29
            assert [r.id for r in [*first.rows, *second.rows]] == [r.id for r in [*whole[:10], *whole[13:]]]


def test_one_prefix_and_beginning_once_in_a_group(store: Store) -> None:
    made = group(store, [fields("86"), fields("86", since=5)])
    group(store, [fields("86")], name="other")
    with pytest.raises(IntegrityError):
        store.write(lambda unit: unit.rates.add(made, RateFields(prefix="8", area_prefix="6", price=Price(5))))
    with store.read() as unit:
        ids = [row.id for row in unit.rates.of_group(made)]
        assert unit.rates.taken(made, "86", Time(5))
        assert not unit.rates.taken(made, "86", Time(5), besides=RateId(ids[1]))
        assert not unit.rates.taken(made, "86", Time(6))


def test_bulk_changes_raise_versions_and_touch_no_other_rate(store: Store) -> None:
    made = group(store, [fields(str(n)) for n in range(100, 200)])
    with store.read() as unit:
        before = list(unit.rates.of_group(made))
    changes = [(row.id, *values_of(fields(row.code, 9, name="new"))) for row in before[:70]]
    store.write(lambda unit: unit.rates.change_values(changes))
    with store.read() as unit:
        after = list(unit.rates.of_group(made))
    assert [(r.price, r.version, r.area_name) for r in after[:70]] == [(9, 2, "new")] * 70
    assert after[70:] == before[70:]


def test_a_change_with_an_old_version_does_nothing(store: Store) -> None:
    made = group(store, [fields("86")])
    with store.read() as unit:
        rate = RateId(unit.rates.of_group(made)[0].id)
    assert store.write(lambda unit: unit.rates.change(rate, 1, fields("87", 6)))
    assert not store.write(lambda unit: unit.rates.change(rate, 1, fields("88", 7)))
    with store.read() as unit:
        row = unit.rates.get(rate)
    assert row is not None
    assert (row.code, row.price, row.version) == ("87", 6, 2)


def test_a_copy_holds_the_same_rates(store: Store) -> None:
    made = group(store, [fields(str(n), n, since=n % 2) for n in range(1, 40)])
    target = group(store, name="copy")
    store.write(lambda unit: unit.rates.copy(made, target))

    def said(of: RateGroupId) -> list[tuple[object, ...]]:
        with store.read() as unit:
            return [
                tuple(getattr(row, name) for name in RateFields.__struct_fields__) for row in unit.rates.of_group(of)
            ]

    assert said(target) == said(made)


def test_removing_rates_stays_within_the_group(store: Store) -> None:
    made, other = group(store, [fields("86"), fields("87")]), group(store, [fields("86")], name="other")
    with store.read() as unit:
        mine, foreign = ([RateId(row.id) for row in unit.rates.of_group(g)] for g in (made, other))
        both = RateSelection(ids=(mine[0], *foreign))
        assert [row.code for row in unit.rates.selected(made, both, 9)] == ["86"]
        assert unit.rates.count(made, both) == 1
    store.write(lambda unit: unit.rates.remove(made, both))
    assert codes(store, RateFilter(rate_group=made)) == ["87"]
    assert codes(store, RateFilter(rate_group=other)) == ["86"]


def test_more_ids_than_a_statement_takes(store: Store) -> None:
    made = group(store, [fields(str(n)) for n in range(10_000, 12_500)])
    with store.read() as unit:
        ids = tuple(RateId(row.id) for row in unit.rates.of_group(made))
        chosen = RateSelection(ids=ids + ids[:5])
        assert unit.rates.count(made, chosen) == 2_500
        assert [row.code for row in unit.rates.selected(made, chosen, 2)] == ["10000", "10001"]
    store.write(lambda unit: unit.rates.remove(made, chosen))
    assert codes(store, RateFilter(rate_group=made)) == []


def test_everything_in_a_filter_but_some(store: Store) -> None:
    made = group(store, [fields(str(n), name="x" if n % 2 else "y") for n in range(100, 220)])
    other = group(store, [fields(str(n), name="x") for n in range(100, 105)], name="other")
    with store.read() as unit:
        kept = tuple(RateId(row.id) for row in unit.rates.of_group(made) if row.code in {"101", "103", "104"})
        chosen = RateSelection(filter=RateFilter(rate_group=made, prefix="1", area_name="X"), excluded=kept)
        assert unit.rates.count(made, chosen) == 48
        assert [row.code for row in unit.rates.selected(made, chosen, 3)] == ["105", "107", "109"]
        assert unit.rates.count(other, chosen) == 0, "a filter of another group holds nothing of this one"
    store.write(lambda unit: unit.rates.remove(made, chosen))
    left = codes(store, RateFilter(rate_group=made, area_name="x"))
    assert left == ["101", "103", *(str(n) for n in range(201, 220, 2))]
    assert len(codes(store, RateFilter(rate_group=made))) == 72
    assert len(codes(store, RateFilter(rate_group=other))) == 5


def test_a_rate_below_nothing_is_refused_by_the_table(store: Store) -> None:
    for bad in (fields("86", -1), fields(""), fields("86", since=5, until=5)):
        with pytest.raises(IntegrityError):
            group(store, [bad], name=repr(bad)[:60])


def test_names_of_groups_are_taken_per_owner(store: Store) -> None:
    def add(owner: UserId | None) -> RateGroupId:
        values = {"name": "Retail", "owner_id": owner, "announcement": 60, "created": NOW}
        return store.write(lambda unit: unit.rate_groups.add(values))

    with store.read() as unit:
        user = UserId(unit.users.credentials("admin").id)  # type: ignore[union-attr]
    public, private = add(None), add(user)
    for owner in (None, user):
        with pytest.raises(IntegrityError):
            add(owner)
    with store.read() as unit:
        assert unit.rate_groups.named("Retail", None) == public
        assert unit.rate_groups.named("Retail", user) == private
        assert unit.rate_groups.named("retail", None) is None
