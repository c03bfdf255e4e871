"""The history of changes of many rates, every rate that they touched, and how they are taken back."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    type_coerce,
    union,
    update,
)

from vosdesk.contract.ids import FOREVER, RateGroupId, RateImportId, Time, UserId
from vosdesk.contract.paging import Extent, Window
from vosdesk.contract.rate_imports import Outcome, PlanFilter, RateImportFilter
from vosdesk.contract.rates import RateSelection
from vosdesk.domain.rate_timeline import Write
from vosdesk.domain.rate_values import NAMES
from vosdesk.policy.scopes import GroupScope
from vosdesk.storage.models import rate_changes, rate_groups, rate_imports, rates
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories.lists import Rows, Sorted, contains, extent_of, window_of
from vosdesk.storage.repositories.rates import begins_with, chosen_rates
from vosdesk.storage.types import AnyRow, new_id

SAID = NAMES[1:]
"""What a rate says beside its code, which no change of it changes."""
CHANGE_COLUMNS = (
    "import_id", "outcome", "write", "line", "code", *(f"was_{n}" for n in SAID), *(f"now_{n}" for n in SAID),
)  # fmt: skip
_NOTHING = (None,) * len(SAID)
_HELD = (Write.INSERT, Write.UPDATE)
_TAKEN = (Write.UPDATE, Write.DELETE)
_ADD = Prepared(insert(rate_changes), *CHANGE_COLUMNS)
_c = rate_changes.c


class Reader:
    """Who reads the history: everything, or an agent's own groups and his own imports."""

    def __init__(self, scope: GroupScope, user: UserId) -> None:
        self.everything, self.user = scope.everything, user
        self.listed = scope.listed

    def sees(self) -> ColumnElement[bool]:
        """The imports that he sees."""
        if self.everything:
            return true()
        own = rate_groups.c.owner_id == self.user
        made = and_(rate_imports.c.user_id == self.user, rate_groups.c.id.in_(self.listed))
        return or_(own, made)

    def told(self) -> ColumnElement[bool]:
        """The imports of which he is told who made them, and of what file."""
        return true() if self.everything else rate_imports.c.user_id == self.user


