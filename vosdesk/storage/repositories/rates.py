"""Rates of rate groups.

``code`` is the rate prefix and the area prefix joined: what a dialled number is matched against. It compares byte
by byte on both databases, so that the prefixes of a number are found by walking ranges of the unique index.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    delete,
    false,
    func,
    insert,
    literal,
    literal_column,
    not_,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract import text_rules
from vosdesk.contract.ids import RateGroupId, RateId, Time
from vosdesk.contract.paging import Extent, Window
from vosdesk.contract.rates import Period, RateFields, RateFilter, RateSelection, RateSort, SearchRates
from vosdesk.domain.rate_values import NAMES
from vosdesk.domain.tariff import BilledRate
from vosdesk.storage.models import rate_groups, rates
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories.lists import Rows, Sorted, contains, extent_of, window_of
from vosdesk.storage.types import AnyRow, new_id

_BATCH = 5_000
_IDS_AT_ONCE = 1_000
_STREAMED = 2_000
_AFTER_DIGITS = "~"
"""Comes after everything that a prefix can hold."""
_KEYS: dict[RateSort, ColumnElement[Any]] = {
    RateSort.PREFIX: rates.c.code,
    RateSort.AREA_NAME: rates.c.area_name,
    RateSort.PRICE: rates.c.price,
}
_SAID = tuple(column.name for column in rates.c if column.name not in {"id", "version", "rate_group_id"})
"""The columns that hold what a rate says."""
_OF_GROUP = Prepared(
    select(rates).where(rates.c.rate_group_id == bindparam("group")).order_by(rates.c.code, rates.c.effective_from)
)
_ADD = Prepared(insert(rates), "rate_group_id", *_SAID)
_CHANGE = Prepared(
    update(rates)
    .where(rates.c.id == bindparam("rate"))
    .values({name: bindparam(f"new_{name}") for name in _SAID} | {"version": rates.c.version + 1})
)
_REMOVE = Prepared(delete(rates).where(rates.c.id == bindparam("rate")))
_BILLED = [
    type_coerce(rates.c.sections, Text()).label(name) if name == "sections" else rates.c[name]
    for name in BilledRate._fields
]
"""The columns of a BilledRate, in its order."""
_NEXT = Prepared(
    select(*_BILLED)
    .where(rates.c.rate_group_id == bindparam("group"), rates.c.code <= bindparam("number"))
    .order_by(rates.c.code.desc(), rates.c.effective_from.desc())
    # Written out, not bound: this is asked for every number.
    .limit(literal_column("1"))
    .offset(literal_column("0"))
)
_EFFECTIVE = Prepared(
    select(*_BILLED)
    .where(
        rates.c.rate_group_id == bindparam("group"),
        rates.c.code == bindparam("code"),
        rates.c.effective_from <= bindparam("at"),
        rates.c.effective_until > bindparam("at"),
    )
    .order_by(rates.c.effective_from.desc())
    .limit(1)
)


class RatesRepository:
    """Statements over rates."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next: Callable[[RateGroupId, str], tuple[Any, ...] | None] | None = None

    def get(self, rate: RateId) -> AnyRow | None:
        """One rate."""
        return self._connection.execute(select(rates).where(rates.c.id == rate)).one_or_none()

    def window(self, wanted: RateFilter, sort: RateSort, descending: bool, window: Window) -> Rows:
        """A window of the rates of one group."""
        return window_of(self._connection, _sorted(wanted, sort, descending), window)

    def extent(self, wanted: RateFilter, sort: RateSort, descending: bool) -> Extent:
        """How many rates the filter holds."""
        return extent_of(self._connection, _sorted(wanted, sort, descending))

    def found(self, groups: Sequence[RateGroupId] | None, request: SearchRates) -> Rows:
        """A window of the rates of these groups (None: of all) that a search finds, with ``group_name``."""
        return window_of(self._connection, _searched(groups, request), request.window)

    def found_extent(self, groups: Sequence[RateGroupId] | None, request: SearchRates) -> Extent:
        """How many rates a search finds."""
        return extent_of(self._connection, _searched(groups, request))

    def of_group(self, group: RateGroupId) -> Sequence[AnyRow]:
        """All rates of a group, by prefix."""
        return _OF_GROUP.all(self._connection, {"group": group})

    def count(self, group: RateGroupId, selection: RateSelection) -> int:
        """How many rates of the group a selection holds."""
        counted = select(func.count()).select_from(rates)
        return sum(
            self._connection.execute(counted.where(part)).scalar_one() for part in chosen_rates(group, selection)
        )

    def selected(self, group: RateGroupId, selection: RateSelection, most: int) -> list[AnyRow]:
        """The first rates of the group that a selection holds, by prefix."""
        found: list[AnyRow] = []
        for part in chosen_rates(group, selection):
            ordered = select(rates).where(part).order_by(rates.c.code, rates.c.effective_from)
            found.extend(self._connection.execute(ordered.limit(most)))
        return sorted(found, key=lambda row: (row.code, row.effective_from))[:most]

    def taken(self, group: RateGroupId, code: str, effective_from: Time, besides: RateId | None = None) -> bool:
        """Whether another rate of the group has this prefix and this beginning."""
        statement = select(rates.c.id).where(
            rates.c.rate_group_id == group, rates.c.code == code, rates.c.effective_from == effective_from
        )
        found = self._connection.execute(statement).scalar_one_or_none()
        return found is not None and found != besides

    def longest(self, group: RateGroupId, number: str, at: Time) -> BilledRate | None:
        """The rate of the group with the longest prefix of ``number`` that is in effect at that time.

        Each step asks for the greatest prefix that is not beyond the number. Every prefix of the number sorts
        before it, and is a prefix of what the two have in common: so the number is cut to that, and asked again.
        """
        if self._next is None:
            self._next = _NEXT.asked(self._connection, "group", "number").row
        following, rest = self._next, number
        while rest:
            found = following(group, rest)
            if found is None:
                return None
            code = found[0]
            if not rest.startswith(code):
                rest = "".join(a for a, _ in takewhile(_alike, zip(rest, code, strict=False)))
                continue
            if found[-2] <= at < found[-1]:
                return BilledRate._make(found)
            row = _EFFECTIVE.one_or_none(self._connection, {"group": group, "code": code, "at": at})
            if row is not None:
                return BilledRate._make(row)
            rest = code[:-1]
        return None

    def candidates(self, group: RateGroupId, number: str) -> Sequence[AnyRow]:
        """All rates of the group whose prefix ``number`` begins with, at whatever time, the longest first."""
        prefixes = [number[:end] for end in range(1, len(number) + 1)]
        rows = self._connection.execute(
            select(rates)
            .where(rates.c.rate_group_id == group, rates.c.code.in_(prefixes))
            .order_by(rates.c.code.desc(), rates.c.effective_from.desc())
        )
        return rows.all()

    def billed(self, group: RateGroupId) -> Iterator[BilledRate]:
        """The rates of a group as calls are billed by them, by prefix and beginning."""
        wanted = select(*_BILLED).where(rates.c.rate_group_id == group)
        return map(BilledRate._make, self._streamed(wanted))

    def add(self, group: RateGroupId, fields: RateFields) -> RateId:
        """A new rate."""
        return RateId(new_id(self._connection.execute(insert(rates).values(rate_group_id=group, **_values(fields)))))

    def add_many(self, group: RateGroupId, added: Iterable[RateFields]) -> None:
        """New rates, in batches."""
        for some in _batches(added, _BATCH):
            _ADD.many(self._connection, ({"rate_group_id": group, **_values(fields)} for fields in some))

    def change(self, rate: RateId, version: int, fields: RateFields) -> bool:
        """Change a rate; False when ``version`` is no longer the stored one."""
        done = self._connection.execute(
            update(rates)
            .where(rates.c.id == rate, rates.c.version == version)
            .values(**_values(fields), version=version + 1)
        )
        return done.rowcount == 1

    def stream(self, group: RateGroupId, selection: RateSelection | None = None) -> Iterator[tuple[Any, ...]]:
        """All rates of a group by prefix and beginning, as flat rows: id, whether chosen, and the values as stored."""
        chosen = false() if selection is None else or_(*(part for part in chosen_rates(group, selection)))
        return self._flat(rates.c.rate_group_id == group, chosen)

    def of_codes(self, group: RateGroupId, codes: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rates of some prefixes, as ``stream`` gives them."""
        for some in _batches(sorted(codes), _IDS_AT_ONCE):
            yield from self._flat(and_(rates.c.rate_group_id == group, rates.c.code.in_(some)), false())

    def _flat(self, where: ColumnElement[bool], chosen: ColumnElement[bool]) -> Iterator[tuple[Any, ...]]:
        columns = [type_coerce(rates.c[name], _stored(name)).label(name) for name in NAMES]
        return map(tuple, self._streamed(select(rates.c.id, chosen.label("chosen"), *columns).where(where)))

    def _streamed(self, statement: Select[Any]) -> Iterator[Any]:
        """The rows of a statement by prefix and beginning, however many, a few at a time."""
        ordered = statement.order_by(rates.c.code, rates.c.effective_from)
        connection = self._connection.execution_options(stream_results=True)
        with connection.execute(ordered) as found:
            while some := found.fetchmany(_STREAMED):
                yield from some

    def at(self, group: RateGroupId, code: str) -> Sequence[AnyRow]:
        """The rates of one prefix, in the order of their beginnings."""
        of_code = select(rates).where(rates.c.rate_group_id == group, rates.c.code == code)
        return self._connection.execute(of_code.order_by(rates.c.effective_from)).all()

    def add_values(self, group: RateGroupId, rows: Iterable[Sequence[Any]]) -> None:
        """New rates from flat rows."""
        _ADD.many_rows(self._connection, ("rate_group_id", *NAMES), ((group, *row) for row in rows))

    def add_rows(self, rows: Iterable[Sequence[Any]]) -> None:
        """New rates from flat rows that begin with their group."""
        _ADD.many_rows(self._connection, ("rate_group_id", *NAMES), rows)

    def last_id(self) -> int:
        """The greatest id that a rate has: those of rates added from now on are greater."""
        last: int = self._connection.execute(select(func.coalesce(func.max(rates.c.id), 0))).scalar_one()
        return last

    def change_values(self, rows: Iterable[Sequence[Any]]) -> None:
        """Change rates from flat rows that begin with the rate's id."""
        _CHANGE.many_rows(self._connection, ("rate", *(f"new_{name}" for name in NAMES)), rows)

    def remove_ids(self, found: Iterable[RateId]) -> None:
        """Delete rates one by one."""
        _REMOVE.many_rows(self._connection, ("rate",), ((rate,) for rate in found))

    def copy(self, source: RateGroupId, target: RateGroupId) -> None:
        """Give ``target`` all rates of ``source``."""
        copied = select(literal(target), *(rates.c[name] for name in _SAID)).where(rates.c.rate_group_id == source)
        self._connection.execute(insert(rates).from_select(["rate_group_id", *_SAID], copied))

    def remove(self, group: RateGroupId, selection: RateSelection) -> None:
        """Delete the rates of the group that a selection holds."""
        for part in chosen_rates(group, selection):
            self._connection.execute(delete(rates).where(part))


def _sorted(wanted: RateFilter, sort: RateSort, descending: bool) -> Sorted:
    return Sorted(select(rates).where(*conditions(wanted)), (_KEYS[sort], rates.c.id), descending)


def conditions(wanted: RateFilter) -> list[ColumnElement[bool]]:
    """The filter as conditions on rates."""
    found: list[ColumnElement[bool]] = [rates.c.rate_group_id == wanted.rate_group]
    if wanted.prefix:
        found.append(begins_with(rates.c.code, wanted.prefix))
    if wanted.area_name:
        found.append(contains(rates.c.area_name, wanted.area_name))
    if wanted.rate_type is not None:
        found.append(rates.c.rate_type == int(wanted.rate_type))
    if wanted.lock is not None:
        found.append(rates.c.lock == int(wanted.lock))
    if wanted.period is not None and wanted.at is not None:
        found += in_period(wanted.period, wanted.at)
    return found


def _searched(groups: Sequence[RateGroupId] | None, request: SearchRates) -> Sorted:
    wanted = request.filter
    found: list[ColumnElement[bool]] = [] if wanted.asks else [false()]
    if wanted.rate_group is not None:
        found.append(rates.c.rate_group_id == wanted.rate_group)
    if groups is not None:
        found.append(rates.c.rate_group_id.in_(groups))
    if wanted.prefix:
        found.append(begins_with(rates.c.code, wanted.prefix))
    if wanted.number:
        found.append(rates.c.code.in_([wanted.number[:end] for end in range(1, len(wanted.number) + 1)]))
    if wanted.area_name.strip():
        found.append(contains(rates.c.area_name, wanted.area_name.strip()))
    if wanted.period is not None and wanted.at is not None:
        found += in_period(wanted.period, wanted.at)
    # Exact for every cycle: no bound is so great that the products leave 64 bits.
    if wanted.minute_from is not None:
        found.append(rates.c.price * 60 >= literal(wanted.minute_from, BigInteger) * rates.c.cycle)
    if wanted.minute_to is not None:
        found.append(rates.c.price * 60 <= literal(wanted.minute_to, BigInteger) * rates.c.cycle)
    joined = rates.join(rate_groups, rate_groups.c.id == rates.c.rate_group_id)
    statement = select(rates, rate_groups.c.name.label("group_name")).select_from(joined).where(*found)
    return Sorted(statement, (_KEYS[request.sort], rates.c.id), request.descending)


def in_period(period: Period, at: Time) -> list[ColumnElement[bool]]:
    """The rates that are in effect at a moment, begin after it, or have ended by it."""
    begun, ended = rates.c.effective_from <= at, rates.c.effective_until <= at
    if period is Period.CURRENT:
        return [begun, not_(ended)]
    return [not_(begun)] if period is Period.FUTURE else [ended]


def _stored(name: str) -> Any:
    """The type of a column as the database has it: sections stay the text that they are."""
    return Text() if name == "sections" else rates.c[name].type


def chosen_rates(group: RateGroupId, selection: RateSelection) -> Iterator[ColumnElement[bool]]:
    """A selection as conditions that no row fulfils two of: a statement takes no more ids at once."""
    within = rates.c.rate_group_id == group
    if selection.filter is None:
        for some in _batches(sorted(set(selection.ids)), _IDS_AT_ONCE):
            yield and_(within, rates.c.id.in_(some))
    else:
        yield and_(within, *conditions(selection.filter), rates.c.id.not_in(selection.excluded))


def _alike(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def begins_with(code: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """A range of the index: LIKE would ignore it on SQLite."""
    if text_rules.prefix(prefix) is not None:
        return false()
    return code.between(prefix, prefix + _AFTER_DIGITS)


def _values(fields: RateFields) -> dict[str, Any]:
    values = msgspec.structs.asdict(fields)
    values["code"] = fields.prefix + fields.area_prefix
    values["rate_type"], values["lock"] = int(fields.rate_type), int(fields.lock)
    return values


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    left = iter(items)
    while some := list(islice(left, size)):
        yield some
