"""Rate groups and rates through a backend, as JSON and back, on both databases."""

import pytest

from tests.support.codec_backend import CodecBackend
from tests.support.refused import refused
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import rate_groups as rg
from vosdesk.contract import rates as r
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code, Conflict, NotFound, Stale
from vosdesk.contract.ids import FOREVER, RateGroupId, RateId, Time, new_key
from vosdesk.contract.money import MAX_PRICE, Price
from vosdesk.contract.paging import Window

FIELDS = r.RateFields(
    prefix="00",
    area_prefix="86*#",
    rate_type=r.RateType.DOMESTIC,
    area_name="中国 “移动”",
    price=Price(MAX_PRICE),
    cycle=6,
    lock=r.LockType.LOCKED,
    sections=(r.Section(position=0, fee=Price(7), seconds=30),),
    tax=1_000_000,
    prompt_price=Price(3),
    prompt_cycle=2,
    effective_from=Time(8),
    effective_until=FOREVER,
)


@pytest.fixture
def backend(each_world: World) -> CodecBackend:
    return CodecBackend(each_world.backend(each_world.admin))


@pytest.fixture
def group(backend: CodecBackend) -> RateGroupId:
    return backend.call(o.RATE_GROUPS_CREATE, rg.CreateRateGroup(name="Retail", memo="two\nlines"), new_key()).value


def create(backend: CodecBackend, group: RateGroupId, fields: r.RateFields) -> RateId:
    return backend.call(o.RATES_CREATE, r.CreateRate(rate_group=group, fields=fields), new_key()).value


def test_a_group_from_making_to_deleting(backend: CodecBackend, group: RateGroupId) -> None:
    row = backend.call(o.RATE_GROUPS_GET, rg.GetRateGroup(id=group))
    assert (row.name, row.memo, row.announcement, row.rates, row.accounts) == ("Retail", "two\nlines", 60, 0, 0)
    assert backend.call(o.RATE_GROUPS_LIST, rg.ListRateGroups()).rows == (row,)
    update = rg.UpdateRateGroup(id=group, version=row.version, name="Résumé", announcement=5, memo="")
    done = backend.call(o.RATE_GROUPS_UPDATE, update, new_key())
    assert done.changes.touched[Noun.RATE_GROUPS] == [group]
    with refused(Stale, Code.STALE):
        backend.call(o.RATE_GROUPS_UPDATE, update, new_key())
    with refused(Conflict, Code.GROUP_NAME_TAKEN, "name"):
        backend.call(o.RATE_GROUPS_CREATE, rg.CreateRateGroup(name="Résumé"), new_key())
    backend.call(o.RATE_GROUPS_DELETE, rg.DeleteRateGroup(id=group, version=row.version + 1), new_key())
    with refused(NotFound, Code.NOT_FOUND):
        backend.call(o.RATE_GROUPS_GET, rg.GetRateGroup(id=group))


def test_a_rate_crosses_whole(backend: CodecBackend, group: RateGroupId) -> None:
    rate = create(backend, group, FIELDS)
    page = backend.call(o.RATES_LIST, r.ListRates(filter=r.RateFilter(rate_group=group)))
    assert [(row.id, row.version, row.fields) for row in page.rows] == [(rate, 1, FIELDS)]
    with refused(Conflict, Code.RATE_TAKEN, "prefix"):
        create(backend, group, FIELDS)
    copy = backend.call(o.RATE_GROUPS_COPY, rg.CopyRateGroup(id=group, name="Copy"), new_key()).value
    (copied,) = backend.call(o.RATES_LIST, r.ListRates(filter=r.RateFilter(rate_group=copy))).rows
    assert (copied.fields, copied.version) == (FIELDS, 1)


def test_the_price_of_a_number(backend: CodecBackend, group: RateGroupId) -> None:
    for prefix in ("49", "491"):
        create(backend, group, r.RateFields(prefix=prefix, area_name="Köln", price=Price(20_000_000)))
    answer = backend.call(o.RATES_PRICE, r.PriceNumber(number="491512", at=Time(1), rate_group=group))
    assert [(c.rate.fields.prefix, c.note) for c in answer.candidates] == [
        ("491", r.CandidateNote.WINS),
        ("49", r.CandidateNote.SHORTER),
    ]
    assert answer.refusal is None


def test_windows_and_extents_agree(backend: CodecBackend, group: RateGroupId) -> None:
    for number in range(100, 145):
        create(backend, group, r.RateFields(prefix=str(number), price=Price(number % 7 * 1_000 + 500)))
    wanted = r.RateFilter(rate_group=group, prefix="1")
    for sort in r.RateSort:
        seen: list[RateId] = []
        window = Window(limit=20)
        while rows := (page := backend.call(o.RATES_LIST, r.ListRates(filter=wanted, sort=sort, window=window))).rows:
            seen += [row.id for row in rows]
            window = Window(limit=20, after=page.last)
        assert len(seen) == len(set(seen)) == backend.call(o.RATES_EXTENT, r.ListRates(filter=wanted)).count == 45
