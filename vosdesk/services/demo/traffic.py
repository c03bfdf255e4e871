"""The calls of the demo company's last days: what its customers dialled, charged along the chain like any import."""

import random
from collections.abc import Iterator, Sequence

from vosdesk.contract.ids import DAY, SECOND, Time
from vosdesk.domain.call_records import Record
from vosdesk.services.demo.company import Company
from vosdesk.services.demo.customers import Customer, Ending
from vosdesk.services.demo.desk import HOUR

DAYS = 8
"""Days before the end that calls are imported of, each a file."""
_MINUTE = 60 * SECOND
_NOBODY = "0000"
"""An account number that a wrong gateway sends."""
_FAVOURITES = ("4420", "4479", "4930", "49171", "331", "336", "1212", "1416", "8613", "91981", "6141", "97150", "3491")


def route(company: Company, customers: Sequence[Customer], until: Time, calls: int) -> None:
    """Import ``calls`` calls that began in the last days before ``until``, in the order in which they began."""
    records = sorted(_calls(company.source, customers, until, calls), key=lambda record: record.start)
    for day in range(DAYS):
        first, last = until - (DAYS - day) * DAY, until - (DAYS - day - 1) * DAY
        some = [record._replace(line=n) for n, record in enumerate((r for r in records if first <= r.start < last), 2)]
        company.desk.import_calls("admin", f"calls-{day + 1}.csv", some)


def _calls(source: random.Random, customers: Sequence[Customer], until: Time, calls: int) -> Iterator[Record]:
    lively = [c for c in customers if c.ending is Ending.LIVELY and c.runs is None]
    dials = {c.number: source.sample(_FAVOURITES, 3) for c in lively}
    who = source.choices(lively, [c.weight for c in lively], k=calls)
    for place, customer in enumerate(who):
        hold = 0 if source.random() < 0.2 else max(1, round(source.lognormvariate(4.6, 0.9)))
        start = until - 5 * _MINUTE - hold * SECOND - source.randrange((DAYS - 1) * DAY + 20 * HOUR)
        yield Record(
            line=0,
            flow=f"{place:08x}{source.getrandbits(32):08x}",
            caller=f"{customer.number}{source.randrange(10)}",
            callee=f"{source.choice(dials[customer.number])}{source.randrange(10**6, 10**7)}",
            account=customer.number if source.random() < 0.998 else _NOBODY,
            start=Time(start),
            stop=Time(start + hold * SECOND),
            hold=hold,
        )
