"""Sums of call charges: what accounts were charged, and what their agents were charged for the same calls."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, case, func, null, select
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.accounts import Reach
from vosdesk.contract.ids import AccountId, Time
from vosdesk.contract.income import AskIncome
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, charges
from vosdesk.storage.repositories.account_filters import under
from vosdesk.storage.repositories.lists import account_ids
from vosdesk.storage.types import AnyRow

QUARTER = 15 * 60 * 1_000_000
"""Every zone is a whole number of quarters of an hour away from UTC, so that days are made of them."""

_paid = charges.alias("paid")
_FROM = charges.outerjoin(_paid, (_paid.c.call_id == charges.c.call_id) & (_paid.c.account_id == charges.c.agent_id))


class IncomeRepository:
    """Sums as a scope sees them. ``own`` are the accounts from whose side the totals are seen, None for the house."""

    def __init__(self, connection: Connection, scope: AccountScope, own: Sequence[AccountId] | None) -> None:
        self._connection = connection
        self._scope = scope
        self._own = own

    def totals(self, asked: AskIncome) -> AnyRow:
        """The sums of one level of accounts, so that every call counts once."""
        return self._connection.execute(self._sums(asked).where(*self._level(asked))).one()

    def by_quarter(self, asked: AskIncome) -> Sequence[AnyRow]:
        """The same by quarters of an hour since 1970, as ``quarter``."""
        quarter = charges.c.start // QUARTER
        sums = self._sums(asked, quarter.label("quarter")).where(*self._level(asked))
        return self._connection.execute(sums.group_by(quarter).order_by(quarter)).all()

    def by_account(self, asked: AskIncome) -> Sequence[AnyRow]:
        """The sums of each account, as ``account``, the largest fee first."""
        sums = self._sums(asked, charges.c.account_id.label("account")).where(*_limits(asked))
        return self._named(sums.group_by(charges.c.account_id), "account")

    def by_agent(self, asked: AskIncome) -> Sequence[AnyRow]:
        """The sums of the direct sub-accounts of each agent account in scope, as ``account``."""
        sums = self._sums(asked, charges.c.agent_id.label("account")).where(*_limits(asked))
        if not self._scope.everything:
            sums = sums.where(charges.c.agent_id.in_(account_ids(self._scope)))
        return self._named(sums.where(charges.c.agent_id.is_not(None)).group_by(charges.c.agent_id), "account")

    def _sums(self, asked: AskIncome, *by: ColumnElement[Any]) -> Select[Any]:
        scope = self._scope
        seen = charges.c.agent_id.is_not(None) if scope.everything else charges.c.agent_id.in_(account_ids(scope))
        # Named one by one, accounts are looked up in the index by account and time, however long the whole is.
        mine = select(accounts.c.id) if scope.everything else account_ids(scope)
        return (
            select(
                *by,
                func.count().label("calls"),
                func.coalesce(func.sum(charges.c.hold), 0).label("hold"),
                func.coalesce(-func.sum(charges.c.amount), 0).label("fee"),
                (-func.sum(case((seen, _paid.c.amount), else_=null()))).label("agent_fee"),
                (-func.sum(case((seen, charges.c.amount - _paid.c.amount), else_=null()))).label("margin"),
            )
            .select_from(_FROM)
            .where(
                charges.c.account_id.in_(mine),
                charges.c.start >= asked.days[0],
                charges.c.start < asked.days[-1],
            )
        )

    def _level(self, asked: AskIncome) -> list[ColumnElement[bool]]:
        if asked.account_number:
            return _limits(asked)
        if asked.agent is not None:
            return [charges.c.agent_id == asked.agent]
        return [charges.c.agent_id.is_(None) if self._own is None else charges.c.agent_id.in_(list(self._own))]

    def _named(self, sums: Select[Any], account: str) -> Sequence[AnyRow]:
        summed = sums.subquery()
        return self._connection.execute(
            select(summed, accounts.c.number, accounts.c.name)
            .join(accounts, accounts.c.id == summed.c[account])
            .order_by(summed.c.fee.desc(), accounts.c.number)
        ).all()


def _limits(asked: AskIncome) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.account_number:
        number = select(accounts.c.id).where(accounts.c.number == asked.account_number).scalar_subquery()
        found.append(charges.c.account_id == number)
    if asked.agent is not None:
        if asked.reach is Reach.DIRECT:
            found.append(charges.c.agent_id == asked.agent)
        else:
            found.append(charges.c.account_id.in_(select(accounts.c.id).where(under(asked.agent, asked.reach))))
    return found


def day_of(quarter: int) -> Time:
    """The beginning of a quarter of an hour."""
    return Time(quarter * QUARTER)
