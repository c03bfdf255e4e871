"""What stands between records: keys used twice, reversals, references, records that were taken away or renumbered."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select

from vosdesk.contract.errors import Code
from vosdesk.contract.verification import Finding, Params
from vosdesk.storage.models import payments
from vosdesk.storage.snapshot import Snapshot


def findings(snapshot: Snapshot) -> Iterator[Finding]:
    """Everything that is wrong between records."""
    yield from _keys(snapshot)
    yield from _reversals(snapshot)
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
