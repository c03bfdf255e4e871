"""Exporting rates: who may, which rates, what is told to be lost, and that nothing half-done is left."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.jobs import join, outcome
from tests.support.refused import refused
from tests.support.world import AGENT_RIGHTS, World
from vosdesk.contract import accounts as a
from vosdesk.contract import files as f
from vosdesk.contract import log as lg
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.errors import Code, Denied, Forbidden, Invalid, NotFound, Unavailable
from vosdesk.contract.ids import DAY, FOREVER, SECOND, RateGroupId, Time
from vosdesk.contract.jobs import AskJob, JobState
from vosdesk.contract.money import Price
from vosdesk.contract.permissions import GroupRight, Right, UserType
from vosdesk.contract.rate_export import DeckColumns, ExportRates, FileForm, Lost, RatesExported
from vosdesk.domain.deck_rows import interpret
from vosdesk.services.outfiles import text_file
from vosdesk.services.sheets import guess_layout, open_sheets
from vosdesk.storage.unit_of_work import WriteUnit

MAY_EXPORT = AGENT_RIGHTS | {Right.EXPORT}


def fill(world: World, group: RateGroupId, rates: Iterable[r.RateFields]) -> None:
    """Rates as they are, even where one would have ended the other."""

    def add(unit: WriteUnit) -> None:
        for fields in rates:
            unit.rates.add(group, fields)

    world.store.write(add)


def rate(prefix: str, price: int = 5, **more: object) -> r.RateFields:
    return replace(r.RateFields(prefix=prefix, price=Price(price), cycle=1), **more)


def export(world: World, request: ExportRates, token: str | None = None) -> RatesExported:
    who = token or world.admin
    job = world.do(who, o.RATES_EXPORT, request)
    join(world, job)
    made: RatesExported = outcome(world, who, job, o.RATES_EXPORT)
    return made


def content(world: World, made: RatesExported, token: str | None = None) -> bytes:
    return world.read(token or world.admin, o.FILES_GET, f.GetPiece(id=made.file.id, offset=0)).content


def read(data: bytes) -> list[r.RateFields]:
    sheets = open_sheets(data)
    layout = replace(guess_layout(sheets).layout, free=True)
    rows = list(interpret(sheets.sheet("").rows, layout))
    assert not [row for row in rows if isinstance(row, r.BadRow)]
    return [row.fields for row in rows if not isinstance(row, r.BadRow)]


@pytest.mark.parametrize("form", [FileForm.CSV, FileForm.XLSX])
def test_every_field_is_in_the_file_by_prefix(each_world: World, form: FileForm) -> None:
    world = each_world
    group = world.rate_group("Retail")
    rates = [
        rate("0", 0, area_name="=cmd|' /C calc'!A0", tax=190_000),
        rate("00", area_prefix="86*#", area_name="中国 “移动”", effective_from=Time(8)),
        rate("1", lock=r.LockType.LOCKED, sections=(r.Section(0, Price(7), 30), r.Section(60, Price(1), 6))),
        rate("1", 6, effective_from=Time(2_000_000_000 * SECOND), effective_until=Time(2_000_000_001 * SECOND)),
        rate("49", prompt_price=Price(3), prompt_cycle=2, rate_type=r.RateType.ON_NET),
    ]
    fill(world, group, reversed(rates))
    fill(world, world.rate_group("Other"), [rate("7")])
    made = export(world, ExportRates(rate_group=group, form=form))
    assert (made.rates, made.sheets, made.file.name) == (5, 1, f"Retail.{form.value}")
    assert read(content(world, made)) == rates


def test_only_what_the_filter_holds(world: World) -> None:
    group = world.rate_group("Retail")
    fill(world, group, [rate("44"), rate("447"), rate("49")])
    wanted = r.RateFilter(rate_group=group, prefix="44")
    made = export(world, ExportRates(rate_group=group, filter=wanted))
    assert [fields.prefix for fields in read(content(world, made))] == ["44", "447"]
    with refused(Invalid, Code.FIELD_CHOICE, "filter"):
        foreign = r.RateFilter(rate_group=RateGroupId(group + 1))
        world.do(world.admin, o.RATES_EXPORT, ExportRates(rate_group=group, filter=foreign))
    with refused(Invalid, Code.FIELD_CHOICE, "form"):
        world.do(world.admin, o.RATES_EXPORT, ExportRates(rate_group=group, form=FileForm.TXT))


def scheduled(world: World) -> RateGroupId:
    """Rates of the past, of now, and of the future."""
    now = world.now
    group = world.rate_group("Scheduled")
    fill(
        world,
        group,
        [
            rate("1", 1),
            rate("1", 2, effective_from=Time(now - DAY)),
            rate("1", 3, effective_from=Time(now // SECOND * SECOND + DAY)),
            rate("2", 1, effective_until=Time(now - DAY)),
            rate("3", 1, effective_until=Time(now + DAY), tax=5, area_name="a|b"),
        ],
    )
    return group


@pytest.mark.parametrize("form", list(FileForm))
def test_the_vendors_eleven_columns_hold_what_applies_now(each_world: World, form: FileForm) -> None:
    world = each_world
    group = scheduled(world)
    request = ExportRates(rate_group=group, columns=DeckColumns.VENDOR_11, form=form)
    told = world.read(world.admin, o.RATES_PREVIEW_EXPORT, request)
    bar = {} if form is FileForm.XLSX else {Lost.NAME: 1}
    assert told.rates == 2
    assert told.lost == {Lost.NOT_IN_EFFECT: 3, Lost.FROM: 1, Lost.UNTIL: 1, Lost.TAX: 1, **bar}
    made = export(world, request)
    name = "a|b" if form is FileForm.XLSX else "a/b"
    assert made.rates == 2
    assert read(content(world, made)) == [rate("1", 2), rate("3", 1, area_name=name)]


def test_the_thirteen_columns_hold_what_is_to_come_as_well(each_world: World) -> None:
    world = each_world
    group = scheduled(world)
    request = ExportRates(rate_group=group, columns=DeckColumns.VENDOR_13, form=FileForm.TXT)
    told = world.read(world.admin, o.RATES_PREVIEW_EXPORT, request)
    assert (told.rates, told.lost) == (
        3,
        {Lost.NOT_IN_EFFECT: 2, Lost.FROM: 1, Lost.UNTIL: 1, Lost.TAX: 1, Lost.NAME: 1},
    )
    data = content(world, export(world, request))
    lines = data.decode().split("\r\n")
    assert lines[0].startswith("Time of timing replace | Mode of timing replace | Rate Prefix | ")
    later = Time(world.now // SECOND * SECOND + DAY)
    assert [(fields.price, fields.effective_from) for fields in read(data)] == [(2, 0), (3, later), (1, 0)]
    assert lines[2].split(" | ")[1] == "Append replace"


def test_an_end_that_a_successor_makes_is_not_lost_where_both_are_told(world: World) -> None:
    group, later = world.rate_group("Retail"), Time(world.now // SECOND * SECOND + DAY)
    fill(world, group, [rate("1", effective_until=later), rate("1", 6, effective_from=later)])
    for columns, lost in (
        (DeckColumns.VENDOR_13, {}),
        (DeckColumns.VENDOR_11, {Lost.NOT_IN_EFFECT: 1, Lost.UNTIL: 1}),
    ):
        request = ExportRates(rate_group=group, columns=columns)
        assert world.read(world.admin, o.RATES_PREVIEW_EXPORT, request).lost == lost


def test_a_filter_by_period_is_as_of_now(world: World) -> None:
    group = world.rate_group("Retail")
    fill(world, group, [rate("1", effective_until=Time(world.now - DAY)), rate("2")])
    request = ExportRates(rate_group=group, filter=r.RateFilter(rate_group=group, period=r.Period.PAST))
    assert world.read(world.admin, o.RATES_PREVIEW_EXPORT, request).rates == 1
    assert [fields.prefix for fields in read(content(world, export(world, request)))] == ["1"]


def test_nothing_is_lost_where_every_field_has_its_column(world: World) -> None:
    request = ExportRates(rate_group=scheduled(world))
    told = world.read(world.admin, o.RATES_PREVIEW_EXPORT, request)
    assert (told.rates, told.lost) == (5, {})


def test_a_filter_brings_no_rate_to_life_that_another_one_replaced(world: World) -> None:
    group = world.rate_group("Renamed")
    fill(world, group, [rate("1", area_name="old"), rate("1", area_name="new", effective_from=Time(world.now - DAY))])
    wanted = r.RateFilter(rate_group=group, area_name="old")
    request = ExportRates(rate_group=group, filter=wanted, columns=DeckColumns.VENDOR_11)
    assert world.read(world.admin, o.RATES_PREVIEW_EXPORT, request).rates == 0
    assert export(world, request).rates == 0


# who may


def test_an_agent_exports_what_he_may_see_and_nothing_else(world: World) -> None:
    agent = world.agent("agent", MAY_EXPORT)
    token = world.login("agent")
    seen, used, foreign = world.rate_group("seen"), world.rate_group("used"), world.rate_group("foreign")
    own = world.rate_group("own", token)
    for group in (seen, used, foreign, own):
        fill(world, group, [rate("1")])
    world.grant_group(agent, seen, [GroupRight.SEE])
    world.grant_group(agent, used, [GroupRight.USE])
    for group in (seen, own):
        assert export(world, ExportRates(rate_group=group), token).rates == 1
    for group, kind, code in (
        (used, Denied, Code.GROUP_GRANT_LACKS),
        (foreign, NotFound, Code.NOT_FOUND),
        (RateGroupId(9_999), NotFound, Code.NOT_FOUND),
    ):
        with refused(kind, code):
            world.do(token, o.RATES_EXPORT, ExportRates(rate_group=group))
        with refused(kind, code):
            world.read(token, o.RATES_PREVIEW_EXPORT, ExportRates(rate_group=group))


@pytest.mark.parametrize("missing", [Right.EXPORT, Right.RATES_VIEW])
def test_both_rights_are_needed(world: World, missing: Right) -> None:
    group = world.rate_group("Retail")
    world.user("bob", UserType.OPERATOR, {Right.EXPORT, Right.RATES_VIEW} - {missing})
    with refused(Forbidden, Code.RIGHT_MISSING):
        world.do(world.login("bob"), o.RATES_EXPORT, ExportRates(rate_group=group))


def test_no_rate_leaves_while_lower_rate_stands(world: World) -> None:
    agent = world.agent("agent", frozenset({Right.EXPORT, Right.ACCOUNTS_VIEW}))
    account = world.account("1")
    world.grant(agent, account)
    group = world.rate_group("Retail")
    version = world.account_row(account).version
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=account, version=version, lower_rate=True))
    with refused(Forbidden, Code.RIGHT_MISSING):
        world.do(world.login("agent"), o.RATES_EXPORT, ExportRates(rate_group=group))


def test_an_export_is_two_lines_of_the_log(world: World) -> None:
    group = world.rate_group("Retail")
    fill(world, group, [rate("1")])
    export(world, ExportRates(rate_group=group))
    rows = world.read(world.admin, o.LOG_LIST, lg.ListLog(filter=lg.LogFilter(operation="rates.export"))).rows
    assert [(row.outcome, row.label, row.object_id) for row in rows] == [
        (lg.Outcome.DONE, "Retail", group),
        (lg.Outcome.STARTED, "Retail", group),
    ]
    assert rows[0].after == {"rates": 1, "columns": "full", "form": "csv"}


# what goes wrong


@pytest.mark.parametrize("form", [FileForm.CSV, FileForm.XLSX])
def test_a_disk_that_fills_up_is_told_and_nothing_is_left(
    world: World, form: FileForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = world.rate_group("Retail")
    fill(world, group, [rate(str(number)) for number in range(10, 40)])
    real = Path.open

    def full(self: Path, mode: str = "r", *rest: object, **more: object) -> object:
        if "w" in mode:
            raise OSError(28, "No space left on device")
        return real(self, mode, *rest, **more)  # type: ignore[call-overload]

    with monkeypatch.context() as broken:
        broken.setattr(Path, "open", full)
        job = world.do(world.admin, o.RATES_EXPORT, ExportRates(rate_group=group, form=form))
        assert join(world, job) is JobState.FAILED
    with refused(Unavailable, Code.DATABASE_FULL):
        outcome(world, world.admin, job, o.RATES_EXPORT)
    assert world.services.spool.sessions() == set()


def test_a_cancelled_export_leaves_no_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    group = world.rate_group("Retail")
    fill(world, group, [rate("1")])
    started = world.services.jobs

    def cancelled(*args: object) -> object:
        for job in started.running():
            world.do(world.admin, o.JOBS_CANCEL, AskJob(id=job.id))
        return text_file(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("vosdesk.services.outfiles.text_file", cancelled)
    job = world.do(world.admin, o.RATES_EXPORT, ExportRates(rate_group=group))
    assert join(world, job) is JobState.CANCELLED
    assert world.services.spool.sessions() == set()


def test_an_end_that_never_comes_is_no_loss(world: World) -> None:
    group = world.rate_group("Retail")
    fill(world, group, [rate("1", effective_until=FOREVER)])
    request = ExportRates(rate_group=group, columns=DeckColumns.VENDOR_11)
    assert world.read(world.admin, o.RATES_PREVIEW_EXPORT, request).lost == {}
