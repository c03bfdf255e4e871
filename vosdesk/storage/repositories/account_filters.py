"""Which accounts a filter holds, and how long their money lasts, as conditions and sums of a statement."""

from typing import Any

from sqlalchemy import BigInteger, BindParameter, and_, case, cast, exists, false, func, literal, or_, select
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.accounts import AccountFilter, Category, Reach
from vosdesk.contract.ids import AccountId, Time
from vosdesk.contract.money import MAX_MONEY
from vosdesk.domain.burn_down import DAYS
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, charges
from vosdesk.storage.repositories.lists import contains, in_scope
from vosdesk.storage.types import halves

sub = accounts.alias("sub")
SUBS = select(func.count()).where(sub.c.agent_id == accounts.c.id, sub.c.active).correlate(accounts).scalar_subquery()
HAS_SUBS = exists().where(sub.c.agent_id == accounts.c.id, sub.c.active).correlate(accounts)
_usable_below = case((sub.c.balance + sub.c.overdraft > 0, sub.c.balance + sub.c.overdraft), else_=0)
USABLE_BELOW = halves(_usable_below)
"""What sub-accounts can still spend, in all: what is used of their agent's cover. In two columns, for ``whole``."""
_BALANCE = case((accounts.c.balance > 0, accounts.c.balance), else_=0)
_USABLE = accounts.c.balance + case((accounts.c.lower_rate, 0), else_=accounts.c.overdraft)
_FOREVER = 2**62
"""Days left where nothing is used: more than any others."""
_SCALARS: dict[str, ColumnElement[Any]] = {
    "type": accounts.c.type,
    "lower_rate": accounts.c.lower_rate,
    "locked": accounts.c.locked,
    "active": accounts.c.active,
}


def conditions(scope: AccountScope, wanted: AccountFilter) -> list[ColumnElement[bool]]:
    """What holds for the accounts of a filter that are in scope."""
    found = [in_scope(scope, accounts.c.path, accounts.c.id)]
    found += [column == getattr(wanted, name) for name, column in _SCALARS.items() if getattr(wanted, name) is not None]
    if wanted.number:
        found.append(contains(accounts.c.number, wanted.number))
    if wanted.name:
        found.append(contains(accounts.c.name, wanted.name))
    if wanted.agent is not None:
        found.append(under(wanted.agent, wanted.reach))
    if wanted.category is not None:
        found.append(HAS_SUBS if wanted.category is Category.AGENT else ~HAS_SUBS)
    if wanted.rate_group is not None:
        group = wanted.rate_group
        found.append(or_(accounts.c.rate_group_id == group, accounts.c.private_rate_group_id == group))
    found += _of_money(wanted)
    if wanted.expires_from is not None:
        found.append(accounts.c.expires >= wanted.expires_from)
    if wanted.expires_to is not None:
        found.append(accounts.c.expires <= wanted.expires_to)
    return found


def _of_money(wanted: AccountFilter) -> list[ColumnElement[bool]]:
    below = accounts.c.balance < accounts.c.threshold
    found: list[ColumnElement[bool]] = [below] if wanted.below_threshold else []
    if wanted.days_left is not None:
        found.append(days_left(wanted.used_since) < wanted.days_left)
    if wanted.low is not None:
        short = case((accounts.c.lower_rate, _used_of_cover() > _BALANCE), else_=false())
        found.append(or_(below, short, days_left(wanted.used_since) < wanted.low))
    return found


def days_left(since: Time) -> ColumnElement[int]:
    """Whole days that an account's money lasts, at what was used ``since``."""
    spent = (
        select(func.coalesce(-func.sum(charges.c.amount), 0))
        .where(charges.c.account_id == accounts.c.id, charges.c.start >= since)
        .correlate(accounts)
        .scalar_subquery()
    )
    used: ColumnElement[int] = cast(spent, BigInteger)
    # Sums of the largest balances must not leave 64 bits.
    usable = case((_USABLE > MAX_MONEY, MAX_MONEY), (_USABLE < 0, 0), else_=_USABLE)
    lasting = usable * literal(DAYS, BigInteger) // used
    return case((used > 0, lasting), else_=literal(_FOREVER, BigInteger))


def _used_of_cover() -> ColumnElement[int]:
    return (
        select(func.coalesce(func.sum(_usable_below), 0))
        .where(sub.c.agent_id == accounts.c.id, sub.c.active)
        .correlate(accounts)
        .scalar_subquery()
    )


def under(agent: AccountId | BindParameter[Any], reach: Reach) -> ColumnElement[bool]:
    """The direct sub-accounts of an agent account, or all below it."""
    if reach is Reach.DIRECT:
        return accounts.c.agent_id == agent
    root = accounts.alias("root")
    path = select(root.c.path).where(root.c.id == agent).scalar_subquery()
    return and_(accounts.c.path > path, accounts.c.path < func.rtrim(path, "/") + "0")
