"""Importing a rate file: what is previewed is what is done, to one group, whole or not at all."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, Denied, Invalid
from vosdesk.contract.ids import RateGroupId, Time, new_key
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import GroupRight

DECK = b"Prefix,Name,Price,Increments\n86,China,0.06,60/60\n8613,China Mobile,0.12,30/6\n00,Zeros,0.6,1/1\n"


def file(group: RateGroupId, content: bytes = DECK, **values: bool) -> r.ImportRates:
    return r.ImportRates(rate_group=group, name="deck.csv", content=content, **values)


def load(world: World, group: RateGroupId, content: bytes = DECK, **values: bool) -> r.ImportOutcome:
    request = file(group, content, **values)
    previewed = world.read(world.admin, o.RATES_PREVIEW_IMPORT, request)
    done = world.do(world.admin, o.RATES_IMPORT, request)
    assert previewed == done, "what is previewed is what is done"
    assert done.read == done.added + done.changed + done.unchanged + done.refused
    return done


def counts(done: r.ImportOutcome) -> tuple[int, int, int, int]:
    return done.added, done.changed, done.unchanged, done.refused


def rates(world: World, group: RateGroupId) -> dict[str, r.RateFields]:
    rows = world.read(world.admin, o.RATES_LIST, r.ListRates(filter=r.RateFilter(rate_group=group))).rows
    return {row.fields.prefix + row.fields.area_prefix: row.fields for row in rows}


def test_a_first_and_a_second_import(world: World) -> None:
    group = world.rate_group("G")
    assert counts(load(world, group)) == (3, 0, 0, 0)
    assert counts(load(world, group)) == (0, 0, 3, 0)
    assert counts(load(world, group, DECK.replace(b"0.12", b"0.13") + b"49,Germany,0.02,1/1\n")) == (1, 1, 2, 0)
    assert counts(load(world, group, b"Prefix,Price\n49,0.03\n")) == (0, 1, 0, 0)
    found = rates(world, group)
    assert set(found) == {"86", "8613", "00", "49"}, "what the file lacks stays"
    assert found["8613"].price == 13_000_000
    assert (found["49"].price, found["49"].area_name) == (30_000_000, "Germany"), "the file said nothing of names"


def test_what_the_file_has_no_column_for_stays(world: World) -> None:
    group = world.rate_group("G")
    fields = r.RateFields(
        prefix="86", price=Price(9), tax=70, lock=r.LockType.LOCKED, prompt_price=Price(4), rate_type=r.RateType.LOCAL
    )
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields))
    load(world, group)
    kept = rates(world, group)["86"]
    assert (kept.tax, kept.lock, kept.prompt_price, kept.rate_type) == (70, r.LockType.LOCKED, 4, r.RateType.LOCAL)
    assert (kept.price, kept.area_name) == (60_000_000, "China")


def test_a_rate_is_the_same_by_its_joined_prefix(world: World) -> None:
    group = world.rate_group("G")
    joined = r.RateFields(prefix="86", area_prefix="13", price=Price(9))
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=group, fields=joined))
    assert counts(load(world, group)) == (2, 1, 0, 0)
    assert rates(world, group)["8613"].area_prefix == ""


def test_another_beginning_is_another_rate(world: World) -> None:
    group = world.rate_group("G")
    load(world, group)
    dated = b"Prefix,Price,Effective Date\n86,0.01,2030-01-01\n"
    assert counts(load(world, group, dated)) == (1, 0, 0, 0)
    assert counts(load(world, group, dated.replace(b"0.01", b"0.02"))) == (0, 1, 0, 0)


def test_nothing_is_written_while_a_row_is_bad(world: World) -> None:
    group = world.rate_group("G")
    content = DECK + b"x,Bad,0.1,1/1\n800,Free,0,1/1\n"
    preview = world.read(world.admin, o.RATES_PREVIEW_IMPORT, file(group, content))
    assert counts(preview) == (3, 0, 0, 2)
    with refused(Conflict, Code.FILE_ROWS_BAD) as caught:
        world.do(world.admin, o.RATES_IMPORT, file(group, content))
    assert caught.refusal.params["count"] == 2
    assert [(row["line"], row["column"], row["code"]) for row in caught.refusal.params["rows"]] == [
        (5, "Prefix", Code.PREFIX_FORM),
        (6, "Price", Code.RATE_ZERO_NOT_FREE),
    ]
    assert rates(world, group) == {}
    assert counts(load(world, group, content, leave_out_bad=True)) == (3, 0, 0, 2)
    assert counts(load(world, group, content, leave_out_bad=True, free=True)) == (1, 0, 3, 1)


def test_a_repeated_prefix_is_told_with_its_first_line(world: World) -> None:
    preview = world.read(
        world.admin, o.RATES_PREVIEW_IMPORT, file(world.rate_group("G"), DECK + b"8613,Again,0.1,1/1\n")
    )
    assert [(bad.line, bad.code, bad.params) for bad in preview.bad] == [(5, Code.FILE_REPEATED, {"line": 3})]


def test_an_import_touches_one_group(world: World) -> None:
    group, other = world.rate_group("G"), world.rate_group("H")
    load(world, other)
    before = rates(world, other)
    load(world, group, DECK.replace(b"0.12", b"0.13"))
    assert rates(world, other) == before


def test_rounding_is_counted(world: World) -> None:
    done = load(world, world.rate_group("G"), b"Prefix,Price,Increments\n86,0.01,1/1\n87,0.06,1/1\n")
    assert (done.rounded, done.added) == (1, 2)


def test_the_log_names_the_file(world: World) -> None:
    group = world.rate_group("G")
    done = world.write(world.admin, o.RATES_IMPORT, file(group))
    assert done.changes.touched[Noun.RATES] == [], "any rate may have changed"
    line = world.read(world.admin, o.LOG_LIST, lg.ListLog()).rows[0]
    assert (line.noun, line.object_id, line.label) == (Noun.RATE_GROUPS, group, "G")
    assert line.after == {
        "file": "deck.csv", "sha256": hashlib.sha256(DECK).hexdigest(), "free": False,
        "read": 3, "added": 3, "changed": 0, "unchanged": 0, "refused": 0, "rounded": 0,
    }  # fmt: skip


def test_the_same_key_imports_once(world: World) -> None:
    group, key = world.rate_group("G"), new_key()
    first = world.write(world.admin, o.RATES_IMPORT, file(group), key)
    again = world.write(world.admin, o.RATES_IMPORT, file(group), key)
    assert (again.repeated, again.value) == (True, first.value)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Code.FILE_EMPTY),
        (b"86,0.5\n", Code.FILE_HEADER),
        ("Prefix,Price,Name\n86,0.5,中国移动\n".encode("gb18030"), Code.FILE_ENCODING),
    ],
)
def test_a_file_that_cannot_be_read(world: World, content: bytes, code: Code) -> None:
    group = world.rate_group("G")
    with refused(Invalid, code, "content"):
        world.read(world.admin, o.RATES_PREVIEW_IMPORT, file(group, content))
    with refused(Invalid, code, "content"):
        world.do(world.admin, o.RATES_IMPORT, file(group, content))


def test_an_agent_imports_into_his_own_group_and_where_he_may_edit(world: World) -> None:
    ann = world.agent("ann")
    token, group = world.login(ann), world.rate_group("G")
    assert world.do(token, o.RATES_IMPORT, file(world.rate_group("Own", token))).added == 3
    world.grant_group(ann, group, [GroupRight.USE, GroupRight.SEE])
    with refused(Denied, Code.GROUP_GRANT_LACKS):
        world.do(token, o.RATES_IMPORT, file(group))
    world.grant_group(ann, group, [GroupRight.EDIT])
    assert world.do(token, o.RATES_IMPORT, file(group)).added == 3


CARRIER = b"""Destination,Prefix,First Interval,Sub Interval,Rate,Status,Start Date,End Date
NOWHERE - PROPER,997,60,60,0.3,Current,2010-06-26 06:55:00,
NOWHERE - MOBILE,9977,30,6,0.2875,Current,2010-06-26 06:55:00,
"NOWHERE - MOBILE, NORTH",99771,30,6,0.31,Increase,2031-01-01 00:00:00.484053,
NOWHERE - OLD TOWN,99712,1,1,0.12,Current,2010-06-26 06:55:00,2010-12-31
ELSEWHERE,,30,6,0.1,Current,2010-06-26 06:55:00,
ELSEWHERE - TOLL FREE,998800,1,1,0.0000,Current,2010-06-26 06:55:00,
ELSEWHERE - GONE,9989,30,6,0.2,Deleted,2010-06-26 06:55:00,
"""
"""In the form in which a carrier sends his sheet: intervals, a status, two dates, some rows that are none."""


def test_a_carriers_sheet_prices_a_number_in_either_database(each_world: World) -> None:
    world, group = each_world, each_world.rate_group("Carrier")
    preview = world.read(world.admin, o.RATES_PREVIEW_IMPORT, file(group, CARRIER))
    assert (counts(preview), preview.ignored) == ((4, 0, 0, 3), ())
    assert [(bad.line, bad.column, bad.code) for bad in preview.bad] == [
        (6, "Prefix", Code.FIELD_EMPTY),
        (7, "Rate", Code.RATE_ZERO_NOT_FREE),
        (8, "Status", Code.FIELD_CHOICE),
    ]
    assert counts(load(world, group, CARRIER, leave_out_bad=True)) == (4, 0, 0, 3)
    assert counts(load(world, group, CARRIER, leave_out_bad=True)) == (0, 0, 4, 3)

    def priced(number: str, at: int) -> list[tuple[str, str]]:
        request = r.PriceNumber(number=number, at=Time(at), rate_group=group)
        found = world.read(world.admin, o.RATES_PRICE, request).candidates
        return [(c.rate.fields.prefix, c.note.value) for c in found]

    autumn_2010, of_2011, of_2031 = 1_288_000_000_000_000, 1_294_000_000_000_000, 1_940_000_000_000_000
    assert priced("997123456", autumn_2010) == [("99712", "wins"), ("997", "shorter")]
    assert priced("997123456", of_2011) == [("997", "wins"), ("99712", "no_longer")]
    assert priced("99771234", of_2011) == [("9977", "wins"), ("99771", "not_yet"), ("997", "shorter")]
    assert priced("99771234", of_2031) == [("99771", "wins"), ("9977", "shorter"), ("997", "shorter")]
    assert priced("99891", of_2031) == []
    mobile = rates(world, group)["9977"]
    assert (mobile.price, mobile.cycle) == (28_750_000, 6), "0.2875 a minute, every six seconds"
    assert mobile.sections == (r.Section(position=0, fee=Price(143_750_000), seconds=30),)


def test_many_rows_in_either_database(each_world: World) -> None:
    world, group = each_world, each_world.rate_group("G")
    codes = [str(n) for n in range(10_000, 22_000)]
    deck = "Prefix,Price\n" + "".join(f"{code},0.5\n" for code in codes)
    assert load(world, group, deck.encode()).added == 12_000
    changed = deck.replace(",0.5\n", ",0.6\n", 7_000)
    assert counts(load(world, group, changed.encode())) == (0, 7_000, 5_000, 0)
    answer = world.read(
        world.admin, o.RATES_PRICE, r.PriceNumber(number="16999123", at=Time(world.now), rate_group=group)
    )
    assert [(c.rate.fields.prefix, c.rate.fields.price) for c in answer.candidates] == [("16999", 600_000_000)]


def test_two_imports_at_once_follow_each_other(each_world: World) -> None:
    world, group = each_world, each_world.rate_group("G")
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda _: world.do(world.admin, o.RATES_IMPORT, file(group)), range(2)))
    assert sorted(counts(outcome) for outcome in outcomes) == [(0, 0, 3, 0), (3, 0, 0, 0)]
    assert len(rates(world, group)) == 3