class RateImportsRepository:
    """Statements over the history."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, values: Mapping[str, Any]) -> RateImportId:
        """A new line of the history."""
        return RateImportId(new_id(self._connection.execute(insert(rate_imports).values(**values))))

    def add_changes(self, made: RateImportId, rows: Iterable[tuple[Any, ...]]) -> None:
        """Rates that it touched: outcome, write, line, the values before (or None) and after (or None)."""
        _ADD.many_rows(self._connection, CHANGE_COLUMNS, (_flat(made, row) for row in rows))

    def add_new(self, made: RateImportId, group: RateGroupId, last: int) -> None:
        """Note the rates of a group that were added after the one with id ``last``, and that nothing was before."""
        now: list[Any] = [type_coerce(rates.c[name], _c[f"now_{name}"].type) for name in SAID]
        head: list[Any] = [
            literal(made),
            literal(int(Outcome.ADDED)),
            literal(int(Write.INSERT)),
            literal(0),
            rates.c.code,
        ]
        names = [*CHANGE_COLUMNS[:5], *(f"now_{name}" for name in SAID)]
        added = select(*head, *now).where(rates.c.rate_group_id == group, rates.c.id > last).order_by(rates.c.id)
        self._connection.execute(insert(rate_changes).from_select(names, added))

    def add_removed(self, made: RateImportId, group: RateGroupId, selection: RateSelection) -> None:
        """Note rates of a group that are about to be deleted."""
        kept: list[Any] = [type_coerce(rates.c[name], _c[f"was_{name}"].type) for name in SAID]
        head: list[Any] = [
            literal(made),
            literal(int(Outcome.CLOSED)),
            literal(int(Write.DELETE)),
            literal(0),
            rates.c.code,
        ]
        names = CHANGE_COLUMNS[: 5 + len(SAID)]
        for part in chosen_rates(group, selection):
            self._connection.execute(insert(rate_changes).from_select(names, select(*head, *kept).where(part)))

    def get(self, wanted: RateImportId, reader: Reader) -> AnyRow | None:
        """One line of the history, if the reader sees it."""
        statement = _select().where(rate_imports.c.id == wanted, reader.sees())
        return self._connection.execute(statement).one_or_none()

    def window(self, reader: Reader, wanted: RateImportFilter, descending: bool, window: Window) -> Rows:
        """A window of the history."""
        return window_of(self._connection, _sorted(reader, wanted, descending), window)

    def extent(self, reader: Reader, wanted: RateImportFilter, descending: bool) -> Extent:
        """How many lines the filter holds."""
        return extent_of(self._connection, _sorted(reader, wanted, descending))

    def changes(self, made: RateImportId, wanted: PlanFilter, window: Window) -> Rows:
        """A window of the rates that an import touched."""
        return window_of(self._connection, _changes(made, wanted), window)

    def changes_extent(self, made: RateImportId, wanted: PlanFilter) -> Extent:
        """How many rates the filter holds."""
        return extent_of(self._connection, _changes(made, wanted))

    def moments(self, made: RateImportId, after: Time, most: int) -> list[Time]:
        """The first moments after one at which a rate that an import touched begins or ends, or did before it."""
        times = (_c.was_effective_from, _c.now_effective_from, _c.was_effective_until, _c.now_effective_until)
        found = union(
            *(select(time.label("at")).where(_c.import_id == made, time > after, time < FOREVER) for time in times)
        ).subquery()
        return list(self._connection.execute(select(found.c.at).order_by(found.c.at).limit(most)).scalars())

    def changed_since(self, made: RateImportId, group: RateGroupId, most: int) -> tuple[int, list[str]]:
        """How many rates are no longer as the import left them, and the first of their codes."""
        same = and_(*(rates.c[name] == _now(name) for name in SAID))
        joined = rate_changes.outerjoin(rates, and_(rates.c.rate_group_id == group, rates.c.code == _c.code, same))
        where = [_c.import_id == made, _c.write.in_(_HELD), rates.c.id.is_(None)]
        return self._first(select(_c.code).select_from(joined).where(*where), most)

    def take_back_new(self, made: RateImportId, group: RateGroupId) -> None:
        """Delete the rates that the import left."""
        left = (
            select(rates.c.id)
            .select_from(rate_changes)
            .join(
                rates,
                and_(
                    rates.c.rate_group_id == group,
                    rates.c.code == _c.code,
                    rates.c.effective_from == _c.now_effective_from,
                ),
            )
            .where(_c.import_id == made, _c.write.in_(_HELD))
        )
        self._connection.execute(delete(rates).where(rates.c.id.in_(left)))

    def in_the_way(self, made: RateImportId, group: RateGroupId, most: int) -> tuple[int, list[str]]:
        """How many rates that the import took cannot come back, and the first of their codes."""
        meets = exists().where(
            rates.c.rate_group_id == group,
            rates.c.code == _c.code,
            rates.c.effective_from < _c.was_effective_until,
            rates.c.effective_until > _c.was_effective_from,
        )
        return self._first(select(_c.code).where(_c.import_id == made, _c.write.in_(_TAKEN), meets), most)

    def bring_back_old(self, made: RateImportId, group: RateGroupId) -> None:
        """Add the rates that the import changed or deleted, as they were."""
        was = [type_coerce(_c[f"was_{name}"], rates.c[name].type) for name in SAID]
        kept = select(literal(group), _c.code, *was).where(_c.import_id == made, _c.write.in_(_TAKEN))
        self._connection.execute(insert(rates).from_select(["rate_group_id", "code", *SAID], kept))

    def mark_undone(self, made: RateImportId, now: Time, login: str) -> None:
        """Note that an import was undone."""
        self._connection.execute(
            update(rate_imports).where(rate_imports.c.id == made).values(undone=now, undone_by=login)
        )

    def _first(self, statement: Select[Any], most: int) -> tuple[int, list[str]]:
        count = self._connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
        codes = self._connection.execute(statement.order_by(_c.id).limit(most)).scalars() if count else ()
        return count, list(codes)


def _head(made: RateImportId, outcome: Outcome, write: Write) -> list[Any]:
    return [literal(made), literal(int(outcome)), literal(int(write)), literal(0), rates.c.code]


def _flat(made: RateImportId, row: tuple[Any, ...]) -> tuple[Any, ...]:
    outcome, write, line, was, now = row
    code = (was or now)[0]
    before = _NOTHING if was is None else tuple(was)[1:]
    return (made, outcome, write, line, code, *before, *(_NOTHING if now is None else tuple(now)[1:]))


def _now(name: str) -> ColumnElement[Any]:
    return type_coerce(_c[f"now_{name}"], rates.c[name].type)


def _select() -> Select[Any]:
    return select(rate_imports, rate_groups.c.owner_id, rate_groups.c.name.label("group_now")).select_from(
        rate_imports.outerjoin(rate_groups, rate_groups.c.id == rate_imports.c.rate_group_id)
    )


def _sorted(reader: Reader, wanted: RateImportFilter, descending: bool) -> Sorted:
    found: list[ColumnElement[bool]] = [reader.sees()]
    if wanted.rate_group is not None:
        found.append(rate_imports.c.rate_group_id == wanted.rate_group)
    if wanted.text:
        found += [reader.told(), contains(rate_imports.c.file, wanted.text)]
    if wanted.login:
        found += [reader.told(), rate_imports.c.login == wanted.login]
    if wanted.kind is not None:
        found.append(rate_imports.c.kind == wanted.kind.value)
    if wanted.undone is not None:
        found.append(rate_imports.c.undone.is_not(None) == wanted.undone)
    if wanted.time_from is not None:
        found.append(rate_imports.c.time >= wanted.time_from)
    if wanted.time_to is not None:
        found.append(rate_imports.c.time <= wanted.time_to)
    return Sorted(_select().where(*found), (rate_imports.c.time, rate_imports.c.id), descending)


def _changes(made: RateImportId, wanted: PlanFilter) -> Sorted:
    found: list[ColumnElement[bool]] = [_c.import_id == made]
    found.append(_c.outcome != Outcome.ENDED if wanted.outcome is None else _c.outcome == wanted.outcome)
    if wanted.prefix:
        found.append(begins_with(_c.code, wanted.prefix))
    return Sorted(select(rate_changes).where(*found), (_c.id,), False)
