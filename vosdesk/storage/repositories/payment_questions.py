"""Which payment records are asked for, and by which index they are found.

A question has a shape, of which its statements are made once: to make them anew for every page that is scrolled to
would cost more than the database's answers. Its plan says which index leads through the records in order, which
conditions the index itself answers (*driving*), and whether records must be looked at one by one for the rest.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Connection, Integer, bindparam, false, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from vosdesk.contract.accounts import Reach
from vosdesk.contract.payments import PaymentFilter, PaymentSort
from vosdesk.domain import paths
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, payments
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories.account_filters import under
from vosdesk.storage.repositories.lists import between
from vosdesk.storage.types import Id

COLUMNS = tuple(
    payments.c[name]
    for name in (
        "id", "seq", "time", "account_id", "account_number", "account_name", "kind", "mode", "amount",
        "balance_before", "balance_after", "operator", "operator_id", "memo", "note", "agent_id", "agent_number",
        "agent_name", "reverses",
    )
)  # fmt: skip
_reversal = payments.alias("reversal")
REVERSED_BY = (
    select(_reversal.c.id)
    .where(_reversal.c.reverses == payments.c.id)
    .correlate(payments)
    .scalar_subquery()
    .label("reversed_by")
)
"""Records never change: what took one back is found from the other side."""
SHOWN = (*COLUMNS, REVERSED_BY)
EXPORTED = (
    *(
        payments.c[name]
        for name in (
            "id", "seq", "time", "account_number", "account_name", "kind", "mode", "amount", "balance_before",
            "balance_after", "operator", "memo", "agent_id", "agent_number", "agent_name", "note", "reverses",
        )
    ),
    REVERSED_BY,
)  # fmt: skip
KEYS: dict[PaymentSort, tuple[ColumnElement[Any], ...]] = {
    PaymentSort.TIME: (payments.c.time, payments.c.id),
    PaymentSort.AMOUNT: (payments.c.amount, payments.c.id),
    PaymentSort.ACCOUNT: (payments.c.account_number, payments.c.id),
}
_ESCAPE = "/"


class _in_any_case(FunctionElement[bool]):  # noqa: N801 - written like the functions of SQL
    """A text that holds a pattern of Latin letters: SQLite knows their cases itself, others it would ask us for."""

    type = Boolean()
    inherit_cache = True


@compiles(_in_any_case, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    text, pattern = (compiler.process(part, **options) for part in element.clauses)
    return f"{text} LIKE {pattern} ESCAPE '{_ESCAPE}'"


@compiles(_in_any_case)
def _elsewhere(element: Any, compiler: Any, **options: Any) -> str:
    text, pattern = (compiler.process(part, **options) for part in element.clauses)
    return f"lower({text}) LIKE lower({pattern}) ESCAPE '{_ESCAPE}'"


_TESTS: Mapping[str, ColumnElement[bool]] = {
    "time_from": payments.c.time >= bindparam("time_from"),
    "time_to": payments.c.time <= bindparam("time_to"),
    "kind": payments.c.kind == bindparam("kind"),
    "mode": payments.c.mode == bindparam("mode"),
    "operator": payments.c.operator == bindparam("operator"),
    "amount_from": payments.c.amount >= bindparam("amount_from"),
    "amount_to": payments.c.amount <= bindparam("amount_to"),
    "memo": func.lower(payments.c.memo).like(func.lower(bindparam("memo")), escape=_ESCAPE),
    "latin_memo": _in_any_case(payments.c.memo, bindparam("memo")),
}


# The same where no index is to answer them.
_ASIDE: Mapping[str, ColumnElement[bool]] = {
    "time_from": payments.c.time + 0 >= bindparam("time_from"),
    "time_to": payments.c.time + 0 <= bindparam("time_to"),
    "amount_from": payments.c.amount + 0 >= bindparam("amount_from"),
    "amount_to": payments.c.amount + 0 <= bindparam("amount_to"),
}
# What an index answers by itself when it gives the records in this order: the lower bound, and the upper one.
RANGES: Mapping[PaymentSort, tuple[str, ...]] = {
    PaymentSort.TIME: ("time_from", "time_to"),
    PaymentSort.AMOUNT: ("amount_from", "amount_to"),
    PaymentSort.ACCOUNT: (),
}
_MEMOS = ("memo", "latin_memo")
NARROW = 8_000
"""So few records are fetched and sorted quicker than many others are passed over."""


class Shape(NamedTuple):
    """What of a question makes its statement: the size of its scope, and which fields of its filter are filled in."""

    everything: bool
    roots: int
    singles: int
    reach: Reach | None
    one: bool
    fields: tuple[str, ...]

    @property
    def members(self) -> bool:
        """Whether the records are those of some accounts."""
        return not self.everything or self.reach is not None or self.one


class Plan(NamedTuple):
    """How records are found.

    ``by_account``: by those of the accounts that are asked for, else by the order of the list. ``driving`` are the
    fields that the index answers. ``sorts``: they are few, and sorted. ``walks``: they are looked at one by one.
    ``by_number``: by the number of the one account, which never changes; then the order of numbers is that of ids.
    """

    by_account: bool
    driving: tuple[str, ...]
    sorts: bool
    walks: bool
    by_number: bool = False

    @property
    def direct(self) -> bool:
        """Whether the index leads to the records of the accounts alone, and passes over no others."""
        return self.by_account or self.by_number


def shape_of(scope: AccountScope, wanted: PaymentFilter) -> Shape:
    """The shape of a question."""
    return Shape(
        everything=scope.everything,
        roots=len(scope.roots),
        singles=len(scope.singles),
        reach=None if wanted.agent is None else wanted.reach,
        one=bool(wanted.account_number),
        fields=tuple(name for name in _TESTS if _filled_in(wanted, name)),
    )


def _filled_in(wanted: PaymentFilter, name: str) -> bool:
    if name in _MEMOS:
        return bool(wanted.memo) and name == _MEMOS[wanted.memo.isascii()]
    return getattr(wanted, name) not in (None, "")


def values_of(scope: AccountScope, wanted: PaymentFilter, shape: Shape) -> dict[str, Any]:
    """The values of a question, by the names that its statement has for them."""
    values = {name: getattr(wanted, name) for name in shape.fields if name not in _MEMOS}
    for place, account in enumerate(scope.singles):
        values[f"single_{place}"] = account
    for place, root in enumerate(scope.roots):
        values[f"low_{place}"], values[f"high_{place}"] = paths.subtree(root)
    if wanted.agent is not None:
        values["agent"] = wanted.agent
    if shape.one:
        values["account_number"] = wanted.account_number
    if wanted.memo:
        values["memo"] = f"%{_literal(wanted.memo)}%"
    return values


def _literal(text: str) -> str:
    """``text`` as LIKE finds it sign by sign."""
    for sign in (_ESCAPE, "%", "_"):
        text = text.replace(sign, _ESCAPE + sign)
    return text


def plan_of(connection: Connection, shape: Shape, values: dict[str, Any], sort: PaymentSort) -> Plan:
    """How the records of a question are found, by how many there are to look at."""
    ranged = tuple(name for name in RANGES[sort] if name in shape.fields)
    times = tuple(name for name in RANGES[PaymentSort.TIME] if name in shape.fields)
    if shape.one and sort is PaymentSort.TIME:
        return Plan(True, times, sorts=False, walks=times != shape.fields)
    if shape.one and sort is PaymentSort.ACCOUNT:
        return Plan(False, (), sorts=False, walks=bool(shape.fields), by_number=True)
    some = Plan(True, times if shape.one else (), sorts=True, walks=False)
    if shape.members and _few(connection, shape, some, values):
        return some
    some = Plan(False, times, sorts=True, walks=False)
    if times and not ranged and _few(connection, shape, some, values):
        return some
    return Plan(False, ranged, sorts=False, walks=ranged != shape.fields)


def _few(connection: Connection, shape: Shape, plan: Plan, values: dict[str, Any]) -> bool:
    counted = _counted(shape, plan).all(connection, values | {"most": NARROW + 1})
    return bool(counted[0][0] <= NARROW)


@lru_cache(maxsize=256)
def _counted(shape: Shape, plan: Plan) -> Prepared:
    driven = select(payments.c.id).where(*conditions(shape, plan, whole=False))
    some = driven.limit(bindparam("most", type_=Integer))
    return Prepared(select(func.count().label("n")).select_from(some.subquery()))


def conditions(shape: Shape, plan: Plan, *, whole: bool = True, aside: Sequence[str] = ()) -> list[ColumnElement[bool]]:
    """What holds for the records of a question, or (not ``whole``) for all that its driving conditions let through.

    Its values are parameters. Fields that are put ``aside`` hold as well, and drive nothing. What drives is written
    so that an index can answer it, and nothing else is: a planner that does not know how many records there are would
    choose by the looks of the conditions.
    """
    fields = shape.fields if whole else plan.driving
    driving = [name for name in plan.driving if name not in aside]
    met = [_TESTS[name] if name in driving else _ASIDE.get(name, _TESTS[name]) for name in fields]
    held = members(shape)
    account = payments.c.account_id if plan.by_account else payments.c.account_id + 0
    if shape.one:
        # One account at most: its id lets the index give the rows in order.
        number = accounts.c.number == bindparam("account_number")
        if plan.by_number:
            met.append(payments.c.account_number == bindparam("account_number"))
        return [account == select(accounts.c.id).where(number, *held).scalar_subquery(), *met]
    if held:
        met.append(account.in_(select(accounts.c.id).where(*held)))
    return met


def order_of(plan: Plan, sort: PaymentSort, descending: bool) -> list[ColumnElement[Any]]:
    """The order of a list, by an index or by sorting."""
    return [key.desc() if descending else key.asc() for key in sorted_by(plan, sort)]


def sorted_by(plan: Plan, sort: PaymentSort) -> tuple[ColumnElement[Any], ...]:
    """The keys of a list; of one that is sorted so written that no index answers them."""
    first, row_id = KEYS[sort]
    if plan.sorts:
        first = first + ("" if sort is PaymentSort.ACCOUNT else 0)
    return first, row_id


def members(shape: Shape) -> list[ColumnElement[bool]]:
    """What holds for the accounts whose records a question is about."""
    held: list[ColumnElement[bool]] = []
    if not shape.everything:
        singles = [accounts.c.id == bindparam(f"single_{place}") for place in range(shape.singles)]
        roots = [
            between(accounts.c.path, bindparam(f"low_{place}"), bindparam(f"high_{place}"))
            for place in range(shape.roots)
        ]
        held.append(or_(false(), *singles, *roots))
    if shape.reach is not None:
        held.append(under(bindparam("agent", type_=Id), shape.reach))
    return held
