"""The rates of the groups that calls are billed by, in memory for as long as an import takes.

They are read once, when a group is first asked: every call of one import is billed by the same rates.
"""

from vosdesk.contract import codec
from vosdesk.contract.ids import RateGroupId
from vosdesk.contract.rates import LockType
from vosdesk.domain.billing import Find, Terms
from vosdesk.domain.prefix_index import PrefixIndex
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import ReadUnit


class TariffBook:
    """Finds rates for numbers. Groups are read through the unit of work that is current."""

    def __init__(self) -> None:
        self._groups: dict[RateGroupId, PrefixIndex[Terms]] = {}
        self.unit: ReadUnit | None = None

    def deck(self, group: RateGroupId) -> Find:
        """What finds the rates of ``group``."""
        known = self._groups.get(group)
        if known is None:
            known = self._groups[group] = self._read(group)
        return known.find

    def _read(self, group: RateGroupId) -> PrefixIndex[Terms]:
        if self.unit is None:
            raise LookupError("no unit of work to read rates in")
        row = self.unit.rate_groups.get(group)
        name = "" if row is None else str(row.name)
        rates = self.unit.rates.of_group(group)
        return PrefixIndex(
            (row.code, row.effective_from, row.effective_until, _terms(group, name, row)) for row in rates
        )


def _terms(group: RateGroupId, name: str, row: AnyRow) -> Terms:
    return Terms(
        rate_group_id=group,
        rate_group=name,
        code=row.code,
        area_name=row.area_name,
        price=row.price,
        cycle=row.cycle,
        sections_text=codec.encode(row.sections).decode() if row.sections else "[]",
        tax=row.tax,
        sections=row.sections,
        locked=row.lock == LockType.LOCKED.value,
    )
