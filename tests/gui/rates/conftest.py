from collections.abc import Callable

import pytest

from tests.support import rate_files
from tests.support.world import World
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.ids import RateGroupId

DECK = b"""prefix,name,price,increments
44,United Kingdom,0.0155,60/60
447,UK Mobile,0.021,30/6
49,Germany,0.009,1/1
"""


@pytest.fixture
def group(world: World) -> RateGroupId:
    """A rate group with three rates."""
    made = world.rate_group("Retail")
    rate_files.load(world, made, DECK.decode())
    return made


@pytest.fixture
def rates_of(world: World) -> Callable[[RateGroupId], dict[str, r.RateFields]]:
    """The rates of a group by joined prefix."""

    def read(wanted: RateGroupId) -> dict[str, r.RateFields]:
        page = world.read(world.admin, o.RATES_LIST, r.ListRates(filter=r.RateFilter(rate_group=wanted)))
        return {row.fields.prefix + row.fields.area_prefix: row.fields for row in page.rows}

    return read
