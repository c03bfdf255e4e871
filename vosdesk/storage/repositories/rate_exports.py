"""Rates on their way out: read as a stream, in order of their prefixes, and what of them a file could not hold."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Text, and_, case, exists, func, or_, select, true, type_coerce
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.cell_text import DATED
from vosdesk.contract.ids import FOREVER, SECOND, Time
from vosdesk.contract.rates import RateFilter
from vosdesk.storage.models import rates
from vosdesk.storage.repositories.rates import conditions
from vosdesk.storage.types import AnyRow

AT_ONCE = 2_000
_TERMS = (
    rates.c.rate_type, rates.c.price, rates.c.cycle, rates.c.lock, type_coerce(rates.c.sections, Text), rates.c.tax,
    rates.c.prompt_price, rates.c.prompt_cycle, rates.c.effective_from, rates.c.effective_until,
)  # fmt: skip


class Held(NamedTuple):
    """Rates that hold at a time; and those that begin later, if ``later``."""

    at: Time
    later: bool


class RateExportsRepository:
    """Statements over the rates of one group, or those of a filter, that go into a file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, wanted: RateFilter, held: Held | None) -> int:
        """How many rates there are."""
        statement = select(func.count()).select_from(rates).where(*conditions(wanted), _held(held))
        return self._connection.execute(statement).scalar_one()

    def stream(self, wanted: RateFilter, held: Held | None) -> Iterator[Sequence[AnyRow]]:
        """Prefix, area prefix, area name and the terms of each, in portions; section rates as they are stored."""
        statement = (
            select(rates.c.prefix, rates.c.area_prefix, rates.c.area_name, *_TERMS)
            .where(*conditions(wanted), _held(held))
            .order_by(rates.c.code, rates.c.effective_from)
        )
        result = self._connection.execution_options(yield_per=AT_ONCE).execute(statement)
        yield from result.partitions()

    def lost(self, wanted: RateFilter, held: Held) -> AnyRow:
        """Of how many rates the vendor's files would lose a beginning, an end, the tax or a bar in the name."""
        begins = rates.c.effective_from
        dated = and_(begins >= DATED[0], begins < DATED[1], begins % SECOND == 0) if held.later else begins == 0
        counted = {
            "begins": and_(begins != 0, ~dated),
            "ends": and_(rates.c.effective_until != FOREVER, ~_followed() if held.later else true()),
            "tax": rates.c.tax != 0,
            "name": rates.c.area_name.contains("|", autoescape=True),
        }
        columns = [func.coalesce(func.sum(case((c, 1), else_=0)), 0).label(n) for n, c in counted.items()]
        return self._connection.execute(select(*columns).where(*conditions(wanted), _held(held))).one()


def _held(held: Held | None) -> ColumnElement[bool]:
    if held is None:
        return true()
    wins = and_(rates.c.effective_from <= held.at, rates.c.effective_until > held.at, ~exists(_successor(held.at)))
    return or_(rates.c.effective_from > held.at, wins) if held.later else wins


def _followed() -> Any:
    """Whether a rate of the same prefix begins where this one ends: a file that holds both loses no end."""
    other = rates.alias()
    return exists(
        select(other.c.id).where(
            other.c.rate_group_id == rates.c.rate_group_id,
            other.c.code == rates.c.code,
            other.c.effective_from == rates.c.effective_until,
        )
    )


def _successor(at: Time) -> Any:
    """A rate of the same prefix that began later and holds as well: it is the one that applies."""
    other = rates.alias()
    return select(other.c.id).where(
        other.c.rate_group_id == rates.c.rate_group_id,
        other.c.code == rates.c.code,
        other.c.effective_from > rates.c.effective_from,
        other.c.effective_from <= at,
        other.c.effective_until > at,
    )
