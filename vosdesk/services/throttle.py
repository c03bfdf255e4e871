"""Delays after failed logins, per login name and per source: in one place for every way in.

A delay grows with every failure and never becomes a lock-out: after the longest one anybody may try again.
"""

from collections.abc import Mapping

from vosdesk.contract.errors import Code, LoginRefused
from vosdesk.contract.ids import DAY, SECOND, Time
from vosdesk.contract.text_rules import LOGIN_LENGTH
from vosdesk.storage.types import AnyRow
from vosdesk.storage.unit_of_work import WriteUnit

FREE = 3
"""From this failure on there is a delay."""
FIRST = 2 * SECOND
"""The first delay; each further failure doubles it."""
LONGEST = 15 * 60 * SECOND
FORGOTTEN = DAY
"""A failure is forgotten when none followed it for this long."""
SOURCE_LENGTH = 128


def plain(text: str, most: int) -> str:
    """Text that was typed before login, fit to be stored: cut, and without control characters."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:most])


def delay(failures: int) -> int:
    """Microseconds to wait after so many failures."""
    return 0 if failures < FREE else min(FIRST << min(failures - FREE, 20), LONGEST)


def begin(unit: WriteUnit, login: str, source: str, now: Time) -> None:
    """Count an attempt on a login name before it is checked, so that attempts side by side count as well.

    Raises LoginRefused with the seconds to wait while a delay is running.
    """
    by_login, by_source = _names(login, source)
    delays = unit.sessions.delays((by_login, by_source))
    waits = max((_wait(row, now) for row in delays.values()), default=0)
    if waits:
        raise LoginRefused(Code.LOGIN_WAIT, {"seconds": -(-waits // SECOND)})
    _count(unit, by_login, delays, now)


def failed(unit: WriteUnit, login: str, source: str, now: Time) -> None:
    """Count a failure on the source too; the login name's was counted when the attempt began."""
    _, by_source = _names(login, source)
    _count(unit, by_source, unit.sessions.delays((by_source,)), now)
    unit.sessions.forget_delays(Time(now - FORGOTTEN))


def succeeded(unit: WriteUnit, login: str, source: str) -> None:
    """Forget the failures of a login name, and of the source as many.

    What the source failed on other names stays: nobody clears it by a login of his own.
    """
    by_login, by_source = _names(login, source)
    delays = unit.sessions.delays((by_login, by_source))
    unit.sessions.clear_delay(by_login)
    theirs = delays.get(by_source)
    if theirs is None or by_login not in delays:
        return
    left = theirs.failures - (delays[by_login].failures - 1)
    if left > 0:
        unit.sessions.set_delay(by_source, left, theirs.last, theirs.until)
    else:
        unit.sessions.clear_delay(by_source)


def _names(login: str, source: str) -> tuple[str, str]:
    return "login:" + plain(login, LOGIN_LENGTH), "source:" + plain(source, SOURCE_LENGTH)


def _wait(row: AnyRow, now: Time) -> int:
    """Microseconds still to wait. A delay longer than any is of a clock that was wrong, and counts for nothing."""
    left: int = row.until - now
    return left if 0 < left <= 2 * LONGEST else 0


def _count(unit: WriteUnit, name: str, delays: Mapping[str, AnyRow], now: Time) -> None:
    row = delays.get(name)
    failures = 1 if row is None or row.last + FORGOTTEN <= now else row.failures + 1
    unit.sessions.set_delay(name, failures, now, Time(now + delay(failures)))
