"""Exporting calls: every column as in the list, in its order, however many portions it takes."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.calls import chain, group, import_calls, line
from tests.support.exports import exported, rows_of
from tests.support.world import World
from vosdesk.contract import calls as c
from vosdesk.contract import operations as o
from vosdesk.contract.cell_text import harmless
from vosdesk.contract.ids import SECOND, Time
from vosdesk.contract.money import plain_money
from vosdesk.services import csv_export
from vosdesk.services.call_export import HEADER
from vosdesk.services.outfiles import COMMAS
from vosdesk.storage.repositories import call_lists

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _written(row: c.CallRow) -> dict[str, str]:
    """A row of the list as the file is to hold it."""
    fee, agent_fee = ("" if money is None else plain_money(money) for money in (row.fee, row.agent_fee))
    cells = (
        row.flow, row.caller, row.callee, row.account_number, harmless(row.account_name), csv_export.iso(row.start),
        csv_export.iso(row.stop), str(row.hold), row.state.name.lower(), "" if row.reason is None else row.reason.value,
        fee, agent_fee, row.code, row.area_name,
    )  # fmt: skip
    return dict(zip(HEADER, cells, strict=True))


def test_portions_of_any_filter_and_order_are_the_list(each_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = each_world
    chain(world, 2)
    world.account("X1", name='=cmd "x", y', opening=9, rate_group=group(world, "G", 1))
    numbers = ("L2", "L1", "NOBODY", "X1", "L1", "L2")
    lines = [line(f"f-{n}", number, Time(world.now - n % 3 * SECOND), hold=n * 7) for n, number in enumerate(numbers)]
    import_calls(world, lines)
    monkeypatch.setattr(call_lists, "_PORTION", 2)
    filters = (c.CallFilter(), c.CallFilter(account_number="L2"), c.CallFilter(flow="nowhere"))
    for wanted, sort, descending in product(filters, c.CallSort, (True, False)):
        asked = c.ExportCalls(filter=wanted, sort=sort, descending=descending)
        listed = c.ListCalls(filter=wanted, sort=sort, descending=descending)
        told = rows_of(exported(world, o.CALLS_EXPORT, asked))
        assert told == [_written(row) for row in world.read(world.admin, o.CALLS_LIST, listed).rows]
    assert {row["state"] for row in rows_of(exported(world, o.CALLS_EXPORT, c.ExportCalls()))} == {"rated", "refused"}


@given(st.integers(-(10**15), 10**17))
def test_times_are_written_as_the_calendar_has_them(time: int) -> None:
    moment = _EPOCH + timedelta(microseconds=time)
    assert csv_export.iso(time) == moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


@given(st.text(max_size=8))
def test_plain_words_are_written_as_all_texts_are(text: str) -> None:
    quoted = csv_export.cells([text, "x"])
    assert csv_export.cell(text) + ",x" == quoted
    assert quoted == COMMAS.joined([harmless(text), "x"])
