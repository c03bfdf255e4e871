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


def test_an_import_and_the_price_of_a_number(backend: CodecBackend, group: RateGroupId) -> None:
    content = "Prefix;Name;Price;Increments\n49;Köln;0,02;30/6\n4915;x;-1;1/1\n491;;0,03;60/60\n".encode("utf-16")
    request = r.ImportRates(rate_group=group, name="deck.csv", content=content)
    preview = backend.call(o.RATES_PREVIEW_IMPORT, request)
    assert (preview.read, preview.added, preview.refused) == (3, 2, 1)
    assert [(bad.line, bad.column, bad.text, bad.code) for bad in preview.bad] == [
        (3, "Price", "-1", Code.NUMBER_NEGATIVE)
    ]
    with refused(Conflict, Code.FILE_ROWS_BAD) as caught:
        backend.call(o.RATES_IMPORT, request, new_key())
    assert caught.refusal.params["rows"][0]["line"] == 3
    request = r.ImportRates(rate_group=group, name="deck.csv", content=content, leave_out_bad=True)
    assert backend.call(o.RATES_IMPORT, request, new_key()).value == preview
    answer = backend.call(o.RATES_PRICE, r.PriceNumber(number="491512", at=Time(1), rate_group=group))
    assert [(c.rate.fields.prefix, c.note) for c in answer.candidates] == [
        ("491", r.CandidateNote.WINS),
        ("49", r.CandidateNote.SHORTER),
    ]
    assert answer.refusal is None


def test_windows_and_extents_agree(backend: CodecBackend, group: RateGroupId) -> None:
    lines = "".join(f"{n},{n % 7}.5\n" for n in range(100, 145))
    request = r.ImportRates(rate_group=group, name="d", content=f"Prefix,Price\n{lines}".encode())
    backend.call(o.RATES_IMPORT, request, new_key())
    wanted = r.RateFilter(rate_group=group, prefix="1")
    for sort in r.RateSort:
        seen: list[RateId] = []
        window = Window(limit=20)
        while rows := (page := backend.call(o.RATES_LIST, r.ListRates(filter=wanted, sort=sort, window=window))).rows:
            seen += [row.id for row in rows]
            window = Window(limit=20, after=page.last)
        assert len(seen) == len(set(seen)) == backend.call(o.RATES_EXTENT, r.ListRates(filter=wanted)).count == 45
