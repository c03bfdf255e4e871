"""Accounts. The balance is written by the payments repository alone."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    ScalarSelect,
    Select,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from vosdesk.contract.account_bulk import AccountSelection
from vosdesk.contract.accounts import AccountFilter, AccountSort
from vosdesk.contract.ids import FOREVER, AccountId, Time
from vosdesk.contract.paging import Extent, Window
from vosdesk.domain import paths
from vosdesk.policy.scopes import AccountScope
from vosdesk.storage.models import accounts, charges, payments, rate_groups
from vosdesk.storage.prepared import Among, Prepared
from vosdesk.storage.repositories.account_filters import HAS_SUBS, SUBS, USABLE_BELOW, conditions, days_left, sub
from vosdesk.storage.repositories.lists import Rows, Sorted, below, contains, extent_of, in_scope, window_of
from vosdesk.storage.types import AnyRow, halves, new_id, whole

_agent = accounts.alias("agent")
_private = rate_groups.alias("private_group")
_TODAY = (
    select(func.coalesce(-func.sum(charges.c.amount), 0))
    .where(charges.c.account_id == accounts.c.id, charges.c.start >= bindparam("today_from", FOREVER))
    .correlate(accounts)
    .scalar_subquery()
)
_COLUMNS = (
    *(c for c in accounts.c if c.name not in {"last_seq", "last_hash"}),
    _agent.c.number.label("agent_number"),
    _agent.c.name.label("agent_name"),
    _agent.c.lower_rate.label("agent_lower_rate"),
    rate_groups.c.name.label("rate_group_name"),
    rate_groups.c.owner_id.label("rate_group_owner"),
    _private.c.name.label("private_rate_group_name"),
    _private.c.owner_id.label("private_rate_group_owner"),
    SUBS.label("subs"),
    _TODAY.label("today"),
)
_FROM = (
    accounts.outerjoin(_agent, _agent.c.id == accounts.c.agent_id)
    .outerjoin(rate_groups, rate_groups.c.id == accounts.c.rate_group_id)
    .outerjoin(_private, _private.c.id == accounts.c.private_rate_group_id)
)
_KEYS: dict[AccountSort, ColumnElement[Any]] = {
    AccountSort.NUMBER: accounts.c.number,
    AccountSort.NAME: accounts.c.name,
    AccountSort.BALANCE: accounts.c.balance,
    AccountSort.OVERDRAFT: accounts.c.overdraft,
    AccountSort.AGENT: func.coalesce(_agent.c.number, ""),
    AccountSort.CREATED: accounts.c.created,
    AccountSort.EXPIRES: accounts.c.expires,
}
_ONE = select(*_COLUMNS).select_from(_FROM).where(accounts.c.id == bindparam("id"))
_CHAIN_COLUMNS = (
    accounts.c.id, accounts.c.number, accounts.c.name, accounts.c.path, accounts.c.balance, accounts.c.overdraft,
    accounts.c.locked, accounts.c.active, accounts.c.expires, accounts.c.lower_rate, accounts.c.agent_id,
    accounts.c.last_seq, accounts.c.last_hash, accounts.c.version,
)  # fmt: skip
_LOCKED = (
    select(*_CHAIN_COLUMNS)
    .where(accounts.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(func.length(accounts.c.path), accounts.c.id)
    .with_for_update()
)
_AGENTS = select(accounts.c.agent_id).where(accounts.c.id.in_(bindparam("ids", expanding=True))).distinct()
_FACTS = select(*_CHAIN_COLUMNS).where(accounts.c.id.in_(bindparam("ids", expanding=True)))
_NUMBERED = Among(select(accounts.c.id, accounts.c.number, accounts.c.path), accounts.c.number)
_TO_BILL = select(*_CHAIN_COLUMNS, accounts.c.rate_group_id, accounts.c.private_rate_group_id).order_by(
    func.length(accounts.c.path), accounts.c.id
)
_BILLED = Among(_TO_BILL, accounts.c.id)
_BILLED_HELD = Among(_TO_BILL.with_for_update(), accounts.c.id)
_of = accounts.alias("of")
_HELD = Prepared(
    select(*_CHAIN_COLUMNS)
    .where(
        or_(
            accounts.c.id == bindparam("id"),
            accounts.c.id == select(_of.c.agent_id).where(_of.c.id == bindparam("id")).scalar_subquery(),
        )
    )
    .order_by(func.length(accounts.c.path), accounts.c.id)
    .with_for_update()
)
_USED = Prepared(select(*USABLE_BELOW).where(sub.c.agent_id == bindparam("agent"), sub.c.active))


def _last_time(table: Table) -> ScalarSelect[Any]:
    last = (table.c.account_id == accounts.c.id) & (table.c.seq == accounts.c.last_seq)
    return select(table.c.time).where(last).correlate(accounts).scalar_subquery()


_LAST_TIMES = Among(
    select(accounts.c.id, func.coalesce(_last_time(payments), _last_time(charges), 0).label("time")), accounts.c.id
)


@lru_cache
def _changing(names: tuple[str, ...]) -> Prepared:
    """The statement that changes these columns; made once, for it is part of every recharge."""
    return Prepared(
        update(accounts)
        .where(accounts.c.id == bindparam("account"))
        .values({name: bindparam(f"new_{name}") for name in names} | {"version": accounts.c.version + 1})
    )


class Totals(NamedTuple):
    """Sums over accounts, in micro-units."""

    accounts: int
    balance: int
    overdraft: int
    below_threshold: int


class AccountsRepository:
    """Statements over accounts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, account: AccountId, today_from: Time = FOREVER) -> AnyRow | None:
        """One account with its agent, groups, count of sub-accounts and today's consumption."""
        return self._connection.execute(_ONE, {"id": account, "today_from": today_from}).one_or_none()

    def by_number(self, number: str) -> AnyRow | None:
        """The account that has exactly this number."""
        return self._connection.execute(select(*_CHAIN_COLUMNS).where(accounts.c.number == number)).one_or_none()

    def lock(self, ids: Iterable[AccountId]) -> dict[AccountId, AnyRow]:
        """Hold these accounts for the rest of the transaction, root first, and read them under the lock."""
        rows = self._connection.execute(_LOCKED, {"ids": sorted(set(ids))})
        return {AccountId(row.id): row for row in rows}

    def numbered(self, numbers: Iterable[str]) -> Sequence[AnyRow]:
        """Id, number and path of the accounts that have exactly these numbers."""
        return _NUMBERED.all(self._connection, numbers)

    def billed(self, ids: Iterable[AccountId], *, lock: bool) -> Sequence[AnyRow]:
        """What billing needs of these accounts, root first; held for the rest of the transaction if ``lock``."""
        return (_BILLED_HELD if lock else _BILLED).all(self._connection, ids)

    def lock_with_agents(self, ids: Iterable[AccountId]) -> dict[AccountId, AnyRow]:
        """Hold these accounts and their direct agents, root first; a move that went on meanwhile is followed."""
        wanted = set(ids)
        while True:
            above = self._connection.scalars(_AGENTS, {"ids": sorted(wanted)})
            rows = self.lock(wanted | {AccountId(agent) for agent in above if agent is not None})
            if all(row.agent_id is None or row.agent_id in rows for row in rows.values() if row.id in wanted):
                return rows

    def last_times(self, ids: Iterable[AccountId]) -> dict[AccountId, Time]:
        """When the last entry of each of these accounts was written; 0 where there is none."""
        return {AccountId(row.id): Time(row.time) for row in _LAST_TIMES.all(self._connection, ids)}

    def hold(self, account: AccountId) -> Sequence[AnyRow]:
        """An account and its agent, the agent first, held for the rest of the transaction."""
        return _HELD.all(self._connection, {"id": account})

    def facts(self, ids: Iterable[AccountId]) -> dict[AccountId, AnyRow]:
        """What the rules need to know of these accounts, all of them."""
        rows = self._connection.execute(_FACTS, {"ids": sorted(set(ids))})
        return {AccountId(row.id): row for row in rows}

    def used(self, agent: AccountId) -> int:
        """What the direct sub-accounts of an agent can still spend, in all (micro-units)."""
        return whole(*_USED.all(self._connection, {"agent": agent})[0])

    def used_of(self, agents: Sequence[AccountId]) -> dict[AccountId, int]:
        """What is used of the cover of each of these agents; agents of whom nothing is used may be left out."""
        if not agents:
            return {}
        statement = select(sub.c.agent_id, *USABLE_BELOW).where(sub.c.agent_id.in_(agents), sub.c.active)
        rows = self._connection.execute(statement.group_by(sub.c.agent_id))
        return {AccountId(row.agent_id): whole(*row[1:]) for row in rows}

    def spenders(self, agent: AccountId, most: int) -> Sequence[AnyRow]:
        """The direct sub-accounts that use the most of the agent's cover."""
        usable = accounts.c.balance + accounts.c.overdraft
        return self._connection.execute(
            select(accounts.c.number, usable.label("used"))
            .where(accounts.c.agent_id == agent, accounts.c.active, usable > 0)
            .order_by(usable.desc(), accounts.c.id)
            .limit(most)
        ).all()

    def subs(self, account: AccountId) -> int:
        """How many active direct sub-accounts there are."""
        return self._connection.execute(
            select(func.count()).where(accounts.c.agent_id == account, accounts.c.active)
        ).scalar_one()

    def window(
        self,
        scope: AccountScope,
        wanted: AccountFilter,
        sort: AccountSort,
        descending: bool,
        window: Window,
        today_from: Time,
    ) -> Rows:
        """A window of accounts."""
        listed = self._sorted(scope, wanted, sort, descending)
        return window_of(
            self._connection, listed._replace(statement=listed.statement.params(today_from=today_from)), window
        )

    def used_since(self, ids: Sequence[int], since: Time) -> dict[AccountId, int]:
        """What the calls of each of the accounts cost since then; accounts without any are left out."""
        used = -func.sum(charges.c.amount)
        rows = self._connection.execute(
            select(charges.c.account_id, used.label("used"))
            .where(charges.c.account_id.in_(list(ids)), charges.c.start >= since)
            .group_by(charges.c.account_id)
        )
        return {AccountId(row.account_id): int(row.used) for row in rows}

    def extent(self, scope: AccountScope, wanted: AccountFilter, sort: AccountSort, descending: bool) -> Extent:
        """How many accounts the filter holds."""
        return extent_of(self._connection, self._sorted(scope, wanted, sort, descending))

    def totals(self, scope: AccountScope, wanted: AccountFilter) -> Totals:
        """Sums over the whole filter."""
        matching = self._matching(scope, wanted).subquery().c
        low = func.coalesce(func.sum(case((matching.balance < matching.threshold, 1), else_=0)), 0)
        sums = select(func.count(), low, *halves(matching.balance), *halves(matching.overdraft))
        count, below, *found = self._connection.execute(sums).one()
        return Totals(count, whole(*found[:2]), whole(*found[2:]), int(below))

    def selected(self, scope: AccountScope, selection: AccountSelection) -> list[AccountId]:
        """The ids of a selection that are in scope, by number."""
        matching = self._matching(scope, selection.filter or AccountFilter(active=None))
        if selection.filter is None:
            matching = matching.where(accounts.c.id.in_(selection.ids))
        if selection.excluded:
            matching = matching.where(accounts.c.id.not_in(selection.excluded))
        statement = matching.with_only_columns(accounts.c.id).order_by(accounts.c.number)
        return [AccountId(i) for i in self._connection.scalars(statement)]

    def _sorted(self, scope: AccountScope, wanted: AccountFilter, sort: AccountSort, descending: bool) -> Sorted:
        statement = select(*_COLUMNS).select_from(_FROM).where(*conditions(scope, wanted))
        if sort is AccountSort.DAYS_LEFT:
            return Sorted(statement, (days_left(wanted.used_since), accounts.c.id), descending)
        key = _KEYS[sort]
        if sort is AccountSort.AGENT and not scope.everything:
            # Cursors carry the key: an agent account that is not seen sorts as none.
            key = case((in_scope(scope, _agent.c.path, _agent.c.id), _agent.c.number), else_="")
        return Sorted(statement, (key, accounts.c.id), descending)

    def _matching(self, scope: AccountScope, wanted: AccountFilter) -> Select[Any]:
        return select(accounts).where(*conditions(scope, wanted))

    def visible(self, scope: AccountScope, ids: Iterable[AccountId]) -> Sequence[AccountId]:
        """Those of the accounts that are in scope."""
        wanted = list(ids)
        if not wanted:
            return []
        statement = select(accounts.c.id).where(
            accounts.c.id.in_(wanted), in_scope(scope, accounts.c.path, accounts.c.id)
        )
        return [AccountId(i) for i in self._connection.scalars(statement)]

    def suggest(
        self, scope: AccountScope, own: Sequence[AccountId], text: str, limit: int, agents_only: bool
    ) -> Sequence[AnyRow]:
        """Accounts to choose: own ones first, then those whose number begins with ``text``, then the rest."""
        mine = accounts.c.id.in_(list(own))
        begins = func.lower(accounts.c.number).startswith(text.lower(), autoescape=True)
        statement = (
            select(accounts.c.id, accounts.c.number, accounts.c.name, mine.label("own"))
            .where(in_scope(scope, accounts.c.path, accounts.c.id), accounts.c.active)
            .where(or_(contains(accounts.c.number, text), contains(accounts.c.name, text)) if text else literal(True))
            .order_by(case((mine, 0), (begins, 1), else_=2), accounts.c.number)
            .limit(limit)
        )
        return self._connection.execute(statement.where(HAS_SUBS) if agents_only else statement).all()

    def agents(self, scope: AccountScope) -> Sequence[AnyRow]:
        """The agent accounts in scope, parents before children."""
        return self._connection.execute(
            select(accounts.c.id, accounts.c.number, accounts.c.name, accounts.c.path, SUBS.label("subs"))
            .where(in_scope(scope, accounts.c.path, accounts.c.id), HAS_SUBS)
            .order_by(accounts.c.number)
        ).all()

    def add(self, values: Mapping[str, Any], parent: paths.Path) -> AccountId:
        """A new account below ``parent``, with a balance of 0."""
        account = AccountId(new_id(self._connection.execute(insert(accounts).values(**values, path=""))))
        path = paths.to_text((*parent, account))
        self._connection.execute(update(accounts).where(accounts.c.id == account).values(path=path))
        return account

    def change(self, account: AccountId, values: Mapping[str, Any]) -> None:
        """Change columns of a held account."""
        if "balance" in values:
            raise ValueError("a balance changes only by a payment")
        new = {f"new_{name}": value for name, value in values.items()}
        _changing(tuple(values)).run(self._connection, {"account": account, **new})

    def extend(self, ids: Iterable[AccountId], expires: Time) -> None:
        """Give held accounts a later expiry."""
        names = ("account", "new_expires")
        _changing(("expires",)).many_rows(self._connection, names, [(account, expires) for account in ids])

    def subtree(self, path: paths.Path) -> Sequence[AnyRow]:
        """An account and all below it, parents first."""
        return self._connection.execute(
            select(*_CHAIN_COLUMNS, accounts.c.rate_group_id, accounts.c.private_rate_group_id)
            .where(below(accounts.c.path, path, itself=True))
            .order_by(accounts.c.path)
        ).all()

    def hold_subtree(self, path: paths.Path) -> None:
        """Hold an account and all below it, root first; what comes to be below it meanwhile is held as well."""
        wanted = select(accounts.c.id).where(below(accounts.c.path, path, itself=True))
        wanted = wanted.order_by(func.length(accounts.c.path), accounts.c.id).with_for_update()
        held: set[int] = set()
        while not held.issuperset(found := self._connection.scalars(wanted).all()):
            held.update(found)

    def rebase(self, old: paths.Path, new: paths.Path) -> None:
        """Give an account and all below it a new place in the tree."""
        low, _ = paths.subtree(old)
        tail = func.substr(accounts.c.path, len(low) + 1)
        self._connection.execute(
            update(accounts)
            .where(below(accounts.c.path, old, itself=True))
            .values(path=literal(paths.to_text(new)) + tail)
        )

    def lower_rate_agents(self, ids: Iterable[AccountId]) -> Sequence[AnyRow]:
        """Those of the accounts that use lower rate."""
        return self._connection.execute(
            select(*_CHAIN_COLUMNS).where(accounts.c.id.in_(list(ids)), accounts.c.lower_rate)
        ).all()

    def groups_used_below(self, path: paths.Path, owner: int) -> Sequence[str]:
        """Names of private rate groups of ``owner`` that accounts below ``path`` use."""
        return self._connection.scalars(
            select(rate_groups.c.name)
            .where(
                rate_groups.c.owner_id == owner,
                exists().where(
                    and_(
                        below(accounts.c.path, path, itself=False),
                        accounts.c.active,
                        or_(
                            accounts.c.rate_group_id == rate_groups.c.id,
                            accounts.c.private_rate_group_id == rate_groups.c.id,
                        ),
                    )
                ),
            )
            .order_by(rate_groups.c.name)
        ).all()
