"""What there is to be found in the demo company besides its payments: renames, limits, the trap, refusals."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from vosdesk.contract import operations as o
from vosdesk.contract.accounts import GetAccount, SetOverdraft, UpdateAccount
from vosdesk.contract.errors import Code, Refusal
from vosdesk.contract.grants import SetAccountGrant
from vosdesk.contract.ids import Time
from vosdesk.contract.money import Money
from vosdesk.contract.payments import Recharge
from vosdesk.contract.rate_groups import ListRateGroups
from vosdesk.services.demo import traffic
from vosdesk.services.demo.books import Moment
from vosdesk.services.demo.company import UNIT, Company
from vosdesk.services.demo.customers import Customer, Ending
from vosdesk.services.demo.desk import HOUR
from vosdesk.services.demo.people import AGENTS, LOOK, TRAPPED

_RENAMED = 24
_LIMITS = 16
_GUESSES = ("harbour2024", "Harbour2024!", "letmein")


def moments(company: Company, customers: Sequence[Customer]) -> Iterator[Moment]:
    """Changes of names and limits, while the books are kept."""
    lively = [c for c in customers[len(AGENTS) :] if c.ending is Ending.LIVELY and not c.covered]
    changes: tuple[tuple[int, Callable[[Customer], None]], ...] = (
        (_RENAMED, partial(_rename, company)),
        (_LIMITS, partial(_limit, company)),
    )
    for offset, (count, change) in enumerate(changes):
        for customer in lively[offset :: max(1, len(lively) // count)]:
            middle = (customer.opens + customer.ends) // 2
            yield Moment(Time(middle + company.source.randrange(HOUR)), -1 - offset, customer, change)


def _rename(company: Company, customer: Customer) -> None:
    account = company.desk.do("admin", o.ACCOUNTS_GET, GetAccount(id=customer.id))
    row = account.row
    customer.name = company.namer.company("en")
    company.desk.do(
        "admin",
        o.ACCOUNTS_UPDATE,
        UpdateAccount(
            id=row.id,
            version=row.version,
            name=customer.name,
            type=row.type,
            expires=row.expires,
            threshold=row.threshold,
            memo=f"Formerly {row.name}",
            contact=msgspec.structs.replace(account.contact, company=customer.name),
        ),
    )


def _limit(company: Company, customer: Customer) -> None:
    row = company.desk.do("admin", o.ACCOUNTS_GET, GetAccount(id=customer.id)).row
    customer.overdraft = row.overdraft + 500 * UNIT
    request = SetOverdraft(id=row.id, version=row.version, overdraft=Money(customer.overdraft))
    company.desk.do("admin", o.ACCOUNTS_SET_OVERDRAFT, request)


def finish(company: Company, customers: Sequence[Customer], until: Time, calls: int) -> None:
    """The last hours: the trap is set, what is refused is refused, and everybody was there today."""
    desk = company.desk
    desk.at(until - 4 * HOUR)
    _trap(company, next(c for c in customers if c.agent is not None and c.agent.login == TRAPPED))
    desk.at(until - 3 * HOUR)
    _beyond_cover(company, next(c for c in customers[len(AGENTS) :] if c.covered))
    for place, guess in enumerate(_GUESSES):
        desk.at(until - 2 * HOUR + place * HOUR // 10)
        _refused(Code.LOGIN_FAILED, partial(desk.log_in, "harbour", guess))
    desk.do("rates", o.RATE_GROUPS_LIST, ListRateGroups())
    for place, agent in enumerate(AGENTS):
        desk.at(until - HOUR + place * HOUR // 20)
        desk.do(agent.login, o.ACCOUNTS_GET, GetAccount(id=company.accounts[agent.login]))
    desk.at(until)
    traffic.route(company, customers, until, calls)
    desk.close_shop("admin")


def _trap(company: Company, customer: Customer) -> None:
    """An administrator means well, and lists the agent's user on a sub-account that the user reaches anyway."""
    grant = SetAccountGrant(user=company.desk.users[TRAPPED], account=customer.id, rights=LOOK, covers_subs=False)
    company.desk.do("admin", o.GRANTS_SET_ACCOUNT, grant)
    recharge = Recharge(account=customer.id, amount=Money(100 * UNIT))
    _refused(Code.GRANT_HIDES, partial(company.desk.do, TRAPPED, o.PAYMENTS_RECHARGE, recharge))


def _beyond_cover(company: Company, customer: Customer) -> None:
    recharge = Recharge(account=customer.id, amount=Money(10_000_000 * UNIT))
    _refused(Code.COVER_SHORT, partial(company.desk.do, customer.teller, o.PAYMENTS_RECHARGE, recharge))


def _refused(code: Code, act: Callable[[], object]) -> None:
    try:
        act()
    except Refusal as refusal:
        if refusal.code is code:
            return
        raise
    raise RuntimeError(f"the demo expected the refusal {code.value}")
