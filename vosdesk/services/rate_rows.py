"""Rates between their rows in the database, values of the contract, and fields of a log line."""

from typing import Any

import msgspec

from vosdesk.contract.ids import RateGroupId, RateId, Time
from vosdesk.contract.money import Price
from vosdesk.contract.rates import LockType, RateFields, RateRow, RateType
from vosdesk.storage.types import AnyRow

_TYPES = {t.value: t for t in RateType}
_LOCKS = {t.value: t for t in LockType}


def fields_of(row: AnyRow) -> RateFields:
    """What the rate of a row says."""
    return RateFields(
        prefix=row.prefix,
        area_prefix=row.area_prefix,
        rate_type=_TYPES[row.rate_type],
        area_name=row.area_name,
        price=Price(row.price),
        cycle=row.cycle,
        lock=_LOCKS[row.lock],
        sections=row.sections,
        tax=row.tax,
        prompt_price=Price(row.prompt_price),
        prompt_cycle=row.prompt_cycle,
        effective_from=Time(row.effective_from),
        effective_until=Time(row.effective_until),
    )


def shown(row: AnyRow) -> RateRow:
    """The rate of a row as the table shows it."""
    return RateRow(
        id=RateId(row.id),
        version=row.version,
        rate_group_id=RateGroupId(row.rate_group_id),
        fields=fields_of(row),
    )


def logged(fields: RateFields) -> dict[str, Any]:
    """What a log line says of a rate."""
    said: dict[str, Any] = msgspec.to_builtins(fields)
    return said
