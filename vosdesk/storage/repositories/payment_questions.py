"""Which payment records are asked for: a shape, of which a statement is made once, and its values.

Every page that is scrolled to asks a question of a shape that was asked before; to make its statement anew would
cost more than the database's answer.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, false, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.accounts import Reach
from vosdesk.contract.payments import PaymentFilter, PaymentSort
from vosdesk.domain import paths
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, payments
from vosdesk.storage.prepared import Prepared
from vosdesk.storage.repositories.accounts import under
from vosdesk.storage.repositories.lists import Sorted, between, windowed
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
KEYS: dict[PaymentSort, tuple[ColumnElement[Any], ...]] = {
    PaymentSort.TIME: (payments.c.time, payments.c.id),
    PaymentSort.AMOUNT: (payments.c.amount, payments.c.id),
    PaymentSort.ACCOUNT: (payments.c.account_number, payments.c.id),
}
_ESCAPE = "/"
# One account at most: its id lets the index give the rows in order.
_OF_NUMBER = select(accounts.c.id).where(accounts.c.number == bindparam("account_number")).scalar_subquery()
_TESTS: Mapping[str, ColumnElement[bool]] = {
    "account_number": payments.c.account_id == _OF_NUMBER,
    "time_from": payments.c.time >= bindparam("time_from"),
    "time_to": payments.c.time <= bindparam("time_to"),
    "kind": payments.c.kind == bindparam("kind"),
    "mode": payments.c.mode == bindparam("mode"),
    "operator": payments.c.operator == bindparam("operator"),
    "amount_from": payments.c.amount >= bindparam("amount_from"),
    "amount_to": payments.c.amount <= bindparam("amount_to"),
    "memo": func.lower(payments.c.memo).like(func.lower(bindparam("memo")), escape=_ESCAPE),
}


class Shape(NamedTuple):
    """What of a question makes its statement: the size of its scope, and which fields of its filter are filled in."""

    everything: bool
    roots: int
    singles: int
    reach: Reach | None
    fields: tuple[str, ...]


def shape_of(scope: AccountScope, wanted: PaymentFilter) -> Shape:
    """The shape of a question."""
    return Shape(
        everything=scope.everything,
        roots=len(scope.roots),
        singles=len(scope.singles),
        reach=None if wanted.agent is None else wanted.reach,
        fields=tuple(name for name in _TESTS if getattr(wanted, name) not in (None, "")),
    )


def values_of(scope: AccountScope, wanted: PaymentFilter, shape: Shape) -> dict[str, Any]:
    """The values of a question, by the names that its statement has for them."""
    values = {name: getattr(wanted, name) for name in shape.fields}
    for place, account in enumerate(scope.singles):
        values[f"single_{place}"] = account
    for place, root in enumerate(scope.roots):
        values[f"low_{place}"], values[f"high_{place}"] = paths.subtree(root)
    if wanted.agent is not None:
        values["agent"] = wanted.agent
    if wanted.memo:
        values["memo"] = f"%{_literal(wanted.memo)}%"
    return values


def _literal(text: str) -> str:
    """``text`` as LIKE finds it sign by sign."""
    for sign in (_ESCAPE, "%", "_"):
        text = text.replace(sign, _ESCAPE + sign)
    return text


def conditions(shape: Shape) -> list[ColumnElement[bool]]:
    """What holds for the records of a question, with its values as parameters."""
    found = [] if shape.everything else [payments.c.account_id.in_(_scope(shape))]
    if shape.reach is not None:
        found.append(
            payments.c.account_id.in_(select(accounts.c.id).where(under(bindparam("agent", type_=Id), shape.reach)))
        )
    return [*found, *(_TESTS[name] for name in shape.fields)]


def _scope(shape: Shape) -> Any:
    singles = [accounts.c.id == bindparam(f"single_{place}") for place in range(shape.singles)]
    roots = [
        between(accounts.c.path, bindparam(f"low_{place}"), bindparam(f"high_{place}")) for place in range(shape.roots)
    ]
    return select(accounts.c.id).where(or_(false(), *singles, *roots))


@lru_cache(maxsize=256)
def page(shape: Shape, sort: PaymentSort, descending: bool, after: bool, skip: bool) -> Prepared:
    """The statement of a window of records."""
    listed = Sorted(select(*SHOWN).where(*conditions(shape)), KEYS[sort], descending)
    return Prepared(windowed(listed, after=after, skip=skip))
