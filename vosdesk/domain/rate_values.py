"""A rate as a flat row of values, in the order of its columns: what a million rates are compared and carried as."""

from collections.abc import Sequence
from typing import Any

import msgspec

from vosdesk.contract.ids import Time
from vosdesk.contract.money import Price
from vosdesk.contract.rates import LockType, RateFields, RateType, Section

NAMES = (
    "code",
    "prefix",
    "area_prefix",
    "rate_type",
    "area_name",
    "price",
    "cycle",
    "lock",
    "sections",
    "tax",
    "prompt_price",
    "prompt_cycle",
    "effective_from",
    "effective_until",
)
"""The columns, in order. ``sections`` is JSON text, as it is stored."""

CODE, PREFIX, AREA_PREFIX, TYPE, NAME, PRICE, CYCLE, LOCK, SECTIONS, TAX, PROMPT_PRICE, PROMPT_CYCLE, FROM, UNTIL = (
    range(len(NAMES))
)

Values = tuple[Any, ...]

_TYPES = {t.value: t for t in RateType}
_LOCKS = {t.value: t for t in LockType}
_encode = msgspec.json.Encoder(order="deterministic").encode
_sections = msgspec.json.Decoder(tuple[Section, ...]).decode


def sections_text(sections: tuple[Section, ...]) -> str:
    """Sections as they are stored: always the same text for the same sections."""
    return _encode(sections).decode() if sections else "[]"


def values_of(fields: RateFields) -> Values:
    """A rate as a flat row."""
    f = fields
    return (
        f.prefix + f.area_prefix, f.prefix, f.area_prefix, f.rate_type.value, f.area_name, f.price, f.cycle,
        f.lock.value, sections_text(f.sections), f.tax, f.prompt_price, f.prompt_cycle, f.effective_from,
        f.effective_until,
    )  # fmt: skip


def fields_of(values: Sequence[Any]) -> RateFields:
    """The rate of a flat row."""
    _, prefix, area_prefix, kind, name, price, cycle, lock, sections, tax, prompt_price, prompt_cycle, since, until = (
        values
    )
    return RateFields(
        prefix=prefix,
        area_prefix=area_prefix,
        rate_type=_TYPES[kind],
        area_name=name,
        price=Price(price),
        cycle=cycle,
        lock=_LOCKS[lock],
        sections=_sections(sections),
        tax=tax,
        prompt_price=Price(prompt_price),
        prompt_cycle=prompt_cycle,
        effective_from=Time(since),
        effective_until=Time(until),
    )
