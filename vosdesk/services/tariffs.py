"""The rates of the groups that calls are billed by: the same ones for every call of one import.

They are read into memory when a group is first asked, and kept for as long as the import takes. Whoever has a few
calls alone, all in one unit of work, looks each number up in the database: a group may hold a million rates.
"""

from functools import partial

from vosdesk.contract.ids import RateGroupId, Time
from vosdesk.domain.billing import Find, Terms
from vosdesk.domain.tariff import Tariff, terms_of
from vosdesk.storage.unit_of_work import ReadUnit

FEW = 100
"""Calls for which it does not pay to read a group."""


class TariffBook:
    """Finds rates for numbers. Groups are read through the unit of work that is current."""

    def __init__(self, *, few: bool = False) -> None:
        self._few = few
        self._groups: dict[RateGroupId, Find] = {}
        self.unit: ReadUnit | None = None

    def deck(self, group: RateGroupId) -> Find:
        """What finds the rates of ``group``."""
        known = self._groups.get(group)
        if known is None:
            known = self._groups[group] = self._finder(group)
        return known

    def _finder(self, group: RateGroupId) -> Find:
        unit = self._current()
        row = unit.rate_groups.get(group)
        name = "" if row is None else str(row.name)
        if self._few:
            return partial(self._look_up, group, name)
        return Tariff(group, name, unit.rates.billed(group)).find

    def _look_up(self, group: RateGroupId, name: str, number: str, at: Time) -> Terms | None:
        rate = self._current().rates.longest(group, number, at)
        return None if rate is None else terms_of(group, name, rate)

    def _current(self) -> ReadUnit:
        if self.unit is None:
            raise LookupError("no unit of work to read rates in")
        return self.unit
