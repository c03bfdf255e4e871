"""What stands between records: keys used twice, reversals, references, records that were taken away or renumbered."""

from collections.abc import Iterator

from sqlalchemy import Text, and_, cast, exists, func, not_, or_, select, union

from vosdesk.contract import operations as o
from vosdesk.contract.calls import CallState
from vosdesk.contract.changes import Noun
from vosdesk.contract.errors import Code
from vosdesk.contract.log import Outcome
from vosdesk.contract.payments import PaymentKind
from vosdesk.contract.verification import Finding, Params
from vosdesk.storage.models import accounts, calls, charges, log, payments
from vosdesk.storage.snapshot import Snapshot

_PAYING = (o.PAYMENTS_RECHARGE.id, o.PAYMENTS_DEDUCT.id, o.PAYMENTS_MAKE_ZERO.id, o.PAYMENTS_REVERSE.id)
"""Operations of which every line of the log that says *done* tells of one payment."""


def findings(snapshot: Snapshot) -> Iterator[Finding]:
    """Everything that is wrong between records."""
    yield from _keys(snapshot)
    yield from _reversals(snapshot)
    yield from _paths(snapshot)
    yield from _calls(snapshot)
    yield from _logged(snapshot)
    yield from references(snapshot)


def references(snapshot: Snapshot) -> Iterator[Finding]:
    """Rows of any table that refer to what is not there."""
    for table in snapshot.tables:
        for row, column in snapshot.dangling(table):
            params: Params = {"column": str(column)}
            yield Finding(code=Code.VERIFY_DANGLING, noun=str(table.name), id=row, params=params)


def _keys(snapshot: Snapshot) -> Iterator[Finding]:
    """Payments of one account under one key: an act that was done twice."""
    p = payments.c
    doubled = (
        select(func.max(p.id).label("id"), p.account_id, func.count().label("times"))
        .group_by(p.key, p.account_id)
        .having(func.count() > 1)
    )
    for row in snapshot.connection.execute(doubled):
        params: Params = {"account_id": row.account_id, "times": row.times}
        yield Finding(code=Code.VERIFY_KEY, noun=str(payments.name), id=row.id, params=params)


def _reversals(snapshot: Snapshot) -> Iterator[Finding]:
    """A reversal names an earlier record of its account and its amount, and is the only one that does."""
    r, p = payments.alias("r"), payments.alias("p")
    wrong = or_(p.c.account_id != r.c.account_id, p.c.amount != -r.c.amount, p.c.seq >= r.c.seq)
    named = r.join(p, r.c.reverses == p.c.id)
    statement = select(r.c.id, r.c.reverses, r.c.seq, r.c.account_id).select_from(named)
    for row in snapshot.connection.execute(statement.where(r.c.reverses > 0, wrong)):
        params: Params = {"account_id": row.account_id, "seq": row.seq, "reverses": row.reverses}
        yield Finding(code=Code.VERIFY_REVERSAL, noun=str(payments.name), id=row.id, params=params)
    twice = select(func.max(r.c.id).label("id"), r.c.reverses).where(r.c.reverses > 0).group_by(r.c.reverses)
    for second in snapshot.connection.execute(twice.having(func.count() > 1)):
        named_twice: Params = {"reverses": second.reverses}
        yield Finding(code=Code.VERIFY_REVERSED_TWICE, noun=str(payments.name), id=second.id, params=named_twice)


def _paths(snapshot: Snapshot) -> Iterator[Finding]:
    """Accounts whose place in the tree, which access and billing go by, is not below their agent."""
    a, above = accounts.c, accounts.alias("above")
    due = func.coalesce(above.c.path, "/") + cast(a.id, Text) + "/"
    found = accounts.outerjoin(above, above.c.id == a.agent_id)
    for row in snapshot.connection.execute(select(a.id, a.number).select_from(found).where(a.path != due)):
        yield Finding(code=Code.VERIFY_PATH, noun=str(accounts.name), id=row.id, params={"account": row.number})


def _calls(snapshot: Snapshot) -> Iterator[Finding]:
    """Rated calls that nobody was charged for, and calls of which the charges say something else."""
    c, charge = calls.c, charges.c
    charged = exists().where(charge.call_id == c.id, charge.account_id == c.account_id)
    missing = select(c.id).where(c.state == CallState.RATED.value, c.hold > 0, ~charged)
    same = (charge.caller == c.caller, charge.callee == c.callee, charge.start == c.start, charge.hold == c.hold)
    other = select(c.id).select_from(charges.join(calls, c.id == charge.call_id)).where(not_(and_(*same)))
    for call in snapshot.connection.execute(union(missing, other)).scalars():
        yield Finding(code=Code.VERIFY_CALL, noun=str(calls.name), id=call)


def _logged(snapshot: Snapshot) -> Iterator[Finding]:
    """Payments that the log tells of and that are no longer there, be they the last ones of all."""
    told = (
        select(log.c.object_id.label("account"), func.max(log.c.label).label("number"), func.count().label("told"))
        .where(log.c.noun == Noun.ACCOUNTS.value, log.c.outcome == Outcome.DONE.value, log.c.operation.in_(_PAYING))
        .group_by(log.c.object_id)
        .subquery()
    )
    p = payments.c
    booked = (
        select(p.account_id, func.count().label("there"))
        .where(p.kind != PaymentKind.OPEN.value)
        .group_by(p.account_id)
        .subquery()
    )
    there = func.coalesce(booked.c.there, 0)
    found = told.outerjoin(booked, booked.c.account_id == told.c.account)
    fewer = select(told, there.label("there")).select_from(found).where(told.c.account > 0, told.c.told > there)
    for row in snapshot.connection.execute(fewer):
        params: Params = {"account": row.number, "expected": row.told, "found": row.there}
        yield Finding(code=Code.VERIFY_LOGGED, noun=str(accounts.name), id=row.account, params=params)
