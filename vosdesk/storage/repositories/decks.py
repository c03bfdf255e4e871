"""Rates as decks: what is in effect at a moment, by prefix; and who is billed by which groups."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Text, bindparam, select, type_coerce

from vosdesk.contract.ids import RateGroupId, Time
from vosdesk.contract.rates import Section
from vosdesk.domain.coverage import Offer
from vosdesk.storage.models import accounts, rate_groups, rates
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.types import AnyRow

_AFTER_DIGITS = "~"
_OFFERS = (
    select(
        rates.c.code, rates.c.area_name, rates.c.price, rates.c.cycle, rates.c.tax,
        type_coerce(rates.c.sections, Text()).label("sections"), rates.c.lock,
    )
    .where(
        rates.c.rate_group_id == bindparam("group"),
        rates.c.effective_from <= bindparam("at"),
        rates.c.effective_until > bindparam("at"),
    )
    .order_by(rates.c.code, rates.c.effective_from)
)  # fmt: skip
_ALL = Prepared(_OFFERS)
_LONGER = Prepared(_OFFERS.where(rates.c.code >= bindparam("low"), rates.c.code <= bindparam("high")))

_sections_of = msgspec.json.Decoder(tuple[Section, ...])


def _offers(rows: Iterable[Sequence[Any]]) -> dict[str, Offer]:
    """Rates of a deck. Nearly all of them have no section: reading "[]" by the hundred thousand is spared."""
    found: dict[str, Offer] = {}
    for code, area, price, cycle, tax, sections, lock in rows:
        said = () if sections == "[]" else _sections_of.decode(sections)
        found[code] = Offer(code, area, price, cycle, tax, said, lock)
    return found


class DecksRepository:
    """Statements over what accounts are billed by."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offers(self, group: RateGroupId, at: Time) -> dict[str, Offer]:
        """The rates of a group in effect at a time, by prefix; of two for one prefix the later."""
        return _offers(_ALL.each(self._connection, {"group": group, "at": at}))

    def offers_for(self, group: RateGroupId, code: str, at: Time) -> dict[str, Offer]:
        """The same, as far as it bears on the numbers of a prefix: itself, longer and shorter ones."""
        values = {"group": group, "at": at, "low": code, "high": code + _AFTER_DIGITS}
        found = _offers(_LONGER.each(self._connection, values))
        shorter = [code[:length] for length in range(1, len(code))]
        statement = _OFFERS.where(rates.c.code.in_(shorter))
        return found | _offers(self._connection.execute(statement, {"group": group, "at": at}))

    def billed(self) -> Sequence[AnyRow]:
        """All active accounts, as far as it takes to say by which groups they are billed; agents first."""
        return self._connection.execute(
            select(
                accounts.c.id, accounts.c.number, accounts.c.name, accounts.c.path, accounts.c.agent_id,
                accounts.c.lower_rate, accounts.c.rate_group_id, accounts.c.private_rate_group_id,
            )
            .where(accounts.c.active)
            .order_by(accounts.c.path)
        ).all()  # fmt: skip

    def groups(self, ids: Iterable[int] | None = None) -> dict[int, AnyRow]:
        """Id, name, owner and state of rate groups."""
        statement = select(rate_groups.c.id, rate_groups.c.name, rate_groups.c.owner_id, rate_groups.c.rates_revision)
        if ids is not None:
            statement = statement.where(rate_groups.c.id.in_(sorted(ids)))
        return {row.id: row for row in self._connection.execute(statement)}
