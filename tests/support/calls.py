"""Calls for tests: a company with rates, files of call records, and jobs that are waited for."""

from collections.abc import Iterable
from typing import Any

from tests.support.jobs import join, outcome
from tests.support.world import World
from vosdesk.contract import accounts as a
from vosdesk.contract import call_imports as ci
from vosdesk.contract import calls as c
from vosdesk.contract import files as f
from vosdesk.contract import operations as o
from vosdesk.contract import rates as r
from vosdesk.contract.ids import SECOND, AccountId, FileId, RateGroupId, Time
from vosdesk.contract.jobs import Start
from vosdesk.contract.money import Price

NANO = 10**9
HEADER = "flow,caller,callee,account,start,stop,hold"


def send(world: World, content: bytes, token: str | None = None, name: str = "calls.csv") -> FileId:
    """A file sent in one piece."""
    token = token or world.admin
    file = world.do(token, o.FILES_OPEN, f.OpenFile(name=name, size=len(content)))
    world.do(token, o.FILES_PUT, f.PutPiece(id=file, offset=0, content=content))
    return file


def run(world: World, operation: Start[Any, Any], request: Any, token: str | None = None) -> Any:
    """What a job ends with."""
    token = token or world.admin
    job = world.do(token, operation, request)
    join(world, job)
    return outcome(world, token, job, operation)


def line(flow: str, account: str, start: Time, hold: int = 60, callee: str = "8613800", caller: str = "100") -> str:
    """A call record as a line of a file."""
    return f"{flow},{caller},{callee},{account},{start // 1000},{(start + hold * SECOND) // 1000},{hold}"


def import_calls(world: World, lines: Iterable[str], header: str = HEADER, **columns: Any) -> ci.CallsOutcome:
    """Import lines as a file."""
    content = "\n".join([header, *lines, ""]).encode()
    file = send(world, content)
    request = ci.ImportCalls(file=file, name="calls.csv", columns=ci.CallColumns(**columns))
    found: ci.CallsOutcome = run(world, o.CALLS_IMPORT, request)
    world.do(world.admin, o.FILES_DROP, f.DropFile(id=file))
    return found


def rate_again(world: World, **selection: Any) -> ci.AgainOutcome:
    """Rate refused calls again."""
    found: ci.AgainOutcome = run(world, o.CALLS_RATE_AGAIN, ci.RateAgain(selection=ci.CallSelection(**selection)))
    return found


def calls(world: World, token: str | None = None, **wanted: Any) -> tuple[c.CallRow, ...]:
    """Calls as a session sees them, the oldest first."""
    request = c.ListCalls(filter=c.CallFilter(**wanted), descending=False)
    return world.read(token or world.admin, o.CALLS_LIST, request).rows


def charges(world: World, flow: str, token: str | None = None) -> tuple[c.ChargeRow, ...]:
    """What was charged for the call of a flow number, as a session sees it."""
    row = next(row for row in calls(world, token) if row.flow == flow)
    return world.read(token or world.admin, o.CALLS_GET, c.GetCall(id=row.id)).charges


def group(world: World, name: str, minute: float, code: str = "86", **fields: Any) -> RateGroupId:
    """A rate group with one rate, by so much a minute begun."""
    made = world.rate_group(name)
    add_rate(world, made, minute, code, **fields)
    return made


def add_rate(world: World, made: RateGroupId, minute: float, code: str = "86", **fields: Any) -> None:
    """Add a rate to a group."""
    price = Price(round(minute * NANO))
    rate = r.RateFields(prefix=code, area_name=f"Area {code}", price=price, cycle=60, **fields)
    world.do(world.admin, o.RATES_CREATE, r.CreateRate(rate_group=made, fields=rate, free=True))


def chain(world: World, depth: int, opening: float = 100) -> list[AccountId]:
    """So many accounts, each below the one before, the topmost one paying 1 a minute, the next 2, and so on."""
    found: list[AccountId] = []
    for level in range(1, depth + 1):
        rates = group(world, f"G{level}", level)
        agent = found[-1] if found else None
        found.append(world.account(f"L{level}", agent, opening=opening, rate_group=rates))
    return found


def lower_rate(world: World, account: AccountId) -> None:
    """Turn *use lower rate* on."""
    row = world.account_row(account)
    world.do(world.admin, o.ACCOUNTS_SET_LOWER_RATE, a.SetLowerRate(id=account, version=row.version, lower_rate=True))


def use_private(world: World, account: AccountId, private: RateGroupId) -> None:
    """Give an account a private rate group."""
    request = a.SetRateGroup(id=account, version=world.account_row(account).version, private_rate_group=private)
    world.do(world.admin, o.ACCOUNTS_SET_RATE_GROUP, request)
