"""Income from calls. The margin of an agent is the fee of his sub-accounts less what he was charged himself."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from vosdesk.contract import income as inc
from vosdesk.contract import operations as o
from vosdesk.contract.ids import AccountId, Time
from vosdesk.contract.income import IncomeBy
from vosdesk.contract.money import Money
from vosdesk.policy import scopes
from vosdesk.policy.actor import Actor
from vosdesk.services.registry import Handlers
from vosdesk.services.runtime import Reading
from vosdesk.storage.repositories.income import IncomeRepository, day_of
from vosdesk.storage.types import AnyRow

handlers = Handlers()


@handlers.reads(o.INCOME_LIST)
def report(work: Reading, request: inc.AskIncome) -> inc.Income:
    """The sums of a period by day, account or agent."""
    scope = scopes.accounts(work.actor)
    asked = request
    if asked.agent is not None and not work.unit.accounts.visible(scope, [asked.agent]):
        asked = replace(asked, agent=AccountId(0))
    sums = IncomeRepository(work.unit.connection, scope, _own(work.actor) if work.actor.scoped else None)
    if asked.by is IncomeBy.DAY:
        rows = _days(sums.by_quarter(asked), asked.days)
    else:
        found = sums.by_account(asked) if asked.by is IncomeBy.ACCOUNT else sums.by_agent(asked)
        rows = [_row(row, account=AccountId(row.account), number=row.number, name=row.name) for row in found]
    most = inc.MAX_ROWS
    return inc.Income(rows=tuple(rows[:most]), totals=_row(sums.totals(asked)), left_out=max(0, len(rows) - most))


def _own(actor: Actor) -> list[AccountId]:
    """The accounts that a user is listed on, but those below another of them."""
    listed = actor.grants
    return [account for account, grant in listed.items() if not any(above in listed for above in grant.path[:-1])]


def _days(quarters: Iterable[AnyRow], days: Sequence[Time]) -> list[inc.IncomeRow]:
    """Quarters of an hour summed up to the days that they lie in."""
    found: dict[Time, inc.IncomeRow] = {}
    for quarter in quarters:
        # The first quarter may begin before the period, where this does not begin with a whole one.
        day = days[max(0, bisect_right(days, day_of(quarter.quarter)) - 1)]
        row = _row(quarter, day=day)
        found[day] = _sum(found[day], row) if day in found else row
    return list(found.values())


def _sum(one: inc.IncomeRow, other: inc.IncomeRow) -> inc.IncomeRow:
    return replace(
        one,
        calls=one.calls + other.calls,
        hold=one.hold + other.hold,
        fee=Money(one.fee + other.fee),
        agent_fee=_both(one.agent_fee, other.agent_fee),
        margin=_both(one.margin, other.margin),
    )


def _both(one: Money | None, other: Money | None) -> Money | None:
    return one if other is None else Money((one or 0) + other)


def _row(
    row: AnyRow, *, day: Time | None = None, account: AccountId | None = None, number: str = "", name: str = ""
) -> inc.IncomeRow:
    return inc.IncomeRow(
        day=day,
        account_id=account,
        account_number=number,
        account_name=name,
        calls=int(row.calls),
        hold=int(row.hold),
        fee=Money(int(row.fee)),
        agent_fee=None if row.agent_fee is None else Money(int(row.agent_fee)),
        margin=None if row.margin is None else Money(int(row.margin)),
    )
